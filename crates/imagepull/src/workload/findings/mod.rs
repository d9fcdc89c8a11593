//! What is said about the images of a manifest: what Kubernetes refuses, what does not do what it
//! seems to, and what is good to know.
//!
//! The rules work on the parsed name and the policy in the object that the API server stores,
//! never on the raw text. An error is what Kubernetes refuses or where a pull cannot succeed; a
//! warning works otherwise than most people expect; a remark asks for nothing.
//!
//! | file | rules on |
//! | --- | --- |
//! | `fields` | what the API server refuses in the fields: no image, no text, no such policy |
//! | `names` | an invalid or easily misread name, white space, short names under CRI-O |
//! | `tags` | latest, digests, and the policy beside them |
//! | `cross_image` | images of one text together, and what is said once of a text |
//! | `pull_secrets` | `imagePullSecrets`, ServiceAccounts and Secrets |
//! | `pull_secret_lists` | `imagePullSecrets` that are no list of references |
//! | `headers` | kinds that the API server does not have, Pods without containers |
//! | `decoding` | keys that it does not know, values of a type that a field does not take |
//! | `keys` | keys that appear twice |
//! | `registries` | Secrets that fit no image of their Pod |
//! | `no_workload` | texts that hold no workload: what they are instead |
//! | `mapping_typos` | values that YAML reads as keys |
//! | `unreadable` | documents that cannot be read |
//! | `templates` | texts that a tool has to fill in first |
//! | `unknown_kinds` | objects whose kind is not known here |

mod cross_image;
mod decoding;
mod fields;
mod headers;
mod keys;
mod mapping_typos;
mod names;
mod no_workload;
mod pull_secret_lists;
mod pull_secrets;
mod registries;
mod subject;
mod tags;
mod templates;
mod unknown_kinds;
mod unreadable;

use std::cmp::Reverse;

use super::{
    ManifestOptions,
    inventory::Inventory,
    report::{Finding, ImageUse, ManifestReport, ValueType},
};
use crate::{codes, lines::Lines, yaml};
use subject::{Context, Image};

pub(super) use unreadable::unreadable;

/// Adds all findings to a report: those on an image to the image, those on the pods and the Secrets
/// to the text. The findings of an image are ordered by how much they matter, those of the text by their
/// place. Each stands for itself, with its explanation, however often the same is said.
///
/// `of_tree` is what [`find_in_tree`] says of the same text; `is_masked` whether it is a template.
pub(super) fn add(
    text: &str,
    options: ManifestOptions,
    of_tree: Vec<Finding>,
    is_masked: bool,
    report: &mut ManifestReport,
) {
    let context = Context {
        text,
        lines: Lines::new(text),
        options,
        is_masked,
    };
    let mut by_image: Vec<Vec<Finding>> = report
        .images
        .iter()
        .map(|site| find_at_image(site, report, &context))
        .collect();
    for (image, finding) in cross_image::find(report, &context) {
        by_image[image].push(finding);
    }
    let mut of_text = pull_secrets::find(report, &context);
    let is_other = of_tree.iter().any(|it| it.code == codes::MAN031_WARNING.id);
    of_text.extend(of_tree);
    // In a text that is no manifest at all a colon is not the slip.
    if !is_other && !is_masked {
        of_text.extend(mapping_typos::find(&report.diagnostics, &context));
    }
    of_text.sort_by_key(|finding| finding.span.map(|span| span.start));
    for (site, mut findings) in report.images.iter_mut().zip(by_image) {
        findings.sort_by_key(|finding| Reverse(finding.severity));
        site.findings = findings;
    }
    report.diagnostics.append(&mut of_text);
}

/// Findings on what is in a text and is not read; the others are left out, so that
/// a text made of nothing else is answered as well.
const MAX_OF_TREE: usize = 1000;

/// What is said of keys and values that are in the text and that the API server does not read.
/// `errors` is why some of the text is not read.
pub(super) fn find_in_tree(inventory: &Inventory<'_, '_>, errors: &[yaml::Error]) -> Vec<Finding> {
    let mut found: Vec<Finding> = templates::find(inventory).into_iter().collect();
    found.extend(unknown_kinds::find(inventory));
    // What a template makes of keys and lists is not known.
    if !inventory.tree.is_masked {
        found.extend(no_workload::find(inventory, errors));
        found.extend(headers::find(inventory));
        found.extend(pull_secret_lists::find(inventory));
        found.extend(decoding::find(inventory));
        found.extend(keys::find(inventory));
    }
    found.truncate(MAX_OF_TREE);
    found
}

fn find_at_image(site: &ImageUse, report: &ManifestReport, context: &Context<'_>) -> Vec<Finding> {
    let Some(workload) = report.workloads.get(site.workload) else {
        return Vec::new();
    };
    // What is wrong with a name that a tool still writes is not known.
    if !site.is_name {
        return Vec::new();
    }
    let mut found = fields::find(site, workload, context);
    if site.image_type != ValueType::Text || site.image.input.is_empty() {
        return found;
    }
    found.extend(names::find(site, workload));
    if let Some(image) = Image::new(site) {
        found.extend(names::short_name(&image, context));
        found.extend(tags::find(&image, context));
    }
    found
}
