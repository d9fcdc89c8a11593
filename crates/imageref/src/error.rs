//! Why a text is rejected: a stable code, a place, a sentence, and the words of the Go library.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use core::fmt;

use crate::Span;
use crate::scan::Stop;
use crate::upstream::Upstream;

/// Why a text is not a reference or a digest.
///
/// It prints as one sentence with the place, counted in characters from 1. The code and the place
/// are known from the start; what else it says is made when it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error<'a> {
    text: &'a str,
    stop: Stop,
    upstream: Upstream,
}

impl<'a> Error<'a> {
    #[cold]
    pub(crate) fn new(text: &'a str, stop: Stop, upstream: Upstream) -> Self {
        Self {
            text,
            stop,
            upstream,
        }
    }

    /// What is wrong.
    pub const fn code(&self) -> ErrorCode {
        self.stop.code
    }

    /// Where, in the text as it was given. Empty at the end of a text that breaks off.
    pub const fn span(&self) -> Span {
        self.stop.span
    }

    /// What it says, without its values.
    pub fn sentence(&self) -> &'static Sentence {
        let of_code = || {
            SENTENCES
                .iter()
                .filter(|sentence| sentence.code == self.code())
        };
        let fitting = of_code().find(|sentence| sentence.is_at_end == self.span().is_empty());
        // Every code has a sentence: a test goes through them all.
        fitting
            .or_else(|| of_code().next())
            .unwrap_or(&SENTENCES[0])
    }

    /// What stands for the names in braces: the text of the place, made printable, the place in
    /// characters from 1, and its length in bytes.
    pub fn values(&self) -> [(&'static str, String); 3] {
        let span = self.span();
        let position = self.text[..span.start].chars().count() + 1;
        [
            ("found", printable(&self.text[span.range()])),
            ("position", position.to_string()),
            ("length", span.len().to_string()),
        ]
    }

    /// The exact text that the function of the Go library returns.
    pub fn upstream(&self) -> Cow<'static, str> {
        self.upstream.message(self.text)
    }
}

impl core::error::Error for Error<'_> {}

/// What is wrong with a text. Codes are added, never renamed or given another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// There is no text.
    Empty,
    /// The text is 64 hexadecimal characters: the id of an image, not a name.
    Identifier,
    /// A URL scheme such as `https://` is in front.
    UrlScheme,
    /// A variable or template such as `${TAG}` was not resolved.
    UnresolvedVariable,
    /// White space is in front, behind or inside.
    Whitespace,
    /// The path has an uppercase letter.
    Uppercase,
    /// The name has a character that no name has.
    BadCharacter,
    /// `.`, `_` or `-` is at the end of a component or beside another one.
    BadSeparator,
    /// A slash has no component before or after it.
    EmptyComponent,
    /// The text begins with a tag or a digest.
    MissingName,
    /// A domain has no path after it.
    MissingPath,
    /// The path is longer than 255 characters.
    NameTooLong,
    /// The colon of a port has no digits after it.
    EmptyPort,
    /// The port is not a number.
    PortNotANumber,
    /// A domain with a port has an underscore.
    UnderscoreInDomain,
    /// The `[` of an IPv6 address has no `]`.
    UnclosedBracket,
    /// What is in brackets is not an IPv6 address.
    BadAddress,
    /// The colon of a tag has nothing after it.
    EmptyTag,
    /// The tag begins with `.` or `-`.
    BadTagStart,
    /// The tag has a character that no tag has.
    BadTagCharacter,
    /// The tag is longer than 128 characters.
    TagTooLong,
    /// A second tag follows the tag.
    SecondTag,
    /// A tag is before the last component.
    TagInsidePath,
    /// The digest is missing, wholly or after its algorithm.
    EmptyDigest,
    /// The digest does not name its algorithm.
    MissingDigestAlgorithm,
    /// The name of the digest's algorithm is malformed.
    BadDigestAlgorithm,
    /// The name of the digest's algorithm has an uppercase letter.
    UppercaseDigestAlgorithm,
    /// The digest's algorithm is not a known one.
    UnknownDigestAlgorithm,
    /// The digest has fewer than 32 hexadecimal characters.
    DigestTooShort,
    /// The digest is not as long as its algorithm makes it.
    DigestWrongLength,
    /// The digest has an uppercase letter.
    UppercaseDigest,
    /// The digest has a character that is not hexadecimal.
    BadDigestCharacter,
    /// A second digest follows the digest.
    SecondDigest,
    /// A tag follows the digest.
    TagAfterDigest,
    /// The name is valid, but not in its canonical form.
    NotCanonical,
}

/// A sentence about an error. In braces are the names of [`Error::values`].
#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    code: ErrorCode,
    /// Whether it is the one for a text that breaks off.
    is_at_end: bool,
    /// The sentence.
    pub text: &'static str,
}

/// The sentence of an error whose place has some text.
const fn at(code: ErrorCode, text: &'static str) -> Sentence {
    Sentence {
        code,
        is_at_end: false,
        text,
    }
}

/// The sentence of an error at the end of the text, where that is another one.
const fn at_end(code: ErrorCode, text: &'static str) -> Sentence {
    Sentence {
        code,
        is_at_end: true,
        text,
    }
}

