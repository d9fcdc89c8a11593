//! A pasted text without what a terminal or a program that copies lines puts into each of them: colours, the
//! time, the marks of a build's log, numbers. A text that lost its line breaks gets them back where a row of
//! events or a line of a log begins.

use std::ops::Range;

use super::{
    age::is_age,
    event_row::{self, REASONS},
    log_line,
    mapped::Mapped,
    pod_row,
};

/// What is shown as a blank and is none to programs.
const BLANKS: [char; 4] = ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}'];

/// What nobody sees.
const INVISIBLE: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

const ESCAPE: char = '\u{1b}';

/// So many digits behind the seconds are those of a program that copies the lines of another: Go and .NET write
/// all that they have, and programs in front of their own words seldom more than milliseconds.
const MIN_FRACTION: usize = 6;

/// So many marks are before one line.
const MAX_MARKS: usize = 4;

/// A text in one line that is longer has lost its line breaks.
const MIN_JOINED: usize = 60;

/// The text as its program wrote it; `None` where it is so already.
pub(super) fn plain(written: &str) -> Option<Mapped> {
    let mut plain = visible(written);
    let text = plain.as_ref().map_or(written, Mapped::as_str);
    if let Some(kept) = without_marks(text) {
        let whole = plain.unwrap_or_else(|| Mapped::new(written));
        let mut unmarked = Mapped::default();
        for part in kept {
            unmarked.push_part(&whole, part);
        }
        plain = Some(unmarked);
    }
    let text = plain.as_ref().map_or(written, Mapped::as_str);
    let starts = lost_starts(text);
    if !starts.is_empty() {
        let whole = plain.unwrap_or_else(|| Mapped::new(written));
        plain = Some(whole.with_breaks_before(&starts));
    }
    plain
}

/// The text without what nobody sees, and with blanks as programs write them.
fn visible(written: &str) -> Option<Mapped> {
    let is_special = |it: char| it == ESCAPE || BLANKS.contains(&it) || INVISIBLE.contains(&it);
    let mut rest = written;
    let mut visible = Mapped::default();
    while let Some(at) = rest.find(is_special) {
        let place = written.len() - rest.len();
        visible.push(&rest[..at], place);
        let sign = rest[at..].chars().next()?;
        if BLANKS.contains(&sign) {
            visible.push_blank(place + at);
        }
        let length = if sign == ESCAPE {
            escape_sequence(&rest[at..])
        } else {
            sign.len_utf8()
        };
        rest = &rest[at + length..];
    }
    // A byte order mark in front is no reason to copy a text.
    let is_changed = rest.len() < written.trim_start_matches('\u{feff}').len();
    is_changed.then(|| {
        visible.push(rest, written.len() - rest.len());
        visible
    })
}

/// The length of a sequence by which a terminal is told colours and places.
fn escape_sequence(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(1) {
        Some(b'[') => {
            let is_inside = |it: &u8| (0x20..0x40).contains(it);
            let inside = bytes[2..].iter().take_while(|it| is_inside(it)).count();
            let last = bytes.get(2 + inside).is_some_and(u8::is_ascii_graphic);
            2 + inside + usize::from(last)
        }
        Some(b']' | b'_') => {
            // Up to a bell or ESC \: in one line, and before the next sequence.
            let end = bytes[2..].iter().position(|it| b"\x07\x1b\n".contains(it));
            match end.map(|end| &bytes[2 + end..]) {
                Some([7, ..]) => 3 + end.unwrap_or_default(),
                Some([0x1b, b'\\', ..]) => 4 + end.unwrap_or_default(),
                _ => 2,
            }
        }
        _ => 1,
    }
}

/// The parts of a text without the marks before its lines; `None` where there are none.
fn without_marks(text: &str) -> Option<Vec<Range<usize>>> {
    let first = first_number(text);
    let is_copied = is_copied(text);
    let mut kept = Vec::new();
    let (mut at, mut number) = (0, first.unwrap_or_default());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        if first.is_some() && !line.trim().is_empty() {
            rest = without_number(line, number).unwrap_or(line);
            number += 1;
        }
        for _ in 0..MAX_MARKS {
            match without_mark(rest, is_copied) {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        at += line.len();
        kept.push(at - rest.len()..at);
    }
    let is_changed = kept.iter().map(Range::len).sum::<usize>() < text.len();
    is_changed.then_some(kept)
}

/// The number of the first line, where each line has its number.
fn first_number(text: &str) -> Option<usize> {
    let digits = text.trim_start().bytes().take_while(u8::is_ascii_digit);
    let first: usize = text.trim_start()[..digits.count()].parse().ok()?;
    let mut count = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        without_number(line, first + count)?;
        count += 1;
    }
    (count > 1).then_some(first)
}

