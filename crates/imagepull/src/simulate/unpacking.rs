//! Unpacking: with n at once on a node each gets unpackRate x min(1, cores / n) (rule 9).

use super::instant::{Due, EPSILON_MS};
use super::shares::{Shares, Wakes};

/// All unpackings under way. Rates inside are bytes a millisecond.
#[derive(Debug)]
pub(super) struct Unpackings {
    disks: Vec<Disk>,
    wakes: Wakes,
    changed: Vec<usize>,
    count: usize,
}

/// What unpacks on one node.
#[derive(Debug)]
struct Disk {
    unpack_rate: f64,
    cores: f64,
    rate: f64,
    is_changed: bool,
    shares: Shares,
}

impl Unpackings {
    /// None, on nodes with these `(unpackRate, cores)`; the rate is bytes a second.
    pub fn new(nodes: impl Iterator<Item = (f64, f64)>) -> Self {
        let disks: Vec<Disk> = nodes
            .map(|(unpack_rate, cores)| Disk {
                unpack_rate: unpack_rate / 1000.0,
                cores,
                rate: 0.0,
                is_changed: false,
                shares: Shares::default(),
            })
            .collect();
        Self {
            wakes: Wakes::new(disks.len()),
            disks,
            changed: Vec::new(),
            count: 0,
        }
    }

    /// Whether nothing is being unpacked.
    pub fn is_idle(&self) -> bool {
        self.count == 0
    }

    /// Starts to unpack more than 0 bytes. The rate holds from the next `settle` on.
    pub fn start(&mut self, now_ms: f64, due: Due, unpacked_bytes: f64) {
        self.disks[due.node()]
            .shares
            .join(now_ms, unpacked_bytes, due);
        self.count += 1;
        self.mark(due.node());
    }

    /// When the next unpacking ends.
    pub fn next_ms(&self) -> Option<f64> {
        self.wakes.first().map(|(at, _)| at)
    }

    /// Takes out all unpackings that end at this instant. The first of a node that is
    /// due counts as ended in any case, so that rounding cannot hold up the clock.
    pub fn take_ended(&mut self, now_ms: f64, mut ended: impl FnMut(Due)) {
        while let Some((at, node)) = self.wakes.first() {
            if at > now_ms + EPSILON_MS {
                break;
            }
            self.wakes.set(node, None);
            let disk = &mut self.disks[node];
            let slack = disk.rate * EPSILON_MS;
            let mut next = disk
                .shares
                .pop_ended(now_ms, slack)
                .or_else(|| disk.shares.pop_first());
            while let Some(due) = next {
                self.count -= 1;
                ended(due);
                next = disk.shares.pop_ended(now_ms, slack);
            }
            self.mark(node);
        }
    }

    /// Gives every unpacking its rate after an instant.
    pub fn settle(&mut self, now_ms: f64) {
        for node in std::mem::take(&mut self.changed) {
            let disk = &mut self.disks[node];
            disk.is_changed = false;
            let count = disk.shares.len() as f64;
            disk.rate = disk.unpack_rate * (disk.cores / count).min(1.0);
            disk.shares.set_rate(now_ms, disk.rate);
            self.wakes.set(node, disk.shares.next_end());
        }
    }

    fn mark(&mut self, node: usize) {
        if !std::mem::replace(&mut self.disks[node].is_changed, true) {
            self.changed.push(node);
        }
    }
}
