//! From the text to the entries. serde sees every value once and keeps none that is secret; its
//! messages may quote the text, so only the place of an error is used.

use std::collections::BTreeMap;

use serde::de::{DeserializeSeed, MapAccess};

use super::{
    DockerConfig, Ignored, Malformed, Problem,
    raw_entry::{EntryValue, Order, RawEntry},
};
use crate::{
    credentials::{
        any_value::{AnyValue, OnValue},
        entry::Entry,
        shown::{MASK, is_auth, is_registry, without_user_info},
    },
    shareable::hides_token,
};

/// Fields of a config.json; in a .dockercfg all fields are registries.
const CONFIG_JSON_FIELDS: [&str; 10] = [
    "auths",
    "credsStore",
    "credHelpers",
    "HttpHeaders",
    "currentContext",
    "plugins",
    "aliases",
    "features",
    "psFormat",
    "detachKeys",
];

/// Reads a config.json.
///
/// # Errors
/// The text is no config.json, or one entry is malformed.
pub fn read_config_json(text: &str) -> Result<DockerConfig, Malformed> {
    read(text)?.into_config_json()
}

/// Reads a .dockercfg.
///
/// # Errors
/// The text is no .dockercfg, or one entry is malformed.
pub fn read_dockercfg(text: &str) -> Result<DockerConfig, Malformed> {
    read(text)?.into_dockercfg()
}

/// Reads a config.json or a .dockercfg, told apart by their fields.
///
/// # Errors
/// The text is neither, or one entry is malformed.
pub fn read_docker_config(text: &str) -> Result<DockerConfig, Malformed> {
    let root = read(text)?;
    if root.hinto_config_json_field || root.registries.is_empty() {
        root.into_config_json()
    } else {
        root.into_dockercfg()
    }
}

fn read(text: &str) -> Result<Root, Malformed> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let root = AnyValue(RootValue).deserialize(&mut deserializer);
    let root = root.and_then(|root| deserializer.end().map(|()| root));
    let not_json = |error: serde_json::Error| Problem::NotJson {
        line: error.line(),
        column: error.column(),
    };
    root.map_err(not_json)
        .and_then(|root| root)
        .map_err(Malformed::whole_text)
}

type Entries = Vec<(String, Result<RawEntry, Problem>)>;

/// The text, read as a config.json and as a .dockercfg at once.
struct Root {
    hinto_config_json_field: bool,
    auths: Option<Result<Entries, Problem>>,
    registries: Entries,
    ignored: Vec<Ignored>,
    /// Whether `HttpHeaders` are texts, as Go wants them.
    headers: Result<(), Problem>,
}

impl Default for Root {
    fn default() -> Self {
        Self {
            hinto_config_json_field: false,
            auths: None,
            registries: Vec::new(),
            ignored: Vec::new(),
            headers: Ok(()),
        }
    }
}

impl Root {
    fn into_config_json(mut self) -> Result<DockerConfig, Malformed> {
        self.headers.map_err(Malformed::whole_text)?;
        let Some(auths) = self.auths else {
            self.ignored.push(Ignored::NoAuths);
            return config(Vec::new(), self.ignored);
        };
        config(auths.map_err(Malformed::whole_text)?, self.ignored)
    }

    fn into_dockercfg(self) -> Result<DockerConfig, Malformed> {
        if self.auths.is_none() {
            return config(self.registries, Vec::new());
        }
        // That one of its fields is no entry says less than that it is another file.
        config(self.registries, vec![Ignored::ConfigJsonAsDockercfg])
            .map_err(|_| Malformed::whole_text(Problem::ConfigJsonAsDockercfg))
    }
}

