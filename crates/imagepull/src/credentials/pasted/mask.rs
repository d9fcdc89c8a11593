//! A pasted text without what is secret in it, so that nobody has to keep the text itself.
//!
//! The text may be JSON, YAML, one inside a string of the other, or any of them with mistakes. So it
//! is not parsed: wherever the name of a secret field is before a colon, what follows is
//! replaced, and where its end cannot be told, rather too much than too little. So are the secrets in
//! the commands that log in: what is copied from a terminal may hold them.

use super::base64_of_object;
use crate::{
    credentials::shown::{MASK, without_user_info},
    shareable::token_prefix,
};

mod command;
mod nested;
mod scan;

use scan::{indent, is_word, line_end, quoted, skip_blanks, skip_blanks_and_lines, word_end};

/// Fields whose values are secret.
const SECRET: [&str; 10] = [
    ".dockercfg",
    ".dockerconfigjson",
    "accesstoken",
    "auth",
    "authorization",
    "identitytoken",
    "password",
    "refreshtoken",
    "registrytoken",
    "token",
];

/// What else people call a password, where nothing but a value can follow. `acme/pass:v1` is an image.
const OTHER_NAMES: [&str; 4] = ["pass", "passphrase", "passwd", "pwd"];

/// Fields that hold secret values under names of their own.
const OF_SECRETS: [&str; 3] = ["data", "httpheaders", "stringdata"];

/// The text with dots in the place of every secret value, and without user and password before hosts.
/// What is no secret stays as it is, byte for byte.
pub fn masked(text: &str) -> String {
    if base64_of_object(text).is_some() {
        return MASK.to_owned();
    }
    let mut masker = Masker {
        text,
        at: 0,
        out: String::with_capacity(text.len()),
        line_start: 0,
        comment: (usize::MAX, false),
        login_end: 0,
    };
    masker.run();
    without_user_infos(&masker.out)
}

struct Masker<'a> {
    text: &'a str,
    /// All before is in `out`.
    at: usize,
    out: String,
    /// Where the line begins that holds `at`.
    line_start: usize,
    /// A line and whether it is a comment.
    comment: (usize, bool),
    /// Where the last command ends that logs in.
    login_end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Secret,
    /// The same by a name that parts of images have as well.
    OtherSecret,
    OfSecret,
}

