//! The three runs as one figure that is self-contained: the drawing of the page, with everything
//! said in it that the page says around it.

#[cfg(test)]
use imagepull::simulate::analysis::parallel_pulls;
use imagepull::simulate::{analysis::Lane, trace::Phase};

use super::{
    bars::{Activity, Bar},
    figures::{bit_rate, duration, tick},
    lane::{Drawing, activity_name, lane_title, paint, setting},
    patterns::PATTERNS,
    rows::{BACK_OFF_PART, Row, WIDE_PITCH},
    runs::{Results, Runs},
    scale::{SQUARE, area, highest, ticks},
    sentence::answer,
};
use crate::{
    drawing::svg::{Entry, LEFT, Line, RIGHT, Sheet},
    export::{Colours, Motion},
    text,
};

/// The edges of the time axis, in px: labels stand to its left, figures to its right.
const AXIS_LEFT: f64 = LEFT + 160.0;
const AXIS_RIGHT: f64 = RIGHT - 76.0;

/// The height of the areas below the bars, and the space above each, in px.
const AREA_HEIGHT: f64 = 26.0;
const AREA_GAP: f64 = 8.0;

/// The figure, as SVG.
pub fn figure(runs: &Runs, title: &str, colours: Colours, motion: Motion) -> String {
    let mut sheet = Sheet::new(colours, title, &answer(&runs.results).sentences().collect());
    let mut description = Vec::new();
    for lane in Lane::ALL {
        let drawing = Drawing::new(runs, lane);
        heading(&mut sheet, runs, lane);
        if !runs.trace(lane).pulls.is_empty() {
            description.push(format!("{}. {}", drawing.title(), drawing.description()));
            let top = sheet.y;
            rows(&mut sheet, runs, &drawing);
            if motion == Motion::Moving {
                sweep(&mut sheet, top);
            }
        }
    }
    rule(&mut sheet);
    sheet.legend(&legend(&runs.results));
    let release = runs
        .results
        .scenario
        .kubernetes
        .as_deref()
        .unwrap_or_default();
    let about = text::header_kubernetes(release);
    sheet.finish(&description.join("\n"), &about, PATTERNS)
}

/// One after another beside some at once: the bars alone, moving, in the colours of the page around it.
#[cfg(test)]
fn teaser(runs: &Runs, title: &str) -> String {
    let mut sheet = Sheet::bare(Colours::OfPage, title);
    for lane in [Lane::Serial, Lane::Parallel] {
        let drawing = Drawing::new(runs, lane);
        // Who reads it has set nothing yet.
        let title = if lane == Lane::Parallel {
            text::pulls_lane_parallel(parallel_pulls(&runs.results.scenario))
        } else {
            lane_title(lane, &runs.results.scenario)
        };
        name(&mut sheet, runs, lane, &title);
        sheet.y += 12.0;
        let top = sheet.y;
        axis(
            &mut sheet,
            runs,
            (drawing.rows.len() * drawing.pitch) as f64,
        );
        for row in &drawing.rows {
            self::row(&mut sheet, runs, &drawing, row);
        }
        sheet.y += 24.0;
        sweep(&mut sheet, top);
    }
    sheet.legend(&phases());
    // It is an image of the page, whose alternative text is read instead.
    sheet.finish_bare("", PATTERNS)
}

/// What is drawn below the time axis since a height moves; the labels of the axis do not.
fn sweep(sheet: &mut Sheet, top: f64) {
    let height = sheet.y - top - 24.0;
    let place = [AXIS_LEFT, top, AXIS_RIGHT - AXIS_LEFT, height];
    sheet.svg.sweep(place, RIGHT - AXIS_RIGHT);
}

/// What the bars show.
pub fn legend(results: &Results) -> Vec<Entry> {
    let beside = Entry {
        swatch: vec![
            (paint(Activity::Download).0, 1.0, middle(1.0)),
            ("var(--unpack)", 1.0, [0.66, 0.34]),
        ],
        meaning: text::pulls_phase_beside().into(),
    };
    let back_off = Entry {
        swatch: vec![("var(--queue)", 1.0, middle(BACK_OFF_PART))],
        meaning: text::pulls_phase_back_off().into(),
    };
    let facts = results.facts.iter();
    let has_failures = facts
        .map(|facts| facts.pulls_failed)
        .any(|failed| failed > 0);
    let mut entries = phases();
    entries.push(beside);
    if has_failures {
        entries.push(back_off);
    }
    entries
}

/// What a pull can do, and how that is painted.
pub fn phases() -> Vec<Entry> {
    let entries = Activity::ALL.map(|activity| {
        let (paint, part) = paint(activity);
        Entry {
            swatch: vec![(paint, 1.0, middle(part))],
            meaning: activity_name(activity).into(),
        }
    });
    entries.into()
}

/// The top and the height of a part of a bar that is in its middle.
fn middle(part: f64) -> [f64; 2] {
    [(1.0 - part) / 2.0, part]
}

fn rule(sheet: &mut Sheet) {
    sheet
        .svg
        .line("var(--rule)", 1.0, "", [LEFT, sheet.y, RIGHT, sheet.y]);
    sheet.y += 12.0;
}

