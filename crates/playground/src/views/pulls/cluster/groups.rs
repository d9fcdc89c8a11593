//! Which nodes stand together in a row: few rows at each level, so that they can be looked at.

use std::ops::Range;

/// The most rows of one level.
const MAX_ROWS: usize = 25;

/// Some nodes as at most [`MAX_ROWS`] groups. `entries` are the places at which an entry of the
/// scenario's nodes begins: nodes of one entry are alike, and stand together where that gives few
/// rows.
pub fn groups(nodes: &Range<usize>, entries: &[usize]) -> Vec<Range<usize>> {
    let inside = entries
        .iter()
        .copied()
        .filter(|place| *place > nodes.start && *place < nodes.end);
    let begins: Vec<usize> = std::iter::once(nodes.start).chain(inside).collect();
    if (2..=MAX_ROWS).contains(&begins.len()) {
        let ends = begins.iter().skip(1).copied().chain([nodes.end]);
        return begins
            .iter()
            .zip(ends)
            .map(|(begin, end)| *begin..end)
            .collect();
    }
    let size = group_size(nodes.len());
    nodes
        .clone()
        .step_by(size)
        .map(|begin| begin..(begin + size).min(nodes.end))
        .collect()
}

/// The smallest round number of nodes in a row with which few rows hold all of them.
fn group_size(nodes: usize) -> usize {
    let mut power = 1;
    loop {
        for digit in [1, 2, 5] {
            let size = digit * power;
            if nodes.div_ceil(size) <= MAX_ROWS {
                return size;
            }
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_nodes_stand_in_few_rows_of_round_size() {
        let rows = [
            (1, 1, 1),
            (25, 25, 1),
            (26, 13, 2),
            (1000, 20, 50),
            (5000, 25, 200),
            (199_999, 20, 10_000),
        ];
        for (nodes, count, size) in rows {
            let groups = groups(&(7..7 + nodes), &[0]);
            assert_eq!(groups.len(), count, "{nodes} nodes");
            assert_eq!(groups[0], 7..7 + size, "{nodes} nodes");
            assert_eq!(groups.last().map(|last| last.end), Some(7 + nodes));
            assert!(groups.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
    }

    #[test]
    fn nodes_of_one_entry_stand_together() {
        assert_eq!(
            groups(&(0..300), &[0, 100, 101]),
            [0..100, 100..101, 101..300]
        );
        assert_eq!(groups(&(0..100), &[0, 100, 101]).len(), 20);
        let entries: Vec<usize> = (0..100).collect();
        assert_eq!(groups(&(0..100), &entries).len(), 20);
    }
}
