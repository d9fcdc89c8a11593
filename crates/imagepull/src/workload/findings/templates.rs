//! Texts that are templates of a manifest and no manifest yet: said once.

use crate::{
    diagnostic::Diagnostic,
    sources::HELM_TEMPLATE,
    words::say,
    workload::{inventory::Inventory, report::Finding, template::TemplateLanguage},
};

/// That a tool has to fill in the text, at the first place where it has to.
pub(super) fn of(inventory: &Inventory<'_, '_>) -> Option<Finding> {
    let language = inventory.report.template?;
    // What is valid YAML is judged name by name.
    if !inventory.tree.is_masked && language != TemplateLanguage::Ko {
        return None;
    }
    let (message, help) = match language {
        TemplateLanguage::Helm => (
            say!("This is a Helm template that nothing has rendered: it is no manifest yet."),
            say!(
                "Paste what the template makes: helm template prints it, and helm get manifest what was \
                 installed. Images and policies are shown here as far as they can be read."
            ),
        ),
        TemplateLanguage::Jinja => (
            say!("This is a Jinja template that nothing has rendered: it is no manifest yet."),
            rendered(),
        ),
        TemplateLanguage::Erb => (
            say!("This is an ERB template that nothing has rendered: it is no manifest yet."),
            rendered(),
        ),
        TemplateLanguage::Variables => return None,
        TemplateLanguage::Ko => (
            say!(
                "A Go package stands here and no image: the container would wait with InvalidImageName."
            ),
            say!("ko resolve builds the package and prints the text with the name of the image."),
        ),
    };
    // That kubectl reads no template is an error of its own; what ko builds is valid YAML.
    let finding = if language == TemplateLanguage::Ko {
        Diagnostic::error("MAN025", message)
    } else {
        Diagnostic::warning("MAN025", message)
    };
    let finding = finding.at_known(inventory.template_place).help(help);
    Some(if language == TemplateLanguage::Helm {
        finding.docs(HELM_TEMPLATE)
    } else {
        finding
    })
}

fn rendered() -> crate::words::Words {
    say!(
        "Paste the text that the tool makes of it. Images and policies are shown here as far as they can be read."
    )
}
