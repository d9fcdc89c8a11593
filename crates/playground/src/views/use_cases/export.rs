//! What the Use cases view gives to other pages and programs.

use super::UseCasesView;
use crate::{address::Address, export::Export, text};

impl Export for UseCasesView {
    fn title(_address: &Address) -> String {
        text::use_cases_title().to_owned()
    }

    fn markdown(_address: &Address) -> Option<String> {
        None
    }

    fn result(_address: &Address) -> Option<String> {
        None
    }
}
