//! The causes of all statements together: each image of each Pod with its own.

use std::collections::HashSet;

use super::{
    FoundCause, ReadStatement, Remedy,
    age::seconds,
    attempts::{Attempts, attempts},
    causes::{Retry, cause},
    headline::headline,
    image_name::key,
    next_attempt::{NextAttempt, after_back_off, every_sync},
    place::distributions,
    reader::Pasted,
    remedies::{Known, contacted, platform, workload},
    statement::{Statement, StatementKind, Subject},
    verdict::{Role, Verdict, is_inspect, verdict},
    ways_out::ways_out,
};
use crate::{
    codes,
    diagnostic::{Diagnostic, Span},
    words::{Message, MessageId, message},
};

/// Places per cause.
const MAX_EVIDENCE: usize = 100;

/// Different causes per text.
const MAX_CAUSES: usize = 50;

/// A wait in the queue of the kubelet that is worth a word, in s.
const LONG_WAIT_S: f64 = 5.0;

/// What all statements say.
pub(super) struct Found {
    pub causes: Vec<FoundCause>,
    pub statements: Vec<ReadStatement>,
    /// A pull that waited long for its turn.
    pub waited: Option<Diagnostic>,
}

/// A cause as one statement names it, before those that are the same become one.
struct Finding<'p> {
    code: &'static str,
    image: Option<String>,
    key: Option<String>,
    statement: &'p Statement,
    subject: Option<Subject>,
    evidence: Span,
    /// Where the words of the cause end in the statement.
    words_end: usize,
    reason: Option<String>,
    is_by_reason: bool,
    is_inspect: bool,
}

/// Looks at all statements.
pub(super) fn find(pasted: &Pasted, text: &str) -> Found {
    let verdicts: Vec<Verdict> = pasted
        .statements
        .iter()
        .map(|it| verdict(it, pasted.is_framed))
        .collect();
    let read: Vec<(&Statement, &Verdict)> = pasted.statements.iter().zip(&verdicts).collect();
    let mut findings = findings(&read);
    let has_cause = findings
        .iter()
        .any(|it| it.code != codes::EVT019 && !it.is_by_reason);
    // A reason in a status says less than the message of the event beside it.
    findings.retain(|it| !it.is_by_reason || !has_cause);
    let symptoms = symptoms(&read, &findings);
    findings.extend(symptoms);
    let mut causes: Vec<FoundCause> = Vec::new();
    let mut keys: Vec<Option<String>> = Vec::new();
    let places = distributions(text);
    for finding in findings {
        let same = causes
            .iter()
            .zip(&keys)
            .position(|(it, key)| is_same(it, key.as_deref(), &finding));
        if let Some(at) = same {
            keys[at] = keys[at].take().or_else(|| finding.key.clone());
            merge(&mut causes[at], finding);
        } else if causes.len() < MAX_CAUSES
            && let Some(made) = made(&finding, pasted, &read, &places)
        {
            keys.push(made.image.as_deref().map(key));
            causes.push(made);
        }
    }
    Found {
        causes,
        statements: read
            .iter()
            .map(|(statement, verdict)| shown(statement, verdict))
            .collect(),
        waited: read
            .iter()
            .find_map(|(statement, verdict)| waited(statement, verdict)),
    }
}

fn findings<'p>(read: &[(&'p Statement, &Verdict)]) -> Vec<Finding<'p>> {
    let mut findings = Vec::new();
    for (statement, verdict) in read {
        let is_inspect = is_inspect(statement);
        for found in &verdict.causes {
            let whole = statement.text.as_str();
            findings.push(Finding {
                code: found.code,
                image: verdict.image.clone(),
                key: verdict.key.clone(),
                statement,
                subject: verdict.subject,
                evidence: statement.text.span(found.evidence.clone()),
                words_end: found.evidence.end,
                reason: found.reason.clone().map(|reason| unescaped(&whole[reason])),
                is_by_reason: verdict.is_by_reason,
                is_inspect,
            });
        }
    }
    findings
}

