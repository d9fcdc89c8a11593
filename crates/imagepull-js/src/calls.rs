//! The functions of the package, from the text of their arguments to the text of their answer.
//!
//! A request, and the options behind a text, are JSON that `js/plain.js` makes of what a caller gives;
//! [`imagepull::request`] says how it is read. Answers are JSON, so that they are the same bytes natively
//! and in WebAssembly.

use std::{cell::Cell, collections::BTreeMap};

use imagepull::{
    credentials::{self, CredentialsRequest, provider_config},
    diagnostic::{Diagnostic, Span},
    digest, events, image,
    index::{self, Beside, IndexReport},
    kubelet::{
        config,
        ensure_image::{self, EnsureRequest},
        timeline::{self, BackOffRequest},
    },
    platform,
    policy::{
        self,
        admission::{self, AdmissionRequest},
    },
    recognize,
    releases::Release,
    request::{self, Keys, ParsedRequest, Refused, WrongShape},
    simulate::{
        self, Bounds, Detail, Progress,
        analysis::{Run, RunInput, analyze},
        scenario::Scenario,
        sweep::{self, SweepOptions},
    },
    utf16,
    words::{self, Language, Translations},
    workload::{
        self, ContainerRuntime, ManifestReport,
        beside::ManifestFile,
        edits::Edit,
        pins,
        safe_fixes::{self, Repairs},
        sarif,
    },
};
use imageref::digest::Algorithm;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::names;

/// The answer of a call, or why it throws.
pub type Answer = Result<String, WrongShape>;

/// The options of functions that differ between releases, or may once.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReleaseOptions {
    kubernetes: Option<String>,
}

/// Everything about one image name: [`names::lines`] for a valid one, else JSON, which begins with a brace.
pub fn parse_image(input: &str) -> String {
    let report = image::parse_image(input);
    names::lines(&report).unwrap_or_else(|| json(&utf16::image_report(report)))
}

/// The [`names::completions`] of a list of image names as the newest release reads them.
pub fn completions(names: &str, lengths: &[u32]) -> String {
    names::completions(names, lengths, Release::NEWEST.library())
}

/// [`completions`] as a release reads the names; none where the options are refused.
///
/// # Errors
/// Options of the wrong shape.
pub fn completions_with(names: &str, lengths: &[u32], options: &str) -> Answer {
    for_release(
        options,
        |release| names::completions(names, lengths, release.library()),
        |_| names::no_completions(lengths.len()),
    )
}

/// [`parse_image`] with options, as JSON.
///
/// # Errors
/// Options of the wrong shape.
pub fn parse_image_with(input: &str, options: &str) -> Answer {
    let refused = |problems| image::ImageReport {
        input: input.to_owned(),
        ..Refused::refused(problems)
    };
    let parse = |release| image::parse_image_in(input, release);
    let report = for_release(options, parse, refused)?;
    Ok(json(&utf16::image_report(report)))
}

/// The default of imagePullPolicy and why it is so.
///
/// # Errors
/// Options of the wrong shape.
pub fn default_pull_policy(image: &str, options: &str) -> Answer {
    for_release(
        options,
        |release| {
            let report = policy::explain_default_pull_policy_in(image, release);
            json(&utf16::policy_report(image, report))
        },
        |diagnostics| {
            json(&NoPolicy {
                policy: None,
                effective_tag: None,
                why: [],
                diagnostics,
            })
        },
    )
}

/// A [`policy::PolicyReport`] without a policy.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NoPolicy {
    policy: Option<policy::PullPolicy>,
    effective_tag: Option<String>,
    why: [(); 0],
    diagnostics: Vec<Diagnostic>,
}

/// The digest of some bytes; `None` for an algorithm that is not known.
pub fn digest_of(bytes: &[u8], algorithm: &str) -> Option<String> {
    let algorithm = Algorithm::from_name(algorithm).ok()?;
    Some(digest::digest_of(bytes, algorithm))
}

/// Whether some bytes have a digest.
///
/// # Errors
/// Options of the wrong shape.
pub fn verify_digest(bytes: &[u8], expected: &str, options: &str) -> Answer {
    let options = read::<NoOptions>("options", options, Keys::Shown)?;
    let mut check = digest::verify_digest(bytes, expected);
    utf16::diagnostics(expected, &mut check.diagnostics);
    check.diagnostics.extend(options.unknown);
    Ok(json(&check))
}

