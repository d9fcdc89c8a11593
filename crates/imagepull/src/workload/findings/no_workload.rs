//! Texts without a workload: what they are instead, and what to paste.

use crate::{
    codes,
    diagnostic::Diagnostic,
    words::{Message, message},
    workload::{inventory::Inventory, report::Finding},
    yaml::{self, NodeId, Tree},
};

/// What is said of a text without a workload. Of one that cannot be read to its end only what it is
/// by its looks: the workloads may be in the rest.
pub(super) fn find(inventory: &Inventory<'_, '_>, errors: &[yaml::Error]) -> Option<Finding> {
    let tree = inventory.tree;
    if !inventory.report.workloads.is_empty() || tree.text.trim().is_empty() {
        return None;
    }
    let mut documents = tree.documents.iter();
    let has_object = documents.any(|root| tree.text_at(*root, &["kind"]).is_some());
    let looks = by_its_looks(tree.text).filter(|_| !has_object);
    if let Some((message, help)) = looks.or_else(|| by_its_keys(tree)) {
        return Some(Diagnostic::new(codes::MAN031_WARNING, message).help(help));
    }
    if !errors.is_empty() {
        return None;
    }
    Some(if has_object {
        Diagnostic::new(
            codes::MAN031_INFO,
            message!("No object in this text has a known Pod spec, so no images were found."),
        )
        .help(message!(
            "A Pod has it in `spec`, a Deployment in `spec.template.spec`."
        ))
    } else {
        Diagnostic::new(codes::MAN031_WARNING, message!("No Kubernetes object found.")).help(
            message!("Paste a manifest, YAML or JSON with `apiVersion`, `kind` and `spec`: kubectl get -o yaml prints one."),
        )
    })
}

/// What a text is by its lines, whether it is YAML or not: message and help.
fn by_its_looks(text: &str) -> Option<(Message, Message)> {
    if text.lines().any(is_of_events) {
        return Some((
            message!("This looks like kubectl output about a Pod, not a manifest."),
            message!(
                "The Diagnose view reads events and finds the cause. For this view, paste the output of kubectl get pod -o yaml."
            ),
        ));
    }
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let word = first.split_whitespace().next()?;
    let is_docker_file = word == "FROM"
        || word == "ARG" && lines.any(|line| line.split_whitespace().next() == Some("FROM"));
    is_docker_file.then(|| {
        (
            message!("This looks like a Dockerfile: it says how an image is built, not which Pod uses it."),
            message!("A manifest names the built image, in a container's `image` field."),
        )
    })
}

/// A line of a list of events: its heading, or an event in columns.
fn is_of_events(line: &str) -> bool {
    let row = line.trim_start();
    line.trim_end() == "Events:"
        || line.starts_with("LAST SEEN ")
        || ["Normal  ", "Warning  "]
            .iter()
            .any(|kind| row.starts_with(kind))
}

/// What a text is by the keys of its documents: message and help.
fn by_its_keys(tree: &Tree<'_>) -> Option<(Message, Message)> {
    let is = |what: fn(&Tree<'_>, NodeId) -> bool| {
        let mut documents = tree.documents.iter();
        documents.any(|root| what(tree, *root))
    };
    if is(is_kustomization) {
        return Some((
            message!("A Kustomization lists the files of workloads and has none itself."),
            message!("Paste its output: kubectl kustomize prints it."),
        ));
    }
    if is(is_compose) {
        return Some((
            message!("This looks like a Docker Compose file, which Kubernetes doesn't read."),
            message!(
                "kompose convert turns it into manifests; a service's image becomes a container's."
            ),
        ));
    }
    is(has_chart_values).then(|| {
        (
            message!("This looks like the values of a Helm chart; the workloads are in its templates."),
            message!("Paste the rendered template: helm template prints it, and helm get manifest prints what was installed."),
        )
    })
}

fn is_kustomization(tree: &Tree<'_>, root: NodeId) -> bool {
    let group = tree.text_at(root, &["apiVersion"]);
    tree.text_at(root, &["kind"]) == Some("Kustomization")
        && group.is_none_or(|it| it.starts_with("kustomize.config.k8s.io/"))
}

fn is_compose(tree: &Tree<'_>, root: NodeId) -> bool {
    let services = tree.value(root, "services");
    is_of_no_kind(tree, root)
        && services.is_some_and(|services| {
            tree.entries(services).any(|(_, service)| {
                ["image", "build"]
                    .iter()
                    .any(|key| tree.value(service, key).is_some())
            })
        })
}

fn has_chart_values(tree: &Tree<'_>, root: NodeId) -> bool {
    let is_image = |node: NodeId| {
        let image = tree.value(node, "image");
        image.is_some_and(|it| {
            ["repository", "tag"]
                .iter()
                .any(|key| tree.value(it, key).is_some())
        })
    };
    is_of_no_kind(tree, root)
        && (is_image(root) || tree.entries(root).any(|(_, part)| is_image(part)))
}

fn is_of_no_kind(tree: &Tree<'_>, root: NodeId) -> bool {
    tree.value(root, "kind").is_none() && tree.value(root, "apiVersion").is_none()
}
