//! A CredentialProviderConfig as text: strictness, releases, places.

use std::collections::BTreeMap;

use imagepull::credentials::provider_config::{
    ProviderConfigReport, SERVICE_ACCOUNT_TOKENS, check_credential_provider_config,
};

const HEAD: &str = "apiVersion: kubelet.config.k8s.io/v1\nkind: CredentialProviderConfig\nproviders:\n- name: p\n  matchImages: [ghcr.io]\n  defaultCacheDuration: 1m\n  apiVersion: credentialprovider.kubelet.k8s.io/v1\n";

fn check(text: &str, release: &str) -> ProviderConfigReport {
    let release = release.parse().expect("a release");
    check_credential_provider_config(text, release, &BTreeMap::new())
}

/// The codes with the text at their places.
fn places(text: &str, report: &ProviderConfigReport) -> Vec<String> {
    let said = report.diagnostics.iter();
    said.map(|it| {
        let place = it.span.map_or("-", |span| &text[span.start..span.end]);
        format!("{} {place}", it.code)
    })
    .collect()
}

#[test]
fn a_right_configuration_is_right_in_every_release() {
    for release in ["1.27", "1.32", "1.37"] {
        let report = check(HEAD, release);
        assert!(report.valid, "{:?}", report.diagnostics);
        assert!(report.errors.is_empty() && report.diagnostics.is_empty());
    }
    let empty = "kind: CredentialProviderConfig\napiVersion: kubelet.config.k8s.io/v1\n";
    assert!(check(empty, "1.37").errors[0].starts_with("providers: Required value"));
    assert_eq!(
        check("", "1.37").errors,
        ["error decoding config \"FILE\": Object 'Kind' is missing in ''"]
    );
}

#[test]
fn a_configuration_that_lies_in_something_else_is_read_there() {
    let inner = HEAD.replace('\n', "\n    ");
    let deeper = HEAD.replace('\n', "\n      ");
    let config_map = format!("kind: ConfigMap\ndata:\n  config.yaml: |\n    {inner}");
    let machine_config = format!("path: /etc/x.yaml\ncontents:\n  inline: |\n    {inner}");
    let talos = format!("machine:\n  kubelet:\n    credentialProviderConfig:\n      {deeper}");
    for (text, path) in [
        (config_map, "data.config.yaml"),
        (machine_config, "contents.inline"),
        (talos, "machine.kubelet.credentialProviderConfig"),
    ] {
        let report = check(&text, "1.37");
        assert!(report.valid, "{text}: {:?}", report.diagnostics);
        let [said] = &report.diagnostics[..] else {
            panic!("{text}: {:?}", report.diagnostics);
        };
        assert_eq!(said.code, "PRV016");
        assert!(said.message.to_string().contains(path), "{said:?}");
        let refused = check(&text.replace("1m", "-1m"), "1.37");
        assert!(!refused.valid);
        assert!(refused.errors[0].contains("must be greater than or equal to 0"));
    }
}

#[test]
fn other_names_of_docker_hub_fit_what_is_written_with_them() {
    for (pattern, words) in [
        ("registry-1.docker.io", Some("doesn't match docker.io")),
        ("\"*.docker.io\"", Some("doesn't match docker.io")),
        ("\"*.docker.com/library\"", Some("doesn't match docker.io")),
        ("index.docker.io", Some("matches no image")),
        ("\"ghcr.io/*\"", Some("matches no image")),
        ("docker.io", None),
        ("\"*.io\"", None),
        ("\"*.*.*\"", None),
        ("\"*.azurecr.io\"", None),
    ] {
        let report = check(&HEAD.replace("ghcr.io", pattern), "1.37");
        assert!(report.valid, "{pattern}");
        let said = report.diagnostics.first().map(|it| it.message.to_string());
        match (said, words) {
            (None, None) => {}
            (Some(said), Some(words)) => assert!(said.contains(words), "{pattern}: {said}"),
            (said, _) => panic!("{pattern}: {said:?}"),
        }
    }
}

#[test]
fn fields_that_are_not_known_are_refused_since_1_32() {
    let text = format!("{HEAD}  matchImage: x\n  env:\n  - nam: x\nextra: 1\n");
    let report = check(&text, "1.32");
    assert!(!report.valid);
    assert_eq!(
        report.errors,
        [
            "error decoding config FILE: strict decoding error: unknown field \"extra\", unknown field \"providers[0].env[0].nam\", unknown field \"providers[0].matchImage\""
        ]
    );
    assert_eq!(
        places(&text, &report),
        ["PRV012 extra", "PRV012 matchImage", "PRV012 nam"]
    );
    let report = check(&text, "1.31");
    assert!(report.valid && report.errors.is_empty());
    assert_eq!(report.diagnostics.len(), 3);
}

#[test]
fn fields_that_are_there_twice_are_refused_since_1_32() {
    let text = format!("{HEAD}  name: q\n");
    let report = check(&text, "1.32");
    assert_eq!(
        report.errors,
        [
            "error decoding config FILE: strict decoding error: yaml: unmarshal errors:\n  line 8: key \"name\" already set in map"
        ]
    );
    assert_eq!(places(&text, &report), ["PRV013 name"]);
    assert!(check(&text, "1.31").valid);
    let json = "{\"apiVersion\":\"kubelet.config.k8s.io/v1\",\"kind\":\"CredentialProviderConfig\",\"kind\":\"CredentialProviderConfig\",\"providers\":[]}";
    assert_eq!(
        check(json, "1.32").errors,
        ["error decoding config FILE: strict decoding error: duplicate field \"kind\""]
    );
}

