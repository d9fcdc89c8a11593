//! Values between brackets, of which all are secret.

use super::{
    Masker,
    scan::{quoted, skip_blanks, skip_blanks_and_lines},
};

impl Masker<'_> {
    /// All values between brackets; names stay.
    pub(super) fn nested(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' | b'\'' | b'\\' => {
                    self.nested_text();
                    continue;
                }
                b',' | b':' => {}
                _ if byte.is_ascii_whitespace() => {}
                _ => {
                    self.nested_bare();
                    continue;
                }
            }
            self.keep_to(self.at + 1);
            if depth == 0 {
                return;
            }
        }
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
