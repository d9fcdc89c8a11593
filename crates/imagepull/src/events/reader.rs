//! Divides a pasted text into statements, whatever it was copied from.
//!
//! A line either begins a statement (a row of events, a line of a log, a key of a status) or goes on
//! with the one before it, as wrapped and folded lines do.

use super::{
    context::{Context, is_label},
    event_row,
    lines::{Line, lines},
    log_line,
    mapped::Mapped,
    object,
    phrases::compacted,
    pod_row,
    statement::{Frame, Statement, StatementKind},
};

/// What a pasted text consists of.
#[derive(Default)]
pub(super) struct Pasted {
    pub statements: Vec<Statement>,
    pub context: Context,
    /// Whether the text has a frame: columns, keys, the head of a log line. Where it has one, the words of
    /// an error alone say nothing of an image.
    pub is_framed: bool,
}

impl Pasted {
    fn add(&mut self, mut statement: Statement) {
        self.context.complete(&mut statement);
        self.statements.push(statement);
    }
}

/// What a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head<'t> {
    Event,
    Log,
    /// The message of a status or event, behind its key.
    Message,
    /// Any other key with its value.
    Field(&'t str, &'t str),
    PodRow,
    /// The head of a table.
    Columns,
    Text,
}

/// How the bare text of an error begins.
const TEXT_STARTS: [&str; 22] = [
    "Failed to pull image",
    "failed to pull image",
    "Failed to inspect image",
    "Failed to apply default",
    "Back-off pulling",
    "Back-off restarting",
    "Error: ",
    "Error response from daemon",
    "Error from server",
    "ctr: ",
    "Unable to retrieve some",
    "Unable to connect",
    "Successfully pulled",
    "Successfully assigned",
    "Pulling image \"",
    "Container image \"",
    "image pull failed",
    "standard_init_linux",
    "docker: ",
    "crictl: ",
    "Trying to pull",
    "Readiness probe",
];

/// A statement is no longer than this where its lines are put together with care, in bytes.
const MAX_WRAPPED: usize = 16 * 1024;

/// Reads a text.
pub(super) fn read(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    if object::read(text, &mut pasted.statements, &mut pasted.context) {
        pasted.is_framed = true;
        return pasted;
    }
    read_lines(text)
}

/// Reads a text that is no object of Kubernetes.
pub(super) fn read_lines(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    let breaks = Breaks::new(text);
    let mut open: Option<(Head, Mapped, Line)> = None;
    let mut is_admission = false;
    for line in lines(text) {
        let is_command = line.is_command || (open.is_none() && line.may_be_command);
        if line.content.is_empty() || line.is_divider || is_command {
            // A quoted text of YAML goes on behind an empty line, what ends with a colon, and the reasons of
            // an admission.
            let goes_on = open.as_ref().is_some_and(|(head, text, _)| {
                let text = text.as_str();
                *head == Head::Message || text.ends_with(':') || {
                    // What it once was it stays, however many empty lines follow.
                    is_admission = is_admission || is_refusal(text);
                    is_admission
                }
            });
            if !goes_on || !line.content.is_empty() {
                close(open.take(), &mut pasted);
                is_admission = false;
            }
            continue;
        }
        let current = open.as_ref().map(|(head, text, _)| (*head, text.as_str()));
        if let Some(head) = head(&line, current, &pasted.context) {
            close(open.take(), &mut pasted);
            is_admission = false;
            let statement = Some((head, mapped(&line), line));
            match head {
                // What is in one line is known to the next.
                Head::Field(..) | Head::PodRow | Head::Columns => close(statement, &mut pasted),
                _ => open = statement,
            }
            continue;
        }
        if let Some((Head::Event | Head::Log | Head::Message | Head::Text, text, last)) = &mut open
        {
            if !breaks.is_within_word(last, &line) || ends_clause(text.as_str()) {
                text.push_blank(last.place + last.content.len());
            }
            text.push(line.content, line.place);
            *last = line;
        } else {
            close(open.take(), &mut pasted);
            open = Some((Head::Text, mapped(&line), line));
        }
    }
    close(open, &mut pasted);
    pasted
}

/// Whether a text is the beginning of what an admission says.
fn is_refusal(text: &str) -> bool {
    text.len() < MAX_WRAPPED && compacted(text).contains("deniedtherequest")
}

/// How the lines of a text are broken: by a terminal, at its width and within words, or at blanks.
struct Breaks {
    widest: usize,
    is_of_terminal: bool,
}

impl Breaks {
    fn new(text: &str) -> Self {
        let context = Context::default();
        let mut last: Option<Line> = None;
        // Of the lines that go on: all, and those as long as the widest so far.
        let (mut widest, mut full, mut all) = (0, 0, 0);
        for line in lines(text) {
            if line.width > widest {
                (widest, full) = (line.width, 0);
            }
            let goes_on = !line.content.is_empty() && head(&line, None, &context).is_none();
            if let Some(last) = last.filter(|it| goes_on && !it.content.is_empty()) {
                all += 1;
                full += usize::from(last.width == widest);
            }
            last = Some(line);
        }
        Self {
            widest,
            is_of_terminal: full > 0 && full >= 3 * (all - full),
        }
    }

