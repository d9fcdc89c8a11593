//! The pattern for one label of a host: `filepath.Match` of Go on Linux.
//!
//! Source: Go path/filepath `Match`, as called by kubernetes/kubernetes
//! pkg/credentialprovider/keyring.go `URLsMatch`.

/// A label of a host name has at most 63 characters; with more than this many bytes a pattern is not
/// tried.
const MAX_BYTES: usize = 255;

/// Whether a label has characters with their own meaning.
pub(crate) fn is_pattern(label: &str) -> bool {
    label.contains(['*', '?', '[', '\\'])
}

/// Whether a label fits a pattern. A pattern that Go calls bad fits nothing.
pub(crate) fn label_matches(pattern: &str, label: &str) -> bool {
    if !is_pattern(pattern) {
        return pattern == label;
    }
    if pattern.len().max(label.len()) > MAX_BYTES {
        return false;
    }
    let pattern: Vec<char> = pattern.chars().collect();
    let label: Vec<char> = label.chars().collect();
    fits(&pattern, &label)
}

/// Tries to end each `*` as early as possible; when the rest does not fit, the last one takes one
/// character more.
fn fits(pattern: &[char], label: &[char]) -> bool {
    let (mut at, mut place) = (0, 0);
    let mut last_star: Option<(usize, usize)> = None;
    loop {
        if pattern.get(at) == Some(&'*') {
            at += 1;
            last_star = Some((at, place));
            continue;
        }
        let step = match (pattern.get(at), label.get(place)) {
            (None, None) => return true,
            (Some(_), Some(&character)) => one(&pattern[at..], character),
            _ => None,
        };
        match (step, last_star) {
            (Some(length), _) => {
                at += length;
                place += 1;
            }
            (None, Some((behind, taken))) if taken < label.len() => {
                last_star = Some((behind, taken + 1));
                (at, place) = (behind, taken + 1);
            }
            _ => return false,
        }
    }
}

/// How much of a pattern stands for this one character; `None` where it does not fit.
fn one(pattern: &[char], character: char) -> Option<usize> {
    match pattern[0] {
        '?' => Some(1),
        '\\' => (pattern.get(1) == Some(&character)).then_some(2),
        '[' => class(pattern, character),
        written => (written == character).then_some(1),
    }
}

fn class(pattern: &[char], character: char) -> Option<usize> {
    let mut at = 1;
    let is_negated = pattern.get(at) == Some(&'^');
    at += usize::from(is_negated);
    let (mut is_in, mut ranges) = (false, 0);
    loop {
        if pattern.get(at) == Some(&']') && ranges > 0 {
            return (is_in != is_negated).then_some(at + 1);
        }
        let (low, behind) = bound(pattern, at)?;
        at = behind;
        let mut high = low;
        if pattern.get(at) == Some(&'-') {
            (high, at) = bound(pattern, at + 1)?;
        }
        is_in |= (low..=high).contains(&character);
        ranges += 1;
    }
}

/// One end of a range and the place behind it.
fn bound(pattern: &[char], at: usize) -> Option<(char, usize)> {
    match *pattern.get(at)? {
        '-' | ']' => None,
        '\\' => Some((*pattern.get(at + 1)?, at + 2)),
        written => Some((written, at + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_match_as_in_go() {
        for (pattern, label, expected) in [
            ("ghcr", "ghcr", true),
            ("ghcr", "GHCR", false),
            ("*", "", true),
            ("*", "anything", true),
            ("*-good", "prefix-good", true),
            ("*-good", "prefix-bad", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b", false),
            ("?b", "ab", true),
            ("?b", "b", false),
            ("[a-c]x", "bx", true),
            ("[a-c]x", "dx", false),
            ("[^a-c]x", "dx", true),
            ("[]a]", "]", false),
            ("[a", "a", false),
            ("\\*", "*", true),
            ("\\*", "a", false),
            ("[::1]", "[::1]", false),
            ("[::1]", "1", true),
        ] {
            assert_eq!(label_matches(pattern, label), expected, "{pattern} {label}");
        }
    }

    #[test]
    fn a_pattern_that_is_long_ends() {
        let pattern = "*a".repeat(100_000);
        assert!(!label_matches(&pattern, &"a".repeat(200_000)));
    }
}