#[derive(Deserialize)]
struct SimulationOptions {
    detail: Option<WantedDetail>,
}

/// How much of a trace is wanted.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum WantedDetail {
    Full,
    Pulls,
    Summary,
}

/// Runs a scenario while its caller waits.
///
/// # Errors
/// A scenario or options of the wrong shape.
pub fn simulate_pulls(scenario: &str, options: &str) -> Answer {
    simulate_pulls_bounded(scenario, options, &Bounds::CALL, |_| {})
}

/// Runs a scenario, and says how far it is.
///
/// # Errors
/// A scenario or options of the wrong shape.
pub fn simulate_pulls_bounded(
    scenario: &str,
    options: &str,
    bounds: &Bounds,
    watch: impl FnMut(Progress),
) -> Answer {
    let scenario = read::<Scenario>("scenario", scenario, Keys::Shown)?;
    let options = read::<SimulationOptions>("options", options, Keys::Shown)?;
    Ok(json(&options.answer(|options| {
        let detail = match options.detail {
            None | Some(WantedDetail::Full) => Detail::Full,
            Some(WantedDetail::Pulls) => Detail::Pulls,
            Some(WantedDetail::Summary) => Detail::Summary,
        };
        scenario
            .answer(|scenario| simulate::simulate_pulls_bounded(scenario, detail, bounds, watch))
    })))
}

/// Runs a scenario with one number after the other while its caller waits.
///
/// # Errors
/// A scenario or options of the wrong shape.
pub fn sweep(scenario: &str, options: &str) -> Answer {
    sweep_bounded(scenario, options, &Bounds::CALL, |_| {})
}

/// Runs a scenario with one number after the other, and says how far it is.
///
/// # Errors
/// A scenario or options of the wrong shape.
pub fn sweep_bounded(
    scenario: &str,
    options: &str,
    bounds: &Bounds,
    watch: impl FnMut(Progress),
) -> Answer {
    let scenario = read::<Scenario>("scenario", scenario, Keys::Shown)?;
    let options = read::<SweepOptions>("options", options, Keys::Shown)?;
    Ok(json(&options.answer(|options| {
        scenario.answer(|scenario| sweep::sweep(scenario, options, bounds, watch))
    })))
}

#[derive(Deserialize)]
struct AnalysisOptions {
    scenario: Option<Scenario>,
}

/// What follows from some runs of one scenario. Nothing does where a field of the options does not
/// exist.
///
/// # Errors
/// Runs or options of the wrong shape.
pub fn analyze_runs(runs: &str, options: &str) -> Answer {
    // A trace has more than is read of it.
    let given = read::<Vec<RunInput>>("runs", runs, Keys::Shown)?.request;
    let options = read::<AnalysisOptions>("options", options, Keys::Shown)?;
    let runs: Vec<Run> = given.iter().map(Run::from).collect();
    Ok(json(&if options.unknown.is_empty() {
        analyze(&runs, options.request.scenario.as_ref())
    } else {
        Vec::new()
    }))
}

/// What is said of a manifest, as `js/imagepull.js` makes it of a report.
#[derive(Deserialize)]
struct GivenRepairs {
    code: String,
    fixes: Vec<Vec<GivenEdit>>,
}

#[derive(Deserialize)]
struct GivenEdit {
    start: u32,
    end: u32,
    text: String,
}

/// The places of what has a repair that can be applied together with the others.
///
/// # Errors
/// Repairs of the wrong shape.
pub fn safe_fixes(said: &str) -> Answer {
    let said = read::<Vec<GivenRepairs>>("report", said, Keys::Hidden)?.request;
    let edit = |it: &GivenEdit| {
        let (start, end) = (it.start as usize, it.end as usize);
        Edit::replacement(Span { start, end }, it.text.as_str())
    };
    let fixes = |it: &GivenRepairs| -> Vec<Vec<Edit>> {
        let fixes = it.fixes.iter();
        fixes
            .map(|edits| edits.iter().map(edit).collect())
            .collect()
    };
    let all: Vec<Vec<Vec<Edit>>> = said.iter().map(fixes).collect();
    let repairs = said.iter().zip(&all).map(|(it, fixes)| Repairs {
        code: &it.code,
        fixes: fixes.iter().map(Vec::as_slice).collect(),
    });
    let repairs: Vec<Repairs> = repairs.collect();
    Ok(json(&safe_fixes::safe_fixes(&repairs)))
}

