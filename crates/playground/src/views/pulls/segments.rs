//! What a pull does from its request to its end, as a bar of segments.
//!
//! A trace has the times of the pull and of its layers. What the pull does at a
//! moment is the first of these that holds: bytes of it come from the registry;
//! a layer of it is unpacked; it waits for a download or snapshot that another
//! pull makes; it resolves its name and reads its documents; it waits for a
//! download slot. So a bar shows a download until nothing comes any more, and
//! the unpacking that goes on meanwhile is a list of its own.

use imagepull::simulate::{
    scenario::{Registry, Scenario, defaults},
    trace::{LayerRow, Outcome, Pull, Source},
};
use serde::{Deserialize, Serialize};

/// What a pull does for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Phase {
    /// Waits in the queue of the kubelet's puller.
    Queue,
    /// Asks the registry what the name means, and reads index, manifest and config.
    Resolve,
    /// Waits for a download slot of its node.
    Slot,
    /// Waits for a layer that another pull downloads or unpacks.
    Shared,
    /// Downloads layers.
    Download,
    /// Unpacks layers while it downloads nothing.
    Unpack,
}

impl Phase {
    /// All phases in the order of the legend.
    pub const ALL: [Self; 6] = [
        Self::Queue,
        Self::Resolve,
        Self::Slot,
        Self::Shared,
        Self::Download,
        Self::Unpack,
    ];
}

/// A stretch of time in ms in which a pull does one thing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// What it does.
    pub phase: Phase,
    /// Begin.
    pub from_ms: f64,
    /// End.
    pub to_ms: f64,
}

/// A pull as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// The segments from request to end, without gaps.
    pub segments: Vec<Segment>,
    /// Begin and end of the unpackings that run while the pull downloads.
    pub unpacking: Vec<(f64, f64)>,
    /// The end of the pull, or of the run.
    pub end_ms: f64,
    /// Whether the pull failed.
    pub has_failed: bool,
}

impl Bar {
    /// When the pull was asked for, in ms; `None` for one that took no time.
    pub fn begins_ms(&self) -> Option<f64> {
        self.segments.first().map(|segment| segment.from_ms)
    }

    /// How long the pull does one thing, all stretches together, in ms.
    pub fn time_in(&self, phase: Phase) -> f64 {
        let segments = self.segments.iter();
        segments
            .filter(|segment| segment.phase == phase)
            .map(|segment| segment.to_ms - segment.from_ms)
            .sum()
    }
}

/// How long the round trips before the first layer take where nothing is waited for, in ms
/// (rules 5 and 6 of the simulation).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundTrips {
    /// Resolve.
    pub resolve_ms: f64,
    /// Index, manifest and config, at most.
    pub documents_ms: f64,
}

impl RoundTrips {
    /// Those of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let default = Registry::default();
        let registry = scenario.registry.as_ref().unwrap_or(&default);
        let latency_ms = registry.latency_ms.unwrap_or(defaults::LATENCY_MS);
        let has_token = registry.auth.as_deref() == Some("token");
        let redirects = registry.redirects == Some(true);
        let resolve = if has_token { 3.0 } else { 1.0 };
        let documents = 3.0 + f64::from(u8::from(redirects)) + if has_token { 2.0 } else { 0.0 };
        Self {
            resolve_ms: resolve * latency_ms,
            documents_ms: documents * latency_ms,
        }
    }
}

/// The bar of a pull in a run that ends at `end_ms`.
pub fn bar(pull: &Pull, round_trips: RoundTrips, end_ms: f64) -> Bar {
    let end_ms = pull.finished_ms.unwrap_or(end_ms);
    let started_ms = pull.started_ms.unwrap_or(end_ms);
    let mut segments = Vec::new();
    push(&mut segments, Phase::Queue, pull.requested_ms, started_ms);
    let moments = Moments::of(pull, round_trips, started_ms, end_ms);
    for (from_ms, to_ms) in moments.stretches() {
        let phase = moments.phase_at(f64::midpoint(from_ms, to_ms));
        push(&mut segments, phase, from_ms, to_ms);
    }
    Bar {
        unpacking: moments.unpacking_beside_downloads(),
        segments,
        end_ms,
        has_failed: pull.outcome == Some(Outcome::Failed),
    }
}

/// Adds a stretch, to the last segment where it does the same.
fn push(segments: &mut Vec<Segment>, phase: Phase, from_ms: f64, to_ms: f64) {
    if to_ms <= from_ms {
        return;
    }
    match segments.last_mut() {
        Some(last) if last.phase == phase => last.to_ms = to_ms,
        _ => segments.push(Segment {
            phase,
            from_ms,
            to_ms,
        }),
    }
}

