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

/// A list of examples. `chosen` is the slug of the one that is open; where none is as it stands,
/// `own` says what is shown instead. `choose` is called with the slug of another.
pub fn examples(
    offers: impl Iterator<Item = Offer> + Clone,
    chosen: &str,
    own: &str,
    choose: Callback<String>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        choose.emit(select.value());
    });
    let open = offers.clone().find(|offer| offer.slug == chosen);
    html! {
        <div class="example">
            <label>
                { text::example_label() }
                <select {onchange}>
                    if open.is_none() { <option value="" selected=true>{ own }</option> }
                    { for offers.map(|offer| html! {
                        <option value={offer.slug} selected={offer.slug == chosen}>{ (offer.title)() }</option>
                    }) }
                </select>
            </label>
            if let Some(offer) = open { <p class="soft">{ rich((offer.look)()) }</p> }
        </div>
    }
}
