//! What Kubernetes does with a container image reference.
