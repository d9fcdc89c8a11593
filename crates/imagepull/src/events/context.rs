//! What the text around a statement says of its Pod: `kubectl describe`, keys of a status.

use super::{
    image_name::key,
    statement::{Statement, Subject},
};

/// A container or image volume that the text names.
#[derive(Clone, Debug)]
pub(super) struct Container {
    pub pod: Option<String>,
    pub name: Option<String>,
    pub subject: Subject,
    /// The image as a runtime understands its name.
    pub key: String,
}

/// Where names of containers and volumes are as keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Names {
    #[default]
    Nowhere,
    /// The next key is the first name.
    Next,
    /// Behind so many blanks.
    At(usize),
}

/// What is known of the Pods of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pod: Option<String>,
    namespace: Option<String>,
    node: Option<String>,
    /// What is listed at this place.
    section: Option<Subject>,
    /// Where the names are that `kubectl describe` lists here, as keys.
    names: Names,
    container: Option<String>,
    pub containers: Vec<Container>,
    /// The workload that controls a Pod, such as `ReplicaSet/web-7d4b9c`.
    pub controllers: Vec<(Option<String>, String)>,
    /// The Secrets that Pods name for their pulls.
    pub pull_secrets: Vec<String>,
}

/// Whether a word can be the name of a container or volume.
pub(super) fn is_label(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}

impl Context {
    /// Whether the names of containers are here as keys.
    pub fn lists_containers(&self) -> bool {
        self.section.is_some()
    }

    /// Whether a key without a value is a name that `kubectl describe` lists: the first one below the heading,
    /// and what is as far to the right.
    fn is_name(&self, key: &str, indent: usize) -> bool {
        let is_there = match self.names {
            Names::Nowhere => false,
            Names::Next => true,
            Names::At(place) => place == indent,
        };
        is_there && is_label(key)
    }

    fn begin(&mut self, section: Option<Subject>, names: Names) {
        self.section = section;
        self.names = names;
    }

    /// Takes a key with its value, behind so many blanks; of one that is a reason, that reason.
    pub fn field(&mut self, key: &str, value: &str, indent: usize) -> Option<String> {
        let value = value.trim_end_matches(',').trim_matches(['"', '\'']);
        let text = || Some(value.to_owned()).filter(|it| !it.is_empty());
        if value.is_empty() && self.is_name(key, indent) {
            self.names = Names::At(indent);
            self.container = Some(key.to_owned());
            return None;
        }
        match key {
            "Name" => {
                // Where line breaks were lost, another key follows.
                let pod = value.split_whitespace().next().map(str::to_owned);
                *self = Self {
                    pod,
                    containers: std::mem::take(&mut self.containers),
                    controllers: std::mem::take(&mut self.controllers),
                    pull_secrets: std::mem::take(&mut self.pull_secrets),
                    ..Self::default()
                };
            }
            "Namespace" | "namespace" => self.namespace = text(),
            "Node" => {
                self.node = value
                    .split('/')
                    .next()
                    .map(str::to_owned)
                    .filter(|it| !it.is_empty() && it != "<none>");
            }
            "Controlled By" => self.controllers.push((self.pod.clone(), value.to_owned())),
            "Init Containers" => self.begin(Some(Subject::InitContainer), Names::Next),
            "initContainers" | "initContainerStatuses" => {
                self.begin(Some(Subject::InitContainer), Names::Nowhere);
            }
            "Containers" => self.begin(Some(Subject::Container), Names::Next),
            "containers" | "containerStatuses" => {
                self.begin(Some(Subject::Container), Names::Nowhere);
            }
            "Volumes" => self.begin(Some(Subject::ImageVolume), Names::Next),
            "Conditions" | "conditions" | "Events" | "QoS Class" => {
                self.begin(None, Names::Nowhere);
            }
            "name" if self.section.is_some() => self.container = text(),
            "Image" | "image" | "Reference" => self.add_image(value),
            "reason" | "Reason" => return text(),
            _ => {}
        }
        None
    }

    fn add_image(&mut self, image: &str) {
        if image.is_empty() {
            return;
        }
        self.containers.push(Container {
            pod: self.pod.clone(),
            name: self.container.clone(),
            subject: self.section.unwrap_or(Subject::Container),
            key: key(image),
        });
    }

    /// Gives a statement the Pod in whose description it is.
    pub fn complete(&self, statement: &mut Statement) {
        let frame = &mut statement.frame;
        if frame.pod.is_none() {
            frame.pod.clone_from(&self.pod);
        }
        if frame.namespace.is_none() && frame.pod == self.pod {
            frame.namespace.clone_from(&self.namespace);
        }
        if frame.node.is_none() {
            frame.node.clone_from(&self.node);
        }
    }

    /// The container of an image, where the text lists it.
    pub fn container_of(&self, pod: Option<&str>, key: &str) -> Option<&Container> {
        let mut containers = self.containers.iter();
        containers.find(|it| {
            let is_of_pod = it.pod.is_none() || pod.is_none() || it.pod.as_deref() == pod;
            is_of_pod && it.key == key
        })
    }
}
