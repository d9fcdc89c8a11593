//! The limit of the registry on the number of pulls (rule 6).

use super::instant::EPSILON_MS;

/// The registry's limit for one node address: a fixed window from the first pull.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    ends_ms: Option<f64>,
    passed: usize,
}

impl Window {
    /// Whether a pull passes, with `pulls` of them in windows of `per_ms`.
    pub fn passes(&mut self, now_ms: f64, pulls: usize, per_ms: f64) -> bool {
        if self
            .ends_ms
            .is_none_or(|ends_ms| now_ms >= ends_ms - EPSILON_MS)
        {
            self.ends_ms = Some(now_ms + per_ms);
            self.passed = 0;
        }
        let passes = self.passed < pulls;
        if passes {
            self.passed += 1;
        }
        passes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_opens_with_the_first_pull_and_ends_after_its_length() {
        let mut window = Window::default();
        let mut passes = |now_ms| window.passes(now_ms, 2, 1000.0);
        assert!(passes(500.0));
        assert!(passes(600.0));
        assert!(!passes(1499.0));
        assert!(passes(1500.0), "at its end it is over");
        assert!(passes(2499.0));
        assert!(!passes(2499.0));
        assert!(passes(9000.0));
    }
}
