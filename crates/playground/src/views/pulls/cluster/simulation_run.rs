//! A run that a worker holds, and the answers about it.

use std::collections::HashMap;

use imagepull::{
    simulate::{
        Detail, Progress,
        analysis::{Facts, Lane, Run, end_ms, first_places, prediction},
        scenario::Scenario,
        simulate_pulls_watched,
        trace::{Outcome as PullOutcome, Pull, Trace},
    },
    words::Language,
};

use super::{
    super::{
        bars::{Activity, Bar},
        query::{Answer, Group, NodeRows, Outcome, Overview, Question},
        rows::{Row, created_ms, label},
    },
    MAX_STEPS,
    bucketed_series::{BucketedSeries, STRETCHES},
    groups::groups,
};

/// The most bars in an answer about a node: pulls that fail and come again could be thousands.
const MAX_BARS: usize = 2000;

/// A run, or what is wrong with its scenario.
pub struct SimulationRun {
    trace: Trace,
    facts: Facts,
    nodes: Vec<NodeRun>,
    /// The places at which an entry of the scenario's nodes begins.
    entries: Vec<usize>,
}

/// What a node does in the run.
struct NodeRun {
    /// Its pulls, by their places in the trace.
    pulls: Vec<usize>,
    /// Its containers, by their places in the trace.
    containers: Vec<usize>,
    failed: usize,
    last_ms: Option<f64>,
    /// Pulls that do each thing at once.
    activities: [Option<Box<BucketedSeries>>; Activity::ALL.len()],
}

/// The messages between page and worker, as text.
impl SimulationRun {
    /// Runs a scenario, as JSON, in the lane of a number.
    ///
    /// # Errors
    /// Where the text is no scenario.
    pub fn from_text(
        scenario: &str,
        lane: usize,
        watch: impl FnMut(Progress),
    ) -> Result<Self, serde_json::Error> {
        let scenario = serde_json::from_str(scenario)?;
        let lane = Lane::ALL.get(lane).copied().unwrap_or(Lane::Serial);
        Ok(Self::run(&scenario, lane, watch))
    }

    /// [`outcome`](Self::outcome) as JSON.
    pub fn outcome_text(&self) -> String {
        serde_json::to_string(&self.outcome()).unwrap_or_default()
    }

    /// The answer to a question, both as JSON.
    ///
    /// # Errors
    /// Where the text is no question.
    pub fn answer_text(&self, question: &str) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.answer(&serde_json::from_str(question)?))
    }
}

impl SimulationRun {
    /// Runs a scenario in a lane.
    fn run(scenario: &Scenario, lane: Lane, watch: impl FnMut(Progress)) -> Self {
        let configured = lane.applied_to(scenario);
        let trace = simulate_pulls_watched(&configured, Detail::Full, MAX_STEPS, watch);
        let mut held = Self {
            facts: Facts::default(),
            nodes: Vec::new(),
            entries: first_places(scenario),
            trace,
        };
        if held.problems().next().is_none() {
            held.look_through(scenario);
        }
        held
    }

    /// What the run comes to.
    fn outcome(&self) -> Outcome {
        let problems: Vec<_> = self.problems().collect();
        if !problems.is_empty() {
            return Outcome::Refused(problems);
        }
        let steps = |means: BucketedSeries| means.stretch_means();
        Outcome::Run(Box::new(Overview {
            facts: self.facts.clone(),
            prediction: prediction(&self.trace),
            pulls: self.trace.pulls.len(),
            carried: steps(self.carried()),
            active: steps(self.active()),
            stops: self.stops(),
            groups: self.groups(0, self.nodes.len()),
        }))
    }

    /// Answers a question about the run.
    fn answer(&self, question: &Question) -> Answer {
        match *question {
            Question::Run(question) => Answer::Run(question.answer(&self.trace)),
            Question::Groups { first, count } => Answer::Groups(self.groups(first, count)),
            Question::Node { node, most } => Answer::Node(self.node(node, most)),
        }
    }

