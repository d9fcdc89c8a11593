//! The Pulls view: one scenario, run with serial pulls, with some side by side
//! and without a limit, on one clock.
//!
//! | file | what it is |
//! | --- | --- |
//! | `presets` | the examples, as data |
//! | `runs` | a scenario run in the three lanes |
//! | `bars` | the phases of a pull as they are drawn |
//! | `sentence` | what the runs say, put into words; what follows from them says `imagepull::simulate::analysis` |
//! | `caption` | what happens at a moment, and what a part of a bar is |
//! | `parts` | the bars as something to point at |
//! | `predict` | a guess before the runs are shown |
//! | `shared_limit` | what many nodes share |
//! | `player`, `controls` | the clock, its buttons and keys |
//! | `shown`, `query` | the runs that are drawn, and what is asked of them in the page or in a worker |
//! | `stage`, `lane`, `rows`, `feed`, `tables`, `each_pull`, `table_rows` | the drawing, the events, the figures |
//! | `number` | which number to set: a curve over the numbers |
//! | `accuracy` | how near the simulation is to real nodes |
//! | `cluster` | scenarios of many nodes: run in workers, drawn with fewer details |
//! | `config` | the KubeletConfiguration as YAML |
//! | `editor` | the scenario as a form and as JSON |
//! | `files` | scenarios and configurations from and to files |
//! | `figure` | the drawing as an SVG document |
//! | `export` | what the view gives to other pages |

use std::rc::Rc;

use imagepull::{
    diagnostic::Diagnostic,
    releases::Release,
    simulate::{analysis::containers, scenario::Scenario},
    words::{IntoParts, Parts},
};
use yew::prelude::*;

use crate::{
    address::{Address, View, packed, packed::Unreadable},
    components::{
        example::{self, Offer},
        fields::switch,
        file_input::allow_drop,
        rich::rich,
        verbatim::verbatim,
        why::why,
    },
    drawing::{figures, scale},
    hooks::{brought::use_brought, use_judging, use_language},
    state::{Action, Props},
    text,
};
use cluster::running::{Large, Progress, use_large_runs};
use config::{Config, FileText};
use each_pull::EachPull;
use editor::{Edit, Editor};
use files::{Files, Opened, use_opener};
use number::Number;
use player::Clock;
use predict::Ask;
use presets::{PRESETS, Preset};
use runs::{MAX_PULLS, Results, Runs, SharedRuns};
use shared_limit::shared_limit;
use shown::Shown;
use stage::Stage;
use tables::Comparison;

mod accuracy;
mod bars;
mod caption;
#[cfg(test)]
mod claims;
pub mod cluster;
mod config;
mod controls;
mod each_pull;
mod editor;
mod export;
mod feed;
mod figure;
mod files;
mod lane;
pub mod number;
mod parts;
mod patterns;
mod player;
mod predict;
mod presets;
pub mod query;
mod rows;
mod runs;
mod sentence;
mod shared_limit;
mod shown;
mod stage;
mod table_rows;
mod tables;

pub use config::ConfigDraft;

