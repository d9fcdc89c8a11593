//! Values: without quotes, in quotes, and as lines of a block.

use std::borrow::Cow;

use super::{Done, Scanner};
use crate::{
    ScalarStyle,
    cursor::Mark,
    token::{Failure, Token, TokenKind},
};

/// The line breaks and blanks behind a word of a value: what becomes of them is known at the next.
#[derive(Default)]
struct Gap {
    /// Where the blanks of the line begin and end.
    blanks: (usize, usize),
    /// The first line break.
    first: &'static str,
    /// Those behind it.
    others: String,
    is_over_lines: bool,
}

impl Gap {
    /// Writes what it stands for: one line break is a space.
    fn fold_into(&mut self, value: &mut String) {
        if self.first != "\n" {
            value.push_str(self.first);
            value.push_str(&self.others);
        } else if self.others.is_empty() {
            value.push(' ');
        } else {
            value.push_str(&self.others);
        }
        self.first = "";
        self.others.clear();
        self.is_over_lines = false;
    }
}

/// What becomes of the line ends behind a block.
#[derive(Clone, Copy, PartialEq)]
enum Chomping {
    Strip,
    Clip,
    Keep,
}

impl<'t> Scanner<'t> {
    fn push_scalar(&mut self, value: Cow<'t, str>, style: ScalarStyle, start: Mark, end: usize) {
        let kind = TokenKind::Scalar(value, style);
        self.tokens.push_back(Token { kind, start, end });
    }

    pub(super) fn fetch_plain(&mut self) -> Done {
        self.expect_key()?;
        self.is_key_allowed = false;
        let start = self.cursor.mark();
        let mut end = start.at;
        let indent = self.indent.map_or(0, |indent| indent + 1);
        // Only a value over several lines is made, others are a part of the text.
        let mut made: Option<String> = None;
        let mut gap = Gap::default();
        loop {
            let is_document_mark =
                self.cursor.is_document_mark(*b"---") || self.cursor.is_document_mark(*b"...");
            if is_document_mark || self.cursor.byte() == b'#' {
                break;
            }
            let word = self.cursor.mark().at;
            while !self.cursor.is_space() && !self.ends_plain() {
                self.cursor.skip();
            }
            let word_end = self.cursor.mark().at;
            if word < word_end {
                if gap.is_over_lines {
                    let value =
                        made.get_or_insert_with(|| self.cursor.slice(start.at, end).to_owned());
                    gap.fold_into(value);
                    value.push_str(self.cursor.slice(word, word_end));
                } else if let Some(value) = &mut made {
                    value.push_str(self.cursor.slice(end, word_end));
                }
                end = word_end;
            }
            if !(self.cursor.is_blank() || self.cursor.is_break()) {
                break;
            }
            while self.cursor.is_blank() || self.cursor.is_break() {
                if self.cursor.is_break() {
                    let line_break = self.cursor.skip_break();
                    if gap.is_over_lines {
                        gap.others.push_str(line_break);
                    } else {
                        gap.first = line_break;
                        gap.is_over_lines = true;
                    }
                    continue;
                }
                let is_tab = self.cursor.byte() == b'\t';
                if gap.is_over_lines && is_tab && self.cursor.column() < indent {
                    return self.fail("found a tab character that violates indentation");
                }
                self.cursor.skip();
            }
            if !self.is_in_flow() && self.cursor.column() < indent {
                break;
            }
        }
        let value = match made {
            Some(value) => Cow::Owned(value),
            None => Cow::Borrowed(self.cursor.slice(start.at, end)),
        };
        self.push_scalar(value, ScalarStyle::Plain, start, end);
        if gap.is_over_lines {
            self.is_key_allowed = true;
        }
        Ok(())
    }

    /// Whether a value without quotes ends before the character that is there.
    fn ends_plain(&self) -> bool {
        match self.cursor.byte() {
            b':' => self.cursor.is_space_at(1),
            b',' | b'?' | b'[' | b']' | b'{' | b'}' => self.is_in_flow(),
            _ => false,
        }
    }

