//! What one statement says of an image: whether it may speak of one at all, and the causes in it.

use crate::codes;
use std::ops::Range;

use super::{
    image_name::{image_in, key},
    innermost::innermost,
    phrases::{Compact, compacted},
    rules::Reading,
    statement::{Statement, StatementKind, Subject},
};

/// What a statement is in the life of a pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Pulling,
    Pulled,
    /// A pull or another step to the image failed.
    Failure,
    /// The wait after a failed pull.
    BackOff,
    Other,
}

/// A cause in a statement.
#[derive(Debug)]
pub(super) struct Cause {
    pub code: &'static str,
    /// The place of the words in the statement.
    pub evidence: Range<usize>,
    /// The innermost error.
    pub reason: Option<Range<usize>>,
}

/// What a statement says of an image.
#[derive(Debug)]
pub(super) struct Verdict {
    pub role: Role,
    pub image: Option<String>,
    /// The image as a runtime understands its name.
    pub key: Option<String>,
    pub subject: Option<Subject>,
    pub causes: Vec<Cause>,
    /// Whether it says that a pull failed, and not why.
    pub is_symptom: bool,
    /// Whether its cause is the reason alone, without a message.
    pub is_by_reason: bool,
}

impl Verdict {
    /// Whether a cause follows from the statement: its own, or that nothing says why.
    pub fn leads_to_cause(&self) -> bool {
        self.is_symptom || !self.causes.is_empty()
    }
}

/// Whether a statement may speak of an image.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    Pull,
    /// A container that could not be made of an image that is there.
    Container,
    /// Perhaps: the bare words of an error in a text without a frame.
    Bare,
    Other,
}

const SECRETS: &str = "FailedToRetrieveImagePullSecret";

/// Looks at a statement. `is_framed`: the text has columns, keys or heads of log lines.
pub(super) fn verdict(statement: &Statement, is_framed: bool) -> Verdict {
    let whole = statement.text.as_str();
    let message = statement.message();
    let image = image_in(message);
    let image = image.or_else(|| {
        let is_part = message.len() < whole.len();
        is_part.then(|| image_in(whole)).flatten()
    });
    let mut verdict = Verdict {
        role: Role::Other,
        key: image.as_deref().map(key),
        image,
        subject: statement.frame.subject,
        causes: Vec::new(),
        is_symptom: false,
        is_by_reason: false,
    };
    let reason = statement.frame.reason.as_deref();
    let by_message = by_message(message);
    if reason == Some("Pulled") || by_message == Some(Role::Pulled) {
        verdict.role = Role::Pulled;
        return verdict;
    }
    if reason == Some("Pulling") || by_message == Some(Role::Pulling) {
        verdict.role = Role::Pulling;
        return verdict;
    }
    let compact = Compact::new(whole, statement.message.clone());
    let reading = Reading::new(&compact);
    if let Some(place) = reading
        .is_admission()
        .filter(|_| !reading.is_surely_a_pull())
    {
        verdict.subject = Some(Subject::Admission);
        verdict
            .causes
            .push(cause(codes::EVT037, compact.part(&place), statement));
        return verdict;
    }
    if let Some(place) = reading.has_exec_format_error() {
        verdict
            .causes
            .push(cause(codes::EVT009, compact.part(&place), statement));
        return verdict;
    }
    if reason == Some(SECRETS) || message.starts_with("Unable to retrieve some image pull secrets")
    {
        verdict
            .causes
            .push(cause(codes::EVT019, statement.message.clone(), statement));
        return verdict;
    }
    let topic = topic(statement, &reading, is_framed);
    if topic == Topic::Other {
        return verdict;
    }
    if is_of_sandbox(statement, whole) {
        verdict.subject = Some(Subject::Sandbox);
    }
    if message.is_empty() {
        by_reason(reason.unwrap_or_default(), statement, &mut verdict);
        return verdict;
    }
    read_message(statement, topic, &mut verdict);
    verdict
}

fn cause(code: &'static str, words: Range<usize>, statement: &Statement) -> Cause {
    let start = statement.message.start;
    let inner = innermost(statement.message());
    Cause::new(code, words, start + inner.start..start + inner.end)
}

/// A longer part of a statement is not marked as one.
const MAX_EVIDENCE: usize = 600;

impl Cause {
    /// A cause known by `words`, in a statement whose innermost error is `inner`.
    fn new(code: &'static str, words: Range<usize>, inner: Range<usize>) -> Self {
        let is_inside = inner.start <= words.start && words.end <= inner.end;
        // `failed to resolve image: a:1: not found`: what failed, and why.
        let leads_there = words.end <= inner.start
            && !inner.is_empty()
            && inner.end - words.start <= MAX_EVIDENCE;
        let (evidence, reason) = if is_inside {
            (inner.clone(), inner)
        } else if leads_there {
            (words.start..inner.end, inner)
        } else {
            (words.clone(), words)
        };
        Self {
            code,
            evidence,
            reason: Some(reason),
        }
    }
}

