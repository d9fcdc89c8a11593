//! What is asked about a run, and the answers: at once where the page holds it, as JSON where a worker does.

use imagepull::simulate::{
    analysis::{Facts, Moment, Prediction, state_at},
    trace::Trace,
};
use serde::{Deserialize, Serialize};

use super::{
    bars::Activity,
    rows::Row,
    table_rows::{EventRow, PullRow},
};

/// Events before and after the current one.
pub const AROUND: usize = 30;

/// Rows per page.
pub const PULLS_IN_PIECE: usize = 100;

/// What a run comes to, or why it does not run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// It came to its end.
    Run(Box<Overview>),
    /// What is wrong with the scenario, each in all languages, in the order of
    /// [`Language::ALL`](imagepull::words::Language::ALL).
    Refused(Vec<[String; 2]>),
}

/// A run as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// What the comparison has to know.
    pub facts: Facts,
    /// What is worth a guess.
    pub prediction: Option<Prediction>,
    /// All pulls.
    pub pulls: usize,
    /// What the network carries, in bytes a second: means of as many stretches of the run.
    pub carried: Vec<f32>,
    /// Pulls at once: means of as many stretches of the run.
    pub active: Vec<f32>,
    /// Times at which events happen, in ms: the last of each stretch of the run.
    pub stops: Vec<f64>,
    /// All nodes, as few groups.
    pub groups: Vec<Group>,
}

/// Nodes that are in one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The place of the first node in the run.
    pub first: usize,
    /// How many nodes.
    pub count: usize,
    /// The names of the first and of the last node.
    pub names: [String; 2],
    /// Their pulls.
    pub pulls: usize,
    /// Those of them that failed.
    pub failed: usize,
    /// The end of the last pull, in ms; `None` without any that ended.
    pub last_ms: Option<f64>,
    /// Pulls that do one thing at once: means of as many stretches of the run. What no pull does is
    /// left out.
    pub activities: Vec<(Activity, Vec<f32>)>,
}

/// What is asked of any run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RunQuestion {
    /// How far the run is at a time in ms.
    Moment(f64),
    /// The events around a time in ms.
    Events(f64),
    /// A piece of the table of pulls, from a place on.
    Pulls(usize),
}

/// What is answered to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RunAnswer {
    /// To [`RunQuestion::Moment`], with all pods.
    Moment(Moment, usize),
    /// To [`RunQuestion::Events`].
    Events(Events),
    /// To [`RunQuestion::Pulls`].
    Pulls(Vec<PullRow>),
}

impl RunQuestion {
    /// The answer, wherever the run is held.
    pub fn answer(self, trace: &Trace) -> RunAnswer {
        match self {
            Self::Moment(at_ms) => RunAnswer::Moment(state_at(trace, at_ms), trace.pods.len()),
            Self::Events(at_ms) => RunAnswer::Events(events(trace, at_ms)),
            Self::Pulls(first) => {
                let pulls = trace.pulls.iter().skip(first).take(PULLS_IN_PIECE);
                RunAnswer::Pulls(pulls.map(PullRow::new).collect())
            }
        }
    }
}

fn events(trace: &Trace, at_ms: f64) -> Events {
    let events = &trace.events;
    let passed = events.partition_point(|event| event.at_ms <= at_ms);
    let before = passed.saturating_sub(AROUND);
    let end = (passed + AROUND).min(events.len());
    Events {
        rows: events[before..end].iter().map(EventRow::new).collect(),
        before,
        passed,
        all: events.len(),
    }
}

/// What is asked of a run that a worker holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What is asked of any run.
    Run(RunQuestion),
    /// The nodes from a place on, so many, as few groups.
    Groups {
        /// The place of the first.
        first: usize,
        /// How many.
        count: usize,
    },
    /// The containers of a node that pull, at most so many.
    Node {
        /// Its place.
        node: usize,
        /// The most containers.
        most: usize,
    },
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Question::Run`].
    Run(RunAnswer),
    /// To [`Question::Groups`].
    Groups(Vec<Group>),
    /// To [`Question::Node`].
    Node(NodeRows),
}

/// Containers of a node that pull.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeRows {
    /// Some of them, in order of the scenario.
    pub rows: Vec<Row>,
    /// How many others there are.
    pub hidden: usize,
}

/// Events around a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Events {
    /// Some, in order.
    pub rows: Vec<EventRow>,
    /// How many come before them.
    pub before: usize,
    /// How many of all have happened.
    pub passed: usize,
    /// How many there are.
    pub all: usize,
}
