//! distribution/reference once more, by its own regular expressions and in its own order of checks,
//! to hold our hand-written pass against.

use std::sync::LazyLock;

use regex::Regex;

/// Domain, path, tag and digest, or the text of the error.
pub type Outcome = Result<[String; 4], String>;

const PATH_COMPONENT: &str = r"[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*";
const TAG: &str = r"(?-u:[\w][\w.-]{0,127})";
const DIGEST: &str = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*[:][0-9a-fA-F]{32,}";

const HOST: &str = r"(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[(?:[a-fA-F0-9:]+)\])";

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    anchored(&format!(
        "(?:({HOST}(?::[0-9]+)?)/)?({PATH_COMPONENT}(?:/{PATH_COMPONENT})*)"
    ))
});
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    let name = format!("(?:{HOST}(?::[0-9]+)?/)?{PATH_COMPONENT}(?:/{PATH_COMPONENT})*");
    anchored(&format!("({name})(?::({TAG}))?(?:@({DIGEST}))?"))
});
static IDENTIFIER: LazyLock<Regex> = LazyLock::new(|| anchored("[a-f0-9]{64}"));
static LOOSE_DIGEST: LazyLock<Regex> =
    LazyLock::new(|| anchored(r"[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+"));

fn anchored(pattern: &str) -> Regex {
    Regex::new(&format!(r"\A(?:{pattern})\z")).expect("the pattern is written by hand")
}

/// `Parse`.
pub fn parse(text: &str) -> Outcome {
    let Some(captures) = REFERENCE.captures(text) else {
        let error = if text.is_empty() {
            "repository name must have at least one component"
        } else if REFERENCE.is_match(&lowercase(text)) {
            "repository name must be lowercase"
        } else {
            "invalid reference format"
        };
        return Err(error.to_owned());
    };
    let [name, tag, digest] =
        [1, 2, 3].map(|group| captures.get(group).map_or("", |found| found.as_str()));
    let name = NAME
        .captures(name)
        .expect("the name of a reference is a name");
    let [domain, path] = [1, 2].map(|group| name.get(group).map_or("", |found| found.as_str()));
    if path.len() > 255 {
        return Err("repository name must not be more than 255 characters".to_owned());
    }
    if !digest.is_empty() {
        validate_digest(digest)?;
    }
    Ok([domain, path, tag, digest].map(str::to_owned))
}

/// `ParseNormalizedNamed`.
pub fn parse_normalized_named(text: &str) -> Outcome {
    if IDENTIFIER.is_match(text) {
        return Err(format!(
            "invalid repository name ({text}), cannot specify 64-byte hexadecimal strings"
        ));
    }
    let (domain, remainder) = split_docker_domain(text);
    let remote = remainder.split(':').next().unwrap_or_default();
    if lowercase(remote) != remote {
        return Err(format!(
            "invalid reference format: repository name ({remote}) must be lowercase"
        ));
    }
    parse(&format!("{domain}/{remainder}"))
}

fn split_docker_domain(text: &str) -> (String, String) {
    let (domain, remainder) = match text.split_once('/') {
        None => return ("docker.io".to_owned(), format!("library/{text}")),
        Some(("index.docker.io", rest)) => ("docker.io", rest),
        Some((first, rest))
            if first == "localhost"
                || first.contains('.')
                || first.contains(':')
                || lowercase(first) != first =>
        {
            (first, rest)
        }
        Some(_) => ("docker.io", text),
    };
    let library = if domain == "docker.io" && !remainder.contains('/') {
        "library/"
    } else {
        ""
    };
    (domain.to_owned(), format!("{library}{remainder}"))
}

fn validate_digest(digest: &str) -> Result<(), String> {
    let (algorithm, encoded) = digest
        .split_once(':')
        .expect("the grammar asks for a colon");
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ if LOOSE_DIGEST.is_match(digest) => return Err("unsupported digest algorithm".to_owned()),
        _ => return Err("invalid checksum digest format".to_owned()),
    };
    if encoded.len() != length {
        return Err("invalid checksum digest length".to_owned());
    }
    if encoded != lowercase(encoded) {
        return Err("invalid checksum digest format".to_owned());
    }
    Ok(())
}

/// Go's `strings.ToLower`: letter by letter, one letter for one.
fn lowercase(text: &str) -> String {
    text.chars()
        .map(|letter| letter.to_lowercase().next().unwrap_or(letter))
        .collect()
}
