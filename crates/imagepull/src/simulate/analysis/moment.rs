//! What a run looks like at one moment: the animation as a pure function.

use serde::{Deserialize, Serialize};

use crate::simulate::trace::{Outcome, Trace};

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Events emitted.
    pub events: usize,
    /// Pulls in the queue of a kubelet.
    pub queued: usize,
    /// Pulls taken up and not ended.
    pub active: usize,
    /// Pulls that have failed.
    pub failed: usize,
    /// Pods whose last container has started.
    pub started: usize,
}

/// The state of a run `at_ms` after its beginning. What happens just then has happened.
pub fn state_at(trace: &Trace, at_ms: f64) -> Moment {
    let has_come = |time: Option<f64>| time.is_some_and(|time| time <= at_ms);
    let mut moment = Moment {
        events: trace.events.partition_point(|event| event.at_ms <= at_ms),
        started: trace
            .pods
            .iter()
            .filter(|pod| has_come(pod.started_ms))
            .count(),
        ..Moment::default()
    };
    for pull in &trace.pulls {
        if has_come(pull.finished_ms) {
            moment.failed += usize::from(pull.outcome == Some(Outcome::Failed));
        } else if has_come(pull.started_ms) {
            moment.active += 1;
        } else if has_come(Some(pull.requested_ms)) {
            moment.queued += 1;
        }
    }
    moment
}

#[cfg(test)]
mod tests {
    use crate::simulate::{Detail, scenario::Scenario, simulate_pulls};

    use super::*;

    #[test]
    fn a_serial_run_from_its_beginning_to_its_end() {
        let scenario: Scenario = serde_json::from_str(
            r#"{"registry": {"latencyMs": 0}, "nodes": [{"name": "node", "bandwidth": 1e6}],
                "images": {"a": {"layers": [{"bytes": 1e6, "unpackedBytes": 0}]},
                           "b": {"layers": [{"bytes": 1e6, "unpackedBytes": 0}]}},
                "pods": [{"name": "p", "containers": [{"name": "c", "image": "a"}]},
                         {"name": "q", "containers": [{"name": "c", "image": "b"}]}]}"#,
        )
        .unwrap();
        let trace = simulate_pulls(&scenario, Detail::Full);
        // Each pull takes one second; events, queued, active, failed, started.
        let rows = [
            (-1.0, [0, 0, 0, 0, 0]),
            (0.0, [2, 1, 1, 0, 0]),
            (999.9, [2, 1, 1, 0, 0]),
            (1000.0, [3, 0, 1, 0, 1]),
            (2000.0, [4, 0, 0, 0, 2]),
            (1e9, [4, 0, 0, 0, 2]),
        ];
        for (at_ms, expected) in rows {
            let moment = state_at(&trace, at_ms);
            let found = [
                moment.events,
                moment.queued,
                moment.active,
                moment.failed,
                moment.started,
            ];
            assert_eq!(found, expected, "{at_ms} ms");
        }
    }
}
