//! The text as a tree with places.

use crate::{
    diagnostic::{Diagnostic, Span},
    words::{Words, say},
    yaml::{self, Limits, Problem, Tree},
};

/// Reads a text of at most one document.
///
/// # Errors
/// It is no YAML. The words of the parser may quote the text, where a secret may stand in an
/// environment: only the place is used.
pub(super) fn read(text: &str) -> Result<Tree<'_>, Box<Diagnostic>> {
    let tree = yaml::read(text, Limits::CONFIGURATION).map_err(|error| {
        let said = match error.problem {
            Problem::Documents => several(),
            Problem::Depth | Problem::Nodes | Problem::Aliases | Problem::Bytes => {
                say!("The text is too large or nested too deeply for a CredentialProviderConfig.")
            }
            Problem::Syntax(_) | Problem::Cycle => say!("The text is no YAML that can be read."),
        };
        refused(said, error.span)
    })?;
    match tree.documents.get(1) {
        Some(second) => Err(refused(several(), Some(tree.place(*second)))),
        None => Ok(tree),
    }
}

fn refused(said: Words, place: Option<Span>) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::error("PRV009", said).help(say!(
        "Mend it at this place; a kubelet with it does not start."
    ));
    Box::new(diagnostic.at_known(place))
}

fn several() -> Words {
    say!("The text holds several YAML documents; a CredentialProviderConfig is one.")
}
