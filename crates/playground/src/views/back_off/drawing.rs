//! The timeline: what the pod shows, when it pulls, why it waits, and how far chance moves that.

use imagepull::kubelet::timeline::BackOffReport;
use yew::prelude::*;

use super::{
    end_ms,
    rows::{Bar, PATTERNS, Row, Sign, legend, rows},
};
use crate::{
    components::rich::rich,
    drawing::{
        figures::tick,
        pattern::Pattern,
        scale::{percent, ticks},
        svg::Entry,
    },
    text,
};

/// The height of a row, in px.
const ROW_HEIGHT: f64 = 26.0;

/// A bar with a name has it written where it is at least this long, in percent of the axis.
const NAMED_PERCENT: f64 = 14.0;

/// A bar is at least this long, in percent of the axis.
const SHORTEST_PERCENT: f64 = 0.15;

/// The rows on one axis of time, with the moment of the fix across them.
pub fn drawing(report: &BackOffReport, fixed_ms: Option<f64>) -> Html {
    let end_ms = end_ms(report);
    html! {
        <section class="timeline" aria-labelledby="timeline">
            <h2 id="timeline">{ text::back_off_timeline() }</h2>
            <svg class="patterns" width="0" height="0" aria-hidden="true">
                { for PATTERNS.iter().map(Pattern::html) }
            </svg>
            <div class="strips">
                { for rows(report, end_ms).iter().map(|drawn| {
                    row(drawn, end_ms, &text::back_off_row_label(&drawn.label))
                }) }
                { axis(end_ms) }
                if let Some(fixed_ms) = fixed_ms {
                    <div class="fix-line" ~style={format!("left:{}%", percent(fixed_ms, end_ms))}>
                        <span>{ text::back_off_fix_line() }</span>
                    </div>
                }
            </div>
            <ul class="key">{ for legend().iter().map(key) }</ul>
        </section>
    }
}

/// A row with its label; `described` is what it shows, for those who do not see it.
pub fn row(row: &Row, end_ms: f64, described: &str) -> Html {
    html! {
        <div class="strip">
            <span>{ &row.label }</span>
            <svg width="100%" height={ROW_HEIGHT.to_string()} role="img" aria-label={described.to_owned()}>
                { for row.bars.iter().map(|drawn| bar(drawn, end_ms)) }
                { for row.signs.iter().map(|(at_ms, drawn)| sign(*at_ms, *drawn, end_ms)) }
            </svg>
        </div>
    }
}

fn bar(bar: &Bar, end_ms: f64) -> Html {
    let (x, right) = (percent(bar.from_ms, end_ms), percent(bar.to_ms, end_ms));
    let height = ROW_HEIGHT * bar.height;
    let name = bar.name.filter(|_| right - x >= NAMED_PERCENT);
    html! {
        <>
            <rect
                x={format!("{x}%")} y={(ROW_HEIGHT - height).to_string()}
                width={format!("{}%", (right - x).max(SHORTEST_PERCENT))} height={height.to_string()}
                fill={bar.paint.fill} opacity={bar.paint.opacity.to_string()}
            >
                <title>{ &bar.title }</title>
            </rect>
            if let Some(name) = name {
                <text class="named" x={format!("{}%", x + 0.8)} y={(ROW_HEIGHT - 4.0).to_string()}>{ name }</text>
            }
        </>
    }
}

fn sign(at_ms: f64, sign: Sign, end_ms: f64) -> Html {
    let (class, mark) = match sign {
        Sign::Pulled => ("pulled", "✓"),
        Sign::Failed => ("failed", "✕"),
        Sign::UnderWay => ("", "…"),
    };
    html! {
        <text {class} text-anchor="middle" x={format!("{}%", percent(at_ms, end_ms).max(0.8))} y="15">{ mark }</text>
    }
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

/// An entry of the key.
pub fn key(entry: &Entry) -> Html {
    html! {
        <li>
            <svg class="swatch" width="22" height="12" aria-hidden="true">
                { for entry.swatch.iter().map(|(fill, opacity, _)| html! {
                    <rect fill={*fill} opacity={opacity.to_string()} width="22" height="12" />
                }) }
            </svg>
            <span>{ rich(&entry.meaning) }</span>
        </li>
    }
}
