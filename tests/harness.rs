//! One harness for all vectors: it runs tables row by row, collects every difference and reports
//! them together.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

use serde_json::Value;

/// A row on which our crates differ from the vectors on purpose.
#[derive(Debug)]
pub struct KnownDifference {
    /// The table of the row.
    pub table: &'static str,
    /// What identifies the row: its `input`, or the row itself where it is a text.
    pub input: &'static str,
    /// Why the difference is right.
    pub reason: &'static str,
}

/// One file of vectors, held against our crates.
///
/// [`Conformance::finish`] fails when a row differs that is not known to, when a known difference
/// does not differ, and when a table of the file has not been run.
#[derive(Debug)]
pub struct Conformance {
    file: &'static str,
    vectors: Value,
    known: &'static [KnownDifference],
    met: BTreeSet<&'static str>,
    run: BTreeSet<String>,
    failures: Vec<String>,
}

impl Conformance {
    /// Reads a file of `tests/vectors`.
    ///
    /// # Panics
    /// Where the file is missing or is no JSON.
    pub fn new(file: &'static str, known: &'static [KnownDifference]) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("vectors")
            .join(file);
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
        let vectors = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{} is no JSON: {error}", path.display()));
        Self {
            file,
            vectors,
            known,
            met: BTreeSet::new(),
            run: BTreeSet::new(),
            failures: Vec::new(),
        }
    }

    /// Runs a table, which must have this many rows.
    ///
    /// `table` is its name below `tables` or, with a leading slash, a JSON pointer into the file.
    ///
    /// # Panics
    /// Where the file has no such table.
    pub fn table(
        &mut self,
        table: &str,
        rows: usize,
        check: impl Fn(&Value, &mut Row),
    ) -> &mut Self {
        let found = match table.strip_prefix('/') {
            Some(_) => self.vectors.pointer(table),
            None => self.vectors["tables"].get(table),
        };
        let Some(Value::Array(found)) = found.cloned() else {
            panic!("{} has no table {table}", self.file);
        };
        if found.len() != rows {
            let message = format!(
                "{} {table}: {} rows instead of {rows}",
                self.file,
                found.len()
            );
            self.failures.push(message);
        }
        for (index, row) in found.iter().enumerate() {
            let mut differences = Row::default();
            check(row, &mut differences);
            self.judge(table, index, row, &differences.found);
        }
        self.run.insert(table.to_owned());
        self
    }

    /// Ends the run of the file.
    ///
    /// # Panics
    /// Where any row failed, with all failures.
    pub fn finish(&mut self) {
        if let Some(Value::Object(tables)) = self.vectors.get("tables") {
            let left_out = tables.keys().filter(|table| !self.run.contains(*table));
            self.failures
                .extend(left_out.map(|table| format!("table {table} was not run")));
        }
        for known in self
            .known
            .iter()
            .filter(|known| !self.met.contains(known.input))
        {
            let KnownDifference { table, input, .. } = known;
            self.failures.push(format!(
                "{table} {input:?}: known to differ, but it does not"
            ));
        }
        let failures = &self.failures;
        assert!(
            failures.is_empty(),
            "{}: {} failures\n{}",
            self.file,
            failures.len(),
            failures.join("\n")
        );
    }

    fn judge(&mut self, table: &str, index: usize, row: &Value, found: &str) {
        if found.is_empty() {
            return;
        }
        let input = row.as_str().unwrap_or_else(|| text(row, "input"));
        let is_this = |known: &&KnownDifference| known.table == table && known.input == input;
        match self.known.iter().find(is_this) {
            Some(known) => {
                self.met.insert(known.input);
            }
            None => self
                .failures
                .push(format!("{table} row {index}: {row}{found}")),
        }
    }
}

/// What differs in one row.
#[derive(Debug, Default)]
pub struct Row {
    found: String,
}

impl Row {
    /// Compares what the vector says of `aspect` with what our crates say.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "most rows compare what they just made"
    )]
    pub fn equal<E: Debug, G: Debug + PartialEq<E>>(&mut self, aspect: &str, expected: E, got: G) {
        if got != expected {
            let difference = format!("\n    {aspect}: expected {expected:?}, got {got:?}");
            self.found.push_str(&difference);
        }
    }
}

/// A field of a row as text, `""` where it is absent, as the zero value of Go.
pub fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}
