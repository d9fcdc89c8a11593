//! `reference_test.go` of distribution/reference: `Parse`, `ParseNamed` and what builds a reference.

use imageref::{Error, Named, Normalized, Reference};
use serde_json::Value;
use tests::{Conformance, KnownDifference, Row, text};

const KNOWN: &[KnownDifference] = &[KnownDifference {
    table: "TestReferenceParse",
    input: "validname@sha512:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    reason: "The upstream test does not link crypto/sha512, without which go-digest knows no sha512; \
             programs do link it, as reference_observed.json did, and there the same text is valid.",
}];

#[test]
fn reference_parse() {
    Conformance::new("reference_parse.json", KNOWN)
        .table("TestReferenceParse", 33, |row, found| {
            parsed(
                row,
                found,
                Reference::parse(text(row, "input")),
                |reference, found| {
                    found.equal("repository", text(row, "repository"), reference.name());
                    found.equal("domain", text(row, "domain"), reference.domain());
                    found.equal("tag", text(row, "tag"), reference.tag().unwrap_or_default());
                    let digest = reference.digest().map(|digest| digest.to_string());
                    found.equal("digest", text(row, "digest"), digest.unwrap_or_default());
                    found.equal("string", text(row, "input"), reference.to_string());
                },
            );
        })
        .table("TestSerialization", 2, |row, found| {
            parsed(
                row,
                found,
                Reference::parse(text(row, "input")),
                |reference, found| {
                    found.equal("name", text(row, "name"), reference.name());
                    found.equal("tag", text(row, "tag"), reference.tag().unwrap_or_default());
                    let digest = reference.digest().map(|digest| digest.to_string());
                    found.equal("digest", text(row, "digest"), digest.unwrap_or_default());
                },
            );
        })
        .table("TestParseNamed", 7, |row, found| {
            parsed(
                row,
                found,
                Normalized::parse_canonical(text(row, "input")),
                |named, found| {
                    found.equal("domain", text(row, "domain"), named.domain());
                    found.equal("path", text(row, "path"), named.path());
                },
            );
        })
        .table("TestDomainAndPath", 5, |row, found| {
            parsed(
                row,
                found,
                Named::with_name(text(row, "input")),
                |named, found| {
                    found.equal("domain", text(row, "domain"), named.domain());
                    found.equal("path", text(row, "path"), named.path());
                },
            );
        })
        .table("TestWithNameFailure", 5, |row, found| {
            parsed(row, found, Named::with_name(text(row, "input")), |_, _| {});
        })
        .table("TestWithTag", 3, |row, found| {
            parsed(row, found, built(row), |named, found| {
                found.equal("combined", text(row, "combined"), named.to_string());
            });
        })
        .table("TestWithDigest", 3, |row, found| {
            parsed(row, found, built(row), |named, found| {
                found.equal("combined", text(row, "combined"), named.to_string());
            });
        })
        .finish();
}

/// Compares the error with the row's `err`, or what was read with the rest of the row.
fn parsed<T>(row: &Value, found: &mut Row, result: Result<T, Error>, read: impl Fn(&T, &mut Row)) {
    match result {
        Err(error) => found.equal("error", text(row, "err"), error.upstream()),
        Ok(value) => {
            found.equal("error", text(row, "err"), "");
            read(&value, found);
        }
    }
}

/// The reference of the row's name with its tag and its digest, where it has them.
fn built(row: &Value) -> Result<Named<'_>, Error<'_>> {
    let mut named = Named::with_name(text(row, "name"))?;
    if !text(row, "digest").is_empty() {
        named = named.with_digest(text(row, "digest"))?;
    }
    if !text(row, "tag").is_empty() {
        named = named.with_tag(text(row, "tag"))?;
    }
    Ok(named)
}
