//! A text in the wrong view: what it is, and a button that opens it where it is answered.

use imagepull::{recognize::Kind, words::Parts};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{rich::rich, tab_label::tab_label};
use crate::{
    address::View,
    hooks::{
        brought::{Brought, bring, go_back, use_elsewhere},
        use_language,
    },
    state::{Props as PageProps, State},
    text,
};

/// Properties of [`Elsewhere`].
#[derive(Properties, PartialEq)]
pub struct Props {
    pub page: PageProps,
    /// The text as it is in the field.
    pub text: AttrValue,
    /// The view of the field.
    pub here: View,
}

/// Offers the view that answers a text, where it is not the one that is open.
#[component]
pub fn Elsewhere(props: &Props) -> Html {
    use_language();
    let Some(brought) = use_elsewhere(&props.text, props.here) else {
        return Html::default();
    };
    offer(&props.page.state, brought)
}

/// Says what a text is, with a button that opens it where it is answered.
pub fn offer(state: &UseReducerHandle<State>, brought: Brought) -> Html {
    let (what, view) = (title(brought.kind), brought.view);
    let said = if brought.is_sure {
        text::elsewhere_is(what)
    } else {
        text::elsewhere_could_be(what)
    };
    let state = state.clone();
    let open = Callback::from(move |_: MouseEvent| bring(&state, brought.clone()));
    html! {
        <p class="elsewhere" role="status">
            { rich(said) }
            { " " }
            <button type="button" class="small" onclick={open}>{ text::elsewhere_open(tab_label(view)) }</button>
        </p>
    }
}

/// What a text is, in words.
pub fn title(kind: Kind) -> Parts {
    text::localized(&kind.title().into())
}

/// Says above a view that it was opened with a text that was pasted elsewhere, with the way back.
#[component]
pub fn Opened(props: &PageProps) -> Html {
    use_language();
    let brought = props.state.drafts.brought.as_ref();
    let brought = brought.filter(|it| it.view == props.state.address.view);
    let place = use_node_ref();
    {
        let place = place.clone();
        let shown = brought.map(|it| (it.kind, it.view));
        use_effect_with(shown, move |_| {
            // The field that had the focus is gone: what is said comes next, and behind it the way back.
            if let Some(place) = place.cast::<HtmlElement>() {
                let _ = place.focus();
            }
        });
    }
    let Some(brought) = brought else {
        return Html::default();
    };
    let said = text::elsewhere_opened(title(brought.kind), tab_label(brought.view));
    html! {
        <p class="elsewhere" role="status" tabindex="-1" ref={place}>
            { rich(&said) }
            { " " }
            <button type="button" class="small" onclick={|_: MouseEvent| go_back()}>{ text::elsewhere_back() }</button>
        </p>
    }
}
