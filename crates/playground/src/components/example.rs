//! The examples of a view: a list to choose from, and what to look at in the one that is open.

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
    /// What to look at.
    pub look: fn() -> &'static str,
}

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

/// A list of examples. `chosen` is the slug of the one that is open; where none is as it stands,
/// `own` says what is shown instead. `choose` is called with the slug of another.
pub fn examples<'a>(
    offers: impl Iterator<Item = Offer> + Clone,
    chosen: &str,
    own: impl Into<Own<'a>>,
    choose: Callback<String>,
) -> Html {
    let Own { title, back } = own.into();
    let open = offers.clone().find(|offer| offer.slug == chosen);
    let offers_own = open.is_none() || back.is_some();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        match (select.value(), &back) {
            (slug, _) if !slug.is_empty() => choose.emit(slug),
            (_, Some(back)) => back.emit(()),
            (_, None) => {}
        }
    });
    html! {
        <div class="example">
            <label>
                { text::example_label() }
                <select {onchange}>
                    if offers_own { <option value="" selected={open.is_none()}>{ title }</option> }
                    { for offers.map(|offer| html! {
                        <option value={offer.slug} selected={offer.slug == chosen}>{ (offer.title)() }</option>
                    }) }
                </select>
            </label>
            if let Some(offer) = open { <p class="soft">{ rich((offer.look)()) }</p> }
        </div>
    }
}
