//! Every repair of every row: what it is about is gone, and it changes nothing but that.

use imagepull::workload::{edits, inspect_manifest};

use crate::{findings, rows::rows};

#[test]
fn a_repair_ends_its_finding_and_leaves_every_other_byte_alone() {
    let mut tried = 0;
    for row in rows() {
        let (text, options) = (row.manifest(), row.options());
        let report = inspect_manifest(&text, &options);
        for finding in findings(&report) {
            for fix in &finding.fixes {
                let story = format!("{}: {} by {}", row.story, finding.code, fix.title);
                let fixed = edits::apply(&text, &fix.edits).expect("the edits fit");
                let after = inspect_manifest(&fixed, &options);
                assert!(
                    findings(&after).all(|it| it.code != finding.code),
                    "{story}: it is said again of\n{fixed}"
                );
                let [edit] = fix.edits.as_slice() else {
                    panic!("{story}: one edit does it");
                };
                assert_eq!(fixed[..edit.span.start], text[..edit.span.start], "{story}");
                assert!(fixed.ends_with(&text[edit.span.end..]), "{story}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20, "only {tried} repairs were tried");
}