/// The view: the answer, the runs, the figures and the scenario.
#[component]
pub fn PullsView(props: &Props) -> Html {
    use_language();
    let address = props.address();
    use_judging(
        props,
        &address.scenario,
        packed::may_share_packed_scenario,
        |address, scenario| address.scenario = scenario,
    );
    let preset = Preset::named_or_first(&address.preset);
    let own = use_memo(address.scenario.clone(), |packed| own_scenario(packed));
    let scenario = use_memo((own.clone(), preset.offer.slug), |(own, _)| match &**own {
        Ok(Some(own)) => own.clone(),
        _ => preset.scenario(),
    });
    let release = address.kubernetes;
    let tried = use_memo((scenario.clone(), release), |(scenario, release)| {
        try_out(scenario, *release)
    });
    let large = use_large_runs(tried.large());
    // What was drawn last stays while the scenario is wrong or runs.
    let shown = use_mut_ref(|| None::<Shown>);
    let answered = Shown::new(&tried, &large.is);
    if answered.is_some() {
        shown.replace(answered.clone());
    }
    let shown = shown.borrow().clone();
    let problems = problems(&tried, &large.is);
    let edit = props.change(|state, edit: Edit| {
        let mut scenario = scenario_of(&state.address);
        edit.apply(&mut scenario);
        state.address.scenario = packed::pack(&scenario);
    });
    let is_edited = matches!(*own, Ok(Some(_)));
    let chosen = if is_edited { "" } else { preset.offer.slug };
    let clock = use_clock(props);
    let guess = use_guess(&scenario);
    let is_asked = address.pulls.predict && guess.ms.is_none();
    let asks = |shown: &Shown| is_asked && shown.results().prediction.is_some();
    // A guess is one of the scenario that is asked for, not of the one before.
    let shown = if is_asked { answered.clone() } else { shown };
    let config_file = use_state(|| None::<FileText>);
    use_brought(props, View::Pulls, open_text(props, &config_file));
    let opener = use_opener(release, open_file(props, &config_file));
    html! {
        <div class="pulls" ondragover={allow_drop()} ondrop={opener.drop()}>
            <h1 class="visually-hidden">{ text::pulls_title() }</h1>
            if !address.preset.is_empty() && Preset::named(&address.preset).is_none() {
                <p class="soft" role="status">{ text::pulls_preset_unknown(&address.preset) }</p>
            }
            if let Err(unreadable) = &*own { <p class="notice" role="alert">{ link_problem(unreadable) }</p> }
            { for answered.filter(|shown| !asks(shown)).map(|shown| answer(shown.results(), guess.ms)) }
            <Progress runs={large} is_drawn={shown.is_some()} />
            <div class="toolbar">
                { example::list(offers(), chosen, own_title(address, preset).as_str(), props.open_example()) }
                { predict_switch(props, &guess) }
                <Files {opener} address={address.clone()} />
            </div>
            <div class="editors">
                <Editor scenario={scenario.clone()} change={edit.clone()} />
                <Config scenario={scenario.clone()} {release} change={edit.clone()} opened={(*config_file).clone()} />
            </div>
            { shared_limit(&scenario, &edit) }
            <div class="drawn">
                if !problems.is_empty() { { wrong(&problems, shown.is_some()) } }
                { for shown.map(|shown| if asks(&shown) {
                    html! { <Ask results={shown.results().clone()} guessed={guess.set.clone()} /> }
                } else {
                    drawn(shown, example::look(offers(), chosen), &edit, &Watched { clock, guess_ms: guess.ms })
                }) }
            </div>
        </div>
    }
}

/// Shows what a file holds: a scenario in place of the one that is shown, a configuration in its
/// field.
fn open_file(props: &Props, config_file: &UseStateHandle<Option<FileText>>) -> Callback<Opened> {
    let config_file = config_file.clone();
    props.change(move |state, opened| match opened {
        Opened::Scenario(scenario, release) => {
            state.address.preset.clear();
            state.address.scenario = packed::pack(&scenario);
            state.address.kubernetes = release.unwrap_or(state.address.kubernetes);
        }
        Opened::Config(text) => config_file.set(Some(FileText(text.into()))),
    })
}

/// Shows a text that was recognised elsewhere: a scenario or a KubeletConfiguration.
fn open_text(props: &Props, config_file: &UseStateHandle<Option<FileText>>) -> Callback<AttrValue> {
    let open = open_file(props, config_file);
    Callback::from(move |text: AttrValue| {
        open.emit(match editor::read(&text) {
            Ok(scenario) => Opened::Scenario(Box::new(scenario), None),
            Err(_) => Opened::Config(text.to_string()),
        });
    })
}

/// The scenario in the address, if any.
fn own_scenario(packed: &str) -> Result<Option<Scenario>, Unreadable> {
    if packed.is_empty() {
        return Ok(None);
    }
    packed::unpack(packed).map(Some)
}

/// The scenario that the page shows: one of one's own, or else an example.
fn scenario_of(address: &Address) -> Scenario {
    match own_scenario(&address.scenario) {
        Ok(Some(own)) => own,
        _ => Preset::named_or_first(&address.preset).scenario(),
    }
}

fn link_problem(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Newer(version) => text::link_newer(version),
        Unreadable::Large => text::link_large().to_owned(),
        Unreadable::Broken => text::link_broken().to_owned(),
    }
}

/// What becomes of a scenario at first.
enum Tried {
    /// It was small, and is there.
    Here(SharedRuns),
    /// It is to be run in workers.
    Large(Rc<Scenario>),
    /// What is wrong with it.
    Wrong(Vec<Wrong>),
}

