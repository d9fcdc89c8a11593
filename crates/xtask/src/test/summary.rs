//! The table at the end of a test run.

use super::counts::Counts;
use super::spent::{Processors, Spent};
use crate::run::{Failure, Outcome};
use std::fmt::Write as _;
use std::time::Duration;

/// How one check went.
pub struct Check {
    /// The check's name, which begins with its layer.
    pub name: &'static str,
    /// Whether all was well.
    pub succeeded: bool,
    /// The runner's counts; a check that runs no tests has none.
    pub counts: Option<Counts>,
    /// What it took.
    pub spent: Spent,
}

/// The table of all checks, a row each.
pub fn table(checks: &[Check]) -> String {
    let mut text = format!(
        "{:<31} {:<7} {:>7} {:>7} {:>8} {:>8} {:>8} {:>8}\n",
        "Check", "Result", "passed", "failed", "skipped", "seconds", "user", "system"
    );
    for check in checks {
        let result = if check.succeeded { "ok" } else { "FAILED" };
        let number = |of: fn(&Counts) -> u32| {
            check
                .counts
                .as_ref()
                .map_or_else(|| "-".to_owned(), |counts| of(counts).to_string())
        };
        let seconds = |time: Duration| format!("{:.1}", time.as_secs_f64());
        let processors = |of: fn(&Processors) -> Duration| {
            let processors = check.spent.processors.as_ref();
            processors.map_or_else(|| "-".to_owned(), |processors| seconds(of(processors)))
        };
        let _ = writeln!(
            text,
            "{:<31} {:<7} {:>7} {:>7} {:>8} {:>8} {:>8} {:>8}",
            check.name,
            result,
            number(|counts| counts.passed),
            number(|counts| counts.failed),
            number(|counts| counts.skipped),
            seconds(check.spent.wall),
            processors(|processors| processors.user),
            processors(|processors| processors.system),
        );
    }
    text
}

/// Fails with the names of the checks that failed.
pub fn verdict(checks: &[Check]) -> Outcome {
    let failed: Vec<&str> = checks
        .iter()
        .filter(|check| !check.succeeded)
        .map(|check| check.name)
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure(format!(
        "failed: {}; the output above says where",
        failed.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &'static str, succeeded: bool, counts: Option<Counts>) -> Check {
        Check {
            name,
            succeeded,
            counts,
            spent: Spent {
                wall: Duration::from_millis(1250),
                processors: Some(Processors {
                    user: Duration::from_millis(2500),
                    system: Duration::ZERO,
                }),
            },
        }
    }

    #[test]
    fn every_check_has_a_row_with_its_counts() {
        let counts = Counts {
            passed: 12,
            failed: 1,
            skipped: 0,
        };
        let text = table(&[
            check("native: format", true, None),
            check("native: cargo test", false, Some(counts)),
        ]);
        let rows: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            rows[1],
            [
                "native:", "format", "ok", "-", "-", "-", "1.2", "2.5", "0.0"
            ]
        );
        assert_eq!(
            rows[2],
            [
                "native:", "cargo", "test", "FAILED", "12", "1", "0", "1.2", "2.5", "0.0"
            ]
        );
    }

    #[test]
    fn the_verdict_names_what_failed() {
        assert_eq!(verdict(&[check("a", true, None)]), Ok(()));
        let checks = [
            check("a", false, None),
            check("b", true, None),
            check("c", false, None),
        ];
        assert_eq!(
            verdict(&checks).unwrap_err().to_string(),
            "failed: a, c; the output above says where"
        );
    }
}
