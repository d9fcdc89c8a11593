//! Values between brackets, of which all are secret.

use super::{
    Masker,
    scan::{quoted, skip_blanks, skip_blanks_and_lines},
};

impl Masker<'_> {
    /// All values between brackets; names stay.
    pub(super) fn nested(&mut self) {
        self.nested_in(Vec::new());
    }

    /// The same where the opening bracket is missing.
    pub(super) fn nested_without_bracket(&mut self) {
        self.nested_in(vec![b'}']);
    }

    fn nested_in(&mut self, mut open: Vec<u8>) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            // Of any kind, as what ends a bare value: pages are full of spaces that do not break.
            let rest = &self.text[self.at..];
            let blanks = rest.len() - rest.trim_start().len();
            if blanks > 0 {
                self.keep_to(self.at + blanks);
                continue;
            }
            match byte {
                b'{' => open.push(b'}'),
                b'[' => open.push(b']'),
                // A bracket that closes another one is a mistake, and so is one that closes all with
                // a value behind it.
                b'}' | b']' => {
                    let is_last = open.len() == 1 && !self.is_end(self.at + 1);
                    if open.last() == Some(&byte) && !is_last {
                        open.pop();
                    }
                }
                b'"' | b'\'' | b'\\' => {
                    self.nested_text();
                    continue;
                }
                b',' | b':' => {}
                _ => {
                    self.nested_bare();
                    continue;
                }
            }
            self.keep_to(self.at + 1);
            if open.is_empty() {
                return;
            }
        }
    }

    /// Whether what is here may be behind a closing bracket.
    fn is_end(&self, at: usize) -> bool {
        let next = self.text.as_bytes().get(skip_blanks(self.text, at));
        next.is_none_or(|next| b",}]\\\"'#\r\n".contains(next))
    }

    fn nested_text(&mut self) {
        let Some(quote) = quoted(self.text, self.at) else {
            self.mask_to(self.text.len());
            return;
        };
        let behind = skip_blanks_and_lines(self.text, quote.behind);
        if self.text.as_bytes().get(behind) == Some(&b':') {
            self.keep_to(quote.behind);
            return;
        }
        self.keep_to(quote.content);
        self.mask_to(quote.end);
        self.keep_to(quote.behind);
    }

    fn nested_bare(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || "{}[],:\"'\\".contains(c));
        let end = self.at + end.unwrap_or(rest.len());
        let behind = skip_blanks(self.text, end);
        let word = &self.text[self.at..end];
        let is_name = self.text.as_bytes().get(behind) == Some(&b':');
        if is_name || matches!(word, "null" | "true" | "false") {
            self.keep_to(end);
        } else {
            self.mask_to(end);
        }
    }
}
