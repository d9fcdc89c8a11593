//! A line of a log: klog of the kubelet, logfmt of containerd, logrus of crictl and docker, journald,
//! kubeadm, a time in front.

use std::ops::Range;

use super::statement::{Frame, Subject};

/// Whether a line begins as those of logs do. `open` is the statement before it, which a wrapped line goes
/// on with although it begins with a key.
pub(super) fn is_head(line: &str, open: Option<&str>) -> bool {
    let starts = [
        "time=\"",
        "FATA[",
        "ERRO[",
        "WARN[",
        "INFO[",
        "DEBU[",
        "[ERROR ",
        "[WARNING ",
        "[preflight]",
        "[kubelet",
    ];
    let keys = ["level=", "ts=", "msg=", "{\"", "time="];
    let is_key =
        |key: &&str| line.starts_with(*key) && open.is_none_or(|open| open.starts_with(*key));
    starts.iter().any(|start| line.starts_with(*start))
        || keys.iter().any(is_key)
        || is_klog(line)
        || is_journal(line)
        || is_timed(line)
}

/// `E0312 17:13:01.989013   41570 remote_image.go:180]`
pub(super) fn is_klog(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.len() > 12
        && matches!(bytes[0], b'I' | b'W' | b'E' | b'F')
        && bytes[1..5].iter().all(u8::is_ascii_digit)
        && bytes[5] == b' '
        && bytes[6..8].iter().all(u8::is_ascii_digit)
        && bytes[8] == b':'
}

/// `Dec 21 21:18:51 node1 kubelet[2979]:`
fn is_journal(line: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = line.split_whitespace();
    let month = words.next().is_some_and(|word| MONTHS.contains(&word));
    month
        && words.next().is_some_and(|word| word.parse::<u8>().is_ok())
        && words.next().is_some_and(|word| {
            word.contains(':') && word.starts_with(|it: char| it.is_ascii_digit())
        })
}

/// `2020-10-07T08:01:45Z`, `2023/02/28 01:35:41`
fn is_timed(line: &str) -> bool {
    let bytes = line.trim_start_matches('[').as_bytes();
    bytes.len() > 18
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes[4], b'-' | b'/')
        && bytes[5..7].iter().all(u8::is_ascii_digit)
        && bytes[7] == bytes[4]
        && matches!(bytes[10], b'T' | b' ')
        && bytes[13] == b':'
}

/// The error of a line: the value of `err` or `error`, else of `msg`, else all of it.
pub(super) fn message(line: &str) -> Range<usize> {
    // kubelet: err="..."; containerd: error="..."; kubeadm repeats the output of crictl.
    for key in [
        "err=\"",
        "error=\"",
        "\"error\":\"",
        "\"err\":\"",
        "msg=\"",
        "\"msg\":\"",
    ] {
        if let Some(at) = line.find(key) {
            let start = at + key.len();
            let end = closing_quote(&line[start..]).map_or(line.len(), |end| start + end);
            // A short value, as in `error="exit status 1"`, leaves the text beside it.
            if end - start > 40 {
                return start..end;
            }
        }
    }
    0..line.len()
}

/// The errors of a line: the kubelet lists those of all containers of a Pod in one.
pub(super) fn messages(line: &str) -> Vec<Range<usize>> {
    let whole = message(line);
    let of_containers = START_CONTAINER.iter().flat_map(|words| {
        let found = line[whole.clone()].match_indices(words);
        found.map(|(at, _)| whole.start + at)
    });
    let mut starts: Vec<usize> = of_containers.collect();
    starts.sort_unstable();
    starts.truncate(MAX_CONTAINERS);
    if starts.len() < 2 {
        return vec![whole];
    }
    starts.push(whole.end);
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// So many containers of one line are told apart.
const MAX_CONTAINERS: usize = 50;

/// Where the quote is that ends a value.
fn closing_quote(value: &str) -> Option<usize> {
    let bytes = value.as_bytes();
    (0..bytes.len()).find(|at| bytes[*at] == b'"' && (*at == 0 || bytes[*at - 1] != b'\\'))
}

/// How the error of a container begins, as written and escaped.
const START_CONTAINER: [&str; 2] = [
    "failed to \"StartContainer\" for ",
    "failed to \\\"StartContainer\\\" for ",
];

/// The Pod that a line names, and the container of one of its errors.
pub(super) fn frame(line: &str, error: &str) -> Frame {
    let mut frame = Frame::default();
    let behind = |key: &str| name_behind(line, key);
    if let Some(pod) = behind(" pod=").or_else(|| behind("\"pod\":")) {
        match pod.split_once('/') {
            Some((namespace, name)) => {
                frame.namespace = Some(namespace.to_owned());
                frame.pod = Some(name.to_owned());
            }
            None => frame.pod = Some(pod),
        }
    }
    if let Some(name) = behind("PodSandboxMetadata{Name:") {
        frame.pod = Some(name);
        frame.namespace = behind(",Namespace:");
        frame.subject = Some(Subject::Sandbox);
    }
    let of_error = START_CONTAINER.iter();
    frame.container = behind("containerName=").or_else(|| {
        of_error
            .into_iter()
            .find_map(|words| name_behind(error, words))
    });
    frame
}

/// The name behind a key.
fn name_behind(line: &str, key: &str) -> Option<String> {
    let rest = &line[line.find(key)? + key.len()..];
    let rest = rest.trim_start_matches(['\\', '"']);
    let end = rest.find(|it: char| !(it.is_ascii_alphanumeric() || "-./_".contains(it)))?;
    (end > 0).then(|| rest[..end].to_owned())
}
