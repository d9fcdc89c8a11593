//! A text with the two marks that texts of the page use: `**strong**` and `` `code` ``.

use yew::prelude::*;

/// The text as nodes. A mark that is not closed is text like any other.
pub fn rich(text: &str) -> Html {
    let mut nodes = Vec::new();
    let mut rest = text;
    while let Some((before, mark, marked, after)) = next_mark(rest) {
        nodes.push(html! { { before } });
        nodes.push(match mark {
            "**" => html! { <strong>{ rich(marked) }</strong> },
            _ => html! { <code>{ marked }</code> },
        });
        rest = after;
    }
    nodes.push(html! { { rest } });
    nodes.into_iter().collect()
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
    use super::next_mark;

    #[test]
    fn the_first_mark_is_found_with_its_surroundings() {
        assert_eq!(next_mark("a `b` **c**"), Some(("a ", "`", "b", " **c**")));
        assert_eq!(next_mark("**a `b`** c"), Some(("", "**", "a `b`", " c")));
        assert_eq!(next_mark("a `b"), None);
        assert_eq!(next_mark(""), None);
    }
}
