//! The causes: what each means and what to do about it.

mod network;
mod node;
mod pod;
mod registry;

use super::place::Place;
use crate::words::MessageId;

/// When a pull is tried again after a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retry {
    /// After the back-off of the image.
    BackOff,
    /// At every sync of the pod.
    EverySync,
    /// The pull is done; the container is restarted.
    Restart,
    /// Nothing is tried, or the cause alone stops no pull.
    None,
}

/// A cause why a pod does not get its image.
pub(super) struct Cause {
    pub code: &'static str,
    pub title: MessageId,
    /// The same with names, such as `{image}`: the first of which all names are known is the headline.
    pub named: &'static [MessageId],
    pub text: MessageId,
    pub retry: Retry,
    /// What to do, best first.
    pub fixes: &'static [Fix],
    pub source: &'static str,
}

/// Something to do about a cause.
#[derive(Clone, Copy)]
pub(super) struct Fix {
    pub title: MessageId,
    /// A command that does or shows it, with names in angle brackets.
    pub command: Option<&'static str>,
    /// Where it holds.
    pub place: Place,
}

const fn advice(title: &'static str) -> Fix {
    Fix {
        title: MessageId::new(title),
        command: None,
        place: Place::Any,
    }
}

const fn command(title: &'static str, command: &'static str) -> Fix {
    Fix {
        command: Some(command),
        ..advice(title)
    }
}

const fn only(place: Place, fix: Fix) -> Fix {
    Fix { place, ..fix }
}

/// All causes.
pub(super) fn all() -> impl Iterator<Item = &'static Cause> {
    let all = [pod::CAUSES, registry::CAUSES, network::CAUSES, node::CAUSES];
    all.into_iter().flatten()
}

/// The cause of a code.
pub(super) fn cause(code: &str) -> Option<&'static Cause> {
    all().find(|cause| cause.code == code)
}
