//! A text with the two marks that texts of the page use: `**strong**` and `` `code` ``. What it
//! quotes are words of a program.

use yew::prelude::*;

use super::verbatim::verbatim;

/// The text as nodes. A mark that is not closed is text like any other.
pub fn rich(text: &str) -> Html {
    let mut nodes = Vec::new();
    let mut rest = text;
    while let Some((before, mark, marked, after)) = next_mark(rest) {
        nodes.push(quoting(before));
        nodes.push(match mark {
            "**" => html! { <strong>{ rich(marked) }</strong> },
            _ => html! { <code>{ marked }</code> },
        });
        rest = after;
    }
    nodes.push(quoting(rest));
    nodes.into_iter().collect()
}

/// A text whose quotations of a program are English whatever language the page has.
fn quoting(text: &str) -> Html {
    let mut nodes = Vec::new();
    let mut rest = text;
    while let Some((before, quoted, after)) = next_quotation(rest) {
        nodes.push(html! { <>{ before }{ "“" }{ verbatim(quoted) }{ "”" }</> });
        rest = after;
    }
    nodes.push(html! { { rest } });
    nodes.into_iter().collect()
}

/// The first quotation in the letters of a program: what is before it, the words, what is behind.
fn next_quotation(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('“').find_map(|(open, mark)| {
        let (quoted, after) = text[open + mark.len()..].split_once('”')?;
        quoted.is_ascii().then_some((&text[..open], quoted, after))
    })
}

/// The first marked part: what is before it, its mark, the part, and what is behind it.
pub fn next_mark(text: &str) -> Option<(&str, &'static str, &str, &str)> {
    ["**", "`"]
        .into_iter()
        .filter_map(|mark| {
            let (before, rest) = text.split_once(mark)?;
            let (marked, after) = rest.split_once(mark)?;
            Some((before, mark, marked, after))
        })
        .min_by_key(|(before, ..)| before.len())
}

#[cfg(test)]
mod tests {
    use super::{next_mark, next_quotation};

    #[test]
    fn the_first_mark_is_found_with_its_surroundings() {
        assert_eq!(next_mark("a `b` **c**"), Some(("a ", "`", "b", " **c**")));
        assert_eq!(next_mark("**a `b`** c"), Some(("", "**", "a `b`", " c")));
        assert_eq!(next_mark("a `b"), None);
        assert_eq!(next_mark(""), None);
    }

    #[test]
    fn a_quotation_is_found_in_the_letters_of_a_program() {
        let rows = [
            ("a “b c” d", Some(("a ", "b c", " d"))),
            ("“가” “b”", Some(("“가” ", "b", ""))),
            ("“가 “b””", Some(("“가 ", "b", "”"))),
            ("a “b", None),
            ("a ” b", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(next_quotation(text), expected, "{text}");
        }
    }
}
