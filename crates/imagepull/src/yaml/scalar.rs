//! What a value means. Kubernetes reads YAML 1.1 as sigs.k8s.io/yaml does, where `yes` is true; JSON is
//! a part of it.
//!
//! Source: github.com/go-yaml/yaml v2.4.0 resolve.go.

use yaml_events::{ScalarStyle, Tag};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScalarType {
    /// Nothing, `~` or `null`.
    Null,
    /// `true`, `false` or what YAML 1.1 reads as such, `yes` and `off` among them.
    Bool,
    /// A number, `1.25` for example.
    Number,
    /// A text; it may be empty.
    Text,
    /// A list or mapping.
    Nested,
}

impl ScalarType {
    /// The type of a value without quotes.
    pub fn from_plain(value: &str) -> Self {
        match Resolved::new(value) {
            Resolved::Null => Self::Null,
            Resolved::Bool => Self::Bool,
            Resolved::Int | Resolved::Float => Self::Number,
            Resolved::Text => Self::Text,
        }
    }

    /// The type of a value with a tag. The tag fits: [`misfit`] says otherwise.
    pub fn new(value: &str, style: ScalarStyle, tag: Tag) -> Self {
        match tag {
            Tag::None if style != ScalarStyle::Plain => Self::Text,
            Tag::None | Tag::Null | Tag::Bool | Tag::Int | Tag::Float => Self::from_plain(value),
            _ => Self::Text,
        }
    }
}

/// What go-yaml says where a value is none of the type that its tag names. It quotes the value, of which
/// one character may be shown.
pub(super) fn misfit(value: &str, tag: Tag) -> Option<String> {
    let resolved = Resolved::new(value);
    let (is_fit, name) = match tag {
        Tag::Null => (resolved == Resolved::Null, "null"),
        Tag::Bool => (resolved == Resolved::Bool, "bool"),
        Tag::Int => (resolved == Resolved::Int, "int"),
        Tag::Float => (matches!(resolved, Resolved::Int | Resolved::Float), "float"),
        Tag::Timestamp => (is_timestamp(value), "timestamp"),
        _ => return None,
    };
    let shown = shown(value);
    let found = resolved.name();
    (!is_fit).then(|| format!("cannot decode !!{found} `{shown}` as a !!{name}"))
}

/// A value as far as it may be quoted.
pub(super) fn shown(value: &str) -> &str {
    if value.chars().count() <= 1 {
        value
    } else {
        "…"
    }
}

/// What go-yaml makes of a value without quotes.
#[derive(Clone, Copy, PartialEq)]
enum Resolved {
    Null,
    Bool,
    Int,
    Float,
    /// A point in time among them, which becomes JSON as it is written.
    Text,
}

impl Resolved {
    fn new(value: &str) -> Self {
        match value.as_bytes().first() {
            None => Self::Null,
            Some(b'~' | b'n' | b'N' | b'y' | b'Y' | b't' | b'T' | b'f' | b'F' | b'o' | b'O') => {
                match value {
                    "~" | "null" | "Null" | "NULL" => Self::Null,
                    _ if is_true(value) || is_false(value) => Self::Bool,
                    _ => Self::Text,
                }
            }
            Some(b'.') => match value {
                ".nan" | ".NaN" | ".NAN" | ".inf" | ".Inf" | ".INF" => Self::Float,
                _ if is_float(value) => Self::Float,
                _ => Self::Text,
            },
            Some(b'+' | b'-') if matches!(&value[1..], ".inf" | ".Inf" | ".INF") => Self::Float,
            Some(b'+' | b'-' | b'0'..=b'9') => {
                let plain = without_underscores(value);
                if integer(&plain).is_some() {
                    Self::Int
                } else if is_float(&plain) {
                    Self::Float
                } else {
                    Self::Text
                }
            }
            Some(_) => Self::Text,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Float => "float",
            Self::Text => "str",
        }
    }
}

/// Whether a value without quotes is true.
pub(super) fn is_true(value: &str) -> bool {
    matches!(
        value,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON"
    )
}

fn is_false(value: &str) -> bool {
    matches!(
        value,
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF"
    )
}

fn without_underscores(value: &str) -> std::borrow::Cow<'_, str> {
    if value.contains('_') {
        value.replace('_', "").into()
    } else {
        value.into()
    }
}

