//! Names that wrap where they may.

use yew::prelude::*;

/// What a name may be broken behind.
const ENDS: [char; 3] = ['/', ':', '@'];

/// A text whose names go on in the next line behind `/`, `:` and `@`: a browser breaks them anywhere else only where
/// a piece alone is wider than the line.
pub fn breakable(text: &str) -> Html {
    if !text.contains(ENDS) {
        return text.to_owned().into();
    }
    let mut start = 0;
    let mut pieces = Vec::new();
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        let goes_on =
            text[end..].starts_with(|next: char| !next.is_whitespace() && !ENDS.contains(&next));
        if ENDS.contains(&sign) && goes_on {
            pieces.push(html! { <>{ text[start..end].to_owned() }<wbr /></> });
            start = end;
        }
    }
    html! { <>{ for pieces }{ text[start..].to_owned() }</> }
}