    /// Whether the line break between two lines stands for nothing.
    fn is_within_word(&self, last: &Line, next: &Line) -> bool {
        // In a folded text every line is indented but those that a terminal broke.
        let is_broken = self.is_of_terminal || last.is_indented;
        is_broken && last.width == self.widest && !last.ends_blank && !next.is_indented
    }
}

/// Whether a text ends with a mark that a blank follows: not within quotation marks, where names are.
fn ends_clause(text: &str) -> bool {
    let is_clause =
        text.ends_with([':', ',', ';']) && !text.ends_with("http:") && !text.ends_with("https:");
    // A name of a column that a wide gap followed.
    text.ends_with("kubelet")
        || is_clause && (text.len() > MAX_WRAPPED || text.matches('"').count().is_multiple_of(2))
}

fn mapped(line: &Line) -> Mapped {
    let mut text = Mapped::default();
    text.push(line.content, line.place);
    text
}

/// What a line begins; `None` where it goes on with the statement before it.
fn head<'t>(line: &Line<'t>, current: Option<(Head, &str)>, context: &Context) -> Option<Head<'t>> {
    let written = line.content;
    let open = current.map(|(_, text)| text);
    let current = current.map(|(head, _)| head);
    if event_row::is_row(written) {
        return Some(Head::Event);
    }
    // An error goes on behind a colon, and a quoted value until its quotation mark.
    let goes_on = open.is_some_and(|text| match current {
        Some(Head::Event | Head::Log | Head::Text) => {
            text.ends_with([':', '=', ',']) || text.ends_with("=\"")
        }
        Some(Head::Message) => is_quotation_open(text) && !is_item(written),
        _ => false,
    });
    if goes_on {
        return None;
    }
    if is_columns(written) {
        return Some(Head::Columns);
    }
    if log_line::is_head(written, open) {
        return Some(Head::Log);
    }
    if pod_row::status(written).is_some() {
        return Some(Head::PodRow);
    }
    // `status: 504 Gateway Timeout` goes on with an error that was wrapped.
    let is_key = |key: &str, value: &str| match current {
        // Objects and descriptions behind the events.
        Some(Head::Event | Head::Log) => {
            matches!(key, "apiVersion" | "Name") && !value.contains(' ')
        }
        Some(Head::Text) => {
            !key.starts_with(|it: char| it.is_ascii_lowercase())
                || value.starts_with(['"', '\''])
                || !value.contains(' ')
        }
        _ => true,
    };
    if let Some((key, value)) =
        key_and_value(written, context).filter(|(key, value)| is_key(key, value))
    {
        let is_message = matches!(key, "message" | "Message" | "msg");
        return Some(if is_message {
            Head::Message
        } else {
            Head::Field(key, value)
        });
    }
    let may_begin_text = !matches!(current, Some(Head::Event | Head::Log | Head::Message));
    let begins_text = TEXT_STARTS.iter().any(|start| written.starts_with(start));
    (may_begin_text && begins_text).then_some(Head::Text)
}

/// Whether a line begins an object, or its message: then the quotation mark of the value before it is
/// missing.
fn is_item(content: &str) -> bool {
    let item = content.strip_prefix("- ").unwrap_or(content);
    let keys = [
        "apiVersion:",
        "message:",
        "reason:",
        "involvedObject:",
        "kind:",
        "name:",
        "type:",
        "state:",
        "lastState:",
    ];
    keys.iter().any(|key| item.starts_with(key))
}

/// Whether the value of a key begins with a quotation mark and does not end with it.
fn is_quotation_open(text: &str) -> bool {
    let value = text
        .split_once(':')
        .map_or("", |(_, value)| value.trim_start());
    let Some(mark) = value.chars().next().filter(|it| matches!(it, '"' | '\'')) else {
        return false;
    };
    let end = value.trim_end_matches(',');
    !(value.len() > 1 && end.ends_with(mark) && !end.ends_with("\\\""))
}

fn is_columns(content: &str) -> bool {
    let mut words = content.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    matches!(
        (first, second),
        ("Type", "Reason")
            | ("LAST", "SEEN")
            | ("NAMESPACE", "LAST" | "NAME")
            | ("NAME", "READY")
            | ("FirstSeen" | "LASTSEEN" | "FIRSTSEEN", _)
    ) || (first.starts_with("---") && second.starts_with("---"))
}