impl Masker<'_> {
    fn run(&mut self) {
        while let Some(start) = self.next_word() {
            self.keep_to(start);
            let end = word_end(self.text, start);
            let word = &self.text[start..end];
            if let Some(field) = field(word)
                && let Some(value) = value_start(self.text, end, field)
                && !is_said(self.text, start, value)
            {
                let column = start - self.line_start;
                self.keep_to(value);
                self.value(field, word, column);
                continue;
            }
            if self.mask_option(start, end) {
                continue;
            }
            if let Some(prefix) = token_prefix(word) {
                self.keep_to(start + prefix.len());
                self.mask_to(scan::base64_end(self.text, end));
            }
            self.keep_to(end.max(self.at));
        }
        self.keep_to(self.text.len());
    }

    fn next_word(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let offset = rest.iter().position(|byte| is_word(*byte))?;
        Some(self.at + offset)
    }

    fn keep_to(&mut self, end: usize) {
        self.out.push_str(&self.text[self.at..end]);
        self.pass_to(end);
    }

    /// Leaves out what is before `end`.
    fn pass_to(&mut self, end: usize) {
        if let Some(newline) = self.text[self.at..end].rfind('\n') {
            self.line_start = self.at + newline + 1;
        }
        self.at = end;
    }

    fn mask_to(&mut self, end: usize) {
        if end > self.at {
            self.out.push_str(MASK);
        }
        self.pass_to(end);
    }

    /// The value that begins here, of a field whose name is in this column.
    fn value(&mut self, field: Field, word: &str, column: usize) {
        let is_comment = self.is_comment();
        let bytes = self.text.as_bytes();
        self.keep_to(skip_blanks(self.text, self.at));
        match bytes.get(self.at) {
            None => {}
            Some(b'"' | b'\'' | b'\\') if field == Field::OfSecret && self.is_name() => {
                self.nested_without_bracket();
            }
            Some(b'"' | b'\'' | b'\\') => self.quoted_value(),
            // The answer of a credential provider has an object under auth.
            Some(b'{') if word.eq_ignore_ascii_case("auth") => {}
            Some(b'{' | b'[') => self.nested(),
            Some(b'\r' | b'\n' | b'|' | b'>' | b'&' | b'!' | b'#') => {
                self.block(field, column, is_comment);
            }
            Some(_) => {
                self.bare(column, is_comment);
            }
        }
    }

    /// Whether the line is a comment; it is looked at once.
    fn is_comment(&mut self) -> bool {
        if self.comment.0 != self.line_start {
            let line = self.text[self.line_start..].trim_start();
            self.comment = (self.line_start, line.starts_with('#'));
        }
        self.comment.1
    }

    /// Whether the text in quotes that begins here is a name.
    fn is_name(&self) -> bool {
        quoted(self.text, self.at).is_some_and(|quote| {
            let behind = skip_blanks_and_lines(self.text, quote.behind);
            self.text.as_bytes().get(behind) == Some(&b':')
        })
    }

    /// A text in quotes, and what is behind it without being separated.
    fn quoted_value(&mut self) {
        loop {
            let Some(quote) = quoted(self.text, self.at) else {
                self.mask_to(line_end(self.text, self.at));
                return;
            };
            self.keep_to(quote.content);
            self.mask_to(quote.end);
            self.keep_to(quote.behind);
            let rest = &self.text[self.at..];
            let is_end =
                |c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']' | '\\' | '"' | '\'');
            let garbage = rest.find(is_end).unwrap_or(rest.len());
            self.mask_to(self.at + garbage);
            // A quote too many turns names and values around: what was left out may have been a name.
            let value = value_start(self.text, self.at, Field::OfSecret);
            let Some(value) = value.filter(|_| garbage > 0) else {
                return;
            };
            self.keep_to(skip_blanks_and_lines(self.text, value));
        }
    }

    /// A value without quotes: to the end of the line, and the lines that go on with it.
    fn bare(&mut self, column: usize, is_comment: bool) {
        let rest = &self.text[self.at..];
        let word = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']'));
        let word = &rest[..word.unwrap_or(rest.len())];
        if matches!(word, "null" | "true" | "false" | "~" | "" | MASK) {
            self.keep_to(self.at + word.len());
            let more = skip_blanks(self.text, self.at);
            let is_more = |byte: &u8| !b",}]#\r\n\"'".contains(byte);
            if word != MASK || !self.text.as_bytes().get(more).is_some_and(is_more) {
                return;
            }
            // The value had a blank in it, and goes on since it was masked.
            self.keep_to(more);
        }
        self.mask_to(line_end(self.text, self.at));
        self.lines_below(column, is_comment, None);
    }

    /// A value on the lines below, further to the right than its name.
    fn block(&mut self, field: Field, column: usize, is_comment: bool) {
        let end = line_end(self.text, self.at);
        let head = &self.text[self.at..end];
        let indicator = head.trim_start_matches(|c: char| "|>+-".contains(c) || c.is_ascii_digit());
        self.keep_to(end - indicator.len());
        if !indicator.trim().is_empty() {
            // An anchor, a tag, a comment: the value may be behind it.
            self.mask_to(end);
        }
        if head.is_empty() && self.on_next_line(field, column) {
            return;
        }
        let names = (field == Field::OfSecret && !head.starts_with(['|', '>'])).then_some(());
        self.lines_below(column, is_comment, names);
    }

    /// A value of JSON whose name is on a line above. Names below in quotes may be YAML as well:
    /// they are left to [`lines_below`](Self::lines_below).
    fn on_next_line(&mut self, field: Field, column: usize) -> bool {
        let next = skip_blanks_and_lines(self.text, self.at);
        let Some(byte) = self.text.as_bytes().get(next) else {
            return false;
        };
        let blanks = self.text[self.at..next].rsplit('\n').next();
        let is_below = blanks.is_some_and(|blanks| blanks.len() > column);
        match byte {
            b'{' | b'[' => {
                self.keep_to(next);
                self.nested();
            }
            b'"' | b'\'' if field != Field::OfSecret => {
                self.keep_to(next);
                self.quoted_value();
            }
            b'"' | b'\'' if !is_below => {
                self.keep_to(next);
                self.nested_without_bracket();
            }
            _ => return false,
        }
        true
    }

    /// Masks the lines that are further to the right than a column. With `names`, the first of them
    /// says how far to the right names are, which are kept.
    fn lines_below(&mut self, column: usize, is_comment: bool, names: Option<()>) {
        let mut of_names = None;
        loop {
            let Some(start) = scan::next_line(self.text, self.at) else {
                return;
            };
            let end = line_end(self.text, start);
            let line = &self.text[start..end];
            let content = start + indent(line, is_comment);
            if content >= end {
                self.keep_to(end);
                continue;
            }
            if content - start <= column {
                return;
            }
            self.keep_to(content);
            let at_name = *of_names.get_or_insert(content - start) == content - start;
            if names.is_some()
                && at_name
                && let Some(value) = scan::name_end(self.text, content, end)
            {
                self.keep_to(skip_blanks(self.text, value).min(end));
                let is_head = self.text[self.at..end].starts_with(['|', '>']);
                if is_head {
                    self.keep_to(end);
                }
            }
            self.mask_to(end);
        }
    }
}

