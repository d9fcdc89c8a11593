//! What the views are called in the header and in links to them.

use crate::{address::View, text};

/// What a view is called.
pub fn tab_label(view: View) -> &'static str {
    match view {
        View::Name => text::header_tab_name(),
        View::Policy => text::header_tab_policy(),
        View::Pulls => text::header_tab_pulls(),
        View::BackOff => text::header_tab_back_off(),
        View::Manifest => text::header_tab_manifest(),
        View::Platforms => text::header_tab_platforms(),
        View::Credentials => text::header_tab_credentials(),
        View::UseCases => text::header_tab_use_cases(),
    }
}
