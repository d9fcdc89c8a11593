//! A row of a drawing: the pulls of one container as bars.

use imagepull::simulate::trace::{Phase, Trace};
use serde::{Deserialize, Serialize};
use yew::prelude::*;

use super::{
    bars::Bar,
    figures::duration,
    lane::{paint, phase_name},
    scale::percent,
};
use crate::text;

/// The height of the line between a failed pull and the next, as a part of a bar's.
pub const BACK_OFF_PART: f64 = 0.1;

/// Rows that are closer than this have no figure at their end, in px.
pub const WIDE_PITCH: usize = 20;

/// A container and its pulls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The container, as far as it has to be named.
    pub label: String,
    /// When its pod was created, in ms.
    pub created_ms: f64,
    /// Its pulls.
    pub bars: Vec<Bar>,
}

impl Row {
    /// The row of a container, by the names of its node and pod and its own.
    pub fn new(trace: &Trace, names: [&str; 3], has_many_nodes: bool) -> Self {
        Self {
            label: label(trace, names, has_many_nodes),
            created_ms: created_ms(trace, [names[0], names[1]]),
            bars: bars(trace, names),
        }
    }

    /// What each pull does, in words.
    pub fn description(&self) -> String {
        let pulls = self.bars.iter().map(|bar| {
            let phases = bar.segments.iter().map(|segment| {
                let time = duration(segment.to_ms - segment.from_ms);
                text::pulls_drawn_phase(phase_name(segment.phase), time)
            });
            let phases: Vec<String> = phases.collect();
            text::pulls_drawn_pull(&self.label, phases.join(", "))
        });
        pulls.collect::<Vec<String>>().join(" ")
    }

    /// How long after the creation of the pod the last pull ended, in ms.
    pub fn ready_ms(&self) -> f64 {
        let last_ms = self.bars.last().map_or(self.created_ms, |bar| bar.end_ms);
        last_ms - self.created_ms
    }

    /// The times in ms from each failed pull to the next one, or to the end.
    pub fn back_offs(&self, end_ms: f64) -> impl Iterator<Item = (f64, f64)> {
        let begins = self.bars.iter().skip(1).filter_map(Bar::begins_ms);
        let begins = begins.chain([end_ms]);
        let bars = self.bars.iter().zip(begins);
        bars.filter(|(bar, _)| bar.has_failed)
            .map(|(bar, next_ms)| (bar.end_ms, next_ms))
    }

    /// The row with its number in an SVG document, as one of rows `pitch` px apart, on an axis that
    /// ends at `end_ms`.
    pub fn html(&self, index: usize, pitch: usize, end_ms: f64) -> Html {
        let height = pitch as f64 * 0.66;
        let top = (index * pitch) as f64 + (pitch as f64 - height) / 2.0;
        let last = self.bars.last().map_or(0.0, |bar| bar.end_ms);
        let has_room = pitch > WIDE_PITCH;
        html! {
            <g>
                { for self.back_offs(end_ms).map(|(from_ms, to_ms)| {
                    let times = [from_ms, to_ms, end_ms];
                    rectangle("var(--queue)", times, top + height * (1.0 - BACK_OFF_PART) / 2.0, height * BACK_OFF_PART)
                }) }
                { for self.bars.iter().map(|bar| drawn(bar, top, height, end_ms)) }
                if has_room {
                    <text class="end" x={format!("{}%", percent(last, end_ms))} dx="6" y={(top + height / 2.0 + 4.0).to_string()}>
                        { duration(self.ready_ms()) }
                    </text>
                }
            </g>
        }
    }
}

fn drawn(bar: &Bar, top: f64, height: f64, end_ms: f64) -> Html {
    let thin = height / 4.0;
    let segments = bar.segments.iter().map(|segment| {
        let (fill, part) = paint(segment.phase.into());
        let y = top + height * (1.0 - part) / 2.0;
        let times = [segment.from_ms, segment.to_ms, end_ms];
        html! {
            <>
                { rectangle(fill, times, y, height * part) }
                if segment.phase == Phase::DownloadingAndUnpacking {
                    { rectangle("var(--unpack)", times, top + height - thin, thin) }
                }
            </>
        }
    });
    let x = format!("{}%", percent(bar.end_ms, end_ms));
    html! {
        <>
            { for segments }
            if bar.has_failed {
                <text class="failed" {x} y={(top + height / 2.0 + 5.0).to_string()} text-anchor="middle">{ "✕" }</text>
            }
        </>
    }
}

/// A rectangle from one time to another, on an axis that ends at a third; all in ms.
fn rectangle(fill: &'static str, [from_ms, to_ms, end_ms]: [f64; 3], y: f64, height: f64) -> Html {
    let from = percent(from_ms, end_ms);
    let width = percent(to_ms, end_ms) - from;
    html! {
        <rect {fill} x={format!("{from}%")} width={format!("{width:.3}%")} y={format!("{y:.1}")} height={format!("{height:.1}")} />
    }
}

/// The bars of a container, by the names of its node and pod and its own.
fn bars(trace: &Trace, [node, pod, container]: [&str; 3]) -> Vec<Bar> {
    let pulls = trace
        .pulls
        .iter()
        .filter(|pull| (&*pull.node, &*pull.pod, &*pull.container) == (node, pod, container));
    pulls.map(Bar::new).collect()
}

/// When a pod was created, by the names of its node and its own, in ms.
pub fn created_ms(trace: &Trace, [node, pod]: [&str; 2]) -> f64 {
    let mut pods = trace.pods.iter();
    let times = pods.find(|times| (&*times.node, &*times.pod) == (node, pod));
    times.and_then(|times| times.created_ms).unwrap_or(0.0)
}

/// The pod, with container and node where that is needed to tell rows apart.
pub fn label(trace: &Trace, [node, pod, container]: [&str; 3], has_many_nodes: bool) -> String {
    let in_pod = trace.containers.iter().filter(|states| &*states.pod == pod);
    let mut label = pod.to_owned();
    if in_pod.count() > 1 {
        label = format!("{label}/{container}");
    }
    if has_many_nodes && !pod.ends_with(node) {
        label = format!("{label} · {node}");
    }
    label
}
