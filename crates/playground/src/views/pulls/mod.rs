//! The Pulls view: one scenario, run with serial pulls, with some side by side
//! and without a limit, on one clock.
//!
//! | file | what it is |
//! | --- | --- |
//! | `presets` | the examples, as data |
//! | `runs` | a scenario run in the three lanes |
//! | `segments`, `moment` | traces as bars and moments: pure |
//! | `tokens` | the token bucket of the kubelet |
//! | `facts` | what the comparison has to know of a run |
//! | `compare`, `bottleneck`, `sentence` | what the runs say |
//! | `player`, `controls` | the clock, its buttons and keys |
//! | `stage`, `lane`, `feed`, `tables` | the drawing, the events, the figures |
//! | `sure` | how near the simulation is to real nodes |
//! | `config` | the KubeletConfiguration as YAML |
//! | `editor` | the scenario as a form and as JSON |
//! | `files` | scenarios and configurations from and to files |
//! | `figure` | the drawing as an SVG document |
//! | `export` | what the view gives to other pages |

use std::rc::Rc;

use imagepull::{diagnostic::Diagnostic, releases::Release, simulate::scenario::Scenario};
use yew::prelude::*;

use super::Props;
use crate::{
    address::{Address, packed, packed::Unreadable},
    components::{example::examples, file_input::allow_drop, rich::rich},
    drawing::{figures, scale},
    hooks::use_language,
    text,
};
use config::{Config, FileText};
use editor::Editor;
use files::{Files, Opened, use_opener};
use presets::{PRESETS, Preset};
use runs::{MOST_CONTAINERS, MOST_PULLS, Runs, SharedRuns, containers};
use stage::Stage;
use tables::{Comparison, EachPull};

mod bottleneck;
mod compare;
mod config;
mod controls;
mod editor;
mod export;
mod facts;
mod feed;
mod figure;
mod files;
mod lane;
mod moment;
mod patterns;
mod player;
mod presets;
mod runs;
mod segments;
mod sentence;
mod stage;
mod sure;
mod tables;
mod tokens;

/// The view: the answer, the runs, the figures and the scenario.
#[component]
pub fn PullsView(props: &Props) -> Html {
    use_language();
    let address = &props.address;
    let preset = Preset::named_or_first(&address.preset);
    let own = use_memo(address.scenario.clone(), |packed| own_scenario(packed));
    let scenario = use_memo((own.clone(), preset.offer.slug), |(own, _)| match &**own {
        Ok(Some(own)) => own.clone(),
        _ => preset.scenario(),
    });
    let release = address.kubernetes;
    let tried = use_memo((scenario.clone(), release), |(scenario, release)| {
        run(scenario, *release)
    });
    // What was drawn last stays while the scenario is wrong.
    let shown = use_mut_ref(|| None::<SharedRuns>);
    if let Ok(runs) = &*tried {
        shown.replace(Some(runs.clone()));
    }
    let shown = shown.borrow().clone();
    let edit = {
        let (address, change) = (address.clone(), props.change.clone());
        Callback::from(move |scenario: Scenario| {
            change.emit(Address {
                scenario: packed::pack(&scenario),
                ..address.clone()
            });
        })
    };
    let config_file = use_state(|| None::<FileText>);
    let opener = use_opener(release, open_file(props, &config_file));
    html! {
        <div ondragover={allow_drop()} ondrop={opener.drop()}>
            <h2 class="visually-hidden">{ text::pulls_title() }</h2>
            if !address.preset.is_empty() && Preset::named(&address.preset).is_none() {
                <p class="soft" role="status">{ text::pulls_preset_unknown(&address.preset) }</p>
            }
            if let Err(unreadable) = &*own { <p class="notice" role="alert">{ link_problem(unreadable) }</p> }
            if let Ok(runs) = &*tried { { answer(runs) } }
            { chooser(props, preset, matches!(*own, Ok(Some(_)))) }
            <Files {opener} address={address.clone()} />
            <Config scenario={scenario.clone()} {release} change={edit.clone()} opened={(*config_file).clone()} />
            <Editor scenario={scenario.clone()} change={edit} />
            if let Err(problems) = &*tried { { wrong(problems, shown.is_some()) } }
            if let Some(runs) = shown {
                <Stage runs={runs.clone()} />
                <Comparison results={runs.results.clone()} />
                <EachPull {runs} />
                { sure::sure() }
            }
        </div>
    }
}

