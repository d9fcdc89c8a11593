//! The pull simulation: what the kubelets and container runtimes of some nodes
//! do with the images of their pods, as a model with exact numbers.

pub mod scenario;
pub mod trace;
