//! What the Credentials view gives to other pages and programs.

use super::CredentialsView;
use crate::{address::Address, export::Export, text};

impl Export for CredentialsView {
    fn title(_address: &Address) -> String {
        text::credentials_title().to_owned()
    }

    fn markdown(_address: &Address) -> Option<String> {
        None
    }

    fn result(_address: &Address) -> Option<String> {
        None
    }
}
