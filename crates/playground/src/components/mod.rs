//! The parts that views are made of.

pub mod copy_button;
pub mod header;
pub mod problems;
pub mod rich;
