//! What keeps a key from fitting, each near miss in its own words.

use super::{
    entry::without_scheme,
    explain::{Question, because, quoted},
    glob::{is_pattern, label_matches},
    go_url::UrlError,
    keyring::is_docker_hub,
    matching::Mismatch,
};
use crate::{
    why::Reason,
    words::{Message, message},
};

/// Names of Docker Hub that are not known as such: they fit only images that are written with them.
const OTHER_HUB_HOSTS: [&str; 5] = [
    "registry-1.docker.io",
    "registry.hub.docker.com",
    "hub.docker.com",
    "registry.docker.io",
    "auth.docker.io",
];

/// What keeps a pattern from fitting: the host alone where that is another one.
pub(super) fn all(question: Question, wrong: &[Mismatch]) -> Vec<Reason> {
    if let Some(why) = scheme(question) {
        return vec![why];
    }
    if question.pattern.contains('?') {
        return vec![because(
            "key-question-mark",
            message!(
                "In {written} everything from the question mark on is dropped as a URL query: it is not a wildcard.",
                written = quoted(question.pattern)
            ),
        )];
    }
    let host = wrong.iter().find_map(|wrong| match wrong {
        Mismatch::PatternUnreadable(error) => Some(unreadable(question, error)),
        Mismatch::TargetUnreadable => Some(because(
            "image-unreadable",
            message!(
                "{image} can't be read as a registry and path.",
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

fn scheme(question: Question) -> Option<Reason> {
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
            message!(
                "A key may begin with https:// or http:// in lowercase, and no other scheme; {scheme} is read as a host.",
                scheme = quoted(&scheme)
            ),
        )
    } else {
        because(
            "match-images-scheme",
            message!(
                "`matchImages` entries have no scheme: with {scheme} it matches no image.",
                scheme = quoted(&scheme)
            ),
        )
    })
}

/// Why a pattern that Go does not read fits nothing.
pub(super) fn unreadable(question: Question, error: &UrlError) -> Reason {
    let pattern = quoted(question.pattern);
    match error {
        UrlError::Port(port) if is_pattern(port) && !question.pattern.starts_with('[') => because(
            "port-pattern",
            message!(
                "{pattern} has a wildcard in its port, which doesn't work: ports must be equal.",
                pattern
            ),
        ),
        _ => because(
            "key-unreadable",
            message!(
                "The kubelet skips {pattern}, because Go can't parse it as a URL: {error}.",
                pattern,
                error = Message::verbatim(error.words())
            ),
        ),
    }
}

fn other_label(question: Question, pattern: &str, target: &str) -> Reason {
    let host = host_of(question.pattern, question.is_key);
    let written = quoted(question.pattern);
    if host.eq_ignore_ascii_case(question.host) {
        return because(
            "host-case",
            message!(
                "Case matters: {pattern} is not {label}.",
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

fn other_depth(question: Question, labels: usize, image_labels: usize) -> Reason {
    let host = host_of(question.pattern, question.is_key);
    let written = quoted(question.pattern);
    if let Some(why) = docker_hub(question, &host) {
        return why;
    }
    let image_host = quoted(question.host);
    if host.split('.').any(is_pattern) && has_same_end(&host, question.host) {
        return because(
            "host-pattern-depth",
            message!(
                "The host of {written} has {labels} parts between dots and {image_host} has {image_labels}. A * matches one part, never several or none.",
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
            message!(
                "{image_host} is a subdomain: {written} matches exactly that host.",
                image_host,
                written
            ),
        );
    }
    if is_below(&host, question.host) {
        return because(
            "host-parent",
            message!(
                "{written} is a subdomain of {image_host} and only matches itself.",
                written,
                image_host
            ),
        );
    }
    other_host(question, &host, &written)
}

/// Whether the last two labels of a host fit a pattern, as far as both have them: whether the pattern
/// was meant for this host, that is.
fn has_same_end(pattern: &str, host: &str) -> bool {
    let mut labels = pattern.rsplit('.').zip(host.rsplit('.')).take(2);
    labels.all(|(pattern, label)| label_matches(pattern, label))
}

fn other_host(question: Question, host: &str, written: &str) -> Reason {
    if !host.contains(['.', ':']) && host != "localhost" && !host.is_empty() && question.is_key {
        return because(
            "key-without-host",
            message!(
                "{written} doesn't begin with a host: {host} is read as one. A key begins with the registry.",
                written,
                host = quoted(host)
            ),
        );
    }
    because(
        "host-differs",
        message!(
            "{written} is for a different host than {image_host}.",
            written,
            image_host = quoted(question.host)
        ),
    )
}

/// What a key looks like that was meant for Docker Hub.
fn docker_hub(question: Question, host: &str) -> Option<Reason> {
    if !is_docker_hub(question.repository) {
        return None;
    }
    let is_other_host = is_other_hub_host(host);
    if !question.is_key {
        let is_hub = host == "index.docker.io" || is_other_host;
        return is_hub.then(|| because("docker-hub-match-images", hub_in_match_images()));
    }
    if host == "index.docker.io" {
        let written = quoted(question.pattern);
        return Some(
            if question.pattern.ends_with("/v1") || question.pattern.ends_with("/v2") {
                because(
                    "docker-hub-slash",
                    message!(
                        "Without the trailing slash {written} is read as a host with a path, not as the Docker Hub key. Use https://index.docker.io/v1/ or docker.io.",
                        written
                    ),
                )
            } else {
                because(
                    "docker-hub-path",
                    message!(
                        "{written} is not the Docker Hub key, which has no path. Use https://index.docker.io/v1/, or docker.io with the path.",
                        written
                    ),
                )
            },
        );
    }
    is_other_host.then(|| {
        because(
            "docker-hub-other-name",
            message!("The kubelet doesn't recognise {host} as Docker Hub. Use https://index.docker.io/v1/ or docker.io.", host = quoted(host)),
        )
    })
}

fn port(question: Question, pattern: &str, target: &str) -> Reason {
    let written = quoted(question.pattern);
    if pattern.is_empty() {
        because(
            "port-missing",
            message!(
                "The image has the port {target} and {written} has none: both must be equal, and no port doesn't mean any port.",
                target,
                written
            ),
        )
    } else if target.is_empty() {
        because(
            "port-extra",
            message!(
                "{written} has the port {pattern} and the image has none: both must be equal, even for 443.",
                written,
                pattern
            ),
        )
    } else {
        because(
            "port-differs",
            message!(
                "{written} has the port {pattern}, the image {target}.",
                written,
                pattern,
                target
            ),
        )
    }
}

fn path(question: Question, pattern: &str, target: &str) -> Reason {
    let written = quoted(question.pattern);
    let image = quoted(question.repository);
    if pattern.contains(['*', '?', '[']) {
        because(
            "path-pattern",
            message!(
                "{written} has a wildcard in its path, where * is a plain character. A path matches by prefix: remove the wildcard.",
                written
            ),
        )
    } else if pattern.contains([':', '@']) {
        because(
            "path-tag",
            message!(
                "{written} has a tag or digest; the kubelet looks up {image}, without either.",
                written,
                image
            ),
        )
    } else if target.starts_with(&pattern.to_lowercase()) {
        because(
            "path-case",
            message!(
                "{written} has uppercase letters in its path; image names have none.",
                written
            ),
        )
    } else if pattern.strip_suffix('/') == Some(target) {
        because(
            "path-slash",
            message!(
                "{written} ends in a slash, but {image} ends there.",
                written,
                image
            ),
        )
    } else {
        because(
            "path-differs",
            message!(
                "{image} doesn't begin with the path of {written}.",
                image,
                written
            ),
        )
    }
}

/// Why an entry of `matchImages` fits no image at all, whatever the image.
pub(super) fn never_fits(pattern: &str) -> Option<Message> {
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

/// Whether a host was meant for Docker Hub and is, or as a pattern fits, some other name of it only.
pub(super) fn is_other_hub_host(pattern: &str) -> bool {
    let labels = |host: &str| host.split('.').map(str::to_owned).collect::<Vec<_>>();
    let own = labels(pattern);
    // With a pattern in the last two labels all kinds of registries are meant.
    let is_of_hub = !own.iter().rev().take(2).any(|label| is_pattern(label));
    is_of_hub
        && OTHER_HUB_HOSTS.iter().any(|host| {
            let labels = labels(host);
            let fits = |(pattern, label): (&String, &String)| label_matches(pattern, label);
            labels.len() == own.len() && own.iter().zip(&labels).all(fits)
        })
}

/// Under which host a credential provider is asked for images of Docker Hub.
pub(super) fn hub_in_match_images() -> Message {
    message!("Images on Docker Hub are looked up under docker.io.")
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
