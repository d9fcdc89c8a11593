//! Few files of many pieces: the splitter makes one for every set of parts that share code, over a
//! hundred, and a view needs dozens of them.
//!
//! A view is fetched as at most three files beside the main program: what it shares with the first view,
//! what it shares with views like it, and its own. A piece may lie in two files, where that is less than
//! fetching it for nothing; it is started once. A file is a WebAssembly module of custom sections, one a
//! piece: `web/parts.js` reads it.

use super::split::{Pieces, file};
use crate::build::finish::folder::Folder;
use crate::run::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The file that says which files a part is in, until `finish` has put it into the page.
pub const TABLE: &str = "parts.json";

/// The part of the first view. What it shares with any other is in a file that every view needs.
const FIRST: &str = "name";
const BASE: &str = "base";

/// Views by what they have in common: a file with what at least two of a group need. Platforms shares so
/// little with others that it would fetch more for nothing.
const GROUPS: [(&str, &[&str]); 2] = [
    ("rules", &["policy", "back_off", "use_cases"]),
    ("documents", &["pulls", "manifest", "credentials"]),
];

/// The styles of parts: `web/styles/`.
pub const STYLES: [(&str, &[&str]); 8] = [
    ("policy", &["policy.css"]),
    ("pulls", &["pulls.css"]),
    ("back_off", &["back_off.css"]),
    ("manifest", &["editor.css", "manifest.css"]),
    ("platforms", &["editor.css", "platforms.css"]),
    ("credentials", &["credentials.css"]),
    ("use_cases", &["use_cases.css"]),
    ("share", &["share.css"]),
];

/// The name of the custom section of a piece.
const SECTION: &str = "piece";

/// Files of pieces.
#[derive(Debug, Default)]
pub struct Packs {
    /// The pieces of each file.
    files: BTreeMap<String, BTreeSet<String>>,
    /// The files of each part.
    parts: BTreeMap<String, Vec<String>>,
}

impl Packs {
    /// Puts pieces into files.
    pub fn new(pieces: &Pieces) -> Self {
        let parts: BTreeSet<&String> = pieces.values().flatten().collect();
        let is_shared_with = |piece: &BTreeSet<String>, group: &[&str]| {
            let needed_by = group.iter().filter(|part| piece.contains(**part));
            needed_by.count() >= 2
        };
        let chosen = |wanted: &dyn Fn(&BTreeSet<String>) -> bool| -> BTreeSet<String> {
            let wanted = pieces.iter().filter(|(_, parts)| wanted(parts));
            wanted.map(|(piece, _)| piece.clone()).collect()
        };
        let is_in_base = |parts: &BTreeSet<String>| parts.contains(FIRST) && parts.len() > 1;
        let mut packs = Self::default();
        packs.add(BASE, chosen(&is_in_base));
        for (name, group) in GROUPS {
            packs.add(
                name,
                chosen(&|parts| !is_in_base(parts) && is_shared_with(parts, group)),
            );
        }
        for part in parts {
            let group = GROUPS.iter().find(|(_, group)| group.contains(&&**part));
            // Some view is always open, so the base is there.
            let shared = [Some(BASE), group.map(|(name, _)| *name)];
            let mut files: Vec<String> = shared.into_iter().flatten().map(String::from).collect();
            let is_there = |piece: &String| {
                files
                    .iter()
                    .any(|file| packs.files.get(file).is_some_and(|it| it.contains(piece)))
            };
            let own = pieces
                .iter()
                .filter(|(piece, parts)| parts.contains(part) && !is_there(piece));
            let own: BTreeSet<String> = own.map(|(piece, _)| piece.clone()).collect();
            let is_needed = |packed: &BTreeSet<String>| {
                let mut needed_by = packed.iter().filter_map(|piece| pieces.get(piece));
                needed_by.any(|parts| parts.contains(part))
            };
            files.push(part.clone());
            packs.add(part, own);
            files.retain(|file| packs.files.get(file).is_some_and(is_needed));
            packs.parts.insert(part.clone(), files);
        }
        packs
    }

    fn add(&mut self, name: &str, pieces: BTreeSet<String>) {
        if !pieces.is_empty() {
            self.files.insert(name.to_owned(), pieces);
        }
    }

