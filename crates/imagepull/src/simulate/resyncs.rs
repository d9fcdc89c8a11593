//! The pods that wait for a new sync, and whether the sync of any could succeed (rule 11).

use super::bits::Bits;
use super::engine::Engine;

/// The pods that wait for a new sync after one that failed.
#[derive(Debug, Default)]
pub(super) struct Resyncs {
    waiting: Bits,
    /// A pod whose next sync could succeed when it was last asked for.
    hopeful: usize,
}

impl Resyncs {
    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// A pod waits from now on.
    pub fn wait(&mut self, pod: usize) {
        self.waiting.insert(pod);
    }

    /// The sync of a pod begins.
    pub fn begin(&mut self, pod: usize) {
        self.waiting.remove(pod);
    }

    /// Those that wait, beginning with the one that was hopeful last.
    fn waiting(&self) -> impl Iterator<Item = usize> {
        let from = |start: usize| {
            let first = self.waiting.first_from(start);
            std::iter::successors(first, |&pod| self.waiting.first_from(pod + 1))
        };
        let before = from(0).take_while(|&pod| pod < self.hopeful);
        from(self.hopeful).chain(before)
    }
}

impl Engine<'_> {
    /// Whether the next sync of some pod that waits for one could succeed.
    pub fn some_resync_could_succeed(&mut self) -> bool {
        let hopeful = self.resyncs.waiting().find(|&pod| self.could_succeed(pod));
        if let Some(pod) = hopeful {
            self.resyncs.hopeful = pod;
        }
        hopeful.is_some()
    }
}
