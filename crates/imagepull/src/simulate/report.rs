//! The trace of a run that has ended.

use std::sync::Arc;

use super::Detail;
use super::engine::Engine;
use super::pull::Pull;
use super::summary;
use super::trace::{self, ContainerStates, Event, LayerRow, NodeSteps, PodTimes, Trace};

impl Engine<'_> {
    /// What happened.
    pub fn into_trace(mut self, detail: Detail) -> Trace {
        for pull in 0..self.pulls.len() {
            if !self.pulls[pull].finished.has_come() {
                self.pulls[pull].bytes = self.bytes_of(pull);
            }
        }
        let summary = summary::of(&self);
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
        let mut pulls = std::mem::take(&mut self.pulls);
        pulls.sort_by(|a, b| {
            let place = |pull: &Pull| (pull.node, pull.pod, pull.container);
            a.requested_ms
                .total_cmp(&b.requested_ms)
                .then_with(|| place(a).cmp(&place(b)))
        });
        pulls
            .into_iter()
            .map(|pull| {
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
                    layers: self.layer_rows(&pull),
                    error: pull.error.map(String::from),
                }
            })
            .collect()
    }

    fn layer_rows(&self, pull: &Pull) -> Vec<LayerRow> {
        if !self.record.has_steps() {
            return Vec::new();
        }
        let layers = self.plan.images[pull.image].layers.iter();
        layers
            .zip(pull.rows.iter())
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
