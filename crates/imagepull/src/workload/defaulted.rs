//! The text as the API server completes it, as far as images go: the policies of containers and
//! image volumes, and the imagePullSecrets that a Pod gets from its ServiceAccount.
//!
//! Sources, of kubernetes/kubernetes: pkg/apis/core/v1/defaults.go and
//! plugin/pkg/admission/serviceaccount/admission.go. Of a custom resource the API server knows no
//! such defaults; those of its Pods get them.

use std::{collections::HashSet, fmt::Write, sync::Arc};

use super::{
    edits,
    images::policy_key,
    inventory::{FoundWorkload, Inventory},
    report::{Completion, DefaultBy, Finding, ImageUse, Placed, ServiceAccount, Workload},
    sites::{InsertionPoint, Notation, in_notation},
};
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    policy::PullPolicy,
    sources::SERVICE_ACCOUNT_ADMISSION_GO,
    why::Reason,
    words::message,
    yaml::Field,
};

/// The ServiceAccount of a Pod that names none.
const DEFAULT_SERVICE_ACCOUNT: &str = "default";

/// Secrets that are copied into the Pods of a text. Thousands of Pods with an account of
/// thousands would become a text of hundreds of megabytes.
const MAX_COPIED_SECRETS: usize = 10_000;

/// Adds the completions to the report, and the text with them.
pub(super) fn add(inventory: &mut Inventory<'_, '_>) {
    let mut completions = Vec::new();
    let mut copies = Copies {
        left: MAX_COPIED_SECRETS,
        missing_in: None,
    };
    for (found, workload) in inventory.workloads.iter().zip(&inventory.report.workloads) {
        let is_completed = found.pod.is_built_in && found.pod.default_by == DefaultBy::ApiServer;
        if !is_completed || inventory.tree.is_masked {
            continue;
        }
        for image in &inventory.report.images[found.images.clone()] {
            completions.extend(policy(workload, image));
        }
        completions.extend(pull_secrets(inventory, found, workload, &mut copies));
    }
    // What an anchor marks is completed once, however often aliases repeat it, and not if an alias of an object that
    // nobody completes would change with it.
    let mut places = places_of_others(inventory);
    completions.retain(|it| places.insert((it.edit.span.start, it.edit.span.end)));
    let text = inventory.source;
    let changed = edits::apply(text, completions.iter().map(|it| &it.edit));
    debug_assert!(changed.is_ok(), "each completion has a place of its own");
    inventory.report.defaulted_yaml = changed.unwrap_or_else(|_| text.to_owned());
    inventory.report.completions = completions;
    let too_many = copies.missing_in.map(too_many_copies);
    inventory.report.diagnostics.extend(too_many);
}

/// Where the policies would be written of the images that the API server does not complete.
fn places_of_others(inventory: &Inventory<'_, '_>) -> HashSet<(usize, usize)> {
    let others = inventory.workloads.iter().filter(|it| !it.pod.is_built_in);
    let images = others.flat_map(|it| &inventory.report.images[it.images.clone()]);
    let open = images.filter(|image| image.policy_written.is_none());
    let edits = open.filter_map(|image| image.with_policy(PullPolicy::Always));
    edits.map(|edit| (edit.span.start, edit.span.end)).collect()
}

/// The Secrets that are copied into Pods.
struct Copies {
    /// How many more may be.
    left: usize,
    /// The first Pod that did not get its own.
    missing_in: Option<Span>,
}

fn too_many_copies(place: Span) -> Finding {
    Diagnostic::new(
        codes::YML010,
        message!(
            "The ServiceAccounts give more than {most} Secrets to the Pods of this text; from this Pod on, some are missing.",
            most = MAX_COPIED_SECRETS
        ),
    )
    .help(message!("Check fewer documents at once."))
    .at(place)
}

fn policy(workload: &Workload, image: &ImageUse) -> Option<Completion> {
    let policy = image.policy?;
    if !image.has_image() || image.policy_written.as_deref() == Some(policy.as_str()) {
        return None;
    }
    let holder = image.path.rsplit_once('.').map_or("", |(holder, _)| holder);
    Some(Completion {
        path: format!("{holder}.{}", policy_key(image.role)),
        document: workload.document,
        edit: image.with_policy(policy)?,
        why: image.why.clone(),
    })
}

/// What a Pod without imagePullSecrets gets from its ServiceAccount, where that is in the text.
fn pull_secrets(
    inventory: &Inventory<'_, '_>,
    found: &FoundWorkload,
    workload: &Workload,
    copies: &mut Copies,
) -> Option<Completion> {
    if !workload.is_pod || !workload.image_pull_secrets.is_empty() {
        return None;
    }
    let account = service_account(&inventory.report.service_accounts, workload)?;
    if account.image_pull_secrets.is_empty() {
        return None;
    }
    let tree = inventory.tree;
    let Some(left) = copies.left.checked_sub(account.image_pull_secrets.len()) else {
        copies.missing_in.get_or_insert(tree.span(found.pod.node));
        return None;
    };
    copies.left = left;
    let beside = tree.field(found.pod.node, "serviceAccountName");
    let site = inventory
        .layout
        .entry(found.pod.node, "imagePullSecrets", beside)?;
    let is_new_block = site.span.start == site.span.end
        && !tree.is_flow_mapping(found.pod.node)
        && tree
            .field(found.pod.node, "imagePullSecrets")
            .is_none_or(|it: Field| !it.is_own);
    let edit = if is_new_block {
        let start = tree.span(found.pod.node).start;
        let indent = inventory.layout.indentation(start);
        in_lines(
            &site,
            &account.image_pull_secrets,
            inventory.layout.line_end(),
            &indent,
        )
    } else {
        site.filled(&in_brackets(site.notation, &account.image_pull_secrets))
    };
    Some(Completion {
        path: format!("{}.imagePullSecrets", workload.path),
        document: workload.document,
        edit,
        why: Arc::new([Reason::new(
            "service-account-pull-secrets",
            message!(
                "The Pod lists no `imagePullSecrets`, so it gets those of its ServiceAccount {name} when it is created.",
                name = account.name.text
            ),
            SERVICE_ACCOUNT_ADMISSION_GO,
        )]),
    })
}

/// The ServiceAccount of a Pod, in the same namespace.
fn service_account<'a>(
    accounts: &'a [ServiceAccount],
    workload: &Workload,
) -> Option<&'a ServiceAccount> {
    let name = workload.service_account_name.as_ref();
    let name = name.map_or(DEFAULT_SERVICE_ACCOUNT, |name| &name.text);
    let mut accounts = accounts.iter().rev();
    accounts.find(|it| it.name.text == name && it.namespace == workload.namespace)
}

fn in_lines(
    site: &InsertionPoint,
    secrets: &[Placed],
    line_end: &str,
    indent: &str,
) -> edits::Edit {
    let mut items = String::new();
    for secret in secrets {
        let name = in_notation(Notation::Plain, &secret.text);
        let _ = write!(items, "{line_end}{indent}  - name: {name}");
    }
    let site = InsertionPoint {
        before: site.before.trim_end_matches(' ').to_owned(),
        ..site.clone()
    };
    site.filled(&items)
}

fn in_brackets(notation: Notation, secrets: &[Placed]) -> String {
    let key = match notation {
        Notation::Double => "\"name\"",
        _ => "name",
    };
    let items = secrets
        .iter()
        .map(|it| format!("{{{key}: {}}}", in_notation(notation, &it.text)));
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}
