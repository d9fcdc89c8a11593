//! The Credentials view: which credentials the kubelet tries for an image, in which order, and why
//! not the others.
//!
//! | file | what it is |
//! | --- | --- |
//! | `input` | what a person gives, and how an address says it |
//! | `request` | the same as a question to the core |
//! | `paste` | texts and files that are taken apart into it |
//! | `form` | its fields |
//! | `sentence` | the answer in words |
//! | `tried` | first, second, never, each with its reason and part by part |
//! | `docker_hub` | the key of Docker Hub |
//! | `cards` | images on the node, events, tokens |
//! | `own` | what is one's own, while an example is shown |
//! | `presets` | the examples |
//! | `export` | what the view gives to other pages |

use imagepull::{
    credentials::{CredentialsReport, example_image},
    diagnostic::Diagnostic,
};
use yew::prelude::*;

use crate::{
    address::{Address, packed::Unreadable},
    components::{
        breakable::breakable,
        example::{Own, examples},
        image_field::{ImageField, edit_image, too_long},
        remarks::remarks,
        rich::rich,
    },
    hooks::{use_judging, use_language},
    presets::credentials::image_of,
    state::Props,
    text,
};
use custom::Custom;
use input::Input;

mod cards;
mod custom;
mod docker_hub;
mod export;
mod form;
pub(super) mod input;
pub(super) mod paste;
mod presets;
pub(super) mod request;
pub(super) mod sentence;
mod tried;

/// What no link carries of this view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafts {
    /// What was given last. It has the names of users, which no address has.
    given: Input,
    /// What was shown last that was no example.
    custom: Option<Custom>,
    /// What is left in the field for pasted texts, without its secrets.
    unread: String,
}

/// The view: what is pasted, the image and the fields, and beside them the answer.
#[component]
pub fn CredentialsView(props: &Props) -> Html {
    use_language();
    let address = props.address();
    use_judging(
        props,
        &address.credentials.given,
        Input::may_share_packed,
        |address, given| address.credentials.given = given,
    );
    let drafts = &props.state.drafts.credentials;
    let release = address.kubernetes;
    let image = address.first_image();
    let too_long = too_long(image);
    let (given, unreadable) = shown(address, &drafts.given);
    let report = use_memo(
        (image.to_owned(), release, given.clone()),
        |(image, release, given)| request::matched(image, *release, given),
    );
    let give = props.change(|state, (given, image): (Input, Option<String>)| {
        state.address = state.address.with_credentials(given.packed());
        if let Some(image) = image {
            state.address.set_image(image);
        }
        state.drafts.credentials.given = given;
    });
    let change = give.reform(|given: Input| (given, None));
    let preset = chosen(address);
    custom::use_keeping(props);
    let own = Own {
        title: text::example_own(),
        back: (!preset.is_empty()).then(|| custom::back(props)).flatten(),
    };
    html! {
        <>
            <h1 class="visually-hidden">{ text::credentials_title() }</h1>
            <div class="split">
                <div>
                    <paste::Paste page={props.clone()} {release} given={given.clone()} is_example={!address.credentials.preset.is_empty()} {give} />
                    { for unreadable.map(|why| html! { <p class="bad" role="alert">{ not_read(&why) }</p> }) }
                    <ImageField ..props.clone() />
                    { examples(presets::OFFERS.into_iter(), preset, own, props.open_example()) }
                    <details class="editor">
                        <summary>{ text::credentials_form_title(given.keys()) }</summary>
                        <p class="soft">{ text::credentials_form_note() }</p>
                        <form::Form given={given.clone()} {change} />
                    </details>
                </div>
                <div>
                    if image.is_empty() {
                        { ask_for_image(&given, props) }
                    } else if let Some(said) = &too_long {
                        { said.clone() }
                    } else {
                        <p class="answer" role="status">{ rich(sentence::sentence(&report)) }</p>
                        { remarks_on(&report, props) }
                        { tried::tried(&report) }
                    }
                </div>
            </div>
            if !image.is_empty() && too_long.is_none() {
                { cards::cards(image, report.repository.as_deref(), release) }
            }
            { cards::documentation() }
        </>
    }
}

/// So many images are offered where none is written.
const OFFERED: usize = 4;

/// Without an image nothing can be said: asks for one, and offers some that the keys are for.
fn ask_for_image(given: &Input, props: &Props) -> Html {
    let mut offered: Vec<String> = given.all_keys().filter_map(example_image).collect();
    offered.dedup();
    offered.truncate(OFFERED);
    html! {
        <>
            <p class="answer" role="status">{ rich(text::credentials_says_no_image()) }</p>
            if !offered.is_empty() {
                <div class="tries">
                    <span>{ text::credentials_says_example_image() }</span>
                    { for offered.into_iter().map(|image| {
                        let (write, name) = (edit_image(props), image.clone());
                        let onclick = Callback::from(move |_: MouseEvent| write.emit(name.clone()));
                        html! { <button type="button" class="small" {onclick}><code>{ breakable(&image) }</code></button> }
                    }) }
                </div>
            }
        </>
    }
}

