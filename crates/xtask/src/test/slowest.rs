//! The tests that take longest, read out of what a test runner prints.

use std::fmt::Write as _;

/// How many tests [`list`] names.
const NAMED: usize = 20;

/// A test with its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    seconds: f64,
    name: String,
}

/// Reads the lines of Playwright and of Node that tell a test with its time, such as
/// `✓  1 [wide] › page.spec.js:5:1 › a story (1.2s)` and `✔ a test (1.5ms)`.
pub fn times(lines: &[String]) -> Vec<Timed> {
    lines.iter().filter_map(|line| time(line)).collect()
}

fn time(line: &str) -> Option<Timed> {
    let told = line.trim().strip_prefix(['✓', '✘', '✔', '✖'])?;
    let (name, time) = told.strip_suffix(')')?.rsplit_once(" (")?;
    // Playwright counts its tests, in front of the project.
    let counted = name
        .trim_start()
        .trim_start_matches(|character: char| character.is_ascii_digit());
    let name = match counted.trim_start() {
        of_project if of_project.starts_with('[') => of_project,
        _ => name.trim_start(),
    };
    Some(Timed {
        seconds: seconds(time)?,
        name: name.to_owned(),
    })
}

/// `1.5ms`, `1.2s` or `1.3m` in seconds.
fn seconds(time: &str) -> Option<f64> {
    let unit_at = time.find(|character: char| character.is_ascii_alphabetic())?;
    let (number, unit) = time.split_at(unit_at);
    let number: f64 = number.parse().ok()?;
    match unit {
        "ms" => Some(number / 1000.0),
        "s" => Some(number),
        "m" => Some(number * 60.0),
        _ => None,
    }
}

/// The slowest of all, a line each, the slowest first.
pub fn list(mut all: Vec<Timed>) -> String {
    all.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
    all.truncate(NAMED);
    let mut text = String::new();
    for Timed { seconds, name } in all {
        let _ = writeln!(text, "{seconds:>9.1} {name}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(seconds: f64, name: &str) -> Timed {
        Timed {
            seconds,
            name: name.to_owned(),
        }
    }

    #[test]
    fn times_are_read_from_the_lines_of_tests_alone() {
        let printed = "\
Running 9 tests using 2 workers
  ✓   12 [wide] › page.spec.js:5:1 › 3 passed examples (1.2s)
  ✘    7 [wide] › page.spec.js:9:1 › a story (of two) (1.5m)
▶ a suite
  ✔ 1 MiB is answered (1250.5ms)
✖ failing tests:
  4 passed (9.4s)";
        let lines: Vec<String> = printed.lines().map(str::to_owned).collect();
        assert_eq!(
            times(&lines),
            [
                timed(1.2, "[wide] › page.spec.js:5:1 › 3 passed examples"),
                timed(90.0, "[wide] › page.spec.js:9:1 › a story (of two)"),
                timed(1.2505, "1 MiB is answered"),
            ]
        );
    }

    #[test]
    fn the_slowest_come_first_and_are_twenty() {
        let all: Vec<Timed> = (0..30).map(|place| timed(f64::from(place), "a")).collect();
        let listed = list(all);
        let lines: Vec<&str> = listed.lines().collect();
        assert_eq!(lines.len(), NAMED);
        assert_eq!([lines[0], lines[19]], ["     29.0 a", "     10.0 a"]);
    }
}
