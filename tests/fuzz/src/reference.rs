//! distribution/reference by its own regular expressions: the oracle of the properties.

#[path = "../../properties/upstream_reference.rs"]
mod upstream_reference;

pub use upstream_reference::parse_normalized_named;
