//! A scenario, or the text of a manifest, as one field of an address.
//!
//! Version 1: `1.` and then the text (of a scenario: its JSON), compressed with raw deflate
//! (RFC 1951), in base64url without padding (RFC 4648, section 5).

use std::ops::Deref;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use imagepull::{
    shareable::{may_share_document, may_share_scenario},
    simulate::scenario::Scenario,
};
use miniz_oxide::{
    deflate::compress_to_vec,
    inflate::{TINFLStatus, decompress_to_vec_with_limit},
};

/// The longest text that is unpacked, in bytes: a short link must not fill the memory.
const MAX_LENGTH: usize = 4 * 1024 * 1024;

/// The most line breaks of a text that is unpacked. A browser lays out every line of a field, and a link of a
/// kilobyte can hold a million of them.
const MAX_LINES: usize = 50_000;

const COMPRESSION_LEVEL: u8 = 9;

/// Why a field cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was packed by a newer version of the page, in this format.
    Newer(String),
    /// Its text is longer, or has more lines, than is unpacked.
    Large,
    /// It cannot be decoded, for example because the link was cut off.
    Broken,
}

/// A packed field of the page, and whether a link may have it. It is judged where it is packed, or where
/// the link that it came with is opened, by the view: the address itself reads no scenario and no document,
/// so that the page stays light.
#[derive(Clone, Debug, Default, Eq)]
pub struct Packed {
    field: String,
    is_private: bool,
    came_with_link: bool,
}

/// Where it came from makes no other address.
impl PartialEq for Packed {
    fn eq(&self, other: &Self) -> bool {
        (&self.field, self.is_private) == (&other.field, other.is_private)
    }
}

impl Packed {
    /// A text, packed.
    pub fn new(text: &str, may_be_shared: bool) -> Self {
        Self {
            field: pack_text(text),
            is_private: !may_be_shared,
            came_with_link: false,
        }
    }

    /// Whether a link has brought it, so that it is not judged yet.
    pub fn came_with_link(&self) -> bool {
        self.came_with_link && !self.field.is_empty()
    }

    /// The same, in no link any more.
    #[must_use]
    pub fn kept_back(&self) -> Self {
        Self {
            is_private: true,
            came_with_link: false,
            ..self.clone()
        }
    }

    /// Whether a link may have it.
    pub fn may_be_shared(&self) -> bool {
        !self.is_private
    }
}

/// What a link has.
impl From<String> for Packed {
    fn from(field: String) -> Self {
        Self {
            field,
            is_private: false,
            came_with_link: true,
        }
    }
}

impl Deref for Packed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.field
    }
}

/// The field for a scenario.
pub fn pack(scenario: &Scenario) -> Packed {
    let json = serde_json::to_string(scenario).unwrap_or_default();
    Packed::new(&json, may_share_scenario(scenario))
}

/// Whether a link may have the scenario of a field. One that cannot be read is shown to nobody.
pub fn may_share_packed_scenario(field: &str) -> bool {
    unpack(field).map_or(true, |scenario| may_share_scenario(&scenario))
}

/// Whether a link may have the document of a field.
pub fn may_share_packed_document(field: &str) -> bool {
    unpack_text(field).map_or(true, |text| may_share_document(&text))
}

/// The field for a document of a registry.
pub fn pack_document(text: &str) -> Packed {
    Packed::new(text, may_share_document(text))
}

/// The scenario of a field.
///
/// # Errors
/// [`Unreadable::Newer`] for a version other than 1, else [`Unreadable::Broken`].
pub fn unpack(field: &str) -> Result<Scenario, Unreadable> {
    // From a text, as everywhere on the page: each kind of reader is compiled anew.
    serde_json::from_str(&unpack_text(field)?).map_err(|_| Unreadable::Broken)
}

/// The field for a text.
pub fn pack_text(text: &str) -> String {
    let packed = compress_to_vec(text.as_bytes(), COMPRESSION_LEVEL);
    format!("1.{}", URL_SAFE_NO_PAD.encode(packed))
}

