//! Rules 5 and 6: the resolve, and the documents of an image.

use imagepull::simulate::trace::Outcome;

use super::plan::{Document, DownloadLimit, FaultError};
use super::state::{Run, SlotRequest, Stage};
use super::{EQUAL_MS, before};

const TIMEOUT_MS: f64 = 30_000.0;

impl Run<'_> {
    /// The round trips of one wait, from now on.
    pub fn after_round_trips(&self, trips: f64) -> f64 {
        self.now + trips * self.plan.registry.latency_ms
    }

    pub fn resolve(&mut self, pull: usize) {
        let trips = if self.plan.registry.token { 3.0 } else { 1.0 };
        let until = self.after_round_trips(trips);
        self.pulls[pull].stage = Stage::Resolving { until };
    }

    pub fn resolve_ends(&mut self, pull: usize) {
        let (image, node) = (self.pulls[pull].image, self.pulls[pull].node);
        match self.fault(image, node) {
            Some(FaultError::Timeout) => self.time_out(pull),
            Some(error) => {
                self.pulls[pull].refused_requests = match error {
                    FaultError::RateLimited => 6,
                    FaultError::Unavailable if self.is_per_node(pull) => 2,
                    FaultError::NotFound | FaultError::Unauthorized | FaultError::Unavailable => 1,
                    FaultError::Timeout => 0,
                };
                self.pull_fails(pull, self.fault_text(error, pull));
            }
            None if self.nodes[node].present.contains(&image) => {
                self.pull_succeeds(pull, Outcome::UpToDate);
            }
            None => self.come_to_document(pull),
        }
    }

    /// What the first fault that fits now does to a pull.
    fn fault(&self, image: usize, node: usize) -> Option<FaultError> {
        let fits = |written: Option<usize>, this| written.is_none_or(|written| written == this);
        let faults = &self.plan.registry.faults;
        let first = faults.iter().find(|fault| {
            let over = fault.until_ms.is_some_and(|until| !before(self.now, until));
            let begun = !before(self.now, fault.from_ms);
            fits(fault.image, image) && fits(fault.node, node) && begun && !over
        });
        first.map(|fault| fault.error)
    }

    fn time_out(&mut self, pull: usize) {
        let started = self.pulls[pull]
            .started_ms
            .expect("a pull that resolves was taken up");
        let until = (started + TIMEOUT_MS).max(self.now);
        self.pulls[pull].stage = Stage::TimingOut { until };
    }

    pub fn timeout_ends(&mut self, pull: usize) {
        let error = self.fault_text(FaultError::Timeout, pull);
        self.pull_fails(pull, error);
    }

    /// Rule 6: to the next document that is not on the node, or on to the layers.
    fn come_to_document(&mut self, pull: usize) {
        let image = self.pulls[pull].image;
        let documents = &self.plan.images[image].documents;
        self.pulls[pull].stage = Stage::NotReading;
        while let Some(&document) = documents.get(self.pulls[pull].document) {
            if self.node_of(pull).documents.contains(&(image, document)) {
                self.pulls[pull].document += 1;
            } else if self.is_read_by_another(pull) {
                return self.node_of(pull).document_waiters.push(pull);
            } else {
                return self.read_document(pull);
            }
        }
        self.begin_layers(pull);
    }

    fn is_read_by_another(&self, pull: usize) -> bool {
        let this = &self.pulls[pull];
        let active = self.nodes[this.node].active.iter();
        let mut others = active.map(|&other| &self.pulls[other]);
        others.any(|other| {
            (other.image, other.document) == (this.image, this.document) && other.stage.reads()
        })
    }

    /// The pull is the one that reads its document.
    fn read_document(&mut self, pull: usize) {
        if self.plan.registry.token && !self.pulls[pull].has_token {
            self.pulls[pull].has_token = true;
            let until = self.after_round_trips(2.0);
            self.pulls[pull].stage = Stage::FetchingToken { until };
        } else {
            self.ask_slot_for_document(pull);
        }
    }

    pub fn ask_slot_for_document(&mut self, pull: usize) {
        let node = self.pulls[pull].node;
        match self.plan.nodes[node].download_limit {
            DownloadLimit::PerNode => {
                self.pulls[pull].stage = Stage::AwaitingSlot;
                self.nodes[node]
                    .slot_queue
                    .push_back(SlotRequest::Document(pull));
                self.give_slots_of_node(node);
            }
            DownloadLimit::PerImage => self.begin_reading(pull),
        }
    }

    pub fn begin_reading(&mut self, pull: usize) {
        let document = self.image_of(pull).documents[self.pulls[pull].document];
        let redirected = self.plan.registry.redirects && document == Document::Config;
        let until = self.after_round_trips(if redirected { 2.0 } else { 1.0 });
        self.pulls[pull].stage = Stage::Reading { until };
    }

    pub fn reading_ends(&mut self, pull: usize) {
        let node = self.pulls[pull].node;
        self.pulls[pull].stage = Stage::NotReading;
        self.slot_freed_by = Some((pull, None));
        self.give_slots_of_node(node);
        if !self.rate_limit_lets_pass(pull) {
            let error = self.rate_limit_text(pull);
            self.pulls[pull].refused_requests = 6;
            let waiting = self.waiting_for_document_of(pull);
            self.pull_fails(pull, error);
            if let Some(&first) = waiting.first() {
                self.nodes[node]
                    .document_waiters
                    .retain(|&waiter| waiter != first);
                self.read_document(first);
            }
            return;
        }
        let image = self.pulls[pull].image;
        let document = self.plan.images[image].documents[self.pulls[pull].document];
        self.nodes[node].documents.insert((image, document));
        let waiting = self.waiting_for_document_of(pull);
        self.nodes[node]
            .document_waiters
            .retain(|waiter| !waiting.contains(waiter));
        self.come_to_document(pull);
        for waiter in waiting {
            self.come_to_document(waiter);
        }
    }

    fn waiting_for_document_of(&self, pull: usize) -> Vec<usize> {
        let this = &self.pulls[pull];
        let waiting = self.nodes[this.node].document_waiters.iter().copied();
        let same = |&other: &usize| {
            let other = &self.pulls[other];
            (other.image, other.document) == (this.image, this.document)
        };
        waiting.filter(same).collect()
    }

    /// Judged once for a pull: at the end of the first document that it reads itself.
    fn rate_limit_lets_pass(&mut self, pull: usize) -> bool {
        let Some(limit) = &self.plan.registry.rate_limit else {
            return true;
        };
        if self.pulls[pull].rate_limit_judged {
            return true;
        }
        self.pulls[pull].rate_limit_judged = true;
        let now = self.now;
        let window = &mut self.node_of(pull).window;
        let open = window.is_some_and(|(end, _)| now < end - EQUAL_MS);
        if !open {
            *window = Some((now + limit.per_ms, 0.0));
        }
        let (_, passed) = window.as_mut().expect("a window is open");
        let there_is_room = *passed < limit.pulls;
        if there_is_room {
            *passed += 1.0;
        }
        there_is_room
    }
}
