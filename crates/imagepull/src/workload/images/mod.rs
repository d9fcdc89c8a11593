//! The images of a pod specification, with the policy of each.

mod known;
mod policies;

use super::{
    image_fields::{ImageField, SCHEMES},
    inventory::{Filled, Inventory},
    pods::FoundPod,
    report::{DefaultBy, ImageUse, Role, ValueType},
    template,
};
use crate::{
    releases::Change,
    yaml::{NodeId, ScalarType},
};
pub(super) use known::ImageCache;
use policies::{PolicyKey, decide_for_custom_resource, decide_for_template, no_image_volumes};

/// The field of the policy of an image.
pub(super) fn policy_key(role: Role) -> &'static str {
    match role {
        Role::Volume => "pullPolicy",
        _ => "imagePullPolicy",
    }
}

/// Adds the images of a pod specification, or those that an object names outside of any.
pub(super) fn add(inventory: &mut Inventory<'_, '_>, pod: &FoundPod, workload: usize) {
    for holder in &pod.holders {
        if !inventory.has_room() {
            return;
        }
        let image = image_use(inventory, pod, workload, holder);
        inventory.report.images.push(image);
    }
}

/// What is written as the image, without a scheme that something other than a kubelet reads, and that scheme.
fn written_image(
    inventory: &Inventory<'_, '_>,
    holder: &ImageField,
    value: Option<NodeId>,
) -> (Option<&'static str>, Option<String>) {
    let text = match holder.parts {
        Some(parts) => Some(parts.image(|it| inventory.original(it))),
        None => value.and_then(|value| inventory.text(value)),
    };
    let schemes = SCHEMES.iter().filter(|_| holder.role == Role::Reference);
    let mut stripped = schemes.filter_map(|scheme| {
        let rest = text.as_ref()?.strip_prefix(scheme)?;
        Some((*scheme, rest.to_owned()))
    });
    match stripped.next() {
        Some((scheme, rest)) => (Some(scheme), Some(rest)),
        None => (None, text.map(|text| String::clone(&text))),
    }
}

fn image_use(
    inventory: &mut Inventory<'_, '_>,
    pod: &FoundPod,
    workload: usize,
    holder: &ImageField,
) -> ImageUse {
    let (tree, options) = (inventory.tree, inventory.options);
    let value = holder.image.map(|field| tree.resolved(field.value));
    let container = holder.name.and_then(|name| inventory.original(name));
    let container = container.as_deref();
    let (scheme, text) = written_image(inventory, holder, value);
    let [kind, name, namespace] = {
        let workload = &inventory.report.workloads[workload];
        [&workload.kind, &workload.name, &workload.namespace].map(Clone::clone)
    };
    for text in [&kind, &name, &namespace] {
        inventory.name(text.as_deref());
    }
    let image = inventory.name(Some(text.as_deref().unwrap_or_default()));
    let image = image.unwrap_or_default();
    let is_placeholder = pod.replaced.has(&image, container);
    let filled = inventory.note_template(&image, value, workload);
    let is_template = is_placeholder || filled != Filled::ByNobody;
    let is_name = !is_placeholder && matches!(filled, Filled::ByNobody | Filled::InValidYaml);
    let policy_value = holder.policy.map(|field| tree.resolved(field.value));
    // What `<<` brings is elsewhere, and other containers may have it too.
    let own = holder.image.filter(|field| field.is_own);
    let own = own.filter(|_| holder.parts.is_none() && scheme.is_none() && is_name);
    let site = own.and_then(|field| inventory.layout.scalar(field.value));
    let span = value.map(|value| tree.span(value));
    inventory.name(Some(&holder.path));
    let is_null = |value: NodeId| tree.scalar_type(value) == ScalarType::Null;
    let policy = policy_value.filter(|value| !is_null(*value));
    let policy = policy.and_then(|value| inventory.original(value));
    let default_by = pod.default_by(holder);
    let is_read_elsewhere = tree.is_masked || default_by != DefaultBy::ApiServer;
    let is_open = |text: &str| template::is_open(text, is_read_elsewhere);
    let is_undecided = match policy.as_deref() {
        Some(policy) => is_open(policy),
        None => !is_name || is_open(&image),
    };
    let known = inventory.known.image(&image);
    let report = known.report.clone();
    let (pod_policy, decided) = if is_undecided {
        (None, decide_for_template())
    } else if default_by != DefaultBy::ApiServer {
        let kind = kind.as_deref().unwrap_or("object");
        decide_for_custom_resource(&report, holder.role, policy.as_deref(), default_by, kind)
    } else {
        let decided =
            if holder.role == Role::Volume && !options.release.has(Change::ImageVolumesAreOn) {
                no_image_volumes(options.release)
            } else {
                known.policy(&PolicyKey {
                    policy: policy.clone(),
                    role: holder.role,
                    always_pull_images: options.always_pull_images && pod.is_pod,
                })
            };
        (decided.policy, decided)
    };
    ImageUse {
        workload,
        path: holder.path.clone(),
        kind,
        name,
        namespace,
        container: inventory.name(container),
        role: holder.role,
        image: report,
        image_type: match (&holder.parts, value) {
            (Some(_), _) => ValueType::Text,
            (None, None) => ValueType::Missing,
            (None, Some(_)) if is_template => ValueType::Text,
            (None, Some(value)) => ValueType::new(tree.scalar_type(value)),
        },
        image_span: span.filter(|span| span.start < span.end),
        found_by: holder.found_by,
        is_template,
        is_name,
        rendered: None,
        policy: decided.policy,
        pod_policy,
        default_by,
        policy_type: policy_value.map_or(ValueType::Missing, |value| {
            ValueType::new(tree.scalar_type(value))
        }),
        policy_written: inventory.name(policy.as_deref()),
        policy_span: policy_value
            .map(|value| tree.span(value))
            .filter(|span| span.start < span.end),
        why: decided.why,
        findings: Vec::new(),
        holder_span: tree.span(holder.node),
        image_site: site,
        policy_site: holder
            .policy_key
            .filter(|_| !tree.is_masked && tree.is_mapping(holder.node))
            .and_then(|key| inventory.layout.entry(holder.node, key, holder.image)),
    }
}
