//! What the kubelet does with the images of a pod.
//!
//! | module | what it decides |
//! | --- | --- |
//! | [`config`] | which pull settings of a KubeletConfiguration hold, and which it refuses |
//! | [`ensure_image`] | one container's image: presence, back-off, pull, events, status |
//! | [`outcomes`] | what each policy makes of an image, by what node and registry have |
//! | [`second_pod`] | what a Pod may do with an image that is on its node already |
//! | [`backoff`] | how long a failed pull is not tried again |
//! | [`timeline`] | when a pod that cannot pull tries again, and what it shows meanwhile |
//! | [`pull_error`] | what becomes of the runtime's error |
//! | [`resync`] | when a pod whose sync failed is synced again |
//! | [`limiter`] | which pulls fail with `pull QPS exceeded` |
//! | [`events`] | the exact words of the image events |
//! | [`go`] | how Go prints what is in these words |

pub mod backoff;
pub mod config;
pub mod ensure_image;
pub mod events;
pub mod go;
pub mod limiter;
pub mod outcomes;
pub mod pull_error;
pub mod resync;
pub mod second_pod;
pub mod timeline;

/// Times this near to each other, in ms, are one instant.
pub(crate) const EPSILON_MS: f64 = 1e-6;
