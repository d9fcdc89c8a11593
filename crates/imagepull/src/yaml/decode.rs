//! Whether a document becomes JSON: what go-yaml's decoder and sigs.k8s.io/yaml refuse of a text whose
//! syntax is right, in their words.
//!
//! Sources: github.com/go-yaml/yaml v2.4.0 decode.go; sigs.k8s.io/yaml v1.6.0 yaml.go.

use super::{Content, Error, NodeId, Problem, ScalarType, Tree, scalar};

/// What sigs.k8s.io/yaml puts before what it and what it calls say.
pub(crate) const OF_CONVERSION: &str = "error converting YAML to JSON: ";

/// Whether a document is decoded.
///
/// # Errors
/// The first thing that is refused.
pub(super) fn check(tree: &Tree<'_>, root: NodeId) -> Result<(), Error> {
    let mut decoder = Decoder {
        tree,
        count: 0,
        aliased: 0,
        aliases_open: 0,
        unsupported: None,
    };
    decoder.node(root)?;
    decoder.unsupported.map_or(Ok(()), Err)
}

struct Decoder<'a, 't> {
    tree: &'a Tree<'t>,
    /// How many nodes are decoded, and how many of them below aliases.
    count: u32,
    aliased: u32,
    aliases_open: u32,
    /// The first value that JSON has no place for, which is seen when everything is decoded.
    unsupported: Option<Error>,
}

impl Decoder<'_, '_> {
    fn node(&mut self, id: NodeId) -> Result<(), Error> {
        self.counted(id)?;
        match &self.tree.node(id).content {
            Content::Alias(target) => {
                self.aliases_open += 1;
                self.node(*target)?;
                self.aliases_open -= 1;
            }
            Content::Scalar { .. } => self.scalar(id)?,
            Content::Sequence { .. } => {
                for index in 0..self.tree.items(id).len() {
                    self.node(self.tree.items(id)[index])?;
                }
            }
            Content::Mapping { .. } => self.mapping(id)?,
            Content::Open => {}
        }
        Ok(())
    }

    /// Counts a node. Of a small document nearly all may be below aliases, of a large one a tenth.
    fn counted(&mut self, id: NodeId) -> Result<(), Error> {
        const SMALL: f64 = 400_000.0;
        const LARGE: f64 = 4_000_000.0;
        self.count += 1;
        self.aliased += u32::from(self.aliases_open > 0);
        if self.aliased <= 100 || self.count <= 1000 {
            return Ok(());
        }
        let (count, aliased) = (f64::from(self.count), f64::from(self.aliased));
        let is_between = ((count - SMALL) / (LARGE - SMALL)).clamp(0.0, 1.0);
        if aliased / count > 0.99 - 0.89 * is_between {
            return Err(Error::at(Problem::Aliases, self.tree.place(id)));
        }
        Ok(())
    }

    fn scalar(&mut self, id: NodeId) -> Result<(), Error> {
        let tree = self.tree;
        let Content::Scalar { value, tag, .. } = &tree.node(id).content else {
            return Ok(());
        };
        let value = value.in_text(tree.text);
        if let Some(words) = scalar::misfit(value, *tag) {
            return Err(refused(&format!("yaml: {words}"), tree, id));
        }
        if tree.scalar_type(id) == ScalarType::Number && self.unsupported.is_none() {
            let number = scalar::number(value);
            let words = match number {
                number if number.is_nan() => "NaN",
                f64::INFINITY => "+Inf",
                f64::NEG_INFINITY => "-Inf",
                _ => return Ok(()),
            };
            let words = format!("json: unsupported value: {words}");
            self.unsupported = Some(refused(&words, tree, id));
        }
        Ok(())
    }

    fn mapping(&mut self, id: NodeId) -> Result<(), Error> {
        let tree = self.tree;
        for (key, value) in tree.entries(id) {
            if tree.is_merge(key) {
                self.merge(value)?;
                continue;
            }
            let before = self.unsupported.take();
            self.node(key)?;
            // A number without end is a key like any other.
            self.unsupported = before;
            match tree.scalar_type(key) {
                ScalarType::Nested => {
                    let words = format!("yaml: invalid map key: {}", go_value(tree, key));
                    return Err(refused(&words, tree, key));
                }
                ScalarType::Null if self.unsupported.is_none() => {
                    let words = "unsupported map key of type: %!s(<nil>), key: <nil>";
                    self.unsupported = Some(refused(words, tree, key));
                }
                _ => {}
            }
            self.node(value)?;
        }
        Ok(())
    }

    /// The value of `<<`: a mapping, or a list of some, of which the last is decoded first.
    fn merge(&mut self, value: NodeId) -> Result<(), Error> {
        let tree = self.tree;
        let is_list = matches!(tree.node(value).content, Content::Sequence { .. });
        let alone = [value];
        let mappings = if is_list { tree.items(value) } else { &alone };
        for mapping in mappings.iter().rev() {
            if !tree.is_mapping(*mapping) {
                let words = "yaml: map merge requires map or sequence of maps as the value";
                return Err(refused(words, tree, value));
            }
            self.node(*mapping)?;
        }
        Ok(())
    }
}

fn refused(words: &str, tree: &Tree<'_>, id: NodeId) -> Error {
    Error::at(
        Problem::Syntax(format!("{OF_CONVERSION}{words}")),
        tree.place(id),
    )
}

/// A list or mapping as `%#v` of Go prints it. Keys and templates are shown, of other values one
/// character.
fn go_value(tree: &Tree<'_>, id: NodeId) -> String {
    /// A longer list is cut.
    const MAX_SHOWN: usize = 8;
    let scalar = |id: NodeId, is_key: bool| {
        let value = tree.scalar(id).unwrap_or_default();
        match tree.scalar_type(id) {
            ScalarType::Null => "interface {}(nil)".to_owned(),
            ScalarType::Text if is_key => format!("{value:?}"),
            ScalarType::Text => format!("{:?}", scalar::shown(value)),
            ScalarType::Nested => "…".to_owned(),
            _ => scalar::shown(value).to_owned(),
        }
    };
    if tree.is_list(id) {
        let items = tree.items(id).iter().take(MAX_SHOWN);
        let items: Vec<String> = items.map(|item| scalar(*item, false)).collect();
        return format!("[]interface {{}}{{{}}}", items.join(", "));
    }
    let entries = tree.entries(id).take(MAX_SHOWN);
    let mut entries: Vec<String> = entries
        .map(|(key, value)| format!("{}:{}", scalar(key, true), scalar(value, false)))
        .collect();
    entries.sort_unstable();
    format!(
        "map[interface {{}}]interface {{}}{{{}}}",
        entries.join(", ")
    )
}
