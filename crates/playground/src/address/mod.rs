//! The address of what the page shows: the one module that reads and writes the
//! fragment of the URL.
//!
//! `#/name?image=busybox&kubernetes=1.35`: a view, then parameters in the form
//! of a query. Small state is readable; a scenario of one's own is packed
//! in one field that begins with its version ([`packed`]). A link made once
//! opens for ever; what a link holds that this version does not know becomes a
//! [`Problem`], and the view opens without it.

use core::fmt;

use imagepull::{containerd::ContainerdRelease, releases::Release, words::Language};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

pub mod back_off;
pub mod credentials;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod headlines;
pub mod length;
pub mod manifest;
pub mod name;
pub mod packed;
pub mod platforms;
pub mod policy;
pub mod pulls;
#[cfg(test)]
mod secrets;
mod shareable;
#[cfg(test)]
mod tests;
pub mod use_cases;

use back_off::BackOffChoice;
use credentials::CredentialsChoice;
use length::Length;
use manifest::ManifestChoice;
use name::NameChoice;
use packed::Packed;
use platforms::PlatformsChoice;
use policy::PolicyChoice;
use pulls::PullsChoice;
use use_cases::UseCasesChoice;

use crate::presets;

/// What stays readable in a parameter: the characters of image names.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b':')
    .remove(b'@')
    .remove(b',');

/// A part of the page with its own tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// What one image name, or a list of them, means.
    Name,
    /// Which pull policy an image gets, and what that does.
    Policy,
    /// How the images of some pods are pulled.
    Pulls,
    /// When a pod that cannot pull tries again, and why it cannot.
    BackOff,
    /// What a manifest says about images.
    Manifest,
    /// Which entry of an index a node takes.
    Platforms,
    /// Which credentials the kubelet tries for an image.
    Credentials,
    /// How people run private and public images.
    UseCases,
}

impl View {
    /// All views in the order of the tabs.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Policy,
        Self::Pulls,
        Self::BackOff,
        Self::Manifest,
        Self::Platforms,
        Self::Credentials,
        Self::UseCases,
    ];

    /// The fragment that opens the view and says no more.
    pub fn fragment(self) -> String {
        format!("#/{}", self.slug())
    }

    /// How the view is written in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Policy => "policy",
            Self::Pulls => "pulls",
            Self::BackOff => "back-off",
            Self::Manifest => "manifest",
            Self::Platforms => "platforms",
            Self::Credentials => "credentials",
            Self::UseCases => "use-cases",
        }
    }
}

/// Everything on the page that a link carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The view that is open.
    pub view: View,
    /// The Kubernetes release that every view answers for.
    pub kubernetes: Release,
    /// The release of containerd on the nodes.
    pub containerd: ContainerdRelease,
    /// The language that the link asks for; `None`: the reader's own.
    pub language: Option<Language>,
    /// The image; in Name several, one a line.
    pub image: String,
    /// Name: what is chosen there.
    pub name: NameChoice,
    /// Policy: what is chosen there.
    pub policy: PolicyChoice,
    /// Back-off: what is chosen there.
    pub back_off: BackOffChoice,
    /// Manifest: what is shown there.
    pub manifest: ManifestChoice,
    /// Platforms: what is shown there besides the image.
    pub platforms: PlatformsChoice,
    /// Credentials: what is shown there besides the image.
    pub credentials: CredentialsChoice,
    /// Use cases: what is shown there.
    pub use_cases: UseCasesChoice,
    /// Pulls: the preset chosen.
    pub preset: String,
    /// Pulls: the scenario as [`packed`] writes it, empty where a preset is as it is.
    pub scenario: Packed,
    /// Pulls: what is chosen there.
    pub pulls: PullsChoice,
}

impl Default for Address {
    fn default() -> Self {
        Self {
            view: View::Name,
            kubernetes: Release::NEWEST,
            containerd: ContainerdRelease::NEWEST,
            language: None,
            image: String::new(),
            name: NameChoice::default(),
            policy: PolicyChoice::default(),
            back_off: BackOffChoice::default(),
            manifest: ManifestChoice::default(),
            platforms: PlatformsChoice::default(),
            credentials: CredentialsChoice::default(),
            use_cases: UseCasesChoice::default(),
            preset: String::new(),
            scenario: Packed::default(),
            pulls: PullsChoice::default(),
        }
    }
}

