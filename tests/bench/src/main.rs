//! Prints what the core takes natively beside its peers, one JSON object a line:
//! `name`, `ours`, `peer`, `unit`, `ratio` (ours to peer). With the argument `manifest` it prints the
//! manifest that is measured instead.

#![forbid(unsafe_code)]

mod manifests;
mod measure;
mod references;

use serde_json::json;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("manifest") {
        // For the measurement of the view, which reads the same text.
        print!("{}", manifests::manifest(manifests::DOCUMENTS));
    } else {
        references::rows();
        manifests::rows();
    }
}

/// Prints a row.
fn row(name: &str, ours: f64, peer: f64, unit: &str) {
    let ratio = ours / peer;
    println!(
        "{}",
        json!({ "name": name, "ours": ours, "peer": peer, "unit": unit, "ratio": ratio })
    );
}
