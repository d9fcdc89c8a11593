//! What each pull does at every moment: its phases, written down while the run goes on.
//!
//! A phase is a function of where a pull is. It is looked at once an instant, for the pulls
//! that something happened to, so that what begins and ends within an instant does not show. Who
//! waits for a place or a slot learns whose it was when it gets it: up to then that is open.

use super::engine::{Engine, Row};
use super::instant::narrow;
use super::pull::{Stage, WalkStep};
use super::trace::Phase;

/// Stands for no pull, and for no layer.
const NONE: u32 = u32::MAX;

/// A pull, or a layer of one, that others wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holder {
    pull: u32,
    layer: u32,
}

impl Holder {
    /// Nobody that is known.
    pub const NOBODY: Self = Self {
        pull: NONE,
        layer: NONE,
    };

    /// A pull that has a place in the puller, or reads a document.
    pub fn pull(pull: usize) -> Self {
        Self {
            pull: narrow(pull),
            layer: NONE,
        }
    }

    /// A pull that downloads or unpacks a layer.
    pub fn row(row: Row) -> Self {
        Self {
            pull: narrow(row.pull),
            layer: narrow(row.layer),
        }
    }

    /// The pull, and its layer.
    pub fn parts(self) -> Option<(usize, Option<usize>)> {
        let known = |index: u32| (index != NONE).then_some(index as usize);
        known(self.pull).map(|pull| (pull, known(self.layer)))
    }
}

/// A phase of a pull, which lasts until the next one begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct PhaseBegin {
    pub at_ms: f64,
    pub phase: Phase,
    pub waits_for: Holder,
}

/// The phases of a pull so far.
#[derive(Debug, Default)]
pub(super) struct Phases {
    pub begins: Vec<PhaseBegin>,
    /// From here on it is open whose place or slot is waited for.
    open_from: u32,
}

impl Phases {
    /// Goes over to a phase, where it is another one.
    fn set(&mut self, at_ms: f64, phase: Phase, waits_for: Holder) {
        let is_same = |last: &PhaseBegin| (last.phase, last.waits_for) == (phase, waits_for);
        if !self.begins.last().is_some_and(is_same) {
            self.begins.push(PhaseBegin {
                at_ms,
                phase,
                waits_for,
            });
        }
    }

    /// The place or slot that was waited for is there: it was this one's.
    pub fn wait_ends(&mut self, holder: Holder) {
        for begin in &mut self.begins[self.open_from as usize..] {
            if matches!(begin.phase, Phase::Queued | Phase::WaitingForSlot) {
                begin.waits_for = holder;
            }
        }
        self.open_from = narrow(self.begins.len());
    }
}

impl Engine<'_> {
    /// Something happened to a pull: its phase is looked at after this instant.
    pub fn touch(&mut self, pull: usize) {
        if self.record.has_lists() && !std::mem::replace(&mut self.pulls[pull].is_touched, true) {
            self.touched.push(pull);
        }
    }

    /// After an instant: the new phases of the pulls that something happened to.
    pub fn settle_phases(&mut self) {
        let now_ms = self.now();
        while let Some(pull) = self.touched.pop() {
            self.pulls[pull].is_touched = false;
            if let Some((phase, waits_for)) = self.phase_of(pull) {
                self.pulls[pull].phases.set(now_ms, phase, waits_for);
            }
        }
    }

    /// What a pull does, and whom it waits for as far as that is known now.
    fn phase_of(&self, pull: usize) -> Option<(Phase, Holder)> {
        let it = &self.pulls[pull];
        let phase = match it.stage {
            Stage::Queued => Phase::Queued,
            Stage::Resolving => Phase::Resolving,
            Stage::TimingOut => Phase::TimingOut,
            Stage::GettingToken => Phase::Token,
            Stage::WaitingForSlot => Phase::WaitingForSlot,
            Stage::ReadingDocument => Phase::ReadingDocuments,
            Stage::WaitingForDocument => {
                let documents = &self.nodes[it.node].documents;
                let reader = documents.holder(it.document.number_in(it.image));
                let reader = reader.map_or(Holder::NOBODY, Holder::pull);
                return Some((Phase::WaitingForDocument, reader));
            }
            Stage::Layers => match (it.downloads > 0, it.walk_step == WalkStep::Unpacking) {
                (true, true) => Phase::DownloadingAndUnpacking,
                (true, false) => Phase::Downloading,
                (false, true) => Phase::Unpacking,
                (false, false) if it.slot_requests > 0 => Phase::WaitingForSlot,
                (false, false) => {
                    return Some((Phase::WaitingForLayer, self.holder_of_layer(pull)));
                }
            },
            Stage::Ended => return None,
        };
        Some((phase, Holder::NOBODY))
    }

    /// Who unpacks, or who downloads, the layer that the walk of a pull has come to.
    fn holder_of_layer(&self, pull: usize) -> Holder {
        let it = &self.pulls[pull];
        let (node, image) = (&self.nodes[it.node], self.image(pull));
        let layer = it.walk;
        let holder = if it.walk_step == WalkStep::AwaitsSnapshot {
            // A snapshot is all layers below it too, so it is at the same place in every image.
            let maker = node.snapshots.holder(image.snapshots[layer]);
            maker.map(|pull| Row { pull, layer })
        } else {
            node.layers.holder(image.layers[layer])
        };
        holder.map_or(Holder::NOBODY, Holder::row)
    }

    /// The document that a pull failed to read is read by the first of those that wait for it.
    pub fn hand_over_document(&mut self, node: usize, key: usize) -> Option<usize> {
        let next = self.nodes[node].documents.hand_over(key)?;
        if self.record.has_lists() {
            let waiting: Vec<usize> = self.nodes[node].documents.waiting(key).collect();
            self.handed_over += waiting.len();
            for pull in waiting {
                self.touch(pull);
            }
        }
        Some(next)
    }
}
