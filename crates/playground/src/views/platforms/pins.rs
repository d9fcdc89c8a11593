//! Which digest to pin, and how the one that is pinned compares.

use imagepull::words::IntoParts;

use std::slice;

use imagepull::index::{
    IndexReport,
    kind::Kind,
    report::{DigestBasis, Pin, PinTarget, PinnedDigest},
};
use yew::prelude::*;

use super::entries::platform;
use crate::{
    components::{copy_button::CopyButton, reasons::reasons, rich::rich},
    text,
};

/// The digests that can be pinned, the advised one first.
pub fn pins(answer: &IndexReport) -> Html {
    let compared = answer
        .pinned
        .as_ref()
        .map(|pinned| compared(pinned, answer));
    let basis = basis(answer);
    if answer.pins.is_empty() && compared.is_none() && basis.is_none() {
        return Html::default();
    }
    html! {
        <section class="pins">
            <h2>{ text::platforms_pins_title() }</h2>
            { for compared }
            { for basis.map(|said| html! { <p class="soft">{ said }</p> }) }
            <ul>{ for answer.pins.iter().map(pin) }</ul>
        </section>
    }
}

/// How the digest of the document is known: what is computed, stated and unknown is told apart.
fn basis(answer: &IndexReport) -> Option<&'static str> {
    let has_digest = matches!(
        answer.kind,
        Kind::Index | Kind::ManifestList | Kind::Manifest | Kind::DockerManifest
    );
    match answer.registry_digest.basis {
        DigestBasis::Computed if has_digest => Some(text::platforms_pins_computed()),
        DigestBasis::Compared => Some(text::platforms_pins_compared()),
        DigestBasis::Stated => Some(text::platforms_pins_stated()),
        DigestBasis::Unknown if has_digest => Some(text::platforms_pins_unknown()),
        DigestBasis::Computed | DigestBasis::Unknown => None,
    }
}

fn pin(pin: &Pin) -> Html {
    let target = match pin.target {
        PinTarget::Index => text::platforms_pins_index(),
        PinTarget::Platform => text::platforms_pins_platform(),
        PinTarget::Unknown => text::platforms_pins_any(),
    };
    html! {
        <li class={pin.is_advised.then_some("advised")}>
            <p>
                <strong>{ target }</strong>
                if pin.is_advised { { " " }<span class="soft">{ text::platforms_pins_advised() }</span> }
            </p>
            <p><code>{ &pin.digest }</code>{ " " }<CopyButton copied={pin.digest.clone()} what={target} /></p>
            { reasons(slice::from_ref(&pin.why)) }
        </li>
    }
}

fn compared(pinned: &PinnedDigest, answer: &IndexReport) -> Html {
    let (class, said) = match pinned.entry.and_then(|place| answer.entries.get(place)) {
        _ if pinned.matches => ("good", text::platforms_pins_same().into_parts()),
        _ if pinned.is_document => ("good", text::platforms_pins_document().into_parts()),
        Some(entry) => (
            "bad",
            text::platforms_pins_entry(platform(entry)).into_parts(),
        ),
        None if answer.registry_digest.digest.is_none() => {
            ("soft", text::platforms_pins_untold().into_parts())
        }
        None => ("bad", text::platforms_pins_other().into_parts()),
    };
    html! { <p {class}>{ rich(&said) }</p> }
}
