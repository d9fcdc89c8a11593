//! The events of a YAML text, one by one.
//!
//! A crate of its own for speed: everything else is compiled for size, and a generic parser is
//! compiled as the crate is that uses it. The workspace compiles this one for speed, because a
//! manifest is read again at every key that is pressed.

#![forbid(unsafe_code)]

use std::ops::ControlFlow;

use granit_parser::Parser;
pub use granit_parser::{ErrorKind, Event, Options, ScalarStyle, ScanError, Span, options};

/// Calls `each` with the events of a text until it breaks. Offsets are bytes of the text.
///
/// # Errors
/// Where the text is no YAML; the events before that place are given first.
pub fn for_each<'t>(
    text: &'t str,
    options: Options,
    each: &mut dyn FnMut(Event<'t>, Span) -> ControlFlow<()>,
) -> Result<(), ScanError> {
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = event?;
        if each(event, place).is_break() {
            break;
        }
    }
    Ok(())
}
