//! What drawings of several views are made of: numbers in words, and the axis of time.

pub mod figures;
pub mod scale;
