//! Anchors, aliases, tags and directives.

use std::borrow::Cow;

use super::{Done, Scanner};
use crate::{
    cursor::Mark,
    token::{Failure, TokenKind},
};

impl<'t> Scanner<'t> {
    pub(super) fn fetch_anchor(&mut self, is_alias: bool) -> Done {
        self.expect_key()?;
        self.is_key_allowed = false;
        let start = self.cursor.mark();
        self.cursor.skip();
        let name = self.words();
        let is_followed = self.cursor.is_space() || b"?:,]}%@`".contains(&self.cursor.byte());
        if name.is_empty() || !is_followed {
            return self.fail("did not find expected alphabetic or numeric character");
        }
        let kind = if is_alias {
            TokenKind::Alias(name)
        } else {
            TokenKind::Anchor(name)
        };
        self.push(kind, start);
        Ok(())
    }

    /// Letters, digits, `_` and `-`.
    fn words(&mut self) -> &'t str {
        let start = self.cursor.mark().at;
        while self.cursor.is_word() {
            self.cursor.skip();
        }
        self.cursor.slice(start, self.cursor.mark().at)
    }

    pub(super) fn fetch_tag(&mut self) -> Done {
        self.expect_key()?;
        self.is_key_allowed = false;
        let start = self.cursor.mark();
        let (handle, suffix);
        if self.cursor.byte_at(1) == b'<' {
            self.cursor.skip_many(2);
            handle = Cow::Borrowed("");
            suffix = self.tag_uri("")?;
            if self.cursor.byte() != b'>' {
                return self.fail("did not find the expected '>'");
            }
            self.cursor.skip();
        } else {
            let head = self.tag_handle(false)?;
            if head.len() > 1 && head.ends_with('!') {
                handle = Cow::Borrowed(head);
                suffix = self.tag_uri("")?;
            } else {
                let uri = self.tag_uri(head)?;
                // `!` alone says that the value is a text.
                (handle, suffix) = if uri.is_empty() {
                    (uri, Cow::Borrowed("!"))
                } else {
                    (Cow::Borrowed("!"), uri)
                };
            }
        }
        if !self.cursor.is_space() {
            return self.fail("did not find expected whitespace or line break");
        }
        self.push(TokenKind::Tag(handle, suffix), start);
        Ok(())
    }

    fn tag_handle(&mut self, is_directive: bool) -> Result<&'t str, Failure> {
        let start = self.cursor.mark().at;
        if self.cursor.byte() != b'!' {
            return self.fail("did not find expected '!'");
        }
        self.cursor.skip();
        let name = self.words();
        if self.cursor.byte() == b'!' {
            self.cursor.skip();
        } else if is_directive && !name.is_empty() {
            return self.fail("did not find expected '!'");
        }
        Ok(self.cursor.slice(start, self.cursor.mark().at))
    }

    /// What follows a handle; a `head` that turned out to be none belongs to it.
    fn tag_uri(&mut self, head: &'t str) -> Result<Cow<'t, str>, Failure> {
        let mut uri: Vec<u8> = head.bytes().skip(1).collect();
        let start = self.cursor.mark().at;
        let mut has_escapes = false;
        loop {
            let byte = self.cursor.byte();
            if byte == b'%' {
                has_escapes = true;
                self.uri_escapes(&mut uri)?;
            } else if self.cursor.is_word() || b";/?:@&=+$,.!~*'()[]".contains(&byte) {
                uri.push(byte);
                self.cursor.skip();
            } else {
                break;
            }
        }
        let end = self.cursor.mark().at;
        if head.is_empty() && start == end {
            return self.fail("did not find expected tag URI");
        }
        if head.len() <= 1 && !has_escapes {
            return Ok(Cow::Borrowed(self.cursor.slice(start, end)));
        }
        Ok(Cow::Owned(String::from_utf8_lossy(&uri).into_owned()))
    }

    /// The bytes of one character, each as `%` and two digits.
    fn uri_escapes(&mut self, uri: &mut Vec<u8>) -> Done {
        let mut left = 1;
        let mut is_first = true;
        while left > 0 {
            let digit = |ahead| char::from(self.cursor.byte_at(ahead)).to_digit(16);
            let octet = match (self.cursor.byte(), digit(1), digit(2)) {
                // Two digits make a byte.
                (b'%', Some(high), Some(low)) => u8::try_from(high << 4 | low).unwrap_or_default(),
                _ => return self.fail("did not find URI escaped octet"),
            };
            if is_first {
                left = match octet {
                    0..=0x7F => 1,
                    0xC0..=0xDF => 2,
                    0xE0..=0xEF => 3,
                    0xF0..=0xF7 => 4,
                    _ => return self.fail("found an incorrect leading UTF-8 octet"),
                };
                is_first = false;
            } else if octet & 0xC0 != 0x80 {
                return self.fail("found an incorrect trailing UTF-8 octet");
            }
            uri.push(octet);
            self.cursor.skip_many(3);
            left -= 1;
        }
        Ok(())
    }

    pub(super) fn fetch_directive(&mut self) -> Done {
        self.leave_blocks()?;
        let start = self.cursor.mark();
        self.cursor.skip();
        let name = self.words();
        if name.is_empty() {
            return self.fail("could not find expected directive name");
        }
        if !self.cursor.is_space() {
            return self.fail("found unexpected non-alphabetical character");
        }
        match name {
            "YAML" => self.version(start)?,
            "TAG" => self.tag_directive(start)?,
            _ => return self.fail("found unknown directive name"),
        }
        self.cursor.skip_blanks();
        self.cursor.skip_comment();
        if !self.cursor.is_line_end() {
            return self.fail("did not find expected comment or line break");
        }
        self.cursor.skip_break();
        Ok(())
    }

    fn version(&mut self, start: Mark) -> Done {
        self.cursor.skip_blanks();
        let major = self.version_number()?;
        if self.cursor.byte() != b'.' {
            return self.fail("did not find expected digit or '.' character");
        }
        self.cursor.skip();
        let minor = self.version_number()?;
        self.push(TokenKind::Version(major, minor), start);
        Ok(())
    }

    fn version_number(&mut self) -> Result<u8, Failure> {
        let (mut number, mut digits) = (0, 0);
        while self.cursor.byte().is_ascii_digit() {
            digits += 1;
            if digits > 2 {
                return self.fail("found extremely long version number");
            }
            number = number * 10 + (self.cursor.byte() - b'0');
            self.cursor.skip();
        }
        if digits == 0 {
            return self.fail("did not find expected version number");
        }
        Ok(number)
    }

    fn tag_directive(&mut self, start: Mark) -> Done {
        self.cursor.skip_blanks();
        let handle = self.tag_handle(true)?;
        if !self.cursor.is_blank() {
            return self.fail("did not find expected whitespace");
        }
        self.cursor.skip_blanks();
        let prefix = self.tag_uri("")?;
        if !self.cursor.is_space() {
            return self.fail("did not find expected whitespace or line break");
        }
        self.push(
            TokenKind::TagDirective(Cow::Borrowed(handle), prefix),
            start,
        );
        Ok(())
    }
}
