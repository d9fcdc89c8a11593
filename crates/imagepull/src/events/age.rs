//! Ages as kubectl prints them, and times as people read them.

use crate::words::{Message, message};

/// Reads an age such as `2m57s`, in s.
pub(super) fn seconds(age: &str) -> Option<f64> {
    let mut sum = 0.0;
    let mut digits = 0..0;
    let mut has_unit = false;
    for (at, character) in age.char_indices() {
        if character.is_ascii_digit() {
            digits.end = at + 1;
            continue;
        }
        let unit_s = match character {
            'y' => 365.0 * 86_400.0,
            'd' => 86_400.0,
            'h' => 3600.0,
            'm' => 60.0,
            's' => 1.0,
            _ => return None,
        };
        sum += age[digits].parse::<u32>().ok().map(f64::from)? * unit_s;
        digits = at + 1..at + 1;
        has_unit = true;
    }
    (has_unit && digits.is_empty()).then_some(sum)
}

/// Whether a word is where an age is: also that of an event whose time is not known.
pub(super) fn is_age(word: &str) -> bool {
    matches!(word, "<unknown>" | "<invalid>" | "unknown") || seconds(word).is_some()
}

/// A time in whole seconds, as people read it: `1 m 23 s`.
pub(super) fn shown(seconds: f64) -> Message {
    let seconds = seconds.round();
    if seconds < 60.0 {
        return message!("{seconds}\u{a0}s", seconds);
    }
    let minutes = (seconds / 60.0).floor();
    message!(
        "{minutes}\u{a0}m\u{a0}{seconds}\u{a0}s",
        minutes,
        seconds = seconds % 60.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_of_all_units_are_read() {
        let ages = ["88s", "2m57s", "1h2m", "3d4h", "2y10d", "0s"];
        let expected = [88.0, 177.0, 3720.0, 273_600.0, 63_936_000.0, 0.0];
        assert_eq!(ages.map(|age| seconds(age).unwrap()), expected);
        for word in [
            "",
            "s",
            "soon",
            "99999",
            "3x",
            "m5",
            "1.5s",
            "99999999999999s",
        ] {
            assert_eq!(seconds(word), None, "{word}");
        }
    }
}
