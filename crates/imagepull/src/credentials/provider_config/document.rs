//! The text as a tree with places.

use crate::{
    diagnostic::Diagnostic,
    words::say,
    yaml::{self, Placed, span},
};

/// More than any configuration has.
const MOST_NODES: usize = 50_000;

/// Reads a text.
///
/// # Errors
/// It is no YAML. The words of the parser may quote the text, where a secret may stand in an
/// environment: only the place is used.
pub(super) fn read(text: &str) -> Result<Placed, Box<Diagnostic>> {
    yaml::read(text, MOST_NODES).map_err(|error| {
        let said = match error.without_snippet() {
            serde_saphyr::Error::MultipleDocuments { .. } => {
                say!("The text holds several YAML documents; a CredentialProviderConfig is one.")
            }
            serde_saphyr::Error::Budget { .. } => {
                say!("The text is too large or nested too deeply for a CredentialProviderConfig.")
            }
            _ => say!("The text is no YAML that can be read."),
        };
        let place = error.location().and_then(|place| span(text, place));
        let diagnostic = Diagnostic::error("PRV009", said).help(say!(
            "Mend it at this place; a kubelet with it does not start."
        ));
        Box::new(diagnostic.at_known(place))
    })
}
