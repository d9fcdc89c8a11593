//! What went wrong while a registry was asked, and what to do about it.

use super::{OwnError, target::is_this_machine};
use crate::{
    containerd::ContainerdRelease,
    words::{Message, message},
};

/// Why there is no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser gives no reason: the host does not answer, its certificate is not trusted, or it
    /// does not let pages of other sites read its answers.
    Forbidden,
    /// The browser has no network.
    Offline,
    /// No answer for this time, in seconds.
    Idle(u32),
    /// Part of an answer, but not all of it within this time, in seconds.
    Slow(u32),
    /// The answer is larger than registries take, in bytes.
    Large(u32),
    /// 401: it does not know who asks, and lets no page read how to say it.
    Unauthorized,
    /// 401 or 403 although user and password, or a token, went with it.
    Denied,
    /// The registry sends for a token to this host, which would be spoken to without encryption; or,
    /// where there is none, to what is no address.
    Realm(Option<String>),
    /// The server of tokens answered without one.
    NoToken,
    /// 404: no such repository, tag or digest; perhaps one that is hidden from who asks.
    Missing,
    /// 404 with the code `NAME_UNKNOWN`: no such repository, or one that is hidden.
    NoRepository,
    /// 404 with the code `MANIFEST_UNKNOWN`: no such tag or digest. Distribution 2.8 says so of a
    /// repository that is not there as well.
    NoReference,
    /// 429: too many requests; with the seconds to wait, if the registry says so.
    TooOften(Option<u32>),
    /// Another status than one of success.
    Status(u16),
    /// The answer is of another media type.
    MediaType(String),
    /// The answer is no text in UTF-8, so no JSON.
    NoText,
    /// The bytes are not those of the digest.
    Corrupted {
        /// The digest that was asked for, or that the registry says.
        expected: String,
        /// That of the bytes.
        actual: String,
    },
}

impl Failure {
    /// What a status says; `None` where it is one of success. `wait` are the seconds after which there
    /// is an answer again: [`seconds_to_wait`](super::seconds_to_wait); `said` is what the registry
    /// says itself.
    pub fn from_status(
        status: u16,
        is_known: bool,
        wait: Option<u32>,
        said: &[OwnError],
    ) -> Option<Self> {
        let says = |code: &str| said.iter().any(|it| it.code == code);
        Some(match status {
            200..=299 => return None,
            401 if !is_known => Self::Unauthorized,
            401 | 403 => Self::Denied,
            404 if says("NAME_UNKNOWN") => Self::NoRepository,
            404 if says("MANIFEST_UNKNOWN") => Self::NoReference,
            404 => Self::Missing,
            429 => Self::TooOften(wait),
            other => Self::Status(other),
        })
    }

    /// What went wrong at a host.
    pub fn words(&self, host: &str) -> Message {
        match self {
            Self::Forbidden => message!("This page can't read {host}'s answer.", host),
            Self::Offline => message!("The browser is offline, so {host} was not contacted.", host),
            Self::Slow(seconds) => message!(
                "{host} didn't finish its answer within {seconds} s.",
                host,
                seconds = *seconds
            ),
            Self::Idle(seconds) => message!(
                "{host} sent nothing for {seconds} s.",
                host,
                seconds = *seconds
            ),
            Self::Large(bytes) => message!(
                "{host} sent more than {bytes} bytes, more than any index or manifest has.",
                host,
                bytes = *bytes
            ),
            Self::Unauthorized => message!("{host} requires authentication (401).", host),
            Self::Denied => message!("{host} doesn't let you read this image (401 or 403).", host),
            Self::Realm(Some(server)) => message!(
                "{host} refers you for a token to {server}, which was not contacted: it uses no encryption.",
                host,
                server
            ),
            Self::Realm(None) => message!(
                "{host} requires a token but doesn't say where to get one.",
                host
            ),
            Self::NoToken => message!("{host} answered without a token.", host),
            Self::Missing => message!("{host} doesn't have this image (404).", host),
            Self::NoRepository => message!("{host} has no repository of this name (404).", host),
            Self::NoReference => message!(
                "{host} has no such tag or digest in this repository (404).",
                host
            ),
            Self::TooOften(Some(seconds)) => message!(
                "{host} was asked too often (429); try again in {seconds} s.",
                host,
                seconds = *seconds
            ),
            Self::TooOften(None) => message!("{host} was asked too often (429).", host),
            Self::Status(status) => message!(
                "{host} answered with status {status}.",
                host,
                status = *status
            ),
            Self::MediaType(media_type) => message!(
                "{host} answered with {media_type}, which is not an index or a manifest.",
                host,
                media_type
            ),
            Self::NoText => message!(
                "{host} answered with something that is not UTF-8 text.",
                host
            ),
            Self::Corrupted { expected, actual } => message!(
                "The answer from {host} is not what it claims: its digest is {actual}, not {expected}.",
                host,
                actual,
                expected
            ),
        }
    }

