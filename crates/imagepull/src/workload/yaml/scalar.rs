//! What a value without quotes means. Kubernetes reads YAML 1.1 as sigs.k8s.io/yaml does, where
//! `yes` is true; JSON is a part of it.

use crate::workload::report::ValueType;

pub(in crate::workload) type ScalarType = ValueType;

impl ValueType {
    /// The type of a value without quotes.
    pub(in crate::workload) fn of_plain(value: &str) -> Self {
        match value {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON"
            | "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off"
            | "OFF" => Self::Bool,
            _ if is_number(value) => Self::Number,
            _ => Self::Text,
        }
    }
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
    use super::ValueType;

    #[test]
    fn what_looks_like_something_else_is_no_text() {
        use ValueType::{Bool, Null, Number, Text};
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
            assert_eq!(ValueType::of_plain(value), expected, "{value}");
        }
    }
}
