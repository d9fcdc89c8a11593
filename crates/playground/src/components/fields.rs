//! The fields of the form: a number in a unit, a text, a choice, a switch.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::removal::Neighbour;
use crate::{hooks::use_language, text};

/// The unit in which a number of a scenario is written on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// As it is.
    Plain,
    /// Milliseconds as seconds.
    Seconds,
    /// Bytes as megabytes.
    Megabytes,
    /// Bytes a second as megabits a second.
    Megabits,
}

impl Unit {
    fn base(self) -> f64 {
        match self {
            Self::Plain => 1.0,
            Self::Seconds => 1e3,
            Self::Megabytes => 1e6,
            Self::Megabits => 1e6 / 8.0,
        }
    }

    /// The number of a text of this unit. Bytes are whole.
    fn read(self, text: &str) -> Option<f64> {
        let value = text.trim().parse::<f64>().ok()? * self.base();
        Some(match self {
            Self::Plain | Self::Seconds => value,
            Self::Megabytes | Self::Megabits => value.round(),
        })
    }

    /// The text of a number in this unit.
    pub fn write(self, value: f64) -> String {
        let scaled = value / self.base();
        // Twelve digits are more than anyone writes, and hide what division leaves behind.
        let rounded = (scaled * 1e6).round() / 1e6;
        if rounded == 0.0 { scaled } else { rounded }.to_string()
    }
}

/// Properties of [`NumberField`].
#[derive(Properties, PartialEq)]
pub struct NumberProps {
    /// What the number is, unit included.
    pub label: AttrValue,
    /// The number in the scenario; `None`: left out.
    pub value: Option<f64>,
    /// What holds where it is left out, as a text.
    #[prop_or_default]
    pub default: AttrValue,
    /// The unit on the page.
    #[prop_or(Unit::Plain)]
    pub unit: Unit,
    /// A number was written, or the field was emptied.
    pub onchange: Callback<Option<f64>>,
}

/// A number. While a person writes, the field shows just that.
#[component]
pub fn NumberField(props: &NumberProps) -> Html {
    use_language();
    let draft = use_state_eq(|| None::<String>);
    let written = props.value.map(|value| props.unit.write(value));
    let oninput = {
        let (draft, unit, onchange) = (draft.clone(), props.unit, props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let text = field.value();
            // What is no number yet, such as `-`, reads as empty and is left alone.
            if !field.validity().bad_input() {
                onchange.emit(unit.read(&text));
            }
            draft.set(Some(text));
        })
    };
    let onblur = {
        let draft = draft.clone();
        Callback::from(move |_| draft.set(None))
    };
    html! {
        <label class="field number">
            <span>{ &props.label }</span>
            <input
                type="number" step="any" min="0" inputmode="decimal" placeholder={&props.default} {oninput} {onblur}
                value={(*draft).clone().or(written).unwrap_or_default()}
            />
        </label>
    }
}

/// The longest text that a field of one line takes over, in bytes: a browser takes seconds for each
/// copy of a very long one, and no name or list of names comes near.
const MAX_TAKEN: usize = 1 << 14;

/// Properties of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextProps {
    /// What is written.
    pub label: AttrValue,
    /// The text in what is shown.
    pub value: AttrValue,
    /// What the empty field shows: what holds then, or an example.
    #[prop_or_default]
    pub default: AttrValue,
    /// The id of a list of proposals.
    #[prop_or_default]
    pub list: Option<AttrValue>,
    /// Whether the text is taken over while it is written, not only when it is complete.
    #[prop_or_default]
    pub at_once: bool,
    /// A text was written; false where it is a name that is taken.
    pub onchange: Callback<String, bool>,
}

/// A text that was written and not taken over, which stays in the field.
#[derive(Clone, PartialEq)]
struct Refused {
    text: String,
    why: Refusal,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Taken,
    Long,
}

impl Refused {
    fn said(&self) -> String {
        match self.why {
            Refusal::Taken => text::pulls_edit_taken(&self.text),
            Refusal::Long => text::field_long(text::grouped(MAX_TAKEN)),
        }
    }
}

/// A text of one line. What is being written stays, whatever is drawn meanwhile; one that is not taken over
/// stays until another is shown.
#[component]
pub fn TextField(props: &TextProps) -> Html {
    use_language();
    let refused = use_state_eq(|| None::<Refused>);
    let draft = use_state_eq(|| None::<AttrValue>);
    let take_over = {
        let (refused, draft, onchange) = (refused.clone(), draft.clone(), props.onchange.clone());
        Callback::from(move |text: String| {
            draft.set(None);
            let why = if text.len() > MAX_TAKEN {
                Some(Refusal::Long)
            } else {
                (!onchange.emit(text.clone())).then_some(Refusal::Taken)
            };
            refused.set(why.map(|why| Refused { text, why }));
        })
    };
    let oninput = if props.at_once {
        take_over.reform(|event: InputEvent| written(&event))
    } else {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| draft.set(Some(written(&event).into())))
    };
    let onchange = (!props.at_once).then(|| take_over.reform(|event: Event| written(&event)));
    let onblur = {
        let draft = draft.clone();
        Callback::from(move |_| draft.set(None))
    };
    {
        let refused = refused.setter();
        use_effect_with(props.value.clone(), move |_| refused.set(None));
    }
    let refused = refused.as_ref();
    let refused_text = || refused.map(|it| it.text.clone().into());
    let value = (*draft).clone().or_else(refused_text);
    let value = value.unwrap_or_else(|| props.value.clone());
    html! {
        <div class="field name">
            <label class="field">
                <span>{ &props.label }</span>
                <input
                    type="text" class="code" spellcheck="false" autocomplete="off" autocapitalize="off"
                    placeholder={&props.default} list={props.list.clone()} aria-invalid={refused.map(|_| "true")}
                    aria-description={refused.map(Refused::said)}
                    {value} {onchange} {oninput} {onblur}
                />
            </label>
            if let Some(refused) = refused {
                <em role="alert">{ refused.said() }</em>
            }
        </div>
    }
}

