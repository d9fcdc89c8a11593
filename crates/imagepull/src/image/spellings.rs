//! Other ways to write the same image.

use imageref::{DEFAULT_DOMAIN, DEFAULT_TAG, LEGACY_DEFAULT_DOMAIN, Named, Normalized};

/// The spellings that a runtime resolves to the same image, the shortest first,
/// without the one that is written.
#[inline]
pub fn other_than(input: &str, reference: &Normalized<'_>) -> Vec<String> {
    let pulled = reference.docker_reference();
    let suffixes = suffixes(reference);
    let mut spellings: Vec<String> = Vec::new();
    for name in names(reference) {
        for suffix in &suffixes {
            let spelling = [&*name, suffix].concat();
            // Not every combination is a way back: a Hub repository of 64
            // hexadecimal characters has no short name.
            if spelling != input && !spellings.contains(&spelling) && leads_to(&spelling, pulled) {
                spellings.push(spelling);
            }
        }
    }
    spellings.sort_by_key(String::len);
    spellings
}

#[inline]
fn leads_to(spelling: &str, pulled: Named<'_>) -> bool {
    Normalized::parse(spelling).is_ok_and(|reference| reference.docker_reference() == pulled)
}

#[inline]
fn names(reference: &Normalized<'_>) -> Vec<String> {
    if reference.domain() != DEFAULT_DOMAIN {
        return vec![reference.name().into()];
    }
    let short = String::from(reference.familiar_name());
    let path = reference.path().into_owned();
    let mut names = Vec::with_capacity(6);
    for domain in [DEFAULT_DOMAIN, LEGACY_DEFAULT_DOMAIN] {
        for repository in [&short, &path] {
            names.push([domain, "/", repository].concat());
        }
    }
    names.splice(0..0, [short, path]);
    names
}

#[inline]
fn suffixes(reference: &Normalized<'_>) -> Vec<String> {
    let canonical = reference.canonical();
    match (canonical.digest(), reference.tag()) {
        (Some(digest), None) => vec![["@", digest].concat()],
        (Some(digest), Some(tag)) => vec![["@", digest].concat(), [":", tag, "@", digest].concat()],
        (None, Some(tag)) if tag != DEFAULT_TAG => vec![[":", tag].concat()],
        (None, _) => vec![String::new(), [":", DEFAULT_TAG].concat()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(input: &str) -> Vec<String> {
        other_than(input, &Normalized::parse(input).unwrap())
    }

    #[test]
    fn an_official_image_has_many_names() {
        assert_eq!(
            spellings("busybox:1"),
            [
                "library/busybox:1",
                "docker.io/busybox:1",
                "index.docker.io/busybox:1",
                "docker.io/library/busybox:1",
                "index.docker.io/library/busybox:1",
            ]
        );
        assert_eq!(spellings("busybox")[0], "busybox:latest");
    }

    #[test]
    fn a_name_with_its_registry_has_one() {
        assert_eq!(spellings("ghcr.io/a/b:1"), [""; 0]);
        assert_eq!(spellings("ghcr.io/a/b"), ["ghcr.io/a/b:latest"]);
    }

    #[test]
    fn with_a_digest_the_tag_may_be_left_out() {
        let digest = format!("sha256:{}", "a".repeat(64));
        let written = format!("ghcr.io/a/b:1@{digest}");
        assert_eq!(spellings(&written), [format!("ghcr.io/a/b@{digest}")]);
    }

    #[test]
    fn a_name_like_an_image_id_has_no_short_form() {
        let id = "a".repeat(64);
        let all = spellings(&format!("docker.io/library/{id}"));
        assert!(!all.contains(&id));
        assert!(all.contains(&format!("{id}:latest")));
    }
}