/// The name of a lane, its setting, and why its kubelet does not start where it does not.
fn heading(sheet: &mut Sheet, runs: &Runs, lane: Lane) {
    rule(sheet);
    name(sheet, runs, lane, &lane_title(lane, &runs.results.scenario));
    for error in &runs.trace(lane).errors {
        sheet.y += 20.0;
        let label = Line {
            paint: "var(--bad)",
            ..Line::at(LEFT, sheet.y)
        };
        let words = text::localized(&error.diagnostic.message).without_marks();
        let refused = format!("{} {words}", text::pulls_refused());
        sheet.short_text(label, RIGHT - LEFT, &refused);
    }
    sheet.y += 12.0;
}

/// The name of a lane, and its setting.
fn name(sheet: &mut Sheet, runs: &Runs, lane: Lane, title: &str) {
    sheet.y += 12.0;
    let label = Line {
        size: 14.0,
        paint: "var(--ink)",
        is_strong: true,
        ..Line::at(LEFT, sheet.y)
    };
    sheet.svg.text(label, title);
    let label = Line {
        anchor: "end",
        is_code: true,
        ..Line::at(RIGHT, sheet.y)
    };
    sheet
        .svg
        .text(label, &setting(lane, &runs.results.scenario));
}

/// A bar a pull, and below them what the network carries and how many pulls run.
fn rows(sheet: &mut Sheet, runs: &Runs, drawing: &Drawing) {
    let areas = [
        (
            text::pulls_network(),
            Some(&drawing.throughput),
            ("var(--download)", 0.35),
            bit_rate as fn(f64) -> String,
        ),
        (
            text::pulls_active(),
            Some(&drawing.active),
            ("var(--edge)", 0.45),
            |pulls: f64| pulls.to_string(),
        ),
        (
            text::pulls_tokens(),
            drawing.tokens.as_ref(),
            ("var(--tag)", 0.5),
            |tokens: f64| tokens.to_string(),
        ),
    ];
    let drawn_areas = areas.iter().filter(|(_, steps, ..)| steps.is_some());
    let height = (drawing.rows.len() * drawing.pitch) as f64
        + drawn_areas.count() as f64 * (AREA_HEIGHT + AREA_GAP);
    axis(sheet, runs, height);
    for row in &drawing.rows {
        self::row(sheet, runs, drawing, row);
    }
    for (label, steps, (paint, opacity), print) in areas {
        let Some(steps) = steps else { continue };
        sheet.y += AREA_GAP;
        let peak = highest(steps);
        let path = area(steps, runs.end_ms, peak);
        let across = (AXIS_RIGHT - AXIS_LEFT) / SQUARE;
        let place = [AXIS_LEFT, sheet.y, across, AREA_HEIGHT / SQUARE];
        sheet.svg.area(paint, opacity, &path, place);
        let line = Line::at(LEFT, sheet.y + AREA_HEIGHT);
        sheet.short_text(line, AXIS_LEFT - LEFT - 12.0, label);
        let line = Line::at(AXIS_RIGHT + 6.0, sheet.y + 10.0);
        sheet.svg.text(line, &print(peak));
        sheet.y += AREA_HEIGHT;
    }
    sheet.y += 24.0;
    if drawing.hidden_rows > 0 {
        let line = Line::at(LEFT, sheet.y);
        sheet
            .svg
            .text(line, &text::pulls_more_rows(drawing.hidden_rows));
        sheet.y += 16.0;
    }
}

fn axis(sheet: &mut Sheet, runs: &Runs, height: f64) {
    for at_ms in ticks(runs.end_ms) {
        let x = x_of(at_ms, runs);
        let place = [x, sheet.y, x, sheet.y + height + 2.0];
        sheet.svg.line("var(--rule)", 1.0, "", place);
        let line = Line {
            anchor: if at_ms == 0.0 { "start" } else { "middle" },
            ..Line::at(x, sheet.y + height + 16.0)
        };
        sheet.svg.text(line, &tick(at_ms));
    }
}

fn row(sheet: &mut Sheet, runs: &Runs, drawing: &Drawing, row: &Row) {
    let pitch = drawing.pitch as f64;
    let height = pitch * 0.66;
    let (top, middle) = (sheet.y + (pitch - height) / 2.0, sheet.y + pitch / 2.0);
    let line = Line {
        paint: "var(--ink)",
        ..Line::at(LEFT, middle + 4.0)
    };
    sheet.short_text(line, AXIS_LEFT - LEFT - 12.0, &row.label);
    for (from_ms, to_ms) in row.back_offs(runs.end_ms) {
        stretch(
            sheet,
            runs,
            "var(--queue)",
            [from_ms, to_ms],
            top,
            [0.5 - BACK_OFF_PART / 2.0, BACK_OFF_PART],
            height,
        );
    }
    for bar in &row.bars {
        self::bar(sheet, runs, bar, top, height);
    }
    let last = row.bars.last().map_or(0.0, |bar| bar.end_ms);
    if drawing.pitch > WIDE_PITCH {
        let line = Line {
            paint: "var(--ink)",
            ..Line::at(x_of(last, runs) + 7.0, middle + 4.0)
        };
        sheet.svg.text(line, &duration(row.ready_ms()));
    }
    sheet.y += pitch;
}

