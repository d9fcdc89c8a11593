//! One value of JSON as events, as the decoder of Go's encoding/json reads it.

use std::{
    borrow::Cow,
    ops::{ControlFlow, Range},
};

use crate::{Error, Event, Problem, ScalarStyle, Tag};

/// Calls `each` with the events of the value that begins at `start`, in white space or at once, and
/// returns where it ends. `None` where only white space is left.
///
/// # Errors
/// Where it is no JSON, in the words of Go. The events before that place are given first.
pub fn for_each_of_json<'t>(
    text: &'t str,
    start: usize,
    depth: usize,
    each: &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
) -> Result<Option<usize>, Error> {
    let mut reader = Reader {
        text,
        at: start,
        open: Vec::new(),
        depth,
    };
    reader.skip_space();
    if reader.at >= text.len() {
        return Ok(None);
    }
    let here = reader.at..reader.at;
    if each(Event::DocumentStart, here).is_break() {
        return Ok(Some(reader.at));
    }
    reader.value(each)?;
    let end = reader.at;
    let _ = each(Event::DocumentEnd, end..end);
    Ok(Some(end))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Whether each of the open brackets is a brace.
    open: Vec<bool>,
    depth: usize,
}

/// What is looked for.
const VALUE: &str = "looking for beginning of value";
const KEY: &str = "looking for beginning of object key string";

