//! Taking a program apart at its split points: crates/playground/src/parts.rs.

use crate::environment::Environment;
use crate::run::{self, Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The script by which the program loads its parts. The splitter writes one that asks for every piece
/// alone; ours ([`super::pack`]) takes its name.
pub const SPLIT_SCRIPT: &str = "__wasm_split.js";

/// How that script begins the loader of a part.
const LOADER: &str = "export const __wasm_split_load_";

/// The pieces that the splitter made, each with the parts that need it. What several parts need lies in
/// a piece for exactly these.
pub type Pieces = BTreeMap<String, BTreeSet<String>>;

/// Writes the main program as `<name>.wasm`, and the pieces.
pub fn split(
    environment: &Environment,
    program: &Path,
    name: &str,
    folder: &Path,
) -> Outcome<Pieces> {
    run::visibly(
        environment
            .command("wasm-split-cli")
            .arg(program)
            .arg(folder)
            .args(["--out-name", name]),
    )?;
    let script = folder.join(SPLIT_SCRIPT);
    let script = fs::read_to_string(&script)
        .map_err(|error| Failure(format!("{} could not be read: {error}", script.display())))?;
    let pieces = pieces(&script);
    match pieces.keys().find(|piece| !file(folder, piece).exists()) {
        None if !pieces.is_empty() => Ok(pieces),
        _ => Err(Failure(format!(
            "{SPLIT_SCRIPT} of wasm-split-cli does not say which part needs which piece as it did before"
        ))),
    }
}

/// Where a piece lies.
pub fn file(folder: &Path, piece: &str) -> PathBuf {
    folder.join(format!("{piece}.wasm"))
}

/// What the script of the splitter says: the loader of a part names the file with what the part alone
/// needs, where there is one, and last the loaders of what it shares.
fn pieces(script: &str) -> Pieces {
    let mut pieces = Pieces::new();
    for loader in script.split(LOADER).skip(1) {
        let Some((part, loader)) = loader.split_once(" = ") else {
            continue;
        };
        let shared = loader.rsplit_once('[').map_or("", |(_, list)| list);
        let shared = shared.split(|it: char| !it.is_ascii_digit());
        let shared = shared.filter(|number| !number.is_empty());
        let own = format!("split_{part}");
        let own = loader.contains(&format!("{own}.wasm")).then_some(own);
        for piece in shared.map(|number| format!("chunk_{number}")).chain(own) {
            pieces.entry(piece).or_default().insert(part.to_owned());
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_the_splitter_says_who_needs_what() {
        const SCRIPT: &str = r#"
const __chunk_9 = makeLoad(() => fetch(new URL("./chunk_9.wasm", import.meta.url)), []);
export const __wasm_split_load_pulls = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_pulls.wasm", import.meta.url));
}
, [__chunk_9, __chunk_10]));
export const __wasm_split_load_name = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), [__chunk_10]));
"#;
        let rows: Vec<String> = pieces(SCRIPT)
            .into_iter()
            .map(|(piece, parts)| {
                format!(
                    "{piece}: {}",
                    parts.into_iter().collect::<Vec<_>>().join(" ")
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                "chunk_10: name pulls",
                "chunk_9: pulls",
                "split_pulls: pulls"
            ]
        );
    }
}
