//! What the page shows before anything is typed: something to try, and the questions that people bring.

use yew::prelude::*;

use crate::{components::rich::rich, text};

/// Something to try, by the fragment that shows it.
fn tries() -> [(&'static str, &'static str); 5] {
    [
        ("#/name?image=busybox", "busybox"),
        (
            "#/back-off?preset=events-not-found",
            text::start_try_events(),
        ),
        (
            "#/manifest?preset=no-tag-anywhere",
            text::start_try_manifest(),
        ),
        (
            "#/credentials?preset=near-miss-port",
            text::start_try_config(),
        ),
        ("#/platforms?preset=nested-index", text::start_try_index()),
    ]
}

/// A question, and where it is answered.
struct Question {
    fragment: &'static str,
    title: &'static str,
    text: &'static str,
}

fn questions() -> [Question; 5] {
    let question = |fragment, title, text| Question {
        fragment,
        title,
        text,
    };
    [
        question(
            "#/back-off",
            text::start_back_off_title(),
            text::start_back_off_text(),
        ),
        question(
            "#/policy?preset=default-is-always",
            text::start_policy_title(),
            text::start_policy_text(),
        ),
        question(
            "#/pulls?preset=how-many-at-once",
            text::start_pulls_title(),
            text::start_pulls_text(),
        ),
        question(
            "#/credentials?preset=gitlab-group-three-secrets",
            text::start_credentials_title(),
            text::start_credentials_text(),
        ),
        question(
            "#/platforms?preset=child-digest-pinned",
            text::start_platforms_title(),
            text::start_platforms_text(),
        ),
    ]
}

/// Below the field.
pub fn start() -> Html {
    html! {
        <>
            <p class="tries">
                <span>{ text::start_try() }</span>
                { for tries().map(|(href, label)| html! { <a class="button pill" {href}>{ label }</a> }) }
            </p>
            <section class="start-figure card">
                <p>{ rich(text::start_figure()) }{ " " }<a href="#/pulls?preset=four-pods">{ text::start_own() }</a></p>
                <div class="scrolls" tabindex="0"><img src="start.svg" alt={text::start_figure_alt()} width="960" height="372" /></div>
            </section>
            <nav class="questions" aria-label={text::start_questions()}>
                { for questions().map(|Question { fragment, title, text }| html! {
                    <a class="card" href={fragment}><strong>{ title }</strong><span>{ text }</span></a>
                }) }
            </nav>
        </>
    }
}
