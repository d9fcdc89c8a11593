//! An input for each code, and what the core says to it.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    str::FromStr,
    sync::{LazyLock, OnceLock},
};

use imagepull::{
    containerd::ContainerdRelease,
    credentials::{
        match_credentials, pasted::read_pasted, provider_config::check_credential_provider_config,
    },
    diagnostic::{Diagnostic, Severity},
    digest::verify_digest,
    events::explain_events,
    image::parse_image,
    index::{Beside, IndexReport, read_index_beside},
    kubelet::{
        config::check_kubelet_config, ensure_image::ensure_image, timeline::back_off_timeline,
    },
    platform::parse_platform,
    policy::{admission::admit_pod, explain_default_pull_policy},
    releases::Release,
    request::{self, Keys, Refused},
    simulate::{Detail, simulate_pulls_within},
    words::Message,
    workload::{ContainerRuntime, ManifestOptions, edits, inspect_manifest},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// A row of examples.json.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Example {
    pub code: String,
    /// The function of the JavaScript package, or of the core where only the page asks it.
    pub call: String,
    pub input: Value,
    /// What is not seen of the input.
    pub note: Option<String>,
    /// What the input, a text, goes on with, and how often.
    repeated: Option<(String, usize)>,
    /// The most steps of a simulation.
    most_steps: Option<usize>,
    /// The cluster of a manifest; `note` tells people of it.
    #[serde(default)]
    cluster: Cluster,
    /// Kept: some inputs have megabytes.
    #[serde(skip)]
    under_its_code: OnceLock<Said>,
}

/// The settings that a manifest is looked at for.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Cluster {
    kubernetes: Option<String>,
    crio: bool,
    always_pull_images: bool,
}

impl Cluster {
    fn release(&self) -> Release {
        let release = self.kubernetes.as_deref();
        release.map_or(Release::NEWEST, known)
    }
}

fn known<R: FromStr<Err: Debug>>(release: &str) -> R {
    release.parse().expect("a known release")
}

/// What is said to an input.
pub struct Said {
    pub code: String,
    /// `None`: a cause has none.
    pub severity: Option<Severity>,
    pub message: Message,
    pub help: Option<Message>,
    /// What each repair or remedy does, and the input or the command with it.
    pub fixes: Vec<(Message, Option<String>)>,
    pub source: Option<&'static str>,
}

/// All examples, by code.
pub fn examples() -> &'static [Example] {
    // One for all tests: what the core says to large inputs is asked once.
    static EXAMPLES: LazyLock<Vec<Example>> = LazyLock::new(|| {
        let examples = include_str!("examples.json");
        let mut examples: Vec<Example> =
            serde_json::from_str(examples).expect("examples.json holds examples");
        for example in &mut examples {
            if let Some((text, times)) = &example.repeated {
                example.input = format!("{}{}", example.text(), text.repeat(*times)).into();
            }
        }
        examples
    });
    &EXAMPLES
}

impl Example {
    /// All that the core says to the input.
    pub fn said(&self) -> Vec<Said> {
        match self.call.as_str() {
            "parseImage" => diagnostics(parse_image(self.text()).diagnostics),
            "defaultPullPolicy" => {
                diagnostics(explain_default_pull_policy(self.text()).diagnostics)
            }
            "verifyDigest" => {
                let [text, digest] = ["text", "digest"].map(|key| self.input[key].as_str());
                let bytes = text.expect("a text").as_bytes();
                diagnostics(verify_digest(bytes, digest.expect("a digest")).diagnostics)
            }
            "admitPod" => diagnostics(self.answered(admit_pod).diagnostics),
            "checkKubeletConfig" => {
                let report = check_kubelet_config(self.text(), self.cluster.release());
                diagnostics(report.diagnostics)
            }
            "backOffTimeline" => diagnostics(self.answered(back_off_timeline).diagnostics),
            "ensureImage" => diagnostics(self.answered(ensure_image).diagnostics),
            "explainEvents" => causes(self.text()),
            "matchCredentials" => diagnostics(self.answered(match_credentials).diagnostics),
            "parsePlatform" => diagnostics(parse_platform(self.text(), "linux/amd64").diagnostics),
            "readIndex" => diagnostics(self.index().diagnostics),
            "read_pasted" => diagnostics(read_pasted(self.text()).diagnostics),
            "checkCredentialProviderConfig" => {
                let gates = BTreeMap::new();
                let release = self.cluster.release();
                let report = check_credential_provider_config(self.text(), release, &gates);
                diagnostics(report.diagnostics)
            }
            "inspectManifest" => findings(self.text(), &self.cluster),
            "simulatePulls" => errors(self.answered(|scenario| {
                let most_steps = self.most_steps.unwrap_or(usize::MAX);
                simulate_pulls_within(scenario, Detail::Summary, most_steps)
            })),
            other => panic!("{}: no example calls {other}", self.code),
        }
    }

