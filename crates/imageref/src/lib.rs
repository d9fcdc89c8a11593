//! Container image references, read as Docker, containerd and Kubernetes read them.
//!
//! ```text
//! reference         = name [ ":" tag ] [ "@" digest ]
//! name              = [ domain "/" ] path
//! domain            = host [ ":" port ]
//! host              = domain-component *( "." domain-component ) / "[" 1*( HEXDIG / ":" ) "]"
//! domain-component  = letter-or-digit [ *( letter-or-digit / "-" ) letter-or-digit ]
//! port              = 1*DIGIT
//! path              = path-component *( "/" path-component )
//! path-component    = 1*( a-z / 0-9 ) *( separator 1*( a-z / 0-9 ) )
//! separator         = "." / "_" / "__" / 1*"-"
//! tag               = ( letter-or-digit / "_" ) *127( letter-or-digit / "_" / "." / "-" )
//! digest            = algorithm ":" 32*HEXDIG
//! algorithm         = algorithm-part *( ( "-" / "_" / "+" / "." ) algorithm-part )
//! algorithm-part    = letter *( letter-or-digit )
//! ```
//!
//! Letters are ASCII. A path has at most 255 bytes and a tag 128. A digest must also be valid for
//! its algorithm: see [`digest`].
//!
//! Two types read a text. [`Reference`] follows the grammar and nothing else. [`Normalized`] fills in
//! what Docker leaves out, and is what a name in a Pod means:
//!
//! ```
//! use imageref::{ErrorCode, Normalized, Reference};
//!
//! let busybox = Normalized::parse("busybox")?;
//! assert_eq!(busybox.to_string(), "docker.io/library/busybox");
//! assert_eq!(busybox.with_default_tag().to_string(), "docker.io/library/busybox:latest");
//! assert!(busybox.implies_domain() && busybox.implies_library());
//!
//! // By the grammar alone `team` could be a host; by Docker's rule it is not one.
//! assert_eq!(Reference::parse("team/app")?.domain(), "team");
//! assert_eq!(Normalized::parse("team/app")?.domain(), "docker.io");
//!
//! let error = Normalized::parse("ghcr.io/team/App:1.2").unwrap_err();
//! assert_eq!(error.code(), ErrorCode::Uppercase);
//! assert_eq!(error.span().range(), 13..14);
//! assert_eq!(
//!     error.upstream(),
//!     "invalid reference format: repository name (team/App) must be lowercase",
//! );
//! assert_eq!(
//!     error.to_string(),
//!     "`A` at position 14 is an uppercase letter: the path of an image name is lowercase.",
//! );
//! # Ok::<(), imageref::Error>(())
//! ```
//!
//! # Scope
//!
//! The behaviour is that of [distribution/reference] v0.6.0 (checked at commit 0965666a) with
//! [go-digest] v1.0.0, in the form that Docker, containerd's client and the kubelet link: sha256,
//! sha384 and sha512 are available. Errors carry the exact text of the Go function. What follows from
//! that, and may surprise:
//!
//! - A text without a slash has no domain: `localhost:5000` is `docker.io/library/localhost` with the
//!   tag `5000`, and `example.com` is a repository of Docker Hub.
//! - Ports have no range, and what is in brackets is not checked to be an address.
//! - `a_b.com/foo` is split as if `a_b.com` were a domain, which the grammar then does not allow; what
//!   remains is a path on no domain.
//! - `sha256:` with 64 characters is an image called `sha256` with a long tag, unless it is read as an
//!   [`AnyReference`].
//! - The familiar form of `docker.io/a.b/c` is `a.b/c`, which is another image.
//! - v0.5.0 counted the domain in the 255 characters, v0.6.0 does not.
//!
//! Other parsers differ:
//!
//! - go-containerregistry (crane, ko, kaniko) takes `index.docker.io` as the default domain, checks a
//!   path only for its characters, so that `foo//bar` is valid, lets a tag begin with `.` or `-`, knows
//!   only sha256, and rejects an uppercase host without a dot.
//! - containerd's own `pkg/reference` reads names as URLs and has no default domain.
//! - containers/image (Podman, CRI-O, skopeo) rejects a reference with both tag and digest in its
//!   docker transport, and searches the registries of its configuration for a name without a domain.
//! - The OCI distribution specification has the same path and tag, and neither domain nor default.
//!
//! Nothing here resolves a name: that `docker.io` is served by `registry-1.docker.io` is for clients.
//!
//! [distribution/reference]: https://github.com/distribution/reference
//! [go-digest]: https://github.com/opencontainers/go-digest
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;

mod any;
pub mod digest;
mod error;
mod explain;
pub mod grammar;
mod library;
mod named;
mod normalize;
mod offsets;
mod pattern;
mod reference;
mod scan;
mod sort;
mod span;
mod upstream;
mod verifier;

pub use any::AnyReference;
pub use digest::{Algorithm, Digest};
pub use error::{Error, ErrorCode, SENTENCES, Sentence, filled_in};
pub use library::Library;
pub use named::Named;
pub use normalize::{
    DEFAULT_DOMAIN, DEFAULT_TAG, LEGACY_DEFAULT_DOMAIN, Normalized, OFFICIAL_REPOSITORY_PREFIX,
};
pub use pattern::{BadPattern, Pattern};
pub use reference::{MAX_PATH_LENGTH, Reference};
pub use sort::sorted;
pub use span::{Part, PartKind, Parts, Span};
pub use verifier::{VerifierPanic, verifier_algorithm};
