//! What the kubelet does with the images of a pod.
//!
//! | module | what it decides |
//! | --- | --- |
//! | [`config`] | which pull settings of a KubeletConfiguration hold, and which it refuses |
//! | [`backoff`] | how long a failed pull is not tried again |
//! | [`events`] | the exact words of the image events |
//! | [`go`] | how Go prints what stands in these words |

pub mod backoff;
pub mod config;
pub mod events;
pub mod go;
