//! The Diagnose view, `#/back-off`: what pasted events say about the cause first, then when a pod that cannot
//! pull tries again and what it shows meanwhile.
//!
//! | file | what it is |
//! | --- | --- |
//! | `settings` | when it is fixed, how long a pull takes, who shares the back-off |
//! | `sentence` | the answer in words |
//! | `rows`, `drawing` | states, pulls, waits and bounds on one axis of time |
//! | `figure` | the same as an SVG document |
//! | `tables` | the pulls in figures, the events in order |
//! | `cards` | what a person sees at one moment, what to do instead of waiting, the rules |
//! | `export` | what the view gives to other pages |
//! | `pasted` | the field for a text, which pulls fail by it, and the one that is chosen |
//! | `marked_field` | the field with the evidence marked in it |
//! | `cause` | a cause, its commands and its evidence |
//! | `own_timeline` | the pulls so far by the text, and the window of the next |
//! | `related` | links into other views with what was read |

use std::mem;

use imagepull::kubelet::timeline::{BackOffReport, BackOffRequest, back_off_timeline};
use yew::prelude::*;

use crate::{
    address::{Address, View, back_off::BackOffChoice},
    components::{
        example::examples,
        image_field::{ImageField, shown_image, too_long},
        rich::rich,
    },
    drafts::Drafts,
    hooks::{brought::use_brought, use_draft, use_language},
    presets::{self, back_off::PRESETS},
    state::Props,
    text,
};

mod cards;
mod cause;
mod drawing;
mod export;
mod figure;
mod marked_field;
mod own_timeline;
mod pasted;
mod related;
mod rows;
mod sentence;
mod settings;
mod tables;

use sentence::{Sentence, sentence};

/// How long a pod that is never fixed is followed, in ms.
const NEVER_FIXED_MS: f64 = 1_200_000.0;

/// A pull after the fix begins at most so long after it, in ms: 300 s of back-off and a sync.
const MAX_WAIT_MS: f64 = 320_000.0;

/// The view: the pasted events and what they say; a timeline for no pod in particular where nothing is pasted.
#[component]
pub fn BackOffView(props: &Props) -> Html {
    use_language();
    let pasted = use_draft(
        |drafts| drafts.events.clone(),
        |drafts, text| drafts.events = text,
    );
    let preset = AttrValue::from(props.address().back_off.preset.clone());
    let events = presets::back_off::events_of(&preset);
    let follow =
        props.change(|state, preset: AttrValue| follow_example(&mut state.drafts, &preset));
    use_effect_with(preset.clone(), move |preset| follow.emit(preset.clone()));
    use_brought(props, View::BackOff, {
        let pasted = pasted.clone();
        Callback::from(move |text| pasted.set(text))
    });
    let onchange = props.change(|state, text: String| {
        let choice = &mut state.address.back_off;
        // What is typed is no example any more.
        if !presets::back_off::events_of(&choice.preset).is_empty() {
            choice.preset = String::new();
        }
        state.drafts.events = text.into();
    });
    // An example of the timeline is what somebody wants to see now.
    let is_alone = pasted.trim().is_empty() || (!preset.is_empty() && events.is_empty());
    let too_long = too_long(shown_image(props.address()));
    html! {
        <>
            <h1 class="visually-hidden">{ text::back_off_title() }</h1>
            <pasted::Pasted page={props.clone()} {preset} pasted={(*pasted).clone()} {onchange} />
            <details class="alone" open={is_alone}>
                <summary><h2>{ text::back_off_alone() }</h2></summary>
                <ImageField ..props.clone() />
                if let Some(said) = too_long { { said } } else { <Answer ..props.clone() /> }
            </details>
        </>
    }
}

/// Shows the text of an example; the text whose place it takes comes back with the address without it.
fn follow_example(drafts: &mut Drafts, preset: &str) {
    let is_example = presets::back_off::is_example(&drafts.events);
    let events = presets::back_off::events_of(preset);
    if !events.is_empty() {
        let before = mem::replace(&mut drafts.events, events.into());
        if !is_example {
            drafts.last_custom_events = before;
        }
    } else if is_example {
        drafts.events = mem::take(&mut drafts.last_custom_events);
    }
}

