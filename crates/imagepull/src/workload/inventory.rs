//! Collects what a report holds, in the order of the text, within bounds: a text of 1 MiB can
//! stand for gigabytes of names, because an alias makes a name appear in many places.

use super::{
    ManifestOptions,
    images::{self, ImageCache},
    layout::Layout,
    objects::{self, Object},
    pods::{self, FoundPod},
    report::{DocumentRead, Finding, FoundBy, ManifestDocument, ManifestReport, Placed, Workload},
    secrets,
    template::{self, Template, TemplateLanguage},
};
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    words::message,
    yaml::{NodeId, Tree},
};

/// Images per text.
const MAX_IMAGES: usize = 5000;

/// Groups whose controllers fill in expressions of their own: `{{inputs.parameters.image}}`,
/// `$(params.image)`.
const OWN_EXPRESSIONS: [&str; 3] = ["argoproj.io", "tekton.dev", "triggers.tekton.dev"];

/// Bytes of all names and paths of a report.
const MAX_BYTES: usize = 4 << 20;

/// A workload with what only the making of a report needs.
pub(super) struct FoundWorkload {
    pub pod: FoundPod,
    /// Its images: a stretch of the report's.
    pub images: std::ops::Range<usize>,
}

/// What is collected.
pub(super) struct Inventory<'a, 't> {
    pub tree: &'a Tree<'t>,
    pub layout: Layout<'a, 't>,
    pub options: ManifestOptions,
    pub known: &'a mut ImageCache,
    pub report: ManifestReport,
    /// The workloads of the report, in the same order.
    pub workloads: Vec<FoundWorkload>,
    /// The ServiceAccounts of the text, those without a name too.
    pub accounts: Vec<NodeId>,
    /// The text as it is written; the tree may be that of its masked form.
    pub source: &'a str,
    /// The first place that a tool has to fill in.
    pub template_place: Option<Span>,
    /// The objects whose kind is not known, with what was found by shape.
    pub unknown: Vec<UnknownObject>,
    /// The document of the object that was counted last.
    seen_document: Option<usize>,
    bytes: usize,
}

/// What fills in an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filled {
    /// It is a name as it is.
    ByNobody,
    ByItsController,
    /// A tool, of which the text as a whole says that it is missing.
    ByTool,
    /// A tool; as it is the text is a manifest, and its name is what a kubelet would read.
    InValidYaml,
}

/// An object whose kind is not known.
pub(super) struct UnknownObject {
    pub kind: String,
    pub place: Span,
    /// Whether anything in it looks like an image.
    pub has_images: bool,
}

/// Everything of a text that a report holds, without what is made of it.
pub(super) fn read<'a, 't>(
    tree: &'a Tree<'t>,
    source: &'a str,
    template: Option<&Template>,
    options: ManifestOptions,
    known: &'a mut ImageCache,
) -> Inventory<'a, 't> {
    let mut inventory = Inventory {
        tree,
        layout: Layout::new(tree),
        options,
        known,
        report: ManifestReport::default(),
        workloads: Vec::new(),
        accounts: Vec::new(),
        source,
        template_place: template.map(|it| it.place),
        unknown: Vec::new(),
        seen_document: None,
        bytes: 0,
    };
    inventory.report.template = template.map(|it| it.language);
    inventory.documents();
    objects::for_each(tree, |object| inventory.take(&object));
    inventory
}

impl Inventory<'_, '_> {
    fn documents(&mut self) {
        for (index, root) in self.tree.documents.iter().enumerate() {
            let object = Object::read(self.tree, *root, index, String::new());
            let [name, namespace] = self.names(&object);
            let document = ManifestDocument {
                api_version: self.name(object.api_version),
                kind: self.name(object.kind),
                name,
                namespace,
                span: self.tree.span(*root),
                images: 0,
                read: DocumentRead::NotLookedAt,
            };
            self.report.documents.push(document);
        }
    }

