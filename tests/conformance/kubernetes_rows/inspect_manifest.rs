//! The reader of kubectl, the strict and typed decoding and the validation of the objects of a text.
//!
//! kubectl ends at the first document that it cannot read, the package goes on: what is behind that
//! place is not compared. Of what a field may hold, the package looks at those on the way to an image.

use imagepull_js::calls;
use serde_json::{Value, json};

use super::{Case, hold, read};

/// The codes of documents that are not read.
const UNREADABLE: [&str; 5] = ["YML001", "YML002", "YML004", "YML005", "YML011"];

/// Image volumes are listed without a policy while the API server drops them, which the decoder does not.
const WITHOUT_IMAGE_VOLUMES: [&str; 5] = ["1.27", "1.30", "1.32", "1.33", "1.34"];

/// Fields whose types the package looks at.
const TYPED: [&str; 12] = [
    "containers",
    "image",
    "imagePullPolicy",
    "imagePullSecrets",
    "initContainers",
    "metadata",
    "name",
    "pullPolicy",
    "reference",
    "spec",
    "template",
    "volumes",
];

#[test]
fn inspect_manifest() {
    hold("inspectManifest", &[], |case| {
        let text = case.input().as_str().expect("a text").to_owned();
        let report = read(calls::inspect_manifest(&text, &case.options()));
        let expected = case.expected().clone();
        let end = reading(case, &report, &expected);
        let documents = documents(&report, end);
        let expected_documents = decoded(&expected["documents"]);
        let kinds = |documents: &[Value]| -> Value {
            documents
                .iter()
                .map(|it| json!([it["apiVersion"], it["kind"]]))
                .collect()
        };
        case.equal("documents", &kinds(&expected_documents), &kinds(&documents));
        if expected_documents.len() != documents.len() {
            return;
        }
        for (expected, document) in expected_documents.iter().zip(&documents) {
            for (item, expected) in items(expected) {
                object(case, &report, &document["index"], &item, expected);
            }
        }
        known_fields(case, &report, &expected_documents);
        if expected["error"].is_null() && !text.contains("<<") {
            duplicates(case, &report, &expected);
        }
    });
}

/// Whether the text is refused, in which words; returns the place from which on it is not compared.
fn reading(case: &mut Case, report: &Value, expected: &Value) -> u64 {
    let refused = list(&report["diagnostics"])
        .iter()
        .find(|it| UNREADABLE.iter().any(|code| it["code"] == *code));
    let Some(error) = expected["error"].as_str() else {
        let got = refused.map_or(Value::Null, |it| it["message"].clone());
        case.equal("reads", &Value::Null, &got);
        return u64::MAX;
    };
    let message = refused
        .and_then(|it| it["message"].as_str())
        .unwrap_or_default();
    let got = if message.contains(error) {
        error
    } else {
        message
    };
    case.equal("error", &json!(error), &json!(got));
    refused
        .and_then(|it| it["span"]["start"].as_u64())
        .unwrap_or(u64::MAX)
}

/// The documents of the report before a place, with their index.
fn documents(report: &Value, end: u64) -> Vec<Value> {
    let documents = list(&report["documents"]).iter().enumerate();
    let before = documents.filter(|(_, it)| it["span"]["end"].as_u64().unwrap_or(0) <= end);
    before
        .map(|(index, it)| {
            let text = |key: &str| json!(it[key].as_str().unwrap_or_default());
            json!({"apiVersion": text("apiVersion"), "kind": text("kind"), "index": index})
        })
        .collect()
}

/// The documents that hold anything; what is no object has neither version nor kind.
fn decoded(documents: &Value) -> Vec<Value> {
    let held = list(documents).iter().filter(|it| it["empty"] != true);
    held.map(|it| {
        let mut document = it.clone();
        for key in ["apiVersion", "kind"] {
            document[key] = json!(it[key].as_str().unwrap_or_default());
        }
        document
    })
    .collect()
}

/// The objects of a document and where they are in it.
fn items(document: &Value) -> Vec<(String, &Value)> {
    match document["items"].as_array() {
        None => vec![(String::new(), document)],
        Some(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, item)| (format!("items[{index}]."), item))
                .collect()
        }
    }
}