    /// What is wrong with the scenario as a whole, in all languages.
    fn problems(&self) -> impl Iterator<Item = [String; 2]> {
        let errors = self.trace.errors.iter();
        errors.filter(|error| error.node.is_none()).map(|error| {
            let diagnostic = &error.diagnostic;
            Language::ALL.map(|language| {
                let message = diagnostic.message.in_language(language);
                let help = diagnostic.help.as_ref();
                let help = help.map(|help| help.in_language(language));
                format!("{message}. {}", help.unwrap_or_default())
            })
        })
    }

    /// Looks at every pull once.
    fn look_through(&mut self, scenario: &Scenario) {
        let end_ms = end_ms(&self.trace).max(1.0);
        let places = self.trace.nodes.iter().enumerate();
        let places: HashMap<&str, usize> =
            places.map(|(place, node)| (&*node.node, place)).collect();
        let mut nodes: Vec<NodeRun> = self.trace.nodes.iter().map(|_| NodeRun::new()).collect();
        for (place, pull) in self.trace.pulls.iter().enumerate() {
            nodes[places[&*pull.node]].add(place, pull, end_ms);
        }
        for (place, container) in self.trace.containers.iter().enumerate() {
            nodes[places[&*container.node]].containers.push(place);
        }
        self.facts = Facts::new(&Run::from(&self.trace), Some(scenario));
        self.nodes = nodes;
    }

    /// The end of the run in ms, above 0.
    fn end_ms(&self) -> f64 {
        self.facts.end_ms.max(1.0)
    }

    fn carried(&self) -> BucketedSeries {
        let mut means = BucketedSeries::new(self.end_ms());
        for node in &self.trace.nodes {
            let mut before = 0.0;
            for (at_ms, rate) in &node.throughput {
                means.change(*at_ms, rate - before);
                before = *rate;
            }
        }
        means
    }

    fn active(&self) -> BucketedSeries {
        let mut means = BucketedSeries::new(self.end_ms());
        let end_ms = self.end_ms();
        for pull in &self.trace.pulls {
            if let Some(started_ms) = pull.started_ms {
                means.change(started_ms, 1.0);
                means.change(pull.finished_ms.unwrap_or(end_ms), -1.0);
            }
        }
        means
    }

    /// The last event of each stretch.
    fn stops(&self) -> Vec<f64> {
        let stretch_ms = self.end_ms() / STRETCHES as f64;
        let mut stops: Vec<f64> = Vec::new();
        for event in &self.trace.events {
            let stretch = |at_ms: f64| (at_ms / stretch_ms).floor();
            match stops.last_mut() {
                Some(last) if stretch(*last) >= stretch(event.at_ms) => *last = event.at_ms,
                _ => stops.push(event.at_ms),
            }
        }
        stops
    }

    fn groups(&self, first: usize, count: usize) -> Vec<Group> {
        let end = (first + count).min(self.nodes.len());
        let ranges = groups(&(first.min(end)..end), &self.entries);
        ranges.into_iter().map(|range| self.group(range)).collect()
    }

    fn group(&self, range: std::ops::Range<usize>) -> Group {
        let nodes = &self.nodes[range.clone()];
        let name = |place: usize| self.trace.nodes[place].node.to_string();
        let ends = nodes.iter().filter_map(|node| node.last_ms);
        let activities = Activity::ALL.into_iter().filter_map(|activity| {
            let mut parts = nodes
                .iter()
                .filter_map(|node| node.activities[activity as usize].as_deref());
            let mut sum = parts.next()?.clone();
            parts.for_each(|part| sum.add(part));
            Some((activity, sum.stretch_means()))
        });
        Group {
            first: range.start,
            count: range.len(),
            names: [name(range.start), name(range.end - 1)],
            pulls: nodes.iter().map(|node| node.pulls.len()).sum(),
            failed: nodes.iter().map(|node| node.failed).sum(),
            last_ms: ends.reduce(f64::max),
            activities: activities.collect(),
        }
    }

