//! Keys that are written twice in a mapping, so that one of the two is not read.

use std::{cell::OnceCell, collections::HashMap};

use crate::{
    codes,
    diagnostic::Diagnostic,
    lines::Lines,
    sources::FIELD_VALIDATION,
    words::message,
    workload::{inventory::Inventory, report::Finding},
    yaml::{NodeId, Tree},
};

/// So much is said of a text.
const MAX_FINDINGS: usize = 1000;

/// The findings on the keys of all mappings of a text.
pub(super) fn find(inventory: &Inventory<'_, '_>) -> Vec<Finding> {
    let tree = inventory.tree;
    let mut keys = Keys {
        tree,
        lines: OnceCell::new(),
        found: Vec::new(),
    };
    for mapping in tree.mappings() {
        keys.check(mapping);
        if keys.found.len() > MAX_FINDINGS {
            break;
        }
    }
    keys.found
}

struct Keys<'a, 't> {
    tree: &'a Tree<'t>,
    /// Counted when a line is named first.
    lines: OnceCell<Lines<'t>>,
    found: Vec<Finding>,
}

impl Keys<'_, '_> {
    /// Looks at the keys of a mapping.
    fn check(&mut self, mapping: NodeId) {
        let tree = self.tree;
        let keys = tree.entries(mapping).map(|(key, _)| key);
        let keys = keys.filter(|key| !tree.is_merge(*key));
        let names = keys.filter_map(|key| Some((tree.scalar(key)?, key)));
        let names: Vec<(&str, NodeId)> = names.collect();
        let mut first = First::new(names.len());
        for (index, &(name, key)) in names.iter().enumerate() {
            if let Some(before) = first.before(&names[..index], name, key) {
                let finding = self.twice(key, before, name);
                self.found.push(finding);
            }
        }
    }

    fn twice(&self, key: NodeId, before: NodeId, name: &str) -> Finding {
        let tree = self.tree;
        let lines = self.lines.get_or_init(|| Lines::new(tree.text));
        Diagnostic::new(
            codes::MAN030,
            message!(
                "The key `{key}` is already on line {line}: the last one wins.",
                key = name,
                line = lines.line(tree.span(before).start)
            ),
        )
        .at(tree.span(key))
        .help(message!(
            "YAML allows a key only once in a mapping, and tools such as Kustomize reject the text. kubectl silently uses the last value. In JSON the API server warns, and rejects the object with strict validation."
        ))
        .docs(FIELD_VALIDATION)
    }
}

/// Where each name of a mapping appears first.
enum First<'a> {
    /// Few are compared one by one, which is quicker: nearly all mappings have few.
    Few,
    Many(HashMap<&'a str, NodeId>),
}

impl<'a> First<'a> {
    const FEW: usize = 16;

    fn new(count: usize) -> Self {
        if count <= Self::FEW {
            Self::Few
        } else {
            Self::Many(HashMap::with_capacity(count))
        }
    }

    /// The first key with a name, among those before one that has it too.
    fn before(
        &mut self,
        earlier: &[(&'a str, NodeId)],
        name: &'a str,
        key: NodeId,
    ) -> Option<NodeId> {
        match self {
            Self::Few => {
                let mut earlier = earlier.iter();
                earlier.find(|it| it.0 == name).map(|it| it.1)
            }
            Self::Many(first) => {
                let before = *first.entry(name).or_insert(key);
                (before != key).then_some(before)
            }
        }
    }
}
