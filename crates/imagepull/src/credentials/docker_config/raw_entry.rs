//! One entry of a docker configuration, from which what is secret is dropped while it is read.

use serde::de::MapAccess;

use super::Problem;
use crate::{
    base64_text,
    credentials::{
        any_value::{AnyValue, OnValue},
        entry::Login,
        shown::is_registry,
    },
};

/// An entry without what is secret.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether one thing stands in the entry"
)]
pub(super) struct RawEntry {
    pub username: Option<String>,
    has_password: bool,
    /// A line break is in what `auth` decodes to.
    pub has_line_break: bool,
    /// A line break is in `username` or `password`, and they count.
    pub has_line_break_in_field: bool,
    pub has_identity_token: bool,
    pub has_registry_token: bool,
    pub order: Order,
}

/// Which way round a key and its entry are written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// As far as can be told, as they should be.
    #[default]
    Right,
    /// A registry is where a secret or a user belongs: what is the key may be a secret.
    Reversed,
}

impl Order {
    fn with(text: &str) -> Self {
        if is_registry(text) {
            Self::Reversed
        } else {
            Self::Right
        }
    }

    /// Reversed where one of both is.
    fn or(self, other: Self) -> Self {
        match self {
            Self::Right => other,
            Self::Reversed => self,
        }
    }
}

impl RawEntry {
    /// What it gives to log in with.
    pub fn login(&self) -> Login {
        if self.has_password {
            Login::UserAndPassword
        } else if self.username.is_some() && self.has_identity_token {
            // `docker login` writes a user of zeros beside its token.
            Login::UserAndPassword
        } else if self.username.is_some() {
            Login::OnlyUser
        } else if self.has_identity_token {
            Login::OnlyToken("identitytoken")
        } else if self.has_registry_token {
            Login::OnlyToken("registrytoken")
        } else {
            Login::Nothing
        }
    }
}

/// What an `auth` decodes to, without the password.
struct DecodedAuth {
    user: String,
    has_password: bool,
    has_line_break: bool,
}

fn decoded(auth: &str) -> Result<DecodedAuth, Problem> {
    let decoded = if auth.trim().ends_with('=') {
        base64_text::decode(auth)
    } else {
        base64_text::decode_unpadded(auth)
    };
    let decoded = decoded.ok_or(Problem::AuthNotBase64)?;
    let colon = decoded.iter().position(|byte| *byte == b':');
    let colon = colon.ok_or_else(|| without_colon(&decoded))?;
    let user = String::from_utf8_lossy(&decoded[..colon]).into_owned();
    Ok(DecodedAuth {
        user,
        has_password: colon + 1 < decoded.len(),
        has_line_break: has_line_break(&decoded),
    })
}

/// What is wrong with an `auth` that decodes to something without a colon.
fn without_colon(decoded: &[u8]) -> Problem {
    let again = std::str::from_utf8(decoded).ok().and_then(|text| {
        let text = text.trim();
        base64_text::decode(text).or_else(|| base64_text::decode_unpadded(text))
    });
    if again.is_some_and(|it| it.contains(&b':')) {
        Problem::AuthEncodedTwice
    } else {
        Problem::AuthWithoutColon
    }
}

fn has_line_break(text: &[u8]) -> bool {
    text.iter().any(|byte| matches!(byte, b'\r' | b'\n'))
}

/// Reads an entry.
pub(super) struct EntryValue;

impl<'de> OnValue<'de> for EntryValue {
    type Kept = Result<RawEntry, Problem>;

    fn null(self) -> Self::Kept {
        Ok(RawEntry::default())
    }

    fn text(self, _: &str) -> Self::Kept {
        self.scalar()
    }

    fn scalar(self) -> Self::Kept {
        Err(Problem::EntryNotAnObject)
    }

    fn map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Kept, A::Error> {
        let mut entry = RawEntry::default();
        let mut auth = None;
        let mut problem = None;
        while let Some(key) = map.next_key::<String>()? {
            let field = EntryField::named(&key);
            let kept = map.next_value_seed(AnyValue(field))?;
            match kept {
                Ok(None) => {}
                Ok(Some(Kept::Username(name))) => {
                    entry.order = entry.order.or(Order::with(&name));
                    entry.has_line_break_in_field |= has_line_break(name.as_bytes());
                    entry.username = Some(name);
                }
                Ok(Some(Kept::Password {
                    order,
                    has_line_break,
                })) => {
                    entry.order = entry.order.or(order);
                    entry.has_line_break_in_field |= has_line_break;
                    entry.has_password = true;
                }
                Ok(Some(Kept::Auth(user))) => auth = Some(user),
                Ok(Some(Kept::IdentityToken)) => entry.has_identity_token = true,
                Ok(Some(Kept::RegistryToken)) => entry.has_registry_token = true,
                Ok(Some(Kept::Registry)) => entry.order = Order::Reversed,
                Err(found) => problem = problem.or(Some(found)),
            }
        }
        if let Some(problem) = problem {
            return Ok(Err(problem));
        }
        match auth {
            Some(Err(problem)) => return Ok(Err(problem)),
            // A user and password of their own count only where there is no auth.
            Some(Ok(decoded)) => {
                entry.has_password = decoded.has_password;
                entry.has_line_break = decoded.has_line_break;
                entry.has_line_break_in_field = false;
                entry.username = Some(decoded.user);
            }
            None => {}
        }
        entry.username = entry.username.filter(|name| !name.is_empty());
        Ok(Ok(entry))
    }
}

/// A field of an entry.
#[derive(Clone, Copy)]
enum EntryField {
    Username,
    Password,
    Email,
    Auth,
    IdentityToken,
    RegistryToken,
    Other,
}

/// What is kept of a field that is not empty.
enum Kept {
    Username(String),
    Password { order: Order, has_line_break: bool },
    Auth(Result<DecodedAuth, Problem>),
    IdentityToken,
    RegistryToken,
    Registry,
}

impl EntryField {
    fn named(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "username" => Self::Username,
            "password" => Self::Password,
            "email" => Self::Email,
            "auth" => Self::Auth,
            "identitytoken" => Self::IdentityToken,
            "registrytoken" => Self::RegistryToken,
            _ => Self::Other,
        }
    }
}

impl OnValue<'_> for EntryField {
    type Kept = Result<Option<Kept>, Problem>;

    fn null(self) -> Self::Kept {
        Ok(None)
    }

    fn text(self, text: &str) -> Self::Kept {
        if text.is_empty() {
            return Ok(None);
        }
        Ok(match self {
            Self::Username => Some(Kept::Username(text.to_owned())),
            Self::Password => Some(Kept::Password {
                order: Order::with(text),
                has_line_break: has_line_break(text.as_bytes()),
            }),
            Self::Auth => Some(Kept::Auth(decoded(text))),
            Self::IdentityToken => Some(Kept::IdentityToken),
            Self::RegistryToken => Some(Kept::RegistryToken),
            Self::Other if is_registry(text) => Some(Kept::Registry),
            Self::Email | Self::Other => None,
        })
    }

    fn scalar(self) -> Self::Kept {
        match self {
            Self::Username => Err(Problem::FieldNotText("username")),
            Self::Password => Err(Problem::FieldNotText("password")),
            Self::Email => Err(Problem::FieldNotText("email")),
            Self::Auth => Err(Problem::FieldNotText("auth")),
            Self::IdentityToken | Self::RegistryToken | Self::Other => Ok(None),
        }
    }
}
