//! Why a key is tried or not, in words: near misses each in their own.

use super::{
    entry::{Entry, Login, UnusableKey, without_scheme},
    glob::is_pattern,
    go_url::UrlError,
    keyring::{Reason, Refusal, is_docker_hub},
    matching::{Fit, Mismatch},
};
use crate::{
    sources::{DOCKER_CONFIG_GO, IMAGES_PAGE, KEYRING_GO},
    why::Why,
    words::{Words, say},
};

/// Names of Docker Hub that no image name has.
pub(super) const OTHER_HUB_HOSTS: [&str; 5] = [
    "registry-1.docker.io",
    "registry.hub.docker.com",
    "hub.docker.com",
    "registry.docker.io",
    "auth.docker.io",
];

/// What is looked for and what it is compared with.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The key or pattern as it may be shown.
    pub pattern: &'a str,
    /// What the keyring is asked for.
    pub repository: &'a str,
    /// Its host, without port.
    pub host: &'a str,
    /// Whether the pattern is a key of a docker configuration; else it stands in `matchImages`.
    pub is_key: bool,
}

/// Why an entry is tried.
pub(super) fn tried(question: Question, entry: &Entry, reason: Reason) -> Vec<Why> {
    let mut why = match reason {
        Reason::DockerHub => vec![because(
            "docker-hub-fallback",
            say!(
                "{image} is an image of Docker Hub and no other key of this keyring fits, so the entry for https://index.docker.io/v1/ is used.",
                image = quoted(question.repository),
            ),
        )],
        Reason::Fits(fit) => fits(question, fit),
    };
    match entry.login {
        Login::UserAndPassword => {}
        Login::OnlyToken(field) => why.push(Why::new(
            "login-only-token",
            say!("The entry has only {field}, which the kubelet does not read: it asks with an empty user and password.", field),
            DOCKER_CONFIG_GO,
        )),
        Login::Nothing => why.push(Why::new(
            "login-empty",
            say!("The entry has neither auth nor username and password: the kubelet asks with an empty user and password."),
            DOCKER_CONFIG_GO,
        )),
    }
    why
}

/// Why a pattern fits.
pub(super) fn fits(question: Question, fit: Fit) -> Vec<Why> {
    let image = quoted(question.repository);
    let pattern = quoted(question.pattern);
    let mut why = Vec::new();
    if question.is_key && without_scheme(question.pattern) != question.pattern {
        why.push(because(
            "key-scheme",
            say!(
                "The keyring drops https:// or http:// from {pattern}.",
                pattern
            ),
        ));
    }
    if fit.has_glob {
        why.push(because(
            "host-pattern",
            say!("The host of {pattern} fits {host}: a * stands for one label between two dots, or a part of one.", pattern, host = quoted(question.host)),
        ));
    }
    if question.pattern.contains('[') {
        why.push(because(
            "host-brackets",
            say!("As far as known, square brackets in a host depend on the Go that the kubelet was built with: newer ones refuse them."),
        ));
    }
    why.push(if fit.ends_inside_component {
        because(
            "path-inside-component",
            say!("The path of {pattern} ends inside a component of {image}. It fits all the same: the kubelet compares character by character.", pattern, image),
        )
    } else if fit.has_path && !question.pattern.ends_with('/') {
        because(
            "path-prefix",
            say!("{image} begins with the path of {pattern}. Character by character: a path that goes on without a slash would fit too.", pattern, image),
        )
    } else if fit.has_path {
        because(
            "path-prefix",
            say!("{image} begins with the path of {pattern}.", pattern, image),
        )
    } else {
        because(
            "host-matches",
            say!("{pattern} has no path, so it fits every image of the host, as {image}.", pattern, image),
        )
    });
    why
}

/// Why an entry is not tried.
pub(super) fn refused(question: Question, refusal: &Refusal) -> Vec<Why> {
    match refusal {
        Refusal::OtherKeyFits(fitting) => vec![because(
            "docker-hub-fallback-not-used",
            say!(
                "{pattern} is used for Docker Hub only where no key fits, and {fitting} of the same keyring fits.",
                pattern = quoted(question.pattern),
                fitting = quoted(fitting),
            ),
        )],
        Refusal::Unusable(UnusableKey::At) => vec![because(
            "key-with-at",
            say!("An @ is left in this key, which no image name has there: it never fits."),
        )],
        Refusal::Unusable(UnusableKey::Unreadable(error)) => vec![unreadable(question, error)],
        Refusal::Mismatch(wrong) => mismatch(question, wrong),
    }
}

