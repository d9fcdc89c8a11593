//! The test of the kubelet's image manager: ticks of a clock, one start of the container each.

use imagepull::kubelet::ensure_image::{Attempt, EnsureRequest, ensure_image};
use imagepull::kubelet::pull_error::waiting_for;
use imagepull::releases::Release;
use imagepull::simulate::{Detail, simulate_pulls};
use serde_json::{Value, json};
use tests::{Conformance, text};

/// The names of the vectors in the words of a request.
const RENAMED: [(&str, &str); 5] = [
    ("pull_policy", "imagePullPolicy"),
    ("feature_gates", "featureGates"),
    ("pull_secrets", "pullSecrets"),
    ("service_account", "serviceAccount"),
    ("registry_credentials", "registryCredentials"),
];

#[test]
fn image_manager() {
    Conformance::new("image_manager.json", &[])
        .table("/cases", 12, |row, found| {
            let is_gated = !row["feature_gates"].is_null();
            compare(row, &request(row, is_gated), found);
            if !is_gated {
                // The cases without the gate are run with it too, where every pod is allowed.
                let mut gated = request(row, true);
                gated.pull_records = serde_json::from_value(json!({"allowAll": true})).ok();
                compare(row, &gated, found);
            }
        })
        .table("/eval_cri_pull_err", 5, |row, found| {
            let (reason, message) = waiting_for(Release::NEWEST, "test", text(row, "cri_error"));
            found.equal("reason", text(row, "reason"), reason.as_str());
            let whole = row["message"].as_str().or(row["message_contains"].as_str());
            found.equal("message", whole.unwrap_or_default(), message);
        })
        .table("/service_account_coordinates", 3, |row, found| {
            let attempt = ensure_image(&with_service_account(row)).attempts.remove(0);
            found.equal("pulled", &row["image_pulled"], &json!(has_pulled(&attempt)));
        })
        .finish();
}

/// The image is on the node, and the kubelet remembers the ServiceAccount of this pod, or another.
fn with_service_account(row: &Value) -> EnsureRequest {
    let own = &row["expected_sa"];
    let remembered = if row["pull_manager_says_must_pull"] == true {
        json!({"namespace": "test-ns", "name": "another", "uid": "another"})
    } else {
        own.clone()
    };
    let credential = own.as_object().map(|own| {
        let mut credential = own.clone();
        credential.insert("source".to_owned(), json!("serviceAccount"));
        vec![credential]
    });
    let records = json!({"allowedServiceAccounts": {text(row, "image"): [remembered]}});
    let request = json!({
        "image": row["image"],
        "imagePullPolicy": row["pull_policy"],
        "featureGates": {"KubeletEnsureSecretPulledImages": row["gate_enabled"]},
        "registryCredentials": credential,
        "pullRecords": own.is_object().then_some(records),
        "attempts": [{"atMs": 0, "present": true}],
    });
    serde_json::from_value(request).expect("a request")
}

/// Five pulls, then two more, of which two of the first five end earlier than the others.
#[test]
fn never_more_pulls_than_allowed() {
    let vectors: Value =
        serde_json::from_str(include_str!("../vectors/image_manager.json")).expect("vectors");
    let limit = &vectors["parallel_limit"];
    let most = limit["max_parallel"].as_u64().expect("a number");
    let image = |megabytes: u64| json!({"layers": [{"bytes": megabytes * 1_000_000}]});
    let images: serde_json::Map<String, Value> = (0..7)
        .map(|number| {
            (
                format!("image-{number}:1"),
                image(if number < 2 { 10 } else { 100 }),
            )
        })
        .collect();
    let pods = (0..7).map(|number| {
        json!({
            "name": format!("pod-{number}"),
            "createdAtMs": if number < most { 0 } else { 100 },
            "containers": [{"name": "app", "image": format!("image-{number}:1"), "imagePullPolicy": limit["policy"]}],
        })
    });
    let scenario = json!({
        "images": images,
        "nodes": [{"name": "node", "kubelet": {"serializeImagePulls": false, "maxParallelImagePulls": most}}],
        "pods": pods.collect::<Vec<Value>>(),
    });
    let scenario = serde_json::from_value(scenario).expect("a scenario");
    let trace = simulate_pulls(&scenario, Detail::Full);
    assert_eq!(trace.errors, []);
    let calls_by = |at_ms: f64| {
        let pulls = trace.pulls.iter();
        pulls
            .filter(|pull| {
                pull.started_ms
                    .is_some_and(|started_ms| started_ms <= at_ms)
            })
            .count()
    };
    let mut ends: Vec<f64> = trace
        .pulls
        .iter()
        .filter_map(|pull| pull.finished_ms)
        .collect();
    ends.sort_by(f64::total_cmp);
    assert_eq!(
        [
            calls_by(0.0),
            calls_by(ends[0] - 1.0),
            calls_by(ends[1]),
            ends.len()
        ],
        [5, 5, 7, 7]
    );
    assert_eq!(u64::from(trace.summary.peak_pulls), most);
}

