//! A manifest for a link: the same text without what must not get into one.

use std::collections::{BTreeMap, HashSet};

use super::{
    edits::{self, Edit},
    layout::Layout,
    sites::Notation,
};
use crate::{
    diagnostic::Span,
    image::without_user_info,
    shareable::{hides_secret, is_harmless_command, is_secret_name, may_share_images},
    yaml::{Limits, MAX_BYTES, NodeId, Reading, ScalarStyle, ScalarType, Tree},
};

/// What is in the place of a value.
pub const MASK: &str = "***";

/// Holds the values of an object as kubectl sent it last, Secrets included.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The fields of a Secret or ConfigMap that hold no value.
const NO_VALUES: [&str; 5] = ["apiVersion", "kind", "metadata", "type", "immutable"];

/// Fields that hold values of one's own wherever they are: of Secrets and ConfigMaps, of the
/// generators of a kustomization, of docker configurations, of the releases of Helm. While a
/// manifest is typed its values can be at a wrong place.
const VALUES: [&str; 11] = [
    "data",
    "stringData",
    "binaryData",
    "value",
    "literals",
    "auths",
    "HttpHeaders",
    "valuesContent",
    "client-certificate-data",
    "certificate-authority-data",
    LAST_APPLIED,
];

/// Fields with the values of a Helm chart.
const HELM_VALUES: [&str; 3] = ["values", "valuesInline", "valuesObject"];

/// Fields of Helm values that name an image.
const IMAGE_PARTS: [&str; 9] = [
    "image",
    "images",
    "repository",
    "registry",
    "tag",
    "digest",
    "pullPolicy",
    "imagePullPolicy",
    "version",
];

/// What an item of `env` has besides its value.
const VARIABLE_FIELDS: [&str; 2] = ["name", "valueFrom"];

/// Words before an option's argument that may say what it is: `docker login ... -p x`.
const COMMAND_WORDS: usize = 8;

/// A longer argument of an option is masked unread, in bytes.
const MAX_ARGUMENT_BYTES: usize = 1024;

/// No longer text gets into a link.
const LIMITS: Limits = Limits {
    bytes: MAX_BYTES,
    ..Limits::MANIFESTS
};

/// So deep a text in a text is looked into.
const MAX_DEPTH: usize = 3;

/// The text with these values masked: those of Secrets, ConfigMaps and Helm charts, of the variables
/// of containers, of docker configurations and kubeconfigs, of fields whose names say that they are
/// secret, the annotation with the configuration applied last, user and password before a host, and
/// whatever [`shareable`](crate::shareable) takes for a secret anywhere else.
/// Comments of a document in which something is masked are emptied: old values are kept in them.
///
/// Empty where the text, or a part of it, cannot be read or is no mapping or list: nobody knows then
/// what is in it.
pub fn without_secrets(text: &str) -> String {
    masked(text, MAX_DEPTH)
}

fn masked(text: &str, depth: usize) -> String {
    let reading = Reading::new(text, LIMITS);
    if !reading.errors.is_empty() {
        return String::new();
    }
    let tree = reading.tree;
    let is_bare =
        |root: &NodeId| tree.scalar(*root).is_some() && tree.scalar_type(*root) != ScalarType::Null;
    if tree.documents.iter().any(is_bare) {
        return String::new();
    }
    let mut mask = Mask {
        tree: &tree,
        layout: Layout::new(&tree),
        masked: HashSet::new(),
        seen: HashSet::new(),
        images: HashSet::new(),
        edits: BTreeMap::new(),
        depth,
    };
    for document in &tree.documents {
        mask.below(*document);
    }
    let places: Vec<Span> = mask.edits.values().map(|edit| edit.span).collect();
    for comment in tree.comments_beside(&places) {
        mask.add(Edit::replacement(comment, "#"));
    }
    let documents: Vec<Span> = tree.documents.iter().map(|it| tree.span(*it)).collect();
    let comments = tree.comments_beside(&documents);
    let is_commented_out = depth > 0 && {
        let lines: Vec<&str> = comments
            .iter()
            .map(|it| content(tree.written(*it)))
            .collect();
        let text = lines.join("\n");
        let public = masked(&text, depth - 1);
        !public.is_empty() && public != text
    };
    for comment in comments {
        if is_commented_out || hides_secret(tree.written(comment)) {
            mask.add(Edit::replacement(comment, "#"));
        }
    }
    edits::apply(text, mask.edits.values()).unwrap_or_default()
}

