//! What happens at one moment, and what one part of a bar is, in words.

use imagepull::{
    simulate::{
        analysis::{Doing, doing_at, doing_of, state_at},
        trace::{Phase, Trace, WaitsFor},
    },
    words::{IntoParts, Parts},
};

use super::{
    figures::duration,
    lane::phase_name,
    rows::{Row, label},
    runs::Runs,
};
use crate::text;
use imagepull::simulate::analysis::Lane;

/// More pulls than this are counted, not named.
const MAX_NAMED: usize = 3;

/// What happens in a lane at a moment: those that work first.
pub fn caption(runs: &Runs, lane: Lane, at_ms: f64) -> Parts {
    let trace = runs.trace(lane);
    let doing = doing_at(trace, at_ms);
    if doing.is_empty() {
        let moment = state_at(trace, at_ms);
        return text::pulls_caption_none(moment.started, trace.pods.len()).into_parts();
    }
    let mut said: Vec<Parts> = doing
        .iter()
        .take(MAX_NAMED)
        .map(|it| does(trace, it))
        .collect();
    if doing.len() > MAX_NAMED {
        said.push(text::pulls_caption_more(doing.len() - MAX_NAMED).into_parts());
    }
    let mut caption = Parts::default();
    for (place, parts) in said.into_iter().enumerate() {
        caption.push_text(if place > 0 { ";" } else { "" });
        // With a space between the two.
        caption.extend([parts]);
    }
    caption
}

/// What a pull does, and whom it waits for.
fn does(trace: &Trace, doing: &Doing) -> Parts {
    let pull = doing.pull;
    let name = label(trace, [&pull.node, &pull.pod, &pull.container], false);
    let is_other =
        |holder: &&WaitsFor| (&holder.pod, &holder.container) != (&pull.pod, &pull.container);
    let holder = doing.span.waits_for.as_deref().filter(is_other);
    let holder = holder.map(|it| label(trace, [&it.node, &it.pod, &it.container], false));
    match (doing.span.phase, holder, doing.layer) {
        (Phase::Queued, Some(holder), _) => text::pulls_caption_queue(name, holder),
        (Phase::WaitingForSlot, Some(holder), _) => text::pulls_caption_slot(name, holder),
        (Phase::WaitingForLayer, Some(holder), _) => text::pulls_caption_layer(name, holder),
        (Phase::WaitingForDocument, Some(holder), _) => text::pulls_caption_document(name, holder),
        (Phase::Unpacking, _, Some(layer)) => text::pulls_caption_unpacks(name, layer),
        (Phase::DownloadingAndUnpacking, _, Some(layer)) => text::pulls_caption_beside(name, layer),
        (phase, ..) => text::pulls_caption_does(name, phase_name(phase)),
    }
}

/// A part of the bars of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is, how long it takes, and who is waited for.
    pub said: Parts,
    /// From when to when, in ms.
    pub times: [f64; 2],
}

impl Part {
    fn new(mut said: Parts, times: [f64; 2]) -> Self {
        let [from_ms, to_ms] = times;
        let [from, to] = times.map(duration);
        said.push_text(&text::pulls_caption_time(
            duration(to_ms - from_ms),
            from,
            to,
        ));
        Self { said, times }
    }

    /// The part of the row of a container, by the names of its node and pod and its own, at a moment.
    pub fn at(runs: &Runs, lane: Lane, names: [&str; 3], at_ms: f64) -> Option<Self> {
        let trace = runs.trace(lane);
        if let Some(doing) = doing_of(trace, names, at_ms) {
            let times = [doing.span.start_ms, doing.span.end_ms];
            return Some(Self::new(does(trace, &doing), times));
        }
        let row = Row::new(trace, names, false);
        let mut back_offs = row.back_offs(runs.end_ms);
        let times = back_offs.find(|(from_ms, to_ms)| (*from_ms..*to_ms).contains(&at_ms))?;
        let said = text::pulls_caption_does(&row.label, text::pulls_phase_back_off());
        Some(Self::new(said, times.into()))
    }

    /// The part that begins next after a moment, or else the first one.
    pub fn after(runs: &Runs, lane: Lane, names: [&str; 3], at_ms: f64) -> Option<Self> {
        let row = Row::new(runs.trace(lane), names, false);
        let begins = row.bars.iter().flat_map(|bar| &bar.segments);
        let begins: Vec<f64> = begins.map(|segment| segment.from_ms).collect();
        let next = begins.iter().find(|begin| **begin > at_ms + 1e-3);
        let begin = *next.or(begins.first())?;
        Self::at(runs, lane, names, begin)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::presets::Preset, *};

    fn runs(slug: &str) -> Runs {
        Runs::new(&Preset::named_or_first(slug).scenario())
    }

    #[test]
    fn a_caption_says_who_works_and_who_waits_for_whom() {
        let runs = runs("small-behind-huge");
        let said = [0.0, 20_000.0, 50_000.0, 1e9].map(|at_ms| {
            let said = caption(&runs, Lane::Parallel, at_ms);
            format!("{}\n", text::marked(&said))
        });
        insta::assert_snapshot!(said.concat());
    }

    #[test]
    fn the_parts_of_a_bar_follow_each_other() {
        let runs = runs("tag-fixed-later");
        let names = runs.rows()[0];
        let mut said = Vec::new();
        let mut at_ms = -1.0;
        while let Some(part) = Part::after(&runs, Lane::Serial, names, at_ms) {
            if part.times[0] <= at_ms {
                break;
            }
            at_ms = part.times[0];
            said.push(text::marked(&part.said));
            if let Some(wait) = Part::at(&runs, Lane::Serial, names, part.times[1] + 1.0)
                && wait.said.to_plain().contains('✕')
            {
                said.push(text::marked(&wait.said));
            }
        }
        insta::assert_snapshot!(said.join("\n"));
    }
}
