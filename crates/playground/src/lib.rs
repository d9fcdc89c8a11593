//! The playground: a page that answers what Kubernetes makes of an image name,
//! and plays how the images of some pods are pulled.
//!
//! The page asks [`imagepull`] and draws the answers; it parses nothing that a
//! person typed. Its whole state is one [`state::State`], changed by
//! [`state::Action`]s, and what can be shared of it is in the address.

#![deny(unsafe_code)] // `parts` alone may: its macro writes some.

pub mod address;
pub mod app;
mod components;
pub mod crash;
pub mod drafts;
mod drawing;
pub mod export;
mod header;
pub mod hooks;
mod parts;
mod presets;
mod registry;
mod share;
pub mod state;
#[deny(dead_code)]
mod text;
pub mod views;
