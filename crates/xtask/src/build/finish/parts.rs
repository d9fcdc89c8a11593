//! The table of the program's parts in the page: `web/parts.js` and `web/preload.js` read it.

use super::folder::{Folder, PAGE};
use crate::build::program::TABLE;
use crate::run::{Failure, Outcome};

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
    Ok(page.replacen(PLACE, &PLACE.replace("{}", table), 1))
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
    }
}
