//! The trace of a run that has ended.

use std::sync::Arc;

use super::Detail;
use super::engine::Engine;
use super::phases::Holder;
use super::pull::{LayerTimes, Pull};
use super::summary;
use super::trace::{
    self, ContainerStates, Event, LayerRow, NodeSteps, PhaseSpan, PodTimes, Trace, WaitsFor,
};

impl Engine<'_> {
    /// What happened.
    pub fn into_trace(mut self, detail: Detail) -> Trace {
        for pull in 0..self.pulls.len() {
            if !self.pulls[pull].finished.has_come() {
                self.pulls[pull].bytes = self.bytes_of(pull);
            }
        }
        let summary = summary::summarize(&self);
        let errors = self.plan.refusals.clone();
        if detail == Detail::Summary {
            return Trace {
                errors,
                summary,
                ..Trace::default()
            };
        }
        Trace {
            errors,
            summary,
            pulls: self.pull_rows(),
            containers: self.container_rows(),
            pods: self.pod_rows(),
            events: self.event_rows(),
            nodes: self.node_rows(),
        }
    }

    fn pull_rows(&mut self) -> Vec<trace::Pull> {
        let mut order: Vec<usize> = (0..self.pulls.len()).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&self.pulls[a], &self.pulls[b]);
            let place = |pull: &Pull| (pull.node, pull.pod, pull.container);
            a.requested_ms
                .total_cmp(&b.requested_ms)
                .then_with(|| place(a).cmp(&place(b)))
        });
        order.into_iter().map(|pull| self.pull_row(pull)).collect()
    }

    fn pull_row(&mut self, pull: usize) -> trace::Pull {
        let phases = self.phase_rows(pull);
        let rows = std::mem::take(&mut self.pulls[pull].rows);
        let error = self.pulls[pull].error.take();
        let pull = &self.pulls[pull];
        let container = self.container(pull.pod, pull.container);
        trace::Pull {
            node: self.plan.nodes[pull.node].name.clone(),
            pod: self.plan.pods[pull.pod].name.clone(),
            container: container.name.clone(),
            image: container.image.clone(),
            attempt: pull.attempt,
            requested_ms: pull.requested_ms,
            started_ms: pull.started.ms(),
            finished_ms: pull.finished.ms(),
            outcome: pull.outcome,
            bytes_downloaded: pull.bytes.downloaded,
            phases,
            layers: self.layer_rows(pull.image, &rows),
            error: error.map(String::from),
            refused_requests: pull.refused_requests,
        }
    }

    /// The phases of a pull: each ends where the next begins, and two alike in a row are one.
    fn phase_rows(&mut self, pull: usize) -> Vec<PhaseSpan> {
        let begins = std::mem::take(&mut self.pulls[pull].phases).begins;
        let end_ms = self.pulls[pull].finished.ms();
        let end_ms = end_ms.unwrap_or_else(|| self.plan.end_ms());
        let ends = begins.iter().skip(1).map(|next| next.at_ms);
        let mut spans: Vec<PhaseSpan> = Vec::with_capacity(begins.len());
        for (begin, end_ms) in begins.iter().zip(ends.chain([end_ms])) {
            if end_ms <= begin.at_ms {
                continue;
            }
            let waits_for = self.waits_for(begin.waits_for);
            match spans.last_mut() {
                Some(last) if last.phase == begin.phase && last.waits_for == waits_for => {
                    last.end_ms = end_ms;
                }
                _ => spans.push(PhaseSpan {
                    phase: begin.phase,
                    start_ms: begin.at_ms,
                    end_ms,
                    waits_for,
                }),
            }
        }
        spans
    }

    fn waits_for(&self, holder: Holder) -> Option<Box<WaitsFor>> {
        let (pull, layer) = holder.parts()?;
        let pull = &self.pulls[pull];
        let container = self.container(pull.pod, pull.container);
        let layers = &self.plan.images[pull.image].layers;
        Some(Box::new(WaitsFor {
            node: self.plan.nodes[pull.node].name.clone(),
            pod: self.plan.pods[pull.pod].name.clone(),
            container: container.name.clone(),
            image: container.image.clone(),
            layer: layer.and_then(|layer| self.plan.layers[layers[layer]].digest.clone()),
        }))
    }

    fn layer_rows(&self, image: usize, rows: &[LayerTimes]) -> Vec<LayerRow> {
        if !self.record.has_steps() {
            return Vec::new();
        }
        let layers = self.plan.images[image].layers.iter();
        layers
            .zip(rows)
            .map(|(&layer, times)| LayerRow {
                digest: self.plan.layers[layer].digest.clone(),
                bytes: self.plan.layers[layer].bytes,
                source: times.source,
                download_start_ms: times.download_start.ms(),
                download_end_ms: times.download_end.ms(),
                unpack_start_ms: times.unpack_start.ms(),
                unpack_end_ms: times.unpack_end.ms(),
            })
            .collect()
    }

    fn event_rows(&mut self) -> Vec<Event> {
        let events = std::mem::take(&mut self.record.events);
        events
            .into_iter()
            .map(|recorded| {
                let (node, pod) = self.names(recorded.pod);
                Event {
                    at_ms: recorded.at_ms,
                    node,
                    pod,
                    container: self
                        .container(recorded.pod, recorded.container)
                        .name
                        .clone(),
                    r#type: recorded.event.r#type,
                    reason: recorded.event.reason,
                    message: recorded.event.message,
                }
            })
            .collect()
    }

    fn container_rows(&mut self) -> Vec<ContainerStates> {
        let mut rows = Vec::new();
        let mut states = std::mem::take(&mut self.record.states).into_iter();
        for pod in 0..self.pods.len() {
            for container in 0..self.container_count(pod) {
                let (node, name) = self.names(pod);
                rows.push(ContainerStates {
                    states: states.next().unwrap_or_default().0,
                    node,
                    pod: name,
                    container: self.container(pod, container).name.clone(),
                });
            }
        }
        rows
    }

    fn pod_rows(&self) -> Vec<PodTimes> {
        let pods = self.pods.iter().enumerate();
        pods.map(|(pod, state)| {
            let (node, name) = self.names(pod);
            PodTimes {
                node,
                pod: name,
                created_ms: state.created.ms(),
                initialized_ms: state.initialized.ms(),
                started_ms: state.started.ms(),
            }
        })
        .collect()
    }

    fn node_rows(&mut self) -> Vec<NodeSteps> {
        let mut steps = std::mem::take(&mut self.record.steps).into_iter();
        let nodes = self.plan.nodes.iter();
        nodes
            .map(|node| {
                let (active_pulls, queued_pulls, throughput) =
                    steps.next().map_or_else(Default::default, |steps| {
                        (steps.active_pulls, steps.queued_pulls, steps.throughput)
                    });
                NodeSteps {
                    node: node.name.clone(),
                    active_pulls,
                    queued_pulls,
                    throughput,
                }
            })
            .collect()
    }

    /// The names of a pod's node and of the pod.
    fn names(&self, pod: usize) -> (Arc<str>, Arc<str>) {
        let pod = &self.plan.pods[pod];
        (self.plan.nodes[pod.node].name.clone(), pod.name.clone())
    }
}
