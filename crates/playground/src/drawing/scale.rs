//! The common time axis, and quantities over time as areas.

/// The most steps between the labels of an axis.
const MAX_STEPS: f64 = 6.0;

/// A width or height of the square that [`area`] draws in.
pub const SQUARE: f64 = 1000.0;

/// Where a time is on an axis that ends at `end_ms`, in percent.
pub fn percent(at_ms: f64, end_ms: f64) -> f64 {
    let percent = at_ms / end_ms * 100.0;
    (percent * 1000.0).round() / 1000.0
}

/// The times in ms to write below an axis: round ones from 0 on.
pub fn ticks(end_ms: f64) -> Vec<f64> {
    let lengths_ms = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0]
        .into_iter()
        .chain([1.0, 2.0, 5.0, 10.0, 15.0, 30.0].map(|seconds| seconds * 1e3))
        .chain([1.0, 2.0, 5.0, 10.0, 15.0, 30.0].map(|minutes| minutes * 60e3))
        .chain([1.0, 2.0, 4.0, 6.0].map(|hours| hours * 3600e3));
    let fits = |step_ms: &f64| end_ms / step_ms <= MAX_STEPS;
    let step_ms = lengths_ms
        .into_iter()
        .find(fits)
        .unwrap_or(end_ms / MAX_STEPS);
    let mut ticks = Vec::new();
    let mut at_ms = 0.0;
    while at_ms <= end_ms && ticks.len() as f64 <= MAX_STEPS {
        ticks.push(at_ms);
        at_ms += step_ms;
    }
    ticks
}

/// The area below steps of `(at_ms, value)`, as an SVG path in a square of [`SQUARE`].
pub fn area(steps: &[(f64, f64)], end_ms: f64, highest: f64) -> String {
    use core::fmt::Write;
    if highest <= 0.0 {
        return String::new();
    }
    let mut path = format!("M0 {SQUARE}");
    for (at_ms, value) in steps {
        let x = (at_ms / end_ms * SQUARE).min(SQUARE);
        let y = SQUARE - value / highest * SQUARE;
        // A String takes all.
        let _ = write!(path, "H{x:.2}V{y:.1}");
    }
    path + &format!("H{SQUARE}V{SQUARE}Z")
}

/// The highest value of steps.
pub fn highest(steps: &[(f64, f64)]) -> f64 {
    steps.iter().map(|(_, value)| *value).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_a_few_round_labels() {
        let rows = [
            (1.0, vec![0.0, 1.0]),
            (950.0, vec![0.0, 200.0, 400.0, 600.0, 800.0]),
            (76e3, vec![0.0, 15e3, 30e3, 45e3, 60e3, 75e3]),
            (400e3, vec![0.0, 120e3, 240e3, 360e3]),
        ];
        for (end_ms, expected) in rows {
            assert_eq!(ticks(end_ms), expected, "{end_ms}");
        }
        for end_ms in [24.0 * 3600e3, 1e12, 1e300] {
            assert!((2..=7).contains(&ticks(end_ms).len()), "{end_ms}");
        }
    }

    #[test]
    fn an_area_goes_from_the_first_step_to_the_end() {
        let path = area(&[(0.0, 0.0), (500.0, 2.0), (750.0, 1.0)], 1000.0, 2.0);
        assert_eq!(
            path,
            "M0 1000H0.00V1000.0H500.00V0.0H750.00V500.0H1000V1000Z"
        );
        assert_eq!(area(&[(0.0, 0.0)], 1000.0, 0.0), "");
    }

    #[test]
    fn the_highest_step_is_found() {
        assert_eq!(highest(&[(0.0, 3.0), (5.0, 4.0), (10.0, 1.0)]), 4.0);
    }
}
