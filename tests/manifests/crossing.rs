//! A report on its way from the thread that inspects a text to the one that shows it.

use imagepull::{
    words::serialized_whole,
    workload::{
        Inspector, ManifestOptions, edits::apply, inspect_manifest, report::ManifestReport,
    },
};

use super::properties::STORIES;

#[test]
fn a_report_is_the_same_in_another_thread() {
    for story in STORIES {
        let mut report = inspect_manifest(story, &ManifestOptions::default());
        let crossing = serialized_whole(|| serde_json::to_string(&report)).expect("JSON");
        let crossed: ManifestReport = serde_json::from_str(&crossing).expect("a report");
        let completed = apply(story, crossed.completions.iter().map(|it| &it.edit));
        assert_eq!(completed.as_ref(), Ok(&report.defaulted_yaml));
        report.defaulted_yaml.clear();
        assert_eq!(crossed, report, "{story}");
    }
}

#[test]
fn it_is_said_how_much_of_a_text_is_read() {
    let text = STORIES.join("\n---\n");
    let mut read = Vec::new();
    let report =
        Inspector::default().inspect_watched(&text, &ManifestOptions::default(), &mut |bytes| {
            read.push(bytes);
        });
    assert_eq!(report, inspect_manifest(&text, &ManifestOptions::default()));
    assert!(read.len() > STORIES.len() && read.is_sorted());
    assert!(read.iter().all(|bytes| *bytes < text.len()));
}
