//! One scenario with one setting after the other: which number to set, and why not more.
//!
//! A point is the run of [`scenario_at`], in a few figures; [`knee`] marks the number to set.

mod knee;

use serde::{Deserialize, Serialize};

use super::{
    Detail, Progress, check, estimate,
    plan::DownloadLimit,
    scenario::{Kubelet, Runtime, Scenario},
    simulate_pulls_watched,
    trace::{Summary, TraceError},
};
use crate::{
    codes,
    containerd::ContainerdRelease,
    diagnostic::Diagnostic,
    request::{
        Refused,
        problems::{Problems, REQUEST, does_not_exist},
        work::{Bounds, Work},
    },
    why::Reason,
    words::message,
};

/// The most points of a sweep.
const MAX_POINTS: usize = 200;
/// A point in the answer as JSON, in bytes.
const ANSWER_BYTES_OF_POINT: f64 = 400.0;

/// The releases of a sweep that names none: the last before downloads were limited per node, and the first after.
const DEFAULT_CONTAINERD: [&str; 2] = ["2.0", "2.1"];
/// The numbers of a sweep that names none.
const DEFAULT_VALUES: std::ops::RangeInclusive<u8> = 1..=10;

/// The setting that changes from point to point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Over {
    /// `maxParallelImagePulls` of all nodes, with `serializeImagePulls: false`.
    #[default]
    MaxParallelImagePulls,
}

/// What is swept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SweepOptions {
    /// The setting.
    pub over: Over,
    /// Its values; 1 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<f64>>,
    /// Releases of containerd such as `2.0`; `2.0` and `2.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub containerd: Option<Vec<String>>,
}

/// The run with one value and one release of containerd.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SweepPoint {
    /// The value.
    pub value: f64,
    /// The release of containerd, as it was asked for.
    pub containerd: String,
    /// `summary.podStartMs.p50` of the run.
    pub median_ready_ms: Option<f64>,
    /// `summary.podStartMs.p95` of the run.
    pub p95_ready_ms: Option<f64>,
    /// `summary.podStartMs.max` of the run.
    pub last_ready_ms: Option<f64>,
    /// Pods that are ready at the end of the run: the times above are theirs.
    pub pods_ready: usize,
    /// Bytes that came from the registry.
    pub bytes_downloaded: f64,
    /// Most pulls taken up at once, over all nodes.
    pub peak_pulls: u32,
    /// Pulls that failed.
    pub pulls_failed: u32,
    /// On the one point of each release that is advised: why, and why not more.
    pub knee: Option<Reason>,
    /// The errors of the run: of the scenario, or of the kubelets that refuse the value.
    pub errors: Vec<TraceError>,
}

/// All points: release by release, in the order of the values.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Sweep {
    /// Where the options are wrong or the work is too much, one point without a run has the errors.
    pub points: Vec<SweepPoint>,
}

impl Refused for Sweep {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            points: vec![SweepPoint {
                errors: diagnostics.into_iter().map(TraceError::from).collect(),
                ..SweepPoint::default()
            }],
        }
    }
}

/// The scenario of a point: all nodes pull in parallel, with its limit, on its release of containerd.
/// `None` for a release that is not known.
pub fn scenario_at(scenario: &Scenario, value: f64, containerd: &str) -> Option<Scenario> {
    let release = containerd.parse().ok()?;
    let download_limit = DownloadLimit::from_release(release).as_str();
    let mut scenario = scenario.clone();
    for node in &mut scenario.nodes {
        node.kubelet = Some(Kubelet {
            serialize_image_pulls: Some(false),
            max_parallel_image_pulls: Some(value),
            ..node.kubelet.unwrap_or_default()
        });
        node.runtime = Some(Runtime {
            download_limit: Some(download_limit.to_owned()),
            ..node.runtime.clone().unwrap_or_default()
        });
    }
    Some(scenario)
}

/// Whether a scenario is as [`scenario_at`] makes it: the first node stands for all.
pub fn is_at(scenario: &Scenario, value: f64, containerd: &str) -> bool {
    let Some(node) = scenario.nodes.first() else {
        return false;
    };
    let settings = node.kubelet.unwrap_or_default().defaulted();
    let limit = DownloadLimit::new(&node.runtime.clone().unwrap_or_default());
    let release = containerd.parse().ok();
    settings.pulls_at_once() == Some(value)
        && release.map(DownloadLimit::from_release) == Some(limit)
}

