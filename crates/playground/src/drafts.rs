//! What a person typed, pasted or filled in that no link carries.
//!
//! It is part of the state of the page, so that it is there again after another view and after Back.

use std::rc::Rc;

use yew::AttrValue;

use crate::{
    address::platforms::PlatformsChoice,
    hooks::brought::{Brought, Pasted},
    views::{credentials, manifest, platforms, pulls::ConfigDraft},
};

/// The drafts of all views.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafts {
    /// A text that was recognised in one view and shown in another.
    pub brought: Option<Brought>,
    /// Name: what was pasted and is not in the field now.
    pub pasted: Option<Pasted>,
    /// Diagnose: the pasted text.
    pub events: AttrValue,
    /// Diagnose: the last text of one's own, while an example is shown in its place.
    pub last_custom_events: AttrValue,
    /// Pulls: the KubeletConfiguration that is typed.
    pub kubelet_config: Option<ConfigDraft>,
    /// Pulls: the scenario that is typed as JSON.
    pub scenario: Option<AttrValue>,
    /// Manifest: the text in the editor.
    pub manifest: manifest::Drafts,
    /// Platforms: the last document of one's own, while an example is shown in its place.
    pub last_custom_document: Option<PlatformsChoice>,
    /// Platforms: documents that registries sent along with others.
    pub attached_documents: Rc<[String]>,
    /// Platforms: images that were simulated, by their names: the next ones are simulated with them.
    pub simulated_images: Rc<platforms::Images>,
    /// Credentials: what was given.
    pub credentials: credentials::Drafts,
}
