//! `imagePullSecrets` that are no list of references to Secrets, in pod specifications and
//! ServiceAccounts: the API server cannot decode them, or reads an entry without a name.

use std::collections::HashSet;

use super::subject::repaired;
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    sources::{KUBELET_PODS_GO, POD_TYPES_GO},
    words::{Message, message},
    workload::{
        edits::{Edit, EditFix},
        inventory::Inventory,
        report::Finding,
    },
    yaml::{NodeId, ScalarType, Tree},
};

const KEY: &str = "imagePullSecrets";

/// The findings on all lists of a text, each list once.
pub(super) fn find(inventory: &Inventory<'_, '_>) -> Vec<Finding> {
    let tree = inventory.tree;
    // What the fields of a custom resource hold, its own definition says.
    let pods = inventory
        .workloads
        .iter()
        .filter(|it| it.pod.is_built_in)
        .map(|it| it.pod.node);
    let holders = pods.chain(inventory.accounts.iter().copied());
    let mut seen = HashSet::new();
    holders
        .filter_map(|holder| tree.value(holder, KEY))
        .filter(|list| seen.insert(*list))
        .flat_map(|list| find_in_list(inventory, list))
        .collect()
}

fn find_in_list(inventory: &Inventory<'_, '_>, list: NodeId) -> Vec<Finding> {
    let tree = inventory.tree;
    if tree.scalar_type(list) == ScalarType::Null {
        return Vec::new();
    }
    if !tree.is_list(list) {
        return vec![no_list(tree, list)];
    }
    let is_reference =
        |item: &&NodeId| tree.is_mapping(**item) || tree.scalar_type(**item) == ScalarType::Null;
    let items = tree.items(list);
    let mut found: Vec<Finding> = items
        .iter()
        .find(|item| !is_reference(item))
        .map(|item| no_references(tree, list, *item))
        .into_iter()
        .collect();
    found.extend(
        items
            .iter()
            .filter(is_reference)
            .filter_map(|item| no_name(inventory, tree.resolved(*item))),
    );
    found
}

/// A text or a mapping in the place of the list.
fn no_list(tree: &Tree<'_>, value: NodeId) -> Finding {
    let finding = undecodable(
        tree.span(value),
        message!("`imagePullSecrets` must be a list."),
    );
    let written = tree.written(tree.span(value));
    let list = if tree.is_flow_mapping(value) {
        Some(format!("[{written}]"))
    } else if tree.is_mapping(value) {
        // The dash makes an item of the only line there is.
        (tree.entries(value).count() == 1).then(|| format!("- {written}"))
    } else {
        reference(tree, value).map(|it| format!("[{it}]"))
    };
    let fix = list.map(|list| {
        let edit = Edit::replacement(tree.span(value), list);
        EditFix::new(message!("Write a list of references"), edit)
    });
    repaired(finding, fix)
}

/// Texts in the place of the references.
fn no_references(tree: &Tree<'_>, list: NodeId, first: NodeId) -> Finding {
    let finding = undecodable(
        tree.span(first),
        message!("An entry of `imagePullSecrets` must be a mapping with the key `name`."),
    );
    repaired(finding, with_references(tree, list))
}

/// The repair that makes references of all texts of a list; what stands between them stays.
fn with_references(tree: &Tree<'_>, list: NodeId) -> Option<EditFix> {
    let place = tree.span(list);
    let (mut written, mut done) = (String::new(), place.start);
    for item in tree.items(list) {
        if tree.is_mapping(*item) {
            continue;
        }
        let span = tree.span(*item);
        written.push_str(tree.text.get(done..span.start)?);
        written.push_str(&reference(tree, *item)?);
        done = span.end;
    }
    written.push_str(tree.text.get(done..place.end)?);
    let edit = Edit::replacement(place, written);
    Some(EditFix::new(
        message!("Write references to the Secrets"),
        edit,
    ))
}

/// A reference to the Secret that a text names, with its quotes, as it can be anywhere.
fn reference(tree: &Tree<'_>, text: NodeId) -> Option<String> {
    let is_name =
        tree.resolved(text) == text && tree.text_of(text).is_some_and(|it| !it.is_empty());
    let written = tree.written(tree.span(text));
    // Neither a block of text nor one with an anchor or a tag fits into one line as it is.
    let fits =
        is_name && !written.contains(['\n', '\r']) && !written.starts_with(['|', '>', '&', '!']);
    fits.then(|| {
        if written.starts_with('"') {
            format!("{{\"name\": {written}}}")
        } else {
            format!("{{name: {written}}}")
        }
    })
}

fn undecodable(place: Span, message: Message) -> Finding {
    Diagnostic::new(codes::MAN027, message)
        .at(place)
        .help(message!(
            "The API server can't decode the object and rejects it, at any validation level. Each entry is written as in `- name: regcred`."
        ))
        .docs(POD_TYPES_GO)
}

/// An entry whose name is missing, empty or no text.
fn no_name(inventory: &Inventory<'_, '_>, item: NodeId) -> Option<Finding> {
    let tree = inventory.tree;
    let name = tree.value(item, "name");
    match name.map(|name| tree.scalar_type(name)) {
        Some(ScalarType::Text) if tree.text_at(item, &["name"]).is_some() => return None,
        Some(ScalarType::Bool | ScalarType::Number | ScalarType::Nested) => {
            let name = name?;
            let finding = undecodable(
                tree.span(name),
                message!("The name of a Secret must be a string."),
            );
            let fix = tree.scalar(name).and_then(|text| {
                let site = inventory.layout.scalar(name)?;
                Some(EditFix::new(
                    message!("Put it in quotes"),
                    site.written(text),
                ))
            });
            return Some(repaired(finding, fix));
        }
        _ => {}
    }
    let finding = Diagnostic::new(
        codes::MAN028,
        message!("This entry of `imagePullSecrets` names no Secret: it is not used for pulls."),
    )
    .at(tree.span(name.unwrap_or(item)))
    .help(message!(
        "The API server accepts an entry without a name, and the kubelet skips it silently. A reference has the key `name` and no other."
    ))
    .docs(KUBELET_PODS_GO);
    Some(repaired(finding, with_name(inventory, item)))
}

/// The repair that calls the only key of an entry `name`, where its value is a text.
fn with_name(inventory: &Inventory<'_, '_>, item: NodeId) -> Option<EditFix> {
    let tree = inventory.tree;
    let mut entries = tree.entries(item);
    let (key, value) = entries.next().filter(|_| entries.next().is_none())?;
    tree.text_of(value).filter(|it| !it.is_empty())?;
    let is_other = tree.resolved(key) == key && tree.scalar(key)? != "name";
    let site = inventory.layout.scalar(key).filter(|_| is_other)?;
    let title = message!("Write {name}", name = "name");
    Some(EditFix::new(title, site.written("name")))
}
