//! The kubelet: its configuration, and what it does in time with a pod that cannot pull.
#![cfg(not(target_arch = "wasm32"))]

mod config;
mod error_texts;
mod events;
mod events_of_timelines;
mod limiter;
mod timeline;
mod timeline_stories;
mod wrapped;