/// What is written in a field of one line.
pub fn written(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

/// The longest line that a text area breaks, in bytes. A browser takes seconds to find where to
/// break one of a mebibyte.
const MAX_BROKEN: usize = 4096;

/// What was typed into a text area. Whether it breaks its lines changes at once: a browser may lay
/// the text out before the next drawing.
pub fn typed(event: &InputEvent) -> String {
    let field: HtmlTextAreaElement = event.target_unchecked_into();
    let text = field.value();
    field.set_wrap(wrap(&text));
    text
}

/// Where a text area breaks the lines of a text, for its attribute `wrap`.
pub fn wrap(text: &str) -> &'static str {
    let is_long = |line: &str| line.len() > MAX_BROKEN;
    if text.len() > MAX_BROKEN && text.split('\n').any(is_long) {
        "off"
    } else {
        "soft"
    }
}

/// A choice among texts: pairs of a value and its label.
pub fn choice(
    label: &str,
    chosen: &str,
    options: &[(&str, &str)],
    onchange: &Callback<String>,
) -> Html {
    let onchange = onchange.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        select.value()
    });
    html! {
        <label class="field">
            <span>{ label.to_owned() }</span>
            <select {onchange}>
                { for options.iter().map(|(value, label)| html! {
                    <option value={(*value).to_owned()} selected={*value == chosen}>{ (*label).to_owned() }</option>
                }) }
                // A value that only the text form can write is not lost.
                if !options.iter().any(|(value, _)| *value == chosen) {
                    <option value={chosen.to_owned()} selected=true>{ chosen.to_owned() }</option>
                }
            </select>
        </label>
    }
}

/// Something that is so or is not.
pub fn switch(label: &str, is_on: bool, onchange: &Callback<bool>) -> Html {
    let onchange = onchange.reform(|event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        field.checked()
    });
    html! {
        <label class="switch">
            <input type="checkbox" checked={is_on} {onchange} />
            { label.to_owned() }
        </label>
    }
}

/// A button that adds something.
pub fn add(label: &str, onclick: &Callback<()>) -> Html {
    html! { <button type="button" class="small" onclick={onclick.reform(|_| ())}>{ label.to_owned() }</button> }
}

/// A button that takes something away; `what` says to a screen reader what. The focus goes on to what
/// is beside it.
pub fn remove(what: &str, onclick: &Callback<()>) -> Html {
    let label = text::pulls_edit_remove(what);
    let taken = onclick.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let neighbour = Neighbour::new(&event.target_unchecked_into());
        taken.emit(());
        if let Some(neighbour) = neighbour {
            neighbour.take_focus_when_drawn();
        }
    });
    html! {
        <button type="button" class="small remove" aria-label={label.clone()} title={label} {onclick}>{ "×" }</button>
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_BROKEN, Unit, wrap};

    #[test]
    fn a_number_is_read_as_it_is_written() {
        let rows = [
            (Unit::Plain, 3.0, "3"),
            (Unit::Seconds, 1500.0, "1.5"),
            (Unit::Seconds, 0.25, "0.00025"),
            (Unit::Megabytes, 35e6, "35"),
            (Unit::Megabytes, 1.0, "0.000001"),
            (Unit::Megabits, 125e6, "1000"),
            (Unit::Megabytes, 0.0, "0"),
        ];
        for (unit, value, text) in rows {
            assert_eq!(unit.write(value), text, "{unit:?}");
            assert_eq!(unit.read(text), Some(value), "{unit:?}");
        }
    }

    #[test]
    fn a_long_line_is_not_broken() {
        let long = "x".repeat(MAX_BROKEN + 1);
        let rows = [
            (String::new(), "soft"),
            (long[1..].to_owned(), "soft"),
            ("x\n".repeat(MAX_BROKEN), "soft"),
            (format!("x\n{long}\nx"), "off"),
            (long, "off"),
        ];
        for (text, expected) in rows {
            assert_eq!(wrap(&text), expected, "{} bytes", text.len());
        }
    }

    #[test]
    fn bytes_are_whole_and_an_empty_field_is_no_number() {
        assert_eq!(Unit::Megabytes.read("1.1"), Some(1_100_000.0));
        assert_eq!(Unit::Megabits.read("0.1"), Some(12_500.0));
        assert_eq!(Unit::Plain.read(""), None);
        assert_eq!(Unit::Plain.read("x"), None);
    }
}