/// Keys of Pods and events in YAML and JSON.
const KEYS: [&str; 56] = [
    "apiVersion",
    "kind",
    "metadata",
    "name",
    "namespace",
    "uid",
    "spec",
    "status",
    "items",
    "type",
    "reason",
    "message",
    "count",
    "state",
    "waiting",
    "lastState",
    "terminated",
    "running",
    "exitCode",
    "startedAt",
    "finishedAt",
    "image",
    "imageID",
    "containerID",
    "ready",
    "restartCount",
    "started",
    "containerStatuses",
    "initContainerStatuses",
    "ephemeralContainerStatuses",
    "conditions",
    "lastTransitionTime",
    "lastProbeTime",
    "phase",
    "hostIP",
    "hostIPs",
    "podIP",
    "podIPs",
    "qosClass",
    "startTime",
    "involvedObject",
    "fieldPath",
    "firstTimestamp",
    "lastTimestamp",
    "eventTime",
    "reportingComponent",
    "reportingInstance",
    "component",
    "host",
    "resourceVersion",
    "creationTimestamp",
    "containers",
    "initContainers",
    "imagePullSecrets",
    "imagePullPolicy",
    "observedGeneration",
];

/// Keys of `kubectl describe pod`.
const DESCRIBED: [&str; 44] = [
    "Name",
    "Namespace",
    "Priority",
    "Service Account",
    "Node",
    "Start Time",
    "Labels",
    "Annotations",
    "Status",
    "IP",
    "IPs",
    "Controlled By",
    "Init Containers",
    "Containers",
    "Container ID",
    "Image",
    "Image ID",
    "Port",
    "Ports",
    "Host Port",
    "Host Ports",
    "Command",
    "Args",
    "State",
    "Last State",
    "Reason",
    "Message",
    "Exit Code",
    "Started",
    "Finished",
    "Ready",
    "Restart Count",
    "Environment",
    "Mounts",
    "Conditions",
    "Volumes",
    "QoS Class",
    "Node-Selectors",
    "Tolerations",
    "Events",
    "Reference",
    "PullPolicy",
    "SecretName",
    "Optional",
];

/// The key at the beginning of a line, and what is behind it.
fn key_and_value<'t>(written: &'t str, context: &Context) -> Option<(&'t str, &'t str)> {
    let item = written.strip_prefix("- ").unwrap_or(written).trim_start();
    let (key, value) = item.split_once(':')?;
    let key = key.trim().trim_matches('"');
    let is_separate = value.is_empty() || value.starts_with([' ', '\t']) || item.starts_with('"');
    let is_known = KEYS.contains(&key) || DESCRIBED.contains(&key);
    let is_container = context.lists_containers() && value.is_empty() && is_label(key);
    (is_separate && (is_known || is_container)).then_some((key, value.trim()))
}

fn close(open: Option<(Head, Mapped, Line)>, pasted: &mut Pasted) {
    let Some((head, text, line)) = open else {
        return;
    };
    pasted.is_framed |= head != Head::Text;
    let whole = 0..text.len();
    let add = |kind, frame, message| Statement::new(kind, frame, text.clone(), message);
    let statement = match head {
        Head::Event => {
            let row = event_row::read(text.as_str());
            let (frame, start) = row.map_or_else(Default::default, |row| (row.frame, row.message));
            Some(add(StatementKind::Event, frame, start..text.len()))
        }
        Head::Log => {
            let line = text.as_str();
            let messages = log_line::messages(line);
            if let [message] = &messages[..] {
                let frame = log_line::frame(line, &line[message.clone()]);
                Some(add(StatementKind::Log, frame, message.clone()))
            } else {
                for message in messages {
                    let frame = log_line::frame(line, &line[message.clone()]);
                    let part = text.part(message);
                    let whole = 0..part.len();
                    pasted.add(Statement::new(StatementKind::Log, frame, part, whole));
                }
                None
            }
        }
        Head::Message => {
            let (_, value) = text.as_str().split_once(':').unwrap_or_default();
            let start = text.len()
                - value
                    .trim_start_matches([' ', '\t', '"', '\'', '>', '|'])
                    .len();
            let end = text
                .as_str()
                .trim_end_matches([',', ' ', '}'])
                .trim_end_matches(['"', '\''])
                .len();
            Some(add(
                StatementKind::Status,
                Frame::default(),
                start..end.max(start),
            ))
        }
        Head::Field(key, value) => {
            let reason = pasted.context.field(key, value, line.indent);
            reason.map(|reason| {
                let frame = Frame {
                    reason: Some(reason),
                    ..Frame::default()
                };
                add(StatementKind::Status, frame, text.len()..text.len())
            })
        }
        Head::PodRow => pod_row::status(text.as_str())
            .map(|frame| add(StatementKind::Status, frame, text.len()..text.len())),
        Head::Columns => None,
        Head::Text => Some(add(StatementKind::Text, Frame::default(), whole)),
    };
    if let Some(statement) = statement {
        pasted.add(statement);
    }
}
