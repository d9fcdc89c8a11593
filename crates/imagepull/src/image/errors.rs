//! An invalid name as a diagnostic: a stable code, what helps, and the changes
//! that repair it.

use imageref::{Error, ErrorCode, Normalized};

use super::broken;
use crate::{
    codes::{self, Code},
    diagnostic::{Diagnostic, Fix},
    reference_error::words_of,
    sources::OCI_DIGESTS,
    words::{Message, message},
};

const REFERENCE_GO: &str = "https://github.com/distribution/reference/blob/v0.6.0/reference.go";

/// The diagnostic of a name that does not normalise.
pub fn diagnostic(input: &str, error: &Error) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code(error.code()), words_of(error))
        .at(error.span())
        .docs(docs(error.code()));
    if let Some(help) = help(error.code(), input) {
        diagnostic = diagnostic.help(help);
    }
    let Some(broken) = broken::diagnose(input) else {
        diagnostic.fixes = valid(candidates(input, error));
        return diagnostic;
    };
    if let Some(code) = broken.code {
        diagnostic.code = code.id;
    }
    diagnostic.span = broken.span.or(diagnostic.span);
    diagnostic.message = broken.message.unwrap_or(diagnostic.message);
    diagnostic.fixes = valid(broken.meant);
    diagnostic.help(broken.help)
}

/// The stable code of an error. Codes are added, never given another meaning.
fn code(code: ErrorCode) -> Code {
    match code {
        ErrorCode::Empty => codes::IMG001,
        ErrorCode::Identifier => codes::IMG002,
        ErrorCode::UrlScheme => codes::IMG003,
        ErrorCode::UnresolvedVariable => codes::IMG004,
        ErrorCode::Whitespace => codes::IMG005,
        ErrorCode::Uppercase => codes::IMG006,
        ErrorCode::BadCharacter => codes::IMG007,
        ErrorCode::BadSeparator => codes::IMG008,
        ErrorCode::EmptyComponent => codes::IMG009,
        ErrorCode::MissingName => codes::IMG010,
        ErrorCode::MissingPath => codes::IMG011,
        ErrorCode::NameTooLong => codes::IMG012,
        ErrorCode::EmptyPort => codes::IMG013,
        ErrorCode::PortNotANumber => codes::IMG014,
        ErrorCode::UnderscoreInDomain => codes::IMG015,
        ErrorCode::UnclosedBracket => codes::IMG016,
        ErrorCode::BadAddress => codes::IMG017,
        ErrorCode::EmptyTag => codes::IMG018,
        ErrorCode::BadTagStart => codes::IMG019,
        ErrorCode::BadTagCharacter => codes::IMG020,
        ErrorCode::TagTooLong => codes::IMG021,
        ErrorCode::SecondTag => codes::IMG022,
        ErrorCode::TagInsidePath => codes::IMG023,
        ErrorCode::EmptyDigest => codes::IMG024,
        ErrorCode::MissingDigestAlgorithm => codes::IMG025,
        ErrorCode::BadDigestAlgorithm => codes::IMG026,
        ErrorCode::UppercaseDigestAlgorithm => codes::IMG027,
        ErrorCode::UnknownDigestAlgorithm => codes::IMG028,
        ErrorCode::DigestTooShort => codes::IMG029,
        ErrorCode::DigestWrongLength => codes::IMG030,
        ErrorCode::UppercaseDigest => codes::IMG031,
        ErrorCode::BadDigestCharacter => codes::IMG032,
        ErrorCode::SecondDigest => codes::IMG033,
        ErrorCode::TagAfterDigest => codes::IMG034,
        _ => unreachable!("no image name is refused as {code:?}"),
    }
}

fn docs(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::UnknownDigestAlgorithm
        | ErrorCode::DigestWrongLength
        | ErrorCode::UppercaseDigest
        | ErrorCode::BadDigestCharacter => OCI_DIGESTS,
        _ => REFERENCE_GO,
    }
}

