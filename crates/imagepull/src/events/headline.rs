//! A cause in one sentence, with the names that the text gives.

use imageref::Normalized;

use super::{
    causes::Cause,
    remedies::{Known, host},
};
use crate::words::{Message, MessageId, Translations, Value};

/// So many letters of a digest tell images apart for a reader.
const DIGEST_LETTERS: usize = 12;

/// A longer name would be more than a headline, in letters.
const MAX_NAME: usize = 90;

/// The cause with its names, or without any where the text doesn't give them.
pub(super) fn headline(cause: &Cause, known: &Known) -> Message {
    let values = names(known);
    let mut filled = cause.named.iter().filter_map(|text| filled(*text, &values));
    filled.next().unwrap_or_else(|| cause.title.into())
}

/// The names of a template and their values.
type Names = [(&'static str, Option<String>); 9];

fn names(known: &Known) -> Names {
    let parsed = known.image.and_then(|image| Normalized::parse(image).ok());
    let registry = known.image.and_then(host);
    let contacted = known.contacted.clone().or_else(|| registry.clone());
    let name = parsed.as_ref().map(|name| {
        let familiar = name.familiar().to_string();
        let domain = format!("{}/", name.domain());
        familiar
            .strip_prefix(&domain)
            .unwrap_or(&familiar)
            .to_owned()
    });
    [
        ("registry", registry),
        ("host", contacted),
        ("name", name.as_deref().map(shortened)),
        ("image", known.image.map(shortened)),
        ("platform", known.platform.map(str::to_owned)),
        ("pod", known.pod.map(shortened)),
        ("namespace", known.namespace.map(shortened)),
        ("node", known.node.map(shortened)),
        ("secret", known.secret.map(shortened)),
    ]
}

/// A name without most of its digest, and without the end of what is too long for a name.
fn shortened(name: &str) -> String {
    let digest = name.find("@sha256:").map(|at| at + "@sha256:".len());
    let end = digest.map_or(MAX_NAME, |at| (at + DIGEST_LETTERS).min(MAX_NAME));
    let end = name.floor_char_boundary(end.min(name.len()));
    if end < name.len() {
        format!("{}…", &name[..end])
    } else {
        name.to_owned()
    }
}

/// A template with its names; `None` where one of them is not known.
fn filled(text: MessageId, names: &Names) -> Option<Message> {
    let template = text.translated(Translations::ENGLISH);
    let used = names
        .iter()
        .filter(|(name, _)| template.contains(&format!("{{{name}}}")));
    let values = used.map(|(name, value)| Some((*name, Value::Plain(value.clone()?))));
    Some(Message::with_values(text, values.collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::{causes, explain_events},
        words::Language,
    };

    #[test]
    fn every_headline_is_read_at_one_look_and_has_only_names_that_are_filled_in() {
        let known = Known {
            image: Some("registry.example.com:5000/team/shop:1.4.0"),
            contacted: Some("mirror.example.com".to_owned()),
            pod: Some("web-7d4b9c8f6d-x7k2p"),
            namespace: Some("shop"),
            node: Some("node-1"),
            secret: Some("regcred"),
            platform: Some("linux/arm64/v8"),
            ..Known::default()
        };
        let values = names(&known);
        for cause in causes::all() {
            let title = cause.title.translated(Translations::ENGLISH);
            assert!(title.split_whitespace().count() <= 20, "{title}");
            assert!(!cause.named.is_empty(), "{}", cause.code);
            for text in cause.named {
                let message = filled(*text, &values).expect("all names are known");
                let words = message.to_string();
                assert!(words.split_whitespace().count() <= 20, "{words}");
                for language in Language::ALL {
                    let words = message.in_language(language);
                    assert!(!words.contains(['{', '}']), "{words}");
                    assert!(!words.contains("  "), "a name is missing: {words}");
                }
            }
        }
    }

    #[test]
    fn a_headline_names_what_the_text_names() {
        let digest = "0123456789abcdef".repeat(4);
        let pinned = format!(
            "Failed to pull image \"ghcr.io/a/b@sha256:{digest}\": ghcr.io/a/b@sha256:{digest}: not found"
        );
        for (text, expected) in [
            (
                pinned.as_str(),
                "ghcr.io doesn't have a/b@sha256:0123456789ab….",
            ),
            (
                "Failed to pull image \"nginx:1.99\": docker.io/library/nginx:1.99: not found",
                "docker.io doesn't have nginx:1.99.",
            ),
            (
                "Failed to pull image \"nginx:1\": failed to do request: Head \"https://u:p@mirror.corp:8443/v2/nginx/manifests/1\": dial tcp: lookup mirror.corp on 10.0.0.2:53: no such host",
                "The node can't resolve mirror.corp:8443.",
            ),
            (
                "Degraded: Back-off pulling image \"nginx:1.99\"",
                "The last pull of nginx:1.99 failed; the reason isn't in this text.",
            ),
            (
                "x509: certificate signed by unknown authority",
                "The registry's certificate is not trusted",
            ),
        ] {
            let report = explain_events(text);
            assert_eq!(report.causes[0].headline.to_string(), expected, "{text}");
        }
    }
}
