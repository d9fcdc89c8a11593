//! "Phases": what each pull does, looked at after each instant.

use imagepull::simulate::trace::{Phase, PhaseSpan, WaitsFor};

use super::plan::DownloadLimit;
use super::state::{Download, Pull, RowId, Run, Stage, Unpack};

/// A pull, and where it is a layer that is waited for, the row.
pub type Holder = (usize, Option<usize>);

/// A phase from a time on. The holder of a place or slot is known only when that is free.
#[derive(Clone, Copy, PartialEq)]
pub struct Since {
    at: f64,
    phase: Phase,
    holder: Option<Holder>,
}

impl Run<'_> {
    pub fn note_phases(&mut self) {
        for pull in 0..self.pulls.len() {
            if self.pulls[pull].stage == Stage::Ended {
                continue;
            }
            let (phase, holder) = self.phase(pull);
            let since = Since {
                at: self.now,
                phase,
                holder,
            };
            self.pulls[pull].phases.push(since);
        }
    }

    /// The first of the list that holds.
    fn phase(&self, id: usize) -> (Phase, Option<Holder>) {
        let pull = &self.pulls[id];
        let any = |holds: fn(&Download) -> bool| pull.rows.iter().any(|row| holds(&row.download));
        let waits_for_slot = pull.stage == Stage::AwaitingSlot
            || any(|download| *download == Download::AwaitingSlot);
        let downloads = any(|download| {
            matches!(
                download,
                Download::RoundTrips { .. } | Download::Bytes { .. }
            )
        });
        let is_unpacking = |unpack| matches!(unpack, Unpack::Bytes { .. });
        let unpacks = pull.rows.iter().any(|row| is_unpacking(row.unpack));
        match pull.stage {
            Stage::Queued => return (Phase::Queued, None),
            Stage::TimingOut { .. } => return (Phase::TimingOut, None),
            Stage::FetchingToken { .. } => return (Phase::Token, None),
            Stage::Resolving { .. } => return (Phase::Resolving, None),
            _ => {}
        }
        if waits_for_slot && !downloads && !unpacks {
            return (Phase::WaitingForSlot, None);
        }
        match pull.stage {
            Stage::Reading { .. } => return (Phase::ReadingDocuments, None),
            Stage::NotReading => return (Phase::WaitingForDocument, self.reader_for(id)),
            _ => {}
        }
        match (downloads, unpacks) {
            (true, true) => (Phase::DownloadingAndUnpacking, None),
            (true, false) => (Phase::Downloading, None),
            (false, true) => (Phase::Unpacking, None),
            (false, false) => (Phase::WaitingForLayer, self.holder_of_layer(id)),
        }
    }

    fn reader_for(&self, id: usize) -> Option<Holder> {
        let this = &self.pulls[id];
        let mut active = self.nodes[this.node].active.iter();
        let reader = active.find(|&&other| {
            let other = &self.pulls[other];
            (other.image, other.document) == (this.image, this.document) && other.stage.reads()
        });
        reader.map(|&reader| (reader, None))
    }

    /// Of the layer to which the walk has come: who makes its snapshot, else who downloads it.
    fn holder_of_layer(&self, id: usize) -> Option<Holder> {
        let walk = self.pulls[id].walk;
        if self.pulls[id].rows[walk].unpack == Unpack::AwaitingOther {
            let snapshot = self.image_of(id).snapshot(walk);
            return self.find_row(id, |run, (pull, row)| {
                let unpack = run.pulls[pull].rows[row].unpack;
                matches!(unpack, Unpack::Claimed | Unpack::Bytes { .. })
                    && run.image_of(pull).snapshot(row) == snapshot
            });
        }
        let content = self.image_of(id).layers[walk].content;
        let node = &self.plan.nodes[self.pulls[id].node];
        let node_has_slots = node.download_limit == DownloadLimit::PerNode;
        self.find_row(id, |run, (pull, row)| {
            let is_the_one = match run.pulls[pull].rows[row].download {
                Download::RoundTrips { .. } | Download::Bytes { .. } => true,
                Download::AwaitingSlot => node_has_slots,
                _ => false,
            };
            is_the_one && run.image_of(pull).layers[row].content == content
        })
    }

    /// A row on the node of a pull.
    fn find_row(&self, id: usize, is_it: impl Fn(&Self, RowId) -> bool) -> Option<Holder> {
        let active = self.nodes[self.pulls[id].node].active.iter();
        let mut rows =
            active.flat_map(|&pull| (0..self.pulls[pull].rows.len()).map(move |row| (pull, row)));
        let found = rows.find(|&row| is_it(self, row));
        found.map(|(pull, row)| (pull, Some(row)))
    }

    /// A pull gets what it waited for: who freed it held it all that time.
    pub fn wait_is_over(&mut self, pull: usize, waited_in: Phase, freed_by: Option<Holder>) {
        for since in &mut self.pulls[pull].phases {
            if since.phase == waited_in && since.holder.is_none() {
                since.holder = freed_by;
            }
        }
    }

    /// What `phases` says of a pull of a run that ends at `end`.
    pub fn phase_spans(&self, pull: &Pull, end: f64) -> Vec<PhaseSpan> {
        let end = pull.finished_ms.unwrap_or(end);
        let mut spans: Vec<PhaseSpan> = Vec::new();
        for (place, since) in pull.phases.iter().enumerate() {
            let to = pull.phases.get(place + 1).map_or(end, |next| next.at);
            if to <= since.at {
                continue;
            }
            let span = PhaseSpan {
                phase: since.phase,
                start_ms: since.at,
                end_ms: to,
                waits_for: since.holder.map(|holder| Box::new(self.name(holder))),
            };
            let alike =
                |last: &PhaseSpan| (last.phase, &last.waits_for) == (span.phase, &span.waits_for);
            match spans.pop_if(|last| alike(last)) {
                Some(last) => spans.push(PhaseSpan {
                    start_ms: last.start_ms,
                    ..span
                }),
                None => spans.push(span),
            }
        }
        spans
    }

    fn name(&self, (id, row): Holder) -> WaitsFor {
        let pull = &self.pulls[id];
        let pod = &self.plan.pods[pull.pod];
        let container = &pod.containers[pull.container];
        let digest = row.and_then(|row| self.image_of(id).layers[row].digest.as_deref());
        WaitsFor {
            node: self.plan.nodes[pull.node].name.as_str().into(),
            pod: pod.name.as_str().into(),
            container: container.name.as_str().into(),
            image: container.written.as_str().into(),
            layer: digest.map(Into::into),
        }
    }
}
