//! What encoding/json of Go says of a text that is no JSON: a text that begins with `{` goes there
//! alone, so that what YAML allows beyond JSON is an error.
//!
//! Source: golang/go src/encoding/json/scanner.go; sigs.k8s.io/json has a copy.

/// How deep objects and lists may be nested (`maxNestingDepth`).
const MAX_DEPTH: usize = 10_000;

/// Where a text stops being JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// The words of Go.
    pub words: String,
    /// The byte that is wrong; the length of the text where it ends too soon.
    pub at: usize,
}

/// Whether a text is one value of JSON.
///
/// # Errors
/// It is not.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
    };
    scan.values()
}

/// What a list or object waits for.
enum Open {
    Object,
    List,
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

type Step<T = ()> = Result<T, SyntaxError>;

impl Scan<'_> {
    fn values(&mut self) -> Step {
        let mut open: Vec<Open> = Vec::new();
        loop {
            // A value begins.
            match self.token()? {
                b'{' => {
                    self.at += 1;
                    if self.token()? == b'}' {
                        self.at += 1;
                    } else {
                        self.enter(&mut open, Open::Object)?;
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.at += 1;
                    if self.token()? == b']' {
                        self.at += 1;
                    } else {
                        self.enter(&mut open, Open::List)?;
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            // A value ended.
            loop {
                self.space();
                match open.last() {
                    None if self.at == self.bytes.len() => return Ok(()),
                    None => return Err(self.invalid("after top-level value")),
                    Some(Open::Object) => match self.token()? {
                        b',' => {
                            self.at += 1;
                            self.key()?;
                            break;
                        }
                        b'}' => self.at += 1,
                        _ => return Err(self.invalid("after object key:value pair")),
                    },
                    Some(Open::List) => match self.token()? {
                        b',' => {
                            self.at += 1;
                            break;
                        }
                        b']' => self.at += 1,
                        _ => return Err(self.invalid("after array element")),
                    },
                }
                open.pop();
            }
        }
    }

    fn enter(&self, open: &mut Vec<Open>, which: Open) -> Step {
        if open.len() == MAX_DEPTH {
            return Err(SyntaxError {
                words: "exceeded max depth".to_owned(),
                at: self.at,
            });
        }
        open.push(which);
        Ok(())
    }

    /// A key and the colon behind it.
    fn key(&mut self) -> Step {
        const KEY: &str = "looking for beginning of object key string";
        if self.token()? != b'"' {
            return Err(self.invalid(KEY));
        }
        self.string()?;
        if self.token()? != b':' {
            return Err(self.invalid("after object key"));
        }
        self.at += 1;
        Ok(())
    }

    fn scalar(&mut self) -> Step {
        match self.bytes[self.at] {
            b'"' => self.string(),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => Err(self.invalid("looking for beginning of value")),
        }
    }

    fn literal(&mut self, literal: &str) -> Step {
        self.at += 1;
        for expected in literal.chars().skip(1) {
            if u32::from(self.next()?) != u32::from(expected) {
                let context = format!("in literal {literal} (expecting '{expected}')");
                return Err(self.invalid(&context));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Step {
        if self.bytes[self.at] == b'-' {
            self.at += 1;
            if !self.next()?.is_ascii_digit() {
                return Err(self.invalid("in numeric literal"));
            }
        }
        let zero = self.bytes[self.at] == b'0';
        self.at += 1;
        if !zero {
            self.digits();
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            if !self.next()?.is_ascii_digit() {
                return Err(self.invalid("after decimal point in numeric literal"));
            }
            self.digits();
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            if let b'+' | b'-' = self.next()? {
                self.at += 1;
            }
            if !self.next()?.is_ascii_digit() {
                return Err(self.invalid("in exponent of numeric literal"));
            }
            self.digits();
        }
        Ok(())
    }

    fn digits(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
    }

    fn string(&mut self) -> Step {
        self.at += 1;
        loop {
            match self.next()? {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => {
                    self.at += 1;
                    self.escape()?;
                }
                0..=0x1f => return Err(self.invalid("in string literal")),
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Step {
        match self.next()? {
            b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"' => self.at += 1,
            b'u' => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.next()?.is_ascii_hexdigit() {
                        return Err(self.invalid("in \\u hexadecimal character escape"));
                    }
                    self.at += 1;
                }
            }
            _ => return Err(self.invalid("in string escape code")),
        }
        Ok(())
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// The next byte that is no white space.
    fn token(&mut self) -> Step<u8> {
        self.space();
        self.next()
    }

    fn next(&self) -> Step<u8> {
        self.bytes.get(self.at).copied().ok_or_else(|| SyntaxError {
            words: "unexpected end of JSON input".to_owned(),
            at: self.at,
        })
    }

    fn invalid(&self, context: &str) -> SyntaxError {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        SyntaxError {
            words: format!("invalid character {} {context}", quote_byte(byte)),
            at: self.at,
        }
    }
}

/// A byte as Go quotes it (`quoteChar`).
fn quote_byte(byte: u8) -> String {
    match byte {
        b'\'' => r"'\''".to_owned(),
        b'"' => "'\"'".to_owned(),
        _ => {
            let quoted = crate::kubelet::go::quote(&char::from(byte).to_string());
            format!("'{}'", &quoted[1..quoted.len() - 1])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_is_json_passes() {
        for text in [
            "{}",
            " [1, -0.5e+3, true, false, null, \"a\\u00e9\\n\"] ",
            "{\"a\": {\"b\": [[], {}]}}",
            "0",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_the_words_of_go() {
        for (text, words) in [
            ("", "unexpected end of JSON input"),
            ("{", "unexpected end of JSON input"),
            (
                "{\"a\": 1,}",
                "invalid character '}' looking for beginning of object key string",
            ),
            (
                "{a: 1}",
                "invalid character 'a' looking for beginning of object key string",
            ),
            (
                "{'a': 1}",
                r"invalid character '\'' looking for beginning of object key string",
            ),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            (
                "{\"a\": 1 \"b\": 2}",
                "invalid character '\"' after object key:value pair",
            ),
            ("[1 2]", "invalid character '2' after array element"),
            (
                "[1,]",
                "invalid character ']' looking for beginning of value",
            ),
            ("{} x", "invalid character 'x' after top-level value"),
            (
                "{\"a\": True}",
                "invalid character 'T' looking for beginning of value",
            ),
            (
                "{\"a\": tru}",
                "invalid character '}' in literal true (expecting 'e')",
            ),
            (
                "{\"a\": no}",
                "invalid character 'o' in literal null (expecting 'u')",
            ),
            (
                "{\"a\": 01}",
                "invalid character '1' after object key:value pair",
            ),
            ("{\"a\": -}", "invalid character '}' in numeric literal"),
            (
                "{\"a\": \"\n\"}",
                "invalid character '\\n' in string literal",
            ),
            (
                "{\"a\": \"\\x\"}",
                "invalid character 'x' in string escape code",
            ),
        ] {
            let error = check(text).expect_err(text);
            assert_eq!(error.words, words, "{text}");
        }
    }
}
