//! The test of the admission plug-in AlwaysPullImages.

use imagepull::policy::admission::{AdmissionReport, AdmissionRequest, admit_pod};
use serde_json::{Value, json};
use tests::{Conformance, text};

#[test]
fn always_pull_images() {
    Conformance::new("always_pull_images.json", &[])
        .table("/cases", 7, |row, found| {
            let list = row["field"].as_str().unwrap_or("containers");
            let report = admitted(row, list);
            let is_refused = row["error"].as_bool().unwrap_or(false);
            found.equal("allowed", !is_refused, report.allowed);
            if !is_refused {
                let pod = serde_json::to_value(&report).unwrap_or_default();
                let policy = &pod[list][0]["imagePullPolicy"];
                found.equal(
                    "policy",
                    text(row, "policy_out"),
                    policy.as_str().unwrap_or_default(),
                );
            }
        })
        .finish();
}

/// The object of a row is a Pod unless the row names another.
fn admitted(row: &Value, list: &str) -> AdmissionReport {
    let kind = row["object"].as_str().filter(|object| *object != "Pod");
    let container = json!({
        "name": row["container"].as_str().unwrap_or("ctr2"),
        "image": row["image"].as_str().unwrap_or("image"),
        "imagePullPolicy": row["policy_in"],
    });
    // The rows try the plug-in alone; the API server wants a container in every Pod.
    let mut pod = json!({"containers": [{"name": "app", "image": "image"}]});
    pod[list] = json!([container]);
    let request: AdmissionRequest = serde_json::from_value(json!({
        "operation": "CREATE",
        "alwaysPullImages": true,
        "resource": row["resource"],
        "subresource": row["subresource"],
        "kind": kind.map_or_else(|| row["kind"].clone(), Value::from),
        "pod": pod,
    }))
    .expect("a request");
    admit_pod(&request)
}
