//! Random documents: whatever they hold, the answer is within the text and always the same.

use imagepull::index::{
    Beside, IndexReport, read_index_beside,
    report::{Entry, Match},
};
use proptest::prelude::*;
use serde_json::{Value, json};

const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";

fn word() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!("linux")),
        Just(json!("windows")),
        Just(json!("amd64")),
        Just(json!("arm64")),
        Just(json!("arm")),
        Just(json!("v8")),
        Just(json!("unknown")),
        Just(json!(OCI_INDEX)),
        Just(json!("application/vnd.oci.image.manifest.v1+json")),
        Just(json!(format!("sha256:{}", "a".repeat(64)))),
        Just(json!(2)),
        Just(json!(null)),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "schemaVersion",
        "mediaType",
        "manifests",
        "config",
        "layers",
        "digest",
        "size",
        "platform",
        "os",
        "architecture",
        "variant",
        "os.version",
        "os.features",
        "annotations",
        "artifactType",
        "subject",
        "data",
        "urls",
        "rootfs",
        "fsLayers",
        "vnd.docker.reference.type",
        "vnd.docker.reference.digest",
        "é",
    ])
    .prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    word().prop_recursive(5, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(name(), inner, 0..6)
                .prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

fn entry() -> impl Strategy<Value = Value> {
    let names = vec!["linux", "windows", "unknown", ""];
    let machines = vec!["amd64", "arm64", "arm", "386", "unknown"];
    let platform = (prop::sample::select(names), prop::sample::select(machines))
        .prop_map(|(os, architecture)| json!({"os": os, "architecture": architecture}));
    (prop::option::of(platform), 0..5_u8).prop_map(|(platform, digest)| {
        json!({
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "digest": format!("sha256:{}", digest.to_string().repeat(64)),
            "size": 1,
            "platform": platform,
        })
    })
}

fn places_are_in(text: &str, report: &IndexReport) {
    let spans = report.diagnostics.iter().filter_map(|it| it.span);
    for span in spans.chain(report.entries.iter().filter_map(|it| it.span)) {
        assert!(
            text.get(span.start..span.end).is_some(),
            "{span:?} of {text:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}", platform in "\\PC{0,20}") {
        let report = read_index_beside(&text, &platform, &Beside::default());
        places_are_in(&text, &report);
    }

    #[test]
    fn any_json_is_answered(document in value(), others in prop::collection::vec(value(), 0..3), image in "\\PC{0,30}") {
        let text = document.to_string();
        let beside = Beside {
            documents: others.iter().map(Value::to_string).collect(),
            image: Some(image),
            ..Beside::default()
        };
        let report = read_index_beside(&text, "linux/arm64", &beside);
        places_are_in(&text, &report);
        prop_assert_eq!(&report, &read_index_beside(&text, "linux/arm64", &beside));
        if report.valid {
            let is_against_the_schema = report.diagnostics.iter().any(|it| it.code == "IDX003");
            prop_assert!(!is_against_the_schema);
        }
    }

    #[test]
    fn at_most_one_entry_is_taken_and_it_is_no_worse_than_the_others(entries in prop::collection::vec(entry(), 0..8)) {
        let text = json!({"schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": entries}).to_string();
        let report = read_index_beside(&text, "linux/arm64", &Beside::default());
        let chosen: Vec<&Entry> = report.entries.iter().filter(|it| it.fit == Match::Chosen).collect();
        let ranks: Vec<usize> = report.entries.iter().filter_map(|it| it.rank).collect();
        prop_assert!(chosen.len() <= 1);
        prop_assert_eq!(chosen.is_empty(), report.error.is_some());
        prop_assert_eq!(chosen.is_empty(), ranks.is_empty());
        for entry in &report.entries {
            let has_platform = entry.platform.is_some();
            prop_assert_eq!(entry.rank.is_some(), entry.fit != Match::No);
            if let [chosen] = chosen[..] && entry.rank.is_some() {
                prop_assert!(chosen.rank <= entry.rank);
                prop_assert!(chosen.platform.is_some() || !has_platform);
            }
            prop_assert!(!entry.why.is_empty());
        }
    }
}
