//! The report on a text that is no KubeletConfiguration itself: on the settings in it, where it has some.

use super::{
    KIND, around,
    check::{
        Check, KubeletConfigReport, check_patch, check_text, does_not_start, policy, serialize_rule,
    },
    flags::{self, Flags},
    gates::Gates,
    validate::OtherSettings,
    wrapped::{self, Settings, Wrapped},
};
use crate::{
    codes,
    config_file::ConfigFile,
    diagnostic::{Diagnostic, Span},
    releases::Release,
    sources::KUBELET_OPTIONS_GO,
    words::{Message, message},
    yaml,
};

/// Texts in texts are looked at up to here.
const MAX_NESTING: usize = 3;

/// What an answer of `/configz` begins with.
const CONFIGZ: &str = "\"kubeletconfig\"";

/// A report on one place of a text.
struct Judged {
    report: KubeletConfigReport,
    /// The keys to it and where they are; `None` of its own document.
    read_at: Option<(String, Span)>,
}

/// The report on what of a text a kubelet would be given; `None` where nothing is found. All places are
/// judged; the settings are those of the first.
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
    let own = later()
        .filter(|(_, piece)| piece.contains(KIND))
        .find_map(|(start, piece)| Some((start, later_document(start, piece, release)?)));
    let place_of_own = own.as_ref().map(|(start, _)| *start);
    let mut places = Places::default();
    places.judged.extend(own.map(|(_, report)| Judged {
        report,
        read_at: None,
    }));
    places.add(text, file, 0, release, nesting);
    for (start, piece) in later().filter(|(start, _)| Some(*start) != place_of_own) {
        if let Ok(file) = ConfigFile::read(piece) {
            places.add(piece, &file, start, release, nesting);
        }
    }
    places.report()
}

/// What is read in other texts around it: the report on the first part of a text that has settings of a
/// kubelet, with what is wrong in the others.
pub(super) fn find_within(
    text: &str,
    release: Release,
    nesting: usize,
) -> Option<KubeletConfigReport> {
    if nesting == MAX_NESTING {
        return None;
    }
    let parts = around::parts(text);
    let parts = parts.iter().filter(|part| {
        wrapped::is_file(part.text) || flags::are_named_in(part.text) || part.text.contains(CONFIGZ)
    });
    let judged = parts.map(|part| {
        let mut report = moved(check_text(part.text, release, nesting + 1), part.start);
        let said = Diagnostic::new(codes::KUB014, part.around.words())
            .help(message!("The kubelet's file is what is inside."));
        report.diagnostics.insert(0, said);
        Judged {
            report,
            read_at: None,
        }
    });
    Places {
        judged: judged.take(wrapped::MAX_PLACES).collect(),
        next: None,
        is_cut: false,
    }
    .report()
}

/// The places of a text that are judged.
#[derive(Default)]
struct Places {
    judged: Vec<Judged>,
    /// The keys to the second place and where they are.
    next: Option<(String, Span)>,
    /// Whether there are more than are judged.
    is_cut: bool,
}

impl Places {
    /// Judges the settings that lie below the root of a document, which begins at a place of the text.
    fn add(
        &mut self,
        text: &str,
        file: &ConfigFile,
        start: usize,
        release: Release,
        nesting: usize,
    ) {
        for found in wrapped::find(file) {
            let place = Span {
                start: found.place.start + start,
                end: found.place.end + start,
            };
            if self.judged.len() == wrapped::MAX_PLACES {
                self.is_cut = true;
                return;
            }
            let path = found.path.clone();
            let report = judge(found, text, file, release, nesting);
            let report = if start == 0 {
                report
            } else {
                moved(report, start)
            };
            if self.judged.len() == 1 {
                self.next = Some((path.clone(), place));
            }
            self.judged.push(Judged {
                report,
                read_at: Some((path, place)),
            });
        }
    }

