//! A hash of its content in the name of every file, so that browsers may keep a file for ever.
//!
//! A file that another one names is named first, because its new name changes the
//! content of the other. Trunk's own hashes are switched off: they cover what went
//! into a file, not what came out.

use super::folder::{Files, Folder};
use crate::run::{Failure, Outcome};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How the names of files end that people and programs open by their names. They
/// change with a version, so browsers have to ask for them each time.
///
/// `start.svg` is named by the program, in which no name can be replaced by a longer one.
const OPENED_BY_NAME: [&str; 5] = [".html", ".txt", ".webmanifest", "element.js", "start.svg"];

/// How the names of files end that name others.
const NAMING_OTHERS: [&str; 4] = [".html", ".webmanifest", ".css", ".js"];

/// Bytes of a hash: enough to tell all files apart.
const HASH_BYTES: usize = 8;

/// Renames the files of the site.
pub fn hash(folder: &Folder) -> Outcome {
    let files = folder.read_all()?;
    let renamed = with_hashes(&files)?;
    for name in files.keys().filter(|name| !renamed.contains_key(*name)) {
        folder.remove(name)?;
    }
    renamed
        .iter()
        .try_for_each(|(name, content)| folder.write(name, content))
}

/// The files under their new names, with the new names of others in them.
///
/// # Errors
/// When a file is named by no other, so that nothing can load it, or names itself
/// by way of others.
fn with_hashes(files: &Files) -> Outcome<Files> {
    let mut renaming = Renaming {
        files,
        names: BTreeMap::new(),
        renamed: Files::new(),
    };
    for name in files.keys().filter(|name| is_opened_by_name(name)) {
        renaming.rename(name)?;
    }
    let forgotten = files
        .keys()
        .find(|name| !renaming.names.contains_key(name.as_str()));
    match forgotten {
        Some(name) => Err(Failure(format!(
            "no page of the site, and no script of such a page, names the file {name}"
        ))),
        None => Ok(renaming.renamed),
    }
}

struct Renaming<'a> {
    files: &'a Files,
    /// New names by old ones; none while the file waits for the names in it.
    names: BTreeMap<&'a str, Option<String>>,
    renamed: Files,
}

impl<'a> Renaming<'a> {
    fn rename(&mut self, name: &'a str) -> Outcome<String> {
        match self.names.get(name) {
            Some(Some(done)) => return Ok(done.clone()),
            Some(None) => {
                return Err(Failure(format!("{name} names a file that names {name}")));
            }
            None => {}
        }
        self.names.insert(name, None);
        let mut content = self.files[name].clone();
        if ends_with_any(name, &NAMING_OTHERS) {
            content = self.with_new_names(name, content)?;
        }
        let new = if is_opened_by_name(name) {
            name.to_owned()
        } else {
            hashed(name, &content)
        };
        self.names.insert(name, Some(new.clone()));
        self.renamed.insert(new.clone(), content);
        Ok(new)
    }

    fn with_new_names(&mut self, name: &str, content: Vec<u8>) -> Outcome<Vec<u8>> {
        let mut text = String::from_utf8(content)
            .map_err(|error| Failure(format!("{name} is not UTF-8 text: {error}")))?;
        let files = self.files;
        for other in files.keys().filter(|other| !is_opened_by_name(other)) {
            for (before, after) in [("\"", "\""), ("\"./", "\""), ("'", "'"), ("'./", "'")] {
                let old = format!("{before}{other}{after}");
                if text.contains(&old) {
                    let new = format!("{before}{}{after}", self.rename(other)?);
                    // A key keeps its name: the scripts of wasm-bindgen have keys that
                    // are the names of imports in the WebAssembly module.
                    text = text
                        .replace(&old, &new)
                        .replace(&format!("{new}:"), &format!("{old}:"));
                }
            }
        }
        Ok(text.into_bytes())
    }
}

/// `pulls_bg.wasm` with this content is `pulls_bg-0123456789abcdef.wasm`.
fn hashed(name: &str, content: &[u8]) -> String {
    let hash = hash_of(content);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// The hash that stands for a content: 16 hexadecimal digits.
pub fn hash_of(content: &[u8]) -> String {
    let bytes = Sha256::digest(content);
    bytes
        .iter()
        .take(HASH_BYTES)
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn is_opened_by_name(name: &str) -> bool {
    ends_with_any(name, &OPENED_BY_NAME)
}

fn ends_with_any(name: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(rows: &[(&str, &str)]) -> Files {
        let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
        rows.iter().map(file).collect()
    }

    fn names(files: &Files) -> Vec<&str> {
        files.keys().map(String::as_str).collect()
    }

    const SITE: [(&str, &str); 5] = [
        (
            "index.html",
            "<link href=\"./page.css\"><script src=\"./app.js\">",
        ),
        ("page.css", "p {}"),
        (
            "app.js",
            "import './snippets/a/load.js'; fetch('app_bg.wasm'); ({ './snippets/a/load.js': 1 })",
        ),
        ("app_bg.wasm", "\0asm"),
        ("snippets/a/load.js", "1"),
    ];

    fn changed(name: &str, content: &str) -> Files {
        let mut changed = files(&SITE);
        changed.insert(name.to_owned(), content.as_bytes().to_vec());
        changed
    }

    #[test]
    fn names_carry_the_hash_of_the_content_wherever_they_stand() {
        let renamed = with_hashes(&files(&SITE)).unwrap();
        assert_eq!(
            names(&renamed),
            [
                "app-1b74cc37b973366e.js",
                "app_bg-cd5d4935a48c0672.wasm",
                "index.html",
                "page-48d24394dd48cb69.css",
                "snippets/a/load-6b86b273ff34fce1.js",
            ]
        );
        assert_eq!(
            String::from_utf8_lossy(&renamed["index.html"]),
            "<link href=\"./page-48d24394dd48cb69.css\"><script src=\"./app-1b74cc37b973366e.js\">"
        );
        assert_eq!(
            String::from_utf8_lossy(&renamed["app-1b74cc37b973366e.js"]),
            "import './snippets/a/load-6b86b273ff34fce1.js'; fetch('app_bg-cd5d4935a48c0672.wasm'); ({ './snippets/a/load.js': 1 })"
        );
    }

    #[test]
    fn a_file_and_those_that_name_it_get_new_names() {
        let before = with_hashes(&files(&SITE)).unwrap();
        let after = with_hashes(&changed("app_bg.wasm", "\0asm2")).unwrap();
        let same: Vec<&str> = names(&after)
            .into_iter()
            .filter(|name| before.contains_key(*name))
            .collect();
        assert_eq!(
            same,
            [
                "index.html",
                "page-48d24394dd48cb69.css",
                "snippets/a/load-6b86b273ff34fce1.js"
            ]
        );
        assert_ne!(before["index.html"], after["index.html"]);
    }

    #[test]
    fn a_file_that_nothing_names_is_a_failure() {
        let failure = with_hashes(&changed("orphan.js", "1")).unwrap_err();
        assert!(failure.to_string().contains("orphan.js"), "{failure}");
    }

    #[test]
    fn files_that_name_each_other_are_a_failure() {
        let failure = with_hashes(&changed("page.css", "'app.js' 'page.css'")).unwrap_err();
        assert!(failure.to_string().contains("page.css"), "{failure}");
    }
}