/// What is worth knowing besides the message, about the errors where it is much misread.
fn help(code: ErrorCode, input: &str) -> Option<Message> {
    let text = match code {
        ErrorCode::UrlScheme => {
            message!("How to reach a registry is configured in the runtime, not in the name.")
        }
        ErrorCode::UnresolvedVariable => message!(
            "Kubernetes doesn't substitute variables in the image field; the tool that renders the manifest does, so look there for the missing value."
        ),
        ErrorCode::Uppercase => message!(
            "Tags may have uppercase letters, and so may a registry's host; the path between them has a-z, 0-9 and separators."
        ),
        // It looks at the ends alone: whitespace within a name passes it.
        ErrorCode::Whitespace if input.trim() != input => message!(
            "The API server rejects a Pod whose image has whitespace around it. It accepts such an image in a Deployment's template, but then its Pods can't be created."
        ),
        ErrorCode::SecondTag => {
            message!("A port goes before the first slash, a tag after the last one.")
        }
        _ => return None,
    };
    Some(text)
}

/// The changes that may make the name valid.
fn candidates(input: &str, error: &Error) -> Vec<(Message, String)> {
    let span = error.span();
    let (before, rest) = input.split_at(span.start);
    let (found, after) = rest.split_at(span.end - span.start);
    match error.code() {
        ErrorCode::UrlScheme => {
            let name = without_scheme(input);
            let lowercase = lowercase_name(&name);
            vec![
                (message!("Remove the scheme"), name),
                (
                    message!("Remove the scheme and make the path lowercase"),
                    lowercase,
                ),
            ]
        }
        ErrorCode::UnresolvedVariable => {
            let stand_in = stand_in(found);
            vec![(
                message!("Use a placeholder to see the rest"),
                format!("{before}{stand_in}{after}"),
            )]
        }
        ErrorCode::Whitespace => vec![
            (message!("Trim the whitespace"), input.trim().to_owned()),
            (message!("Remove all whitespace"), without_whitespace(input)),
        ]
        .into_iter()
        // Words that run together are nobody's name.
        .take(if input.split_whitespace().count() > 2 {
            1
        } else {
            2
        })
        .collect(),
        ErrorCode::Uppercase => vec![
            (message!("Make the path lowercase"), lowercase_name(input)),
            (message!("Make everything lowercase"), input.to_lowercase()),
        ],
        ErrorCode::BadSeparator | ErrorCode::EmptyComponent => {
            vec![(
                message!("Remove the extra characters"),
                tidy_separators(input),
            )]
        }
        ErrorCode::UnderscoreInDomain => {
            vec![(
                message!("Replace the underscore with a dash"),
                format!("{before}-{after}"),
            )]
        }
        ErrorCode::EmptyTag | ErrorCode::EmptyDigest | ErrorCode::EmptyPort => {
            vec![(message!("Remove it"), format!("{before}{after}"))]
        }
        ErrorCode::MissingDigestAlgorithm => vec![(
            message!("Put sha256: before the digest"),
            input.replacen('@', "@sha256:", 1),
        )],
        ErrorCode::UppercaseDigest | ErrorCode::UppercaseDigestAlgorithm => {
            vec![(
                message!("Make the digest lowercase"),
                lowercase_digest(input),
            )]
        }
        ErrorCode::TagAfterDigest => {
            vec![(
                message!("Move the tag before the digest"),
                tag_before_digest(input),
            )]
        }
        _ => Vec::new(),
    }
}

/// Those that do, each once.
fn valid(candidates: Vec<(Message, String)>) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = Vec::new();
    for (title, replacement) in candidates {
        let known = fixes.iter().any(|fix| fix.replacement == replacement);
        if !known && Normalized::parse(&replacement).is_ok() {
            fixes.push(Fix { title, replacement });
        }
    }
    fixes
}

