//! What the core says to a person, in each language of the page.
//!
//! The code says it in English: [`message!`] for a sentence with values, [`MessageId`] for one
//! without. `locales/ko.json` has the same in Korean, found by the English words while the crate
//! is compiled: a text that is missing there, or that nothing says any more, fails the build.
//!
//! What others say (the kubelet, the API server, a registry) stays in their own words:
//! [`Message::verbatim`].
//!
//! What is said comes out as [`Parts`], of which each place that shows it (the page, Markdown, a drawing, the
//! editor, an answer of the package) makes its own mark-up.

mod parts;
mod whole;

use std::{
    cell::Cell,
    fmt::{self, Display},
};

pub use imageref::filled_in;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use parts::{IntoParts, Part, Parts};
pub(crate) use whole::interned;

include!(concat!(env!("OUT_DIR"), "/translations.rs"));

/// A language in which the core speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, in which answers are printed and serialised.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// Its code in BCP 47, as in the attribute `lang` of a page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// Its name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "한국어",
        }
    }

    /// The language of a code such as `ko` or `ko-KR`; upper and lower case are the same.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}

/// The texts of the core in a language. A program that names those of no other language than English
/// contains none: the page fetches them when somebody reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translations(Option<&'static [&'static str]>);

impl Translations {
    /// As the code says them.
    pub const ENGLISH: Self = Self(None);

    /// Those of `locales/ko.json`.
    pub const KOREAN: Self = Self(Some(KOREAN_TEXTS));

    /// The texts in a language.
    pub const fn new(language: Language) -> Self {
        match language {
            Language::English => Self::ENGLISH,
            Language::Korean => Self::KOREAN,
        }
    }
}

/// A text without values, in all languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageId {
    english: &'static str,
    /// The place of its translations in the tables of [`Translations`].
    row: usize,
}

impl MessageId {
    /// The text that reads so in English. Made while the crate is compiled, so that a missing
    /// translation fails the build.
    pub(crate) const fn new(english: &'static str) -> Self {
        let mut row = 0;
        while row < ENGLISH_TEXTS.len() {
            if is_same(ENGLISH_TEXTS[row], english) {
                return Self { english, row };
            }
            row += 1;
        }
        panic!("this text is missing in locales/ko.json");
    }

    /// The text in a language.
    pub const fn in_language(self, language: Language) -> &'static str {
        self.translated(Translations::new(language))
    }

    /// The text in the language of some translations.
    pub const fn translated(self, translations: Translations) -> &'static str {
        match translations {
            Translations(None) => self.english,
            Translations(Some(texts)) => texts[self.row],
        }
    }
}

/// Strings cannot be compared with `==` while the crate is compiled.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut byte = 0;
    while byte < one.len() {
        if one[byte] != other[byte] {
            return false;
        }
        byte += 1;
    }
    true
}

/// Sentences with their values, in all languages. They print in English, and serialise so where
/// [`serialized_in`] names no other language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Vec<Sentence>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Sentence {
    Said {
        #[serde(with = "whole")]
        text: MessageId,
        /// The values of the names in braces.
        #[serde(deserialize_with = "whole::values")]
        values: Vec<(&'static str, Value)>,
    },
    Verbatim(String),
}

/// What stands for a name in braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Value {
    /// A part of the input or a number, shown as it is.
    Plain(String),
    /// Words, in the language of those around them.
    Message(Message),
}

/// What prints. [`Message`] print, too, but their own method is found before that of a trait, so that [`message!`]
/// takes them as what they are.
pub(crate) trait Printed {
    fn to_value(&self) -> Value;
}

impl<T: Display + ?Sized> Printed for T {
    fn to_value(&self) -> Value {
        Value::Plain(parts::cut(self.to_string()))
    }
}

impl Message {
    /// Words of someone else, the same in every language.
    pub fn verbatim(words: impl Into<String>) -> Self {
        Self(vec![Sentence::Verbatim(parts::cut(words.into()))])
    }

    /// A text with the values of the names in braces; [`message!`] checks that they are the same.
    pub(crate) fn with_values(text: MessageId, values: Vec<(&'static str, Value)>) -> Self {
        Self(vec![Sentence::Said { text, values }])
    }

    /// It as a value of [`message!`].
    pub(crate) fn to_value(&self) -> Value {
        Value::Message(self.clone())
    }

    /// Whether all of it is words of someone else.
    pub fn is_untranslated(&self) -> bool {
        let mut sentences = self.0.iter();
        sentences.all(|sentence| matches!(sentence, Sentence::Verbatim(_)))
    }

    /// These words, and others behind them.
    #[must_use]
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The parts in the language of some translations.
    pub fn parts(&self, translations: Translations) -> Parts {
        self.with(translations, |value| match value {
            Value::Plain(value) => Parts::text(value.as_str()),
            Value::Message(words) => words.parts(translations),
        })
    }

    /// The words in a language with `…` for every value: what is true wherever they are said.
    pub fn without_values(&self, translations: Translations) -> String {
        self.with(translations, |_| Parts::text("…")).to_plain()
    }

    /// The words in a language, as [`Parts::to_plain`] prints them.
    pub fn in_language(&self, language: Language) -> String {
        self.translated(Translations::new(language))
    }

    /// The words in the language of some translations, as [`Parts::to_plain`] prints them.
    pub fn translated(&self, translations: Translations) -> String {
        self.parts(translations).to_plain()
    }

    fn with(&self, translations: Translations, shown: impl Fn(&Value) -> Parts) -> Parts {
        let mut parts = Parts::default();
        for (index, sentence) in self.0.iter().enumerate() {
            if index > 0 {
                parts.push_text(" ");
            }
            match sentence {
                Sentence::Said { text, values } => {
                    parts.push_template(text.translated(translations), &|name| {
                        let (_, value) = values.iter().find(|(it, _)| *it == name)?;
                        Some(shown(value))
                    });
                }
                Sentence::Verbatim(words) => parts.push(Part::Verbatim(words.clone())),
            }
        }
        parts.shortened()
    }
}

impl From<MessageId> for Message {
    fn from(text: MessageId) -> Self {
        Self::with_values(text, Vec::new())
    }
}

impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.translated(Translations::ENGLISH))
    }
}

