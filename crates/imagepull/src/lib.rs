//! Everything that Kubernetes does with a container image reference.
//!
//! The crate is a set of functions `input -> outcome`. There is no clock, no
//! I/O and no randomness but a seed in the input, so the same input gives the
//! same bytes natively and in WebAssembly. Every outcome says why: which rules
//! led to it and where each rule comes from ([`why::Reason`]), and everything that
//! is wrong with an input is a [`diagnostic::Diagnostic`].
//!
//! | module | what it decides |
//! | --- | --- |
//! | [`kubelet`] | pull settings, back-off and the exact words of the kubelet's events |
//! | [`simulate`] | how the pulls of many pods on many nodes run in time |
//! | [`credentials`] | which registry credentials are tried for an image |
//! | [`workload`] | every image of a manifest, and the text as the API server completes it |
//! | [`events`] | what pasted events say about a pod that does not start |
//! | [`index`] | which entry of an image index a node takes, and what is in a manifest |
//! | [`shareable`] | what of a text may be in a link |
//! | [`containerd`] | which containerd releases are known and what changed in each |
//! | [`recognize`] | what a pasted text is, and which view answers it |
//! | [`releases`] | which Kubernetes releases are known and what changed in each |
//! | [`request`] | how a request of JavaScript is read, and what is wrong with its fields and values |
//! | [`codes`] | every code of a diagnostic, with its severity and its meaning |
//! | [`diagnostic`] | the one shape of everything said about an input |
//! | [`words`] | what is said, in each language |

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod base64_text;
pub mod codes;
mod config_file;
pub mod containerd;
pub mod credentials;
pub mod diagnostic;
pub mod digest;
pub mod events;
pub mod image;
pub mod image_name;
pub mod index;
pub mod kubelet;
mod lines;
pub mod platform;
pub mod policy;
pub mod recognize;
mod reference_error;
pub mod registry;
pub mod releases;
pub mod request;
pub mod shareable;
pub mod simulate;
mod sources;
mod typo;
pub mod utf16;
pub mod why;
pub mod words;
pub mod workload;
mod yaml;