/// What an address shows: as it was given last where the address says the same.
fn shown(address: &Address, last: &Input) -> (Input, Option<Unreadable>) {
    match Input::new(&address.credentials) {
        Ok(said) if last.published() == said => (last.clone(), None),
        Ok(said) => (said, None),
        Err(unreadable) => (Input::default(), Some(unreadable)),
    }
}

/// The example that is shown as it is; empty: none.
fn chosen(address: &Address) -> &str {
    let preset = &address.credentials.preset;
    if image_of(preset) == Some(&address.image) {
        preset
    } else {
        ""
    }
}

fn not_read(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Newer(version) => text::credentials_link_newer(version),
        Unreadable::Large => text::link_large().to_owned(),
        Unreadable::Broken => text::credentials_link_broken().to_owned(),
    }
}

/// A fix of the core is one of the image's name.
fn remarks_on(report: &CredentialsReport, props: &Props) -> Html {
    let shown: Vec<&Diagnostic> = report.beside_candidates().collect();
    remarks(&shown, &edit_image(props))
}

/// The field of an address with one key.
#[cfg(test)]
pub(crate) fn packed_with_key(key: &str) -> crate::address::packed::Packed {
    let entry = input::Entry {
        key: key.to_owned(),
        ..input::Entry::default()
    };
    let node = vec![entry];
    Input {
        node,
        ..Input::default()
    }
    .packed()
}

#[cfg(test)]
mod tests {
    use imagepull::releases::Release;

    use super::*;

    fn report_of(slug: &str) -> CredentialsReport {
        let (address, problems) = Address::default().open(&format!("#/credentials?preset={slug}"));
        assert_eq!(problems, [], "{slug}");
        let (given, unreadable) = shown(&address, &Input::default());
        assert_eq!(unreadable, None, "{slug}");
        request::matched(&address.image, Release::NEWEST, &given)
    }

    #[test]
    fn every_example_has_its_image_and_its_contents() {
        let slugs = presets::OFFERS.map(|offer| offer.slug);
        let images = crate::presets::credentials::IMAGES.map(|(slug, _)| slug);
        assert_eq!(slugs, images);
        for slug in slugs {
            let is_empty = presets::given(slug) == Input::default();
            assert_eq!(is_empty, slug == "image-on-the-node", "{slug}");
        }
    }

    #[test]
    fn what_each_example_shows() {
        let lines = presets::OFFERS.map(|offer| {
            let report = report_of(offer.slug);
            let tried = report.candidates.iter().map(|it| {
                let name = it.name.as_deref().unwrap_or("node");
                format!("  {} {name} {}", it.order, it.key)
            });
            let never = report.rejected.iter().map(|it| {
                let name = it.name.as_deref().unwrap_or("node");
                let key = it.key.as_deref().unwrap_or("*");
                let rules: Vec<&str> = it.why.iter().map(|why| why.rule).collect();
                format!("  never {name} {key}: {}", rules.join(", "))
            });
            let lines: Vec<String> = tried.chain(never).collect();
            format!(
                "{}: {}\n{}\n",
                offer.slug,
                text::marked(&sentence::sentence(&report)),
                lines.join("\n")
            )
        });
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn user_and_password_of_a_key_in_a_link_are_not_shown() {
        let json = r#"{ "node": ["https://joe:s3cret@ghcr.io"] }"#;
        let packed = crate::address::packed::pack_text(json);
        let address = Address::default().with_credentials(packed.into());
        let (given, _) = shown(&address, &Input::default());
        assert_eq!(given.node[0].key, "https://ghcr.io");
    }

    #[test]
    fn user_names_are_kept_and_stand_in_no_address() {
        let mut given = presets::given("config-json-two-keys");
        given.node[0].user = "joe-in-no-link".to_owned();
        given.node[1].key = "https://joe:s3cret@my-registry.example/images/".to_owned();
        let json = serde_json::to_string(&given).expect("JSON");
        assert!(!json.contains("joe") && !json.contains("s3cret"), "{json}");
        let address = Address::default().with_credentials(given.packed());
        assert_eq!(shown(&address, &given).0, given);
        let other = address.with_credentials(String::new().into());
        assert_eq!(shown(&other, &given).0, Input::default());
    }
}
