//! One thing that a pasted text says: an event, a status, a line of a log.

use std::ops::Range;

use serde::Serialize;

use super::mapped::Mapped;

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StatementKind {
    /// An event, in any layout of `kubectl`, YAML or JSON.
    Event,
    /// The state of a container or of a Pod.
    Status,
    /// A line of a log: of the kubelet, a runtime, another program.
    Log,
    /// The bare text of an error.
    Text,
}

/// Whose pull a cause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// A container of the Pod.
    Container,
    /// An init container of the Pod.
    InitContainer,
    /// A volume of type image.
    ImageVolume,
    /// The sandbox (pause) image, which the runtime pulls by itself.
    Sandbox,
    /// No pull: an admission that looks at images.
    Admission,
}

/// Who and when, as far as the text says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Frame {
    pub reason: Option<String>,
    /// How long ago it was last, in s.
    pub age_s: Option<f64>,
    /// How long ago it was first, in s.
    pub first_s: Option<f64>,
    pub count: Option<u32>,
    pub namespace: Option<String>,
    pub pod: Option<String>,
    pub container: Option<String>,
    pub subject: Option<Subject>,
    pub node: Option<String>,
}

/// What the text says at one place.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub kind: StatementKind,
    pub frame: Frame,
    /// The whole statement, joined to one line.
    pub text: Mapped,
    /// Where the message is in it.
    pub message: Range<usize>,
}

/// Bytes of a message that are read: an event has at most 1024, a line of a log some thousand.
const MAX_MESSAGE: usize = 16 * 1024;

impl Statement {
    /// A statement with its message, of which no more is kept than is looked at.
    pub fn new(kind: StatementKind, frame: Frame, text: Mapped, message: Range<usize>) -> Self {
        let most = text
            .as_str()
            .floor_char_boundary((message.start + MAX_MESSAGE).min(text.len()));
        let message = message.start..message.end.min(most);
        Self {
            kind,
            frame,
            text,
            message,
        }
    }

    pub fn message(&self) -> &str {
        &self.text.as_str()[self.message.clone()]
    }
}
