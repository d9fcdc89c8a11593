//! What the link that was opened holds and could not be used.

use yew::prelude::*;

use super::header::Props;
use crate::{address::Problem, hooks::use_language, state::Action, text};

/// A notice below the header, until it is dismissed.
#[component]
pub fn Problems(props: &Props) -> Html {
    use_language();
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
            <ul>{ for problems.iter().map(|problem| html! { <li>{ message(problem) }</li> }) }</ul>
            <button class="small" onclick={dismiss}>{ text::problem_dismiss() }</button>
        </div>
    }
}

fn message(problem: &Problem) -> String {
    match problem {
        Problem::UnknownView(view) => text::problem_view(view),
        Problem::UnknownRelease(release) => text::problem_release(release),
        Problem::UnknownPreset(preset) => text::problem_preset(preset),
        Problem::Unusable { key, value } => text::problem_value(key, value),
        Problem::TooLong => text::problem_long().to_owned(),
    }
}
