//! Few files of many pieces: the splitter makes one for every set of parts that share code, over a
//! hundred, and a view needs dozens of them.
//!
//! What the first view shares with any other lies in the file of the main program. A view is fetched as at most
//! three files beside that: what it shares with views like it, and its own. A piece may lie in two files, where
//! that is less than fetching it for nothing; it is started once. A file is a WebAssembly module with a custom
//! section for each piece: `web/parts.js` reads it.

use super::split::{Pieces, file};
use super::{PAGE, bind};
use crate::build::finish::folder::Folder;
use crate::run::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The file that says which files a part is in, until `finish` has put it into the page.
pub const TABLE: &str = "parts.json";

/// The part of the first view. What it shares with any other lies in the file of the main program.
const FIRST: &str = "name";

/// What views have in common. Platforms shares so little with others that two files would fetch more for
/// nothing.
const GROUPS: [Group; 3] = [
    Group {
        file: "rules",
        parts: &["policy", "back_off", "use_cases"],
        least: 2,
    },
    Group {
        file: "objects",
        parts: &["pulls", "manifest", "credentials", "platforms"],
        least: 3,
    },
    Group {
        file: "documents",
        parts: &["manifest", "credentials"],
        least: 2,
    },
];

/// A file with what several of some parts need.
struct Group {
    file: &'static str,
    /// Who fetches the file.
    parts: &'static [&'static str],
    /// How many of them need what is in it.
    least: usize,
}

impl Group {
    fn takes(&self, needed_by: &BTreeSet<String>) -> bool {
        let of_group = self.parts.iter().filter(|part| needed_by.contains(**part));
        of_group.count() >= self.least
    }
}

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
        let mut packs = Self::default();
        for (piece, needed_by) in pieces {
            for file in files_of(needed_by) {
                let packed = packs.files.entry(file.to_owned()).or_default();
                packed.insert(piece.clone());
            }
        }
        let parts: BTreeSet<&String> = pieces.values().flatten().collect();
        for part in parts {
            let groups = GROUPS.iter().filter(|it| it.parts.contains(&&**part));
            let files = groups.map(|group| group.file).chain([&**part]);
            let is_needed = |file: &&str| {
                let mut packed = packs.files.get(*file).into_iter().flatten();
                packed.any(|piece| pieces[piece].contains(part))
            };
            let files = files.filter(is_needed).map(str::to_owned).collect();
            packs.parts.insert(part.clone(), files);
        }
        packs
    }

    /// Writes the files, with the pieces of a folder, in which the main program gets its own.
    ///
    /// # Errors
    /// Where a piece cannot be read or a file cannot be written.
    pub fn write(&self, pieces: &Path, folder: &Folder) -> Outcome {
        let all: BTreeSet<&String> = self.files.values().flatten().collect();
        let numbers: BTreeMap<&String, u32> = all.into_iter().zip(0..).collect();
        let main = bind::program(pieces, PAGE);
        for (name, packed) in &self.files {
            let mut module = match &**name {
                PAGE => read(&main)?,
                _ => b"\0asm\x01\0\0\0".to_vec(),
            };
            for piece in packed {
                section(&mut module, numbers[piece], &read(&file(pieces, piece))?);
            }
            match &**name {
                PAGE => fs::write(&main, module).map_err(|error| {
                    Failure(format!("{} could not be written: {error}", main.display()))
                })?,
                _ => folder.write(&file_name(name), module)?,
            }
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

/// The files in which a piece lies that is needed by some parts.
fn files_of(needed_by: &BTreeSet<String>) -> BTreeSet<&str> {
    if needed_by.len() > 1 && needed_by.contains(FIRST) {
        return [PAGE].into();
    }
    let mut files = BTreeSet::new();
    // The parts that fetch a file with it.
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    for group in GROUPS.iter().filter(|group| group.takes(needed_by)) {
        if group.parts.iter().any(|part| !reached.contains(*part)) {
            files.insert(group.file);
            reached.extend(group.parts);
        }
    }
    let others = needed_by.iter().map(String::as_str);
    files.extend(others.filter(|part| !reached.contains(part)));
    files
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path)
        .map_err(|error| Failure(format!("{} could not be read: {error}", path.display())))
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
    fn a_view_is_at_most_three_files_beside_the_main_program_and_has_all_its_pieces() {
        let packs = packs(&[
            ("split_name", "name"),
            ("split_policy", "policy"),
            ("split_pulls", "pulls"),
            ("split_share", "share"),
            ("chunk_1", "name policy pulls share"),
            ("chunk_2", "policy back_off"),
            ("chunk_3", "policy pulls"),
            ("chunk_4", "credentials manifest policy use_cases"),
            ("chunk_5", "credentials manifest pulls"),
        ]);
        let files = packs.files.iter().map(|(name, pieces)| {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            format!("{name}: {}", pieces.join(" "))
        });
        assert_eq!(
            files.collect::<Vec<_>>(),
            [
                "documents: chunk_4",
                "name: split_name",
                "objects: chunk_5",
                "playground: chunk_1",
                "policy: chunk_3 split_policy",
                "pulls: chunk_3 split_pulls",
                "rules: chunk_2 chunk_4",
                "share: split_share",
            ]
        );
        assert_eq!(packs.parts["policy"], ["rules", "policy"]);
        assert_eq!(packs.parts["manifest"], ["objects", "documents"]);
        assert_eq!(packs.parts["share"], ["share"]);
        assert!(packs.table().contains("\"name\": [\"./name.wasm\"]"));
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
