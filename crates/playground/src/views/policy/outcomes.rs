//! Three policies against what the node and the registry have, as a table.

use imagepull::{
    kubelet::outcomes::{Moved, Outcome, Runs, Situation, outcomes},
    policy::PullPolicy,
    releases::{Change, Release},
    why::Reason,
    words::{IntoParts, Parts},
};
use yew::prelude::*;

use crate::{
    components::{reasons::reasons, rich::rich},
    export::markdown::{self, Place},
    text,
};

/// The table; the column of the policy that the image gets is marked.
pub fn table(image: &str, release: Release, policy: PullPolicy) -> Html {
    let outcomes = outcomes(image, release);
    let rows = outcomes.chunks(PullPolicy::ALL.len());
    html! {
        <section class="outcomes">
            <h2 id="outcomes">{ text::policy_outcomes_title() }</h2>
            <div class="scrolls" tabindex="0" role="region" aria-labelledby="outcomes">
                <table class="stacks">
                    <thead>
                        <tr>
                            <th scope="col">{ text::policy_outcomes_situation() }</th>
                            { for PullPolicy::ALL.map(|offered| html! {
                                <th scope="col" class={mark(offered, policy)}>
                                    <code>{ offered.as_str() }</code>
                                    if offered == policy { { " " }{ text::policy_outcomes_this() } }
                                </th>
                            }) }
                        </tr>
                    </thead>
                    <tbody>{ for rows.map(|row| table_row(row, policy)) }</tbody>
                </table>
            </div>
            <p class="soft">{ rich(text::policy_outcomes_note()) }</p>
            <p class="soft">{ rich(verification(release)) }</p>
            <details>
                <summary>{ text::policy_outcomes_why() }</summary>
                { reasons(&rules(&outcomes)) }
            </details>
        </section>
    }
}

/// The rules behind the outcomes, each once.
fn rules(outcomes: &[Outcome]) -> Vec<Reason> {
    let mut rules: Vec<Reason> = Vec::new();
    for why in outcomes.iter().flat_map(|outcome| &outcome.attempt.why) {
        if !rules.contains(why) {
            rules.push(why.clone());
        }
    }
    rules
}

fn mark(offered: PullPolicy, policy: PullPolicy) -> Option<&'static str> {
    (offered == policy).then_some("this")
}

fn table_row(row: &[Outcome], policy: PullPolicy) -> Html {
    let situation = row.first().map(|outcome| name(outcome.situation));
    html! {
        <tr>
            <th scope="row">{ situation }</th>
            { for row.iter().map(|outcome| html! {
                <td class={mark(outcome.policy, policy)} data-head={outcome.policy.as_str()}>{ cell(outcome) }</td>
            }) }
        </tr>
    }
}

fn cell(outcome: &Outcome) -> Html {
    let (class, words) = said(outcome);
    html! {
        <>
            <strong {class}>{ rich(words) }</strong>
            <span class="soft">{ moved(outcome) }</span>
        </>
    }
}

/// What becomes of the container: how it is marked, and in words.
fn said(outcome: &Outcome) -> (&'static str, Parts) {
    match (outcome.runs, outcome.attempt.reason) {
        (_, Some(reason)) => ("waits", signed("✕", Parts::code(reason.to_string()))),
        (Runs::TheOldImage, _) => ("old", signed("●", text::policy_outcomes_old())),
        _ => ("starts", signed("●", text::policy_outcomes_starts())),
    }
}

fn signed(sign: &str, said: impl IntoParts) -> Parts {
    [Parts::text(sign), said.into_parts()].into_iter().collect()
}

/// The table as Markdown.
pub fn markdown(image: &str, release: Release, policy: PullPolicy) -> String {
    let plain = |words: &str| markdown::rich(words, Place::Cell);
    let heads = PullPolicy::ALL.map(|offered| {
        let name = markdown::code(offered.as_str(), Place::Cell);
        if offered == policy {
            format!("{name} {}", markdown::text(text::policy_outcomes_this()))
        } else {
            name
        }
    });
    let head: Vec<String> = [markdown::text(text::policy_outcomes_situation())]
        .into_iter()
        .chain(heads)
        .collect();
    let outcomes = outcomes(image, release);
    let rows = outcomes.chunks(PullPolicy::ALL.len()).map(|row| {
        let situation = row.first().map(|outcome| plain(name(outcome.situation)));
        let cells = row.iter().map(|outcome| {
            let (_, words) = said(outcome);
            format!(
                "{}. {}",
                markdown::rich(words, Place::Cell),
                plain(moved(outcome))
            )
        });
        situation.into_iter().chain(cells).collect()
    });
    markdown::table(&head, rows)
}

fn moved(outcome: &Outcome) -> &'static str {
    match (outcome.moved, outcome.attempt.reason) {
        (Moved::Nothing, _) => text::policy_outcomes_moved_nothing(),
        (Moved::NoLayer, Some(_)) => text::policy_outcomes_moved_refused(),
        (Moved::NoLayer, None) => text::policy_outcomes_moved_no_layer(),
        (Moved::NewLayers, _) => text::policy_outcomes_moved_new_layers(),
        (Moved::AllLayers, _) => text::policy_outcomes_moved_all_layers(),
    }
}

fn name(situation: Situation) -> &'static str {
    match situation {
        Situation::Absent => text::policy_outcomes_absent(),
        Situation::Present => text::policy_outcomes_present(),
        Situation::TagMoved => text::policy_outcomes_tag_moved(),
        Situation::RegistryDown => text::policy_outcomes_registry_down(),
        Situation::NoCredentials => text::policy_outcomes_no_credentials(),
    }
}

/// Whether a release asks who may use what is on the node.
fn verification(release: Release) -> Parts {
    if release.has(Change::PresentImageAccessIsVerified) {
        text::policy_outcomes_verified().into_parts()
    } else if release.has(Change::ImageAccessCanBeVerified) {
        text::policy_outcomes_can_be_verified().into_parts()
    } else {
        text::policy_outcomes_not_verified().into_parts()
    }
}
