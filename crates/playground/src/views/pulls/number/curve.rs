//! The points of the curve: what the page draws of a sweep, computed in the page or in a worker.

use imagepull::{
    diagnostic::Diagnostic,
    request::work::Bounds,
    simulate::{
        Progress,
        scenario::Scenario,
        sweep::{Sweep, SweepOptions, SweepPoint, sweep},
    },
    words::{Language, Message, Parts},
};
use serde::{Deserialize, Serialize};

use crate::text;

/// What the core says, from where it comes.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// From the page.
    Here(Message),
    /// From a worker, in all languages: it does not know which one is spoken.
    InWorker([String; 2]),
}

impl Said {
    /// It in the language that is spoken.
    pub fn parts(&self) -> Parts {
        match self {
            Self::Here(words) => text::localized(words),
            Self::InWorker(words) => text::from_worker(words),
        }
    }
}

/// The run with one number, in a few figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point<S> {
    /// `maxParallelImagePulls`.
    pub value: f64,
    /// The release of containerd.
    pub containerd: String,
    /// When half of the pods are ready, 95 % and all of those that ever are, in ms.
    pub ready_ms: [Option<f64>; 3],
    /// Bytes that came from the registry.
    pub bytes_downloaded: f64,
    /// Most pulls at once, over all nodes.
    pub peak_pulls: u32,
    /// Why this is the number to set, and why not more, where it is.
    pub knee: Option<S>,
}

/// All points, or what is wrong with the scenario.
pub type Points<S> = Result<Vec<Point<S>>, Vec<S>>;

/// The points of a scenario that is small enough to be run at once.
///
/// # Errors
/// Where no number can be run.
pub fn swept(scenario: &Scenario) -> Points<Said> {
    let swept = sweep(scenario, &SweepOptions::default(), &Bounds::CALL, |_| {});
    points(swept, Said::Here, |it| {
        let help = it.help.clone().into_iter().map(Said::Here);
        [Said::Here(it.message)].into_iter().chain(help).collect()
    })
}

/// The points of a scenario, both as JSON.
///
/// # Errors
/// Where the text is no scenario.
pub fn swept_text(
    scenario: &str,
    watch: impl FnMut(Progress),
) -> Result<String, serde_json::Error> {
    let scenario = serde_json::from_str(scenario)?;
    let swept = sweep(&scenario, &SweepOptions::default(), &Bounds::WORKER, watch);
    let in_all = |words: Message| Language::ALL.map(|language| words.in_language(language));
    serde_json::to_string(&points(swept, in_all, |it| {
        let help = it.help.clone().into_iter().map(in_all);
        [in_all(it.message)].into_iter().chain(help).collect()
    }))
}

/// The points that a worker has written down.
///
/// # Errors
/// Where the text is something else.
pub fn read(text: &str) -> Result<Points<Said>, serde_json::Error> {
    let points: Points<[String; 2]> = serde_json::from_str(text)?;
    Ok(match points {
        Ok(points) => Ok(points.into_iter().map(Point::in_worker).collect()),
        Err(problems) => Err(problems.into_iter().map(Said::InWorker).collect()),
    })
}

impl Point<[String; 2]> {
    fn in_worker(self) -> Point<Said> {
        Point {
            value: self.value,
            containerd: self.containerd,
            ready_ms: self.ready_ms,
            bytes_downloaded: self.bytes_downloaded,
            peak_pulls: self.peak_pulls,
            knee: self.knee.map(Said::InWorker),
        }
    }
}

/// Without a single point that ran the errors of the first one are those of all.
fn points<S>(
    swept: Sweep,
    said: impl Fn(Message) -> S,
    problem: impl Fn(Diagnostic) -> Vec<S>,
) -> Points<S> {
    let has_run = |point: &SweepPoint| point.errors.is_empty();
    if !swept.points.iter().any(has_run) {
        let first = swept.points.into_iter().next();
        let errors = first.map(|point| point.errors).unwrap_or_default();
        let problems = errors.into_iter().map(|error| problem(error.diagnostic));
        return Err(problems.flatten().collect());
    }
    let points = swept.points.into_iter().filter(has_run);
    Ok(points
        .map(|point| Point {
            value: point.value,
            containerd: point.containerd,
            ready_ms: [
                point.median_ready_ms,
                point.p95_ready_ms,
                point.last_ready_ms,
            ],
            bytes_downloaded: point.bytes_downloaded,
            peak_pulls: point.peak_pulls,
            knee: point.knee.map(|why| said(why.text)),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{super::super::presets::PRESETS, *};

    /// What is read off the curve of each example.
    #[test]
    fn a_worker_says_what_the_page_says() {
        for preset in &PRESETS {
            let scenario = preset.scenario();
            let here = swept(&scenario);
            let text = serde_json::to_string(&scenario).expect("a scenario");
            let told = swept_text(&text, |_| {}).expect("a scenario");
            let beside = read(&told).expect("points");
            let plain = |points: &Points<Said>| -> Vec<String> {
                let points = points.as_ref().expect("an example runs");
                let said = points.iter().map(|point| {
                    let knee = point.knee.as_ref().map(|knee| knee.parts().to_plain());
                    format!(
                        "{} {} {:.3?} {knee:?}",
                        point.containerd, point.value, point.ready_ms
                    )
                });
                said.collect()
            };
            assert_eq!(plain(&here), plain(&beside), "{}", preset.offer.slug);
        }
    }

    #[test]
    fn what_cannot_run_says_why() {
        let scenario = r#"{"images": {}, "nodes": [{"name": "n", "kubelet": {"registryBurst": -1}}], "pods": []}"#;
        let scenario: Scenario = serde_json::from_str(scenario).unwrap();
        let problems = swept(&scenario).expect_err("no kubelet starts");
        assert!(problems[0].parts().to_plain().contains("registryBurst"));
    }
}