fn config(entries: Entries, mut ignored: Vec<Ignored>) -> Result<DockerConfig, Malformed> {
    let mut read: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut places = BTreeMap::new();
    for (index, (mut key, entry)) in entries.into_iter().enumerate() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(problem) => {
                // With a text in the place of the entry, or none of a registry before it, key and
                // value may be the wrong way round.
                let hides =
                    problem == Problem::EntryNotAnObject || !is_registry(&key) || hides_token(&key);
                return Err(Malformed {
                    key: (!hides).then(|| without_user_info(&key).into_owned()),
                    entry: Some(index + 1),
                    problem,
                });
            }
        };
        // Such a key fits no image, with what is in its place neither.
        if is_auth(&key)
            || hides_token(&key)
            || (entry.order == Order::Reversed && !is_registry(&key))
        {
            MASK.clone_into(&mut key);
        }
        let shown = || without_user_info(&key).into_owned();
        if entry.has_line_break {
            ignored.push(Ignored::LineBreak(shown()));
        }
        if entry.has_line_break_in_field {
            ignored.push(Ignored::LineBreakInField(shown()));
        }
        if entry.has_identity_token {
            ignored.push(Ignored::IdentityToken(shown()));
        }
        if entry.has_registry_token {
            ignored.push(Ignored::RegistryToken(shown()));
        }
        let entry = Entry::with_login(&key, entry.username.as_deref(), entry.login());
        // The later of two equal keys counts, as in a map of Go.
        if let Some(&place) = places.get(&key) {
            read[place] = entry;
        } else {
            places.insert(key, read.len());
            read.push(entry);
        }
    }
    Ok(DockerConfig {
        entries: read,
        ignored,
    })
}

struct RootValue;

impl<'de> OnValue<'de> for RootValue {
    type Kept = Result<Root, Problem>;

    fn null(self) -> Self::Kept {
        Ok(Root::default())
    }

    fn text(self, _: &str) -> Self::Kept {
        Err(Problem::NotAnObject)
    }

    fn scalar(self) -> Self::Kept {
        Err(Problem::NotAnObject)
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut root = Root::default();
        while let Some(key) = map.next_key::<String>()? {
            let is = |name: &&str| key.eq_ignore_ascii_case(name);
            root.hinto_config_json_field |= CONFIG_JSON_FIELDS.iter().any(&is);
            if is(&"HttpHeaders") {
                let (entry, headers) = map.next_value_seed(AnyValue(HeadersValue))?;
                root.headers = root.headers.and(headers);
                root.registries.push((key, entry));
                continue;
            }
            if is(&"auths") {
                // Go adds to a map that comes twice.
                let auths = map.next_value_seed(AnyValue(AuthsValue))?;
                root.auths = Some(match (root.auths.take(), auths) {
                    (Some(Ok(mut before)), Ok(mut auths)) => {
                        before.append(&mut auths);
                        Ok(before)
                    }
                    (Some(Err(problem)), _) => Err(problem),
                    (_, auths) => auths,
                });
                root.registries.push((key, Ok(RawEntry::default())));
                continue;
            }
            if is(&"credsStore") {
                root.ignored.push(Ignored::CredsStore);
            } else if is(&"credHelpers") {
                root.ignored.push(Ignored::CredHelpers);
            }
            let entry = map.next_value_seed(AnyValue(EntryValue))?;
            root.registries.push((key, entry));
        }
        Ok(Ok(root))
    }
}

/// `HttpHeaders`, and the same value as the entry of a .dockercfg.
struct HeadersValue;

impl<'de> OnValue<'de> for HeadersValue {
    type Kept = (Result<RawEntry, Problem>, Result<(), Problem>);

    fn null(self) -> Self::Kept {
        (Ok(RawEntry::default()), Ok(()))
    }

    fn text(self, _: &str) -> Self::Kept {
        self.scalar()
    }

    fn scalar(self) -> Self::Kept {
        let problem = Problem::FieldNotAnObject("HttpHeaders");
        (Err(Problem::EntryNotAnObject), Err(problem))
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut headers = Ok(());
        while map.next_key::<String>()?.is_some() {
            headers = headers.and(map.next_value_seed(AnyValue(HeaderValue))?);
        }
        Ok((Ok(RawEntry::default()), headers))
    }
}

/// The value of one header.
struct HeaderValue;

impl OnValue<'_> for HeaderValue {
    type Kept = Result<(), Problem>;

    fn null(self) -> Self::Kept {
        Ok(())
    }

    fn text(self, _: &str) -> Self::Kept {
        Ok(())
    }

    fn scalar(self) -> Self::Kept {
        Err(Problem::HeaderNotText)
    }
}

