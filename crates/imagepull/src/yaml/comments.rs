//! Where comments are: between the keys and values, and nowhere else.

use super::{Content, Tree, pieces::cuts};
use crate::diagnostic::Span;

impl Tree<'_> {
    /// The comments of all pieces of the text in which one of some places is, each with its `#`.
    /// The places are in order, and the text could be read to its end.
    pub fn comments_beside(&self, places: &[Span]) -> Vec<Span> {
        let scalars = self.scalars();
        let mut comments = Vec::new();
        for piece in cuts(self.text).windows(2) {
            let (start, end) = (piece[0], piece[1]);
            let first = places.partition_point(|place| place.start < start);
            if places.get(first).is_none_or(|place| place.start >= end) {
                continue;
            }
            let first = scalars.partition_point(|it| it.start < start);
            let behind = scalars.partition_point(|it| it.start < end);
            let mut from = start;
            for scalar in &scalars[first..behind] {
                self.comments_between(from, scalar.start, &mut comments);
                from = scalar.end.max(from);
            }
            self.comments_between(from, end, &mut comments);
        }
        comments
    }

    /// What is written of the keys and values, from the front of the text to its end.
    fn scalars(&self) -> Vec<Span> {
        let written = self.nodes.iter().filter(|node| {
            matches!(node.content, Content::Scalar { .. } | Content::Alias(_))
                && node.span.start < node.span.end
        });
        let mut scalars: Vec<Span> = written.map(|node| node.span).collect();
        scalars.sort_unstable_by_key(|span| span.start);
        scalars
    }

    /// The comments where neither key nor value is. A `#` in the name of a tag or anchor begins
    /// none.
    fn comments_between(&self, start: usize, end: usize, comments: &mut Vec<Span>) {
        let mut from = start;
        while let Some(found) = self.text.get(from..end).and_then(|gap| gap.find('#')) {
            let hash = from + found;
            let is_beginning = |char: char| char.is_whitespace() || ",[]{}\u{feff}".contains(char);
            let before = self.text[..hash].chars().next_back();
            let length = self.text[hash..].find(['\n', '\r']);
            let line_end = length.map_or(self.text.len(), |length| hash + length);
            if before.is_none_or(is_beginning) && line_end <= end {
                comments.push(Span {
                    start: hash,
                    end: line_end,
                });
                from = line_end;
            } else {
                from = hash + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        diagnostic::Span,
        yaml::{Limits, read},
    };

    #[test]
    fn comments_stand_between_keys_and_values() {
        for (text, expected) in [
            ("# a\nb: c # d\n", vec!["# a", "# d"]),
            ("a: b#c\nd: 'e # f' # g", vec!["# g"]),
            ("a: |  # b\n  # c\n  d # e\n# f\n", vec!["# b", "# f"]),
            ("a: !t u#b # c\nd: &e f#g\nh: *e # i\n", vec!["# c", "# i"]),
            ("{\"a\": [1, # b\r\n 2]} # c\r\n", vec!["# b", "# c"]),
            ("{\"a\": 1}\n{\"b\": # c\n 2}\n", vec!["# c"]),
            ("\u{feff}# a\nb:\n  # c\n", vec!["# a", "# c"]),
            ("a: 1\n--- # b\nc: 2 # d\n", vec!["# b", "# d"]),
        ] {
            let tree = read(text, Limits::MANIFESTS).expect(text);
            let all = (0..text.len()).map(|start| Span {
                start,
                end: start + 1,
            });
            let comments = tree.comments_beside(&all.collect::<Vec<_>>());
            let comments: Vec<&str> = comments.iter().map(|it| tree.written(*it)).collect();
            assert_eq!(comments, expected, "{text:?}");
        }
    }

    #[test]
    fn comments_of_other_pieces_are_left_alone() {
        let text = "a: 1 # b\n---\nc: 2 # d\n---\ne: 3 # f\n";
        let tree = read(text, Limits::MANIFESTS).expect(text);
        let start = text.find('2').expect("it is there");
        let place = Span {
            start,
            end: start + 1,
        };
        let comments = tree.comments_beside(&[place]);
        assert_eq!(comments.len(), 1);
        assert_eq!(tree.written(comments[0]), "# d");
    }
}
