//! What is secret reaches no answer: neither its fields, its words, its JSON nor what `Debug` prints,
//! however malformed the text is. The secrets are marked, so that they can be looked for.

use std::collections::BTreeMap;

use imagepull::{
    credentials::{
        CredentialsRequest, match_credentials, match_url,
        pasted::{masked, read_pasted},
        provider_config::check_credential_provider_config,
    },
    releases::Release,
    request::{self, Keys},
    words::Language,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

/// No word of our own, of a key or of a user has these letters; neither has base64 of other texts.
const MARK: &str = "Zq7SECRETw";

/// The base64 of `joe:` and the mark, and the part of it that stands for the mark.
const AUTH: &str = "am9lOlpxN1NFQ1JFVHc=";
const AUTH_MARK: &str = "pxN1NFQ1JFVH";

/// A docker configuration with the mark wherever something secret may be.
fn config() -> Value {
    json!({
        "auths": {
            "ghcr.io": {"auth": AUTH},
            "quay.io": {"username": "joe", "password": MARK, "email": "joe@example.com"},
            format!("https://joe:{MARK}@registry.example.com/app"): {"auth": AUTH, "identitytoken": MARK},
            format!("joe:{MARK}@docker.io"): {"registrytoken": MARK},
            format!("joe:{MARK}/x@docker.io"): {},
            format!("joe:{MARK}%zz@docker.io:x"): {},
            "gcr.io": {"username": format!("https://joe:{MARK}@gcr.io"), "password": MARK},
            "ghe.io": {"username": format!("ghp_{MARK}")},
        },
        "HttpHeaders": {"Authorization": MARK},
    })
}

fn dockercfg() -> Value {
    config()["auths"].clone()
}

fn request() -> Value {
    let answer = json!({"username": "joe", "password": MARK});
    json!({
        "image": format!("https://joe:{MARK}@ghcr.io/acme/app"),
        "lookup": "docker.io/library/nginx",
        "pullSecrets": [
            {"name": "a", "type": "kubernetes.io/dockerconfigjson", "data": {".dockerconfigjson": config().to_string(), "x": MARK}},
            {"name": "b", "type": "kubernetes.io/dockercfg", "data": {".dockercfg": dockercfg().to_string()}},
            {"name": "c", "type": "Opaque", "data": {".dockercfg": MARK, "password": MARK}},
            {"name": "d", "type": "kubernetes.io/dockercfg", "data": {".dockerconfigjson": MARK}},
        ],
        "nodeConfig": config().to_string(),
        "providers": [{
            "name": "p",
            "matchImages": [format!("joe:{MARK}@docker.io"), "docker.io"],
            "auth": {"docker.io": answer, format!("joe:{MARK}@docker.io"): answer},
        }],
    })
}

fn manifest() -> String {
    format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: regcred\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {{\"kind\":\"Secret\",\"stringData\":{{\"password\":\"{MARK}\"}}}}\ntype: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: {AUTH}\n  other: {AUTH}\nstringData:\n  password: {MARK}\n  .dockercfg: |\n    {{\"ghcr.io\": {{\"password\": \"{MARK}\"}}}}\n---\n{}\n",
        config()
    )
}

fn provider_config() -> String {
    format!(
        "apiVersion: kubelet.config.k8s.io/v1\nkind: CredentialProviderConfig\nproviders:\n- name: p\n  matchImages: ['joe:{MARK}@ghcr.io', 'joe:{MARK}%zz@ghcr.io', 'joe:{MARK}/@ghcr.io']\n  defaultCacheDuration: 1m\n  apiVersion: credentialprovider.kubelet.k8s.io/v1\n  args: ['--password={MARK}']\n  env:\n  - name: PASSWORD\n    value: {MARK}\n"
    )
}

/// Fails where the mark is in a text.
fn assert_clean(what: &str, text: &str) {
    for mark in [MARK, AUTH_MARK] {
        assert!(!text.contains(mark), "{what} says {mark}:\n{text}");
    }
}

/// All that can be said with an answer.
fn assert_nothing_said(request: &CredentialsRequest) {
    let report = match_credentials(request);
    assert_clean(
        "the request",
        &format!("{request:?}").replace(&request.image, ""),
    );
    assert_clean("the answer", &format!("{report:?}"));
    assert_clean("its JSON", &serde_json::to_string(&report).expect("JSON"));
    for said in &report.diagnostics {
        assert_clean("a diagnostic", &said.message.in_language(Language::Korean));
    }
}

#[test]
fn nothing_secret_reaches_an_answer() {
    let mut value = request();
    assert_nothing_said(&serde_json::from_value(value.clone()).expect("a request"));
    value["lookup"] = Value::Null;
    assert_nothing_said(&serde_json::from_value(value.clone()).expect("a request"));
    for image in [
        "ghcr.io/a",
        "registry.example.com/app",
        "nginx",
        "gcr.io/a",
        "ghe.io/a",
    ] {
        value["image"] = json!(image);
        assert_nothing_said(&serde_json::from_value(value.clone()).expect("a request"));
    }
    let secret_pattern = format!("joe:{MARK}@ghcr.io");
    for (pattern, target) in [
        (&*secret_pattern, "ghcr.io/a"),
        ("ghcr.io", &*secret_pattern),
    ] {
        assert_clean("matchUrl", &format!("{:?}", match_url(pattern, target)));
    }
}

#[test]
fn nothing_secret_reaches_the_error_of_a_request_of_the_wrong_shape() {
    for wrong in [
        json!({"image": "a", "pullSecrets": [{"type": "x", "data": MARK}]}),
        json!({"image": "a", "pullSecrets": [{"type": "x", "data": {"k": [MARK]}}]}),
        json!({"image": "a", "nodeConfig": {"auth": MARK}}),
        json!({"image": "a", "nodeConfig": [MARK]}),
        json!({"image": "a", "providers": [{"auth": MARK}]}),
        json!({"image": "a", "providers": [{"auth": {"ghcr.io": MARK}}]}),
        json!({"image": "a", "providers": [{"auth": {"ghcr.io": {"password": [MARK]}}}]}),
        json!({"image": "a", "providers": [{"auth": {MARK: {"password": 1}}}]}),
    ] {
        let text = wrong.to_string();
        assert_refused_cleanly(&text);
        let error = serde_json::from_value::<CredentialsRequest>(wrong);
        assert_clean(&text, &error.expect_err("a wrong shape").to_string());
    }
}

#[test]
fn nothing_secret_reaches_the_error_of_a_request_that_is_read() {
    for wrong in [
        json!(MARK),
        json!({"image": {MARK: MARK}}),
        json!({"image": "a", "serviceAccount": MARK}),
        json!({"image": "a", "imagePullSecrets": [{MARK: 1}]}),
        json!({"image": "a", "pullSecrets": [{"type": [MARK]}]}),
    ] {
        assert_refused_cleanly(&wrong.to_string());
    }
}

fn assert_refused_cleanly(request: &str) {
    let error = request::read::<CredentialsRequest>("request", request, Keys::Hidden);
    let error = error.expect_err("a wrong shape");
    assert_clean(request, &error.to_string());
}

#[test]
fn nothing_secret_reaches_what_is_said_of_a_field_that_does_not_exist() {
    for unknown in [
        json!({"image": "a", MARK: 1}),
        json!({"image": "a", "pullSecrets": [{"type": "x", MARK: MARK}]}),
        json!({"image": "a", "providers": [{"name": "p", "matchImages": [], "auth": {}, MARK: {}}]}),
        json!({"image": "a", "serviceAccount": {"name": "default", MARK: MARK}}),
    ] {
        let text = unknown.to_string();
        let given = request::read::<CredentialsRequest>("request", &text, Keys::Hidden);
        let given = given.expect("the right shape");
        let codes: Vec<&str> = given.unknown.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["REQ002"], "{text}");
        assert_clean(&text, &format!("{:?}", given.unknown));
    }
}

fn assert_pasted_is_clean(text: &str) {
    let pasted = read_pasted(text);
    assert_clean("what is read", &format!("{pasted:?}"));
    assert_clean("the masked text", &masked(text));
}

fn assert_provider_config_is_clean(text: &str) {
    let report = check_credential_provider_config(text, Release::NEWEST, &BTreeMap::new());
    assert_clean("the check", &format!("{report:?}"));
    assert_clean("its JSON", &serde_json::to_string(&report).expect("JSON"));
}

#[test]
fn nothing_secret_is_left_of_what_is_pasted() {
    for text in texts() {
        assert_pasted_is_clean(&text);
    }
    let checked = read_pasted(&provider_config());
    assert_clean("providers", &format!("{checked:?}"));
    assert_provider_config_is_clean(&provider_config());
}

/// As a terminal shows them, and with the text cut off anywhere, as it is while it is typed.
#[test]
fn nothing_secret_is_left_of_commands() {
    for text in [
        format!("docker login -u joe -p {MARK} ghcr.io"),
        format!("podman login --password='{MARK}' \\\n  ghcr.io"),
        format!(
            "kubectl create secret docker-registry a --docker-username=joe --docker-password={MARK}"
        ),
        format!("curl -u joe:{MARK} -H 'Authorization: Basic {AUTH}' https://ghcr.io/v2/"),
        format!("Bearer {MARK}"),
        format!("DOCKER_PASSWORD={MARK}\npasswd: {MARK}\npass: {MARK}\n"),
    ] {
        for end in 0..=text.len() {
            assert_pasted_is_clean(&text[..end]);
        }
    }
}

/// The texts that are pasted, in several forms.
fn texts() -> Vec<String> {
    let pretty = serde_json::to_string_pretty(&config()).expect("JSON");
    vec![
        config().to_string(),
        dockercfg().to_string(),
        pretty.replace('\n', "\r\n"),
        pretty,
        manifest(),
        json!({"kind": "Secret", "data": {".dockerconfigjson": AUTH}, "stringData": {"a": MARK, "b": [MARK]}}).to_string(),
        json!({"kind": "List", "items": [{"kind": "Secret", "metadata": {"annotations": {"x": json!({"data": {"a": MARK}}).to_string()}}, "data": {"a": AUTH}}]}).to_string(),
    ]
}

/// A place in a text, behind the `@` where it is in the middle of user and password: before it nobody
/// could tell them from host and port.
fn behind_user_info(text: &str, place: usize) -> usize {
    let begin = text[..place].rfind("joe:").unwrap_or(place);
    match text[begin..].find(['@', '"', '\n']) {
        Some(end) if begin + end >= place => begin + end + 1,
        _ => place,
    }
}

/// What may be cut off of a text, or get into it.
fn malformed() -> impl Strategy<Value = String> {
    let texts = texts();
    (
        proptest::sample::select(texts),
        any::<proptest::sample::Index>(),
        0..4_usize,
        proptest::sample::select(vec![
            "", "}", "]", "\"", "'", ",", " ", "\n", "\t", "#", "---\n", "[", "{", ":", "\\", "\0",
            "é",
        ]),
    )
        .prop_map(|(text, place, taken, put)| {
            // Neither the name of a secret field nor the colon behind it is taken away: without them
            // nobody could tell what is secret.
            let places: Vec<usize> = text
                .char_indices()
                .map(|(place, _)| place)
                .filter(|place| !is_near_name(&text, *place, taken))
                .collect();
            let start = places[place.index(places.len())];
            let end = text[start..]
                .char_indices()
                .nth(taken)
                .map_or(text.len(), |(at, _)| start + at);
            format!("{}{put}{}", &text[..start], &text[end..])
        })
}

/// Whether a change at a place touches a name, its colon, the mark itself, or user and password
/// before a host.
fn is_near_name(text: &str, place: usize, taken: usize) -> bool {
    const NAMES: [&str; 14] = [
        "auth",
        "password",
        "token",
        "identitytoken",
        "registrytoken",
        "data",
        "stringData",
        ".dockercfg",
        ".dockerconfigjson",
        "https://",
        "joe",
        "ghp_",
        "Authorization",
        "value",
    ];
    let around = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let end = at + word.len() + 8;
            place + taken + 1 >= at && place <= end
        })
    };
    NAMES.iter().any(|name| around(name)) || around(MARK) || around(AUTH)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_secret_is_left_of_a_text_that_is_cut_off(which in any::<proptest::sample::Index>(), at in any::<proptest::sample::Index>()) {
        let texts = texts();
        let text = &texts[which.index(texts.len())];
        let end = behind_user_info(text, at.index(text.len() + 1));
        assert_pasted_is_clean(&text[..end]);
        let request = json!({"image": "ghcr.io/a", "nodeConfig": &text[..end]});
        assert_nothing_said(&serde_json::from_value(request).expect("a request"));
    }

    #[test]
    fn nothing_secret_is_left_of_a_text_with_a_mistake(text in malformed()) {
        assert_pasted_is_clean(&text);
        let secret = json!({"name": "s", "type": "kubernetes.io/dockerconfigjson", "data": {".dockerconfigjson": text}});
        let request = json!({"image": "ghcr.io/a", "nodeConfig": text, "pullSecrets": [secret]});
        assert_nothing_said(&serde_json::from_value(request).expect("a request"));
    }

    #[test]
    fn the_check_of_providers_quotes_nothing(at in any::<proptest::sample::Index>()) {
        let text = provider_config();
        assert_provider_config_is_clean(&text[..at.index(text.len() + 1)]);
    }

    #[test]
    fn any_text_has_an_answer(text in any::<String>(), key in any::<String>()) {
        read_pasted(&text);
        masked(&text);
        match_url(&key, &text);
        check_credential_provider_config(&text, Release::NEWEST, &BTreeMap::new());
        let config = json!({"auths": {key: {"auth": text}}}).to_string();
        let request = json!({"image": "nginx", "lookup": text, "nodeConfig": config});
        match_credentials(&serde_json::from_value(request).expect("a request"));
    }

    #[test]
    fn a_text_without_secrets_is_left_alone(lines in proptest::collection::vec("[a-z]{1,8}: [a-z0-9./:-]{0,12}", 0..8)) {
        let text = lines.join("\n");
        let names = ["auth", "password", "token", "data"];
        prop_assume!(!names.iter().any(|name| text.contains(name)));
        prop_assert_eq!(masked(&text), text);
    }
}