/// Images that do not come and of which nothing says why.
fn symptoms<'p>(read: &[(&'p Statement, &Verdict)], findings: &[Finding]) -> Vec<Finding<'p>> {
    let explained = Explained::by(findings);
    let unexplained = read.iter().filter(|(statement, verdict)| {
        verdict.is_symptom
            && !explained.explains(statement.frame.pod.as_deref(), verdict.key.as_deref())
    });
    let mut found: Vec<Finding> = unexplained
        .map(|(statement, verdict)| Finding {
            code: codes::EVT017,
            image: verdict.image.clone(),
            key: verdict.key.clone(),
            statement,
            subject: verdict.subject,
            evidence: statement.text.span(evidence_of_symptom(statement)),
            words_end: 0,
            reason: None,
            is_by_reason: false,
            is_inspect: false,
        })
        .collect();
    // `Error: ImagePullBackOff` beside the line that names the image.
    let with_image = found.iter().filter(|it| it.image.is_some());
    let pods: HashSet<Option<&str>> = with_image
        .map(|it| it.statement.frame.pod.as_deref())
        .collect();
    if !pods.is_empty() {
        found.retain(|it| {
            let pod = it.statement.frame.pod.as_deref();
            it.image.is_some() || !(pod.is_none() || pods.contains(&None) || pods.contains(&pod))
        });
    }
    found
}

/// What the causes that are known explain.
#[derive(Default)]
struct Explained<'f> {
    keys: HashSet<&'f str>,
    /// The Pods of all causes, and of those that name no image.
    pods: HashSet<Option<&'f str>>,
    pods_without_image: HashSet<Option<&'f str>>,
}

impl<'f> Explained<'f> {
    fn by(findings: &'f [Finding]) -> Self {
        let mut explained = Self::default();
        for finding in findings.iter().filter(|it| it.code != codes::EVT019) {
            let pod = finding.statement.frame.pod.as_deref();
            explained.pods.insert(pod);
            match &finding.key {
                Some(key) => explained.keys.insert(key),
                None => explained.pods_without_image.insert(pod),
            };
        }
        explained
    }

    /// Whether a line is explained: by its image, or where it or the cause names none, by its Pod.
    fn explains(&self, pod: Option<&str>, key: Option<&str>) -> bool {
        let has = |pods: &HashSet<Option<&str>>| {
            !pods.is_empty() && (pod.is_none() || pods.contains(&None) || pods.contains(&pod))
        };
        match key {
            Some(key) => self.keys.contains(key) || has(&self.pods_without_image),
            None => has(&self.pods),
        }
    }
}

fn evidence_of_symptom(statement: &Statement) -> std::ops::Range<usize> {
    if !statement.message().is_empty() {
        return statement.message.clone();
    }
    let whole = statement.text.as_str();
    let reason = statement.frame.reason.as_deref().unwrap_or_default();
    let start = whole.find(reason).unwrap_or_default();
    start..start + reason.len()
}

/// The text of an error without the quoting of logs and JSON.
fn unescaped(text: &str) -> String {
    let text = text
        .replace("\\\"", "\"")
        .replace("\\\\", "\\")
        .replace("\\\"", "\"");
    let text = text.trim().trim_end_matches(',');
    // A quotation mark of the format around it, not one of its own.
    let text = if text.matches('"').count() % 2 == 1 {
        text.trim_end_matches('"')
    } else {
        text
    };
    let text = if text.matches('\'').count() % 2 == 1 {
        text.trim_end_matches('\'')
    } else {
        text
    };
    let text = if text.contains('[') {
        text
    } else {
        text.trim_end_matches(']')
    };
    text.trim().to_owned()
}

fn is_same(known: &FoundCause, key: Option<&str>, finding: &Finding) -> bool {
    let agrees = |one: &Option<String>, other: &Option<String>| {
        one.is_none() || other.is_none() || one == other
    };
    let is_image = key.is_none() || finding.key.is_none() || key == finding.key.as_deref();
    let frame = &finding.statement.frame;
    known.code == finding.code
        && is_image
        && agrees(&known.pod, &frame.pod)
        && agrees(&known.container, &frame.container)
}

fn merge(known: &mut FoundCause, finding: Finding) {
    if known.evidence.len() < MAX_EVIDENCE && !known.evidence.contains(&finding.evidence) {
        known.evidence.push(finding.evidence);
    }
    if known.image.is_none() {
        known.image = finding.image;
    }
    if known.reason.is_none() {
        known.reason = finding.reason;
    }
}

