//! One scenario run under the three kubelet configurations that are compared.

use std::rc::Rc;

use imagepull::simulate::{
    Detail,
    scenario::{Kubelet, Node, Scenario},
    simulate_pulls_within,
    trace::{Trace, TraceError},
};

use super::{
    facts::{Facts, LongestSlotWait, Results},
    player::Timeline,
};

/// Pulls at once in the middle lane where the scenario names no number.
pub const DEFAULT_PARALLEL_PULLS: f64 = 2.0;

/// The most containers that are simulated three times at every edit.
pub const MOST_CONTAINERS: f64 = 5000.0;

/// The most pulls of one run that are drawn.
pub const MOST_PULLS: usize = 5000;

/// A run is given up after so many steps.
pub const MOST_STEPS: usize = 400_000;

/// A kubelet configuration that a scenario is run with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// `serializeImagePulls: true`.
    Serial,
    /// `serializeImagePulls: false` with the `maxParallelImagePulls` of each node.
    Parallel,
    /// `serializeImagePulls: false` alone.
    Unlimited,
}

impl Lane {
    /// All lanes in the order in which they are drawn.
    pub const ALL: [Self; 3] = [Self::Serial, Self::Parallel, Self::Unlimited];

    /// The scenario as this lane runs it.
    pub fn of(self, scenario: &Scenario) -> Scenario {
        let mut scenario = scenario.clone();
        for node in &mut scenario.nodes {
            self.configure(node.kubelet.get_or_insert_default());
        }
        scenario
    }

    fn configure(self, kubelet: &mut Kubelet) {
        kubelet.serialize_image_pulls = Some(self == Self::Serial);
        kubelet.max_parallel_image_pulls = match self {
            Self::Parallel => kubelet
                .max_parallel_image_pulls
                .or(Some(DEFAULT_PARALLEL_PULLS)),
            Self::Serial | Self::Unlimited => None,
        };
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
    pub fn of(scenario: &Scenario) -> Self {
        let traces = Lane::ALL
            .map(|lane| simulate_pulls_within(&lane.of(scenario), Detail::Full, MOST_STEPS));
        let results = Results {
            scenario: Rc::new(scenario.clone()),
            facts: traces.each_ref().map(|trace| facts(trace, scenario)),
        };
        Self {
            end_ms: results.end_ms(),
            timeline: Timeline::new(results.end_ms(), stops(&traces)),
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

/// The entry of a scenario that a node comes from: `node`, or `node-0` where it has a count.
pub fn node_of<'a>(scenario: &'a Scenario, name: &str) -> Option<&'a Node> {
    let is_of = |node: &&Node| match (node.count, name.strip_prefix(&node.name)) {
        (None, Some(rest)) => rest.is_empty(),
        (Some(_), Some(rest)) => rest
            .strip_prefix('-')
            .is_some_and(|number| number.parse::<u32>().is_ok()),
        (_, None) => false,
    };
    scenario.nodes.iter().find(is_of)
}

/// Pulls at once in the middle lane: as the first node has it.
pub fn parallel_pulls(scenario: &Scenario) -> f64 {
    let kubelet = scenario.nodes.first().and_then(|node| node.kubelet);
    kubelet
        .and_then(|kubelet| kubelet.max_parallel_image_pulls)
        .unwrap_or(DEFAULT_PARALLEL_PULLS)
}

/// How many containers the scenario stands for, with all replicas.
pub fn containers(scenario: &Scenario) -> f64 {
    let counted = |count: Option<f64>| count.unwrap_or(1.0);
    let nodes: f64 = scenario.nodes.iter().map(|node| counted(node.count)).sum();
    let pods = scenario.pods.iter().map(|pod| {
        let each = pod.containers.len() + pod.init_containers.as_ref().map_or(0, Vec::len);
        let copies = if pod.every_node == Some(true) {
            nodes
        } else {
            counted(pod.replicas)
        };
        copies * each as f64
    });
    nodes + pods.sum::<f64>()
}

fn facts(trace: &Trace, scenario: &Scenario) -> Facts {
    let mut slot_wait = LongestSlotWait::default();
    for pull in &trace.pulls {
        slot_wait.look_at(pull);
    }
    Facts::of(trace, scenario, slot_wait.found(scenario))
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
            let runs = Runs::of(&scenario(kubelet));
            let found = Lane::ALL.map(|lane| runs.trace(lane).summary.peak_pulls);
            assert_eq!(found, peaks, "{kubelet}");
            assert_eq!(runs.rows(), [["node", "p", "c"], ["node", "q", "c"]]);
        }
    }

    #[test]
    fn a_number_that_the_kubelet_refuses_stops_its_lane_only() {
        let runs = Runs::of(&scenario(r#"{"maxParallelImagePulls": 0}"#));
        assert_eq!(runs.errors().len(), 0);
        let refused = Lane::ALL.map(|lane| runs.trace(lane).errors.len());
        assert_eq!(refused, [0, 1, 0]);
    }

    #[test]
    fn an_error_of_the_scenario_is_one_of_all_lanes() {
        let mut scenario = scenario("{}");
        scenario.images.remove("b");
        let runs = Runs::of(&scenario);
        assert_eq!(runs.errors().len(), 1);
        assert!(runs.timeline.stops().is_empty());
    }
}
