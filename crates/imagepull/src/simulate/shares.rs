//! Equal sharing in virtual time.
//!
//! All who share get the same rate, so one counter serves them all: the amount
//! that each has got so far. Who joins at counter `c` and wants `b` is done when
//! the counter reaches `c + b`, whatever the rate does meanwhile.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::instant::{Due, Key};

/// Some who share a rate equally.
///
/// `position` in the methods is the place on an axis along which the counter
/// grows by `rate` for each unit: the time, or a counter of somebody else.
#[derive(Clone, Debug, Default)]
pub(super) struct Shares {
    counter: f64,
    position: f64,
    rate: f64,
    ends: BinaryHeap<Reverse<(Key, Due)>>,
}

impl Shares {
    /// How many share.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Lets one more share from `position` on, until it has got `amount`.
    pub fn join(&mut self, position: f64, amount: f64, due: Due) {
        self.advance(position);
        self.ends.push(Reverse((Key(self.counter + amount), due)));
    }

    /// Who has got all but `slack` of its amount at `position`.
    pub fn pop_ended(&mut self, position: f64, slack: f64) -> Option<Due> {
        self.advance(position);
        let Reverse((end, _)) = self.ends.peek()?;
        if end.0 > self.counter + slack {
            return None;
        }
        self.pop_first()
    }

    /// Who has the least left to get.
    pub fn pop_first(&mut self) -> Option<Due> {
        let Reverse((_, due)) = self.ends.pop()?;
        if self.ends.is_empty() {
            self.counter = 0.0;
        }
        Some(due)
    }

    /// From `position` on the counter grows by `rate` for each unit of the same axis.
    pub fn set_rate(&mut self, position: f64, rate: f64) {
        self.advance(position);
        self.rate = rate;
    }

    /// Goes over to another axis: `from` on the old one is `to` on the new one.
    pub fn change_axis(&mut self, from: f64, to: f64, rate: f64) {
        self.advance(from);
        self.position = to;
        self.rate = rate;
    }

    /// The position at which the next one has got its amount.
    pub fn next_end(&self) -> Option<f64> {
        let Reverse((end, _)) = self.ends.peek()?;
        Some(self.position + ((end.0 - self.counter) / self.rate).max(0.0))
    }

    fn advance(&mut self, position: f64) {
        if !self.ends.is_empty() {
            self.counter += self.rate * (position - self.position);
        }
        self.position = position;
    }
}

/// The position at which each of some `Shares` needs to be looked at next.
#[derive(Clone, Debug)]
pub(super) struct Wakes {
    at: Vec<Option<Key>>,
    order: BTreeSet<(Key, usize)>,
}

impl Wakes {
    /// None of `len` needs to be looked at.
    pub fn new(len: usize) -> Self {
        Self {
            at: vec![None; len],
            order: BTreeSet::new(),
        }
    }

    /// Looks at `id` next at `position`, or not at all.
    pub fn set(&mut self, id: usize, position: Option<f64>) {
        let position = position.map(Key);
        if self.at[id] == position {
            return;
        }
        if let Some(old) = self.at[id] {
            self.order.remove(&(old, id));
        }
        if let Some(new) = position {
            self.order.insert((new, id));
        }
        self.at[id] = position;
    }

    /// The first to look at, with its position.
    pub fn first(&self) -> Option<(f64, usize)> {
        self.order.first().map(|&(position, id)| (position.0, id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::instant::Kind;
    use super::*;

    fn due(pull: usize) -> Due {
        Due::for_pod(Kind::DownloadEnds, 0, 0).with_layer(pull, 0)
    }

    #[test]
    fn who_joins_later_ends_after_its_own_amount() {
        let mut shares = Shares::default();
        shares.join(0.0, 100.0, due(1));
        shares.set_rate(0.0, 10.0);
        shares.join(4.0, 20.0, due(2));
        shares.set_rate(4.0, 5.0);
        assert_eq!(shares.next_end(), Some(8.0));
        assert_eq!(shares.pop_ended(7.9, 0.0), None);
        assert_eq!(shares.pop_ended(8.0, 0.0), Some(due(2)));
        shares.set_rate(8.0, 10.0);
        assert_eq!(shares.next_end(), Some(12.0));
        assert_eq!(shares.pop_ended(12.0, 0.0), Some(due(1)));
        assert_eq!(shares.next_end(), None);
    }

    #[test]
    fn an_axis_changes_without_a_change_of_what_was_got() {
        let mut shares = Shares::default();
        shares.join(0.0, 100.0, due(1));
        shares.set_rate(0.0, 10.0);
        shares.change_axis(5.0, 1000.0, 1.0);
        assert_eq!(shares.next_end(), Some(1050.0));
    }

    #[test]
    fn the_first_wake_is_the_least() {
        let mut wakes = Wakes::new(3);
        wakes.set(0, Some(5.0));
        wakes.set(2, Some(3.0));
        wakes.set(2, Some(7.0));
        assert_eq!(wakes.first(), Some((5.0, 0)));
        wakes.set(0, None);
        assert_eq!(wakes.first(), Some((7.0, 2)));
    }
}
