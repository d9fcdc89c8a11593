//! One instant: due events, their order, and the flows between them.

use super::plan::Plan;
use super::rates::{NodeFlows, flow_rates};
use super::state::{Download, PodStage, Pull, Row, Run, Stage, Unpack};
use super::{EQUAL_MS, MAX_MS};

/// What happens, the kinds in their order; then node, pod, container and layer decide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    DownloadEnds,
    UnpackingEnds,
    WaitEnds,
    RunEnds,
    PodGoesOn,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct What {
    pub kind: Kind,
    node: usize,
    pub pod: usize,
    container: usize,
    row: usize,
    /// Of the kinds that are about one.
    pull: usize,
}

pub struct Due {
    pub at: f64,
    pub what: What,
}

impl Run<'_> {
    pub fn go_on_to_the_end(&mut self) {
        let last = self.plan.until_ms.unwrap_or(MAX_MS);
        loop {
            let due = self.due();
            let next = due.iter().map(|due| due.at).fold(f64::INFINITY, f64::min);
            if next <= self.now + EQUAL_MS {
                self.finish_what_is_due();
                let now = due.iter().filter(|due| due.at <= self.now + EQUAL_MS);
                let what = now.map(|due| due.what).min();
                self.happens(what.expect("something is due now"));
                continue;
            }
            self.note_steps();
            self.note_phases();
            let hopeless = self.plan.until_ms.is_none() && self.nothing_can_change(&due);
            if next > last + EQUAL_MS || hopeless {
                return;
            }
            self.flow_until(next);
        }
    }

    /// All that is due at some time, at the rates of now.
    fn due(&self) -> Vec<Due> {
        let rates = self.rates();
        let mut due = Vec::new();
        for (node, state) in self.nodes.iter().enumerate() {
            for &id in &state.active {
                let pull = &self.pulls[id];
                let what = |kind, row| What {
                    kind,
                    node,
                    pod: pull.pod,
                    container: pull.container,
                    row,
                    pull: id,
                };
                due.extend(wait_of_pull(pull).map(|at| Due {
                    at,
                    what: what(Kind::WaitEnds, 0),
                }));
                for (number, row) in pull.rows.iter().enumerate() {
                    let kinds = self.row_is_due(row, rates.flow[node], rates.unpack[node]);
                    due.extend(kinds.map(|(kind, at)| Due {
                        at,
                        what: what(kind, number),
                    }));
                }
            }
        }
        for (pod, state) in self.pods.iter().enumerate() {
            let (kind, at) = match state.stage {
                PodStage::RunsInit { until } => (Kind::RunEnds, until),
                PodStage::GoesOn { at, .. } => (Kind::PodGoesOn, at),
                PodStage::Pulling | PodStage::Rests => continue,
            };
            let node = self.plan.pods[pod].node;
            let container = state.container;
            due.push(Due {
                at,
                what: What {
                    kind,
                    node,
                    pod,
                    container,
                    row: 0,
                    pull: 0,
                },
            });
        }
        due
    }

    fn row_is_due(&self, row: &Row, flow: f64, unpack: f64) -> impl Iterator<Item = (Kind, f64)> {
        let after = |left: f64, rate: f64| self.now + left / rate * 1000.0;
        let download = match row.download {
            Download::RoundTrips { until } => Some((Kind::WaitEnds, until)),
            Download::Bytes { left } => Some((Kind::DownloadEnds, after(left, flow))),
            _ => None,
        };
        let unpacking = match row.unpack {
            Unpack::Bytes { left } => Some((Kind::UnpackingEnds, after(left, unpack))),
            _ => None,
        };
        download.into_iter().chain(unpacking)
    }

    /// What ends within the tolerance has no bytes left, whatever becomes of the rates.
    fn finish_what_is_due(&mut self) {
        self.flow(
            EQUAL_MS,
            |left, moved| if left <= moved { 0.0 } else { left },
        );
    }

    fn flow_until(&mut self, time: f64) {
        self.flow(time - self.now, |left, moved| (left - moved).max(0.0));
        self.now = time;
    }

    /// Changes the bytes left of all that flows, given those that move within `ms`.
    fn flow(&mut self, ms: f64, change: impl Fn(f64, f64) -> f64) {
        let rates = self.rates();
        for pull in &mut self.pulls {
            for row in &mut pull.rows {
                if let Download::Bytes { left } = &mut row.download {
                    *left = change(*left, rates.flow[pull.node] * ms / 1000.0);
                }
                if let Unpack::Bytes { left } = &mut row.unpack {
                    *left = change(*left, rates.unpack[pull.node] * ms / 1000.0);
                }
            }
        }
    }

    fn happens(
        &mut self,
        What {
            kind,
            pod,
            row,
            pull,
            ..
        }: What,
    ) {
        match kind {
            Kind::DownloadEnds => self.download_ends((pull, row)),
            Kind::UnpackingEnds => self.unpacking_ends((pull, row)),
            Kind::WaitEnds => match self.pulls[pull].stage {
                Stage::Resolving { .. } => self.resolve_ends(pull),
                Stage::TimingOut { .. } => self.timeout_ends(pull),
                Stage::FetchingToken { .. } => self.ask_slot_for_document(pull),
                Stage::Reading { .. } => self.reading_ends(pull),
                _ => self.round_trips_of_layer_end((pull, row)),
            },
            Kind::RunEnds => self.init_container_ends(pod),
            Kind::PodGoesOn => self.pod_goes_on(pod),
        }
    }

    /// A row for each value that this instant has changed.
    fn note_steps(&mut self) {
        let rates = self.rates();
        for (node, steps) in self.steps.iter_mut().enumerate() {
            let at = if steps.active_pulls.is_empty() {
                0.0
            } else {
                self.now
            };
            let state = &self.nodes[node];
            let differs = |a: &u32, b: &u32| a != b;
            let active = state.active.len() as u32;
            step(&mut steps.active_pulls, at, active, differs);
            step(
                &mut steps.queued_pulls,
                at,
                state.queue.len() as u32,
                differs,
            );
            let throughput = match rates.flows[node] {
                0 => 0.0,
                flows => rates.flow[node] * flows as f64,
            };
            step(&mut steps.throughput, at, throughput, |a, b| {
                (a - b).abs() > 1e-6 * a.abs().max(b.abs())
            });
        }
        let active = self.nodes.iter().map(|node| node.active.len()).sum();
        self.peak_pulls = self.peak_pulls.max(active);
    }

    fn rates(&self) -> Rates {
        Rates::new(self.plan, &self.pulls)
    }
}

