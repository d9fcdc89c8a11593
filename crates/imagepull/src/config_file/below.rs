//! The values below the root of a file, for configurations that lie in something else.

use std::fmt::Write as _;

use super::ConfigFile;
use crate::{
    base64_text,
    diagnostic::Span,
    yaml::{Meaning, NodeId},
};

/// How deep is looked.
const MAX_DEPTH: usize = 12;

/// A value below the root.
pub(crate) struct Below<'p> {
    pub node: NodeId,
    /// Its key, or itself in a list.
    pub place: Span,
    steps: &'p [Step<'p>],
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

impl Below<'_> {
    /// The key behind which it is; `None` in a list.
    pub fn key(&self) -> Option<&str> {
        match self.steps.last()? {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        }
    }

    /// Whether a key leads to it.
    pub fn is_under(&self, key: &str) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step, Step::Key(it) if *it == key))
    }

    /// The keys and indexes to it, for example `nodeGroups[0].kubeletExtraConfig`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps {
            let dot = if path.is_empty() { "" } else { "." };
            let _ = match step {
                Step::Key(key) => write!(path, "{dot}{key}"),
                Step::Index(index) => write!(path, "[{index}]"),
            };
        }
        path
    }
}

impl ConfigFile<'_> {
    /// The first things that `look` finds in the values below the root, up to a limit. Below a value in
    /// which something is found nothing else is looked for.
    pub fn find_below<T>(&self, most: usize, look: &mut impl FnMut(&Below) -> Option<T>) -> Vec<T> {
        let mut search = Search {
            file: self,
            look,
            found: Vec::new(),
            most,
        };
        if let Some(root) = self.root {
            search.below(root, &mut Vec::new());
        }
        search.found
    }

    /// The text of a scalar, which may be a `data:` URL, as a MachineConfig has it.
    pub fn text_within(&self, node: NodeId) -> Option<String> {
        let Meaning::Text(text) = self.tree.meaning(node) else {
            return None;
        };
        let Some((kind, data)) = text.strip_prefix("data:").and_then(|it| it.split_once(','))
        else {
            return Some(text.to_owned());
        };
        let bytes = percent_encoding::percent_decode_str(data);
        if kind.ends_with(";base64") {
            let encoded = bytes.decode_utf8().ok()?;
            return String::from_utf8(base64_text::decode(&encoded)?).ok();
        }
        Some(bytes.decode_utf8_lossy().into_owned())
    }
}

/// A search at work.
struct Search<'p, 'l, F, T> {
    file: &'p ConfigFile<'p>,
    look: &'l mut F,
    found: Vec<T>,
    most: usize,
}

impl<'p, F: FnMut(&Below) -> Option<T>, T> Search<'p, '_, F, T> {
    fn below(&mut self, node: NodeId, steps: &mut Vec<Step<'p>>) {
        if steps.len() == MAX_DEPTH {
            return;
        }
        let tree = &self.file.tree;
        match tree.meaning(node) {
            Meaning::Mapping => {
                for (key, value) in tree.entries(node) {
                    let name = tree.scalar(key).unwrap_or_default();
                    self.visit(Step::Key(name), value, tree.place(key), steps);
                }
            }
            Meaning::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(Step::Index(index), *item, tree.place(*item), steps);
                }
            }
            _ => {}
        }
    }

    fn visit(&mut self, step: Step<'p>, node: NodeId, place: Span, steps: &mut Vec<Step<'p>>) {
        if self.found.len() == self.most {
            return;
        }
        steps.push(step);
        match (self.look)(&Below { node, place, steps }) {
            Some(it) => self.found.push(it),
            None => self.below(node, steps),
        }
        steps.pop();
    }
}
