//! A Pod in a row of `kubectl get pods`.

use super::statement::{Frame, Subject};

/// What a row says: the Pod, and its status as a reason. `None` where a line is no such row.
pub(super) fn status(line: &str) -> Option<Frame> {
    // k9s draws a mark before the counts.
    let is_word = |word: &&str| word.contains(|it: char| it.is_alphanumeric());
    let words = line.split_whitespace().filter(is_word);
    let words: Vec<&str> = words.take(6).collect();
    let is_ready = |word: &&str| {
        let counts = word.split_once('/');
        counts
            .is_some_and(|(ready, all)| ready.parse::<u16>().is_ok() && all.parse::<u16>().is_ok())
    };
    let at = words
        .iter()
        .position(is_ready)
        .filter(|at| (1..=2).contains(at))?;
    // k9s has the restarts before the status.
    let behind = &words[at + 1..];
    let status = behind.iter().find(|it| it.parse::<u32>().is_err())?;
    let is_init = status.starts_with("Init:");
    Some(Frame {
        reason: Some(status.trim_start_matches("Init:").to_owned()),
        pod: Some(words[at - 1].trim_start_matches("pod/").to_owned()),
        namespace: (at == 2).then(|| words[0].to_owned()),
        subject: is_init.then_some(Subject::InitContainer),
        ..Frame::default()
    })
}
