//! The Platforms view: which entry of an image index a node takes, why it takes no other, and which
//! digest to pin.
//!
//! | file | what it is |
//! | --- | --- |
//! | `presets` | the examples, as data |
//! | `document` | the document, and the way it is in an address |
//! | `settings` | the platform of the node, and the digest that is pinned |
//! | `sentence` | the answer in words |
//! | `entries` | every entry with its platform and the reason |
//! | `pins` | which digest to pin, and how the pinned one compares |
//! | `referenced_documents` | documents that the document leads to |
//! | `layers` | what is downloaded, and the way to the Pulls view |
//! | `digests`, `file_digest` | the digests of exactly these bytes, and that of a file of any size |
//! | `registry` | the document of an image, from its registry or by a command |
//! | `export` | what the view gives to other pages |

use std::{ops::Deref, rc::Rc};

use imagepull::{
    containerd::ContainerdRelease,
    diagnostic::Diagnostic,
    image::parse_image,
    index::{Beside, IndexReport, kind::Kind, read_index_beside},
};
use yew::prelude::*;

use crate::{
    address::{Address, View, packed::may_share_packed_document, platforms::PlatformsChoice},
    components::{
        elsewhere::Elsewhere,
        example::{Own, examples},
        file_input::{allow_drop, take_drop},
        remarks::remarks_in,
        rich::rich,
        text_editor::{Mark, TextEditor},
        verbatim::verbatim,
    },
    hooks::{brought::use_brought, use_judging, use_language},
    state::Props,
    text,
};
use document::Document;
use presets::PRESETS;

mod digests;
mod document;
mod entries;
mod export;
mod file_digest;
mod layers;
mod pins;
mod presets;
mod referenced_documents;
mod registry;
mod sentence;
mod settings;

pub use layers::Images;

/// The view: the image and the document, beside it what a node takes of it, below it what becomes of that.
#[component]
pub fn PlatformsView(props: &Props) -> Html {
    let language = use_language();
    let address = props.address();
    let document = Document::new(&address.platforms);
    let choice = &address.platforms;
    document::use_keeping(props);
    use_judging(
        props,
        &choice.document,
        may_share_packed_document,
        |address, document| address.platforms.document = document,
    );
    let (beside, put_beside) = document::attached(props);
    let given = (
        document.text.clone(),
        choice.platform.clone(),
        pinned_name(address).to_owned(),
        beside.clone(),
        address.containerd,
    );
    let answer = use_memo(given, |(text, platform, digest, beside, containerd)| {
        Answer(read(text, platform, digest, beside, *containerd))
    });
    let marks = use_memo((answer.clone(), language), |(answer, _)| {
        let marks = answer.diagnostics.iter().filter_map(Mark::from_diagnostic);
        marks.collect::<Rc<[Mark]>>()
    });
    let write = change(props, |choice, text: String| Document::write(choice, &text));
    use_brought(
        props,
        View::Platforms,
        write.reform(|text: AttrValue| text.to_string()),
    );
    let (open, refused) = document::use_opener(write.clone());
    let own = Own {
        title: text::example_own(),
        back: document.preset.and(document::back_to_own(props)),
    };
    let chosen = document.preset.map_or("", |preset| preset.offer.slug);
    html! {
        <div ondragover={allow_drop()} ondrop={take_drop(open.clone())}>
            <h1 class="visually-hidden">{ text::platforms_title() }</h1>
            { for document.problem.iter().map(|why| html! { <p class="notice" role="alert">{ document::not_read(why) }</p> }) }
            <registry::FromRegistry view={props.clone()} is_example={document.preset.is_some()} write={write.clone()} put_beside={put_beside.clone()} />
            { examples(PRESETS.offers(), chosen, own, props.open_example()) }
            <div class="split">
                <section class="document">
                    <h2>{ text::platforms_document_title() }</h2>
                    { document::files(open) }
                    { for refused.map(|why| html! { <p class="bad" role="alert">{ why }</p> }) }
                    <TextEditor
                        value={document.text.clone()} marks={(*marks).clone()} onchange={write.clone()}
                        label={text::platforms_document_label()}
                    />
                    <Elsewhere page={props.clone()} text={document.text.clone()} here={View::Platforms} />
                    { remarks_on(&document.text, &answer, &write) }
                    <referenced_documents::More document={document.text.clone()} beside={beside.clone()} put={put_beside} />
                </section>
                <div>
                    <settings::Settings ..props.clone() />
                    <p class="answer" role="status">{ rich(sentence::sentence(&answer)) }</p>
                    <div>
                        { for sentence::other_releases(&answer).into_iter().map(|said| html! { <p class="other-release">{ rich(said) }</p> }) }
                    </div>
                    // Not a list: what is around it would be made anew, and a field lose the focus.
                    if let Some(error) = sentence::error(&answer) { <p class="error-text">{ verbatim(error) }</p> }
                    { pins::pins(&answer) }
                </div>
            </div>
            { entries::entries(&answer) }
            { layers::layers(&answer, props) }
            if document.preset.is_none() { { for lacking(&answer) } }
            { digests::digests(&document.text, &answer) }
            <file_digest::FileDigest digest={pinned_name(address).to_owned()} />
        </div>
    }
}

