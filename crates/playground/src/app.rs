//! The page: a header, the notices, and the view that is open. Embedded in another page, the
//! view alone.

use gloo::utils::document;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    address::{Address, View},
    components::{
        elsewhere::Opened, embedded::Embedded, new_version::NewVersion, open_view::OpenView,
        problems::Problems, tab_label::tab_label,
    },
    header::Header,
    hooks::{Speaking, is_embedded, shortcuts, use_fragment, use_language, use_no_stray_files},
    state::{Props, State},
    text,
};

/// The whole page, in the language of the link or of the reader.
#[component]
pub fn App() -> Html {
    let state = use_fragment();
    let language = state.language();
    use_effect_with((), |()| shortcuts::restore());
    use_no_stray_files();
    html! {
        <Speaking {language}>
            <ContextProvider<UseReducerHandle<State>> context={state.clone()}>
                <Page {state} />
            </ContextProvider<UseReducerHandle<State>>>
        </Speaking>
    }
}

#[component]
fn Page(props: &Props) -> Html {
    let language = use_language();
    let state = &props.state;
    let main = use_node_ref();
    {
        let title = document_title(&state.address);
        use_effect_with((title, language), |(title, _)| document().set_title(title));
    }
    let view = html! { <OpenView state={state.clone()} /> };
    if is_embedded() {
        return html! { <Embedded state={state.clone()}>{ view }</Embedded> };
    }
    html! {
        <>
            <a class="skip" href="#main" onclick={skip_to(&main)}>{ text::header_skip() }</a>
            <Header state={state.clone()} />
            <Problems state={state.clone()} />
            <main id="main" tabindex="-1" ref={main}>
                <Opened state={state.clone()} />
                { view }
            </main>
            <footer>{ footer() }</footer>
            <NewVersion />
        </>
    }
}

/// What a window or tab of the browser is called: the view, beside the name of the page.
fn document_title(address: &Address) -> String {
    if address.view == View::Name && address.image.is_empty() {
        text::page_title().to_owned()
    } else {
        format!("{} - Imagepull", tab_label(address.view))
    }
}

/// Where to read on, and what happens to what is typed.
fn footer() -> Html {
    let links = [
        ("model.html", text::footer_model()),
        ("releases.html", text::footer_releases()),
        ("diagnostics.html", text::footer_diagnostics()),
        ("embedding.html", text::footer_embedding()),
        ("package.html", text::footer_package()),
        ("security.html", text::footer_security()),
        ("THIRD-PARTY-NOTICES.txt", text::footer_licences()),
    ];
    html! {
        <>
            <p>{ text::footer_privacy() }</p>
            { for links.map(|(href, label)| html! { <a {href}>{ label }</a> }) }
        </>
    }
}

/// Moves the focus and leaves the fragment alone, which says what the page shows.
fn skip_to(main: &NodeRef) -> Callback<MouseEvent> {
    let main = main.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.cast::<HtmlElement>() {
            let _ = main.focus();
        }
    })
}
