//! The runs that are drawn, whether the page or workers hold them, and what is asked about them.

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    cluster::session::Cluster,
    query::{Answer, Question, RunAnswer, RunQuestion},
    runs::{Results, SharedRuns},
};

/// What is drawn.
#[derive(Clone, PartialEq)]
pub enum Shown {
    /// Runs that the page holds.
    Runs(SharedRuns),
    /// Runs that workers hold.
    Cluster(Cluster),
}

impl Shown {
    /// What they come to.
    pub fn results(&self) -> &Results {
        match self {
            Self::Runs(runs) => &runs.results,
            Self::Cluster(cluster) => &cluster.results,
        }
    }

    /// How many pulls the run of a lane has.
    pub fn pulls(&self, lane: Lane) -> usize {
        match self {
            Self::Runs(runs) => runs.trace(lane).pulls.len(),
            Self::Cluster(cluster) => cluster.overview(lane).pulls,
        }
    }
}

/// The answer about the run of a lane. That of a worker comes later: until then the one before stays.
#[hook]
pub fn use_answer(shown: &Shown, lane: Lane, question: Option<RunQuestion>) -> Option<RunAnswer> {
    let asked = (shown.clone(), lane, question);
    let at_once = use_memo(asked.clone(), |(shown, lane, question)| match shown {
        Shown::Runs(runs) => Some(question.as_ref()?.answer(runs.trace(*lane))),
        Shown::Cluster(_) => None,
    });
    let later = use_state_eq(|| None::<RunAnswer>);
    {
        let later = later.clone();
        use_effect_with(asked, move |(shown, lane, question)| {
            let (Shown::Cluster(cluster), Some(question)) = (shown, question) else {
                return;
            };
            let answered = Callback::from(move |answer| {
                if let Answer::Run(answer) = answer {
                    later.set(Some(answer));
                }
            });
            cluster.ask(*lane, &Question::Run(*question), answered);
        });
    }
    (*at_once).clone().or_else(|| (*later).clone())
}
