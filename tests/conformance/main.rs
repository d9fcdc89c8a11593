//! The vectors of the real libraries against our crates.
#![cfg(not(target_arch = "wasm32"))]

mod always_pull_images;
mod credential_provider_match;
mod digest;
mod image_manager;
mod image_spec_schema;
mod keyring_match;
mod kubelet_config_validation;
mod kubernetes_rows;
mod parse_image_name;
mod pasted_events;
mod platform;
mod reference_grammar;
mod reference_normalize;
mod reference_observed;
mod reference_parse;
mod street;