/// What the kubelet does at each start of a container.
///
/// # Errors
/// A request of the wrong shape.
pub fn ensure_image(request: &str) -> Answer {
    answer::<EnsureRequest, _>(request, Keys::Shown, ensure_image::ensure_image)
}

/// What happens to a pod whose pull fails until it is fixed.
///
/// # Errors
/// A request of the wrong shape.
pub fn back_off_timeline(request: &str) -> Answer {
    answer::<BackOffRequest, _>(request, Keys::Shown, timeline::back_off_timeline)
}

/// [`back_off_timeline`] with options, of which there are none here.
///
/// # Errors
/// A request or options of the wrong shape.
pub fn back_off_timeline_in_worker(request: &str, options: &str) -> Answer {
    let options = read::<NoOptions>("options", options, Keys::Shown)?;
    let request = read::<BackOffRequest>("request", request, Keys::Shown)?;
    Ok(json(&options.answer(|NoOptions {}| {
        request.answer(timeline::back_off_timeline)
    })))
}

#[derive(Deserialize)]
struct NoOptions {}

/// What a kubelet makes of the text of its configuration.
///
/// # Errors
/// Options of the wrong shape.
pub fn check_kubelet_config(yaml: &str, options: &str) -> Answer {
    let check = |release| config::check_kubelet_config(yaml, release);
    let mut report = for_release(options, check, Refused::refused)?;
    utf16::diagnostics(yaml, &mut report.diagnostics);
    Ok(json(&report))
}

/// What the API server makes of the pull policies of a Pod.
///
/// # Errors
/// A request of the wrong shape.
pub fn admit_pod(request: &str) -> Answer {
    answer::<AdmissionRequest, _>(request, Keys::Shown, admission::admit_pod)
}

/// The causes that a pasted text names.
///
/// # Errors
/// Options of the wrong shape.
pub fn explain_events(text: &str, options: &str) -> Answer {
    let report = for_release(options, |_| events::explain_events(text), Refused::refused)?;
    Ok(json(&utf16::events_report(text, report)))
}

/// What a pasted text is.
///
/// # Errors
/// Options of the wrong shape.
pub fn recognize(text: &str, options: &str) -> Answer {
    let options = read::<NoOptions>("options", options, Keys::Shown)?;
    let mut recognition = recognize::recognize(text);
    if let Some(found) = &mut recognition.found {
        found.span = utf16::span(text, found.span);
    }
    recognition.diagnostics = options.unknown;
    Ok(json(&recognition))
}

/// What a text says about a platform; `host` fills in what it leaves out.
///
/// # Errors
/// Options of the wrong shape.
pub fn parse_platform(input: &str, host: &str, options: &str) -> Answer {
    let options = read::<NoOptions>("options", options, Keys::Shown)?;
    let mut report = platform::parse_platform(input, host);
    utf16::diagnostics(input, &mut report.diagnostics);
    report.diagnostics.extend(options.unknown);
    Ok(json(&report))
}

/// Which of several platforms a node takes.
///
/// # Errors
/// Options of the wrong shape.
pub fn match_platforms(host: &str, candidates: &[String], options: &str) -> Answer {
    let options = read::<NoOptions>("options", options, Keys::Shown)?;
    let mut report = platform::match_platforms(host, candidates);
    report.diagnostics.extend(options.unknown);
    Ok(json(&report))
}

#[derive(Deserialize)]
struct IndexOptions {
    documents: Option<Vec<String>>,
    image: Option<String>,
    kubernetes: Option<String>,
    containerd: Option<String>,
}

