//! An event in a row: `kubectl describe`, `kubectl get events` and `kubectl events` of any release, and
//! dashboards that print time, type and message.

use super::{
    age::{is_age, seconds},
    statement::{Frame, Subject},
};

/// The type is within so many words.
const MAX_WORDS_BEFORE_TYPE: usize = 12;

/// Reasons of rows that have no type.
pub(super) const REASONS: [&str; 24] = [
    "Pulling",
    "Pulled",
    "Failed",
    "BackOff",
    "InspectFailed",
    "ErrImageNeverPull",
    "FailedToRetrieveImagePullSecret",
    "ErrImagePull",
    "ImagePullBackOff",
    "InvalidImageName",
    "ImageInspectError",
    "RegistryUnavailable",
    "SignatureValidationFailed",
    "FailedCreatePodSandBox",
    "Scheduled",
    "Created",
    "Started",
    "Killing",
    "Unhealthy",
    "FailedMount",
    "FailedScheduling",
    "FailedCreate",
    "FailedAttachVolume",
    "SandboxChanged",
];

/// Who reports events.
const COMPONENTS: [&str; 20] = [
    "kubelet",
    "default-scheduler",
    "attachdetach-controller",
    "deployment-controller",
    "replicaset-controller",
    "daemonset-controller",
    "daemon-set",
    "statefulset-controller",
    "job-controller",
    "cronjob-controller",
    "node-controller",
    "taint-eviction-controller",
    "cluster-autoscaler",
    "persistentvolume-controller",
    "controllermanager",
    "horizontal-pod-autoscaler",
    "karpenter",
    "kubelet-kubelet",
    "multus",
    "nodelifecycle-controller",
];

/// Kinds before the slash of an object.
const KINDS: [&str; 16] = [
    "pod",
    "pods",
    "po",
    "node",
    "no",
    "deployment",
    "deployment.apps",
    "replicaset",
    "replicaset.apps",
    "rs",
    "daemonset",
    "daemonset.apps",
    "statefulset",
    "statefulset.apps",
    "job",
    "job.batch",
];

/// A word of a row and where it is.
struct Word<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

/// A row that was read: who and when, and where its message begins.
pub(super) struct Row {
    pub frame: Frame,
    pub message: usize,
}

/// Whether a line begins with the columns of an event.
pub(super) fn is_row(line: &str) -> bool {
    let words = words(line, MAX_WORDS_BEFORE_TYPE + 2);
    type_at(&words).is_some() || is_reason_first(&words, line)
}

/// Reads a row; `None` where the line is none.
pub(super) fn read(line: &str) -> Option<Row> {
    let words = words(line, 64);
    let mut frame = Frame::default();
    let mut next = match type_at(&words) {
        Some(at) => {
            before_type(&words[..at], &mut frame);
            at + 1
        }
        None if is_reason_first(&words, line) => 0,
        None => return None,
    };
    if let Some(word) = words.get(next).filter(|word| is_reason(word.text)) {
        frame.reason = Some(word.text.to_owned());
        next += 1;
    }
    let mut has_source = false;
    while let Some(word) = words.get(next) {
        let text = word.text;
        if frame.age_s.is_none() && frame.count.is_none() && is_age(text) {
            frame.age_s = seconds(text);
        } else if is_count_group(&words[next..]) {
            read_count_group(&words[next..], &mut frame);
            next += 2;
        } else if let Some((kind, name)) = object(text) {
            set_object(kind, name, &mut frame);
        } else if let Some((subject, name)) = field_path(text) {
            frame.subject = Some(subject);
            frame.container = Some(name.to_owned());
            if text.ends_with(':') {
                next += 1;
                break;
            }
        } else if !has_source && is_source(text) {
            has_source = true;
            // `kubelet, node-1` or `{kubelet node-1}`.
            let goes_on = text.ends_with(',') || (text.starts_with('{') && !text.ends_with('}'));
            if let Some(node) = words.get(next + 1).filter(|_| goes_on) {
                frame.node = Some(node.text.trim_end_matches('}').to_owned());
                next += 1;
            }
        } else {
            break;
        }
        next += 1;
    }
    let message = words.get(next).map_or(line.len(), |word| word.start);
    if frame.count.is_none()
        && let Some((first, count)) = count_behind(&line[message..])
    {
        frame.first_s = seconds(first);
        frame.count = Some(count);
    }
    Some(Row { frame, message })
}

fn words(line: &str, most: usize) -> Vec<Word<'_>> {
    let place = |text: &str| text.as_ptr() as usize - line.as_ptr() as usize;
    let words = line.split_whitespace().take(most);
    words
        .map(|text| Word {
            text,
            start: place(text),
            end: place(text) + text.len(),
        })
        .collect()
}

/// Where the type of an event is: only columns are before it, a reason is behind it.
fn type_at(words: &[Word<'_>]) -> Option<usize> {
    let is_type =
        |word: &Word| matches!(word.text, "Normal" | "Warning" | "[Normal]" | "[Warning]");
    let at = words.iter().take(MAX_WORDS_BEFORE_TYPE).position(is_type)?;
    let next = words.get(at + 1).map(|word| word.text);
    let is_followed = words[at].text.starts_with('[') || next.is_none_or(is_reason);
    let is_column = |word: &Word| {
        let text = word.text;
        is_age(text)
            || text == "over"
            || text == "Pod"
            || text.starts_with("(x")
            || text.ends_with(')')
            || text.starts_with('{')
            || text.ends_with('}')
            || text
                .bytes()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b".-/".contains(&it))
            || is_time(text)
            || object(text).is_some()
    };
    (is_followed && words[..at].iter().all(is_column)).then_some(at)
}

