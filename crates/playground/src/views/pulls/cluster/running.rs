//! A large scenario that runs: how far it is, and what becomes of it.

use std::{cell::RefCell, rc::Rc};

use imagepull::simulate::scenario::Scenario;
use yew::prelude::*;

use super::{
    super::runs::Results,
    session::{Cluster, Session, WorkerEvent},
};
use crate::{hooks::use_language, text};

/// What has become of a large scenario.
#[derive(Clone, PartialEq)]
pub enum Large {
    /// There is none.
    None,
    /// It runs.
    Running,
    /// A person has stopped it.
    Stopped,
    /// It is there.
    Done(Cluster),
    /// What is wrong with it, each in all languages.
    Refused(Vec<[String; 2]>),
    /// A worker went wrong.
    Failed(String),
}

/// A large scenario, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct LargeRuns {
    /// What has become of it.
    pub is: Large,
    progress: ProgressPlace,
    /// Stops it.
    stop: Callback<()>,
    /// Runs it again.
    again: Callback<()>,
}

/// Where the pods that have started, and all pods, are told. It alone is drawn again for that, and
/// not the view.
#[derive(Clone, Default)]
struct ProgressPlace(Rc<RefCell<Option<OnProgress>>>);

/// Is called with pods that have started, and all pods.
type OnProgress = Callback<(f64, f64)>;

impl PartialEq for ProgressPlace {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl ProgressPlace {
    fn tell(&self, started: f64, pods: f64) {
        let place = self.0.borrow().clone();
        if let Some(place) = place {
            place.emit((started, pods));
        }
    }
}

thread_local! {
    /// What the last large scenario came to, for those who ask for it without the view.
    static LAST: RefCell<Option<Results>> = const { RefCell::new(None) };
}

/// What a large scenario has come to, where the view has run it last.
pub fn results_of(scenario: &Scenario) -> Option<Results> {
    let last = LAST.with_borrow(Clone::clone);
    last.filter(|last| *last.scenario == *scenario)
}

/// Runs a large scenario in workers; `None` runs nothing. Another scenario stops the one before.
#[hook]
pub fn use_large_runs(scenario: Option<&Rc<Scenario>>) -> LargeRuns {
    let session = use_memo((), |()| Session::default());
    let is = use_state_eq(|| Large::None);
    let progress = use_memo((), |()| ProgressPlace::default());
    let tries = use_state_eq(|| 0);
    {
        let (session, is, progress) = (session.clone(), is.clone(), progress.clone());
        use_effect_with((scenario.cloned(), *tries), move |(scenario, _)| {
            let Some(scenario) = scenario else {
                // What the workers hold is of no use any more, and large.
                session.end();
                return is.set(Large::None);
            };
            is.set(Large::Running);
            progress.tell(0.0, 0.0);
            let tell = Callback::from(move |news| match news {
                WorkerEvent::Progress(started, pods) => progress.tell(started, pods),
                WorkerEvent::Done(cluster) => {
                    LAST.set(Some(cluster.results.clone()));
                    is.set(Large::Done(cluster));
                }
                WorkerEvent::Refused(problems) => is.set(Large::Refused(problems)),
                WorkerEvent::Failed(error) => is.set(Large::Failed(error)),
            });
            session.run(scenario.clone(), tell);
        });
    }
    {
        let session = session.clone();
        use_effect_with((), move |()| move || session.end());
    }
    let stop = {
        let (session, is) = (session.clone(), is.clone());
        Callback::from(move |()| {
            session.stop();
            is.set(Large::Stopped);
        })
    };
    let again = Callback::from(move |()| tries.set(*tries + 1));
    LargeRuns {
        is: (*is).clone(),
        progress: (*progress).clone(),
        stop,
        again,
    }
}

/// Properties of [`Progress`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The scenario.
    pub runs: LargeRuns,
    /// Whether another scenario is drawn meanwhile.
    pub is_drawn: bool,
}

/// How far the runs are, or why there are none.
#[component]
pub fn Progress(props: &Props) -> Html {
    use_language();
    let runs = &props.runs;
    let progress = use_state_eq(|| (0.0, 0.0));
    {
        let progress = progress.clone();
        use_effect_with(runs.progress.clone(), move |place| {
            place
                .0
                .replace(Some(Callback::from(move |now| progress.set(now))));
            let place = place.clone();
            move || {
                place.0.take();
            }
        });
    }
    let press = |act: &Callback<()>| act.reform(|_: MouseEvent| ());
    let again = || html! { <button type="button" class="small" onclick={press(&runs.again)}>{ text::pulls_large_again() }</button> };
    let kept = props.is_drawn.then(text::pulls_wrong_kept);
    match &runs.is {
        Large::Running => {
            let (started, pods) = *progress;
            let label = if pods > 0.0 {
                text::pulls_large_progress(text::grouped(started), text::grouped(pods))
            } else {
                text::pulls_large_begins().to_owned()
            };
            let share = if pods > 0.0 { started / pods } else { 0.0 };
            html! {
                <div class="large-run">
                    // What changes ten times a second is not read out each time.
                    <p class="visually-hidden" role="status">{ text::pulls_large_runs() }</p>
                    <p>
                        <progress max="1" value={share.to_string()} aria-label={text::pulls_large_share()} />
                        <span>{ label }</span>
                        <button type="button" class="small" onclick={press(&runs.stop)}>{ text::pulls_large_stop() }</button>
                    </p>
                    { for kept.map(|kept| html! { <p class="soft">{ kept }</p> }) }
                </div>
            }
        }
        Large::Stopped => html! {
            <div class="large-run" role="status">
                <p>{ text::pulls_large_stopped() }{ " " }{ again() }</p>
                { for kept.map(|kept| html! { <p class="soft">{ kept }</p> }) }
            </div>
        },
        Large::Failed(error) => html! {
            <div class="large-run wrong-scenario" role="alert">
                <p>{ text::pulls_large_failed(error) }{ " " }{ again() }</p>
                { for kept.map(|kept| html! { <p class="soft">{ kept }</p> }) }
            </div>
        },
        Large::None | Large::Done(_) | Large::Refused(_) => Html::default(),
    }
}
