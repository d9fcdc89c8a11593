//! What drawings of several views are made of: numbers in words, and the axis of time.
//!
//! A size or place that is computed is set as `~style`, the property. The attribute
//! `style` is an inline style, which the Content-Security-Policy of docs/hosting.md forbids.

pub mod figures;
pub mod pattern;
pub mod scale;
pub mod svg;