/// How answers are serialised.
#[derive(Clone, Copy)]
enum Form {
    /// For people: words in a language.
    Said(Translations),
    /// For another thread of the same program, which reads the same answer again.
    Whole,
}

thread_local! {
    /// How answers are serialised: [`serialized_in`] and [`serialized_whole`] alone set it, for as long as they
    /// run.
    static FORM: Cell<Form> = const { Cell::new(Form::Said(Translations::ENGLISH)) };
}

/// Serialises an answer with all that it says in a language. serde hands nothing to the values that it
/// serialises, so they find the language beside it.
pub fn serialized_in<T>(translations: Translations, serialize: impl FnOnce() -> T) -> T {
    serialized_as(Form::Said(translations), serialize)
}

/// Serialises an answer for another thread of the same program: with its words in all languages, and what it keeps
/// to itself otherwise.
pub fn serialized_whole<T>(serialize: impl FnOnce() -> T) -> T {
    serialized_as(Form::Whole, serialize)
}

fn serialized_as<T>(form: Form, serialize: impl FnOnce() -> T) -> T {
    let before = FORM.replace(form);
    let serialized = serialize();
    FORM.set(before);
    serialized
}

/// Whether an answer is serialised for people, who do not get a field.
pub(crate) fn is_for_people<T: ?Sized>(_: &T) -> bool {
    matches!(FORM.get(), Form::Said(_))
}

/// Whether an answer is serialised for another thread, which does not need a field.
pub(crate) fn is_for_program<T: ?Sized>(field: &T) -> bool {
    !is_for_people(field)
}

impl Form {
    fn translations(self) -> Translations {
        match self {
            Self::Said(translations) => translations,
            Self::Whole => Translations::ENGLISH,
        }
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match FORM.get() {
            Form::Said(translations) => serializer.serialize_str(&self.translated(translations)),
            Form::Whole => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}

impl Serialize for MessageId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.translated(FORM.get().translations()))
    }
}

/// [`Message`] with values: `message!("The tag is `{tag}`.", tag)`. The names in braces and the names of
/// the values have to be the same, or the build fails.
///
/// The text has the marks of [`Parts::push_template`]. What is in a value is never a mark, and a value that
/// is [`Message`] is said in the language of the whole.
macro_rules! message {
    (@value $name:ident) => { $name };
    (@value $name:ident $value:expr) => { $value };
    ($english:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const TEXT: $crate::words::MessageId = $crate::words::MessageId::new($english);
        #[allow(unused_imports)] // Without values, or with words alone.
        use $crate::words::Printed as _;
        // Compares the names; nothing of it is left in the program.
        let _ = format_args!($english $(, $name = "")*);
        $crate::words::Message::with_values(
            TEXT,
            vec![$((stringify!($name), ($crate::words::message!(@value $name $($value)?)).to_value())),*],
        )
    }};
}

pub(crate) use message;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code() {
        for (code, language) in [
            ("ko", Some(Language::Korean)),
            ("ko-KR", Some(Language::Korean)),
            ("KO_kr", Some(Language::Korean)),
            ("en-GB", Some(Language::English)),
            ("kok", None),
            ("", None),
        ] {
            assert_eq!(Language::from_code(code), language, "{code:?}");
        }
    }

    #[test]
    fn words_of_someone_else_are_the_same_in_every_language() {
        let words = Message::verbatim("must be a positive number");
        for language in Language::ALL {
            assert_eq!(words.in_language(language), "must be a positive number");
        }
    }

    #[test]
    fn words_in_words_are_said_in_the_language_of_the_whole() {
        let error = message!("Use an integer, or leave it unset for 0.");
        let key = "**`a`**";
        let words = message!("images[{key}]: {error}", key, error);
        for language in Language::ALL {
            let error = error.in_language(language);
            assert_eq!(
                words.in_language(language),
                format!("images[{key}]: {error}")
            );
        }
    }

    #[test]
    fn words_that_quote_a_long_input_are_cut_between_two_characters() {
        let cut = |words: String| Message::verbatim(words).to_string();
        assert_eq!(
            cut("é".repeat(1 << 20)),
            format!("{}…", "é".repeat(parts::MAX_BYTES / 2))
        );
        assert_eq!(cut("x".repeat(parts::MAX_BYTES)).len(), parts::MAX_BYTES);
        assert_eq!(
            cut(format!("a{}", "é".repeat(parts::MAX_BYTES))),
            format!("a{}…", "é".repeat(parts::MAX_BYTES / 2 - 1))
        );
    }
}
