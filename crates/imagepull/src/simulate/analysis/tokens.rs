//! The token bucket of `registryPullQPS` and `registryBurst` in one run.

use super::expansion::node_of;
use crate::kubelet::config::DefaultedPullSettings;
use crate::kubelet::limiter::{QPS_EXCEEDED, TokenBucket};
use crate::simulate::scenario::Scenario;
use crate::simulate::trace::{Pull, Trace};

/// The tokens are looked at so often along the run.
const LOOKS: u32 = 400;

/// The first node whose kubelet refused a pull, and its settings; `None` where none did.
pub fn refusing_kubelet<'a>(
    scenario: &Scenario,
    trace: &'a Trace,
) -> Option<(&'a str, DefaultedPullSettings)> {
    refusing_kubelet_of(scenario, &trace.pulls)
}

pub(super) fn refusing_kubelet_of<'a>(
    scenario: &Scenario,
    pulls: &'a [Pull],
) -> Option<(&'a str, DefaultedPullSettings)> {
    let is_refused = |error: &Option<String>| error.as_deref() == Some(QPS_EXCEEDED);
    let refused = pulls.iter().find(|pull| is_refused(&pull.error))?;
    let kubelet = node_of(scenario, &refused.node)?.kubelet;
    Some((&refused.node, kubelet.unwrap_or_default().defaulted()))
}

/// The tokens of [`refusing_kubelet`] up to `end_ms`, as steps of time in ms and tokens.
pub fn tokens(scenario: &Scenario, trace: &Trace, end_ms: f64) -> Option<Vec<(f64, f64)>> {
    let (node, settings) = refusing_kubelet(scenario, trace)?;
    let mut bucket = TokenBucket::new(settings.registry_pull_qps, settings.registry_burst)?;
    let pulls = trace.pulls.iter().filter(|pull| &*pull.node == node);
    let looks = (0..LOOKS).map(|look| (end_ms * f64::from(look) / f64::from(LOOKS), false));
    let taken_up = pulls.filter_map(|pull| Some((pull.started_ms?, true)));
    let mut moments: Vec<(f64, bool)> = looks.chain(taken_up).collect();
    moments.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut steps = vec![(0.0, settings.registry_burst)];
    for (at_ms, takes) in moments {
        if takes {
            bucket.take(at_ms);
        }
        let tokens = bucket.tokens(at_ms);
        if steps
            .last()
            .is_some_and(|(_, last)| last.to_bits() != tokens.to_bits())
        {
            steps.push((at_ms, tokens));
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::super::{Lane, end_ms};
    use super::*;
    use crate::simulate::{Detail, simulate_pulls};

    #[test]
    fn the_bucket_is_emptied_by_the_burst_and_fills_again() {
        let scenario = include_str!("../../../../../web/examples/pull-qps-exceeded.json");
        let scenario: Scenario = serde_json::from_str(scenario).expect("an example");
        let run = |lane: Lane| simulate_pulls(&lane.applied_to(&scenario), Detail::Full);
        assert_eq!(tokens(&scenario, &run(Lane::Serial), 10_000.0), None);
        let trace = run(Lane::Unlimited);
        let steps = tokens(&scenario, &trace, end_ms(&trace)).expect("two pulls are refused");
        assert_eq!(steps[0], (0.0, 10.0));
        assert!(steps.iter().any(|(_, tokens)| *tokens == 0.0), "{steps:?}");
        let in_bucket = |(_, tokens): &(f64, f64)| (0.0..=10.0).contains(tokens);
        assert!(steps.iter().all(in_bucket));
        assert_eq!(steps.last().map(|(_, tokens)| *tokens), Some(10.0));
    }
}