/// A whole number of 64 bits: one that begins with a zero is octal, as Go reads it.
fn integer(plain: &str) -> Option<i128> {
    let (is_negative, is_signed, digits) = match plain.as_bytes().first()? {
        b'-' => (true, true, &plain[1..]),
        b'+' => (false, true, &plain[1..]),
        _ => (false, false, plain),
    };
    let lower = |at: usize| digits.as_bytes().get(at).map(u8::to_ascii_lowercase);
    let (base, digits) = match (lower(0), lower(1)) {
        (Some(b'0'), Some(b'x')) => (16, &digits[2..]),
        (Some(b'0'), Some(b'b')) => (2, &digits[2..]),
        (Some(b'0'), Some(b'o')) => (8, &digits[2..]),
        (Some(b'0'), Some(_)) => (8, &digits[1..]),
        _ => (10, digits),
    };
    let is_number = !digits.is_empty() && digits.chars().all(|char| char.is_digit(base));
    let size = is_number.then(|| u64::from_str_radix(digits, base).ok())??;
    let size = i128::from(size);
    let number = if is_negative { -size } else { size };
    // A sign leaves 63 bits.
    let fits = !is_signed || i64::try_from(number).is_ok();
    fits.then_some(number)
}

/// Whether it is a number with a point or an exponent, within the range of 64 bits.
fn is_float(plain: &str) -> bool {
    is_decimal(plain.strip_prefix(['+', '-']).unwrap_or(plain))
        && plain.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Digits, with at most one point among them and an exponent behind them.
fn is_decimal(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digit = mantissa.bytes().any(|byte| byte.is_ascii_digit());
    let is_exponent = |exponent: &str| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && is_digits(digits)
    };
    has_digit && is_digits(whole) && is_digits(fraction) && exponent.is_none_or(is_exponent)
}

/// Whether it begins like a point in time, a year with four digits; no more of it is looked at.
fn is_timestamp(value: &str) -> bool {
    let bytes = value.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..4).all(is_digit) && bytes.get(4) == Some(&b'-') && is_digit(5)
}

/// The number that is written as `value`, without quotes.
pub(super) fn number(value: &str) -> f64 {
    let plain = without_underscores(value);
    if let Some(number) = integer(&plain) {
        return number as f64;
    }
    match value.trim_start_matches(['+', '-']) {
        ".inf" | ".Inf" | ".INF" if value.starts_with('-') => f64::NEG_INFINITY,
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        _ => plain.parse().unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::{ScalarType, number};

    #[test]
    fn what_looks_like_something_else_is_no_text() {
        use ScalarType::{Bool, Null, Number, Text};
        for (value, expected) in [
            ("nginx", Text),
            ("1.27.3", Text),
            ("1.27-alpine", Text),
            ("12:30", Text),
            ("2024-01-01", Text),
            ("v1", Text),
            ("e3", Text),
            (".", Text),
            ("0x1G", Text),
            ("432e484", Text),
            ("0xFFFFFFFFFFFFFFFFF", Text),
            ("-0xFFFFFFFFFFFFFFFF", Text),
            ("_1", Text),
            ("._5", Text),
            ("1.25", Number),
            ("1e3", Number),
            ("-7", Number),
            ("0x1F", Number),
            ("0X1F", Number),
            ("0B11", Number),
            ("0O7", Number),
            ("1_000", Number),
            ("18446744073709551615", Number),
            ("18446744073709551616", Number),
            (".5", Number),
            ("+.5", Number),
            (".inf", Number),
            ("yes", Bool),
            ("Off", Bool),
            ("~", Null),
            ("", Null),
        ] {
            assert_eq!(ScalarType::from_plain(value), expected, "{value}");
        }
    }

    #[test]
    fn numbers_are_those_that_go_reads() {
        for (value, expected) in [
            ("0", 0.0),
            ("-7", -7.0),
            ("+7", 7.0),
            ("1_000", 1000.0),
            ("010", 8.0),
            ("-010", -8.0),
            ("089", 89.0),
            ("0.5", 0.5),
            ("0x1F", 31.0),
            ("0o17", 15.0),
            ("0b11", 3.0),
            ("5.", 5.0),
            (".5", 0.5),
            ("1e3", 1000.0),
            ("-.inf", f64::NEG_INFINITY),
        ] {
            assert_eq!(ScalarType::from_plain(value), ScalarType::Number, "{value}");
            assert_eq!(number(value), expected, "{value}");
        }
        assert!(number(".nan").is_nan());
    }
}
