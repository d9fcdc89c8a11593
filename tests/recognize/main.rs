//! Texts and what they are. `rows/` has a file for each kind: texts of that kind, and texts with its words that
//! are something else. A row begins with `=== kind confidence`, and with `-> ` and the first line of the part of
//! the text that counts, where that is not all of it.

#![cfg(not(target_arch = "wasm32"))]

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use imagepull::recognize::{Confidence, Kind, recognize};
use proptest::prelude::*;
use serde_json::Value;

/// Rows of each kind, and rows that are easily taken for it.
const LEAST_ROWS: usize = 3;

struct Row {
    kind: String,
    /// Kind and confidence, and the part that counts.
    expected: String,
    text: String,
}

fn rows(kind: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("recognize/rows/{kind}.txt"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text.split("=== ").skip(1).map(|row| {
        let (expected, text) = row.split_once('\n').expect("a row has a text");
        let kind = expected.split(' ').next().unwrap_or_default();
        Row {
            kind: kind.to_owned(),
            expected: expected.to_owned(),
            text: text.trim_end_matches('\n').to_owned(),
        }
    });
    rows.collect()
}

/// The name of a kind or a confidence in JavaScript.
fn id(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).expect("a name is data");
    value.as_str().expect("a name is a text").to_owned()
}

#[test]
fn texts_are_what_they_are() {
    let mut wrong = String::new();
    let mut count = 0;
    for kind in Kind::all() {
        for row in rows(&id(kind)) {
            count += 1;
            let recognition = recognize(&row.text);
            let mut answer = format!("{} {}", id(recognition.kind), id(recognition.confidence));
            if let Some(found) = &recognition.found {
                let first = found.text.lines().next().unwrap_or_default();
                write!(answer, " -> {first}").expect("a String takes all");
            }
            if answer != row.expected {
                let file = id(kind);
                writeln!(
                    wrong,
                    "{file}.txt: {}\nfound {answer}\n{}\n",
                    row.expected, row.text
                )
                .expect("a String takes all");
            }
        }
    }
    assert!(wrong.is_empty(), "of {count} rows:\n{wrong}");
}

/// Whoever pastes a file with several images gets all of them, not the first.
#[test]
fn all_images_of_a_text_are_named_once() {
    for (text, images) in [
        (
            "docker run --rm nginx:1.27 && docker pull redis:7",
            &["nginx:1.27", "redis:7"][..],
        ),
        (
            "kubectl -n prod set image deployment/web web=nginx:1.27 log=fluent/fluentd:v1.17",
            &["nginx:1.27", "fluent/fluentd:v1.17"],
        ),
        (
            "FROM golang:1.23 AS build\nRUN go build\nFROM build AS test\nFROM alpine:3.20\nFROM golang:1.23",
            &["golang:1.23", "alpine:3.20"],
        ),
        (
            "services:\n  web:\n    image: nginx:1.27\n  db:\n    image: postgres:17\n",
            &["nginx:1.27", "postgres:17"],
        ),
        (
            "- name: web\n  image: nginx:1.27\n- name: db\n  image: postgres:17\n",
            &["nginx:1.27", "postgres:17"],
        ),
        (
            "REPOSITORY  TAG   IMAGE ID\nnginx  1.27  39286ab8a5e1\nredis  <none>  49286ab8a5e1\n",
            &["nginx:1.27"],
        ),
        (
            "```\nFROM golang:1.23\nFROM alpine:3.20\n```",
            &["golang:1.23", "alpine:3.20"],
        ),
        ("nginx:1.27\nredis:7\n", &[]),
    ] {
        assert_eq!(recognize(text).images, images, "{text}");
    }
}

#[test]
fn each_kind_has_rows_and_rows_that_are_easily_taken_for_it() {
    for kind in Kind::all() {
        let rows = rows(&id(kind));
        let own = rows.iter().filter(|row| row.kind == id(kind)).count();
        assert!(own >= LEAST_ROWS, "{kind:?}: {own} rows");
        assert!(
            rows.len() - own >= LEAST_ROWS,
            "{kind:?}: {} other rows",
            rows.len() - own
        );
    }
}

/// A page opens what is likely: words in a sentence are no more than a guess.
#[test]
fn prose_opens_nothing() {
    for kind in Kind::all() {
        for row in rows(&id(kind)) {
            let text: Vec<&str> = row
                .text
                .split_whitespace()
                .filter(|it| it.bytes().all(|byte| byte.is_ascii_alphabetic()))
                .collect();
            let prose = format!("I wonder what {} means to me.", text.join(" and "));
            let confidence = recognize(&prose).confidence;
            assert_eq!(confidence, Confidence::Guess, "{prose}");
        }
    }
}

#[test]
fn fences_and_here_documents_are_taken_off_any_text() {
    for kind in Kind::all() {
        for row in rows(&id(kind)) {
            let plain = recognize(&row.text);
            // What is in a fence already, or only a guess, is not looked for in another one.
            if plain.confidence < Confidence::Likely
                || row.text.contains("```")
                || row.text.contains("EOF")
            {
                continue;
            }
            for (before, after) in [
                ("```yaml\n", "\n```\n"),
                ("Hello!\n\n~~~\n", "\n~~~\n"),
                ("cat <<'EOF' > file\n", "\nEOF\n"),
            ] {
                let wrapped = format!("{before}{}{after}", row.text);
                let recognition = recognize(&wrapped);
                assert_eq!(recognition.kind, plain.kind, "{wrapped}");
                let found = recognition.found.expect("a part of the text counts");
                assert!(
                    row.text.contains(found.text.trim()),
                    "{wrapped}\nfound {}",
                    found.text
                );
            }
        }
    }
}

/// The table of the kinds with views and titles, for a person to read.
#[test]
fn kinds() {
    let mut table = String::new();
    for kind in Kind::all() {
        let view = kind.view().map_or_else(|| "-".to_owned(), id);
        let title = serde_json::to_value(kind.title()).expect("a title is data");
        let title = title.as_str().unwrap_or_default();
        writeln!(table, "{:<25}{view:<12}{title}", id(kind)).expect("a String takes all");
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_mebibyte_of_anything_is_quick() {
    const LENGTH: usize = 1 << 20;
    let pieces = [
        "a",
        "{",
        "[",
        "- ",
        "a: ",
        "a:\n",
        "\n",
        "```\n",
        "```\n~~~\n",
        "a <<EOF\n",
        "{{ ",
        "\"",
        "\\",
        "=",
        "nginx:1.27 ",
        "nginx\n",
        "é",
        " ",
        "Warning  ",
        "E1130 .go:",
        "docker run ",
        "FROM a AS b\n",
        "{\"a\":",
        "a=",
        "  a:\n",
        "eyJh",
        "level=",
        "|",
        "FROM nginx\n",
        "'",
    ];
    for piece in pieces {
        let text = piece.repeat(LENGTH / piece.len());
        let start = Instant::now();
        recognize(&text);
        // Without optimization it takes some twenty times as long as in a release.
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{piece:?} took {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_found_is_a_part_of_the_text(text in r#"([a-z:/@ \n"“`#$=<|\[{\\-]|nginx:1\.27|image: |```|<<EOF|docker run |FROM |é){0,40}"#) {
        let recognition = recognize(&text);
        if let Some(found) = &recognition.found {
            prop_assert_eq!(text.get(found.span.start..found.span.end), Some(found.text.as_str()));
        }
        prop_assert!(!recognition.why.is_empty());
        prop_assert_eq!(recognition.view, recognition.kind.view());
        prop_assert!(serde_json::to_value(&recognition).is_ok_and(|it: Value| it.is_object()));
    }
}