fn without_number(line: &str, number: usize) -> Option<&str> {
    let behind = line.trim_start().strip_prefix(&number.to_string())?;
    let behind = behind.trim_start_matches(' ');
    let marks = [": ", "\t", "| ", "│ "];
    let marked = marks.iter().find_map(|mark| behind.strip_prefix(mark));
    let blanks = line.len() - behind.len();
    marked.or_else(|| line[..blanks].ends_with("  ").then_some(behind))
}

/// Whether a program wrote the time before the lines of another: before all of them, and before rows of kubectl.
fn is_copied(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let behind = |line| without_time(line, true).map(str::trim_start);
    let is_row = |line| {
        behind(line).is_some_and(|it| event_row::is_row(it) || pod_row::status(it).is_some())
    };
    lines.clone().all(|line| behind(line).is_some()) && lines.any(is_row)
}

/// A line without its first mark.
fn without_mark(line: &str, is_copied: bool) -> Option<&str> {
    without_time(line, is_copied)
        .or_else(|| without_stream(line))
        .or_else(|| without_annotation(line))
        .or_else(|| without_step(line))
}

/// A line behind `2025-06-02T08:11:12.123456789Z `. A program that writes the time before its own words is left
/// as it is.
fn without_time(line: &str, is_copied: bool) -> Option<&str> {
    let bracketed = line.strip_prefix('[');
    let time = bracketed.unwrap_or(line);
    let pattern = b"dddd-dd-ddTdd:dd:dd";
    let bytes = time.as_bytes().get(..pattern.len())?;
    let mut pairs = bytes.iter().zip(pattern);
    if !pairs.all(|(byte, sign)| (*sign == b'd' && byte.is_ascii_digit()) || byte == sign) {
        return None;
    }
    let (fraction, zone) = digits(time[pattern.len()..].trim_start_matches('.'));
    let behind = zone.strip_prefix('Z').or_else(|| {
        let offset = zone.strip_prefix(['+', '-'])?;
        offset.get(5..).filter(|_| offset.as_bytes()[2] == b':')
    })?;
    if bracketed.is_some() {
        return behind.strip_prefix("] ");
    }
    let content = behind.trim_start();
    let is_of_another = is_copied || fraction.len() >= MIN_FRACTION || log_line::is_klog(content);
    let behind = behind.strip_prefix([' ', '\t']);
    let behind = behind.or_else(|| content.is_empty().then_some(content));
    behind.filter(|_| is_of_another)
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// A line behind the stream that it came from: `stderr F ` of a runtime's log, `01O ` of GitLab.
fn without_stream(line: &str) -> Option<&str> {
    let of_runtime = ["stdout F ", "stderr F ", "stdout P ", "stderr P "];
    let behind = of_runtime.iter().find_map(|mark| line.strip_prefix(mark));
    behind.or_else(|| {
        let (stream, rest) = digits(line);
        let rest = rest.strip_prefix(['O', 'E'])?;
        let rest = rest.strip_prefix([' ', '+'])?;
        (stream.len() == 2).then_some(rest)
    })
}

/// A line behind `##[error]` of GitHub and Azure, `::error file=a::` of GitHub.
fn without_annotation(line: &str) -> Option<&str> {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|it| it.is_ascii_lowercase());
    if let Some((word, rest)) = line.strip_prefix("##[").and_then(|it| it.split_once(']')) {
        return is_word(word).then_some(rest);
    }
    let (head, rest) = line.strip_prefix("::")?.split_once("::")?;
    is_word(head.split(' ').next().unwrap_or_default()).then_some(rest)
}

