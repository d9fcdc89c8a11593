//! How a text is laid out: where and how a field of a mapping is written or put in, with the
//! indentation, quotes and line ends that are there.

use super::sites::{InsertionPoint, Notation, ScalarSlot};
use crate::{
    diagnostic::Span,
    yaml::{Field, NodeId, ScalarStyle, ScalarType, Tree},
};

const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// A text and its line ends.
pub(super) struct Layout<'a, 't> {
    tree: &'a Tree<'t>,
    line_end: &'static str,
}

impl<'a, 't> Layout<'a, 't> {
    pub fn new(tree: &'a Tree<'t>) -> Self {
        let first = tree.text.find(LINE_ENDS).map_or("", |at| &tree.text[at..]);
        let line_end = match first {
            line if line.starts_with("\r\n") => "\r\n",
            line if line.starts_with('\r') => "\r",
            _ => "\n",
        };
        Self { tree, line_end }
    }

    /// How a scalar is written anew. An alias is replaced, not what it stands for: that may be meant
    /// elsewhere too. `None` where nothing is written, or several lines of a block.
    pub fn scalar(&self, value: NodeId) -> Option<ScalarSlot> {
        let node = self.tree.resolved(value);
        if node != value {
            return Some(ScalarSlot {
                span: self.tree.span(value),
                notation: Notation::Plain,
                verbatim: None,
            });
        }
        let span = self.tree.span(node);
        let text = self.tree.scalar(node)?;
        let style = self.tree.scalar_style(node)?;
        let inner = Span {
            start: span.start + 1,
            end: span.end.saturating_sub(1),
        };
        let (notation, content) = match style {
            ScalarStyle::Plain => (Notation::Plain, span),
            ScalarStyle::SingleQuoted => (Notation::Single, inner),
            ScalarStyle::DoubleQuoted => (Notation::Double, inner),
            ScalarStyle::Literal | ScalarStyle::Folded => (Notation::Line, span),
        };
        let is_block = notation == Notation::Line;
        let text = if is_block { text.trim_end() } else { text };
        let is_verbatim = span.start < span.end && self.tree.written(content) == text;
        let is_writable = span.start < span.end && (is_verbatim || !is_block);
        is_writable.then_some(ScalarSlot {
            span,
            notation,
            verbatim: is_verbatim.then_some(content),
        })
    }

    /// How the field `key` of a mapping is written, in the place of the value that is there or
    /// behind the field `beside`.
    pub fn entry(
        &self,
        mapping: NodeId,
        key: &str,
        beside: Option<Field>,
    ) -> Option<InsertionPoint> {
        match self.tree.field(mapping, key) {
            Some(field) if field.is_own => self.value(field),
            // A second key of this name would not help the reader.
            Some(_) if self.has_own(mapping, key) => None,
            _ => self.insertion(mapping, key, self.behind_merge(mapping, beside)),
        }
    }

    fn has_own(&self, mapping: NodeId, key: &str) -> bool {
        let mut keys = self.tree.entries(mapping);
        keys.any(|(name, _)| self.tree.scalar(name) == Some(key))
    }

    /// The field behind which a new one counts: what `<<` merges overwrites all that is before it.
    fn behind_merge(&self, mapping: NodeId, beside: Option<Field>) -> Option<Field> {
        let mut entries = self.tree.entries(mapping);
        let merge = entries.rfind(|(key, _)| self.tree.is_merge(*key));
        let beside = beside.filter(|field| field.is_own);
        match (merge, beside) {
            (Some((key, _)), Some(field))
                if self.tree.span(field.key).start > self.tree.span(key).start =>
            {
                Some(field)
            }
            (Some((key, value)), _) => Some(Field {
                key,
                value,
                is_own: true,
            }),
            (None, beside) => beside,
        }
    }

    /// The place of a value that is there; an alias is replaced, not what it stands for.
    fn value(&self, field: Field) -> Option<InsertionPoint> {
        let span = self.tree.span(field.value);
        let quoted = self.is_quoted(field.key);
        let is_alias = self.tree.resolved(field.value) != field.value;
        let is_empty_list =
            self.tree.is_list(field.value) && self.tree.items(field.value).is_empty();
        let is_missing = span.start == span.end;
        if is_missing && !self.has_room(field) {
            return None;
        }
        if is_missing || is_alias || is_empty_list {
            return Some(InsertionPoint {
                span,
                before: if is_missing { " " } else { "" }.to_owned(),
                after: String::new(),
                notation: if quoted {
                    Notation::Double
                } else {
                    Notation::Plain
                },
            });
        }
        let site = self.scalar(field.value)?;
        let is_null = self.tree.scalar_type(field.value) == ScalarType::Null;
        Some(InsertionPoint {
            span: site.span,
            before: String::new(),
            after: String::new(),
            notation: if is_null && quoted {
                Notation::Double
            } else {
                site.notation
            },
        })
    }

    /// Whether a value can be put where none is: not into an empty block of text, and not behind a
    /// key without a colon.
    fn has_room(&self, field: Field) -> bool {
        let is_block = matches!(
            self.tree.scalar_style(field.value),
            Some(ScalarStyle::Literal | ScalarStyle::Folded)
        );
        let (key, value) = (self.tree.span(field.key), self.tree.span(field.value));
        let between = self.tree.text.get(key.end..value.start);
        !is_block && between.is_some_and(|it| it.trim_start().starts_with(':'))
    }

