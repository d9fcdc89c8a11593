//! What the core says about the text, and when it is asked.

use std::{cmp::Reverse, ops::Deref, rc::Rc};

use gloo::{
    render::{AnimationFrame, request_animation_frame},
    timers::callback::Timeout,
};
use imagepull::{
    diagnostic::{Severity, Span},
    workload::{
        Inspector, ManifestOptions,
        beside::{ManifestFile, apply_files},
        report::{Finding, ManifestReport},
        safe_fixes::{Repairs, safe_fixes},
    },
};
use web_sys::js_sys::Date;
use yew::prelude::*;

use super::large::{Progress, Session, WorkerEvent};

/// Answers that take longer, in ms, are not in the frame of the key: a frame has 16, and they
/// have to be drawn as well.
const FAST_MS: f64 = 12.0;

/// Answers that take longer, in ms, are too slow for every key: browsers call that a long task.
const LONG_MS: f64 = 50.0;

/// Last answers by which the time of one is estimated: the median of them, for the first one reads
/// the whole text and others are held up by something else.
const LAST: usize = 3;

/// A longer text, in bytes, is not inspected at every key.
const SHORT: usize = 512 * 1024;

/// A longer text, in bytes, is inspected in a worker.
const MAX_BYTES_IN_PAGE: usize = 1024 * 1024;

/// So long after the last key the slow ones follow, in ms.
const REST_MS: u32 = 300;

/// Everything said about a text.
pub struct Answer {
    pub text: AttrValue,
    /// The files that say what becomes of its images.
    pub beside: Rc<[ManifestFile]>,
    /// The cluster that it is for.
    pub options: ManifestOptions,
    /// What is in it. Its findings are [`remarks`](Self::remarks).
    pub report: ManifestReport,
    /// All that is said about it, line by line, what matters most in a line first; what is about no place
    /// comes before.
    pub remarks: Vec<Remark>,
    /// The remarks whose fixes may be applied together: see [`safe_fixes`].
    pub safe: Vec<usize>,
    /// Whether a part of the text, or all of it, cannot be read.
    pub is_cut: bool,
    /// How many images cannot be pulled as they are written.
    pub stopped: usize,
}

/// Something said about a text.
pub struct Remark {
    /// What is said.
    pub finding: Finding,
    /// The line that it is about, from 1.
    pub line: Option<usize>,
}

impl Answer {
    /// The answer to a text.
    pub fn new(text: AttrValue, options: ManifestOptions) -> Self {
        let report = Inspector::default().inspect(&text, &options);
        Self::from_report(text, Rc::default(), options, report)
    }

    /// The answer to a text of which this is in it.
    fn from_report(
        text: AttrValue,
        beside: Rc<[ManifestFile]>,
        options: ManifestOptions,
        mut report: ManifestReport,
    ) -> Self {
        apply_files(&beside, &mut report);
        let has_error =
            |findings: &[Finding]| findings.iter().any(|it| it.severity == Severity::Error);
        let stopped = report
            .images
            .iter()
            .filter(|it| has_error(&it.findings))
            .count();
        let is_cut = report.diagnostics.iter().any(is_unreadable);
        let lines: Vec<usize> = line_starts(&text).collect();
        let mut findings = std::mem::take(&mut report.diagnostics);
        for image in &mut report.images {
            findings.append(&mut image.findings);
        }
        let remarks = findings.into_iter().map(|finding| Remark {
            line: finding.span.map(|span| line_of(&lines, span)),
            finding,
        });
        let mut remarks: Vec<Remark> = remarks.collect();
        remarks.sort_by_key(|Remark { line, finding }| {
            let start = finding.span.map(|span| span.start);
            (*line, Reverse(finding.severity), start)
        });
        Self {
            safe: safe_fixes(&repairs(&remarks)),
            text,
            beside,
            options,
            report,
            remarks,
            is_cut,
            stopped,
        }
    }
}

fn repairs(remarks: &[Remark]) -> Vec<Repairs<'_>> {
    let findings = remarks.iter().map(|remark| &remark.finding);
    let repairs = findings.map(|finding| Repairs {
        code: finding.code,
        fixes: finding.fixes.iter().map(|fix| &*fix.edits).collect(),
    });
    repairs.collect()
}