struct AuthsValue;

impl<'de> OnValue<'de> for AuthsValue {
    type Kept = Result<Entries, Problem>;

    fn null(self) -> Self::Kept {
        Ok(Vec::new())
    }

    fn text(self, _: &str) -> Self::Kept {
        self.scalar()
    }

    fn scalar(self) -> Self::Kept {
        Err(Problem::FieldNotAnObject("auths"))
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let entry = map.next_value_seed(AnyValue(EntryValue))?;
            entries.push((key, entry));
        }
        Ok(Ok(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::entry::Login;

    /// The entries as `key user`, or what is wrong.
    fn entries(read: Result<DockerConfig, Malformed>) -> Result<Vec<String>, Problem> {
        let line = |entry: &Entry| format!("{} {}", entry.key(), entry.username().unwrap_or("-"));
        match read {
            Ok(config) => Ok(config.entries.iter().map(line).collect()),
            Err(malformed) => Err(malformed.problem),
        }
    }

    fn read_entry(entry: &str) -> Result<Vec<String>, Problem> {
        entries(read_config_json(&format!(r#"{{"auths":{{"r":{entry}}}}}"#)))
    }

    #[test]
    fn entries_are_read_as_the_kubelet_does() {
        for (entry, expected) in [
            (r#"{"auth":"dXNlcjpwYXNzd29yZA=="}"#, "r user"),
            (r#"{"auth":"dXNlcjpwYXNzd29yZA"}"#, "r user"),
            (r#"{"auth":"dXNlcjpw\nYXNzd29yZA=="}"#, "r user"),
            // The first colon ends the user.
            (r#"{"auth":"dXNlcjphOmI="}"#, "r user"),
            (
                r#"{"username":"joe","auth":"dXNlcjpwYXNzd29yZA=="}"#,
                "r user",
            ),
            (r#"{"username":"joe","password":"p","auth":""}"#, "r joe"),
            (r#"{"UserName":"joe","AUTH":null}"#, "r joe"),
            (r#"{"identitytoken":"t"}"#, "r -"),
            ("{}", "r -"),
            ("null", "r -"),
        ] {
            assert_eq!(read_entry(entry), Ok(vec![expected.to_owned()]), "{entry}");
        }
    }

    #[test]
    fn one_malformed_entry_spoils_the_document() {
        for (entry, problem) in [
            (r#"{"auth":"dXNlcjpwYXNzd29yZA="}"#, Problem::AuthNotBase64),
            (r#"{"auth":"user:password"}"#, Problem::AuthNotBase64),
            (r#"{"auth":"dXNlcg=="}"#, Problem::AuthWithoutColon),
            // base64 of base64 of u:p
            (r#"{"auth":"ZFRwdw=="}"#, Problem::AuthEncodedTwice),
            (r#"{"auth":1}"#, Problem::FieldNotText("auth")),
            (r#"{"password":["p"]}"#, Problem::FieldNotText("password")),
            (r#""dXNlcjpwYXNzd29yZA==""#, Problem::EntryNotAnObject),
        ] {
            assert_eq!(read_entry(entry), Err(problem), "{entry}");
        }
        let text = r#"{"auths":{"a":{"username":"u"},"https://x:y@b":{"auth":"!"}}}"#;
        let malformed = read_config_json(text).unwrap_err();
        assert_eq!(malformed.key.as_deref(), Some("https://b"));
    }

    #[test]
    fn what_may_be_a_secret_in_the_place_of_a_key_is_not_shown() {
        for text in [
            r#"{"auths":{"s3cret":"ghcr.io"}}"#,
            r#"{"auths":{"s3.cret":"ghcr.io"}}"#,
            r#"{"auths":{"s3cret":{"auth":"ghcr.io"}}}"#,
            r#"{"auths":{"s3cret":{"password":"ghcr.io"}}}"#,
            r#"{"auths":{"s3cret":{"registry":"https://ghcr.io"}}}"#,
            r#"{"auths":{"joe:s3cret":{"auth":"ghcr.io"}}}"#,
            r#"{"auths":{"am9lOnMzY3JldA==":{}}}"#,
            r#"{"auths":{"am9lOnMzY3JldA":{"identitytoken":"t"}}}"#,
            r#"{"s3cret":{"username":"ghcr.io"}}"#,
        ] {
            let read = read_docker_config(text);
            let shown = match &read {
                Ok(config) => format!("{config:?}"),
                Err(malformed) => format!("{malformed:?} {}", malformed.words()),
            };
            for secret in ["s3cret", "s3.cret", "am9l"] {
                assert!(!shown.contains(secret), "{text}: {shown}");
            }
        }
        let second = r#"{"auths":{"ghcr.io":{},"s3cret":"quay.io"}}"#;
        assert_eq!(read_docker_config(second).unwrap_err().entry, Some(2));
        let users = r#"{"auths":{"r":{"username":"joe","password":"s3.cret"},"a.io":{"username":"joe.x"}}}"#;
        let expected = Ok(vec!["•••••• joe".to_owned(), "a.io joe.x".to_owned()]);
        assert_eq!(entries(read_docker_config(users)), expected);
    }

    #[test]
    fn both_forms_are_told_apart_by_their_fields() {
        let dockercfg = r#"{"r":{"username":"u"}}"#;
        let config_json = r#"{"auths":{"r":{"username":"u"}}}"#;
        let expected = Ok(vec!["r u".to_owned()]);
        assert_eq!(entries(read_docker_config(dockercfg)), expected);
        assert_eq!(entries(read_docker_config(config_json)), expected);
        assert_eq!(entries(read_dockercfg(dockercfg)), expected);
        let wrong = read_dockercfg(config_json).unwrap();
        assert_eq!(wrong.ignored, [Ignored::ConfigJsonAsDockercfg]);
        let wrong = read_config_json(dockercfg).unwrap();
        assert_eq!(
            (wrong.entries, wrong.ignored),
            (vec![], vec![Ignored::NoAuths])
        );
    }

    #[test]
    fn a_line_break_is_named_where_it_counts() {
        let field = || vec![Ignored::LineBreakInField("r".to_owned())];
        let auth = || vec![Ignored::LineBreak("r".to_owned())];
        for (entry, expected) in [
            (r#"{"username":"u\n","password":"p"}"#, field()),
            (r#"{"username":"u","password":"p\r\n"}"#, field()),
            (r#"{"username":"u","password":"p"}"#, vec![]),
            // u:p with a line break; user and password beside it do not count.
            (r#"{"auth":"dTpwCg==","password":"p\n"}"#, auth()),
        ] {
            let read = read_config_json(&format!(r#"{{"auths":{{"r":{entry}}}}}"#));
            assert_eq!(read.unwrap().ignored, expected, "{entry}");
        }
    }

    #[test]
    fn what_the_kubelet_ignores_is_named() {
        let text = r#"{"auths":{"r":{"identitytoken":"t","registrytoken":"t"}},"credsStore":"d","credHelpers":{}}"#;
        let config = read_config_json(text).unwrap();
        assert_eq!(config.ignored.len(), 4, "{:?}", config.ignored);
        assert_eq!(config.entries[0].login, Login::OnlyToken("identitytoken"));
    }

    #[test]
    fn what_is_no_docker_configuration_says_where() {
        for (text, problem) in [
            ("", Problem::NotJson { line: 1, column: 0 }),
            ("{\n\"a\":}", Problem::NotJson { line: 2, column: 5 }),
            ("{} x", Problem::NotJson { line: 1, column: 4 }),
            ("[]", Problem::NotAnObject),
            ("\"a\"", Problem::NotAnObject),
            (r#"{"auths":[]}"#, Problem::FieldNotAnObject("auths")),
        ] {
            assert_eq!(entries(read_docker_config(text)), Err(problem), "{text}");
        }
    }

    #[test]
    fn the_later_of_two_equal_keys_counts() {
        let text = r#"{"auths":{"a":{"username":"1"},"b":{},"a":{"username":"2"}}}"#;
        assert_eq!(
            entries(read_config_json(text)),
            Ok(vec!["a 2".to_owned(), "b -".to_owned()])
        );
    }
}
