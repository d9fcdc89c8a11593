//! What follows from the runs of each example of the page, as text.

use std::fmt::Write as _;
use std::fs;

use imagepull::simulate::analysis::{
    Analysis, Bottleneck, Comparison, Direction, Facts, Lane, Run, RunInput, Start, analyze,
};
use imagepull::simulate::scenario::Scenario;
use imagepull::simulate::trace::Trace;
use imagepull::simulate::{Detail, simulate_pulls};

use crate::from_root;

/// Each example by its name, with the traces of all lanes.
fn examples() -> Vec<(String, Scenario, [Trace; 3])> {
    let entries = fs::read_dir(from_root("web/examples")).expect("a folder of scenarios");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let example = |path: std::path::PathBuf| {
        let name = path.file_stem().expect("a file has a name").display();
        let text = fs::read_to_string(&path).expect("an example can be read");
        let scenario: Scenario = serde_json::from_str(&text).expect("a scenario");
        let traces =
            Lane::ALL.map(|lane| simulate_pulls(&lane.applied_to(&scenario), Detail::Full));
        (name.to_string(), scenario, traces)
    };
    paths.into_iter().map(example).collect()
}

fn analyzed(scenario: Option<&Scenario>, traces: &[Trace; 3]) -> Vec<Analysis> {
    let runs: Vec<Run> = traces.iter().map(Run::from).collect();
    analyze(&runs, scenario)
}

#[test]
fn what_follows_from_each_example() {
    let mut text = String::new();
    for (name, scenario, traces) in examples() {
        let compared = Lane::compared(&scenario);
        let _ = writeln!(text, "# {name}: Serial against {compared:?}");
        for (lane, analysis) in Lane::ALL.iter().zip(analyzed(Some(&scenario), &traces)) {
            let _ = writeln!(text, "{lane:?}\n{}", told(&analysis));
        }
    }
    insta::assert_snapshot!(text);
}

/// A run is the same, and so is what is said of it, where a release is written in the place of its limit.
#[test]
fn a_release_of_containerd_stands_for_its_limit() {
    let mut limits = 0;
    for (name, scenario, traces) in examples() {
        let mut by_release = scenario.clone();
        for node in &mut by_release.nodes {
            let mut runtime = node.runtime.clone().unwrap_or_default();
            let limit = runtime.download_limit.take();
            limits += usize::from(limit.as_deref() == Some("perImage"));
            let release = if limit.as_deref() == Some("perImage") {
                "2.0.4"
            } else {
                "2.1"
            };
            runtime.containerd = Some(release.to_owned());
            node.runtime = Some(runtime);
        }
        let released =
            Lane::ALL.map(|lane| simulate_pulls(&lane.applied_to(&by_release), Detail::Full));
        assert_eq!(
            analyzed(Some(&by_release), &released),
            analyzed(Some(&scenario), &traces),
            "{name}"
        );
    }
    assert!(limits > 0, "an example limits downloads per image");
}

/// Without the scenario less is known, and nothing else changes.
#[test]
fn a_trace_that_is_given_back_says_the_same() {
    for (name, scenario, traces) in examples() {
        let json = serde_json::to_string(&traces).expect("traces are data");
        let given: Vec<RunInput> = serde_json::from_str(&json).expect("traces can be read");
        let runs: Vec<Run> = given.iter().map(Run::from).collect();
        assert_eq!(
            analyze(&runs, Some(&scenario)),
            analyzed(Some(&scenario), &traces),
            "{name}"
        );
        let alone = analyze(&runs, None);
        let known = analyzed(Some(&scenario), &traces);
        for (alone, known) in alone.iter().zip(&known) {
            let without_limits = Facts {
                limiter: None,
                slot_wait: alone.facts.slot_wait.clone(),
                ..known.facts.clone()
            };
            assert_eq!(alone.facts, without_limits, "{name}");
        }
    }
}

