//! What a path of a row picks of an answer.

use std::ops::Range;

use serde_json::{Value, json};

/// A finding that is said of every image without a digest, and so says nothing of a row.
const NO_DIGEST: &str = "MAN017";

/// A place on more lines than this counts for its first alone.
const MAX_LINES: usize = 5;

/// The names of fields whose texts a person reads.
const READ_FIELDS: [&str; 7] = [
    "message", "help", "text", "title", "error", "errors", "thrown",
];

/// The severities of a note, the worst first.
const SEVERITIES: [&str; 3] = ["error", "warning", "info"];

/// Fields that repeat the input.
const INPUT_FIELDS: [&str; 9] = [
    "edit",
    "edits",
    "replacement",
    "parts",
    "defaultedYaml",
    "documents",
    "workloads",
    "serviceAccounts",
    "secrets",
];

/// What a path picks: one value, or a list of which each counts.
#[derive(Clone)]
pub enum Picked {
    One(Value),
    Many(Vec<Value>),
}

impl Picked {
    fn texts(texts: impl IntoIterator<Item = String>) -> Self {
        Self::Many(texts.into_iter().map(Value::from).collect())
    }

    /// What matchers of a list look at.
    pub fn values(&self) -> &[Value] {
        match self {
            Self::One(Value::Array(values)) | Self::Many(values) => values,
            Self::One(value) => std::slice::from_ref(value),
        }
    }

    pub fn into_value(self) -> Value {
        match self {
            Self::One(value) => value,
            Self::Many(values) => values.into(),
        }
    }

    /// How many values there are, or units of UTF-16 in a text.
    fn length(&self) -> Value {
        match self {
            Self::Many(values) | Self::One(Value::Array(values)) => json!(values.len()),
            Self::One(Value::String(text)) => json!(text.encode_utf16().count()),
            Self::One(_) => Value::Null,
        }
    }
}

/// The answer to a call and what is said in it.
pub struct Outcome<'a> {
    answer: &'a Value,
    /// The diagnostics and findings of the whole text.
    notes: Vec<Note<'a>>,
    /// The text that the places are of, in the units of UTF-16 that they count.
    units: Vec<u16>,
}

/// A diagnostic or finding.
struct Note<'a> {
    it: &'a Value,
    /// The first and the last line that it covers, and the text; `None` where it has no place.
    place: Option<(usize, usize, String)>,
}

impl<'a> Outcome<'a> {
    /// The answer to a call whose first argument is `text`, where it is one.
    pub fn new(answer: &'a Value, text: Option<String>) -> Self {
        let mut found = Vec::new();
        find_notes(answer, &mut found);
        let is_text = text.is_some();
        let units: Vec<u16> = text.unwrap_or_default().encode_utf16().collect();
        let notes = found.into_iter().map(|it| Note {
            it,
            place: place(it, &units).filter(|_| is_text),
        });
        Self {
            answer,
            notes: notes.collect(),
            units,
        }
    }

    pub fn pick(&self, path: &str) -> Picked {
        if let Some(picked) = self.said_of(path) {
            return picked;
        }
        match path.strip_suffix(".length") {
            Some(rest) => Picked::One(self.pick(rest).length()),
            None => self.field(path),
        }
    }

    /// What a path over all that is said picks.
    fn said_of(&self, path: &str) -> Option<Picked> {
        let wanted = |severities: &[&str]| {
            let notes = self.notes.iter();
            let notes = notes.filter(|note| severities.contains(&note.text_of("severity")));
            Picked::texts(notes.map(Note::words))
        };
        let lines = |severities: &[&str]| {
            let notes = self.notes.iter();
            let notes = notes.filter(|note| severities.contains(&note.text_of("severity")));
            let lines: std::collections::BTreeSet<usize> = notes.flat_map(Note::lines).collect();
            Picked::Many(lines.into_iter().map(Value::from).collect())
        };
        Some(match path {
            "diagnostics@line" => lines(&SEVERITIES),
            "diagnostics@warnLine" => lines(&SEVERITIES[..2]),
            "diagnostics@text" => wanted(&SEVERITIES),
            "diagnostics@warn" => wanted(&SEVERITIES[..2]),
            "diagnostics@error" => wanted(&SEVERITIES[..1]),
            "diagnostics@code" => {
                Picked::texts(self.notes.iter().map(|it| it.text_of("code").to_owned()))
            }
            "diagnostics@span" => {
                let places = self.notes.iter().filter_map(|note| note.place.as_ref());
                Picked::texts(places.map(|(_, _, text)| text.clone()))
            }
            "fixes@replacement" => {
                let fixes = self.notes.iter().flat_map(Note::fixes);
                Picked::Many(fixes.map(|fix| self.replacement(fix)).collect())
            }
            "said" => {
                let mut said = Vec::new();
                find_said(self.answer, "", &mut said);
                Picked::texts(said)
            }
            "thrown" => Picked::texts(self.answer["thrown"].as_str().map(str::to_owned)),
            "answer" => Picked::texts([self.answer.to_string()]),
            _ => {
                let line = path.strip_prefix("diagnostics@line(")?.strip_suffix(')')?;
                let line: usize = line.parse().expect("a number of a line");
                let notes = self.notes.iter().filter(|it| it.lines().contains(&line));
                Picked::texts(notes.map(Note::words))
            }
        })
    }

