//! What pulls do at one moment, and whom they wait for.

use crate::simulate::trace::{Phase, PhaseSpan, Pull, Source, Trace};

/// What a pull does at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doing<'a> {
    /// The pull.
    pub pull: &'a Pull,
    /// What it does, from when to when, and whom it waits for.
    pub span: &'a PhaseSpan,
    /// The layer that it unpacks, or the first that it downloads; counted from 1.
    pub layer: Option<usize>,
}

impl<'a> Doing<'a> {
    fn at(pull: &'a Pull, at_ms: f64) -> Option<Self> {
        let mut spans = pull.phases.iter();
        let span = spans.find(|span| span.start_ms <= at_ms && at_ms < span.end_ms)?;
        Some(Self {
            pull,
            span,
            layer: layer_at(pull, span.phase, at_ms),
        })
    }

    /// How much it tells: work first, then waits by how little they are to be expected.
    fn rank(&self) -> u8 {
        match self.span.phase {
            Phase::Unpacking | Phase::DownloadingAndUnpacking => 0,
            Phase::Downloading => 1,
            Phase::WaitingForSlot | Phase::WaitingForLayer | Phase::WaitingForDocument => 2,
            Phase::Queued => 3,
            Phase::TimingOut => 4,
            Phase::Token | Phase::Resolving | Phase::ReadingDocuments => 5,
        }
    }
}

fn layer_at(pull: &Pull, phase: Phase, at_ms: f64) -> Option<usize> {
    let is_within = |from: Option<f64>, to: Option<f64>| {
        from.is_some_and(|from| from <= at_ms) && to.is_none_or(|to| at_ms < to)
    };
    let place = match phase {
        Phase::Unpacking | Phase::DownloadingAndUnpacking => pull
            .layers
            .iter()
            .position(|layer| is_within(layer.unpack_start_ms, layer.unpack_end_ms)),
        Phase::Downloading => pull.layers.iter().position(|layer| {
            layer.source == Some(Source::Registry)
                && is_within(layer.download_start_ms, layer.download_end_ms)
        }),
        _ => None,
    };
    Some(place? + 1)
}

/// All pulls that are under way at a moment: those that work first, then those that wait.
pub fn doing_at(trace: &Trace, at_ms: f64) -> Vec<Doing<'_>> {
    let pulls = trace.pulls.iter();
    let mut doing: Vec<Doing> = pulls.filter_map(|pull| Doing::at(pull, at_ms)).collect();
    doing.sort_by_key(Doing::rank);
    doing
}

/// What the pulls of a container, by the names of its node and pod and its own, do at a moment.
pub fn doing_of<'a>(
    trace: &'a Trace,
    [node, pod, container]: [&str; 3],
    at_ms: f64,
) -> Option<Doing<'a>> {
    let mut pulls = trace
        .pulls
        .iter()
        .filter(|pull| (&*pull.node, &*pull.pod, &*pull.container) == (node, pod, container));
    pulls.find_map(|pull| Doing::at(pull, at_ms))
}

/// The moments in ms from which on [`doing_at`] answers something else, in order.
pub fn changes(trace: &Trace) -> Vec<f64> {
    let spans = trace.pulls.iter().flat_map(|pull| &pull.phases);
    let mut changes: Vec<f64> = spans
        .flat_map(|span| [span.start_ms, span.end_ms])
        .collect();
    let layers = trace.pulls.iter().flat_map(|pull| &pull.layers);
    changes.extend(layers.filter_map(|layer| layer.unpack_start_ms));
    changes.sort_by(f64::total_cmp);
    changes.dedup();
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::{Detail, scenario::Scenario, simulate_pulls};

    #[test]
    fn a_moment_names_who_works_and_who_waits_for_whom() {
        let scenario: Scenario = serde_json::from_str(
            r#"{"registry": {"latencyMs": 0}, "nodes": [{"name": "node", "bandwidth": 1e6, "unpackRate": 1e6,
                    "kubelet": {"serializeImagePulls": true}}],
                "images": {"a": {"layers": [{"bytes": 1e6, "unpackedBytes": 0}, {"bytes": 1e6, "unpackedBytes": 1e6}]},
                           "b": {"layers": [{"bytes": 1e6, "unpackedBytes": 0}]}},
                "pods": [{"name": "p", "containers": [{"name": "c", "image": "a"}]},
                         {"name": "q", "containers": [{"name": "c", "image": "b"}]}]}"#,
        )
        .unwrap();
        let trace = simulate_pulls(&scenario, Detail::Full);
        let told = |at_ms: f64| -> Vec<String> {
            let doing = doing_at(&trace, at_ms);
            let told = doing.iter().map(|it| {
                let holder = it.span.waits_for.as_ref().map_or("", |holder| &holder.pod);
                format!(
                    "{} {:?} {:?} {holder}",
                    it.pull.pod, it.span.phase, it.layer
                )
            });
            told.collect()
        };
        assert_eq!(told(500.0), ["p Downloading Some(1) ", "q Queued None p"]);
        assert_eq!(told(2500.0), ["p Unpacking Some(2) ", "q Queued None p"]);
        assert_eq!(told(3500.0), ["q Downloading Some(1) "]);
        assert!(told(1e9).is_empty());
        let changes = changes(&trace);
        assert!(changes.windows(2).all(|pair| pair[0] < pair[1]));
        let of = doing_of(&trace, ["node", "q", "c"], 500.0).expect("it waits");
        assert_eq!((of.span.start_ms, of.span.end_ms), (0.0, 3000.0));
    }
}
