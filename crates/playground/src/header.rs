//! The header: the views as tabs, and behind a button the releases, the language and the theme.

use std::{fmt::Display, str::FromStr};

use imagepull::{containerd::ContainerdRelease, releases::Release, words::Language};
use web_sys::{HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    address::View,
    components::{keys::Keys, tab_label::tab_label},
    hooks::{Theme, language, use_language, use_theme},
    share::Share,
    state::{Action, Props, State},
    text,
};

/// The header of the page.
#[component]
pub fn Header(props: &Props) -> Html {
    use_language();
    let state = &props.state;
    html! {
        <header>
            <a class="mark" href="#/">
                <svg viewBox="0 0 22 22" aria-hidden="true">
                    <path d="M2 3h6v16H2z" fill="currentColor" />
                    <path d="M10 3h8v9h-8z" fill="var(--download)" />
                    <path d="M10 14h8v5h-8z" fill="var(--unpack)" />
                </svg>
                { "Imagepull" }
            </a>
            <Tabs state={state.clone()} />
            <div class="tools">
                <Settings state={state.clone()} />
                <Share state={state.clone()} />
                <LeftOut state={state.clone()} />
                <Keys state={state.clone()} />
            </div>
        </header>
    }
}

/// The releases, the language and the theme behind one button, which says the releases that the open view
/// depends on.
#[component]
fn Settings(props: &Props) -> Html {
    use_language();
    let state = &props.state;
    let (release, containerd) = (state.address.kubernetes, state.address.containerd);
    let says = if state.address.view == View::Platforms {
        format!(
            "{} · {}",
            text::header_kubernetes(release),
            text::header_containerd(containerd)
        )
    } else {
        text::header_kubernetes(release)
    };
    html! {
        <>
            <button class="settings-button" popovertarget="page-settings" title={text::header_settings()}>
                <span class="if-wide">{ says }</span>
                <span class="if-narrow">{ release.to_string() }</span>
                <span class="visually-hidden">{ text::header_settings() }</span>
            </button>
            <div id="page-settings" class="menu" popover="auto" role="group" aria-label={text::header_settings()}>
                { release_selector(state, text::header_release(), Release::all(), release, Action::ChooseRelease) }
                { release_selector(
                    state,
                    text::header_containerd_release(),
                    ContainerdRelease::ALL.into_iter(),
                    containerd,
                    Action::ChooseContainerd,
                ) }
                <LanguageSelector state={state.clone()} />
                <ThemeSelector />
            </div>
        </>
    }
}

/// Says beside “Share” that something on the page is not part of the link.
#[component]
fn LeftOut(props: &Props) -> Html {
    use_language();
    let said = props.state.has_left_out().then(text::share_left_out);
    html! { <span class="soft left-out" role="status">{ said }</span> }
}

/// The views. Where there is no room for all of them they scroll, and the current one is in view.
#[component]
fn Tabs(props: &Props) -> Html {
    let language = use_language();
    let state = &props.state;
    let (nav, current) = (use_node_ref(), use_node_ref());
    {
        let (nav, current) = (nav.clone(), current.clone());
        use_effect_with((state.address.view, language), move |_| {
            let elements = nav.cast::<HtmlElement>().zip(current.cast::<HtmlElement>());
            if let Some((nav, tab)) = elements {
                // In the middle, so that those beside it show; the browser knows the ends.
                let room = nav.client_width() - tab.offset_width();
                nav.set_scroll_left(tab.offset_left() - room / 2);
            }
        });
    }
    html! {
        <nav aria-label={text::header_views()} ref={nav}>
            { for View::ALL.into_iter().map(|view| {
                let place = if state.address.view == view { current.clone() } else { NodeRef::default() };
                tab(state, view, place)
            }) }
        </nav>
    }
}

/// A tab is a link, so that it opens in a new window as well.
fn tab(state: &UseReducerHandle<State>, view: View, place: NodeRef) -> Html {
    let current = (state.address.view == view).then_some("page");
    let address = state.address.with_view(view);
    let link = address.link();
    // What no link carries is kept by this page, though not by a new window.
    let onclick = (link.is_none() || address.has_left_out()).then(|| {
        let state = state.clone();
        Callback::from(move |event: MouseEvent| {
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                state.dispatch(Action::OpenView(view));
            }
        })
    });
    let href = link.unwrap_or_else(|| view.fragment());
    html! { <a {href} {onclick} aria-current={current} ref={place}>{ tab_label(view) }</a> }
}

/// A choice among releases, the newest first; `action` says which was chosen.
fn release_selector<R: Copy + Display + FromStr + PartialEq + 'static>(
    state: &UseReducerHandle<State>,
    label: &'static str,
    releases: impl DoubleEndedIterator<Item = R>,
    chosen: R,
    action: fn(R) -> Action,
) -> Html {
    let dispatcher = state.dispatcher();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(release) = select.value().parse() {
            dispatcher.dispatch(action(release));
        }
    });
    html! {
        <label>
            { label }
            <select {onchange}>
                { for releases.rev().map(|release| html! {
                    <option value={release.to_string()} selected={release == chosen}>{ release.to_string() }</option>
                }) }
            </select>
        </label>
    }
}

#[component]
fn LanguageSelector(props: &Props) -> Html {
    let spoken = use_language();
    let onchange = {
        let state = props.state.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            if let Some(language) = Language::from_code(&select.value()) {
                language::keep(language);
                state.dispatch(Action::ChooseLanguage(language));
            }
        })
    };
    html! {
        <label class="language">
            <span>
                // A sign that a reader of any language knows.
                <span aria-hidden="true">{ "文A " }</span>
                { text::header_language() }
            </span>
            <select {onchange}>
            { for Language::ALL.into_iter().map(|offered| html! {
                <option value={offered.code()} lang={offered.code()} selected={offered == spoken}>{ offered.name() }</option>
            }) }
            </select>
        </label>
    }
}

#[component]
fn ThemeSelector() -> Html {
    use_language();
    let theme = use_theme();
    let onchange = {
        let theme = theme.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            theme.set(Theme::named(&select.value()));
        })
    };
    html! {
        <label>
            { text::header_theme_label() }
            <select {onchange}>
                { for Theme::ALL.into_iter().map(|offered| html! {
                    <option value={offered.name()} selected={offered == *theme}>{ label(offered) }</option>
                }) }
            </select>
        </label>
    }
}

fn label(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => text::header_theme_auto(),
        Theme::Light => text::header_theme_light(),
        Theme::Dark => text::header_theme_dark(),
    }
}
