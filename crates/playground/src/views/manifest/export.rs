//! What the Manifest view gives to other pages and programs.

use super::ManifestView;
use crate::{address::Address, export::Export, text};

impl Export for ManifestView {
    fn title(_address: &Address) -> String {
        text::manifest_title().to_owned()
    }

    fn markdown(_address: &Address) -> Option<String> {
        None
    }

    fn result(_address: &Address) -> Option<String> {
        None
    }
}