/// What a link holds that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A view of another version of the page.
    UnknownView(String),
    /// A release that is not in the table.
    UnknownRelease(String),
    /// A release of containerd that is not in the table.
    UnknownContainerd(String),
    /// A preset of another version of the page.
    UnknownPreset(String),
    /// A parameter with a value that it cannot have.
    Unusable {
        /// The parameter.
        key: String,
        value: String,
    },
    /// A fragment above the longest that is read.
    TooLong,
}

impl Problem {
    fn unusable(key: &str, value: &str) -> Self {
        Self::Unusable {
            key: key.to_owned(),
            value: value.to_owned(),
        }
    }
}

impl Address {
    /// The fragment for a link, where that is not longer than is read.
    pub fn link(&self) -> Option<String> {
        let fragment = self.public().to_string();
        match Length::new(&fragment) {
            Length::TooLong => None,
            Length::Short | Length::Long => Some(fragment),
        }
    }

    /// The fragment for a link; the view alone where all of it would be longer than is read.
    pub fn linked(&self) -> String {
        self.link().unwrap_or_else(|| self.view.fragment())
    }

    /// Opens a link: [`read`](Self::read) for a fragment that is not too long.
    #[must_use]
    pub fn open(&self, fragment: &str) -> (Self, Vec<Problem>) {
        if Length::new(fragment) == Length::TooLong {
            return (self.clone(), vec![Problem::TooLong]);
        }
        self.read(fragment)
    }

    /// Reads a fragment such as `#/name?image=busybox`. What it does not say stays as in `self`.
    #[must_use]
    pub fn read(&self, fragment: &str) -> (Self, Vec<Problem>) {
        let mut address = self.clone();
        let mut problems = Vec::new();
        let path = fragment.trim_start_matches(['#', '/']);
        let (slug, query) = path.split_once('?').unwrap_or((path, ""));
        match View::ALL.into_iter().find(|view| view.slug() == slug) {
            Some(view) => {
                address.view = view;
                address.forget_settings();
            }
            None if slug.is_empty() => {}
            None => problems.push(Problem::UnknownView(slug.to_owned())),
        }
        for (key, value) in parameters(query) {
            match key {
                "image" => address.set_image(value),
                "kubernetes" => match value.parse() {
                    Ok(release) => address.kubernetes = release,
                    Err(_) => problems.push(Problem::UnknownRelease(value)),
                },
                "containerd" => match value.parse() {
                    Ok(release) => address.containerd = release,
                    Err(_) => problems.push(Problem::UnknownContainerd(value)),
                },
                "lang" => match Language::from_code(&value) {
                    Some(language) => address.language = Some(language),
                    None => problems.push(Problem::unusable(key, &value)),
                },
                "preset" => address.open_preset(value, &mut problems),
                "scenario" => {
                    // One that says of no example that it comes from it comes from none.
                    if parameters(query).all(|(key, _)| key != "preset") {
                        address.preset.clear();
                    }
                    address.scenario = value.into();
                }
                // A parameter of a newer version changes nothing that this one shows.
                _ => match address.view {
                    View::Policy => address.policy.read(key, &value, &mut problems),
                    View::BackOff => address.back_off.read(key, &value, &mut problems),
                    View::Manifest => address.manifest.read(key, &value, &mut problems),
                    View::Platforms => address.platforms.read(key, &value, &mut problems),
                    View::Credentials => address.credentials.read(key, &value, &mut problems),
                    View::UseCases => address.use_cases.read(key, &value, &mut problems),
                    View::Pulls => address.pulls.read(key, &value, &mut problems),
                    View::Name => {}
                },
            }
        }
        (address, problems)
    }

    /// A link to one of these views says all that it shows: what it leaves out is left out.
    fn forget_settings(&mut self) {
        match self.view {
            View::Name => return,
            View::Pulls => {
                self.pulls = PullsChoice::default();
                return;
            }
            View::Policy => self.policy = PolicyChoice::default(),
            View::BackOff => self.back_off = BackOffChoice::default(),
            View::Platforms => self.platforms = PlatformsChoice::default(),
            View::Credentials => self.credentials = CredentialsChoice::default(),
            View::Manifest => {
                self.manifest = ManifestChoice::default();
                return;
            }
            View::UseCases => {
                self.use_cases = UseCasesChoice::default();
                return;
            }
        }
        self.set_image(String::new());
    }

    fn open_preset(&mut self, slug: String, problems: &mut Vec<Problem>) {
        let is_known = match self.view {
            View::Name => presets::name::open(&slug, self),
            View::Policy => presets::policy::open(&slug, self),
            View::BackOff => presets::back_off::open(&slug, self),
            View::Manifest => presets::manifest::open(&slug, self),
            View::Platforms => presets::platforms::open(&slug, self),
            View::Credentials => presets::credentials::open(&slug, self),
            View::UseCases => false,
            View::Pulls => {
                // The view says itself which one it shows instead.
                self.preset.clone_from(&slug);
                self.scenario = Packed::default();
                true
            }
        };
        if !is_known {
            problems.push(Problem::UnknownPreset(slug));
        }
    }

