//! The table of the program's parts in the page: `web/parts.js` and `web/preload.js` read it.

use super::folder::{Folder, PAGE};
use crate::build::program::{STYLES, TABLE};
use crate::run::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// The place of the table in the page.
const PLACE: &str = "<script id=\"parts\" type=\"application/json\">{}</script>";

/// Puts the table into the page.
///
/// # Errors
/// When the page has no place for it, or a file cannot be read or written.
pub fn write(folder: &Folder) -> Outcome {
    let table = folder.read(TABLE)?;
    folder.remove(TABLE)?;
    folder.write(PAGE, with_table(&folder.read(PAGE)?, &table)?)
}

fn with_table(page: &str, table: &str) -> Outcome<String> {
    if !page.contains(PLACE) {
        return Err(Failure(format!("{PAGE} does not say `{PLACE}`")));
    }
    let table = PLACE.replace("{}", table);
    Ok(page.replacen(PLACE, &format!("{}{table}", styles(&table)), 1))
}

/// The files of each part, as the table of a page says.
///
/// # Errors
/// When the page has no table.
pub fn table_of(page: &str) -> Outcome<BTreeMap<String, Vec<String>>> {
    let (before, after) = PLACE.split_once("{}").unwrap_or_default();
    let table = page
        .split_once(before)
        .and_then(|(_, rest)| rest.split_once(after));
    let table = table.and_then(|(table, _)| serde_json::from_str(table).ok());
    table.ok_or_else(|| Failure(format!("{PAGE} has no table of parts")))
}

/// A program without parts has no table, and the page all styles at once.
fn styles(table: &str) -> String {
    if table != PLACE {
        return String::new();
    }
    let files: BTreeSet<&str> = STYLES
        .iter()
        .flat_map(|(_, files)| *files)
        .copied()
        .collect();
    let links = files
        .iter()
        .map(|file| format!("<link rel=\"stylesheet\" href=\"./{file}\">\n    "));
    links.collect()
}

#[cfg(test)]
mod tests {
    use super::{PLACE, with_table};

    #[test]
    fn the_page_gets_the_table() {
        let index = include_str!("../../../../../web/index.html");
        let page = with_table(index, "{ \"name\": [\"./name.wasm\"] }").unwrap();
        assert!(
            page.contains("json\">{ \"name\": [\"./name.wasm\"] }</script>"),
            "{page}"
        );
        assert!(!page.contains(PLACE));
        assert!(with_table("<html>", "{}").is_err());
        let page = with_table(index, "{}").unwrap();
        assert!(
            page.contains("<link rel=\"stylesheet\" href=\"./pulls.css\">"),
            "{page}"
        );
    }
}
