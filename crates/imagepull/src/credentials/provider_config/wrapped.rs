//! A CredentialProviderConfig that lies in something else: in a MachineConfig or ConfigMap with the text
//! of the file, or in the configuration of Talos.

use super::{ProviderConfigReport, decode::KIND};
use crate::{
    codes,
    config_file::{Below, ConfigFile},
    diagnostic::{Diagnostic, Span},
    words::message,
    yaml::{Meaning, NodeId},
};

/// A configuration below the root of a file.
pub(super) struct Wrapped {
    pub config: Config,
    place: Span,
    /// The keys to it.
    path: String,
}

/// In which form a configuration lies in something else.
pub(super) enum Config {
    Mapping(NodeId),
    /// The text of a file.
    Text(String),
}

/// The first configuration that lies in a file; `None` where the file is one itself.
pub(super) fn find(file: &ConfigFile) -> Option<Wrapped> {
    if file.header().is_ok_and(|header| header.kind == KIND) {
        return None;
    }
    let found = file.find_below(1, &mut |below: &Below| {
        let config = match file.tree.meaning(below.node) {
            Meaning::Mapping => (file.tree.text_at(below.node, &["kind"]) == Some(KIND))
                .then_some(Config::Mapping(below.node)),
            Meaning::Text(_) => {
                let text = file.text_within(below.node)?;
                (text.contains(KIND) && text.contains("kind")).then_some(Config::Text(text))
            }
            _ => None,
        };
        Some(Wrapped {
            config: config?,
            place: below.place,
            path: below.path(),
        })
    });
    found.into_iter().next()
}

impl Wrapped {
    /// Where it is read.
    pub fn read_there(&self) -> Diagnostic {
        Diagnostic::new(
            codes::PRV016,
            message!(
                "This is not a CredentialProviderConfig; the one at `{path}` is read.",
                path = self.path.as_str()
            ),
        )
        .help(message!(
            "What surrounds it belongs to another program, which writes the kubelet's file."
        ))
        .at(self.place)
    }

    /// The report on the text in it as one on the whole file.
    pub fn report(&self, mut of_text: ProviderConfigReport) -> ProviderConfigReport {
        for diagnostic in &mut of_text.diagnostics {
            diagnostic.span = Some(self.place);
            diagnostic.fixes.clear();
        }
        of_text.diagnostics.insert(0, self.read_there());
        of_text
    }
}
