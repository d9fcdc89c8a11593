//! What a person gives: where credentials come from and which keys they have.
//!
//! The address has the same as JSON, without the names of users: [`Input::packed`].

use imagepull::{
    credentials::without_user_info,
    shareable::{may_share_name, may_share_registry},
};
use serde::{Deserialize, Serialize};

use crate::address::{
    credentials::CredentialsChoice,
    packed::{Packed, Unreadable, unpack_text},
};

/// The type of a Secret with a config.json.
pub const DOCKER_CONFIG_JSON: &str = "kubernetes.io/dockerconfigjson";
/// The type of a Secret with a .dockercfg.
pub const DOCKER_CFG: &str = "kubernetes.io/dockercfg";
/// The namespace of a Pod that names none.
pub const DEFAULT_NAMESPACE: &str = "default";

/// Everything that may give credentials for an image.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Input {
    /// The Pod with the image.
    #[serde(skip_serializing_if = "is_default")]
    pub pod: Pod,
    /// Secrets of the cluster.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<Secret>,
    /// The entries of the node's config.json.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub node: Vec<Entry>,
    /// The credential providers of the kubelet, in the order of its configuration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub providers: Vec<Provider>,
}

/// What a Pod says about credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Pod {
    /// Its namespace; empty: `default`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub namespace: String,
    /// The names in its imagePullSecrets; `None`: those of all Secrets that are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_pull_secrets: Option<Vec<String>>,
    /// Its ServiceAccount, where that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_account: Option<ServiceAccount>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceAccount {
    pub name: String,
    /// Its namespace; empty: that of the Pod.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub namespace: String,
    /// The names in its imagePullSecrets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub image_pull_secrets: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Secret {
    pub name: String,
    /// Its namespace; empty: that of the Pod.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub namespace: String,
    /// Its type; empty: `kubernetes.io/dockerconfigjson`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub r#type: String,
    /// The key of its data with the entries; empty: the one that its type asks for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub data_key: String,
    #[serde(rename = "keys", skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
}

/// A credential provider of the kubelet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Provider {
    pub name: String,
    /// The images that it is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub match_images: Vec<String>,
    /// The entries of its answer.
    #[serde(rename = "keys", skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// What its answer is kept under: `Image`, `Registry` or `Global`; empty: not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cache_key_type: String,
}

/// An entry of `auths`. As JSON it is its key alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Entry {
    pub key: String,
    /// Whose credentials they are; empty: not known. It is in no address.
    pub user: String,
}

impl From<String> for Entry {
    /// A link that somebody typed may have a user and password in a key.
    fn from(key: String) -> Self {
        Self {
            key: without_user_info(&key).into_owned(),
            user: String::new(),
        }
    }
}

impl From<Entry> for String {
    fn from(entry: Entry) -> Self {
        entry.public_key()
    }
}

impl Entry {
    /// The key without user and password.
    fn public_key(&self) -> String {
        without_user_info(&self.key).into_owned()
    }
}

impl Secret {
    /// Its type.
    pub fn kind(&self) -> &str {
        match &*self.r#type {
            "" => DOCKER_CONFIG_JSON,
            written => written,
        }
    }

    /// The key of its data with the entries.
    pub fn data_key(&self) -> &str {
        match (&*self.data_key, self.kind()) {
            ("", DOCKER_CFG) => ".dockercfg",
            ("", _) => ".dockerconfigjson",
            (written, _) => written,
        }
    }
}

impl Pod {
    pub fn namespace(&self) -> &str {
        match &*self.namespace {
            "" => DEFAULT_NAMESPACE,
            written => written,
        }
    }
}

impl Input {
    /// What an address says.
    ///
    /// # Errors
    /// Its field cannot be unpacked.
    pub fn new(choice: &CredentialsChoice) -> Result<Self, Unreadable> {
        if !choice.preset.is_empty() {
            return Ok(super::presets::given(&choice.preset));
        }
        if choice.given.is_empty() {
            return Ok(Self::default());
        }
        let json = unpack_text(&choice.given)?;
        serde_json::from_str(&json).map_err(|_| Unreadable::Broken)
    }

    /// Whether a link may have what a field says. One that cannot be read is shown to nobody.
    pub fn may_share_packed(field: &str) -> bool {
        let json = unpack_text(field).unwrap_or_default();
        serde_json::from_str(&json).map_or(true, |given: Self| given.may_be_shared())
    }

    /// The field for an address; empty where nothing is given.
    pub fn packed(&self) -> Packed {
        if self == &Self::default() {
            return Packed::default();
        }
        let json = serde_json::to_string(self).unwrap_or_default();
        Packed::new(&json, self.may_be_shared())
    }

