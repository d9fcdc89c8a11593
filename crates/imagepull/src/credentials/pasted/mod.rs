//! What a person pastes or drops: docker configurations, Secrets, ServiceAccounts, Pods and the
//! configuration of credential providers, told apart by content and read without what is secret.

mod mask;
mod tree;

use super::{
    base64_text,
    docker_config::{DockerConfig, Malformed, Problem, read_docker_config},
    request::{Provider, ServiceAccount},
    secret::PullSecret,
    shown::without_user_info,
};
use crate::{
    diagnostic::{Diagnostic, Span},
    words::say,
};
use tree::{Map, Node};

pub use mask::masked;

/// More of a text is not read, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// So many remarks are made on one text.
const MOST_REMARKS: usize = 100;

/// What a text holds, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The parts of a request.
    pub parts: Vec<Part>,
    /// What could not be read, and what is of no use here.
    pub diagnostics: Vec<Diagnostic>,
}

/// A part of a [`CredentialsRequest`](super::CredentialsRequest).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A `config.json` or `.dockercfg`, or why it is none.
    DockerConfig(Result<DockerConfig, Malformed>),
    /// A Secret of any type.
    PullSecret(PullSecret),
    /// A ServiceAccount.
    ServiceAccount(ServiceAccount),
    /// A Pod, or a template of Pods.
    Pod(PastedPod),
    /// The providers of a CredentialProviderConfig; their answers are not known.
    Providers(Vec<Provider>),
}

/// A Pod, or the template of a workload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedPod {
    /// The kind of the object, for example `Deployment`.
    pub kind: String,
    /// Its name.
    pub name: Option<String>,
    /// Its namespace.
    pub namespace: Option<String>,
    /// The names of its imagePullSecrets.
    pub image_pull_secrets: Vec<String>,
    /// The name of its ServiceAccount.
    pub service_account: Option<String>,
    /// Its images in their order, each once.
    pub images: Vec<String>,
}

/// Reads a text of any of these forms: JSON or YAML, one or several documents, Lists.
pub fn read_pasted(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    if text.len() > MOST_BYTES {
        pasted.say(Diagnostic::error(
            "CRD017",
            say!(
                "The text is longer than {most} bytes and is not read.",
                most = MOST_BYTES
            ),
        ));
        return pasted;
    }
    if let Some(decoded) = base64_of_object(text) {
        pasted.document(&decoded, 0);
        // Its places are not those of the text.
        pasted.diagnostics.iter_mut().for_each(|it| it.span = None);
    } else {
        for (start, document) in documents(text) {
            pasted.document(document, start);
        }
    }
    if pasted.parts.is_empty() && pasted.diagnostics.is_empty() {
        pasted.say(
            Diagnostic::warning("CRD018", say!("Nothing in the text is known here."))
                .help(say!("Known are config.json, .dockercfg, Secrets, ServiceAccounts, Pods and workloads, Lists of them, and CredentialProviderConfig.")),
        );
    }
    pasted
}

/// The object that a text is the base64 of: the value of a Secret as `kubectl get` prints it.
fn base64_of_object(text: &str) -> Option<String> {
    let text = text.trim();
    if text.starts_with('{') || text.len() < 16 {
        return None;
    }
    let decoded = String::from_utf8(base64_text::decode(text)?).ok()?;
    decoded.trim_start().starts_with('{').then_some(decoded)
}

/// The YAML documents of a text and where they begin.
fn documents(text: &str) -> Vec<(usize, &str)> {
    let mut documents = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let rest = line.strip_prefix("---");
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            documents.push((start, &text[start..at]));
            start = at + 3;
        }
        at += line.len();
    }
    documents.push((start, &text[start..]));
    let has_content = |document: &&(usize, &str)| {
        let mut lines = document.1.lines().map(str::trim);
        lines.any(|line| !(line.is_empty() || line.starts_with(['#', '%']) || line == "..."))
    };
    documents.iter().filter(has_content).copied().collect()
}

impl Pasted {
    fn say(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_REMARKS {
            self.diagnostics.push(diagnostic);
        }
    }

    fn document(&mut self, text: &str, start: usize) {
        match tree::read(text) {
            Ok(Node::Map(map))
                if map.text("kind").is_none() && map.text("apiVersion").is_none() =>
            {
                self.without_kind(&map, text, start);
            }
            Ok(Node::Map(map)) => self.object(map, span_of(text, start)),
            Ok(_) => self.nothing(None, span_of(text, start)),
            Err(_) if is_docker_config(text) => {
                self.parts
                    .push(Part::DockerConfig(read_docker_config(text)));
            }
            Err(place) => self.say(
                Diagnostic::error(
                    "CRD017",
                    say!("A part of the text can be read neither as JSON nor as YAML."),
                )
                .help(say!(
                    "The first mistake stands at this place; the other documents are read."
                ))
                .at_known(place.map(|place| Span {
                    start: place.start + start,
                    end: place.end + start,
                })),
            ),
        }
    }