/// Rows that were pasted without their type: the reason, then a wide gap.
fn is_reason_first(words: &[Word<'_>], line: &str) -> bool {
    let [first, second, ..] = words else {
        return false;
    };
    let gap = &line[first.end..second.start];
    REASONS.contains(&first.text) && (gap.contains('\t') || gap.len() > 1)
}

fn is_reason(word: &str) -> bool {
    word.len() > 2
        && word.starts_with(|it: char| it.is_ascii_uppercase())
        && word.bytes().all(|it| it.is_ascii_alphanumeric())
}

fn is_time(word: &str) -> bool {
    word.len() >= 8 && word.starts_with(|it: char| it.is_ascii_digit()) && word.contains(':')
}

fn is_source(word: &str) -> bool {
    let word = word.trim_start_matches('{').trim_end_matches([',', '}']);
    COMPONENTS.contains(&word)
}

/// The columns before the type: `kubectl get events`, `kubectl events`, and `describe` of old.
fn before_type(words: &[Word<'_>], frame: &mut Frame) {
    let mut ages = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let text = word.text;
        if is_count_group(&words[at..]) {
            read_count_group(&words[at..], frame);
            at += 2;
        } else if is_age(text) {
            ages.push(seconds(text));
        } else if text.bytes().all(|it| it.is_ascii_digit()) {
            frame.count = text.parse().ok();
        } else if let Some((subject, name)) = field_path(text) {
            frame.subject = Some(subject);
            frame.container = Some(name.to_owned());
        } else if let Some((kind, name)) = object(text) {
            set_object(kind, name, frame);
        } else if text.starts_with('{') {
            let node = words.get(at + 1).filter(|_| !text.ends_with('}'));
            frame.node = node.map(|node| node.text.trim_end_matches('}').to_owned());
            at += usize::from(node.is_some());
        } else if !is_time(text) {
            names.push(text);
        }
        at += 1;
    }
    // Where two ages are, the last time and the first: of both orders there are layouts.
    let known: Vec<f64> = ages.into_iter().flatten().collect();
    frame.age_s = known.iter().copied().reduce(f64::min);
    if known.len() > 1 {
        frame.first_s = known.into_iter().reduce(f64::max);
    }
    match names[..] {
        // Up to 1.12: the name of the event, then its object's kind.
        [event, "Pod", ..] => {
            frame.pod = event.rsplit_once('.').map(|(pod, _)| pod.to_owned());
        }
        [namespace] => frame.namespace = Some(namespace.to_owned()),
        _ => {}
    }
}

/// `(x4 over 2m57s)`.
fn is_count_group(words: &[Word<'_>]) -> bool {
    let [times, over, since, ..] = words else {
        return false;
    };
    times.text.starts_with("(x") && over.text == "over" && since.text.ends_with(')')
}

fn read_count_group(words: &[Word<'_>], frame: &mut Frame) {
    let [times, _, since, ..] = words else {
        return;
    };
    frame.count = times.text.strip_prefix("(x").and_then(|it| it.parse().ok());
    frame.first_s = seconds(since.text.trim_end_matches(')'));
}

/// The count behind the message in the wide layout of `kubectl get events`: first seen, count, name.
fn count_behind(message: &str) -> Option<(&str, u32)> {
    let mut words = message.split_whitespace().rev();
    let (name, count, first) = (words.next()?, words.next()?, words.next()?);
    let (_, hash) = name.rsplit_once('.')?;
    let is_hash = hash.len() >= 12 && hash.bytes().all(|it| it.is_ascii_hexdigit());
    let count = count.parse().ok()?;
    (is_hash && is_age(first)).then_some((first, count))
}

fn object(word: &str) -> Option<(&str, &str)> {
    let (kind, name) = word.split_once('/')?;
    let is_kind = KINDS.iter().any(|it| it.eq_ignore_ascii_case(kind));
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b".-".contains(&it));
    (is_kind && is_name).then_some((kind, name))
}

fn set_object(kind: &str, name: &str, frame: &mut Frame) {
    if ["pod", "pods", "po"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(kind))
    {
        frame.pod = Some(name.to_owned());
    }
}

/// `spec.containers{app}`, with a colon since Kubernetes 1.35.
pub(super) fn field_path(word: &str) -> Option<(Subject, &str)> {
    let word = word.trim_end_matches(':');
    let known = [
        ("spec.containers{", Subject::Container),
        ("spec.initContainers{", Subject::InitContainer),
        ("spec.ephemeralContainers{", Subject::Container),
        ("spec.volumes{", Subject::ImageVolume),
    ];
    known.into_iter().find_map(|(path, subject)| {
        let name = word.strip_prefix(path)?.strip_suffix('}')?;
        Some((subject, name))
    })
}
