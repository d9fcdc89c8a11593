//! Links to other views that show what a guide speaks of.

use crate::{
    address::{Address, View, packed::pack_text},
    components::tab_label::tab_label,
    text,
};

/// A link to another view.
#[derive(Clone)]
pub struct Try {
    view: View,
    /// What the view shall show, as the part of a fragment behind the view.
    query: String,
    what: String,
}

impl Try {
    /// A preset of a view, under its own title.
    pub fn preset(view: View, slug: &str, title: &str) -> Self {
        Self {
            view,
            query: format!("?preset={slug}"),
            what: title.to_owned(),
        }
    }

    /// In Policy, what becomes of an image that another Pod's Secret brought to the node.
    pub fn another_pods_secret() -> Self {
        let title = text::policy_presets_another_pods_secret_title();
        Self::preset(View::Policy, "another-pods-secret", title)
    }

    /// In Credentials, who may use an image that is on the node.
    pub fn on_the_node() -> Self {
        let title = text::use_cases_tries_on_the_node();
        Self::preset(View::Credentials, "image-on-the-node", title)
    }

    pub fn image(view: View, image: &str) -> Self {
        Self {
            view,
            query: format!("?image={image}"),
            what: image.to_owned(),
        }
    }

    /// An image in Credentials, and the keys of the node's config.json.
    pub fn keys(image: &str, keys: &[&str]) -> Self {
        let given = serde_json::json!({ "node": keys }).to_string();
        Self {
            view: View::Credentials,
            query: format!("?image={image}&credentials={}", pack_text(&given)),
            what: image.to_owned(),
        }
    }

    /// The fragment, in the release and language of an address.
    pub fn link(&self, address: &Address) -> String {
        let here = Address {
            kubernetes: address.kubernetes,
            language: address.language,
            ..Address::default()
        };
        here.read(&self.fragment()).0.to_string()
    }

    /// The fragment that shows it in any release and language.
    pub fn fragment(&self) -> String {
        format!("#/{}{}", self.view.slug(), self.query)
    }

    /// The view and what it shows.
    pub fn label(&self) -> String {
        text::use_cases_try_in(self.view(), &self.what)
    }

    pub fn view(&self) -> &'static str {
        tab_label(self.view)
    }
}
