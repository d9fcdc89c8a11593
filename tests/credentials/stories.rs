//! A group registry with three Secrets, and all sources at once, told so that a person can follow.

use std::fmt::Write as _;

use imagepull::credentials::{CredentialsRequest, match_credentials};
use serde_json::{Value, json};

fn told(request: Value) -> String {
    let request: CredentialsRequest = serde_json::from_value(request).expect("a request");
    let report = match_credentials(&request);
    let mut text = format!(
        "{} asks for {}\n",
        request.image,
        report.repository.unwrap_or_default()
    );
    for candidate in &report.candidates {
        let name = candidate.name.as_deref().unwrap_or("-");
        let _ = writeln!(
            text,
            "\n{} {:?} {name} {}",
            candidate.order, candidate.source, candidate.key
        );
        for why in &candidate.why {
            let _ = writeln!(text, "  {}: {}", why.rule, why.text);
        }
    }
    for rejected in &report.rejected {
        let (name, key) = (rejected.name.as_deref(), rejected.key.as_deref());
        let _ = writeln!(
            text,
            "\nnever {:?} {} {}",
            rejected.source,
            name.unwrap_or("-"),
            key.unwrap_or("-")
        );
        for why in &rejected.why {
            let _ = writeln!(text, "  {}: {}", why.rule, why.text);
        }
    }
    text.push('\n');
    for why in &report.why {
        let _ = writeln!(text, "{}: {}", why.rule, why.text);
    }
    for said in &report.diagnostics {
        let _ = writeln!(text, "{} {}", said.code, said.message);
    }
    text
}

fn secret(name: &str, key: &str) -> Value {
    let config = json!({"auths": {key: {"username": name, "password": "x"}}});
    json!({
        "name": name,
        "type": "kubernetes.io/dockerconfigjson",
        "data": {".dockerconfigjson": config.to_string()},
    })
}

#[test]
fn a_group_registry_with_three_secrets() {
    let request = json!({
        "image": "registry.gitlab.com/acme/web/app:v1",
        "pullSecrets": [
            secret("group", "registry.gitlab.com/acme"),
            secret("project", "https://registry.gitlab.com/acme/web"),
            secret("other", "registry.gitlab.com/other"),
        ],
    });
    insta::assert_snapshot!(told(request));
}

#[test]
fn secrets_node_and_providers_together() {
    let node = json!({"auths": {"docker.io": {"username": "node", "password": "x"}}, "credsStore": "desktop"});
    let request = json!({
        "image": "acme/app",
        "kubernetes": "1.35",
        "imagePullSecrets": ["hub", "gone"],
        "pullSecrets": [secret("hub", "https://index.docker.io/v1/"), secret("unused", "docker.io")],
        "nodeConfig": node.to_string(),
        "providers": [
            {"name": "mirror", "matchImages": ["docker.io"], "auth": {"docker.io/acme": {"username": "m", "password": "x"}}, "cacheKeyType": "Registry"},
            {"name": "ecr", "matchImages": ["*.dkr.ecr.*.amazonaws.com"], "auth": {}},
        ],
    });
    insta::assert_snapshot!(told(request));
}
