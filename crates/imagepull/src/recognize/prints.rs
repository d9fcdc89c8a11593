//! What tools print, told by its headings and lines: `kubectl describe`, events, logs, tables, errors.

use super::{
    Confidence::{Certain, Guess, Likely},
    Kind, Verdict, name,
};

/// Bytes that are looked at: what a text is shows in its first lines.
const HEAD: usize = 1 << 16;

/// What frames of terminals draw around lines.
const FRAMES: [char; 4] = ['│', '┃', '║', '|'];

/// Sentences of failing pulls: what has one is about a pull.
const ERRORS: [&str; 23] = [
    "Failed to pull image",
    "failed to pull image",
    "Back-off pulling image",
    "failed to pull and unpack image",
    "failed to resolve reference",
    "failed to resolve image",
    "rpc error: code = ",
    "Error response from daemon",
    "error pulling image",
    "manifest unknown",
    "MANIFEST_UNKNOWN",
    "toomanyrequests",
    "pull access denied",
    "no matching manifest for",
    "no match for platform in manifest",
    "image can't be pulled",
    "is not present with pull policy of Never",
    "Failed to apply default image tag",
    "Failed to inspect image",
    "pull QPS exceeded",
    "x509: certificate",
    "unauthorized: authentication required",
    "exec format error",
];

/// Messages of the kubelet's and the scheduler's events, which some pages show without type and reason.
const MESSAGES: [&str; 4] = [
    "Pulling image \"",
    "Successfully pulled image \"",
    "Successfully assigned ",
    "already present on machine",
];

/// Reasons and errors of pods that do not run for something else than an image.
const OTHERS: [&str; 9] = [
    "CrashLoopBackOff",
    "OOMKilled",
    "FailedScheduling",
    "FailedMount",
    "CreateContainerConfigError",
    "CreateContainerError",
    "RunContainerError",
    "failed to create containerd task",
    "OCI runtime create failed",
];

/// Flags of the kubelet about pulls.
const KUBELET_FLAGS: [&str; 4] = [
    "--serialize-image-pulls",
    "--max-parallel-image-pulls",
    "--registry-qps",
    "--registry-burst",
];

/// Reasons: alone they are a status, in prose a hint.
const REASONS: [&str; 5] = [
    "ImagePullBackOff",
    "ErrImagePull",
    "ErrImageNeverPull",
    "InvalidImageName",
    "ImageInspectError",
];

/// First words of the headings of tables of images and containers, and the column of the name.
const TABLES: [(&str, usize); 7] = [
    ("REPOSITORY TAG", 0),
    ("IMAGE TAG IMAGE ID", 0),
    ("IMAGE ID DISK", 0),
    ("CONTAINER ID IMAGE", 1),
    ("CONTAINER IMAGE CREATED", 1),
    ("REF TYPE DIGEST", 0),
    ("CONTAINER IMAGE RUNTIME", 1),
];

/// Lines of programs that pull.
const PULLS: [&str; 6] = [
    "Status: Downloaded newer image for ",
    "Status: Image is up to date for ",
    "Image is up to date for ",
    "Trying to pull ",
    "Using default tag: ",
    "Digest: sha256:",
];

/// What the lines of a text show.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // Each is a sign by itself.
struct Seen {
    name: bool,
    namespace: bool,
    described: bool,
    media_type: bool,
    digest: bool,
    event_rows: bool,
    events_table: bool,
    log: bool,
    error: Option<&'static str>,
    message: Option<&'static str>,
    other: Option<&'static str>,
    flag: Option<&'static str>,
    reason: Option<&'static str>,
    pods: Option<super::Confidence>,
    waiting: bool,
}

