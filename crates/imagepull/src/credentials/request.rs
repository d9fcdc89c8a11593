//! What [`match_credentials`](super::match_credentials) is asked. Passwords are dropped while a
//! request is read: none of these types has a place for one.

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, MapAccess},
};

use super::{
    any_value::{AnyValue, OnValue},
    docker_config::{DockerConfig, Malformed, read_docker_config},
    entry::Entry,
    secret::{PullSecret, SecretData, Value},
    shown::without_user_info,
};

/// An image of a Pod and all that holds credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CredentialsRequest {
    /// Image name as in the Pod.
    pub image: String,
    /// What the keyring is asked for, in the place of the image's normalised name.
    pub lookup: Option<String>,
    /// A release such as `1.35`; the newest known.
    pub kubernetes: Option<String>,
    /// The namespace of the Pod; that of the Secrets.
    pub namespace: Option<String>,
    /// The imagePullSecrets of the Pod; all Secrets that are given.
    pub image_pull_secrets: Option<Vec<String>>,
    /// The ServiceAccount of the Pod.
    pub service_account: Option<ServiceAccount>,
    /// The Secrets of the cluster, in the order in which the Pod lists them where it does not say.
    pub pull_secrets: Option<Vec<PullSecret>>,
    /// The docker configuration of the node, or why it is none.
    #[serde(deserialize_with = "node_config")]
    pub node_config: Option<Result<DockerConfig, Malformed>>,
    /// The credential providers, in the order of their configuration.
    pub providers: Option<Vec<Provider>>,
}

/// A ServiceAccount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceAccount {
    /// Its name.
    pub name: Option<String>,
    /// Its namespace; that of the Pod.
    pub namespace: Option<String>,
    /// The names of its imagePullSecrets.
    pub image_pull_secrets: Option<Vec<String>>,
}

/// A credential provider and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Provider {
    /// Its name.
    pub name: String,
    /// The images for which it is asked, without user and password before a host.
    #[serde(deserialize_with = "without_user_infos")]
    pub match_images: Vec<String>,
    /// What it answers: a key and a user each.
    #[serde(deserialize_with = "provider_auth")]
    pub auth: Vec<Entry>,
    /// For what the kubelet keeps the answer: `Image`, `Registry` or `Global`.
    pub cache_key_type: Option<String>,
}

impl PullSecret {
    /// A Secret with this `data`, decoded. The values are looked at and not kept.
    pub fn from_data<'a>(
        name: Option<String>,
        namespace: Option<String>,
        r#type: String,
        data: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut found = SecretData::default();
        for (key, text) in data {
            found.insert(key.to_owned(), Value::new(key, text));
        }
        found.into_secret(name, namespace, r#type)
    }
}

impl<'de> Deserialize<'de> for PullSecret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            #[serde(default)]
            name: Option<String>,
            #[serde(default)]
            namespace: Option<String>,
            r#type: String,
            #[serde(default)]
            data: DecodedData,
        }
        let secret = Fields::deserialize(deserializer)?;
        Ok(secret
            .data
            .0
            .into_secret(secret.name, secret.namespace, secret.r#type))
    }
}

/// A value of another type than this one. It is not quoted, for it may be secret.
struct Expected(&'static str);

/// Reads a value of which nothing but what is kept is ever held.
fn kept<'de, D, V, T>(value: V, deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    V: OnValue<'de, Kept = Result<T, Expected>>,
{
    let kept = AnyValue(value).deserialize(deserializer)?;
    kept.map_err(|Expected(shape)| D::Error::custom(format_args!("must be {shape}")))
}

/// `data` whose values are decoded already.
#[derive(Default)]
struct DecodedData(SecretData);

impl<'de> Deserialize<'de> for DecodedData {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        kept(DataValue, deserializer).map(Self)
    }
}

struct DataValue;

impl<'de> OnValue<'de> for DataValue {
    type Kept = Result<SecretData, Expected>;

