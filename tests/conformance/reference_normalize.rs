//! `normalize_test.go` and `sort_test.go` of distribution/reference.

use imageref::{AnyReference, Named, Normalized, Pattern, sorted};
use serde_json::Value;
use tests::{Conformance, Row, text};

#[test]
fn reference_normalize() {
    Conformance::new("reference_normalize.json", &[])
        .table("TestValidateReferenceName.validRepoNames", 15, is_valid)
        .table("TestValidateReferenceName.invalidRepoNames", 6, is_invalid)
        .table("TestValidateRemoteName.validRepositoryNames", 4, is_valid)
        .table(
            "TestValidateRemoteName.invalidRepositoryNames",
            7,
            is_invalid,
        )
        .table("TestNormalizedSplitHostname", 9, |row, found| {
            normalized(text(row, "input"), found, |named, found| {
                found.equal("domain", text(row, "domain"), named.domain());
                found.equal("path", text(row, "path"), named.path());
            });
        })
        .table("TestParseRepositoryInfo", 12, |row, found| {
            let names = ["FamiliarName", "FullName", "AmbiguousName"].map(|name| text(row, name));
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                normalized(name, found, |named, found| {
                    found.equal("FullName", text(row, "FullName"), named.name().to_string());
                    found.equal("Domain", text(row, "Domain"), named.domain());
                    found.equal("RemoteName", text(row, "RemoteName"), named.path());
                    let familiar = named.familiar_name().to_string();
                    found.equal("FamiliarName", text(row, "FamiliarName"), familiar);
                });
            }
        })
        .table("TestParseDockerRef", 9, |row, found| {
            normalized(text(row, "input"), found, |named, found| {
                let expected = text(row, "expected");
                found.equal(
                    "docker reference",
                    expected,
                    named.docker_reference().to_string(),
                );
            });
        })
        .table("TestParseAnyReference", 8, |row, found| {
            let any = AnyReference::parse(text(row, "Reference"));
            let printed = any.map_or_else(|error| error.to_string(), |any| any.to_string());
            found.equal("string", text(row, "Equivalent"), printed);
        })
        .table("TestReferenceSorting", 3, |row, found| {
            let unsorted = row["unsorted"].as_array().into_iter().flatten();
            let ours = Value::from(sorted(unsorted.filter_map(Value::as_str)));
            found.equal("order", &row["expected"], &ours);
        })
        .table("TestMatch", 4, |row, found| {
            found.equal("match", row["expected"].as_bool(), matched(row).ok());
        })
        .table("adhoc.TestMatchError", 1, |row, found| {
            found.equal("fails", row["error"].as_bool(), Some(matched(row).is_err()));
        })
        .table("adhoc.TestInvalidReferenceComponents", 3, |row, found| {
            let fails = match text(row, "function") {
                "WithTag" => {
                    let named = Named::with_name(text(row, "name"));
                    named
                        .and_then(|named| named.with_tag(text(row, "tag")))
                        .is_err()
                }
                _ => Normalized::parse(text(row, "input")).is_err(),
            };
            found.equal("fails", row["error"].as_bool(), Some(fails));
        })
        .table(
            "adhoc.TestParseReferenceWithTagAndDigest",
            1,
            |row, found| {
                normalized(text(row, "input"), found, |named, found| {
                    found.equal("string", text(row, "string"), named.to_string());
                    found.equal(
                        "familiar",
                        text(row, "familiar"),
                        named.familiar().to_string(),
                    );
                    found.equal(
                        "tagged",
                        row["tagged"].as_bool(),
                        Some(named.tag().is_some()),
                    );
                    found.equal(
                        "canonical",
                        row["canonical"].as_bool(),
                        Some(named.digest().is_some()),
                    );
                });
            },
        )
        .finish();
}

fn normalized(input: &str, found: &mut Row, read: impl Fn(&Normalized<'_>, &mut Row)) {
    match Normalized::parse(input) {
        Ok(named) => read(&named, found),
        Err(error) => found.equal("rejected", "", error.upstream()),
    }
}

fn is_valid(row: &Value, found: &mut Row) {
    normalized(row.as_str().unwrap_or_default(), found, |_, _| {});
}

fn is_invalid(row: &Value, found: &mut Row) {
    let named = Normalized::parse(row.as_str().unwrap_or_default());
    found.equal("accepted", None, named.ok().map(|named| named.to_string()));
}

/// What `FamiliarMatch` answers, its error included.
fn matched(row: &Value) -> Result<bool, String> {
    let reference =
        AnyReference::parse(text(row, "reference")).map_err(|error| error.to_string())?;
    let pattern = Pattern::parse(text(row, "pattern")).map_err(|error| error.to_string())?;
    Ok(pattern.matches(&reference))
}
