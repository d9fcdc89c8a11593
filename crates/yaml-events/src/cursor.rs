//! The place up to which a text is read, counted as go-yaml counts it.

use std::cell::Cell;

/// Bytes that go-yaml reads at once, looking for control characters in all of them.
const BYTES_AT_ONCE: usize = 512;

/// A place of the text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark {
    /// In bytes.
    pub at: usize,
    /// In characters.
    pub index: usize,
    /// The line, the first is 0.
    pub line: usize,
    /// Characters of the line before it.
    pub column: usize,
}

/// A text and how much of it is read.
#[derive(Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    /// What may be read: up to the block in which the first control character is.
    bytes: &'t [u8],
    mark: Mark,
    /// The first control character.
    control: Option<usize>,
    /// Whether two byte order marks begin the text.
    has_second_mark: bool,
    /// Whether anything behind `bytes` was looked at.
    is_past_end: Cell<bool>,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str) -> Self {
        let control = control_character(text.as_bytes());
        let end = control.map_or(text.len(), |at| {
            text.floor_char_boundary(at / BYTES_AT_ONCE * BYTES_AT_ONCE)
        });
        Self {
            text,
            bytes: &text.as_bytes()[..end],
            mark: Mark::default(),
            control,
            has_second_mark: false,
            is_past_end: Cell::new(false),
        }
    }

    /// The control character that go-yaml saw before anything else that is wrong.
    pub fn control_character_seen(&self) -> Option<usize> {
        self.control.filter(|_| self.is_past_end.get())
    }

    pub fn mark(&self) -> Mark {
        self.mark
    }

    pub fn column(&self) -> usize {
        self.mark.column
    }

    /// What stands between two places.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        let end = end.min(self.text.len());
        &self.text[start.min(end)..end]
    }

    /// The byte at the place, 0 at the end.
    pub fn byte(&self) -> u8 {
        self.byte_at(0)
    }

    /// A byte behind the place. Behind a last line that has no end is one all the same: kubectl
    /// puts it there.
    pub fn byte_at(&self, ahead: usize) -> u8 {
        let at = self.mark.at + ahead;
        match self.bytes.get(at) {
            Some(byte) => *byte,
            None => self.past_end(at),
        }
    }

    #[cold]
    fn past_end(&self, at: usize) -> u8 {
        self.is_past_end.set(true);
        let is_open_line =
            self.control.is_none() && self.bytes.last().is_some_and(|it| *it != b'\n');
        if at == self.bytes.len() && is_open_line {
            b'\n'
        } else {
            0
        }
    }

    /// Whether the text ends `ahead` bytes behind the place.
    pub fn is_end_at(&self, ahead: usize) -> bool {
        self.byte_at(ahead) == 0
    }

    pub fn is_end(&self) -> bool {
        self.is_end_at(0)
    }

    /// The length of the line break `ahead` bytes behind the place; 0 where none is.
    pub fn break_at(&self, ahead: usize) -> usize {
        match self.byte_at(ahead) {
            b'\n' => 1,
            b'\r' => 1 + usize::from(self.byte_at(ahead + 1) == b'\n'),
            0xC2 if self.byte_at(ahead + 1) == 0x85 => 2,
            0xE2 if self.byte_at(ahead + 1) == 0x80
                && matches!(self.byte_at(ahead + 2), 0xA8 | 0xA9) =>
            {
                3
            }
            _ => 0,
        }
    }

    pub fn is_break(&self) -> bool {
        self.break_at(0) > 0
    }

    pub fn is_blank_at(&self, ahead: usize) -> bool {
        matches!(self.byte_at(ahead), b' ' | b'\t')
    }

    pub fn is_blank(&self) -> bool {
        self.is_blank_at(0)
    }

    /// Whether a line break or the end is there.
    pub fn is_line_end(&self) -> bool {
        self.is_end() || self.is_break()
    }

    /// Whether white space or the end is there.
    pub fn is_space_at(&self, ahead: usize) -> bool {
        match self.byte_at(ahead) {
            b' ' | b'\t' | b'\n' | b'\r' | 0 => true,
            0xC2 | 0xE2 => self.break_at(ahead) > 0,
            _ => false,
        }
    }

    pub fn is_space(&self) -> bool {
        self.is_space_at(0)
    }

    /// Whether a letter or digit of ASCII, `_` or `-` is there.
    pub fn is_word(&self) -> bool {
        let byte = self.byte();
        byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
    }

    /// Whether `---` or `...` stands alone at the beginning of the line.
    pub fn is_document_mark(&self, mark: [u8; 3]) -> bool {
        self.mark.column == 0
            && self.byte() == mark[0]
            && self.byte_at(1) == mark[1]
            && self.byte_at(2) == mark[2]
            && self.is_space_at(3)
    }

    /// Goes on by one character that is no line break.
    pub fn skip(&mut self) {
        self.mark.at += width(self.byte());
        self.mark.index += 1;
        self.mark.column += 1;
    }

    pub fn skip_many(&mut self, count: usize) {
        for _ in 0..count {
            self.skip();
        }
    }

    /// Goes on behind a line break and returns what it stands for: the rare ones of Unicode stand for
    /// themselves.
    pub fn skip_break(&mut self) -> &'static str {
        let length = self.break_at(0);
        let value = match (length, self.byte_at(2)) {
            (0, _) => return "",
            (3, 0xA8) => "\u{2028}",
            (3, _) => "\u{2029}",
            _ => "\n",
        };
        self.mark.at += length;
        self.mark.index += 1;
        self.mark.column = 0;
        self.mark.line += 1;
        value
    }

    /// Goes on behind spaces and tabs.
    pub fn skip_blanks(&mut self) {
        while self.is_blank() {
            self.skip();
        }
    }

    /// Goes on to the end of the line, if a comment is there.
    pub fn skip_comment(&mut self) {
        if self.byte() == b'#' {
            while !self.is_line_end() {
                self.skip();
            }
        }
    }

    /// Goes on behind a byte order mark that is no part of the line.
    pub fn skip_byte_order_mark(&mut self) {
        if self.bytes[self.mark.at.min(self.bytes.len())..].starts_with("\u{feff}".as_bytes()) {
            self.mark.at += '\u{feff}'.len_utf8();
            self.has_second_mark = self.text[self.mark.at..].starts_with('\u{feff}');
        }
    }

    /// Whether go-yaml takes any character at the beginning of a line for a byte order mark: it looks at the
    /// front of its buffer for one, where a second mark of the text stays while the first block is read.
    pub fn takes_any_for_mark(&self) -> bool {
        self.has_second_mark && self.mark.at + 4 < BYTES_AT_ONCE && !self.is_end()
    }

    /// The end of the text is the beginning of a line.
    pub fn end_line(&mut self) {
        if self.mark.column != 0 {
            self.mark.column = 0;
            self.mark.line += 1;
        }
    }
}

/// How many bytes the character has that begins with a byte.
fn width(first: u8) -> usize {
    match first {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

/// The first character that YAML has no place for.
fn control_character(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| !is_ordinary(*byte)) {
        at += found;
        let is_control = match (bytes[at], bytes.get(at + 1), bytes.get(at + 2)) {
            (0xC2, Some(next), _) => *next < 0xA0 && *next != 0x85,
            (0xEF, Some(0xBF), Some(last)) => *last >= 0xBE,
            (0xEF, ..) => false,
            _ => true,
        };
        if is_control {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn is_ordinary(byte: u8) -> bool {
    match byte {
        b'\t' | b'\n' | b'\r' => true,
        0xC2 | 0xEF | 0x7F => false,
        _ => byte >= 0x20,
    }
}
