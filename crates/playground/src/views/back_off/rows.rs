//! What the timeline shows, row by row: the page draws it, and so does the figure.

use imagepull::{
    kubelet::timeline::{BackOffReport, PullOutcome, Shown},
    words::{Part, Parts},
};

use crate::{
    drawing::{
        figures::duration,
        pattern::{Pattern, Shape},
        svg::Entry,
    },
    text,
};

/// The paint that is told apart without colour.
pub const PATTERNS: &[Pattern] = &[Pattern {
    id: "slack",
    size: 6.0,
    degrees: 45.0,
    shapes: &[Shape::Stripe {
        width: 1.5,
        fill: "var(--edge)",
        opacity: 1.0,
    }],
}];

const CREATING: Paint = Paint::full("var(--resolve)");
/// A pull that failed, and what the container shows then.
pub const FAILING: Paint = Paint::full("var(--bad)");
/// The back-off.
pub const WAITING: Paint = Paint::full("var(--queue)");
const SLACK: Paint = Paint::full("url(#slack)");
const PULLING: Paint = Paint::full("var(--download)");
const RUNNING: Paint = Paint {
    fill: "var(--download)",
    opacity: 0.45,
};
/// Where a pull can lie.
pub const BAND: Paint = Paint {
    fill: "var(--domain)",
    opacity: 0.65,
};

/// How a bar is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// Its paint.
    pub fill: &'static str,
    /// How far one sees through it: 1 for not at all.
    pub opacity: f64,
}

impl Paint {
    /// One that covers.
    pub const fn full(fill: &'static str) -> Self {
        Self { fill, opacity: 1.0 }
    }

    /// It in the key of a drawing.
    pub fn entry(self, meaning: Parts) -> Entry {
        Entry {
            swatch: vec![(self.fill, self.opacity, [0.0, 1.0])],
            meaning,
        }
    }
}

/// A stretch of time in a row. It is on the bottom of the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Begin in ms.
    pub from_ms: f64,
    /// End in ms, not after that of the axis.
    pub to_ms: f64,
    /// Its height as a part of the row's.
    pub height: f64,
    /// How it is filled.
    pub paint: Paint,
    /// Its name, written in it where there is room.
    pub name: Option<&'static str>,
    /// What it is, with its times.
    pub title: String,
}

/// How a pull ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The image is on the node.
    Pulled,
    /// It is not.
    Failed,
    /// It had not ended.
    UnderWay,
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it shows.
    pub label: String,
    /// Its bars.
    pub bars: Vec<Bar>,
    /// Its signs, each with its time in ms.
    pub signs: Vec<(f64, Sign)>,
}

/// The rows up to the end of the axis, in ms.
pub fn rows(report: &BackOffReport, end_ms: f64) -> Vec<Row> {
    let row = |label: String, bars: Vec<Bar>| Row {
        label,
        bars: bars
            .into_iter()
            .filter(|bar| bar.from_ms < end_ms)
            .map(|bar| Bar {
                to_ms: bar.to_ms.min(end_ms),
                ..bar
            })
            .collect(),
        signs: Vec::new(),
    };
    let is_alone = report.states.len() == 1;
    let states = report.states.iter().enumerate().map(|(index, states)| {
        let label = if is_alone {
            text::back_off_row_states().to_owned()
        } else {
            text::back_off_row_states_of(index + 1)
        };
        row(
            label,
            states.iter().map(|shown| state(shown, end_ms)).collect(),
        )
    });
    let pulls = Row {
        signs: signs(report),
        ..row(text::back_off_row_pulls().to_owned(), pulls(report, end_ms))
    };
    let waits = row(text::back_off_row_waits().to_owned(), waits(report, end_ms));
    let bounds = row(text::back_off_row_bounds().to_owned(), bounds(report));
    states.chain([pulls, waits, bounds]).collect()
}

fn state(shown: &Shown, end_ms: f64) -> Bar {
    let name = shown.reason.unwrap_or("Running");
    let (paint, height) = match shown.reason {
        None => (RUNNING, 0.8),
        Some("ContainerCreating") => (CREATING, 0.3),
        Some("ImagePullBackOff") => (WAITING, 0.55),
        Some(_) => (FAILING, 1.0),
    };
    let to_ms = shown.to_ms.unwrap_or(end_ms);
    Bar {
        from_ms: shown.from_ms,
        to_ms,
        height,
        paint,
        name: Some(name),
        title: text::back_off_from_to(name, duration(shown.from_ms), duration(to_ms)),
    }
}

fn pulls(report: &BackOffReport, end_ms: f64) -> Vec<Bar> {
    let attempts = report.attempts.iter().map(|attempt| Bar {
        from_ms: attempt.start_ms,
        to_ms: attempt.end_ms.unwrap_or(end_ms),
        height: 0.3,
        paint: PULLING,
        name: None,
        title: text::back_off_pull_at(attempt.attempt, duration(attempt.start_ms)),
    });
    attempts.collect()
}

fn signs(report: &BackOffReport) -> Vec<(f64, Sign)> {
    let attempts = report.attempts.iter().map(|attempt| {
        let sign = match attempt.outcome {
            Some(PullOutcome::Pulled) => Sign::Pulled,
            Some(PullOutcome::Failed) => Sign::Failed,
            None => Sign::UnderWay,
        };
        (attempt.start_ms, sign)
    });
    attempts.collect()
}

fn waits(report: &BackOffReport, end_ms: f64) -> Vec<Bar> {
    let waits = report.waits.iter().flat_map(|wait| {
        let until_ms = wait.back_off_until_ms;
        let to_ms = wait.to_ms.unwrap_or(end_ms).max(until_ms);
        let bar = |from_ms, to_ms, paint, title| Bar {
            from_ms,
            to_ms,
            height: 0.6,
            paint,
            name: None,
            title,
        };
        let back_off = text::back_off_of(duration(until_ms - wait.from_ms));
        let slack = text::back_off_slack(duration(to_ms - until_ms));
        [
            bar(wait.from_ms, until_ms, WAITING, back_off),
            bar(until_ms, to_ms, SLACK, slack),
        ]
    });
    waits.collect()
}

fn bounds(report: &BackOffReport) -> Vec<Bar> {
    let bounds = report.bounds.iter().map(|bounds| Bar {
        from_ms: bounds.earliest_ms,
        to_ms: bounds.latest_ms,
        height: 0.6,
        paint: BAND,
        name: None,
        title: text::back_off_bounds_of(
            bounds.attempt,
            duration(bounds.earliest_ms),
            duration(bounds.latest_ms),
        ),
    });
    bounds.collect()
}

/// What a bar means, behind the reason that the kubelet gives; empty: it gives none.
fn named(reason: &str, meaning: &str) -> Parts {
    let mut said = Parts::default();
    if !reason.is_empty() {
        said.push(Part::Code(reason.to_owned()));
    }
    said.push_sentence(meaning.into());
    said
}

/// What the bars mean.
pub fn legend() -> Vec<Entry> {
    let entries = [
        (FAILING, "ErrImagePull", text::back_off_legend_failing()),
        (WAITING, "ImagePullBackOff", text::back_off_legend_waiting()),
        (SLACK, "", text::back_off_legend_slack()),
        (BAND, "", text::back_off_legend_band()),
    ];
    let entries = entries.map(|(paint, name, meaning)| paint.entry(named(name, meaning)));
    entries.to_vec()
}
