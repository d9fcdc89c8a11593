//! What a kubelet makes of the text of a KubeletConfiguration.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    API_VERSION, DefaultedPullSettings, ENSURE_SECRET_PULLED_IMAGES, KIND, PullSettings, Refusal,
    VerificationPolicy, around, elsewhere, fields, flags,
    gates::{GateRefused, Gates},
    validate::{Broken, OtherSettings},
};
use crate::{
    codes,
    config_file::{ConfigFile, FieldType, GoDuration, Header, TypeError, Unreadable, no_json},
    diagnostic::{Diagnostic, Span},
    kubelet::go::quote,
    releases::{Change, Release},
    request::Refused,
    sources::{
        CONFIG_DEFAULTS_GO, CONFIG_LOADER_GO, CONFIG_TYPES_GO, CONFIG_VALIDATION_GO, STRIPED_LOCKS,
    },
    typo,
    why::Reason,
    words::{Message, message},
    yaml::{self, Meaning, NodeId, Problem},
};

/// How many pulls the locks of the pull records are enough for.
const MAX_LOCKS: f64 = 31.0;

/// Kinds that the scheme of the kubelet's configuration has besides KubeletConfiguration.
const OTHER_KINDS: [(&str, &str); 4] = [
    ("kubelet.config.k8s.io/v1beta1", "CredentialProviderConfig"),
    (
        "kubelet.config.k8s.io/v1beta1",
        "SerializedNodeConfigSource",
    ),
    ("kubelet.config.k8s.io/v1alpha1", "CredentialProviderConfig"),
    ("kubelet.config.k8s.io/v1", "CredentialProviderConfig"),
];

/// What a kubelet makes of its configuration, as far as it is about image pulls. A setting is
/// `None` where the text cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KubeletConfigReport {
    /// One pull at a time, after defaulting.
    pub serialize_image_pulls: Option<bool>,
    /// Pulls at once; `None`: no limit.
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
    pub why: Vec<Reason>,
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

impl KubeletConfigReport {
    /// The settings with what is filled in.
    pub(super) fn new(settings: &PullSettings, policy: Option<String>) -> Self {
        let defaulted = settings.defaulted();
        Self {
            serialize_image_pulls: Some(defaulted.serialize_image_pulls),
            max_parallel_image_pulls: defaulted.max_parallel_image_pulls,
            registry_pull_qps: Some(defaulted.registry_pull_qps),
            registry_burst: Some(defaulted.registry_burst),
            image_pull_credentials_verification_policy: policy,
            written: Some(*settings),
            ..Self::default()
        }
    }

    /// A text that the loader does not read.
    fn unread(words: String, diagnostic: Diagnostic) -> Self {
        Self {
            errors: vec![words],
            diagnostics: vec![diagnostic],
            ..Self::default()
        }
    }
}

/// Reads, defaults and validates the text of a KubeletConfiguration. Settings that lie in something
/// else, such as the answer of `/configz` or the configuration of an installer, are read where they
/// lie.
pub fn check_kubelet_config(text: &str, release: Release) -> KubeletConfigReport {
    check_text(text, release, 0)
}

/// Checks a text at a depth of nesting.
pub(super) fn check_text(text: &str, release: Release, nesting: usize) -> KubeletConfigReport {
    if text.is_empty() {
        let words = "kubelet config file \"FILE\" was empty".to_owned();
        let diagnostic = Diagnostic::new(codes::KUB005, Message::verbatim(words.as_str()));
        return KubeletConfigReport::unread(words, does_not_start(diagnostic));
    }
    let file = match ConfigFile::read(text) {
        Ok(file) => file,
        Err(unreadable) => {
            return elsewhere::find_within(text, release, nesting)
                .unwrap_or_else(|| unread(text, &unreadable));
        }
    };
    let mut check = Check::new(text, &file, release);
    match (file.root, check.header()) {
        (Some(root), Ok(())) => check.object(root),
        (root, Err(refused)) => {
            let found = elsewhere::find(text, &file, release, nesting)
                .or_else(|| elsewhere::find_within(text, release, nesting));
            if let Some(report) = found {
                return report;
            }
            check.errors.push(refused.words);
            check.diagnostics.push(refused.diagnostic);
            let mapping = root.filter(|root| file.tree.is_mapping(*root));
            if around::is_bottlerocket(text) {
                check.diagnostics.push(this_is_bottlerocket());
            } else if mapping.is_none() && flags::are_in(text) {
                check.diagnostics.push(these_are_flags());
            }
            check.diagnostics.extend(elsewhere::other_flags(&file));
            // Somebody who writes the fields alone means a KubeletConfiguration.
            match mapping {
                Some(root) if refused.is_missing => check.object(root),
                _ => check.refused(),
            }
        }
        (None, Ok(())) => KubeletConfigReport::default(),
    }
}

