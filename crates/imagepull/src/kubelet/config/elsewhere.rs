//! The report on a text that is no KubeletConfiguration itself: on the settings in it, where it has some.

use super::{
    KIND,
    check::{Check, KubeletConfigReport, check_text, does_not_start, serialize_rule},
    flags::Flags,
    wrapped::{self, Settings, Wrapped},
};
use crate::{
    codes,
    config_file::ConfigFile,
    diagnostic::{Diagnostic, Span},
    releases::Release,
    words::{Message, message},
    yaml,
};

/// Texts in texts are looked at up to here.
const MAX_NESTING: usize = 2;

/// The report on what of a text a kubelet would be given; `None` where nothing is found.
pub(super) fn find(
    text: &str,
    file: &ConfigFile,
    release: Release,
    nesting: usize,
) -> Option<KubeletConfigReport> {
    if nesting == MAX_NESTING {
        return None;
    }
    let is_json = text.trim_start().starts_with('{');
    let later = || yaml::pieces(text).skip(1).filter(|_| !is_json);
    later()
        .filter(|(_, piece)| piece.contains(KIND))
        .find_map(|(start, piece)| later_document(start, piece, release))
        .or_else(|| wrapped_in(text, file, release, nesting))
        .or_else(|| {
            later().find_map(|(start, piece)| {
                let file = ConfigFile::read(piece).ok()?;
                let report = wrapped_in(piece, &file, release, nesting)?;
                Some(moved(report, start))
            })
        })
}

/// A KubeletConfiguration behind the first document, where kubeadm reads it.
fn later_document(start: usize, piece: &str, release: Release) -> Option<KubeletConfigReport> {
    let header = ConfigFile::read(piece).ok()?.header().ok()?;
    if header.kind != KIND {
        return None;
    }
    let mut report = moved(check_text(piece, release, MAX_NESTING), start);
    let diagnostic = Diagnostic::new(
        codes::KUB014,
        message!("The KubeletConfiguration of this text is not its first document."),
    )
    .help(message!(
        "kubeadm finds it there; a kubelet only reads the first document of a file."
    ));
    report.diagnostics.push(diagnostic);
    Some(report)
}

/// A report on a part of a text as one on the whole, without repairs, which would replace it by the part.
fn moved(mut report: KubeletConfigReport, start: usize) -> KubeletConfigReport {
    for diagnostic in &mut report.diagnostics {
        if let Some(span) = &mut diagnostic.span {
            span.start += start;
            span.end += start;
        }
        diagnostic.fixes.clear();
    }
    report
}

/// The report on the first settings that lie below the root of a file.
fn wrapped_in(
    text: &str,
    file: &ConfigFile,
    release: Release,
    nesting: usize,
) -> Option<KubeletConfigReport> {
    let mut found = wrapped::find(file).into_iter();
    let Wrapped {
        settings,
        place,
        path,
    } = found.next()?;
    let mut diagnostics = vec![read_there(&path, place)];
    diagnostics.extend(found.next().map(|other| not_read(&other)));
    Some(match settings {
        Settings::Mapping(node) => Check {
            text,
            file,
            release,
            errors: Vec::new(),
            diagnostics,
        }
        .object(node),
        Settings::Text(text) => {
            let mut report = check_text(&text, release, nesting + 1);
            for diagnostic in &mut report.diagnostics {
                diagnostic.span = Some(place);
                diagnostic.fixes.clear();
            }
            report.diagnostics.splice(..0, diagnostics);
            report
        }
        Settings::Flags(flags) => check_flags(flags, place, diagnostics),
    })
}

fn check_flags(
    Flags { settings, errors }: Flags,
    place: Span,
    mut diagnostics: Vec<Diagnostic>,
) -> KubeletConfigReport {
    let refusals = settings.defaulted().refusals().into_iter();
    let refusals = refusals.map(|it| (it.code, it.message));
    let errors: Vec<_> = errors
        .into_iter()
        .map(|error| (codes::KUB008, error))
        .chain(refusals)
        .collect();
    diagnostics.extend(errors.iter().map(|(code, message)| {
        does_not_start(Diagnostic::new(*code, Message::verbatim(message.as_str())).at(place))
    }));
    KubeletConfigReport {
        starts: errors.is_empty(),
        errors: errors.into_iter().map(|(_, message)| message).collect(),
        diagnostics,
        why: vec![serialize_rule(&settings)],
        ..KubeletConfigReport::new(&settings, None)
    }
}

fn read_there(path: &str, place: Span) -> Diagnostic {
    Diagnostic::new(
        codes::KUB014,
        message!(
            "This is not a KubeletConfiguration; the kubelet's settings are read at {path}.",
            path
        ),
    )
    .help(message!(
        "What surrounds it belongs to another program, which writes the kubelet's file."
    ))
    .at(place)
}

fn not_read(other: &Wrapped) -> Diagnostic {
    Diagnostic::new(
        codes::KUB014,
        message!(
            "There are more kubelet settings at {path}, which are skipped.",
            path = other.path.as_str()
        ),
    )
    .help(message!("Check them separately."))
    .at(other.place)
}
