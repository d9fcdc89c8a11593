//! The network: every flow gets its max-min fair rate (rule 8).
//!
//! A flow on a node with n flows has the rate min(L, bandwidth / n, perConnection).
//! Nodes held by their own bandwidth or by `perConnection` are kept in real time.
//! Nodes held by the registry all have the rate L, so they are kept on the integral
//! of L over time: when L changes, only the one that ends next changes its time.
//! L itself follows from two sorted sets, so that only a node that goes over from
//! one side to the other costs anything.

use std::collections::BTreeSet;

use super::instant::{Due, EPSILON_MS, Key};
use super::shares::{Shares, Wakes};

/// Rates nearer than this, relatively, need no change of sides.
const SAME_RATE: f64 = 1e-12;

/// All downloads that bytes flow for. Rates inside are bytes a millisecond.
#[derive(Debug)]
pub(super) struct Flows {
    links: Vec<Link>,
    per_connection: f64,
    wakes: Wakes,
    registry: Option<Registry>,
    changed: Vec<usize>,
    count: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeldBy {
    Own,
    Registry,
}

/// The network of one node.
#[derive(Debug)]
struct Link {
    bandwidth: f64,
    /// Flows after the last instant.
    flows: usize,
    /// The rate of one of them as far as the node and `perConnection` decide it.
    cap: f64,
    held_by: HeldBy,
    is_changed: bool,
    shares: Shares,
}

/// The bandwidth of the registry and who is held by it.
#[derive(Debug)]
struct Registry {
    bandwidth: f64,
    /// L; infinite where the nodes cannot use the bandwidth.
    level: f64,
    /// The integral of L over the time up to `settled_ms`.
    integral: f64,
    settled_ms: f64,
    own: BTreeSet<(Key, usize)>,
    own_rate: f64,
    held: BTreeSet<(Key, usize)>,
    held_flows: usize,
    wakes: Wakes,
}

impl Flows {
    /// No flows, on nodes with these bandwidths. All numbers are bytes a second.
    pub fn new(
        bandwidths: impl Iterator<Item = f64>,
        registry: Option<f64>,
        per_connection: Option<f64>,
    ) -> Self {
        let links: Vec<Link> = bandwidths
            .map(|bandwidth| Link {
                bandwidth: bandwidth / 1000.0,
                flows: 0,
                cap: 0.0,
                held_by: HeldBy::Own,
                is_changed: false,
                shares: Shares::default(),
            })
            .collect();
        Self {
            per_connection: per_connection.map_or(f64::INFINITY, |rate| rate / 1000.0),
            wakes: Wakes::new(links.len()),
            registry: registry.map(|bandwidth| Registry::new(bandwidth / 1000.0, links.len())),
            changed: Vec::new(),
            count: 0,
            links,
        }
    }

    /// Whether no bytes flow.
    pub fn is_idle(&self) -> bool {
        self.count == 0
    }

    /// Bytes a second that arrive at a node.
    pub fn throughput(&self, node: usize) -> f64 {
        let link = &self.links[node];
        link.flows as f64 * link.cap.min(self.level()) * 1000.0
    }

    /// The nodes that the registry holds: a change of L changes their throughput.
    pub fn held_by_registry(&self) -> impl Iterator<Item = usize> {
        self.registry
            .iter()
            .flat_map(|registry| registry.held.iter().map(|&(_, node)| node))
    }

    /// L, to see whether it changed; infinite without a limit of the registry.
    pub fn level(&self) -> f64 {
        self.registry.as_ref().map_or(f64::INFINITY, |r| r.level)
    }

    /// Starts a flow of more than 0 bytes. Its rate holds from the next `settle` on.
    pub fn start(&mut self, now_ms: f64, due: Due, bytes: f64) {
        let position = self.position(now_ms, due.node());
        self.links[due.node()].shares.join(position, bytes, due);
        self.count += 1;
        self.mark(due.node());
    }

