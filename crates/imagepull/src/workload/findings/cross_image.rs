//! What shows only when the images of a text are seen together, and what is said once of a text.

use std::collections::{HashMap, HashSet};

use super::subject::{Context, renamed, repaired};
use crate::{
    codes,
    diagnostic::Diagnostic,
    image::ImageReport,
    policy::PullPolicy,
    sources::{
        ADMISSION_GO, IMAGE_NAMES_PAGE, IMAGE_POLICY_PAGE, KYVERNO_VERIFY_IMAGES, OCI_INDEX,
    },
    words::message,
    workload::{
        ContainerRuntime,
        report::{Finding, ImageUse, ManifestReport, Workload},
    },
};

/// The findings, each with the image that it is about: an index of the images.
pub(super) fn find(report: &ManifestReport, context: &Context<'_>) -> Vec<(usize, Finding)> {
    let images = &report.images;
    let mut found = Vec::new();
    found.extend(pinned(images));
    found.extend(rewritten(images));
    if context.options.always_pull_images {
        found.extend(templates_stay(images, &report.workloads));
    }
    // The first use of an image, and the first of a repository with all names seen of it.
    let mut by_image: HashMap<&str, &ImageUse> = HashMap::new();
    let mut by_repository: HashMap<&str, (&ImageUse, HashSet<&str>)> = HashMap::new();
    for (index, site) in images.iter().enumerate() {
        let (Some(image), Some(name)) = (&site.image.with_default_tag, &site.image.kubelet) else {
            continue;
        };
        let first = *by_image.entry(image).or_insert(site);
        found.extend(other_spelling(first, site, context).map(|it| (index, it)));
        found.extend(other_policy(first, site, context).map(|it| (index, it)));
        let seen = by_repository.entry(&name.repository);
        let (first, versions) = seen.or_insert_with(|| (site, HashSet::new()));
        if versions.insert(image) && versions.len() > 1 {
            found.push((index, other_version(first, site, context)));
        }
    }
    found
}

fn other_spelling(first: &ImageUse, site: &ImageUse, context: &Context<'_>) -> Option<Finding> {
    let other = first.image.input.as_str();
    if other == site.image.input {
        return None;
    }
    let finding = Diagnostic::new(
        codes::MAN013,
        message!(
            "The same image is written as {other} on line {line}.",
            other,
            line = line_of(first, context)
        ),
    )
    .at_known(site.image_span)
    .help(message!(
        "The runtime pulls one image for both. But the kubelet keeps back-off per image string, and searches and policies that compare text miss one of the two."
    ))
    .docs(IMAGE_NAMES_PAGE);
    // CRI-O may refuse the shorter one of the two.
    let is_worse = context.options.runtime == ContainerRuntime::CriO && first.image.implied.domain;
    let fix = (!is_worse).then(|| renamed(site, message!("Write {name}", name = other), other));
    Some(repaired(finding, fix.flatten()))
}

fn other_policy(first: &ImageUse, site: &ImageUse, context: &Context<'_>) -> Option<Finding> {
    let (other, policy) = (first.policy?, site.policy?);
    // AlwaysPullImages makes them one, in Pods; in templates they do not matter then.
    if other == policy || context.options.always_pull_images {
        return None;
    }
    let finding = Diagnostic::new(
        codes::MAN014,
        message!(
            "The policy is `{policy}` here, but `{other}` for the same image on line {line}.",
            policy,
            other,
            line = line_of(first, context)
        ),
    )
    .at_known(site.policy_span.or(site.image_span))
    .help(message!(
        "Each container follows its own policy, but they share the node's images: one with Always can pull a new image that another with IfNotPresent then starts with."
    ));
    Some(finding.docs(IMAGE_POLICY_PAGE))
}

fn other_version(first: &ImageUse, site: &ImageUse, context: &Context<'_>) -> Finding {
    Diagnostic::new(
        codes::MAN015,
        message!(
            "Line {line} has the same image in another version, {other}.",
            line = line_of(first, context),
            other = version(&first.image)
        ),
    )
    .at_known(site.image_span)
    .help(message!(
        "That is fine if both are intended; often one is forgotten in an update."
    ))
    .docs(IMAGE_NAMES_PAGE)
}

/// Tag and digest of an image, the digest short.
fn version(image: &ImageReport) -> String {
    let tag = image.tag.as_ref().map(|tag| format!(":{tag}"));
    let digest = image.digest.as_ref().map(|digest| {
        let (algorithm, encoded) = digest.split_once(':').unwrap_or(("", digest));
        format!("@{algorithm}:{}…", &encoded[..encoded.len().min(12)])
    });
    match (tag, digest) {
        (None, None) => ":latest".to_owned(),
        (tag, digest) => tag.unwrap_or_default() + &digest.unwrap_or_default(),
    }
}

/// What a digest gives, once.
fn pinned(images: &[ImageUse]) -> Option<(usize, Finding)> {
    let index = images.iter().position(|site| site.image.digest.is_some())?;
    let finding = Diagnostic::new(
        codes::MAN016,
        message!("Pinned by digest: every node runs exactly this image, whatever is pushed to its tag."),
    )
    .at_known(images[index].image_span)
    .help(message!(
        "Pin the digest of the index, which lists the platforms: with one platform's digest, nodes of other platforms pull an image they can't run. A digest never moves: to get updates, let a tool change it in the manifest."
    ))
    .docs(OCI_INDEX);
    Some((index, finding))
}

/// Who may write a digest where there is none, once.
fn rewritten(images: &[ImageUse]) -> Option<(usize, Finding)> {
    let without = |site: &ImageUse| site.image.valid && site.image.digest.is_none();
    let index = images.iter().position(without)?;
    let finding = Diagnostic::new(
        codes::MAN017,
        message!("No digest: some clusters add one when a Pod is created."),
    )
    .at_known(images[index].image_span)
    .help(message!(
        "Admission controllers that verify signatures do this: Kyverno (verifyImages with mutateDigest, its default), Sigstore's policy-controller, Connaisseur. The Pod's image then differs from its manifest, and GitOps tools may show a difference."
    ))
    .docs(KYVERNO_VERIFY_IMAGES);
    Some((index, finding))
}

/// AlwaysPullImages changes Pods, once at the first template with another policy.
fn templates_stay(images: &[ImageUse], workloads: &[Workload]) -> Option<(usize, Finding)> {
    let stays = |site: &ImageUse| {
        let is_pod = workloads.get(site.workload).is_some_and(|it| it.is_pod);
        !is_pod
            && site
                .policy
                .is_some_and(|policy| policy != PullPolicy::Always)
    };
    let index = images.iter().position(stays)?;
    let site = &images[index];
    let policy = site.policy?;
    let finding = Diagnostic::new(
        codes::MAN018,
        message!("AlwaysPullImages changes Pods, not templates: {policy} stays here, and the Pods get Always.", policy),
    )
    .at_known(site.policy_span.or(site.image_span))
    .help(message!("The plugin sees Pods when they are created or get another image; kubectl get deployment still shows the template's policy."))
    .docs(ADMISSION_GO);
    Some((index, finding))
}

fn line_of(site: &ImageUse, context: &Context<'_>) -> usize {
    site.image_span
        .map_or(1, |span| context.lines.line(span.start))
}
