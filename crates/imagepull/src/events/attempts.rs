//! The pulls that a text tells of: those that failed, when and how often, and one that may be running.

use serde::Serialize;

use super::{
    image_name::key,
    next_attempt::back_off_s,
    statement::{Frame, Statement, StatementKind, Subject},
    verdict::{Role, Verdict},
};

/// More failed pulls than this are not told apart.
const MAX_ATTEMPTS: u32 = 60;

/// From this age on, in s, kubectl prints whole minutes (apimachinery util/duration `HumanDuration`).
const MINUTES_FROM_S: f64 = 600.0;

/// A failed pull of the text. Times are in s from the moment at which the text was made, so they are negative.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastAttempt {
    /// Which one it was, from 1 on.
    pub number: u32,
    /// It did not end before.
    pub earliest_seconds: f64,
    /// It did not end after: the same where the text says when it was.
    pub latest_seconds: f64,
    /// Nothing was pulled so long after it.
    pub back_off_seconds: f64,
}

/// Failures in one row of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Failures {
    /// The ages of the first and the last, in s.
    first_s: f64,
    last_s: f64,
    count: u32,
}

/// What the events of an image say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attempts {
    failed: Vec<Failures>,
    /// The age of the last failure, in s.
    pub failed_s: Option<f64>,
    /// The age of the last line `Pulling`, in s.
    pub pulling_s: Option<f64>,
    /// Whether the image came after the last failure.
    pub is_pulled: bool,
    /// Whether any line says that the Pod waits.
    pub waits: bool,
    /// How many events of the Pod the text counts.
    pub events: u32,
}

impl Attempts {
    /// How many failures there were.
    pub fn failures(&self) -> u32 {
        sum(&self.failed)
    }

    /// The failed pulls, oldest first. Of those between the first and the last of a row the text does not say when
    /// they were, but each of them waited for the back-off of the one before.
    pub fn past(&self) -> Vec<PastAttempt> {
        let mut rows = self.failed.clone();
        rows.sort_by(|one, other| other.first_s.total_cmp(&one.first_s));
        let newest = rows.split_off(rows.len().saturating_sub(MAX_ATTEMPTS as usize));
        let mut before = sum(&rows);
        let mut past = Vec::new();
        for row in newest {
            past.extend(past_of_row(row, before));
            before = before.saturating_add(row.count);
        }
        past.sort_by(|one, other| one.latest_seconds.total_cmp(&other.latest_seconds));
        past.split_off(past.len().saturating_sub(MAX_ATTEMPTS as usize))
    }
}

fn sum(rows: &[Failures]) -> u32 {
    let counts = rows.iter().map(|row| row.count);
    counts.fold(0, u32::saturating_add)
}

/// The pulls of a row after `before` others.
fn past_of_row(row: Failures, before: u32) -> Vec<PastAttempt> {
    let attempt = |index: u32, earliest_s: f64, latest_s: f64| PastAttempt {
        number: before.saturating_add(index + 1),
        earliest_seconds: earliest_s,
        latest_seconds: latest_s,
        back_off_seconds: back_off_s(before.saturating_add(index + 1)),
    };
    let rounded_s = if row.first_s < MINUTES_FROM_S {
        0.0
    } else {
        60.0
    };
    let last = row.count.saturating_sub(1);
    let back_offs = |from: u32, to: u32| {
        (from..to)
            .map(|it| back_off_s(before.saturating_add(it + 1)))
            .sum::<f64>()
    };
    // What happened between two pulls besides the back-off moves those in between.
    let is_known =
        last < MAX_ATTEMPTS && back_offs(0, last) <= row.first_s + rounded_s - row.last_s;
    let mut past = Vec::new();
    if last > 0 {
        past.push(attempt(0, -row.first_s, -row.first_s));
    }
    let known = if is_known { last } else { 0 };
    for index in 1..known {
        let earliest_s = back_offs(0, index) - row.first_s - rounded_s;
        let latest_s = -row.last_s - back_offs(index, last);
        past.push(attempt(index, earliest_s, latest_s));
    }
    past.push(attempt(last, -row.last_s, -row.last_s));
    past
}

