//! A KubeletConfiguration as text: its fields with their places. Only those about image pulls are
//! asked for; all others are left alone.

use crate::{
    diagnostic::{Diagnostic, Span},
    lines::Lines,
    words::{Words, say},
    yaml::{self, Limits, Meaning, NodeId, Problem, Tree},
};

/// The fields as written; of equal ones the last.
pub(super) struct Document<'t> {
    tree: Tree<'t>,
    /// `None` of a text without content.
    root: Option<NodeId>,
}

/// The value of a field.
#[derive(Clone, Copy)]
pub(super) struct Written<'d> {
    pub value: Meaning<'d>,
    pub place: Span,
}

impl<'t> Document<'t> {
    /// Reads a text; JSON is YAML too.
    pub fn read(text: &'t str) -> Result<Self, Box<Diagnostic>> {
        let refused = |said: Words, place: Option<Span>| {
            let diagnostic = Diagnostic::error("KUB005", said).help(say!(
                "Mend it at this place; a kubelet with it does not start."
            ));
            Box::new(diagnostic.at_known(place))
        };
        let tree = yaml::read(text, Limits::CONFIGURATION)
            .map_err(|error| refused(cause(&error, text), error.span))?;
        let root = match tree.documents[..] {
            [] => None,
            [root] if tree.is_mapping(root) => Some(root),
            [root] => {
                let said = say!("The text is no mapping of fields to values.");
                return Err(refused(said, Some(tree.place(root))));
            }
            [_, second, ..] => return Err(refused(several(), Some(tree.place(second)))),
        };
        Ok(Self { tree, root })
    }

    /// A field as written.
    pub fn field(&self, name: &str) -> Option<Written<'_>> {
        let field = self.tree.field(self.root?, name)?;
        Some(Written {
            value: self.tree.meaning(field.value),
            place: self.tree.place(field.value),
        })
    }

    /// A feature gate as written.
    pub fn gate(&self, name: &str) -> Option<bool> {
        let gates = self.tree.value(self.root?, "featureGates")?;
        match self.tree.meaning(self.tree.value(gates, name)?) {
            Meaning::Truth(is_on) => Some(is_on),
            _ => None,
        }
    }
}

fn several() -> Words {
    say!("The text holds several YAML documents; a KubeletConfiguration is one.")
}

/// What is wrong with the text, as one sentence.
fn cause(error: &yaml::Error, text: &str) -> Words {
    match &error.problem {
        Problem::Syntax(words) => {
            let place = Lines::of(text).place(error.span.map_or(0, |span| span.start));
            let words = format!("{words} at line {}, column {}", place.line, place.column);
            say!("The text is no YAML that can be read: {words}.", words)
        }
        Problem::Cycle => say!(
            "This alias stands within what its anchor marks, so it has no end; the document is not read."
        ),
        Problem::Documents => several(),
        Problem::Depth | Problem::Nodes | Problem::Aliases | Problem::Bytes => {
            say!("The text is too large or nested too deeply for a KubeletConfiguration.")
        }
    }
}
