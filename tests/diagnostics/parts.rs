//! What is said has parts, and nothing of an input is taken for a mark.

use std::collections::BTreeSet;

use imagepull::{
    digest::verify_digest,
    image::parse_image,
    releases::Release,
    words::{Language, Message, Part, Parts, Translations},
    workload::{ContainerRuntime, ManifestOptions, inspect_manifest},
};

use crate::example::{Said, examples};

/// What means something in Markdown, HTML, a table, a template or a line of text.
const HOSTILE: [&str; 12] = [
    "`",
    "foo`bar",
    "``a`b```",
    "**bold**",
    "*",
    "\"'",
    "</code><script>alert(1)</script>&amp;",
    "a|b",
    "a\nb\r\nc",
    "\u{202e}cba\u{200f}",
    "{name}{}",
    "“a” [a](b)",
];

fn texts(parts: &Parts) -> Vec<&str> {
    let texts = parts.iter().flat_map(|part| match part {
        Part::Text(text) => vec![text.as_str()],
        Part::Strong(parts) => texts(parts),
        Part::Code(_) | Part::Verbatim(_) => Vec::new(),
    });
    texts.collect()
}

/// Everything that is said, in all languages.
fn all_parts(words: &Message) -> [Parts; 2] {
    Language::ALL.map(|language| words.parts(Translations::new(language)))
}

fn words(said: Said) -> impl Iterator<Item = Message> {
    let titles = said.fixes.into_iter().map(|(title, _)| title);
    [said.message].into_iter().chain(said.help).chain(titles)
}

#[test]
fn no_text_holds_a_mark_that_the_input_does_not_hold() {
    for example in examples() {
        let input = example.input.to_string();
        for words in example.said().into_iter().flat_map(words) {
            for parts in all_parts(&words) {
                for text in texts(&parts) {
                    for mark in ["`", "**"] {
                        assert!(
                            !text.contains(mark) || input.contains(mark),
                            "{}: {text}",
                            example.code
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_quoted_of_an_input_is_one_part_as_it_is() {
    let digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let report = verify_digest(b"other", digest);
    let expected = Part::Code(report.actual.expect("a digest"));
    let [diagnostic] = &report.diagnostics[..] else {
        panic!("{:?}", report.diagnostics)
    };
    for parts in all_parts(&diagnostic.message) {
        assert!(parts.iter().any(|part| *part == expected), "{parts:?}");
    }
    // What is wrong with a name is in code, whatever it is.
    let report = parse_image("foo`bar");
    let parts = report.diagnostics[0].message.parts(Translations::ENGLISH);
    assert_eq!(parts.iter().next(), Some(&Part::Code("`".to_owned())));
}

#[test]
fn what_a_manifest_names_changes_no_part_around_it() {
    let said = |name: &str| {
        let name = serde_json::to_string(name).expect("a text");
        let manifest = format!(
            r#"{{"apiVersion": "v1", "kind": "Pod", "metadata": {{"name": {name}}}, "spec": {{
                "imagePullSecrets": [{{"name": {name}}}, {{"name": {name}}}],
                "containers": [{{"name": {name}, "image": "ghcr.io/acme/a:1"}}, {{"name": {name}, "image": ""}}]
            }}}}"#
        );
        let options = ManifestOptions {
            release: Release::NEWEST,
            always_pull_images: false,
            runtime: ContainerRuntime::Containerd,
        };
        let report = inspect_manifest(&manifest, &options);
        let of_images = report.images.into_iter().flat_map(|image| image.findings);
        let findings = of_images.chain(report.diagnostics);
        let words = findings
            .flat_map(|it| [Some(it.message), it.help])
            .flatten();
        words.flat_map(|words| all_parts(&words)).collect()
    };
    let plain: Vec<Parts> = said("a-name");
    assert!(!plain.is_empty());
    for hostile in HOSTILE {
        let hostile_parts: Vec<Parts> = said(hostile);
        for parts in &hostile_parts {
            // Each code and each strong word is one of a template, whatever the name is.
            for text in texts(parts) {
                let around = text
                    .replace(hostile, "")
                    .replace(&format!("{hostile:?}"), "");
                assert!(!around.contains('`') && !around.contains("**"), "{text}");
            }
        }
        // The kinds of the parts are the same as with a name that means nothing anywhere.
        let kinds: BTreeSet<String> = plain.iter().map(kinds).collect();
        for parts in &hostile_parts {
            assert!(kinds.contains(&self::kinds(parts)), "{parts:?}");
        }
    }
}

/// The kinds of the parts, in order.
fn kinds(parts: &Parts) -> String {
    let kinds = parts.iter().map(|part| match part {
        Part::Text(_) => "t".to_owned(),
        Part::Code(_) => "c".to_owned(),
        Part::Verbatim(_) => "v".to_owned(),
        Part::Strong(parts) => format!("({})", kinds(parts)),
    });
    kinds.collect()
}