fn made(
    finding: &Finding,
    pasted: &Pasted,
    read: &[(&Statement, &Verdict)],
    places: &[super::place::Place],
) -> Option<FoundCause> {
    let cause = cause(finding.code)?;
    let frame = &finding.statement.frame;
    // `Error: ImageInspectError` names no image; the line beside it may.
    let image = finding
        .image
        .clone()
        .or_else(|| image_beside(finding, read));
    let listed = image.as_deref().and_then(|image| {
        pasted
            .context
            .container_of(frame.pod.as_deref(), &key(image))
    });
    let container = frame
        .container
        .clone()
        .or_else(|| listed.and_then(|it| it.name.clone()));
    let is_of_kubelet = finding.statement.kind != StatementKind::Text
        && (frame.reason.is_some() || frame.container.is_some());
    let subject = finding
        .subject
        .or_else(|| listed.map(|it| it.subject))
        .or_else(|| is_of_kubelet.then_some(Subject::Container));
    let (namespace, node) = assigned(read, frame.pod.as_deref());
    let namespace = frame.namespace.clone().or(namespace);
    let pod = frame.pod.clone().or_else(|| assigned_pod(read));
    let node = frame.node.clone().or(node);
    let is_sandbox = subject == Some(Subject::Sandbox);
    let retry = if finding.is_inspect || (is_sandbox && cause.retry == Retry::BackOff) {
        Retry::EverySync
    } else {
        cause.retry
    };
    let attempts = match retry {
        Retry::BackOff => {
            let of_pod = frame.pod.as_deref();
            attempts(of_pod, image.as_deref(), container.as_deref(), read)
        }
        _ => Attempts::default(),
    };
    let (next, next_attempt) = next(retry, &attempts);
    let controller = pasted
        .context
        .controllers
        .iter()
        .find(|(of, _)| of.is_none() || *of == pod);
    let secret = (finding.code == codes::EVT019)
        .then(|| secret_in(finding.statement.message()))
        .flatten();
    let known = Known {
        image: image.as_deref(),
        contacted: contacted(&finding.statement.text.as_str()[..finding.words_end]),
        pod: pod.as_deref(),
        namespace: namespace.as_deref(),
        container: container.as_deref(),
        node: node.as_deref(),
        workload: pod
            .as_deref()
            .and_then(|pod| workload(pod, controller.map(|(_, name)| name.as_str()))),
        secret: secret.or(pasted.context.pull_secrets.first().map(String::as_str)),
        platform: finding.reason.as_deref().and_then(platform),
        distributions: places,
    };
    let fixes = cause.fixes.iter().filter(|fix| known.holds(fix));
    let fixes = fixes
        .map(|fix| Remedy {
            title: fix.title,
            command: fix.command.map(|command| known.filled(command)),
        })
        .collect();
    Some(FoundCause {
        code: cause.code,
        title: cause.title,
        headline: headline(cause, &known),
        text: credentials_text(finding).unwrap_or(cause.text),
        container,
        pod,
        namespace,
        subject,
        reason: finding.reason.clone(),
        evidence: vec![finding.evidence],
        attempts: attempts.past(),
        ways_out: ways_out(retry, next),
        next_attempt,
        next,
        fixes,
        source: cause.source,
        image,
    })
}

/// What a refusal means where the runtime says whether credentials were sent.
fn credentials_text(finding: &Finding) -> Option<MessageId> {
    let error = finding.statement.message();
    if finding.code != codes::EVT002 {
        None
    } else if error.contains("failed to fetch anonymous token") {
        Some(MessageId::new(
            "No credentials were sent: neither the pod nor the node has any for this registry. Many registries say the same for a repository that doesn't exist.",
        ))
    } else if error.contains("failed to fetch oauth token") {
        Some(MessageId::new(
            "Credentials were sent, and the registry rejected them: wrong, expired, or without access to this image. If matching credentials fail, there is no anonymous attempt.",
        ))
    } else {
        None
    }
}

/// `Unable to retrieve some image pull secrets (regcred, other); ...`
fn secret_in(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once('(')?;
    let (names, _) = rest.split_once(')')?;
    names
        .split(',')
        .map(str::trim)
        .find(|name| !name.is_empty())
}

/// The one image of the other lines of a Pod that do not come.
fn image_beside(finding: &Finding, read: &[(&Statement, &Verdict)]) -> Option<String> {
    if matches!(finding.code, codes::EVT037 | codes::EVT019) {
        return None;
    }
    let pod = &finding.statement.frame.pod;
    let beside = read.iter().filter(|(statement, verdict)| {
        statement.frame.pod == *pod
            && matches!(verdict.role, Role::Failure | Role::BackOff)
            && verdict.subject != Some(Subject::Sandbox)
    });
    let mut images: Vec<&String> = beside
        .filter_map(|(_, verdict)| verdict.image.as_ref())
        .collect();
    images.dedup();
    match images[..] {
        [image] => Some(image.clone()),
        _ => None,
    }
}

