//! What the test suites of the workspace share: one harness that holds every row of the vectors
//! against our crates.

mod harness;

pub use harness::{Conformance, KnownDifference, Row, text};
