//! What the API server refuses in the fields of an image: no image, an image that is no text,
//! another policy than the three, and places where it takes no image.

use super::subject::{Context, is_built_in, path_of, renamed, repaired, with_policy};
use crate::{
    codes,
    config_file::wrong_type,
    diagnostic::Diagnostic,
    policy::{PullPolicy, validation},
    releases::{Change, Release},
    sources::{EPHEMERAL_CONTAINERS, IMAGE_VOLUMES, POD_TYPES_GO, POD_VALIDATION_GO},
    words::{Message, message},
    workload::{
        report::{DefaultBy, Finding, ImageUse, Role, ValueType, Workload},
        template,
    },
};

/// The findings on the fields, whatever is in them.
pub(super) fn find(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Vec<Finding> {
    [
        image(site, workload, context),
        policy(site, workload, context),
        ephemeral(site, workload),
        image_volume(site, workload, context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is in the field of the image.
fn image(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Option<Finding> {
    match site.image_type {
        ValueType::Text if site.image.input.is_empty() => no_image(site, workload, context),
        ValueType::Missing | ValueType::Null => no_image(site, workload, context),
        ValueType::Bool | ValueType::Number => {
            let value = written(site, context);
            let message = if site.image_type == ValueType::Number {
                message!("{value} is a number, but an image must be a string.", value)
            } else {
                message!(
                    "{value} is a boolean, but an image must be a string.",
                    value
                )
            };
            let found = if site.image_type == ValueType::Number {
                "number"
            } else {
                "bool"
            };
            let finding = no_text(site, context, message, found);
            let title = message!("Put it in quotes");
            Some(repaired(finding, renamed(site, title, value)))
        }
        ValueType::Nested => nested(site, workload, context),
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
    let finding = Diagnostic::new(
        codes::MAN003,
        message!("The API server accepts an image volume without an image here, but rejects the Pods created from it."),
    )
    .help(message!("Since Kubernetes 1.37 it rejects the template too."))
    .docs(POD_VALIDATION_GO);
    Some(finding.at_known(place))
}

fn nested(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Option<Finding> {
    let value = written(site, context);
    // A custom resource may well have an image of several fields.
    let finding = || {
        no_text(
            site,
            context,
            message!("This is a list or mapping, but an image must be a string."),
            if value.starts_with(['[', '-']) {
                "array"
            } else {
                "object"
            },
        )
    };
    is_built_in(workload).then(finding)
}

/// A value of another type; `found` is what Go calls it.
fn no_text(site: &ImageUse, context: &Context<'_>, message: Message, found: &str) -> Finding {
    let words = cannot_unmarshal(site, context.release(), found);
    Diagnostic::new(codes::MAN001, message)
        .at_known(site.image_span)
        .help(message!(
            "The API server can't decode the object: {words}. YAML reads 1.25 as a number and true as a boolean unless they are quoted.",
            words
        ))
        .docs(POD_TYPES_GO)
}

/// What the decoder says of the image.
fn cannot_unmarshal(site: &ImageUse, release: Release, found: &str) -> String {
    let owner = match site.role {
        Role::Volume => "ImageVolumeSource",
        Role::Ephemeral => "EphemeralContainerCommon",
        _ => "Container",
    };
    let item = site
        .path
        .strip_prefix("items[")
        .and_then(|it| it.split_once("]."));
    let path = item.map_or(site.path.as_str(), |(_, path)| path);
    let fields = path.split('.').map(|it| it.split('[').next().unwrap_or(it));
    let mut fields = fields.collect::<Vec<_>>().join(".");
    if site.role == Role::Volume && release.has(Change::EmbeddedStructsAreNamed) {
        fields = fields.replace(".image.reference", ".VolumeSource.image.reference");
    }
    wrong_type(found, owner, &fields, "string")
}

/// The value of the image as it is in the text.
fn written<'a>(site: &ImageUse, context: &Context<'a>) -> &'a str {
    let span = site.image_span.map(|span| span.start..span.end);
    span.and_then(|span| context.text.get(span))
        .unwrap_or_default()
}

/// A policy that does not exist.
fn policy(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Option<Finding> {
    let is_text = site.policy_type == ValueType::Text || !is_built_in(workload);
    let written = site.policy_written.as_deref();
    let written = written.filter(|it| is_text && !it.is_empty())?;
    let is_read_elsewhere = context.is_masked || site.default_by != DefaultBy::ApiServer;
    if template::is_open(written, is_read_elsewhere) || PullPolicy::named(written).is_some() {
        return None;
    }
    let path = path_of(site, workload);
    let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
    let field = if site.role == Role::Volume {
        "pullPolicy"
    } else {
        "imagePullPolicy"
    };
    let refused = validation::policy_is_not_supported_in(
        context.release(),
        &format!("{owner}.{field}"),
        written,
    );
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
        Diagnostic::new(
            codes::MAN004_WARNING,
            message!("The API server rejects a new Pod that already has ephemeral containers."),
        )
    } else {
        Diagnostic::new(
            codes::MAN004_ERROR,
            message!("The API server rejects ephemeral containers in a Pod template."),
        )
    };
    Some(
        finding
            .help(message!(
                "They are added to a running Pod, with kubectl debug or through the Pod's `ephemeralcontainers` subresource; the YAML of such a Pod has them."
            ))
            .docs(EPHEMERAL_CONTAINERS)
            .at_known(site.image_span),
    )
}

/// An image volume in a release that has none, or has them switched off.
fn image_volume(site: &ImageUse, workload: &Workload, context: &Context<'_>) -> Option<Finding> {
    let release = context.release();
    if site.role != Role::Volume || release.has(Change::ImageVolumesAreOn) {
        return None;
    }
    let finding = if release.has(Change::ImageVolumesExist) {
        Diagnostic::new(
            codes::MAN005_WARNING,
            message!("Image volumes are off in Kubernetes {release} unless the gate ImageVolume is enabled.", release),
        )
        .help(message!(
            "The API server then removes the volume and all its mounts from the Pod, which starts without them. Image volumes are on by default since 1.35."
        ))
    } else {
        Diagnostic::new(
            codes::MAN005_ERROR,
            message!("Kubernetes {release} has no image volumes.", release),
        )
        .help({
            let path = path_of(site, workload);
            let path = path.trim_end_matches(".reference");
            message!(
                "kubectl rejects the object: unknown field \"{path}\". Other clients get a volume without a source. Image volumes exist since 1.31 and are on by default since 1.35.",
                path
            )
        })
    };
    Some(finding.docs(IMAGE_VOLUMES).at_known(site.image_span))
}
