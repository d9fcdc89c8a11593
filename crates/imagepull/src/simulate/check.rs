//! Checks a scenario and makes a [`Plan`] of it, or says all that is wrong with it.

use crate::codes;
use std::fmt;

use super::catalog::Catalog;
use super::engine::{Limits, PastLimit};
use super::placement;
use super::plan::{FaultError, FaultPlan, Plan, RateLimitPlan, RegistryPlan};
use super::scenario::{Fault, RateLimit, Registry, Scenario, defaults};
use super::trace::TraceError;
use crate::diagnostic::Diagnostic;
use crate::request::problems::{Codes, MAX_NAME, does_not_exist, number};
use crate::words::message;

pub(super) use crate::request::problems::Problems;

/// The longest run, in ms: a week.
const MAX_RUN_MS: f64 = 7.0 * 86_400_000.0;

/// The codes of what is said about a scenario.
const CODES: Codes = Codes {
    release: codes::SIM001,
    policy: codes::SIM010,
    amount: codes::SIM005,
    whole: codes::SIM007,
    long_name: codes::SIM025,
};

/// The largest seed: whole numbers up to here are exact.
const MAX_SEED: f64 = 9_007_199_254_740_991.0;

/// The plan of a scenario.
///
/// # Errors
/// All rules that the scenario breaks. Each message names its place as a path. A kubelet
/// that refuses its configuration is no error here but one of the plan's `refusals`.
pub(super) fn plan(scenario: &Scenario) -> Result<Plan, Vec<TraceError>> {
    let mut problems = Problems::new(CODES);
    names(scenario, &mut problems);
    if !problems.list.is_empty() {
        return Err(problems.list.into_iter().map(TraceError::from).collect());
    }
    let release = problems.release(scenario.kubernetes.as_deref());
    let seed = seed(scenario, &mut problems);
    let until_ms = scenario
        .until_ms
        .map(|until| until_ms(until, &mut problems));
    let catalog = Catalog::read(&scenario.images, &mut problems);
    let placed = placement::place(scenario, &catalog, &mut problems);
    let node_named = |name: &str| placed.node_named(name);
    let registry = registry(
        scenario.registry.as_ref().unwrap_or(&Registry::default()),
        &catalog,
        node_named,
        &mut problems,
    );
    if !problems.list.is_empty() {
        let errors = problems.list.into_iter().map(TraceError::from);
        return Err(errors.chain(placed.refusals).collect());
    }
    Ok(Plan {
        release,
        seed,
        until_ms,
        registry,
        layers: catalog.layers,
        images: catalog.images,
        node_kinds: placed.node_kinds,
        nodes: placed.nodes,
        pod_kinds: placed.pod_kinds,
        pods: placed.pods,
        refusals: placed.refusals,
    })
}

/// Names are quoted in events, errors and tables, so that a long one would fill them all.
fn names(scenario: &Scenario, problems: &mut Problems) {
    for (place, key) in scenario.images.keys().enumerate() {
        if key.len() > MAX_NAME {
            problems.long_name(message!(
                "images, entry {place}: {length} bytes is too long for a name",
                place = place + 1,
                length = key.len()
            ));
        }
    }
    for (place, node) in scenario.nodes.iter().enumerate() {
        problems.name(format_args!("nodes[{place}].name"), &node.name);
    }
    for (place, pod) in scenario.pods.iter().enumerate() {
        problems.name(format_args!("pods[{place}].name"), &pod.name);
        for (list, containers) in pod.lists() {
            for (index, container) in containers.iter().enumerate() {
                let path = format!("pods[{place}].{list}[{index}]");
                problems.name(format_args!("{path}.name"), &container.name);
                problems.name(format_args!("{path}.image"), &container.image);
                for (index, mount) in container.mounts.iter().flatten().enumerate() {
                    problems.name(format_args!("{path}.mounts[{index}]"), mount);
                }
            }
        }
    }
}

fn until_ms(until_ms: f64, problems: &mut Problems) -> f64 {
    let until_ms = problems.amount(format_args!("untilMs"), until_ms);
    if until_ms > MAX_RUN_MS {
        problems.add(
            codes::SIM023,
            message!(
                "untilMs: {until_ms} is more than a week",
                until_ms = number(until_ms)
            ),
            message!("The maximum is {most}.", most = MAX_RUN_MS),
        );
    }
    until_ms
}

fn seed(scenario: &Scenario, problems: &mut Problems) -> u64 {
    let seed = scenario.seed.unwrap_or(0.0);
    if !(0.0..=MAX_SEED).contains(&seed) || seed.fract() != 0.0 {
        problems.add(
            codes::SIM002,
            message!(
                "seed: {seed} is not an integer from 0 to {largest}",
                seed = number(seed),
                largest = MAX_SEED
            ),
            message!("Use an integer, or leave it unset for 0."),
        );
    }
    whole_u64(seed)
}

