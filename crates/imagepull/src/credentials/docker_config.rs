//! A docker configuration as the kubelet reads it: `config.json` (`.dockerconfigjson` in a Secret)
//! and the older `.dockercfg`.
//!
//! Source: kubernetes/kubernetes pkg/credentialprovider/config.go. Go compares the names of fields
//! without case. Passwords, `auth` and tokens are looked at and dropped while the text is read: no
//! value of these types holds one.

mod raw_entry;
mod read;

use super::entry::Entry;
use crate::words::{Message, message};

pub use read::{read_config_json, read_docker_config, read_dockercfg};

/// The entries of a docker configuration, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DockerConfig {
    /// What the kubelet uses.
    pub entries: Vec<Entry>,
    /// What is in the text for others than the kubelet.
    pub ignored: Vec<Ignored>,
}

/// A field that Docker uses and the kubelet does not, or something else that keeps a configuration from
/// doing what is meant by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// `credsStore`: the passwords are kept by a program of the machine.
    CredsStore,
    /// `credHelpers`: the same for single registries.
    CredHelpers,
    /// `identitytoken` of the entry with this key.
    IdentityToken(String),
    /// `registrytoken` of the entry with this key.
    RegistryToken(String),
    /// No field, but a line break in what the `auth` of the entry with this key decodes to: it is part of
    /// the user or of the password.
    LineBreak(String),
    /// No field, but a line break in `username` or `password` of the entry with this key.
    LineBreakInField(String),
    /// A `config.json` under the name `.dockercfg`: `auths` is taken for a registry.
    ConfigJsonAsDockercfg,
    /// A text without `auths` in the place of a `config.json`.
    NoAuths,
}

/// Why a text is no docker configuration: the first thing that is wrong. Nothing of it counts then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The key of the entry, where one is malformed and the key cannot be a secret.
    pub key: Option<String>,
    /// Which entry of the text is malformed, counted from 1.
    pub entry: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a docker configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is no JSON from this place on; both count from 1, the column in bytes.
    NotJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// The text is JSON, but not an object.
    NotAnObject,
    /// This field is not an object.
    FieldNotAnObject(&'static str),
    /// The entry is not an object.
    EntryNotAnObject,
    /// This field of the entry is not a string.
    FieldNotText(&'static str),
    /// A value of `HttpHeaders` is no text.
    HeaderNotText,
    /// The value in the `data` of a Secret is no base64.
    DataNotBase64,
    /// The value decodes to base64: it was encoded twice.
    EncodedTwice,
    /// A `config.json` under the name `.dockercfg`, whose fields are no entries.
    ConfigJsonAsDockercfg,
    /// `auth` is not base64.
    AuthNotBase64,
    /// `auth` decodes to base64 of something with a colon: it was encoded twice.
    AuthEncodedTwice,
    /// `auth` is base64 of something without a colon.
    AuthWithoutColon,
}

impl Malformed {
    pub(crate) fn whole_text(problem: Problem) -> Self {
        Self {
            key: None,
            entry: None,
            problem,
        }
    }

    /// What is wrong, as one sentence. It never quotes the text.
    pub fn words(&self) -> Message {
        let said = match &self.problem {
            Problem::NotJson { line, column } => {
                message!(
                    "Invalid JSON at line {line}, column {column}.",
                    line,
                    column
                )
            }
            Problem::NotAnObject => message!("The text is JSON, but not an object."),
            Problem::FieldNotAnObject(field) => message!("`{field}` is not an object.", field),
            Problem::EntryNotAnObject => message!("the value is not an object."),
            Problem::FieldNotText(field) => {
                message!("`{field}` is not a string.", field)
            }
            Problem::HeaderNotText => {
                message!("A value of `HttpHeaders` is not a string, so Go ignores the whole file.")
            }
            Problem::DataNotBase64 => message!("The value in `data` is not base64."),
            Problem::EncodedTwice => message!(
                "The value is base64 twice. In `data` it is encoded once, in `stringData` not at all."
            ),
            Problem::ConfigJsonAsDockercfg => message!(
                "This is a config.json, and its fields are read as registries. It belongs in a Secret of type kubernetes.io/dockerconfigjson, under `.dockerconfigjson`."
            ),
            Problem::AuthNotBase64 => {
                message!("`auth` is not base64 (padded or not, standard alphabet).")
            }
            Problem::AuthEncodedTwice => {
                message!("auth of the entry is base64 twice. It is user:password encoded once.")
            }
            Problem::AuthWithoutColon => {
                message!("`auth` doesn't decode to user:password.")
            }
        };
        match (&self.key, self.entry) {
            (Some(key), _) => message!("In the entry {key},", key = format!("{key:?}")).and(said),
            (None, Some(number)) => message!("In entry number {number} (its key may be a secret and is not shown),", number)
                .and(said)
                .and(message!("The key is the registry; `auth`, or `username` and `password`, belong in the object under it.")),
            (None, None) => said,
        }
    }
}
