//! Objects whose kind is not known here: which of them were not looked at, and of which the images
//! are found by their looks alone.

use crate::{
    codes,
    diagnostic::Diagnostic,
    words::message,
    workload::{
        inventory::{Inventory, UnknownObject},
        report::Finding,
    },
};

/// Kinds per finding.
const MAX_KINDS: usize = 20;

/// One remark on the kinds that were not looked at, and one on those whose images are found by their
/// looks.
pub(super) fn find(inventory: &Inventory<'_, '_>) -> Vec<Finding> {
    let objects = |has_images| {
        let objects = inventory.unknown.iter();
        objects.filter(move |it| it.has_images == has_images)
    };
    let without = named(objects(false)).map(|(kinds, first)| {
        Diagnostic::new(
            codes::MAN040,
            message!("Skipped unknown kinds: {kinds}. Nothing in them looks like an image.", kinds),
        )
        .at(first.place)
        .help(message!("If a controller creates Pods from such an object, check the Pods: kubectl get pods -o yaml prints them."))
    });
    let with = named(objects(true)).map(|(kinds, first)| {
        Diagnostic::new(
            codes::MAN041,
            message!(
                "Images of unknown kinds, found by pattern: {kinds}.",
                kinds
            ),
        )
        .at(first.place)
        .help(message!(
            "Some of the listed images may never be pulled, and images in unusual fields may be missing."
        ))
    });
    without.into_iter().chain(with).collect()
}

/// The kinds of some objects, each once, and the first object.
fn named<'a>(
    objects: impl Iterator<Item = &'a UnknownObject>,
) -> Option<(String, &'a UnknownObject)> {
    let mut first = None;
    let mut kinds: Vec<&str> = Vec::new();
    for object in objects {
        first.get_or_insert(object);
        if kinds.len() < MAX_KINDS && !kinds.contains(&object.kind.as_str()) {
            kinds.push(&object.kind);
        }
    }
    Some((kinds.join(", "), first?))
}
