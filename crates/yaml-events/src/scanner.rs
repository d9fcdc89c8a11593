//! A text as words of YAML, as the scanner of go-yaml v2 reads them.
//!
//! What makes a plain text a key is the colon behind it: until that is seen, or cannot come any more,
//! the words wait in a queue, so that the word for a key can be put before it.

mod properties;
mod scalars;

use std::collections::VecDeque;

use crate::{
    cursor::{Cursor, Mark},
    token::{Failure, Token, TokenKind},
};

/// The most characters of a key up to its colon.
const MAX_KEY_CHARACTERS: usize = 1024;

/// A word that may turn out to begin a key.
#[derive(Clone, Copy, Debug, Default)]
struct SimpleKey {
    is_possible: bool,
    /// Whether nothing but a key can be there.
    is_required: bool,
    /// How many words are before it.
    token: usize,
    mark: Mark,
}

pub(crate) struct Scanner<'t> {
    pub cursor: Cursor<'t>,
    depth: usize,
    tokens: VecDeque<Token<'t>>,
    /// How many words are taken from the queue.
    taken: usize,
    is_end_seen: bool,
    /// The column of the innermost block.
    indent: Option<usize>,
    /// Those around it.
    indents: Vec<Option<usize>>,
    is_key_allowed: bool,
    /// One for the blocks and one for each bracket that is open.
    keys: Vec<SimpleKey>,
}

