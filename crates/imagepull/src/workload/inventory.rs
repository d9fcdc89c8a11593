//! Collects what a report holds, in the order of the text, within bounds: a text of 1 MiB can
//! stand for gigabytes of names, because an alias makes a name stand in many places.

use super::{
    ManifestOptions,
    images::{self, Known},
    layout::Layout,
    objects::{self, Object},
    pods::{self, FoundPod},
    report::{Finding, ManifestDocument, ManifestReport, Placed, Workload},
    secrets,
};
use crate::{
    diagnostic::{Diagnostic, Span},
    words::say,
    yaml::{NodeId, Tree},
};

/// So many images are looked at.
const MOST_IMAGES: usize = 5000;

/// So many bytes the names and paths of a report have, all together.
const MOST_BYTES: usize = 4 << 20;

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
    pub known: &'a mut Known,
    pub report: ManifestReport,
    /// The workloads of the report, in the same order.
    pub workloads: Vec<FoundWorkload>,
    /// The ServiceAccounts of the text, those without a name too.
    pub accounts: Vec<NodeId>,
    bytes: usize,
}

/// Everything of a text that a report holds, without what is made of it.
pub(super) fn of<'a, 't>(
    tree: &'a Tree<'t>,
    options: ManifestOptions,
    known: &'a mut Known,
) -> Inventory<'a, 't> {
    let mut inventory = Inventory {
        tree,
        layout: Layout::new(tree),
        options,
        known,
        report: ManifestReport::default(),
        workloads: Vec::new(),
        accounts: Vec::new(),
        bytes: 0,
    };
    inventory.documents();
    objects::for_each(tree, |object| inventory.take(&object));
    inventory
}

impl Inventory<'_, '_> {
    fn documents(&mut self) {
        for (index, root) in self.tree.documents.iter().enumerate() {
            let object = Object::read(self.tree, *root, index, String::new());
            let document = ManifestDocument {
                api_version: self.name(object.api_version),
                kind: self.name(object.kind),
                name: self.name(object.name),
                namespace: self.name(object.namespace),
                span: self.tree.span(*root),
                images: 0,
            };
            self.report.documents.push(document);
        }
    }

    /// Adds an object; false where no more fits.
    fn take(&mut self, object: &Object<'_>) -> bool {
        if object.is(&["v1"], "Secret") {
            let secret = secrets::secret(self, object);
            self.report.secrets.extend(secret);
        } else if object.is(&["v1"], "ServiceAccount") {
            self.accounts.push(object.node);
            let account = secrets::service_account(self, object);
            self.report.service_accounts.extend(account);
        } else {
            for pod in pods::of(self.tree, object) {
                self.workload(object, pod);
            }
        }
        let fits = self.has_room();
        if !fits {
            self.report.images.truncate(MOST_IMAGES);
            if let Some(last) = self.workloads.last_mut() {
                last.images.end = last.images.end.min(MOST_IMAGES);
                last.images.start = last.images.start.min(MOST_IMAGES);
            }
            let place = self.tree.span(object.node);
            self.report.diagnostics.push(too_many_images(place));
        }
        fits
    }

    fn workload(&mut self, object: &Object<'_>, pod: FoundPod) {
        if !self.has_room() {
            return;
        }
        let tree = self.tree;
        self.bytes += pod.path.len();
        let placed = |it: &mut Self, key| it.placed(tree.value(pod.node, key));
        let workload = Workload {
            document: object.document,
            api_version: self.name(object.api_version),
            kind: self.name(object.kind),
            name: self.name(object.name),
            namespace: self.name(object.namespace),
            path: pod.path.clone(),
            span: tree.span(pod.node),
            is_pod: pod.is_pod,
            pods: pod.pods,
            image_pull_secrets: self.image_pull_secrets(pod.node),
            service_account_name: placed(self, "serviceAccountName")
                .or_else(|| placed(self, "serviceAccount")),
            runtime_class_name: placed(self, "runtimeClassName"),
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
        self.bytes <= MOST_BYTES && self.report.images.len() <= MOST_IMAGES
    }

    /// A text with its place; `None` where it is empty or no text.
    pub fn placed(&mut self, node: Option<NodeId>) -> Option<Placed> {
        let node = node?;
        let text = self.tree.text_of(node).filter(|text| !text.is_empty());
        Some(Placed {
            text: self.name(text)?,
            span: self.tree.span(node),
        })
    }

    /// `imagePullSecrets[].name` of a pod specification or ServiceAccount.
    pub fn image_pull_secrets(&mut self, node: NodeId) -> Vec<Placed> {
        let Some(list) = self.tree.value(node, "imagePullSecrets") else {
            return Vec::new();
        };
        let tree = self.tree;
        let items = tree.items(list).iter();
        items
            .filter_map(|item| self.placed(tree.value(*item, "name")))
            .collect()
    }
}

fn too_many_images(place: Span) -> Finding {
    Diagnostic::warning(
        "YML008",
        say!(
            "The text uses more than {most} images, or names that are too long all together; from this object on it is not looked at.",
            most = MOST_IMAGES
        ),
    )
    .help(say!("Look at fewer documents at once."))
    .at(place)
}
