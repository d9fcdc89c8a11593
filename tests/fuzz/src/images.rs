//! Names of images.

use imagepull::{image, policy, releases::Release, utf16};
use imageref::Normalized;

use crate::{
    answers::{answer, check_in_units},
    fields, reference,
};

/// So often a repair may be followed by another of the same kind: a name may have many of what each
/// repairs once.
const MAX_REPAIRS: usize = 300;

pub fn parse_image(bytes: &[u8]) {
    let [input] = fields(bytes);
    let report = answer(&input, || image::parse_image(&input));
    check_in_units(&input, || utf16::image_report(report.clone()));

    let upstream = reference::parse_normalized_named(&input);
    assert_eq!(report.upstream_error, upstream.err(), "{input:?}");
    assert_eq!(report.valid, report.upstream_error.is_none());
    if report.valid {
        let parts: String = report.parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(parts, input, "the parts are the name");
        for form in [&report.canonical, &report.with_default_tag, &report.pulled] {
            let form = form.as_deref().expect("a valid name has all forms");
            let again = Normalized::parse(form).map(|again| again.to_string());
            assert_eq!(again.as_deref(), Ok(form), "printed and read again");
        }
    }
    for diagnostic in &report.diagnostics {
        for place in 0..diagnostic.fixes.len() {
            repairs_end(&input, diagnostic.code, place);
        }
    }
}

/// A repair changes the name, and doing it again comes to an end at which it is not offered.
fn repairs_end(input: &str, code: &str, place: usize) {
    let mut text = input.to_owned();
    for _ in 0..MAX_REPAIRS {
        let report = image::parse_image(&text);
        let said = report.diagnostics.iter().find(|it| it.code == code);
        let Some(fix) = said.and_then(|it| it.fixes.get(place)) else {
            return;
        };
        assert_ne!(
            fix.replacement, text,
            "{code}: {} changes nothing",
            fix.title
        );
        text.clone_from(&fix.replacement);
    }
    panic!("{code} of {input:?} is repaired for ever: {text:?}");
}

pub fn normalize_images(bytes: &[u8]) {
    let [text] = fields(bytes);
    let inputs: Vec<&str> = text.lines().collect();
    for release in Release::all() {
        let normalized = image::normalize_images_in(&inputs, release);
        assert_eq!(normalized.len(), inputs.len());
        for (input, normalized) in inputs.iter().zip(normalized) {
            let report = image::parse_image_in(input, release);
            assert_eq!(normalized, report.with_default_tag);
        }
    }
}

pub fn default_pull_policy(bytes: &[u8]) {
    let [image] = fields(bytes);
    let report = answer(&image, || policy::explain_default_pull_policy(&image));
    assert_eq!(report.policy, policy::default_pull_policy(&image));
    assert!(!report.why.is_empty(), "no reason");
    check_in_units(&image, || utf16::policy_report(&image, report.clone()));
}
