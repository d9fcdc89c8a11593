//! A digest or an image name beside a document: what it stands for.

use imagepull::index::{Beside, IndexReport, read_index, read_index_beside};

const INDEX: &str = include_str!("stories/buildkit.json");
const MANIFEST: &str = include_str!("stories/manifest.json");

fn used_as(document: &str, image: &str) -> IndexReport {
    let beside = Beside {
        image: Some(image.to_owned()),
        ..Beside::default()
    };
    read_index_beside(document, "linux/arm64", &beside)
}

/// Whether the digest matches, the entry that has it, and what is said beyond what is said without.
fn compared(document: &str, image: &str) -> (Option<bool>, Option<usize>, Vec<&'static str>) {
    let before = read_index(document, "linux/arm64").diagnostics.len();
    let report = used_as(document, image);
    let mut codes: Vec<&str> = report.diagnostics.iter().map(|it| it.code).collect();
    assert!(codes.len() >= before, "nothing is taken back");
    codes.retain(|code| {
        matches!(
            *code,
            "IDX018" | "IDX019" | "IDX025" | "DIG001" | "DIG002" | "DIG003"
        )
    });
    let pinned = report.pinned.as_ref();
    (
        pinned.map(|it| it.matches),
        pinned.and_then(|it| it.entry),
        codes,
    )
}

#[test]
fn a_digest_is_compared_in_whatever_form_it_is_given() {
    let digest = read_index(INDEX, "linux/arm64").digest;
    for image in [
        digest.clone(),
        format!("  {digest}\n"),
        format!("ghcr.io/acme/api@{digest}"),
        format!("ghcr.io/acme/api:1.4@{digest}"),
    ] {
        assert_eq!(
            compared(INDEX, &image),
            (Some(true), None, vec![]),
            "{image}"
        );
    }
}

#[test]
fn line_breaks_that_were_added_or_lost_are_told_from_another_document() {
    let digest = read_index(INDEX, "linux/arm64").digest;
    for document in [
        format!("{INDEX}\n"),
        format!("{INDEX}\r\n"),
        INDEX.replace('\n', "\r\n"),
    ] {
        assert_eq!(
            compared(&document, &digest),
            (Some(false), None, vec!["IDX019"])
        );
    }
    let crlf = INDEX.replace('\n', "\r\n");
    let digest = read_index(&crlf, "linux/arm64").digest;
    assert_eq!(
        compared(INDEX, &digest),
        (Some(false), None, vec!["IDX019"])
    );
    let other = INDEX.replacen("  ", " ", 1);
    assert_eq!(
        compared(&other, &digest),
        (Some(false), None, vec!["DIG003"])
    );
}

#[test]
fn the_digest_of_an_entry_is_known_as_that() {
    let entries = read_index(INDEX, "linux/arm64").entries;
    let digest = entries[2].digest.clone().expect("it has one");
    let expected = (Some(false), Some(2), vec!["IDX018"]);
    assert_eq!(compared(INDEX, &format!("api@{digest}")), expected);
}

/// An entry that is pulled by its own digest is not compared with the node: also containerd 2.1 runs an older variant.
#[test]
fn a_node_pulls_what_is_pinned_whether_it_can_run_it_or_not() {
    let entries = read_index(INDEX, "linux/arm64").entries;
    let runs = entries.iter().map(|entry| {
        let digest = entry.digest.as_deref().expect("it has one");
        used_as(INDEX, digest).pinned.expect("it was compared").runs
    });
    // amd64, arm64, arm/v7 and three attestations.
    let expected = [false, true, true, false, false, false].map(Some);
    assert_eq!(runs.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_no_digest_is_said() {
    for (image, code) in [
        ("api@sha256:abc", "DIG001"),
        ("sha256:", "DIG001"),
        ("@", "DIG001"),
        ("API", "DIG001"),
        ("api@md5:d41d8cd98f00b204e9800998ecf8427e", "DIG002"),
    ] {
        assert_eq!(
            compared(MANIFEST, image),
            (Some(false), None, vec![code]),
            "{image}"
        );
    }
}

#[test]
fn an_architecture_in_a_name_is_pointed_out() {
    for document in [INDEX, MANIFEST] {
        assert_eq!(
            compared(document, "registry.k8s.io/pause-amd64:3.1"),
            (None, None, vec!["IDX025"])
        );
        assert_eq!(
            compared(document, "registry.k8s.io/pause:3.1"),
            (None, None, vec![])
        );
        assert_eq!(compared(document, " "), (None, None, vec![]));
    }
}
