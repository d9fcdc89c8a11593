//! Links into the views that answer what a cause asks next, with what was read of the text.

use imagepull::{
    events::{FoundCause, Related, related},
    recognize::Kind,
};
use yew::prelude::*;

use crate::{
    address::{Address, View},
    components::address_link::AddressLink,
    hooks::brought::{Brought, bring},
    state::Props,
    text,
};

/// The links of some codes; `cause` has the image and the platform.
pub fn related_links(
    page: &Props,
    codes: impl IntoIterator<Item = &'static str>,
    cause: Option<&FoundCause>,
) -> Html {
    let mut subjects: Vec<Related> = Vec::new();
    for subject in codes.into_iter().flat_map(related) {
        if !subjects.contains(subject) {
            subjects.push(*subject);
        }
    }
    if subjects.is_empty() {
        return Html::default();
    }
    html! {
        <p class="related">
            { for subjects.into_iter().map(|subject| {
                let (view, label) = shown(subject);
                html! { <AddressLink address={opened(page.address(), view, cause)}>{ label }</AddressLink> }
            }) }
        </p>
    }
}

fn shown(subject: Related) -> (View, &'static str) {
    match subject {
        Related::Name => (View::Name, text::back_off_related_name()),
        Related::Policy => (View::Policy, text::back_off_related_policy()),
        Related::Pulls => (View::Pulls, text::back_off_related_pulls()),
        Related::Platforms => (View::Platforms, text::back_off_related_platforms()),
        Related::Credentials => (View::Credentials, text::back_off_related_credentials()),
    }
}

fn opened(address: &Address, view: View, cause: Option<&FoundCause>) -> Address {
    let mut opened = address.with_view(view);
    if let Some(image) = cause.and_then(|cause| cause.image.clone()) {
        opened.set_image(image);
    }
    if let Some(platform) = cause.and_then(FoundCause::platform) {
        platform.clone_into(&mut opened.platforms.platform);
    }
    opened
}

/// Opens the manifest that is in the text beside its events.
pub fn manifest_button(page: &Props, manifest: &AttrValue) -> Html {
    let brought = Brought {
        kind: Kind::Manifest,
        view: View::Manifest,
        is_sure: true,
        text: Some(manifest.clone()),
    };
    let state = page.state.clone();
    let open = Callback::from(move |_: MouseEvent| bring(&state, brought.clone()));
    html! { <button type="button" class="small" onclick={open}>{ text::back_off_related_manifest() }</button> }
}
