//! What is written down while a run goes on: events, states and steps.

use super::Detail;
use super::instant::EPSILON_MS;
use super::plan::Plan;
use super::trace::{State, StateSpan};
use crate::kubelet::events::ImageEvent;

/// A change of a throughput by this part of itself makes a new step.
const STEP_RATIO: f64 = 1e-6;

/// The record of a run so far.
#[derive(Debug)]
pub(super) struct Recorder {
    detail: Detail,
    pub events: Vec<RecordedEvent>,
    /// The states of all containers, pod by pod; empty where no lists are asked for.
    pub states: Vec<States>,
    pub steps: Vec<Steps>,
    counts: Vec<Counts>,
    touched: Vec<usize>,
    active: u32,
    pub peak: u32,
    /// Pods whose last container has started.
    pub started_pods: usize,
}

/// An event with its place.
#[derive(Debug)]
pub(super) struct RecordedEvent {
    pub at_ms: f64,
    pub pod: usize,
    pub container: usize,
    pub event: ImageEvent,
}

/// The steps of one node.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    pub active_pulls: Vec<(f64, u32)>,
    pub queued_pulls: Vec<(f64, u32)>,
    pub throughput: Vec<(f64, f64)>,
}

/// The pulls of one node at this moment.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    active: u32,
    queued: u32,
    is_touched: bool,
}

impl Recorder {
    /// An empty record.
    pub fn new(plan: &Plan, containers: usize, detail: Detail) -> Self {
        let steps = Steps {
            active_pulls: vec![(0.0, 0)],
            queued_pulls: vec![(0.0, 0)],
            throughput: vec![(0.0, 0.0)],
        };
        let nodes = plan.nodes.len();
        Self {
            detail,
            events: Vec::new(),
            states: if detail == Detail::Summary {
                Vec::new()
            } else {
                vec![States::default(); containers]
            },
            steps: vec![steps; if detail == Detail::Full { nodes } else { 0 }],
            counts: vec![Counts::default(); nodes],
            touched: Vec::new(),
            active: 0,
            peak: 0,
            started_pods: 0,
        }
    }

    /// Whether layers and steps are asked for.
    pub fn has_steps(&self) -> bool {
        self.detail == Detail::Full
    }

    /// Whether any list is asked for.
    pub fn has_lists(&self) -> bool {
        self.detail != Detail::Summary
    }

    /// A kubelet emits an event.
    pub fn event(&mut self, at_ms: f64, pod: usize, container: usize, event: ImageEvent) {
        self.events.push(RecordedEvent {
            at_ms,
            pod,
            container,
            event,
        });
    }

    /// A pull entered the queue of a node.
    pub fn pull_requested(&mut self, node: usize) {
        self.touch(node).queued += 1;
    }

    /// A pull left the queue for its place.
    pub fn pull_taken_up(&mut self, node: usize) {
        let counts = self.touch(node);
        counts.queued -= 1;
        counts.active += 1;
        self.active += 1;
    }

    /// A pull gave its place back.
    pub fn pull_ended(&mut self, node: usize) {
        self.touch(node).active -= 1;
        self.active -= 1;
    }

    /// The throughput of a node after an instant.
    pub fn throughput(&mut self, now_ms: f64, node: usize, bytes_per_second: f64) {
        let steps = &mut self.steps[node].throughput;
        let last = steps.last().map_or(0.0, |&(_, value)| value);
        let change = (bytes_per_second - last).abs();
        if change > STEP_RATIO * last.max(bytes_per_second) {
            step(steps, now_ms, bytes_per_second);
        }
    }

    /// Writes down what an instant changed for good.
    pub fn settle(&mut self, now_ms: f64) {
        self.peak = self.peak.max(self.active);
        while let Some(node) = self.touched.pop() {
            let counts = &mut self.counts[node];
            counts.is_touched = false;
            if let Some(steps) = self.steps.get_mut(node) {
                step(&mut steps.active_pulls, now_ms, counts.active);
                step(&mut steps.queued_pulls, now_ms, counts.queued);
            }
        }
    }

    fn touch(&mut self, node: usize) -> &mut Counts {
        let counts = &mut self.counts[node];
        if !std::mem::replace(&mut counts.is_touched, true) {
            self.touched.push(node);
        }
        counts
    }
}

/// Adds a row where the value changes; the row at 0 is that after what happens at 0.
fn step<T: PartialEq>(steps: &mut Vec<(f64, T)>, now_ms: f64, value: T) {
    match steps.last_mut() {
        Some((_, last)) if *last == value => {}
        Some((at_ms, last)) if now_ms <= *at_ms + EPSILON_MS => *last = value,
        _ => steps.push((now_ms, value)),
    }
}

/// The states of one container.
#[derive(Clone, Debug, Default)]
pub(super) struct States(pub Vec<StateSpan>);

impl States {
    /// Goes over to a state. One of no length is left out, and two alike in a row are one.
    pub fn set(&mut self, now_ms: f64, state: State, reason: Option<&'static str>) {
        let spans = &mut self.0;
        spans.pop_if(|last| now_ms <= last.from_ms + EPSILON_MS);
        match spans.last_mut() {
            Some(last) if (last.state, last.reason) == (state, reason) => last.to_ms = None,
            last => {
                let from_ms = last.map_or(now_ms, |last| *last.to_ms.get_or_insert(now_ms));
                spans.push(StateSpan {
                    from_ms,
                    to_ms: None,
                    state,
                    reason,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_of_no_length_is_left_out_and_two_alike_are_one() {
        let mut states = States::default();
        states.set(0.0, State::Waiting, Some("ContainerCreating"));
        states.set(5.0, State::Running, None);
        states.set(5.0, State::Waiting, Some("ContainerCreating"));
        states.set(7.0, State::Running, None);
        states.set(7.0, State::Terminated, Some("Completed"));
        let spans: Vec<_> = states
            .0
            .iter()
            .map(|span| (span.from_ms, span.to_ms, span.state))
            .collect();
        assert_eq!(
            spans,
            [
                (0.0, Some(7.0), State::Waiting),
                (7.0, None, State::Terminated)
            ]
        );
    }
}
