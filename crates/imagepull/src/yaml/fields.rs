//! The way to a field of a mapping, through aliases and merge keys.

use super::{NodeId, Tree};

/// A field that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// The key.
    pub key: NodeId,
    /// The value as written; it may be an alias.
    pub value: NodeId,
    /// Whether it is in the mapping itself, not in one that is merged into it.
    pub is_own: bool,
}

impl Tree<'_> {
    /// The field `key` of a mapping. What appears last counts, a key of the mapping itself or one that
    /// `<<` merges into it; of several mappings that one `<<` merges, the first that has it.
    pub fn field(&self, mapping: NodeId, key: &str) -> Option<Field> {
        self.entries(mapping).rev().find_map(|(name, value)| {
            if self.is_merge(name) {
                let mut merged = self.merged(value);
                let found = merged.find_map(|it| self.field(it, key))?;
                return Some(Field {
                    is_own: false,
                    ..found
                });
            }
            (self.scalar(name) == Some(key)).then_some(Field {
                key: name,
                value,
                is_own: true,
            })
        })
    }

    /// All fields of a mapping in the order in which they are read, those that `<<` merges at its place.
    /// One name may be there several times: the last counts.
    pub fn fields(&self, mapping: NodeId) -> Vec<Field> {
        let mut fields = Vec::new();
        for (key, value) in self.entries(mapping) {
            if self.is_merge(key) {
                let merged: Vec<NodeId> = self.merged(value).collect();
                for mapping in merged.into_iter().rev() {
                    let merged = self.fields(mapping).into_iter();
                    fields.extend(merged.map(|field| Field {
                        is_own: false,
                        ..field
                    }));
                }
                continue;
            }
            fields.push(Field {
                key,
                value,
                is_own: true,
            });
        }
        fields
    }

    /// The mappings that a `<<` with this value merges.
    fn merged(&self, value: NodeId) -> impl Iterator<Item = NodeId> {
        let alone = (!self.is_list(value)).then_some(value);
        alone.into_iter().chain(self.items(value).iter().copied())
    }

    /// The value of a field, an alias resolved.
    pub fn value(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        self.field(mapping, key).map(|it| self.resolved(it.value))
    }

    /// The value at a path of keys.
    pub fn value_at(&self, mapping: NodeId, path: &[&str]) -> Option<NodeId> {
        path.iter()
            .try_fold(mapping, |node, key| self.value(node, key))
    }

    /// The text at a path of keys; none where it is empty or no text.
    pub fn text_at(&self, mapping: NodeId, path: &[&str]) -> Option<&str> {
        let text = self.text_of(self.value_at(mapping, path)?)?;
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::{Limits, read};

    #[test]
    fn what_stands_last_counts() {
        for (text, expected) in [
            ("{a: 1, b: 2, a: 3}", "a1 b2 a3"),
            ("{<<: {a: 1, b: 2}, b: 3}", "a1 b2 b3"),
            ("{b: 3, <<: {a: 1, b: 2}}", "b3 a1 b2"),
            ("{<<: [{a: 1}, {a: 2, b: 3}], c: 4}", "a2 b3 a1 c4"),
            ("{<<: {<<: {a: 1, b: 2}, a: 3}}", "a1 b2 a3"),
            ("{<<: {a: 1}, <<: {a: 2}}", "a1 a2"),
            ("{'<<': text, a: 1}", "<<text a1"),
            ("[a]", ""),
        ] {
            let tree = read(text, Limits::MANIFESTS).expect(text);
            let root = tree.documents[0];
            let fields = tree.fields(root);
            let told = |node| tree.scalar(node).unwrap_or_default();
            let told = fields
                .iter()
                .map(|it| format!("{}{}", told(it.key), told(it.value)));
            assert_eq!(told.collect::<Vec<_>>().join(" "), expected, "{text}");
            for field in &fields {
                let name = tree.scalar(field.key).unwrap_or_default();
                let last = fields
                    .iter()
                    .rfind(|it| tree.scalar(it.key) == Some(name))
                    .map(|it| (it.value, it.is_own));
                let found = tree.field(root, name).map(|it| (it.value, it.is_own));
                assert_eq!(found, last, "{text}: {name}");
            }
        }
    }
}
