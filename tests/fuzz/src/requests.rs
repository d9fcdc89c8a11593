//! Requests: objects in JavaScript, JSON here.

use imagepull::{
    credentials::{self, CredentialsRequest},
    kubelet::{
        ensure_image::{self, EnsureRequest},
        timeline::{self, BackOffRequest},
    },
    policy::admission::{self, AdmissionRequest},
    request::{self, Keys},
    simulate::{
        Bounds, Detail,
        analysis::{Run, RunInput, analyze},
        scenario::Scenario,
        simulate_pulls_within,
        sweep::{self, SweepOptions},
    },
    utf16,
};
use serde::de::DeserializeOwned;

use crate::{answers::answer, fields};

/// A run of more steps is given up: what is looked for comes early, or not by length.
const MAX_STEPS: usize = 20_000;

/// The request, as far as its fields exist. What is wrong with its shape is said of a place in it.
fn request<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let [text] = fields(bytes);
    match request::read("request", &text, Keys::Hidden) {
        Ok(given) => Some(given.request),
        Err(error) => {
            let error = error.to_string();
            assert!(error.starts_with("request"), "{error}");
            let words = ["expected", "struct", "f64", "sequence"];
            assert!(!words.iter().any(|word| error.contains(word)), "{error}");
            None
        }
    }
}

pub fn admit_pod(bytes: &[u8]) {
    if let Some(request) = request::<AdmissionRequest>(bytes) {
        answer("", || admission::admit_pod(&request));
    }
}

pub fn analyze_runs(bytes: &[u8]) {
    if let Some(given) = request::<Vec<RunInput>>(bytes) {
        let runs: Vec<Run> = given.iter().map(Run::from).collect();
        let analyses = answer("", || analyze(&runs, None));
        assert_eq!(analyses.len(), given.len());
        assert!(analyses.first().is_none_or(|it| it.comparison.is_none()));
    }
}

pub fn back_off_timeline(bytes: &[u8]) {
    if let Some(request) = request::<BackOffRequest>(bytes) {
        answer("", || timeline::back_off_timeline(&request));
    }
}

pub fn ensure_image(bytes: &[u8]) {
    if let Some(request) = request::<EnsureRequest>(bytes) {
        let report = answer("", || ensure_image::ensure_image(&request));
        let answered = if report.diagnostics.is_empty() {
            request.attempts.len()
        } else {
            0
        };
        assert_eq!(report.attempts.len(), answered);
    }
}

pub fn match_credentials(bytes: &[u8]) {
    let Some(request) = request::<CredentialsRequest>(bytes) else {
        return;
    };
    let image = &request.image;
    let mut report = answer(image, || credentials::match_credentials(&request));
    for (place, candidate) in report.candidates.iter().enumerate() {
        assert_eq!(candidate.order, place);
    }
    utf16::diagnostics(image, &mut report.diagnostics);
}

pub fn simulate_pulls(bytes: &[u8]) {
    let Some(scenario) = request::<Scenario>(bytes) else {
        return;
    };
    let run = |detail| simulate_pulls_within(&scenario, detail, MAX_STEPS);
    let full = answer("", || run(Detail::Full));
    if full.errors.iter().any(|it| it.diagnostic.code == "SIM024") {
        return; // Syncs that nobody lists are no steps.
    }
    let (pulls, summary) = (run(Detail::Pulls), run(Detail::Summary));
    assert_eq!(full.summary, pulls.summary);
    assert_eq!(full.summary, summary.summary);
    assert_eq!(full.errors, summary.errors);
    assert_eq!(full.events, pulls.events);
}

/// The options; the scenario is a small one.
pub fn sweep(bytes: &[u8]) {
    const SCENARIO: &str = r#"{"images": {"a": {"layers": [{"bytes": 1}]}}, "nodes": [{"name": "a"}],
        "pods": [{"name": "a", "replicas": 3, "containers": [{"name": "a", "image": "a"}]}]}"#;
    let Some(options) = request::<SweepOptions>(bytes) else {
        return;
    };
    let scenario: Scenario = serde_json::from_str(SCENARIO).expect("a scenario");
    let swept = answer("", || {
        sweep::sweep(&scenario, &options, &Bounds::CALL, |_| {})
    });
    for point in swept.points {
        assert_eq!(point.errors.is_empty(), point.pods_ready == 3, "{point:?}");
    }
}
