//! The script with which Trunk loads the playground: inline in the page, a file of its own after this.
//!
//! A Content-Security-Policy that trusts files of the site and nothing else then
//! needs no exception.

use super::folder::{Folder, PAGE};
use crate::run::{Failure, Outcome};

const LOADER: &str = "loader.js";

/// How Trunk's inline script begins.
const INLINE: &str = "<script type=\"module\">";
const END: &str = "</script>";

/// Moves the inline script of the page to a file.
pub fn write(folder: &Folder) -> Outcome {
    let (page, loader) = apart(&folder.read(PAGE)?)?;
    folder.write(LOADER, loader)?;
    folder.write(PAGE, page)
}

/// The page without its inline script, and the script.
fn apart(page: &str) -> Outcome<(String, String)> {
    let parts = page
        .split_once(INLINE)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?)));
    let Some((before, (script, after))) = parts else {
        return Err(Failure(format!(
            "{PAGE} has no inline module script: Trunk loads the playground in another way than before"
        )));
    };
    if after.contains(INLINE) {
        return Err(Failure(format!(
            "{PAGE} has more than one inline module script"
        )));
    }
    let page = format!("{before}<script type=\"module\" src=\"./{LOADER}\">{END}{after}");
    Ok((page, format!("{}\n", script.trim())))
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn the_inline_script_becomes_a_file() {
        let page = "<head><script type=\"module\">\nimport './a.js';\n</script></head><script id=\"modules\">{}</script>";
        assert_eq!(
            apart(page),
            Ok((
                "<head><script type=\"module\" src=\"./loader.js\"></script></head><script id=\"modules\">{}</script>".to_owned(),
                "import './a.js';\n".to_owned()
            ))
        );
    }

    #[test]
    fn a_page_with_another_number_of_inline_scripts_is_a_failure() {
        let script = "<script type=\"module\">a()</script>";
        for page in [String::new(), script.repeat(2)] {
            assert!(apart(&page).is_err(), "{page}");
        }
    }
}
