//! A second reading of a text, as plain values, and those values printed as YAML: what is read does not
//! depend on how a text is laid out, and a repair changes one field.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::ControlFlow;

use yaml_events::{Event, ScalarStyle, Tag, for_each};

/// A value, with what aliases stand for in their place.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Scalar { text: String, notation: Notation },
    List(Vec<Value>),
    Mapping(Vec<(Value, Value)>),
}

/// How a scalar is printed, so that it means the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Notation {
    /// Without quotes it may be a number, a key that merges and so on.
    Plain,
    /// A text.
    Quoted,
    Tagged(&'static str),
}

/// A list or mapping that is being read, with the number of its anchor.
struct Open {
    members: Vec<Value>,
    anchor: usize,
}

/// The documents of a text; `None` where one of them cannot be read.
pub fn documents(text: &str) -> Option<Vec<Value>> {
    let mut documents = Vec::new();
    let mut piece = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            documents.extend(document(&piece)?);
            piece.clear();
        } else {
            // Where kubectl cuts at other lines with dashes is no matter of this reading.
            if line.starts_with("---") {
                return None;
            }
            piece.push_str(line);
        }
    }
    documents.extend(document(&piece)?);
    Some(documents)
}

/// The document of a piece: one, or none in an empty piece.
fn document(text: &str) -> Option<Vec<Value>> {
    let mut open = vec![Open {
        members: Vec::new(),
        anchor: 0,
    }];
    let mut anchors: HashMap<usize, Value> = HashMap::new();
    let mut is_whole = true;
    let read = for_each(text, 100, &mut |event, _| {
        let (value, anchor) = match event {
            Event::DocumentStart | Event::DocumentEnd => return ControlFlow::Continue(()),
            Event::SequenceStart(anchor) | Event::MappingStart(anchor) => {
                open.push(Open {
                    members: Vec::new(),
                    anchor,
                });
                return ControlFlow::Continue(());
            }
            Event::Scalar {
                value,
                style,
                tag,
                anchor,
            } => (scalar(&value, style, tag), anchor),
            Event::Alias(anchor) => {
                let Some(value) = anchors.get(&anchor) else {
                    is_whole = false;
                    return ControlFlow::Break(());
                };
                (value.clone(), 0)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Open { members, anchor } = open.pop().expect("what ends was begun");
                let value = if event == Event::SequenceEnd {
                    Value::List(members)
                } else {
                    let pairs = members.chunks_exact(2);
                    Value::Mapping(pairs.map(|it| (it[0].clone(), it[1].clone())).collect())
                };
                (value, anchor)
            }
        };
        if anchor != 0 {
            anchors.insert(anchor, value.clone());
        }
        open.last_mut().expect("the document").members.push(value);
        ControlFlow::Continue(())
    });
    let end = read.ok()?;
    let mut rest = text[end..].lines().map(str::trim);
    is_whole &= rest.all(|line| line.is_empty() || line.starts_with('#'));
    is_whole.then(|| open.pop().map_or_else(Vec::new, |it| it.members))
}

fn scalar(text: &str, style: ScalarStyle, tag: Tag) -> Value {
    let notation = match tag {
        Tag::None if style == ScalarStyle::Plain => Notation::Plain,
        Tag::None | Tag::NonSpecific | Tag::Text | Tag::Other => Notation::Quoted,
        Tag::Binary => Notation::Tagged("!!binary"),
        Tag::Null => Notation::Tagged("!!null"),
        Tag::Bool => Notation::Tagged("!!bool"),
        Tag::Int => Notation::Tagged("!!int"),
        Tag::Float => Notation::Tagged("!!float"),
        Tag::Timestamp => Notation::Tagged("!!timestamp"),
        Tag::Merge => Notation::Tagged("!!merge"),
    };
    Value::Scalar {
        text: text.to_owned(),
        notation,
    }
}

/// Documents in block style, every text in double quotes.
pub fn print(documents: &[Value]) -> String {
    let mut printed = String::new();
    for document in documents {
        printed.push_str("---\n");
        document.print(0, &mut printed);
    }
    printed
}

impl Value {
    /// Prints it where a value is due: behind a key or a dash, or at the beginning of a document.
    fn print(&self, indent: usize, to: &mut String) {
        let space = " ".repeat(indent);
        match self {
            Self::List(items) if items.is_empty() => to.push_str("[]\n"),
            Self::Mapping(fields) if fields.is_empty() => to.push_str("{}\n"),
            Self::Scalar { .. } => {
                let _ = writeln!(to, "{}", self.in_line());
            }
            Self::List(items) => {
                for item in items {
                    let _ = write!(to, "\n{space}- ");
                    item.print(indent + 2, to);
                }
            }
            Self::Mapping(fields) => {
                for (key, value) in fields {
                    let _ = write!(to, "\n{space}{}: ", key.in_line());
                    value.print(indent + 2, to);
                }
            }
        }
    }

    fn in_line(&self) -> String {
        match self {
            Self::Scalar { text, notation } => match notation {
                Notation::Plain if text.is_empty() => "~".to_owned(),
                Notation::Plain if is_plain(text) => text.clone(),
                Notation::Plain | Notation::Quoted => quoted(text),
                Notation::Tagged(tag) => format!("{tag} {}", quoted(text)),
            },
            // A key that is none makes the object unreadable in either way.
            _ => "? nested".to_owned(),
        }
    }

    /// Every scalar by the way to it. Of equal keys the last counts.
    pub fn scalars(&self, path: &str, found: &mut BTreeMap<String, Value>) {
        match self {
            Self::Scalar { .. } => {
                found.insert(path.to_owned(), self.clone());
            }
            Self::List(items) => {
                found.insert(format!("{path}/[]"), Self::List(Vec::new()));
                for (index, item) in items.iter().enumerate() {
                    item.scalars(&format!("{path}/{index}"), found);
                }
            }
            Self::Mapping(fields) => {
                found.insert(format!("{path}/{{}}"), Self::Mapping(Vec::new()));
                for (key, value) in fields {
                    value.scalars(&format!("{path}/{}", key.in_line()), found);
                }
            }
        }
    }
}

/// Whether a value may be a number, a truth value or a key that merges; it is a text otherwise, as
/// everything in quotes is.
fn is_plain(text: &str) -> bool {
    text == "<<"
        || text == "~"
        || text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte))
            && !text.starts_with("- ")
            && text != "-"
            && !text.starts_with("---")
            && text != "..."
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            ' '..='~' => quoted.push(char),
            char => {
                let _ = write!(quoted, "\\U{:08x}", u32::from(char));
            }
        }
    }
    quoted + "\""
}
