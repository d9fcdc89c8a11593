//! Texts to try: any at all, valid references, and texts that are nearly references.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::string::string_regex;

const HOST: &str = r"(localhost|docker\.io|index\.docker\.io|[a-zA-Z0-9]{1,3}(-{1,2}[a-zA-Z0-9]{1,2})?(\.[a-z0-9]{1,3}){0,2}|\[[a-fA-F0-9:]{1,8}\])";
const PORT: &str = r"(:[0-9]{1,5})?";
const PATH: &str = r"[a-z0-9]{1,4}((\.|_|__|-{1,3})[a-z0-9]{1,2}){0,2}(/[a-z0-9]{1,4}((\.|_|__|-{1,3})[a-z0-9]{1,2}){0,2}){0,2}";
const TAG: &str = r"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,6})?";
const DIGEST: &str = r"(@(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?";

/// What the texts that are nearly references are put together from.
const FRAGMENTS: &[&str] = &[
    "a",
    "0",
    "foo",
    "B",
    "Foo",
    ".",
    "_",
    "__",
    "-",
    "--",
    "/",
    ":",
    "@",
    "[",
    "]",
    "::1",
    "[::1]",
    "[abc]",
    "localhost",
    "docker.io",
    "index.docker.io",
    "library/",
    "5000",
    ":5000/",
    "latest",
    "sha256:",
    "SHA256:",
    "md5:",
    "@sha256:",
    "sha384+x:",
    "0123456789abcdef0123456789abcdef",
    "0123456789ABCDEF0123456789ABCDEF",
    " ",
    "\n",
    "\u{212A}",
    "\u{130}",
    "é",
    "É",
    "ß",
    "\u{1F40B}",
    "$",
    "${TAG}",
    "{{ .Values.x }}",
    "https://",
    "%",
    "\0",
];

/// A text that distribution/reference accepts.
pub fn valid() -> impl Strategy<Value = String> {
    let pattern = format!("({HOST}{PORT}/)?{PATH}{TAG}{DIGEST}");
    string_regex(&pattern).expect("the pattern is written by hand")
}

/// Any text at all, or one that comes close to a reference.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => any::<String>(),
        3 => fragments(),
        2 => valid(),
        3 => mutated(),
        1 => long(),
    ]
}

fn fragments() -> impl Strategy<Value = String> {
    prop::collection::vec(select(FRAGMENTS), 0..8).prop_map(|fragments| fragments.concat())
}

/// A valid text with a fragment in the place of up to two characters.
fn mutated() -> impl Strategy<Value = String> {
    (valid(), any::<Index>(), 0..3_usize, select(FRAGMENTS)).prop_map(
        |(text, place, taken, fragment)| {
            let place = place.index(text.len() + 1);
            let end = text.len().min(place + taken);
            format!("{}{fragment}{}", &text[..place], &text[end..])
        },
    )
}

/// Around the limits of path and tag.
fn long() -> impl Strategy<Value = String> {
    (0..4_usize, 245..260_usize, 126..131_usize).prop_map(|(kind, path, tag)| match kind {
        0 => "a".repeat(path),
        1 => format!("example.com/{}", "a".repeat(path)),
        2 => format!("a:{}", "t".repeat(tag)),
        _ => format!("{}@sha256:{}", "a".repeat(path), "g".repeat(32)),
    })
}
