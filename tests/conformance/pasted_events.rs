//! Texts that people paste, with the causes that they name (tests/vectors/pasted_events.json: public
//! reports, named in each row): the exact set of codes, the subject, the next attempt.

use std::collections::BTreeSet;

use imagepull::events::explain_events;
use serde_json::Value;
use tests::{Conformance, text};

#[test]
fn pasted_events() {
    Conformance::new("pasted_events.json", &[])
        .table("/cases", 86, |row, found| {
            let report = explain_events(text(row, "text"));
            let codes: BTreeSet<&str> = report.causes.iter().map(|it| it.code).collect();
            let expected = row["causes"].as_array().expect("a row has causes");
            let expected: BTreeSet<&str> = expected.iter().filter_map(Value::as_str).collect();
            found.equal("causes", expected, codes);
            for cause in &report.causes {
                let cause = serde_json::to_value(cause).expect("a cause is JSON");
                if let Some(subject) = row["subject"].as_str() {
                    found.equal("subject", subject, text(&cause, "subject"));
                }
                for (field, expected) in row["next"].as_object().into_iter().flatten() {
                    let got = &cause["next"][field.as_str()];
                    found.equal(
                        "next",
                        (expected.as_f64(), expected.as_bool()),
                        (got.as_f64(), got.as_bool()),
                    );
                }
            }
        })
        .finish();
}