/// Whether it says that a part of the text cannot be read.
fn is_unreadable(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.code.starts_with("YML")
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    [0].into_iter()
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

fn line_of(lines: &[usize], place: Span) -> usize {
    lines.partition_point(|&start| start <= place.start)
}

/// An answer, equal only to itself.
#[derive(Clone)]
pub struct SharedAnswer(Rc<Answer>);

impl SharedAnswer {
    /// What is said of no text at all.
    fn to_no_text(options: ManifestOptions) -> Self {
        let wanted = Wanted {
            options,
            ..Wanted::default()
        };
        wanted.answer(ManifestReport::default())
    }
}

impl Deref for SharedAnswer {
    type Target = Answer;

    fn deref(&self) -> &Answer {
        &self.0
    }
}

impl PartialEq for SharedAnswer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The answer that there is to a text.
pub struct Inspected {
    /// The answer; of another text where that is large or typed just now.
    pub answer: SharedAnswer,
    /// Whether it is that of an earlier text for longer than a frame.
    pub is_stale: bool,
    /// How far the inspection of a large text is.
    pub progress: Progress,
    pub stop: Callback<()>,
    /// Begins it anew.
    pub again: Callback<()>,
}

impl Inspected {
    /// Whether there was no other text before the large one.
    pub fn is_nothing(&self) -> bool {
        self.is_stale && self.answer.text.is_empty()
    }
}

/// The answer to a text: it is inspected at every key, or once a frame, or after a rest, by how long that takes; a
/// large one in a worker.
#[hook]
pub fn use_answer(
    text: &AttrValue,
    beside: &Rc<[ManifestFile]>,
    options: ManifestOptions,
) -> Inspected {
    let wanted = Wanted {
        text: text.clone(),
        beside: beside.clone(),
        options,
    };
    let is_large = text.len() > MAX_BYTES_IN_PAGE;
    let asked = use_mut_ref(Asked::default);
    let last = use_state(|| {
        if is_large {
            SharedAnswer::to_no_text(options)
        } else {
            asked.borrow_mut().answer(&wanted)
        }
    });
    let session = use_memo((), |()| Session::default());
    let progress = use_state_eq(|| Progress::Idle);
    let tries = use_state_eq(|| 0);
    let is_stale = !wanted.is_answered(&last);
    let pace = asked.borrow().pace(text.len());
    {
        let (session, progress) = (session.clone(), progress.clone());
        let last = last.clone();
        use_effect_with((wanted, is_stale, *tries), move |(wanted, is_stale, _)| {
            let wanted = wanted.clone();
            let pending = match (*is_stale, is_large) {
                (false, _) => None,
                (true, false) => {
                    session.stop();
                    progress.set(Progress::Idle);
                    pace.start(move || last.set(asked.borrow_mut().answer(&wanted)))
                }
                (true, true) => {
                    // What is typed while another text is inspected waits for a rest.
                    let is_at_work = matches!(*progress, Progress::Running(_));
                    let pace = if is_at_work { Pace::Rest } else { Pace::Key };
                    pace.start(move || inspect_in_worker(&session, wanted, last, progress))
                }
            };
            move || drop(pending)
        });
    }
    let stop = {
        let progress = progress.clone();
        Callback::from(move |()| {
            session.stop();
            progress.set(Progress::Stopped);
        })
    };
    let again = Callback::from(move |()| tries.set(*tries + 1));
    Inspected {
        answer: (*last).clone(),
        is_stale: is_stale && (is_large || pace == Pace::Rest),
        progress: (*progress).clone(),
        stop,
        again,
    }
}

/// What an answer is wanted to.
#[derive(Clone, Default, PartialEq)]
struct Wanted {
    text: AttrValue,
    beside: Rc<[ManifestFile]>,
    options: ManifestOptions,
}

impl Wanted {
    fn is_answered(&self, answer: &Answer) -> bool {
        (&answer.text, &answer.beside, &answer.options) == (&self.text, &self.beside, &self.options)
    }

    /// The answer where this is in the text.
    fn answer(&self, report: ManifestReport) -> SharedAnswer {
        let (text, beside) = (self.text.clone(), self.beside.clone());
        SharedAnswer(Rc::new(Answer::from_report(
            text,
            beside,
            self.options,
            report,
        )))
    }
}

fn inspect_in_worker(
    session: &Session,
    wanted: Wanted,
    last: UseStateHandle<SharedAnswer>,
    progress: UseStateHandle<Progress>,
) {
    progress.set(Progress::Running(0.0));
    let (text, options) = (wanted.text.clone(), wanted.options);
    let tell = Callback::from(move |news| match news {
        WorkerEvent::Progress(share) => progress.set(Progress::Running(share)),
        WorkerEvent::Done(report) => {
            last.set(wanted.answer(*report));
            progress.set(Progress::Idle);
        }
        WorkerEvent::Failed(error) => progress.set(Progress::Failed(error)),
    });
    session.inspect(&text, options, tell);
}

/// The inspector of a view, and how long its last answers took.
#[derive(Default)]
struct Asked {
    inspector: Inspector,
    /// In ms, the newest first; zero where there is none yet.
    took_ms: [f64; LAST],
}

impl Asked {
    fn answer(&mut self, wanted: &Wanted) -> SharedAnswer {
        let begin = Date::now();
        let report = self.inspector.inspect(&wanted.text, &wanted.options);
        let answer = wanted.answer(report);
        self.took_ms.rotate_right(1);
        self.took_ms[0] = Date::now() - begin;
        answer
    }

    /// When the next text is inspected, by its bytes.
    fn pace(&self, bytes: usize) -> Pace {
        match self.median_ms() {
            _ if bytes >= SHORT => Pace::Rest,
            ms if ms < FAST_MS => Pace::Key,
            ms if ms < LONG_MS => Pace::Frame,
            _ => Pace::Rest,
        }
    }

    fn median_ms(&self) -> f64 {
        let mut took_ms = self.took_ms;
        took_ms.sort_by(f64::total_cmp);
        took_ms[LAST / 2]
    }
}

/// When a text is inspected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// With the key, before anything is drawn.
    Key,
    /// Once a frame, when the key is drawn.
    Frame,
    /// When nothing was typed for [`REST_MS`].
    Rest,
}

/// Something that is done soon, unless this is dropped before.
#[allow(dead_code)] // They are held, not read.
enum Pending {
    Frame(AnimationFrame),
    Rest(Timeout),
}

impl Pace {
    fn start(self, act: impl FnOnce() + 'static) -> Option<Pending> {
        match self {
            Self::Key => {
                act();
                None
            }
            Self::Frame => Some(Pending::Frame(request_animation_frame(|_| act()))),
            Self::Rest => Some(Pending::Rest(Timeout::new(REST_MS, act))),
        }
    }
}
