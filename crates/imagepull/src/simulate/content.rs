//! Content of a node that is brought once: documents, layers, snapshots.
//!
//! The first who comes to it brings it; who comes meanwhile waits; from its end on
//! it stays on the node.

use std::collections::VecDeque;
use std::collections::btree_map::{BTreeMap, Entry};

use super::bits::Bits;

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

/// All things of one kind on a node, by number, with those who wait for them.
///
/// A node keeps what it has for the whole run and brings a few things at a time, so what it has
/// takes a bit and only what is under way takes more.
#[derive(Clone, Debug)]
pub(super) struct Content<W> {
    on_node: Bits,
    /// Who brings it, and who waits for that.
    under_way: BTreeMap<usize, (W, VecDeque<W>)>,
}

impl<W> Default for Content<W> {
    fn default() -> Self {
        Self {
            on_node: Bits::default(),
            under_way: BTreeMap::new(),
        }
    }
}

impl<W: Copy> Content<W> {
    /// Puts something on the node.
    pub fn put(&mut self, key: usize) {
        self.on_node.insert(key);
    }

    /// Whether it is on the node.
    pub fn has(&self, key: usize) -> bool {
        self.on_node.has(key)
    }

    /// Looks for something: waits as `waiter` where it is under way, and is the one
    /// who brings it where it is absent.
    pub fn claim(&mut self, key: usize, waiter: W) -> Found {
        if self.has(key) {
            return Found::OnNode;
        }
        match self.under_way.entry(key) {
            Entry::Occupied(mut waiting) => {
                waiting.get_mut().1.push_back(waiter);
                Found::UnderWay
            }
            Entry::Vacant(absent) => {
                absent.insert((waiter, VecDeque::new()));
                Found::Absent
            }
        }
    }

    /// It is on the node from now on. Gives back who waited, in order.
    pub fn complete(&mut self, key: usize) -> VecDeque<W> {
        self.put(key);
        let under_way = self.under_way.remove(&key);
        under_way.map_or_else(VecDeque::new, |(_, waiting)| waiting)
    }

    /// Who brought it failed: the first who waits brings it, the others wait on.
    pub fn hand_over(&mut self, key: usize) -> Option<W> {
        let (holder, waiting) = self.under_way.get_mut(&key)?;
        let first = waiting.pop_front();
        match first {
            Some(first) => *holder = first,
            None => {
                self.under_way.remove(&key);
            }
        }
        first
    }

    /// Who brings it.
    pub fn holder(&self, key: usize) -> Option<W> {
        self.under_way.get(&key).map(|(holder, _)| *holder)
    }

    /// Who waits for it, in order.
    pub fn waiting(&self, key: usize) -> impl Iterator<Item = W> {
        let waiting = self.under_way.get(&key).into_iter();
        waiting.flat_map(|(_, waiting)| waiting.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_brings_it_and_the_others_wait_in_order() {
        let mut content = Content::default();
        assert_eq!(content.claim(70, 1), Found::Absent);
        assert_eq!(content.claim(70, 2), Found::UnderWay);
        assert_eq!(content.claim(70, 3), Found::UnderWay);
        assert!(!content.has(70));
        assert_eq!(content.complete(70), [2, 3]);
        assert!(content.has(70));
        assert_eq!(content.claim(70, 4), Found::OnNode);
    }

    #[test]
    fn the_first_who_waits_takes_over_from_one_that_fails() {
        let mut content = Content::default();
        content.claim(3, 1);
        content.claim(3, 2);
        content.claim(3, 3);
        assert_eq!(content.holder(3), Some(1));
        assert_eq!(content.hand_over(3), Some(2));
        assert_eq!(content.holder(3), Some(2));
        assert_eq!(content.waiting(3).collect::<Vec<_>>(), [3]);
        assert_eq!(content.hand_over(3), Some(3));
        assert_eq!(content.hand_over(3), None);
        assert_eq!(content.claim(3, 4), Found::Absent);
    }
}
