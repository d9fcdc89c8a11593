//! Pods that cannot pull, as `kubectl` shows them.

use imagepull::kubelet::timeline::{BackOffRequest, back_off_timeline};

/// Events, states and bounds, a line each.
fn told(request: &BackOffRequest) -> String {
    let report = back_off_timeline(request);
    let seconds = |ms: f64| format!("{:>8.3}", ms / 1000.0);
    let events = report.events.iter().map(|timed| {
        let event = &timed.event;
        format!(
            "{} container {} {} {}: {}",
            seconds(timed.at_ms),
            timed.container,
            event.r#type,
            event.reason,
            event.message
        )
    });
    let states = report
        .states
        .iter()
        .enumerate()
        .flat_map(|(index, states)| {
            states.iter().map(move |shown| {
                let reason = shown.reason.unwrap_or("-");
                let message = shown.message.as_deref().unwrap_or("-");
                let from = seconds(shown.from_ms);
                format!(
                    "{from} container {} {} {reason} | {message}",
                    index + 1,
                    shown.state
                )
            })
        });
    let bounds = report.bounds.iter().map(|bounds| {
        format!(
            "attempt {}: {} to {}",
            bounds.attempt,
            seconds(bounds.earliest_ms),
            seconds(bounds.latest_ms)
        )
    });
    let after_fix = report.after_fix.map(|after| {
        format!(
            "after the fix: {} to {}, a new pod {}",
            seconds(after.earliest_ms),
            seconds(after.latest_ms),
            seconds(after.new_pod_ms)
        )
    });
    let part = |title: &str, lines: Vec<String>| format!("{title}\n{}\n", lines.join("\n"));
    [
        part("EVENTS", events.collect()),
        part("STATES", states.collect()),
        part("BOUNDS", bounds.chain(after_fix).collect()),
    ]
    .join("\n")
}

fn pod(until_s: f64) -> BackOffRequest {
    BackOffRequest {
        image: Some("nginx:1.99".into()),
        until_ms: until_s * 1000.0,
        pull_ms: Some(800.0),
        ..BackOffRequest::default()
    }
}

#[test]
fn never_fixed() {
    insta::assert_snapshot!(told(&pod(700.0)));
}

#[test]
fn fixed_after_a_minute() {
    insta::assert_snapshot!(told(&BackOffRequest {
        fixed_at_ms: Some(60_000.0),
        ..pod(300.0)
    }));
}

#[test]
fn two_containers_with_one_text_share_the_back_off() {
    insta::assert_snapshot!(told(&BackOffRequest {
        shared_by: Some(2.0),
        fixed_at_ms: Some(30_000.0),
        ..pod(120.0)
    }));
}

#[test]
fn before_1_32_the_status_does_not_name_the_last_error() {
    insta::assert_snapshot!(told(&BackOffRequest {
        kubernetes: Some("1.31".into()),
        ..pod(45.0)
    }));
}

#[test]
fn a_name_that_does_not_parse_has_no_back_off() {
    insta::assert_snapshot!(told(&BackOffRequest {
        image: Some("Nginx:1.99".into()),
        ..pod(30.0)
    }));
}