type Done = Result<(), Failure>;

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str, depth: usize) -> Self {
        let mut cursor = Cursor::new(text);
        cursor.skip_byte_order_mark();
        Self {
            cursor,
            depth,
            tokens: VecDeque::new(),
            taken: 0,
            is_end_seen: false,
            indent: None,
            indents: Vec::new(),
            is_key_allowed: true,
            keys: vec![SimpleKey::default()],
        }
    }

    /// The next word.
    pub fn peek(&mut self) -> Result<&Token<'t>, Failure> {
        while !self.is_front_certain()? {
            self.fetch()?;
        }
        Ok(&self.tokens[0])
    }

    /// Takes the word that [`peek`](Self::peek) showed.
    pub fn take(&mut self) -> Option<Token<'t>> {
        self.taken += 1;
        self.tokens.pop_front()
    }

    /// Whether the front of the queue cannot turn out to be a key.
    fn is_front_certain(&mut self) -> Result<bool, Failure> {
        if self.tokens.is_empty() {
            return Ok(self.is_end_seen);
        }
        let taken = self.taken;
        let mut keys = 0..self.keys.len();
        let key = keys.find(|at| self.keys[*at].is_possible && self.keys[*at].token == taken);
        match key {
            Some(key) => Ok(!self.is_still_possible(key)?),
            None => Ok(true),
        }
    }

    fn fail<T>(&self, problem: &'static str) -> Result<T, Failure> {
        Err(Failure::from_scanner(problem, self.cursor.mark()))
    }

    fn is_in_flow(&self) -> bool {
        self.keys.len() > 1
    }

    fn push(&mut self, kind: TokenKind<'t>, start: Mark) {
        let end = self.cursor.mark().at;
        self.tokens.push_back(Token { kind, start, end });
    }

    /// Takes `width` characters as a word.
    fn push_indicator(&mut self, kind: TokenKind<'t>, width: usize) {
        let start = self.cursor.mark();
        self.cursor.skip_many(width);
        self.push(kind, start);
    }

    fn fetch(&mut self) -> Done {
        self.skip_to_next_token();
        self.unroll(Some(self.cursor.column()));
        if self.cursor.is_end() {
            return self.fetch_end();
        }
        if self.cursor.column() == 0 {
            if self.cursor.byte() == b'%' {
                return self.fetch_directive();
            }
            for (mark, kind) in [
                (b"---", TokenKind::DocumentStart),
                (b"...", TokenKind::DocumentEnd),
            ] {
                if self.cursor.is_document_mark(*mark) {
                    self.leave_blocks()?;
                    self.push_indicator(kind, 3);
                    return Ok(());
                }
            }
        }
        let in_flow = self.is_in_flow();
        let before_space = self.cursor.is_space_at(1);
        match self.cursor.byte() {
            b'[' => self.open_flow(TokenKind::FlowSequenceStart),
            b'{' => self.open_flow(TokenKind::FlowMappingStart),
            b']' => self.close_flow(TokenKind::FlowSequenceEnd),
            b'}' => self.close_flow(TokenKind::FlowMappingEnd),
            b',' => {
                self.forget_key()?;
                self.is_key_allowed = true;
                self.push_indicator(TokenKind::FlowEntry, 1);
                Ok(())
            }
            b'-' if before_space => self.fetch_block_entry(),
            b'?' if in_flow || before_space => self.fetch_key(),
            b':' if in_flow || before_space => self.fetch_value(),
            b'*' => self.fetch_anchor(true),
            b'&' => self.fetch_anchor(false),
            b'!' => self.fetch_tag(),
            b'|' if !in_flow => self.fetch_block_scalar(true),
            b'>' if !in_flow => self.fetch_block_scalar(false),
            b'\'' => self.fetch_quoted(true),
            b'"' => self.fetch_quoted(false),
            byte if self.begins_plain(byte) => self.fetch_plain(),
            _ => self.fail("found character that cannot start any token"),
        }
    }

    fn begins_plain(&self, byte: u8) -> bool {
        match byte {
            b'-' => !self.cursor.is_blank_at(1),
            b'?' | b':' => !self.is_in_flow() && !self.cursor.is_space_at(1),
            b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\''
            | b'"' | b'%' | b'@' | b'`' => false,
            _ => !self.cursor.is_space(),
        }
    }

    /// Goes on behind white space and comments. A tab is white space where no key can begin.
    fn skip_to_next_token(&mut self) {
        loop {
            if self.cursor.column() == 0 && self.cursor.takes_any_for_mark() {
                self.cursor.skip();
            }
            let takes_tabs = self.is_in_flow() || !self.is_key_allowed;
            while self.cursor.byte() == b' ' || takes_tabs && self.cursor.byte() == b'\t' {
                self.cursor.skip();
            }
            self.cursor.skip_comment();
            if !self.cursor.is_break() {
                return;
            }
            self.cursor.skip_break();
            if !self.is_in_flow() {
                self.is_key_allowed = true;
            }
        }
    }

    /// Whether a key may still begin where one might.
    fn is_still_possible(&mut self, key: usize) -> Result<bool, Failure> {
        let here = self.cursor.mark();
        let key = &mut self.keys[key];
        if !key.is_possible {
            return Ok(false);
        }
        let is_past = key.mark.line < here.line || key.mark.index + MAX_KEY_CHARACTERS < here.index;
        if is_past {
            if key.is_required {
                return self.fail("could not find expected ':'");
            }
            key.is_possible = false;
        }
        Ok(!is_past)
    }

    /// Remembers that what comes next may be a key.
    fn expect_key(&mut self) -> Done {
        if !self.is_key_allowed {
            return Ok(());
        }
        self.forget_key()?;
        let mark = self.cursor.mark();
        let key = SimpleKey {
            is_possible: true,
            is_required: !self.is_in_flow() && self.indent == Some(mark.column),
            token: self.taken + self.tokens.len(),
            mark,
        };
        self.keys.pop();
        self.keys.push(key);
        Ok(())
    }

    fn forget_key(&mut self) -> Done {
        let Some(key) = self.keys.last_mut().filter(|key| key.is_possible) else {
            return Ok(());
        };
        if key.is_required {
            return self.fail("could not find expected ':'");
        }
        key.is_possible = false;
        Ok(())
    }

    /// Opens a block at a column, if none is open there, before the word that is `token`.
    fn roll(&mut self, mark: Mark, token: Option<usize>, kind: TokenKind<'t>) -> Done {
        if self.is_in_flow() || self.indent.is_some_and(|indent| indent >= mark.column) {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = Some(mark.column);
        if self.indents.len() > self.depth {
            return Err(Failure::too_deep(mark));
        }
        let at = token.map_or(self.tokens.len(), |token| token - self.taken);
        let end = mark.at;
        let start = mark;
        self.tokens.insert(at, Token { kind, start, end });
        Ok(())
    }

    /// Closes the blocks to the right of a column; `None` closes all.
    fn unroll(&mut self, column: Option<usize>) {
        if self.is_in_flow() {
            return;
        }
        while self.indent > column {
            let mark = self.cursor.mark();
            self.push(TokenKind::BlockEnd, mark);
            self.indent = self.indents.pop().flatten();
        }
    }

    fn leave_blocks(&mut self) -> Done {
        self.unroll(None);
        self.forget_key()?;
        self.is_key_allowed = false;
        Ok(())
    }

    fn fetch_end(&mut self) -> Done {
        self.cursor.end_line();
        self.leave_blocks()?;
        self.is_end_seen = true;
        let mark = self.cursor.mark();
        self.push(TokenKind::StreamEnd, mark);
        Ok(())
    }

    fn open_flow(&mut self, kind: TokenKind<'t>) -> Done {
        self.expect_key()?;
        self.keys.push(SimpleKey::default());
        if self.keys.len() > self.depth + 1 {
            return Err(Failure::too_deep(self.cursor.mark()));
        }
        self.is_key_allowed = true;
        self.push_indicator(kind, 1);
        Ok(())
    }

    fn close_flow(&mut self, kind: TokenKind<'t>) -> Done {
        self.forget_key()?;
        if self.is_in_flow() {
            self.keys.pop();
        }
        self.is_key_allowed = false;
        self.push_indicator(kind, 1);
        Ok(())
    }

    fn fetch_block_entry(&mut self) -> Done {
        if !self.is_in_flow() {
            if !self.is_key_allowed {
                return self.fail("block sequence entries are not allowed in this context");
            }
            self.roll(self.cursor.mark(), None, TokenKind::BlockSequenceStart)?;
        }
        self.forget_key()?;
        self.is_key_allowed = true;
        self.push_indicator(TokenKind::BlockEntry, 1);
        Ok(())
    }

    fn fetch_key(&mut self) -> Done {
        if !self.is_in_flow() {
            if !self.is_key_allowed {
                return self.fail("mapping keys are not allowed in this context");
            }
            self.roll(self.cursor.mark(), None, TokenKind::BlockMappingStart)?;
        }
        self.forget_key()?;
        self.is_key_allowed = !self.is_in_flow();
        self.push_indicator(TokenKind::Key, 1);
        Ok(())
    }

    fn fetch_value(&mut self) -> Done {
        let last = self.keys.len() - 1;
        if self.is_still_possible(last)? {
            let SimpleKey { token, mark, .. } = self.keys[last];
            let (kind, end) = (TokenKind::Key, mark.at);
            let start = mark;
            self.tokens
                .insert(token - self.taken, Token { kind, start, end });
            self.roll(mark, Some(token), TokenKind::BlockMappingStart)?;
            self.keys[last].is_possible = false;
            self.is_key_allowed = false;
        } else {
            if !self.is_in_flow() {
                if !self.is_key_allowed {
                    return self.fail("mapping values are not allowed in this context");
                }
                self.roll(self.cursor.mark(), None, TokenKind::BlockMappingStart)?;
            }
            self.is_key_allowed = !self.is_in_flow();
        }
        self.push_indicator(TokenKind::Value, 1);
        Ok(())
    }
}
