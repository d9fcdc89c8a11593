//! Which Secrets a Pod brings: its list, its ServiceAccount, its namespace.

use imagepull::credentials::{CredentialsReport, CredentialsRequest, match_credentials};
use serde_json::{Value, json};

fn report(request: Value) -> CredentialsReport {
    let request: CredentialsRequest = serde_json::from_value(request).expect("a request");
    match_credentials(&request)
}

fn secret(name: &str, namespace: &str) -> Value {
    let config = json!({"auths": {"ghcr.io": {"username": name, "password": "x"}}});
    json!({
        "name": name,
        "namespace": namespace,
        "type": "kubernetes.io/dockerconfigjson",
        "data": {".dockerconfigjson": config.to_string()},
    })
}

/// The Secrets that are tried, then the others with their rules.
fn told(report: &CredentialsReport) -> String {
    let tried: Vec<&str> = report
        .candidates
        .iter()
        .filter_map(|it| it.name.as_deref())
        .collect();
    let others = report
        .rejected
        .iter()
        .map(|it| format!("{} {}", it.name.as_deref().unwrap_or("-"), it.why[0].rule));
    format!(
        "{} | {}",
        tried.join(", "),
        others.collect::<Vec<_>>().join(", ")
    )
}

#[test]
fn the_list_of_the_pod_then_of_its_service_account_counts() {
    let secrets = [secret("a", "web"), secret("b", "web"), secret("a", "other")];
    for (pod, expected) in [
        (json!({}), "a, b, a | "),
        (
            json!({"namespace": "web"}),
            "a, b | a secret-other-namespace",
        ),
        (
            json!({"namespace": "web", "imagePullSecrets": ["b"]}),
            "b | a secret-not-listed, a secret-other-namespace",
        ),
        (
            json!({"namespace": "web", "imagePullSecrets": ["b", "", "a"]}),
            "b, a | a secret-other-namespace",
        ),
        (
            json!({"namespace": "web", "imagePullSecrets": ["b"], "serviceAccount": {"imagePullSecrets": ["a"]}}),
            "b | a secret-not-listed, a secret-other-namespace",
        ),
        (
            json!({"namespace": "web", "imagePullSecrets": [], "serviceAccount": {"imagePullSecrets": ["a"]}}),
            "a | b secret-not-listed, a secret-other-namespace",
        ),
        (
            json!({"namespace": "web", "serviceAccount": {"namespace": "other", "imagePullSecrets": ["a"]}}),
            " | a secret-not-listed, b secret-not-listed, a secret-other-namespace",
        ),
        (
            json!({"namespace": "web", "imagePullSecrets": []}),
            " | a secret-not-listed, b secret-not-listed, a secret-other-namespace",
        ),
        (
            json!({"namespace": "web", "serviceAccount": {"name": "default"}}),
            " | a secret-not-listed, b secret-not-listed, a secret-other-namespace",
        ),
    ] {
        let mut request = pod.clone();
        request["image"] = json!("ghcr.io/app");
        request["pullSecrets"] = json!(secrets);
        assert_eq!(told(&report(request)), expected, "{pod}");
    }
}

#[test]
fn a_secret_that_is_missing_stops_nothing_and_is_said_as_the_release_does() {
    let said = |kubernetes: &str| {
        let request = json!({
            "image": "ghcr.io/app",
            "kubernetes": kubernetes,
            "namespace": "web",
            "imagePullSecrets": ["a", "gone", "there"],
            "pullSecrets": [secret("a", "web"), secret("there", "other")],
        });
        let report = report(request);
        assert_eq!(report.candidates.len(), 1);
        let missing = report.diagnostics.iter().find(|it| it.code == "CRD001");
        let missing = missing.expect("a word on what is missing");
        assert!(missing.message.to_string().contains("gone, there"));
        missing.help.as_ref().expect("a help").to_string()
    };
    let event = "FailedToRetrieveImagePullSecret, Unable to retrieve some image pull secrets (gone, there); attempting to pull the image may not succeed.";
    assert!(!said("1.27").contains(event));
    assert!(said("1.28").contains(event) && said("1.28").contains("every sync"));
    assert!(said("1.36").contains("every sync"));
    assert!(said("1.37").contains(event) && said("1.37").starts_with("If the pull fails"));
}

#[test]
fn a_secret_of_the_wrong_form_does_not_count() {
    let config = json!({"auths": {"ghcr.io": {"username": "joe", "password": "x"}}}).to_string();
    for (kind, key, text, rule) in [
        ("Opaque", ".dockerconfigjson", &*config, "secret-type"),
        (
            "kubernetes.io/dockercfg",
            ".dockerconfigjson",
            &config,
            "secret-data-key",
        ),
        (
            "kubernetes.io/dockerconfigjson",
            ".dockercfg",
            &config,
            "secret-data-key",
        ),
        (
            "kubernetes.io/dockerconfigjson",
            ".dockerconfigjson",
            "",
            "secret-data-key",
        ),
    ] {
        let report = report(json!({
            "image": "ghcr.io/app",
            "pullSecrets": [{"name": "s", "type": kind, "data": {key: text}}],
        }));
        assert!(report.anonymous && report.candidates.is_empty());
        assert_eq!(report.rejected[0].why[0].rule, rule, "{kind} {key}");
        assert_eq!(report.rejected[0].key, None);
    }
}

#[test]
fn one_malformed_secret_keeps_all_from_being_tried() {
    let mut malformed = secret("m", "web");
    malformed["data"] =
        json!({".dockerconfigjson": r#"{"auths":{"quay.io":{"auth":"bm9jb2xvbg=="}}}"#});
    let config = json!({"auths": {"ghcr.io": {"username": "node", "password": "x"}}}).to_string();
    let report = report(json!({
        "image": "ghcr.io/app",
        "pullSecrets": [secret("a", "web"), malformed],
        "nodeConfig": config,
    }));
    assert!(report.candidates.is_empty() && !report.anonymous);
    assert!(report.diagnostics.iter().any(|it| it.code == "CRD004"));
    let rules: Vec<&str> = report.rejected.iter().map(|it| it.why[0].rule).collect();
    assert_eq!(
        rules,
        [
            "secret-malformed",
            "pull-secret-malformed",
            "pull-secret-malformed"
        ]
    );
}

#[test]
fn a_malformed_configuration_of_the_node_is_passed_over() {
    let report = report(json!({
        "image": "ghcr.io/app",
        "pullSecrets": [secret("a", "web")],
        "nodeConfig": "{",
    }));
    assert_eq!(told(&report), "a | - node-config-malformed");
    assert!(report.diagnostics.iter().any(|it| it.code == "CRD005"));
}

#[test]
fn nothing_is_pulled_for_an_image_without_a_valid_name() {
    for (image, code) in [
        ("Nginx", "IMG006"),
        ("https://joe:pw@ghcr.io/app", "CRD020"),
    ] {
        let report = report(json!({"image": image, "pullSecrets": [secret("a", "web")]}));
        assert!(!report.anonymous && report.candidates.is_empty());
        assert_eq!(report.repository, None);
        assert_eq!(report.diagnostics[0].code, code);
    }
}
