//! Quantities over time, as steps `(at_ms, value)`.

/// The sum of several lists of steps, as one list.
pub fn sum(lists: &[Vec<(f64, f64)>]) -> Vec<(f64, f64)> {
    let mut changes: Vec<(f64, f64)> = Vec::new();
    for steps in lists {
        let mut before = 0.0;
        for (at_ms, value) in steps {
            changes.push((*at_ms, value - before));
            before = *value;
        }
    }
    changes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut total = 0.0;
    let mut sum: Vec<(f64, f64)> = Vec::new();
    for (at_ms, change) in changes {
        total += change;
        match sum.last_mut() {
            Some(last) if last.0 >= at_ms => last.1 = total,
            _ => sum.push((at_ms, total)),
        }
    }
    sum
}

/// How long the value of steps is one that holds, up to `end_ms`.
pub(super) fn time_where(steps: &[(f64, f64)], end_ms: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let ends = steps.iter().skip(1).map(|step| step.0).chain([end_ms]);
    steps
        .iter()
        .zip(ends)
        .filter(|((_, value), _)| holds(*value))
        .map(|((from_ms, _), to_ms)| (to_ms.min(end_ms) - from_ms).max(0.0))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_add_up_where_any_of_them_changes() {
        let lists = [
            vec![(0.0, 1.0), (10.0, 3.0)],
            vec![(0.0, 2.0), (5.0, 0.0), (10.0, 1.0)],
        ];
        let total = sum(&lists);
        assert_eq!(total, [(0.0, 3.0), (5.0, 1.0), (10.0, 4.0)]);
    }
}