    /// What the same answer costs a node: containerd asks again within one attempt of the kubelet. `None` where
    /// it does not.
    pub fn requests_of_node(&self, containerd: ContainerdRelease) -> Option<Message> {
        let status = match self {
            Self::TooOften(_) => 429,
            Self::Status(status) => *status,
            _ => return None,
        };
        let requests = containerd.requests_of_attempt(status);
        (requests > 1).then(|| {
            message!(
                "On this response, containerd {containerd} sends {requests} requests per attempt.",
                containerd = containerd.as_str(),
                requests
            )
        })
    }

    /// What to do about it at a host.
    pub fn help(&self, host: &str) -> Message {
        match self {
            // `http://localhost` and `http://127.0.0.1` count as encrypted in most browsers
            // (https://www.w3.org/TR/mixed-content/, potentially trustworthy origins).
            Self::Forbidden if is_this_machine(host) => message!(
                "Is the registry running? It must allow pages of other sites (CORS), and the browser must let this page access the local network, which may need your permission. A browser doesn't say which of these failed. Or run one of the commands below and paste the output."
            ),
            Self::Forbidden => message!(
                "Most registries don't let pages of other sites read them (CORS), and a browser doesn't tell that apart from an unreachable host. Run one of the commands below and paste the output."
            ),
            Self::Offline => message!("Try again when online, or paste the document."),
            Self::Realm(_) => message!(
                "Only https addresses are asked for a token, except on this machine. Run one of the commands below and paste the output."
            ),
            Self::Idle(_) | Self::Slow(_) | Self::Status(_) | Self::NoToken => {
                message!("Try again later, or run one of the commands below.")
            }
            Self::Large(_) | Self::MediaType(_) | Self::NoText => {
                message!(
                    "Is the host a registry? A proxy's or login page may have answered instead."
                )
            }
            Self::Unauthorized => message!(
                "Enter user and password for this one request; some registries require them even for public images. If that doesn't help, run one of the commands below."
            ),
            Self::Denied => message!(
                "Check user, password and name: registries answer the same if the repository doesn't exist."
            ),
            Self::Missing => {
                message!(
                    "Check the name and the tag. A private image is hidden from anonymous users."
                )
            }
            Self::NoRepository => {
                message!("Check the name. A private repository is hidden from anonymous users.")
            }
            Self::NoReference => message!(
                "Check the tag or digest, and the name: some registries answer this way if the repository doesn't exist."
            ),
            Self::TooOften(_) => {
                message!(
                    "Registries limit by address and user: user and password allow more requests."
                )
            }
            Self::Corrupted { .. } => message!(
                "Don't use it. A proxy or a mirror may have changed it: ask the registry itself."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_has_its_own_meaning() {
        for (status, is_known, wait, code, expected) in [
            (200, false, None, "", None),
            (
                401,
                false,
                None,
                "UNAUTHORIZED",
                Some(Failure::Unauthorized),
            ),
            (401, true, None, "", Some(Failure::Denied)),
            (403, false, None, "NAME_UNKNOWN", Some(Failure::Denied)),
            (404, false, None, "", Some(Failure::Missing)),
            (
                404,
                false,
                None,
                "NAME_UNKNOWN",
                Some(Failure::NoRepository),
            ),
            (
                404,
                false,
                None,
                "MANIFEST_UNKNOWN",
                Some(Failure::NoReference),
            ),
            (404, false, None, "UNSUPPORTED", Some(Failure::Missing)),
            (429, false, Some(30), "", Some(Failure::TooOften(Some(30)))),
            (429, false, None, "", Some(Failure::TooOften(None))),
            (503, false, None, "", Some(Failure::Status(503))),
        ] {
            let said = [OwnError {
                code: code.to_owned(),
                message: String::new(),
            }];
            let failure = Failure::from_status(status, is_known, wait, &said);
            assert_eq!(failure, expected, "{status} {code}");
        }
    }

    #[test]
    fn an_answer_costs_a_node_several_requests() {
        for (failure, release, requests) in [
            (
                Failure::TooOften(None),
                ContainerdRelease::V2_0,
                Some("6 requests"),
            ),
            (Failure::Status(503), ContainerdRelease::V2_0, None),
            (
                Failure::Status(503),
                ContainerdRelease::V2_1,
                Some("2 requests"),
            ),
            (Failure::Missing, ContainerdRelease::V2_3, None),
        ] {
            let words = failure.requests_of_node(release).map(|it| it.to_string());
            let says = |part| words.as_ref().is_some_and(|words| words.contains(part));
            assert!(
                requests.map_or(words.is_none(), says),
                "{failure:?}: {words:?}"
            );
        }
    }

    #[test]
    fn a_registry_on_this_machine_may_not_be_running_or_not_be_permitted() {
        for (host, is_here) in [
            ("localhost:5000", true),
            ("127.0.0.1:5000", true),
            ("127.0.0.1.evil.test", false),
            ("ghcr.io", false),
        ] {
            let help = Failure::Forbidden.help(host).to_string();
            assert!(help.contains("(CORS)"), "{help}");
            assert_eq!(help.contains("permission"), is_here, "{host}");
            assert_eq!(help.contains("running"), is_here, "{host}");
        }
    }
}
