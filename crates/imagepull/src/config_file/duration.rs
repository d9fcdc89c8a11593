//! Durations as Go reads and prints them: `time.ParseDuration` and `Duration.String`.

use std::fmt::Write;

const SECOND: u64 = 1_000_000_000;

/// Nanoseconds, negative or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct GoDuration {
    is_negative: bool,
    nanos: u64,
}

impl GoDuration {
    /// Reads `1h30m`, `-1.5s`, `0`.
    ///
    /// # Errors
    /// Go reads none; its words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let invalid = || format!("time: invalid duration {}", quote(text));
        let (is_negative, mut rest) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        if rest == "0" {
            return Ok(Self::default());
        }
        if rest.is_empty() {
            return Err(invalid());
        }
        let mut total = 0_u64;
        while !rest.is_empty() {
            let number = rest
                .bytes()
                .take_while(|it| it.is_ascii_digit() || *it == b'.');
            let (number, behind) = rest.split_at(number.count());
            let (whole, part) = parts(number).ok_or_else(invalid)?;
            let unit = behind
                .bytes()
                .take_while(|it| !it.is_ascii_digit() && *it != b'.');
            let (unit, behind) = behind.split_at(unit.count());
            if unit.is_empty() {
                return Err(format!("time: missing unit in duration {}", quote(text)));
            }
            let size = unit_nanos(unit).ok_or_else(|| {
                format!(
                    "time: unknown unit {} in duration {}",
                    quote(unit),
                    quote(text)
                )
            })?;
            let nanos = nanos(whole, part, size).ok_or_else(invalid)?;
            total = total.checked_add(nanos).ok_or_else(invalid)?;
            rest = behind;
        }
        // One more fits below zero than above.
        let most = (1 << 63) - u64::from(!is_negative);
        if total > most {
            return Err(invalid());
        }
        Ok(Self {
            is_negative: is_negative && total > 0,
            nanos: total,
        })
    }

    /// From milliseconds, to the nanosecond; none below zero.
    pub fn from_ms(ms: f64) -> Self {
        // A float that is too large becomes the largest integer, one below zero none.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let nanos = (ms * 1e6).round() as u64;
        Self {
            is_negative: false,
            nanos,
        }
    }

    /// From whole minutes.
    pub const fn from_minutes(minutes: u64) -> Self {
        Self {
            is_negative: false,
            nanos: minutes * 60 * SECOND,
        }
    }

    /// The whole milliseconds, as `Duration.Milliseconds` has them.
    pub fn whole_millis(self) -> u64 {
        self.nanos / (SECOND / 1000)
    }

    /// The seconds, as `Duration.Seconds` has them.
    pub fn seconds(self) -> f64 {
        let seconds = (self.nanos / SECOND) as f64 + (self.nanos % SECOND) as f64 / 1e9;
        if self.is_negative { -seconds } else { seconds }
    }

    /// Whether it is no time at all.
    pub fn is_zero(self) -> bool {
        self.nanos == 0
    }

    /// Whether it is longer than another, where both are not below zero.
    pub fn is_longer_than(self, other: Self) -> bool {
        !self.is_negative && self.nanos > other.nanos
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.is_negative
    }

    /// As Go prints it: `1h30m0s`, `-1.5s`, `10ms`, `0s`.
    pub fn print(self) -> String {
        let nanos = self.nanos;
        let mut text = String::new();
        if self.is_negative {
            text.push('-');
        }
        if nanos == 0 {
            return "0s".to_owned();
        }
        if nanos < SECOND {
            let (unit, size) = [("ms", 1_000_000), ("µs", 1000), ("ns", 1)]
                .into_iter()
                .find(|(_, size)| nanos >= *size)
                .unwrap_or(("ns", 1));
            text += &fraction(nanos / size, nanos % size, size);
            return text + unit;
        }
        let seconds = nanos / SECOND;
        if seconds >= 3600 {
            let _ = write!(text, "{}h", seconds / 3600);
        }
        if seconds >= 60 {
            let _ = write!(text, "{}m", seconds / 60 % 60);
        }
        text += &fraction(seconds % 60, nanos % SECOND, SECOND);
        text + "s"
    }
}

/// A number and its fraction, without zeros at the end.
fn fraction(whole: u64, part: u64, of: u64) -> String {
    let digits = of.ilog10() as usize;
    let text = format!("{whole}.{part:0digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn unit_nanos(unit: &str) -> Option<u64> {
    Some(match unit {
        "ns" => 1,
        "us" | "µs" | "μs" => 1000,
        "ms" => 1_000_000,
        "s" => SECOND,
        "m" => 60 * SECOND,
        "h" => 3600 * SECOND,
        _ => return None,
    })
}

/// The digits before and behind the point of a number.
fn parts(number: &str) -> Option<(&str, &str)> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let has_digits = !(whole.is_empty() && part.is_empty());
    (has_digits && !part.contains('.')).then_some((whole, part))
}

fn nanos(whole: &str, part: &str, unit: u64) -> Option<u64> {
    let whole = match whole {
        "" => 0,
        digits => digits.parse::<u64>().ok()?,
    };
    let mut scale = unit as f64;
    let mut nanos = 0.0;
    for digit in part.bytes() {
        scale /= 10.0;
        nanos += f64::from(digit - b'0') * scale;
    }
    // A fraction of a unit is less than an hour.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let nanos = (nanos + 1e-6).floor() as u64;
    whole.checked_mul(unit)?.checked_add(nanos)
}

/// A text as package time of Go quotes it: every byte beyond printable ASCII is escaped.
fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for byte in text.bytes() {
        let _ = match byte {
            b'"' | b'\\' => write!(quoted, "\\{}", char::from(byte)),
            b' '..=b'~' => write!(quoted, "{}", char::from(byte)),
            _ => write!(quoted, "\\x{byte:02x}"),
        };
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_printed_as_in_go() {
        for (text, printed) in [
            ("1m", Some("1m0s")),
            ("-1m", Some("-1m0s")),
            ("1h30m", Some("1h30m0s")),
            ("12h", Some("12h0m0s")),
            ("1.5s", Some("1.5s")),
            ("100ms", Some("100ms")),
            ("1.5ms", Some("1.5ms")),
            ("10us", Some("10µs")),
            ("7ns", Some("7ns")),
            ("0", Some("0s")),
            ("-0s", Some("0s")),
            (".5h", Some("30m0s")),
            ("", None),
            ("-", None),
            ("5", None),
            ("1d", None),
            ("1.m", Some("1m0s")),
            (".m", None),
            ("1 m", None),
            ("2562048h", None),
        ] {
            let duration = GoDuration::parse(text);
            let found = duration.map(GoDuration::print).ok();
            assert_eq!(found.as_deref(), printed, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_the_words_of_go() {
        for (text, words) in [
            ("", "time: invalid duration \"\""),
            ("5", "time: missing unit in duration \"5\""),
            ("1d", "time: unknown unit \"d\" in duration \"1d\""),
            ("soon", "time: invalid duration \"soon\""),
            (
                "1µ",
                "time: unknown unit \"\\xc2\\xb5\" in duration \"1\\xc2\\xb5\"",
            ),
        ] {
            assert_eq!(GoDuration::parse(text), Err(words.to_owned()), "{text}");
        }
    }
}