/// What an image index or manifest is, and what a node takes of it.
///
/// # Errors
/// Options of the wrong shape.
pub fn read_index(document: &str, platform: &str, options: &str) -> Answer {
    let options = read::<IndexOptions>("options", options, Keys::Shown)?;
    let report = options.answer(|options| {
        let releases = request::release(options.kubernetes.as_deref())
            .and_then(|_| request::containerd(options.containerd.as_deref()));
        releases.map_or_else(IndexReport::refused, |containerd| {
            let beside = Beside {
                documents: options.documents.clone().unwrap_or_default(),
                image: options.image.clone(),
                containerd,
            };
            index::read_index_beside(document, platform, &beside)
        })
    });
    Ok(json(&utf16::index_report(document, report)))
}

/// Whether a pattern of `matchImages`, or a key without its scheme, fits an image.
///
/// # Errors
/// Options of the wrong shape.
pub fn match_url(pattern: &str, target: &str, options: &str) -> Answer {
    read::<NoOptions>("options", options, Keys::Shown)?;
    Ok(json(&credentials::match_url(pattern, target)))
}

/// The credentials that the kubelet tries for an image.
///
/// # Errors
/// A request of the wrong shape; what is secret is not quoted.
pub fn match_credentials(request: &str) -> Answer {
    answer(request, Keys::Hidden, |request: &CredentialsRequest| {
        let mut report = credentials::match_credentials(request);
        utf16::diagnostics(&request.image, &mut report.diagnostics);
        report
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProviderOptions {
    kubernetes: Option<String>,
    feature_gates: Option<BTreeMap<String, bool>>,
}

/// What a kubelet says to the text of a CredentialProviderConfig.
///
/// # Errors
/// Options of the wrong shape.
pub fn check_credential_provider_config(yaml: &str, options: &str) -> Answer {
    let options = read::<ProviderOptions>("options", options, Keys::Shown)?;
    let mut report = options.answer(|options| {
        let gates = options.feature_gates.clone().unwrap_or_default();
        request::release(options.kubernetes.as_deref()).map_or_else(Refused::refused, |release| {
            provider_config::check_credential_provider_config(yaml, release, &gates)
        })
    });
    utf16::diagnostics(yaml, &mut report.diagnostics);
    Ok(json(&report))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ManifestOptions {
    kubernetes: Option<String>,
    always_pull_images: Option<bool>,
    runtime: Option<Runtime>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Runtime {
    Containerd,
    CriO,
}

impl ManifestOptions {
    fn read(&self) -> Result<workload::ManifestOptions, Vec<Diagnostic>> {
        Ok(workload::ManifestOptions {
            release: request::release(self.kubernetes.as_deref())?,
            always_pull_images: self.always_pull_images.unwrap_or(false),
            runtime: match self.runtime {
                None | Some(Runtime::Containerd) => ContainerRuntime::Containerd,
                Some(Runtime::CriO) => ContainerRuntime::CriO,
            },
        })
    }
}

/// Every image of a manifest, and what the API server makes of it.
///
/// # Errors
/// Options of the wrong shape.
pub fn inspect_manifest(yaml: &str, options: &str) -> Answer {
    let options = read::<ManifestOptions>("options", options, Keys::Shown)?;
    let report = options.answer(|options| {
        options.read().map_or_else(Refused::refused, |options| {
            workload::inspect_manifest(yaml, &options)
        })
    });
    Ok(json(&utf16::manifest_report(yaml, report)))
}

/// A text and its path, among others that lie beside it.
#[derive(Deserialize)]
struct GivenFile {
    path: String,
    text: String,
}

#[derive(Deserialize)]
struct GivenFiles {
    files: Vec<GivenFile>,
}

/// Every image of several manifests that lie beside each other: templates with the values of their
/// chart, manifests with their kustomization.
///
/// # Errors
/// Files or options of the wrong shape.
pub fn inspect_manifests(request: &str, options: &str) -> Answer {
    let given = read::<GivenFiles>("request", request, Keys::Shown)?;
    let options = read::<ManifestOptions>("options", options, Keys::Shown)?;
    let files = given.request.files.into_iter().map(|it| ManifestFile {
        path: it.path,
        text: it.text,
    });
    let files: Vec<ManifestFile> = files.collect();
    let refused = |problems: &[Diagnostic]| {
        let reports = files.iter().map(|_| Refused::refused(problems.to_vec()));
        reports.collect()
    };
    let reports: Vec<ManifestReport> = match options.request.read() {
        _ if !options.unknown.is_empty() => refused(&options.unknown),
        Err(problems) => refused(&problems),
        Ok(options) => workload::beside::inspect_files(&files, &options),
    };
    let reports = files.iter().zip(reports);
    let reports: Vec<_> = reports
        .map(|(file, report)| utf16::manifest_report(&file.text, report))
        .collect();
    Ok(json(&reports))
}

/// The repair that writes the digests of the images of a manifest. `digests` is what was pasted:
/// lines of `crane digest` and the like, or a map as JSON.
///
/// # Errors
/// Options of the wrong shape.
pub fn pin_images(yaml: &str, digests: &str, options: &str) -> Answer {
    let options = read::<ManifestOptions>("options", options, Keys::Shown)?;
    let pins = options.answer(|options| {
        options.read().map_or_else(Refused::refused, |options| {
            let report = workload::inspect_manifest(yaml, &options);
            pins::pin_images(&report, &pins::read_digests(digests))
        })
    });
    Ok(json(&utf16::pin_report(yaml, pins)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SarifOptions {
    kubernetes: Option<String>,
    always_pull_images: Option<bool>,
    runtime: Option<Runtime>,
    path: Option<String>,
}

/// The findings on a manifest as a SARIF log.
///
/// # Errors
/// Options of the wrong shape.
pub fn manifest_sarif(yaml: &str, options: &str) -> Answer {
    let given = read::<SarifOptions>("options", options, Keys::Shown)?;
    let translations = Translations::new(given.language.unwrap_or_default());
    let path = given.request.path.as_deref().unwrap_or("manifest.yaml");
    let options = ManifestOptions {
        kubernetes: given.request.kubernetes.clone(),
        always_pull_images: given.request.always_pull_images,
        runtime: given.request.runtime,
    };
    let options = match options.read() {
        _ if !given.unknown.is_empty() => Err(given.unknown.clone()),
        options => options,
    };
    Ok(match options {
        Ok(options) => {
            let report = workload::inspect_manifest(yaml, &options);
            json(&sarif::log(yaml, &report, path, translations))
        }
        Err(problems) => json(&sarif::refused(&problems, path, translations)),
    })
}

/// The answer to a request.
fn answer<Q: DeserializeOwned, A: Refused + Serialize>(
    request: &str,
    keys: Keys,
    answer: impl FnOnce(&Q) -> A,
) -> Answer {
    let request = read::<Q>("request", request, keys)?;
    Ok(json(&request.answer(answer)))
}

/// The answer for a release that is all that the options say, or what is wrong with them.
fn for_release<A>(
    options: &str,
    answer: impl FnOnce(Release) -> A,
    refused: impl FnOnce(Vec<Diagnostic>) -> A,
) -> Result<A, WrongShape> {
    let options = read::<ReleaseOptions>("options", options, Keys::Shown)?;
    if !options.unknown.is_empty() {
        return Ok(refused(options.unknown));
    }
    Ok(
        match request::release(options.request.kubernetes.as_deref()) {
            Ok(release) => answer(release),
            Err(problems) => refused(problems),
        },
    )
}

thread_local! {
    /// The language of the answer to the call that is under way.
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
}

/// Reads an argument, and notes in which language it wants the answer. Of two arguments the last one that names
/// a language counts.
fn read<T: DeserializeOwned>(
    argument: &str,
    json: &str,
    keys: Keys,
) -> Result<ParsedRequest<T>, WrongShape> {
    let given = request::read(argument, json, keys);
    match &given {
        Ok(given) => {
            if let Some(language) = given.language {
                LANGUAGE.set(language);
            }
        }
        // The call throws, and the next one begins anew.
        Err(_) => LANGUAGE.set(Language::English),
    }
    given
}

/// The answer to a call, in its language. Reports consist of texts, numbers and lists: all of them can be
/// written.
pub(crate) fn json<T: Serialize>(report: &T) -> String {
    let translations = Translations::new(LANGUAGE.take());
    words::serialized_in(translations, || serde_json::to_string(report))
        .expect("a report has no key that is not a text")
}
