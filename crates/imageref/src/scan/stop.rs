//! The cold half of the scanner: what is wrong at the place where it is.

use super::{CLASSES, LOWER, SEPARATOR, Scanner, Stop, UPPER};
use crate::{ErrorCode, Span};

impl Scanner<'_> {
    /// This code, at the whole character that comes next, or at the end.
    #[cold]
    pub(super) fn stop(&self, code: ErrorCode) -> Stop {
        let width = self.text[self.at..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        Stop {
            code,
            span: Span::new(self.at, self.at + width),
        }
    }

    /// This code, at the first byte read so far that is of these classes.
    pub(super) fn first_of(&self, classes: u8, code: ErrorCode) -> Stop {
        let is_meant = |byte: &u8| CLASSES[usize::from(*byte)] & classes != 0;
        let read = &self.text.as_bytes()[..self.at];
        let place = read.iter().position(is_meant).unwrap_or_default();
        Stop {
            code,
            span: Span::new(place, place + 1),
        }
    }

    pub(super) fn unexpected_in_name(&self) -> Stop {
        let code = match self.class() & UPPER {
            0 => ErrorCode::BadCharacter,
            _ => ErrorCode::Uppercase,
        };
        self.stop(code)
    }

    /// A component needs a letter or a digit here and has something else.
    #[cold]
    pub(super) fn component_stop(&self, start: usize) -> Stop {
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

    /// What follows the colon at `colon` is no tag, or has something else than a digest behind it.
    #[cold]
    pub(super) fn tag_stop(&mut self, colon: usize, read: Result<(), Stop>) -> Stop {
        self.at = colon + 1;
        let length = self.skip(LOWER | UPPER | SEPARATOR);
        match (read, self.peek()) {
            (_, Some(b'/')) => {
                self.at = colon;
                self.port_stop()
            }
            (_, None | Some(b'@')) if length == 0 => {
                let span = Span::new(colon, colon + 1);
                Stop {
                    code: ErrorCode::EmptyTag,
                    span,
                }
            }
            (Err(stop), _) => stop,
            (Ok(()), Some(b':')) => self.stop(ErrorCode::SecondTag),
            (Ok(()), _) => self.stop(ErrorCode::BadTagCharacter),
        }
    }

    /// The scanner is at a colon with a slash somewhere after it that is not a port.
    #[cold]
    pub(super) fn port_stop(&self) -> Stop {
        let start = self.at + 1;
        let rest = &self.text[start..];
        let end = start + rest.find(['/', '@']).unwrap_or(rest.len());
        if self.text[..self.at].contains('/') {
            return self.stop(ErrorCode::TagInsidePath);
        }
        if start == end {
            self.stop(ErrorCode::EmptyPort)
        } else if rest[..end - start]
            .bytes()
            .all(|byte| byte.is_ascii_digit())
        {
            Stop {
                code: ErrorCode::MissingPath,
                span: Span::new(0, end),
            }
        } else {
            Stop {
                code: ErrorCode::PortNotANumber,
                span: Span::new(start, end),
            }
        }
    }

    /// What follows the `@` at `start - 1` does not begin like `algorithm:`.
    #[cold]
    pub(super) fn algorithm_stop(&self, start: usize) -> Stop {
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
