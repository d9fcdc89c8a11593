//! Rules 3 and 4: the queue of the node's puller, its places and the registry limiter; and the
//! end of a pull.

use imagepull::simulate::trace::{Outcome, Phase};

use super::state::{Pull, Run, Stage};

/// How much of a token may be missing.
const TOKEN: f64 = 1.0 - 1e-9;

impl Run<'_> {
    pub fn request_pull(&mut self, pod: usize, image: usize) {
        let container = self.pods[pod].container;
        self.pods[pod].attempts[container] += 1;
        let node = self.plan.pods[pod].node;
        self.nodes[node].queue.push_back(self.pulls.len());
        self.pulls.push(Pull {
            node,
            pod,
            container,
            image,
            attempt: self.pods[pod].attempts[container],
            requested_ms: self.now,
            started_ms: None,
            finished_ms: None,
            outcome: None,
            error: None,
            refused_requests: 0,
            stage: Stage::Queued,
            document: 0,
            has_token: false,
            rate_limit_judged: false,
            rows: Vec::new(),
            walk: 0,
            has_asked: false,
            phases: Vec::new(),
        });
        self.give_places(node);
    }

    fn give_places(&mut self, node: usize) {
        let places = self.plan.nodes[node].places;
        while places.is_none_or(|places| (self.nodes[node].active.len() as f64) < places) {
            let Some(pull) = self.nodes[node].queue.pop_front() else {
                return;
            };
            self.take_up(pull);
        }
    }

    fn take_up(&mut self, pull: usize) {
        let node = self.pulls[pull].node;
        self.nodes[node].active.push(pull);
        self.pulls[pull].started_ms = Some(self.now);
        let freed_by = self.nodes[node].place_freed_by;
        self.wait_is_over(pull, Phase::Queued, freed_by.map(|pull| (pull, None)));
        if self.take_token(node) {
            self.resolve(pull);
        } else {
            self.pull_fails(pull, "pull QPS exceeded".to_owned());
        }
    }

    /// Whether the limiter of the node lets one more pull through.
    fn take_token(&mut self, node: usize) -> bool {
        let plan = &self.plan.nodes[node];
        if plan.registry_pull_qps == 0.0 {
            return true;
        }
        let state = &mut self.nodes[node];
        let refilled = (self.now - state.tokens_at) / 1000.0 * plan.registry_pull_qps;
        state.tokens = (state.tokens + refilled).min(plan.registry_burst);
        state.tokens_at = self.now;
        let there_is_one = state.tokens >= TOKEN;
        if there_is_one {
            state.tokens -= 1.0;
        }
        there_is_one
    }

    pub fn pull_succeeds(&mut self, pull: usize, outcome: Outcome) {
        let image = self.pulls[pull].image;
        self.node_of(pull).present.insert(image);
        self.pull_ends(pull, outcome);
        self.pull_of_pod_succeeds(pull);
        self.give_places(self.pulls[pull].node);
    }

    pub fn pull_fails(&mut self, pull: usize, error: String) {
        self.pulls[pull].error = Some(error);
        self.pull_ends(pull, Outcome::Failed);
        self.pull_of_pod_fails(pull);
        self.give_places(self.pulls[pull].node);
    }

    fn pull_ends(&mut self, pull: usize, outcome: Outcome) {
        self.node_of(pull).active.retain(|&other| other != pull);
        self.node_of(pull).place_freed_by = Some(pull);
        let now = self.now;
        let pull = &mut self.pulls[pull];
        pull.finished_ms = Some(now);
        pull.outcome = Some(outcome);
        pull.stage = Stage::Ended;
    }
}