    /// When the next flow ends.
    pub fn next_ms(&self) -> Option<f64> {
        let own = self.wakes.first().map(|(at, _)| at);
        let held = self.registry.as_ref().and_then(Registry::next_ms);
        match (own, held) {
            (Some(own), Some(held)) => Some(own.min(held)),
            (own, held) => own.or(held),
        }
    }

    /// Takes out all flows that end at this instant.
    pub fn take_ended(&mut self, now_ms: f64, mut ended: impl FnMut(Due)) {
        while let Some((at, node)) = self.wakes.first() {
            if at > now_ms + EPSILON_MS {
                break;
            }
            let slack = self.links[node].cap * EPSILON_MS;
            self.take_from(node, now_ms, slack, &mut ended);
            self.wakes.set(node, None);
        }
        while let Some(registry) = &mut self.registry {
            let Some((_, node)) = registry.wakes.first() else {
                break;
            };
            if registry.next_ms().is_none_or(|at| at > now_ms + EPSILON_MS) {
                break;
            }
            registry.wakes.set(node, None);
            let (position, slack) = (registry.position(now_ms), registry.level * EPSILON_MS);
            self.take_from(node, position, slack, &mut ended);
        }
    }

    /// Gives every flow its rate after an instant and says on which nodes flows began or
    /// ended, or went over from the registry's side to their own.
    pub fn settle(&mut self, now_ms: f64) -> Vec<usize> {
        let mut changed = std::mem::take(&mut self.changed);
        if let Some(registry) = &mut self.registry {
            registry.advance(now_ms);
        }
        for &node in &changed {
            self.take_off(node);
            let link = &mut self.links[node];
            link.is_changed = false;
            link.flows = link.shares.len();
            if link.flows == 0 {
                self.wakes.set(node, None);
                continue;
            }
            link.cap = (link.bandwidth / link.flows as f64).min(self.per_connection);
            let side = if link.cap > self.level() {
                HeldBy::Registry
            } else {
                HeldBy::Own
            };
            self.put(now_ms, node, side);
        }
        if !changed.is_empty() {
            self.balance(now_ms, &mut changed);
        }
        changed
    }

    /// Takes out the flow that is due and all that end with it. The first counts as
    /// ended in any case, so that rounding cannot hold up the clock.
    fn take_from(&mut self, node: usize, position: f64, slack: f64, ended: &mut impl FnMut(Due)) {
        let shares = &mut self.links[node].shares;
        let mut next = shares
            .pop_ended(position, slack)
            .or_else(|| shares.pop_first());
        while let Some(due) = next {
            self.count -= 1;
            ended(due);
            next = self.links[node].shares.pop_ended(position, slack);
        }
        self.mark(node);
    }

    fn mark(&mut self, node: usize) {
        if !std::mem::replace(&mut self.links[node].is_changed, true) {
            self.changed.push(node);
        }
    }

    /// Where a node stands on its axis.
    fn position(&self, now_ms: f64, node: usize) -> f64 {
        match (&self.registry, self.links[node].held_by) {
            (Some(registry), HeldBy::Registry) => registry.position(now_ms),
            _ => now_ms,
        }
    }

    /// Takes a node off the side that it is on.
    fn take_off(&mut self, node: usize) {
        let link = &self.links[node];
        if let Some(registry) = &mut self.registry
            && link.flows > 0
        {
            registry.remove(link, node);
        }
    }

    /// Puts a node on one side, with its next end.
    fn put(&mut self, now_ms: f64, node: usize, side: HeldBy) {
        let from = self.position(now_ms, node);
        let link = &mut self.links[node];
        link.held_by = side;
        let Some(registry) = &mut self.registry else {
            link.shares.set_rate(now_ms, link.cap);
            self.wakes.set(node, link.shares.next_end());
            return;
        };
        registry.insert(link, node);
        match side {
            HeldBy::Own => {
                link.shares.change_axis(from, now_ms, link.cap);
                registry.wakes.set(node, None);
                self.wakes.set(node, link.shares.next_end());
            }
            HeldBy::Registry => {
                link.shares.change_axis(from, registry.integral, 1.0);
                self.wakes.set(node, None);
                registry.wakes.set(node, link.shares.next_end());
            }
        }
    }

