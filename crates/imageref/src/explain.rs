//! From the place where the grammar stops to what a person did: a URL was pasted, a variable was
//! not resolved, a space came along.

use alloc::borrow::Cow;

use crate::scan::Stop;
use crate::{Error, ErrorCode, Span};

/// The error of a text that stopped being a reference at `stop`.
#[cold]
pub(crate) fn error(text: &str, stop: Stop, upstream: Cow<'static, str>) -> Error {
    let cause = url_scheme(text)
        .or_else(|| unresolved_variable(text))
        .or_else(|| whitespace(text))
        .or_else(|| uppercase_before(text, stop))
        .unwrap_or(stop);
    Error::new(text, cause, upstream)
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
    if text.contains('/') {
        return None;
    }
    let name = text[..stop.span.start].split([':', '@']).next()?;
    let place = name.find(|character: char| character.is_ascii_uppercase())?;
    Some(Stop {
        code: ErrorCode::Uppercase,
        span: Span::new(place, place + 1),
    })
}
