//! Due events, and their order within one instant.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

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

/// A time that may not have come yet. A run keeps many of them, so each is one number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment(f64);

impl Moment {
    /// This time, in ms.
    pub fn at(ms: f64) -> Self {
        Self(ms)
    }

    /// The time, where it has come.
    pub fn ms(self) -> Option<f64> {
        (!self.0.is_nan()).then_some(self.0)
    }

    /// Whether it has come.
    pub fn has_come(self) -> bool {
        !self.0.is_nan()
    }
}

/// One that has not come. The numbers of the model are never NaN.
impl Default for Moment {
    fn default() -> Self {
        Self(f64::NAN)
    }
}

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

/// A due event. The order of the fields is the order in which the events of
/// one instant happens; `pull` is decided by the fields before it.
///
/// Many are due at once in a large cluster, so the numbers are as narrow as they can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Due {
    pub kind: Kind,
    node: u32,
    pod: u32,
    container: u32,
    layer: u32,
    pull: u32,
}

impl Due {
    /// Something of a pod as a whole.
    pub fn for_pod(kind: Kind, node: usize, pod: usize) -> Self {
        Self::for_container(kind, node, pod, 0)
    }

    /// Something of a container of a pod.
    pub fn for_container(kind: Kind, node: usize, pod: usize, container: usize) -> Self {
        Self {
            kind,
            node: narrow(node),
            pod: narrow(pod),
            container: narrow(container),
            layer: 0,
            pull: 0,
        }
    }

    /// The same, of a layer of a pull.
    pub fn with_layer(self, pull: usize, layer: usize) -> Self {
        Self {
            pull: narrow(pull),
            layer: narrow(layer),
            ..self
        }
    }

    /// The node concerned.
    pub fn node(&self) -> usize {
        self.node as usize
    }

    /// The pod concerned.
    pub fn pod(&self) -> usize {
        self.pod as usize
    }

    /// Place in the pod; 0 for what concerns the pod as a whole.
    pub fn container(&self) -> usize {
        self.container as usize
    }

    /// Place in the image; 0 for what concerns no layer.
    pub fn layer(&self) -> usize {
        self.layer as usize
    }

    /// The pull concerned; 0 where none is.
    pub fn pull(&self) -> usize {
        self.pull as usize
    }
}

/// A number of nodes, pods, containers, layers or pulls: memory ends long before they pass 2^32.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// All that is due at a known time.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    now_ms: f64,
    /// What was known to be due now when this instant began, the last of it first.
    ready: Vec<Due>,
    /// What became due now in this instant.
    added: BinaryHeap<Reverse<Due>>,
    /// In a cluster of nodes that are alike much is due at the very same time.
    later: BTreeMap<Key, Vec<Due>>,
    later_len: usize,
}

impl Agenda {
    /// The time of the instant that is being worked on.
    pub fn now_ms(&self) -> f64 {
        self.now_ms
    }

    /// Makes `due` happen at `at_ms`, in this instant where that is now.
    pub fn schedule(&mut self, at_ms: f64, due: Due) {
        if at_ms <= self.now_ms + EPSILON_MS {
            self.added.push(Reverse(due));
        } else {
            self.later.entry(Key(at_ms)).or_default().push(due);
            self.later_len += 1;
        }
    }

    /// The time at which the next of these is due.
    pub fn next_ms(&self) -> Option<f64> {
        if self.ready.is_empty() && self.added.is_empty() {
            self.later.first_key_value().map(|(at, _)| at.0)
        } else {
            Some(self.now_ms)
        }
    }

    /// How many are due after this instant.
    pub fn later_len(&self) -> usize {
        self.later_len
    }

    /// Moves the clock to `at_ms` and makes everything due then due now, with what `gather`
    /// adds to that.
    pub fn begin(&mut self, at_ms: f64, gather: impl FnOnce(&mut Vec<Due>)) {
        self.now_ms = at_ms;
        while let Some(first) = self.later.first_entry()
            && first.key().0 <= at_ms + EPSILON_MS
        {
            let mut due = first.remove();
            self.later_len -= due.len();
            self.ready.append(&mut due);
        }
        gather(&mut self.ready);
        self.ready.sort_unstable_by(|a, b| b.cmp(a));
    }

    /// The least of all that is due now.
    pub fn pop(&mut self) -> Option<Due> {
        let added = self.added.peek().map(|Reverse(due)| due);
        match (self.ready.last(), added) {
            (Some(ready), Some(added)) if added < ready => {}
            (Some(_), _) => return self.ready.pop(),
            (None, _) => {}
        }
        self.added.pop().map(|Reverse(due)| due)
    }
}