fn bar(sheet: &mut Sheet, runs: &Runs, bar: &Bar, top: f64, height: f64) {
    for segment in &bar.segments {
        let (paint, part) = paint(segment.phase.into());
        let times = [segment.from_ms, segment.to_ms];
        stretch(
            sheet,
            runs,
            paint,
            times,
            top,
            [(1.0 - part) / 2.0, part],
            height,
        );
        if segment.phase == Phase::DownloadingAndUnpacking {
            stretch(
                sheet,
                runs,
                "var(--unpack)",
                times,
                top,
                [0.75, 0.25],
                height,
            );
        }
    }
    if bar.has_failed {
        sheet
            .svg
            .cross("var(--bad)", x_of(bar.end_ms, runs), top + height / 2.0);
    }
}

/// A stretch of a bar; `part` is its top and its height as parts of the bar's.
fn stretch(
    sheet: &mut Sheet,
    runs: &Runs,
    paint: &str,
    [from_ms, to_ms]: [f64; 2],
    top: f64,
    [above, part]: [f64; 2],
    height: f64,
) {
    let x = x_of(from_ms, runs);
    let place = [
        x,
        top + height * above,
        x_of(to_ms, runs) - x,
        height * part,
    ];
    sheet.svg.rectangle(paint, place);
}

fn x_of(at_ms: f64, runs: &Runs) -> f64 {
    AXIS_LEFT + at_ms / runs.end_ms * (AXIS_RIGHT - AXIS_LEFT)
}

#[cfg(test)]
mod tests {
    use super::{super::presets::Preset, *};
    use crate::drawing::svg::expect_self_contained;

    fn drawn(slug: &str, colours: Colours) -> String {
        let preset = Preset::named_or_first(slug);
        figure(
            &Runs::new(&preset.scenario()),
            (preset.offer.title)(),
            colours,
            Motion::Still,
        )
    }

    #[test]
    fn a_figure_can_be_read() {
        insta::assert_snapshot!(drawn("two-pods", Colours::Light));
    }

    #[test]
    fn a_figure_needs_nothing_of_the_page() {
        for slug in [
            "pull-qps-exceeded",
            "tag-fixed-later",
            "refused-configuration",
        ] {
            let figure = drawn(slug, Colours::Dark);
            assert!(
                figure.contains("fill=\"#14161a\""),
                "{slug}: the dark paper"
            );
            expect_self_contained(slug, &figure);
        }
    }

    #[test]
    fn names_are_text_in_a_figure() {
        let mut scenario = Preset::named_or_first("two-pods").scenario();
        scenario.pods[0].name = "</text><script>&\u{1b}".to_owned();
        let figure = figure(
            &Runs::new(&scenario),
            "\"a\" < b",
            Colours::Light,
            Motion::Still,
        );
        assert!(figure.contains("&lt;/text&gt;&lt;scri"), "{figure}");
        assert!(
            figure.contains("<title>&quot;a&quot; &lt; b</title>"),
            "{figure}"
        );
        assert!(!figure.contains("<script"), "{figure}");
    }

    #[test]
    fn a_moving_figure_is_small_and_says_the_same() {
        let preset = Preset::named_or_first("small-behind-huge");
        let runs = Runs::new(&preset.scenario());
        let drawn = |motion| figure(&runs, (preset.offer.title)(), Colours::Light, motion);
        let (still, moving) = (drawn(Motion::Still), drawn(Motion::Moving));
        assert!(moving.len() < 60_000, "{} bytes", moving.len());
        assert_eq!(moving.matches("class=\"now\"").count(), Lane::ALL.len());
        assert!(moving.contains("prefers-reduced-motion"), "{moving}");
        let text = |figure: &str| {
            let lines = figure.lines().filter(|line| line.contains("<text"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(text(&still), text(&moving));
    }

    /// `UPDATE_START=1 cargo test -p playground` writes the drawing of the start page again.
    #[test]
    fn the_drawing_of_the_start_page_is_that_of_its_scenario() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/start.svg");
        let runs = Runs::new(&Preset::named_or_first("").scenario());
        let drawn = teaser(&runs, "Serial and parallel pulls of four pods on one node");
        if std::env::var_os("UPDATE_START").is_some() {
            std::fs::write(file, &drawn).unwrap();
        }
        assert!(drawn.len() < 12_000, "{} bytes", drawn.len());
        assert_eq!(std::fs::read_to_string(file).unwrap(), drawn);
        let [serial, parallel] = [Lane::Serial, Lane::Parallel].map(|lane| {
            let half_ready_ms = runs.results.of(lane).half_ready_ms;
            duration(half_ready_ms.expect("all pods start"))
        });
        let said = text::start_figure().without_marks();
        assert!(
            said.contains(&format!("{parallel} instead of {serial}")),
            "{said}, not {parallel} and {serial}"
        );
    }
}
