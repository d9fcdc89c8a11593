//! Which step of how many is at work, on the standard error.

use crate::run::Outcome;
use std::time::Instant;

/// Counts the steps of one command.
pub struct Progress {
    total: usize,
    begun: usize,
}

impl Progress {
    /// A command of `total` steps begins now.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Says that the next step begins, runs it, and says how long it took.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        self.begin(title);
        let started = Instant::now();
        let answer = work()?;
        eprintln!("      done in {:.1} s", started.elapsed().as_secs_f64());
        Ok(answer)
    }

    /// Says that the next step begins; for a step that does not come back.
    pub fn begin(&mut self, title: &str) {
        self.begun += 1;
        eprintln!("[{}/{}] {title}", self.begun, self.total);
    }
}
