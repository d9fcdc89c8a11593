//! What is wrong with an image name, who refuses it, and what is easily misread in it.

use super::subject::{Context, Image, is_built_in, path_of, renamed, repaired};
use crate::{
    codes,
    diagnostic::{Diagnostic, Severity},
    image::without_user_info,
    policy::validation,
    releases::Change,
    sources::{CRIO_CONF, POD_VALIDATION_GO},
    words::message,
    workload::{
        ContainerRuntime,
        report::{DefaultBy, Finding, ImageUse, Workload},
        sites::ScalarSlot,
    },
};

/// The findings on the name itself. What is behind white space is looked at once that is gone.
pub(super) fn find(site: &ImageUse, workload: &Workload) -> Vec<Finding> {
    match white_space(site, workload) {
        Some(finding) => vec![finding],
        None => site
            .image
            .diagnostics
            .iter()
            .map(|it| moved(site, it))
            .collect(),
    }
}

/// White space around the name: the API server looks for it in Pods alone.
fn white_space(site: &ImageUse, workload: &Workload) -> Option<Finding> {
    let image = site.image.input.as_str();
    let trimmed = image.trim();
    if trimmed.len() == image.len() {
        return None;
    }
    let finding = if workload.is_pod && is_built_in(workload) {
        let shown = without_user_info(image);
        validation::image_has_white_space_around(&path_of(site, workload), &shown).without_fixes()
    } else {
        Diagnostic::new(
            codes::MAN002,
            message!("There is whitespace around the image: the API server accepts it in this template but rejects the Pods created from it."),
        )
        .help(message!(
            "The workload is created but gets no Pods; its events say why. A name in quotes or a block scalar keeps trailing spaces and line breaks."
        ))
        .docs(POD_VALIDATION_GO)
    };
    let title = message!("Trim the whitespace");
    // What a block of text ends with does not be in the line that holds the name.
    let is_block = site.image_site.as_ref().is_some_and(ScalarSlot::is_line);
    let stays = is_block && image.trim_end().len() < image.len();
    let is_public = without_user_info(trimmed) == trimmed;
    let fix = renamed(site, title, trimmed).filter(|_| !trimmed.is_empty() && is_public && !stays);
    Some(repaired(finding.at_known(site.image_span), fix))
}

/// What is said about the name alone, at its place in the manifest and with edits of it.
pub(super) fn moved(site: &ImageUse, said: &Diagnostic) -> Finding {
    let place = said
        .span
        .and_then(|span| site.place(span))
        .or(site.image_span);
    let mut finding: Finding = said.without_fixes().at_known(place);
    if said.severity == Severity::Error && site.default_by != DefaultBy::Nobody {
        let who = message!(
            "The API server doesn't parse the name; the kubelet does, and the container waits with InvalidImageName until the image changes."
        );
        finding.help = Some(match finding.help {
            Some(help) => help.and(who),
            None => who,
        });
    }
    said.fixes.iter().fold(finding, |finding, fix| {
        repaired(finding, renamed(site, fix.title.clone(), &fix.replacement))
    })
}

/// A name without its registry where the runtime is CRI-O, which does not take docker.io for granted.
pub(super) fn short_name(image: &Image<'_>, context: &Context<'_>) -> Option<Finding> {
    if context.options.runtime != ContainerRuntime::CriO || !image.name.implies_domain() {
        return None;
    }
    let finding = if context.release().has(Change::CrioShortNamesAreEnforced) {
        image
            .finding(
                codes::MAN006,
                message!("No registry is given: CRI-O rejects the image unless it has an alias for it or exactly one search registry."),
            )
            .help(message!(
                "`short_name_mode` is enforcing by default since CRI-O 1.34. With Always the container shows ErrImagePull, with IfNotPresent and Never ImageInspectError."
            ))
    } else {
        image
            .finding(
                codes::MAN006,
                message!("No registry is given: CRI-O tries its search registries in order, and docker.io isn't always one of them."),
            )
            .help(message!("From CRI-O 1.34 on such a name is rejected if several registries are possible."))
    };
    let whole = image.name.canonical().to_string();
    let title = message!("Write {name}", name = whole);
    Some(repaired(
        finding.docs(CRIO_CONF),
        renamed(image.site, title, &whole),
    ))
}