    /// What is said under the code of the example.
    pub fn said_under_its_code(&self) -> &Said {
        self.under_its_code.get_or_init(|| {
            let mut said = self.said();
            let found = said.iter().position(|it| it.code == self.code);
            let Some(found) = found else {
                let codes: Vec<&str> = said.iter().map(|it| it.code.as_str()).collect();
                panic!("the example of {} says {codes:?}", self.code);
            };
            said.swap_remove(found)
        })
    }

    /// The input as a person writes it.
    pub fn shown(&self) -> String {
        match &self.input {
            Value::String(text) => text.clone(),
            Value::Object(fields) => {
                let fields = fields.iter();
                let fields = fields.map(|(key, value)| format!("  {key:?}: {value}"));
                format!("{{\n{}\n}}", fields.collect::<Vec<_>>().join(",\n"))
            }
            other => other.to_string(),
        }
    }

    /// What is read of an index: the input itself, or what it has as `document`, with the others and
    /// the name beside it.
    fn index(&self) -> IndexReport {
        let text = |key: &str| self.input[key].as_str().map(str::to_owned);
        let documents = self.input["documents"].as_array().into_iter().flatten();
        let documents = documents.filter_map(|it| it.as_str().map(str::to_owned));
        let beside = Beside {
            documents: documents.collect(),
            image: text("image"),
            containerd: text("containerd").map_or(ContainerdRelease::NEWEST, |it| known(&it)),
        };
        let document = text("document").unwrap_or_else(|| self.text().to_owned());
        read_index_beside(&document, "linux/arm64", &beside)
    }

    fn text(&self) -> &str {
        self.input.as_str().expect("the input is a text")
    }

    fn answered<T: DeserializeOwned, A: Refused>(&self, answer: impl FnOnce(&T) -> A) -> A {
        let request = request::read("request", &self.input.to_string(), Keys::Shown);
        let request = request.unwrap_or_else(|error| panic!("{}: {error}", self.code));
        request.answer(answer)
    }
}

fn diagnostics(found: Vec<Diagnostic>) -> Vec<Said> {
    let said = found.into_iter().map(|diagnostic| Said {
        code: diagnostic.code.to_owned(),
        severity: Some(diagnostic.severity),
        message: diagnostic.message,
        help: diagnostic.help,
        fixes: diagnostic
            .fixes
            .into_iter()
            .map(|fix| (fix.title, Some(fix.replacement)))
            .collect(),
        source: diagnostic.docs,
    });
    said.collect()
}

fn findings(text: &str, cluster: &Cluster) -> Vec<Said> {
    let options = ManifestOptions {
        release: cluster.release(),
        always_pull_images: cluster.always_pull_images,
        runtime: if cluster.crio {
            ContainerRuntime::CriO
        } else {
            ContainerRuntime::Containerd
        },
    };
    let report = inspect_manifest(text, &options);
    let of_images = report.images.into_iter().flat_map(|image| image.findings);
    let said = of_images.chain(report.diagnostics).map(|finding| Said {
        code: finding.code.to_owned(),
        severity: Some(finding.severity),
        message: finding.message,
        help: finding.help,
        fixes: finding
            .fixes
            .into_iter()
            .map(|fix| {
                let fixed = edits::apply(text, &fix.edits).expect("the edits fit");
                (fix.title, Some(fixed))
            })
            .collect(),
        source: finding.docs,
    });
    said.collect()
}

fn errors(trace: imagepull::simulate::trace::Trace) -> Vec<Said> {
    let errors = trace.errors.into_iter();
    diagnostics(errors.map(|error| error.diagnostic).collect())
}

fn causes(text: &str) -> Vec<Said> {
    let report = explain_events(text);
    let causes = report.causes.into_iter().map(|cause| Said {
        code: cause.code.to_owned(),
        severity: None,
        message: cause.title.into(),
        help: Some(cause.text.into()),
        fixes: cause
            .fixes
            .into_iter()
            .map(|remedy| (remedy.title.into(), remedy.command))
            .collect(),
        source: Some(cause.source),
    });
    causes.chain(diagnostics(report.diagnostics)).collect()
}
