//! What the real distribution/reference answered to 312 texts, function by function.

use imageref::{AnyReference, Error, Named, Normalized, Reference};
use serde_json::{Value, json};
use tests::{Conformance, text};

#[test]
fn reference_observed() {
    Conformance::new("reference_observed.json", &[])
        .table("observed", 312, |row, found| {
            let input = text(row, "input");
            let reference = Reference::parse(input);
            let normalized = Normalized::parse(input);
            let canonical = Normalized::parse_canonical(input);
            let any = AnyReference::parse(input);
            let ours = [
                (
                    "Parse",
                    outcome(&reference, |reference| named(&reference.named())),
                ),
                (
                    "ParseNormalizedNamed",
                    outcome(&normalized, |it| named(&it.canonical())),
                ),
                (
                    "ParseDockerRef",
                    outcome(&normalized, |it| named(&it.docker_reference())),
                ),
                (
                    "ParseNamed",
                    outcome(&canonical, |it| named(&it.canonical())),
                ),
                ("ParseAnyReference", outcome(&any, any_reference)),
                (
                    "TagNameOnly",
                    normalized.as_ref().map_or(Value::Null, |named| {
                        Value::from(named.with_default_tag().to_string())
                    }),
                ),
            ];
            for (function, ours) in &ours {
                found.equal(function, &row[*function], ours);
            }
        })
        .finish();
}

fn outcome<T>(result: &Result<T, Error>, describe: impl Fn(&T) -> Value) -> Value {
    match result {
        Ok(value) => describe(value),
        Err(error) => json!({ "error": error.upstream() }),
    }
}

fn any_reference(any: &AnyReference<'_>) -> Value {
    match any {
        AnyReference::Named(normalized) => named(&normalized.canonical()),
        AnyReference::Digest(digest) => json!({
            "kind": "digest-only",
            "string": digest.to_string(),
            "familiar_string": digest.to_string(),
            "digest": digest.to_string(),
        }),
    }
}

fn named(named: &Named<'_>) -> Value {
    let kind = match (named.tag(), named.digest()) {
        (None, None) => "named",
        (Some(_), None) => "named+tagged",
        (None, Some(_)) => "named+digested",
        (Some(_), Some(_)) => "named+tagged+digested",
    };
    let mut described = json!({
        "kind": kind,
        "domain": named.domain(),
        "path": named.path(),
        "string": named.to_string(),
        "familiar_name": named.familiar().trimmed().to_string(),
        "familiar_string": named.familiar().to_string(),
    });
    if let Some(tag) = named.tag() {
        described["tag"] = Value::from(tag);
    }
    if let Some(digest) = named.digest() {
        described["digest"] = Value::from(digest);
    }
    described
}