/// What the lines of a text say that it is.
pub(super) fn look(text: &str) -> Option<Verdict<'_>> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let mut seen = Seen::default();
    for (at, line) in head.lines().enumerate() {
        let line = line.trim_matches(|sign: char| FRAMES.contains(&sign) || sign.is_whitespace());
        seen.line(line);
        if at == 0
            && let Some(verdict) = table(line, head)
        {
            return Some(verdict);
        }
    }
    let is = |kind, confidence, sign| Some(Verdict::new(kind, confidence, sign));
    if seen.name && seen.media_type && seen.digest {
        return is(Kind::ImageInspection, Certain, "MediaType:");
    }
    if seen.name && seen.described {
        return is(Kind::Describe, Certain, "Events:");
    }
    if seen.log {
        return is(Kind::Log, Certain, "level");
    }
    if seen.events_table {
        return is(Kind::Events, Certain, "REASON");
    }
    if seen.event_rows {
        return is(Kind::Events, Likely, "Warning");
    }
    if let Some(confidence) = seen.pods {
        return is(Kind::PodStatus, confidence, "STATUS");
    }
    if seen.name && seen.namespace {
        return is(Kind::Describe, Likely, "Namespace:");
    }
    if seen.waiting {
        return is(Kind::PodStatus, Likely, "Waiting");
    }
    if let Some(sign) = seen.message {
        return is(Kind::Events, Likely, sign);
    }
    if let Some(sign) = seen.error {
        return is(Kind::PullError, Likely, sign);
    }
    if let Some(verdict) = http_answer(head) {
        return Some(verdict);
    }
    if let Some(verdict) = pull_output(head) {
        return Some(verdict);
    }
    // A word alone is meant; in a sentence it is a hint.
    let is_alone = text.split_whitespace().take(4).count() < 4;
    let sureness = |sign: &str| {
        if is_alone || sign.contains(' ') {
            Likely
        } else {
            Guess
        }
    };
    if let Some(sign) = seen.reason {
        return is(Kind::PullError, sureness(sign), sign);
    }
    if let Some(sign) = seen.flag {
        let is_command_line = text.starts_with(['-', 'K', '/']) || text.starts_with("kubelet ");
        let confidence = if is_command_line { Likely } else { Guess };
        return is(Kind::KubeletConfig, confidence, sign);
    }
    let sign = seen.other?;
    is(Kind::PodStatus, sureness(sign), sign)
}

/// The headers with which a registry answers, as `curl -i` prints them.
fn http_answer(text: &str) -> Option<Verdict<'_>> {
    let status = text.strip_prefix("HTTP/")?.split(' ').nth(1)?;
    if status.starts_with(['4', '5']) {
        return Some(Verdict::new(Kind::RegistryError, Likely, "HTTP/"));
    }
    let starts = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        name.eq_ignore_ascii_case("docker-content-digest")
    };
    let has_digest = text.lines().any(starts);
    has_digest.then(|| Verdict::new(Kind::ImageInspection, Likely, "docker-content-digest"))
}

impl Seen {
    fn line(&mut self, line: &str) {
        let starts = |word: &str| line.starts_with(word);
        self.name |= starts("Name: ");
        self.namespace |= starts("Namespace: ");
        self.described |= ["Containers:", "Init Containers:", "Events:"]
            .iter()
            .any(|it| starts(it));
        self.media_type |= starts("MediaType: ");
        self.digest |= starts("Digest: ");
        self.log |= is_log(line);
        self.events_table |=
            is_heading(line, &["LAST SEEN", "FIRST SEEN", "LASTSEEN", "FIRSTSEEN"])
                && line.contains("REASON")
                || starts("Type") && line.contains("Reason") && line.contains("Message");
        self.event_rows |= is_event_row(line);
        let heading =
            is_heading(line, &["NAME"]) && line.contains("READY") && line.contains("STATUS");
        if heading && line.contains("RESTARTS") {
            self.pods = Some(Certain);
        } else if self.pods.is_none() && is_pod_row(line) {
            self.pods = Some(Likely);
        }
        self.waiting |= starts("State: ") && line.ends_with("Waiting")
            || starts("Reason: ") && REASONS.iter().any(|it| line.ends_with(it));
        let look_for = |sign: &mut Option<&'static str>, signs: &[&'static str]| {
            if sign.is_none() {
                *sign = signs.iter().copied().find(|it| line.contains(it));
            }
        };
        look_for(&mut self.error, &ERRORS);
        look_for(&mut self.message, &MESSAGES);
        look_for(&mut self.reason, &REASONS);
        look_for(&mut self.other, &OTHERS);
        look_for(&mut self.flag, &KUBELET_FLAGS);
    }
}

/// A heading, also with a column for the namespace in front.
fn is_heading(line: &str, words: &[&str]) -> bool {
    let line = line.strip_prefix("NAMESPACE").map_or(line, str::trim_start);
    words.iter().any(|it| line.starts_with(it))
}

