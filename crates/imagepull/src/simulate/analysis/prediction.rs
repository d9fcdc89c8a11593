//! What is worth a guess before a run is shown: when one of its pods is ready.

use crate::simulate::trace::{Phase, PhaseSpan, PodTimes, Pull, Trace};

/// A pod whose time is asked for, the answer, and what takes most of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction<'a> {
    /// The pod.
    pub pod: &'a str,
    /// How long after its creation it is ready, in ms.
    pub ready_ms: f64,
    /// What its pulls do longest.
    pub longest: Option<Longest<'a>>,
}

/// What takes most of the time of a pod.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Longest<'a> {
    /// What its pulls do.
    pub phase: Phase,
    /// How long, all stretches together, in ms.
    pub time_ms: f64,
    /// The pod that is waited for in the longest stretch.
    pub waits_for: Option<&'a str>,
}

/// The pod that is worth a guess: of those that get ready the one that waits longest for others. `None` where no
/// pod gets ready that pulls.
pub fn prediction(trace: &Trace) -> Option<Prediction<'_>> {
    let ready = trace.pods.iter().filter_map(|pod| {
        let ready_ms = pod.started_ms? - pod.created_ms?;
        let pulls: Vec<&Pull> = pulls_of(trace, pod).collect();
        (!pulls.is_empty()).then_some((pod, ready_ms, pulls))
    });
    let waits_ms = |pulls: &[&Pull]| -> f64 {
        let spans = pulls.iter().flat_map(|pull| &pull.phases);
        let waits = spans.filter(|span| waits_for_others(span.phase));
        waits.map(length_ms).sum()
    };
    // The later of two that wait as long; the first of two that are alike.
    let (pod, ready_ms, pulls) = ready.reduce(|best, next| {
        let of = |(_, ready_ms, pulls): &(&PodTimes, f64, Vec<&Pull>)| (waits_ms(pulls), *ready_ms);
        if of(&next) > of(&best) { next } else { best }
    })?;
    Some(Prediction {
        pod: &pod.pod,
        ready_ms,
        longest: longest(&pulls),
    })
}

fn pulls_of<'a>(trace: &'a Trace, pod: &'a PodTimes) -> impl Iterator<Item = &'a Pull> {
    let pulls = trace.pulls.iter();
    pulls.filter(|pull| (&pull.node, &pull.pod) == (&pod.node, &pod.pod))
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

fn longest<'a>(pulls: &[&'a Pull]) -> Option<Longest<'a>> {
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
        waits_for: span.waits_for.as_ref().map(|holder| &*holder.pod),
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
            let holder = longest.waits_for.unwrap_or_default().to_owned();
            (prediction.pod.to_owned(), longest.phase, holder)
        };
        let (pod, phase, holder) = asked(Lane::Parallel);
        assert_eq!((&*pod, phase, &*holder), ("log", Phase::Queued, "web"));
        let (_, phase, holder) = asked(Lane::Unlimited);
        assert_eq!((phase, &*holder), (Phase::WaitingForSlot, "web"));
        assert_eq!(prediction(&Trace::default()), None);
    }
}