impl Tried {
    fn large(&self) -> Option<&Rc<Scenario>> {
        match self {
            Self::Large(scenario) => Some(scenario),
            Self::Here(_) | Self::Wrong(_) => None,
        }
    }
}

impl Shown {
    /// The scenario, where it has run.
    fn new(tried: &Tried, large: &Large) -> Option<Self> {
        match (tried, large) {
            (Tried::Here(runs), _) => Some(Self::Runs(runs.clone())),
            // Those of the scenario before are there for a moment longer.
            (Tried::Large(scenario), Large::Done(cluster))
                if Rc::ptr_eq(scenario, &cluster.results.scenario) =>
            {
                Some(Self::Cluster(cluster.clone()))
            }
            _ => None,
        }
    }
}

/// What is wrong with a scenario.
#[derive(Clone)]
enum Wrong {
    /// The core refuses it.
    Refused(Diagnostic),
    /// A worker said so, in all languages.
    RefusedInWorker([String; 2]),
    /// It has so many containers and nodes, and no more than that are run.
    Large(f64, f64),
    /// So many pulls happen in a run, more than are drawn.
    Long(usize),
}

/// Runs a scenario where it is small.
fn try_out(scenario: &Scenario, release: Release) -> Tried {
    let count = containers(scenario);
    if count > cluster::MAX_CONTAINERS {
        Tried::Wrong(vec![Wrong::Large(count, cluster::MAX_CONTAINERS)])
    } else if count > cluster::MAX_AT_ONCE {
        Tried::Large(Rc::new(in_release(scenario, release)))
    } else {
        run(scenario, release).map_or_else(Tried::Wrong, Tried::Here)
    }
}

fn problems(tried: &Tried, large: &Large) -> Vec<Wrong> {
    match (tried, large) {
        (Tried::Wrong(problems), _) => problems.clone(),
        (Tried::Large(_), Large::Refused(problems)) => problems
            .iter()
            .cloned()
            .map(Wrong::RefusedInWorker)
            .collect(),
        _ => Vec::new(),
    }
}

/// The runs at once of a scenario that is not too large for that, or what is wrong with it.
fn run(scenario: &Scenario, release: Release) -> Result<SharedRuns, Vec<Wrong>> {
    let runs = Runs::new(&in_release(scenario, release));
    let errors = runs.errors();
    if !errors.is_empty() {
        let errors = errors.into_iter();
        return Err(errors
            .map(|error| Wrong::Refused(error.diagnostic.clone()))
            .collect());
    }
    let pulls = runs.most_pulls();
    if pulls > MAX_PULLS {
        return Err(vec![Wrong::Long(pulls)]);
    }
    Ok(SharedRuns(Rc::new(runs)))
}

impl Wrong {
    fn said(&self) -> Parts {
        match self {
            Self::Refused(diagnostic) => {
                let mut said = text::localized(&diagnostic.message);
                said.push_text(".");
                said.extend(diagnostic.help.as_ref().map(text::localized));
                said
            }
            Self::RefusedInWorker(words) => text::from_worker(words),
            Self::Large(count, most) => {
                text::pulls_wrong_large(text::grouped(count), text::grouped(most)).into_parts()
            }
            Self::Long(pulls) => text::pulls_wrong_long(pulls, MAX_PULLS).into_parts(),
        }
    }
}

/// The scenario with the release that the page is set to.
fn in_release(scenario: &Scenario, release: Release) -> Scenario {
    Scenario {
        kubernetes: Some(release.to_string()),
        ..scenario.clone()
    }
}

/// A guess when a pod is ready, in ms, and what takes one.
struct Guess {
    ms: Option<f64>,
    set: Callback<f64>,
    forget: Callback<()>,
}

/// The guess of a scenario; another scenario is guessed again.
#[hook]
fn use_guess(scenario: &Rc<Scenario>) -> Guess {
    let guess = use_state_eq(|| None::<(Rc<Scenario>, f64)>);
    let of_this = guess.as_ref().filter(|(of, _)| Rc::ptr_eq(of, scenario));
    Guess {
        ms: of_this.map(|(_, ms)| *ms),
        set: {
            let (guess, scenario) = (guess.clone(), scenario.clone());
            Callback::from(move |ms| guess.set(Some((scenario.clone(), ms))))
        },
        forget: {
            let guess = guess.clone();
            Callback::from(move |()| guess.set(None))
        },
    }
}

