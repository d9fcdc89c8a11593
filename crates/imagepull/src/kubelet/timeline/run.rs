//! One run of the timeline, with the jitter drawn from the seed.

use super::{
    report::{BackOffReport, PullAttempt, PullOutcome, Shown, TimedEvent, Wait},
    request::Plan,
};
use crate::kubelet::{
    EPSILON_MS,
    ensure_image::{Attempt, AttemptRequest, Container, CriCall, EnsureRequest, Settings},
    events::ImageEvent,
    resync::{Jitter, next_sync_ms},
};

/// The node of the draws: there is only one.
const NODE: &str = "node";

/// Runs the pod until all its containers have started, or the time is over.
pub(super) fn run(plan: &Plan, container: &EnsureRequest) -> BackOffReport {
    let mut jitter = Jitter::new(plan.seed, NODE, &plan.pod_uid);
    let mut run = Run::new(plan, container);
    let mut sync_ms = 0.0;
    while sync_ms <= plan.until_ms + EPSILON_MS {
        match run.sync(sync_ms) {
            Sync::Failed { ended_ms } => sync_ms = next_sync_ms(ended_ms, jitter.draw()),
            Sync::Done => break,
        }
    }
    run.report
}

/// How a sync of the pod ends.
enum Sync {
    /// A container has not started.
    Failed { ended_ms: f64 },
    /// All containers have started, or the time is over.
    Done,
}

struct Run<'a> {
    plan: &'a Plan,
    /// The containers have one back-off, so to the kubelet's image manager they are one.
    kubelet: Container<'a>,
    is_present: bool,
    has_started: Vec<bool>,
    report: BackOffReport,
}

impl<'a> Run<'a> {
    fn new(plan: &'a Plan, container: &'a EnsureRequest) -> Self {
        let mut run = Self {
            plan,
            kubelet: Container::new(container, Settings::from_release(plan.release, &plan.image)),
            is_present: false,
            has_started: vec![false; plan.containers],
            report: BackOffReport {
                states: vec![Vec::new(); plan.containers],
                ..BackOffReport::default()
            },
        };
        for container in 0..plan.containers {
            run.show(container, 0.0, "waiting", Some("ContainerCreating"), None);
        }
        run
    }

    /// The containers that have not started, one after another.
    fn sync(&mut self, at_ms: f64) -> Sync {
        let mut now_ms = at_ms;
        for container in 0..self.plan.containers {
            if self.has_started[container] {
                continue;
            }
            now_ms = self.start(container, now_ms);
            if now_ms > self.plan.until_ms + EPSILON_MS {
                return Sync::Done;
            }
        }
        if self.has_started.contains(&false) {
            Sync::Failed { ended_ms: now_ms }
        } else {
            Sync::Done
        }
    }

    /// Starts one container and returns when that has ended, in ms.
    fn start(&mut self, container: usize, at_ms: f64) -> f64 {
        let attempt = self.kubelet.start(&AttemptRequest {
            at_ms,
            present: Some(self.is_present),
            pull_error: self
                .plan
                .failure
                .clone()
                .filter(|_| !self.plan.succeeds(at_ms)),
            pull_ms: Some(self.plan.pull_ms),
            ..AttemptRequest::default()
        });
        let has_pulled = attempt.cri_calls.contains(&CriCall::PullImage);
        let end_ms = at_ms + if has_pulled { self.plan.pull_ms } else { 0.0 };
        let is_told = end_ms <= self.plan.until_ms + EPSILON_MS;
        if has_pulled {
            self.tell_pull(container, &attempt, is_told.then_some(end_ms));
        }
        self.tell_events(container, &attempt, end_ms);
        if !is_told {
            return end_ms;
        }
        if attempt.reason.is_some() {
            self.show(
                container,
                end_ms,
                "waiting",
                attempt.reason,
                attempt.message,
            );
        } else {
            self.has_started[container] = true;
            self.is_present = true;
            self.show(container, end_ms, "running", None, None);
        }
        end_ms
    }

    fn tell_pull(&mut self, container: usize, attempt: &Attempt, end_ms: Option<f64>) {
        let outcome = match attempt.reason {
            Some(_) => PullOutcome::Failed,
            None => PullOutcome::Pulled,
        };
        let failure = end_ms.zip(attempt.back_off_until_ms);
        self.report.attempts.push(PullAttempt {
            attempt: self.report.attempts.len() + 1,
            container: container + 1,
            start_ms: attempt.at_ms,
            end_ms,
            outcome: end_ms.map(|_| outcome),
            back_off_ms: failure.map(|(failed_ms, until_ms)| until_ms - failed_ms),
        });
        if let Some(wait) = self.report.waits.last_mut() {
            wait.to_ms.get_or_insert(attempt.at_ms);
        }
        if let Some((from_ms, back_off_until_ms)) = failure {
            self.report.waits.push(Wait {
                from_ms,
                back_off_until_ms,
                to_ms: None,
            });
        }
    }

    /// `Pulling` comes when the start begins, all else when it ends.
    fn tell_events(&mut self, container: usize, attempt: &Attempt, end_ms: f64) {
        let events = attempt.events.iter().chain(&attempt.container_event);
        let timed = events.map(|event: &ImageEvent| TimedEvent {
            at_ms: if event.reason == "Pulling" {
                attempt.at_ms
            } else {
                end_ms
            },
            container: container + 1,
            event: event.clone(),
        });
        let until_ms = self.plan.until_ms + EPSILON_MS;
        self.report
            .events
            .extend(timed.filter(|event| event.at_ms <= until_ms));
    }

    /// Ends what the container showed, unless it is the same, or was not shown at all.
    fn show(
        &mut self,
        container: usize,
        at_ms: f64,
        state: &'static str,
        reason: Option<&'static str>,
        message: Option<String>,
    ) {
        let states = &mut self.report.states[container];
        if let Some(last) = states.last_mut() {
            if last.reason == reason && last.message == message && last.state == state {
                return;
            }
            last.to_ms = Some(at_ms);
            if at_ms - last.from_ms <= EPSILON_MS {
                states.pop();
            }
        }
        states.push(Shown {
            from_ms: at_ms,
            to_ms: None,
            state,
            reason,
            message,
        });
    }
}
