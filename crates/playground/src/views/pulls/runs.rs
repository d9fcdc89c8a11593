//! One scenario run under the three kubelet configurations that are compared.

use std::rc::Rc;

use imagepull::simulate::{
    Detail,
    analysis::{Facts, Lane, Prediction, Run, changes, prediction},
    scenario::Scenario,
    simulate_pulls_within,
    trace::{Trace, TraceError},
};

use super::player::Timeline;

/// The most containers that are simulated three times at every edit.
pub const MAX_CONTAINERS: f64 = 5000.0;

/// The most pulls of one run that are drawn.
pub const MAX_PULLS: usize = 5000;

/// Steps after which a run is given up.
pub const MAX_STEPS: usize = 400_000;

/// What a scenario comes to in the three lanes.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The scenario, with the settings of no lane.
    pub scenario: Rc<Scenario>,
    /// The facts of each lane.
    pub facts: [Facts; 3],
    /// What is worth a guess in the lane that Serial is compared with.
    pub prediction: Option<Prediction>,
}

impl Results {
    /// What a scenario comes to, given what each lane comes to and what is worth a guess in a lane.
    pub fn new(
        scenario: Rc<Scenario>,
        facts: [Facts; 3],
        prediction: impl FnOnce(Lane) -> Option<Prediction>,
    ) -> Self {
        let results = Self {
            scenario,
            facts,
            prediction: None,
        };
        Self {
            prediction: prediction(results.compared()),
            ..results
        }
    }

    /// The facts of a lane.
    pub fn of(&self, lane: Lane) -> &Facts {
        &self.facts[lane as usize]
    }

    /// The lane that Serial is compared with. One whose kubelets do not start says nothing.
    pub fn compared(&self) -> Lane {
        let lane = Lane::compared(&self.scenario);
        let facts = self.of(lane);
        if facts.pulls_started == 0 && !facts.refusals.is_empty() {
            Lane::Unlimited
        } else {
            lane
        }
    }

    /// The end of the common time axis, in ms; above 0.
    pub fn end_ms(&self) -> f64 {
        let ends = self.facts.iter().map(|facts| facts.end_ms);
        ends.fold(1.0, f64::max)
    }
}

/// The three runs of a scenario.
#[derive(Debug)]
pub struct Runs {
    /// What they come to.
    pub results: Results,
    /// The end of the common time axis, in ms; above 0.
    pub end_ms: f64,
    /// The same axis, with the times at which an event happens in any lane, each once.
    pub timeline: Timeline,
    traces: [Trace; 3],
}

impl Runs {
    /// Runs the scenario in all lanes.
    pub fn new(scenario: &Scenario) -> Self {
        let traces = Lane::ALL
            .map(|lane| simulate_pulls_within(&lane.applied_to(scenario), Detail::Full, MAX_STEPS));
        let facts = traces
            .each_ref()
            .map(|trace| Facts::new(&Run::from(trace), Some(scenario)));
        let results = Results::new(Rc::new(scenario.clone()), facts, |lane| {
            prediction(&traces[lane as usize])
        });
        Self {
            end_ms: results.end_ms(),
            timeline: Timeline::new(results.end_ms(), stops(&traces))
                .with_changes(changes(&traces[results.compared() as usize])),
            results,
            traces,
        }
    }

    /// What happened in a lane.
    pub fn trace(&self, lane: Lane) -> &Trace {
        &self.traces[lane as usize]
    }

    /// What is wrong with the scenario as a whole, or with the first run that does not come to its
    /// end. Then there is nothing to draw.
    pub fn errors(&self) -> Vec<&TraceError> {
        let lists = self.traces.iter().map(|trace| trace.errors.iter());
        let mut lists = lists.map(|errors| errors.filter(|error| error.node.is_none()).collect());
        lists
            .find(|errors: &Vec<_>| !errors.is_empty())
            .unwrap_or_default()
    }

    /// How many pulls the run with most of them has.
    pub fn most_pulls(&self) -> usize {
        let pulls = self.traces.iter().map(|trace| trace.pulls.len());
        pulls.max().unwrap_or_default()
    }

    /// The containers that pull in any lane, as node, pod and container, in order of the scenario.
    pub fn rows(&self) -> Vec<[&str; 3]> {
        let pulls = || self.traces.iter().flat_map(|trace| &trace.pulls);
        let pulling: std::collections::BTreeSet<[&str; 3]> = pulls()
            .map(|pull| [&*pull.node, &*pull.pod, &*pull.container])
            .collect();
        let all = self.traces.iter().map(|trace| &trace.containers);
        let most = all.max_by_key(|containers| containers.len());
        most.into_iter()
            .flatten()
            .map(|states| [&*states.node, &*states.pod, &*states.container])
            .filter(|row| pulling.contains(row))
            .collect()
    }
}

/// Three runs that components share; equal only to themselves.
#[derive(Clone, Debug)]
pub struct SharedRuns(pub Rc<Runs>);

impl PartialEq for SharedRuns {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for SharedRuns {
    type Target = Runs;

    fn deref(&self) -> &Runs {
        &self.0
    }
}

fn stops(traces: &[Trace; 3]) -> Vec<f64> {
    let events = traces.iter().flat_map(|trace| &trace.events);
    let mut stops: Vec<f64> = events.map(|event| event.at_ms).collect();
    stops.sort_by(f64::total_cmp);
    stops.dedup_by(|later, earlier| *later - *earlier < 0.5);
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(kubelet: &str) -> Scenario {
        let json = format!(
            r#"{{"images": {{"a": {{"layers": [{{"bytes": 1e6}}]}}, "b": {{"layers": [{{"bytes": 1e6}}]}}}},
                "nodes": [{{"name": "node", "kubelet": {kubelet}}}],
                "pods": [{{"name": "p", "containers": [{{"name": "c", "image": "a"}}]}},
                         {{"name": "q", "containers": [{{"name": "c", "image": "b"}}]}}]}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn each_lane_has_its_own_kubelet_configuration() {
        let rows = [
            ("{}", [1, 2, 2]),
            (r#"{"maxParallelImagePulls": 1}"#, [1, 1, 2]),
        ];
        for (kubelet, peaks) in rows {
            let runs = Runs::new(&scenario(kubelet));
            let found = Lane::ALL.map(|lane| runs.trace(lane).summary.peak_pulls);
            assert_eq!(found, peaks, "{kubelet}");
            assert_eq!(runs.rows(), [["node", "p", "c"], ["node", "q", "c"]]);
        }
    }

    #[test]
    fn a_number_that_the_kubelet_refuses_stops_its_lane_only() {
        let runs = Runs::new(&scenario(r#"{"maxParallelImagePulls": 0}"#));
        assert_eq!(runs.errors().len(), 0);
        let refused = Lane::ALL.map(|lane| runs.trace(lane).errors.len());
        assert_eq!(refused, [0, 1, 0]);
    }

    #[test]
    fn an_error_of_the_scenario_is_one_of_all_lanes() {
        let mut scenario = scenario("{}");
        scenario.images.remove("b");
        let runs = Runs::new(&scenario);
        assert_eq!(runs.errors().len(), 1);
        assert!(runs.timeline.stops().is_empty());
    }
}
