//! The comparison in words.

use imagepull::{
    simulate::analysis::{
        BottleneckKind, Change, Comparison, Direction, Failures, Lane, SlotWait, Start, compare,
        parallel_pulls,
    },
    words::{IntoParts, Parts},
};

use super::{
    figures::{bit_rate, duration},
    lane::setting,
    runs::Results,
};
use crate::text;

/// What the runs say: the answer, one reason for it, and what else there is to know.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What changes with the setting that Serial is compared with.
    pub headline: Parts,
    /// What explains it best.
    pub reason: Option<Parts>,
    /// The words of programs about what goes wrong.
    pub quotes: Vec<Quote>,
    /// All else.
    pub rest: Vec<Parts>,
}

/// Words of a program.
#[derive(Clone, Debug)]
pub struct Quote {
    /// What they are.
    pub of: &'static str,
    /// The words.
    pub words: String,
}

impl Answer {
    /// All of it, one sentence after another.
    pub fn sentences(self) -> impl Iterator<Item = Parts> {
        let quotes = self.quotes.into_iter();
        let quotes = quotes.map(|it| text::pulls_says_quote(it.of, it.words));
        [self.headline]
            .into_iter()
            .chain(self.reason)
            .chain(self.rest)
            .chain(quotes)
    }

    /// The same below another headline and its reason.
    pub fn below(self, headline: Parts, reason: Option<Parts>) -> Self {
        let own = [self.headline].into_iter().chain(self.reason);
        Self {
            headline,
            reason,
            rest: own.chain(self.rest).collect(),
            quotes: self.quotes,
        }
    }
}

/// What the runs say.
pub fn answer(results: &Results) -> Answer {
    let answer = compared(results);
    let Some(Refusal {
        headline,
        is_contradiction,
        words,
    }) = refusal(results)
    else {
        return answer;
    };
    let quote = Quote {
        of: text::pulls_says_kubelet(),
        words,
    };
    Answer {
        headline,
        reason: Some(if is_contradiction {
            text::pulls_says_without_contradiction(answer.headline)
        } else {
            answer.headline
        }),
        quotes: [quote].into_iter().chain(answer.quotes).collect(),
        rest: answer.reason.into_iter().chain(answer.rest).collect(),
    }
}

/// What changes with the setting that Serial is compared with.
fn compared(results: &Results) -> Answer {
    let lane = results.compared();
    let facts = results.of(lane);
    let mut answer = Answer::default();
    // What goes wrong matters most, then who still waits, then what all pulls wait for.
    let mut reasons: Vec<Parts> = not_started(results).into_iter().collect();
    match compare(results.of(Lane::Serial), facts) {
        Comparison::NothingPulled => {
            answer.headline = text::pulls_says_nothing_pulled().into_parts();
        }
        Comparison::NothingWaits { one_pod_at_a_time } => {
            let end = duration(facts.makespan_ms);
            answer.headline = if one_pod_at_a_time {
                text::pulls_says_one_after_another(end)
            } else {
                text::pulls_says_nothing_waits(end)
            };
            let bottleneck = facts.bottleneck.as_ref();
            reasons.extend(bottleneck.and_then(|it| why_same(it.kind, results)));
        }
        Comparison::Changes {
            start,
            end,
            bottleneck,
            failures,
            slot_wait,
        } => {
            let setting = setting(lane, &results.scenario);
            let [headline, other] = of_start_and_end(start, end, &setting);
            let bottleneck = bottleneck.map(|bottleneck| bottleneck.kind);
            answer.headline = headline;
            answer.rest.push(other);
            reasons.extend(failures.as_ref().map(|it| failure_sentence(it, &setting)));
            reasons.extend(slot_wait.as_ref().map(slot_wait_sentence));
            let limit = bottleneck.and_then(|it| why(it, end.direction(), results));
            // What holds up the last pull explains the headline where both change alike.
            if direction(start).is_none_or(|start| start == end.direction()) {
                reasons.extend(limit);
            } else {
                answer.rest.extend(limit);
            }
            if reasons.is_empty() {
                reasons.extend(direction(start).and_then(|start| why_half(start, results)));
            }
            answer.quotes = failures.into_iter().map(error).collect();
        }
    }
    let mut reasons = reasons.into_iter();
    answer.reason = reasons.next();
    answer.rest.extend(reasons);
    answer.rest.extend(limits(results));
    answer
}

/// The pods that still wait at the end with that setting, and what the first of them shows.
fn not_started(results: &Results) -> Option<Parts> {
    let facts = results.of(results.compared());
    let first = facts.waiting.as_ref()?;
    Some(text::pulls_says_not_started(
        facts.never_ready,
        facts.pods,
        &first.pod,
        &first.reason,
    ))
}

