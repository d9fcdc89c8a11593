//! Light, dark, or as the system has it.

use gloo::utils::document;
use yew::prelude::*;

use super::kept::{keep, kept};

const STORED_AS: &str = "imagepull.theme";

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system or the browser has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All themes in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// How the theme is stored and written in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name; of any other text [`Theme::Auto`].
    pub fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.name() == name)
            .unwrap_or_default()
    }
}

/// The theme chosen, kept in the browser where that is allowed.
#[hook]
pub fn use_theme() -> UseStateHandle<Theme> {
    let theme = use_state_eq(|| Theme::named(&kept(STORED_AS).unwrap_or_default()));
    use_effect_with(*theme, |theme| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", theme.name());
        }
        keep(STORED_AS, theme.name());
    });
    theme
}
