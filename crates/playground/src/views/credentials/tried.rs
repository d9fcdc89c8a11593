//! What is tried first, second and so on, and what never, each with its reason.

use imagepull::{
    credentials::{
        Candidate, CredentialsReport, Rejected,
        comparison::{Agreement, Part, PartKind, compare_key},
    },
    why::Reason,
};
use yew::prelude::*;

use super::sentence::owner;
use crate::{
    components::{breakable::breakable, reasons::reasons, rich::rich},
    text,
};

/// Rows of each kind.
const MAX_SHOWN: usize = 40;

/// The id of the heading above what is tried.
pub const HEADING: &str = "tried";

/// A rule by which a key counts that does not fit part by part.
const FALLBACK: &str = "docker-hub-fallback";

/// The two lists.
pub fn tried(report: &CredentialsReport) -> Html {
    let Some(repository) = report.repository.as_deref() else {
        return Html::default();
    };
    html! {
        <section class="tried" aria-labelledby={HEADING}>
            <h2 id={HEADING} tabindex="-1">{ text::credentials_tried_title() }</h2>
            if !report.candidates.is_empty() {
                <ol>{ for report.candidates.iter().take(MAX_SHOWN).map(|it| candidate(it, repository)) }</ol>
                { more(report.candidates.len()) }
            }
            { reasons(&report.why) }
            if !report.rejected.is_empty() {
                <h3>{ text::credentials_never_title() }</h3>
                <ul class="never">{ for report.rejected.iter().take(MAX_SHOWN).map(|it| rejected(it, repository)) }</ul>
                { more(report.rejected.len()) }
            }
        </section>
    }
}

fn more(count: usize) -> Html {
    if count <= MAX_SHOWN {
        return Html::default();
    }
    html! { <p class="soft">{ text::credentials_tried_more(count - MAX_SHOWN) }</p> }
}

fn candidate(candidate: &Candidate, repository: &str) -> Html {
    let parts = parts(&candidate.key, &candidate.why, repository);
    html! {
        <li>
            <p class="place">{ place(candidate.order) }</p>
            <div class="entry">
                { key(&candidate.key, parts.as_deref()) }
                <p>
                    { rich(owner(candidate.source, candidate.name.as_deref())) }
                    if let Some(user) = &candidate.username { { " · " }{ rich(text::credentials_tried_user(user)) } }
                </p>
                { reasons(&candidate.why) }
                { table(&candidate.key, parts.as_deref()) }
            </div>
        </li>
    }
}

/// When something is tried.
fn place(order: usize) -> String {
    match order {
        0 => text::credentials_tried_first().to_owned(),
        1 => text::credentials_tried_second().to_owned(),
        2 => text::credentials_tried_third().to_owned(),
        order => text::credentials_tried_later(order + 1),
    }
}

fn rejected(rejected: &Rejected, repository: &str) -> Html {
    let owner = owner(rejected.source, rejected.name.as_deref());
    let written = rejected.key.as_deref();
    let parts = written.and_then(|key| parts(key, &rejected.why, repository));
    html! {
        <li>
            <p class="place">{ text::credentials_tried_never() }</p>
            <div class="entry">
                if let Some(written) = written {
                    { key(written, parts.as_deref()) }
                    <p>{ rich(&owner) }</p>
                } else {
                    <p class="whole">{ rich(text::credentials_tried_whole(owner)) }</p>
                }
                { reasons(&rejected.why) }
                if let Some(written) = written { { table(written, parts.as_deref()) } }
            </div>
        </li>
    }
}

/// The parts of a key beside those of the image, where they decide.
fn parts(key: &str, why: &[Reason], repository: &str) -> Option<Vec<Part>> {
    if why.iter().any(|why| why.rule == FALLBACK) {
        return None;
    }
    compare_key(key, repository)
}

/// The key as written; what of it differs is marked.
fn key(written: &str, parts: Option<&[Part]>) -> Html {
    let wrong = parts.unwrap_or_default().iter();
    let wrong = wrong.filter(|part| !part.agreement.fits() && !part.key.is_empty());
    let mut rest = written;
    let mut nodes = Vec::new();
    for part in wrong {
        // A part that is written otherwise, as with an escape, is not marked.
        if let Some((before, after)) = rest.split_once(&*part.key) {
            nodes.push(html! { <>{ breakable(before) }<mark>{ breakable(&part.key) }</mark></> });
            rest = after;
        }
    }
    html! { <p class="key"><code>{ for nodes }{ breakable(rest) }</code></p> }
}

fn table(written: &str, parts: Option<&[Part]>) -> Html {
    let Some(parts) = parts else {
        return Html::default();
    };
    html! {
        <details>
            <summary class="soft">{ text::credentials_parts_title() }<span class="visually-hidden">{ ": " }{ written }</span></summary>
            <div class="scrolls" tabindex="0" role="group" aria-label={text::credentials_parts_of(written)}>
                <table class="parts">
                    <thead>
                        <tr>
                            <th scope="col">{ text::credentials_parts_part() }</th>
                            <th scope="col">{ text::credentials_parts_image() }</th>
                            <th scope="col">{ text::credentials_parts_key() }</th>
                            <th scope="col">{ text::credentials_parts_fits() }</th>
                        </tr>
                    </thead>
                    <tbody>{ for parts.iter().map(row) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(part: &Part) -> Html {
    let kind = match part.kind {
        PartKind::HostLabel => text::credentials_parts_label(),
        PartKind::Port => text::credentials_parts_port(),
        PartKind::Path => text::credentials_parts_path(),
    };
    let fits = part.agreement.fits();
    html! {
        <tr>
            <th scope="row">{ kind }</th>
            <td>{ written(&part.image) }</td>
            <td>{ written(&part.key) }</td>
            <td class={if fits { "fits" } else { "differs" }}>
                { if fits { "✓ " } else { "✗ " } }{ agreement(part.agreement) }
            </td>
        </tr>
    }
}

fn written(part: &str) -> Html {
    if part.is_empty() {
        html! { <span class="soft">{ text::credentials_parts_none() }</span> }
    } else {
        html! { <code>{ breakable(part) }</code> }
    }
}

fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Same => text::credentials_parts_same(),
        Agreement::Pattern => text::credentials_parts_pattern(),
        Agreement::Any => text::credentials_parts_any(),
        Agreement::Beginning => text::credentials_parts_beginning(),
        Agreement::Differs => text::credentials_parts_differs(),
        Agreement::OnlyImage => text::credentials_parts_only_image(),
        Agreement::OnlyKey => text::credentials_parts_only_key(),
    }
}