    /// Adds an object; false where no more fits.
    fn take(&mut self, object: &Object<'_>) -> bool {
        if object.is(&["v1"], "Secret") {
            let secret = secrets::secret(self, object);
            self.report.secrets.extend(secret);
            self.read(object, DocumentRead::NoImages);
        } else if object.is(&["v1"], "ServiceAccount") {
            self.accounts.push(object.node);
            let account = secrets::service_account(self, object);
            self.report.service_accounts.extend(account);
            self.read(object, DocumentRead::NoImages);
        } else {
            let found = pods::find(self.tree, object);
            self.note_unknown(object, &found);
            self.read(object, found.read);
            for pod in found.pods {
                self.workload(object, pod);
            }
        }
        let fits = self.has_room();
        if !fits {
            self.report.images.truncate(MAX_IMAGES);
            if let Some(last) = self.workloads.last_mut() {
                last.images.end = last.images.end.min(MAX_IMAGES);
                last.images.start = last.images.start.min(MAX_IMAGES);
            }
            let place = self.tree.span(object.node);
            self.report.diagnostics.push(too_many_images(place));
        }
        fits
    }

    /// Counts an object in what was read of its document: a List has several.
    fn read(&mut self, object: &Object<'_>, read: DocumentRead) {
        let first = self.seen_document.replace(object.document) != Some(object.document);
        let document = &mut self.report.documents[object.document].read;
        *document = match (*document, read) {
            _ if first => read,
            (DocumentRead::Images, _) | (_, DocumentRead::Images) => DocumentRead::Images,
            (DocumentRead::NoImages, DocumentRead::NoImages) => DocumentRead::NoImages,
            _ => DocumentRead::NotLookedAt,
        };
    }

    fn note_unknown(&mut self, object: &Object<'_>, found: &pods::Found) {
        let by_shape = |pod: &FoundPod| {
            let mut holders = pod.holders.iter();
            holders.any(|it| it.found_by == FoundBy::Shape)
        };
        let has_images = found.pods.iter().any(by_shape);
        let is_unknown = has_images || found.read == DocumentRead::NotLookedAt;
        let is_object = object.api_version.is_some();
        let kind = object.kind.filter(|_| is_unknown && is_object);
        let Some(kind) = self.name(kind) else {
            return;
        };
        let place = self.tree.value(object.node, "kind");
        self.unknown.push(UnknownObject {
            kind,
            place: self.tree.span(place.unwrap_or(object.node)),
            has_images,
        });
    }

    /// The value of a scalar as it is written in the text itself.
    pub fn original(&self, node: NodeId) -> Option<String> {
        let value = self.tree.scalar(node)?;
        let span = self.tree.span(node);
        let written = self.source.get(span.start..span.end);
        match written.filter(|it| self.tree.is_masked && *it != self.tree.written(span)) {
            None => Some(value.to_owned()),
            Some(written) => {
                let quote = written.chars().next().filter(|it| matches!(it, '"' | '\''));
                let inner = quote.and_then(|it| written.strip_prefix(it)?.strip_suffix(it));
                Some(inner.unwrap_or(written).trim().to_owned())
            }
        }
    }

    /// A text as it is written in the text itself; `None` where it is a number, null and so on.
    pub fn text(&self, node: NodeId) -> Option<String> {
        if self.tree.is_masked {
            self.original(node)
        } else {
            self.tree.text_of(node).map(str::to_owned)
        }
    }

    /// What has to fill in an image, if anything; the first one is kept. What the controller of
    /// its own kind fills in needs no other tool.
    pub fn note_template(&mut self, image: &str, value: Option<NodeId>, workload: usize) -> Filled {
        let Some(language) = template::language_of(image) else {
            return Filled::ByNobody;
        };
        let workload = &self.report.workloads[workload];
        let group = workload.api_version.as_deref().unwrap_or_default();
        let group = group.split('/').next().unwrap_or_default();
        if OWN_EXPRESSIONS.contains(&group) || workload.path.starts_with("objects[") {
            return Filled::ByItsController;
        }
        self.report.template.get_or_insert(language);
        if self.template_place.is_none() {
            self.template_place = value.map(|it| self.tree.span(it));
        }
        if self.tree.is_masked || language == TemplateLanguage::Ko {
            Filled::ByTool
        } else {
            Filled::InValidYaml
        }
    }

