//! Every entry of an index with its platform, what it is, and why the node takes it or not.

use imagepull::index::{
    IndexReport,
    report::{Entry, Match, Role},
};
use yew::prelude::*;

use crate::{
    components::{copy_button::CopyButton, reasons::reasons},
    text,
};

/// Rows of entries; of the others only the number is shown.
const MAX_SHOWN: usize = 200;

/// The table.
pub fn entries(answer: &IndexReport) -> Html {
    if answer.entries.is_empty() {
        return Html::default();
    }
    let titles = [
        text::platforms_entries_platform(),
        text::platforms_entries_verdict(),
        text::platforms_entries_why(),
        text::platforms_entries_digest(),
    ];
    let hidden = answer.entries.len().saturating_sub(MAX_SHOWN);
    html! {
        <section class="entries">
            <h2 id="entries">{ text::platforms_entries_title() }</h2>
            <div class="scrolls" tabindex="0" role="region" aria-labelledby="entries">
                <table>
                    <thead><tr>{ for titles.map(|title| html! { <th scope="col">{ title }</th> }) }</tr></thead>
                    <tbody>{ for answer.entries.iter().enumerate().take(MAX_SHOWN).map(|(place, entry)| row(entry, verdict(entry, place, answer))) }</tbody>
                </table>
            </div>
            if hidden > 0 { <p class="soft">{ text::platforms_entries_more(hidden) }</p> }
        </section>
    }
}

fn row(entry: &Entry, (class, verdict): (&'static str, &'static str)) -> Html {
    let size = entry.size.map(text::platforms_entries_bytes);
    html! {
        <tr {class}>
            <th scope="row"><code>{ platform(entry) }</code><br /><span class="soft">{ role(entry.role) }</span></th>
            <td class="verdict">{ verdict }</td>
            <td>{ reasons(&entry.why) }</td>
            <td>
                { for entry.digest.iter().map(|digest| html! {
                    <><code title={digest.clone()}>{ short(digest) }</code>{ " " }<CopyButton copied={digest.clone()} what={text::platforms_entries_digest_of(platform(entry))} /></>
                }) }
                { for size.map(|size| html! { <><br /><span class="soft">{ size }</span></> }) }
            </td>
        </tr>
    }
}

/// What an entry says of its platform.
pub fn platform(entry: &Entry) -> String {
    match &entry.platform {
        Some(platform) => platform.format_all(),
        None => text::platforms_entries_no_platform().to_owned(),
    }
}

/// Algorithm and the first characters of a digest.
pub fn short(digest: &str) -> String {
    const KEPT: usize = 12;
    match digest.split_once(':') {
        Some((algorithm, encoded)) if encoded.chars().count() > KEPT => {
            let start: String = encoded.chars().take(KEPT).collect();
            format!("{algorithm}:{start}…")
        }
        _ => digest.to_owned(),
    }
}

/// How an entry is marked, and what becomes of it. Where one is pinned, the node takes that and no other.
fn verdict(entry: &Entry, place: usize, answer: &IndexReport) -> (&'static str, &'static str) {
    let pinned = answer.pinned.as_ref().filter(|it| it.entry.is_some());
    match (entry.fit, pinned) {
        (_, Some(pinned)) if pinned.entry == Some(place) => {
            let is_good = pinned.runs != Some(false);
            let class = if is_good { "chosen" } else { "no" };
            (class, text::platforms_entries_pinned())
        }
        (Match::Chosen, Some(_)) => ("matches", text::platforms_entries_not_pinned()),
        (Match::Chosen, None) => ("chosen", text::platforms_entries_chosen()),
        (Match::Matches, _) => ("matches", text::platforms_entries_matches()),
        (Match::No, _) if entry.role == Role::Attestation => {
            ("no aside", text::platforms_entries_never())
        }
        (Match::No, _) => ("no", text::platforms_entries_no()),
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Image => text::platforms_entries_role_image(),
        Role::Attestation => text::platforms_entries_role_attestation(),
        Role::Index => text::platforms_entries_role_index(),
        Role::Artifact => text::platforms_entries_role_artifact(),
    }
}
