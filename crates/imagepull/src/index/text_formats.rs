//! The formats of texts in the documents of the OCI image-spec v1.1.1 (`schema/defs-descriptor.json`,
//! `schema/config-schema.json`), as predicates.

/// `^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$` (RFC 6838, 4.2).
pub(super) fn is_media_type(text: &str) -> bool {
    let is_name = |name: &str| {
        let bytes = name.as_bytes();
        let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(byte);
        (1..=127).contains(&bytes.len())
            && bytes[0].is_ascii_alphanumeric()
            && bytes.iter().all(fits)
    };
    text.split_once('/')
        .is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype))
}

/// `^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$`.
pub(super) fn is_digest(text: &str) -> bool {
    let is_part = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !part.is_empty() && part.bytes().all(fits)
    };
    let is_encoded = |encoded: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"=_-".contains(&byte);
        !encoded.is_empty() && encoded.bytes().all(fits)
    };
    text.split_once(':').is_some_and(|(algorithm, encoded)| {
        algorithm.split(['+', '.', '_', '-']).all(is_part) && is_encoded(encoded)
    })
}

/// Whether Go's `url.Parse` takes a text and finds a scheme in it, as far as that is told by the
/// characters: a scheme, a colon, and no control character.
pub(super) fn is_absolute_uri(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        let bytes = scheme.as_bytes();
        let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"+.-".contains(byte);
        bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.iter().all(fits)
    };
    let is_scheme_there = text.split_once(':').is_some_and(|it| is_scheme(it.0));
    is_scheme_there && !text.contains(|sign: char| sign.is_ascii_control() || sign == ' ')
}

/// A date and time of RFC 3339, such as `2024-05-01T12:00:00.5Z`.
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let (time, zone) = match time.find(['Z', 'z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => return false,
    };
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_zone = match zone.as_bytes()[0] {
        b'Z' | b'z' => zone.len() == 1,
        _ => numbers(&zone[1..], ':', &[2, 2]).is_some_and(|it| it[0] < 24 && it[1] < 60),
    };
    is_zone
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && numbers(clock, ':', &[2, 2, 2]).is_some_and(|it| it[0] < 24 && it[1] < 60 && it[2] < 60)
        && numbers(date, '-', &[4, 2, 2]).is_some_and(|it| {
            (1..=12).contains(&it[1]) && (1..=days_of(it[0], it[1])).contains(&it[2])
        })
}

/// The numbers between separators, each with its number of digits.
fn numbers(text: &str, separator: char, digits: &[usize]) -> Option<Vec<u16>> {
    let parts: Vec<&str> = text.split(separator).collect();
    let fits = |(part, digits): (&&str, &usize)| {
        part.len() == *digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.len() != digits.len() || !parts.iter().zip(digits).all(fits) {
        return None;
    }
    parts.iter().map(|part| part.parse().ok()).collect()
}

fn days_of(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `^[^=]+=.*$`, where a dot is no line break: a variable of an environment.
pub(super) fn is_environment(text: &str) -> bool {
    text.split_once('=')
        .is_some_and(|(name, value)| !name.is_empty() && !value.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_format_or_not() {
        /// A format, texts that fit it and texts that do not.
        type Row = (
            fn(&str) -> bool,
            &'static [&'static str],
            &'static [&'static str],
        );
        let rows: &[Row] = &[
            (
                is_media_type,
                &["a/b", "application/vnd.oci.image.index.v1+json", "0/0"],
                &[
                    "", "/", "a", "a/", ".a/b", "a/.b", "a/b/c", "a/b;c=d", "é/b",
                ],
            ),
            (
                is_digest,
                &["sha256:a", "a+b.c_d-e:A=_-", "1:1"],
                &["", ":", "a:", ":a", "A:a", "a++b:a", "a:b:c", "-a:a", "a:+"],
            ),
            (
                is_absolute_uri,
                &["https://example.com/a", "urn:x", "a+b.c-d:"],
                &["", "value", "//host/a", "1a:b", ":a", "https://a b", "a:\n"],
            ),
            (
                is_date_time,
                &[
                    "2015-10-31T22:22:56.015925234Z",
                    "2024-02-29t00:00:00+09:30",
                    "1970-01-01T00:00:00z",
                ],
                &[
                    "",
                    "2015-10-31",
                    "2015-10-31 22:22:56Z",
                    "2015-10-31T22:22:56",
                    "2023-02-29T00:00:00Z",
                    "2015-13-01T00:00:00Z",
                    "2015-10-31T24:00:00Z",
                    "2015-10-31T22:22:56.Z",
                    "2015-10-31T22:22:56+9:30",
                    "2015-10-31T22:22:56+é",
                    "+015-10-31T22:22:56Z",
                ],
            ),
            (
                is_environment,
                &["A=", "A=b=c", "PATH=/bin"],
                &["", "A", "=b", "A=b\nc"],
            ),
        ];
        for (fits, good, bad) in rows {
            for text in *good {
                assert!(fits(text), "{text:?} fits");
            }
            for text in *bad {
                assert!(!fits(text), "{text:?} does not fit");
            }
        }
    }
}
