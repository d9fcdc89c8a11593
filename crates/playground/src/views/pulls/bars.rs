//! A pull as a bar: the phases that the simulation wrote down, and how they are drawn together.

use imagepull::simulate::trace::{Outcome, Phase, Pull};
use serde::{Deserialize, Serialize};

/// What a pull does, as far as bars and tables tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Activity {
    /// Waits in the queue of the kubelet's puller.
    Queue,
    /// Talks to the registry: name, token, index, manifest and config.
    Registry,
    /// Waits for a download slot.
    Slot,
    /// Waits for what another pull reads, downloads or unpacks.
    Shared,
    /// Downloads layers.
    Download,
    /// Unpacks layers while it downloads nothing.
    Unpack,
}

impl Activity {
    /// All in the order of the legend.
    pub const ALL: [Self; 6] = [
        Self::Queue,
        Self::Registry,
        Self::Slot,
        Self::Shared,
        Self::Download,
        Self::Unpack,
    ];
}

impl From<Phase> for Activity {
    fn from(phase: Phase) -> Self {
        match phase {
            Phase::Queued => Self::Queue,
            Phase::TimingOut | Phase::Token | Phase::Resolving | Phase::ReadingDocuments => {
                Self::Registry
            }
            Phase::WaitingForSlot => Self::Slot,
            Phase::WaitingForDocument | Phase::WaitingForLayer => Self::Shared,
            Phase::DownloadingAndUnpacking | Phase::Downloading => Self::Download,
            Phase::Unpacking => Self::Unpack,
        }
    }
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
    /// What it does from its request to its end, without gaps.
    pub segments: Vec<Segment>,
    /// The end of the pull, or of the run.
    pub end_ms: f64,
    /// Whether the pull failed.
    pub has_failed: bool,
}

impl Bar {
    /// The bar of a pull.
    pub fn new(pull: &Pull) -> Self {
        let mut segments: Vec<Segment> = Vec::with_capacity(pull.phases.len());
        for span in &pull.phases {
            match segments.last_mut() {
                // Who is waited for is not drawn.
                Some(last) if last.phase == span.phase => last.to_ms = span.end_ms,
                _ => segments.push(Segment {
                    phase: span.phase,
                    from_ms: span.start_ms,
                    to_ms: span.end_ms,
                }),
            }
        }
        Self {
            end_ms: segments.last().map_or(pull.requested_ms, |it| it.to_ms),
            segments,
            has_failed: pull.outcome == Some(Outcome::Failed),
        }
    }

    /// When the pull was asked for, in ms; `None` for one that took no time.
    pub fn begins_ms(&self) -> Option<f64> {
        self.segments.first().map(|segment| segment.from_ms)
    }
}

/// How long a pull does each thing, in ms, in the order of [`Activity::ALL`].
pub fn times(pull: &Pull) -> [f64; Activity::ALL.len()] {
    let mut times = [0.0; Activity::ALL.len()];
    for span in &pull.phases {
        times[Activity::from(span.phase) as usize] += span.end_ms - span.start_ms;
    }
    times
}

#[cfg(test)]
mod tests {
    use imagepull::simulate::{Detail, simulate_pulls};

    use super::*;

    #[test]
    fn a_bar_is_what_the_simulation_wrote_down() {
        let scenario = serde_json::from_str(
            r#"{"nodes": [{"name": "node", "bandwidth": 1e6, "unpackRate": 1e6, "kubelet": {"serializeImagePulls": true}}],
                "images": {"a": {"layers": [{"bytes": 1e6, "unpackedBytes": 5e5}, {"bytes": 1e6, "unpackedBytes": 5e5}]}},
                "pods": [{"name": "p", "containers": [{"name": "c", "image": "a"}]},
                         {"name": "q", "containers": [{"name": "c", "image": "a", "imagePullPolicy": "Always"}]}]}"#,
        )
        .unwrap();
        let trace = simulate_pulls(&scenario, Detail::Full);
        let phases = |pull: &Pull| -> Vec<Phase> {
            let bar = Bar::new(pull);
            bar.segments.iter().map(|segment| segment.phase).collect()
        };
        let first = [
            Phase::Resolving,
            Phase::ReadingDocuments,
            Phase::Downloading,
            Phase::Unpacking,
        ];
        assert_eq!(phases(&trace.pulls[0]), first);
        assert_eq!(phases(&trace.pulls[1]), [Phase::Queued, Phase::Resolving]);
        let [queue, registry, ..] = times(&trace.pulls[1]);
        assert_eq!(registry, 50.0);
        assert_eq!(Some(queue), trace.pulls[0].finished_ms);
    }

    #[test]
    fn a_pull_that_fails_at_once_has_no_length() {
        let scenario = serde_json::from_str(
            r#"{"nodes": [{"name": "node", "kubelet": {"serializeImagePulls": false, "registryPullQPS": 1, "registryBurst": 1}}],
                "images": {"a": {"layers": []}},
                "pods": [{"name": "p", "replicas": 2, "createdAtMs": 7, "containers": [{"name": "c", "image": "a"}]}], "untilMs": 100}"#,
        )
        .unwrap();
        let trace = simulate_pulls(&scenario, Detail::Full);
        let bar = Bar::new(&trace.pulls[1]);
        assert_eq!(
            (bar.segments, bar.end_ms, bar.has_failed),
            (vec![], 7.0, true)
        );
    }
}
