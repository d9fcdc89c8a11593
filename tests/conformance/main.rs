//! The vectors of the real libraries against our crates.