impl<'t> Reader<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The value and all that is in it.
    fn value(
        &mut self,
        each: &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        loop {
            let begun = self.begin(each)?;
            if begun {
                // An empty bracket is closed at once.
                self.skip_space();
                let is_brace = self.open.last() == Some(&true);
                let closing = if is_brace { b'}' } else { b']' };
                if self.byte() != Some(closing) {
                    if is_brace {
                        self.key(each)?;
                    }
                    continue;
                }
            }
            // Behind a value: what is next in the brackets that are open.
            loop {
                let Some(is_brace) = self.open.last().copied() else {
                    return Ok(());
                };
                self.skip_space();
                let start = self.at;
                match (self.byte(), is_brace) {
                    (Some(b','), true) => {
                        self.at += 1;
                        self.key(each)?;
                        break;
                    }
                    (Some(b','), false) => {
                        self.at += 1;
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.at += 1;
                        self.open.pop();
                        let end = if is_brace {
                            Event::MappingEnd
                        } else {
                            Event::SequenceEnd
                        };
                        give(each, end, start..self.at)?;
                    }
                    (_, true) => return self.fail("after object key:value pair"),
                    (_, false) => return self.fail("after array element"),
                }
            }
        }
    }

    /// A scalar, or an opening bracket: then true.
    fn begin(
        &mut self,
        each: &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
    ) -> Result<bool, Error> {
        self.skip_space();
        let start = self.at;
        let (value, style) = match self.byte() {
            Some(bracket @ (b'{' | b'[')) => {
                self.at += 1;
                self.open.push(bracket == b'{');
                if self.open.len() > self.depth {
                    return Err(Error {
                        problem: Problem::Depth,
                        at: start,
                    });
                }
                let event = if bracket == b'{' {
                    Event::MappingStart(0)
                } else {
                    Event::SequenceStart(0)
                };
                give(each, event, start..self.at)?;
                return Ok(true);
            }
            Some(b'"') => (self.string()?, ScalarStyle::DoubleQuoted),
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                (
                    Cow::Borrowed(&self.text[start..self.at]),
                    ScalarStyle::Plain,
                )
            }
            Some(b't') => (self.word("true")?, ScalarStyle::Plain),
            Some(b'f') => (self.word("false")?, ScalarStyle::Plain),
            Some(b'n') => (self.word("null")?, ScalarStyle::Plain),
            _ => return self.fail(VALUE),
        };
        give(each, scalar(value, style), start..self.at)?;
        Ok(false)
    }

    /// A key and the colon behind it.
    fn key(
        &mut self,
        each: &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        self.skip_space();
        let start = self.at;
        if self.byte() != Some(b'"') {
            return self.fail(KEY);
        }
        let key = self.string()?;
        give(each, scalar(key, ScalarStyle::DoubleQuoted), start..self.at)?;
        self.skip_space();
        if self.byte() != Some(b':') {
            return self.fail("after object key");
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &'static str) -> Result<Cow<'t, str>, Error> {
        for byte in word.bytes() {
            if self.byte() != Some(byte) {
                let expected = char::from(byte);
                return self.fail(&format!("in literal {word} (expecting '{expected}')"));
            }
            self.at += 1;
        }
        Ok(Cow::Borrowed(word))
    }

    fn number(&mut self) -> Result<(), Error> {
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        match self.byte() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return self.fail("in numeric literal"),
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            if !self.byte().is_some_and(|it| it.is_ascii_digit()) {
                return self.fail("after decimal point in numeric literal");
            }
            self.digits();
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if !self.byte().is_some_and(|it| it.is_ascii_digit()) {
                return self.fail("in exponent of numeric literal");
            }
            self.digits();
        }
        Ok(())
    }

    fn digits(&mut self) {
        while self.byte().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
    }

    /// A text in quotes.
    fn string(&mut self) -> Result<Cow<'t, str>, Error> {
        self.at += 1;
        let mut from = self.at;
        let mut made: Option<String> = None;
        loop {
            match self.byte() {
                Some(b'"') => {
                    let rest = &self.text[from..self.at];
                    self.at += 1;
                    return Ok(match made {
                        Some(made) => Cow::Owned(made + rest),
                        None => Cow::Borrowed(rest),
                    });
                }
                Some(b'\\') => {
                    let before = &self.text[from..self.at];
                    made.get_or_insert_default().push_str(before);
                    let char = self.escaped()?;
                    made.get_or_insert_default().push(char);
                    from = self.at;
                }
                None | Some(0..=0x1F) => return self.fail("in string literal"),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escaped(&mut self) -> Result<char, Error> {
        self.at += 1;
        let char = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\x08',
            Some(b'f') => '\x0C',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.code();
            }
            _ => return self.fail("in string escape code"),
        };
        self.at += 1;
        Ok(char)
    }

    /// The character of four digits, or of two halves of one with four digits each. A half alone
    /// stands for a character that cannot be read.
    fn code(&mut self) -> Result<char, Error> {
        let first = self.four_digits()?;
        if (0xD800..0xDC00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            let second = self.four_digits()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = before;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Result<u32, Error> {
        let mut code = 0;
        for _ in 0..4 {
            match self.byte().and_then(|byte| char::from(byte).to_digit(16)) {
                Some(digit) => code = code << 4 | digit,
                None => return self.fail("in \\u hexadecimal character escape"),
            }
            self.at += 1;
        }
        Ok(code)
    }

    /// What Go says of the byte that is there.
    fn fail<T>(&self, context: &str) -> Result<T, Error> {
        Err(unexpected(self.text, self.at, context))
    }
}

/// What Go says of the byte at a place.
fn unexpected(text: &str, at: usize, context: &str) -> Error {
    let problem = match text.as_bytes().get(at) {
        None => Problem::JsonEnd,
        Some(byte) => Problem::Json(format!("invalid character {} {context}", quoted(*byte))),
    };
    Error { problem, at }
}

/// Whether only white space is behind a value that ends at `end`.
///
/// # Errors
/// Something else does.
pub fn ends_with_value(text: &str, end: usize) -> Result<(), Error> {
    let rest = text[end..].trim_start_matches([' ', '\t', '\r', '\n']);
    if rest.is_empty() {
        return Ok(());
    }
    let at = text.len() - rest.len();
    Err(unexpected(text, at, "after top-level value"))
}

/// A byte as Go shows it.
fn quoted(byte: u8) -> String {
    match byte {
        b'\'' => r"'\''".to_owned(),
        b'"' => "'\"'".to_owned(),
        b'\\' => r"'\\'".to_owned(),
        b'\n' => r"'\n'".to_owned(),
        b'\r' => r"'\r'".to_owned(),
        b'\t' => r"'\t'".to_owned(),
        0x07 => r"'\a'".to_owned(),
        0x08 => r"'\b'".to_owned(),
        0x0C => r"'\f'".to_owned(),
        0x0B => r"'\v'".to_owned(),
        0..=0x1F | 0x7F => format!("'\\x{byte:02x}'"),
        0x80..=0xA0 | 0xAD => format!("'\\u{byte:04x}'"),
        _ => format!("'{}'", char::from(byte)),
    }
}

fn scalar(value: Cow<'_, str>, style: ScalarStyle) -> Event<'_> {
    Event::Scalar {
        value,
        style,
        tag: Tag::None,
        anchor: 0,
    }
}

fn give<'t>(
    each: &mut dyn FnMut(Event<'t>, Range<usize>) -> ControlFlow<()>,
    event: Event<'t>,
    place: Range<usize>,
) -> Result<(), Error> {
    if each(event, place.clone()).is_break() {
        return Err(Error {
            problem: Problem::Stopped,
            at: place.start,
        });
    }
    Ok(())
}
