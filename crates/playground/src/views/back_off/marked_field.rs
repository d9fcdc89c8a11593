//! A text area whose text is marked in places. The marks are drawn by a copy of the text behind it.

use std::rc::Rc;

use imagepull::diagnostic::Span;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::{
    components::fields::{typed, wrap},
    text,
};

/// In a longer text, in bytes, nothing is marked: the browser would lay it out twice with every key.
const MAX_MARKED: usize = 64 * 1024;

/// So much of the text is seen above the first mark, in px.
const ABOVE_MARK: i32 = 40;

/// Properties of [`MarkedField`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text.
    pub value: AttrValue,
    /// The places to mark, in bytes of the text.
    pub marks: Rc<[Span]>,
    /// A person changed the text.
    pub onchange: Callback<String>,
}

/// The field for the pasted text.
#[component]
pub fn MarkedField(props: &Props) -> Html {
    let oninput = props.onchange.reform(|event: InputEvent| typed(&event));
    let breaks = wrap(&props.value);
    // Only what breaks its lines as the text area does lies behind the same letters.
    let is_marked = !props.marks.is_empty() && props.value.len() <= MAX_MARKED && breaks == "soft";
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(props.marks.clone(), move |_| show_first_mark(&field));
    }
    html! {
        <div ref={field} class={classes!("marked-field", is_marked.then_some("has-marks"))}>
            if is_marked {
                <pre class="code" aria-hidden="true" lang="en">{ pieces(&props.value, &props.marks) }{ "\n" }</pre>
            }
            <textarea
                id="events-text" class="code" rows="7" {oninput} value={props.value.clone()} wrap={breaks}
                placeholder={text::back_off_pasted_placeholder()} spellcheck="false" autocomplete="off" autocapitalize="off"
            />
        </div>
    }
}

/// Scrolls the field to its first mark, unless a person types in it.
fn show_first_mark(field: &NodeRef) {
    let Some(field) = field.cast::<Element>() else {
        return;
    };
    let is_typed_in = field.matches(":focus-within").unwrap_or(true);
    let mark = field.query_selector("mark").ok().flatten();
    let mark = mark.and_then(|mark| mark.dyn_into::<HtmlElement>().ok());
    if let Some(mark) = mark.filter(|_| !is_typed_in) {
        field.set_scroll_top(mark.offset_top() - ABOVE_MARK);
    }
}

/// The text, cut at the marks.
fn pieces(text: &str, marks: &[Span]) -> Html {
    let mut end = 0;
    let mut pieces = Vec::new();
    for mark in in_order(marks) {
        let (Some(before), Some(marked)) =
            (text.get(end..mark.start), text.get(mark.start..mark.end))
        else {
            continue;
        };
        pieces.push(html! { <>{ before }<mark>{ marked }</mark></> });
        end = mark.end;
    }
    pieces.push(html! { { &text[end..] } });
    pieces.into_iter().collect()
}

/// The marks as they follow each other, without those that begin inside of another.
fn in_order(marks: &[Span]) -> Vec<Span> {
    let mut sorted = marks.to_vec();
    sorted.sort_by_key(|mark| (mark.start, mark.end));
    let mut end = 0;
    sorted.retain(|mark| {
        let is_apart = mark.start >= end;
        if is_apart {
            end = mark.end;
        }
        is_apart
    });
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_overlap() {
        let marks = [(5, 9), (0, 3), (2, 4), (0, 3)].map(|(start, end)| Span { start, end });
        let starts = in_order(&marks).into_iter().map(|mark| mark.start);
        assert_eq!(starts.collect::<Vec<_>>(), [0, 5]);
    }
}
