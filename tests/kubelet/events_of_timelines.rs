//! Events that a simulated timeline gives, printed as `kubectl describe pod` prints them and read back.

use std::fmt::Write as _;

use imagepull::events::explain_events;
use imagepull::kubelet::timeline::{BackOffReport, BackOffRequest, back_off_timeline};
use imagepull::releases::Release;
use proptest::prelude::*;

/// An age as kubectl prints it (apimachinery util/duration `HumanDuration`), up to some hours.
fn printed(age_s: u64) -> String {
    let (minutes, seconds) = (age_s / 60, age_s % 60);
    match minutes {
        0..2 => format!("{age_s}s"),
        2..10 if seconds == 0 => format!("{minutes}m"),
        2..10 => format!("{minutes}m{seconds}s"),
        _ => format!("{minutes}m"),
    }
}

/// The events until a moment, those that are the same in one row.
fn described(report: &BackOffReport, until_s: u64) -> String {
    let at_ms = until_s as f64 * 1000.0;
    let mut rows: Vec<(String, u64, u64, u32)> = Vec::new();
    for event in report.events.iter().filter(|it| it.at_ms <= at_ms) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // It is not before.
        let age_s = ((at_ms - event.at_ms) / 1000.0) as u64;
        let what = format!(
            "{}\t{}\t{}",
            event.event.r#type, event.event.reason, event.event.message
        );
        match rows.iter_mut().find(|(known, ..)| *known == what) {
            Some((_, _, last_s, count)) => (*last_s, *count) = (age_s, *count + 1),
            None => rows.push((what, age_s, age_s, 1)),
        }
    }
    let mut text =
        "Events:\n  Type  Reason  Age  From  Message\n  ----  ------  ----  ----  -------\n"
            .to_owned();
    for (what, first_s, last_s, count) in rows {
        let [kind, reason, message] = what.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let repeated = match count {
            1 => String::new(),
            _ => format!(" (x{count} over {})", printed(first_s)),
        };
        let _ = writeln!(
            text,
            "  {kind}  {reason}  {}{repeated}  kubelet  {message}",
            printed(last_s)
        );
    }
    text
}

fn timeline(seed: u32, shared_by: u32, kubernetes: &str) -> BackOffReport {
    back_off_timeline(&BackOffRequest {
        image: Some("acme/app:typo".into()),
        seed: Some(seed.into()),
        until_ms: 2_000_000.0,
        shared_by: Some(shared_by.into()),
        kubernetes: Some(kubernetes.into()),
        ..BackOffRequest::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_window_holds_the_next_attempt(seed: u32, shared_by in 1u32..3, at_s in 1u64..1500) {
        let report = timeline(seed, shared_by, "1.36");
        let text = described(&report, at_s);
        let causes = explain_events(&text).causes;
        prop_assert_eq!(causes.len(), 1, "{}", text);
        let next = causes[0].next.expect("a pull comes");
        prop_assert!(!next.running, "{}", text);
        let came = report.attempts.iter().map(|it| it.start_ms / 1000.0 - at_s as f64).find(|it| *it > 0.0);
        let came = came.expect("a pull came");
        let window = next.earliest_seconds.unwrap()..=next.latest_seconds.unwrap();
        prop_assert!(window.contains(&came), "{came} is not in {window:?}:\n{text}");
        let mut ends = report.attempts.iter().filter_map(|it| Some(it.end_ms? / 1000.0 - at_s as f64));
        for past in &causes[0].attempts {
            // kubectl cuts off what is less than a second, from ten minutes on less than a minute.
            let rounded_s = if past.earliest_seconds > -600.0 { 1.0 } else { 60.0 };
            let was = (past.earliest_seconds - rounded_s)..=past.latest_seconds;
            prop_assert!(ends.any(|end| was.contains(&end)), "no pull failed in {was:?}:\n{text}");
        }
    }
}

#[test]
fn the_errors_of_all_releases_are_read_to_the_cause_that_they_stand_for() {
    for release in Release::all() {
        let report = timeline(1, 1, &release.to_string());
        let texts = report.events.iter().map(|it| it.event.message.as_str());
        let statuses = report
            .states
            .iter()
            .flatten()
            .filter_map(|it| it.message.as_deref());
        for text in texts
            .chain(statuses)
            .filter(|text| text.contains(": not found"))
        {
            let codes: Vec<&str> = explain_events(text)
                .causes
                .iter()
                .map(|it| it.code)
                .collect();
            assert_eq!(codes, ["EVT001"], "{release}: {text}");
        }
    }
}
