//! What the editor says, as `web/editor/phrases.js` reads it.

use serde_json::json;

use crate::text;

/// The words of the language that is spoken, for an editor with this label.
pub fn words(label: &str) -> String {
    json!({
        "label": label,
        "hint": text::editor_hint(),
        // By what CodeMirror says in English.
        "phrases": {
            "Control character": text::editor_control_character(),
            "Selection deleted": text::editor_deleted(),
            "Find": text::editor_find(),
            "Replace": text::editor_replace_with(),
            "next": text::editor_next(),
            "previous": text::editor_previous(),
            "all": text::editor_all(),
            "match case": text::editor_case(),
            "regexp": text::editor_expression(),
            "by word": text::editor_word(),
            "replace": text::editor_replace(),
            "replace all": text::editor_replace_all(),
            "close": text::editor_close(),
            "current match": text::editor_current(),
            "on line": text::editor_on_line(),
            "replaced match on line $": text::editor_replaced(),
            "replaced $ matches": text::editor_replaced_all(),
            "Go to line": text::editor_go_to(),
            "go": text::editor_go(),
        },
    })
    .to_string()
}