/// Namespace and node of `Successfully assigned shop/web-1 to node-1`.
fn assigned(
    read: &[(&Statement, &Verdict)],
    pod: Option<&str>,
) -> (Option<String>, Option<String>) {
    let found = read.iter().find_map(|(statement, _)| {
        let (namespace, name, node) = assignment(statement.message())?;
        (pod.is_none_or(|pod| pod == name)).then(|| (namespace.to_owned(), node.to_owned()))
    });
    found.unzip()
}

/// The Pod of the one line that assigns one.
fn assigned_pod(read: &[(&Statement, &Verdict)]) -> Option<String> {
    let mut pods = read
        .iter()
        .filter_map(|(statement, _)| assignment(statement.message()));
    let (_, pod, _) = pods.next()?;
    pods.next().is_none().then(|| pod.to_owned())
}

fn assignment(message: &str) -> Option<(&str, &str, &str)> {
    let rest = message.strip_prefix("Successfully assigned ")?;
    let (object, node) = rest.split_once(" to ")?;
    let (namespace, pod) = object.split_once('/')?;
    Some((namespace, pod, node.split_whitespace().next()?))
}

/// When the next attempt is, by the events of its image.
fn next(retry: Retry, attempts: &Attempts) -> (Option<NextAttempt>, Option<Message>) {
    match retry {
        Retry::None => (None, None),
        Retry::EverySync => {
            let (next, said) = every_sync();
            (next, Some(said))
        }
        Retry::Restart => (
            None,
            Some(message!(
                "The image is there: the container restarts with its crash back-off, which is separate from the pull back-off."
            )),
        ),
        Retry::BackOff => {
            let (next, said) = after_back_off(attempts);
            (next, Some(said))
        }
    }
}

fn shown(statement: &Statement, verdict: &Verdict) -> ReadStatement {
    ReadStatement {
        kind: statement.kind,
        reason: statement.frame.reason.clone(),
        image: verdict.image.clone(),
        age_seconds: statement.frame.age_s,
        count: statement.frame.count,
        span: statement.text.span(0..statement.text.len()),
    }
}

/// `Successfully pulled image "a" in 1.5s (2m12s including waiting)`: the pull waited for its turn.
fn waited(statement: &Statement, verdict: &Verdict) -> Option<Diagnostic> {
    if verdict.role != Role::Pulled {
        return None;
    }
    let message = statement.message();
    let (before, rest) = message.split_once(" (")?;
    let (total, _) = rest.split_once(" including waiting)")?;
    let (_, pull) = before.rsplit_once(" in ")?;
    let (total_s, pull_s) = (duration(total)?, duration(pull)?);
    let at = statement.message.start + before.len() + 1;
    (total_s - pull_s >= LONG_WAIT_S).then(|| {
        Diagnostic::new(codes::EVT902, message!("The pull took {pull}, and the pod waited {total} for it.", pull, total))
            .at(statement.text.span(at..at + total.len() + 2))
            .help(message!(
                "The rest is the kubelet's queue: by default it pulls one image at a time. The Pulls view shows what maxParallelImagePulls changes."
            ))
    })
}

/// A duration as Go prints it, with fractions, in s.
fn duration(text: &str) -> Option<f64> {
    if let Some(whole) = seconds(text) {
        return Some(whole);
    }
    let (minutes, rest) = match text
        .rfind('m')
        .filter(|at| text.as_bytes().get(at + 1) != Some(&b's'))
    {
        Some(at) => (seconds(&text[..=at])?, &text[at + 1..]),
        None => (0.0, text),
    };
    if let Some(milliseconds) = rest.strip_suffix("ms") {
        return milliseconds.parse::<f64>().ok().map(|it| it / 1000.0);
    }
    rest.strip_suffix('s')?
        .parse::<f64>()
        .ok()
        .map(|it| minutes + it)
}

#[cfg(test)]
mod tests {
    use crate::{events::explain_events, words::Translations};

    #[test]
    fn a_refusal_says_whether_credentials_were_sent_where_the_runtime_does() {
        for (step, begins) in [
            (
                "failed to fetch anonymous token: ",
                "No credentials were sent: ",
            ),
            ("failed to fetch oauth token: ", "Credentials were sent, "),
            ("", "No credentials were sent, or "),
        ] {
            let error = format!(
                "Failed to pull image \"ghcr.io/a/b:1\": failed to authorize: {step}unexpected status: 403 Forbidden"
            );
            let report = explain_events(&error);
            let text = report.causes[0].text.translated(Translations::ENGLISH);
            assert!(text.starts_with(begins), "{text}");
        }
    }
}
