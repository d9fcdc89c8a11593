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
    html! { <p class="answer" role="status">{ rich(sentence(report, release)) }</p> }
}

/// The same sentence.
pub fn sentence(report: &ImageReport, release: Release) -> Parts {
    match &report.pulled {
        Some(pulled) => meaning(report, pulled, release),
        None => refusal(&report.input),
    }
}

fn meaning(report: &ImageReport, pulled: &str, release: Release) -> Parts {
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
    } else if release.has(Change::PresentImageAccessIsVerified) {
        text::name_asks_if_not_present_verified(meaning)
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
