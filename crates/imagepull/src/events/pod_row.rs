//! A Pod in a row of `kubectl get pods`.

use super::statement::{Frame, Subject};

/// What a row says: the Pod, and its status as a reason. `None` where a line is no such row.
pub(super) fn status(line: &str) -> Option<Frame> {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let is_ready = |word: &&str| {
        let counts = word.split_once('/');
        counts
            .is_some_and(|(ready, all)| ready.parse::<u16>().is_ok() && all.parse::<u16>().is_ok())
    };
    let at = words
        .iter()
        .position(is_ready)
        .filter(|at| (1..=2).contains(at))?;
    let status = words.get(at + 1)?;
    let is_init = status.starts_with("Init:");
    Some(Frame {
        reason: Some(status.trim_start_matches("Init:").to_owned()),
        pod: Some(words[at - 1].trim_start_matches("pod/").to_owned()),
        namespace: (at == 2).then(|| words[0].to_owned()),
        subject: is_init.then_some(Subject::InitContainer),
        ..Frame::default()
    })
}