fn step<T>(steps: &mut Vec<(f64, T)>, at: f64, value: T, differs: impl Fn(&T, &T) -> bool) {
    if steps.last().is_none_or(|(_, last)| differs(last, &value)) {
        steps.push((at, value));
    }
}

fn wait_of_pull(pull: &Pull) -> Option<f64> {
    match pull.stage {
        Stage::Resolving { until }
        | Stage::TimingOut { until }
        | Stage::FetchingToken { until }
        | Stage::Reading { until } => Some(until),
        _ => None,
    }
}

/// Bytes a second, for each node.
struct Rates {
    flows: Vec<usize>,
    flow: Vec<f64>,
    unpack: Vec<f64>,
}

impl Rates {
    fn new(plan: &Plan, pulls: &[Pull]) -> Self {
        let mut flows = vec![0; plan.nodes.len()];
        let mut unpackings = vec![0; plan.nodes.len()];
        for pull in pulls {
            for row in &pull.rows {
                flows[pull.node] += usize::from(matches!(row.download, Download::Bytes { .. }));
                unpackings[pull.node] += usize::from(matches!(row.unpack, Unpack::Bytes { .. }));
            }
        }
        let of_nodes = plan
            .nodes
            .iter()
            .zip(&flows)
            .map(|(node, &flows)| NodeFlows {
                flows,
                bandwidth: node.bandwidth,
            });
        let of_nodes: Vec<NodeFlows> = of_nodes.collect();
        // Rule 9: n unpackings at once get unpackRate x min(1, cores / n) each.
        let shared = plan
            .nodes
            .iter()
            .zip(&unpackings)
            .map(|(node, &unpackings)| {
                node.unpack_rate * (node.cores / unpackings as f64).min(1.0)
            });
        Self {
            flow: flow_rates(
                &of_nodes,
                plan.registry.bandwidth,
                plan.registry.per_connection,
            ),
            unpack: shared.collect(),
            flows,
        }
    }
}
