//! Content of a node that is brought once: documents, layers, snapshots.
//!
//! The first who comes to it brings it; who comes meanwhile waits; from its end on
//! it stays on the node.

use std::collections::{BTreeMap, VecDeque};

/// Where something stands that comes to a node at most once.
#[derive(Clone, Debug)]
enum Item<W> {
    OnNode,
    UnderWay { waiting: VecDeque<W> },
}

/// What somebody finds who looks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It is on the node.
    OnNode,
    /// Somebody brings it.
    UnderWay,
    /// Who looks brings it from now on.
    Absent,
}

/// All things of one kind on a node, with those who wait for them.
#[derive(Clone, Debug)]
pub(super) struct Content<K, W> {
    items: BTreeMap<K, Item<W>>,
}

impl<K, W> Default for Content<K, W> {
    fn default() -> Self {
        Self {
            items: BTreeMap::new(),
        }
    }
}

impl<K: Copy + Ord, W> Content<K, W> {
    /// Puts something on the node before the start.
    pub fn put(&mut self, key: K) {
        self.items.insert(key, Item::OnNode);
    }

    /// Whether it is on the node.
    pub fn has(&self, key: K) -> bool {
        matches!(self.items.get(&key), Some(Item::OnNode))
    }

    /// Looks for something: waits as `waiter` where it is under way, and is the one
    /// who brings it where it is absent.
    pub fn claim(&mut self, key: K, waiter: W) -> Found {
        match self.items.get_mut(&key) {
            Some(Item::OnNode) => Found::OnNode,
            Some(Item::UnderWay { waiting }) => {
                waiting.push_back(waiter);
                Found::UnderWay
            }
            None => {
                let waiting = VecDeque::new();
                self.items.insert(key, Item::UnderWay { waiting });
                Found::Absent
            }
        }
    }

    /// It is on the node from now on. Gives back who waited, in order.
    pub fn complete(&mut self, key: K) -> VecDeque<W> {
        match self.items.insert(key, Item::OnNode) {
            Some(Item::UnderWay { waiting }) => waiting,
            _ => VecDeque::new(),
        }
    }

    /// Who brought it failed: the first who waits brings it, the others wait on.
    pub fn hand_over(&mut self, key: K) -> Option<W> {
        if let Some(Item::UnderWay { waiting }) = self.items.get_mut(&key)
            && let Some(first) = waiting.pop_front()
        {
            return Some(first);
        }
        self.items.remove(&key);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_brings_it_and_the_others_wait_in_order() {
        let mut content = Content::default();
        assert_eq!(content.claim("layer", 1), Found::Absent);
        assert_eq!(content.claim("layer", 2), Found::UnderWay);
        assert_eq!(content.claim("layer", 3), Found::UnderWay);
        assert!(!content.has("layer"));
        assert_eq!(content.complete("layer"), [2, 3]);
        assert!(content.has("layer"));
        assert_eq!(content.claim("layer", 4), Found::OnNode);
    }

    #[test]
    fn the_first_who_waits_takes_over_from_one_that_fails() {
        let mut content = Content::default();
        content.claim("index", 1);
        content.claim("index", 2);
        content.claim("index", 3);
        assert_eq!(content.hand_over("index"), Some(2));
        assert_eq!(content.hand_over("index"), Some(3));
        assert_eq!(content.hand_over("index"), None);
        assert_eq!(content.claim("index", 4), Found::Absent);
    }
}