    fn null(self) -> Self::Kept {
        Ok(SecretData::default())
    }

    fn text(self, _: &str) -> Self::Kept {
        self.scalar()
    }

    fn scalar(self) -> Self::Kept {
        Err(Expected("an object of strings"))
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut data = SecretData::default();
        let mut wrong = None;
        while let Some(key) = map.next_key::<String>()? {
            match map.next_value_seed(AnyValue(DecodedValue(&key)))? {
                Ok(value) => data.insert(key, value),
                Err(expected) => wrong = Some(expected),
            }
        }
        Ok(wrong.map_or(Ok(data), Err))
    }
}

struct DecodedValue<'a>(&'a str);

impl OnValue<'_> for DecodedValue<'_> {
    type Kept = Result<Value, Expected>;

    fn null(self) -> Self::Kept {
        Ok(Value::Empty)
    }

    fn text(self, text: &str) -> Self::Kept {
        Ok(Value::new(self.0, text))
    }

    fn scalar(self) -> Self::Kept {
        Err(Expected("a string"))
    }
}

fn without_user_infos<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let patterns = Vec::<String>::deserialize(deserializer)?.into_iter();
    Ok(patterns
        .map(|pattern| without_user_info(&pattern).into_owned())
        .collect())
}

type NodeConfig = Option<Result<DockerConfig, Malformed>>;

fn node_config<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NodeConfig, D::Error> {
    kept(NodeConfigValue, deserializer)
}

struct NodeConfigValue;

impl OnValue<'_> for NodeConfigValue {
    type Kept = Result<NodeConfig, Expected>;

    fn null(self) -> Self::Kept {
        Ok(None)
    }

    fn text(self, text: &str) -> Self::Kept {
        Ok(Some(read_docker_config(text)))
    }

    fn scalar(self) -> Self::Kept {
        Err(Expected("a string"))
    }
}

fn provider_auth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Entry>, D::Error> {
    kept(AuthValue, deserializer)
}

struct AuthValue;

impl<'de> OnValue<'de> for AuthValue {
    type Kept = Result<Vec<Entry>, Expected>;

    fn null(self) -> Self::Kept {
        Ok(Vec::new())
    }

    fn text(self, _: &str) -> Self::Kept {
        self.scalar()
    }

    fn scalar(self) -> Self::Kept {
        Err(Expected("an object"))
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut entries = Vec::new();
        let mut wrong = None;
        while let Some(key) = map.next_key::<String>()? {
            match map.next_value_seed(AnyValue(UserOfAuth))? {
                Ok(username) => entries.push(Entry::new(&key, username.as_deref())),
                Err(expected) => wrong = Some(expected),
            }
        }
        Ok(wrong.map_or(Ok(entries), Err))
    }
}

/// The user of one answer of a provider.
struct UserOfAuth;

impl<'de> OnValue<'de> for UserOfAuth {
    type Kept = Result<Option<String>, Expected>;

    fn null(self) -> Self::Kept {
        Ok(None)
    }

    fn text(self, _: &str) -> Self::Kept {
        self.scalar()
    }

    fn scalar(self) -> Self::Kept {
        Err(Expected("an object with username and password"))
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut username = Ok(None);
        while let Some(key) = map.next_key::<String>()? {
            let found = map.next_value_seed(AnyValue(TextOf(&key)))?;
            if key == "username" || found.is_err() {
                username = username.and(found);
            }
        }
        Ok(username)
    }
}

/// The text of a field of an answer; only that of `username` is kept.
struct TextOf<'a>(&'a str);

impl OnValue<'_> for TextOf<'_> {
    type Kept = Result<Option<String>, Expected>;

    fn null(self) -> Self::Kept {
        Ok(None)
    }

    fn text(self, text: &str) -> Self::Kept {
        Ok((self.0 == "username").then(|| text.to_owned()))
    }

    fn scalar(self) -> Self::Kept {
        Err(Expected("a string"))
    }
}