    /// A docker configuration has no kind; it has to be JSON.
    fn without_kind(&mut self, map: &Map, text: &str, start: usize) {
        let config = read_docker_config(text);
        let is_json = !matches!(
            config,
            Err(Malformed {
                problem: Problem::NotJson { .. },
                ..
            })
        );
        if map.has("auths") || is_json {
            self.parts.push(Part::DockerConfig(config));
        } else {
            self.nothing(None, span_of(text, start));
        }
    }

    fn object(&mut self, mut map: Map, span: Span) {
        let kind = map.text("kind").unwrap_or_default().to_owned();
        let metadata = map.map("metadata");
        let of_metadata = |field| metadata.and_then(|it| it.text(field)).map(str::to_owned);
        let (name, namespace) = (of_metadata("name"), of_metadata("namespace"));
        if let Some(items) = map.take_list("items") {
            for item in items {
                if let Node::Map(map) = item {
                    self.object(map, span);
                }
            }
            return;
        }
        match kind.as_str() {
            "Secret" => {
                let r#type = map.text("type").unwrap_or("Opaque").to_owned();
                let data = map.data.take().unwrap_or_default();
                self.parts
                    .push(Part::PullSecret(data.into_secret(name, namespace, r#type)));
            }
            "ServiceAccount" => self.parts.push(Part::ServiceAccount(ServiceAccount {
                name,
                namespace,
                image_pull_secrets: Some(map.names("imagePullSecrets")),
            })),
            "CredentialProviderConfig" => {
                let providers = map.list("providers").iter().filter_map(provider);
                self.parts.push(Part::Providers(providers.collect()));
            }
            _ => match pod_spec(&map) {
                Some(spec) => self.parts.push(Part::Pod(PastedPod {
                    kind,
                    name,
                    namespace,
                    image_pull_secrets: spec.names("imagePullSecrets"),
                    service_account: ["serviceAccountName", "serviceAccount"]
                        .into_iter()
                        .find_map(|field| spec.text(field))
                        .map(str::to_owned),
                    images: images(spec),
                })),
                None => self.nothing(Some(&kind), span),
            },
        }
    }

    fn nothing(&mut self, kind: Option<&str>, span: Span) {
        let said = if let Some(kind) = kind {
            say!(
                "An object of the kind {kind} has nothing to do with credentials.",
                kind = format!("{kind:?}")
            )
        } else {
            say!("A part of the text is none of the things that are known here.")
        };
        self.say(Diagnostic::info("CRD019", said).at(span));
    }
}

/// The place of a document, without the white space around it.
fn span_of(text: &str, start: usize) -> Span {
    let start = start + text.len() - text.trim_start().len();
    Span {
        start,
        end: start + text.trim().len(),
    }
}

/// Whether a text that cannot be read was most likely meant as a docker configuration.
fn is_docker_config(text: &str) -> bool {
    text.trim_start().starts_with('{') && !text.contains("kind")
}

/// The specification of a Pod in an object: its own, or that of its template.
fn pod_spec(map: &Map) -> Option<&Map> {
    let spec = map.map("spec");
    let candidates = [
        spec,
        spec.and_then(|spec| spec.map("template")?.map("spec")),
        spec.and_then(|spec| {
            spec.map("jobTemplate")?
                .map("spec")?
                .map("template")?
                .map("spec")
        }),
        map.map("template")
            .and_then(|template| template.map("spec")),
    ];
    let is_pod = |spec: &&Map| spec.has("containers") || spec.has("initContainers");
    candidates.into_iter().flatten().find(is_pod)
}

fn images(spec: &Map) -> Vec<String> {
    let mut images = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let containers = ["initContainers", "containers", "ephemeralContainers"];
    let of_containers = containers.iter().flat_map(|field| spec.list(field));
    let of_containers = of_containers.filter_map(|it| it.as_map()?.text("image"));
    let of_volumes = spec.list("volumes").iter();
    let of_volumes = of_volumes.filter_map(|it| it.as_map()?.map("image")?.text("reference"));
    for image in of_containers.chain(of_volumes) {
        let image = without_user_info(image).into_owned();
        if !image.is_empty() && seen.insert(image.clone()) {
            images.push(image);
        }
    }
    images
}

fn provider(node: &Node) -> Option<Provider> {
    let map = node.as_map()?;
    Some(Provider {
        name: map.text("name").unwrap_or_default().to_owned(),
        match_images: map.texts("matchImages"),
        ..Provider::default()
    })
}
