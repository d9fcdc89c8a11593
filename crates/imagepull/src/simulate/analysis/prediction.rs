//! What is worth a guess before a run is shown: when one of its pods is ready.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::simulate::trace::{Phase, PhaseSpan, Pull, Trace};

/// A pod whose time is asked for, the answer, and what takes most of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// The pod.
    pub pod: String,
    /// How long after its creation it is ready, in ms.
    pub ready_ms: f64,
    /// What its pulls do longest.
    pub longest: Option<Longest>,
}

/// What takes most of the time of a pod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Longest {
    /// What its pulls do.
    pub phase: Phase,
    /// How long, all stretches together, in ms.
    pub time_ms: f64,
    /// The pod that is waited for in the longest stretch.
    pub waits_for: Option<String>,
}

/// The pod that is worth a guess: of those that get ready the one that waits longest for others. `None` where no
/// pod gets ready that pulls.
pub fn prediction(trace: &Trace) -> Option<Prediction> {
    let mut pulls_of: HashMap<[&str; 2], Vec<&Pull>> = HashMap::new();
    for pull in &trace.pulls {
        let of_pod = pulls_of.entry([&pull.node, &pull.pod]).or_default();
        of_pod.push(pull);
    }
    let ready = trace.pods.iter().filter_map(|pod| {
        let ready_ms = pod.started_ms? - pod.created_ms?;
        let pulls = pulls_of.get(&[&*pod.node, &*pod.pod])?;
        Some((pod, (waits_ms(pulls), ready_ms), pulls))
    });
    // The later of two that wait as long; the first of two that are alike.
    let (pod, (_, ready_ms), pulls) =
        ready.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    Some(Prediction {
        pod: pod.pod.to_string(),
        ready_ms,
        longest: longest(pulls),
    })
}

/// How long pulls wait for others, in ms.
fn waits_ms(pulls: &[&Pull]) -> f64 {
    let spans = pulls.iter().flat_map(|pull| &pull.phases);
    let waits = spans.filter(|span| waits_for_others(span.phase));
    waits.map(length_ms).sum()
}

fn waits_for_others(phase: Phase) -> bool {
    matches!(
        phase,
        Phase::Queued | Phase::WaitingForSlot | Phase::WaitingForLayer | Phase::WaitingForDocument
    )
}

fn length_ms(span: &PhaseSpan) -> f64 {
    span.end_ms - span.start_ms
}

fn longest(pulls: &[&Pull]) -> Option<Longest> {
    let spans: Vec<&PhaseSpan> = pulls.iter().flat_map(|pull| &pull.phases).collect();
    let time_in = |phase: Phase| -> f64 { pulls.iter().map(|pull| pull.time_in(phase)).sum() };
    let by_time = |a: &&&PhaseSpan, b: &&&PhaseSpan| {
        let times = |span: &PhaseSpan| (time_in(span.phase), length_ms(span));
        times(a)
            .partial_cmp(&times(b))
            .unwrap_or(std::cmp::Ordering::Equal)
    };
    let span = spans.iter().max_by(by_time)?;
    Some(Longest {
        phase: span.phase,
        time_ms: time_in(span.phase),
        waits_for: span.waits_for.as_ref().map(|holder| holder.pod.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Lane;
    use super::*;
    use crate::simulate::{Detail, scenario::Scenario, simulate_pulls};

    #[test]
    fn the_pod_that_waits_for_others_is_asked_for() {
        let scenario = include_str!("../../../../../web/examples/small-behind-huge.json");
        let scenario: Scenario = serde_json::from_str(scenario).expect("an example");
        let asked = |lane: Lane| {
            let trace = simulate_pulls(&lane.applied_to(&scenario), Detail::Full);
            let prediction = prediction(&trace).expect("its pods get ready");
            let longest = prediction.longest.expect("its pulls take time");
            let holder = longest.waits_for.unwrap_or_default();
            (prediction.pod, longest.phase, holder)
        };
        let (pod, phase, holder) = asked(Lane::Parallel);
        assert_eq!((&*pod, phase, &*holder), ("log", Phase::Queued, "web"));
        let (_, phase, holder) = asked(Lane::Unlimited);
        assert_eq!((phase, &*holder), (Phase::WaitingForSlot, "web"));
        assert_eq!(prediction(&Trace::default()), None);
    }
}
