//! Paints that are told apart without colour: tiles that repeat, on the page and in pictures.

use std::fmt::Write as _;

use yew::prelude::*;

/// A tile that repeats; `url(#id)` paints with it.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// Its name.
    pub id: &'static str,
    /// How wide and high it is.
    pub size: f64,
    /// How it is turned, in degrees.
    pub degrees: f64,
    /// What it shows, the lowest first.
    pub shapes: &'static [Shape],
}

/// A part of a tile.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A stripe along the left of the tile, from top to bottom.
    Stripe {
        width: f64,
        /// Its paint.
        fill: &'static str,
        /// How far one sees through it: 1 for not at all.
        opacity: f64,
    },
    /// A dot in the middle.
    Dot {
        radius: f64,
        /// Its paint.
        fill: &'static str,
    },
}

impl Pattern {
    /// The definition in the page.
    pub fn html(&self) -> Html {
        let size = self.size.to_string();
        let shapes = self.shapes.iter().map(|shape| match shape {
            Shape::Stripe { width, fill, opacity } => html! {
                <rect width={width.to_string()} height={size.clone()} fill={*fill} opacity={opacity.to_string()} />
            },
            Shape::Dot { radius, fill } => {
                let middle = (self.size / 2.0).to_string();
                html! { <circle cx={middle.clone()} cy={middle} r={radius.to_string()} fill={*fill} /> }
            }
        });
        html! {
            <pattern id={self.id} width={size.clone()} height={size.clone()} patternUnits="userSpaceOnUse" patternTransform={format!("rotate({})", self.degrees)}>
                { for shapes }
            </pattern>
        }
    }

    /// The definition as the text of a picture.
    pub fn svg(&self) -> String {
        let Self {
            id, size, degrees, ..
        } = self;
        let mut svg = format!(
            r#"<pattern id="{id}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" patternTransform="rotate({degrees})">"#
        );
        for shape in self.shapes {
            let _ = match shape {
                Shape::Stripe {
                    width,
                    fill,
                    opacity,
                } => write!(
                    svg,
                    r#"<rect width="{width}" height="{size}" fill="{fill}" opacity="{opacity}"/>"#
                ),
                Shape::Dot { radius, fill } => {
                    let middle = size / 2.0;
                    write!(
                        svg,
                        r#"<circle cx="{middle}" cy="{middle}" r="{radius}" fill="{fill}"/>"#
                    )
                }
            };
        }
        svg + "</pattern>\n"
    }
}
