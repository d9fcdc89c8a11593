//! A drawing as an SVG document that is self-contained: its colours are resolved, it refers to
//! nothing outside, and any viewer reads it.
//!
//! | file | what it is |
//! | --- | --- |
//! | `palette` | the colours of the page's stylesheet, light or dark |
//! | `words` | how wide texts are, cut off and broken into lines |
//! | `sheet` | what every figure has: heading, legend and footer |

use core::fmt::Write;

use crate::{
    drawing::pattern::Pattern,
    export::{Colours, markup::escaped},
};
use palette::Palette;

mod palette;
mod sheet;
mod words;

pub use sheet::{Entry, LEFT, RIGHT, Sheet};

/// The elements of an SVG document, one after another. Lengths are px; a paint is written as in
/// the page: `var(--ink)`, `url(#…)` or a colour.
#[derive(Debug)]
pub struct Svg {
    palette: Palette,
    elements: String,
    /// What moves over it, as a stylesheet.
    style: String,
}

/// A moving drawing takes so long for its whole time, and stands for a quarter of that before it begins again, in
/// s.
const PLAYS_S: f64 = 8.0;

/// A text of one line.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Where it is.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    pub size: f64,
    pub paint: &'a str,
    /// `start`, `middle` or `end`: which part of it is at `x`.
    pub anchor: &'static str,
    /// Whether it stands out.
    pub is_strong: bool,
    /// Whether all its characters are equally wide.
    pub is_code: bool,
}

impl Line<'_> {
    /// A text of the usual kind.
    pub fn at(x: f64, y: f64) -> Self {
        Self {
            x,
            y,
            size: 12.0,
            paint: "var(--soft)",
            anchor: "start",
            is_strong: false,
            is_code: false,
        }
    }
}

impl Svg {
    /// A document without elements.
    pub fn new(colours: Colours) -> Self {
        Self {
            palette: Palette::new(colours),
            elements: String::new(),
            style: String::new(),
        }
    }

    /// A rectangle; nothing where it has no area.
    pub fn rectangle(&mut self, paint: &str, [x, y, width, height]: [f64; 4]) {
        self.shape(paint, 1.0, [x, y, width, height]);
    }

