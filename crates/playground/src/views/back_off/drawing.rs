//! The timeline: what the pod shows, when it pulls, why it waits, and how far chance moves that.

use imagepull::kubelet::timeline::{BackOffReport, PullOutcome, Shown};
use yew::prelude::*;

use super::end_ms;
use crate::{
    drawing::{
        figures::{duration, tick},
        scale::{percent, ticks},
    },
    text,
};

/// The height of a row, in px.
const ROW_HEIGHT: f64 = 26.0;

/// A state at least this long, in percent of the axis, has its name in the bar.
const NAMED_PERCENT: f64 = 14.0;

/// The rows on one axis of time, with the moment of the fix across them.
pub fn drawing(report: &BackOffReport, fixed_ms: Option<f64>) -> Html {
    let end_ms = end_ms(report);
    let states = report.states.iter().enumerate().map(|(index, states)| {
        let label = if report.states.len() == 1 {
            text::back_off_row_states().to_owned()
        } else {
            text::back_off_row_states_of(index + 1)
        };
        row(
            &label,
            states.iter().map(|shown| state(shown, end_ms)).collect(),
        )
    });
    html! {
        <section class="timeline" aria-labelledby="timeline">
            <h2 id="timeline">{ text::back_off_timeline() }</h2>
            <svg class="patterns" width="0" height="0" aria-hidden="true">
                <pattern id="slack" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <path d="M0 0V6" stroke="var(--edge)" stroke-width="3" />
                </pattern>
            </svg>
            <div class="strips">
                { for states }
                { row(text::back_off_row_pulls(), pulls(report, end_ms)) }
                { row(text::back_off_row_waits(), waits(report, end_ms)) }
                { row(text::back_off_row_bounds(), bounds(report, end_ms)) }
                { axis(end_ms) }
                if let Some(fixed_ms) = fixed_ms {
                    <div class="fix-line" ~style={format!("left:{}%", percent(fixed_ms, end_ms))}>
                        <span>{ text::back_off_fix_line() }</span>
                    </div>
                }
            </div>
            { legend() }
        </section>
    }
}

fn row(label: &str, content: Html) -> Html {
    html! {
        <div class="strip">
            <span>{ label }</span>
            <svg width="100%" height={ROW_HEIGHT.to_string()} role="img" aria-label={text::back_off_row_label(label)}>
                { content }
            </svg>
        </div>
    }
}

/// A bar between two times; `height` is a part of the row's.
fn bar(
    class: &'static str,
    from_ms: f64,
    to_ms: f64,
    end_ms: f64,
    height: f64,
    title: String,
) -> Html {
    if from_ms >= end_ms {
        return Html::default();
    }
    let (x, right) = (percent(from_ms, end_ms), percent(to_ms.min(end_ms), end_ms));
    let height = ROW_HEIGHT * height;
    html! {
        <rect
            {class} x={format!("{x}%")} y={(ROW_HEIGHT - height).to_string()}
            width={format!("{}%", (right - x).max(0.15))} height={height.to_string()}
        >
            <title>{ title }</title>
        </rect>
    }
}

fn state(shown: &Shown, end_ms: f64) -> Html {
    let name = shown.reason.unwrap_or("Running");
    let (class, height) = match shown.reason {
        None => ("running", 0.8),
        Some("ContainerCreating") => ("creating", 0.3),
        Some("ImagePullBackOff") => ("waiting", 0.55),
        Some(_) => ("failing", 1.0),
    };
    let to_ms = shown.to_ms.unwrap_or(end_ms);
    let title = text::back_off_from_to(name, duration(shown.from_ms), duration(to_ms));
    let is_wide = percent(to_ms, end_ms) - percent(shown.from_ms, end_ms) >= NAMED_PERCENT;
    html! {
        <>
            { bar(class, shown.from_ms, to_ms, end_ms, height, title) }
            if is_wide {
                <text class="named" x={format!("{}%", percent(shown.from_ms, end_ms) + 0.8)} y={(ROW_HEIGHT - 4.0).to_string()}>{ name }</text>
            }
        </>
    }
}

fn pulls(report: &BackOffReport, end_ms: f64) -> Html {
    report
        .attempts
        .iter()
        .map(|attempt| {
            let (class, mark) = match attempt.outcome {
                Some(PullOutcome::Pulled) => ("pulled", "✓"),
                Some(PullOutcome::Failed) => ("failed", "✕"),
                None => ("", "…"),
            };
            let to_ms = attempt.end_ms.unwrap_or(end_ms);
            let title = text::back_off_pull_at(attempt.attempt, duration(attempt.start_ms));
            html! {
                <>
                    { bar("pulling", attempt.start_ms, to_ms, end_ms, 0.3, title) }
                    <text {class} text-anchor="middle" x={format!("{}%", percent(attempt.start_ms, end_ms).max(0.8))} y="15">{ mark }</text>
                </>
            }
        })
        .collect()
}

fn waits(report: &BackOffReport, end_ms: f64) -> Html {
    report
        .waits
        .iter()
        .map(|wait| {
            let until_ms = wait.back_off_until_ms;
            let to_ms = wait.to_ms.unwrap_or(end_ms).max(until_ms);
            let back_off = text::back_off_of(duration(until_ms - wait.from_ms));
            html! {
                <>
                    { bar("waiting", wait.from_ms, until_ms, end_ms, 0.6, back_off) }
                    { bar("slack", until_ms, to_ms, end_ms, 0.6, text::back_off_slack(duration(to_ms - until_ms))) }
                </>
            }
        })
        .collect()
}

fn bounds(report: &BackOffReport, end_ms: f64) -> Html {
    report
        .bounds
        .iter()
        .filter(|bounds| bounds.earliest_ms <= end_ms)
        .map(|bounds| {
            let title = text::back_off_bounds_of(
                bounds.attempt,
                duration(bounds.earliest_ms),
                duration(bounds.latest_ms),
            );
            bar(
                "band",
                bounds.earliest_ms,
                bounds.latest_ms,
                end_ms,
                0.6,
                title,
            )
        })
        .collect()
}

fn axis(end_ms: f64) -> Html {
    html! {
        <svg class="axis" width="100%" height="18" aria-hidden="true">
            { for ticks(end_ms).into_iter().map(|at_ms| {
                let anchor = if at_ms == 0.0 { "start" } else { "middle" };
                html! { <text text-anchor={anchor} x={format!("{}%", percent(at_ms, end_ms))} y="13">{ tick(at_ms) }</text> }
            }) }
        </svg>
    }
}

fn legend() -> Html {
    let entries = [
        ("failing", "ErrImagePull", text::back_off_legend_failing()),
        (
            "waiting",
            "ImagePullBackOff",
            text::back_off_legend_waiting(),
        ),
        ("slack", "", text::back_off_legend_slack()),
        ("band", "", text::back_off_legend_band()),
    ];
    html! {
        <ul class="key">
            { for entries.map(|(class, name, meaning)| html! {
                <li>
                    <svg class="swatch" width="18" height="12" aria-hidden="true"><rect {class} width="18" height="12" /></svg>
                    <span>if !name.is_empty() { <code>{ name }</code>{ " " } }{ meaning }</span>
                </li>
            }) }
        </ul>
    }
}
