//! Texts that a tool has to fill in before they are manifests: templates of Helm, Jinja and ERB, and
//! variables of the shell.
//!
//! Such a text is read with its expressions masked, byte by byte, so that what is found in it is
//! where it is in the text itself.

mod mask;

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::Span,
    yaml::{Error, Limits, Reading},
};

/// What has to fill in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TemplateLanguage {
    /// Helm, or other tools with templates of Go.
    Helm,
    /// Jinja, as of Ansible.
    Jinja,
    /// ERB, as of Ruby and Puppet.
    Erb,
    /// Variables of the shell, as for envsubst: `${IMAGE}`.
    Variables,
    /// ko, which builds Go packages: `ko://`.
    Ko,
}

/// A text that is no manifest yet.
pub(super) struct Template {
    pub language: TemplateLanguage,
    /// The first expression.
    pub place: Span,
    /// The text with every expression masked, each byte where it was.
    pub masked: String,
}

/// What the name of a Go package begins with.
const KO: &str = "ko://";

/// Whether somebody fills in a value before it decides on a pull: in a template, or in what a controller
/// reads. Elsewhere `{{ … }}` in quotes and variables are texts as any other to the API server.
pub(super) fn is_open(value: &str, is_read_elsewhere: bool) -> bool {
    is_read_elsewhere && language_of(value).is_some()
}

/// The language that has to fill in a value.
pub(super) fn language_of(value: &str) -> Option<TemplateLanguage> {
    if value.contains("{{") {
        Some(language_of_braces(value))
    } else if value.contains("{%") {
        Some(TemplateLanguage::Jinja)
    } else if value.contains("<%") {
        Some(TemplateLanguage::Erb)
    } else if value.starts_with(KO) {
        Some(TemplateLanguage::Ko)
    } else if has_variable(value) {
        Some(TemplateLanguage::Variables)
    } else {
        None
    }
}

/// Words that expressions of Go templates have and those of Jinja do not.
const OF_HELM: [&str; 9] = [
    "{{-",
    "{{ .",
    "{{.",
    "{{/*",
    "{{ $",
    "{{$",
    "{{ include",
    "{{ template",
    "-}}",
];

/// Statements of Jinja.
const OF_JINJA: [&str; 2] = ["{%", "{#"];

fn language_of_braces(text: &str) -> TemplateLanguage {
    let is_helm = OF_HELM.iter().any(|it| text.contains(it)) || text.contains(".Values.");
    let is_jinja = OF_JINJA.iter().any(|it| text.contains(it));
    let is_function = [
        "printf ",
        "include ",
        "tpl ",
        "required ",
        "default ",
        "quote ",
    ]
    .iter()
    .any(|it| text.contains(it));
    if (is_helm || is_function) && !is_jinja {
        TemplateLanguage::Helm
    } else {
        TemplateLanguage::Jinja
    }
}

/// Whether a variable of the shell or of Kustomize is in a text: `$TAG`, `${TAG}`, `$(TAG)`.
fn has_variable(text: &str) -> bool {
    text.match_indices('$').any(|(at, _)| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix(['{', '(']).unwrap_or(rest);
        // `${{PARAM}}` of OpenShift.
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        rest.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
    })
}

/// Recognises a text as a template: one that is no YAML, or YAML only by accident, and that can be
/// read, or read further, without its expressions. What is in quotes and in blocks of text is no
/// reason: dashboards and alerts have expressions of their own there.
pub(super) fn recognise(text: &str, reading: &Reading<'_>) -> Option<Template> {
    let language = if text.contains("{%") && text.contains("%}") {
        TemplateLanguage::Jinja
    } else if text.contains("<%") && text.contains("%>") {
        TemplateLanguage::Erb
    } else if text.contains("{{") {
        language_of_braces(text)
    } else {
        return None;
    };
    let errors = reading.errors.len();
    if errors == 0 || reading.errors.iter().any(Error::is_limit) {
        return None;
    }
    let (masked, place) = mask::masked(text, language)?;
    let is_marked = |error: &Error| {
        error
            .span
            .is_some_and(|span| mask::stands_in_line(text, span))
    };
    let left = Reading::new(&masked, Limits::MANIFESTS).errors.len();
    let is_template = left < errors || reading.errors.iter().any(is_marked);
    is_template.then_some(Template {
        language,
        place,
        masked,
    })
}
