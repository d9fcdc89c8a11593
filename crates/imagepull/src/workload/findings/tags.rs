//! What a tag, a digest and the policy beside them make of each other.

use imageref::DEFAULT_TAG;

use super::{
    names::moved,
    subject::{Context, Image, renamed, repaired, with_policy},
};
use crate::{
    codes,
    image::architecture,
    policy::{PullPolicy, explain_default_pull_policy},
    releases::Change,
    sources::{IMAGE_MANAGER_GO, IMAGE_POLICY_PAGE, OCI_INDEX},
    words::message,
    workload::report::{DefaultBy, Finding},
};

/// The findings on the tag and the digest of a valid name, and on the policy beside them.
pub(super) fn find(image: &Image<'_>, context: &Context<'_>) -> Vec<Finding> {
    // Knative writes the digest of the tag itself.
    let moves = image.moves() && image.site.default_by != DefaultBy::Digest;
    let pinned = image.name.digest().is_some();
    let mut found = Vec::new();
    if moves {
        found.push(latest(image));
    }
    if pinned && image.name.tag().is_none() {
        found.push(nothing_to_read(image));
    }
    // AlwaysPullImages overrules what is written or filled in.
    if !context.options.always_pull_images {
        found.extend(match image.written_policy() {
            None if image.site.policy.is_some() => latest_with_digest(image),
            Some(PullPolicy::IfNotPresent) if moves => Some(latest_is_kept(image)),
            Some(PullPolicy::Always) if pinned => Some(asked_each_time(image, context)),
            Some(PullPolicy::Never) => Some(never(image, context)),
            None | Some(_) => None,
        });
    }
    found.extend(one_architecture(image));
    found
}

fn latest(image: &Image<'_>) -> Finding {
    let message = if image.name.tag().is_some() {
        message!("latest is a moving tag: each pull may get a different image.")
    } else {
        message!("No tag means latest, a moving tag: each pull may get a different image.")
    };
    image
        .finding(codes::MAN007, message)
        .help(message!(
            "After a push, Pods of one workload can run different images, and a rollback won't restore the old one. Use a fixed tag or a digest."
        ))
        .docs(IMAGE_POLICY_PAGE)
}

fn nothing_to_read(image: &Image<'_>) -> Finding {
    image
        .finding(
            codes::MAN008,
            message!("The digest decides what is pulled, but there is no tag to show the version."),
        )
        .help(message!(
            "name:tag@digest is allowed: the digest alone decides, and the tag is for readers. A comment works too."
        ))
        .docs(IMAGE_POLICY_PAGE)
}

fn latest_is_kept(image: &Image<'_>) -> Finding {
    let finding = image.finding_at_policy(
        codes::MAN009,
        message!(
            "With IfNotPresent a node keeps the latest that it has: a newer one is not pulled."
        ),
    );
    let finding = finding
        .help(message!(
            "An explicit policy wins over the tag. With `Always` the kubelet checks with the registry at each start; with one tag per version that isn't needed."
        ))
        .docs(IMAGE_POLICY_PAGE);
    repaired(finding, with_policy(image.site, PullPolicy::Always))
}

fn asked_each_time(image: &Image<'_>, context: &Context<'_>) -> Finding {
    let access = if context.release().has(Change::PresentImageAccessIsVerified) {
        message!(
            "In this release `IfNotPresent` also verifies that the Pod may use an image that the kubelet pulled."
        )
    } else {
        message!(
            "It does add a check: the registry must let the Pod read the image each time, which IfNotPresent doesn't require in this release by default."
        )
    };
    let finding = image.finding_at_policy(
        codes::MAN010,
        message!(
            "The digest pins the content: with `Always` the kubelet contacts the registry at each start but never gets another image."
        ),
    );
    let finding = finding
        .help(
            message!(
                "Layers already on the node aren't downloaded again, but the container can't start while the registry is down."
            )
            .and(access),
        )
        .docs(IMAGE_POLICY_PAGE);
    repaired(finding, with_policy(image.site, PullPolicy::IfNotPresent))
}

fn never(image: &Image<'_>, context: &Context<'_>) -> Finding {
    let mut help = message!(
        "The kubelet only looks in its container runtime's store; Docker's images on a laptop or on the node are in another store. Without the image the container waits with ErrImageNeverPull."
    );
    if context.release().has(Change::PresentImageAccessIsVerified) {
        help = help.and(message!(
            "In this release an image pulled with credentials the Pod doesn't have is treated as absent."
        ));
    }
    let finding = image.finding_at_policy(
        codes::MAN011,
        message!("With Never the container starts only on nodes that already have the image."),
    );
    let finding = finding.help(help).docs(IMAGE_MANAGER_GO);
    repaired(finding, with_policy(image.site, PullPolicy::IfNotPresent))
}

/// The default of `name:latest@digest`, as the policy itself remarks it.
fn latest_with_digest(image: &Image<'_>) -> Option<Finding> {
    let both = image.name.tag() == Some(DEFAULT_TAG) && image.name.digest().is_some();
    let report = both.then(|| explain_default_pull_policy(image.name.text()))?;
    let finding = moved(image.site, report.diagnostics.first()?);
    Some(repaired(
        finding,
        with_policy(image.site, PullPolicy::IfNotPresent),
    ))
}

fn one_architecture(image: &Image<'_>) -> Option<Finding> {
    let said = architecture::named_in(&image.name)?;
    let finding = image.finding(
        codes::MAN012,
        message!(
            "The name says that this image is for {architecture} only.",
            architecture = said.word
        ),
    );
    let finding = finding
        .help(message!(
            "On other nodes the pull fails with “no match for platform in manifest” or the program with “exec format error”. Most images have one name for all architectures, and the runtime picks its node's; if this one doesn't, keep the Pod on matching nodes with the `nodeSelector` kubernetes.io/arch."
        ))
        .docs(OCI_INDEX);
    let fix = said.without.and_then(|name| {
        let title = message!("Write {name}, if the registry has it", name);
        renamed(image.site, title, &name)
    });
    Some(repaired(finding, fix))
}
