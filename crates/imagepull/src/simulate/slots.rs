//! Download slots: granted first come, first served; nothing overtakes (rule 7).

use std::collections::VecDeque;

use super::phases::Holder;

/// Some slots and the queue for them.
#[derive(Clone, Debug)]
pub(super) struct Slots<R> {
    free: usize,
    queue: VecDeque<R>,
    /// Whose end freed a slot last.
    freed_by: Holder,
}

impl<R> Slots<R> {
    /// Free slots.
    pub fn new(count: usize) -> Self {
        Self {
            free: count,
            queue: VecDeque::new(),
            freed_by: Holder::NOBODY,
        }
    }

    /// Takes a place at the end of the queue.
    pub fn ask(&mut self, request: R) {
        self.queue.push_back(request);
    }

    /// Gives a free slot to the first in the queue.
    pub fn grant(&mut self) -> Option<R> {
        if self.free == 0 {
            return None;
        }
        let request = self.queue.pop_front()?;
        self.free -= 1;
        Some(request)
    }

    /// Gives a slot back, because this has ended.
    pub fn release(&mut self, ended: Holder) {
        self.free += 1;
        self.freed_by = ended;
    }

    /// Gives a slot back that turned out not to be needed.
    pub fn release_unused(&mut self) {
        self.free += 1;
    }

    /// Whose end freed a slot last.
    pub fn freed_by(&self) -> Holder {
        self.freed_by
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_granted_in_the_order_of_asking() {
        let mut slots = Slots::new(2);
        for request in ["a", "b", "c", "d"] {
            slots.ask(request);
        }
        assert_eq!(slots.grant(), Some("a"));
        assert_eq!(slots.grant(), Some("b"));
        assert_eq!(slots.grant(), None);
        slots.release(Holder::pull(7));
        assert_eq!(slots.freed_by(), Holder::pull(7));
        assert_eq!(slots.grant(), Some("c"));
        assert_eq!(slots.grant(), None);
    }
}
