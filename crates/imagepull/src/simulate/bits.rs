//! A set of small numbers that takes a bit for each, up to the largest that was ever in it.

/// Numbers from 0. The first word is kept in place: in most scenarios it is all there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    first: u64,
    others: Vec<u64>,
    len: usize,
}

impl Bits {
    /// How many numbers are in the set.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether a number is in the set.
    pub fn has(&self, number: usize) -> bool {
        self.word(number / 64) & bit(number) != 0
    }

    /// Puts a number into the set.
    pub fn insert(&mut self, number: usize) {
        if !self.has(number) {
            self.len += 1;
            *self.word_mut(number / 64) |= bit(number);
        }
    }

    /// Takes a number out of the set.
    pub fn remove(&mut self, number: usize) {
        if self.has(number) {
            self.len -= 1;
            *self.word_mut(number / 64) &= !bit(number);
        }
    }

    /// The least number in the set from `number` on.
    pub fn first_from(&self, number: usize) -> Option<usize> {
        let mut at = number / 64;
        let mut word = self.word(at) & (u64::MAX << (number % 64));
        while word == 0 {
            at += 1;
            if at > self.others.len() {
                return None;
            }
            word = self.word(at);
        }
        Some(at * 64 + word.trailing_zeros() as usize)
    }

    fn word(&self, at: usize) -> u64 {
        match at.checked_sub(1) {
            None => self.first,
            Some(other) => self.others.get(other).copied().unwrap_or_default(),
        }
    }

    fn word_mut(&mut self, at: usize) -> &mut u64 {
        let Some(other) = at.checked_sub(1) else {
            return &mut self.first;
        };
        if other >= self.others.len() {
            self.others.resize(other + 1, 0);
        }
        &mut self.others[other]
    }
}

/// The bit in its word that stands for a number.
fn bit(number: usize) -> u64 {
    1 << (number % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_order_until_they_are_taken_out() {
        let mut bits = Bits::default();
        for number in [200, 3, 64, 63, 3] {
            bits.insert(number);
        }
        bits.remove(63);
        bits.remove(1000);
        assert_eq!(bits.len(), 3);
        let found: Vec<bool> = [3, 63, 64, 200, 1000].map(|n| bits.has(n)).into();
        assert_eq!(found, [true, false, true, true, false]);
        for (from, first) in [
            (0, Some(3)),
            (3, Some(3)),
            (4, Some(64)),
            (65, Some(200)),
            (201, None),
            (1000, None),
        ] {
            assert_eq!(bits.first_from(from), first, "from {from}");
        }
    }
}