    fn node(&self, node: usize, most: usize) -> NodeRows {
        let Some(run) = self.nodes.get(node) else {
            return NodeRows {
                rows: Vec::new(),
                hidden: 0,
            };
        };
        // The trace of this node alone, in which its rows are quickly found.
        let trace = Trace {
            pulls: run
                .pulls
                .iter()
                .map(|place| self.trace.pulls[*place].clone())
                .collect(),
            containers: run
                .containers
                .iter()
                .map(|place| self.trace.containers[*place].clone())
                .collect(),
            ..Trace::default()
        };
        let mut bars: HashMap<(&str, &str), Vec<Bar>> = HashMap::new();
        for pull in &trace.pulls {
            let own = bars.entry((&pull.pod, &pull.container)).or_default();
            own.push(Bar::new(pull));
        }
        let all = bars.len();
        let mut room = MAX_BARS;
        let mut rows = Vec::new();
        for it in &trace.containers {
            let Some(bars) = bars.remove(&(&*it.pod, &*it.container)) else {
                continue;
            };
            if rows.len() == most || bars.len() > room {
                break;
            }
            room -= bars.len();
            let label = label(&trace, [&it.node, &it.pod, &it.container], false);
            let created_ms = created_ms(&self.trace, [&it.node, &it.pod]);
            rows.push(Row {
                label,
                created_ms,
                bars,
            });
        }
        NodeRows {
            hidden: all - rows.len(),
            rows,
        }
    }
}

impl NodeRun {
    fn new() -> Self {
        Self {
            pulls: Vec::new(),
            containers: Vec::new(),
            failed: 0,
            last_ms: None,
            activities: [const { None }; Activity::ALL.len()],
        }
    }

