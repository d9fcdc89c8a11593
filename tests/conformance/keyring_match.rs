//! The tests of the keyring and of imagePullSecrets.

use imagepull::credentials::{
    CredentialsReport, CredentialsRequest, is_docker_hub, match_credentials, match_url,
};
use serde_json::{Map, Value, json};
use tests::{Conformance, Row, text};

/// What a password of the vectors must not get into.
fn reaches_nothing(row: &Value, report: &CredentialsReport, found: &mut Row) {
    let answer = serde_json::to_string(report).expect("a report") + &format!("{report:?}");
    for entry in row["config_entries"].as_array().into_iter().flatten() {
        let password = text(entry, "password");
        // Short passwords of the vectors are part of ordinary words.
        found.equal(
            "password",
            false,
            password.len() > 4 && answer.contains(password),
        );
    }
}

#[test]
fn keyring_match() {
    Conformance::new("keyring_match.json", &[])
        .table("/cases", 46, |row, found| match text(row, "kind") {
            "url_match" => {
                let matched = match_url(text(row, "glob"), text(row, "target"));
                found.equal("match", &row["match"], &json!(matched.matches));
                found.equal("explained", false, matched.why.is_empty());
            }
            "lookup" => {
                let request = request(json!({
                    "lookup": row["lookup_image"],
                    "nodeConfig": config(row).to_string(),
                }));
                let report = match_credentials(&request);
                compare(row, &report, found);
                reaches_nothing(row, &report, found);
            }
            "is_default_registry" => {
                let is_default = is_docker_hub(text(row, "image"));
                found.equal("expected", &row["expected"], &json!(is_default));
            }
            "pull_secrets_union" => {
                let defaults = row["default_keyring_credentials"].as_array();
                let defaults: Map<String, Value> = defaults
                    .into_iter()
                    .flatten()
                    .map(|entry| (text(row, "image").to_owned(), entry.clone()))
                    .collect();
                let request = request(json!({
                    "lookup": row["image"],
                    "pullSecrets": row["pull_secrets"],
                    "nodeConfig": json!({"auths": defaults}).to_string(),
                }));
                compare(row, &match_credentials(&request), found);
            }
            other => found.equal("kind", "a kind that is known", other),
        })
        .finish();
}

fn request(request: Value) -> CredentialsRequest {
    serde_json::from_value(request).expect("a request")
}

fn config(row: &Value) -> Value {
    let entries = row["config_entries"].as_array().into_iter().flatten();
    let auths: Map<String, Value> = entries
        .map(|entry| (text(entry, "key").to_owned(), entry.clone()))
        .collect();
    json!({"auths": auths})
}

fn compare(row: &Value, report: &CredentialsReport, found: &mut Row) {
    let usernames: Vec<&str> = report
        .candidates
        .iter()
        .map(|candidate| candidate.username.as_deref().unwrap_or_default())
        .collect();
    found.equal("found", &row["found"], &json!(!usernames.is_empty()));
    found.equal("anonymous", usernames.is_empty(), report.anonymous);
    if let Some(expected) = row["expected_credentials_in_order"].as_array() {
        let expected: Vec<&str> = expected.iter().map(|it| text(it, "username")).collect();
        found.equal("in order", expected, usernames.clone());
    }
    if let Some(first) = row.get("expected_first_credential") {
        found.equal("first", Some(&text(first, "username")), usernames.first());
    }
    if let Some(most) = row["max_hits"].as_u64() {
        found.equal("hits", most, usernames.len() as u64);
    }
}
