//! What every figure has: a heading above it, a legend and a footer below.

use super::{Line, Svg, words};
use crate::{drawing::pattern::Pattern, export::Colours, text};
use imagepull::words::Parts;

/// The width of a figure, in px.
const WIDTH: f64 = 960.0;
/// The left edge of what is drawn, in px.
pub const LEFT: f64 = 32.0;
/// The right edge of what is drawn, in px.
pub const RIGHT: f64 = WIDTH - 32.0;

const TITLE_SIZE: f64 = 20.0;
const SENTENCE_SIZE: f64 = 14.0;
const LEGEND_SIZE: f64 = 12.0;
const SWATCH_WIDTH: f64 = 22.0;
const SWATCH_HEIGHT: f64 = 12.0;

/// An entry of a legend.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The rectangles of its swatch: paint, opacity, and top and height as parts of the swatch's
    /// height.
    pub swatch: Vec<(&'static str, f64, [f64; 2])>,
    pub meaning: Parts,
}

/// A figure that grows from its heading down.
#[derive(Debug)]
pub struct Sheet {
    /// Its elements.
    pub svg: Svg,
    /// How far down it is drawn, in px.
    pub y: f64,
    title: String,
}

impl Sheet {
    /// A figure with its title, and what it says.
    pub fn new(colours: Colours, title: &str, says: &Parts) -> Self {
        let mut sheet = Self {
            svg: Svg::new(colours),
            y: 28.0,
            title: title.to_owned(),
        };
        sheet.y += TITLE_SIZE;
        let line = Line {
            size: TITLE_SIZE,
            paint: "var(--ink)",
            is_strong: true,
            ..Line::at(LEFT, sheet.y)
        };
        let shown = words::shortened(title, TITLE_SIZE, (RIGHT - LEFT) / words::STRONG);
        sheet.svg.text(line, &shown);
        sheet.y += 8.0;
        for runs in words::lines(says, SENTENCE_SIZE, RIGHT - LEFT) {
            sheet.y += 20.0;
            let line = Line {
                size: SENTENCE_SIZE,
                ..Line::at(LEFT, sheet.y)
            };
            sheet.svg.runs(line, &runs);
        }
        sheet.y += 20.0;
        sheet
    }

    #[cfg(test)]
    /// A figure without a heading, for a page that says around it what it shows; `title` is for screen readers.
    pub fn bare(colours: Colours, title: &str) -> Self {
        Self {
            svg: Svg::new(colours),
            y: 8.0,
            title: title.to_owned(),
        }
    }

    /// A text that is no wider than `most` px.
    pub fn short_text(&mut self, line: Line, most: f64, text: &str) {
        let shown = words::shortened(text, line.size, most);
        self.svg.text(line, &shown);
    }

    /// The entries side by side, in as many lines as they need.
    pub fn legend(&mut self, entries: &[Entry]) {
        self.y += 8.0;
        let mut x = LEFT;
        for entry in entries {
            let meaning = words::shortened(
                &entry.meaning.without_marks(),
                LEGEND_SIZE,
                RIGHT - LEFT - SWATCH_WIDTH - 6.0,
            );
            let wide = SWATCH_WIDTH + 6.0 + words::width(&meaning, LEGEND_SIZE);
            if x > LEFT && x + wide > RIGHT {
                x = LEFT;
                self.y += 20.0;
            }
            for (paint, opacity, [top, height]) in &entry.swatch {
                let place = [
                    x,
                    self.y + SWATCH_HEIGHT * top,
                    SWATCH_WIDTH,
                    SWATCH_HEIGHT * height,
                ];
                self.svg.shape(paint, *opacity, place);
            }
            let line = Line {
                size: LEGEND_SIZE,
                ..Line::at(x + SWATCH_WIDTH + 6.0, self.y + SWATCH_HEIGHT - 2.0)
            };
            self.svg.text(line, &meaning);
            x += wide + 18.0;
        }
        self.y += SWATCH_HEIGHT + 20.0;
    }

    /// The document with a footer. `description` says the drawing in words, `about` what it is of.
    pub fn finish(mut self, description: &str, about: &str, patterns: &[Pattern]) -> String {
        self.y += 8.0;
        let line = Line {
            size: 11.0,
            paint: "var(--ghost)",
            ..Line::at(LEFT, self.y)
        };
        self.svg.text(line, about);
        let line = Line {
            anchor: "end",
            x: RIGHT,
            ..line
        };
        self.svg.text(line, text::share_figure_made());
        self.y += 24.0;
        self.finish_bare(description, patterns)
    }

    /// The document without a footer.
    pub fn finish_bare(self, description: &str, patterns: &[Pattern]) -> String {
        let size = [WIDTH, self.y];
        self.svg.document(size, &self.title, description, patterns)
    }
}
