//! Finds many phrases in a text in one pass, without regard to case, blanks and line breaks: a
//! terminal breaks lines within words, YAML folds them at blanks.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Letters by which a phrase that was cut off is known.
const MIN_CUT: usize = 9;

/// A text without blanks in lower case, its addresses and image names apart.
#[derive(Debug, Default)]
pub(super) struct Compact {
    text: String,
    /// The place of each byte in the text that it was made of.
    places: Vec<usize>,
    /// The addresses in the text, in order.
    pub urls: Vec<String>,
    /// The quoted names in it that can be images.
    pub names: Vec<String>,
}

/// What is where an address or a name was, so that no word of it is taken for an error.
pub(super) const MASK: char = '~';

impl Compact {
    /// What is looked at of a part of a text.
    pub fn new(text: &str, part: Range<usize>) -> Self {
        let mut compact = Self::default();
        let text = &text[..part.end];
        let mut at = part.start;
        while let Some(character) = text[at..].chars().next() {
            let rest = &text[at..];
            if let Some(url) = url(rest) {
                compact.urls.push(url.to_ascii_lowercase());
                compact.push(MASK, at);
                at += url.len();
            } else if let Some(name) = quoted_name(rest) {
                compact.names.push(name.to_owned());
                compact.push(MASK, at);
                at += rest.find(name).unwrap_or(1) + name.len() + 1;
            } else if character == '\\' {
                let run = rest.bytes().take_while(|it| *it == b'\\').count();
                at += run;
                match text[at..].bytes().next() {
                    // A line break or tab of a quoted text.
                    Some(b'n' | b't' | b'r') => at += 1,
                    Some(b'u') => {
                        let code = text.get(at + 1..at + 5);
                        let code = code.and_then(|it| u32::from_str_radix(it, 16).ok());
                        if let Some(character) = code.and_then(char::from_u32) {
                            compact.push(character, at);
                            at += 5;
                        }
                    }
                    Some(b'x') => compact.push('\\', at - 1),
                    _ => {}
                }
            } else {
                if !character.is_whitespace() {
                    compact.push(character.to_ascii_lowercase(), at);
                }
                at += character.len_utf8();
            }
        }
        compact
    }

    fn push(&mut self, character: char, place: usize) {
        self.text.push(character);
        let bytes = 0..character.len_utf8();
        self.places.extend(bytes.map(|_| place));
    }

