//! The grammar alone, as `regexp.go` of distribution/reference exports it: no lengths, no known
//! algorithms, no defaults. Every check is of the whole text.

use crate::scan;

/// Whether the text is a domain, `host[:port]` (`DomainRegexp`).
pub fn is_domain(text: &str) -> bool {
    scan::domain(text).is_ok()
}

/// Whether the text is a tag (`TagRegexp`).
pub fn is_tag(text: &str) -> bool {
    scan::tag(text).is_ok()
}

/// Whether the text is a digest as loosely as a reference takes it (`DigestRegexp`).
pub fn is_digest(text: &str) -> bool {
    scan::digest(text).is_ok()
}

/// Whether the text is an identifier, such as the id of an image: exactly 64 of `0-9` and `a-f`
/// (`IdentifierRegexp`).
pub fn is_identifier(text: &str) -> bool {
    let is_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 64 && text.bytes().all(is_hex)
}

/// Domain (`""` where there is none) and path of a name (`NameRegexp`); `None` where it is no name.
pub fn split_name(text: &str) -> Option<(&str, &str)> {
    match scan::name(text).ok()? {
        0 => Some(("", text)),
        end => Some((&text[..end], &text[end + 1..])),
    }
}

/// Name, tag and digest of a reference (`ReferenceRegexp`); `None` where it is no reference.
pub fn split_reference(text: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
    let offsets = scan::reference(text).ok()?;
    let slice = |span: crate::Span| &text[span.range()];
    Some((
        &text[..offsets.path_end],
        offsets.tag().map(slice),
        offsets.digest().map(slice),
    ))
}
