//! What a person sees at one moment, what to do instead of waiting, and the rules.

use imagepull::{
    events::Action,
    kubelet::timeline::{BackOffReport, Shown},
};
use yew::prelude::*;

use super::{end_ms, own_timeline::window};
use crate::{
    components::{
        reasons::{reasons, source},
        rich::rich,
        verbatim::verbatim,
        why::why,
    },
    drawing::figures::duration,
    text,
};

const PRINTERS_GO: &str = "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/printers/internalversion/printers.go";
const POD_PHASE: &str =
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase";

/// The cards of a run.
pub fn cards(report: &BackOffReport, fixed_ms: Option<f64>) -> Html {
    html! {
        <div class="cards">
            { moment(report, fixed_ms) }
            { instead(report) }
            if let Some((first, others)) = report.why.split_first() {
                <section class="card">
                    <h2>{ text::back_off_rules() }</h2>
                    { reasons(std::slice::from_ref(first)) }
                    if !others.is_empty() {
                        <details class="why">
                            <summary>{ text::back_off_all_rules() }</summary>
                            { reasons(others) }
                        </details>
                    }
                </section>
            }
        </div>
    }
}

/// Status, phase and state at the fix, or at the end where there is none.
fn moment(report: &BackOffReport, fixed_ms: Option<f64>) -> Html {
    let at_ms = fixed_ms.unwrap_or_else(|| end_ms(report));
    let shown: Vec<&Shown> = report
        .states
        .iter()
        .filter_map(|states| states.iter().rev().find(|shown| shown.from_ms <= at_ms))
        .collect();
    // kubectl prints the reason of the first container that waits.
    let waiting = shown.iter().find(|shown| shown.state == "waiting");
    let reason = waiting.and_then(|shown| shown.reason);
    let phase = if waiting.is_some() {
        "Pending"
    } else {
        "Running"
    };
    let state = match reason {
        Some(reason) => format!("waiting: {reason}"),
        None => "running".to_owned(),
    };
    let message = waiting.and_then(|shown| shown.message.clone());
    let title = text::back_off_moment_title(duration(at_ms));
    html! {
        <section class="card moment">
            <h2>{ &title }</h2>
            <dl>
                <div><dt><code>{ "kubectl get pod" }</code>{ " STATUS" }</dt><dd><code>{ reason.unwrap_or("Running") }</code></dd></div>
                <div><dt><code>{ "status.phase" }</code></dt><dd><code>{ phase }</code></dd></div>
                <div>
                    <dt><code>{ "status.containerStatuses[].state" }</code></dt>
                    <dd><code>{ state }</code></dd>
                </div>
            </dl>
            { why(&title, html! {
                <>
                    if let Some(message) = message { <p class="soft code">{ verbatim(&message) }</p> }
                    <p class="soft">{ rich(text::back_off_moment_words()) }{ " " }{ source(PRINTERS_GO) }</p>
                    <p class="soft">{ rich(text::back_off_moment_phase()) }{ " " }{ source(POD_PHASE) }</p>
                </>
            }) }
        </section>
    }
}

/// Waiting against a new pod, a restart of the kubelet and another image.
fn instead(report: &BackOffReport) -> Html {
    let waiting = match report.after_fix {
        Some(after) => window(
            (after.earliest_ms - after.new_pod_ms).max(0.0) / 1000.0,
            (after.latest_ms - after.new_pod_ms).max(0.0) / 1000.0,
        ),
        None => text::back_off_instead_wait_longest().to_owned(),
    };
    let ways = Action::ALL.map(|action| {
        let when = match action {
            Action::Wait => waiting.clone(),
            _ => text::back_off_instead_at_once().to_owned(),
        };
        (action, when)
    });
    ways_out(ways)
}

/// What can be done, and when the next pull comes then.
pub fn ways_out(ways: impl IntoIterator<Item = (Action, String)>) -> Html {
    let (ways, effects): (Vec<_>, Vec<_>) = ways
        .into_iter()
        .map(|(action, when)| {
            let title = text::core_text(action.title());
            (
                html! { <div><dt>{ title }</dt><dd><strong>{ when }</strong></dd></div> },
                html! { <p class="soft">{ title }{ ": " }{ text::core_text(action.effect()) }</p> },
            )
        })
        .unzip();
    let title = text::back_off_instead_title();
    html! {
        <section class="card ways-out">
            <h2>{ title }</h2>
            <dl>{ for ways }</dl>
            { why(title, html! { <>{ for effects }</> }) }
        </section>
    }
}