fn field(word: &str) -> Option<Field> {
    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    if is(&SECRET) {
        Some(Field::Secret)
    } else if is(&OF_SECRETS) {
        Some(Field::OfSecret)
    } else {
        is_other_secret(word).then_some(Field::OtherSecret)
    }
}

/// Whether a name says by its end that its value is secret, as `--docker-password` does.
fn is_other_secret(word: &str) -> bool {
    let is = |word: &str, names: &[&str]| names.iter().any(|it| it.eq_ignore_ascii_case(word));
    let last = word.rsplit(['-', '_']).next().unwrap_or(word);
    let is_password = |name: &&str| {
        let start = word.len().checked_sub(name.len());
        start
            .and_then(|start| word.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    is(last, &SECRET) || is(last, &OTHER_NAMES) || ["password", "passwd"].iter().any(is_password)
}

/// Where the value of a field begins whose name ends here: behind the colon or equals sign. Of a
/// secret one, also where another text in quotes follows without either and is no name itself.
fn value_start(text: &str, name_end: usize, field: Field) -> Option<usize> {
    let bytes = text.as_bytes();
    let quotes = bytes[name_end..].iter();
    let quotes = quotes.take_while(|byte| matches!(byte, b'"' | b'\'' | b'\\'));
    let behind_quotes = name_end + quotes.count();
    let is_quoted = behind_quotes > name_end;
    let next = if is_quoted {
        skip_blanks_and_lines(text, behind_quotes)
    } else {
        skip_blanks(text, behind_quotes)
    };
    if let Some(b':' | b'=') = bytes.get(next) {
        let is_tag = field == Field::OtherSecret
            && !is_quoted
            && bytes[next] == b':'
            && bytes
                .get(next + 1)
                .is_some_and(|byte| !byte.is_ascii_whitespace());
        return (!is_tag).then_some(next + 1);
    }
    if !is_quoted || field == Field::OfSecret {
        return None;
    }
    let value = quoted(text, next)?;
    let behind = skip_blanks_and_lines(text, value.behind);
    (bytes.get(behind) != Some(&b':')).then_some(next)
}

/// What a program says behind a field is no longer than this, in bytes.
const MAX_SAID: usize = 200;

/// How the values of a header begin, in lower case.
const SCHEMES: [&str; 5] = ["basic", "bearer", "digest", "negotiate", "token"];

/// Whether a field is a word of a sentence that goes on behind its colon, as in `may require authorization:
/// authorization failed`: another word is before it, and only words without a scheme behind it.
fn is_said(text: &str, name: usize, value: usize) -> bool {
    let word = text[..name].strip_suffix(' ').unwrap_or_default();
    let is_sentence = word.ends_with(|it: char| it.is_ascii_lowercase())
        && text[name..].starts_with("authorization: ");
    let end = text.floor_char_boundary(value + MAX_SAID);
    let behind = &text[value..end];
    let behind = behind.split('\n').next().filter(|it| it.len() < MAX_SAID);
    let Some(behind) = behind.filter(|_| is_sentence) else {
        return false;
    };
    let behind = behind.trim_end_matches(['"', '\'', '\\', '\r']).trim();
    let is_word = |word: &str| word.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
    let first = behind.split(' ').next().unwrap_or_default();
    behind.contains(' ') && behind.split([' ', ':']).all(is_word) && !SCHEMES.contains(&first)
}

/// The text without user and password before hosts.
fn without_user_infos(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '\\');
    let mut out = String::with_capacity(text.len());
    for token in text.split_inclusive(is_end) {
        let content = token.trim_end_matches(is_end);
        let has_user_info = content
            .rsplit_once('@')
            .is_some_and(|(before, behind)| before.contains([':', '/']) || behind.contains('/'));
        if has_user_info {
            out.push_str(&without_user_info(content));
            out.push_str(&token[content.len()..]);
        } else {
            out.push_str(token);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_masked_and_all_else_stays() {
        for (text, expected) in [
            (
                r#"{"auths":{"r":{"auth":"s3cret"}}}"#,
                r#"{"auths":{"r":{"auth":"••••••"}}}"#,
            ),
            (
                "{\"auth\" :\n \"s3cret\", \"username\": \"joe\"}",
                "{\"auth\" :\n \"••••••\", \"username\": \"joe\"}",
            ),
            (
                r#"{"password":"s\"3cret","email":"a@b.c"}"#,
                r#"{"password":"••••••","email":"a@b.c"}"#,
            ),
            (
                "password: s3cret\nusername: joe\n",
                "password: ••••••\nusername: joe\n",
            ),
            ("password: 's3''cret'\nu: j\n", "password: '••••••'\nu: j\n"),
            (
                "password: s3\n  cret\nu: j\n",
                "password: ••••••\n  ••••••\nu: j\n",
            ),
            (
                "password: |\n  s3\n\n  cret\nu: j\n",
                "password: |\n  ••••••\n\n  ••••••\nu: j\n",
            ),
            ("# password: s3cret\nu: j\n", "# password: ••••••\nu: j\n"),
            (
                "data:\n  .dockerconfigjson: s3cret\n  other: s3cret\ntype: a\n",
                "data:\n  .dockerconfigjson: ••••••\n  other: ••••••\ntype: a\n",
            ),
            (
                "stringData:\n  .dockercfg: |\n    {\"r\":\n      s3cret}\nkind: Secret\n",
                "stringData:\n  .dockercfg: |\n    ••••••\n      ••••••\nkind: Secret\n",
            ),
            (
                r#"{"data":{"a":"s3cret","b":null},"kind":"Secret"}"#,
                r#"{"data":{"a":"••••••","b":null},"kind":"Secret"}"#,
            ),
            (
                r#"x: "{\"data\":{\"a\":\"s3cret\"},\"kind\":\"Secret\"}""#,
                r#"x: "{\"data\":{\"a\":\"••••••\"},\"kind\":\"Secret\"}""#,
            ),
            (
                "Authorization: •••••• s3cret\nu: •••••• j\n",
                "Authorization: •••••• ••••••\nu: •••••• j\n",
            ),
            (
                "or may require authorization: server message: insufficient_scope: authorization failed\n",
                "or may require authorization: server message: insufficient_scope: authorization failed\n",
            ),
            (
                "with authorization: bearer s3cret",
                "with authorization: ••••••",
            ),
            ("authorization: s3cret cret", "authorization: ••••••"),
            ("password: •••••• ••••••s3cret", "password: •••••• ••••••"),
            ("https://joe:s3cret@ghcr.io/a", "https://ghcr.io/a"),
            ("username: ghp_s3cret\n", "username: ghp_••••••\n"),
            ("auth: null\npassword: ''\n", "auth: null\npassword: ''\n"),
            (
                "type: kubernetes.io/dockerconfigjson\nname: data\nimage: a\n",
                "type: kubernetes.io/dockerconfigjson\nname: data\nimage: a\n",
            ),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn mistakes_do_not_show_what_is_secret() {
        for text in [
            r#"{"auths":{"r":{"auth":"s3cret"#,
            r#"{"auths":{"r":{"auth":s3cret"}}}"#,
            r#"{"auths":{"r":{"auth" "s3cret"}}}"#,
            r#"{"auths":{"r":{auth:"s3cret",}}}"#,
            r#"{"auths":{"r":{'auth':'s3cret'}}}"#,
            r#"{"auths":{"r":{"auth":["s3cret"]}}}"#,
            r#"{"auths":{"r":{"password":{"x":"s3cret"}}}}"#,
            "password: !!binary s3cret",
            "password: &a s3cret",
            "data:\n\t.dockercfg: s3cret",
            "data: {a: s3cret",
            "data:\n  a: \"s3cret\n  b",
            "eyJhdXRocyI6eyJyIjp7ImF1dGgiOiJzM2NyZXQifX19",
            "user: eyJabc.s3cret.s3cret+s3cret/s3cret=",
            &format!("user: eyJ{}s3cret", "x".repeat(300)),
        ] {
            let shown = masked(text);
            assert!(!shown.contains("s3cret"), "{text}: {shown}");
            assert!(!shown.contains("eyJhdXRo"), "{text}: {shown}");
        }
    }
}
