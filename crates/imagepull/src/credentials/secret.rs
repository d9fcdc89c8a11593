//! A Secret as an imagePullSecret: what the kubelet finds in it.
//!
//! Source: kubernetes/kubernetes pkg/credentialprovider/secrets/secrets.go.

use std::collections::BTreeMap;

use super::docker_config::{DockerConfig, Malformed, Problem, read_config_json, read_dockercfg};
use crate::base64_text;

/// The type of a Secret that holds a `config.json`, and its key in `data`.
pub const DOCKER_CONFIG_JSON: (&str, &str) =
    ("kubernetes.io/dockerconfigjson", ".dockerconfigjson");

/// The type of a Secret that holds a `.dockercfg`, and its key in `data`.
pub const DOCKERCFG: (&str, &str) = ("kubernetes.io/dockercfg", ".dockercfg");

/// A Secret, without anything that is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullSecret {
    /// Its name.
    pub name: Option<String>,
    /// Its namespace; that of the Pod.
    pub namespace: Option<String>,
    /// Its type, for example `kubernetes.io/dockerconfigjson`.
    pub r#type: String,
    /// Its docker configuration, or why the kubelet finds none.
    pub config: Result<DockerConfig, Unusable>,
}

/// Why a Secret gives the kubelet no credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is of a type that the kubelet passes over.
    Type,
    /// `data` has not the key that belongs to its type, but these.
    NoKey(Vec<String>),
    /// The key that belongs to its type has nothing in it.
    Empty,
    /// What is there is no docker configuration: the pull fails.
    Malformed(Malformed),
}

/// The values in the `data` of a Secret, without anything that is secret.
#[derive(Debug, Default)]
pub(super) struct SecretData {
    values: BTreeMap<String, Value>,
}

/// One value of `data`.
#[derive(Debug)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// What a key of the kubelet holds.
    Config(Result<DockerConfig, Malformed>),
    /// Anything else.
    Other,
}

impl Value {
    /// What is in a decoded value.
    pub fn new(key: &str, text: &str) -> Self {
        if key == DOCKER_CONFIG_JSON.1 && !text.is_empty() {
            Self::Config(once_encoded(text, read_config_json(text)))
        } else if key == DOCKERCFG.1 && !text.is_empty() {
            Self::Config(once_encoded(text, read_dockercfg(text)))
        } else if text.is_empty() {
            Self::Empty
        } else {
            Self::Other
        }
    }

    /// What is in a value as the API carries it.
    pub fn from_base64(key: &str, encoded: &str) -> Self {
        if ![DOCKER_CONFIG_JSON.1, DOCKERCFG.1].contains(&key) {
            return Self::Other;
        }
        match base64_text::decode(encoded) {
            Some(bytes) => Self::new(key, &String::from_utf8_lossy(&bytes)),
            None => Self::Config(Err(Malformed::whole_text(Problem::DataNotBase64))),
        }
    }
}

/// What was read of a text, or that the text is base64 of an object.
fn once_encoded(
    text: &str,
    read: Result<DockerConfig, Malformed>,
) -> Result<DockerConfig, Malformed> {
    let is_encoded = |text: &str| {
        let decoded = base64_text::decode(text.trim());
        decoded.is_some_and(|bytes| bytes.trim_ascii_start().starts_with(b"{"))
    };
    read.map_err(|malformed| match malformed.problem {
        Problem::NotJson { .. } if is_encoded(text) => Malformed::whole_text(Problem::EncodedTwice),
        _ => malformed,
    })
}

impl SecretData {
    /// Adds a value; the later of two with one key counts.
    pub fn insert(&mut self, key: String, value: Value) {
        self.values.insert(key, value);
    }

    /// The Secret that has these values.
    pub fn into_secret(
        mut self,
        name: Option<String>,
        namespace: Option<String>,
        r#type: String,
    ) -> PullSecret {
        let known = [DOCKER_CONFIG_JSON, DOCKERCFG];
        let key = known.iter().find(|(known, _)| *known == r#type);
        let config = match key.map(|(_, key)| self.values.remove(*key)) {
            None => Err(Unusable::Type),
            Some(None) => Err(Unusable::NoKey(self.values.into_keys().collect())),
            Some(Some(Value::Config(config))) => config.map_err(Unusable::Malformed),
            Some(Some(Value::Empty | Value::Other)) => Err(Unusable::Empty),
        };
        PullSecret {
            name,
            namespace,
            r#type,
            config,
        }
    }
}
