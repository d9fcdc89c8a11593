//! The innermost error of a message: what the first program in the chain said, without what the others put
//! before it.

use std::ops::Range;

use super::phrases::compacted;

/// What programs put before the error of another. Behind each the next colon ends it.
const PREFIXES: [&str; 59] = [
    "failed to pull image",
    "failed to \"startcontainer\"",
    "failed to pull and unpack image",
    "failed to resolve reference",
    "failed to resolve image",
    "error response from daemon",
    "failed to copy",
    "httpreadseeker",
    "failed open",
    "failed to do request",
    "head \"",
    "get \"",
    "get http",
    "head http",
    "failed to authorize",
    "failed to fetch oauth token",
    "failed to fetch anonymous token",
    "back-off pulling image",
    "errimagepull",
    "imagepullbackoff",
    "imageinspecterror",
    "failed to get sandbox image",
    "failed create pod sandbox",
    "failed to create pod sandbox",
    "failed to inspect sandbox image",
    "initializing source",
    "pinging container registry",
    "reading manifest",
    "unable to pull image or oci artifact",
    "pull image err",
    "pulling image",
    "failed pulling image",
    "rpc error",
    "failed to inspect image",
    "failed to apply default image tag",
    "error pulling image configuration",
    "copying system image from manifest list",
    "copying config",
    "(combined from similar events)",
    "error",
    "ctr:",
    "docker:",
    "failed to unpack image on snapshotter",
    "failed to pull from",
    "trying and failing to pull image",
    "writing blob",
    "failed to extract layer",
    "fata[",
    "erro[",
    "runpodsandbox from runtime service failed",
    "pullimage",
    "image pull failed",
    "failed to create containerd container",
    "error unpacking image",
    "reading blob",
    "fetching blob",
    "determining manifest mime type",
    "get image config descriptor",
    "spec.containers{",
];

/// Programs that are looked through: a chain of errors has some ten.
const MAX_CHAIN: usize = 50;

/// The part of a message that is its innermost error; nothing where all of it only says that something
/// failed.
pub(super) fn innermost(message: &str) -> Range<usize> {
    let mut start = 0;
    let end = message.trim_end().len();
    for _ in 0..MAX_CHAIN {
        let rest = &message[start..end];
        let trimmed = rest
            .trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '[' | '"' | '\\'));
        start = end - trimmed.len();
        let head = compacted(&trimmed[..trimmed.floor_char_boundary(trimmed.len().min(64))])
            .replace('\\', "");
        let is_prefix = PREFIXES.iter().any(|prefix| starts(&head, prefix));
        if !is_prefix {
            return start..end;
        }
        let behind = if head.starts_with("rpcerror") {
            let found = trimmed.match_indices("desc").find_map(|(at, word)| {
                let rest = trimmed[at + word.len()..].trim_start();
                rest.starts_with('=')
                    .then(|| trimmed.len() - rest.len() + 1)
            });
            found.filter(|behind| *behind < 120)
        } else {
            end_of_prefix(trimmed)
        };
        match behind {
            Some(behind) => start += behind,
            // A prefix with nothing behind it; but `Error: x` is not one of another program's.
            None if is_bare_wrapper(&head) => return end..end,
            None => return start..end,
        }
    }
    start..end
}

fn is_bare_wrapper(head: &str) -> bool {
    let wrappers = [
        "failed to pull",
        "failed to resolve",
        "back-off pulling",
        "errimagepull",
        "imagepullbackoff",
        "rpc error",
        "head \"",
        "get \"",
        "failed to copy",
        "failed to do",
        "failed to authorize",
        "failed create pod",
        "failed to create pod",
        "failed to get sandbox",
        "error response from daemon",
        "pulling image",
        "error:",
    ];
    wrappers.iter().any(|wrapper| starts(head, wrapper))
}

/// Whether a text without blanks begins with words.
fn starts(head: &str, words: &str) -> bool {
    let mut head = head.chars();
    let mut letters = words.chars().filter(|it| *it != ' ');
    letters.all(|letter| head.next() == Some(letter))
}

/// Behind the colon that ends a prefix: one outside of quotes that a blank follows.
fn end_of_prefix(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut is_quoted = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b':' if !is_quoted => {
                if let Some(b' ' | b'\t' | b'\n' | b'"' | b'\\') = bytes.get(at + 1) {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_put_before_an_error_is_left_out() {
        for (message, expected) in [
            (
                "Failed to pull image \"a:1\": rpc error: code = NotFound desc = failed to pull and unpack image \"docker.io/library/a:1\": failed to resolve reference \"docker.io/library/a:1\": docker.io/library/a:1: not found",
                "docker.io/library/a:1: not found",
            ),
            (
                "Failed to pull image \"localhost:5000/a\": rpc error: code = Unknown desc = Error response from daemon: Get http://localhost:5000/v2/: dial tcp [::1]:5000: connect: connection refused",
                "dial tcp [::1]:5000: connect: connection refused",
            ),
            (
                "Failed to pull image \"a:1\": failed to pull and unpack image \"docker.io/library/a:1\"",
                "",
            ),
            ("Back-off pulling image \"a:1\"", ""),
            ("Error: ErrImagePull", ""),
        ] {
            assert_eq!(&message[innermost(message)], expected, "{message}");
        }
    }
}
