//! A quantity over time as means of equally long stretches of a run. Each change costs the same,
//! however long what it begins lasts.

/// Buckets of a run: about the pixels of a narrow drawing.
pub const STRETCHES: usize = 160;

/// Changes of a quantity that begins with 0.
#[derive(Clone, Debug)]
pub struct BucketedSeries {
    per_ms: f64,
    /// What the changes in a stretch make of its mean.
    within: Vec<f32>,
    /// What the changes in the stretches before make of the mean of a stretch and of all behind it.
    from: Vec<f32>,
}

impl BucketedSeries {
    /// For a run that ends at `end_ms`, which is above 0.
    pub fn new(end_ms: f64) -> Self {
        Self {
            per_ms: STRETCHES as f64 / end_ms,
            within: vec![0.0; STRETCHES],
            from: vec![0.0; STRETCHES],
        }
    }

    /// The quantity grows by `by` at a time. What comes with the end of the run or later changes
    /// nothing.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A place from 0 to STRETCHES.
    pub fn change(&mut self, at_ms: f64, by: f64) {
        let place = (at_ms * self.per_ms).max(0.0);
        let stretch = place as usize;
        if stretch >= STRETCHES {
            return;
        }
        self.within[stretch] += (by * (1.0 - place.fract())) as f32;
        if let Some(from) = self.from.get_mut(stretch + 1) {
            *from += by as f32;
        }
    }

    /// Adds the changes of others of the same run.
    pub fn add(&mut self, others: &Self) {
        for (own, other) in [
            (&mut self.within, &others.within),
            (&mut self.from, &others.from),
        ] {
            for (own, other) in own.iter_mut().zip(other) {
                *own += other;
            }
        }
    }

    /// The mean of each stretch.
    pub fn stretch_means(&self) -> Vec<f32> {
        let mut level = 0.0;
        let stretches = self.within.iter().zip(&self.from);
        stretches
            .map(|(within, from)| {
                level += from;
                let mean = level + within;
                // Sums of parts end near 0, not at it.
                if mean.abs() < 0.005 { 0.0 } else { mean }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_its_mean_in_each_stretch() {
        let mut means = BucketedSeries::new(STRETCHES as f64);
        for (at_ms, by) in [(0.0, 2.0), (1.5, 4.0), (3.0, -6.0), (1e9, 7.0)] {
            means.change(at_ms, by);
        }
        let found = means.stretch_means();
        assert_eq!(found[..5], [2.0, 4.0, 6.0, 0.0, 0.0]);
        assert_eq!(found.len(), STRETCHES);
        let mut twice = means.clone();
        twice.add(&means);
        assert_eq!(twice.stretch_means()[..4], [4.0, 8.0, 12.0, 0.0]);
    }

    #[test]
    fn what_lasts_to_the_end_is_in_the_last_stretch() {
        let mut means = BucketedSeries::new(10.0);
        means.change(5.0, 3.0);
        means.change(10.0, -3.0);
        assert_eq!(means.stretch_means().last(), Some(&3.0));
    }
}
