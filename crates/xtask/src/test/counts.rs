//! Reading how many tests passed out of what a test runner prints.

use std::ops::AddAssign;

/// How many tests a runner ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
    /// Tests that were left out.
    pub skipped: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Sums up the `test result:` lines of cargo test and wasm-pack test.
pub fn count_cargo(lines: &[String]) -> Counts {
    let mut counts = Counts::default();
    for line in lines {
        if let Some((_, result)) = line.split_once("test result: ") {
            counts += Counts {
                passed: number_before(result, " passed"),
                failed: number_before(result, " failed"),
                skipped: number_before(result, " ignored"),
            };
        }
    }
    counts
}

/// Reads the closing lines of Playwright, such as `  12 passed (3.4s)`.
///
/// A test that passed only when repeated counts as failed.
pub fn count_playwright(lines: &[String]) -> Counts {
    let mut counts = Counts::default();
    for line in lines {
        let mut words = line.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse::<u32>().ok()) else {
            continue;
        };
        match words.next() {
            Some("passed") => counts.passed += number,
            Some("failed" | "flaky" | "interrupted") => counts.failed += number,
            Some("skipped" | "did") => counts.skipped += number,
            _ => {}
        }
    }
    counts
}

/// Reads the closing lines of Node's test runner, such as `ℹ pass 12`.
pub fn count_node(lines: &[String]) -> Counts {
    let mut counts = Counts::default();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ["ℹ" | "#", kind, number] = words[..] else {
            continue;
        };
        let number = number.parse::<u32>().unwrap_or_default();
        match kind {
            "pass" => counts.passed += number,
            "fail" | "cancelled" => counts.failed += number,
            "skipped" | "todo" => counts.skipped += number,
            _ => {}
        }
    }
    counts
}

fn number_before(text: &str, marker: &str) -> u32 {
    text.split_once(marker)
        .and_then(|(before, _)| before.rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn counts(passed: u32, failed: u32, skipped: u32) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn cargo_counts_are_summed_over_test_programs() {
        let text = "\
running 2 tests
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.01s";
        assert_eq!(count_cargo(&lines(text)), counts(15, 2, 1));
    }

    #[test]
    fn playwright_counts_come_from_its_closing_lines() {
        let text = "\
Running 9 tests using 2 workers
  ✓  1 [360 light] › page.spec.js:5:1 › 3 passed examples (1.2s)
  1 failed
    [360 dark] › page.spec.js:9:1 › a story ─────
  1 flaky
  2 skipped
  1 did not run
  4 passed (9.4s)";
        assert_eq!(count_playwright(&lines(text)), counts(4, 2, 3));
    }

    #[test]
    fn node_counts_come_from_its_closing_lines() {
        let text = "✔ a test (1.5ms)\nℹ tests 5\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0";
        assert_eq!(count_node(&lines(text)), counts(3, 1, 1));
    }

    #[test]
    fn a_runner_that_says_nothing_ran_nothing() {
        for count in [count_cargo, count_playwright, count_node] {
            assert_eq!(
                count(&lines("error: it did not compile")),
                Counts::default()
            );
        }
    }
}
