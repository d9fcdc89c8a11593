//! Index, manifest and config: read once on a node, and counted by the registry (rule 6).

use super::content::Found;
use super::engine::{Document, Engine, Row};
use super::phases::Holder;
use super::plan::FaultError;
use super::pull::{Ending, SlotRequest, Stage};

/// Round trips for a token before the first document: challenge and token.
const TOKEN_TRIPS: f64 = 2.0;

impl Engine<'_> {
    /// The name is resolved: the documents come one after another.
    pub fn begin_documents(&mut self, pull: usize) {
        let document = if self.image(pull).has_index {
            Document::Index
        } else {
            Document::Manifest
        };
        self.come_to_document(pull, document);
    }

    /// The token is there, or none is needed: the next document wants a slot.
    pub fn ask_for_document_slot(&mut self, pull: usize) {
        if self.has_node_slots(pull) {
            self.set_stage(pull, Stage::WaitingForSlot);
            let node = self.pulls[pull].node;
            self.nodes[node].slots.ask(SlotRequest::Document(pull));
            self.grant_node_slots(node);
        } else {
            self.read_document(pull);
        }
    }

    /// The round trips for a document.
    pub fn read_document(&mut self, pull: usize) {
        self.set_stage(pull, Stage::ReadingDocument);
        let is_config = self.pulls[pull].document == Document::Config;
        let trips = if is_config { self.blob_trips() } else { 1.0 };
        self.wait_for_trips(Row { pull, layer: 0 }, trips);
    }

    /// Round trips for what comes from another host where the registry redirects.
    pub fn blob_trips(&self) -> f64 {
        if self.plan.registry.has_redirects {
            2.0
        } else {
            1.0
        }
    }

    /// A document has come: the slot is free, the rate limit is judged, then all go on.
    pub fn document_is_read(&mut self, pull: usize) {
        let node = self.pulls[pull].node;
        let key = self.pulls[pull].document.number_in(self.pulls[pull].image);
        if self.has_node_slots(pull) {
            self.nodes[node].slots.release(Holder::pull(pull));
            self.grant_node_slots(node);
        }
        if !self.passes_rate_limit(pull) {
            let error = self.rate_limit_text(pull);
            let requests = self.refused_requests(pull, FaultError::RateLimited);
            self.pulls[pull].refused_requests = requests;
            self.finish(pull, Ending::Failed(error));
            if let Some(next) = self.hand_over_document(node, key) {
                self.begin_to_read(next);
            }
            return;
        }
        let waiting = self.nodes[node].documents.complete(key);
        for pull in std::iter::once(pull).chain(waiting) {
            self.come_to_next_document(pull);
        }
    }

    /// Goes past the documents that are on the node to one that must be read or waited for.
    fn come_to_document(&mut self, pull: usize, document: Document) {
        self.pulls[pull].document = document;
        let key = document.number_in(self.pulls[pull].image);
        match self.node_of(pull).documents.claim(key, pull) {
            Found::OnNode => self.come_to_next_document(pull),
            Found::UnderWay => self.set_stage(pull, Stage::WaitingForDocument),
            Found::Absent => self.begin_to_read(pull),
        }
    }

    fn come_to_next_document(&mut self, pull: usize) {
        match self.pulls[pull].document {
            Document::Index => self.come_to_document(pull, Document::Manifest),
            Document::Manifest => self.come_to_document(pull, Document::Config),
            Document::Config => self.begin_layers(pull),
        }
    }

    fn begin_to_read(&mut self, pull: usize) {
        let needs_token = self.plan.registry.has_token && !self.pulls[pull].has_token;
        if needs_token {
            self.pulls[pull].has_token = true;
            self.set_stage(pull, Stage::GettingToken);
            self.wait_for_trips(Row { pull, layer: 0 }, TOKEN_TRIPS);
        } else {
            self.ask_for_document_slot(pull);
        }
    }

    /// Judges the rate limit once for a pull: at its first document.
    fn passes_rate_limit(&mut self, pull: usize) -> bool {
        let is_judged = std::mem::replace(&mut self.pulls[pull].is_judged, true);
        let now_ms = self.now();
        match self.plan.registry.rate_limit {
            Some(limit) if !is_judged => {
                let window = &mut self.node_of(pull).window;
                window.passes(now_ms, limit.pulls, limit.per_ms)
            }
            _ => true,
        }
    }
}