    /// Writes another image. A preset that had one is none any more; the credentials of one stay.
    pub fn set_image(&mut self, image: String) {
        self.image = image;
        self.name.preset.clear();
        self.policy.preset.clear();
        self.back_off.preset.clear();
    }

    /// The image where a view is about one: the first that is written.
    pub fn first_image(&self) -> &str {
        let mut lines = self.image.lines().filter(|line| !line.trim().is_empty());
        lines.next().unwrap_or(&self.image)
    }

    /// The same address with something else chosen in the Policy view.
    #[must_use]
    pub fn with_policy(&self, mut choice: PolicyChoice) -> Self {
        choice.preset.clear();
        Self {
            policy: choice,
            ..self.clone()
        }
    }

    /// The same address with something else chosen in the Back-off view.
    #[must_use]
    pub fn with_back_off(&self, mut choice: BackOffChoice) -> Self {
        choice.preset.clear();
        Self {
            back_off: choice,
            ..self.clone()
        }
    }

    /// The same address with something else chosen in the Platforms view.
    #[must_use]
    pub fn with_platforms(&self, choice: PlatformsChoice) -> Self {
        Self {
            platforms: choice,
            ..self.clone()
        }
    }

    /// The same address with other credentials in the Credentials view, packed.
    #[must_use]
    pub fn with_credentials(&self, given: Packed) -> Self {
        Self {
            credentials: CredentialsChoice {
                preset: String::new(),
                given,
            },
            ..self.clone()
        }
    }

    /// The view that a fragment opens with all that is shown already: it is the link of that view,
    /// which leaves something out.
    pub fn view_of_link(&self, fragment: &str) -> Option<View> {
        let mut views = View::ALL.into_iter();
        views.find(|view| {
            let address = self.with_view(*view);
            address.has_left_out() && address.linked() == fragment
        })
    }

    /// The same address with another view open.
    #[must_use]
    pub fn with_view(&self, view: View) -> Self {
        Self {
            view,
            ..self.clone()
        }
    }
}

/// The keys and decoded values of a query. Bytes that are no UTF-8 become U+FFFD.
pub fn parameters(query: &str) -> impl Iterator<Item = (&str, String)> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| {
            let value = percent_decode_str(value).decode_utf8_lossy();
            (key, value.into_owned())
        })
}

/// Prints the fragment with its `#`: the view and only what the view shows.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/{}", self.view.slug())?;
        let mut query = Query { f, separator: '?' };
        match self.view {
            View::Name => self.name.write(&self.image, &mut query)?,
            View::Policy => self.policy.write(&self.image, &mut query)?,
            View::BackOff => self.back_off.write(&self.image, &mut query)?,
            View::Manifest => self.manifest.write(&mut query)?,
            View::Platforms => self.platforms.write(&self.image, &mut query)?,
            View::Credentials => self.credentials.write(&self.image, &mut query)?,
            View::UseCases => self.use_cases.write(&mut query)?,
            View::Pulls => {
                query.parameter("preset", &self.preset)?;
                query.parameter("scenario", &self.scenario)?;
                self.pulls.write(&mut query)?;
            }
        }
        if self.kubernetes != Release::NEWEST {
            query.parameter("kubernetes", &self.kubernetes.to_string())?;
        }
        if self.containerd != ContainerdRelease::NEWEST {
            query.parameter("containerd", self.containerd.as_str())?;
        }
        query.parameter("lang", self.language.map_or("", Language::code))?;
        Ok(())
    }
}

struct Query<'a, 'b> {
    f: &'a mut fmt::Formatter<'b>,
    separator: char,
}

impl Query<'_, '_> {
    /// Writes one parameter, or nothing for an empty value.
    fn parameter(&mut self, key: &str, value: &str) -> fmt::Result {
        self.parameter_beside("", key, value)
    }

    /// Writes one parameter, also an empty one, or nothing for the value that a link without it has.
    fn parameter_beside(&mut self, usual: &str, key: &str, value: &str) -> fmt::Result {
        if value == usual {
            return Ok(());
        }
        let value = utf8_percent_encode(value, ENCODED);
        write!(self.f, "{}{key}={value}", self.separator)?;
        self.separator = '&';
        Ok(())
    }
}
