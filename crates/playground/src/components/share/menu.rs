//! The content of the share menu.

use gloo::utils::{document, window};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{
    files::name_of,
    open_view::OpenView,
    save_button::{Kind, SaveButton},
    snippets,
};
use crate::{
    address::{Address, View, length::Length},
    components::{
        copy_button::{CopyButton, CopyMade},
        header::Props,
    },
    export::{Colours, json::laid_out, markdown},
    hooks::{Theme, use_language},
    text,
};

#[derive(Clone)]
enum Progress {
    Loading,
    Open(OpenView),
    Failed,
}

/// Links, snippets, texts and files of what is on the page.
#[component]
pub fn Menu(props: &Props) -> Html {
    use_language();
    let address = &props.state.address.public();
    let progress = use_state(|| Progress::Loading);
    {
        let progress = progress.clone();
        use_effect_with(address.view, move |view| {
            let view = *view;
            spawn_local(async move {
                let opened = OpenView::of(view).await;
                progress.set(opened.map_or(Progress::Failed, Progress::Open));
            });
        });
    }
    let title = match &*progress {
        Progress::Open(view) => view.title(address),
        Progress::Loading | Progress::Failed => text::page_title().to_owned(),
    };
    let answer = match &*progress {
        Progress::Loading => html! { <p class="soft" role="status">{ text::view_loading() }</p> },
        Progress::Failed => html! { <p role="alert">{ text::share_not_loaded() }</p> },
        Progress::Open(view) => {
            html! { <Given address={address.clone()} view={Asked(view.clone())} /> }
        }
    };
    html! {
        <>
            { links(address, &title) }
            { answer }
            <p class="soft">{ carried(address.view) }</p>
        </>
    }
}

/// What of the view is part of the link.
fn carried(view: View) -> &'static str {
    match view {
        View::Manifest => text::share_manifest_text(),
        _ => text::share_not_pasted(),
    }
}

/// The link, and the snippets that are made of it.
fn links(address: &Address, title: &str) -> Html {
    let fragment = address.to_string();
    let base = snippets::base();
    let bytes = size(fragment.len());
    let length = Length::of(&fragment);
    if length == Length::TooLong {
        return html! { <p class="bad">{ text::share_link_too_long(bytes) }</p> };
    }
    let link = snippets::link(&base, &fragment);
    let markdown = snippets::markdown_link(&base, &fragment, title);
    let frame = snippets::frame(&base, &fragment, title);
    let element = snippets::element(&base, &fragment);
    html! {
        <>
            { snippet(text::share_link(), link) }
            if length == Length::Long { <p class="bad">{ text::share_link_long(bytes) }</p> }
            { snippet(text::share_markdown_link(), markdown) }
            { snippet(text::share_element(), element) }
            { snippet(text::share_frame(), frame) }
        </>
    }
}

/// A size in bytes. Whole numbers alone: printing others weighs more than the rest of the menu.
fn size(bytes: usize) -> String {
    let (megabytes, tenths) = (bytes / 1_000_000, bytes / 100_000 % 10);
    if megabytes == 0 {
        format!("{} kB", bytes / 1000)
    } else {
        format!("{megabytes}.{tenths} MB")
    }
}

/// A text to copy, which can also be looked at and selected.
fn snippet(label: &'static str, value: String) -> Html {
    let onfocus = |event: FocusEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        field.select();
    };
    html! {
        <div class="share-row">
            <label>
                <span>{ label }</span>
                <input class="code" type="text" readonly=true value={value.clone()} {onfocus} />
            </label>
            <CopyButton copied={value} what={label} />
        </div>
    }
}

#[derive(Clone)]
struct Asked(OpenView);

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (OpenView::Name, OpenView::Name) => true,
            (OpenView::Module(one), OpenView::Module(other)) => std::rc::Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}

#[derive(Properties, PartialEq)]
struct GivenProps {
    address: Address,
    view: Asked,
}

/// What the open view gives.
#[component]
fn Given(props: &GivenProps) -> Html {
    use_language();
    let colours = use_state_eq(page_colours);
    let of = AttrValue::from(props.address.to_string());
    let name = AttrValue::from(name_of(&props.address));
    let make = |give: fn(&OpenView, &Address) -> Option<String>| {
        let (view, address) = (props.view.0.clone(), props.address.clone());
        Callback::from(move |()| give(&view, &address))
    };
    let result = make(|view, address| Some(laid_out(&view.result(address)?)));
    let input = make(|view, address| Some(laid_out(&view.input(address)?)));
    let figure = {
        let (view, address, colours) = (props.view.0.clone(), props.address.clone(), *colours);
        Callback::from(move |()| view.figure(&address, colours))
    };
    let save = |make: &Callback<(), Option<String>>, kind: Kind, what: &'static str| {
        html! { <SaveButton make={make.clone()} name={name.clone()} {kind} {what} /> }
    };
    let copy = |make: Callback<(), Option<String>>, what: &'static str| {
        html! { <CopyMade {make} of={of.clone()} {what} label={text::copy_label()} /> }
    };
    let view = props.address.view;
    html! {
        <>
            <div class="share-row">
                <span>{ text::share_markdown() }</span>
                { copy(make(block), text::share_markdown()) }
            </div>
            <div class="share-row">
                <span>{ text::share_result() }</span>
                { save(&result, Kind::Json, text::share_result()) }
                { copy(result, text::share_result()) }
            </div>
            if view == View::Pulls {
                <div class="share-row">
                    <span>{ text::share_input() }</span>
                    <SaveButton make={input} name={format!("{name}-scenario")} kind={Kind::Json} what={text::share_input()} />
                </div>
            }
            if matches!(view, View::Pulls | View::BackOff) {
                <div class="share-row">
                    <span>{ text::share_figure() }</span>
                    { colour_selector(&colours) }
                    { save(&figure, Kind::Svg, text::share_figure()) }
                    { save(&figure, Kind::Png, text::share_figure()) }
                </div>
            }
        </>
    }
}

/// The answer as Markdown with a link to it, where it fits one.
fn block(view: &OpenView, address: &Address) -> Option<String> {
    let answer = view.markdown(address)?;
    let fragment = address.to_string();
    if Length::of(&fragment) == Length::TooLong {
        return Some(answer);
    }
    let url = snippets::link(&snippets::base(), &fragment);
    let link = markdown::link(&view.title(address), &url);
    Some(format!("{answer}\n{link}\n"))
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