    /// The part of the message that a part of this text stands for.
    pub fn part(&self, found: &Range<usize>) -> Range<usize> {
        let last = found.end.saturating_sub(1).max(found.start);
        self.places[found.start]..self.places[last] + 1
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

fn url(text: &str) -> Option<&str> {
    let is_url = ["http://", "https://", "Http://", "docker://"];
    if !is_url.iter().any(|scheme| text.starts_with(scheme)) {
        return None;
    }
    let end = text.find(|it: char| it.is_whitespace() || "\"'<>\\`)".contains(it));
    let url = &text[..end.unwrap_or(text.len())];
    Some(url.trim_end_matches([':', ',', '.', ';', ']']))
}

/// A name in quotes, escaped or not, that can be one of an image: it has a path or a tag.
fn quoted_name(text: &str) -> Option<&str> {
    let inner = text.trim_start_matches('\\');
    let inner = inner.strip_prefix('"')?;
    let end = inner.find(|it: char| !(it.is_ascii_alphanumeric() || "._-/:@".contains(it)))?;
    let name = &inner[..end];
    let is_closed = inner[end..].trim_start_matches('\\').starts_with('"');
    let is_name = name.contains(['/', ':'])
        && !name.starts_with("text/")
        && !name.starts_with("application/");
    (is_closed && is_name && !name.ends_with(':')).then_some(name)
}

/// Phrases of which a text can end with the first words, each with what that means.
pub(super) struct CutPhrases<T> {
    phrases: Vec<(Option<T>, String)>,
    /// Their places in the list by their first two letters.
    by_start: HashMap<[u8; 2], Vec<usize>>,
    longest: usize,
}

impl<T: Copy + PartialEq> CutPhrases<T> {
    pub fn new(written: impl IntoIterator<Item = (Option<T>, &'static str)>) -> Self {
        let phrases = written
            .into_iter()
            .map(|(meaning, phrase)| (meaning, compacted(phrase)));
        let phrases: Vec<_> = phrases.collect();
        let mut by_start: HashMap<[u8; 2], Vec<usize>> = HashMap::new();
        for (place, (_, letters)) in phrases.iter().enumerate() {
            if let [first, second, ..] = *letters.as_bytes() {
                by_start.entry([first, second]).or_default().push(place);
            }
        }
        let lengths = phrases.iter().map(|(_, letters)| letters.len());
        Self {
            longest: lengths.max().unwrap_or_default(),
            phrases,
            by_start,
        }
    }

    /// Whether a phrase begins with this text and goes on.
    pub fn has_beginning(&self, text: &str) -> bool {
        let mut phrases = self.phrases.iter();
        phrases.any(|(_, phrase)| phrase.len() > text.len() && phrase.starts_with(text))
    }

    /// Where the words begin that a text is cut off in the middle of, and what they mean: nothing where they can
    /// go on to different causes. Of several such places the first has the most words.
    pub fn find(&self, compact: &Compact) -> Option<(Range<usize>, Option<T>)> {
        let text = compact.text.trim_end_matches(['.', '…', '"', '\'']);
        let starts =
            text.len().saturating_sub(self.longest)..(text.len() + 1).saturating_sub(MIN_CUT);
        starts.into_iter().find_map(|start| {
            let end = text.get(start..)?;
            let [first, second, ..] = *end.as_bytes() else {
                return None;
            };
            let places = self.by_start.get(&[first, second])?.iter();
            let going_on = places
                .map(|place| &self.phrases[*place])
                .filter(|(_, phrase)| phrase.len() > end.len() && phrase.starts_with(end));
            let going_on: Vec<_> = going_on.collect();
            let (meaning, _) = going_on.first()?;
            let is_sure = going_on.iter().all(|(it, _)| it == meaning)
                && going_on.iter().any(|(_, it)| end.len() * 2 >= it.len());
            Some((start..text.len(), meaning.filter(|_| is_sure)))
        })
    }
}

/// A phrase as it is looked for.
pub(super) fn compacted(phrase: &str) -> String {
    let letters = phrase.chars().filter(|it| !it.is_whitespace());
    letters.map(|it| it.to_ascii_lowercase()).collect()
}

/// Phrases to look for, by their first two letters.
pub(super) struct Phrases {
    phrases: Vec<(&'static str, String)>,
    by_start: Vec<Vec<usize>>,
}

/// The row of [`Phrases::by_start`] for two letters; phrases are in ASCII.
fn row(first: u8, second: u8) -> Option<usize> {
    (first.is_ascii() && second.is_ascii()).then(|| usize::from(first) << 7 | usize::from(second))
}

impl Phrases {
    pub fn new(written: impl IntoIterator<Item = &'static str>) -> Self {
        let mut known = HashSet::new();
        let mut phrases = Self {
            phrases: Vec::new(),
            by_start: vec![Vec::new(); 1 << 14],
        };
        for phrase in written.into_iter().filter(|phrase| known.insert(*phrase)) {
            let letters = compacted(phrase);
            if let [first, second, ..] = *letters.as_bytes()
                && let Some(row) = row(first, second)
            {
                phrases.by_start[row].push(phrases.phrases.len());
                phrases.phrases.push((phrase, letters));
            }
        }
        phrases
    }

    /// The first place of each phrase in a text.
    pub fn find(&self, compact: &Compact) -> Hits {
        let text = compact.text.as_bytes();
        let mut first: Vec<(&'static str, Range<usize>)> = Vec::new();
        for (at, pair) in text.windows(2).enumerate() {
            let candidates = row(pair[0], pair[1]).map_or(&[][..], |row| &self.by_start[row]);
            for candidate in candidates {
                let (phrase, letters) = &self.phrases[*candidate];
                let is_here = text[at..].starts_with(letters.as_bytes());
                if is_here && first.iter().all(|(known, _)| known != phrase) {
                    first.push((phrase, at..at + letters.len()));
                }
            }
        }
        Hits {
            first,
            statuses: statuses(&compact.text),
        }
    }
}

/// The phrases that a text has.
pub(super) struct Hits {
    first: Vec<(&'static str, Range<usize>)>,
    /// The HTTP status codes that it names.
    pub statuses: Vec<(u16, Range<usize>)>,
}

impl Hits {
    pub fn find(&self, phrase: &str) -> Option<Range<usize>> {
        let found = self.first.iter().find(|(known, _)| *known == phrase);
        found.map(|(_, place)| place.clone())
    }

    pub fn has_any(&self, phrases: &[&str]) -> bool {
        let mut found = self.first.iter();
        found.any(|(known, _)| phrases.contains(known))
    }

    /// The place of a status code in a range.
    pub fn status(&self, codes: &std::ops::RangeInclusive<u16>) -> Option<Range<usize>> {
        let mut statuses = self.statuses.iter();
        statuses
            .find(|(code, _)| codes.contains(code))
            .map(|(_, place)| place.clone())
    }
}

/// What is before the status code of an answer.
const BEFORE_STATUS: [&str; 12] = [
    ":",
    "]",
    "status",
    "statuscode",
    "http",
    "code",
    "httpstatus",
    "returned",
    "response",
    "error",
    "http/1.1",
    "got",
];

/// What follows a status code in HTTP.
const AFTER_STATUS: [&str; 26] = [
    "badrequest",
    "unauthorized",
    "forbidden",
    "notfound",
    "methodnotallowed",
    "proxyauth",
    "requesttimeout",
    "toomany",
    "internalserver",
    "badgateway",
    "service",
    "gatewaytime",
    "gone",
    "unavailable",
    "paymentrequired",
    "conflict",
    "notimplemented",
    "insufficient",
    "responsebody",
    "unprocessable",
    "notacceptable",
    "unknown",
    "teapot",
    "client",
    "webserver",
    "originis",
];

/// The numbers in a text that are the status of an answer over HTTP.
fn statuses(text: &str) -> Vec<(u16, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (at, digits) in bytes.windows(3).enumerate() {
        if !matches!(digits[0], b'4' | b'5') || !digits.iter().all(u8::is_ascii_digit) {
            continue;
        }
        let before = &text[..at];
        let after = text[at + 3..].trim_start_matches('(');
        let is_whole = !before.ends_with(|it: char| it.is_ascii_digit() || it == '.')
            && !after.starts_with(|it: char| it.is_ascii_digit());
        if !is_whole {
            continue;
        }
        let is_named = AFTER_STATUS.iter().any(|words| after.starts_with(words));
        // A port follows a colon too: without the words of a status the word before it counts.
        let is_after_address = before.ends_with([MASK, '"', ':'])
            && before.trim_end_matches(['"', ':']).ends_with(MASK)
            && (after.is_empty() || after.starts_with(['<', '"']));
        let is_announced = BEFORE_STATUS[2..].iter().any(|words| {
            before
                .trim_end_matches([':', '=', '\'', '"', '('])
                .ends_with(words)
        });
        if is_named
            || is_after_address
            || (is_announced && !after.starts_with(['.', '/', ':', '-']))
        {
            let code = text[at..at + 3].parse().unwrap_or_default();
            found.push((code, at..at + 3));
        }
    }
    found
}
