//! The answer as one sentence.

use imagepull::{
    image::{
        ImageReport,
        gates::{Gate, Verdict, verdicts},
    },
    policy::{PullPolicy, default_pull_policy},
    releases::{Change, Release},
    words::{IntoParts, Parts},
};
use yew::prelude::*;

use crate::{components::rich::rich, text};

/// What the name means, or who refuses it.
pub fn answer(report: &ImageReport, release: Release) -> Html {
    html! {
        <>
            <p class="answer" role="status">{ rich(sentence(report)) }</p>
            if let Some(said) = condition(report, release) { <p class="soft besides">{ said }</p> }
        </>
    }
}

/// The same sentence.
pub fn sentence(report: &ImageReport) -> Parts {
    match &report.pulled {
        Some(pulled) => meaning(report, pulled),
        None => refusal(&report.input),
    }
}

/// When an image that is present is pulled all the same.
pub fn condition(report: &ImageReport, release: Release) -> Option<&'static str> {
    let is_kept = report.valid && default_pull_policy(&report.input) != PullPolicy::Always;
    let is_verified = is_kept && release.has(Change::PresentImageAccessIsVerified);
    is_verified.then(text::policy_says_verified)
}

fn meaning(report: &ImageReport, pulled: &str) -> Parts {
    let implied = report.implied;
    let meaning = if report.digest.is_some() {
        text::name_meaning_digest(pulled)
    } else if implied.domain && implied.tag {
        text::name_meaning_domain_and_tag(pulled)
    } else if implied.domain {
        text::name_meaning_domain(pulled)
    } else if implied.tag {
        text::name_meaning_tag(pulled)
    } else {
        text::name_meaning_written(pulled)
    };
    if default_pull_policy(&report.input) == PullPolicy::Always {
        text::name_asks_always(meaning)
    } else {
        text::name_asks_if_not_present(meaning)
    }
}

fn refusal(image: &str) -> Parts {
    let by_kubelet = verdicts(image).contains(&(Gate::Kubelet, Verdict::RefusedInvalid));
    if by_kubelet {
        text::name_stops_kubelet().into_parts()
    } else {
        text::name_stops_api_server().into_parts()
    }
}
