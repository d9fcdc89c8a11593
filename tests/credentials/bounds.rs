//! Very much of anything has an answer. Nothing is measured here: a test that does not end fails.

use std::collections::BTreeMap;

use imagepull::{
    credentials::{
        CredentialsRequest, match_credentials, match_url,
        pasted::{masked, read_pasted},
        provider_config::check_credential_provider_config,
    },
    releases::Release,
};
use serde_json::{Map, Value, json};

/// Enough to see what is not linear, and to end soon without optimisation.
const BYTES: usize = 1 << 17;

/// One thing over and over.
fn many(part: &str) -> String {
    part.repeat(BYTES / part.len())
}

#[test]
fn very_much_of_anything_has_an_answer() {
    for part in [
        "[",
        "{",
        "\"",
        "'",
        "\\",
        "\\\"",
        "\"auth\":",
        "auth:\n ",
        "data:\n",
        "data:{",
        "- ",
        "&a ",
        "*a ",
        "a: ",
        "a: &a [*a, *a]\n",
        "#",
        "---\n",
        "@",
        "a@sha256:aaaaaaaa",
        "://",
        "ghp_",
        "é",
        "\0",
        "kind: Secret\n---\n",
        "password: |\n x\n",
        "{\"data\":",
        "a",
        "? ",
        "|",
        "  x\n",
        "data: 'x\n",
        "auth:\"a\"b\":",
        "auth' \"",
        "login \\\n",
        "login -p \\\n",
        "--password \"a",
        "-u a\"",
        "Basic ",
    ] {
        let text = many(part);
        read_pasted(&text);
        masked(&text);
        check_credential_provider_config(&text, Release::NEWEST, &BTreeMap::new());
        match_url(&text, &text);
    }
}

#[test]
fn what_aliases_repeat_without_end_is_not_read() {
    let lists = |start: String| {
        let level = |(name, below): (&&str, &str)| {
            let aliases = vec![format!("*{below}"); 10].join(", ");
            format!("{name}: &{name} {{kind: List, items: [{aliases}]}}\n")
        };
        let levels = ["b", "c", "d"].iter().zip(["a", "b", "c"]).map(level);
        start + &levels.collect::<String>() + "kind: List\nitems: [*d, *d]\n"
    };
    let secret = "a: &a {kind: Secret, metadata: {name: s}, data: {}}\n";
    let pasted = read_pasted(&lists(secret.to_owned()));
    // Nearly all of it is aliases: go-yaml refuses that.
    assert_eq!((pasted.parts.len(), pasted.diagnostics.len()), (0, 1));
    let long = "QUJD".repeat(5_000);
    let pasted = read_pasted(&lists(secret.replace("{}", &format!("{{x: {long}}}"))));
    assert_eq!((pasted.parts.len(), pasted.diagnostics.len()), (0, 1));
    let text = format!(
        "a: &a {long}\nproviders: [{{args: [{}*a]}}]\n",
        "*a, ".repeat(300)
    );
    let report = check_credential_provider_config(&text, Release::NEWEST, &BTreeMap::new());
    assert_eq!(report.diagnostics[0].code, "PRV009");
}

#[test]
fn very_many_keys_have_an_answer() {
    let globs = "*a".repeat(60);
    let host = "a".repeat(200);
    for key in ["r", "https://index.docker.io/v1", &*globs, "%", "joe:x@r"] {
        let count = BYTES / (key.len() + 40);
        let auths: Map<String, Value> = (0..count)
            .map(|number| (format!("{key}.{number}"), json!({"auth": "am9lOng="})))
            .collect();
        let config = json!({"auths": auths}).to_string();
        let request = json!({"lookup": format!("{host}.io/app"), "nodeConfig": config});
        let request: CredentialsRequest = serde_json::from_value(request).expect("a request");
        let report = match_credentials(&request);
        assert_eq!(
            report.rejected.len() + report.candidates.len(),
            count,
            "{key}"
        );
        assert!(report.diagnostics.len() <= 101);
    }
    let patterns: Vec<String> = (0..4_000)
        .map(|number| format!("{globs}.{number}"))
        .collect();
    let request =
        json!({"lookup": host, "providers": [{"name": "p", "matchImages": patterns, "auth": {}}]});
    let request: CredentialsRequest = serde_json::from_value(request).expect("a request");
    assert!(match_credentials(&request).anonymous);
}
