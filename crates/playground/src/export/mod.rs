//! What the page gives to other pages and programs: answers as Markdown and JSON, drawings as SVG,
//! files. All of it is made from an address alone, so it is what a link with that address shows.

use crate::{address::Address, text};

pub mod json;
pub mod markdown;
pub mod markup;

/// Colours of a drawing that is self-contained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// As the page around the drawing.
    OfPage,
}

/// Whether a drawing moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// All is seen at once.
    Still,
    /// It is seen from left to right as time goes by, again and again, but not where the reader prefers less
    /// motion.
    Moving,
}

/// What is asked for, or why it is not there: a sentence or two in the language that is spoken.
pub type Exported = Result<String, String>;

/// What a view gives for what an address shows.
pub trait Export {
    /// A name for it, as the text of a link and the title of a frame.
    fn title(address: &Address) -> String;

    /// The answer as Markdown, a sentence and a table.
    ///
    /// # Errors
    /// Why there is none.
    fn markdown(address: &Address) -> Exported;

    /// The answer as JSON, byte for byte what the JavaScript package serialises.
    ///
    /// # Errors
    /// Why there is none.
    fn result(address: &Address) -> Exported;

    /// The drawing as an SVG document.
    ///
    /// # Errors
    /// Why there is none.
    fn figure(_address: &Address, _colours: Colours) -> Exported {
        Err(text::share_not_given().to_owned())
    }

    /// The drawing as an SVG document that plays by itself.
    ///
    /// # Errors
    /// Why there is none.
    fn animation(_address: &Address, _colours: Colours) -> Exported {
        Err(text::share_not_given().to_owned())
    }

    /// What the answer is about as JSON, for a view that opens such a file.
    ///
    /// # Errors
    /// Why there is none.
    fn input(_address: &Address) -> Exported {
        Err(text::share_not_given().to_owned())
    }
}