/// A start at each tick: the clock of the test goes on by 1 s before each.
fn request(row: &Value, is_gated: bool) -> EnsureRequest {
    let ticks = row["ticks"].as_array().map_or(0, Vec::len);
    let attempt = |tick: usize| {
        json!({
            "atMs": (tick + 1) * 1000,
            "present": row["image"] == "present_image",
            "inspectError": row["inspect_error"],
            "pullError": row["pull_error"],
        })
    };
    let mut request = json!({
        "image": row["image"],
        "featureGates": {"KubeletEnsureSecretPulledImages": is_gated},
        "imagePullCredentialsVerificationPolicy": "AlwaysVerify",
        "backOff": {"initialMs": 1000, "maxMs": 60_000},
        "registryPullQPS": row["qps"],
        "registryBurst": row["burst"],
        "attempts": (0..ticks).map(attempt).collect::<Vec<Value>>(),
    });
    for (theirs, ours) in RENAMED {
        if !row[theirs].is_null() {
            let ours_in_words = row[theirs]
                .to_string()
                .replace("service_account", "serviceAccount");
            request[ours] = serde_json::from_str(&ours_in_words).unwrap_or_default();
        }
    }
    let records = &row["pull_manager"];
    if !records.is_null() {
        request["pullRecords"] = json!({
            "allowAll": records["allow_all"],
            "allowedSecrets": records["allowed_secrets"],
            "allowedServiceAccounts": records["allowed_service_accounts"],
        });
    }
    serde_json::from_value(request).expect("a request")
}

fn compare(row: &Value, request: &EnsureRequest, found: &mut tests::Row) {
    let mut report = ensure_image(request);
    // The pull manager of the test answers the same at every tick, whatever was pulled before.
    if request.pull_records.is_some() && row["pull_error"].is_null() {
        report.attempts = request
            .attempts
            .iter()
            .flat_map(|attempt| {
                let mut alone = request.clone();
                alone.attempts = vec![attempt.clone()];
                ensure_image(&alone).attempts
            })
            .collect();
    }
    let ticks = row["ticks"].as_array().into_iter().flatten();
    for (index, (tick, attempt)) in ticks.zip(&report.attempts).enumerate() {
        let aspect = |what: &str| format!("tick {index}: {what}");
        let calls = serde_json::to_value(&attempt.cri_calls).unwrap_or_default();
        found.equal(&aspect("calls"), &tick["cri_calls"], &calls);
        found.equal(&aspect("error"), tick["error"].as_str(), attempt.reason);
        let reasons: Vec<&str> = attempt.events.iter().map(|event| event.reason).collect();
        found.equal(&aspect("events"), &tick["event_reasons"], &json!(reasons));
        let message = attempt.message.clone().unwrap_or_default();
        let part = text(tick, "message_contains");
        found.equal(&aspect(&message), true, message.contains(part));
        let started = reasons.contains(&"Pulling");
        found.equal(
            &aspect("started"),
            &tick["recorded_pull_started"],
            &json!(started),
        );
        found.equal(
            &aspect("finished"),
            &tick["recorded_pull_finished"],
            &json!(has_pulled(attempt)),
        );
    }
}

fn has_pulled(attempt: &Attempt) -> bool {
    let mut reasons = attempt.events.iter().map(|event| event.reason);
    reasons.any(|reason| reason == "Pulling") && attempt.reason.is_none()
}
