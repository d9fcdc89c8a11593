//! The way to a field of a mapping, through aliases and merge keys.

use std::collections::HashSet;

use super::{NodeId, Tree};

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
        let merges = self.entries(mapping).rev();
        let mut merges = merges.filter(|(name, _)| self.scalar(*name) == Some("<<"));
        let found = merges.find_map(|(_, value)| {
            if self.is_list(value) {
                let mut mappings = self.items(value).iter();
                return mappings.find_map(|mapping| self.field(*mapping, key));
            }
            self.field(value, key)
        })?;
        Some(Field {
            is_own: false,
            ..found
        })
    }

    /// All fields of a mapping: its own as written, with those that are there twice, then those that
    /// `<<` merges into it.
    pub fn fields(&self, mapping: NodeId) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut merged = Vec::new();
        for (key, value) in self.entries(mapping) {
            if self.scalar(key) != Some("<<") {
                fields.push(Field {
                    key,
                    value,
                    is_own: true,
                });
            } else if self.is_list(value) {
                merged.extend(self.items(value).iter().flat_map(|it| self.fields(*it)));
            } else {
                merged.extend(self.fields(value));
            }
        }
        let name = |field: &Field| self.scalar(field.key).unwrap_or_default();
        let mut names: HashSet<&str> = fields.iter().map(name).collect();
        merged.retain(|field| names.insert(name(field)));
        fields.extend(merged.into_iter().map(|field| Field {
            is_own: false,
            ..field
        }));
        fields
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
