//! Prints what the core takes natively beside its peers, one JSON object a line:
//! `name`, `ours`, `peer` (null where there is none), `unit`, `ratio` (ours to peer).
//!
//! | arguments | what is printed instead |
//! | --- | --- |
//! | `manifest` | the manifest that is measured |
//! | `bundle BYTES` | the rendered bundle that is measured, of another size |
//! | `program` | the path of this program |
//! | `scenario` | the scenario that WebAssembly is measured with |
//! | `simulate DETAIL` | the ms that simulating this takes, for the measurement of WebAssembly beside it |
//! | `peak LIMIT PODS` | the most memory in MiB of a process that simulates a cluster |

#![forbid(unsafe_code)]

mod clusters;
mod events;
mod manifests;
mod measure;
#[path = "../../oracle/mod.rs"]
mod oracle;
mod references;
mod simulation;
mod wasm;

use serde_json::json;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => {
            references::rows();
            events::rows();
            manifests::rows();
            simulation::rows();
        }
        // For the measurement of the view, which reads the same text.
        ["manifest"] => print!("{}", manifests::manifest(manifests::DOCUMENTS)),
        ["bundle", bytes] => {
            let bytes = bytes.parse().expect("a number of bytes");
            print!("{}", manifests::bundle::text(bytes));
        }
        ["program"] => {
            let program = std::env::current_exe().expect("a program knows where it is");
            println!("{}", program.display());
        }
        ["scenario"] => wasm::print_scenario(),
        ["simulate", detail] => wasm::print_simulated(detail),
        ["peak", limit, pods] => {
            simulation::print_peak(limit, pods.parse().expect("a number of pods"));
        }
        _ => panic!("these arguments mean nothing: {arguments:?}"),
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

/// Prints a row of a figure that stands for itself.
fn row_without_peer(name: &str, ours: f64, unit: &str) {
    let none = serde_json::Value::Null;
    println!(
        "{}",
        json!({ "name": name, "ours": ours, "peer": none, "unit": unit, "ratio": none })
    );
}
