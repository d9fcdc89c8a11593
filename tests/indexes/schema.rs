//! What the schemas of the OCI image-spec accept beyond the vectors: configurations, after
//! config_test.go of the image-spec, and the edges of the rules.

use imagepull::index::{kind::Kind, read_index};
use serde_json::{Value, json};

fn is_valid(kind: Kind, document: &Value) -> bool {
    let report = read_index(&document.to_string(), "linux/amd64");
    assert_eq!(report.kind, kind, "{document}");
    let refused = report.diagnostics.iter().any(|it| it.code == "IDX003");
    assert_eq!(report.valid, !refused, "{document}");
    report.valid
}

/// A document with a field set, or without it where the value says so.
fn with(mut document: Value, pointer: &str, value: &Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut);
    let parent = parent.expect("an object");
    if value == &json!("left out") {
        parent.remove(name);
    } else {
        parent.insert(name.to_owned(), value.clone());
    }
    document
}

fn rows(kind: Kind, document: &Value, rows: &[(&str, Value, bool)]) {
    assert!(is_valid(kind, document), "{document}");
    for (pointer, value, valid) in rows {
        let changed = with(document.clone(), pointer, value);
        assert_eq!(is_valid(kind, &changed), *valid, "{pointer}: {value}");
    }
}

fn descriptor() -> Value {
    json!({
        "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
        "digest": format!("sha256:{}", "a".repeat(64)),
        "size": 7682,
    })
}

#[test]
fn configurations() {
    let config = json!({
        "created": "2015-10-31T22:22:56.015925234Z",
        "author": "Alyssa P. Hacker <alyspdev@example.com>",
        "architecture": "amd64",
        "os": "linux",
        "config": {
            "User": "1:1",
            "ExposedPorts": {"8080/tcp": {}},
            "Env": ["PATH=/bin", "FOO=a=b"],
            "Entrypoint": ["/bin/sh"],
            "Cmd": null,
            "Volumes": {"/var/log": {}},
            "Labels": null,
        },
        "rootfs": {"type": "layers", "diff_ids": ["sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"]},
        "history": [{"created": "2015-10-31T22:22:55.613815829Z", "created_by": "CMD", "empty_layer": true}],
    });
    rows(
        Kind::Config,
        &config,
        &[
            ("/os", json!(123), false),
            ("/os", json!("left out"), false),
            ("/architecture", json!("left out"), false),
            ("/rootfs", json!("left out"), false),
            ("/rootfs/type", json!("tree"), false),
            ("/rootfs/diff_ids", json!("left out"), false),
            ("/rootfs/diff_ids", json!([]), true),
            ("/created", json!("yesterday"), false),
            ("/created", json!("left out"), true),
            ("/history", json!("should be an array"), false),
            ("/history", json!("left out"), true),
            ("/config", json!("left out"), true),
            ("/config/User", json!(1234), false),
            ("/config/Env", json!([7353]), false),
            ("/config/Env", json!(["PATH"]), false),
            ("/config/Env", json!(["=a"]), false),
            ("/config/Volumes", json!(["/var/job-result-data"]), false),
            ("/config/Volumes", json!(null), true),
            ("/config/ExposedPorts", json!(null), false),
            ("/config/Hostname", json!(1), true),
            ("/docker_version", json!("1.12.1"), true),
        ],
    );
}

#[test]
fn manifests() {
    let manifest = json!({"schemaVersion": 2, "config": descriptor(), "layers": [descriptor()]});
    rows(
        Kind::Manifest,
        &manifest,
        &[
            ("/schemaVersion", json!(2.0), false),
            ("/schemaVersion", json!(3), false),
            ("/schemaVersion", json!("2"), false),
            ("/mediaType", json!("text"), false),
            ("/config", json!("left out"), false),
            ("/config/size", json!(-1), false),
            ("/config/size", json!(i64::MAX), true),
            ("/config/size", json!(u64::MAX), false),
            ("/config/data", json!("e30="), true),
            ("/config/data", json!("e30"), false),
            ("/config/annotations", json!({"a": 1}), false),
            ("/config/annotations", json!(null), false),
            ("/subject", descriptor(), true),
            ("/subject", json!({}), false),
            ("/unknown", json!([{}]), true),
        ],
    );
}

#[test]
fn indexes_ask_less_of_their_entries() {
    let index = json!({"schemaVersion": 2, "manifests": [descriptor()]});
    rows(
        Kind::Index,
        &index,
        &[
            ("/manifests", json!([]), true),
            ("/manifests", json!({}), false),
            ("/manifests/0/size", json!(-1), true),
            ("/manifests/0/size", json!(1.5), false),
            ("/manifests/0/artifactType", json!("sbom"), true),
            ("/manifests/0/artifactType", json!(1), false),
            (
                "/manifests/0/platform",
                json!({"os": "linux", "architecture": ""}),
                true,
            ),
            ("/manifests/0/platform", json!({"os": "linux"}), false),
            ("/manifests/0/platform", json!(null), false),
            (
                "/manifests/0/platform",
                json!({"os": "linux", "architecture": "a", "features": ["sse4"]}),
                true,
            ),
            (
                "/manifests/0/platform",
                json!({"os": "linux", "architecture": "a", "os.features": "win32k"}),
                false,
            ),
            ("/artifactType", json!("sbom"), false),
            ("/subject", descriptor(), true),
        ],
    );
}
