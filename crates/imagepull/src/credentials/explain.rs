//! Why a key is tried or not, in words.

use super::{
    entry::{Entry, Login, UnusableKey, without_scheme},
    keyring::{KeyringReason, Refusal},
    matching::Fit,
    near_miss,
};
use crate::{
    sources::{DOCKER_CONFIG_GO, IMAGES_PAGE, KEYRING_GO},
    why::Reason,
    words::{Message, message},
};

/// What is looked for and what it is compared with.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The key or pattern as it may be shown.
    pub pattern: &'a str,
    /// What the keyring is asked for.
    pub repository: &'a str,
    /// Its host, without port.
    pub host: &'a str,
    /// Whether the pattern is a key of a docker configuration; else it is in `matchImages`.
    pub is_key: bool,
}

/// Why an entry is tried.
pub(super) fn tried(question: Question, entry: &Entry, reason: KeyringReason) -> Vec<Reason> {
    let mut why = match reason {
        KeyringReason::DockerHub => vec![because(
            "docker-hub-fallback",
            message!(
                "{image} is on Docker Hub and no other key of this keyring matches, so the entry for https://index.docker.io/v1/ is used.",
                image = quoted(question.repository),
            ),
        )],
        KeyringReason::Fits(fit) => fits(question, fit),
    };
    match entry.login {
        Login::UserAndPassword | Login::OnlyUser => {}
        Login::OnlyToken(field) => why.push(Reason::new(
            "login-only-token",
            message!("The entry has only `{field}`, which the kubelet ignores: it sends an empty user and password.", field),
            DOCKER_CONFIG_GO,
        )),
        Login::Nothing => why.push(Reason::new(
            "login-empty",
            message!("The entry has neither `auth` nor `username` and `password`: the kubelet sends an empty user and password."),
            DOCKER_CONFIG_GO,
        )),
    }
    why
}

/// Why an entry is tried behind another one of its keyring.
pub(super) fn place(before: &Entry, entry: &Entry) -> Reason {
    let other = quoted(before.key());
    if before.index_key == entry.index_key {
        because(
            "order-same-key",
            message!(
                "It comes after {other}, which is the same key and was given first.",
                other
            ),
        )
    } else {
        because(
            "order-by-key",
            message!(
                "It comes after {other}: keys are tried in reverse alphabetical order, a longer one before its prefix.",
                other
            ),
        )
    }
}

/// Why a pattern fits.
pub(super) fn fits(question: Question, fit: Fit) -> Vec<Reason> {
    let image = quoted(question.repository);
    let pattern = quoted(question.pattern);
    let mut why = Vec::new();
    if question.is_key && without_scheme(question.pattern) != question.pattern {
        why.push(because(
            "key-scheme",
            message!(
                "The keyring drops https:// or http:// from {pattern}.",
                pattern
            ),
        ));
    }
    if fit.has_glob {
        why.push(because(
            "host-pattern",
            message!("The host of {pattern} matches {host}: a * matches one label between two dots, or part of one.", pattern, host = quoted(question.host)),
        ));
    }
    if question.pattern.contains('[') {
        why.push(because(
            "host-brackets",
            message!("Square brackets in a host depend on the Go version that built the kubelet: newer versions reject them."),
        ));
    }
    why.push(if fit.ends_inside_component {
        because(
            "path-inside-component",
            message!("The path of {pattern} ends inside a component of {image}. It still matches: the kubelet compares character by character.", pattern, image),
        )
    } else if fit.has_path && !question.pattern.ends_with('/') {
        because(
            "path-prefix",
            message!("{image} begins with the path of {pattern}. The comparison is by character: a path that continues without a slash would match too.", pattern, image),
        )
    } else if fit.has_path {
        because(
            "path-prefix",
            message!("{image} begins with the path of {pattern}.", pattern, image),
        )
    } else {
        because(
            "host-matches",
            message!("{pattern} has no path, so it matches every image of the host, including {image}.", pattern, image),
        )
    });
    why
}

/// Why an entry is not tried.
pub(super) fn refused(question: Question, refusal: &Refusal) -> Vec<Reason> {
    match refusal {
        Refusal::OtherKeyFits(fitting) => vec![because(
            "docker-hub-fallback-not-used",
            message!(
                "{pattern} is used for Docker Hub only if no other key matches, and {fitting} in the same keyring matches.",
                pattern = quoted(question.pattern),
                fitting = quoted(fitting),
            ),
        )],
        Refusal::Unusable(UnusableKey::At) => vec![because(
            "key-with-at",
            message!("This key still has an @, which no image name has there: it never matches."),
        )],
        Refusal::Unusable(UnusableKey::Unreadable(error)) => {
            vec![near_miss::unreadable(question, error)]
        }
        Refusal::Mismatch(wrong) => near_miss::all(question, wrong),
    }
}

pub(super) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

pub(super) fn because(rule: &'static str, text: Message) -> Reason {
    let source = match rule {
        "host-pattern-depth" | "path-prefix" => IMAGES_PAGE,
        _ => KEYRING_GO,
    };
    Reason::new(rule, text, source)
}
