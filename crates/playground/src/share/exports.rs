//! What the view gives, a row each: to copy and to save, or the reason why it is not there.

use gloo::utils::{document, window};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{
    files::name_of,
    save_button::{Kind, SaveButton},
    snippets,
};
use crate::{
    address::{Address, View, length::Length},
    components::copy_button::CopyMade,
    export::{Colours, Exported, json::laid_out, markdown},
    hooks::{Theme, use_language},
    parts::ViewPart,
    text,
};

/// Properties of [`Exports`].
#[derive(Properties, PartialEq)]
pub struct ExportsProps {
    /// What the page shows.
    pub address: Address,
    /// The view that shows it.
    pub view: &'static ViewPart,
}

/// What the open view gives.
#[component]
pub fn Exports(props: &ExportsProps) -> Html {
    use_language();
    let colours = use_state_eq(page_colours);
    let of = AttrValue::from(props.address.to_string());
    let name = AttrValue::from(name_of(&props.address));
    let part = props.view;
    let make = |give: fn(&ViewPart, &Address) -> Exported| {
        let address = props.address.clone();
        Callback::from(move |()| give(part, &address))
    };
    let result = make(|view, address| Ok(laid_out(&(view.result)(address)?)));
    let input = make(|view, address| Ok(laid_out(&(view.input)(address)?)));
    let figure = {
        let (address, colours) = (props.address.clone(), *colours);
        Callback::from(move |()| (part.figure)(&address, colours))
    };
    let animation = {
        let (address, colours) = (props.address.clone(), *colours);
        Callback::from(move |()| (part.animation)(&address, colours))
    };
    let view = props.address.view;
    html! {
        <>
            <Row what={text::share_markdown()} make={make(block)} of={of.clone()} name={name.clone()} offers={COPY} />
            // A guide has many answers, and none of them alone is the one of the page.
            if view != View::UseCases {
                <Row what={text::share_result()} make={result} of={of.clone()} name={name.clone()} offers={SAVE_AND_COPY} />
            }
            if view == View::Pulls {
                <Row what={text::share_input()} make={input} of={of.clone()} name={format!("{name}-scenario")} offers={SAVE} />
            }
            if view == View::Pulls {
                <Row what={text::share_animation()} make={animation} of={of.clone()} name={format!("{name}-moving")} offers={MOVING} />
            }
            if matches!(view, View::Pulls | View::BackOff) {
                <Row what={text::share_figure()} make={figure} {of} {name} offers={DRAWING}>
                    { colour_selector(&colours) }
                </Row>
            }
        </>
    }
}

/// What can be done with what a row gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    Copy,
    Save(Kind),
}

const COPY: &[Offer] = &[Offer::Copy];
const SAVE: &[Offer] = &[Offer::Save(Kind::Json)];
const SAVE_AND_COPY: &[Offer] = &[Offer::Save(Kind::Json), Offer::Copy];
const MOVING: &[Offer] = &[Offer::Save(Kind::Svg)];
const DRAWING: &[Offer] = &[Offer::Save(Kind::Svg), Offer::Save(Kind::Png)];

#[derive(Properties, PartialEq)]
struct RowProps {
    /// What the row gives.
    what: &'static str,
    /// Makes it.
    make: Callback<(), Exported>,
    /// What it is made of; where that changes, the reason is no longer said.
    of: AttrValue,
    /// The name of its file without the extension.
    name: AttrValue,
    /// Its buttons.
    offers: &'static [Offer],
    /// What is before the buttons.
    #[prop_or_default]
    children: Html,
}

#[component]
fn Row(props: &RowProps) -> Html {
    use_language();
    let reason = use_state_eq(|| None::<String>);
    {
        let reason = reason.clone();
        use_effect_with(props.of.clone(), move |_| reason.set(None));
    }
    let make = {
        let (make, reason) = (props.make.clone(), reason.clone());
        Callback::from(move |()| {
            let made = make.emit(());
            reason.set(made.as_ref().err().cloned());
            made.ok()
        })
    };
    let failed = {
        let reason = reason.clone();
        Callback::from(move |why| reason.set(Some(why)))
    };
    let what = props.what;
    let button = |offer: &Offer| match *offer {
        Offer::Copy => {
            html! { <CopyMade make={make.clone()} of={props.of.clone()} {what} label={text::copy_label()} /> }
        }
        Offer::Save(kind) => {
            html! { <SaveButton make={make.clone()} name={props.name.clone()} {kind} {what} failed={failed.clone()} /> }
        }
    };
    html! {
        <div class="share-row">
            <span>{ what }</span>
            { props.children.clone() }
            { for props.offers.iter().map(button) }
            if let Some(reason) = &*reason { <p class="bad" role="alert">{ reason }</p> }
        </div>
    }
}

/// The answer as Markdown with a link to it, where it fits one.
fn block(view: &ViewPart, address: &Address) -> Exported {
    let answer = (view.markdown)(address)?;
    let fragment = address.to_string();
    if Length::new(&fragment) == Length::TooLong {
        return Ok(answer);
    }
    let url = snippets::link(&snippets::base(), &fragment);
    let link = markdown::link(&(view.title)(address), &url);
    Ok(format!("{answer}\n{link}\n"))
}

fn colour_selector(colours: &UseStateHandle<Colours>) -> Html {
    let onchange = {
        let colours = colours.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            colours.set(match &*select.value() {
                "dark" => Colours::Dark,
                _ => Colours::Light,
            });
        })
    };
    let is_dark = **colours == Colours::Dark;
    html! {
        <select aria-label={text::share_colours()} {onchange}>
            <option value="light" selected={!is_dark}>{ text::share_light() }</option>
            <option value="dark" selected={is_dark}>{ text::share_dark() }</option>
        </select>
    }
}

/// The colours that the page has now.
fn page_colours() -> Colours {
    let root = document().document_element();
    let theme = root.and_then(|root| root.get_attribute("data-theme"));
    let prefers_dark = || {
        let query = window().match_media("(prefers-color-scheme: dark)");
        query.ok().flatten().is_some_and(|query| query.matches())
    };
    let is_dark = match Theme::named(&theme.unwrap_or_default()) {
        Theme::Auto => prefers_dark(),
        Theme::Light => false,
        Theme::Dark => true,
    };
    if is_dark {
        Colours::Dark
    } else {
        Colours::Light
    }
}
