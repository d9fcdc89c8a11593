//! Layers: the walk from the bottom, downloads and unpacking (rules 7, 9 and 10).

use super::content::Found;
use super::engine::{Engine, Row};
use super::instant::{Kind, Moment};
use super::phases::Holder;
use super::pull::{Ending, LayerTimes, SlotRequest, Stage, WalkStep};
use super::trace::Source;

impl Engine<'_> {
    /// The documents are there: the pull knows its layers and walks them from the bottom.
    pub fn begin_layers(&mut self, pull: usize) {
        let layers = self.image(pull).layers.len();
        self.set_stage(pull, Stage::Layers);
        self.pulls[pull].rows = vec![LayerTimes::default(); layers].into();
        self.walk(pull);
    }

    /// Gives free slots of a node to the first in its queue.
    pub fn grant_node_slots(&mut self, node: usize) {
        while let Some(request) = self.nodes[node].slots.grant() {
            let freed_by = self.nodes[node].slots.freed_by();
            match request {
                SlotRequest::Document(pull) => {
                    self.pulls[pull].phases.wait_ends(freed_by);
                    self.read_document(pull);
                }
                SlotRequest::Layer(row) => {
                    self.slot_is_granted(row.pull, freed_by);
                    self.begin_download(row);
                }
            }
        }
    }

    /// The round trips before a download are over: the bytes come.
    pub fn bytes_begin(&mut self, row: Row) {
        let now_ms = self.now();
        let bytes = self.plan.layers[self.layer(row)].bytes;
        let due = self.due(Kind::DownloadEnds, row);
        if bytes > 0.0 {
            self.flows.start(now_ms, due, bytes);
        } else {
            self.agenda.schedule(now_ms, due);
        }
    }

    /// A layer is on the node: all whom that concerns get their slots, then all unpack.
    pub fn download_ends(&mut self, row: Row) {
        let now_ms = self.now();
        let layer = self.layer(row);
        let waiting = self.node_of(row.pull).layers.complete(layer);
        let rows: Vec<Row> = std::iter::once(row).chain(waiting).collect();
        let ended = Holder::row(row);
        for &row in &rows {
            self.times(row).download_end = Moment::at(now_ms);
            if let Some(slots) = &mut self.pulls[row.pull].slots {
                slots.release(ended);
            }
            self.touch(row.pull);
        }
        self.pulls[row.pull].downloads -= 1;
        if self.has_node_slots(row.pull) {
            let node = self.pulls[row.pull].node;
            self.nodes[node].slots.release(ended);
            self.grant_node_slots(node);
        }
        for &row in &rows {
            self.grant_own_slots(row.pull);
        }
        for &row in &rows {
            self.unpack_if_ready(row.pull);
        }
    }

    /// A snapshot is done: the pull that made it walks on, then those that waited for it.
    pub fn unpacking_ends(&mut self, row: Row) {
        let now_ms = self.now();
        let snapshot = self.image(row.pull).snapshots[row.layer];
        let waiting = self.node_of(row.pull).snapshots.complete(snapshot);
        for pull in std::iter::once(row.pull).chain(waiting) {
            let layer = self.pulls[pull].walk;
            self.times(Row { pull, layer }).unpack_end = Moment::at(now_ms);
            self.pulls[pull].walk += 1;
            self.touch(pull);
            self.walk(pull);
        }
    }

    /// Goes past the snapshots that are on the node to one that must be made or waited for.
    fn walk(&mut self, pull: usize) {
        let now_ms = self.now();
        let image = self.image(pull);
        while let Some(&snapshot) = image.snapshots.get(self.pulls[pull].walk) {
            let layer = self.pulls[pull].walk;
            let row = Row { pull, layer };
            match self.node_of(pull).snapshots.claim(snapshot, pull) {
                Found::OnNode => {
                    self.times(row).source = Some(Source::Node);
                    self.pulls[pull].walk += 1;
                }
                Found::UnderWay => {
                    let times = self.times(row);
                    times.source = Some(Source::Shared);
                    times.unpack_start = Moment::at(now_ms);
                    self.pulls[pull].walk_step = WalkStep::AwaitsSnapshot;
                    return;
                }
                Found::Absent => {
                    self.pulls[pull].walk_step = WalkStep::Claimed;
                    if !std::mem::replace(&mut self.pulls[pull].has_claimed, true) {
                        self.ask_for_layers(pull, layer);
                    }
                    self.unpack_if_ready(pull);
                    return;
                }
            }
        }
        self.finish(pull, Ending::Pulled);
    }

    /// Asks for a layer and all above it.
    fn ask_for_layers(&mut self, pull: usize, from: usize) {
        for layer in from..self.pulls[pull].rows.len() {
            let row = Row { pull, layer };
            if self.has_node_slots(pull) {
                if self.look_for_layer(row) {
                    self.pulls[pull].slot_requests += 1;
                    let slots = &mut self.node_of(pull).slots;
                    slots.ask(SlotRequest::Layer(row));
                }
            } else {
                self.ask_for_own_slot(row);
            }
        }
        self.grant_node_slots(self.pulls[pull].node);
        self.grant_own_slots(pull);
    }

    /// Where each pull has slots of its own, they come first: who has one looks for the layer.
    fn ask_for_own_slot(&mut self, row: Row) {
        let layer = self.layer(row);
        if self.node_of(row.pull).layers.has(layer) {
            self.times(row).source = Some(Source::Node);
        } else if let Some(slots) = &mut self.pulls[row.pull].slots {
            slots.ask(row.layer);
            self.pulls[row.pull].slot_requests += 1;
        }
    }

    fn grant_own_slots(&mut self, pull: usize) {
        let now_ms = self.now();
        while let Some(slots) = &mut self.pulls[pull].slots
            && let Some(layer) = slots.grant()
        {
            let freed_by = slots.freed_by();
            self.slot_is_granted(pull, freed_by);
            let row = Row { pull, layer };
            let key = self.layer(row);
            if self.node_of(pull).layers.has(key) {
                let times = self.times(row);
                times.source = Some(Source::Shared);
                times.download_start = Moment::at(now_ms);
                times.download_end = Moment::at(now_ms);
                if let Some(slots) = &mut self.pulls[pull].slots {
                    slots.release_unused();
                }
            } else if self.look_for_layer(row) {
                self.begin_download(row);
            }
        }
    }

    /// A layer of a pull has its slot.
    fn slot_is_granted(&mut self, pull: usize, freed_by: Holder) {
        let pull_of_row = &mut self.pulls[pull];
        pull_of_row.slot_requests -= 1;
        pull_of_row.phases.wait_ends(freed_by);
        self.touch(pull);
    }

    /// Looks for the content of a layer. Whether this row downloads it.
    fn look_for_layer(&mut self, row: Row) -> bool {
        let now_ms = self.now();
        let layer = self.layer(row);
        let found = self.node_of(row.pull).layers.claim(layer, row);
        let times = self.times(row);
        match found {
            Found::OnNode => times.source = Some(Source::Node),
            Found::UnderWay => {
                times.source = Some(Source::Shared);
                times.download_start = Moment::at(now_ms);
            }
            Found::Absent => times.source = Some(Source::Registry),
        }
        found == Found::Absent
    }

    /// A row has its slot and downloads its layer.
    fn begin_download(&mut self, row: Row) {
        let now_ms = self.now();
        self.times(row).download_start = Moment::at(now_ms);
        self.pulls[row.pull].downloads += 1;
        let trips = self.blob_trips();
        self.wait_for_trips(row, trips);
    }

    /// Unpacks the layer that a pull has claimed, once it is on the node.
    fn unpack_if_ready(&mut self, pull: usize) {
        let now_ms = self.now();
        let layer = self.pulls[pull].walk;
        let row = Row { pull, layer };
        let Some(times) = self.pulls[pull].rows.get_mut(layer) else {
            return;
        };
        if !times.is_here() || times.unpack_start.has_come() {
            return;
        }
        times.unpack_start = Moment::at(now_ms);
        self.pulls[pull].walk_step = WalkStep::Unpacking;
        let unpacked_bytes = self.plan.layers[self.layer(row)].unpacked_bytes;
        let due = self.due(Kind::UnpackingEnds, row);
        if unpacked_bytes > 0.0 {
            self.unpackings.start(now_ms, due, unpacked_bytes);
        } else {
            self.agenda.schedule(now_ms, due);
        }
    }

    fn layer(&self, row: Row) -> usize {
        self.image(row.pull).layers[row.layer]
    }

    fn times(&mut self, row: Row) -> &mut LayerTimes {
        &mut self.pulls[row.pull].rows[row.layer]
    }
}
