//! Texts of other kinds: configurations, events, platforms, digests, patterns.

use imagepull::{
    credentials::{self, pasted, provider_config},
    diagnostic::{Diagnostic, Severity},
    digest::{self, Algorithm},
    events,
    kubelet::config,
    platform::{self, Platform},
    recognize,
    releases::Release,
    utf16,
};

use crate::{
    answers::{answer, check_in_units, data},
    fields,
};

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

fn release(name: &str) -> Release {
    name.trim().parse().unwrap_or(Release::NEWEST)
}

/// The text of a KubeletConfiguration, and the release.
pub fn kubelet_config(bytes: &[u8]) {
    let [yaml, kubernetes] = fields(bytes);
    let check = || config::check_kubelet_config(&yaml, release(&kubernetes));
    let report = answer(&yaml, check);
    check_in_units(&yaml, || {
        let mut report = check();
        utf16::diagnostics(&yaml, &mut report.diagnostics);
        report
    });
    let is_explained = report.diagnostics.iter().any(is_error);
    assert!(report.starts || is_explained, "refused without an error");
}

/// The text of a CredentialProviderConfig, the release, and feature gates as words.
pub fn provider_config(bytes: &[u8]) {
    let [yaml, kubernetes, gates] = fields(bytes);
    let gates = gates
        .split_whitespace()
        .filter_map(|word| word.split_once('='))
        .map(|(gate, value)| (gate.to_owned(), value == "true"))
        .collect();
    let check =
        || provider_config::check_credential_provider_config(&yaml, release(&kubernetes), &gates);
    let report = answer(&yaml, check);
    check_in_units(&yaml, || {
        let mut report = check();
        utf16::diagnostics(&yaml, &mut report.diagnostics);
        report
    });
    let is_explained = report.diagnostics.iter().any(is_error);
    assert!(report.valid || is_explained, "refused without an error");
    assert!(!report.valid || report.errors.is_empty());
}

pub fn explain_events(bytes: &[u8]) {
    let [text] = fields(bytes);
    let report = answer(&text, || events::explain_events(&text));
    let _ = utf16::events_report(&text, report);
}

pub fn recognize(bytes: &[u8]) {
    let [text] = fields(bytes);
    let recognition = answer(&text, || recognize::recognize(&text));
    if let Some(found) = &recognition.found {
        assert_eq!(text[found.span.start..found.span.end], found.text);
    }
}

pub fn read_pasted(bytes: &[u8]) {
    let [text] = fields(bytes);
    let _ = pasted::read_pasted(&text);
    let _ = pasted::masked(&text);
}

/// A platform and that of the host.
pub fn parse_platform(bytes: &[u8]) {
    let [input, host] = fields(bytes);
    let host = if host.is_empty() {
        "linux/amd64"
    } else {
        &host
    };
    let is_of_input = Platform::parse(host).is_some();
    let text = if is_of_input { &input } else { host };
    let mut report = answer(text, || platform::parse_platform(&input, host));
    if let Some(form) = &report.normalized_format_all {
        // Control characters, which `%0B` brings in, are written as they are and not read again.
        let again = platform::parse_platform(form, host).normalized_format_all;
        assert!(
            again.is_none_or(|again| again == *form),
            "{form} read again"
        );
    }
    utf16::diagnostics(&input, &mut report.diagnostics);
}

/// The platform of a node, and candidates, one a line.
pub fn match_platforms(bytes: &[u8]) {
    let [host, candidates] = fields(bytes);
    let candidates: Vec<String> = candidates.lines().map(str::to_owned).collect();
    let report = answer("", || platform::match_platforms(&host, &candidates));
    assert_eq!(report.order.len(), report.matches.len());
    for strict in &report.strict_matches {
        assert!(
            report.matches.contains(strict),
            "{strict} is strictly taken and not taken"
        );
    }
    for taken in &report.matches {
        assert!(candidates.contains(taken));
    }
}

/// A pattern and an image.
pub fn match_url(bytes: &[u8]) {
    let [pattern, target] = fields(bytes);
    data(|| credentials::match_url(&pattern, &target));
}

pub fn digest_of(bytes: &[u8]) {
    for algorithm in Algorithm::ALL {
        let whole = digest::digest_of(bytes, algorithm);
        let check = digest::verify_digest(bytes, &whole);
        assert!(check.matches && check.diagnostics.is_empty(), "{whole}");
        let mut hashing = digest::Hashing::new(algorithm);
        for piece in bytes.chunks(7) {
            hashing.update(piece);
        }
        assert_eq!(hashing.digest(), whole, "piece by piece");
    }
}

/// A digest and the bytes.
pub fn verify_digest(bytes: &[u8]) {
    let [expected, content] = fields(bytes);
    let verify = || digest::verify_digest(content.as_bytes(), &expected);
    let mut check = answer(&expected, verify);
    assert!(!check.matches || check.actual.as_deref() == Some(&*expected));
    utf16::diagnostics(&expected, &mut check.diagnostics);
}