/// What keeps a pattern from fitting: the host alone where that is another one.
pub(super) fn mismatch(question: Question, wrong: &[Mismatch]) -> Vec<Why> {
    if let Some(why) = scheme(question) {
        return vec![why];
    }
    let host = wrong.iter().find_map(|wrong| match wrong {
        Mismatch::PatternUnreadable(error) => Some(unreadable(question, error)),
        Mismatch::TargetUnreadable => Some(because(
            "image-unreadable",
            say!(
                "{image} cannot be read as a registry and path.",
                image = quoted(question.repository)
            ),
        )),
        Mismatch::Label { pattern, target } => Some(other_label(question, pattern, target)),
        Mismatch::Labels { pattern, target } => Some(other_depth(question, *pattern, *target)),
        Mismatch::Port { .. } | Mismatch::Path { .. } => None,
    });
    if let Some(host) = host {
        return vec![host];
    }
    let rest = wrong.iter().filter_map(|wrong| match wrong {
        Mismatch::Port { pattern, target } => Some(port(question, pattern, target)),
        Mismatch::Path { pattern, target } => Some(path(question, pattern, target)),
        _ => None,
    });
    rest.collect()
}

fn scheme(question: Question) -> Option<Why> {
    let pattern = question.pattern;
    let rest = if question.is_key {
        without_scheme(pattern)
    } else {
        pattern
    };
    let scheme = rest.split_once("://")?.0.to_owned() + "://";
    Some(if question.is_key {
        because(
            "key-other-scheme",
            say!(
                "A key may begin with https:// or http://, in lower case, and with no other scheme; {scheme} is taken for a host.",
                scheme = quoted(&scheme)
            ),
        )
    } else {
        because(
            "match-images-scheme",
            say!(
                "An entry of matchImages has no scheme: with {scheme} it fits no image.",
                scheme = quoted(&scheme)
            ),
        )
    })
}

fn unreadable(question: Question, error: &UrlError) -> Why {
    let pattern = quoted(question.pattern);
    match error {
        UrlError::Port(port) if is_pattern(port) && !question.pattern.starts_with('[') => because(
            "port-pattern",
            say!(
                "{pattern} has a pattern in its port, where none is possible: a port is a number and has to be the same.",
                pattern
            ),
        ),
        _ => because(
            "key-unreadable",
            say!(
                "The kubelet passes over {pattern}, because Go cannot read it as a URL: {error}.",
                pattern,
                error = error.words()
            ),
        ),
    }
}

fn other_label(question: Question, pattern: &str, target: &str) -> Why {
    let host = host_of(question.pattern, question.is_key);
    let written = quoted(question.pattern);
    if host.eq_ignore_ascii_case(question.host) {
        return because(
            "host-case",
            say!(
                "Upper and lower case are different: {pattern} is not {label}.",
                pattern = quoted(pattern),
                label = quoted(target)
            ),
        );
    }
    if let Some(why) = docker_hub(question, &host) {
        return why;
    }
    other_host(question, &host, &written)
}

fn other_depth(question: Question, labels: usize, image_labels: usize) -> Why {
    let host = host_of(question.pattern, question.is_key);
    let written = quoted(question.pattern);
    if let Some(why) = docker_hub(question, &host) {
        return why;
    }
    let image_host = quoted(question.host);
    if host.split('.').any(is_pattern) {
        return because(
            "host-pattern-depth",
            say!(
                "The host of {written} has {labels} parts between dots and {image_host} has {image_labels}. A * stands for one part, never for several or none.",
                written,
                labels,
                image_host,
                image_labels,
            ),
        );
    }
    let is_below = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    if is_below(question.host, &host) {
        return because(
            "host-subdomain",
            say!(
                "{image_host} is a subdomain: {written} stands for that very host only.",
                image_host,
                written
            ),
        );
    }
    if is_below(&host, question.host) {
        return because(
            "host-parent",
            say!(
                "{written} is a subdomain of {image_host}, and stands for itself only.",
                written,
                image_host
            ),
        );
    }
    other_host(question, &host, &written)
}

