//! Texts made to be too much: each is answered, and says what was too much.

use std::fmt::Write as _;

use imagepull::workload::{
    ManifestOptions, inspect_manifest, report::ManifestReport, without_secrets,
};

const MAX_BYTES: usize = 1 << 20;

fn inspect(text: &str) -> ManifestReport {
    inspect_manifest(text, &ManifestOptions::default())
}

#[track_caller]
fn check(what: &str, text: &str, codes: &[&str]) {
    let report = inspect(text);
    let mut found: Vec<&str> = report
        .diagnostics
        .iter()
        .map(|it| it.code)
        .filter(|code| code.starts_with("YML"))
        .collect();
    found.dedup();
    assert_eq!(found, codes, "{what}");
    let size = serde_json::to_string(&report)
        .expect("a report can be written")
        .len();
    assert!(size < 64 * MAX_BYTES, "{what}: {size} bytes");
    let _ = without_secrets(text);
}

/// `text` as often as it fits into 1 MiB.
fn filled(text: &str) -> String {
    text.repeat(MAX_BYTES / text.len())
}

#[test]
fn a_billion_laughs_are_not_read() {
    let mut laughs = "kind: Pod\na0: &a0 [lol]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(laughs, "a{level}: &a{level} [{aliases}]");
    }
    laughs += "---\nkind: Pod\nspec: {containers: [{image: a}]}\n";
    check("laughs", &laughs, &["YML004"]);
    assert_eq!(
        inspect(&laughs).images.len(),
        1,
        "the document behind it is read"
    );
}

#[test]
fn what_is_nested_too_deeply_is_not_read() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
        check(
            open,
            &format!("{}b{}", open.repeat(101), close.repeat(101)),
            &["YML002"],
        );
        check(
            open,
            &format!("{}b{}", open.repeat(20_000), close.repeat(20_000)),
            &["YML002"],
        );
    }
    let mut ladder = "a0: &a0 {b: c}\n".to_owned();
    for level in 1..300 {
        let _ = writeln!(ladder, "a{level}: &a{level} {{<<: *a{}}}", level - 1);
    }
    check("ladder", &ladder, &["YML002"]);
    let lines = (0..101).map(|level| " ".repeat(level) + "a:\n");
    let indented: String = lines.collect();
    check("indented", &indented, &["YML002"]);
}

#[test]
fn an_alias_of_itself_has_no_end() {
    check("list", "a: &a [*a]\n", &["YML005"]);
    check("merge", "&a {<<: *a, kind: Pod}\n", &["YML005"]);
}

#[test]
fn a_text_is_read_up_to_its_bounds() {
    check("too long", &"a".repeat(32 * MAX_BYTES + 1), &["YML006"]);
    check("long enough", &"a".repeat(MAX_BYTES), &[]);
    check(
        "nodes",
        &format!("[{}]", "a,".repeat(2_500_000)),
        &["YML003"],
    );
    check("documents", &"a\n---\n".repeat(20_001), &["YML007"]);
    let pod = "kind: Pod\nspec: {containers: [{image: a}]}\n---\n";
    check(
        "images",
        &format!(
            "kind: Pod\nspec: {{containers: [{}]}}",
            "{image: a},".repeat(5001)
        ),
        &["YML008"],
    );
    assert_eq!(inspect(&pod.repeat(3000)).images.len(), 3000);
    let replicas = "kind: Deployment\nspec: {replicas: 4000000000, template: {spec: {containers: [{image: a}]}}}\n";
    check("replicas", replicas, &["YML009"]);
}

#[test]
fn an_alias_does_not_multiply_a_long_name() {
    let long = "x".repeat(200_000);
    let items = "{kind: Pod, metadata: {name: *x}, spec: {containers: [{name: *x, image: *x}]}},"
        .repeat(2000);
    check(
        "names",
        &format!("kind: List\nx: &x {long}\nitems: [{items}]"),
        &["YML008"],
    );
    let items = "{kind: Secret, metadata: {name: *x}},".repeat(2000);
    check(
        "secrets",
        &format!("kind: List\nx: &x {long}\nitems: [{items}]"),
        &["YML008"],
    );
    let data = "QUJD".repeat(50_000);
    check(
        "the content of a Secret",
        &format!(
            "kind: List\ns: &s {{kind: Secret, metadata: {{name: s}}, data: {{.dockercfg: {data}}}}}\nitems: [{}]",
            "*s,".repeat(5000)
        ),
        &["YML008"],
    );
    let pods = "*p,".repeat(20_000);
    let pod = "{kind: Pod, spec: {containers: [{image: a}]}}";
    check(
        "pods",
        &format!("kind: List\np: &p {pod}\nitems: [{pods}]"),
        &["YML008", "YML009"],
    );
}

#[test]
fn a_mebibyte_of_anything_is_answered() {
    let starts = [
        "-",
        "- ",
        "a",
        "a: ",
        "a:\n",
        ": ",
        "[",
        "{",
        "]",
        "\"",
        "'",
        "|\n",
        "&a ",
        "*a ",
        "!a ",
        "%",
        "#",
        "?\n",
        "---\n",
        "...\n",
        "\n",
        "\r",
        "\t",
        " ",
        "\u{feff}",
        "\0",
        "한",
        "😀",
        "{}\n",
        "<<: ",
        "- a\n",
        "a: b\n",
        "a: &a *a\n",
        "kind: Pod\n---\n",
        "{\"kind\":\"Pod\"}",
        "---\n}\n",
        "image: a\n",
        "\\",
        "a\n ",
        "%YAML 1.2\n---\n",
        "- image: a\n",
        "{image: a}, ",
        "[[],",
        "? a\n: b\n",
        "- - - a\n",
        "# c\n- a\n",
        "\"\\u0000\": ",
    ];
    let pod = "kind: Pod\nspec: {containers: [";
    let in_a_pod = ["{image: a}, ", "[[],", "a,", "{", "*a ", "# c\n"];
    let alone = starts.map(|start| ("", start));
    for (before, start) in alone.into_iter().chain(in_a_pod.map(|start| (pod, start))) {
        let text = format!("{before}{}", filled(start));
        let text = &text[..text.floor_char_boundary(MAX_BYTES)];
        let report = inspect(text);
        assert!(report.images.len() <= 5000, "{before:?} {start:?}");
        let masked = without_secrets(text);
        assert!(masked.len() <= 4 * MAX_BYTES, "{before:?} {start:?}");
    }
}

#[test]
fn many_secrets_of_many_pods_make_no_text_without_end() {
    let mut text =
        String::from("kind: ServiceAccount\nmetadata: {name: default}\nimagePullSecrets:\n");
    for secret in 0..3000 {
        writeln!(text, "- name: secret-{secret}").expect("a text can be written to");
    }
    text.push_str("---\nkind: List\nitems:\n");
    text.push_str(&"- {kind: Pod, spec: {containers: [{image: n}]}}\n".repeat(900));
    let report = inspect(&text);
    assert!(report.defaulted_yaml.len() < MAX_BYTES);
    let said = serde_json::to_string(&report.diagnostics).expect("findings can be written");
    assert!(said.len() < 4 * MAX_BYTES, "{}", said.len());
}
