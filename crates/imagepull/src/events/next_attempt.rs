//! When a pull is tried again, read from the events as `kubectl` prints them.

use crate::kubelet::backoff::{BackOff, IMAGE_BACK_OFF};
use crate::kubelet::resync::{MOST_JITTER_MS, PERIOD_MS, POLL_MS};
use crate::words::{Words, say};

fn general() -> Words {
    say!(
        "At the first sync of the pod after its back-off: 10 s after the first failure, then 20, 40, \
         80, 160 and 300 s, and up to 16 s more until the sync. A new pod tries at once."
    )
}

/// When the next pull comes, with the times of the last event `Pulling` where the text has them.
pub(super) fn after_back_off(text: &str) -> Words {
    let Some(pulling) = text.lines().rev().find_map(pulling) else {
        return general();
    };
    let back_off_s = back_off_ms(pulling.count) / 1000.0;
    let slack_s = (PERIOD_MS + MOST_JITTER_MS + POLL_MS) / 1000.0;
    let earliest_s = (back_off_s - pulling.age_s).max(0.0);
    let latest_s = (back_off_s + slack_s - pulling.age_s).max(0.0);
    if latest_s == 0.0 {
        return say!(
            "When this text was made the next pull was due already: pull {count} was {age_s} s before, \
             with a back-off of {back_off_s} s.",
            count = pulling.count,
            age_s = pulling.age_s,
            back_off_s,
        )
        .and(general());
    }
    say!(
        "About {earliest_s} to {latest_s} s after this text was made, as far as its ages are exact: \
         pull {count} was {age_s} s before, and the back-off after it is {back_off_s} s, counted from \
         its end. A new pod tries at once.",
        earliest_s,
        latest_s,
        count = pulling.count,
        age_s = pulling.age_s,
        back_off_s,
    )
}

/// The back-off after so many failures, in ms.
fn back_off_ms(failures: u32) -> f64 {
    // It does not change any more after the sixth.
    let entry = (0..failures.clamp(1, 10)).fold(None::<BackOff>, |entry, _| {
        Some(IMAGE_BACK_OFF.after_failure(entry, 0.0))
    });
    entry.map_or(0.0, |entry| entry.duration_ms)
}

/// The event `Pulling` of a line.
struct Pulling {
    /// How many there were.
    count: u32,
    /// How long ago the last was, in s.
    age_s: f64,
}

/// Reads a line of the events of `kubectl describe`: `Normal  Pulling  88s (x4 over 2m57s)  kubelet
/// Pulling image "a"`.
fn pulling(line: &str) -> Option<Pulling> {
    let mut words = line
        .split_whitespace()
        .skip_while(|word| *word != "Pulling");
    words.next()?;
    let age_s = seconds(words.next()?)?;
    let count = words
        .next()
        .and_then(|word| word.strip_prefix("(x")?.parse().ok());
    Some(Pulling {
        count: count.unwrap_or(1),
        age_s,
    })
}

/// Reads an age such as `2m57s`, in s.
fn seconds(age: &str) -> Option<f64> {
    let mut sum = 0.0;
    let mut number = String::new();
    for character in age.chars() {
        if character.is_ascii_digit() {
            number.push(character);
            continue;
        }
        let unit_s = match character {
            'd' => 86_400.0,
            'h' => 3600.0,
            'm' => 60.0,
            's' => 1.0,
            _ => return None,
        };
        sum += number.parse::<f64>().ok()? * unit_s;
        number.clear();
    }
    (number.is_empty() && !age.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_read_as_kubectl_prints_it() {
        let read = |line: &str| pulling(line).map(|found| (found.count, found.age_s));
        assert_eq!(
            read("  Normal   Pulling    88s (x4 over 2m57s)  kubelet  Pulling image \"a\""),
            Some((4, 88.0))
        );
        assert_eq!(
            read("Normal Pulling 1h2m kubelet Pulling image"),
            Some((1, 3720.0))
        );
        for line in [
            "",
            "Pulling",
            "Normal  Pulling  soon",
            "Normal Pulled 3s",
            "Pulling 99999",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn the_back_off_is_the_kubelets() {
        let after = |failures| back_off_ms(failures) / 1000.0;
        assert_eq!(
            [0, 1, 2, 5, 6, u32::MAX].map(after),
            [10.0, 10.0, 20.0, 160.0, 300.0, 300.0]
        );
    }
}