/// What is said about a document. It is equal only to itself.
#[derive(Debug)]
pub struct Answer(IndexReport);

impl Deref for Answer {
    type Target = IndexReport;

    fn deref(&self) -> &IndexReport {
        &self.0
    }
}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// What is compared with the document: what is written for that, or else the image where its name has a digest.
fn pinned_name(address: &Address) -> &str {
    let written = address.platforms.digest.as_str();
    let image = address.first_image();
    let is_left_out = written.trim().is_empty();
    if is_left_out && parse_image(image).digest.is_some() {
        image
    } else {
        written
    }
}

/// Reads a document for a node.
fn read(
    text: &str,
    platform: &str,
    digest: &str,
    documents: &[String],
    containerd: ContainerdRelease,
) -> IndexReport {
    let beside = Beside {
        documents: documents.to_vec(),
        image: (!digest.trim().is_empty()).then(|| digest.trim().to_owned()),
        containerd,
    };
    read_index_beside(text, platform.trim(), &beside)
}

/// What an address shows.
fn shown(address: &Address) -> IndexReport {
    let choice = &address.platforms;
    let document = Document::new(choice);
    read(
        &document.text,
        &choice.platform,
        pinned_name(address),
        &[],
        address.containerd,
    )
}

/// A callback that changes what is chosen.
fn change<V: 'static>(
    props: &Props,
    change: impl Fn(&mut PlatformsChoice, V) + 'static,
) -> Callback<V> {
    props.edit(move |address, value| {
        let mut choice = address.platforms.clone();
        change(&mut choice, value);
        address.with_platforms(choice)
    })
}

/// Says that the manifest is not known of what a node takes.
fn lacking(answer: &IndexReport) -> Option<Html> {
    let is_index = matches!(answer.kind, Kind::Index | Kind::ManifestList);
    let node = answer.platform.as_ref()?;
    let is_unknown = answer.config.is_none() && answer.total_bytes.is_none();
    (is_index && answer.chosen.is_some() && is_unknown).then(
        || html! { <p class="soft">{ rich(text::platforms_layers_unknown(node.format_all())) }</p> },
    )
}

fn remarks_on(text: &str, answer: &IndexReport, write: &Callback<String>) -> Html {
    // What is wrong with the platform of the node is beside its field.
    let of_document = answer.diagnostics.iter();
    let of_document = of_document.filter(|it| !it.code.starts_with("PLT"));
    let all: Vec<&Diagnostic> = of_document.collect();
    remarks_in(text, &all, write)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_example_says() {
        let lines = PRESETS.0.iter().map(|preset| {
            let slug = preset.offer.slug;
            let (address, problems) =
                Address::default().open(&format!("#/platforms?preset={slug}"));
            assert_eq!(problems, [], "{slug}");
            let answer = shown(&address);
            let entries = answer.entries.iter().map(|entry| {
                let rules: Vec<&str> = entry.why.iter().map(|why| why.rule).collect();
                format!("  {}: {}", entries::platform(entry), rules.join(", "))
            });
            let entries: Vec<String> = entries.collect();
            let codes: Vec<&str> = answer.diagnostics.iter().map(|it| it.code).collect();
            format!(
                "{slug}: {}\n  {}\n{}\n",
                text::marked(&sentence::sentence(&answer)),
                codes.join(" "),
                entries.join("\n")
            )
        });
        insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn the_page_knows_every_example() {
        let slugs: Vec<&str> = PRESETS.offers().map(|offer| offer.slug).collect();
        let known = crate::presets::platforms::PRESETS.map(|preset| preset.slug);
        assert_eq!(slugs, known);
    }
}
