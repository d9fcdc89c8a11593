//! What the test suites of the workspace share: reading the vectors.