/// What is behind the sign of a comment: a part of a manifest may be commented out.
fn content(comment: &str) -> &str {
    let content = comment.trim_start_matches('#');
    content.strip_prefix(' ').unwrap_or(content)
}

/// Whether a field has a value that its name calls secret.
fn is_value_of_secret(tree: &Tree<'_>, key: &str, value: NodeId) -> bool {
    let is_flag = matches!(tree.scalar_type(value), ScalarType::Null | ScalarType::Bool);
    is_secret_name(key) && (tree.is_list(value) || !is_flag)
}

struct Mask<'a, 't> {
    tree: &'a Tree<'t>,
    layout: Layout<'a, 't>,
    /// Whatever is masked with all that is below it.
    masked: HashSet<NodeId>,
    /// Lists of variables and values of charts that were looked at: aliases make one of them many.
    seen: HashSet<NodeId>,
    /// Images that were judged, for the same reason.
    images: HashSet<NodeId>,
    /// The edits by the place where they begin.
    edits: BTreeMap<usize, Edit>,
    /// So much deeper a text in a text is looked into.
    depth: usize,
}

impl Mask<'_, '_> {
    /// Looks at every node as written: what an alias means is written somewhere, too.
    fn below(&mut self, node: NodeId) {
        let tree = self.tree;
        if tree.resolved(node) != node {
            return;
        }
        self.arguments(tree.items(node));
        for item in tree.items(node) {
            self.below(*item);
        }
        if let Some(text) = tree.scalar(node)
            && self.hides_secret(text)
        {
            self.mask(node);
        }
        let kind = tree.text_at(node, &["kind"]).unwrap_or_default().trim();
        let holds_values = ["Secret", "ConfigMap"].iter().any(|it| {
            it.eq_ignore_ascii_case(kind) || it.eq_ignore_ascii_case(kind.trim_end_matches('s'))
        });
        for (key, value) in tree.entries(node) {
            let is_scalar = tree.scalar(tree.resolved(value)).is_some();
            match tree.scalar(key).unwrap_or_default() {
                key if VALUES.contains(&key) => self.all(value),
                key if holds_values && !NO_VALUES.contains(&key) => self.all(value),
                key if (is_scalar || tree.is_list(value))
                    && is_value_of_secret(tree, key, value) =>
                {
                    self.all(value);
                }
                "env" => self.variables(value),
                // Of the configuration of an image, in the place of a manifest.
                "Env" => self.all(value),
                "created_by" if !tree.scalar(value).is_none_or(is_harmless_command) => {
                    self.all(value);
                }
                key if HELM_VALUES.contains(&key) && !tree.is_list(value) => {
                    self.helm_values(value);
                }
                "image" | "reference" => {
                    self.image(value);
                    // Its own rule has judged a name: `acme/auth:v1` is none with a secret.
                    if is_scalar {
                        continue;
                    }
                }
                _ => {}
            }
            self.below(key);
            self.below(value);
        }
    }

    /// The variables of a container: all but their names and where their values come from.
    fn variables(&mut self, list: NodeId) {
        let tree = self.tree;
        if !tree.is_list(list) {
            return self.all(list);
        }
        if !self.seen.insert(tree.resolved(list)) {
            return;
        }
        for item in tree.items(tree.resolved(list)) {
            if !tree.is_mapping(*item) {
                self.all(*item);
                continue;
            }
            for (key, value) in tree.entries(*item) {
                let key = tree.scalar(key).unwrap_or_default();
                if !VARIABLE_FIELDS.contains(&key) {
                    self.all(value);
                }
            }
        }
    }