/// Checks a part of a KubeletConfiguration that is merged into a whole one, which has the header.
pub(super) fn check_patch(text: &str, release: Release) -> KubeletConfigReport {
    match ConfigFile::read(text) {
        Ok(file) => {
            let mut check = Check::new(text, &file, release);
            match (file.root, check.header()) {
                (Some(root), Err(refused)) if refused.is_missing && file.tree.is_mapping(root) => {
                    check.object(root)
                }
                (Some(root), Ok(())) => check.object(root),
                (_, Err(refused)) => {
                    check.errors.push(refused.words);
                    check.diagnostics.push(refused.diagnostic);
                    check.refused()
                }
                (None, Ok(())) => check.refused(),
            }
        }
        Err(unreadable) => unread(text, &unreadable),
    }
}

pub(super) fn serialize_rule(settings: &PullSettings) -> Reason {
    let text = match (
        settings.serialize_image_pulls,
        settings.max_parallel_image_pulls,
    ) {
        (Some(_), _) => message!("`serializeImagePulls` is set explicitly, so it is kept."),
        (None, None) => {
            message!(
                "Neither `serializeImagePulls` nor `maxParallelImagePulls` is set: pulls are serial."
            )
        }
        (None, Some(max)) if max < 2.0 => {
            message!(
                "`serializeImagePulls` is unset and `maxParallelImagePulls` is below 2: pulls are serial."
            )
        }
        (None, Some(_)) => {
            message!(
                "`serializeImagePulls` is unset and `maxParallelImagePulls` is 2 or more: pulls are parallel."
            )
        }
    };
    Reason::new("serialize-image-pulls-default", text, CONFIG_DEFAULTS_GO)
}

/// The report on a text that is neither JSON nor YAML.
fn unread(text: &str, unreadable: &Unreadable) -> KubeletConfigReport {
    let words = unreadable.words();
    let (said, place) = match unreadable {
        Unreadable::Json { words, place } => (no_json(words), Some(*place)),
        Unreadable::Yaml(error) => (cause(error, words.as_deref()), error.span),
    };
    let diagnostic = match unreadable {
        Unreadable::Json { .. } => does_not_start(Diagnostic::new(codes::KUB005, said)),
        Unreadable::Yaml(_) => Diagnostic::new(codes::KUB005, said).help(message!(
            "Fix it here; the kubelet doesn't start with this file."
        )),
    };
    let mut diagnostics = vec![diagnostic.at_known(place)];
    if around::is_bottlerocket(text) {
        diagnostics.push(this_is_bottlerocket());
    } else {
        diagnostics.extend(flags::are_in(text).then(these_are_flags));
    }
    let errors = words.map(|words| format!("failed to decode: {words}"));
    KubeletConfigReport {
        errors: errors.into_iter().collect(),
        diagnostics,
        ..KubeletConfigReport::default()
    }
}

/// What is wrong with a text that is no YAML, as one sentence.
fn cause(error: &yaml::Error, words: Option<&str>) -> Message {
    match &error.problem {
        Problem::Syntax(_) => {
            message!(
                "Invalid YAML: {words}.",
                words = Message::verbatim(words.unwrap_or_default())
            )
        }
        Problem::Cycle => message!(
            "This alias is inside its own anchor, so it would expand forever; the document is skipped."
        ),
        _ => {
            message!("The text is too large or nested too deeply for a KubeletConfiguration.")
        }
    }
}

/// Flags of the command line in the place of a file.
fn these_are_flags() -> Diagnostic {
    Diagnostic::new(
        codes::KUB014,
        message!("These are kubelet command-line flags, not a KubeletConfiguration."),
    )
    .help(message!(
        "Each has a differently named field in a KubeletConfiguration: --serialize-image-pulls is `serializeImagePulls`, --registry-qps is `registryPullQPS`."
    ))
}

/// The user data of Bottlerocket, from which it writes the file of its kubelet.
fn this_is_bottlerocket() -> Diagnostic {
    Diagnostic::new(
        codes::KUB014,
        message!("This is Bottlerocket user data in TOML, not a KubeletConfiguration."),
    )
    .help(message!(
        "Bottlerocket writes the kubelet's file from it: registry-qps and registry-burst in settings.kubernetes are registryPullQPS and registryBurst. Check that file."
    ))
}

pub(super) fn does_not_start(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic
        .help(message!(
            "The kubelet doesn't start with this configuration."
        ))
        .docs(CONFIG_LOADER_GO)
}

