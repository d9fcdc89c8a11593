//! The kubelet's puller: who waits, who is taken up (rules 3 and 4).

use std::collections::VecDeque;

use super::check::whole_usize;
use super::engine::{Document, Engine};
use super::instant::Moment;
use super::phases::{Holder, Phases};
use super::pull::{Bytes, Ending, Pull, Stage, WalkStep};
use super::slots::Slots;
use crate::kubelet::config::DefaultedPullSettings;
use crate::kubelet::limiter::{QPS_EXCEEDED, TokenBucket};

/// The puller of one node.
#[derive(Clone)]
pub(super) struct Puller {
    /// Pulls that wait for their place, in order of arrival.
    queue: VecDeque<usize>,
    /// Pulls taken up and not ended.
    pub active: usize,
    /// The pull that gave its place back last.
    pub freed_by: Holder,
    places: usize,
    limiter: Option<TokenBucket>,
}

impl Puller {
    /// Nobody waits, nobody pulls.
    pub fn new(settings: &DefaultedPullSettings) -> Self {
        Self {
            queue: VecDeque::new(),
            active: 0,
            freed_by: Holder::NOBODY,
            places: settings.pulls_at_once().map_or(usize::MAX, whole_usize),
            limiter: TokenBucket::new(settings.registry_pull_qps, settings.registry_burst),
        }
    }

    fn next(&mut self) -> Option<usize> {
        if self.active >= self.places {
            return None;
        }
        let pull = self.queue.pop_front()?;
        self.active += 1;
        Some(pull)
    }
}

impl Engine<'_> {
    /// A container asks for a pull of its image.
    pub fn request_pull(&mut self, pod: usize, container: usize, image: usize, attempt: u32) {
        let node = self.node_of_pod(pod);
        let pull = self.pulls.len();
        self.pulls.push(Pull {
            node,
            pod,
            container,
            image,
            attempt,
            requested_ms: self.now(),
            started: Moment::default(),
            finished: Moment::default(),
            outcome: None,
            error: None,
            refused_requests: 0,
            stage: Stage::Queued,
            document: Document::Index,
            has_token: false,
            is_judged: false,
            rows: Box::default(),
            walk: 0,
            walk_step: WalkStep::Claimed,
            downloads: 0,
            slot_requests: 0,
            phases: Phases::default(),
            is_touched: false,
            has_claimed: false,
            slots: None,
            bytes: Bytes::default(),
        });
        if !self.has_node_slots(pull) {
            let slots = Slots::new(self.node_kind(node).downloads_at_once);
            self.pulls[pull].slots = Some(Box::new(slots));
        }
        self.touch(pull);
        self.nodes[node].puller.queue.push_back(pull);
        self.record.pull_requested(node);
        self.take_up(node);
    }

    /// Takes up pulls while there are places. One that gets no token fails there and then,
    /// and the next is taken up.
    pub fn take_up(&mut self, node: usize) {
        let now_ms = self.now();
        while let Some(pull) = self.nodes[node].puller.next() {
            let freed_by = self.nodes[node].puller.freed_by;
            self.pulls[pull].started = Moment::at(now_ms);
            self.pulls[pull].phases.wait_ends(freed_by);
            self.record.pull_taken_up(node);
            let limiter = &mut self.nodes[node].puller.limiter;
            if limiter.as_mut().is_none_or(|bucket| bucket.take(now_ms)) {
                self.resolve(pull);
            } else {
                self.end_pull(pull, Ending::Failed(QPS_EXCEEDED.to_owned()));
            }
        }
    }
}
