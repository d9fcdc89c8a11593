//! The name with its parts in colour, and what Kubernetes adds as ghost text.

use imagepull::{diagnostic::Span, image::ImageReport};
use yew::prelude::*;

use super::short_digest;
use crate::text;

/// A valid name in parts, or a wrong one with the place marked.
pub fn reference(report: &ImageReport) -> Html {
    match report.diagnostics.first().and_then(|error| error.span) {
        Some(span) if !report.valid => wrong(&report.input, span),
        _ => parts(report),
    }
}

fn parts(report: &ImageReport) -> Html {
    let implied = report.implied;
    html! {
        <>
            <p class="reference">
                if implied.domain { <span class="ghost">{ "docker.io/" }</span> }
                if implied.library && implied.domain { <span class="ghost">{ "library/" }</span> }
                { for report.parts.iter().enumerate().map(|(index, part)| html! {
                    <>
                        // `docker.io/busybox`: the path begins behind what is written of the domain.
                        if implied.library && !implied.domain && part.kind == "path" {
                            <span class="ghost">{ "library/" }</span>
                        }
                        <span key={index} class={format!("part-{}", part.kind)}>{ &part.text }</span>
                    </>
                }) }
                if implied.tag { <span class="ghost">{ ":latest" }</span> }
            </p>
            { legend(report) }
        </>
    }
}

fn legend(report: &ImageReport) -> Html {
    let implied = report.implied;
    let tag = if implied.tag {
        Some("latest")
    } else {
        report.tag.as_deref()
    };
    html! {
        <ul class="legend">
            { entry("part-domain", text::name_part_domain(), report.domain.as_deref(), implied.domain) }
            { entry("part-path", text::name_part_path(), report.path.as_deref(), false) }
            { entry("part-tag", text::name_part_tag(), tag, implied.tag) }
            { entry("part-digestEncoded", text::name_part_digest(), report.digest.as_deref().map(short_digest), false) }
        </ul>
    }
}

fn entry(class: &'static str, label: &'static str, value: Option<&str>, implied: bool) -> Html {
    let value = value.filter(|value| !value.is_empty());
    let value = match value {
        Some(value) if implied => text::name_part_implied(value),
        Some(value) => value.to_owned(),
        None => text::name_part_none().to_owned(),
    };
    html! { <li><span {class}>{ label }</span>{ " " }{ value }</li> }
}

/// A wrong name; at the end of a name that breaks off a space is marked.
fn wrong(input: &str, span: Span) -> Html {
    let (before, rest) = input.split_at(span.start);
    let (marked, after) = rest.split_at(span.end - span.start);
    let marked = if marked.trim().is_empty() {
        "\u{2423}"
    } else {
        marked
    };
    html! {
        <p class="reference">
            { before }<mark class="wrong">{ marked }</mark>{ after }
        </p>
    }
}