fn other_host(question: Question, host: &str, written: &str) -> Why {
    if !host.contains(['.', ':']) && host != "localhost" && !host.is_empty() && question.is_key {
        return because(
            "key-without-host",
            say!(
                "{written} begins with no host: {host} is taken for one. A key begins with the registry.",
                written,
                host = quoted(host)
            ),
        );
    }
    because(
        "host-differs",
        say!(
            "{written} is for another host than {image_host}.",
            written,
            image_host = quoted(question.host)
        ),
    )
}

/// What a key looks like that was meant for Docker Hub.
fn docker_hub(question: Question, host: &str) -> Option<Why> {
    if !is_docker_hub(question.repository) || !question.is_key {
        return None;
    }
    if host == "index.docker.io" {
        let written = quoted(question.pattern);
        return Some(
            if question.pattern.ends_with("/v1") || question.pattern.ends_with("/v2") {
                because(
                    "docker-hub-slash",
                    say!(
                        "Without the slash at its end {written} is a path and not the key of Docker Hub. Write https://index.docker.io/v1/ or docker.io.",
                        written
                    ),
                )
            } else {
                because(
                    "docker-hub-path",
                    say!(
                        "{written} is not the key of Docker Hub: that has no path. Write https://index.docker.io/v1/, or docker.io with the path.",
                        written
                    ),
                )
            },
        );
    }
    OTHER_HUB_HOSTS.contains(&host).then(|| {
        because(
            "docker-hub-other-name",
            say!("The kubelet does not know {host} as Docker Hub. Write https://index.docker.io/v1/ or docker.io.", host = quoted(host)),
        )
    })
}

fn port(question: Question, pattern: &str, target: &str) -> Why {
    let written = quoted(question.pattern);
    if pattern.is_empty() {
        because(
            "port-missing",
            say!(
                "The image has the port {target} and {written} has none: both have to be the same text, and no port is not every port.",
                target,
                written
            ),
        )
    } else if target.is_empty() {
        because(
            "port-extra",
            say!(
                "{written} has the port {pattern} and the image has none: both have to be the same text, also for 443.",
                written,
                pattern
            ),
        )
    } else {
        because(
            "port-differs",
            say!(
                "{written} has the port {pattern}, the image {target}.",
                written,
                pattern,
                target
            ),
        )
    }
}

fn path(question: Question, pattern: &str, target: &str) -> Why {
    let written = quoted(question.pattern);
    let image = quoted(question.repository);
    if pattern.contains(['*', '?', '[']) {
        because(
            "path-pattern",
            say!(
                "{written} has a pattern in its path, where a * is just a character. A path is a beginning: leave the pattern out.",
                written
            ),
        )
    } else if pattern.contains([':', '@']) {
        because(
            "path-tag",
            say!(
                "{written} has a tag or digest; the kubelet looks for {image}, without either.",
                written,
                image
            ),
        )
    } else if target.starts_with(&pattern.to_lowercase()) {
        because(
            "path-case",
            say!(
                "{written} has upper-case letters in its path, and image names have none.",
                written
            ),
        )
    } else if pattern.strip_suffix('/') == Some(target) {
        because(
            "path-slash",
            say!(
                "{written} ends in a slash, and {image} does not go on.",
                written,
                image
            ),
        )
    } else {
        because(
            "path-differs",
            say!(
                "{image} does not begin with the path of {written}.",
                image,
                written
            ),
        )
    }
}

/// Why an entry of `matchImages` fits no image at all, whatever the image.
pub(super) fn never_fits(pattern: &str) -> Option<Words> {
    let question = Question {
        pattern,
        repository: "",
        host: "",
        is_key: false,
    };
    let path = pattern.find('/').map_or("", |slash| &pattern[slash..]);
    let is_path = !path.starts_with("//") && path.contains(['*', '[', ':', '@']);
    let why = scheme(question).or_else(|| is_path.then(|| self::path(question, path, "")))?;
    Some(why.text)
}

/// The host of a pattern as written, without port.
fn host_of(pattern: &str, is_key: bool) -> String {
    let rest = if is_key {
        without_scheme(pattern)
    } else {
        pattern
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.split(':').next().unwrap_or_default().to_owned()
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn because(rule: &'static str, text: Words) -> Why {
    let source = match rule {
        "host-pattern-depth" | "path-prefix" => IMAGES_PAGE,
        _ => KEYRING_GO,
    };
    Why::new(rule, text, source)
}