/// The policy that holds; `None` where nothing is verified and nothing is written.
pub(super) fn policy(other: &OtherSettings, gates: &Gates) -> Option<String> {
    if !other.policy.is_empty() {
        return Some(other.policy.clone());
    }
    let is_verifying = gates.is_on(ENSURE_SECRET_PULLED_IMAGES);
    is_verifying.then(|| VerificationPolicy::default().as_str().to_owned())
}

/// Why a text is no KubeletConfiguration.
struct HeaderRefused {
    words: String,
    diagnostic: Diagnostic,
    /// `kind` or `apiVersion` is missing, nothing else.
    is_missing: bool,
}

/// A check at work.
pub(super) struct Check<'a> {
    pub text: &'a str,
    pub file: &'a ConfigFile<'a>,
    pub release: Release,
    /// In the kubelet's words.
    pub errors: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    pub(super) fn new(text: &'a str, file: &'a ConfigFile<'a>, release: Release) -> Self {
        Self {
            text,
            file,
            release,
            errors: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The report on a text of which no field is read.
    fn refused(self) -> KubeletConfigReport {
        KubeletConfigReport {
            errors: self.errors,
            diagnostics: self.diagnostics,
            ..KubeletConfigReport::default()
        }
    }

    /// Whether the text says that it is a KubeletConfiguration.
    fn header(&self) -> Result<(), Box<HeaderRefused>> {
        let header = match self.file.header() {
            Ok(header) => header,
            Err(error) => {
                let words = format!("failed to decode: {}", error.words);
                let is_missing = error.field.is_some() && error.place.is_none();
                let said = match error.field {
                    Some(field) if is_missing => message!("`{field}` is missing.", field),
                    _ => Message::verbatim(words.as_str()),
                };
                let diagnostic = Diagnostic::new(codes::KUB006, said)
                    .help(message!(
                        "The kubelet's file needs `apiVersion: {version}` and `kind: {kind}`; without them the kubelet doesn't start.",
                        version = API_VERSION,
                        kind = KIND
                    ))
                    .docs(CONFIG_TYPES_GO)
                    .at_known(error.place);
                return Err(Box::new(HeaderRefused {
                    words,
                    diagnostic,
                    is_missing,
                }));
            }
        };
        let Header { api_version, kind } = header;
        if api_version == API_VERSION && kind == KIND {
            return Ok(());
        }
        let is_other_kind = OTHER_KINDS.contains(&(api_version.as_str(), kind.as_str()));
        let words = if is_other_kind {
            format!("failed to cast object to {KIND}, unexpected type: {api_version}, Kind={kind}")
        } else {
            format!(
                "failed to decode: no kind {} is registered for version {} in scheme \"k8s.io/kubernetes/pkg/kubelet/apis/config/scheme/scheme.go:33\"",
                quote(&kind),
                quote(&api_version)
            )
        };
        let (field, expected) = if kind == KIND {
            ("apiVersion", API_VERSION)
        } else {
            ("kind", KIND)
        };
        let diagnostic = Diagnostic::new(
            codes::KUB007,
            message!("`{field}` is not {expected}.", field, expected),
        )
        .help(message!(
            "The kubelet accepts nothing else as its configuration."
        ))
        .at_known(self.place_of(self.file.root, field));
        Err(Box::new(HeaderRefused {
            words,
            diagnostic,
            is_missing: false,
        }))
    }

    /// Types, defaults, gates and validation of the fields of a mapping.
    pub(super) fn object(mut self, root: NodeId) -> KubeletConfigReport {
        let type_errors = self
            .file
            .type_errors(root, fields::for_release(self.release));
        let settings = self.settings(root);
        self.misspelt(root);
        if let Some(first) = TypeError::returned(&type_errors) {
            self.errors
                .push(format!("failed to decode: {}", first.words));
        }
        for error in &type_errors {
            self.wrong_type(error);
        }
        let other = self.other_settings(root);
        let (gates, refused) = Gates::new(self.release, self.gates(root));
        let policy = policy(&other, &gates);
        let defaulted = settings.defaulted();
        if type_errors.is_empty() {
            for gate in &refused {
                self.refuse_gate(root, gate);
            }
            if let (Some(first), true) = (refused.first(), self.errors.is_empty()) {
                self.errors.push(first.words.clone());
            }
        }
        if type_errors.is_empty() && refused.is_empty() {
            for broken in other.refusals(&defaulted, &gates, self.release) {
                self.refuse(root, &broken);
                self.errors.push(broken.refusal.message);
            }
            self.locks(root, &defaulted, &gates, policy.as_deref());
        }
        KubeletConfigReport {
            starts: self.errors.is_empty(),
            errors: self.errors,
            diagnostics: self.diagnostics,
            why: vec![serialize_rule(&settings)],
            written: type_errors.is_empty().then_some(settings),
            ..KubeletConfigReport::new(&settings, policy)
        }
    }

    fn settings(&self, root: NodeId) -> PullSettings {
        let burst = self.whole(root, fields::BURST);
        PullSettings {
            serialize_image_pulls: match self.meaning(root, fields::SERIALIZE) {
                Some(Meaning::Truth(value)) => Some(value),
                _ => None,
            },
            max_parallel_image_pulls: self.whole(root, fields::MAX_PARALLEL),
            registry_pull_qps: self.whole(root, fields::QPS),
            // The field is no pointer, so that 0 cannot be told from a field that is left out.
            registry_burst: burst.filter(|burst| *burst != 0.0),
        }
    }

    fn other_settings(&self, root: NodeId) -> OtherSettings {
        let exists = |field: &str| fields::exists(self.release, field);
        let duration_in = |mapping, field: &str| {
            let Some(Meaning::Text(text)) = self.meaning(mapping, field) else {
                return None;
            };
            GoDuration::parse(text).ok()
        };
        let duration = |field: &str| duration_in(root, field).filter(|_| exists(field));
        let crash_loop = self.file.value(root, fields::CRASH_LOOP);
        let policy = match self.meaning(root, fields::POLICY) {
            Some(Meaning::Text(text)) if exists(fields::POLICY) => text.to_owned(),
            _ => String::new(),
        };
        let allowlist = self.file.value(root, fields::ALLOWLIST);
        let allowlist = allowlist.filter(|_| exists(fields::ALLOWLIST));
        let entries = allowlist.map_or(&[][..], |node| self.file.tree.items(node));
        OtherSettings {
            high_threshold: self.whole(root, fields::HIGH_THRESHOLD),
            low_threshold: self.whole(root, fields::LOW_THRESHOLD),
            minimum_age: duration(fields::MINIMUM_AGE),
            maximum_age: duration(fields::MAXIMUM_AGE),
            crash_loop_max: crash_loop
                .filter(|_| exists(fields::CRASH_LOOP))
                .and_then(|node| duration_in(node, fields::CRASH_LOOP_MAX)),
            policy,
            allowlist: entries
                .iter()
                .map(|it| self.file.tree.text_of(*it).unwrap_or_default().to_owned())
                .collect(),
        }
    }

    fn gates(&self, root: NodeId) -> BTreeMap<String, bool> {
        let Some(gates) = self.file.value(root, fields::FEATURE_GATES) else {
            return BTreeMap::new();
        };
        let members = self.file.members(gates).into_iter();
        members
            .map(|(name, value)| {
                let is_on = matches!(self.file.tree.meaning(value), Meaning::Truth(true));
                (name.to_owned(), is_on)
            })
            .collect()
    }

    fn meaning(&self, root: NodeId, field: &str) -> Option<Meaning<'_>> {
        let value = self.file.value(root, field)?;
        Some(self.file.tree.meaning(value))
    }

    fn whole(&self, root: NodeId, field: &str) -> Option<f64> {
        match self.meaning(root, field) {
            Some(Meaning::Number(value))
                if value.fract() == 0.0
                    && (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&value) =>
            {
                Some(value)
            }
            _ => None,
        }
    }

    fn place_of(&self, root: Option<NodeId>, field: &str) -> Option<Span> {
        let value = self.file.tree.field(root?, field)?.value;
        Some(self.file.tree.place(value))
    }

    /// Fields that are passed over although somebody means something by them.
    fn misspelt(&mut self, root: NodeId) {
        for (key, _) in self.file.tree.entries(root) {
            let name = self.file.tree.scalar(key).unwrap_or_default();
            let said = if fields::ALL.contains(&name) {
                if fields::exists(self.release, name) {
                    continue;
                }
                message!(
                    "`{field}` is not a field in Kubernetes {release}: the kubelet ignores it.",
                    field = name,
                    release = self.release
                )
            } else {
                match typo::meant(name, &fields::ALL) {
                    Some(meant) => message!(
                        "`{field}` is not a KubeletConfiguration field: the kubelet ignores it. Did you mean `{meant}`?",
                        field = name,
                        meant
                    ),
                    None => continue,
                }
            };
            let diagnostic = Diagnostic::new(codes::KUB013, said)
                .help(message!(
                    "The kubelet logs unknown fields and starts without them."
                ))
                .docs(CONFIG_LOADER_GO);
            self.diagnostics
                .push(diagnostic.at(self.file.tree.place(key)));
        }
    }

    fn wrong_type(&mut self, error: &TypeError) {
        let field = error.field.as_str();
        let said = match error.takes {
            FieldType::Bool => message!("`{field}` must be true or false.", field),
            FieldType::Int32 => message!("`{field}` must be a 32-bit integer.", field),
            // No value is wrong where any fits.
            FieldType::Any | FieldType::Text(_) => message!("`{field}` must be a string.", field),
            FieldType::Duration | FieldType::OptionalDuration => {
                message!("`{field}` must be a duration such as 2m or 1h30m.", field)
            }
            FieldType::List(_) => message!("`{field}` must be a list.", field),
            FieldType::Map(_) | FieldType::Struct(_) => {
                message!("`{field}` must be a mapping.", field)
            }
        };
        let diagnostic = Diagnostic::new(codes::KUB008, said)
            .help(message!(
                "The kubelet can't read this value and doesn't start."
            ))
            .docs(CONFIG_TYPES_GO);
        self.diagnostics.push(diagnostic.at(error.place));
    }

    fn refuse_gate(&mut self, root: NodeId, gate: &GateRefused) {
        let help = if gate.is_known {
            message!("Remove the gate: this release allows no other value.")
        } else {
            message!(
                "Kubernetes {release} doesn't know this gate. The kubelet doesn't start with it.",
                release = self.release
            )
        };
        let node = self.file.tree.value(root, fields::FEATURE_GATES);
        let place = self.place_of(node, &gate.name);
        self.diagnostics.push(
            Diagnostic::new(codes::KUB010, Message::verbatim(gate.words.as_str()))
                .help(help)
                .docs(CONFIG_LOADER_GO)
                .at_known(place),
        );
    }

    /// More pulls at once than there are locks (kubernetes/kubernetes#138935): the kubelet panics at a
    /// pull whose credentials it verifies.
    fn locks(
        &mut self,
        root: NodeId,
        settings: &DefaultedPullSettings,
        gates: &Gates,
        policy: Option<&str>,
    ) {
        let is_verifying = gates.is_on(ENSURE_SECRET_PULLED_IMAGES)
            && policy != Some(VerificationPolicy::NeverVerify.as_str())
            && !self.release.has(Change::ManyParallelPullsAreLocked);
        let max = settings.max_parallel_image_pulls.unwrap_or_default();
        if is_verifying && !settings.serialize_image_pulls && max > MAX_LOCKS {
            let said = message!(
                "With more than {max} parallel pulls and credential verification, the kubelet of Kubernetes {release} panics during a pull.",
                max = MAX_LOCKS,
                release = self.release
            );
            self.diagnostics.push(
                Diagnostic::new(codes::KUB012, said)
                    .help(message!(
                        "Set `maxParallelImagePulls` to 31 or less; this is fixed in 1.37."
                    ))
                    .docs(STRIPED_LOCKS)
                    .at_known(self.place_of(Some(root), fields::MAX_PARALLEL)),
            );
        }
    }

    /// A rule of the validation that is broken, at the field that it is about.
    fn refuse(&mut self, root: NodeId, broken: &Broken) {
        let Refusal { code, message } = &broken.refusal;
        let place = |field| self.place_of(Some(root), field);
        let diagnostic = Diagnostic::new(*code, Message::verbatim(message.as_str()))
            .help(message!(
                "The kubelet doesn't start with this configuration."
            ))
            .docs(CONFIG_VALIDATION_GO);
        let serialize = place(fields::SERIALIZE);
        let place = place(broken.field);
        let diagnostic = match *code {
            codes::KUB003 => self.fixed(
                diagnostic,
                message!("Set maxParallelImagePulls to 1"),
                place,
                "1",
            ),
            codes::KUB004 => self.fixed(
                diagnostic,
                message!("Set serializeImagePulls to false"),
                serialize,
                "false",
            ),
            codes::KUB001 => {
                self.fixed(diagnostic, message!("Set registryBurst to 10"), place, "10")
            }
            codes::KUB002 => {
                self.fixed(diagnostic, message!("Set registryPullQPS to 5"), place, "5")
            }
            _ => diagnostic,
        };
        self.diagnostics.push(diagnostic.at_known(place));
    }

    /// With the text in which `value` is at the place.
    fn fixed(
        &self,
        diagnostic: Diagnostic,
        title: Message,
        place: Option<Span>,
        value: &str,
    ) -> Diagnostic {
        let Some(place) = place else {
            return diagnostic;
        };
        let (before, after) = (&self.text[..place.start], &self.text[place.end..]);
        diagnostic.fix(title, format!("{before}{value}{after}"))
    }
}
