//! What is wrong with a text or easily misread, and the changes that repair it.

use imagepull::diagnostic::{Diagnostic, Fix, Severity};
use yew::prelude::*;

use crate::{
    components::{breakable::breakable, code_link::code_link, verbatim::marked},
    text,
};

/// A list of diagnostics. `repair` is called with the whole text after a change.
pub fn remarks(diagnostics: &[&Diagnostic], repair: &Callback<String>) -> Html {
    list(diagnostics, repair, |_| None)
}

/// The same, each with its line in `written`, which has many.
pub fn remarks_in(written: &str, diagnostics: &[&Diagnostic], repair: &Callback<String>) -> Html {
    list(diagnostics, repair, |diagnostic| {
        let start = diagnostic.span?.start;
        let line = written[..start].matches('\n').count() + 1;
        Some(text::remarks_line(line))
    })
}

/// Diagnostics of a text that is not kept, each with its line in it. They repair nothing.
pub fn remarks_on_lines(diagnostics: &[(Diagnostic, Option<usize>)]) -> Html {
    let remarks = diagnostics.iter().map(|(diagnostic, line)| {
        remark(diagnostic, line.map(text::remarks_line), &Callback::noop())
    });
    listed(remarks.collect())
}

fn list(
    diagnostics: &[&Diagnostic],
    repair: &Callback<String>,
    place: impl Fn(&Diagnostic) -> Option<String>,
) -> Html {
    let remarks = diagnostics
        .iter()
        .map(|diagnostic| remark(diagnostic, place(diagnostic), repair));
    listed(remarks.collect())
}

fn listed(remarks: Vec<Html>) -> Html {
    if remarks.is_empty() {
        return Html::default();
    }
    html! { <ul class="remarks" aria-label={text::remarks_title()}>{ for remarks }</ul> }
}

fn remark(diagnostic: &Diagnostic, place: Option<String>, repair: &Callback<String>) -> Html {
    let class = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    html! {
        <li {class}>
            <p>{ for place.map(|place| html! { <>{ place }{ " " }</> }) }{ marked(&diagnostic.message) }</p>
            <p class="soft">
                { for diagnostic.help.iter().map(|help| html! { <>{ marked(help) }{ " " }</> }) }
                { for diagnostic.docs.iter().map(|docs| html! { <a href={*docs}>{ text::source() }</a> }) }
                { " " }{ code_link(diagnostic.code) }
            </p>
            if !diagnostic.fixes.is_empty() {
                <ul class="fixes">{ for diagnostic.fixes.iter().map(|fix| button(fix, repair)) }</ul>
            }
        </li>
    }
}

fn button(fix: &Fix, repair: &Callback<String>) -> Html {
    let onclick = {
        let (repair, replacement) = (repair.clone(), fix.replacement.clone());
        Callback::from(move |_| repair.emit(replacement.clone()))
    };
    html! {
        <li>
            <button class="fix" {onclick}>
                { marked(&fix.title) }
                // A text of many lines is in its field.
                if !fix.replacement.contains('\n') { { ": " }<code>{ breakable(&fix.replacement) }</code> }
            </button>
        </li>
    }
}