fn registry(
    registry: &Registry,
    catalog: &Catalog,
    node_named: impl Fn(&str) -> Option<usize>,
    problems: &mut Problems,
) -> RegistryPlan {
    let latency_ms = registry.latency_ms.unwrap_or(defaults::LATENCY_MS);
    let mut rate = |field: &str, rate: Option<f64>| {
        rate.map(|rate| problems.positive(format_args!("registry.{field}"), rate))
    };
    let bandwidth = rate("bandwidth", registry.bandwidth);
    let per_connection = rate("perConnection", registry.per_connection);
    let faults = registry.faults.iter().flatten().enumerate();
    RegistryPlan {
        latency_ms: problems.amount(format_args!("registry.latencyMs"), latency_ms),
        bandwidth,
        per_connection,
        has_token: has_token(registry.auth.as_deref(), problems),
        has_redirects: registry.redirects.unwrap_or(false),
        faults: faults
            .map(|(index, fault)| plan_fault(index, fault, catalog, &node_named, problems))
            .collect(),
        rate_limit: registry
            .rate_limit
            .as_ref()
            .map(|limit| rate_limit(limit, problems)),
    }
}

fn has_token(auth: Option<&str>, problems: &mut Problems) -> bool {
    match auth {
        None | Some("none") => false,
        Some("token") => true,
        Some(other) => {
            problems.add(
                codes::SIM003,
                does_not_exist(format_args!("registry.auth"), other),
                message!("Use \"none\" or \"token\"."),
            );
            false
        }
    }
}

fn rate_limit(limit: &RateLimit, problems: &mut Problems) -> RateLimitPlan {
    let pulls = problems.whole(format_args!("registry.rateLimit.pulls"), limit.pulls);
    let per_ms = problems.positive(format_args!("registry.rateLimit.perMs"), limit.per_ms);
    RateLimitPlan {
        pulls: whole_usize(pulls),
        per_ms,
    }
}

fn plan_fault(
    index: usize,
    fault: &Fault,
    catalog: &Catalog,
    node_named: impl Fn(&str) -> Option<usize>,
    problems: &mut Problems,
) -> FaultPlan {
    let path = format!("registry.faults[{index}]");
    let image = fault.image.as_deref().and_then(|image| {
        let found = catalog.find(image);
        if found.is_none() {
            problems.unknown_image(format_args!("{path}.image"), image);
        }
        found
    });
    let node = fault.node.as_deref().and_then(|node| {
        let found = node_named(node);
        if found.is_none() {
            problems.unknown_node(format_args!("{path}.node"), node);
        }
        found
    });
    let error = match fault.error.as_str() {
        "notFound" => FaultError::NotFound,
        "unauthorized" => FaultError::Unauthorized,
        "rateLimited" => FaultError::RateLimited,
        "timeout" => FaultError::Timeout,
        "unavailable" => FaultError::Unavailable,
        other => {
            problems.add(
                codes::SIM004,
                does_not_exist(format_args!("{path}.error"), other),
                message!("Use notFound, unauthorized, rateLimited, unavailable or timeout."),
            );
            FaultError::Unavailable
        }
    };
    FaultPlan {
        image,
        node,
        from_ms: problems.amount(
            format_args!("{path}.fromMs"),
            fault.from_ms.unwrap_or_default(),
        ),
        until_ms: fault
            .until_ms
            .map(|until| problems.amount(format_args!("{path}.untilMs"), until)),
        error,
    }
}

/// A run in which more happens than is wanted.
pub(super) fn too_long(past: PastLimit, limits: Limits) -> Diagnostic {
    let message = match past {
        PastLimit::Steps => message!(
            "The run takes more than {most_steps} steps",
            most_steps = limits.steps
        ),
        PastLimit::Events => message!(
            "The run has more than {most_events} events",
            most_events = limits.events
        ),
    };
    let help = message!(
        "Use fewer pods, nodes or layers, or end the run earlier (untilMs): failing pods retry until then."
    );
    Diagnostic::new(codes::SIM024, message).help(help)
}

impl Problems {
    /// An amount above 0.
    pub fn positive(&mut self, path: fmt::Arguments<'_>, value: f64) -> f64 {
        if value == 0.0 {
            self.add(
                codes::SIM006,
                message!("{path}: with 0 nothing would ever happen", path),
                message!("Use a number above 0."),
            );
        }
        self.amount(path, value)
    }

    /// A whole number from 1 on.
    pub fn at_least_one(&mut self, path: fmt::Arguments<'_>, value: f64) -> f64 {
        if (0.0..1.0).contains(&value) {
            self.add(
                codes::SIM008,
                message!("{path}: {value} is below 1", path, value = number(value)),
                message!("Use an integer of at least 1."),
            );
            return 1.0;
        }
        self.whole(path, value)
    }

    /// An image that is not in `images`.
    pub fn unknown_image(&mut self, path: fmt::Arguments<'_>, image: &str) {
        self.add(
            codes::SIM013,
            message!(
                "{path}: the image {image} is not in images",
                path,
                image = format!("{image:?}")
            ),
            message!("Add it to images, with its layers."),
        );
    }

    /// A node that does not exist.
    pub fn unknown_node(&mut self, path: fmt::Arguments<'_>, node: &str) {
        self.add(
            codes::SIM020,
            message!(
                "{path}: there is no node {node}",
                path,
                node = format!("{node:?}")
            ),
            message!("Name one node; an entry with a count creates name-0, name-1 and so on."),
        );
    }
}

/// A checked whole number as a count; more than fits is as good as no limit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and not negative; the cast saturates"
)]
pub(super) fn whole_usize(value: f64) -> usize {
    value as usize
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and not negative; the cast saturates"
)]
fn whole_u64(value: f64) -> u64 {
    value as u64
}
