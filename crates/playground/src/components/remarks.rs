//! What is wrong with a name or easily misread, and the changes that repair it.

use imagepull::{
    diagnostic::{Diagnostic, Fix, Severity},
    image::ImageReport,
    policy::explain_default_pull_policy,
};
use yew::prelude::*;

use crate::{
    components::rich::rich,
    state::{Action, State},
    text,
};

/// The diagnostics of the name and of its default policy, the error first.
pub fn remarks(report: &ImageReport, state: &UseReducerHandle<State>) -> Html {
    let of_policy = explain_default_pull_policy(&report.input).diagnostics;
    let all: Vec<&Diagnostic> = report.diagnostics.iter().chain(&of_policy).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="remarks" aria-label={text::name_remarks()}>
            { for all.into_iter().map(|diagnostic| remark(diagnostic, state)) }
        </ul>
    }
}

fn remark(diagnostic: &Diagnostic, state: &UseReducerHandle<State>) -> Html {
    let class = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    html! {
        <li {class}>
            <p>{ rich(&diagnostic.message) }</p>
            <p class="soft">
                { for diagnostic.help.iter().map(|help| html! { <>{ rich(help) }{ " " }</> }) }
                { for diagnostic.docs.iter().map(|docs| html! { <a href={*docs}>{ text::name_source() }</a> }) }
                { " " }<code>{ diagnostic.code }</code>
            </p>
            if !diagnostic.fixes.is_empty() {
                <ul class="fixes">{ for diagnostic.fixes.iter().map(|fix| button(fix, state)) }</ul>
            }
        </li>
    }
}

fn button(fix: &Fix, state: &UseReducerHandle<State>) -> Html {
    let onclick = {
        let state = state.clone();
        let replacement = fix.replacement.clone();
        Callback::from(move |_| state.dispatch(Action::EditImage(replacement.clone())))
    };
    html! {
        <li>
            <button class="fix" {onclick}>
                { format!("{}: ", fix.title) }<code>{ &fix.replacement }</code>
            </button>
        </li>
    }
}