    /// The place of a field that is not there yet.
    fn insertion(
        &self,
        mapping: NodeId,
        key: &str,
        beside: Option<Field>,
    ) -> Option<InsertionPoint> {
        let mapping = self.tree.resolved(mapping);
        let beside = beside.filter(|field| field.is_own);
        if self.tree.is_flow_mapping(mapping) {
            return self.in_braces(mapping, key, beside);
        }
        let start = self.tree.span(mapping).start;
        let indent = self.indentation(start);
        let is_merge = |field: &Field| self.tree.is_merge(field.key);
        let beside =
            beside.filter(|field| self.tree.scalar(field.value).is_some() || is_merge(field));
        let site = |at, before: String, after: String| InsertionPoint {
            span: Span { start: at, end: at },
            before,
            after,
            notation: Notation::Plain,
        };
        let line_end = self.line_end;
        Some(match beside {
            Some(field) => {
                let at = self.last_line_end(field.value);
                site(at, format!("{line_end}{indent}{key}: "), String::new())
            }
            None => site(start, format!("{key}: "), format!("{line_end}{indent}")),
        })
    }

    /// The end of the last line of a scalar. The empty lines below a block of text are part of it
    /// where it keeps them (`|+`).
    fn last_line_end(&self, value: NodeId) -> usize {
        let line_end = |from: usize| {
            let rest = &self.tree.text[from..];
            from + rest.find(LINE_ENDS).unwrap_or(rest.len())
        };
        let mut at = line_end(self.tree.span(value).end);
        let is_block = self.tree.resolved(value) == value
            && matches!(
                self.tree.scalar_style(value),
                Some(ScalarStyle::Literal | ScalarStyle::Folded)
            );
        let text = self.tree.scalar(value).filter(|_| is_block);
        let lines = text.map_or(0, |it| it.len() - it.trim_end_matches('\n').len());
        for _ in 1..lines {
            let rest = &self.tree.text[at..];
            let length = if rest.starts_with("\r\n") { 2 } else { 1 };
            at = line_end((at + length).min(self.tree.text.len()));
        }
        at
    }

    fn in_braces(
        &self,
        mapping: NodeId,
        key: &str,
        beside: Option<Field>,
    ) -> Option<InsertionPoint> {
        let text = self.tree.text;
        let start = self.tree.span(mapping).start;
        // The pair of `[a: b]` is a mapping without braces.
        if !text[start..].starts_with('{') {
            return None;
        }
        let first = self.tree.entries(mapping).next();
        let neighbour = beside.map(|field| field.key).or(first.map(|(key, _)| key));
        let quoted = neighbour.is_some_and(|key| self.is_quoted(key));
        let separator = beside.map_or(": ", |field| self.separator(field));
        let key = if quoted {
            format!("\"{key}\"")
        } else {
            key.to_owned()
        };
        let (at, before, after) = if let Some(field) = beside {
            let comma = self.comma(field, separator);
            let at = self.tree.span(field.value).end;
            (at, format!("{comma}{key}{separator}"), "")
        } else {
            let is_spaced = text[start + 1..].starts_with(char::is_whitespace);
            let after = match (first, is_spaced) {
                (None, _) => "",
                (Some(_), true) => ",",
                (Some(_), false) => ", ",
            };
            (start + 1, format!("{key}{separator}"), after)
        };
        Some(InsertionPoint {
            span: Span { start: at, end: at },
            before,
            after: after.to_owned(),
            notation: if quoted {
                Notation::Double
            } else {
                Notation::Plain
            },
        })
    }

    /// What stands between key and value, where that is no more than a colon and spaces.
    fn separator(&self, field: Field) -> &'t str {
        let between = Span {
            start: self.tree.span(field.key).end,
            end: self.tree.span(field.value).start,
        };
        let written = self.tree.written(between);
        match written.trim_matches(' ') {
            ":" => written,
            _ => ": ",
        }
    }

    /// What stands between two fields: a line for each where the text has it so.
    fn comma(&self, field: Field, separator: &str) -> String {
        let start = self.tree.span(field.key).start;
        let before = &self.tree.text[..start];
        let line = before.trim_end_matches([' ', '\t']);
        if line.ends_with(LINE_ENDS) {
            return format!(",{}{}", self.line_end, &before[line.len()..]);
        }
        if separator.ends_with(' ') { ", " } else { "," }.to_owned()
    }

    fn is_quoted(&self, key: NodeId) -> bool {
        self.tree.scalar_style(key) == Some(ScalarStyle::DoubleQuoted)
    }

    /// The indentation of what begins at a byte; dashes and the like before it count as spaces.
    pub fn indentation(&self, at: usize) -> String {
        let before = &self.tree.text[..at];
        let line = before.rfind(LINE_ENDS).map_or(0, |end| end + 1);
        let before = before[line..].trim_start_matches('\u{feff}').chars();
        before
            .map(|char| if char == '\t' { '\t' } else { ' ' })
            .collect()
    }

    pub fn line_end(&self) -> &'static str {
        self.line_end
    }
}