    fn report(self) -> Option<KubeletConfigReport> {
        let mut judged = self.judged.into_iter();
        let Judged {
            mut report,
            read_at,
        } = judged.next()?;
        let more = self
            .next
            .map(|(path, place)| more(&path, place, self.is_cut));
        match read_at {
            Some((path, place)) => {
                let before = [read_there(&path, place)].into_iter().chain(more);
                report.diagnostics.splice(..0, before);
            }
            None => report.diagnostics.extend(more),
        }
        for other in judged.map(|it| it.report) {
            report.starts &= other.starts;
            report.diagnostics.extend(other.diagnostics);
            for error in other.errors {
                if !report.errors.contains(&error) {
                    report.errors.push(error);
                }
            }
        }
        Some(report)
    }
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
        "kubeadm finds it there; the kubelet only reads the first document of a file."
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

/// The report on settings that lie below the root of a file.
fn judge(
    Wrapped {
        settings, place, ..
    }: Wrapped,
    text: &str,
    file: &ConfigFile,
    release: Release,
    nesting: usize,
) -> KubeletConfigReport {
    match settings {
        Settings::Mapping(node) => Check::new(text, file, release).object(node),
        Settings::Text(text) => at(place, check_text(&text, release, nesting + 1)),
        Settings::Patch(text) => at(place, check_patch(&text, release)),
        Settings::Flags(flags) => check_flags(flags, place, release),
    }
}

/// A report on a text in a value as one on the value.
fn at(place: Span, mut report: KubeletConfigReport) -> KubeletConfigReport {
    for diagnostic in &mut report.diagnostics {
        diagnostic.span = Some(place);
        diagnostic.fixes.clear();
    }
    report
}

fn check_flags(flags: Flags, place: Span, release: Release) -> KubeletConfigReport {
    let Flags {
        settings,
        gates,
        errors,
    } = flags;
    let (gates, refused) = Gates::new(release, gates);
    let mut report = KubeletConfigReport {
        why: vec![serialize_rule(&settings)],
        ..KubeletConfigReport::new(&settings, policy(&OtherSettings::default(), &gates))
    };
    let mut refuse = |code, words: String, help: Option<Message>| {
        let diagnostic = Diagnostic::new(code, Message::verbatim(words.as_str())).at(place);
        report.diagnostics.push(match help {
            Some(help) => diagnostic.help(help).docs(KUBELET_OPTIONS_GO),
            None => does_not_start(diagnostic),
        });
        report.errors.push(words);
    };
    for error in errors {
        refuse(codes::KUB008, error.words, error.help);
    }
    for gate in refused {
        refuse(codes::KUB010, gate.words, None);
    }
    for refusal in settings.defaulted().refusals() {
        refuse(refusal.code, refusal.message, None);
    }
    report.starts = report.errors.is_empty();
    report
}

/// Flags of which none is about pulls.
pub(super) fn other_flags(file: &ConfigFile) -> Option<Diagnostic> {
    let (path, place) = wrapped::other_flags(file)?;
    let said = message!(
        "The kubelet flags at {path} say nothing about image pulls.",
        path
    );
    let help = message!(
        "What they leave out is in the kubelet's file, which a flag such as config=FILE names."
    );
    Some(Diagnostic::new(codes::KUB014, said).help(help).at(place))
}

fn read_there(path: &str, place: Span) -> Diagnostic {
    Diagnostic::new(
        codes::KUB014,
        message!(
            "This is not a KubeletConfiguration; the kubelet's settings are read from `{path}`.",
            path
        ),
    )
    .help(message!(
        "What surrounds it belongs to another program, which writes the kubelet's file."
    ))
    .at(place)
}

fn more(path: &str, place: Span, is_cut: bool) -> Diagnostic {
    let help = if is_cut {
        message!(
            "The first {count} are checked; the values shown are the first ones.",
            count = wrapped::MAX_PLACES
        )
    } else {
        message!("All are checked; the values shown are the first ones.")
    };
    Diagnostic::new(
        codes::KUB014,
        message!(
            "There are more kubelet settings, the next at `{path}`.",
            path
        ),
    )
    .help(help)
    .at(place)
}
