//! The page: a header, the notices, and the view that is open. Embedded in another page, the
//! view alone.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    components::{
        embedded::Embedded, new_version::NewVersion, open_view::OpenView, problems::Problems,
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
    use_language();
    let state = &props.state;
    let main = use_node_ref();
    let view = html! { <OpenView state={state.clone()} /> };
    if is_embedded() {
        return html! { <Embedded state={state.clone()}>{ view }</Embedded> };
    }
    html! {
        <>
            <a class="skip" href="#main" onclick={skip_to(&main)}>{ text::header_skip() }</a>
            <Header state={state.clone()} />
            <Problems state={state.clone()} />
            <main id="main" tabindex="-1" ref={main}>{ view }</main>
            <footer>{ text::footer() }</footer>
            <NewVersion />
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