/// A line behind `#12 1.234 ` of BuildKit.
fn without_step(line: &str) -> Option<&str> {
    let (step, rest) = digits(line.strip_prefix('#')?);
    let rest = rest.strip_prefix(' ')?;
    let (time, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_time = time.contains('.') && time.parse::<f32>().is_ok();
    (!step.is_empty()).then_some(if is_time { behind } else { rest })
}

/// Where rows of events, Pods and logs begin in a text that lost its line breaks.
fn lost_starts(text: &str) -> Vec<usize> {
    let line = text.trim();
    if line.len() < MIN_JOINED || line.contains('\n') || line.starts_with(['{', '[']) {
        return Vec::new();
    }
    let is_timed = without_time(line, true).is_some();
    let mut starts = Vec::new();
    let mut last: Option<(usize, &str)> = None;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        if word.trim().is_empty() {
            continue;
        }
        let rest = &text[start..];
        if is_event(rest) {
            // The age is before the type in `kubectl get events`.
            let with_age = last.filter(|(_, word)| is_age(word));
            starts.push(with_age.map_or(start, |(start, _)| start));
        } else if log_line::is_klog(rest)
            || rest.starts_with("time=\"")
            || (is_timed && without_time(rest, true).is_some())
        {
            starts.push(start);
        } else if let Some((start, _)) = last.filter(|(start, _)| is_pod(&text[*start..])) {
            starts.push(start);
        }
        last = Some((start, word.trim()));
    }
    let is_whole =
        event_row::is_row(line) || pod_row::status(line).is_some() || log_line::is_head(line, None);
    if is_whole && !starts.is_empty() {
        // The first is where the line itself begins, behind its first columns.
        starts.remove(0);
    }
    let has_word_before = |start: usize| text[..start].contains(char::is_alphanumeric);
    starts.retain(|start| has_word_before(*start) && text.as_bytes()[start - 1].is_ascii());
    starts.dedup();
    starts
}

/// Whether the type and the reason of an event follow.
fn is_event(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    matches!(words.next(), Some("Normal" | "Warning"))
        && words.next().is_some_and(|reason| REASONS.contains(&reason))
}

/// Whether a row of `kubectl get pods` follows, in its shortest form.
fn is_pod(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let pod = words.next().unwrap_or_default();
    let is_ready = words.next().is_some_and(|it| it.contains('/'));
    is_ready && pod.contains(|it: char| it.is_ascii_lowercase()) && pod_row::status(rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_each_line_is_left_out() {
        for (written, expected) in [
            (
                "\u{1b}[31m  Warning\u{1b}[0m\u{a0} Failed",
                "  Warning  Failed",
            ),
            (
                "\u{1b}]8;;https://a\u{7}web\u{1b}]8;;\u{1b}\\/\u{200b}a",
                "web/a",
            ),
            (
                "2025-06-02T08:11:12.123456789Z   a\n2025-06-02T08:11:12.123456789Z",
                "  a\n",
            ),
            (
                "2025-06-02T08:11:12.1234567Z ##[error]manifest unknown",
                "manifest unknown",
            ),
            (
                "2025-06-02T08:11:12.123456+02:00 stderr F E0602 a",
                "E0602 a",
            ),
            (
                "2025-06-02T08:11:12Z a\n2025-06-02T08:11:12Z Warning  Failed  3s",
                "a\nWarning  Failed  3s",
            ),
            ("[2025-06-02T08:11:12.123Z] denied", "denied"),
            ("2025-06-02T08:11:12.123456Z 01E denied", "denied"),
            ("::error file=a.yaml,line=1::denied", "denied"),
            ("#12 1.234 denied\n#12 ERROR: b", "denied\nERROR: b"),
            (" 9  a\n10  b\n", "a\nb\n"),
            ("1: a\n\n2:   b", "a\n\n  b"),
        ] {
            assert_eq!(plain(written).unwrap().as_str(), expected, "{written}");
        }
        for written in [
            "2025-06-02T08:11:12Z connection refused",
            "2025-06-02T08:11:12.123Z x509: certificate",
            "1  a\n3  b",
            "\u{feff}a",
        ] {
            assert!(plain(written).is_none(), "{written}");
        }
    }

    #[test]
    fn lost_line_breaks_come_back() {
        let rows = [
            "Events: Type    Reason  Age  From     Message",
            "Normal  Pulling  6s (x2 over 9s)  kubelet  Pulling image \"a:1\"",
            "Warning  Failed  5s  kubelet  Failed to pull image \"a:1\": a:1: not found",
            "E0602 08:11:12.123456    1 pod_workers.go:1] \"Error\"",
            "web-0 0/1 ImagePullBackOff 0 3m",
        ];
        assert_eq!(plain(&rows.join(" ")).unwrap().as_str(), rows.join("\n"));
    }
}
