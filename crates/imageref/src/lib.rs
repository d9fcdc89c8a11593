//! The grammar of container image references.
