//! Small stories of the simulation, told so that a person can follow them.

use std::fmt::Write as _;

use imagepull::simulate::trace::{LayerRow, PhaseSpan, Pull, State, Trace};
use imagepull::simulate::{Detail, simulate_pulls};

macro_rules! stories {
    ($($test:ident: $file:literal,)*) => {
        $(
            #[test]
            fn $test() {
                let scenario = include_str!(concat!("stories/", $file, ".json"));
                insta::assert_snapshot!($file, told(scenario));
            }
        )*
    };
}

stories! {
    one_pull_at_a_time: "serial",
    side_by_side: "parallel",
    two_at_a_time: "two-at-a-time",
    a_small_image_waits_for_a_slot_of_the_node: "small-behind-huge-per-node",
    a_small_image_has_slots_of_its_own: "small-behind-huge-per-image",
    one_image_for_two_pods: "same-image-twice",
    two_images_on_one_base: "shared-base",
    one_container_after_another: "containers-of-one-pod",
    images_that_are_there: "present-images",
    images_that_may_not_or_cannot_be_pulled: "never-and-invalid",
    a_tag_that_is_pushed_later: "not-found-until-fixed",
    more_pulls_than_the_kubelet_starts: "pull-qps-exceeded",
    more_pulls_than_the_registry_lets_through: "rate-limit",
    a_small_image_waits_for_a_slot_at_its_end: "late-small-behind-huge",
    a_small_image_waits_for_a_slot_and_is_refused: "refused-behind-huge",
    nodes_at_one_registry: "every-node",
    a_kubelet_that_does_not_start: "refused-kubelet",
    an_image_volume_that_fails_and_who_mounts_it: "image-volume",
}

/// The scenario as it is written, then what happened. Times are milliseconds.
fn told(scenario: &str) -> String {
    let parsed = serde_json::from_str(scenario).expect("a story is a scenario");
    let trace = simulate_pulls(&parsed, Detail::Full);
    let mut text = format!("{scenario}\n");
    for error in &trace.errors {
        let _ = writeln!(
            text,
            "{}: {}",
            error.node.as_deref().unwrap_or("scenario"),
            error.diagnostic.message
        );
    }
    let events = trace.events.iter().map(|event| {
        let who = format!("{}/{}", event.pod, event.container);
        format!(
            "{:>6} {who:<12} {:<7} {}: {}",
            time(event.at_ms),
            event.r#type,
            event.reason,
            event.message
        )
    });
    write_part(&mut text, "Events, in ms", events);
    write_part(&mut text, "Pulls, in ms", trace.pulls.iter().map(pull));
    write_part(
        &mut text,
        "Containers, in ms",
        containers(&trace).into_iter(),
    );
    let summary = &trace.summary;
    let _ = write!(
        text,
        "\n{} pulls, {} failed, {} at once; {} bytes, {} saved; the last pull ends at {} ms",
        summary.pulls_started,
        summary.pulls_failed,
        summary.peak_pulls,
        summary.bytes_downloaded,
        summary.bytes_saved_by_sharing,
        time(summary.makespan_ms)
    );
    text
}

fn write_part(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let _ = writeln!(text, "\n{title}\n{}", lines.join("\n"));
    }
}

fn time(ms: f64) -> String {
    format!("{ms:.0}")
}

fn maybe(ms: Option<f64>) -> String {
    ms.map_or_else(|| "-".to_owned(), time)
}

fn pull(pull: &Pull) -> String {
    let mut text = format!(
        "{}/{} {} attempt {}: asked {}, taken up {}, ended {} {}",
        pull.pod,
        pull.container,
        pull.image,
        pull.attempt,
        time(pull.requested_ms),
        maybe(pull.started_ms),
        maybe(pull.finished_ms),
        pull.outcome
            .map_or_else(|| "-".to_owned(), |outcome| format!("{outcome:?}")),
    );
    for span in &pull.phases {
        let _ = write!(text, "\n  {}", phase(span));
    }
    for row in &pull.layers {
        let _ = write!(text, "\n  {}", layer(row));
    }
    text
}

fn phase(span: &PhaseSpan) -> String {
    let waits_for = span.waits_for.as_ref().map(|it| {
        let layer = it.layer.as_deref();
        let layer = layer.map_or_else(String::new, |layer| format!(" layer {layer}"));
        format!(" of {}/{} {}{layer}", it.pod, it.container, it.image)
    });
    format!(
        "{} to {} {:?}{}",
        time(span.start_ms),
        time(span.end_ms),
        span.phase,
        waits_for.unwrap_or_default()
    )
}

fn layer(row: &LayerRow) -> String {
    format!(
        "layer {} of {} bytes, {}: download {} to {}, unpack {} to {}",
        row.digest.as_deref().unwrap_or("of its own"),
        row.bytes,
        row.source
            .map_or_else(|| "-".to_owned(), |source| format!("{source:?}")),
        maybe(row.download_start_ms),
        maybe(row.download_end_ms),
        maybe(row.unpack_start_ms),
        maybe(row.unpack_end_ms),
    )
}

fn containers(trace: &Trace) -> Vec<String> {
    let of = |it: &imagepull::simulate::trace::ContainerStates| {
        let states = it.states.iter().map(|span| {
            let state = match span.state {
                State::Waiting => span.reason.unwrap_or("Waiting"),
                State::Running => "Running",
                State::Terminated => span.reason.unwrap_or("Terminated"),
            };
            format!("{} {state}", time(span.from_ms))
        });
        let states: Vec<String> = states.collect();
        format!(
            "{}/{} on {}: {}",
            it.pod,
            it.container,
            it.node,
            states.join(", ")
        )
    };
    trace.containers.iter().map(of).collect()
}