/// Runs a scenario with each value and each release. More work than the bounds have is refused before it begins.
/// `watch` receives the progress of all runs together.
pub fn sweep(
    scenario: &Scenario,
    options: &SweepOptions,
    bounds: &Bounds,
    mut watch: impl FnMut(Progress),
) -> Sweep {
    let wanted = match wanted(options) {
        Ok(wanted) => wanted,
        Err(problems) => return Sweep::refused(problems),
    };
    let scenarios: Vec<Scenario> = wanted
        .iter()
        .filter_map(|(value, containerd)| scenario_at(scenario, *value, containerd))
        .collect();
    let refusals = bounds.refusals(&estimated(&scenarios));
    if !refusals.is_empty() {
        return Sweep::refused(refusals);
    }
    let runs = scenarios.len();
    let most_steps = check::whole_usize(bounds.most_steps() / runs.max(1) as f64);
    let mut points = Vec::with_capacity(runs);
    for (run, ((value, containerd), scenario)) in wanted.iter().zip(&scenarios).enumerate() {
        let mut pods_ready = 0;
        let trace = simulate_pulls_watched(scenario, Detail::Summary, most_steps, |progress| {
            pods_ready = progress.started;
            watch(Progress {
                started: run * progress.pods + progress.started,
                pods: runs * progress.pods,
                at_ms: progress.at_ms,
            });
        });
        points.push(SweepPoint {
            value: *value,
            containerd: (*containerd).to_owned(),
            pods_ready: if trace.errors.is_empty() {
                pods_ready
            } else {
                0
            },
            errors: trace.errors,
            ..SweepPoint::from(&trace.summary)
        });
    }
    // The points of a release stand together.
    let releases = points.chunk_by_mut(|one, other| one.containerd == other.containerd);
    releases.for_each(knee::mark);
    Sweep { points }
}

impl From<&Summary> for SweepPoint {
    fn from(summary: &Summary) -> Self {
        Self {
            median_ready_ms: summary.pod_start_ms.p50,
            p95_ready_ms: summary.pod_start_ms.p95,
            last_ready_ms: summary.pod_start_ms.max,
            bytes_downloaded: summary.bytes_downloaded,
            peak_pulls: summary.peak_pulls,
            pulls_failed: summary.pulls_failed,
            ..Self::default()
        }
    }
}

/// Value and release of each point, or what is wrong with them.
fn wanted(options: &SweepOptions) -> Result<Vec<(f64, &str)>, Vec<Diagnostic>> {
    let mut problems = Problems::new(REQUEST);
    let values = match &options.values {
        Some(values) => values.clone(),
        None => DEFAULT_VALUES.map(f64::from).collect(),
    };
    for (index, value) in values.iter().enumerate() {
        problems.whole(format_args!("options.values[{index}]"), *value);
    }
    let releases: Vec<&str> = match &options.containerd {
        Some(releases) => releases.iter().map(String::as_str).collect(),
        None => DEFAULT_CONTAINERD.into(),
    };
    for (index, release) in releases.iter().enumerate() {
        if release.parse::<ContainerdRelease>().is_err() {
            problems.add(
                codes::REQ003,
                does_not_exist(format_args!("options.containerd[{index}]"), release),
                message!(
                    "Use one of {releases}, or leave it unset for {default}.",
                    releases = ContainerdRelease::ALL
                        .map(ContainerdRelease::as_str)
                        .join(", "),
                    default = DEFAULT_CONTAINERD.join(", ")
                ),
            );
        }
    }
    let count = values.len().saturating_mul(releases.len());
    if count > MAX_POINTS {
        problems.add(
            codes::REQ009,
            message!(
                "A sweep of {count} runs is too long; the limit is {most}",
                count,
                most = MAX_POINTS
            ),
            message!("Use fewer values or fewer releases."),
        );
    }
    if !problems.list.is_empty() {
        return Err(problems.list);
    }
    let of_release = |release| values.iter().map(move |value| (*value, release));
    Ok(releases.into_iter().flat_map(of_release).collect())
}

/// The work of all runs. A scenario that is wrong is none: its points have the errors.
fn estimated(scenarios: &[Scenario]) -> Work {
    let mut all = Work::from_answer(0.0, ANSWER_BYTES_OF_POINT * scenarios.len() as f64);
    let of_answer = all.memory_bytes;
    let plans = scenarios.iter().filter_map(|it| check::plan(it).ok());
    for work in plans.map(|plan| estimate::estimate(&plan, Detail::Summary)) {
        all.steps += work.steps;
        // One run after the other: the memory of one is free before the next.
        all.memory_bytes = all.memory_bytes.max(of_answer + work.memory_bytes);
    }
    all
}
