//! Prints what the core answers natively to all that the tests give it, one JSON object a line: `call`, a
//! function of the package, its `arguments`, and the text of the `answer`. `tests/package` holds the
//! package in WebAssembly against it, byte by byte. With `-`, the calls are read from the standard input
//! in the same form.

#![forbid(unsafe_code)]

mod calls;
mod corpus;
#[cfg(test)]
mod korean;

use std::{
    env,
    io::{self, BufWriter, Write as _},
};

use serde_json::json;

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    let calls = match env::args().nth(1) {
        Some(_) => given()?,
        None => corpus::calls(),
    };
    for call in calls {
        let answer =
            calls::answer(&call).unwrap_or_else(|error| panic!("{}: {error}", call.function));
        let line = json!({ "call": call.function, "arguments": call.arguments, "answer": answer });
        writeln!(output, "{line}")?;
    }
    output.flush()
}

/// The calls of the standard input.
fn given() -> io::Result<Vec<calls::Call>> {
    io::stdin()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect()
}