/// The sentences of all errors, for those who say them in another language.
#[rustfmt::skip] // A code a line.
pub const SENTENCES: &[Sentence] = {
    use ErrorCode as Code;
    &[
        at(Code::Empty, "There is no image name: the text is empty."),
        at(Code::Identifier, "64 hexadecimal characters alone are an ID, not a name; to pull by digest, write `name@sha256:digest` with the manifest's digest."),
        at(Code::UrlScheme, "`{found}` at position {position} is the start of a URL; an image name begins with the registry's host or the path."),
        at(Code::UnresolvedVariable, "`{found}` at position {position} is a variable that was never substituted."),
        at(Code::Whitespace, "Whitespace (`{found}`) at position {position}: image names can't contain whitespace."),
        at(Code::Uppercase, "`{found}` at position {position} is an uppercase letter: the path of an image name is lowercase."),
        at(Code::BadCharacter, "`{found}` at position {position} isn't allowed in an image name: the path has `a-z` and `0-9`, separated by one `.`, one `_`, `__`, or dashes."),
        at(Code::BadSeparator, "`{found}` at position {position} isn't allowed here: letters or digits are separated by one `.`, one `_`, `__`, or dashes, and no component begins or ends with one."),
        at(Code::EmptyComponent, "`{found}` at position {position} has no name on one side: between slashes there must be at least one letter or digit."),
        at(Code::MissingName, "`{found}` at position {position} has no image name before it."),
        at(Code::MissingPath, "`{found}` at position {position} is a registry's address; the image name after it is missing."),
        at(Code::NameTooLong, "The path of the image name is too long from position {position} on: the limit is 255 characters, including an implied `library/`."),
        at(Code::EmptyPort, "The port is missing after `{found}` at position {position}."),
        at(Code::PortNotANumber, "`{found}` at position {position} is in the place of a port, and a port is a number."),
        at(Code::UnderscoreInDomain, "`{found}` at position {position} isn't allowed in a registry's host: hosts have letters, digits, dots and dashes."),
        at(Code::UnclosedBracket, "`{found}` at position {position} opens an IPv6 address that is never closed with `]`."),
        at(Code::BadAddress, "`{found}` at position {position} isn't allowed in an IPv6 address, which has hexadecimal digits and colons in brackets."),
        at(Code::EmptyTag, "The tag is missing after `{found}` at position {position}."),
        at(Code::BadTagStart, "`{found}` at position {position} can't begin a tag: tags begin with a letter, a digit or `_`."),
        at_end(Code::BadTagCharacter, "The tag is missing at position {position}."),
        at(Code::BadTagCharacter, "`{found}` at position {position} isn't allowed in a tag: tags have letters, digits, `_`, `.` and `-`."),
        at(Code::TagTooLong, "The tag is too long from position {position} on: the limit is 128 characters."),
        at(Code::SecondTag, "`{found}` at position {position} begins a second tag; an image name has one, and a port is only possible before a slash."),
        at(Code::TagInsidePath, "`{found}` at position {position} begins a tag before the path has ended; the tag goes after the last component."),
        at_end(Code::EmptyDigest, "There is no digest: the text is empty."),
        at(Code::EmptyDigest, "The digest is missing after `{found}` at position {position}."),
        at(Code::MissingDigestAlgorithm, "`{found}` at position {position} is not a digest: a digest is an algorithm, a colon and hexadecimal characters, as in `sha256:...`."),
        at(Code::BadDigestAlgorithm, "`{found}` at position {position} isn't allowed in the name of a digest algorithm, such as `sha256`."),
        at(Code::UppercaseDigestAlgorithm, "`{found}` at position {position} has an uppercase letter: names of digest algorithms are lowercase."),
        at(Code::UnknownDigestAlgorithm, "`{found}` at position {position} is not a supported digest algorithm: use sha256, sha384 or sha512."),
        at(Code::DigestTooShort, "`{found}` at position {position} is too short for a digest: sha256 has 64 hexadecimal characters."),
        at(Code::DigestWrongLength, "`{found}` at position {position} has the wrong length: sha256 has 64 hexadecimal characters, sha384 96 and sha512 128; this one has {length}."),
        at(Code::UppercaseDigest, "`{found}` at position {position} is an uppercase letter: a digest is lowercase."),
        at(Code::BadDigestCharacter, "`{found}` at position {position} isn't allowed in a digest, which is hexadecimal: `0-9` and `a-f`."),
        at(Code::SecondDigest, "`{found}` at position {position} begins a second digest; an image name has one."),
        at(Code::TagAfterDigest, "`{found}` at position {position} follows the digest; the tag goes before it, as in `name:tag@sha256:...`."),
        at(Code::NotCanonical, "`{found}` is a valid name but not in canonical form, which spells out domain and path, as in `docker.io/library/busybox`."),
    ]
};

impl fmt::Display for Error<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&filled_in(self.sentence().text, &self.values()))
    }
}

/// A sentence, in any language, with each `{name}` replaced by its value.
pub fn filled_in(text: &str, values: &[(&'static str, String)]) -> String {
    let mut parts = text.split('{');
    let mut filled = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let (name, after) = part.split_once('}').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        filled.push_str(after);
    }
    filled
}

/// At most this many characters of the text are in a sentence.
const MAX_FOUND_LENGTH: usize = 72;

/// The text as it can be in a sentence: control characters escaped, long texts cut short.
fn printable(text: &str) -> String {
    let mut shown = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == MAX_FOUND_LENGTH {
            shown.push('…');
            break;
        }
        match character {
            ' '..='~' => shown.push(character),
            _ => shown.push_str(&character.escape_debug().to_string()),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_filled_in_once() {
        let values = [
            ("tag", String::from("{tag} {image}")),
            ("image", String::from("a")),
        ];
        assert_eq!(
            filled_in("{image}: {tag}, {image}", &values),
            "a: {tag} {image}, a"
        );
        assert_eq!(filled_in("", &values), "");
    }
}