/// What is made of one object.
fn object(case: &mut Case, report: &Value, document: &Value, item: &str, expected: &Value) {
    let of_item = |it: &&Value| {
        let workload = usize::try_from(it["workload"].as_u64().unwrap_or(0)).unwrap_or(0);
        let path = it["path"].as_str().unwrap_or_default();
        report["workloads"][workload]["document"] == *document
            && (path.starts_with(item) && (!item.is_empty() || !path.starts_with("items[")))
    };
    let images: Vec<&Value> = list(&report["images"]).iter().filter(of_item).collect();
    let said = said(report, &images);
    if let Some(error) = expected["error"].as_str() {
        let field = error
            .strip_prefix("json: cannot unmarshal ")
            .and_then(|it| it.split(" of type ").next())
            .map_or("", |it| it.rsplit('.').next().unwrap_or(it));
        // An object without a kind may quote all of it.
        let words = error.split(" in '").next().unwrap_or(error);
        if field.is_empty() || TYPED.contains(&field) {
            let words = words_of_kubectl(words);
            // A text without any object has one finding.
            let is_no_manifest = list(&report["diagnostics"])
                .iter()
                .any(|it| it["code"] == "MAN031")
                && report["images"] == json!([])
                && !words.starts_with("json: ");
            let is_said = is_no_manifest || said.iter().any(|it| it.contains(&words));
            let got = if is_said { json!(words) } else { json!(said) };
            case.equal("decoding", &json!(words), &got);
        }
        return;
    }
    let is_compared =
        |path: &str| !(path.contains("volumes[") && WITHOUT_IMAGE_VOLUMES.contains(&case.release));
    let mut wanted = Vec::new();
    for image in list(&expected["images"]) {
        let path = format!("{item}{}", image["path"].as_str().unwrap_or_default());
        let policy = image["policy"]
            .as_str()
            .filter(|it| ["Always", "IfNotPresent", "Never"].contains(it));
        if is_compared(&path) {
            wanted.push(json!({"path": path, "image": image["image"], "policy": policy}));
        }
    }
    let found = images
        .iter()
        .filter(|it| is_compared(it["path"].as_str().unwrap_or_default()));
    let found: Vec<Value> = found
        .map(
            |it| json!({"path": it["path"], "image": it["image"]["input"], "policy": it["policy"]}),
        )
        .collect();
    let (wanted, found) = (by_path(wanted), by_path(found));
    case.equal("images", &wanted, &found);
    let strict = expected["strict"].as_str().unwrap_or_default();
    let unknown = quoted_behind(strict, "unknown field ");
    for field in &unknown {
        let words = format!("unknown field {field}");
        let is_said = said.iter().any(|it| it.contains(&words));
        case.equal(
            "strict",
            &json!(words),
            &if is_said { json!(words) } else { json!(said) },
        );
    }
    for refused in list(&expected["validation"]) {
        let text = refused["text"].as_str().unwrap_or_default();
        let is_of_image = [
            "image",
            "imagePullPolicy",
            "containers",
            "reference",
            "pullPolicy",
        ]
        .iter()
        .any(|key| {
            refused["field"]
                .as_str()
                .is_some_and(|it| it.ends_with(key))
        });
        // The list of what is supported has the order of a Go map in 1.27.
        let words = text.split(": supported values").next().unwrap_or(text);
        if is_of_image {
            let got = if said.iter().any(|it| it.contains(words)) {
                json!(words)
            } else {
                json!(said)
            };
            case.equal("validation", &json!(words), &got);
        }
    }
}

/// What kubectl says of a kind that the decoder's scheme does not have.
fn words_of_kubectl(words: &str) -> String {
    let found = words
        .strip_prefix("no kind ")
        .and_then(|it| it.split_once(" is registered for version "));
    let Some((kind, version)) = found else {
        return words.to_owned();
    };
    let version = version.split(" in scheme").next().unwrap_or(version);
    format!("no matches for kind {kind} in version {version}")
}

/// What is said of the text and of some images.
fn said(report: &Value, images: &[&Value]) -> Vec<String> {
    let of_images = images.iter().flat_map(|it| list(&it["findings"]));
    let all = list(&report["diagnostics"]).iter().chain(of_images);
    all.map(|it| {
        let text = |key: &str| it[key].as_str().unwrap_or_default();
        format!("{} {}", text("message"), text("help"))
    })
    .collect()
}

fn by_path(mut images: Vec<Value>) -> Value {
    images.sort_by_key(|it| it["path"].to_string());
    json!(images)
}

/// Where every object is decoded, no other field is unknown than those of the decoder.
fn known_fields(case: &mut Case, report: &Value, documents: &[Value]) {
    let objects = || documents.iter().flat_map(items).map(|(_, it)| it);
    if objects().any(|it| !it["error"].is_null()) || !case.expected()["error"].is_null() {
        return;
    }
    let strict = |it: &Value| {
        it["strict"]
            .as_str()
            .map_or(0, |it| it.matches("unknown field").count())
    };
    let expected: usize = objects().map(strict).sum();
    let images: Vec<&Value> = list(&report["images"]).iter().collect();
    let said = said(report, &images);
    let mut told: Vec<&str> = said
        .iter()
        .flat_map(|it| quoted_behind(it, "unknown field "))
        .collect();
    told.sort_unstable();
    told.dedup();
    case.equal("unknown fields", &json!(expected), &json!(told.len()));
}

/// The keys that are there twice, which a strict reader of YAML refuses.
fn duplicates(case: &mut Case, report: &Value, expected: &Value) {
    let strict = list(&expected["strictYaml"])
        .iter()
        .filter_map(Value::as_str);
    let twice: usize = strict
        .map(|it| it.matches("already set in map").count())
        .sum();
    let found = list(&report["diagnostics"])
        .iter()
        .filter(|it| it["code"] == "MAN030");
    case.equal("twice", &json!(twice), &json!(found.count()));
}

/// The texts in quotes behind some words.
fn quoted_behind<'a>(text: &'a str, words: &str) -> Vec<&'a str> {
    let found = text.split(words).skip(1);
    found
        .filter_map(|it| Some(&it[..it[1..].find('"')? + 2]))
        .collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
