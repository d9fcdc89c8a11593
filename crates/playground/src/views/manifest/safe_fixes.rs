//! The fixes that can be applied together without a choice.

use std::collections::BTreeSet;

use imagepull::workload::edits::Edit;

use super::answer::Remark;

/// `localhost:5000` can be given a path only by a made-up one: that is to be chosen, not applied.
const MADE_UP: &str = "IMG101";

/// The remarks, in order, whose fix has no alternative and changes no place that another such fix
/// changes in another way.
pub fn safe_fixes(remarks: &[Remark]) -> Vec<usize> {
    let sole = |remark: &Remark| match &*remark.finding.fixes {
        [fix] if remark.finding.code != MADE_UP => fix.edits.clone(),
        _ => Vec::new(),
    };
    let edits: Vec<Vec<Edit>> = remarks.iter().map(sole).collect();
    without_contradiction(&edits)
}

/// The places in a list of changes, each some edits, of those that contradict no other one.
fn without_contradiction(changes: &[Vec<Edit>]) -> Vec<usize> {
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
    use imagepull::{diagnostic::Span, workload::ManifestOptions};

    use super::*;
    use crate::views::manifest::answer::Answer;

    #[test]
    fn a_made_up_path_is_not_safe() {
        for (image, safe) in [("localhost:5000", 0), ("https://ghcr.io/acme/web:1", 1)] {
            let text =
                format!("kind: Pod\nspec: {{containers: [{{name: a, image: '{image}'}}]}}\n");
            let answer = Answer::of(text.into(), ManifestOptions::default());
            assert_eq!(answer.safe.len(), safe, "{image}");
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
            let changes: Vec<Vec<Edit>> = changes.iter().map(|it| it.to_vec()).collect();
            assert_eq!(without_contradiction(&changes), safe, "{changes:?}");
        }
    }
}
