//! The grammar of container image references.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod any;
pub mod digest;
mod error;
mod explain;
pub mod grammar;
mod named;
mod normalize;
mod pattern;
mod reference;
mod scan;
mod sort;
mod span;
mod upstream;
mod verifier;

pub use any::AnyReference;
pub use digest::{Algorithm, Digest};
pub use error::{Error, ErrorCode};
pub use named::Named;
pub use normalize::{
    DEFAULT_DOMAIN, DEFAULT_TAG, LEGACY_DEFAULT_DOMAIN, Normalized, OFFICIAL_REPOSITORY_PREFIX,
};
pub use pattern::{BadPattern, Pattern};
pub use reference::{PATH_LENGTH_MAX, Reference};
pub use sort::sorted;
pub use span::{Part, PartKind, Parts, Span};
pub use verifier::{VerifierPanic, verifier_algorithm};