/// When half of the pods are ready and when the last pull ends; first the one that changes.
fn of_start_and_end(start: Option<Start>, end: Change, setting: &str) -> [Parts; 2] {
    match start {
        Some(Start::Both(change))
            if change.direction() == Direction::Same && end.direction() != Direction::Same =>
        {
            let [serial, parallel] = times(end);
            let half = text::pulls_says_start_half(duration(change.parallel_ms));
            [
                text::pulls_says_end_only(setting, parallel, serial),
                half.into_parts(),
            ]
        }
        Some(start) => [start_sentence(start, setting), end_sentence(end)],
        None => [text::pulls_says_start_never(setting), end_sentence(end)],
    }
}

fn times(change: Change) -> [String; 2] {
    [change.serial_ms, change.parallel_ms].map(duration)
}

fn start_sentence(start: Start, setting: &str) -> Parts {
    let change = match start {
        Start::Both(change) => change,
        Start::OnlySerial(ms) => return text::pulls_says_start_only_serial(duration(ms), setting),
        Start::OnlyParallel(ms) => {
            return text::pulls_says_start_only_parallel(duration(ms), setting);
        }
    };
    let [serial, parallel] = times(change);
    match change.direction() {
        Direction::Same => text::pulls_says_start_same(setting, parallel),
        Direction::Sooner => text::pulls_says_start_sooner(setting, parallel, serial),
        Direction::Later => text::pulls_says_start_later(setting, parallel, serial),
    }
}

fn end_sentence(change: Change) -> Parts {
    let [serial, parallel] = times(change);
    match change.direction() {
        Direction::Same => text::pulls_says_end_same(parallel).into_parts(),
        Direction::Sooner => text::pulls_says_end_sooner(parallel, serial),
        Direction::Later => text::pulls_says_end_later(parallel, serial),
    }
}

/// How the time in which half of the pods are ready changes, where they are with both settings.
fn direction(start: Option<Start>) -> Option<Direction> {
    match start {
        Some(Start::Both(change)) => Some(change.direction()),
        _ => None,
    }
}

/// Why the last pull ends when it does.
fn why(bottleneck: BottleneckKind, end: Direction, results: &Results) -> Option<Parts> {
    match end {
        Direction::Same => why_same(bottleneck, results),
        Direction::Sooner => why_sooner(bottleneck, results),
        Direction::Later => None,
    }
}

/// Why half of the pods are ready sooner or later, whatever holds up the last pull.
fn why_half(direction: Direction, results: &Results) -> Option<Parts> {
    let lane = results.compared();
    let longest = |lane| results.of(lane).longest_queue_ms.map(duration);
    match direction {
        Direction::Same => None,
        Direction::Later => Some(text::pulls_says_share()),
        Direction::Sooner => Some(text::pulls_says_queue(
            longest(Lane::Serial)?,
            setting(lane, &results.scenario),
            longest(lane)?,
        )),
    }
}

/// Why side by side takes as long.
fn why_same(bottleneck: BottleneckKind, results: &Results) -> Option<Parts> {
    Some(match bottleneck {
        BottleneckKind::Network => text::pulls_says_same_network(),
        BottleneckKind::Registry => text::pulls_says_same_registry(),
        BottleneckKind::Connections => text::pulls_says_same_connections(connection(results)),
        // The scenario says which of the three it is.
        BottleneckKind::Downloads => return None,
        BottleneckKind::Unpacking => text::pulls_says_same_unpacking(),
        BottleneckKind::RoundTrips => text::pulls_says_same_round_trips(),
        BottleneckKind::NoPull => text::pulls_says_same_no_pull(),
    })
}

/// Why one after another takes longer.
fn why_sooner(bottleneck: BottleneckKind, results: &Results) -> Option<Parts> {
    Some(match bottleneck {
        // A full network takes as long either way; the gain has its own cause.
        BottleneckKind::Network
        | BottleneckKind::Registry
        | BottleneckKind::Downloads
        | BottleneckKind::NoPull => return None,
        BottleneckKind::Connections => {
            text::pulls_says_sooner_connections(connection(results)).into_parts()
        }
        BottleneckKind::Unpacking => text::pulls_says_sooner_unpacking().into_parts(),
        BottleneckKind::RoundTrips => text::pulls_says_sooner_round_trips().into_parts(),
    })
}

fn connection(results: &Results) -> String {
    let registry = results.scenario.registry.as_ref();
    bit_rate(
        registry
            .and_then(|registry| registry.per_connection)
            .unwrap_or(0.0),
    )
}

fn failure_sentence(failures: &Failures, setting: &str) -> Parts {
    match (failures.serial, failures.parallel) {
        (1, 1) => text::pulls_says_fail_one_either_way(),
        (serial, parallel) if serial == parallel => text::pulls_says_fail_either_way(parallel),
        (serial, 1) => text::pulls_says_fail_one(setting, serial),
        (serial, parallel) => text::pulls_says_fail(parallel, setting, serial),
    }
}

