//! Prints what the core answers natively to all that the tests give it, one JSON object a line: `call`, a
//! function of the package, its `arguments`, and the text of the `answer`. `tests/package` holds the
//! package in WebAssembly against it, byte by byte.

#![forbid(unsafe_code)]

mod calls;
mod corpus;

use std::io::{self, BufWriter, Write as _};

use serde_json::json;

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for call in corpus::calls() {
        let answer = calls::answer(&call);
        let line = json!({ "call": call.function, "arguments": call.arguments, "answer": answer });
        writeln!(output, "{line}")?;
    }
    output.flush()
}
