//! Texts that are templates of a manifest and no manifest yet: said once.

use crate::{
    codes,
    diagnostic::Diagnostic,
    sources::HELM_TEMPLATE,
    words::message,
    workload::{inventory::Inventory, report::Finding, template::TemplateLanguage},
};

/// That a tool has to fill in the text, at the first place where it has to.
pub(super) fn find(inventory: &Inventory<'_, '_>) -> Option<Finding> {
    let language = inventory.report.template?;
    // What is valid YAML is judged name by name.
    if !inventory.tree.is_masked && language != TemplateLanguage::Ko {
        return None;
    }
    let (message, help) = match language {
        TemplateLanguage::Helm => (
            message!("This is an unrendered Helm template, not a manifest yet."),
            message!(
                "Paste the rendered template: helm template prints it, and helm get manifest prints what was installed. Readable images and policies are shown here."
            ),
        ),
        TemplateLanguage::Jinja => (
            message!("This is an unrendered Jinja template, not a manifest yet."),
            rendered(),
        ),
        TemplateLanguage::Erb => (
            message!("This is an unrendered ERB template, not a manifest yet."),
            rendered(),
        ),
        TemplateLanguage::Variables => return None,
        TemplateLanguage::Ko => (
            message!(
                "This is a Go package, not an image: the container would wait with InvalidImageName."
            ),
            message!(
                "ko resolve builds the package and prints the manifest with the image's name."
            ),
        ),
    };
    // That kubectl reads no template is its own error; what ko builds is valid YAML.
    let finding = if language == TemplateLanguage::Ko {
        Diagnostic::new(codes::MAN025_ERROR, message)
    } else {
        Diagnostic::new(codes::MAN025_WARNING, message)
    };
    let finding = finding.at_known(inventory.template_place).help(help);
    Some(if language == TemplateLanguage::Helm {
        finding.docs(HELM_TEMPLATE)
    } else {
        finding
    })
}

fn rendered() -> crate::words::Message {
    message!("Paste the tool's output. Readable images and policies are shown here.")
}
