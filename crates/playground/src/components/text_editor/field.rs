//! The text area that is there until the editor has come, and where it does not come.

use imagepull::diagnostic::Span;
use web_sys::HtmlTextAreaElement;

use super::change::Change;

/// Makes a change. The cursor stays where it is in the text.
pub fn apply(field: &HtmlTextAreaElement, change: &Change) {
    let Span { start, end } = change.span;
    let top = field.scroll_top();
    let _ = field.set_range_text_with_start_and_end(change.insert, units(start), units(end));
    field.set_scroll_top(top);
}

/// Scrolls to a place in UTF-16 units, selects it, and takes the focus.
pub fn reveal(field: &HtmlTextAreaElement, text: &str, place: Span) {
    let _ = field.focus();
    let _ = field.set_selection_range(units(place.start), units(place.end));
    // A browser does not scroll to what a program selects. No line is broken, so all are as high.
    let before = text.encode_utf16().take(place.start);
    let above = before.filter(|&unit| unit == u16::from(b'\n')).count();
    let lines = text.matches('\n').count() + 1;
    let height = u64::try_from(field.scroll_height()).unwrap_or(0);
    let top = i32::try_from(height * above as u64 / lines as u64).unwrap_or(i32::MAX);
    field.set_scroll_top(top - field.client_height() / 2);
}

/// The place, of some in their order, that follows a cursor or comes before it; after the last comes
/// the first again.
pub fn next_place(places: &[Span], cursor: u32, is_back: bool) -> Option<Span> {
    let next = if is_back {
        let mut before = places.iter().rev();
        before
            .find(|place| units(place.start) < cursor)
            .or(places.last())
    } else {
        let mut after = places.iter();
        after
            .find(|place| units(place.start) > cursor)
            .or(places.first())
    };
    next.copied()
}

/// Places beyond what the browser can count are beyond every text, too.
pub fn units(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_each_other_around_the_text() {
        let places = [3, 3, 9].map(|start| Span { start, end: 12 });
        let rows = [
            (0, false, 3),
            (3, false, 9),
            (9, false, 3),
            (20, true, 9),
            (9, true, 3),
            (3, true, 9),
        ];
        for (cursor, is_back, start) in rows {
            let next = next_place(&places, cursor, is_back).map(|place| place.start);
            assert_eq!(next, Some(start), "from {cursor}, back: {is_back}");
        }
        assert_eq!(next_place(&[], 0, false), None);
    }
}