/// Collects what the events of a Pod say of the pulls of an image.
pub(super) fn attempts(
    pod: Option<&str>,
    image: Option<&str>,
    container: Option<&str>,
    read: &[(&Statement, &Verdict)],
) -> Attempts {
    let of_pod = |statement: &Statement| {
        let its = statement.frame.pod.as_deref();
        pod.is_none() || its.is_none() || its == pod
    };
    let of_pod: Vec<_> = read.iter().filter(|(it, _)| of_pod(it)).collect();
    let image = image.map(key);
    let failing = of_pod.iter().filter(|(_, verdict)| {
        matches!(verdict.role, Role::Failure | Role::BackOff)
            && verdict.subject != Some(Subject::Sandbox)
    });
    let mut failing = failing.filter_map(|(_, verdict)| verdict.key.as_deref());
    let first = failing.next();
    let is_only = failing.all(|key| Some(key) == first);
    let mut attempts = Attempts::default();
    let (mut of_image, mut of_reason) = (Vec::new(), Vec::new());
    let mut pulled_s = None;
    for (statement, verdict) in of_pod {
        let frame = &statement.frame;
        if statement.kind == StatementKind::Event {
            let count = frame.count.unwrap_or(1);
            attempts.events = attempts.events.saturating_add(count);
        }
        let is_image = match (&verdict.key, &image) {
            (Some(one), Some(other)) => one == other,
            // `Error: ErrImagePull` names none: it is this image's where it is the container's, or the only one.
            _ => match (frame.container.as_deref(), container) {
                (Some(one), Some(other)) => one == other,
                _ => is_only,
            },
        };
        if !is_image {
            continue;
        }
        match verdict.role {
            Role::Failure if statement.kind == StatementKind::Event => {
                let rows = if verdict.image.is_some() {
                    &mut of_image
                } else {
                    &mut of_reason
                };
                rows.extend(failures(frame));
                attempts.failed_s = younger(attempts.failed_s, frame.age_s);
            }
            Role::Pulling => attempts.pulling_s = younger(attempts.pulling_s, frame.age_s),
            Role::Pulled => pulled_s = younger(pulled_s, frame.age_s),
            Role::BackOff => attempts.waits |= frame.age_s.is_some(),
            _ => {}
        }
    }
    // Two rows tell of the same pulls: the error, and `Error: ErrImagePull`.
    let is_of_reason = sum(&of_reason) > sum(&of_image);
    attempts.failed = if is_of_reason { of_reason } else { of_image };
    attempts.is_pulled = match (pulled_s, attempts.failed_s) {
        (Some(pulled), Some(failed)) => pulled < failed,
        _ => false,
    };
    attempts
}

fn failures(frame: &Frame) -> Option<Failures> {
    let last_s = frame.age_s?;
    let count = frame.count.unwrap_or(1).max(1);
    let first_s = frame.first_s.map_or(last_s, |it| it.max(last_s));
    Some(Failures {
        first_s,
        last_s,
        count,
    })
}

fn younger(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    one.into_iter().chain(other).reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_does_not_say_lies_between_the_back_offs() {
        let windows = |first_s, last_s, count| {
            let row = Failures {
                first_s,
                last_s,
                count,
            };
            let past = past_of_row(row, 0).into_iter();
            past.map(|it| (it.number, it.earliest_seconds, it.latest_seconds))
                .collect::<Vec<_>>()
        };
        assert_eq!(windows(9.0, 9.0, 1), [(1, -9.0, -9.0)]);
        // 10 s and 20 s of back-off, and 20 s until the syncs.
        assert_eq!(
            windows(74.0, 24.0, 3),
            [(1, -74.0, -74.0), (2, -64.0, -44.0), (3, -24.0, -24.0)]
        );
        // Less time than the back-off takes: the kubelet forgot it.
        assert_eq!(
            windows(74.0, 60.0, 3),
            [(1, -74.0, -74.0), (3, -60.0, -60.0)]
        );
    }

    #[test]
    fn no_count_is_too_large() {
        let row = Failures {
            first_s: 1e9,
            last_s: 1.0,
            count: u32::MAX,
        };
        let attempts = Attempts {
            failed: vec![row; 100],
            ..Attempts::default()
        };
        assert!(attempts.past().len() <= MAX_ATTEMPTS as usize);
    }
}