fn error(failures: Failures) -> Quote {
    Quote {
        of: if failures.is_only_error {
            text::pulls_says_error()
        } else {
            text::pulls_says_first_error()
        },
        words: failures.error,
    }
}

fn slot_wait_sentence(wait: &SlotWait) -> Parts {
    let (pod, time) = (&wait.pod, duration(wait.wait_ms));
    match wait.slots {
        Some(slots) if wait.is_per_node => text::pulls_says_slot_wait(pod, time, slots),
        Some(slots) => text::pulls_says_slot_wait_per_image(pod, time, slots),
        None => text::pulls_says_slot_wait_only(pod, time),
    }
}

/// The limits that pulls ran into.
fn limits(results: &Results) -> impl Iterator<Item = Parts> {
    let compared = results.of(results.compared());
    let mut facts = [compared, results.of(Lane::Serial)].into_iter();
    let limiter = facts.find_map(|facts| facts.limiter.as_ref());
    let limiter = limiter.map(|it| text::pulls_says_limiter(it.burst, it.qps));
    let slots = compared.slot_wait.as_ref().and_then(|wait| wait.slots);
    limiter
        .into_iter()
        .chain(slots.map(|_| text::pulls_says_slot_limit()))
}

/// A configuration with which the kubelet does not start.
struct Refusal {
    headline: Parts,
    /// Whether two settings as they are written contradict each other. The lanes set one of them.
    is_contradiction: bool,
    /// The kubelet's own words.
    words: String,
}

fn refusal(results: &Results) -> Option<Refusal> {
    let nodes = results.scenario.nodes.iter();
    let written = nodes.filter_map(|node| node.kubelet);
    let mut contradictions = written.filter_map(|kubelet| kubelet.defaulted().contradiction());
    if let Some(contradiction) = contradictions.next() {
        return Some(Refusal {
            headline: text::pulls_says_refused_as_written(),
            is_contradiction: true,
            words: contradiction.message.clone(),
        });
    }
    let words = results.of(Lane::Parallel).refusals.first()?;
    Some(Refusal {
        headline: text::pulls_says_refused(parallel_pulls(&results.scenario)),
        is_contradiction: false,
        words: words.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of two nodes whose pods pull what is written for them.
    fn said(pods: &str, faults: &str) -> String {
        let scenario = format!(
            r#"{{
                "images": {{
                    "good:1": {{ "layers": [{{ "bytes": 1000000 }}] }},
                    "bad:1": {{ "layers": [{{ "bytes": 1000000 }}] }},
                    "worse:1": {{ "layers": [{{ "bytes": 1000000 }}] }}
                }},
                "nodes": [
                    {{ "name": "first" }},
                    {{ "name": "second", "kubelet": {{ "registryPullQPS": 1, "registryBurst": 2 }} }}
                ],
                "pods": [{pods}],
                "registry": {{ "faults": [{faults}] }}
            }}"#
        );
        let scenario = serde_json::from_str(&scenario).expect("a scenario");
        let answer = answer(&super::super::runs::Runs::new(&scenario).results);
        let marked = answer.sentences().map(|it| text::marked(&it));
        marked.collect::<Vec<_>>().join("\n")
    }

    fn pod(name: &str, node: &str, image: &str) -> String {
        format!(
            r#"{{ "name": "{name}", "node": "{node}", "containers": [{{ "name": "app", "image": "{image}" }}] }}"#
        )
    }

    const BAD_IS_MISSING: &str = r#"{ "image": "bad:1", "error": "notFound" }"#;
    const WORSE_IS_DENIED: &str = r#"{ "image": "worse:1", "error": "unauthorized" }"#;

    #[test]
    fn pods_that_never_start_count_among_those_that_are_not_ready() {
        let pods = [("a", "good:1"), ("b", "bad:1"), ("c", "bad:1")];
        let pods = pods.map(|(name, image)| pod(name, "first", image));
        let said = said(&pods.join(","), BAD_IS_MISSING);
        assert!(!said.contains("half of the pods"), "{said}");
        assert!(said.contains("**2 of 3 pods** didn’t start"), "{said}");
    }

    #[test]
    fn the_error_of_one_pull_is_not_said_of_others() {
        let pods = [pod("a", "first", "bad:1"), pod("b", "first", "worse:1")];
        let faults = [BAD_IS_MISSING, WORSE_IS_DENIED].join(",");
        let said = said(&pods.join(","), &faults);
        assert!(said.contains("First error: `"), "{said}");
    }

    #[test]
    fn the_limit_is_that_of_the_node_that_refused() {
        let pods: Vec<String> = (0..4)
            .map(|place| pod(&format!("pod-{place}"), "second", "good:1"))
            .collect();
        let said = said(&pods.join(","), "");
        assert!(said.contains("starts up to **2** pulls at once"), "{said}");
        assert!(said.contains("then 1 per second"), "{said}");
    }
}
