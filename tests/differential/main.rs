//! The pull simulation against the oracle: a second implementation of the same rules.

#[path = "../oracle/mod.rs"]
mod oracle;
mod reality;
mod refused;
