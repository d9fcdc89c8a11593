//! What holds for every text: the stories, texts that are nearly like them, and manifests in any
//! layout.

use imagepull::{
    diagnostic::Span,
    policy::PullPolicy,
    workload::{
        ManifestOptions,
        edits::{Edit, apply},
        hunks::hunks,
        inspect_manifest,
        report::{ManifestReport, ValueType},
        without_secrets,
    },
};
use proptest::prelude::*;
use proptest::sample::{Index, select};

pub const STORIES: &[&str] = &[
    include_str!("stories/anchors.yaml"),
    include_str!("stories/blocks.yaml"),
    include_str!("stories/broken.yaml"),
    include_str!("stories/custom.yaml"),
    include_str!("stories/flow.yaml"),
    include_str!("stories/kubectl-create.yaml"),
    include_str!("stories/list.json"),
    include_str!("stories/no-text.yaml"),
    include_str!("stories/one-line.json"),
    include_str!("stories/pod.yaml"),
    include_str!("stories/service-accounts.yaml"),
    include_str!("stories/stream.json"),
    include_str!("stories/windows.yaml"),
    include_str!("stories/workloads.yaml"),
    include_str!("secrets.yaml"),
];

/// What manifests are put together from.
pub const FRAGMENTS: &[&str] = &[
    "kind: Pod\n",
    "kind: Deployment\n",
    "apiVersion: v1\n",
    "spec:\n",
    "  template:\n",
    "    spec:\n",
    "  containers:\n",
    "  initContainers: ",
    "  - ",
    "    ",
    "- ",
    "image: ",
    "nginx",
    "'a:1'",
    "\"b:1\"",
    "\n",
    "\r\n",
    "name: a\n",
    "imagePullPolicy: ",
    "Always\n",
    "imagePullPolicy:",
    "---\n",
    "...\n",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "&a ",
    "*a",
    "<<: *a\n",
    "|\n",
    ">-\n",
    "# c\n",
    "\t",
    "? ",
    "!!str ",
    "\"",
    "'",
    "\u{feff}",
    "한",
    "{kind: Pod, spec: {containers: [{image: a}]}}",
    "{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"image\":\"a\"}]}}\n",
    "kind: Secret\ndata: {a: b}\n",
    "items: [",
    "kind: List\n",
    "volumes: [{name: v, image: {reference: a}}]\n",
];

pub fn options() -> impl Strategy<Value = ManifestOptions> {
    (any::<bool>(), select(vec!["1.27", "1.34", "1.37"])).prop_map(
        |(always_pull_images, release)| ManifestOptions {
            always_pull_images,
            release: release.parse().expect("a release"),
            ..ManifestOptions::default()
        },
    )
}

/// A story with some stretches of it taken out, put in again or replaced by a fragment.
fn nearly_a_story() -> impl Strategy<Value = String> {
    let change = (
        any::<Index>(),
        0..12_usize,
        prop_oneof![Just(""), select(FRAGMENTS)],
    );
    (select(STORIES), prop::collection::vec(change, 0..4)).prop_map(|(story, changes)| {
        let mut text = story.to_owned();
        for (place, length, fragment) in changes {
            let start = text.floor_char_boundary(place.index(text.len() + 1));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, fragment);
        }
        text
    })
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(select(FRAGMENTS), 0..40).prop_map(|fragments| fragments.concat())
}

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => nearly_a_story(), 2 => soup(), 1 => any::<String>()]
}

/// The edits that undo the completions of a report, on its completed text.
fn undone(text: &str, report: &ManifestReport) -> String {
    let mut edits: Vec<&Edit> = report.completions.iter().map(|it| &it.edit).collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut shift = 0_usize;
    let undo: Vec<Edit> = edits
        .into_iter()
        .map(|edit| {
            let start = edit.span.start.wrapping_add(shift);
            shift = shift
                .wrapping_add(edit.text.len())
                .wrapping_sub(edit.span.end - edit.span.start);
            let place = Span {
                start,
                end: start + edit.text.len(),
            };
            assert_eq!(&report.defaulted_yaml[place.start..place.end], edit.text);
            Edit::replacement(place, &text[edit.span.start..edit.span.end])
        })
        .collect();
    apply(&report.defaulted_yaml, &undo).expect("the edits undo each other")
}

/// What a completion must not change.
fn images(report: &ManifestReport) -> Vec<(&str, &str, Option<PullPolicy>)> {
    let images = report.images.iter();
    images
        .map(|it| (it.path.as_str(), it.image.input.as_str(), it.policy))
        .collect()
}

fn check(text: &str, options: ManifestOptions) -> Result<(), TestCaseError> {
    let report = inspect_manifest(text, &options);
    prop_assert_eq!(undone(text, &report), text, "every other byte stays");
    let again = inspect_manifest(&report.defaulted_yaml, &options);
    prop_assert_eq!(
        &again.defaulted_yaml,
        &report.defaulted_yaml,
        "twice is once:\n{}",
        text
    );
    prop_assert_eq!(images(&again), images(&report));
    for image in &report.images {
        let Some(span) = image.image_span else {
            continue;
        };
        prop_assert!(text.get(span.start..span.end).is_some());
        let whole = Span {
            start: 0,
            end: image.image.input.len(),
        };
        let place = image.place(whole).expect("what is written has a place");
        prop_assert!(span.start <= place.start && place.end <= span.end);
        if place != span && image.image_type == ValueType::Text {
            let written = &text[place.start..place.end];
            prop_assert!(written == image.image.input || written == image.image.input.trim_end());
        }
        if let Some(edit) = image.with_image("ghcr.io/acme/other:v2") {
            let other = apply(text, &[edit]).expect("one edit");
            let found = inspect_manifest(&other, &options);
            let found = found.images.iter().filter(|it| it.path == image.path);
            let mut names = found.map(|it| it.image.input.trim_end());
            prop_assert!(
                names.any(|it| it == "ghcr.io/acme/other:v2"),
                "{}\n{}",
                other,
                image.path
            );
        }
    }
    for diagnostic in &report.diagnostics {
        let place = diagnostic.span.unwrap_or(Span { start: 0, end: 0 });
        prop_assert!(
            text.get(place.start..place.end).is_some(),
            "{:?}",
            diagnostic
        );
    }
    let edits: Vec<Edit> = report
        .completions
        .iter()
        .map(|it| it.edit.clone())
        .collect();
    let added = hunks(text, &edits).expect("completions have places of their own");
    prop_assert_eq!(added.is_empty(), report.defaulted_yaml == text);
    let masked = without_secrets(text);
    prop_assert_eq!(without_secrets(&masked), masked);
    Ok(())
}

#[test]
fn every_story_keeps_what_is_not_completed() {
    for story in STORIES {
        check(story, ManifestOptions::default()).unwrap_or_else(|error| panic!("{error}\n{story}"));
    }
}

/// The container of the Pod is that of an object which nobody completes.
#[test]
fn an_alias_of_another_kind_keeps_its_policy() {
    let text = "\
kind: List
items:
- kind: Pod
  spec:
    containers:
    - &shared
      name: a
      image: nginx:1.27
- ind: Pod
  spec:
    containers: [*shared]
";
    check(text, ManifestOptions::default()).unwrap_or_else(|error| panic!("{error}"));
}

proptest! {
    #[test]
    fn every_other_byte_stays(text in text(), options in options()) {
        check(&text, options)?;
    }
}