#[test]
fn fields_that_are_merged_are_no_second_ones() {
    let text = HEAD.replace("- name: p\n", "- &p\n  name: p\n  nam: x\n");
    let text = format!("{text}- <<: *p\n  name: q\n");
    let report = check(&text, "1.31");
    assert_eq!(
        places(&text, &report),
        ["PRV012 nam", "PRV012 nam", "PRV013 name"]
    );
    assert!(report.valid, "{:?}", report.errors);
}

#[test]
fn token_attributes_follow_release_gate_and_version() {
    let tokens =
        "  tokenAttributes:\n    serviceAccountTokenAudience: a\n    requireServiceAccount: true\n";
    let without_type = format!("{HEAD}{tokens}");
    let with_type = format!("{without_type}    cacheType: Token\n");
    let off = "providers.tokenAttributes: Forbidden: tokenAttributes is not supported when KubeletServiceAccountTokenForCredentialProviders feature gate is disabled";
    let required = "providers.tokenAttributes.cacheType: Required value: cacheType is required to be set when tokenAttributes is specified. Supported values are: ServiceAccount, Token";
    let unknown = "error decoding config FILE: strict decoding error: unknown field \"providers[0].tokenAttributes\"";
    let unknown_type = "error decoding config FILE: strict decoding error: unknown field \"providers[0].tokenAttributes.cacheType\"";
    for (text, release, gate, expected) in [
        (&with_type, "1.34", None, None),
        (&without_type, "1.34", None, Some(required)),
        (&with_type, "1.34", Some(false), Some(off)),
        (&without_type, "1.33", None, Some(off)),
        (&without_type, "1.33", Some(true), None),
        (&with_type, "1.33", Some(true), Some(unknown_type)),
        (&with_type, "1.32", Some(true), Some(unknown)),
    ] {
        let gates = gate.map(|is_on| (SERVICE_ACCOUNT_TOKENS.to_owned(), is_on));
        let release_read = release.parse().expect("a release");
        let gates = gates.into_iter().collect();
        let report = check_credential_provider_config(text, release_read, &gates);
        let errors: Vec<&str> = report.errors.iter().map(String::as_str).collect();
        assert_eq!(
            errors,
            expected.into_iter().collect::<Vec<_>>(),
            "{release} {gate:?}"
        );
    }
    let older = with_type.replace("k8s.io/v1\nkind", "k8s.io/v1beta1\nkind");
    assert_eq!(
        check(&older, "1.34").errors,
        [unknown.replace("FILE", "\"FILE\"")]
    );
}

#[test]
fn what_is_refused_stands_at_its_place() {
    let text = HEAD
        .replace("name: p", "name: p p")
        .replace(
            "[ghcr.io]",
            "[\"ghcr.io:*\", \"ghcr.io/*\", 'https://ghcr.io', index.docker.io]",
        )
        .replace(": 1m", ": -90s");
    let report = check(&text, "1.37");
    assert_eq!(
        places(&text, &report),
        [
            "PRV002 p p",
            "PRV004 \"ghcr.io:*\"",
            "PRV015 \"ghcr.io/*\"",
            "PRV015 'https://ghcr.io'",
            "PRV015 index.docker.io",
            "PRV005 -90s",
        ]
    );
    assert_eq!(
        report.errors[2],
        "providers.defaultCacheDuration: Invalid value: \"-1m30s\": must be greater than or equal to 0"
    );
}

/// Entries that Go reads, and that match other registries than they seem to.
#[test]
fn entries_that_miss_their_registries_are_named() {
    for (entry, said) in [
        ("", Some("matches no image")),
        ("x.io,y.io", Some("matches no image")),
        ("*", Some("without a dot")),
        ("*.*", Some("every registry with two labels")),
        ("**.example.com", Some("no more than one")),
        ("REG.io", Some("capital letters")),
        ("azurecr.io", Some("no registry of Azure")),
        ("*.amazonaws.com", Some("no registry of Amazon")),
        ("dkr.ecr.*.amazonaws.com", Some("no registry of Amazon")),
        ("pkg.dev", Some("no registry of Google")),
        ("*.dkr.ecr.*.amazonaws.com", None),
        ("*.dkr.ecr.*.amazonaws.com.cn", None),
        ("*.azurecr.*", None),
        ("*.pkg.dev", None),
        ("gcr.io", None),
        ("localhost", None),
        ("[::1]:5000", None),
        ("*.*.example.com", None),
    ] {
        let report = check(&HEAD.replace("[ghcr.io]", &format!("['{entry}']")), "1.36");
        assert!(report.valid, "{entry}: {:?}", report.errors);
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .map(|it| it.message.to_string())
            .collect();
        let is_said = found
            .iter()
            .any(|it| said.is_some_and(|said| it.contains(said)));
        assert_eq!(
            (found.len(), is_said),
            (usize::from(said.is_some()), said.is_some()),
            "{entry}: {found:?}"
        );
    }
    let helper = check(
        &HEAD.replace("name: p", "name: docker-credential-ecr-login"),
        "1.36",
    );
    assert!(helper.valid);
    assert_eq!(helper.diagnostics[0].code, "CRD023");
}

#[test]
fn what_cannot_be_read_is_said_without_being_quoted() {
    for text in [
        "a: [s3cret\nb: }",
        "- s3cret",
        "s3cret",
        "providers: s3cret",
        "providers: [s3cret]",
        "providers: [{name: [s3cret], env: s3cret, args: {a: s3cret}}]",
        "providers: [{env: [s3cret, {name: x, value: [s3cret]}]}]",
        "a: 1\n---\nb: s3cret",
        "a: &a [*a, s3cret]",
    ] {
        let report = check(text, "1.37");
        assert!(!report.valid, "{text}");
        assert!(!report.diagnostics.is_empty());
        let said = format!("{report:?}");
        assert!(!said.contains("s3cret"), "{text}: {said}");
    }
}
