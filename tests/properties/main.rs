//! What holds for every input.

mod reference_texts;
mod references;
mod upstream_reference;