fn by_message(message: &str) -> Option<Role> {
    let head = head_of(message);
    if head.starts_with("successfullypulledimage") || message.contains("already present on machine")
    {
        return Some(Role::Pulled);
    }
    // `pulling image: ...` is what crictl says of a failed one.
    head.starts_with("pullingimage\"")
        .then_some(Role::Pulling)
        .filter(|_| !message.contains("\": "))
}

/// The beginning of a message without blanks, in lower case: a terminal breaks lines anywhere.
fn head_of(message: &str) -> String {
    compacted(
        message
            .get(..message.floor_char_boundary(message.len().min(400)))
            .unwrap_or_default(),
    )
}

fn topic(statement: &Statement, reading: &Reading, is_framed: bool) -> Topic {
    let sure = reading.is_surely_a_pull();
    let of_words = if sure || (reading.is_about_a_pull() && !reading.is_about_something_else()) {
        Topic::Pull
    } else {
        Topic::Other
    };
    match statement.frame.reason.as_deref() {
        Some("BackOff") if statement.message().contains("restarting") => Topic::Other,
        Some(
            "BackOff"
            | "InspectFailed"
            | "ErrImageNeverPull"
            | "ErrImagePull"
            | "ImagePullBackOff"
            | "InvalidImageName"
            | "ImageInspectError"
            | "RegistryUnavailable"
            | "SignatureValidationFailed"
            | "ImagePullFailed"
            | "FailedToPullImage",
        ) => Topic::Pull,
        Some(
            "Failed"
            | "CreateContainerError"
            | "FailedSync"
            | "ImageGCFailed"
            | "FreeDiskSpaceFailed",
        ) => match of_words {
            Topic::Other if reading.is_of_container() => Topic::Container,
            Topic::Other if has_image_reason(statement.message()) => Topic::Pull,
            topic => topic,
        },
        Some("FailedCreatePodSandBox" | "FailedCreatePodContainer" | "FailedPodSandBox") => {
            if sure { Topic::Pull } else { Topic::Other }
        }
        Some(_) if statement.kind == StatementKind::Event => Topic::Other,
        Some(_) if statement.message().is_empty() => Topic::Other,
        _ => match of_words {
            Topic::Other if reading.is_of_container() => Topic::Container,
            Topic::Other if !is_framed && !reading.is_about_something_else() => Topic::Bare,
            topic => topic,
        },
    }
}

fn without_error(message: &str) -> &str {
    message.trim_start_matches("Error:").trim()
}

/// `Error: InvalidImageName`
fn has_image_reason(message: &str) -> bool {
    by_reason_code(without_error(message)).is_some()
}

fn is_of_sandbox(statement: &Statement, whole: &str) -> bool {
    statement.frame.reason.as_deref() == Some("FailedCreatePodSandBox")
        || [
            "sandbox image",
            "RunPodSandbox",
            "create pod sandbox",
            "CreatePodSandbox",
        ]
        .iter()
        .any(|words| whole.contains(words))
}

/// The code that a reason means by itself; an empty one where it only says that a pull failed.
fn by_reason_code(reason: &str) -> Option<&'static str> {
    match reason {
        "ErrImageNeverPull" => Some(codes::EVT012),
        "InvalidImageName" => Some(codes::EVT011),
        "RegistryUnavailable" => Some(codes::EVT005),
        "SignatureValidationFailed" => Some(codes::EVT013),
        // What cannot be inspected has many causes.
        "ErrImagePull" | "ImagePullBackOff" | "ImageInspectError" => Some(""),
        _ => None,
    }
}

fn by_reason(reason: &str, statement: &Statement, verdict: &mut Verdict) {
    match by_reason_code(reason) {
        None => {}
        Some("") => {
            verdict.is_symptom = true;
            verdict.role = if reason == "ImagePullBackOff" {
                Role::BackOff
            } else {
                Role::Failure
            };
        }
        Some(code) => {
            verdict.is_by_reason = true;
            verdict.role = Role::Failure;
            let whole = statement.text.as_str();
            let at = whole.find(reason).unwrap_or_default();
            let evidence = at..(at + reason.len()).min(whole.len());
            verdict.causes.push(Cause {
                code,
                evidence: evidence.clone(),
                reason: Some(evidence),
            });
        }
    }
}