fn told(analysis: &Analysis) -> String {
    let facts = &analysis.facts;
    let mut lines = vec![
        format!(
            "  {} pods: half ready {}, all {}, {} never",
            facts.pods,
            ms(facts.half_ready_ms),
            ms(facts.all_ready_ms),
            facts.never_ready
        ),
        format!(
            "  {} pulls, {} failed, {} at once; the last ends {}, the run {}",
            facts.pulls_started,
            facts.pulls_failed,
            facts.peak_pulls,
            ms(Some(facts.makespan_ms)),
            ms(Some(facts.end_ms))
        ),
        format!(
            "  longest wait in the queue {}, for a slot {}; {} bytes, {} saved, {} a second at most",
            ms(facts.longest_queue_ms),
            ms(Some(facts.longest_slot_ms)),
            facts.bytes_downloaded,
            facts.bytes_saved,
            facts.registry_peak
        ),
    ];
    lines.extend(
        facts
            .refusals
            .iter()
            .map(|words| format!("  refused: {words}")),
    );
    lines.extend(
        facts
            .waiting
            .iter()
            .map(|it| format!("  waits: {} {}", it.pod, it.reason)),
    );
    lines.extend(
        facts
            .pods_pull_repeatedly
            .then(|| "  a pod pulls more than once".to_owned()),
    );
    lines.extend(facts.first_failure.iter().map(|it| {
        let others = if it.is_only_error { "all" } else { "the first" };
        format!("  {others}: {}", it.error)
    }));
    lines.extend(facts.slot_wait.iter().map(|it| {
        let whose = if it.is_per_node { "node" } else { "image" };
        let slots = it
            .slots
            .map_or_else(|| "?".to_owned(), |slots| slots.to_string());
        format!(
            "  {} waits {} for one of {slots} slots of the {whose}",
            it.pod,
            ms(Some(it.wait_ms))
        )
    }));
    lines.extend(
        facts
            .limiter
            .iter()
            .map(|it| format!("  limit: {} at once, {} a second", it.burst, it.qps)),
    );
    lines.push(format!(
        "  bottleneck: {}",
        bottleneck(analysis.bottleneck.as_ref())
    ));
    lines.extend(
        analysis
            .comparison
            .as_ref()
            .map(|it| format!("  beside Serial: {}", comparison(it))),
    );
    lines.join("\n")
}

fn ms(time: Option<f64>) -> String {
    time.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.0} ms"))
}

fn bottleneck(bottleneck: Option<&Bottleneck>) -> String {
    bottleneck.map_or_else(
        || "none".to_owned(),
        |it| format!("{:?} for {:.0} % of {}", it.kind, it.part * 100.0, it.node),
    )
}

fn comparison(comparison: &Comparison) -> String {
    let Comparison::Changes {
        start,
        end,
        bottleneck: held,
        failures,
        slot_wait,
    } = comparison
    else {
        return format!("{comparison:?}");
    };
    let direction = |direction: Direction| format!("{direction:?}").to_lowercase();
    let start = match start {
        Some(Start::Both(change)) => format!(
            "half ready {} ({} instead of {})",
            direction(change.direction()),
            ms(Some(change.parallel_ms)),
            ms(Some(change.serial_ms))
        ),
        Some(Start::OnlySerial(time)) => format!("half ready in serial only, {}", ms(Some(*time))),
        Some(Start::OnlyParallel(time)) => format!("half ready here only, {}", ms(Some(*time))),
        None => "half never ready".to_owned(),
    };
    let failed = failures
        .as_ref()
        .map(|it| format!(", {} instead of {} fail", it.parallel, it.serial));
    let slot = slot_wait
        .as_ref()
        .map(|it| format!(", {} waits for a slot", it.pod));
    format!(
        "{start}, the last pull {} ({} instead of {}), held by {}{}{}",
        direction(end.direction()),
        ms(Some(end.parallel_ms)),
        ms(Some(end.serial_ms)),
        bottleneck(held.as_ref()),
        failed.unwrap_or_default(),
        slot.unwrap_or_default()
    )
}
