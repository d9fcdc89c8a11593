//! Names that say an architecture: `pause-amd64`, `app:1.2-arm64`, `arm64v8/nginx`.
//!
//! The words are those of GOARCH (<https://go.dev/doc/install/source#environment>), of `uname -m`,
//! and of the per-architecture organisations of Docker's official images
//! (<https://github.com/docker-library/official-images#architectures-other-than-amd64>).

use imageref::{DEFAULT_DOMAIN, Normalized};

/// Words for one architecture that are at the end of a path or a tag.
const WORDS: [&str; 22] = [
    "aarch64",
    "amd64",
    "arm",
    "arm32v5",
    "arm32v6",
    "arm32v7",
    "arm64",
    "arm64v8",
    "armhf",
    "armv5",
    "armv6",
    "armv7",
    "i386",
    "loong64",
    "loongarch64",
    "mips64le",
    "ppc64le",
    "riscv64",
    "s390x",
    "x64",
    "x86",
    "x86_64",
];

/// Organisations of Docker Hub that hold the official images of one architecture.
const ORGANISATIONS: [&str; 9] = [
    "amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64",
];

/// An architecture that an image name says.
#[derive(Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The word for it.
    pub word: &'a str,
    /// The name without it, where something is left and no digest fixes the content anyway.
    pub without: Option<String>,
}

/// The architecture that a name says.
pub fn named_in<'a>(reference: &Normalized<'a>) -> Option<Said<'a>> {
    let text = reference.text();
    let span = reference.path_span();
    let path = &text[span.range()];
    let without = |start: usize, end: usize| {
        let shorter = format!("{}{}", &text[..start], &text[end..]);
        let stands = reference.digest().is_none() && Normalized::parse(&shorter).is_ok();
        stands.then_some(shorter)
    };
    if let Some(tag) = reference.tag_span()
        && let Some((start, word)) = at_the_end_of(&text[tag.range()])
    {
        // A tag that is the word alone leaves nothing that is known to exist.
        let stem = without_system(&text[tag.start..tag.start + start]);
        let fixed = stem.and_then(|stem| without(tag.start + stem.len(), tag.end));
        return Some(Said {
            word,
            without: fixed.filter(|_| start > 0),
        });
    }
    if let Some((start, word)) = at_the_end_of(path)
        && start > 0
    {
        let stem = without_system(&path[..start]);
        let fixed = stem.and_then(|stem| without(span.start + stem.len(), span.end));
        return Some(Said {
            word,
            without: fixed,
        });
    }
    let (organisation, name) = path.split_once('/')?;
    let is_one = reference.domain() == DEFAULT_DOMAIN
        && ORGANISATIONS.contains(&organisation)
        && !name.contains('/');
    is_one.then(|| Said {
        word: organisation,
        without: without(span.start, span.start + organisation.len() + 1),
    })
}

/// The word for an architecture that `text` is or that is at its end behind a separator: where
/// it begins with its separator, and the word.
fn at_the_end_of(text: &str) -> Option<(usize, &str)> {
    let word = WORDS
        .into_iter()
        .filter(|word| text.ends_with(word))
        .max_by_key(|word| word.len())?;
    let start = text.len() - word.len();
    match text[..start].chars().next_back() {
        None => Some((0, &text[start..])),
        Some('-' | '_' | '.') => Some((start - 1, &text[start..])),
        Some(_) => None,
    }
}

/// What is left of a name once its architecture is gone, without the `-linux` in front of it;
/// `None` for another system, whose images are seldom in the same index.
fn without_system(stem: &str) -> Option<&str> {
    if stem.ends_with("windows") || stem.ends_with("darwin") {
        return None;
    }
    let mut linux = ["-linux", "_linux"].into_iter();
    let left = linux.find_map(|system| stem.strip_suffix(system));
    Some(left.unwrap_or(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_an_architecture_are_known_with_what_is_left_of_them() {
        for (image, word, without) in [
            (
                "registry.k8s.io/pause-amd64:3.1",
                "amd64",
                Some("registry.k8s.io/pause:3.1"),
            ),
            (
                "ghcr.io/acme/api:1.2-arm64",
                "arm64",
                Some("ghcr.io/acme/api:1.2"),
            ),
            (
                "ghcr.io/acme/api:1.2-linux-amd64",
                "amd64",
                Some("ghcr.io/acme/api:1.2"),
            ),
            ("ghcr.io/acme/api:1.2-windows-amd64", "amd64", None),
            ("ghcr.io/acme/api:x86_64", "x86_64", None),
            ("acme/api-arm64v8", "arm64v8", Some("acme/api")),
            ("arm64v8/nginx:1.27", "arm64v8", Some("nginx:1.27")),
            (
                "docker.io/arm32v7/nginx",
                "arm32v7",
                Some("docker.io/nginx"),
            ),
        ] {
            let found = named_in(&Normalized::parse(image).unwrap());
            let found = found.map(|said| (said.word, said.without));
            assert_eq!(found, Some((word, without.map(str::to_owned))), "{image}");
        }
    }

    #[test]
    fn a_digest_leaves_no_other_name() {
        let image = format!("acme/api:1-amd64@sha256:{}", "a".repeat(64));
        let said = named_in(&Normalized::parse(&image).unwrap()).unwrap();
        assert_eq!((said.word, said.without), ("amd64", None));
    }

    #[test]
    fn other_names_say_none() {
        for image in [
            "nginx",
            "acme/charm:1",
            "acme/arm:1",
            "acme/api:1-alarm",
            "ghcr.io/arm64v8/nginx",
            "amd64",
            "acme/arm64",
        ] {
            assert_eq!(
                named_in(&Normalized::parse(image).unwrap()),
                None,
                "{image}"
            );
        }
    }
}
