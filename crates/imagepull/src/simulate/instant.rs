//! What is due, and in which order what is due at one instant happens.

use std::cmp::{Ordering, Reverse};
use std::collections::binary_heap::{BinaryHeap, PeekMut};

pub(super) use crate::kubelet::EPSILON_MS;

/// A number of the model as a key of ordered collections. It is never NaN.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key(pub f64);

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

/// The kinds of what can be due, in the order in which they happen at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The last byte of a layer arrives.
    DownloadEnds,
    /// A layer is unpacked.
    UnpackingEnds,
    /// One or several round trips as one wait, or a timeout, are over.
    WaitEnds,
    /// An init container is done.
    RunEnds,
    /// A pod is created, synced again or comes to its next container.
    PodGoesOn,
}

/// Something due. The order of the fields is the order in which what is due at
/// one instant happens; `pull` is decided by the fields before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Due {
    pub kind: Kind,
    pub node: usize,
    pub pod: usize,
    /// Place in the pod; 0 for what concerns the pod as a whole.
    pub container: usize,
    /// Place in the image; 0 for what concerns no layer.
    pub layer: usize,
    /// The pull concerned; 0 where none is.
    pub pull: usize,
}

/// All that is due at a known time.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    now_ms: f64,
    now: BinaryHeap<Reverse<Due>>,
    later: BinaryHeap<Reverse<(Key, Due)>>,
}

impl Agenda {
    /// The time of the instant that is being worked on.
    pub fn now_ms(&self) -> f64 {
        self.now_ms
    }

    /// Makes `due` happen at `at_ms`, in this instant where that is now.
    pub fn schedule(&mut self, at_ms: f64, due: Due) {
        if at_ms <= self.now_ms + EPSILON_MS {
            self.now.push(Reverse(due));
        } else {
            self.later.push(Reverse((Key(at_ms), due)));
        }
    }

    /// The time at which the next of these is due.
    pub fn next_ms(&self) -> Option<f64> {
        if self.now.is_empty() {
            self.later.peek().map(|Reverse((at, _))| at.0)
        } else {
            Some(self.now_ms)
        }
    }

    /// How many are due after this instant.
    pub fn later_len(&self) -> usize {
        self.later.len()
    }

    /// Moves the clock to `at_ms` and makes everything due then due now.
    pub fn begin(&mut self, at_ms: f64) {
        self.now_ms = at_ms;
        while let Some(next) = self.later.peek_mut()
            && next.0.0.0 <= at_ms + EPSILON_MS
        {
            let Reverse((_, due)) = PeekMut::pop(next);
            self.now.push(Reverse(due));
        }
    }

    /// The least of all that is due now.
    pub fn pop(&mut self) -> Option<Due> {
        self.now.pop().map(|Reverse(due)| due)
    }
}
