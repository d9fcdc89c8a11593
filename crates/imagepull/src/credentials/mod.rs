//! Registry credentials: which the kubelet tries for an image, in which order, and why not the others.
//!
//! Nothing here holds a password: what reads a docker configuration, a Secret or the answer of a
//! credential provider drops them while reading.
//!
//! | module | what it decides |
//! | --- | --- |
//! | [`docker_config`] | what the kubelet reads of a `config.json` or `.dockercfg` |
//! | [`secret`] | what it finds in a Secret |
//! | `keyring`, `matching`, `glob`, `go_url` | which keys fit an image, in which order |
//! | `pod_secrets` | which Secrets a Pod brings |
//! | [`provider_config`] | what the kubelet says to a CredentialProviderConfig |
//! | [`pasted`] | what a pasted text holds, and the same text without its secrets |
//! | `explain`, `near_miss` | why a key fits or not, in words |
//! | [`comparison`] | the same part by part |
//! | [`built_in`] | which registries the kubelet itself once had credentials for |

mod any_value;
pub mod built_in;
pub mod comparison;
pub mod docker_config;
mod entry;
mod explain;
mod glob;
pub(crate) mod go_url;
mod keyring;
mod lookup;
mod matching;
mod near_miss;
pub mod pasted;
mod pod_secrets;
pub mod provider_config;
mod remarks;
mod report;
mod request;
pub mod secret;
mod shown;

pub use entry::Entry;
pub use keyring::is_docker_hub;
pub use lookup::{cache_key, example_image, key_fits, match_credentials, match_url};
pub use report::{Candidate, CredentialsReport, Rejected, Source, UrlMatch};
pub use request::{CredentialsRequest, Provider, ServiceAccount};
pub use secret::{PullSecret, Unusable};
pub use shown::{MASK, without_user_info};

pub(crate) use shown::is_registry;
