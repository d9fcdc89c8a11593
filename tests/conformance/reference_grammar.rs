//! `regexp_test.go` of distribution/reference: the grammar alone.

use imageref::grammar;
use serde_json::{Value, json};
use tests::{Conformance, Row, text};

#[test]
fn reference_grammar() {
    Conformance::new("reference_regexp.json", &[])
        .table("TestDomainRegexp", 16, |row, found| {
            fits(row, found, grammar::is_domain(text(row, "input")));
        })
        .table("TestIdentifierRegexp", 3, |row, found| {
            fits(row, found, grammar::is_identifier(text(row, "input")));
        })
        .table("TestFullNameRegexp", 42, |row, found| {
            let split = grammar::split_name(text(row, "input"));
            fits(row, found, split.is_some());
            let captures = split.map_or(Value::Null, |(domain, path)| json!([domain, path]));
            captured(row, found, &captures);
        })
        .table("TestReferenceRegexp", 9, |row, found| {
            let split = grammar::split_reference(text(row, "input"));
            fits(row, found, split.is_some());
            let captures = split.map_or(Value::Null, |(name, tag, digest)| {
                json!([name, tag.unwrap_or_default(), digest.unwrap_or_default()])
            });
            captured(row, found, &captures);
        })
        .finish();
}

fn fits(row: &Value, found: &mut Row, fits: bool) {
    found.equal("match", row["match"].as_bool().unwrap_or_default(), fits);
}

/// A row may say that a text fits without saying what is captured.
fn captured(row: &Value, found: &mut Row, captures: &Value) {
    if let Some(expected) = row.get("subs") {
        found.equal("captures", expected, captures);
    }
}