    /// Writes the files, with the pieces of a folder.
    ///
    /// # Errors
    /// Where a piece cannot be read or a file cannot be written.
    pub fn write(&self, pieces: &Path, folder: &Folder) -> Outcome {
        let all: BTreeSet<&String> = self.files.values().flatten().collect();
        let numbers: BTreeMap<&String, u32> = all.into_iter().zip(0..).collect();
        for (name, packed) in &self.files {
            let mut module = b"\0asm\x01\0\0\0".to_vec();
            for piece in packed {
                let path = file(pieces, piece);
                let content = fs::read(&path).map_err(|error| {
                    Failure(format!("{} could not be read: {error}", path.display()))
                })?;
                section(&mut module, numbers[piece], &content);
            }
            folder.write(&file_name(name), module)?;
        }
        Ok(())
    }

    /// The script that the program asks for its parts.
    pub fn script(&self) -> String {
        let loaders = self
            .parts
            .keys()
            .map(|part| format!("export const __wasm_split_load_{part} = load(\"{part}\");\n"));
        format!(
            "import {{ load }} from \"./parts.js\";\n{}",
            loaders.collect::<String>()
        )
    }

    /// The files of each part as JSON, its styles among them.
    pub fn table(&self) -> String {
        let rows = self.parts.iter().map(|(part, files)| {
            let styles = STYLES.iter().find(|(styled, _)| styled == part);
            let styles = styles.map_or(&[][..], |(_, files)| files);
            let files = files.iter().map(|pack| file_name(pack));
            let files = files.chain(styles.iter().map(|&style| style.to_owned()));
            let files: Vec<String> = files.map(|file| format!("\"./{file}\"")).collect();
            format!("\"{part}\": [{}]", files.join(", "))
        });
        format!("{{{}}}", rows.collect::<Vec<_>>().join(", "))
    }
}

fn file_name(pack: &str) -> String {
    format!("{pack}.wasm")
}

/// Adds a custom section with a piece: its number in four bytes, the lowest first, and the piece.
fn section(module: &mut Vec<u8>, number: u32, piece: &[u8]) {
    let mut section = leb128(SECTION.len());
    section.extend(SECTION.bytes());
    section.extend(number.to_le_bytes());
    section.extend(piece);
    module.push(0);
    module.extend(leb128(section.len()));
    module.extend(section);
}

/// A number as WebAssembly writes lengths.
fn leb128(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            bytes.push(low & 0x7f);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packs(rows: &[(&str, &str)]) -> Packs {
        let pieces = rows.iter().map(|(piece, parts)| {
            let parts = parts.split(' ').map(str::to_owned).collect();
            ((*piece).to_owned(), parts)
        });
        Packs::new(&pieces.collect())
    }

    #[test]
    fn a_view_is_at_most_three_files_and_has_all_its_pieces() {
        let packs = packs(&[
            ("split_name", "name"),
            ("split_policy", "policy"),
            ("split_pulls", "pulls"),
            ("split_share", "share"),
            ("chunk_1", "name policy pulls share"),
            ("chunk_2", "policy back_off"),
            ("chunk_3", "policy pulls"),
            ("chunk_4", "pulls manifest policy use_cases"),
        ]);
        let files: Vec<String> = packs
            .files
            .iter()
            .map(|(name, pieces)| {
                format!(
                    "{name}: {}",
                    pieces.iter().cloned().collect::<Vec<_>>().join(" ")
                )
            })
            .collect();
        assert_eq!(
            files,
            [
                "back_off: ",
                "base: chunk_1",
                "documents: chunk_4",
                "name: split_name",
                "policy: chunk_3 split_policy",
                "pulls: chunk_3 split_pulls",
                "rules: chunk_2 chunk_4",
                "share: split_share",
            ]
            .into_iter()
            .filter(|row| !row.ends_with(": "))
            .collect::<Vec<_>>()
        );
        assert_eq!(packs.parts["policy"], ["base", "rules", "policy"]);
        assert_eq!(packs.parts["share"], ["base", "share"]);
        assert!(
            packs
                .table()
                .contains("\"name\": [\"./base.wasm\", \"./name.wasm\"]"),
            "{}",
            packs.table()
        );
        assert!(
            packs
                .script()
                .contains("export const __wasm_split_load_share = load(\"share\");")
        );
    }

    #[test]
    fn lengths_are_written_as_webassembly_reads_them() {
        assert_eq!(leb128(5), [5]);
        assert_eq!(leb128(128), [0x80, 1]);
        assert_eq!(leb128(624_485), [0xe5, 0x8e, 0x26]);
    }
}
