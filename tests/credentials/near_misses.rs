//! Keys that nearly fit, each with the rule that says why it does not, and keys that fit for a reason
//! that surprises.

use imagepull::credentials::{CredentialsRequest, match_credentials, match_url};
use serde_json::json;

/// The rules of the only key: `+` before them where it is tried.
fn rules(key: &str, image: &str) -> String {
    let config = json!({"auths": {key: {"username": "joe", "password": "x"}}});
    let request = json!({"image": image, "nodeConfig": config.to_string()});
    let request: CredentialsRequest = serde_json::from_value(request).expect("a request");
    let report = match_credentials(&request);
    let rules = |why: &[imagepull::why::Reason]| {
        let rules: Vec<&str> = why.iter().map(|why| why.rule).collect();
        rules.join(" ")
    };
    match (&report.candidates[..], &report.rejected[..]) {
        ([tried], []) => format!("+ {}", rules(&tried.why)),
        ([], [rejected]) => rules(&rejected.why),
        other => panic!("one key, but {other:?}"),
    }
}

#[test]
fn every_key_says_why_it_is_tried_or_not() {
    let image = "registry.example.com/images/app:v1";
    let with_port = "registry.example.com:5000/images/app:v1";
    let long = "registry.example.com/imagesxyz/app";
    for (key, image, expected) in [
        ("registry.example.com", image, "+ host-matches"),
        (
            "https://registry.example.com/",
            image,
            "+ key-scheme host-matches",
        ),
        ("registry.example.com/images", image, "+ path-prefix"),
        ("registry.example.com/images/", image, "+ path-prefix"),
        (
            "registry.example.com/images",
            long,
            "+ path-inside-component",
        ),
        ("*.example.com", image, "+ host-pattern host-matches"),
        (
            "registry.[e]xample.com",
            image,
            "+ host-pattern host-brackets host-matches",
        ),
        ("quay.io", image, "host-differs"),
        ("registry.example.org", image, "host-differs"),
        ("Registry.example.com", image, "host-case"),
        ("example.com", image, "host-subdomain"),
        ("eu.registry.example.com", image, "host-parent"),
        ("*.com", image, "host-pattern-depth"),
        ("*.*.example.com", image, "host-pattern-depth"),
        ("registry.example.com", with_port, "port-missing"),
        ("registry.example.com:443", image, "port-extra"),
        ("registry.example.com:443", with_port, "port-differs"),
        (
            "registry.example.com:443/other",
            with_port,
            "port-differs path-differs",
        ),
        ("registry.example.com:*", with_port, "port-pattern"),
        ("registry.example.com/*", image, "path-pattern"),
        ("registry.example.com/other", image, "path-differs"),
        ("registry.example.com/Images", image, "path-case"),
        ("registry.example.com/images/app/", image, "path-slash"),
        ("registry.example.com/images/app:v1", image, "path-tag"),
        ("oci://registry.example.com", image, "key-other-scheme"),
        ("HTTPS://registry.example.com", image, "key-other-scheme"),
        ("regist?y.example.com", image, "key-question-mark"),
        ("images/app", image, "key-without-host"),
        ("registry example.com", image, "key-unreadable"),
        ("[a-z]egistry.example.com", image, "key-unreadable"),
        ("joe:pw/x@registry.example.com", image, "key-unreadable"),
        ("registry.example.com/joe:pw@x", image, "key-with-at"),
        // Docker Hub.
        (
            "https://index.docker.io/v1/",
            "nginx",
            "+ docker-hub-fallback",
        ),
        ("index.docker.io", "nginx", "+ docker-hub-fallback"),
        ("docker.io", "nginx", "+ host-matches"),
        ("docker.io/library", "nginx", "+ path-prefix"),
        ("https://index.docker.io/v1", "nginx", "docker-hub-slash"),
        (
            "https://index.docker.io/v1/acme",
            "acme/app",
            "docker-hub-path",
        ),
        ("registry-1.docker.io", "nginx", "docker-hub-other-name"),
        ("https://hub.docker.com", "nginx", "docker-hub-other-name"),
        ("*.docker.io", "nginx", "docker-hub-other-name"),
        ("*.*.io", "nginx", "host-pattern-depth"),
        ("https://index.docker.io/v1/", image, "host-differs"),
        ("acme", "acme/app", "key-without-host"),
    ] {
        assert_eq!(rules(key, image), expected, "{key} for {image}");
    }
}

#[test]
fn patterns_of_match_images_say_why_they_do_not_fit() {
    for (pattern, target, expected) in [
        ("https://ghcr.io", "ghcr.io/app", "match-images-scheme"),
        ("ghcr.io/*", "ghcr.io/app", "path-pattern"),
        ("ghcr.io:*", "ghcr.io:443/app", "port-pattern"),
        ("%zz", "ghcr.io/app", "key-unreadable"),
        ("ghcr.io", "ghcr .io/app", "image-unreadable"),
        ("*.io", "a.ghcr.io/app", "host-pattern-depth"),
        (
            "*.docker.io",
            "docker.io/library/nginx",
            "docker-hub-match-images",
        ),
        (
            "index.docker.io",
            "docker.io/library/nginx",
            "docker-hub-match-images",
        ),
    ] {
        let found = match_url(pattern, target);
        let rules: Vec<&str> = found.why.iter().map(|why| why.rule).collect();
        assert!(!found.matches, "{pattern}");
        assert_eq!(rules.join(" "), expected, "{pattern} for {target}");
    }
}

#[test]
fn an_entry_without_a_login_is_tried_and_says_so() {
    for (entry, rule) in [
        (json!({}), "login-empty"),
        (
            json!({"auth": "", "email": "joe@example.com"}),
            "login-empty",
        ),
        (json!({"identitytoken": "t"}), "login-only-token"),
        (json!({"registrytoken": "t"}), "login-only-token"),
    ] {
        let config = json!({"auths": {"ghcr.io": entry}}).to_string();
        let request = json!({"image": "ghcr.io/app", "nodeConfig": config});
        let request: CredentialsRequest = serde_json::from_value(request).expect("a request");
        let report = match_credentials(&request);
        let why = report.candidates[0].why.last().expect("a reason");
        assert_eq!(why.rule, rule);
        assert_eq!(report.candidates[0].username, None);
        assert!(!report.anonymous);
    }
}
