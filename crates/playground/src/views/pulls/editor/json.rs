//! The scenario as JSON, as the JavaScript package takes it.

use imagepull::simulate::scenario::Scenario;
use yew::prelude::*;

use super::{Edit, Props};
use crate::{
    components::fields::{typed, wrap},
    export::json::laid_out,
    hooks::{use_draft, use_language},
    text,
};

/// The text of the scenario. What is written stays, also while it is no scenario.
#[component]
pub fn Json(props: &Props) -> Html {
    use_language();
    let draft = use_draft(
        |drafts| drafts.scenario.clone(),
        |drafts, text| drafts.scenario = text,
    );
    let problem = use_memo((*draft).clone(), |draft| read(draft.as_ref()?).err());
    let oninput = {
        let (draft, change) = (draft.clone(), props.change.clone());
        Callback::from(move |event: InputEvent| {
            let text = typed(&event);
            if let Ok(scenario) = read(&text) {
                change.emit(Edit::by(|now| *now = scenario));
            }
            draft.set(Some(text.into()));
        })
    };
    let onblur = {
        let (draft, problem) = (draft.clone(), problem.clone());
        Callback::from(move |_| {
            if problem.is_none() {
                draft.set(None);
            }
        })
    };
    let back = {
        let draft = draft.clone();
        Callback::from(move |_| draft.set(None))
    };
    let value = (*draft).clone();
    let value = value.unwrap_or_else(|| write(&props.scenario).into());
    html! {
        <div class="json">
            <label for="scenario-json">{ text::pulls_edit_json_label() }</label>
            <textarea
                id="scenario-json" class="code" rows="18" wrap={wrap(&value)} spellcheck="false" autocomplete="off" autocapitalize="off"
                aria-invalid={(*problem).as_ref().map(|_| "true")} aria-describedby="scenario-json-problem"
                value={value.clone()} {oninput} {onblur}
            />
            <p id="scenario-json-problem" class="problem" role="status">{ (*problem).as_ref().map(WrongJson::said) }</p>
            if problem.is_some() {
                <button type="button" class="small" onclick={back}>{ text::pulls_edit_json_back() }</button>
            }
        </div>
    }
}

/// The text of a scenario, laid out and with whole numbers as JavaScript writes them.
fn write(scenario: &Scenario) -> String {
    laid_out(&serde_json::to_string(scenario).unwrap_or_default())
}

/// Where a text is no scenario, and what was expected there, in the words of the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongJson {
    line: usize,
    column: usize,
    what: String,
}

impl WrongJson {
    /// The place and what is wrong there.
    pub fn said(&self) -> String {
        text::pulls_edit_json_wrong(self.line, self.column, &self.what)
    }
}

/// The scenario of a text, or where it is wrong.
pub fn read(text: &str) -> Result<Scenario, WrongJson> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        WrongJson {
            line: error.line(),
            column: error.column(),
            what: what.to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_wrong_text_names_the_place_and_what_is_missing() {
        let said = |text| read(text).unwrap_err().said();
        assert_eq!(
            said("{\n  \"nodes\": 7\n}"),
            "Line 2, column 12: invalid type: integer `7`, expected a sequence"
        );
        assert_eq!(
            said(r#"{ "images": {}, "nodes": [] }"#),
            "Line 1, column 29: missing field `pods`"
        );
    }
}