    pub(super) fn fetch_quoted(&mut self, is_single: bool) -> Done {
        self.expect_key()?;
        self.is_key_allowed = false;
        let start = self.cursor.mark();
        self.cursor.skip();
        let quote = if is_single { b'\'' } else { b'"' };
        // Only a value with escapes or over several lines is made.
        let mut made: Option<String> = None;
        let mut gap = Gap::default();
        let mut from = self.cursor.mark().at;
        loop {
            if self.cursor.is_document_mark(*b"---") || self.cursor.is_document_mark(*b"...") {
                return self.fail("found unexpected document indicator");
            }
            if self.cursor.is_end() {
                return self.fail("found unexpected end of stream");
            }
            while !self.cursor.is_space() {
                let byte = self.cursor.byte();
                let is_pair = is_single && byte == b'\'' && self.cursor.byte_at(1) == b'\'';
                if byte == quote && !is_pair {
                    break;
                }
                if !is_pair && (is_single || byte != b'\\') {
                    self.cursor.skip();
                    continue;
                }
                let here = self.cursor.mark().at;
                let value = made.get_or_insert_default();
                value.push_str(self.cursor.slice(from, here));
                if is_pair {
                    value.push('\'');
                    self.cursor.skip_many(2);
                } else if self.cursor.break_at(1) > 0 {
                    self.cursor.skip();
                    self.cursor.skip_break();
                    gap.is_over_lines = true;
                    from = self.cursor.mark().at;
                    break;
                } else {
                    let char = self.escaped()?;
                    made.get_or_insert_default().push(char);
                }
                from = self.cursor.mark().at;
            }
            if self.cursor.byte() == quote {
                break;
            }
            self.gap_in_quotes(&mut gap, &mut made, &mut from);
        }
        let end = self.cursor.mark().at;
        let rest = self.cursor.slice(from, end);
        let value = match made {
            Some(mut value) => {
                value.push_str(rest);
                Cow::Owned(value)
            }
            None => Cow::Borrowed(rest),
        };
        self.cursor.skip();
        let style = if is_single {
            ScalarStyle::SingleQuoted
        } else {
            ScalarStyle::DoubleQuoted
        };
        let end = self.cursor.mark().at;
        self.push_scalar(value, style, start, end);
        Ok(())
    }

    /// White space in quotes: of several lines the blanks around their ends are nothing. `from` is
    /// where what is not in `made` yet begins.
    fn gap_in_quotes(&mut self, gap: &mut Gap, made: &mut Option<String>, from: &mut usize) {
        let is_escaped_break = gap.is_over_lines;
        gap.blanks.0 = self.cursor.mark().at;
        while self.cursor.is_blank() || self.cursor.is_break() {
            if !self.cursor.is_break() {
                self.cursor.skip();
                continue;
            }
            if !gap.is_over_lines {
                let value = made.get_or_insert_default();
                value.push_str(self.cursor.slice(*from, gap.blanks.0));
                gap.first = self.cursor.skip_break();
                gap.is_over_lines = true;
                continue;
            }
            let line_break = self.cursor.skip_break();
            gap.others.push_str(line_break);
        }
        if gap.is_over_lines {
            let value = made.get_or_insert_default();
            if is_escaped_break {
                // Behind a backslash at the end of a line only further lines count.
                value.push_str(&gap.others);
                gap.others.clear();
                gap.is_over_lines = false;
            } else {
                gap.fold_into(value);
            }
            *from = self.cursor.mark().at;
        }
    }

    /// The character that a backslash and what follows it stand for.
    fn escaped(&mut self) -> Result<char, Failure> {
        let (digits, char) = match self.cursor.byte_at(1) {
            b'0' => (0, '\0'),
            b'a' => (0, '\x07'),
            b'b' => (0, '\x08'),
            b't' | b'\t' => (0, '\t'),
            b'n' => (0, '\n'),
            b'v' => (0, '\x0B'),
            b'f' => (0, '\x0C'),
            b'r' => (0, '\r'),
            b'e' => (0, '\x1B'),
            b' ' => (0, ' '),
            b'"' => (0, '"'),
            b'\'' => (0, '\''),
            b'\\' => (0, '\\'),
            b'N' => (0, '\u{85}'),
            b'_' => (0, '\u{A0}'),
            b'L' => (0, '\u{2028}'),
            b'P' => (0, '\u{2029}'),
            b'x' => (2, '\0'),
            b'u' => (4, '\0'),
            b'U' => (8, '\0'),
            _ => return self.fail("found unknown escape character"),
        };
        self.cursor.skip_many(2);
        if digits == 0 {
            return Ok(char);
        }
        let mut code = 0_u64;
        for ahead in 0..digits {
            match char::from(self.cursor.byte_at(ahead)).to_digit(16) {
                Some(digit) => code = code << 4 | u64::from(digit),
                None => return self.fail("did not find expected hexdecimal number"),
            }
        }
        let Some(char) = u32::try_from(code).ok().and_then(char::from_u32) else {
            return self.fail("found invalid Unicode character escape code");
        };
        self.cursor.skip_many(digits);
        Ok(char)
    }

