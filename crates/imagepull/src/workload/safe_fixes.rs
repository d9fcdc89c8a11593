//! The repairs of a manifest that can be applied together without a choice.

use crate::codes;
use std::collections::BTreeSet;

use super::edits::Edit;

/// `localhost:5000` can be given a path only by a made-up one: that is to be chosen, not applied.
const MADE_UP: &str = codes::IMG101.id;

/// What is said of a manifest, as far as its repairs go.
#[derive(Clone, Debug)]
pub struct Repairs<'a> {
    /// The code of what is said.
    pub code: &'a str,
    /// The edits of each repair that is offered.
    pub fixes: Vec<&'a [Edit]>,
}

/// The places, in order, of what has a repair without an alternative that changes no place which
/// another such repair changes in another way.
pub fn safe_fixes(said: &[Repairs<'_>]) -> Vec<usize> {
    let changes: Vec<&[Edit]> = said.iter().map(Repairs::sole).collect();
    without_contradiction(&changes)
}

impl<'a> Repairs<'a> {
    /// The edits of the only repair that needs no choice; none where there is no such repair.
    fn sole(&self) -> &'a [Edit] {
        match &*self.fixes {
            [edits] if self.code != MADE_UP => edits,
            _ => &[],
        }
    }
}

/// The places in a list of changes, each some edits, of those that contradict no other one.
fn without_contradiction(changes: &[&[Edit]]) -> Vec<usize> {
    let each = changes.iter().enumerate();
    let mut edits: Vec<(&Edit, usize)> = each
        .flat_map(|(change, edits)| edits.iter().map(move |edit| (edit, change)))
        .collect();
    edits.sort_by_key(|(edit, _)| (edit.span.start, edit.span.end));
    let mut contradicting = BTreeSet::new();
    // Edits that are about one place, directly or by others between them.
    let mut together: Vec<(&Edit, usize)> = Vec::new();
    let mut end = 0;
    for (edit, change) in edits {
        let is_same = together
            .last()
            .is_some_and(|(last, _)| last.span == edit.span);
        if edit.span.start >= end && !is_same {
            note(&together, &mut contradicting);
            together.clear();
        }
        end = end.max(edit.span.end);
        together.push((edit, change));
    }
    note(&together, &mut contradicting);
    let is_change = |change: &usize| !changes[*change].is_empty();
    let safe =
        (0..changes.len()).filter(|change| is_change(change) && !contradicting.contains(change));
    safe.collect()
}

/// Notes the changes of edits that are about one place and not all the same.
fn note(together: &[(&Edit, usize)], contradicting: &mut BTreeSet<usize>) {
    if together.iter().any(|(edit, _)| *edit != together[0].0) {
        contradicting.extend(together.iter().map(|(_, change)| *change));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    /// A code, its repairs, and which of them are safe.
    type Row<'a> = (&'a str, Vec<&'a [Edit]>, &'a [usize]);

    #[test]
    fn a_choice_and_a_made_up_path_are_not_safe() {
        let edits = [edit(0, 1, "a")];
        let others = [edit(5, 6, "b")];
        let rows: [Row; 4] = [
            ("IMG003", vec![&edits], &[0]),
            ("IMG003", vec![&edits, &others], &[]),
            ("IMG003", vec![], &[]),
            (MADE_UP, vec![&edits], &[]),
        ];
        for (code, fixes, safe) in rows {
            assert_eq!(safe_fixes(&[Repairs { code, fixes }]), safe, "{code}");
        }
    }

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit::replacement(Span { start, end }, text)
    }

    #[test]
    fn changes_of_one_place_are_safe_where_they_are_the_same() {
        let rows: [(&[&[Edit]], &[usize]); 7] = [
            (&[], &[]),
            (&[&[]], &[]),
            (&[&[edit(0, 1, "a")], &[edit(1, 2, "b")]], &[0, 1]),
            (&[&[edit(0, 1, "a")], &[edit(0, 1, "a")]], &[0, 1]),
            (
                &[&[edit(0, 1, "a")], &[edit(0, 1, "b")], &[edit(5, 6, "c")]],
                &[2],
            ),
            // Two fields in one place, or twice the same one.
            (&[&[edit(3, 3, "a")], &[edit(3, 3, "b")]], &[]),
            // The second edit of the first change is what contradicts.
            (
                &[
                    &[edit(0, 1, "a"), edit(4, 9, "b")],
                    &[edit(5, 6, "c")],
                    &[edit(9, 9, "d")],
                ],
                &[2],
            ),
        ];
        for (changes, safe) in rows {
            assert_eq!(without_contradiction(changes), safe, "{changes:?}");
        }
    }
}