/// The errors of a message: the kubelet lists one for each of the credentials that it tried.
fn parts(message: &str) -> Vec<Range<usize>> {
    if let Some(at) = message.find("artifact err:") {
        return vec![0..at, at..message.len()];
    }
    let mut cuts = vec![0];
    if message.contains(": [failed") || message.contains(": [rpc error") {
        for between in [
            ", rpc error: code",
            ",rpc error: code",
            ", failed to pull and unpack image",
            ",failed to pull and unpack image",
        ] {
            cuts.extend(message.match_indices(between).map(|(at, _)| at + 1));
        }
        cuts.sort_unstable();
    }
    cuts.push(message.len());
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

fn read_message(statement: &Statement, topic: Topic, verdict: &mut Verdict) {
    let whole = statement.text.as_str();
    let message = statement.message();
    let start = statement.message.start;
    let bare = without_error(message);
    if by_reason_code(bare).is_some() {
        by_reason(bare, statement, verdict);
        return;
    }
    verdict.role = if head_of(message).starts_with("back-offpullingimage") {
        Role::BackOff
    } else {
        Role::Failure
    };
    let is_artifact = message.contains("artifact err:");
    for part in parts(message) {
        if is_artifact && !verdict.causes.is_empty() {
            break;
        }
        let part = start + part.start..start + part.end;
        let inner = innermost(&whole[part.clone()]);
        let inner = part.start + inner.start..part.start + inner.end;
        let compact = Compact::new(whole, part);
        let reading = Reading::new(&compact);
        let found = reading.cause(topic != Topic::Bare);
        let found = found.or_else(|| reading.cut_cause().filter(|_| topic == Topic::Pull));
        let Some(found) = found else {
            continue;
        };
        if topic == Topic::Container
            && !matches!(found.code, codes::EVT030 | codes::EVT031 | codes::EVT018)
        {
            continue;
        }
        // To look for an image in its store the runtime asks no registry.
        let is_of_runtime = is_inspect(statement) && !CODES_OF_INSPECTION.contains(&found.code);
        let code = if is_of_runtime {
            codes::EVT036
        } else {
            found.code
        };
        let words = compact.part(&found.place);
        verdict.causes.push(Cause::new(code, words, inner));
    }
    if verdict.causes.is_empty() && topic == Topic::Pull {
        without_known_words(statement, verdict);
    }
}

/// What can be wrong with an image where the runtime looks for it on the node.
const CODES_OF_INSPECTION: [&str; 8] = [
    codes::EVT009,
    codes::EVT011,
    codes::EVT013,
    codes::EVT014,
    codes::EVT018,
    codes::EVT030,
    codes::EVT031,
    codes::EVT036,
];

/// Whether the runtime was asked for an image on the node, before any pull.
pub(super) fn is_inspect(statement: &Statement) -> bool {
    matches!(
        statement.frame.reason.as_deref(),
        Some("InspectFailed" | "ImageInspectError")
    ) || head_of(statement.message()).starts_with("failedtoinspectimage")
        || statement.message().contains("ImageInspectError")
}

/// Words that say that a pull failed, and not why.
const SYMPTOMS: [&str; 3] = ["Back-off pulling image", "ImagePullBackOff", "ErrImagePull"];

/// The innermost error of a message. Another program may have put words of its own before those of the kubelet:
/// then it is what is behind these and a colon, and nothing where that is all.
fn error_behind(message: &str) -> Range<usize> {
    let inner = innermost(message);
    let rest = &message[inner.clone()];
    let ends = SYMPTOMS
        .iter()
        .filter_map(|words| Some(rest.rfind(words)? + words.len()));
    let Some(end) = ends.max() else {
        return inner;
    };
    let behind = behind_name(&rest[end..]);
    let start = inner.end - behind.len();
    match behind.strip_prefix(": ") {
        Some(_) => {
            let error = innermost(&message[start + 2..]);
            start + 2 + error.start..start + 2 + error.end
        }
        None => inner.end..inner.end,
    }
}

/// What is behind the quoted name of an image.
fn behind_name(text: &str) -> &str {
    let name = text.trim_start_matches([' ', '\\']).strip_prefix('"');
    let behind = name.and_then(|name| Some(&name[name.find('"')? + 1..]));
    behind.unwrap_or(text)
}

/// A pull failed, and no words of the message are known.
fn without_known_words(statement: &Statement, verdict: &mut Verdict) {
    let message = statement.message();
    let inner = error_behind(message);
    let head = head_of(message);
    let says_failed = [
        "failedtopull",
        "back-offpulling",
        "errimagepull",
        "failedpulling",
        "errorpulling",
        "failedtoinspectimage",
        "pullimage",
        "imagepullbackoff",
        "imagepullfailed",
        "error:",
    ]
    .iter()
    .any(|words| head.contains(words));
    let is_reason = matches!(
        statement.frame.reason.as_deref(),
        Some(
            "ErrImagePull" | "ImagePullBackOff" | "InspectFailed" | "ImageInspectError" | "BackOff"
        )
    );
    if !says_failed && !is_reason {
        verdict.role = Role::Other;
        return;
    }
    let rest = &message[inner.clone()];
    // Letters behind the quoted names: an error cut off in the middle of a name says nothing.
    let says_why =
        rest.chars().filter(|it| it.is_alphabetic()).count() > 3 && !rest.starts_with('"');
    if !says_why {
        verdict.is_symptom = true;
        return;
    }
    let start = statement.message.start;
    let place = start + inner.start..start + inner.end;
    let code = if is_inspect(statement) {
        codes::EVT036
    } else {
        codes::EVT040
    };
    verdict.causes.push(Cause {
        code,
        evidence: place.clone(),
        reason: Some(place),
    });
}
