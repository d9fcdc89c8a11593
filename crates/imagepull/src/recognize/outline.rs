//! The keys of a text in JSON or YAML, read without a parser: a text need not be valid to be
//! recognised, and the readers that know it fully are loaded with the view that opens.

/// Keys that are looked at.
const MAX_ENTRIES: usize = 50_000;
/// Levels of nesting that are looked at.
const MAX_DEPTH: usize = 64;
/// The key of an entry where another document begins.
const DOCUMENT: &str = "---";

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'t> {
    /// 0 for the keys of a document.
    pub depth: usize,
    /// The key of the document that this one lies under, or itself.
    pub top: &'t str,
    /// The key right above; empty for the keys of a document.
    pub parent: &'t str,
    pub key: &'t str,
    /// The value as written, without quotes; empty for a mapping or a list.
    pub value: &'t str,
}

/// All keys of a text.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    pub entries: Vec<Entry<'t>>,
    /// Whether the text begins with a key or a bracket, as a document does.
    pub begins: bool,
    pub is_json: bool,
}

impl<'t> Outline<'t> {
    pub fn new(text: &'t str) -> Self {
        let is_json = match text.as_bytes() {
            [b'{', b'{', ..] | [] => false,
            [first, ..] => matches!(first, b'{' | b'['),
        };
        let entries = if is_json { json(text) } else { yaml(text) };
        let begins = is_json || {
            let mut lines = text.lines().filter(|line| is_content(line));
            lines.next().is_some_and(|line| yaml_entry(line).is_some())
        };
        Self {
            entries,
            begins,
            is_json,
        }
    }

    /// Whether a document of the text has a key.
    pub fn has_top(&self, key: &str) -> bool {
        self.any(|it| it.depth == 0 && it.key == key)
    }

    /// Whether there is a key at a depth below a key of a document.
    pub fn has_below(&self, top: &str, depth: usize, key: &str) -> bool {
        self.any(|it| it.depth == depth && it.top == top && it.key == key)
    }

    pub fn any(&self, holds: impl Fn(&Entry<'t>) -> bool) -> bool {
        self.entries.iter().any(holds)
    }

    /// `apiVersion` and `kind` of the objects of the text, also of those in a List.
    pub fn objects(&self) -> Vec<(&'t str, &'t str)> {
        let mut objects = Vec::new();
        // The fields of an object may be in any order, and around those of its items.
        let mut levels = [Object::default(); 2];
        for entry in &self.entries {
            if entry.key == DOCUMENT {
                for level in &mut levels {
                    level.end(&mut objects);
                }
                continue;
            }
            let level = match (entry.depth, entry.parent) {
                (0, _) => &mut levels[0],
                (1, "items") => &mut levels[1],
                _ => continue,
            };
            let field = match entry.key {
                "apiVersion" => &mut level.api_version,
                "kind" => &mut level.kind,
                _ => continue,
            };
            if field.replace(entry.value).is_some() {
                // The same field again is that of the next object.
                let next = std::mem::take(field);
                level.end(&mut objects);
                *(if entry.key == "kind" {
                    &mut level.kind
                } else {
                    &mut level.api_version
                }) = next;
            } else if level.api_version.is_some() && level.kind.is_some() {
                level.end(&mut objects);
            }
        }
        for level in &mut levels {
            level.end(&mut objects);
        }
        objects
    }
}

/// An object of which not all is read.
#[derive(Clone, Copy, Default)]
struct Object<'t> {
    api_version: Option<&'t str>,
    kind: Option<&'t str>,
}

impl<'t> Object<'t> {
    fn end(&mut self, objects: &mut Vec<(&'t str, &'t str)>) {
        let Self { api_version, kind } = std::mem::take(self);
        if let Some(kind) = kind {
            objects.push((api_version.unwrap_or_default(), kind));
        }
    }
}

/// An object or array of JSON that is open.
struct Open<'t> {
    key: &'t str,
    is_object: bool,
}