/// Asks for a guess before the runs are shown, or no more.
fn predict_switch(props: &Props, guess: &Guess) -> Html {
    let forget = guess.forget.clone();
    let set = props.change(|state, predict: bool| state.address.pulls.predict = predict);
    let onchange = Callback::from(move |predict| {
        forget.emit(());
        set.emit(predict);
    });
    let is_on = props.address().pulls.predict;
    switch(text::pulls_predict_switch(), is_on, &onchange)
}

/// The clock of the link, which follows the player.
#[hook]
fn use_clock(props: &Props) -> Clock {
    let state = props.state.dispatcher();
    let on_rest = use_callback((), move |at_ms: f64, ()| {
        state.dispatch(Action::Change(Box::new(move |state| {
            state.address.pulls.set_at_ms(at_ms);
        })));
    });
    Clock {
        at_ms: props.address().pulls.at_ms(),
        on_rest,
        plays_itself: true,
    }
}

/// How the runs are looked at.
struct Watched {
    clock: Clock,
    guess_ms: Option<f64>,
}

/// What the runs say, below how near a guess was: the answer and its reason, all else behind “Why”.
fn answer(results: &Results, guess_ms: Option<f64>) -> Html {
    let answer = sentence::answer(results);
    let answer = match guess_ms.and_then(|guess_ms| predict::gap(results, guess_ms)) {
        Some((gap, reason)) => answer.below(gap, reason),
        None => answer,
    };
    let rest: Parts = answer.rest.iter().cloned().collect();
    html! {
        <div class="answer" role="status">
            <p>{ rich(&answer.headline) }</p>
            { for answer.reason.as_ref().map(|reason| html! { <p class="soft">{ rich(reason) }</p> }) }
            if !rest.is_empty() { { why(&answer.headline.without_marks(), html! { <p class="soft">{ rich(&rest) }</p> }) } }
        </div>
    }
}

/// What programs say of what goes wrong. It can be long, so it is below the drawing.
fn quotes(results: &Results) -> Html {
    let quotes = sentence::answer(results).quotes;
    quotes
        .iter()
        .map(|quote| {
            html! {
                <p class="error-text"><span class="soft">{ quote.of }{ ": " }</span>{ verbatim(&quote.words) }</p>
            }
        })
        .collect()
}

/// The drawing and all that is below it, `look` first.
fn drawn(shown: Shown, look: Html, change: &Callback<Edit>, watched: &Watched) -> Html {
    let (clock, guess_ms) = (watched.clock.clone(), watched.guess_ms);
    let results = shown.results().clone();
    let is_large = match &shown {
        Shown::Runs(runs) => runs.most_pulls() > number::MAX_AT_ONCE,
        Shown::Cluster(_) => true,
    };
    let stage = match shown.clone() {
        Shown::Runs(runs) => html! { <Stage {runs} {clock} {guess_ms} /> },
        Shown::Cluster(cluster) => {
            let clock = Clock {
                plays_itself: false,
                ..clock
            };
            html! { <cluster::stage::Stage {cluster} {clock} {guess_ms} /> }
        }
    };
    html! {
        <>
            { stage }
            { quotes(&results) }
            { look }
            <div class="beside">
                <Number scenario={results.scenario.clone()} {is_large} change={change.clone()} />
                <Comparison {results} />
            </div>
            <EachPull {shown} />
            { accuracy::sure() }
        </>
    }
}

fn wrong(problems: &[Wrong], is_drawn: bool) -> Html {
    html! {
        <div class="wrong-scenario" role="alert">
            <p>{ text::pulls_wrong_title() }</p>
            <ul>{ for problems.iter().map(|problem| html! { <li>{ rich(problem.said()) }</li> }) }</ul>
            if is_drawn { <p>{ text::pulls_wrong_kept() }</p> }
        </div>
    }
}

/// The examples as they are offered.
fn offers() -> impl Iterator<Item = Offer> + Clone {
    PRESETS.iter().map(|preset| preset.offer)
}

/// What a scenario is called that is none of the examples.
fn own_title(address: &Address, preset: &Preset) -> String {
    if address.preset.is_empty() {
        text::pulls_preset_own().to_owned()
    } else {
        text::pulls_preset_edited((preset.offer.title)())
    }
}

/// The slugs of the examples.
#[cfg(test)]
pub(crate) fn preset_slugs() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|preset| preset.offer.slug)
}