/// The settings and the answer.
#[component]
fn Answer(props: &Props) -> Html {
    use_language();
    let address = props.address();
    let report = use_memo(address.clone(), |address| {
        back_off_timeline(&request(address))
    });
    let offers = PRESETS.iter().map(|preset| preset.offer);
    let choice = &address.back_off;
    let fixed_ms = choice.fixed_ms();
    let Sentence { answer, details } = sentence(&report, fixed_ms);
    html! {
        <>
            { settings::settings(props) }
            <p class="answer" role="status">{ rich(answer) }</p>
            <p class="soft besides">{ rich(details) }</p>
            { examples(offers, &choice.preset, text::example_own(), props.open_example()) }
            if !report.attempts.is_empty() { { drawing::drawing(&report, fixed_ms) } }
            { cards::cards(&report, fixed_ms) }
            { tables::attempts(&report) }
            { tables::events(&report) }
        </>
    }
}

/// A callback that changes what is chosen.
fn change<V: 'static>(
    props: &Props,
    change: impl Fn(&mut BackOffChoice, V) + 'static,
) -> Callback<V> {
    props.edit(move |address, value| {
        let mut choice = address.back_off.clone();
        change(&mut choice, value);
        address.with_back_off(choice)
    })
}

fn request(address: &Address) -> BackOffRequest {
    let choice = &address.back_off;
    let pull_ms = f64::from(choice.pull_ms);
    let fixed_at_ms = choice.fixed_ms();
    let until_ms = fixed_at_ms.map_or(NEVER_FIXED_MS, |fixed_ms| {
        // The pulls under way and those after the fix end before this, too.
        fixed_ms + MAX_WAIT_MS + f64::from(choice.containers + 1) * pull_ms
    });
    BackOffRequest {
        image: Some(shown_image(address).to_owned()),
        seed: Some(choice.seed.into()),
        until_ms,
        pull_ms: Some(pull_ms),
        fixed_at_ms,
        shared_by: Some(choice.containers.into()),
        kubernetes: Some(address.kubernetes.to_string()),
        ..BackOffRequest::default()
    }
}

/// Where the time axis ends, in ms: a little after the pod runs, else where the run ends.
fn end_ms(report: &BackOffReport) -> f64 {
    let Some(after) = report.after_fix else {
        return NEVER_FIXED_MS;
    };
    let states = report.states.iter().filter_map(|states| states.last());
    let last_ms = states.map(|shown| shown.from_ms).fold(0.0, f64::max);
    (last_ms.max(after.latest_ms) * 1.04).max(1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_ones_own_comes_back_after_examples() {
        let mut drafts = Drafts {
            events: "mine".into(),
            ..Drafts::default()
        };
        let shown = ["events-not-found", "events-probe", "events-probe", ""].map(|preset| {
            follow_example(&mut drafts, preset);
            presets::back_off::is_example(&drafts.events)
        });
        assert_eq!(shown, [true, true, true, false]);
        assert_eq!(drafts.events, "mine");
    }

    #[test]
    fn every_example_runs() {
        for preset in &PRESETS {
            let mut address = Address::default();
            assert!(presets::back_off::open(preset.offer.slug, &mut address));
            let report = back_off_timeline(&request(&address));
            assert_eq!(report.diagnostics, [], "{}", preset.offer.slug);
        }
    }

    #[test]
    fn all_that_can_be_chosen_runs_until_the_pod_does() {
        for (fixed_s, pull_ms, containers) in [(0, 0, 1), (3600, 3_600_000, 20), (600, 2000, 3)] {
            let address = Address::default().with_back_off(BackOffChoice {
                fixed_s: Some(fixed_s),
                pull_ms,
                containers,
                ..BackOffChoice::default()
            });
            let report = back_off_timeline(&request(&address));
            assert_eq!(report.diagnostics, []);
            for states in &report.states {
                assert_eq!(
                    states.last().map(|it| it.state),
                    Some("running"),
                    "{fixed_s} {pull_ms}"
                );
            }
        }
    }
}
