//! What a kubelet makes of the text of a KubeletConfiguration.

use serde::Serialize;

use super::{
    API_VERSION, ENSURE_SECRET_PULLED_IMAGES, KIND, PullSettings, VerificationPolicy,
    document::{Document, Written},
};
use crate::{
    diagnostic::{Diagnostic, Severity, Span},
    releases::{Change, Release},
    request::Refused,
    sources::{CONFIG_DEFAULTS_GO, CONFIG_TYPES_GO, CONFIG_VALIDATION_GO},
    why::Why,
    words::{Words, say},
    yaml::Meaning,
};

/// What a kubelet makes of its configuration, as far as it is about image pulls. A setting is
/// `None` where the text cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KubeletConfigReport {
    /// One pull at a time, after defaulting.
    pub serialize_image_pulls: Option<bool>,
    /// So many pulls at once; `None`: no limit.
    pub max_parallel_image_pulls: Option<f64>,
    /// Pulls a second, after defaulting; 0: no limit.
    #[serde(rename = "registryPullQPS")]
    pub registry_pull_qps: Option<f64>,
    /// Pulls at once, after defaulting.
    pub registry_burst: Option<f64>,
    /// Which present images are verified; `None` where the gate KubeletEnsureSecretPulledImages is
    /// off and nothing is written.
    pub image_pull_credentials_verification_policy: Option<String>,
    /// Whether a kubelet with this configuration starts, as far as it is about image pulls.
    pub starts: bool,
    /// What its validation says, in its own words.
    pub errors: Vec<String>,
    /// The same with places, and what else is wrong or remarkable.
    pub diagnostics: Vec<Diagnostic>,
    /// The rules that led to it.
    pub why: Vec<Why>,
    /// The settings as written; `None` where the text cannot be read, or a kubelet cannot read one
    /// of them.
    #[serde(skip)]
    pub written: Option<PullSettings>,
}

impl Refused for KubeletConfigReport {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            diagnostics,
            ..Self::default()
        }
    }
}

/// Reads, defaults and validates the text of a KubeletConfiguration.
pub fn check_kubelet_config(text: &str, release: Release) -> KubeletConfigReport {
    let document = match Document::read(text) {
        Ok(document) => document,
        Err(diagnostic) => {
            return KubeletConfigReport {
                diagnostics: vec![*diagnostic],
                ..KubeletConfigReport::default()
            };
        }
    };
    let mut check = Check {
        text,
        diagnostics: Vec::new(),
    };
    check.header(&document);
    let said = check.diagnostics.len();
    let settings = check.settings(&document);
    let written = (check.diagnostics.len() == said).then_some(settings);
    let is_verifying = is_verifying(&document, release);
    let policy = check.policy(&document, is_verifying);
    let defaulted = settings.defaulted();
    let refusals = defaulted.refusals();
    for refusal in &refusals {
        check.refuse(&document, refusal.code, &refusal.message);
    }
    let starts = check
        .diagnostics
        .iter()
        .all(|it| it.severity != Severity::Error);
    KubeletConfigReport {
        serialize_image_pulls: Some(defaulted.serialize_image_pulls),
        max_parallel_image_pulls: defaulted.max_parallel_image_pulls,
        registry_pull_qps: Some(defaulted.registry_pull_qps),
        registry_burst: Some(defaulted.registry_burst),
        image_pull_credentials_verification_policy: policy,
        starts,
        errors: refusals
            .into_iter()
            .map(|refusal| refusal.message)
            .collect(),
        diagnostics: check.diagnostics,
        why: vec![serialize_rule(&settings)],
        written,
    }
}

/// Whether the gate of credential verification is on: as the text has it, else as the release has
/// it.
fn is_verifying(document: &Document, release: Release) -> bool {
    let set = document.gate(ENSURE_SECRET_PULLED_IMAGES);
    release.has(Change::ImageAccessCanBeVerified)
        && set.unwrap_or(release.has(Change::PresentImageAccessIsVerified))
}

fn serialize_rule(settings: &PullSettings) -> Why {
    let text = match (
        settings.serialize_image_pulls,
        settings.max_parallel_image_pulls,
    ) {
        (Some(_), _) => say!("serializeImagePulls is written, so it is kept as it is."),
        (None, None) => {
            say!(
                "Neither serializeImagePulls nor maxParallelImagePulls is written: pulls are serial."
            )
        }
        (None, Some(max)) if max < 2.0 => {
            say!(
                "serializeImagePulls is left out and maxParallelImagePulls is below 2: pulls are serial."
            )
        }
        (None, Some(_)) => {
            say!(
                "serializeImagePulls is left out and maxParallelImagePulls is 2 or more: pulls are parallel."
            )
        }
    };
    Why::new("serialize-image-pulls-default", text, CONFIG_DEFAULTS_GO)
}