    /// A rectangle through which one sees.
    pub fn shape(&mut self, paint: &str, opacity: f64, [x, y, width, height]: [f64; 4]) {
        if width <= 0.0 || height <= 0.0 {
            return;
        }
        let [x, y, width, height] = [x, y, width, height].map(px);
        let paint = self.palette.resolved(paint);
        let opacity = opacity_of(opacity);
        self.add(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{paint}\"{opacity}/>"
        ));
    }

    /// A straight line; `dashes` as of `stroke-dasharray`, empty for none.
    pub fn line(&mut self, paint: &str, width: f64, dashes: &str, [x1, y1, x2, y2]: [f64; 4]) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(px);
        let paint = self.palette.resolved(paint);
        let dashes = if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dashes}\"")
        };
        self.add(&format!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{paint}\" stroke-width=\"{}\"{dashes}/>",
            px(width)
        ));
    }

    /// A filled path, moved by `x` and `y` and stretched by `across` and `down`.
    pub fn area(&mut self, paint: &str, opacity: f64, path: &str, [x, y, across, down]: [f64; 4]) {
        if path.is_empty() {
            return;
        }
        let paint = self.palette.resolved(paint);
        let opacity = opacity_of(opacity);
        self.add(&format!(
            "<path transform=\"translate({} {}) scale({across} {down})\" d=\"{path}\" fill=\"{paint}\"{opacity}/>",
            px(x),
            px(y)
        ));
    }

    /// A cross around a point: what failed.
    pub fn cross(&mut self, paint: &str, x: f64, y: f64) {
        self.sign(paint, "M-4 -4L4 4M-4 4L4 -4", x, y);
    }

    /// A tick around a point: what succeeded.
    pub fn tick(&mut self, paint: &str, x: f64, y: f64) {
        self.sign(paint, "M-4 0L-1 4L5 -4", x, y);
    }

    fn sign(&mut self, paint: &str, path: &str, x: f64, y: f64) {
        let paint = self.palette.resolved(paint);
        self.add(&format!(
            "<path transform=\"translate({} {})\" d=\"{path}\" fill=\"none\" stroke=\"{paint}\" stroke-width=\"2.2\"/>",
            px(x),
            px(y)
        ));
    }

    pub fn text(&mut self, line: Line, text: &str) {
        self.open_text(line);
        self.elements += &escaped(text);
        self.elements += "</text>\n";
    }

    /// A text in runs, each with whether it stands out.
    pub fn runs(&mut self, line: Line, runs: &[(String, bool)]) {
        self.open_text(line);
        for (text, is_strong) in runs {
            let text = escaped(text);
            if *is_strong {
                let ink = self.palette.resolved("var(--ink)");
                // A String takes all, here and below.
                let _ = write!(
                    self.elements,
                    "<tspan font-weight=\"650\" fill=\"{ink}\">{text}</tspan>"
                );
            } else {
                self.elements += &text;
            }
        }
        self.elements += "</text>\n";
    }

    fn open_text(&mut self, line: Line) {
        let [x, y, size] = [line.x, line.y, line.size].map(px);
        let paint = self.palette.resolved(line.paint);
        let _ = write!(
            self.elements,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{paint}\""
        );
        if line.anchor != "start" {
            let _ = write!(self.elements, " text-anchor=\"{}\"", line.anchor);
        }
        if line.is_strong {
            self.elements += " font-weight=\"650\"";
        }
        if line.is_code {
            let mono = escaped(self.palette.token("mono"));
            let _ = write!(self.elements, " font-family=\"{mono}\"");
        }
        self.elements += ">";
    }

    /// Lets what is drawn in a rectangle be seen from left to right: a line moves over it, and what is still to
    /// come lies below a veil, also the `beyond` px to its right. All rectangles of a drawing are equally wide.
    pub fn sweep(&mut self, [x, y, width, height]: [f64; 4], beyond: f64) {
        let [paper, play] = ["var(--paper)", "var(--play)"].map(|it| self.palette.resolved(it));
        let whole = px(width + beyond);
        let [x, y, height] = [x, y, height].map(px);
        let sweep = format!(
            "<svg x=\"{x}\" y=\"{y}\" width=\"{whole}\" height=\"{height}\"><g class=\"now\">\
             <rect width=\"{whole}\" height=\"{height}\" fill=\"{paper}\" opacity=\"0.78\"/>\
             <rect width=\"2\" height=\"{height}\" fill=\"{play}\"/></g></svg>"
        );
        self.add(&sweep);
        self.style = format!(
            "<style>.now{{animation:now {}s linear infinite}}@keyframes now{{80%{{transform:translateX({}px)}}\
             80.1%,100%{{transform:translateX({whole}px)}}}}\
             @media(prefers-reduced-motion:reduce){{.now{{display:none}}}}</style>\n",
            PLAYS_S / 0.8,
            px(width)
        );
    }

    fn add(&mut self, element: &str) {
        self.elements += element;
        self.elements.push('\n');
    }

    /// The document. `patterns` are the paints that `url(#…)` names.
    pub fn document(
        &self,
        [width, height]: [f64; 2],
        title: &str,
        description: &str,
        patterns: &[Pattern],
    ) -> String {
        let [width, height] = [width, height].map(px);
        let (title, description) = (escaped(title), escaped(description));
        let (sans, paper) = (
            escaped(self.palette.token("sans")),
            self.palette.resolved("var(--paper)"),
        );
        let patterns: String = patterns.iter().map(Pattern::svg).collect();
        let patterns = self.palette.all_resolved(&patterns);
        let tokens = self
            .palette
            .stylesheet(&format!("{patterns}{} var(--paper)", self.elements));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{sans}\">\n\
             <title>{title}</title>\n<desc>{description}</desc>\n{tokens}{}<defs>{patterns}</defs>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n{}</svg>\n",
            self.style, self.elements
        )
    }
}

/// A length with at most one decimal.
fn px(length: f64) -> String {
    let rounded = (length * 10.0).round() / 10.0;
    // Also no -0.
    (rounded + 0.0).to_string()
}

fn opacity_of(opacity: f64) -> String {
    if opacity < 1.0 {
        format!(" opacity=\"{opacity}\"")
    } else {
        String::new()
    }
}

/// Fails where a drawing needs something of the page, or has a number that is none.
#[cfg(test)]
#[track_caller]
pub fn expect_self_contained(what: &str, drawing: &str) {
    for reference in [
        "var(",
        "class=",
        "style=",
        "href",
        "foreignObject",
        "fill=\"\"",
        "NaN",
        "inf",
    ] {
        assert!(!drawing.contains(reference), "{what}: {reference}");
    }
}
