//! The address of what the page shows: the one module that reads and writes the
//! fragment of the URL.
//!
//! `#/name?image=busybox&kubernetes=1.35`: a view, then parameters in the form
//! of a query. Small state is readable; a scenario of one's own stands packed
//! in one field that begins with its version ([`packed`]). A link made once
//! opens for ever; what a link holds that this version does not know becomes a
//! [`Problem`], and the view opens without it.

use core::fmt;

use imagepull::releases::Release;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

pub mod packed;

/// The longest fragment that is read, in bytes.
const LONGEST: usize = 1024 * 1024;

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

/// A part of the page with a tab of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// What one image name, or a list of them, means.
    Name,
    /// How the images of some pods are pulled.
    Pulls,
}

impl View {
    /// All views in the order of the tabs.
    pub const ALL: [Self; 2] = [Self::Name, Self::Pulls];

    /// How the view is written in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Pulls => "pulls",
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
    /// Name: the image names, one a line.
    pub image: String,
    /// Pulls: the preset chosen.
    pub preset: String,
    /// Pulls: the scenario as [`packed`] writes it, empty where a preset stands as it is.
    pub scenario: String,
}

impl Default for Address {
    fn default() -> Self {
        Self {
            view: View::Name,
            kubernetes: Release::NEWEST,
            image: String::new(),
            preset: String::new(),
            scenario: String::new(),
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
    /// A fragment above the longest that is read.
    TooLong,
}

impl Address {
    /// Reads a fragment such as `#/name?image=busybox`. What it does not say stays as in `self`.
    #[must_use]
    pub fn open(&self, fragment: &str) -> (Self, Vec<Problem>) {
        if fragment.len() > LONGEST {
            return (self.clone(), vec![Problem::TooLong]);
        }
        let mut address = self.clone();
        let mut problems = Vec::new();
        let path = fragment.trim_start_matches(['#', '/']);
        let (slug, query) = path.split_once('?').unwrap_or((path, ""));
        match View::ALL.into_iter().find(|view| view.slug() == slug) {
            Some(view) => address.view = view,
            None if slug.is_empty() => {}
            None => problems.push(Problem::UnknownView(slug.to_owned())),
        }
        for (key, value) in parameters(query) {
            match key {
                "image" => address.image = value,
                "kubernetes" => match value.parse() {
                    Ok(release) => address.kubernetes = release,
                    Err(_) => problems.push(Problem::UnknownRelease(value)),
                },
                "preset" => {
                    address.preset = value;
                    address.scenario.clear();
                }
                "scenario" => address.scenario = value,
                // A parameter of a newer version changes nothing that this one shows.
                _ => {}
            }
        }
        (address, problems)
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
fn parameters(query: &str) -> impl Iterator<Item = (&str, String)> {
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
            View::Name => query.parameter("image", &self.image)?,
            View::Pulls => {
                query.parameter("preset", &self.preset)?;
                query.parameter("scenario", &self.scenario)?;
            }
        }
        if self.kubernetes != Release::NEWEST {
            query.parameter("kubernetes", &self.kubernetes.to_string())?;
        }
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
        if value.is_empty() {
            return Ok(());
        }
        let value = utf8_percent_encode(value, ENCODED);
        write!(self.f, "{}{key}={value}", self.separator)?;
        self.separator = '&';
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(fragment: &str) -> Address {
        let (address, problems) = Address::default().open(fragment);
        assert_eq!(problems, [], "{fragment}");
        address
    }

    #[test]
    fn a_link_prints_as_it_was_read() {
        for fragment in [
            "#/name",
            "#/name?image=busybox",
            "#/name?image=registry.k8s.io/pause:3.5@sha256:1ff6",
            "#/name?image=busybox%0Anginx%20&kubernetes=1.31",
            "#/name?image=100%25%20%26%20%3F%23%2B",
            "#/pulls",
            "#/pulls?preset=small-behind-huge",
            "#/pulls?preset=two-pods&kubernetes=1.34",
        ] {
            assert_eq!(opened(fragment).to_string(), fragment);
        }
    }

    #[test]
    fn a_scenario_of_ones_own_stands_in_the_link_until_a_preset_is_chosen() {
        let address = Address {
            view: View::Pulls,
            preset: "two-pods".to_owned(),
            scenario: "1.q1YqSExPVbJSqsosSi0pVbLKK83J0VFKzs8tKErNTQWKAQA".to_owned(),
            ..Address::default()
        };
        let fragment = address.to_string();
        assert!(fragment.starts_with("#/pulls?preset=two-pods&scenario=1."));
        assert_eq!(opened(&fragment), address);

        let (address, _) = address.open("#/pulls?preset=shared-base");
        assert_eq!(address.preset, "shared-base");
        assert_eq!(address.scenario, "");
    }

    #[test]
    fn an_empty_fragment_is_the_name_view() {
        for fragment in ["", "#", "#/"] {
            assert_eq!(opened(fragment), Address::default(), "{fragment:?}");
        }
    }

    #[test]
    fn what_a_link_does_not_say_stays() {
        let address = opened("#/name?image=busybox&kubernetes=1.30");
        let (address, _) = address.open("#/name");
        assert_eq!(address.image, "busybox");
        assert_eq!(address.kubernetes.to_string(), "1.30");
    }

    #[test]
    fn what_is_unknown_becomes_a_problem_and_the_rest_is_used() {
        let (address, problems) = Address::default().open("#/moon?image=busybox&kubernetes=9.9");
        assert_eq!(address.image, "busybox");
        assert_eq!(
            problems,
            [
                Problem::UnknownView("moon".to_owned()),
                Problem::UnknownRelease("9.9".to_owned()),
            ]
        );
    }

    #[test]
    fn a_fragment_that_is_too_long_is_not_read() {
        let fragment = format!("#/name?image={}", "a".repeat(LONGEST));
        let (address, problems) = Address::default().open(&fragment);
        assert_eq!(address, Address::default());
        assert_eq!(problems, [Problem::TooLong]);
    }
}
