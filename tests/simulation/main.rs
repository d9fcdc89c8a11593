//! The pull simulation: against measurements, as readable stories, and by its properties.

mod containerd;
