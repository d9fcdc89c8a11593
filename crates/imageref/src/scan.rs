//! One pass over the bytes of a reference: where its parts end, or where it stops being one.

mod stop;

use crate::offsets::Offsets;
use crate::{ErrorCode, Span};

/// The longest tag, in bytes (`[\w][\w.-]{0,127}`).
pub(crate) const MAX_TAG_LENGTH: usize = 128;

/// The fewest hexadecimal digits that the reference grammar takes for a digest.
pub(crate) const DIGEST_HEX_LENGTH_MIN: usize = 32;

/// The first place at which a text leaves the grammar, and what is wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) code: ErrorCode,
    pub(crate) span: Span,
}

/// Reads a whole reference: `[domain/]path[:tag][@digest]`.
pub(crate) fn reference(text: &str) -> Result<Offsets, Stop> {
    let mut scanner = Scanner::new(text);
    let name = scanner.name()?;
    let path_end = scanner.at;
    if scanner.peek() == Some(b':') {
        scanner.tag()?;
    }
    let tag_end = scanner.at;
    let mut algorithm_end = tag_end;
    if scanner.peek() == Some(b'@') {
        algorithm_end = scanner.digest()?;
    }
    Ok(Offsets {
        host_end: name.host_end,
        domain_end: name.domain_end,
        path_end,
        tag_end,
        algorithm_end,
        end: scanner.at,
    })
}

/// Reads a whole repository name: `[domain/]path`. The answer is where the domain ends, 0 without one.
pub(crate) fn name(text: &str) -> Result<usize, Stop> {
    let mut scanner = Scanner::new(text);
    let name = scanner.name()?;
    match scanner.peek() {
        None => Ok(name.domain_end),
        Some(_) => Err(scanner.stop(ErrorCode::BadCharacter)),
    }
}

/// Reads a whole domain: `host[:port]`.
pub(crate) fn domain(text: &str) -> Result<(), Stop> {
    let mut scanner = Scanner::new(text);
    scanner.host()?;
    if scanner.peek() == Some(b':') {
        scanner.at += 1;
        if scanner.skip(DIGIT) == 0 {
            return Err(scanner.stop(ErrorCode::EmptyPort));
        }
    }
    match scanner.peek() {
        None => Ok(()),
        Some(_) => Err(scanner.stop(ErrorCode::BadCharacter)),
    }
}

/// Reads a whole tag, without the colon before it.
pub(crate) fn tag(text: &str) -> Result<(), Stop> {
    let mut scanner = Scanner::new(text);
    scanner.tag_text()?;
    match scanner.peek() {
        None => Ok(()),
        Some(_) => Err(scanner.stop(ErrorCode::BadTagCharacter)),
    }
}

/// Reads a whole digest as loosely as the reference grammar does, without the `@` before it.
/// The answer is where the algorithm ends.
pub(crate) fn digest(text: &str) -> Result<usize, Stop> {
    Scanner::new(text).digest_text()
}

