//! The tests of go-digest.

use imageref::digest::is_algorithm_name;
use imageref::{Algorithm, Digest, verifier_algorithm};
use tests::{Conformance, text};

#[test]
fn digest() {
    Conformance::new("digest.json", &[])
        .table("TestParseDigest", 12, |row, found| {
            match Digest::parse(text(row, "Input")) {
                Err(error) => found.equal("error", text(row, "Err"), error.upstream()),
                Ok(digest) => {
                    found.equal("error", text(row, "Err"), "");
                    found.equal(
                        "algorithm",
                        text(row, "Algorithm"),
                        digest.algorithm().name(),
                    );
                    found.equal("encoded", text(row, "Encoded"), digest.encoded());
                    found.equal("string", text(row, "Input"), digest.to_string());
                }
            }
        })
        .table("TestVerifierUnsupportedDigest", 4, |row, found| {
            let panic = verifier_algorithm(text(row, "Digest")).err();
            let message = panic.map(|panic| panic.to_string());
            found.equal("panic", text(row, "Expected"), message.unwrap_or_default());
        })
        .table("TestFlagInterface", 2, |row, found| {
            // Without the flag the algorithm is the canonical one.
            let algorithm = match row["Args"][1].as_str() {
                Some(name) => Algorithm::from_name(name),
                None => Ok(Algorithm::default()),
            };
            let error = algorithm.err().map(|error| error.to_string());
            found.equal("error", text(row, "Err"), error.unwrap_or_default());
            let name = algorithm.map(Algorithm::name);
            found.equal("algorithm", text(row, "Expected"), name.unwrap_or_default());
        })
        .table(
            "adhoc.TestGoodAlgorithmNameRegistration",
            1,
            |row, found| {
                found.equal("fits", true, row.as_str().is_some_and(is_algorithm_name));
            },
        )
        .table("adhoc.TestBadAlgorithmNameRegistration", 4, |row, found| {
            found.equal("fits", false, row.as_str().is_some_and(is_algorithm_name));
        })
        // BLAKE3 is its own package, which distribution/reference does not link.
        .table("blake3.TestBLAKE3", 0, |_, _| {})
        .finish();
}
