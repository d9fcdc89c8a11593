//! What the link that was opened holds and could not be used, and what no link can hold.

use yew::prelude::*;

use crate::{
    address::{Problem, length::Length},
    hooks::use_language,
    state::{Action, Props},
    text,
};

/// Problems of a link that are named.
const MAX_NAMED: usize = 8;

/// The notices below the header.
#[component]
pub fn Problems(props: &Props) -> Html {
    use_language();
    let fits = Length::new(&props.state.address.to_string()) != Length::TooLong;
    html! {
        <>
            { link_problems(props) }
            if !fits { <p class="notice" role="status">{ text::problem_no_link() }</p> }
        </>
    }
}

/// What the link that was opened holds and could not be used, until that is dismissed.
fn link_problems(props: &Props) -> Html {
    let problems = &props.state.problems;
    if problems.is_empty() {
        return Html::default();
    }
    let dismiss = {
        let state = props.state.clone();
        Callback::from(move |_| state.dispatch(Action::DismissProblems))
    };
    html! {
        <div class="notice" role="alert">
            <ul>
                { for problems.iter().take(MAX_NAMED).map(|problem| html! { <li>{ message(problem) }</li> }) }
                if problems.len() > MAX_NAMED { <li>{ text::problem_more(text::grouped(problems.len() - MAX_NAMED)) }</li> }
            </ul>
            <button class="small" onclick={dismiss}>{ text::problem_dismiss() }</button>
        </div>
    }
}

fn message(problem: &Problem) -> String {
    match problem {
        Problem::UnknownView(view) => text::problem_view(view),
        Problem::UnknownRelease(release) => text::problem_release(release),
        Problem::UnknownContainerd(release) => text::problem_containerd(release),
        Problem::UnknownPreset(preset) => text::problem_preset(preset),
        Problem::Unusable { key, value } => text::problem_value(key, value),
        Problem::TooLong => text::problem_long().to_owned(),
    }
}