/// When a pull does what, as begin and end in ms.
struct Moments {
    downloads: Vec<(f64, f64)>,
    unpackings: Vec<(f64, f64)>,
    shared: Vec<(f64, f64)>,
    started_ms: f64,
    resolved_ms: f64,
    first_ms: f64,
    end_ms: f64,
    waits_for_slots_first: bool,
}

impl Moments {
    fn of(pull: &Pull, round_trips: RoundTrips, started_ms: f64, end_ms: f64) -> Self {
        let mut moments = Self {
            downloads: Vec::new(),
            unpackings: Vec::new(),
            shared: Vec::new(),
            started_ms,
            resolved_ms: (started_ms + round_trips.resolve_ms).min(end_ms),
            first_ms: end_ms,
            end_ms,
            waits_for_slots_first: false,
        };
        for row in &pull.layers {
            moments.add(row);
        }
        let lists = [&moments.downloads, &moments.unpackings, &moments.shared];
        let begins = lists.into_iter().flatten().map(|(from_ms, _)| *from_ms);
        moments.first_ms = begins.fold(end_ms, f64::min);
        let before_layers = moments.first_ms - moments.resolved_ms;
        let ended_early = matches!(pull.outcome, Some(Outcome::UpToDate | Outcome::Failed));
        moments.waits_for_slots_first =
            !ended_early && before_layers > round_trips.documents_ms + 1.0;
        moments
    }

    fn add(&mut self, row: &LayerRow) {
        let end_ms = self.end_ms;
        let stretch = |from_ms: Option<f64>, to_ms: Option<f64>| {
            from_ms.map(|from_ms| (from_ms, to_ms.unwrap_or(end_ms)))
        };
        let download = stretch(row.download_start_ms, row.download_end_ms);
        let unpacking = stretch(row.unpack_start_ms, row.unpack_end_ms);
        let is_shared = row.source == Some(Source::Shared);
        let waits_for_snapshot = is_shared && download.is_none();
        let list = if is_shared {
            &mut self.shared
        } else {
            &mut self.downloads
        };
        list.extend(download);
        let list = if waits_for_snapshot {
            &mut self.shared
        } else {
            &mut self.unpackings
        };
        list.extend(unpacking);
    }

    /// The stretches between all times at which anything changes.
    fn stretches(&self) -> Vec<(f64, f64)> {
        let lists = [&self.downloads, &self.unpackings, &self.shared];
        let ends = lists
            .into_iter()
            .flatten()
            .flat_map(|(from_ms, to_ms)| [*from_ms, *to_ms]);
        let mut times: Vec<f64> = ends
            .chain([self.started_ms, self.resolved_ms, self.end_ms])
            .filter(|time| (self.started_ms..=self.end_ms).contains(time))
            .collect();
        times.sort_by(f64::total_cmp);
        times.dedup();
        times.windows(2).map(|pair| (pair[0], pair[1])).collect()
    }

    fn phase_at(&self, at_ms: f64) -> Phase {
        if runs_at(&self.downloads, at_ms) {
            Phase::Download
        } else if runs_at(&self.unpackings, at_ms) {
            Phase::Unpack
        } else if runs_at(&self.shared, at_ms) {
            Phase::Shared
        } else if at_ms < self.resolved_ms || (at_ms < self.first_ms && !self.waits_for_slots_first)
        {
            Phase::Resolve
        } else {
            Phase::Slot
        }
    }

    fn unpacking_beside_downloads(&self) -> Vec<(f64, f64)> {
        let mut beside: Vec<(f64, f64)> = Vec::new();
        for (from_ms, to_ms) in self.stretches() {
            let at_ms = f64::midpoint(from_ms, to_ms);
            if !(runs_at(&self.downloads, at_ms) && runs_at(&self.unpackings, at_ms)) {
                continue;
            }
            match beside.last_mut() {
                Some(last) if last.1 >= from_ms => last.1 = to_ms,
                _ => beside.push((from_ms, to_ms)),
            }
        }
        beside
    }
}

fn runs_at(stretches: &[(f64, f64)], at_ms: f64) -> bool {
    stretches
        .iter()
        .any(|(from_ms, to_ms)| (*from_ms..*to_ms).contains(&at_ms))
}

#[cfg(test)]
mod tests {
    use Phase::{Download, Queue, Resolve, Shared, Slot, Unpack};

    use super::*;

    const ROUND_TRIPS: RoundTrips = RoundTrips {
        resolve_ms: 50.0,
        documents_ms: 150.0,
    };

    fn row(source: Source, download: Option<(f64, f64)>, unpack: Option<(f64, f64)>) -> LayerRow {
        LayerRow {
            digest: None,
            bytes: 1e6,
            source: Some(source),
            download_start_ms: download.map(|times| times.0),
            download_end_ms: download.map(|times| times.1),
            unpack_start_ms: unpack.map(|times| times.0),
            unpack_end_ms: unpack.map(|times| times.1),
        }
    }