fn without_scheme(input: &str) -> String {
    let rest = input.split_once("://").map_or(input, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

fn without_whitespace(input: &str) -> String {
    input
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect()
}

/// A valid word made of the name of a variable: `${TAG}` gives `tag`.
fn stand_in(variable: &str) -> String {
    let mut words = variable.split(|character: char| !character.is_ascii_alphanumeric());
    let name = words.rfind(|word| !word.is_empty()).unwrap_or("value");
    name.to_ascii_lowercase()
}

/// The input with its path in lower case: domain, tag and digest stay as they are.
fn lowercase_name(input: &str) -> String {
    let path_start = input.find('/').map_or(0, |slash| slash + 1);
    let first = &input[..path_start];
    let is_host = first.contains(['.', ':']) || first == "localhost/";
    let start = if is_host { path_start } else { 0 };
    let end = input[start..]
        .find([':', '@'])
        .map_or(input.len(), |offset| start + offset);
    format!(
        "{}{}{}",
        &input[..start],
        input[start..end].to_lowercase(),
        &input[end..]
    )
}

/// The input with separators at the ends of components and empty components left out.
fn tidy_separators(input: &str) -> String {
    let end = input.find('@').unwrap_or(input.len());
    let (name, digest) = input.split_at(end);
    let components: Vec<&str> = name
        .split('/')
        .map(|component| component.trim_matches(['.', '_', '-']))
        .filter(|component| !component.is_empty())
        .collect();
    let name = components.join("/").replace("..", ".").replace("___", "__");
    format!("{name}{digest}")
}

fn lowercase_digest(input: &str) -> String {
    match input.split_once('@') {
        Some((name, digest)) => format!("{name}@{}", digest.to_lowercase()),
        None => input.to_owned(),
    }
}

fn tag_before_digest(input: &str) -> String {
    let moved = input.split_once('@').and_then(|(name, rest)| {
        let (digest, tag) = rest.rsplit_once(':')?;
        Some(format!("{name}:{tag}@{digest}"))
    });
    moved.unwrap_or_else(|| input.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, code: &str, replacement: Option<&str>) {
        let error = Normalized::parse(input).unwrap_err();
        let found = diagnostic(input, &error);
        assert_eq!(found.code, code, "{input:?}: {}", found.message);
        let fix = found.fixes.first().map(|fix| fix.replacement.as_str());
        assert_eq!(fix, replacement, "{input:?}: {}", found.message);
    }

    #[test]
    fn what_people_paste_is_repaired() {
        let hex = "ab".repeat(32);
        check(
            "https://ghcr.io/acme/api:v1",
            "IMG003",
            Some("ghcr.io/acme/api:v1"),
        );
        check("docker://busybox", "IMG003", Some("busybox"));
        check(
            "https://ghcr.io/Acme/Web:V1",
            "IMG003",
            Some("ghcr.io/acme/web:V1"),
        );
        check("${REGISTRY}/app:1", "IMG004", Some("registry/app:1"));
        check("app:{{ .Values.tag }}", "IMG004", Some("app:tag"));
        check(" busybox", "IMG005", Some("busybox"));
        check("busybox\n", "IMG005", Some("busybox"));
        check("busy box", "IMG005", Some("busybox"));
        check("ghcr.io/Acme/Api:V1", "IMG006", Some("ghcr.io/acme/api:V1"));
        check("Busybox:Latest", "IMG006", Some("busybox:Latest"));
        check("busybox/", "IMG009", Some("busybox"));
        check("a//b", "IMG009", Some("a/b"));
        check("foo-/bar", "IMG008", Some("foo/bar"));
        check("a_b.com:5000/foo", "IMG015", Some("a-b.com:5000/foo"));
        check("busybox:", "IMG018", Some("busybox"));
        check("busybox@", "IMG024", Some("busybox"));
        check(
            &format!("busybox@sha256:{}", hex.to_uppercase()),
            "IMG031",
            Some(&format!("busybox@sha256:{hex}")),
        );
        check(
            &format!("busybox@{hex}"),
            "IMG025",
            Some(&format!("busybox@sha256:{hex}")),
        );
        check(
            &format!("busybox@sha256:{hex}:v1"),
            "IMG034",
            Some(&format!("busybox:v1@sha256:{hex}")),
        );
    }

    #[test]
    fn what_nobody_can_guess_is_left_to_the_person() {
        check("", "IMG001", None);
        check(&"a".repeat(64), "IMG002", None);
        check("busybox@sha256:abc", "IMG029", None);
        check("a:b:c", "IMG022", None);
    }
}
