//! What a value without quotes means. Kubernetes reads YAML 1.1 as sigs.k8s.io/yaml does, where
//! `yes` is true; JSON is a part of it.

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
    pub fn of_plain(value: &str) -> Self {
        match value {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            _ if is_true(value) || is_false(value) => Self::Bool,
            _ if is_number(value) => Self::Number,
            _ => Self::Text,
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

/// The number that is written as `value`, without quotes. A whole number that begins with a zero is
/// octal, as Go reads it.
pub(super) fn number(value: &str) -> f64 {
    let digits = value.replace('_', "");
    let unsigned = digits.trim_start_matches(['+', '-']);
    let in_base = |(prefix, base): (&str, u32)| {
        let digits = unsigned.strip_prefix(prefix)?;
        let add = |sum, char: char| Some(sum * f64::from(base) + f64::from(char.to_digit(base)?));
        digits.chars().try_fold(0.0, add)
    };
    let bases = [("0x", 16), ("0o", 8), ("0b", 2), ("0", 8)];
    let size = bases.into_iter().find_map(in_base);
    let size = size.unwrap_or_else(|| {
        // Rust has no point before the words.
        let word = unsigned
            .strip_prefix('.')
            .filter(|it| it.starts_with(char::is_alphabetic));
        word.unwrap_or(unsigned).parse().unwrap_or(f64::NAN)
    });
    if digits.starts_with('-') { -size } else { size }
}

fn is_number(value: &str) -> bool {
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    if !unsigned.starts_with(|char: char| char.is_ascii_digit() || char == '.') {
        return false;
    }
    if matches!(
        unsigned,
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN"
    ) {
        return true;
    }
    let in_base = |prefix: &str, base: u32| {
        unsigned.strip_prefix(prefix).is_some_and(|digits| {
            !digits.is_empty()
                && digits
                    .chars()
                    .all(|char| char.is_digit(base) || char == '_')
        })
    };
    in_base("0x", 16) || in_base("0o", 8) || in_base("0b", 2) || is_decimal(unsigned)
}

/// Digits, with at most one point among them and an exponent behind them.
fn is_decimal(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    let has_digit = mantissa.bytes().any(|byte| byte.is_ascii_digit());
    let is_exponent = |exponent: &str| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    has_digit && is_digits(whole) && is_digits(fraction) && exponent.is_none_or(is_exponent)
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
            ("v1", Text),
            ("e3", Text),
            (".", Text),
            ("1.25", Number),
            ("1e3", Number),
            ("-7", Number),
            ("0x1F", Number),
            ("1_000", Number),
            (".5", Number),
            (".inf", Number),
            ("yes", Bool),
            ("Off", Bool),
            ("~", Null),
            ("", Null),
        ] {
            assert_eq!(ScalarType::of_plain(value), expected, "{value}");
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
            assert_eq!(ScalarType::of_plain(value), ScalarType::Number, "{value}");
            assert_eq!(number(value), expected, "{value}");
        }
        assert!(number(".nan").is_nan());
    }
}
