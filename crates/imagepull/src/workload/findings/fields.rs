//! What the API server refuses in the fields of an image: no image, an image that is no text,
//! another policy than the three, and places where it takes no image.

use super::subject::{Context, is_built_in, path_of, renamed, repaired, with_policy};
use crate::{
    diagnostic::Diagnostic,
    policy::{PullPolicy, validation},
    releases::Change,
    sources::{EPHEMERAL_CONTAINERS, IMAGE_VOLUMES, POD_TYPES_GO, POD_VALIDATION_GO},
    words::say,
    workload::{
        report::{Finding, ImageUse, Role, ValueType, Workload},
        template::is_unfilled,
    },
};

/// The findings on the fields, whatever stands in them.
pub(super) fn of(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Vec<Finding> {
    [
        image(site, workload, context),
        policy(site, workload),
        ephemeral(site, workload),
        image_volume(site, context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What stands in the field of the image.
fn image(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Option<Finding> {
    match site.image_type {
        ValueType::Text if site.image.input.is_empty() => no_image(site, workload, context),
        ValueType::Missing | ValueType::Null => no_image(site, workload, context),
        ValueType::Bool | ValueType::Number => {
            let value = written(site, context);
            let message = if site.image_type == ValueType::Number {
                say!("{value} is a number, and an image is a text.", value)
            } else {
                say!("{value} is a truth value, and an image is a text.", value)
            };
            let finding = no_text(site, message);
            let title = say!("Put it in quotes");
            Some(repaired(finding, renamed(site, title, value)))
        }
        ValueType::Nested => nested(site, workload),
        ValueType::Text => None,
    }
}

/// The field is not there or empty. A controller may fill in what a custom resource leaves out.
fn no_image(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Option<Finding> {
    let place = site.image_span.or(Some(site.holder_span));
    let refused_in_templates = site.role != Role::Volume
        || context
            .release()
            .has(Change::EmptyImageVolumesAreRefusedInTemplates);
    if !is_built_in(workload) {
        return None;
    }
    if workload.is_pod || refused_in_templates {
        let path = path_of(site, workload);
        return Some(
            validation::image_is_required(&path)
                .without_fixes()
                .at_known(place),
        );
    }
    let finding = Diagnostic::error(
        "MAN003",
        say!("The API server takes an image volume without an image here, and refuses the Pods that are made of it."),
    )
    .help(say!("Since Kubernetes 1.37 it refuses the template as well."))
    .docs(POD_VALIDATION_GO);
    Some(finding.at_known(place))
}

fn nested(site: &ImageUse, workload: &Workload) -> Option<Finding> {
    // A custom resource may well have an image of several fields.
    let finding = || {
        no_text(
            site,
            say!("A list or mapping stands here, and an image is a text."),
        )
    };
    is_built_in(workload).then(finding)
}

fn no_text(site: &ImageUse, message: crate::words::Words) -> Finding {
    Diagnostic::error("MAN001", message)
        .at_known(site.image_span)
        .help(say!(
            "The API server cannot decode the object. YAML reads 1.25 as a number and true as a \
             truth value unless they stand in quotes."
        ))
        .docs(POD_TYPES_GO)
}

/// The value of the image as it stands in the text.
fn written<'a>(site: &ImageUse, context: &Context<'a>) -> &'a str {
    let span = site.image_span.map(|span| span.start..span.end);
    span.and_then(|span| context.text.get(span))
        .unwrap_or_default()
}

/// A policy that does not exist.
fn policy(site: &ImageUse, workload: &Workload) -> Option<Finding> {
    let written = site.policy_written.as_deref().filter(|it| !it.is_empty())?;
    if PullPolicy::named(written).is_some() || is_unfilled(written) {
        return None;
    }
    let path = path_of(site, workload);
    let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
    let field = if site.role == Role::Volume {
        "pullPolicy"
    } else {
        "imagePullPolicy"
    };
    let refused = validation::policy_is_not_supported(&format!("{owner}.{field}"), written);
    let finding = refused
        .without_fixes()
        .at_known(site.policy_span.or(site.image_span));
    Some(meant(written).into_iter().fold(finding, |finding, policy| {
        repaired(finding, with_policy(site, policy))
    }))
}

/// The policies that a person may have meant: the one with the same letters, else all.
fn meant(written: &str) -> Vec<PullPolicy> {
    let letters: String = written.chars().filter(char::is_ascii_alphabetic).collect();
    let same = PullPolicy::ALL
        .into_iter()
        .filter(|it| it.as_str().eq_ignore_ascii_case(&letters));
    let same: Vec<PullPolicy> = same.collect();
    if same.is_empty() {
        PullPolicy::ALL.to_vec()
    } else {
        same
    }
}

/// An ephemeral container in what creates a Pod.
fn ephemeral(site: &ImageUse, workload: &Workload) -> Option<Finding> {
    if site.role != Role::Ephemeral || !is_built_in(workload) {
        return None;
    }
    let finding = if workload.is_pod {
        Diagnostic::warning(
            "MAN004",
            say!("The API server creates no Pod that has ephemeral containers already."),
        )
    } else {
        Diagnostic::error(
            "MAN004",
            say!("The API server takes no ephemeral containers in the template of a Pod."),
        )
    };
    Some(
        finding
            .help(say!(
                "They are added to a Pod that runs, by kubectl debug or through its subresource \
                 ephemeralcontainers; the text of such a Pod shows them."
            ))
            .docs(EPHEMERAL_CONTAINERS)
            .at_known(site.image_span),
    )
}

/// An image volume in a release that has none, or has them switched off.
fn image_volume(site: &ImageUse, context: &Context<'_>) -> Option<Finding> {
    let release = context.release();
    if site.role != Role::Volume || release.has(Change::ImageVolumesAreOn) {
        return None;
    }
    let finding = if release.has(Change::ImageVolumesExist) {
        Diagnostic::warning(
            "MAN005",
            say!("Image volumes are switched off in Kubernetes {release} unless the gate ImageVolume is set.", release),
        )
        .help(say!(
            "As far as known the API server then drops the field and refuses the volume, which is \
             left without a source. They are on since 1.35."
        ))
    } else {
        Diagnostic::error(
            "MAN005",
            say!("Kubernetes {release} has no image volumes.", release),
        )
        .help(say!(
            "The field is not known: kubectl refuses the object, or, as far as known, an empty \
             directory is mounted instead. Image volumes exist since 1.31 and are on since 1.35."
        ))
    };
    Some(finding.docs(IMAGE_VOLUMES).at_known(site.image_span))
}