    /// Finds L. Every node on the registry's side has a larger cap than every node on
    /// the other side, so that each move is one that the final L asks for. Those that go over
    /// to their own side join `changed`, the others are found on the registry's.
    fn balance(&mut self, now_ms: f64, changed: &mut Vec<usize>) {
        while let Some(node) = self.registry.as_ref().and_then(Registry::first_below_level) {
            self.take_off(node);
            self.put(now_ms, node, HeldBy::Own);
            changed.push(node);
        }
        while let Some(node) = self.registry.as_ref().and_then(Registry::last_above_level) {
            self.take_off(node);
            self.put(now_ms, node, HeldBy::Registry);
        }
        if let Some(registry) = &mut self.registry {
            registry.level = registry.computed_level();
            if registry.held.is_empty() {
                registry.integral = 0.0;
            }
        }
    }
}

impl Registry {
    fn new(bandwidth: f64, nodes: usize) -> Self {
        Self {
            bandwidth,
            level: f64::INFINITY,
            integral: 0.0,
            settled_ms: 0.0,
            own: BTreeSet::new(),
            own_rate: 0.0,
            held: BTreeSet::new(),
            held_flows: 0,
            wakes: Wakes::new(nodes),
        }
    }

    fn position(&self, now_ms: f64) -> f64 {
        if self.level.is_finite() {
            self.integral + self.level * (now_ms - self.settled_ms)
        } else {
            self.integral
        }
    }

    fn advance(&mut self, now_ms: f64) {
        self.integral = self.position(now_ms);
        self.settled_ms = now_ms;
    }

    fn next_ms(&self) -> Option<f64> {
        let (position, _) = self.wakes.first()?;
        Some(self.settled_ms + ((position - self.integral) / self.level).max(0.0))
    }

    fn insert(&mut self, link: &Link, node: usize) {
        let entry = (Key(link.cap), node);
        match link.held_by {
            HeldBy::Own => {
                self.own.insert(entry);
                self.own_rate += link.cap * link.flows as f64;
            }
            HeldBy::Registry => {
                self.held.insert(entry);
                self.held_flows += link.flows;
            }
        }
    }

    fn remove(&mut self, link: &Link, node: usize) {
        let entry = (Key(link.cap), node);
        match link.held_by {
            HeldBy::Own => {
                self.own.remove(&entry);
                self.own_rate -= link.cap * link.flows as f64;
                if self.own.is_empty() {
                    self.own_rate = 0.0;
                }
            }
            HeldBy::Registry => {
                self.held.remove(&entry);
                self.held_flows -= link.flows;
                self.wakes.set(node, None);
            }
        }
    }

    fn computed_level(&self) -> f64 {
        if self.held_flows == 0 {
            f64::INFINITY
        } else {
            (self.bandwidth - self.own_rate) / self.held_flows as f64
        }
    }

    /// A node held by the registry whose own bandwidth holds it lower.
    fn first_below_level(&self) -> Option<usize> {
        let &(cap, node) = self.held.first()?;
        (cap.0 <= self.computed_level()).then_some(node)
    }

    /// A node held by its own bandwidth that takes more than the registry leaves it.
    fn last_above_level(&self) -> Option<usize> {
        let &(cap, node) = self.own.last()?;
        let is_above = if self.held_flows == 0 {
            self.own_rate > self.bandwidth * (1.0 + SAME_RATE)
        } else {
            cap.0 > self.computed_level() * (1.0 + SAME_RATE)
        };
        is_above.then_some(node)
    }
}