    fn pull(started_ms: Option<f64>, finished_ms: Option<f64>, layers: Vec<LayerRow>) -> Pull {
        Pull {
            node: "node".into(),
            pod: "pod".into(),
            container: "c".into(),
            image: "image".into(),
            attempt: 1,
            requested_ms: 0.0,
            started_ms,
            finished_ms,
            outcome: finished_ms.map(|_| Outcome::Pulled),
            error: None,
            bytes_downloaded: 0.0,
            layers,
        }
    }

    #[test]
    fn a_pull_is_what_it_does_first_of_all() {
        use Source::{Node, Registry, Shared as Other};
        let registry = row(Registry, Some((200.0, 600.0)), Some((600.0, 900.0)));
        let rows = [
            (
                "queue, resolve, download, unpack",
                pull(Some(0.0), Some(900.0), vec![registry.clone()]),
                vec![(Resolve, 200.0), (Download, 600.0), (Unpack, 900.0)],
            ),
            (
                "an unpacking beside a download is a download",
                pull(
                    Some(0.0),
                    Some(1000.0),
                    vec![
                        row(Registry, Some((200.0, 400.0)), Some((400.0, 700.0))),
                        row(Registry, Some((200.0, 600.0)), Some((700.0, 1000.0))),
                    ],
                ),
                vec![(Resolve, 200.0), (Download, 600.0), (Unpack, 1000.0)],
            ),
            (
                "a late first layer waited for a slot",
                pull(
                    Some(0.0),
                    Some(9000.0),
                    vec![row(
                        Registry,
                        Some((5000.0, 8000.0)),
                        Some((8000.0, 9000.0)),
                    )],
                ),
                vec![
                    (Resolve, 50.0),
                    (Slot, 5000.0),
                    (Download, 8000.0),
                    (Unpack, 9000.0),
                ],
            ),
            (
                "a snapshot of another pull, then a layer that was on the node",
                pull(
                    Some(0.0),
                    Some(900.0),
                    vec![
                        row(Other, None, Some((200.0, 700.0))),
                        row(Node, None, Some((700.0, 900.0))),
                    ],
                ),
                vec![(Resolve, 200.0), (Shared, 700.0), (Unpack, 900.0)],
            ),
            (
                "the download of another pull",
                pull(
                    Some(0.0),
                    Some(900.0),
                    vec![row(Other, Some((200.0, 700.0)), Some((700.0, 900.0)))],
                ),
                vec![(Resolve, 200.0), (Shared, 700.0), (Unpack, 900.0)],
            ),
            (
                "between two downloads it waits for a slot",
                pull(
                    Some(0.0),
                    Some(900.0),
                    vec![
                        row(Registry, Some((200.0, 300.0)), Some((300.0, 400.0))),
                        row(Registry, Some((600.0, 700.0)), Some((700.0, 900.0))),
                    ],
                ),
                vec![
                    (Resolve, 200.0),
                    (Download, 300.0),
                    (Unpack, 400.0),
                    (Slot, 600.0),
                    (Download, 700.0),
                    (Unpack, 900.0),
                ],
            ),
            (
                "still in the queue",
                pull(None, None, vec![]),
                vec![(Queue, 10_000.0)],
            ),
        ];
        for (case, pull, expected) in rows {
            let bar = bar(&pull, ROUND_TRIPS, 10_000.0);
            let found: Vec<_> = bar.segments.iter().map(|s| (s.phase, s.to_ms)).collect();
            assert_eq!(found, expected, "{case}");
            assert_eq!(bar.segments[0].from_ms, 0.0, "{case}");
            for pair in bar.segments.windows(2) {
                assert_eq!(pair[0].to_ms, pair[1].from_ms, "{case}");
            }
        }
    }

    #[test]
    fn unpackings_that_run_beside_a_download_are_told_apart() {
        let layers = vec![
            row(Source::Registry, Some((200.0, 400.0)), Some((400.0, 700.0))),
            row(
                Source::Registry,
                Some((200.0, 600.0)),
                Some((700.0, 1000.0)),
            ),
        ];
        let bar = bar(&pull(Some(0.0), Some(1000.0), layers), ROUND_TRIPS, 1000.0);
        assert_eq!(bar.unpacking, [(400.0, 600.0)]);
        assert_eq!(bar.time_in(Download), 400.0);
    }

    #[test]
    fn a_pull_that_fails_at_once_has_no_length() {
        let mut failed = pull(Some(0.0), Some(0.0), vec![]);
        failed.outcome = Some(Outcome::Failed);
        let bar = bar(&failed, ROUND_TRIPS, 1000.0);
        assert_eq!(bar.segments, []);
        assert_eq!(bar.end_ms, 0.0);
    }
}