/// Shows what a file holds: a scenario in place of the one that is shown, a configuration in its
/// field.
fn open_file(props: &Props, config_file: &UseStateHandle<Option<FileText>>) -> Callback<Opened> {
    let (address, change) = (props.address.clone(), props.change.clone());
    let config_file = config_file.clone();
    Callback::from(move |opened| match opened {
        Opened::Scenario(scenario, release) => change.emit(Address {
            preset: String::new(),
            scenario: packed::pack(&scenario),
            kubernetes: release.unwrap_or(address.kubernetes),
            ..address.clone()
        }),
        Opened::Config(text) => config_file.set(Some(FileText(text.into()))),
    })
}

/// The scenario that stands in the address, if one does.
fn own_scenario(packed: &str) -> Result<Option<Scenario>, Unreadable> {
    if packed.is_empty() {
        return Ok(None);
    }
    packed::unpack(packed).map(Some)
}

fn link_problem(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Newer(version) => text::link_newer(version),
        Unreadable::Broken => text::link_broken().to_owned(),
    }
}

/// What is wrong with a scenario.
enum Wrong {
    /// The core refuses it.
    Refused(Diagnostic),
    /// It has so many containers and nodes, more than are run at every key.
    Large(f64),
    /// So many pulls happen in a run, more than are drawn.
    Long(usize),
}

/// The runs of a scenario, or what is wrong with it.
fn run(scenario: &Scenario, release: Release) -> Result<SharedRuns, Vec<Wrong>> {
    let count = containers(scenario);
    if count > MOST_CONTAINERS {
        return Err(vec![Wrong::Large(count)]);
    }
    let runs = Runs::of(&of_release(scenario, release));
    let errors = runs.errors();
    if !errors.is_empty() {
        let errors = errors.into_iter();
        return Err(errors
            .map(|error| Wrong::Refused(error.diagnostic.clone()))
            .collect());
    }
    let pulls = runs.most_pulls();
    if pulls > MOST_PULLS {
        return Err(vec![Wrong::Long(pulls)]);
    }
    Ok(SharedRuns(Rc::new(runs)))
}

impl Wrong {
    fn said(&self) -> String {
        match self {
            Self::Refused(diagnostic) => {
                let help = diagnostic.help.as_ref().map(text::said);
                let message = text::said(&diagnostic.message);
                format!("{message}. {}", help.unwrap_or_default())
            }
            Self::Large(count) => text::pulls_wrong_large(count, MOST_CONTAINERS),
            Self::Long(pulls) => text::pulls_wrong_long(pulls, MOST_PULLS),
        }
    }
}

/// The scenario with the release that the page is set to.
fn of_release(scenario: &Scenario, release: Release) -> Scenario {
    Scenario {
        kubernetes: Some(release.to_string()),
        ..scenario.clone()
    }
}

fn answer(runs: &Runs) -> Html {
    let sentences = sentence::sentences(&runs.results).join(" ");
    html! { <p class="answer" role="status">{ rich(&sentences) }</p> }
}

fn wrong(problems: &[Wrong], is_drawn: bool) -> Html {
    html! {
        <div class="wrong-scenario" role="alert">
            <p>{ text::pulls_wrong_title() }</p>
            <ul>{ for problems.iter().map(|problem| html! { <li>{ problem.said() }</li> }) }</ul>
            if is_drawn { <p>{ text::pulls_wrong_kept() }</p> }
        </div>
    }
}

/// The examples, and what to look at in the one that is open.
fn chooser(props: &Props, preset: &'static Preset, is_edited: bool) -> Html {
    let offers = PRESETS.iter().map(|preset| preset.offer);
    let own = own_title(&props.address, preset);
    let chosen = if is_edited { "" } else { preset.offer.slug };
    examples(offers, chosen, own.as_str(), props.open_example())
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
