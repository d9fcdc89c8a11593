//! What a tag, a digest and the policy beside them make of each other.

use imageref::DEFAULT_TAG;

use super::{
    names::moved,
    subject::{Context, Image, renamed, repaired, with_policy},
};
use crate::{
    image::architecture,
    policy::{PullPolicy, explain_default_pull_policy},
    releases::Change,
    sources::{IMAGE_MANAGER_GO, IMAGE_POLICY_PAGE, OCI_INDEX},
    words::say,
    workload::report::{DefaultBy, Finding},
};

/// The findings on the tag and the digest of a valid name, and on the policy beside them.
pub(super) fn of(image: &Image<'_>, context: &Context<'_>) -> Vec<Finding> {
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
        say!("The tag latest moves: each pull may bring another image.")
    } else {
        say!("Without a tag it is latest, which moves: each pull may bring another image.")
    };
    image
        .warning("MAN007", message)
        .help(say!(
            "After a push the Pods of one workload can run different images, and going back to an \
             earlier revision brings no earlier image back. A tag that is never moved, or a digest, \
             says what runs."
        ))
        .docs(IMAGE_POLICY_PAGE)
}

fn nothing_to_read(image: &Image<'_>) -> Finding {
    image
        .info(
            "MAN008",
            say!("The digest says what is pulled, and no tag tells people which version that is."),
        )
        .help(say!(
            "name:tag@digest is allowed: the digest alone decides, and the tag is there to be \
             read. A comment does as well."
        ))
        .docs(IMAGE_POLICY_PAGE)
}

fn latest_is_kept(image: &Image<'_>) -> Finding {
    let finding = image.warning_at_policy(
        "MAN009",
        say!("With IfNotPresent a node keeps the latest that it has: a newer one is not pulled."),
    );
    let finding = finding
        .help(say!(
            "A policy that is written wins over the tag. With Always each start of the container \
             asks the registry; a tag for each version needs neither."
        ))
        .docs(IMAGE_POLICY_PAGE);
    repaired(finding, with_policy(image.site, PullPolicy::Always))
}

fn asked_each_time(image: &Image<'_>, context: &Context<'_>) -> Finding {
    let access = if context.release().has(Change::PresentImageAccessIsVerified) {
        say!(
            "Whether the Pod may use an image that the kubelet pulled is checked with IfNotPresent \
             as well in this release."
        )
    } else {
        say!(
            "It does add a check: the registry has to let the Pod read the image each time, which \
             IfNotPresent does not ask in this release by default."
        )
    };
    let finding = image.info_at_policy(
        "MAN010",
        say!(
            "The digest fixes the content: Always asks the registry at each start and never finds \
             another image."
        ),
    );
    let finding = finding
        .help(
            say!(
                "No layer that is there is downloaded again, but the container does not start \
                 while the registry is out of reach."
            )
            .and(access),
        )
        .docs(IMAGE_POLICY_PAGE);
    repaired(finding, with_policy(image.site, PullPolicy::IfNotPresent))
}

fn never(image: &Image<'_>, context: &Context<'_>) -> Finding {
    let mut help = say!(
        "The kubelet looks in the store of the node's container runtime alone; what Docker holds \
         on a laptop or on the node is another store. Without the image the container waits with \
         ErrImageNeverPull."
    );
    if context.release().has(Change::PresentImageAccessIsVerified) {
        help = help.and(say!(
            "An image that the kubelet pulled with credentials the Pod does not have counts as \
             absent in this release."
        ));
    }
    let finding = image.info_at_policy(
        "MAN011",
        say!("With Never the container starts only on nodes that have the image already."),
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
    let said = architecture::of(&image.name)?;
    let finding = image.warning(
        "MAN012",
        say!(
            "The name says that this image is built for {architecture} only.",
            architecture = said.word
        ),
    );
    let finding = finding
        .help(say!(
            "On other nodes the pull fails with “no match for platform in manifest” or the program \
             with “exec format error”. Most images have one name for all architectures, of which \
             the runtime takes that of its node; where there is none, the nodeSelector \
             kubernetes.io/arch keeps the Pod on nodes that fit."
        ))
        .docs(OCI_INDEX);
    let fix = said.without.and_then(|name| {
        let title = say!("Write {name}, if the registry has it", name);
        renamed(image.site, title, &name)
    });
    Some(repaired(finding, fix))
}