    fn add(&mut self, place: usize, pull: &Pull, end_ms: f64) {
        self.pulls.push(place);
        self.failed += usize::from(pull.outcome == Some(PullOutcome::Failed));
        if let Some(ends_ms) = pull.finished_ms {
            self.last_ms = Some(self.last_ms.map_or(ends_ms, |last_ms| last_ms.max(ends_ms)));
        }
        for span in &pull.phases {
            let means = self.activities[Activity::from(span.phase) as usize]
                .get_or_insert_with(|| Box::new(BucketedSeries::new(end_ms)));
            means.change(span.start_ms, 1.0);
            means.change(span.end_ms, -1.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::query::{AROUND, PULLS_IN_PIECE, RunAnswer, RunQuestion},
        *,
    };

    /// Sixty nodes in two entries, each with four pods, of which one on each `small` node fails.
    fn scenario() -> Scenario {
        serde_json::from_str(
            r#"{
                "untilMs": 60000,
                "images": { "a:1": { "layers": [{ "bytes": 5e7 }, { "bytes": 1e7 }] }, "b:1": { "layers": [{ "bytes": 2e7 }] } },
                "registry": { "faults": [{ "image": "b:1", "error": "notFound" }] },
                "nodes": [{ "name": "big", "count": 40 }, { "name": "small", "count": 20 }],
                "pods": [
                    { "name": "web", "replicas": 180, "containers": [{ "name": "c", "image": "a:1" }] },
                    { "name": "bad", "everyNode": true, "containers": [{ "name": "c", "image": "b:1" }] }
                ]
            }"#,
        )
        .expect("a scenario")
    }

    fn overview(held: &SimulationRun) -> Overview {
        match held.outcome() {
            Outcome::Run(overview) => *overview,
            Outcome::Refused(problems) => panic!("{problems:?}"),
        }
    }

    #[test]
    fn groups_hold_all_pulls_and_all_of_their_time() {
        let held = SimulationRun::run(&scenario(), Lane::Serial, |_| {});
        let overview = overview(&held);
        let names: Vec<_> = overview
            .groups
            .iter()
            .map(|it| it.names.join(" "))
            .collect();
        assert_eq!(names, ["big-0 big-39", "small-0 small-19"]);
        let pulls: usize = overview.groups.iter().map(|group| group.pulls).sum();
        assert_eq!(pulls, held.trace.pulls.len());
        let failed: usize = overview.groups.iter().map(|group| group.failed).sum();
        assert_eq!(failed, overview.facts.pulls_failed as usize);

        let end_ms = held.end_ms();
        let in_bars: f64 = held
            .trace
            .pulls
            .iter()
            .map(|pull| pull.finished_ms.unwrap_or(end_ms) - pull.requested_ms)
            .sum();
        let means = overview.groups.iter().flat_map(|group| &group.activities);
        let in_groups: f32 = means.flat_map(|(_, means)| means).sum();
        let in_groups = f64::from(in_groups) * end_ms / STRETCHES as f64;
        assert!(
            (in_groups / in_bars - 1.0).abs() < 1e-3,
            "{in_groups} {in_bars}"
        );
    }

    #[test]
    fn a_row_opens_down_to_each_pull() {
        let held = SimulationRun::run(&scenario(), Lane::Unlimited, |_| {});
        let groups = |first, count| match held.answer(&Question::Groups { first, count }) {
            Answer::Groups(groups) => groups,
            other => panic!("{other:?}"),
        };
        let inner = groups(0, 40);
        assert_eq!(inner.len(), 20);
        assert_eq!(inner[1].names, ["big-2", "big-3"]);
        let nodes = groups(2, 2);
        assert_eq!((nodes[0].first, nodes[0].count), (2, 1));
        let question = Question::Node { node: 2, most: 3 };
        let Answer::Node(node) = held.answer(&question) else {
            panic!("no node")
        };
        let labels: Vec<_> = node.rows.iter().map(|row| &*row.label).collect();
        assert_eq!(labels, ["web-2", "web-62", "web-122"]);
        assert_eq!(node.hidden, 1);
        assert_eq!(groups(59, 7).len(), 1);
        assert_eq!(groups(1000, 1), []);
    }

    #[test]
    fn events_and_pulls_come_in_pieces() {
        let held = SimulationRun::run(&scenario(), Lane::Serial, |_| {});
        let RunAnswer::Events(events) = RunQuestion::Events(1e9).answer(&held.trace) else {
            panic!("no events")
        };
        assert_eq!((events.rows.len(), events.passed), (AROUND, events.all));
        let RunAnswer::Pulls(pulls) = RunQuestion::Pulls(PULLS_IN_PIECE).answer(&held.trace) else {
            panic!("no pulls")
        };
        assert_eq!(pulls.len(), PULLS_IN_PIECE);
    }

    #[test]
    fn what_is_told_is_read_again() {
        let scenario = serde_json::to_string(&scenario()).expect("JSON");
        let held = SimulationRun::from_text(&scenario, 1, |_| {}).expect("a run");
        let outcome: Outcome = serde_json::from_str(&held.outcome_text()).expect("an outcome");
        assert_eq!(outcome, held.outcome());
        for question in [
            RunQuestion::Moment(5000.0),
            RunQuestion::Events(0.0),
            RunQuestion::Pulls(0),
        ] {
            let question = Question::Run(question);
            let text = serde_json::to_string(&question).expect("JSON");
            let answer = held.answer_text(&text).expect("an answer");
            let answer: Answer = serde_json::from_str(&answer).expect("an answer");
            assert_eq!(answer, held.answer(&question));
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_all_languages() {
        let mut scenario = scenario();
        scenario.nodes[0].bandwidth = Some(0.0);
        let held = SimulationRun::run(&scenario, Lane::Serial, |_| {});
        let Outcome::Refused(problems) = held.outcome() else {
            panic!("it runs")
        };
        assert_eq!(problems.len(), 1);
        let [english, korean] = &problems[0];
        assert!(english.contains("nodes[0].bandwidth"), "{english}");
        assert!(
            korean.contains("nodes[0].bandwidth") && korean != english,
            "{korean}"
        );
    }
}
