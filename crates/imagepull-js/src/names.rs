//! What is said about image names, in forms that cross the boundary quickly: as few texts as tell it,
//! one to a line. A valid name has no character that would have to be escaped, and its bytes are its
//! UTF-16 units.

use imagepull::image::ImageReport;
use imageref::{DEFAULT_DOMAIN, DEFAULT_TAG, Library, Normalized, OFFICIAL_REPOSITORY_PREFIX};

/// In the first line of [`completions`]: an invalid name.
const INVALID: char = '-';
/// In the first line of [`completions`]: a name whose form is its own line.
const OTHERWISE: char = '=';

/// How most names are completed: what comes before the name as it is written and what behind it. A
/// name is marked with a letter, `a` for the first.
const FORMS: [(&[&str], &[&str]); 6] = {
    const LATEST: &[&str] = &[":", DEFAULT_TAG];
    const HUB: &[&str] = &[DEFAULT_DOMAIN, "/"];
    const LIBRARY: &[&str] = &[DEFAULT_DOMAIN, "/", OFFICIAL_REPOSITORY_PREFIX];
    [
        (&[], &[]),
        (&[], LATEST),
        (HUB, &[]),
        (HUB, LATEST),
        (LIBRARY, &[]),
        (LIBRARY, LATEST),
    ]
};

/// The canonical forms with a default tag of names that are one behind the other, each of so many
/// bytes, as a library reads them: a line with a mark for each, two lines for what comes before and behind the names of each
/// form, and the forms that are no completion of what is written.
pub fn completions(names: &str, lengths: &[u32], library: Library) -> String {
    let mut marks = String::with_capacity(lengths.len() + 256);
    let mut others = String::new();
    let mut rest = names;
    for length in lengths {
        let Some((name, behind)) = rest.split_at_checked(*length as usize) else {
            break;
        };
        rest = behind;
        match Normalized::parse_as(name, library) {
            Ok(reference) => marks.push(mark(&reference, &mut others)),
            Err(_) => marks.push(INVALID),
        }
    }
    for (before, behind) in FORMS {
        for text in [before, behind] {
            marks.push('\n');
            marks.extend(text.iter().copied());
        }
    }
    marks + &others
}

/// [`completions`] of a number of names, none of which is read.
pub fn no_completions(count: usize) -> String {
    INVALID.to_string().repeat(count)
}

/// The mark of a name; `others` gets a line for one that no form completes.
fn mark(reference: &Normalized<'_>, others: &mut String) -> char {
    let is_as_written = reference
        .domain_span()
        .is_none_or(|span| span.len() == reference.domain().len());
    let before = match (reference.implies_domain(), reference.implies_library()) {
        (false, false) if is_as_written => b'a',
        (true, false) => b'c',
        (true, true) => b'e',
        // `docker.io/busybox`, and the old name of that domain, which is longer.
        _ => {
            others.push('\n');
            others.push_str(&String::from(reference.with_default_tag()));
            return OTHERWISE;
        }
    };
    let is_complete = reference.tag().is_some() || reference.digest().is_some();
    char::from(before + u8::from(!is_complete))
}

/// A report on a valid name, its texts a line each; `None` for a name that is invalid.
///
/// A line is empty where a text is missing, or where a form is the canonical one. The first line has a
/// letter for each thing that may be implied, `y` or `n`, and one for the number of parts, `a` for none.
/// The last line is a list in JSON, or empty where nothing is said.
pub fn lines(report: &ImageReport) -> Option<String> {
    let kubelet = report.kubelet.as_ref()?;
    let canonical = report.canonical.as_deref()?;
    let implied = &report.implied;
    let mut lines = String::with_capacity(512);
    for is_implied in [implied.domain, implied.library, implied.tag] {
        lines.push(if is_implied { 'y' } else { 'n' });
    }
    lines.push(char::from(b'a' + u8::try_from(report.parts.len()).ok()?));
    let mut line = |text: &str| {
        lines.push('\n');
        lines.push_str(text);
    };
    for text in [&report.domain, &report.path, &report.tag, &report.digest] {
        line(text.as_deref().unwrap_or_default());
    }
    line(canonical);
    let forms = [
        &report.familiar,
        &report.with_default_tag,
        &report.pulled,
        &report.cri_image,
    ];
    for form in forms {
        let form = form.as_deref().filter(|form| *form != canonical);
        line(form.unwrap_or_default());
    }
    line(&kubelet.repository);
    line(kubelet.tag.as_deref().unwrap_or_default());
    for part in &report.parts {
        line(part.kind);
        line(&part.text);
    }
    for spelling in &report.spellings {
        line(spelling);
    }
    if report.diagnostics.is_empty() {
        line("");
    } else {
        line(&crate::calls::json(&report.diagnostics));
    }
    Some(lines)
}