    /// The repaired text. Natively a fix of a manifest has its edits, of which the package makes it.
    fn replacement(&self, fix: &Value) -> Value {
        let Some(edits) = fix["edits"].as_array() else {
            return fix["replacement"].clone();
        };
        let mut edits: Vec<_> = edits
            .iter()
            .filter_map(|it| Some((range(it)?, it)))
            .collect();
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut units = self.units.clone();
        for (range, edit) in edits {
            let text = edit["text"].as_str().unwrap_or_default();
            units.splice(range, text.encode_utf16());
        }
        String::from_utf16_lossy(&units).into()
    }

    /// What a path of names, numbers and `*` picks.
    fn field(&self, path: &str) -> Picked {
        let path = path.replace('[', ".").replace(']', "");
        let mut values = vec![self.answer.clone()];
        let mut is_many = false;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            if step == "*" {
                is_many = true;
                let below = |value: Value| match value {
                    Value::Array(items) => items,
                    Value::Object(fields) => fields.into_iter().map(|(_, value)| value).collect(),
                    _ => Vec::new(),
                };
                values = values.into_iter().flat_map(below).collect();
                continue;
            }
            for value in &mut values {
                let index = step.parse::<usize>().ok().filter(|_| value.is_array());
                let next = index.map_or_else(|| value.get(step), |index| value.get(index));
                *value = next.cloned().unwrap_or_default();
            }
        }
        if is_many {
            Picked::Many(values)
        } else {
            Picked::One(values.swap_remove(0))
        }
    }
}

impl Note<'_> {
    fn text_of(&self, field: &str) -> &str {
        self.it[field].as_str().unwrap_or_default()
    }

    fn fixes(&self) -> impl Iterator<Item = &Value> {
        self.it["fixes"].as_array().into_iter().flatten()
    }

    /// Message, help and titles of the fixes.
    fn words(&self) -> String {
        let titles = self.fixes().filter_map(|fix| fix["title"].as_str());
        let words: Vec<&str> = [self.text_of("message"), self.text_of("help")]
            .into_iter()
            .chain(titles)
            .collect();
        words.join(" | ")
    }

    fn lines(&self) -> Vec<usize> {
        match &self.place {
            None => Vec::new(),
            Some((first, last, _)) if last - first >= MAX_LINES => vec![*first],
            Some((first, last, _)) => (*first..=*last).collect(),
        }
    }
}

/// The lines and the text that a note covers.
fn place(note: &Value, units: &[u16]) -> Option<(usize, usize, String)> {
    let range = range(note)?;
    let (start, end) = (range.start.min(units.len()), range.end.min(units.len()));
    let line_break = u16::from(b'\n');
    let line = |at: usize| 1 + units[..at].iter().filter(|it| **it == line_break).count();
    let last = line(start.max(end.saturating_sub(1)));
    Some((
        line(start),
        last,
        String::from_utf16_lossy(&units[start..end]),
    ))
}

/// The place of a note or of an edit.
fn range(value: &Value) -> Option<Range<usize>> {
    let end = |field: &str| {
        value["span"][field]
            .as_u64()
            .and_then(|it| usize::try_from(it).ok())
    };
    Some(end("start")?..end("end")?)
}

/// The notes of a value. Those of a name inside an image of a manifest have places in the name.
fn find_notes<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| find_notes(value, found)),
        Value::Object(fields) => {
            let is_text = |field: &&str| fields.get(*field).is_some_and(Value::is_string);
            if ["code", "severity", "message"].iter().all(is_text) {
                if value["code"] != NO_DIGEST {
                    found.push(value);
                }
                return;
            }
            let is_whole =
                |(name, value): &(&String, &Value)| *name != "image" || !value.is_object();
            fields
                .iter()
                .filter(is_whole)
                .for_each(|(_, value)| find_notes(value, found));
        }
        _ => {}
    }
}

/// Every text that a person reads, behind the field `name`.
fn find_said(value: &Value, name: &str, said: &mut Vec<String>) {
    match value {
        Value::String(text) if READ_FIELDS.contains(&name) => said.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| find_said(value, name, said)),
        Value::Object(fields) if value["code"] != NO_DIGEST => {
            let fields = fields.iter();
            let fields = fields.filter(|(name, _)| !INPUT_FIELDS.contains(&name.as_str()));
            fields.for_each(|(name, value)| find_said(value, name, said));
        }
        _ => {}
    }
}