/// `a-z` and `0-9`: what a path component is made of.
const LOWER: u8 = 1;
/// `A-Z`.
const UPPER: u8 = 1 << 1;
/// `.`, `_` and `-`.
const SEPARATOR: u8 = 1 << 2;
/// `0-9`.
const DIGIT: u8 = 1 << 3;
/// `0-9`, `a-f` and `A-F`.
const HEX: u8 = 1 << 4;
/// `:`, which an IPv6 address is made of besides hexadecimal digits.
const COLON: u8 = 1 << 5;
/// `_`, which a path may hold and a host may not.
const UNDERSCORE: u8 = 1 << 6;
/// `-`, the only separator that may be any number of times.
const DASH: u8 = 1 << 7;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends before 128")]
        let character = byte as u8;
        classes[byte] = match character {
            b'0'..=b'9' => LOWER | DIGIT | HEX,
            b'a'..=b'f' => LOWER | HEX,
            b'g'..=b'z' => LOWER,
            b'A'..=b'F' => UPPER | HEX,
            b'G'..=b'Z' => UPPER,
            b'.' => SEPARATOR,
            b'_' => SEPARATOR | UNDERSCORE,
            b'-' => SEPARATOR | DASH,
            b':' => COLON,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// Whether a byte is one of those that names, tags and digests are made of, delimiters aside.
pub(crate) fn is_of_names(byte: u8) -> bool {
    CLASSES[usize::from(byte)] != 0
}

/// What the domain of a name covers; both ends are 0 where there is none.
struct DomainEnds {
    host_end: usize,
    domain_end: usize,
}

impl DomainEnds {
    const NONE: Self = Self {
        host_end: 0,
        domain_end: 0,
    };
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The class of the next byte, 0 at the end.
    fn class(&self) -> u8 {
        self.peek().map_or(0, |byte| CLASSES[usize::from(byte)])
    }

    /// Moves over the bytes of these classes and counts them.
    fn skip(&mut self, classes: u8) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let is_other = |byte: &u8| CLASSES[usize::from(*byte)] & classes == 0;
        let length = rest.iter().position(is_other).unwrap_or(rest.len());
        self.at += length;
        length
    }

    /// Moves over hexadecimal digits and counts them. Nearly always they are all that is left, and
    /// a look at all of it without stopping is many bytes at a time.
    fn skip_hex(&mut self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let all_hex = rest
            .iter()
            .fold(true, |all, byte| all & byte.is_ascii_hexdigit());
        if all_hex {
            self.at += rest.len();
            return rest.len();
        }
        self.skip(HEX)
    }

    /// Reads the name and leaves the scanner at the end of its path.
    fn name(&mut self) -> Result<DomainEnds, Stop> {
        if self.peek() == Some(b'[') {
            self.bracketed_host()?;
            return self.rest_after_bracketed_host();
        }
        let seen = self.component(LOWER | UPPER)?;
        let host_end = self.at;
        if self.peek() == Some(b':') && self.skip_port() {
            if seen & UNDERSCORE != 0 {
                return Err(self.first_of(UNDERSCORE, ErrorCode::UnderscoreInDomain));
            }
            let domain_end = self.at;
            self.path_after_slash()?;
            return Ok(DomainEnds {
                host_end,
                domain_end,
            });
        }
        // Letters and digits with single dots and dashes between them make a host and, where all
        // letters are small, a path component; an underscore makes it a path component only.
        let could_be_host = seen & UNDERSCORE == 0;
        if self.peek() == Some(b'/') && could_be_host {
            self.path_after_slash()?;
            return Ok(DomainEnds {
                host_end,
                domain_end: host_end,
            });
        }
        if seen & UPPER != 0 {
            return Err(self.first_of(UPPER, ErrorCode::Uppercase));
        }
        if self.peek() == Some(b'/') {
            self.path_after_slash()?;
        }
        Ok(DomainEnds::NONE)
    }

    fn rest_after_bracketed_host(&mut self) -> Result<DomainEnds, Stop> {
        let host_end = self.at;
        if self.peek() == Some(b':') && !self.skip_port() {
            return Err(self.port_stop());
        }
        let domain_end = self.at;
        match self.peek() {
            Some(b'/') => self.path_after_slash()?,
            None | Some(b'@') => {
                return Err(Stop {
                    code: ErrorCode::MissingPath,
                    span: Span::new(0, domain_end),
                });
            }
            Some(_) => return Err(self.stop(ErrorCode::BadCharacter)),
        }
        Ok(DomainEnds {
            host_end,
            domain_end,
        })
    }

    /// Moves over `:digits` where a slash follows; otherwise stays, for then it is a tag.
    fn skip_port(&mut self) -> bool {
        let colon = self.at;
        self.at += 1;
        if self.skip(DIGIT) > 0 && self.peek() == Some(b'/') {
            return true;
        }
        self.at = colon;
        false
    }

    /// Reads the components after the slash at which the scanner is.
    fn path_after_slash(&mut self) -> Result<(), Stop> {
        while self.peek() == Some(b'/') {
            self.at += 1;
            self.component(LOWER)?;
        }
        Ok(())
    }

    /// Reads runs of `letters` with a separator between each two of them, up to a delimiter or
    /// the end. The answer is every class that was met.
    fn component(&mut self, letters: u8) -> Result<u8, Stop> {
        let start = self.at;
        let mut seen = 0;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let mut length = 0;
            for &byte in rest {
                let class = CLASSES[usize::from(byte)];
                if class & letters == 0 {
                    break;
                }
                seen |= class;
                length += 1;
            }
            if length == 0 {
                return Err(self.component_stop(start));
            }
            self.at += length;
            match self.peek() {
                None | Some(b'/' | b':' | b'@') => return Ok(seen),
                Some(b'.') => self.at += 1,
                Some(b'_') => {
                    seen |= UNDERSCORE;
                    self.at += 1;
                    if self.peek() == Some(b'_') {
                        self.at += 1;
                    }
                }
                Some(b'-') => {
                    self.skip(DASH);
                }
                Some(_) => return Err(self.unexpected_in_name()),
            }
        }
    }

    /// Reads `host`: dotted components or an address in brackets.
    fn host(&mut self) -> Result<(), Stop> {
        if self.peek() == Some(b'[') {
            return self.bracketed_host();
        }
        let seen = self.component(LOWER | UPPER)?;
        if seen & UNDERSCORE != 0 {
            return Err(self.first_of(UNDERSCORE, ErrorCode::UnderscoreInDomain));
        }
        Ok(())
    }

    /// Reads `[` hexadecimal digits and colons `]`.
    fn bracketed_host(&mut self) -> Result<(), Stop> {
        let bracket = self.at;
        self.at += 1;
        let length = self.skip(HEX | COLON);
        match self.peek() {
            Some(b']') if length > 0 => {
                self.at += 1;
                Ok(())
            }
            Some(b']') => Err(Stop {
                code: ErrorCode::BadAddress,
                span: Span::new(bracket, self.at + 1),
            }),
            Some(_) if self.text.as_bytes()[self.at..].contains(&b']') => {
                Err(self.stop(ErrorCode::BadAddress))
            }
            _ => Err(Stop {
                code: ErrorCode::UnclosedBracket,
                span: Span::new(bracket, bracket + 1),
            }),
        }
    }

    /// Reads `:tag`, up to the digest or the end.
    fn tag(&mut self) -> Result<(), Stop> {
        let colon = self.at;
        self.at += 1;
        let read = self.tag_text();
        match (read, self.peek()) {
            (Ok(()), None | Some(b'@')) => Ok(()),
            (read, _) => Err(self.tag_stop(colon, read)),
        }
    }

    /// Reads `[\w][\w.-]{0,127}`, with the ASCII `\w` of Go.
    fn tag_text(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let first = self.class();
        if first & (LOWER | UPPER | UNDERSCORE) == 0 {
            let code = match first & SEPARATOR {
                0 => ErrorCode::BadTagCharacter,
                _ => ErrorCode::BadTagStart,
            };
            return Err(self.stop(code));
        }
        if self.skip(LOWER | UPPER | SEPARATOR) > MAX_TAG_LENGTH {
            let span = Span::new(start + MAX_TAG_LENGTH, self.at);
            return Err(Stop {
                code: ErrorCode::TagTooLong,
                span,
            });
        }
        Ok(())
    }

    /// Reads `@digest` up to the end. The answer is where the algorithm ends.
    fn digest(&mut self) -> Result<usize, Stop> {
        self.at += 1;
        self.digest_text()
    }

    fn digest_text(&mut self) -> Result<usize, Stop> {
        let start = self.at;
        if self.peek().is_none() {
            let span = Span::new(start.saturating_sub(1), start);
            return Err(Stop {
                code: ErrorCode::EmptyDigest,
                span,
            });
        }
        loop {
            if self.class() & DIGIT != 0 || self.skip(LOWER | UPPER) == 0 {
                return Err(self.algorithm_stop(start));
            }
            match self.peek() {
                Some(b'-' | b'_' | b'+' | b'.') => self.at += 1,
                Some(b':') => break,
                _ => return Err(self.algorithm_stop(start)),
            }
        }
        let algorithm_end = self.at;
        self.at += 1;
        let length = self.skip_hex();
        match self.peek() {
            None if length >= DIGEST_HEX_LENGTH_MIN => Ok(algorithm_end),
            None if length == 0 => Err(Stop {
                code: ErrorCode::EmptyDigest,
                span: Span::new(algorithm_end, self.at),
            }),
            None => Err(Stop {
                code: ErrorCode::DigestTooShort,
                span: Span::new(algorithm_end + 1, self.at),
            }),
            Some(b'@') => Err(self.stop(ErrorCode::SecondDigest)),
            Some(b':') => Err(self.stop(ErrorCode::TagAfterDigest)),
            Some(_) => Err(self.stop(ErrorCode::BadDigestCharacter)),
        }
    }
}
