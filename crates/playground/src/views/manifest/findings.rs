//! What is said about the text, line by line, each with its place and the changes that repair it.

use std::collections::HashSet;

use gloo::utils::document;
use imagepull::{
    diagnostic::{Severity, Span},
    workload::{
        edits::{Edit, EditFix, apply},
        report::{Finding, ManifestReport},
        sarif,
    },
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{
    answer::{Remark, SharedAnswer},
    draft::Repair,
};
use crate::{
    components::{code_link::code_link, save::save_text, verbatim::marked},
    hooks::use_language,
    text,
};

/// The id of the heading.
const HEADING: &str = "findings";

/// Findings per press of “more”.
const MAX_SHOWN: usize = 200;

/// What the text is called in a SARIF log: it has no place in a repository.
const FILE: &str = "manifest.yaml";

/// Properties of [`Findings`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is said about the text.
    pub answer: SharedAnswer,
    /// Whether the text is another one by now.
    pub is_stale: bool,
    /// Shows a place in the text.
    pub reveal: Callback<Span>,
    /// Takes a repair for the text.
    pub repair: Callback<Repair>,
}

/// The list.
#[component]
pub fn Findings(props: &Props) -> Html {
    use_language();
    let answer = &props.answer;
    let shown = use_state_eq(|| MAX_SHOWN);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(*shown + MAX_SHOWN))
    };
    // The codes whose help is further up.
    let mut told = HashSet::new();
    let hidden = answer.remarks.len().saturating_sub(*shown);
    html! {
        <section class={classes!("findings", props.is_stale.then_some("stale"))} aria-labelledby={HEADING}>
            <h2 id={HEADING} tabindex="-1">{ text::manifest_findings_title() }</h2>
            if props.is_stale { <p class="soft">{ text::manifest_findings_stale() }</p> }
            if answer.remarks.is_empty() {
                if !props.is_stale { <p class="soft">{ text::manifest_findings_none() }</p> }
            } else {
                { actions(props) }
                <ol class="remarks">
                    { for answer.remarks.iter().take(*shown).map(|it| {
                        let is_told = it.finding.help.is_some() && !told.insert(it.finding.code);
                        remark(it, is_told, props)
                    }) }
                </ol>
            }
            if hidden > 0 {
                <button type="button" class="small" onclick={more}>{ text::manifest_findings_more(hidden.min(MAX_SHOWN)) }</button>
            }
        </section>
    }
}

/// What can be done with all of them.
fn actions(props: &Props) -> Html {
    let count = props.answer.safe.len();
    let apply_all = {
        let (answer, repair) = (props.answer.clone(), props.repair.clone());
        Callback::from(move |_| {
            if let Some(text) = with_safe_fixes(&answer) {
                let of = answer.text.clone();
                repair.emit(Repair { of, text });
                focus_heading();
            }
        })
    };
    let save = {
        let answer = props.answer.clone();
        Callback::from(move |_| {
            let log = as_sarif(&answer);
            save_text("imagepull.sarif", "application/sarif+json", &log);
        })
    };
    html! {
        <p class="actions">
            if count > 1 {
                <button type="button" class="small" disabled={props.is_stale} title={text::manifest_findings_apply_all_hint()} onclick={apply_all}>
                    { text::manifest_findings_apply_all(count) }
                </button>
            }
            <button type="button" class="small" onclick={save}>{ text::manifest_findings_sarif() }</button>
        </p>
    }
}

/// The edits of all fixes that can be applied together.
pub fn safe_edits(answer: &SharedAnswer) -> impl Iterator<Item = &Edit> {
    let fixes = answer
        .safe
        .iter()
        .flat_map(|&at| &answer.remarks[at].finding.fixes);
    fixes.flat_map(|fix| &fix.edits)
}

/// The text with all fixes that can be applied together.
pub fn with_safe_fixes(answer: &SharedAnswer) -> Option<String> {
    apply(&answer.text, safe_edits(answer)).ok()
}

/// A remark; its help is folded where that of its code was told before.
fn remark(remark: &Remark, is_told: bool, props: &Props) -> Html {
    let finding = &remark.finding;
    let (class, severity) = severity(finding.severity);
    let place = match (remark.line, finding.span) {
        (Some(line), Some(span)) => {
            let onclick = props.reveal.reform(move |_| span);
            html! { <button type="button" class="small place" {onclick}>{ text::manifest_findings_line(line) }</button> }
        }
        _ => html! { <span class="soft">{ text::manifest_findings_whole() }</span> },
    };
    html! {
        <li {class}>
            <p class="head">{ place }<span class="severity">{ severity }</span>{ code_link(finding.code) }</p>
            <p>{ marked(&finding.message) }</p>
            if is_told {
                <details>
                    <summary class="soft">{ text::manifest_findings_help() }</summary>
                    { help(finding) }
                </details>
            } else {
                { help(finding) }
            }
            if !finding.fixes.is_empty() {
                <ul class="fixes">{ for finding.fixes.iter().map(|fix| button(fix, props)) }</ul>
            }
        </li>
    }
}

/// What to do, and where it is written.
fn help(finding: &Finding) -> Html {
    if finding.help.is_none() && finding.docs.is_none() {
        return Html::default();
    }
    html! {
        <p class="soft">
            { for finding.help.iter().map(|help| html! { <>{ marked(help) }{ " " }</> }) }
            { for finding.docs.iter().map(|docs| html! { <a href={*docs}>{ text::source() }</a> }) }
        </p>
    }
}

fn button(fix: &EditFix, props: &Props) -> Html {
    let onclick = {
        let (of, repair) = (props.answer.text.clone(), props.repair.clone());
        let edits = fix.edits.clone();
        Callback::from(move |_| {
            if let Ok(text) = apply(&of, &edits) {
                let of = of.clone();
                repair.emit(Repair { of, text });
                focus_heading();
            }
        })
    };
    html! {
        <li><button type="button" class="fix" disabled={props.is_stale} {onclick}>{ marked(&fix.title) }</button></li>
    }
}

/// A finding goes with its button, and the focus of the keyboard with it: the heading takes it.
pub fn focus_heading() {
    let heading = document().get_element_by_id(HEADING);
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

/// How a severity is drawn and called.
pub fn severity(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("error", text::manifest_findings_error()),
        Severity::Warning => ("warning", text::manifest_findings_warning()),
        Severity::Info => ("info", text::manifest_findings_info()),
    }
}

/// The findings as a SARIF log, line by line.
fn as_sarif(answer: &SharedAnswer) -> String {
    let findings = answer.remarks.iter().map(|remark| remark.finding.clone());
    let report = ManifestReport {
        diagnostics: findings.collect(),
        ..ManifestReport::default()
    };
    let log = sarif::log(&answer.text, &report, FILE, text::core_translations());
    serde_json::to_string_pretty(&log).unwrap_or_default()
}
