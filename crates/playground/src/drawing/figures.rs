//! Times, sizes and rates as people read them. A number and its unit are one word: between them is a space that no
//! line breaks at.

use crate::text;

/// A time on the clock of the player: `00:18.4`, from an hour on `1:00:18.4`.
pub fn clock(ms: f64) -> String {
    let tenths = (ms.max(0.0) / 100.0).floor();
    let (minutes, seconds) = ((tenths / 600.0).floor(), tenths % 600.0 / 10.0);
    if minutes < 60.0 {
        format!("{minutes:02}:{seconds:04.1}")
    } else {
        let hours = (minutes / 60.0).floor();
        format!("{hours}:{:02}:{seconds:04.1}", minutes % 60.0)
    }
}

/// A duration in ms: `0.35 s`, `4.1 s`, `2 m 5 s`, `1 h 4 m`.
pub fn duration(ms: f64) -> String {
    let seconds = ms / 1000.0;
    if seconds < 0.005 {
        text::units_seconds(0)
    } else if seconds < 0.995 {
        text::units_seconds(format!("{seconds:.2}"))
    } else if seconds < 59.95 {
        text::units_seconds(format!("{seconds:.1}"))
    } else if seconds < 3599.5 {
        let whole = seconds.round();
        text::units_minutes((whole / 60.0).floor(), whole % 60.0)
    } else {
        let minutes = (seconds / 60.0).round();
        text::units_hours((minutes / 60.0).floor(), minutes % 60.0)
    }
}

/// A time below an axis, short: `0.2 s`, `15 s`, `2:30`, `1:00:00`.
pub fn tick(ms: f64) -> String {
    let seconds = ms / 1000.0;
    if seconds < 60.0 {
        return text::units_seconds((seconds * 1000.0).round() / 1000.0);
    }
    let whole = seconds.round();
    let (minutes, seconds) = ((whole / 60.0).floor(), whole % 60.0);
    if minutes < 60.0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!(
            "{}:{:02}:{seconds:02}",
            (minutes / 60.0).floor(),
            minutes % 60.0
        )
    }
}

/// A size in bytes, in units of ten: `512 B`, `35 MB`, `3.2 GB`.
pub fn size(bytes: f64) -> String {
    scaled(bytes, &["B", "kB", "MB", "GB", "TB", "PB"])
}

/// A rate in bytes a second as networks are sold, in bits: `1 Gbit/s`.
pub fn bit_rate(bytes_per_second: f64) -> String {
    let units = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "Pbit/s"];
    scaled(bytes_per_second * 8.0, &units)
}

/// The value in the largest unit that leaves at least 1, with at most one decimal below 100.
fn scaled(value: f64, units: &[&str]) -> String {
    let mut value = value;
    let mut rank = 0;
    while value >= 999.5 && rank + 1 < units.len() {
        value /= 1000.0;
        rank += 1;
    }
    let digits = usize::from(value < 99.95 && rank > 0);
    let number = format!("{value:.digits$}");
    format!("{}\u{a0}{}", number.trim_end_matches(".0"), units[rank])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        let rows = [
            (clock(0.0), "00:00.0"),
            (clock(18_449.0), "00:18.4"),
            (clock(605_000.0), "10:05.0"),
            (clock(3_723_000.0), "1:02:03.0"),
            (duration(0.0), "0 s"),
            (duration(350.0), "0.35 s"),
            (duration(997.0), "1.0 s"),
            (duration(59_940.0), "59.9 s"),
            (duration(59_960.0), "1 m 0 s"),
            (duration(125_000.0), "2 m 5 s"),
            (duration(3_599_600.0), "1 h 0 m"),
            (tick(0.0), "0 s"),
            (tick(200.0), "0.2 s"),
            (tick(15e3), "15 s"),
            (tick(150e3), "2:30"),
            (tick(3_600e3), "1:00:00"),
            (size(0.0), "0 B"),
            (size(512.0), "512 B"),
            (size(35e6), "35 MB"),
            (size(3.2e9), "3.2 GB"),
            (size(999_600.0), "1 MB"),
            (size(450.4e6), "450 MB"),
            (bit_rate(125e6), "1 Gbit/s"),
            (bit_rate(2.5e6), "20 Mbit/s"),
        ];
        for (printed, expected) in rows {
            assert_eq!(printed.replace('\u{a0}', " "), expected);
            assert!(!printed.contains(' '), "{printed} can be broken");
        }
    }
}
