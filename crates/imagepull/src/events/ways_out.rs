//! What can be done about a pull that fails, and when the next one comes then.
//!
//! Source: kubernetes/kubernetes pkg/kubelet/images/image_manager.go. The kubelet keeps the back-off in memory, for
//! the UID of the Pod and the image as written.

use serde::Serialize;

use super::{causes::Retry, next_attempt::NextAttempt};
use crate::words::MessageId;

/// Something that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// To remove the cause and leave the Pod alone.
    Wait,
    /// To delete the Pod, so that its controller makes a new one.
    DeletePod,
    /// To write another image into the Pod or its template.
    CorrectImage,
    /// To restart the kubelet of the node.
    RestartKubelet,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Wait,
        Self::DeletePod,
        Self::CorrectImage,
        Self::RestartKubelet,
    ];

    /// What is done.
    pub const fn title(self) -> MessageId {
        match self {
            Self::Wait => MessageId::new("Wait"),
            Self::DeletePod => MessageId::new("Delete the pod and let its controller recreate it"),
            Self::CorrectImage => MessageId::new("Fix the image in the template"),
            Self::RestartKubelet => MessageId::new("Restart the kubelet"),
        }
    }

    /// What it changes.
    pub const fn effect(self) -> MessageId {
        match self {
            Self::Wait => MessageId::new(
                "The kubelet pulls at the first sync after the back-off. A fix does not wake it.",
            ),
            Self::DeletePod => MessageId::new(
                "A new pod has a new UID, so no back-off: it pulls at its first sync.",
            ),
            Self::CorrectImage => MessageId::new(
                "New pods start without back-off. Even in the same pod, a changed image string has its own back-off.",
            ),
            Self::RestartKubelet => MessageId::new(
                "Clears back-off for every pod on the node; the pod isn’t recreated.",
            ),
        }
    }
}

/// Something that can be done, and when the kubelet pulls then.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WayOut {
    /// What is done.
    pub action: Action,
    /// The same in words.
    pub title: MessageId,
    /// What it changes.
    pub effect: MessageId,
    /// The next pull comes not before, in s from the moment at which the text was made.
    pub earliest_seconds: f64,
    /// Not after, in s.
    pub latest_seconds: f64,
}

/// What can be done about a pull whose next attempt is `next`: nothing is gained where no back-off holds it.
pub(super) fn ways_out(retry: Retry, next: Option<NextAttempt>) -> Vec<WayOut> {
    let window = next.and_then(|next| Some((next.earliest_seconds?, next.latest_seconds?)));
    let Some(window) = window.filter(|_| retry == Retry::BackOff) else {
        return Vec::new();
    };
    let ways = Action::ALL.map(|action| {
        let (earliest_seconds, latest_seconds) = match action {
            Action::Wait => window,
            Action::DeletePod | Action::CorrectImage | Action::RestartKubelet => (0.0, 0.0),
        };
        WayOut {
            action,
            title: action.title(),
            effect: action.effect(),
            earliest_seconds,
            latest_seconds,
        }
    });
    ways.to_vec()
}
