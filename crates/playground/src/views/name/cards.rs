//! The data under the answer: the default policy, the forms, the gates, the runtime.

use imagepull::{
    image::{
        ImageReport,
        gates::{Gate, Verdict, verdicts},
    },
    policy::explain_default_pull_policy,
    releases::{Change, Release},
    words::IntoParts,
};
use yew::prelude::*;

use crate::{
    components::{
        breakable::breakable, copy_button::CopyButton, reasons::reasons, rich::rich,
        verbatim::verbatim,
    },
    text,
};

const CONTAINERD_HOSTS: &str = "https://github.com/containerd/containerd/blob/main/docs/hosts.md";
const CRIO_CONF: &str = "https://github.com/cri-o/cri-o/blob/main/docs/crio.conf.5.md";
const REGISTRIES_CONF: &str =
    "https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md";

/// The cards of one name.
pub fn cards(report: &ImageReport, release: Release) -> Html {
    html! {
        <div class="cards">
            { policy(&report.input) }
            if report.valid { { forms(report) } }
            { gates(report) }
            if report.valid { { runtimes(report, release) } }
        </div>
    }
}

fn policy(image: &str) -> Html {
    let report = explain_default_pull_policy(image);
    html! {
        <section class="card">
            <h2>{ text::name_policy_title() }</h2>
            <span class="chip">{ report.policy.as_str() }</span>
            { reasons(&report.why) }
        </section>
    }
}

/// The forms in which the name can be written, each with its label.
pub fn forms_of(report: &ImageReport) -> impl Iterator<Item = (&'static str, &str)> {
    let forms = [
        (text::name_form_canonical(), &report.canonical),
        (text::name_form_familiar(), &report.familiar),
        (text::name_form_cri(), &report.cri_image),
        (text::name_form_pulled(), &report.pulled),
    ];
    forms
        .into_iter()
        .filter_map(|(label, form)| Some((label, form.as_deref()?)))
}

fn forms(report: &ImageReport) -> Html {
    html! {
        <section class="card">
            <h2>{ text::name_forms_title() }</h2>
            <dl>
                { for forms_of(report).map(|(label, form)| form_row(label, form)) }
            </dl>
            { spellings(&report.spellings) }
        </section>
    }
}

fn spellings(spellings: &[String]) -> Html {
    if spellings.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ text::name_form_spellings(spellings.len()) }</summary>
            <dl>
                <div>{ for spellings.iter().map(|spelling| copied("", spelling)) }</div>
            </dl>
        </details>
    }
}

fn form_row(label: &'static str, form: &str) -> Html {
    html! { <div><dt>{ label }</dt>{ copied(label, form) }</div> }
}

fn copied(what: &'static str, form: &str) -> Html {
    html! {
        <dd>
            <span class="code">{ breakable(form) }</span>
            <CopyButton what={format!("{what} {form}")} copied={form.to_owned()} />
        </dd>
    }
}

fn gates(report: &ImageReport) -> Html {
    html! {
        <section class="card">
            <h2>{ text::name_gates_title() }</h2>
            <dl class="run-in">
                { for verdicts(&report.input).into_iter().map(|(gate, verdict)| html! {
                    <div>
                        <dt>{ gate_label(gate) }</dt>
                        <dd>{ verdict_text(gate, verdict) }</dd>
                    </div>
                }) }
            </dl>
            { for report.upstream_error.iter().map(|words| html! {
                <p class="soft">{ text::name_upstream() }{ " " }<code>{ verbatim(words) }</code></p>
            }) }
        </section>
    }
}

fn gate_label(gate: Gate) -> &'static str {
    match gate {
        Gate::ApiServer => text::name_gate_api_server(),
        Gate::Kubelet => text::name_gate_kubelet(),
        Gate::Runtime => text::name_gate_runtime(),
    }
}

fn verdict_text(gate: Gate, verdict: Verdict) -> &'static str {
    match (gate, verdict) {
        (Gate::ApiServer, Verdict::Passes) => text::name_api_server_passes(),
        (Gate::Kubelet, Verdict::Passes) => text::name_kubelet_passes(),
        (Gate::Runtime, Verdict::Passes) => text::name_runtime_passes(),
        (_, Verdict::RefusedEmpty) => text::name_api_server_empty(),
        (_, Verdict::RefusedWhitespace) => text::name_api_server_whitespace(),
        (_, Verdict::RefusedInvalid) => text::name_kubelet_refuses(),
        (_, Verdict::NotReached) => text::name_not_reached(),
    }
}

fn runtimes(report: &ImageReport, release: Release) -> Html {
    let domain = match report.domain.as_deref() {
        Some("") | None => text::name_no_domain(),
        Some(domain) => domain,
    };
    let short = report.implied.domain;
    let containerd = if short {
        text::name_containerd_short().to_owned()
    } else {
        text::name_containerd_full(domain)
    };
    let enforcing = short && release.has(Change::CrioShortNamesAreEnforced);
    let crio = match (short, enforcing) {
        (false, _) => text::name_crio_full(domain).into_parts(),
        (true, false) => text::name_crio_search().into_parts(),
        (true, true) => text::name_crio_enforcing().into_parts(),
    };
    html! {
        <section class="card">
            <h2>{ text::name_runtime_title() }</h2>
            <dl>
                <div>
                    <dt>{ text::name_runtime_containerd() }</dt>
                    <dd><span>{ rich(&containerd) }{ " " }<a href={CONTAINERD_HOSTS}>{ text::name_containerd_mirrors() }</a></span></dd>
                </div>
                <div>
                    <dt>{ text::name_runtime_crio() }</dt>
                    <dd>
                        <span>
                            { rich(&crio) }{ " " }
                            <a href={REGISTRIES_CONF}>{ text::name_crio_list() }</a>
                            if enforcing { { ", " }<a href={CRIO_CONF}>{ text::name_crio_mode() }</a> }
                        </span>
                    </dd>
                </div>
            </dl>
        </section>
    }
}
