//! From the place where the grammar stops to what a person did: a URL was pasted, a variable was
//! not resolved, a space came along.

use crate::scan::{self, Stop};
use crate::upstream::Upstream;
use crate::{Error, ErrorCode, Span};

/// The error of a text that stopped being a reference at `stop`.
#[cold]
pub(crate) fn error(text: &str, stop: Stop, upstream: Upstream) -> Error<'_> {
    let stranger = if has_stranger(text, stop) {
        url_scheme(text)
            .or_else(|| unresolved_variable(text))
            .or_else(|| whitespace(text))
    } else {
        None
    };
    let cause = stranger
        .or_else(|| uppercase_before(text, stop))
        .unwrap_or(stop);
    Error::new(text, cause, upstream)
}

/// Whether a text can hold a URL scheme, a variable or white space at all. Most that are refused
/// cannot. Nothing of these is part of any reference, so what was read before the stop has none of
/// them, but for the colon of a scheme.
fn has_stranger(text: &str, stop: Stop) -> bool {
    let bytes = text.as_bytes();
    let mut behind = bytes.iter().enumerate().skip(stop.span.start);
    behind.any(|(at, &byte)| {
        !scan::is_of_names(byte)
            && match byte {
                b'$' | b'<' | b'{' | b' ' | b'\t'..=b'\r' | 0x80.. => true,
                b'/' => at > 0 && bytes[at - 1] == b':',
                _ => false,
            }
    })
}

/// `https://` and the like in front.
fn url_scheme(text: &str) -> Option<Stop> {
    let (scheme, _) = text.split_once("://")?;
    let mut bytes = scheme.bytes();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    (bytes.next()?.is_ascii_alphabetic() && bytes.all(fits)).then(|| Stop {
        code: ErrorCode::UrlScheme,
        span: Span::new(0, scheme.len() + "://".len()),
    })
}

/// The first `${NAME}`, `$(NAME)`, `$NAME`, `{{ expression }}` or `<NAME>`, to the end where it is not
/// closed.
fn unresolved_variable(text: &str) -> Option<Stop> {
    let start = text
        .find("{{")
        .into_iter()
        .chain(text.find(['$', '<']))
        .min()?;
    let rest = &text[start..];
    let closed_by = |closing: &str| {
        rest.find(closing)
            .map_or(text.len(), |offset| start + offset + closing.len())
    };
    let end = if rest.starts_with("{{") || rest.starts_with("${{") {
        closed_by("}}")
    } else if rest.starts_with("${") {
        closed_by("}")
    } else if rest.starts_with("$(") {
        closed_by(")")
    } else if rest.starts_with('<') {
        closed_by(">")
    } else {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let length = rest
            .bytes()
            .skip(1)
            .take_while(|byte| is_name(byte))
            .count();
        start + 1 + length
    };
    Some(Stop {
        code: ErrorCode::UnresolvedVariable,
        span: Span::new(start, end),
    })
}

/// The first run of white space.
fn whitespace(text: &str) -> Option<Stop> {
    let start = text.find(char::is_whitespace)?;
    let rest = &text[start..];
    let length = rest
        .find(|character: char| !character.is_whitespace())
        .unwrap_or(rest.len());
    Some(Stop {
        code: ErrorCode::Whitespace,
        span: Span::new(start, start + length),
    })
}

/// An uppercase letter of a name without a domain comes first, wherever the grammar stops later:
/// the first component of a name may have it until its end shows that it is no domain.
fn uppercase_before(text: &str, stop: Stop) -> Option<Stop> {
    let before = text[..stop.span.start].bytes();
    let place = before
        .take_while(|byte| !matches!(byte, b':' | b'@' | b'/'))
        .position(|byte| byte.is_ascii_uppercase())?;
    if text.contains('/') {
        return None;
    }
    Some(Stop {
        code: ErrorCode::Uppercase,
        span: Span::new(place, place + 1),
    })
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    /// All short texts of characters that mean something: looking behind the stop finds what
    /// looking at the whole text finds.
    #[test]
    fn a_stranger_is_at_the_stop_or_behind_it() {
        const CHARACTERS: [char; 12] = [
            'a', 'A', '0', ':', '/', '@', '.', '-', '[', '$', ' ', '\u{212A}',
        ];
        let mut text = String::new();
        let mut refused = 0;
        for number in 0..CHARACTERS.len().pow(5) {
            text.clear();
            let places = (0..5).map(|place| number / CHARACTERS.len().pow(place));
            text.extend(places.map(|digit| CHARACTERS[digit % CHARACTERS.len()]));
            let Err(stop) = scan::reference(&text) else {
                continue;
            };
            refused += 1;
            let at_all = Stop {
                span: Span::new(0, 0),
                ..stop
            };
            let (found, expected) = (has_stranger(&text, stop), has_stranger(&text, at_all));
            assert_eq!(found, expected, "{text:?}");
        }
        assert!(refused > 100_000);
    }
}
