//! The order in which tools list references, as `Sort` of distribution/reference.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::AnyReference;

/// The references in order and in canonical form: with tag and digest, with a tag, with a digest,
/// with neither, then digests alone, and last, as they were written, the texts that are no
/// reference. Those of one kind are in the order of their bytes.
pub fn sorted<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut ranked: Vec<(Rank, String)> = texts.into_iter().map(ranked).collect();
    ranked.sort();
    ranked.into_iter().map(|(_, text)| text).collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    TagAndDigest,
    Tag,
    Digest,
    Name,
    DigestAlone,
    Rejected,
}

fn ranked(text: &str) -> (Rank, String) {
    let Ok(reference) = AnyReference::parse(text) else {
        return (Rank::Rejected, text.to_string());
    };
    let rank = match &reference {
        AnyReference::Digest(_) => Rank::DigestAlone,
        AnyReference::Named(named) => match (named.tag(), named.digest()) {
            (Some(_), Some(_)) => Rank::TagAndDigest,
            (Some(_), None) => Rank::Tag,
            (None, Some(_)) => Rank::Digest,
            (None, None) => Rank::Name,
        },
    };
    (rank, reference.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "sha256:897462b2aab0b64d6308a8f6d066595175b203ad4104870e4e803d8d250f368e";

    #[test]
    fn each_kind_has_its_rank() {
        let both = alloc::format!("a:1@{DIGEST}");
        let digested = alloc::format!("a@{DIGEST}");
        let texts = [
            "no reference",
            "Neither",
            DIGEST,
            "z/z",
            "a",
            &digested,
            "b:1",
            "a:2",
            &both,
        ];
        let canonical = |text: &str| alloc::format!("docker.io/library/{text}");
        let expected = [
            canonical(&both),
            canonical("a:2"),
            canonical("b:1"),
            canonical(&digested),
            canonical("a"),
            String::from("docker.io/z/z"),
            String::from(DIGEST),
            String::from("Neither"),
            String::from("no reference"),
        ];
        assert_eq!(sorted(texts), expected);
    }
}
