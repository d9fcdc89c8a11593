//! Places in a text, from bytes as in the core to UTF-16 units as in JavaScript.

use std::sync::Arc;

use crate::{
    diagnostic::{Diagnostic, Span},
    events::EventsReport,
    image::ImageReport,
    index::IndexReport,
    policy::PolicyReport,
    workload::{
        pins::PinReport,
        report::{Finding, ManifestReport, Placed},
    },
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

/// The same report on a manifest with its places in UTF-16 units: those of images in their names,
/// all others in the text.
#[must_use]
pub fn manifest_report(text: &str, mut report: ManifestReport) -> ManifestReport {
    let units = Units::new(text);
    let placed = |placed: &mut Placed| placed.span = units.span(placed.span);
    for image in &mut report.images {
        if !image.image.input.is_ascii() {
            image.image = Arc::new(image_report(image.image.as_ref().clone()));
        }
        image.image_span = image.image_span.map(|span| units.span(span));
        image.policy_span = image.policy_span.map(|span| units.span(span));
        findings(&units, &mut image.findings);
    }
    findings(&units, &mut report.diagnostics);
    for document in &mut report.documents {
        document.span = units.span(document.span);
    }
    for workload in &mut report.workloads {
        workload.span = units.span(workload.span);
        workload.image_pull_secrets.iter_mut().for_each(placed);
        workload.service_account_name.iter_mut().for_each(placed);
        workload.runtime_class_name.iter_mut().for_each(placed);
    }
    for account in &mut report.service_accounts {
        placed(&mut account.name);
        account.image_pull_secrets.iter_mut().for_each(placed);
    }
    for secret in &mut report.secrets {
        placed(&mut secret.name);
        secret.secret_type.iter_mut().for_each(placed);
    }
    for completion in &mut report.completions {
        completion.edit.span = units.span(completion.edit.span);
    }
    report
}

/// The same report on pins with its places in UTF-16 units.
#[must_use]
pub fn pin_report(text: &str, mut report: PinReport) -> PinReport {
    let units = Units::new(text);
    for edit in report.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.span = units.span(edit.span);
    }
    report
}

/// The same report on an image index or manifest with its places in UTF-16 units.
#[must_use]
pub fn index_report(document: &str, mut report: IndexReport) -> IndexReport {
    let units = Units::new(document);
    let entries = report.entries.iter_mut().map(|it| &mut it.span);
    let layers = report.layers.iter_mut().map(|it| &mut it.blob.span);
    let config = report.config.iter_mut().map(|it| &mut it.span);
    let said = report.diagnostics.iter_mut().map(|it| &mut it.span);
    for span in entries.chain(layers).chain(config).chain(said) {
        *span = span.map(|span| units.span(span));
    }
    report
}

/// The same report on pasted events with its places in UTF-16 units.
#[must_use]
pub fn events_report(text: &str, mut report: EventsReport) -> EventsReport {
    let units = Units::new(text);
    let evidence = report.causes.iter_mut().flat_map(|it| &mut it.evidence);
    let statements = report.statements.iter_mut().map(|it| &mut it.span);
    let said = report
        .diagnostics
        .iter_mut()
        .filter_map(|it| it.span.as_mut());
    for span in evidence.chain(statements).chain(said) {
        *span = units.span(*span);
    }
    report
}

fn findings(units: &Units<'_>, findings: &mut [Finding]) {
    for finding in findings {
        finding.span = finding.span.map(|span| units.span(span));
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = units.span(edit.span);
        }
    }
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

/// The UTF-16 units of a text, counted once for many places: a text of 1 MiB with thousands of
/// places would be counted from its start thousands of times otherwise.
pub struct Units<'a> {
    text: &'a str,
    /// The units before every [`STRIDE`]th byte, that rounded down to a character.
    counted: Vec<usize>,
}

const STRIDE: usize = 512;

impl<'a> Units<'a> {
    /// Counts a text.
    pub fn new(text: &'a str) -> Self {
        let mut counted = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut start, mut units) = (0, 0);
        for byte in (0..=text.len()).step_by(STRIDE) {
            let end = text.floor_char_boundary(byte);
            units += text[start..end].encode_utf16().count();
            start = end;
            counted.push(units);
        }
        Self { text, counted }
    }

    /// How many units are before a byte.
    pub fn before(&self, byte: usize) -> usize {
        let stride = byte / STRIDE;
        let start = self.text.floor_char_boundary(stride * STRIDE);
        self.counted[stride] + units_before(&self.text[start..], byte - start)
    }

    /// The same place in UTF-16 units.
    pub fn span(&self, span: Span) -> Span {
        Span {
            start: self.before(span.start),
            end: self.before(span.end),
        }
    }
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

    #[test]
    fn many_places_of_a_long_text_are_the_same_as_each_alone() {
        for text in ["", "aé한😀b", &"한😀é a\n".repeat(400)] {
            let units = Units::new(text);
            for (byte, _) in text.char_indices() {
                let whole = Span {
                    start: byte,
                    end: text.len(),
                };
                assert_eq!(units.span(whole), span(text, whole), "{byte} of {text:?}");
            }
        }
    }
}
