//! Findings as SARIF: tests/package holds the log against the schema; here it is held against the text.

use imagepull::{
    words::Translations,
    workload::{ContainerRuntime, ManifestOptions, inspect_manifest, sarif},
};
use serde_json::Value;

use crate::{at, findings, settings};

const TEXT: &str = "\u{feff}# 이미지 😀\nkind: Pod\napiVersion: v1\nspec: {containers: [{name: 😀, image: nginx, imagePullPolicy: always}]}\n";

fn log(text: &str, uri: &str, translations: Translations) -> Value {
    let report = inspect_manifest(text, &ManifestOptions::default());
    let log = sarif::log(text, &report, uri, translations);
    serde_json::to_value(&log).expect("a log is JSON")
}

/// The text in a region, whose columns count UTF-16 units.
fn text_in(text: &str, region: &Value) -> String {
    let number = |key: &str| usize::try_from(region[key].as_u64().expect(key)).expect("small");
    assert_eq!(
        number("startLine"),
        number("endLine"),
        "these stand in one line"
    );
    let text = text.trim_start_matches('\u{feff}');
    let line = text
        .lines()
        .nth(number("startLine") - 1)
        .expect("the line is there");
    let units: Vec<u16> = line.encode_utf16().collect();
    String::from_utf16(&units[number("startColumn") - 1..number("endColumn") - 1])
        .expect("no character is cut")
}

#[test]
fn every_result_stands_at_its_place_and_names_its_rule() {
    let report = inspect_manifest(TEXT, &ManifestOptions::default());
    let log = log(TEXT, "deploy/web.yaml", Translations::ENGLISH);
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    // That an image has no digest is left out.
    let told = || findings(&report).filter(|it| it.code != "MAN017");
    assert_eq!(results.len(), told().count());
    for (result, finding) in results.iter().zip(told()) {
        let place = &result["locations"][0]["physicalLocation"];
        let span = finding.span.expect("a place");
        assert_eq!(
            text_in(TEXT, &place["region"]),
            at(TEXT, span),
            "{}",
            finding.code
        );
        assert_eq!(place["artifactLocation"]["uri"], "deploy/web.yaml");
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], finding.code);
        assert_eq!(result["ruleId"], finding.code);
        assert_eq!(result["message"]["text"], finding.message.to_string());
    }
}

#[test]
fn a_repair_replaces_the_place_of_its_edit() {
    let log = log(TEXT, "web.yaml", Translations::ENGLISH);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let policy = results
        .iter()
        .find(|it| it["ruleId"] == "ADM004")
        .expect("the policy");
    let change = &policy["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(text_in(TEXT, &change["deletedRegion"]).trim(), "always");
    assert_eq!(change["insertedContent"]["text"], "Always");
    assert_eq!(policy["fixes"][0]["description"]["text"], "Write Always");
}

#[test]
fn rules_say_what_holds_wherever_they_are_said() {
    let rule = |translations: Translations, text: &str| {
        let log = log(text, "web.yaml", translations);
        let rules = log["runs"][0]["tool"]["driver"]["rules"]
            .as_array()
            .expect("rules")
            .clone();
        let rule = rules
            .into_iter()
            .find(|it| it["id"] == "IMG006")
            .expect("the rule");
        rule["shortDescription"]["text"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    let pod = |image: &str| {
        format!("kind: Pod\napiVersion: v1\nspec: {{containers: [{{name: a, image: {image}}}]}}")
    };
    let one = rule(Translations::ENGLISH, &pod("ghcr.io/Acme/a"));
    assert_eq!(one, rule(Translations::ENGLISH, &pod("ghcr.io/acme/B")));
    assert!(one.contains('…') && !one.contains("`A`"), "{one}");
    assert_ne!(one, rule(Translations::KOREAN, &pod("ghcr.io/Acme/a")));
}

#[test]
fn a_run_has_no_more_results_than_code_scanning_takes() {
    // Six findings each: no tag, kept latest, architecture, no registry, other spelling and policy.
    let containers = "{image: a/b-amd64, imagePullPolicy: IfNotPresent},".repeat(4_900);
    let text = format!(
        "kind: Pod\napiVersion: v1\nspec: {{containers: [{{image: docker.io/a/b-amd64}}, {containers} \
         {{image: 1.5}}]}}"
    );
    let report = inspect_manifest(&text, &settings("1.37", ContainerRuntime::CriO));
    assert!(findings(&report).count() > 25_000);
    let log = sarif::log(&text, &report, "web.yaml", Translations::ENGLISH);
    let log = serde_json::to_value(&log).expect("a log is JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 25_000);
    let kept = |level: &str| results.iter().any(|it| it["level"] == level);
    assert!(kept("error"), "the worst is kept, though it stands last");
}