    /// Whether a link may have it: all of it or nothing.
    fn may_be_shared(&self) -> bool {
        // All fields by name: a new one has to be judged before this compiles.
        let Self {
            pod,
            secrets,
            node,
            providers,
        } = self;
        let Pod {
            namespace,
            image_pull_secrets,
            service_account,
        } = pod;
        let names = |names: &[String]| names.iter().all(|name| may_share_name(name));
        let entries = |entries: &[Entry]| {
            entries
                .iter()
                .all(|it| may_share_registry(&it.public_key()))
        };
        may_share_name(namespace)
            && image_pull_secrets.as_deref().is_none_or(names)
            && service_account.as_ref().is_none_or(|account| {
                let ServiceAccount {
                    name,
                    namespace,
                    image_pull_secrets,
                } = account;
                may_share_name(name) && may_share_name(namespace) && names(image_pull_secrets)
            })
            && secrets.iter().all(|secret| {
                let Secret {
                    name,
                    namespace,
                    r#type,
                    data_key,
                    entries: keys,
                } = secret;
                [name, namespace, r#type, data_key]
                    .into_iter()
                    .all(|it| may_share_name(it))
                    && entries(keys)
            })
            && entries(node)
            && providers.iter().all(|provider| {
                let Provider {
                    name,
                    match_images,
                    entries: keys,
                    cache_key_type,
                } = provider;
                may_share_name(name)
                    && may_share_name(cache_key_type)
                    && match_images
                        .iter()
                        .all(|pattern| may_share_registry(pattern))
                    && entries(keys)
            })
    }

    /// The same as an address says it: without user names.
    pub fn published(&self) -> Self {
        let mut published = self.clone();
        let secrets = published.secrets.iter_mut().map(|it| &mut it.entries);
        let providers = published.providers.iter_mut().map(|it| &mut it.entries);
        let lists = secrets.chain(providers).chain([&mut published.node]);
        for entry in lists.flatten() {
            *entry = String::from(std::mem::take(entry)).into();
        }
        published
    }

    /// All keys: of the Secrets, of the node and of what providers answer.
    pub fn all_keys(&self) -> impl Iterator<Item = &str> {
        let secrets = self.secrets.iter().map(|it| &it.entries);
        let providers = self.providers.iter().map(|it| &it.entries);
        let lists = secrets.chain([&self.node]).chain(providers);
        lists.flatten().map(|it| it.key.as_str())
    }

    /// How many keys there are.
    pub fn keys(&self) -> usize {
        self.all_keys().count()
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    value == &T::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;

    /// This link was made with the first version and opens for ever; golden.json has it, too.
    #[test]
    fn the_first_link_still_opens() {
        let link = "#/credentials?image=registry.example.com/acme/api:v1&credentials=1.dZDNUsMwDITfxcdO4pDynxtHhgsD3JgehKymnsR2RnZKQyfvjkNISsv0Kq2-3dVeNE6JYi8sGPINIIlCBAKTgkiENlDSc1vXr4RMwYviXRjN7DitXamtWCXCE2810gOia22YUJGiaA1tHc5gmErtA3cTqO8H1LSeIUduiQhdM0yr9oPYUiAvtcuUw4oY12UUVNT9SSlpB6apSaIz0SKZsSfuh7tpcXIZe1qnaFBsQmh8kWXaKtrJ0XtIsc2z4R0Nu61WxEctYq80VlNkg4Y6nTTR10DAzePwnx_7hVRVTI0sFxIMfDkLn37McMiYLy-vrm9u7-4v8uWspzbFiOeIz_-fIuCGnqh7G__38ttS9Kv-Gw";
        let (address, _) = Address::default().open(link);
        let given = Input::new(&address.credentials).expect("it can be read");
        let json = serde_json::to_value(&given).expect("JSON");
        let expected = serde_json::json!({
            "pod": {
                "namespace": "team-a",
                "imagePullSecrets": ["mirror-login"],
                "serviceAccount": { "name": "default", "imagePullSecrets": ["registry-login"] },
            },
            "secrets": [
                {
                    "name": "mirror-login",
                    "type": "kubernetes.io/dockercfg",
                    "keys": ["mirror.example.com"],
                },
                { "name": "registry-login", "keys": ["registry.example.com"] },
            ],
            "node": ["https://index.docker.io/v1/"],
            "providers": [{
                "name": "ecr-credential-provider",
                "matchImages": ["*.dkr.ecr.*.amazonaws.com"],
                "keys": ["123456789012.dkr.ecr.eu-central-1.amazonaws.com"],
                "cacheKeyType": "Registry",
            }],
        });
        assert_eq!(json, expected);
        assert_eq!(address.with_credentials(given.packed()), address);
    }
}