/// The text of a field.
///
/// # Errors
/// [`Unreadable::Newer`] for a version other than 1, [`Unreadable::Large`] beyond the bounds, else
/// [`Unreadable::Broken`].
pub fn unpack_text(field: &str) -> Result<String, Unreadable> {
    match field.split_once('.') {
        Some(("1", packed)) => unpack_1(packed),
        Some((version, _)) if version.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(Unreadable::Newer(version.to_owned()))
        }
        _ => Err(Unreadable::Broken),
    }
}

fn unpack_1(packed: &str) -> Result<String, Unreadable> {
    let packed = URL_SAFE_NO_PAD
        .decode(packed)
        .map_err(|_| Unreadable::Broken)?;
    let text =
        decompress_to_vec_with_limit(&packed, MAX_LENGTH).map_err(|error| match error.status {
            TINFLStatus::HasMoreOutput => Unreadable::Large,
            _ => Unreadable::Broken,
        })?;
    let is_line_break = |byte: &&u8| matches!(byte, b'\n' | b'\r');
    if text.iter().filter(is_line_break).count() > MAX_LINES {
        return Err(Unreadable::Large);
    }
    String::from_utf8(text).map_err(|_| Unreadable::Broken)
}

#[cfg(test)]
mod tests {
    use imagepull::simulate::scenario::{Node, Pod};

    use super::*;

    #[test]
    fn a_scenario_survives_the_way_through_a_link() {
        let scenario = Scenario {
            nodes: vec![Node {
                name: "node-a".to_owned(),
                bandwidth: Some(1.5e6),
                ..Node::default()
            }],
            pods: vec![Pod {
                name: "파드".to_owned(),
                ..Pod::default()
            }],
            ..Scenario::default()
        };
        assert_eq!(unpack(&pack(&scenario)), Ok(scenario));
    }

    #[test]
    fn a_text_survives_the_way_through_a_link() {
        for text in [
            "",
            "a: b\r\n",
            "이미지: 😀\n---\n",
            &"x: y\n".repeat(MAX_LINES),
        ] {
            assert_eq!(unpack_text(&pack_text(text)).as_deref(), Ok(text));
        }
        for bomb in [" ".repeat(MAX_LENGTH + 1), "\n".repeat(MAX_LINES + 1)] {
            assert_eq!(unpack_text(&pack_text(&bomb)), Err(Unreadable::Large));
        }
    }

    #[test]
    fn a_link_holds_a_scenario_and_nothing_else_that_stood_in_its_text() {
        let text = r#"{ "images": {}, "nodes": [{ "name": "a", "password": "s3cret" }],
            "pods": [{ "name": "p", "containers": [{ "name": "c", "image": "i",
                "env": [{ "name": "TOKEN", "value": "s3cret" }] }] }],
            "registry": { "auth": "token", "credentials": "s3cret" }, "auths": "s3cret" }"#;
        let scenario: Scenario = serde_json::from_str(text).unwrap();
        let json = serde_json::to_string(&unpack(&pack(&scenario)).unwrap()).unwrap();
        assert!(json.contains("\"auth\":\"token\""), "{json}");
        assert!(!json.contains("s3cret"), "{json}");
    }

    #[test]
    fn a_field_that_cannot_be_read_says_which_way() {
        let newer = Err(Unreadable::Newer("2".to_owned()));
        assert_eq!(unpack("2.anything"), newer);
        for field in ["", "1.", "1.!", "1.AAAA", "x.AAAA", "no version"] {
            assert_eq!(unpack(field), Err(Unreadable::Broken), "{field:?}");
        }
    }

    /// This link was made with the first version and opens for ever.
    #[test]
    fn the_first_link_still_opens() {
        let scenario = unpack("1.q1bKzE1MTy1Wsqqu1VHKy08BMaNjdZQK8lPArFoA").unwrap();
        assert_eq!(scenario, Scenario::default());
    }
}
