//! An inspector that has seen other texts says of a text what one says that has seen none.

use imagepull::workload::{Inspector, ManifestOptions, inspect_manifest};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::properties::{FRAGMENTS, STORIES, options};

/// What joins and splits documents.
const SEAMS: &[&str] = &[
    "---\n",
    "\n---\n",
    "\n---",
    "--- # c\n",
    "...\n",
    "%YAML 1.2\n---\n",
    "{\"kind\": \"Pod\"}\n{\"kind\": \"Pod\"}\n",
    "a: [\n---\n",
    "a: [\n",
    "a: &a [1, 2]\nb: *a\n---\n",
    "b: *a\n---\n",
    "\u{feff}",
];

/// An edit: a place of the text, how much is taken out there, and what is put in.
type Change = (Index, usize, &'static str);

fn change() -> impl Strategy<Value = Change> {
    let length = prop_oneof![4 => 0..12_usize, 1 => 0..4000_usize];
    let put = prop_oneof![Just(""), select(FRAGMENTS), select(SEAMS)];
    let place = any::<Index>();
    (place, length, put)
}

fn changed(text: &str, (place, length, put): Change) -> String {
    let start = text.floor_char_boundary(place.index(text.len() + 1));
    let end = text.ceil_char_boundary((start + length).min(text.len()));
    [&text[..start], put, &text[end..]].concat()
}

/// Stories one behind the other.
fn stories() -> impl Strategy<Value = String> {
    let story = (select(STORIES), select(SEAMS)).prop_map(|(story, seam)| [story, seam].concat());
    prop::collection::vec(story, 1..5).prop_map(|stories| stories.concat())
}

/// Lets one inspector see all texts, and compares each report with one of a fresh inspection.
fn check<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    options: ManifestOptions,
) -> Result<(), TestCaseError> {
    let mut inspector = Inspector::default();
    for text in texts {
        let report = inspector.inspect(text, &options);
        prop_assert_eq!(report, inspect_manifest(text, &options), "{}", text);
    }
    Ok(())
}

proptest! {
    #[test]
    fn earlier_texts_do_not_matter(
        first in stories(),
        changes in prop::collection::vec(change(), 1..8),
        options in options(),
    ) {
        let mut texts = vec![first];
        for change in changes {
            texts.push(changed(&texts[texts.len() - 1], change));
        }
        check(texts.iter().map(String::as_str), options)?;
    }
}

#[test]
fn earlier_texts_do_not_matter_at_the_edges() {
    let many = "a: 1\n---\n".repeat(19_999);
    let more = [&many, "b: 1\n---\nc: 1\n"].concat();
    let front = ["b: 1\n---\n", &more].concat();
    let nodes = format!("[{}]\n---\n", "a,".repeat(1000)).repeat(2600);
    let behind = ["b: 1\n---\n", &nodes].concat();
    for (text, code) in [(&more, "YML007"), (&nodes, "YML003"), (&behind, "YML003")] {
        let report = inspect_manifest(text, &ManifestOptions::default());
        assert!(report.diagnostics.iter().any(|it| it.code == code));
    }
    let rows: [&[&str]; 7] = [
        &["", "a: 1\n", "", "\u{feff}", "\u{feff}a: 1\n", "a: 1\n"],
        &[
            "a: 1\n---\nb: [\n",
            "a: 1\n---\nb: [\n---\nc: 1\n",
            "b: [\n",
        ],
        &[
            "{\"a\": 1}{\"a\": 2}\n---\nb: 1\n",
            "{\"a\": 1}\n---\nb: 1\n",
        ],
        &[
            "a: &a 1\nb: *a\n---\nb: *a\n",
            "---\na: &a 1\nb: *a\n---\nb: *a\n",
        ],
        &[
            "a: \"\\x41\"\n---\nb:\n",
            "x: ~\n---\na: \"\\x41\"\n---\nb:\n",
        ],
        &[&many, &more, &front, &many],
        &["a: 1\n", &nodes, &behind, &nodes, "a: 1\n"],
    ];
    for texts in rows {
        check(texts.iter().copied(), ManifestOptions::default()).expect("the same report");
    }
}
