//! The timeline as a figure that is self-contained.

use imagepull::kubelet::timeline::BackOffReport;

use super::{
    end_ms,
    rows::{Bar, PATTERNS, Row, Sign, legend, rows},
    sentence::sentence,
};
use crate::{
    drawing::{
        figures::tick,
        scale::ticks,
        svg::{Entry, LEFT, Line, RIGHT, Sheet},
    },
    export::Colours,
    text,
};

/// The height of a row, in px.
const ROW_HEIGHT: f64 = 28.0;

/// From the label of one row to that of the next, in px.
const PITCH: f64 = 54.0;

/// A bar with a name has it written where it is at least this long, in px.
const NAMED: f64 = 130.0;

/// A bar is at least this long, in px.
const SHORTEST: f64 = 1.5;

/// The figure, as SVG; `fixed_ms` is when the cause is gone, `about` what the figure is of.
pub fn figure(
    report: &BackOffReport,
    fixed_ms: Option<f64>,
    title: &str,
    about: &str,
    colours: Colours,
) -> String {
    let end_ms = end_ms(report);
    let mut sheet = Sheet::new(colours, title, &sentence(report, fixed_ms).answer);
    let rows = rows(report, end_ms);
    sheet.y += 12.0;
    let top = sheet.y;
    let bottom = top + rows.len() as f64 * PITCH + 8.0;
    axis(&mut sheet, end_ms, top, bottom);
    for row in &rows {
        self::row(&mut sheet, row, end_ms);
    }
    if let Some(fixed_ms) = fixed_ms {
        fix(&mut sheet, x_of(fixed_ms, end_ms), top, bottom);
    }
    sheet.y = bottom + 32.0;
    sheet.legend(&entries(fixed_ms.is_some()));
    let description: Vec<String> = rows.iter().map(said).collect();
    sheet.finish(&description.join("\n"), about, PATTERNS)
}

fn entries(is_fixed: bool) -> Vec<Entry> {
    let mut entries = legend();
    if is_fixed {
        entries.push(Entry {
            swatch: vec![("var(--play)", 1.0, [0.42, 0.16])],
            meaning: text::back_off_fix_line().into(),
        });
    }
    entries
}

/// A row in words.
fn said(row: &Row) -> String {
    let titles = row.bars.iter().map(|bar| bar.title.as_str());
    format!(
        "{}: {}.",
        row.label,
        titles.collect::<Vec<&str>>().join("; ")
    )
}

fn axis(sheet: &mut Sheet, end_ms: f64, top: f64, bottom: f64) {
    for at_ms in ticks(end_ms) {
        let x = x_of(at_ms, end_ms);
        sheet.svg.line("var(--rule)", 1.0, "", [x, top, x, bottom]);
        let line = Line {
            anchor: if at_ms == 0.0 { "start" } else { "middle" },
            ..Line::at(x, bottom + 16.0)
        };
        sheet.svg.text(line, &tick(at_ms));
    }
}

fn row(sheet: &mut Sheet, row: &Row, end_ms: f64) {
    let bottom = sheet.y + PITCH;
    let line = Line::at(LEFT, bottom - ROW_HEIGHT - 7.0);
    sheet.short_text(line, RIGHT - LEFT, &row.label);
    for bar in &row.bars {
        self::bar(sheet, bar, bottom, end_ms);
    }
    let place = [LEFT, bottom, RIGHT, bottom];
    sheet.svg.line("var(--rule)", 1.0, "", place);
    for (at_ms, sign) in &row.signs {
        let (x, y) = (x_of(*at_ms, end_ms), bottom - ROW_HEIGHT / 2.0 - 2.0);
        match sign {
            Sign::Pulled => sheet.svg.tick("var(--good)", x, y),
            Sign::Failed => sheet.svg.cross("var(--bad)", x, y),
            Sign::UnderWay => sheet.svg.text(Line::at(x, y + 4.0), "…"),
        }
    }
    sheet.y = bottom;
}

fn bar(sheet: &mut Sheet, bar: &Bar, bottom: f64, end_ms: f64) {
    let height = ROW_HEIGHT * bar.height;
    let x = x_of(bar.from_ms, end_ms);
    let length = x_of(bar.to_ms, end_ms) - x;
    let place = [x, bottom - height, length.max(SHORTEST), height];
    sheet.svg.shape(bar.paint.fill, bar.paint.opacity, place);
    if let Some(name) = bar.name.filter(|_| length >= NAMED) {
        let line = Line {
            paint: "var(--ink)",
            ..Line::at(x + 8.0, bottom - 4.0)
        };
        sheet.svg.text(line, name);
    }
}

fn fix(sheet: &mut Sheet, x: f64, top: f64, bottom: f64) {
    let place = [x, top - 4.0, x, bottom];
    sheet.svg.line("var(--play)", 2.0, "6 4", place);
    let is_late = x > RIGHT - 60.0;
    let line = Line {
        paint: "var(--play)",
        anchor: if is_late { "end" } else { "start" },
        is_strong: true,
        ..Line::at(if is_late { x - 6.0 } else { x + 6.0 }, top + 6.0)
    };
    sheet.svg.text(line, text::back_off_fix_line());
}

fn x_of(at_ms: f64, end_ms: f64) -> f64 {
    LEFT + at_ms / end_ms * (RIGHT - LEFT)
}

#[cfg(test)]
mod tests {
    use imagepull::kubelet::timeline::back_off_timeline;

    use super::{super::request, *};
    use crate::{address::Address, drawing::svg::expect_self_contained};

    fn drawn(fragment: &str) -> String {
        let (address, _) = Address::default().read(fragment);
        let report = back_off_timeline(&request(&address));
        figure(
            &report,
            address.back_off.fixed_ms(),
            "A <title>",
            "nginx",
            Colours::Light,
        )
    }

    #[test]
    fn a_figure_can_be_read() {
        insta::assert_snapshot!(drawn("#/back-off?preset=next-attempt"));
    }

    #[test]
    fn a_figure_needs_nothing_of_the_page() {
        for fragment in [
            "#/back-off?preset=how-often",
            "#/back-off?preset=shared-back-off",
            "#/back-off?fixed=0&pullMs=0",
        ] {
            expect_self_contained(fragment, &drawn(fragment));
        }
    }
}
