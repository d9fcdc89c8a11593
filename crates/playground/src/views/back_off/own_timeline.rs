//! The pulls of one pod so far, as the pasted text has them, and the window of the next one.

use imagepull::events::{FoundCause, NextAttempt, PastAttempt};
use yew::prelude::*;

use super::{
    drawing,
    rows::{BAND, Bar, FAILING, Paint, Row, WAITING},
};
use crate::{
    drawing::{
        figures::duration,
        pattern::{Pattern, Shape},
        scale::percent,
        svg::Entry,
    },
    text,
};

/// The marks of a pull whose time is known are so long, as a part of the axis.
const MARK: f64 = 0.008;

/// So much of the axis is left before the first pull and behind the last.
const MARGIN: f64 = 0.03;

/// The paint of a pull whose time is not known.
const SOMETIME: Pattern = Pattern {
    id: "sometime",
    size: 6.0,
    degrees: 45.0,
    shapes: &[Shape::Stripe {
        width: 2.0,
        fill: "var(--bad)",
        opacity: 1.0,
    }],
};

const SOMETIME_PAINT: Paint = Paint::full("url(#sometime)");

/// A time in whole seconds: `24 s`, `2 m 4 s`.
fn whole(seconds: f64) -> String {
    if seconds < 59.5 {
        text::units_seconds(seconds.round())
    } else {
        duration(seconds * 1000.0)
    }
}

/// When the next pull comes, in a few words.
pub fn headline(next: NextAttempt) -> String {
    match (next.earliest_seconds, next.latest_seconds) {
        (Some(earliest), Some(latest)) => window(earliest, latest),
        _ => text::back_off_own_next_running().to_owned(),
    }
}

/// When the next pull comes, from its bounds in s.
pub fn window(earliest_s: f64, latest_s: f64) -> String {
    if earliest_s > 0.0 {
        text::back_off_own_next_between(whole(earliest_s), whole(latest_s))
    } else {
        text::back_off_own_next_within(whole(latest_s))
    }
}

/// The timeline of a cause whose text says when its pulls were.
pub fn own_timeline(cause: &FoundCause) -> Html {
    let (Some(next), Some(first)) = (cause.next, cause.attempts.first()) else {
        return Html::default();
    };
    let (Some(earliest_s), Some(latest_s)) = (next.earliest_seconds, next.latest_seconds) else {
        return Html::default();
    };
    let axis = Axis::new(first, latest_s);
    let end_ms = axis.length_ms();
    let row = Row {
        label: text::back_off_own_row(whole(-first.latest_seconds)),
        bars: past(&cause.attempts, axis)
            .chain([Bar {
                height: 0.6,
                paint: BAND,
                title: headline(next),
                ..axis.bar(earliest_s, latest_s)
            }])
            .collect(),
        signs: Vec::new(),
    };
    html! {
        <div class="timeline own-timeline">
            <svg class="patterns" width="0" height="0" aria-hidden="true">{ SOMETIME.html() }</svg>
            <div class="strips">
                { drawing::row(&row, end_ms, &described(&cause.attempts, next)) }
                <div class="fix-line" ~style={format!("left:{}%", percent(axis.ms(0.0), end_ms))}>
                    <span>{ text::back_off_own_now() }</span>
                </div>
            </div>
            <ul class="key">{ for key(&cause.attempts).map(|entry| drawing::key(&entry)) }</ul>
        </div>
    }
}

/// The time from some way before the first pull to some way behind the window of the next.
#[derive(Clone, Copy)]
struct Axis {
    from_s: f64,
    to_s: f64,
}

impl Axis {
    fn new(first: &PastAttempt, latest_s: f64) -> Self {
        let margin_s = (latest_s - first.earliest_seconds) * MARGIN;
        Self {
            from_s: first.earliest_seconds - margin_s,
            to_s: latest_s + margin_s,
        }
    }

    /// Where a time of the text lies on the axis.
    fn ms(self, seconds: f64) -> f64 {
        (seconds - self.from_s) * 1000.0
    }

    fn length_ms(self) -> f64 {
        self.ms(self.to_s)
    }

    fn bar(self, earliest_s: f64, latest_s: f64) -> Bar {
        let begin = self.ms(earliest_s);
        Bar {
            from_ms: begin,
            to_ms: self.ms(latest_s).max(begin + MARK * self.length_ms()),
            height: 1.0,
            paint: FAILING,
            name: None,
            title: String::new(),
        }
    }
}

/// The back-offs below, the pulls above them: one whose time is not known is as long as the span in which it was.
fn past(attempts: &[PastAttempt], axis: Axis) -> impl Iterator<Item = Bar> {
    let waits = attempts
        .iter()
        .filter(|it| is_known(it))
        .map(move |it| Bar {
            height: 0.3,
            paint: WAITING,
            title: text::back_off_of(whole(it.back_off_seconds)),
            ..axis.bar(
                it.latest_seconds,
                (it.latest_seconds + it.back_off_seconds).min(axis.to_s),
            )
        });
    let pulls = attempts.iter().map(move |it| Bar {
        paint: if is_known(it) {
            FAILING
        } else {
            SOMETIME_PAINT
        },
        title: text::back_off_own_failed(it.number, ago(it)),
        ..axis.bar(it.earliest_seconds, it.latest_seconds)
    });
    waits.chain(pulls)
}

/// Whether the text says when a pull was.
fn is_known(attempt: &PastAttempt) -> bool {
    attempt.earliest_seconds >= attempt.latest_seconds
}

/// How long ago a pull failed.
fn ago(attempt: &PastAttempt) -> String {
    let (first, last) = (-attempt.earliest_seconds, -attempt.latest_seconds);
    if first <= last {
        whole(last)
    } else {
        text::back_off_range(whole(last), whole(first))
    }
}

/// The drawing in words.
fn described(attempts: &[PastAttempt], next: NextAttempt) -> String {
    let pulls = attempts
        .iter()
        .map(|it| text::back_off_own_failed(it.number, ago(it)));
    pulls.chain([headline(next)]).collect::<Vec<_>>().join("; ")
}

/// What the bars mean.
fn key(attempts: &[PastAttempt]) -> impl Iterator<Item = Entry> {
    let has_spans = !attempts.iter().all(is_known);
    let spans = has_spans.then(|| (SOMETIME_PAINT, text::back_off_own_key_span()));
    [(FAILING, text::back_off_own_key_failed())]
        .into_iter()
        .chain(spans)
        .chain([
            (WAITING, text::back_off_own_key_wait()),
            (BAND, text::back_off_own_key_next()),
        ])
        .map(|(paint, meaning)| paint.entry(meaning.into()))
}
