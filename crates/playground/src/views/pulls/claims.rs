//! What the text of each example says is what its run does: a claim is words of the text, and how they are read off the
//! runs.

use imagepull::simulate::{
    analysis::Lane,
    trace::{Outcome, Phase, Pull, State},
};

use super::{
    presets::{PRESETS, Preset},
    runs::Runs,
};

/// Words of the text of an example, and whether its runs are so.
type Claim = (&'static str, fn(&Runs) -> bool);

/// The claims of each example, by its slug.
static CLAIMS: [(&str, &[Claim]); 17] = [
    (
        "four-pods",
        &[
            (
                "Four pods start on one node, the one with the huge image first",
                |it| {
                    let pulls = &it.trace(Lane::Serial).pulls;
                    let small = pulls[1..].iter().map(bytes).fold(0.0, f64::max);
                    pods(it) == 4 && bytes(&pulls[0]) > 5.0 * small
                },
            ),
            ("wait in the kubelet’s queue until it has finished", |it| {
                let [huge, small @ ..] = &*it.trace(Lane::Serial).pulls else {
                    return false;
                };
                small.iter().all(|pull| pull.started_ms >= huge.finished_ms)
            }),
            ("they pull beside it one by one", |it| {
                let [huge, small @ ..] = &*it.trace(Lane::Parallel).pulls else {
                    return false;
                };
                let follow = |pair: &[Pull]| pair[1].started_ms >= pair[0].finished_ms;
                small.windows(2).all(follow)
                    && small.iter().all(|pull| pull.finished_ms < huge.finished_ms)
            }),
            ("without a limit, none waits in the queue", |it| {
                it.results.of(Lane::Unlimited).longest_queue_ms == Some(0.0)
            }),
        ],
    ),
    (
        "two-pods",
        &[
            ("Two pods start on one node", |it| pods(it) == 2),
            (
                "waits in the kubelet’s queue until the first has finished",
                |it| {
                    let [first, second] = two(it, Lane::Serial);
                    let queued = second
                        .phases
                        .iter()
                        .find(|span| span.phase == Phase::Queued);
                    queued.map(|span| span.end_ms) == first.finished_ms
                },
            ),
        ],
    ),
    (
        "small-behind-huge",
        &[
            ("three layers at a time per node", |it| {
                let wait = it.results.of(Lane::Parallel).slot_wait.as_ref();
                wait.is_some_and(|wait| wait.is_per_node && wait.slots == Some(3.0))
            }),
            ("the huge image came first", |it| {
                let pulls = &it.trace(Lane::Parallel).pulls;
                let largest = pulls.iter().max_by(|a, b| bytes(a).total_cmp(&bytes(b)));
                largest.map(|pull| &pull.pod) == pulls.first().map(|pull| &pull.pod)
            }),
        ],
    ),
    (
        "small-behind-huge-per-image",
        &[("arrive within seconds", |it| {
            let half_ms = it.results.of(Lane::Parallel).half_ready_ms;
            half_ms.is_some_and(|half_ms| half_ms < 10_000.0)
                && it.results.of(Lane::Parallel).slot_wait.is_none()
        })],
    ),
    (
        "including-waiting",
        &[
            ("the Pulled event has two times", |it| {
                let events = &it.trace(Lane::Serial).events;
                let title = (Preset::named_or_first("including-waiting").offer.title)();
                let last = events.iter().rfind(|event| event.reason == "Pulled");
                last.is_some_and(|event| event.message.contains(title))
            }),
            ("emitted when the pod requests the image", |it| {
                let trace = it.trace(Lane::Serial);
                let mut pulling = trace
                    .events
                    .iter()
                    .filter(|event| event.reason == "Pulling");
                pulling.all(|event| {
                    let mut pulls = trace.pulls.iter().filter(|pull| pull.pod == event.pod);
                    pulls.any(|pull| pull.requested_ms == event.at_ms)
                })
            }),
        ],
    ),
    (
        "how-many-at-once",
        &[
            ("Eight pods", |it| pods(it) == 8),
            ("up to four pulls at a time", |it| {
                it.results.of(Lane::Parallel).peak_pulls == 4
            }),
            ("helps small pods start sooner", |it| {
                let [serial, parallel] =
                    [Lane::Serial, Lane::Parallel].map(|lane| it.results.of(lane));
                parallel.half_ready_ms < serial.half_ready_ms
            }),
        ],
    ),
    (
        "no-progress",
        &[("the bar shows what takes the time", |it| {
            let pull = &it.trace(Lane::Serial).pulls[0];
            pull.time_in(Phase::Downloading) + pull.time_in(Phase::DownloadingAndUnpacking) > 0.0
        })],
    ),
    (
        "four-containers-one-pod",
        &[
            (
                "one after another, and pulls each image before the next",
                |it| {
                    let trace = it.trace(Lane::Unlimited);
                    pods(it) == 1 && trace.pulls.len() == 4 && trace.summary.peak_pulls == 1
                },
            ),
            ("all three runs are the same", |it| {
                let pulls = Lane::ALL.map(|lane| &it.trace(lane).pulls);
                pulls[0] == pulls[1] && pulls[1] == pulls[2]
            }),
        ],
    ),
    (
        "same-image-twice",
        &[
            ("Two pods want the same image at the same time", |it| {
                let [first, second] = two(it, Lane::Parallel);
                first.image == second.image && first.requested_ms == second.requested_ms
            }),
            ("two pulls but one download", |it| {
                let [first, second] = two(it, Lane::Parallel);
                bytes(first) > 0.0 && second.bytes_downloaded == 0.0
            }),
            ("the second pull waits for the first one’s layers", |it| {
                waits_for(two(it, Lane::Parallel)[1], Phase::WaitingForLayer)
            }),
        ],
    ),
    (
        "daemonset-many-nodes",
        &[
            ("Each node has its own queue", |it| {
                it.trace(Lane::Serial).nodes.len() == 8
                    && it.results.of(Lane::Serial).peak_pulls == 8
            }),
            ("all nodes share the registry", |it| {
                let limit = it
                    .results
                    .scenario
                    .registry
                    .as_ref()
                    .and_then(|it| it.bandwidth);
                let peak = it.results.of(Lane::Parallel).registry_peak;
                limit.is_some_and(|limit| (peak / limit - 1.0).abs() < 0.01)
            }),
        ],
    ),
    (
        "shared-base",
        &[
            ("Three images share two base layers", |it| {
                let images = it.results.scenario.images.values();
                let bases: Vec<_> = images.map(|image| &image.layers[..2]).collect();
                bases.len() == 3
                    && bases
                        .iter()
                        .all(|base| base[0].digest.is_some() && *base == bases[0])
            }),
            ("the other pulls wait for the one that came first", |it| {
                let mut pulls = it.trace(Lane::Parallel).pulls.iter();
                pulls.any(|pull| waits_for(pull, Phase::WaitingForLayer))
            }),
        ],
    ),
    (
        "tag-fixed-later",
        &[
            ("pushed 70 s after the start", |it| {
                let faults = it
                    .results
                    .scenario
                    .registry
                    .as_ref()
                    .and_then(|it| it.faults.as_ref());
                faults.is_some_and(|faults| faults[0].until_ms == Some(70_000.0))
            }),
            ("the pod starts well after the push", |it| {
                let pods = &it.trace(Lane::Serial).pods;
                pods.iter().any(|pod| pod.started_ms > Some(70_000.0))
            }),
            ("The other pod isn’t delayed", |it| {
                let pods = &it.trace(Lane::Serial).pods;
                pods.iter()
                    .any(|pod| pod.started_ms.is_some_and(|ms| ms < 10_000.0))
            }),
        ],
    ),
    (
        "registry-down",
        &[
            ("keeps retrying", |it| {
                it.results.of(Lane::Serial).pulls_failed > 3
            }),
            ("starts at once, without contacting the registry", |it| {
                let trace = it.trace(Lane::Serial);
                let mut started = trace
                    .pods
                    .iter()
                    .filter(|pod| pod.started_ms.is_some() && pod.started_ms == pod.created_ms);
                started.any(|pod| trace.pulls.iter().all(|pull| pull.pod != pod.pod))
            }),
        ],
    ),
    (
        "never-on-another-node",
        &[
            ("shows ErrImageNeverPull", |it| {
                let waiting = it.results.of(Lane::Serial).waiting.as_ref();
                waiting.is_some_and(|waiting| waiting.reason == "ErrImageNeverPull")
            }),
            ("nothing is pulled", |it| {
                it.trace(Lane::Serial).pulls.is_empty()
            }),
        ],
    ),
    (
        "docker-hub-rate-limit",
        &[
            ("allows three pulls per node", |it| {
                let pulls = &it.trace(Lane::Serial).pulls;
                let limit = it
                    .results
                    .scenario
                    .registry
                    .as_ref()
                    .and_then(|it| it.rate_limit.as_ref());
                let first_failure = pulls
                    .iter()
                    .position(|pull| pull.outcome == Some(Outcome::Failed));
                limit.is_some_and(|limit| limit.pulls == 3.0) && first_failure == Some(3)
            }),
            ("answers 429 to the rest", |it| {
                let failure = it.results.of(Lane::Serial).first_failure.as_ref();
                failure
                    .is_some_and(|failure| failure.is_only_error || failure.error.contains("429"))
            }),
            ("Each retry after the back-off counts again", |it| {
                it.trace(Lane::Serial)
                    .pulls
                    .iter()
                    .any(|pull| pull.attempt > 1)
            }),
        ],
    ),
    (
        "refused-configuration",
        &[("the kubelet exits at startup", |it| {
            let kubelet = it.results.scenario.nodes[0].kubelet.unwrap_or_default();
            kubelet.defaulted().contradiction().is_some()
        })],
    ),
    (
        "pull-qps-exceeded",
        &[
            ("lets ten pulls start at once", |it| {
                let pulls = it.trace(Lane::Unlimited).pulls.iter();
                let first = pulls.take_while(|pull| pull.outcome != Some(Outcome::Failed));
                first.count() == 10
            }),
            ("the rest don’t wait: they fail", |it| {
                it.results.of(Lane::Unlimited).pulls_failed > 0
            }),
            ("their pods retry after a back-off", |it| {
                let containers = &it.trace(Lane::Unlimited).containers;
                containers.iter().all(|it| {
                    it.states
                        .last()
                        .is_some_and(|last| last.state == State::Running)
                })
            }),
            ("the limit is never reached", |it| {
                it.results.of(Lane::Serial).pulls_failed == 0
            }),
        ],
    ),
];

fn pods(runs: &Runs) -> usize {
    runs.results.of(Lane::Serial).pods
}

/// The first two pulls of a lane.
fn two(runs: &Runs, lane: Lane) -> [&Pull; 2] {
    let pulls = &runs.trace(lane).pulls;
    [&pulls[0], &pulls[1]]
}

fn bytes(pull: &Pull) -> f64 {
    pull.layers.iter().map(|layer| layer.bytes).sum()
}

fn waits_for(pull: &Pull, phase: Phase) -> bool {
    pull.time_in(phase) > 0.0
}

#[test]
fn each_example_does_what_its_text_says() {
    for preset in &PRESETS {
        let slug = preset.offer.slug;
        let said = (preset.offer.look)().to_plain();
        let runs = Runs::new(&preset.scenario());
        let claims = CLAIMS.iter().find(|(of, _)| *of == slug);
        let (_, claims) = claims.unwrap_or_else(|| panic!("{slug}: nothing is read off its runs"));
        for (words, holds) in *claims {
            assert!(said.contains(words), "{slug}: {words:?} is not in {said:?}");
            assert!(holds(&runs), "{slug}: {words:?} is not so");
        }
    }
}
