//! One pass over the bytes of a reference: where its parts end, or where it stops being one.

use crate::{ErrorCode, Part, PartKind, Parts, Span};

/// The longest tag, in bytes (`[\w][\w.-]{0,127}`).
pub(crate) const TAG_LENGTH_MAX: usize = 128;

/// The fewest hexadecimal digits that the reference grammar takes for a digest.
pub(crate) const DIGEST_HEX_LENGTH_MIN: usize = 32;

/// Where the parts of a reference end. A part that is not there ends where the one before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Offsets {
    pub(crate) host_end: usize,
    pub(crate) domain_end: usize,
    pub(crate) path_end: usize,
    pub(crate) tag_end: usize,
    pub(crate) algorithm_end: usize,
    pub(crate) end: usize,
}

impl Offsets {
    pub(crate) fn domain(&self) -> Option<Span> {
        (self.domain_end > 0).then(|| Span::new(0, self.domain_end))
    }

    pub(crate) fn host(&self) -> Option<Span> {
        (self.domain_end > 0).then(|| Span::new(0, self.host_end))
    }

    pub(crate) fn port(&self) -> Option<Span> {
        (self.host_end < self.domain_end).then(|| Span::new(self.host_end + 1, self.domain_end))
    }

    pub(crate) fn path(&self) -> Span {
        let start = if self.domain_end > 0 {
            self.domain_end + 1
        } else {
            0
        };
        Span::new(start, self.path_end)
    }

    pub(crate) fn tag(&self) -> Option<Span> {
        (self.path_end < self.tag_end).then(|| Span::new(self.path_end + 1, self.tag_end))
    }

    pub(crate) fn digest(&self) -> Option<Span> {
        (self.tag_end < self.end).then(|| Span::new(self.tag_end + 1, self.end))
    }

    pub(crate) fn digest_algorithm(&self) -> Option<Span> {
        self.digest()
            .map(|digest| Span::new(digest.start, self.algorithm_end))
    }

    pub(crate) fn digest_encoded(&self) -> Option<Span> {
        self.digest()
            .map(|digest| Span::new(self.algorithm_end + 1, digest.end))
    }

