//! Manifests: which workloads a text holds, which images they use, and what the API server makes
//! of it.
//!
//! | module | what it decides |
//! | --- | --- |
//! | `yaml` | the text as a tree in which every value knows its place, within bounds |
//! | [`report`] | what is known of a manifest |
//! | [`edits`] | changes of the text that leave every other byte alone |
//! | `sites` | how a value is written at a place |
//! | `findings` | what is said about the images |

pub mod edits;
mod findings;
pub mod report;
mod sites;
mod yaml;

use crate::releases::Release;

/// What a manifest is looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestOptions {
    /// The release of the cluster.
    pub release: Release,
    /// Whether the admission plug-in AlwaysPullImages is on.
    pub always_pull_images: bool,
    /// What pulls the images.
    pub runtime: ContainerRuntime,
}

impl Default for ManifestOptions {
    fn default() -> Self {
        Self {
            release: Release::NEWEST,
            always_pull_images: false,
            runtime: ContainerRuntime::Containerd,
        }
    }
}

/// What pulls the images on a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContainerRuntime {
    /// containerd.
    #[default]
    Containerd,
    /// CRI-O, of the same release as Kubernetes.
    CriO,
}
