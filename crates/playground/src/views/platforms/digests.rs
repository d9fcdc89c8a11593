//! The digests of exactly the bytes that are shown.

use imagepull::{
    digest::{Algorithm, digest_of},
    index::IndexReport,
};
use yew::prelude::*;

use crate::{
    components::{copy_button::CopyButton, rich::rich},
    text,
};

/// The digests by each algorithm that registries know.
pub fn digests(document: &str, answer: &IndexReport) -> Html {
    let others = [Algorithm::Sha384, Algorithm::Sha512];
    let others = others.map(|algorithm| digest_of(document.as_bytes(), algorithm));
    html! {
        <details class="digests">
            <summary>{ text::platforms_digests_title() }</summary>
            <p>{ text::platforms_digests_bytes(answer.size) }</p>
            <ul>{ for [answer.digest.clone()].into_iter().chain(others).map(digest) }</ul>
            <p class="soft">{ rich(text::platforms_digests_newline()) }</p>
        </details>
    }
}

fn digest(digest: String) -> Html {
    let algorithm = digest.split(':').next().unwrap_or_default().to_owned();
    html! { <li><code>{ digest.clone() }</code>{ " " }<CopyButton copied={digest} what={algorithm} /></li> }
}
