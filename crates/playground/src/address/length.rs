//! How long a link may be.

/// The longest fragment that is made into a link and read from one, in bytes. No browser that the
/// page runs in takes less.
pub const MAX_LENGTH: usize = 1024 * 1024;

/// Above this a link may arrive cut off, in bytes: Chrome shows no longer address, and mail and
/// chat programs take less text than that in a message.
pub const LONG: usize = 32 * 1024;

/// How far a link gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Anywhere.
    Short,
    /// It may be cut off on its way.
    Long,
    /// No page reads it.
    TooLong,
}

impl Length {
    /// The length of a fragment.
    pub fn new(fragment: &str) -> Self {
        match fragment.len() {
            bytes if bytes > MAX_LENGTH => Self::TooLong,
            bytes if bytes > LONG => Self::Long,
            _ => Self::Short,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_long_before_it_is_too_long() {
        for (bytes, length) in [
            (0, Length::Short),
            (LONG, Length::Short),
            (LONG + 1, Length::Long),
            (MAX_LENGTH, Length::Long),
            (MAX_LENGTH + 1, Length::TooLong),
        ] {
            assert_eq!(Length::new(&"x".repeat(bytes)), length, "{bytes}");
        }
    }
}
