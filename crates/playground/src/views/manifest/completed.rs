//! The text as the API server completes it, and with the fixes that can be applied together.

use imagepull::workload::edits::{Edit, apply};
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use super::{
    answer::SharedAnswer,
    difference::Difference,
    draft::Repair,
    findings::{focus_heading, safe_edits, with_safe_fixes},
};
use crate::{hooks::use_language, text};

/// Properties of [`Completed`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is in the text.
    pub answer: SharedAnswer,
}

/// What the API server fills in.
#[component]
pub fn Completed(props: &Props) -> Html {
    use_language();
    let (is_open, ontoggle) = use_open();
    let answer = &props.answer;
    let completions = answer.report.completions.iter().filter(|_| is_open);
    let edits: Vec<Edit> = completions.map(|it| it.edit.clone()).collect();
    let changed = if is_open {
        apply(&answer.text, &edits).unwrap_or_default()
    } else {
        String::new()
    };
    html! {
        <details class="manifest-more" {ontoggle}>
            <summary>{ text::manifest_completed_title() }</summary>
            if is_open {
                <p class="soft">{ text::manifest_completed_intro(answer.options.release) }</p>
                if edits.is_empty() {
                    <p>{ text::manifest_completed_nothing() }</p>
                } else {
                    <Difference
                        label={text::manifest_completed_title()}
                        text={answer.text.clone()} edits={edits.clone()} name="completed.yaml"
                        changed={AttrValue::from(changed)}
                    />
                }
            }
        </details>
    }
}

/// Properties of [`Fixed`].
#[derive(Properties, PartialEq)]
pub struct FixedProps {
    /// What is said about the text.
    pub answer: SharedAnswer,
    /// Whether the text is another one by now.
    pub is_stale: bool,
    /// Takes a repair for the text.
    pub repair: Callback<Repair>,
}

/// What the fixes make of the text that can be applied together.
#[component]
pub fn Fixed(props: &FixedProps) -> Html {
    use_language();
    let (is_open, ontoggle) = use_open();
    let answer = &props.answer;
    let apply = {
        let (answer, repair) = (answer.clone(), props.repair.clone());
        Callback::from(move |_| {
            if let Some(text) = with_safe_fixes(&answer) {
                let of = answer.text.clone();
                repair.emit(Repair { of, text });
                focus_heading();
            }
        })
    };
    let changed = is_open.then(|| with_safe_fixes(answer)).flatten();
    html! {
        <details class="manifest-more" {ontoggle}>
            <summary>{ text::manifest_fixed_title() }</summary>
            if let Some(changed) = changed.filter(|_| !answer.safe.is_empty()) {
                <Difference
                    label={text::manifest_fixed_title()}
                    text={answer.text.clone()} edits={safe_edits(answer).cloned().collect::<Vec<Edit>>()} name="fixed.yaml"
                    changed={AttrValue::from(changed)}
                />
                <button type="button" disabled={props.is_stale} onclick={apply}>{ text::manifest_fixed_apply() }</button>
            } else if is_open {
                <p>{ text::manifest_fixed_nothing() }</p>
            }
        </details>
    }
}

/// Whether a part is open that makes its content only then.
#[hook]
fn use_open() -> (bool, Callback<Event>) {
    let is_open = use_state_eq(|| false);
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details: HtmlDetailsElement = event.target_unchecked_into();
            is_open.set(details.open());
        })
    };
    (*is_open, ontoggle)
}
