//! The patterns of phases of a pull, by which bars are told apart without colour.

use crate::drawing::pattern::{Pattern, Shape};

/// The paints that are told apart without colour.
pub const PATTERNS: &[Pattern] = &[
    Pattern {
        id: "paint-slot",
        size: 6.0,
        degrees: 45.0,
        shapes: &[stripe(2.0, "var(--edge)", 1.0)],
    },
    Pattern {
        id: "paint-shared",
        size: 5.0,
        degrees: 0.0,
        shapes: &[
            stripe(5.0, "var(--queue)", 1.0),
            Shape::Dot {
                radius: 1.2,
                fill: "var(--ink)",
            },
        ],
    },
    Pattern {
        id: "paint-unpack",
        size: 4.0,
        degrees: 0.0,
        shapes: &[
            stripe(4.0, "var(--unpack)", 1.0),
            stripe(1.0, "var(--paper)", 0.45),
        ],
    },
];

const fn stripe(width: f64, fill: &'static str, opacity: f64) -> Shape {
    Shape::Stripe {
        width,
        fill,
        opacity,
    }
}
