//! Places in a text, from bytes as in the core to UTF-16 units as in JavaScript.

use crate::{
    diagnostic::{Diagnostic, Span},
    image::ImageReport,
    policy::PolicyReport,
};

/// The same report with its places in UTF-16 units.
#[must_use]
pub fn image_report(mut report: ImageReport) -> ImageReport {
    for part in &mut report.parts {
        part.span = span(&report.input, part.span);
    }
    diagnostics(&report.input, &mut report.diagnostics);
    report
}

/// The same report on the policy of an image with its places in UTF-16 units.
#[must_use]
pub fn policy_report(image: &str, mut report: PolicyReport) -> PolicyReport {
    diagnostics(image, &mut report.diagnostics);
    report
}

/// The same place in UTF-16 units.
pub fn span(text: &str, span: Span) -> Span {
    Span {
        start: units_before(text, span.start),
        end: units_before(text, span.end),
    }
}

/// The same diagnostics with their places in UTF-16 units.
pub fn diagnostics(text: &str, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        diagnostic.span = diagnostic.span.map(|place| span(text, place));
    }
}

fn units_before(text: &str, byte: usize) -> usize {
    text[..byte].encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_every_length_are_counted() {
        let text = "aé한😀b";
        let place = |start, end| {
            let found = span(text, Span { start, end });
            (found.start, found.end)
        };
        assert_eq!(place(0, 1), (0, 1));
        assert_eq!(place(1, 3), (1, 2));
        assert_eq!(place(3, 6), (2, 3));
        assert_eq!(place(6, 10), (3, 5));
        assert_eq!(place(10, 11), (5, 6));
    }
}