    /// The values of a chart: all but those that name images.
    fn helm_values(&mut self, values: NodeId) {
        let tree = self.tree;
        if !self.seen.insert(tree.resolved(values)) {
            return;
        }
        if tree.is_list(values) {
            for item in tree.items(values) {
                self.helm_values(*item);
            }
        } else if tree.is_mapping(values) {
            for (key, value) in tree.entries(values) {
                if !IMAGE_PARTS.contains(&tree.scalar(key).unwrap_or_default()) {
                    self.helm_values(value);
                }
            }
        } else {
            self.all(values);
        }
    }

    /// The arguments of a command, one an item: what follows an option may be its secret.
    fn arguments(&mut self, items: &[NodeId]) {
        let tree = self.tree;
        let word = |item: &NodeId| tree.scalar(tree.resolved(*item)).unwrap_or_default();
        for (at, pair) in items.windows(2).enumerate() {
            let [option, argument] = [word(&pair[0]), word(&pair[1])];
            if !option.starts_with('-') || argument.is_empty() {
                continue;
            }
            if argument.len() > MAX_ARGUMENT_BYTES {
                self.all(pair[1]);
                continue;
            }
            let first = at.saturating_sub(COMMAND_WORDS);
            let words = items[first..=at].iter().map(word);
            let before: Vec<&str> = words.filter(|it| it.len() <= MAX_ARGUMENT_BYTES).collect();
            let before = before.join(" ");
            if !hides_secret(&before) && hides_secret(&format!("{before} {argument}")) {
                self.all(pair[1]);
            }
        }
    }

    /// Whether a scalar hides a secret; one of several lines may be a manifest itself.
    fn hides_secret(&self, text: &str) -> bool {
        let is_document = text.contains('\n') || text.trim_start().starts_with(['{', '[']);
        let has_secrets = || {
            let public = masked(text, self.depth - 1);
            !public.is_empty() && public != text
        };
        hides_secret(text) || (is_document && self.depth > 0 && has_secrets())
    }

    /// Masks every scalar of a node, also through aliases.
    fn all(&mut self, node: NodeId) {
        let tree = self.tree;
        let node = tree.resolved(node);
        if !self.masked.insert(node) {
            return;
        }
        for item in tree.items(node) {
            self.all(*item);
        }
        for (key, value) in tree.entries(node) {
            // While a value is typed it can be where a key belongs.
            if tree.scalar_type(value) == ScalarType::Null {
                self.mask(key);
            }
            self.all(value);
        }
        if tree.scalar(node).is_some() {
            self.mask(node);
        }
    }

    /// An image; custom resources also have lists and mappings of its parts.
    fn image(&mut self, value: NodeId) {
        let tree = self.tree;
        if !self.images.insert(tree.resolved(value)) {
            return;
        }
        for item in tree.items(value) {
            self.image(*item);
        }
        for (_, part) in tree.entries(value) {
            self.image(part);
        }
        let Some(image) = tree.text_of(value) else {
            return;
        };
        let name = without_user_info(image);
        // Templates are no names and hide nothing by that.
        let is_template = || !name.contains('@') && !self.hides_secret(&name);
        if !may_share_images(&name) && !is_template() {
            self.all(value);
        } else if name != image {
            match self.layout.scalar(value) {
                // The line end of a block is behind its line already.
                Some(site) if site.notation == Notation::Line => {
                    self.add(site.written(name.trim_end()));
                }
                Some(site) => self.add(site.written(&name)),
                None => self.all(value),
            }
        }
    }

    fn mask(&mut self, scalar: NodeId) {
        let span = self.tree.span(scalar);
        if span.start == span.end {
            return;
        }
        // Lines of a block need no quotes; elsewhere a star would begin an alias.
        let mask = match self.tree.scalar_style(scalar) {
            Some(ScalarStyle::Literal | ScalarStyle::Folded) => MASK.to_owned(),
            _ => format!("\"{MASK}\""),
        };
        self.add(Edit::replacement(span, mask));
    }

    fn add(&mut self, edit: Edit) {
        self.edits.insert(edit.span.start, edit);
    }
}
