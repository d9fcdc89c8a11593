//! The rows of a measurement as a table for people.

use crate::run::{Failure, Outcome};
use serde_json::Value;
use std::fmt::Write as _;

/// The table of these rows, each a JSON object.
///
/// # Errors
/// For a line that is no row.
pub fn build(rows: &[String]) -> Outcome<String> {
    let parsed = |row: &String| {
        serde_json::from_str::<Value>(row)
            .map_err(|error| Failure(format!("`{row}` is not a measurement: {error}")))
    };
    let rows = rows.iter().map(parsed).collect::<Outcome<Vec<_>>>()?;
    let names = rows.iter().filter_map(|row| row["name"].as_str());
    let widest = names.map(|name| name.chars().count()).max().unwrap_or(0);
    let mut table = format!(
        "{:widest$} {:>10} {:>10} {:>6} {:>6}\n",
        "", "ours", "peer", "", "ratio"
    );
    for row in rows {
        let text = |field: &str| row[field].as_str().unwrap_or_default();
        let number = |field: &str| {
            row[field]
                .as_f64()
                .map_or_else(|| "-".to_owned(), |number| format!("{number:.2}"))
        };
        writeln!(
            table,
            "{:widest$} {:>10} {:>10} {:>6} {:>6}",
            text("name"),
            number("ours"),
            number("peer"),
            text("unit"),
            number("ratio")
        )
        .expect("a text can be written to");
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_a_peer_has_no_ratio() {
        let rows = [
            r#"{"name":"a","ours":1.5,"peer":3,"unit":"ms","ratio":0.5}"#.to_owned(),
            r#"{"name":"b","ours":2,"peer":null,"unit":"ms","ratio":null}"#.to_owned(),
        ];
        let table = build(&rows).expect("rows");
        let lines: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(lines[1], ["a", "1.50", "3.00", "ms", "0.50"]);
        assert_eq!(lines[2], ["b", "2.00", "-", "ms", "-"]);
        assert!(build(&["no row".to_owned()]).is_err());
    }
}