/// A row of events: its type, and the reason in a column behind it.
fn is_event_row(line: &str) -> bool {
    ["Normal", "Warning"].iter().any(|kind| {
        let mut places = line.match_indices(kind).take(2);
        places.any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let rest = &line[at + kind.len()..];
            let reason = rest.trim_start();
            let word = reason.split_whitespace().next().unwrap_or_default();
            let is_column = rest.len() - reason.len() > 1 || rest.starts_with('\t');
            before.is_none_or(char::is_whitespace)
                && is_column
                && word.len() > 3
                && word.starts_with(|sign: char| sign.is_ascii_uppercase())
                && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// A row of `kubectl get pods` without its heading: `web-0  0/1  ImagePullBackOff  0  5m`.
fn is_pod_row(line: &str) -> bool {
    let mut words = line.split_whitespace().skip(1);
    let is_count = |word: &str| {
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        word.split_once('/')
            .is_some_and(|(ready, all)| is_number(ready) && is_number(all))
    };
    let Some(_) = words.by_ref().take(2).find(|word| is_count(word)) else {
        return false;
    };
    let status = words.next().unwrap_or_default();
    let status = status.rsplit(':').next().unwrap_or_default();
    REASONS.contains(&status)
        || matches!(
            status,
            "Running"
                | "Pending"
                | "ContainerCreating"
                | "CrashLoopBackOff"
                | "Error"
                | "Completed"
        )
}

/// A line of klog, of logfmt, or with the prefix of journald.
fn is_log(line: &str) -> bool {
    let is_journal = [" kubelet[", " containerd[", " crio[", " dockerd["]
        .iter()
        .any(|it| line.contains(it));
    let is_logfmt = line.contains("level=") && line.contains("msg=");
    let is_klog = || {
        let (front, behind) = line.split_once(".go:")?;
        let is_line = behind
            .split_once(']')?
            .0
            .bytes()
            .all(|byte| byte.is_ascii_digit());
        let mut words = front.split_whitespace();
        let is_header = |word: &str| {
            word.len() == 5
                && word.starts_with(['I', 'W', 'E', 'F'])
                && word[1..].bytes().all(|byte| byte.is_ascii_digit())
        };
        Some(is_line && words.any(|word| word.is_char_boundary(1) && is_header(word)))
    };
    is_journal || is_logfmt || is_klog().unwrap_or(false)
}

/// A table of images or containers, told by its heading.
fn table<'t>(heading: &str, text: &'t str) -> Option<Verdict<'t>> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let (sign, column) = TABLES.into_iter().find(|(first, _)| {
        let mut wanted = first.split(' ');
        let mut given = words.iter();
        wanted.all(|word| given.next().is_some_and(|it| *it == word))
    })?;
    let verdict = Verdict::new(Kind::ImageList, Certain, sign);
    let rows = text
        .lines()
        .skip(1)
        .map(|row| row.split_whitespace().skip(column));
    // Where name and tag are two columns, no place of the text is the whole name.
    if words.get(1) == Some(&"TAG") {
        let names = rows.filter_map(|mut row| Some(format!("{}:{}", row.next()?, row.next()?)));
        return Some(verdict.with_images(names.filter(|it| name::is_name(it))));
    }
    let names = rows.filter_map(|mut row| row.next());
    Some(verdict.naming(names.filter(|it| name::is_name(it)).collect()))
}

/// What a program that pulls says, and the name in it.
fn pull_output(text: &str) -> Option<Verdict<'_>> {
    let sign = text.lines().find_map(|line| {
        PULLS
            .into_iter()
            .find(|it| line.trim_start().starts_with(it))
    });
    let layers = ["Pulling from ", "Pull complete", "resolved       |"];
    let sign = sign.or_else(|| layers.into_iter().find(|it| text.contains(it)))?;
    let verdict = Verdict::new(Kind::PullOutput, Certain, sign.trim_end());
    let name = text.lines().rev().find_map(|line| {
        let words = line.split_whitespace();
        words
            .rev()
            .map(|word| word.trim_end_matches("..."))
            .find(|word| {
                name::is_name(word) && word.contains(['/', ':']) && !word.starts_with("sha256:")
            })
    });
    Some(name.map_or(verdict.clone(), |name| verdict.with(name)))
}
