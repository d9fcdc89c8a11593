//! The Policy view: which pull policy an image gets, what each policy does, and how long the field
//! keeps its value.
//!
//! | file | what it is |
//! | --- | --- |
//! | `decision` | what the API server stores for the image, and by which rule |
//! | `tree` | the rules as questions, with the way taken |
//! | `outcomes` | three policies against what node and registry have |
//! | `life` | create, edit, create again |
//! | `cards` | forcing a pull, Never, AlwaysPullImages, runtime classes, image volumes |
//! | `export` | what the view gives to other pages |

use imagepull::{diagnostic::Diagnostic, policy::PullPolicy};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    address::policy::PolicyChoice,
    components::{
        example::examples,
        image_field::{ImageField, edit_image, shown_image, too_long},
        remarks::remarks,
        rich::rich,
    },
    hooks::use_language,
    presets::policy::PRESETS,
    state::Props,
    text,
};
use decision::Decision;

mod cards;
mod decision;
mod export;
mod life;
mod outcomes;
mod tree;

/// The view: the image with its settings, and the answers to them.
#[component]
pub fn PolicyView(props: &Props) -> Html {
    use_language();
    let image = shown_image(props.address());
    html! {
        <>
            <h1 class="visually-hidden">{ text::policy_title() }</h1>
            <ImageField ..props.clone() />
            { settings(props) }
            { too_long(image).unwrap_or_else(|| answer(image, props)) }
        </>
    }
}

fn answer(image: &str, props: &Props) -> Html {
    let choice = &props.address().policy;
    let release = props.address().kubernetes;
    let decision = Decision::new(image, choice.written, choice.always_pull_images);
    let offers = PRESETS.iter().map(|preset| preset.offer);
    html! {
        <>
            <p class="answer" role="status">{ rich(decision.sentence(image)) }</p>
            <p class="soft besides">{ rich(decision.details(release)) }</p>
            { remarks_on(&decision, props) }
            { examples(offers, &choice.preset, text::example_own(), props.open_example()) }
            // Whoever asks about Never asks why it failed.
            if decision.policy() == PullPolicy::Never { { cards::never(image) } }
            { tree::tree(&decision) }
            { outcomes::table(image, release, decision.policy()) }
            { life::life(image, props) }
            { cards::cards(image, release, decision.policy()) }
        </>
    }
}

/// A callback that changes what is chosen.
fn change<V: 'static>(
    props: &Props,
    change: impl Fn(&mut PolicyChoice, V) + 'static,
) -> Callback<V> {
    props.edit(move |address, value| {
        let mut choice = address.policy.clone();
        change(&mut choice, value);
        address.with_policy(choice)
    })
}

/// The policy that is written, and the admission plug-in.
fn settings(props: &Props) -> Html {
    let choice = &props.address().policy;
    let write = change(props, |choice, event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        choice.written = PullPolicy::named(&select.value());
    });
    let switch = change(props, |choice, event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        choice.always_pull_images = field.checked();
    });
    html! {
        <p class="settings">
            <label>
                <code>{ "imagePullPolicy" }</code>
                <select onchange={write}>
                    <option value="" selected={choice.written.is_none()}>{ text::policy_left_out() }</option>
                    { for PullPolicy::ALL.map(|policy| html! {
                        <option value={policy.as_str()} selected={choice.written == Some(policy)}>{ policy.as_str() }</option>
                    }) }
                </select>
            </label>
            <label>
                <input type="checkbox" checked={choice.always_pull_images} onchange={switch} />
                <span>{ rich(text::policy_plugin()) }</span>
            </label>
        </p>
    }
}

fn remarks_on(decision: &Decision, props: &Props) -> Html {
    let all: Vec<&Diagnostic> = decision.diagnostics.iter().collect();
    remarks(&all, &edit_image(props))
}