fn json(text: &str) -> Vec<Entry<'_>> {
    let bytes = text.as_bytes();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    // The key whose value comes next.
    let mut key = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                let inherited = open.last().map_or("", |it| it.key);
                let is_object = *byte == b'{';
                open.push(Open {
                    key: key.take().unwrap_or(inherited),
                    is_object,
                });
                at += 1;
            }
            b'}' | b']' => {
                open.pop();
                at += 1;
            }
            b'"' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'\'' => {
                let (token, end) = json_token(text, at);
                at = end;
                let follows = text[end..].trim_start_matches([' ', '\t', '\r', '\n']);
                let is_key = follows.starts_with(':') && open.last().is_none_or(|it| it.is_object);
                if is_key {
                    let mut objects = open.iter().filter(|it| it.is_object);
                    let depth = objects.clone().count().saturating_sub(1);
                    entries.push(Entry {
                        depth,
                        top: objects.nth(1).map_or(token, |it| it.key),
                        parent: if depth == 0 {
                            ""
                        } else {
                            open.last().map_or("", |it| it.key)
                        },
                        key: token,
                        value: "",
                    });
                    key = Some(token);
                    at = text.len() - follows.len() + 1;
                } else if let (Some(_), Some(entry)) = (key.take(), entries.last_mut()) {
                    entry.value = token;
                }
            }
            _ => at += 1,
        }
        if entries.len() > MAX_ENTRIES || open.len() > MAX_DEPTH {
            break;
        }
    }
    entries
}

/// The text of a string or bare word, and where it ends.
fn json_token(text: &str, start: usize) -> (&str, usize) {
    let bytes = text.as_bytes();
    let mut end = start;
    if bytes[start] == b'"' {
        end += 1;
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let end = end.min(bytes.len());
        let token = text.get(start + 1..end).unwrap_or_default();
        return (token, (end + 1).min(bytes.len()));
    }
    let is_end = |byte: &u8| b",:{}[]\" \t\r\n".contains(byte);
    while end < bytes.len() && !is_end(&bytes[end]) {
        end += 1;
    }
    (text.get(start..end).unwrap_or_default(), end)
}

fn yaml(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut above: Vec<(usize, &str)> = Vec::new();
    for line in text.lines() {
        if line.starts_with(DOCUMENT) {
            above.clear();
            entries.push(Entry {
                depth: 0,
                top: DOCUMENT,
                parent: "",
                key: DOCUMENT,
                value: "",
            });
            continue;
        }
        if !is_content(line) {
            continue;
        }
        let Some((indent, key, value)) = yaml_entry(line) else {
            continue;
        };
        while above.last().is_some_and(|(other, _)| *other >= indent) {
            above.pop();
        }
        if above.len() > MAX_DEPTH || entries.len() > MAX_ENTRIES {
            break;
        }
        entries.push(Entry {
            depth: above.len(),
            top: above.first().map_or(key, |it| it.1),
            parent: above.last().map_or("", |it| it.1),
            key,
            value,
        });
        above.push((indent, key));
    }
    entries
}

fn is_content(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with(['#', '%']) && line != DOCUMENT
}

/// Where the key of a line begins, the key and its value.
fn yaml_entry(line: &str) -> Option<(usize, &str, &str)> {
    let mut rest = line.trim_start();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    let indent = line.len() - rest.len();
    let (key, value) = match rest.split_once(": ") {
        Some(parts) => parts,
        None => (rest.trim_end().strip_suffix(':')?, ""),
    };
    let is_quoted = key.len() > 1 && key.starts_with(['"', '\'']) && key.ends_with(&key[..1]);
    let key = if is_quoted {
        &key[1..key.len() - 1]
    } else {
        key
    };
    let is_key = !key.is_empty() && (is_quoted || !key.contains(char::is_whitespace));
    is_key.then(|| (indent, key, yaml_value(value)))
}

/// A value without its quotes, its comment and what opens a block or a mapping in braces.
fn yaml_value(value: &str) -> &str {
    let value = value.trim();
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let inner = &value[1..];
        return inner.split(quote).next().unwrap_or_default();
    }
    let value = value.split(" #").next().unwrap_or_default().trim_end();
    if value.starts_with(['{', '[', '|', '>', '&', '#']) {
        ""
    } else {
        value
    }
}
