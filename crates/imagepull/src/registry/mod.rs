//! What is asked of a registry about an image, and what its answers mean. Nothing here asks: whoever
//! does has the network.
//!
//! Source: docs/content/spec of github.com/distribution/distribution, and the specification of the
//! Open Container Initiative, github.com/opencontainers/distribution-spec, v1.1.
//!
//! | module | what it decides |
//! | --- | --- |
//! | `target` | where an image is asked for |
//! | `challenge` | how a registry wants to know who asks |
//! | `own_words` | what a registry says of it itself |
//! | `limit` | when a registry that was asked too often answers again |
//! | `failure` | what went wrong, and what to do |

mod challenge;
mod failure;
mod limit;
mod own_words;
mod target;

pub use challenge::{Challenge, host_of, token_of};
pub use failure::Failure;
pub use limit::seconds_to_wait;
pub use own_words::{OwnError, own_errors};
pub use target::{ACCEPTED, Target, is_document, media_type};
