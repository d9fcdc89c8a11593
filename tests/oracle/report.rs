//! "Trace": what a run looks like from outside.

use imagepull::diagnostic::{Diagnostic, Severity};
use imagepull::simulate::trace::{
    ContainerStates, LayerRow, Percentiles, PodTimes, Pull, Source, State, StateSpan, Summary,
    Trace, TraceError,
};
use imagepull::words::Message;

use super::MAX_MS;
use super::plan::Layer;
use super::state::{self, Row, Run};

/// Why something is refused. The model has no codes.
pub fn refusal(why: String) -> Diagnostic {
    Diagnostic {
        code: "refused",
        severity: Severity::Error,
        message: Message::verbatim(why),
        span: None,
        help: None,
        fixes: Vec::new(),
        docs: None,
    }
}

/// The trace of a scenario that is refused as a whole.
pub fn refused(why: String) -> Trace {
    Trace {
        errors: vec![TraceError {
            diagnostic: refusal(why),
            node: None,
        }],
        ..Trace::default()
    }
}

pub fn trace(run: &Run) -> Trace {
    let mut pulls: Vec<&state::Pull> = run.pulls.iter().collect();
    pulls.sort_by(|a, b| {
        let place = |pull: &state::Pull| (pull.node, pull.pod, pull.container);
        let by_time = a.requested_ms.total_cmp(&b.requested_ms);
        by_time.then_with(|| place(a).cmp(&place(b)))
    });
    let pulls: Vec<Pull> = pulls
        .into_iter()
        .map(|pull| report_pull(run, pull))
        .collect();
    let pods: Vec<PodTimes> = (0..run.pods.len()).map(|pod| pod_times(run, pod)).collect();
    let numbered = (0..run.pods.len())
        .flat_map(|pod| (0..run.pods[pod].states.len()).map(move |container| (pod, container)));
    Trace {
        errors: run.plan.refused_kubelets.clone(),
        events: run.events.clone(),
        containers: numbered
            .map(|(pod, container)| states(run, pod, container))
            .collect(),
        nodes: run.steps.clone(),
        summary: summary(run, &pulls, &pods),
        pulls,
        pods,
    }
}

fn report_pull(run: &Run, pull: &state::Pull) -> Pull {
    let pod = &run.plan.pods[pull.pod];
    let container = &pod.containers[pull.container];
    let layers = run.plan.images[pull.image].layers.iter();
    let layers: Vec<LayerRow> = layers
        .zip(&pull.rows)
        .map(|(layer, row)| report_row(layer, row))
        .collect();
    Pull {
        node: run.plan.nodes[pull.node].name.as_str().into(),
        pod: pod.name.as_str().into(),
        container: container.name.as_str().into(),
        image: container.written.as_str().into(),
        attempt: pull.attempt,
        requested_ms: pull.requested_ms,
        started_ms: pull.started_ms,
        finished_ms: pull.finished_ms,
        outcome: pull.outcome,
        error: pull.error.clone(),
        refused_requests: pull.refused_requests,
        bytes_downloaded: bytes(&layers, is_downloaded),
        phases: run.phase_spans(pull, run.plan.until_ms.unwrap_or(MAX_MS)),
        layers,
    }
}

fn report_row(layer: &Layer, row: &Row) -> LayerRow {
    LayerRow {
        digest: layer.digest.as_deref().map(Into::into),
        bytes: layer.bytes,
        source: row.source,
        download_start_ms: row.download_start,
        download_end_ms: row.download_end,
        unpack_start_ms: row.unpack_start,
        unpack_end_ms: row.unpack_end,
    }
}

fn bytes(rows: &[LayerRow], counts: impl Fn(&LayerRow) -> bool) -> f64 {
    let counted = rows.iter().filter(|row| counts(row));
    counted
        .map(|row| row.bytes)
        .fold(0.0, |sum, bytes| sum + bytes)
}

fn is_downloaded(row: &LayerRow) -> bool {
    row.source == Some(Source::Registry) && row.download_end_ms.is_some()
}

/// On the node, or brought by another row: the wait for it, as download or as snapshot, has ended.
fn is_saved(row: &LayerRow) -> bool {
    match row.source {
        Some(Source::Node) => true,
        Some(Source::Shared) => row.download_end_ms.or(row.unpack_end_ms).is_some(),
        Some(Source::Registry) | None => false,
    }
}

fn states(run: &Run, pod: usize, container: usize) -> ContainerStates {
    let planned = &run.plan.pods[pod];
    let mut changes: Vec<(f64, State, Option<&'static str>)> = Vec::new();
    for &(at, state, reason) in &run.pods[pod].states[container] {
        // A state that ends when it begins is left out.
        if changes.last().is_some_and(|last| last.0 >= at) {
            changes.pop();
        }
        if changes
            .last()
            .is_none_or(|last| (last.1, last.2) != (state, reason))
        {
            changes.push((at, state, reason));
        }
    }
    let ends = changes
        .iter()
        .skip(1)
        .map(|change| Some(change.0))
        .chain([None]);
    let spans = changes
        .iter()
        .zip(ends)
        .map(|(&(from_ms, state, reason), to_ms)| StateSpan {
            from_ms,
            to_ms,
            state,
            reason,
        });
    ContainerStates {
        node: run.plan.nodes[planned.node].name.as_str().into(),
        pod: planned.name.as_str().into(),
        container: planned.containers[container].name.as_str().into(),
        states: spans.collect(),
    }
}

fn pod_times(run: &Run, pod: usize) -> PodTimes {
    let planned = &run.plan.pods[pod];
    PodTimes {
        node: run.plan.nodes[planned.node].name.as_str().into(),
        pod: planned.name.as_str().into(),
        created_ms: run.pods[pod].created.then_some(planned.created_ms),
        initialized_ms: run.pods[pod].initialized_ms,
        started_ms: run.pods[pod].started_ms,
    }
}

fn summary(run: &Run, pulls: &[Pull], pods: &[PodTimes]) -> Summary {
    let ends = pulls.iter().filter_map(|pull| pull.finished_ms);
    let pod_starts = pods
        .iter()
        .filter_map(|pod| Some(pod.started_ms? - pod.created_ms?));
    let queued = pulls
        .iter()
        .filter_map(|pull| Some(pull.started_ms? - pull.requested_ms));
    let sum = |of: &dyn Fn(&Pull) -> f64| pulls.iter().map(of).fold(0.0, |sum, x| sum + x);
    let failed = pulls.iter().filter(|pull| pull.error.is_some());
    let started = pulls.iter().filter(|pull| pull.started_ms.is_some());
    Summary {
        makespan_ms: ends.fold(0.0, f64::max),
        pod_start_ms: percentiles(pod_starts.collect()),
        pull_queue_ms: percentiles(queued.collect()),
        bytes_downloaded: sum(&|pull| pull.bytes_downloaded),
        bytes_saved_by_sharing: sum(&|pull| bytes(&pull.layers, is_saved)),
        peak_pulls: run.peak_pulls as u32,
        pulls_started: started.count() as u32,
        pulls_failed: failed.count() as u32,
    }
}

/// Nearest rank: of n sorted values the one at place ceil(p x n / 100).
fn percentiles(mut values: Vec<f64>) -> Percentiles {
    values.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        let place = (percent * values.len()).div_ceil(100);
        place.checked_sub(1).map(|index| values[index])
    };
    Percentiles {
        p50: at(50),
        p95: at(95),
        max: at(100),
    }
}
