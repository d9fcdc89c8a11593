//! How Go prints what is in the kubelet's messages.

use std::fmt::Write;

use crate::config_file::GoDuration;

/// A duration as `time.Duration.String` prints it, cut to milliseconds: `0s`, `56ms`,
/// `1.5s`, `2m0.25s`. A microsecond part below a whole millisecond by rounding alone
/// counts as that millisecond.
pub fn duration(ms: f64) -> String {
    GoDuration::from_ms((ms + 1e-6).floor()).print()
}

/// The same with all its digits, to the nanosecond.
pub fn whole_duration(ms: f64) -> String {
    GoDuration::from_ms(ms).print()
}

/// A text as `%q` prints it.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        let _ = match character {
            '"' | '\\' => write!(quoted, "\\{character}"),
            '\x07' => write!(quoted, "\\a"),
            '\x08' => write!(quoted, "\\b"),
            '\x0c' => write!(quoted, "\\f"),
            '\n' => write!(quoted, "\\n"),
            '\r' => write!(quoted, "\\r"),
            '\t' => write!(quoted, "\\t"),
            '\x0b' => write!(quoted, "\\v"),
            _ if is_printable(character) => write!(quoted, "{character}"),
            _ => match u32::from(character) {
                code if code < 0x80 => write!(quoted, "\\x{code:02x}"),
                code if code < 0x1_0000 => write!(quoted, "\\u{code:04x}"),
                code => write!(quoted, "\\U{code:08x}"),
            },
        };
    }
    quoted.push('"');
    quoted
}

/// A text as encoding/json of Go writes it.
pub fn json_quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        let _ = match character {
            '"' | '\\' => write!(quoted, "\\{character}"),
            '\x08' => write!(quoted, "\\b"),
            '\x0c' => write!(quoted, "\\f"),
            '\n' => write!(quoted, "\\n"),
            '\r' => write!(quoted, "\\r"),
            '\t' => write!(quoted, "\\t"),
            '<' | '>' | '&' | '\0'..='\x1f' | '\u{2028}' | '\u{2029}' => {
                write!(quoted, "\\u{:04x}", u32::from(character))
            }
            _ => write!(quoted, "{character}"),
        };
    }
    quoted.push('"');
    quoted
}

/// Whether Go calls a character printable: letters, marks, numbers, punctuation, symbols and
/// the ASCII space. The standard library knows the same classes; marks, which it would escape
/// when they stand alone, it prints behind another character.
fn is_printable(character: char) -> bool {
    // It is escaped within single quotes alone.
    if character == '\'' {
        return true;
    }
    let mut pair = [0; 5];
    pair[0] = b'a';
    let length = 1 + character.encode_utf8(&mut pair[1..]).len();
    std::str::from_utf8(&pair[..length])
        .is_ok_and(|pair| pair.escape_debug().nth(1) == Some(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_go() {
        for (ms, text) in [
            (0.0, "0s"),
            (0.4, "0s"),
            (1.0, "1ms"),
            (56.999, "56ms"),
            (56.999_999_5, "57ms"),
            (999.9, "999ms"),
            (1000.0, "1s"),
            (1500.0, "1.5s"),
            (2294.3, "2.294s"),
            (10_040.0, "10.04s"),
            (60_000.0, "1m0s"),
            (61_005.0, "1m1.005s"),
            (600_000.0, "10m0s"),
            (3_600_000.0, "1h0m0s"),
            (86_399_999.0, "23h59m59.999s"),
        ] {
            assert_eq!(duration(ms), text, "{ms}");
        }
    }

    #[test]
    fn quotes_are_those_of_go() {
        for (text, quoted) in [
            ("nginx:1.27", r#""nginx:1.27""#),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("tab\tnew\nline", r#""tab\tnew\nline""#),
            ("\x07\x08\x0b\x0c\x7f\0", r#""\a\b\v\f\x7f\x00""#),
            ("it's", "\"it's\""),
            ("größe", "\"größe\""),
            ("e\u{301}", "\"e\u{301}\""),
            ("\u{a0}\u{200b}", r#""\u00a0\u200b""#),
            ("\u{e0001}", r#""\U000e0001""#),
        ] {
            assert_eq!(quote(text), quoted);
        }
    }
}
