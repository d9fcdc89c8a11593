//! Rules 7, 9 and 10: layers, their downloads and their snapshots.

use imagepull::simulate::trace::{Outcome, Phase, Source};

use super::plan::{DownloadLimit, Layer};
use super::state::{Download, Row, RowId, Run, SlotRequest, Stage, Unpack};

impl Run<'_> {
    /// The end of rule 6.
    pub fn begin_layers(&mut self, pull: usize) {
        let rows = self.image_of(pull).layers.iter().map(|_| new_row());
        self.pulls[pull].rows = rows.collect();
        self.pulls[pull].stage = Stage::Layers;
        self.walk(pull);
    }

    /// From the row to which the walk has come, up to one whose snapshot is not there.
    fn walk(&mut self, pull: usize) {
        let image = self.image_of(pull);
        while self.pulls[pull].walk < image.layers.len() {
            let snapshot = image.snapshot(self.pulls[pull].walk);
            if self.node_of(pull).snapshots.contains(&snapshot) {
                self.row_of_walk(pull).source = Some(Source::Node);
                self.pulls[pull].walk += 1;
            } else if self.is_made(pull, &snapshot) {
                return self.await_snapshot(pull);
            } else {
                return self.claim(pull);
            }
        }
        self.pull_succeeds(pull, Outcome::Pulled);
    }

    fn row_of_walk(&mut self, pull: usize) -> &mut Row {
        let walk = self.pulls[pull].walk;
        &mut self.pulls[pull].rows[walk]
    }

    /// Whether a pull of the node has claimed this snapshot.
    fn is_made(&self, pull: usize, snapshot: &[usize]) -> bool {
        let row = snapshot.len() - 1;
        let active = self.nodes[self.pulls[pull].node].active.iter();
        let mut making = active.filter(|&&other| {
            let row = self.pulls[other].rows.get(row);
            row.is_some_and(|row| matches!(row.unpack, Unpack::Claimed | Unpack::Bytes { .. }))
        });
        making.any(|&other| self.image_of(other).snapshot(row) == snapshot)
    }

    fn await_snapshot(&mut self, pull: usize) {
        let now = self.now;
        let row = self.row_of_walk(pull);
        row.source = Some(Source::Shared);
        row.unpack = Unpack::AwaitingOther;
        row.unpack_start = Some(now);
        self.node_of(pull).snapshot_waiters.push(pull);
    }

    fn claim(&mut self, pull: usize) {
        self.row_of_walk(pull).unpack = Unpack::Claimed;
        if !self.pulls[pull].has_asked {
            self.pulls[pull].has_asked = true;
            for row in self.pulls[pull].walk..self.pulls[pull].rows.len() {
                self.ask((pull, row));
            }
        }
        self.unpack_if_downloaded(pull);
    }

    fn ask(&mut self, id: RowId) {
        let node = self.pulls[id.0].node;
        if self.is_on_node(id) {
            let row = self.row(id);
            row.source = Some(Source::Node);
            row.download = Download::Done;
            return;
        }
        match self.plan.nodes[node].download_limit {
            DownloadLimit::PerNode if self.is_under_way(id) => self.await_download(id),
            DownloadLimit::PerNode => {
                let row = self.row(id);
                row.source = Some(Source::Registry);
                row.download = Download::AwaitingSlot;
                self.nodes[node]
                    .slot_queue
                    .push_back(SlotRequest::Layer(id));
                self.give_slots_of_node(node);
            }
            DownloadLimit::PerImage => {
                self.row(id).download = Download::AwaitingSlot;
                self.give_slots_of_pull(id.0);
            }
        }
    }

    fn is_on_node(&mut self, id: RowId) -> bool {
        let content = self.layer(id).content;
        self.node_of(id.0).content.contains(&content)
    }

    /// Whether another row is the one that downloads this layer, or with `perNode` waits for its
    /// slot to do so.
    fn is_under_way(&self, id: RowId) -> bool {
        let content = self.layer(id).content;
        let node = self.pulls[id.0].node;
        let waits_for_slot = self.plan.nodes[node].download_limit == DownloadLimit::PerNode;
        let is_downloading = |download| match download {
            Download::RoundTrips { .. } | Download::Bytes { .. } => true,
            Download::AwaitingSlot => waits_for_slot,
            _ => false,
        };
        self.nodes[node].active.iter().any(|&pull| {
            let mut rows = self.pulls[pull].rows.iter().enumerate();
            rows.any(|(number, row)| {
                is_downloading(row.download) && self.layer((pull, number)).content == content
            })
        })
    }

    fn await_download(&mut self, id: RowId) {
        let now = self.now;
        let row = self.row(id);
        row.source = Some(Source::Shared);
        row.download = Download::AwaitingOther;
        row.download_start = Some(now);
        self.node_of(id.0).download_waiters.push(id);
    }

    /// With `perNode`: one queue for documents and layers of all pulls.
    pub fn give_slots_of_node(&mut self, node: usize) {
        if self.plan.nodes[node].download_limit == DownloadLimit::PerImage {
            return;
        }
        while self.slots_of_node_taken(node) < self.plan.nodes[node].max_concurrent_downloads {
            match self.nodes[node].slot_queue.pop_front() {
                Some(SlotRequest::Document(pull)) => {
                    self.wait_is_over(pull, Phase::WaitingForSlot, self.slot_freed_by);
                    self.begin_reading(pull);
                }
                Some(SlotRequest::Layer(id)) => {
                    self.wait_is_over(id.0, Phase::WaitingForSlot, self.slot_freed_by);
                    self.begin_download(id);
                }
                None => return,
            }
        }
    }

    fn slots_of_node_taken(&self, node: usize) -> usize {
        let active = self.nodes[node].active.iter();
        let taken = active.map(|&pull| {
            let pull = &self.pulls[pull];
            let reading = matches!(pull.stage, Stage::Reading { .. });
            let rows = pull.rows.iter().filter(|row| is_downloading(row));
            usize::from(reading) + rows.count()
        });
        taken.sum()
    }

    /// With `perImage`: a slot of the pull's own comes first, then the look at what others do.
    fn give_slots_of_pull(&mut self, pull: usize) {
        let node = &self.plan.nodes[self.pulls[pull].node];
        if node.download_limit == DownloadLimit::PerNode {
            return;
        }
        let slots = node.max_concurrent_downloads;
        loop {
            let rows = &self.pulls[pull].rows;
            let holds_slot =
                |row: &&Row| is_downloading(row) || row.download == Download::AwaitingOther;
            if rows.iter().filter(holds_slot).count() >= slots {
                return;
            }
            let waiting = rows
                .iter()
                .position(|row| row.download == Download::AwaitingSlot);
            let Some(row) = waiting else {
                return;
            };
            let id = (pull, row);
            self.wait_is_over(pull, Phase::WaitingForSlot, self.slot_freed_by);
            if self.is_on_node(id) {
                let now = self.now;
                self.row(id).source = Some(Source::Shared);
                self.row(id).download_start = Some(now);
                self.row_is_downloaded(id);
            } else if self.is_under_way(id) {
                self.await_download(id);
            } else {
                self.begin_download(id);
            }
        }
    }

    fn begin_download(&mut self, id: RowId) {
        let trips = if self.plan.registry.redirects {
            2.0
        } else {
            1.0
        };
        let until = self.after_round_trips(trips);
        let now = self.now;
        let row = self.row(id);
        row.source = Some(Source::Registry);
        row.download = Download::RoundTrips { until };
        row.download_start = Some(now);
    }

    pub fn round_trips_of_layer_end(&mut self, id: RowId) {
        let left = self.layer(id).bytes;
        self.row(id).download = Download::Bytes { left };
    }

    pub fn download_ends(&mut self, id: RowId) {
        let content = self.layer(id).content;
        self.node_of(id.0).content.insert(content);
        let all = std::mem::take(&mut self.node_of(id.0).download_waiters);
        let (waiting, others): (Vec<RowId>, Vec<RowId>) = all
            .into_iter()
            .partition(|&other| self.layer(other).content == content);
        self.node_of(id.0).download_waiters = others;
        let concerned: Vec<RowId> = [id].into_iter().chain(waiting).collect();
        for &row in &concerned {
            self.row_is_downloaded(row);
        }
        self.slot_freed_by = Some((id.0, Some(id.1)));
        let pulls = in_place_of_the_first(concerned.into_iter().map(|(pull, _)| pull));
        self.give_slots_of_node(self.pulls[id.0].node);
        for &pull in &pulls {
            self.give_slots_of_pull(pull);
        }
        for &pull in &pulls {
            self.unpack_if_downloaded(pull);
        }
    }

    fn row_is_downloaded(&mut self, id: RowId) {
        let now = self.now;
        let row = self.row(id);
        row.download = Download::Done;
        row.download_end = Some(now);
    }

    /// Rule 9.
    fn unpack_if_downloaded(&mut self, pull: usize) {
        let (now, walk) = (self.now, self.pulls[pull].walk);
        let left = self.layer((pull, walk)).unpacked_bytes;
        let row = self.row_of_walk(pull);
        if row.unpack == Unpack::Claimed && row.download == Download::Done {
            row.unpack = Unpack::Bytes { left };
            row.unpack_start = Some(now);
        }
    }

    pub fn unpacking_ends(&mut self, (pull, row): RowId) {
        let snapshot = self.image_of(pull).snapshot(row);
        self.node_of(pull).snapshots.insert(snapshot.clone());
        let all = std::mem::take(&mut self.node_of(pull).snapshot_waiters);
        let (waiting, others): (Vec<usize>, Vec<usize>) = all
            .into_iter()
            .partition(|&other| self.image_of(other).snapshot(self.pulls[other].walk) == snapshot);
        self.node_of(pull).snapshot_waiters = others;
        self.go_on_after_snapshot(pull);
        for waiter in waiting {
            self.go_on_after_snapshot(waiter);
        }
    }

    fn go_on_after_snapshot(&mut self, pull: usize) {
        let now = self.now;
        let row = self.row_of_walk(pull);
        row.unpack = Unpack::Done;
        row.unpack_end = Some(now);
        self.pulls[pull].walk += 1;
        self.walk(pull);
    }

    fn row(&mut self, (pull, row): RowId) -> &mut Row {
        &mut self.pulls[pull].rows[row]
    }

    fn layer(&self, (pull, row): RowId) -> &Layer {
        &self.image_of(pull).layers[row]
    }
}

fn is_downloading(row: &Row) -> bool {
    matches!(
        row.download,
        Download::RoundTrips { .. } | Download::Bytes { .. }
    )
}

fn in_place_of_the_first(pulls: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut once = Vec::new();
    for pull in pulls {
        if !once.contains(&pull) {
            once.push(pull);
        }
    }
    once
}

fn new_row() -> Row {
    Row {
        source: None,
        download: Download::NotAsked,
        download_start: None,
        download_end: None,
        unpack: Unpack::NotReached,
        unpack_start: None,
        unpack_end: None,
    }
}
