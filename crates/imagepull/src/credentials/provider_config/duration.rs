//! Durations as Go reads and prints them: `time.ParseDuration` and `Duration.String`.

use std::fmt::Write;

const SECOND: u64 = 1_000_000_000;

/// So many nanoseconds, negative or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GoDuration {
    is_negative: bool,
    nanos: u64,
}

impl GoDuration {
    /// Reads `1h30m`, `-1.5s`, `0`; `None` where Go reads none.
    pub fn parse(text: &str) -> Option<Self> {
        let (is_negative, mut rest) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        if rest == "0" {
            return Some(Self {
                is_negative: false,
                nanos: 0,
            });
        }
        if rest.is_empty() {
            return None;
        }
        let mut total = 0_u64;
        while !rest.is_empty() {
            let number = rest
                .bytes()
                .take_while(|it| it.is_ascii_digit() || *it == b'.');
            let (number, behind) = rest.split_at(number.count());
            let unit = behind
                .bytes()
                .take_while(|it| !it.is_ascii_digit() && *it != b'.');
            let (unit, behind) = behind.split_at(unit.count());
            total = total.checked_add(nanos(number, unit_nanos(unit)?)?)?;
            rest = behind;
        }
        // One more fits below zero than above.
        let most = (1 << 63) - u64::from(!is_negative);
        (total <= most).then_some(Self {
            is_negative: is_negative && total > 0,
            nanos: total,
        })
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

fn nanos(number: &str, unit: u64) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if (whole.is_empty() && part.is_empty()) || part.contains('.') {
        return None;
    }
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
            let found = duration.map(GoDuration::print);
            assert_eq!(found.as_deref(), printed, "{text}");
        }
    }
}