struct Check<'a> {
    text: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Check<'_> {
    /// A configuration names what it is.
    fn header(&mut self, document: &Document) {
        for (field, expected) in [("apiVersion", API_VERSION), ("kind", KIND)] {
            match document.field(field) {
                None => self.diagnostics.push(
                    Diagnostic::warning("KUB006", say!("{field} is missing.", field))
                        .help(say!(
                            "A file for a kubelet needs {field}: {expected}.",
                            field,
                            expected
                        ))
                        .docs(CONFIG_TYPES_GO),
                ),
                Some(written) if matches!(written.value, Meaning::Text(text) if text == expected) =>
                    {}
                Some(written) => {
                    let message = say!("{field} is not {expected}.", field, expected);
                    let diagnostic = Diagnostic::error("KUB007", message)
                        .help(say!("A kubelet reads nothing else as its configuration."));
                    self.say(diagnostic, Some(written.place));
                }
            }
        }
    }

    fn settings(&mut self, document: &Document) -> PullSettings {
        let burst = self.whole(document, "registryBurst");
        PullSettings {
            serialize_image_pulls: self.truth(document, "serializeImagePulls"),
            max_parallel_image_pulls: self.whole(document, "maxParallelImagePulls"),
            registry_pull_qps: self.whole(document, "registryPullQPS"),
            // The field is no pointer, so that 0 cannot be told from a field that is left out.
            registry_burst: burst.filter(|burst| *burst != 0.0),
        }
    }

    fn policy(&mut self, document: &Document, is_verifying: bool) -> Option<String> {
        let written = document.field("imagePullCredentialsVerificationPolicy");
        let policy = match written.map(|written| written.value) {
            None | Some(Meaning::Null) => {
                let default = VerificationPolicy::default().as_str();
                return is_verifying.then(|| default.to_owned());
            }
            Some(Meaning::Text(policy)) => policy.to_owned(),
            Some(_) => {
                self.wrong_type(
                    written,
                    say!(
                        "{field} must be a text.",
                        field = "imagePullCredentialsVerificationPolicy"
                    ),
                );
                return None;
            }
        };
        if VerificationPolicy::named(&policy).is_none() {
            let known = VerificationPolicy::ALL
                .map(VerificationPolicy::as_str)
                .join(", ");
            let diagnostic = Diagnostic::error(
                "KUB009",
                say!("imagePullCredentialsVerificationPolicy is {policy}, which the kubelet does not know.", policy = format!("{policy:?}")),
            )
            .help(say!("Write one of {known}.", known))
            .docs(CONFIG_TYPES_GO);
            self.say(diagnostic, written.map(|written| written.place));
        }
        Some(policy)
    }

    fn truth(&mut self, document: &Document, field: &str) -> Option<bool> {
        let written = document.field(field);
        match written.map(|written| written.value) {
            None | Some(Meaning::Null) => None,
            Some(Meaning::Truth(value)) => Some(value),
            Some(_) => {
                self.wrong_type(written, say!("{field} must be true or false.", field));
                None
            }
        }
    }

    fn whole(&mut self, document: &Document, field: &str) -> Option<f64> {
        let written = document.field(field);
        match written.map(|written| written.value) {
            None | Some(Meaning::Null) => None,
            Some(Meaning::Number(value))
                if value.fract() == 0.0
                    && (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&value) =>
            {
                Some(value)
            }
            Some(_) => {
                self.wrong_type(
                    written,
                    say!("{field} must be a whole number of 32 bits.", field),
                );
                None
            }
        }
    }

    fn wrong_type(&mut self, written: Option<Written>, message: Words) {
        let diagnostic = Diagnostic::error("KUB008", message)
            .help(say!("A kubelet cannot read this value and does not start."))
            .docs(CONFIG_TYPES_GO);
        self.say(diagnostic, written.map(|written| written.place));
    }

    /// A rule of the validation that the settings break, at the field that it is about.
    fn refuse(&mut self, document: &Document, code: &'static str, message: &str) {
        let field = match code {
            "KUB001" => "registryBurst",
            "KUB002" => "registryPullQPS",
            _ => "maxParallelImagePulls",
        };
        let place = |field| document.field(field).map(|written| written.place);
        let diagnostic = Diagnostic::error(code, Words::verbatim(message))
            .help(say!("The kubelet does not start with this configuration."))
            .docs(CONFIG_VALIDATION_GO);
        let serialize = place("serializeImagePulls");
        let place = place(field);
        let diagnostic = match code {
            "KUB003" => self.fixed(
                diagnostic,
                say!("Set maxParallelImagePulls to 1"),
                place,
                "1",
            ),
            "KUB004" => self.fixed(
                diagnostic,
                say!("Set serializeImagePulls to false"),
                serialize,
                "false",
            ),
            "KUB001" => self.fixed(diagnostic, say!("Set registryBurst to 10"), place, "10"),
            _ => self.fixed(diagnostic, say!("Set registryPullQPS to 5"), place, "5"),
        };
        self.say(diagnostic, place);
    }

    /// With the text in which `value` stands at the place.
    fn fixed(
        &self,
        diagnostic: Diagnostic,
        title: Words,
        place: Option<Span>,
        value: &str,
    ) -> Diagnostic {
        let Some(place) = place else {
            return diagnostic;
        };
        let (before, after) = (&self.text[..place.start], &self.text[place.end..]);
        diagnostic.fix(title, format!("{before}{value}{after}"))
    }

    fn say(&mut self, diagnostic: Diagnostic, place: Option<Span>) {
        self.diagnostics.push(diagnostic.at_known(place));
    }
}
