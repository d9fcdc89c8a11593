//! The tests of the JSON schemas of the OCI image-spec.

use imagepull::index::{kind::Kind, read_index};
use tests::{Conformance, text};

#[test]
fn image_spec_schema() {
    let mut vectors = Conformance::new("image_spec_schema.json", &[]);
    for (table, field, rows, kind) in [
        ("descriptor_test.go", "descriptor", 21, Kind::Descriptor),
        ("imageindex_test.go", "imageIndex", 7, Kind::Index),
        ("manifest_test.go", "manifest", 6, Kind::Manifest),
    ] {
        vectors.table(table, rows, |row, found| {
            let report = read_index(text(row, field), "linux/amd64");
            found.equal("kind", kind, report.kind);
            found.equal("valid", row["valid"].as_bool(), Some(report.valid));
        });
    }
    vectors.finish();
}
