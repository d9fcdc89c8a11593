//! The pull simulation against the oracle: a second implementation of the same rules.
#![cfg(not(target_arch = "wasm32"))]

mod agreement;
mod compare;
#[path = "../oracle/mod.rs"]
mod oracle;
mod reality;
mod refused;
#[path = "../scenarios.rs"]
mod scenarios;