    /// Every part with the separators between them, from the first byte to the last.
    pub(crate) fn parts(&self) -> Parts {
        let written = [
            (PartKind::Domain, self.host()),
            (PartKind::Port, self.port()),
            (PartKind::Path, Some(self.path())),
            (PartKind::Tag, self.tag()),
            (PartKind::DigestAlgorithm, self.digest_algorithm()),
            (PartKind::DigestEncoded, self.digest_encoded()),
        ];
        let mut parts = Parts {
            slots: [None; Parts::MOST],
            next: 0,
        };
        let mut filled = 0;
        let mut covered = 0;
        for (kind, span) in written {
            let Some(span) = span else { continue };
            if span.start > covered {
                let separator = Span::new(covered, span.start);
                parts.slots[filled] = Some(Part {
                    kind: PartKind::Separator,
                    span: separator,
                });
                filled += 1;
            }
            parts.slots[filled] = Some(Part { kind, span });
            filled += 1;
            covered = span.end;
        }
        parts
    }
}

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
/// `-`, the only separator that may stand any number of times.
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
        let start = self.at;
        while self.class() & classes != 0 {
            self.at += 1;
        }
        self.at - start
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
                return Err(self.first_of(b"_", ErrorCode::UnderscoreInDomain));
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
            return Err(self.first_uppercase());
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

    /// Reads the components after the slash at which the scanner stands.
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
            let run = self.at;
            loop {
                let class = self.class();
                if class & letters == 0 {
                    break;
                }
                seen |= class;
                self.at += 1;
            }
            if self.at == run {
                return Err(self.component_stop(start));
            }
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
            return Err(self.first_of(b"_", ErrorCode::UnderscoreInDomain));
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
        let start = self.at;
        let length = self.skip(LOWER | UPPER | SEPARATOR);
        match self.peek() {
            Some(b'/') => {
                self.at = colon;
                return Err(self.port_stop());
            }
            None | Some(b'@') if length == 0 => {
                return Err(Stop {
                    code: ErrorCode::EmptyTag,
                    span: Span::new(colon, start),
                });
            }
            _ => {}
        }
        self.at = start;
        self.tag_text()?;
        match self.peek() {
            None | Some(b'@') => Ok(()),
            Some(b':') => Err(self.stop(ErrorCode::SecondTag)),
            Some(_) => Err(self.stop(ErrorCode::BadTagCharacter)),
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
        if self.skip(LOWER | UPPER | SEPARATOR) > TAG_LENGTH_MAX {
            let span = Span::new(start + TAG_LENGTH_MAX, self.at);
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
        let length = self.skip(HEX);
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

/// The cold half: what is wrong at the place where the scanner stands.
impl Scanner<'_> {
    /// This code, at the whole character that comes next, or at the end.
    #[cold]
    fn stop(&self, code: ErrorCode) -> Stop {
        let width = self.text[self.at..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        Stop {
            code,
            span: Span::new(self.at, self.at + width),
        }
    }

    fn first_of(&self, bytes: &[u8], code: ErrorCode) -> Stop {
        let read = &self.text.as_bytes()[..self.at];
        let place = read
            .iter()
            .position(|byte| bytes.contains(byte))
            .unwrap_or(self.at);
        Stop {
            code,
            span: Span::new(place, place + 1),
        }
    }

    fn first_uppercase(&self) -> Stop {
        self.first_of(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", ErrorCode::Uppercase)
    }

    fn unexpected_in_name(&self) -> Stop {
        let code = match self.class() & UPPER {
            0 => ErrorCode::BadCharacter,
            _ => ErrorCode::Uppercase,
        };
        self.stop(code)
    }

    /// A component needs a letter or a digit here and has something else.
    #[cold]
    fn component_stop(&self, start: usize) -> Stop {
        let bytes = self.text.as_bytes();
        let is_separator = |at: usize| CLASSES[usize::from(bytes[at])] & SEPARATOR != 0;
        let delimited = matches!(self.peek(), None | Some(b'/' | b':' | b'@'));
        let span_of_separators = || {
            let before = bytes[start..self.at].iter().rev();
            let count = before.take_while(|byte| CLASSES[usize::from(**byte)] & SEPARATOR != 0);
            let first = self.at - count.count();
            let last = (self.at..bytes.len()).find(|at| !is_separator(*at));
            Span::new(first, last.unwrap_or(bytes.len()))
        };
        if self.class() & SEPARATOR != 0 || (delimited && self.at > start) {
            return Stop {
                code: ErrorCode::BadSeparator,
                span: span_of_separators(),
            };
        }
        match self.peek() {
            None if self.at == 0 => self.stop(ErrorCode::Empty),
            Some(b':' | b'@') if self.at == 0 => self.stop(ErrorCode::MissingName),
            Some(b'/') => self.stop(ErrorCode::EmptyComponent),
            None | Some(b':' | b'@') => Stop {
                code: ErrorCode::EmptyComponent,
                span: Span::new(self.at - 1, self.at),
            },
            Some(_) => self.unexpected_in_name(),
        }
    }

    /// The scanner stands at a colon with a slash somewhere after it that is not a port.
    #[cold]
    fn port_stop(&self) -> Stop {
        let start = self.at + 1;
        let rest = &self.text[start..];
        let end = start + rest.find(['/', '@']).unwrap_or(rest.len());
        if self.text[..self.at].contains('/') {
            return self.stop(ErrorCode::TagInsidePath);
        }
        match self.text.as_bytes()[start..end]
            .iter()
            .all(u8::is_ascii_digit)
        {
            _ if start == end => self.stop(ErrorCode::EmptyPort),
            true => Stop {
                code: ErrorCode::MissingPath,
                span: Span::new(0, end),
            },
            false => Stop {
                code: ErrorCode::PortNotANumber,
                span: Span::new(start, end),
            },
        }
    }

    /// What follows the `@` at `start - 1` does not begin like `algorithm:`.
    #[cold]
    fn algorithm_stop(&self, start: usize) -> Stop {
        let rest = &self.text[start..];
        if rest.contains(':') {
            return self.stop(ErrorCode::BadDigestAlgorithm);
        }
        Stop {
            code: ErrorCode::MissingDigestAlgorithm,
            span: Span::new(start, self.text.len()),
        }
    }
}
