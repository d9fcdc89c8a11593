//! The examples of a view: a list to choose from, and what to look at in the one that is open.

use imagepull::words::Parts;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{components::rich::rich, text};

/// An example as it is offered.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
    /// Its name in an address.
    pub slug: &'static str,
    /// Its name on the page.
    pub title: fn() -> &'static str,
    pub look: fn() -> Parts,
}

#[derive(Debug)]
pub struct TextExample {
    pub offer: Offer,
    pub text: &'static str,
}

/// All examples of a view that are texts, in the order in which they are offered.
#[derive(Debug)]
pub struct TextExamples(pub &'static [TextExample]);

impl TextExamples {
    /// As they are offered.
    pub fn offers(&self) -> impl Iterator<Item = Offer> + Clone {
        self.0.iter().map(|example| example.offer)
    }

    /// The example of a slug; the first one, which opens without a choice, where there is none.
    pub fn named_or_first(&self, slug: &str) -> &'static TextExample {
        let named = self.0.iter().find(|example| example.offer.slug == slug);
        named.unwrap_or(&self.0[0])
    }

    /// The example that this text is.
    pub fn with_text(&self, text: &str) -> Option<&'static TextExample> {
        self.0.iter().find(|example| example.text == text)
    }
}

/// The example of a slug in a folder of `web/`, with its texts on the page.
macro_rules! text_example {
    ($folder:literal / $slug:literal . $extension:literal, $title:ident, $look:ident) => {
        $crate::components::example::TextExample {
            offer: $crate::components::example::Offer {
                slug: $slug,
                title: $crate::text::$title,
                look: $crate::text::$look,
            },
            text: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../web/",
                $folder,
                "/",
                $slug,
                ".",
                $extension
            )),
        }
    };
}
pub(crate) use text_example;

/// What a person has of their own, beside the examples.
#[derive(Clone, Debug)]
pub struct Own<'a> {
    /// What it is called in the list.
    pub title: &'a str,
    /// Brings it back where an example is shown in its place; `None` where there is none to bring
    /// back, and the list then offers it only while it is shown.
    pub back: Option<Callback<()>>,
}

impl<'a> From<&'a str> for Own<'a> {
    fn from(title: &'a str) -> Self {
        Self { title, back: None }
    }
}

/// A list of examples, and what to look at in the one that is open. `chosen` is the slug of that one; where
/// none is as it is offered, `own` says what is shown instead. `choose` is called with the slug of another.
pub fn examples<'a>(
    offers: impl Iterator<Item = Offer> + Clone,
    chosen: &str,
    own: impl Into<Own<'a>>,
    choose: Callback<String>,
) -> Html {
    html! {
        <div class="example">
            { list(offers.clone(), chosen, own, choose) }
            { look(offers, chosen) }
        </div>
    }
}

/// The list of [`examples`] alone.
pub fn list<'a>(
    offers: impl Iterator<Item = Offer> + Clone,
    chosen: &str,
    own: impl Into<Own<'a>>,
    choose: Callback<String>,
) -> Html {
    let Own { title, back } = own.into();
    let is_open = offers.clone().any(|offer| offer.slug == chosen);
    let offers_own = !is_open || back.is_some();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        match (select.value(), &back) {
            (slug, _) if !slug.is_empty() => choose.emit(slug),
            (_, Some(back)) => back.emit(()),
            (_, None) => {}
        }
    });
    html! {
        <label class="example-list">
            <span>{ text::example_label() }</span>
            <select {onchange}>
                if offers_own { <option value="" selected={!is_open}>{ title }</option> }
                { for offers.map(|offer| html! {
                    <option value={offer.slug} selected={offer.slug == chosen}>{ (offer.title)() }</option>
                }) }
            </select>
        </label>
    }
}

/// What to look at in the example of a slug.
pub fn look(mut offers: impl Iterator<Item = Offer>, chosen: &str) -> Html {
    let open = offers.find(|offer| offer.slug == chosen);
    html! { if let Some(offer) = open { <p class="soft look">{ rich((offer.look)()) }</p> } }
}
