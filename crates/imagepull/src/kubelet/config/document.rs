//! A KubeletConfiguration as text: the fields about image pulls with their places. All other
//! fields are left alone.

use crate::{
    diagnostic::Diagnostic,
    words::{Words, say},
    yaml::{self, Node, Placed, span},
};

/// A configuration with all its fields has some hundred keys and values; more than this many are
/// not read to their end.
const MOST_NODES: usize = 20_000;

/// The fields as written; of equal ones the last.
#[derive(Default)]
pub(super) struct Document {
    pub api_version: Option<Placed>,
    pub kind: Option<Placed>,
    pub serialize_image_pulls: Option<Placed>,
    pub max_parallel_image_pulls: Option<Placed>,
    pub registry_pull_qps: Option<Placed>,
    pub registry_burst: Option<Placed>,
    pub image_pull_credentials_verification_policy: Option<Placed>,
    pub feature_gates: Option<Placed>,
}

impl Document {
    /// Reads a text; JSON is YAML too.
    pub fn read(text: &str) -> Result<Self, Box<Diagnostic>> {
        let refused = |said: Words| {
            Diagnostic::error("KUB005", said).help(say!(
                "Mend it at this place; a kubelet with it does not start."
            ))
        };
        let root = yaml::read(text, MOST_NODES).map_err(|error| {
            let place = error.location().and_then(|location| span(text, location));
            Box::new(refused(cause(&error)).at_known(place))
        })?;
        match root.value {
            Node::Null => Ok(Self::default()),
            Node::Map(fields) => Ok(Self::of(
                fields.into_iter().map(|(key, it)| (key.value, it)),
            )),
            _ => {
                let place = span(text, root.referenced);
                let said = say!("The text is no mapping of fields to values.");
                Err(Box::new(refused(said).at_known(place)))
            }
        }
    }

    fn of(fields: impl Iterator<Item = (String, Placed)>) -> Self {
        let mut document = Self::default();
        for (field, value) in fields {
            let known = match field.as_str() {
                "apiVersion" => &mut document.api_version,
                "kind" => &mut document.kind,
                "serializeImagePulls" => &mut document.serialize_image_pulls,
                "maxParallelImagePulls" => &mut document.max_parallel_image_pulls,
                "registryPullQPS" => &mut document.registry_pull_qps,
                "registryBurst" => &mut document.registry_burst,
                "imagePullCredentialsVerificationPolicy" => {
                    &mut document.image_pull_credentials_verification_policy
                }
                "featureGates" => &mut document.feature_gates,
                _ => continue,
            };
            *known = Some(value);
        }
        document
    }

    /// A feature gate as written.
    pub fn gate(&self, name: &str) -> Option<bool> {
        let Node::Map(gates) = &self.feature_gates.as_ref()?.value else {
            return None;
        };
        let mut gates = gates.iter().rev();
        match gates.find(|(gate, _)| gate.value == name)?.1.value {
            Node::Bool(is_on) => Some(is_on),
            _ => None,
        }
    }
}

/// What is wrong with the text, as one sentence.
fn cause(error: &serde_saphyr::Error) -> Words {
    if matches!(
        error.without_snippet(),
        serde_saphyr::Error::MultipleDocuments { .. }
    ) {
        return say!("The text holds several YAML documents; a KubeletConfiguration is one.");
    }
    if matches!(error.without_snippet(), serde_saphyr::Error::Budget { .. }) {
        return say!("The text is too large or nested too deeply for a KubeletConfiguration.");
    }
    let words = error.render();
    let words = words.trim_end_matches('.');
    say!("The text is no YAML that can be read: {words}.", words)
}
