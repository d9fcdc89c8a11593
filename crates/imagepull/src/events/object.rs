//! Events and Pods as YAML or JSON: every mapping with a reason and a message, in its object.

use super::{
    context::Context,
    event_row::field_path,
    image_name::key,
    lines::lines,
    mapped::Mapped,
    statement::{Frame, Statement, StatementKind, Subject},
};
use crate::{
    diagnostic::Span,
    yaml::{Limits, NodeId, Tree, read as read_yaml},
};

/// Reads a text that is a whole document; `false` where it is none, or holds no object of Kubernetes.
pub(super) fn read(text: &str, statements: &mut Vec<Statement>, context: &mut Context) -> bool {
    let is_document = |line: &str| {
        ["apiVersion:", "items:", "kind:", "metadata:", "status:"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let starts = text.trim_start().starts_with(['{', '[']) || text.lines().any(is_document);
    if !starts {
        return false;
    }
    let Ok(tree) = read_yaml(text, Limits::PASTED) else {
        return false;
    };
    let mut reader = Reader {
        tree: &tree,
        statements,
        context,
    };
    let documents = tree.documents.clone();
    let found: Vec<bool> = documents
        .into_iter()
        .map(|document| reader.object(document))
        .collect();
    // Of one whose keys a terminal broke nothing is found.
    found.contains(&true) && !statements.is_empty()
}

struct Reader<'r, 't> {
    tree: &'r Tree<'t>,
    statements: &'r mut Vec<Statement>,
    context: &'r mut Context,
}

impl Reader<'_, '_> {
    fn text(&self, mapping: NodeId, path: &[&str]) -> Option<String> {
        self.tree.text_at(mapping, path).map(str::to_owned)
    }

    /// Reads an object or a list of objects.
    fn object(&mut self, node: NodeId) -> bool {
        let tree = self.tree;
        if tree.is_list(node) {
            let items = tree.items(node).to_vec();
            return items
                .into_iter()
                .fold(false, |found, item| self.object(item) | found);
        }
        if !tree.is_mapping(node) {
            return false;
        }
        if let Some(items) = tree.value(node, "items") {
            return self.object(items);
        }
        if tree.value(node, "involvedObject").is_some() || tree.value(node, "regarding").is_some() {
            self.event(node);
            return true;
        }
        let status = tree.value(node, "status");
        let kind = self.text(node, &["kind"]);
        if let Some(spec) = tree
            .value(node, "spec")
            .filter(|_| kind.as_deref() == Some("Pod"))
        {
            self.pull_secrets(spec);
        }
        match status {
            Some(status) if tree.is_mapping(status) => {
                let pod = self.text(node, &["metadata", "name"]);
                let namespace = self.text(node, &["metadata", "namespace"]);
                self.pod(status, pod, namespace);
                true
            }
            _ => {
                // The status alone.
                let is_status = ["containerStatuses", "initContainerStatuses", "conditions"];
                let is_status = is_status.iter().any(|key| tree.value(node, key).is_some());
                if is_status {
                    self.pod(node, None, None);
                }
                is_status
            }
        }
    }

    fn pull_secrets(&mut self, spec: NodeId) {
        let secrets = self.tree.value(spec, "imagePullSecrets");
        let secrets = secrets
            .map(|list| self.tree.items(list).to_vec())
            .unwrap_or_default();
        for secret in secrets {
            self.context
                .pull_secrets
                .extend(self.text(secret, &["name"]));
        }
    }

    fn event(&mut self, event: NodeId) {
        let tree = self.tree;
        let note = ["message", "note"]
            .iter()
            .find_map(|key| tree.value(event, key));
        let object = if tree.value(event, "involvedObject").is_some() {
            "involvedObject"
        } else {
            "regarding"
        };
        let is_pod = self
            .text(event, &[object, "kind"])
            .is_none_or(|kind| kind == "Pod");
        let path = self.text(event, &[object, "fieldPath"]);
        let place = path.as_deref().and_then(field_path);
        let count = ["count", "deprecatedCount"].iter().find_map(|key| {
            let count = tree.value(event, key)?;
            tree.scalar(count)?.parse().ok()
        });
        let frame = Frame {
            reason: self.text(event, &["reason"]),
            count,
            namespace: self.text(event, &[object, "namespace"]),
            pod: self.text(event, &[object, "name"]).filter(|_| is_pod),
            container: place.map(|(_, name)| name.to_owned()),
            subject: place.map(|(subject, _)| subject),
            node: self
                .text(event, &["source", "host"])
                .or_else(|| self.text(event, &["reportingInstance"])),
            ..Frame::default()
        };
        self.add(StatementKind::Event, frame, note.unwrap_or(event));
    }

    fn pod(&mut self, status: NodeId, pod: Option<String>, namespace: Option<String>) {
        let tree = self.tree;
        let lists = [
            ("initContainerStatuses", Subject::InitContainer),
            ("containerStatuses", Subject::Container),
            ("ephemeralContainerStatuses", Subject::Container),
        ];
        for (list, subject) in lists {
            let containers = tree
                .value(status, list)
                .map(|list| tree.items(list).to_vec())
                .unwrap_or_default();
            for container in containers {
                let name = self.text(container, &["name"]);
                if let Some(image) = self.text(container, &["image"]) {
                    self.context.containers.push(super::context::Container {
                        pod: pod.clone(),
                        name: name.clone(),
                        subject,
                        key: key(&image),
                    });
                }
                for path in [
                    ["state", "waiting"],
                    ["state", "terminated"],
                    ["lastState", "terminated"],
                ] {
                    let Some(state) = tree.value_at(container, &path) else {
                        continue;
                    };
                    let frame = Frame {
                        reason: self.text(state, &["reason"]),
                        pod: pod.clone(),
                        namespace: namespace.clone(),
                        container: name.clone(),
                        subject: Some(subject),
                        ..Frame::default()
                    };
                    let message = tree.value(state, "message");
                    self.add(
                        StatementKind::Status,
                        frame,
                        message
                            .or_else(|| tree.value(state, "reason"))
                            .unwrap_or(state),
                    );
                }
            }
        }
        if let Some(message) = tree.value(status, "message") {
            let frame = Frame {
                reason: self.text(status, &["reason"]),
                pod,
                namespace,
                ..Frame::default()
            };
            self.add(StatementKind::Status, frame, message);
        }
    }

    /// Adds a statement whose message is the value of a node.
    fn add(&mut self, kind: StatementKind, frame: Frame, node: NodeId) {
        let node = self.tree.resolved(node);
        let Span { start, end } = self.tree.span(node);
        let is_text = self.tree.scalar(node).is_some();
        let written = if is_text {
            &self.tree.text[start..end]
        } else {
            ""
        };
        let mut text = Mapped::default();
        for line in lines(written) {
            if !line.content.is_empty() {
                if text.len() > 0 {
                    text.push_blank(start + line.place);
                }
                text.push(line.content, start + line.place);
            }
        }
        let inner = text
            .as_str()
            .trim_matches(['"', '\'', '>', '|', '-'])
            .trim();
        // A reason alone is no message.
        let is_message = is_text && Some(inner) != frame.reason.as_deref();
        let from = inner.as_ptr() as usize - text.as_str().as_ptr() as usize;
        let message = if is_message {
            from..from + inner.len()
        } else {
            text.len()..text.len()
        };
        self.statements
            .push(Statement::new(kind, frame, text, message));
    }
}
