//! What edits change, line by line: the changed lines with some around them, as `diff -u` shows
//! them. It follows from the edits; nothing is compared but the lines that they touch.

use std::fmt::Write;

use serde::Serialize;

use super::edits::{Edit, EditError, apply, in_order};
use crate::diagnostic::Span;

/// Unchanged lines around those that change.
const CONTEXT: usize = 3;

/// Changed lines that are near each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hunk {
    /// The number of its first line in the text as it is, from 1.
    pub old_line: usize,
    /// The number of its first line in the text afterwards, from 1.
    pub new_line: usize,
    /// Its lines.
    pub lines: Vec<HunkLine>,
}

/// A line of a [`Hunk`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HunkLine {
    /// What becomes of it.
    pub kind: LineKind,
    /// The line without its end.
    pub text: String,
    /// Whether the text ends with it, without a line end.
    pub is_unended: bool,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// It stays.
    Kept,
    /// It goes.
    Removed,
    /// It comes.
    Added,
}

/// Lines next to each other that change.
struct Change<'t> {
    /// The number of lines before them, in the text as it is.
    line: usize,
    removed: Vec<&'t str>,
    added: Vec<String>,
}

/// The lines that edits change, with three lines around them.
///
/// # Errors
/// As [`in_order`].
pub fn hunks(text: &str, edits: &[Edit]) -> Result<Vec<Hunk>, EditError> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let changes = changes(text, &lines, in_order(text, edits)?)?;
    let mut hunks: Vec<Hunk> = Vec::new();
    // Lines of the text as it is that are shown already, and how many more the new one has by then.
    let (mut shown, mut shift) = (0, 0_usize);
    for change in changes {
        let begin = change.line.saturating_sub(CONTEXT);
        if hunks.is_empty() || begin > shown + CONTEXT {
            // The lines behind the last change are still missing.
            shown = close(&mut hunks, &lines, shown);
            let first = begin.max(shown);
            hunks.push(Hunk {
                old_line: first + 1,
                new_line: (first + 1).wrapping_add(shift),
                lines: Vec::new(),
            });
            shown = first;
        }
        let Some(hunk) = hunks.last_mut() else {
            continue;
        };
        let kept = lines[shown..change.line].iter();
        hunk.lines
            .extend(kept.map(|line| shown_line(LineKind::Kept, line)));
        let removed = change.removed.iter();
        hunk.lines
            .extend(removed.map(|line| shown_line(LineKind::Removed, line)));
        let added = change.added.iter();
        hunk.lines
            .extend(added.map(|line| shown_line(LineKind::Added, line)));
        shown = change.line + change.removed.len();
        shift = shift
            .wrapping_add(change.added.len())
            .wrapping_sub(change.removed.len());
    }
    close(&mut hunks, &lines, shown);
    Ok(hunks)
}

/// The same as the text of a patch, as `diff -u` and git write it; empty where nothing changes.
///
/// # Errors
/// As [`in_order`].
pub fn unified_diff(text: &str, edits: &[Edit], name: &str) -> Result<String, EditError> {
    let mut diff = String::new();
    for hunk in hunks(text, edits)? {
        if diff.is_empty() {
            let _ = write!(diff, "--- a/{name}\n+++ b/{name}\n");
        }
        let count = |kind| hunk.lines.iter().filter(|line| line.kind != kind).count();
        let (old, new) = (count(LineKind::Added), count(LineKind::Removed));
        // Of no lines the number is that of the line before.
        let start = |line: usize, count: usize| line - usize::from(count == 0);
        let _ = writeln!(
            diff,
            "@@ -{},{old} +{},{new} @@",
            start(hunk.old_line, old),
            start(hunk.new_line, new)
        );
        for line in &hunk.lines {
            let sign = match line.kind {
                LineKind::Kept => ' ',
                LineKind::Removed => '-',
                LineKind::Added => '+',
            };
            let _ = writeln!(diff, "{sign}{}", line.text);
            if line.is_unended {
                diff.push_str("\\ No newline at end of file\n");
            }
        }
    }
    Ok(diff)
}

/// Ends the last hunk with the lines behind its last change, and returns how many lines are shown.
fn close(hunks: &mut [Hunk], lines: &[&str], shown: usize) -> usize {
    let Some(hunk) = hunks.last_mut() else {
        return shown;
    };
    let end = (shown + CONTEXT).min(lines.len());
    let kept = lines[shown..end].iter();
    hunk.lines
        .extend(kept.map(|line| shown_line(LineKind::Kept, line)));
    end
}

/// The lines that the edits change. Edits that touch the same lines are one change.
fn changes<'t>(
    text: &'t str,
    lines: &[&'t str],
    edits: Vec<&Edit>,
) -> Result<Vec<Change<'t>>, EditError> {
    let mut starts = Vec::with_capacity(lines.len());
    let mut start = 0;
    for line in lines {
        starts.push(start);
        start += line.len();
    }
    let line_at = |at: usize| {
        starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    };
    let mut changes = Vec::new();
    let mut edits = edits.into_iter().peekable();
    while let Some(first) = edits.next() {
        let line = line_at(first.span.start);
        let mut last = line_at(first.span.end);
        let mut group = vec![first];
        while let Some(next) = edits.next_if(|next| line_at(next.span.start) <= last) {
            last = line_at(next.span.end);
            group.push(next);
        }
        let begin = starts.get(line).copied().unwrap_or_default();
        let end = starts.get(last + 1).copied().unwrap_or(text.len());
        let moved: Vec<Edit> = group
            .into_iter()
            .map(|edit| {
                let span = Span {
                    start: edit.span.start - begin,
                    end: edit.span.end - begin,
                };
                Edit::replacement(span, edit.text.clone())
            })
            .collect();
        let new = apply(&text[begin..end], &moved)?;
        let old: Vec<&str> = text[begin..end].split_inclusive('\n').collect();
        let new: Vec<&str> = new.split_inclusive('\n').collect();
        let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
        let before = old.iter().zip(&new).take_while(same).count();
        let (old, new) = (&old[before..], &new[before..]);
        let behind = old
            .iter()
            .rev()
            .zip(new.iter().rev())
            .take_while(same)
            .count();
        let (old, new) = (&old[..old.len() - behind], &new[..new.len() - behind]);
        if !old.is_empty() || !new.is_empty() {
            changes.push(Change {
                line: line + before,
                removed: old.to_vec(),
                added: new.iter().map(|&line| line.to_owned()).collect(),
            });
        }
    }
    Ok(changes)
}

fn shown_line(kind: LineKind, line: &str) -> HunkLine {
    HunkLine {
        kind,
        text: line.trim_end_matches('\n').to_owned(),
        is_unended: !line.ends_with('\n'),
    }
}