    pub(super) fn fetch_block_scalar(&mut self, is_literal: bool) -> Done {
        self.forget_key()?;
        self.is_key_allowed = true;
        self.cursor.skip();
        let (chomping, increment) = self.block_header()?;
        let mut indent = match increment {
            0 => 0,
            more => self.indent.unwrap_or_default() + more,
        };
        // It is the place of its content, not of the `|` before it.
        let mut start = self.cursor.mark();
        self.cursor.skip_blanks();
        self.cursor.skip_comment();
        if !self.cursor.is_line_end() {
            return self.fail("did not find expected comment or line break");
        }
        self.cursor.skip_break();
        let mut end = start.at;
        let (mut value, mut line_break, mut breaks) = (String::new(), "", String::new());
        let (mut is_first, mut was_blank) = (true, false);
        self.block_breaks(&mut indent, &mut breaks)?;
        while self.cursor.column() == indent && !self.cursor.is_end() {
            if is_first {
                start = self.cursor.mark();
                is_first = false;
            }
            let is_blank = self.cursor.is_blank();
            if !is_literal && !was_blank && !is_blank && line_break == "\n" {
                if breaks.is_empty() {
                    value.push(' ');
                }
            } else {
                value.push_str(line_break);
            }
            value.push_str(&breaks);
            breaks.clear();
            was_blank = is_blank;
            let line = self.cursor.mark().at;
            while !self.cursor.is_line_end() {
                self.cursor.skip();
            }
            end = self.cursor.mark().at;
            value.push_str(self.cursor.slice(line, end));
            line_break = self.cursor.skip_break();
            self.block_breaks(&mut indent, &mut breaks)?;
        }
        if chomping != Chomping::Strip {
            value.push_str(line_break);
        }
        if chomping == Chomping::Keep {
            value.push_str(&breaks);
        }
        let style = if is_literal {
            ScalarStyle::Literal
        } else {
            ScalarStyle::Folded
        };
        self.push_scalar(Cow::Owned(value), style, start, end);
        Ok(())
    }

    /// What is right behind the `|` or `>`.
    fn block_header(&mut self) -> Result<(Chomping, usize), Failure> {
        let (mut chomping, mut increment) = (None, None);
        loop {
            match self.cursor.byte() {
                b'+' if chomping.is_none() => chomping = Some(Chomping::Keep),
                b'-' if chomping.is_none() => chomping = Some(Chomping::Strip),
                b'0' if increment.is_none() => {
                    return self.fail("found an indentation indicator equal to 0");
                }
                digit @ b'1'..=b'9' if increment.is_none() => {
                    increment = Some(usize::from(digit - b'0'));
                }
                _ => break,
            }
            self.cursor.skip();
        }
        let chomping = chomping.unwrap_or(Chomping::Clip);
        Ok((chomping, increment.unwrap_or_default()))
    }

    /// The empty lines and the indentation before a line of a block. The first line with anything in it
    /// says how far the block is indented, where nothing else does: `indent` is 0 until then.
    fn block_breaks(&mut self, indent: &mut usize, breaks: &mut String) -> Done {
        let mut widest = 0;
        loop {
            while (*indent == 0 || self.cursor.column() < *indent) && self.cursor.byte() == b' ' {
                self.cursor.skip();
            }
            widest = widest.max(self.cursor.column());
            let is_before = *indent == 0 || self.cursor.column() < *indent;
            if is_before && self.cursor.byte() == b'\t' {
                return self.fail("found a tab character where an indentation space is expected");
            }
            if !self.cursor.is_break() {
                break;
            }
            breaks.push_str(self.cursor.skip_break());
        }
        if *indent == 0 {
            *indent = widest.max(self.indent.map_or(0, |it| it + 1)).max(1);
        }
        Ok(())
    }
}