    fn workload(&mut self, object: &Object<'_>, pod: FoundPod) {
        if !self.has_room() {
            return;
        }
        let tree = self.tree;
        self.bytes += pod.path.len();
        let [name, namespace] = self.names(object);
        let workload = Workload {
            document: object.document,
            api_version: self.name(object.api_version),
            kind: self.name(object.kind),
            name,
            namespace,
            path: pod.path.clone(),
            span: tree.span(pod.node),
            is_pod: pod.is_pod,
            pods: pod.pods,
            image_pull_secrets: self.pull_secrets(&pod),
            service_account_name: pod
                .service_accounts(tree)
                .find_map(|it| self.placed(Some(it))),
            runtime_class_name: self.placed(tree.value(pod.node, "runtimeClassName")),
        };
        self.report.workloads.push(workload);
        let first = self.report.images.len();
        images::add(self, &pod, self.report.workloads.len() - 1);
        let end = self.report.images.len();
        self.report.documents[object.document].images += end - first;
        self.workloads.push(FoundWorkload {
            pod,
            images: first..end,
        });
    }

    /// The name and the namespace of an object, as written.
    fn names(&mut self, object: &Object<'_>) -> [Option<String>; 2] {
        if !self.tree.is_masked {
            return [self.name(object.name), self.name(object.namespace)];
        }
        ["name", "namespace"].map(|key| {
            let field = self.tree.value_at(object.node, &["metadata", key]);
            let written = field.and_then(|it| self.original(it));
            self.name(written.as_deref())
        })
    }

    /// A name of the report.
    pub fn name(&mut self, name: Option<&str>) -> Option<String> {
        self.bytes += name.map_or(0, str::len);
        name.filter(|_| self.has_room()).map(str::to_owned)
    }

    /// Counts bytes that something costs beside the names.
    pub fn charge(&mut self, bytes: usize) {
        self.bytes += bytes;
    }

    /// Whether names and images still fit.
    pub fn has_room(&self) -> bool {
        self.bytes <= MAX_BYTES && self.report.images.len() <= MAX_IMAGES
    }

    /// A text with its place; `None` where it is empty or no text.
    pub fn placed(&mut self, node: Option<NodeId>) -> Option<Placed> {
        let node = node?;
        let text = self.text(node).filter(|text| !text.is_empty());
        Some(Placed {
            text: self.name(text.as_deref())?,
            span: self.tree.span(node),
        })
    }

    /// The Secrets for pulls of a pod specification, and those that are elsewhere in its object.
    fn pull_secrets(&mut self, pod: &FoundPod) -> Vec<Placed> {
        let mut secrets: Vec<Placed> = Vec::new();
        for name in pod.pull_secrets(self.tree) {
            let placed = self.placed(Some(name));
            secrets.extend(placed.filter(|it| secrets.iter().all(|other| other != it)));
        }
        secrets
    }

    /// `imagePullSecrets[].name` of a ServiceAccount.
    pub fn image_pull_secrets(&mut self, node: NodeId) -> Vec<Placed> {
        let names = pods::pull_secrets(self.tree, node).into_iter();
        names.filter_map(|name| self.placed(Some(name))).collect()
    }
}

fn too_many_images(place: Span) -> Finding {
    Diagnostic::new(
        codes::YML008,
        message!(
            "The text has more than {most} images, or their names are too long in total; everything from this object on is skipped.",
            most = MAX_IMAGES
        ),
    )
    .help(message!("Check fewer documents at once."))
    .at(place)
}
