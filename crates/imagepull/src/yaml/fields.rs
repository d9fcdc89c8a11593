//! The way to a field of a mapping, through aliases and merge keys.

use std::collections::HashSet;

use super::{NodeId, Tree};

/// The key whose value is merged into its mapping.
const MERGE: &str = "<<";

/// A field that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// The key.
    pub key: NodeId,
    /// The value as written; it may be an alias.
    pub value: NodeId,
    /// Whether it stands in the mapping itself, not in one that is merged into it.
    pub is_own: bool,
}

impl Tree<'_> {
    /// The field `key` of a mapping. Of two equal keys the last one counts, and a key of the
    /// mapping itself before those that `<<` merges into it.
    pub fn field(&self, mapping: NodeId, key: &str) -> Option<Field> {
        let own = self.entries(mapping).rev();
        let mut own = own.filter(|(name, _)| self.scalar(*name) == Some(key));
        if let Some((key, value)) = own.next() {
            return Some(Field {
                key,
                value,
                is_own: true,
            });
        }
        let found = self.merged(mapping).find_map(|it| self.field(it, key))?;
        Some(Field {
            is_own: false,
            ..found
        })
    }

    /// All fields of a mapping: its own as written, with those that are there twice, then those that
    /// are merged into it.
    pub fn fields(&self, mapping: NodeId) -> Vec<Field> {
        let own = self.entries(mapping).map(|(key, value)| Field {
            key,
            value,
            is_own: true,
        });
        let own = own.filter(|field| self.scalar(field.key) != Some(MERGE));
        let mut fields: Vec<Field> = own.collect();
        let name = |field: &Field| self.scalar(field.key).unwrap_or_default();
        let mut names: HashSet<&str> = fields.iter().map(name).collect();
        for mapping in self.merged(mapping) {
            let from = fields.len();
            let merged = self.fields(mapping).into_iter().rev();
            fields.extend(merged.filter(|field| names.insert(name(field))));
            fields[from..].reverse();
            fields[from..].iter_mut().for_each(|it| it.is_own = false);
        }
        fields
    }

    /// What `<<` merges into a mapping; what comes first counts.
    fn merged(&self, mapping: NodeId) -> impl Iterator<Item = NodeId> {
        let merges = self.entries(mapping).rev();
        let merges = merges.filter(|(name, _)| self.scalar(*name) == Some(MERGE));
        merges.flat_map(|(_, value)| {
            let alone = (!self.is_list(value)).then_some(value);
            alone.into_iter().chain(self.items(value).iter().copied())
        })
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
    fn what_is_merged_stands_behind_what_is_written() {
        for (text, expected) in [
            ("{a: 1, b: 2, a: 3}", "a1 b2 a3"),
            ("{<<: {a: 1, b: 2}, b: 3}", "b3 a1"),
            ("{<<: [{a: 1}, {a: 2, b: 3}], c: 4}", "c4 a1 b3"),
            ("{<<: {a: 1, a: 2}}", "a2"),
            ("{<<: {<<: {a: 1, b: 2}, a: 3}}", "a3 b2"),
            ("{<<: {a: 1}, <<: {a: 2}}", "a2"),
            ("{<<: text, a: 1}", "a1"),
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
