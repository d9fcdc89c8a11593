//! How heavy the site and the package are, against their [`budgets`](super::budgets).

use super::budgets::{self, Budget};
use super::finish::folder::PAGE;
use super::finish::parts::table_of;
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

/// The kinds of files that are weighed.
const EXTENSIONS: [&str; 5] = ["html", "css", "js", "txt", "wasm"];

/// Prints the brotli bytes of every file given, one line each.
const WEIGH: &str = r#"
const { readFileSync } = require("node:fs");
const { brotliCompressSync } = require("node:zlib");
for (const path of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(path)).length);
"#;

/// Bytes after brotli by the names of files, without the hashes of their contents.
type Weights = BTreeMap<String, u64>;

/// Prints what the views, the rest of the site and the package weigh.
///
/// # Errors
/// When something weighs more than its budget, or a file belongs to none: all of them, with what they
/// weigh.
pub fn report(environment: &Environment) -> Outcome {
    let site = weigh(environment, &project::site())?;
    let page = read(&project::site().join(PAGE))?;
    let openings = openings(&page)?;
    let mut rows = views(&site, &openings)?;
    rows.extend(artefacts(&site, budgets::OTHERS)?);
    let package = weigh(environment, &project::package())?;
    let files = package.keys().map(String::as_str);
    rows.push(Row::new("the package", files, &package, budgets::PACKAGE)?);
    println!("{}", table(&rows));
    let counted = openings.values().flatten().map(String::as_str);
    let others = budgets::OTHERS.iter().flat_map(|it| it.files).copied();
    let counted: BTreeSet<&str> = counted.chain(others).collect();
    let forgotten = site.keys().filter(|name| !counted.contains(name.as_str()));
    let forgotten = forgotten.map(|name| format!("{name} has no budget"));
    let failures: Vec<String> = rows
        .iter()
        .filter_map(Row::excess)
        .chain(forgotten)
        .collect();
    if failures.is_empty() {
        return Ok(());
    }
    Err(Failure(format!(
        "{}\nThe budgets are in crates/xtask/src/build/budgets.rs.",
        failures.join("\n")
    )))
}

/// Something that is weighed.
#[derive(Debug)]
struct Row {
    what: String,
    brotli: u64,
    most: u64,
    /// The files, heaviest first.
    files: Vec<(String, u64)>,
}

impl Row {
    fn new<'a>(
        what: impl Into<String>,
        files: impl IntoIterator<Item = &'a str>,
        weights: &Weights,
        most: u64,
    ) -> Outcome<Self> {
        let what = what.into();
        let weight = |name: &str| {
            let weight = weights.get(name).copied().map(|it| (name.to_owned(), it));
            weight.ok_or_else(|| Failure(format!("{what}: there is no file {name}")))
        };
        let mut files: Vec<(String, u64)> =
            files.into_iter().map(weight).collect::<Outcome<_>>()?;
        files.sort_by_key(|(_, brotli)| u64::MAX - brotli);
        Ok(Self {
            brotli: files.iter().map(|(_, brotli)| brotli).sum(),
            what,
            most,
            files,
        })
    }

    /// By how much it is too heavy, file by file.
    fn excess(&self) -> Option<String> {
        let more = self
            .brotli
            .checked_sub(self.most)
            .filter(|more| *more > 0)?;
        let files = self
            .files
            .iter()
            .map(|(name, brotli)| format!("{name} {brotli}"));
        Some(format!(
            "{}: {} bytes after brotli, {more} more than the budget of {} ({})",
            self.what,
            self.brotli,
            self.most,
            files.collect::<Vec<_>>().join(", ")
        ))
    }
}

/// The files that opening each part takes, those of the page among them.
fn openings(page: &str) -> Outcome<BTreeMap<String, BTreeSet<String>>> {
    let linked = ["href=\"./", "src=\"./"].iter().flat_map(|attribute| {
        let names = page.split(attribute).skip(1);
        names.filter_map(|rest| rest.split('"').next())
    });
    let of_page = linked.filter(|name| is_weighed(name)).chain([PAGE]);
    let of_page: BTreeSet<String> = of_page.map(without_hash).collect();
    let parts = table_of(page)?;
    Ok(parts
        .into_iter()
        .map(|(part, files)| {
            let files = files.iter().map(|file| without_hash(file));
            // The editor takes the place of a text area that answers already.
            let files = files.filter(|file| file != "editor.css");
            (part, of_page.iter().cloned().chain(files).collect())
        })
        .collect())
}

/// The first view, the others over it, all together, and an embed.
fn views(weights: &Weights, openings: &BTreeMap<String, BTreeSet<String>>) -> Outcome<Vec<Row>> {
    let files = |part: &str| {
        openings
            .get(part)
            .ok_or_else(|| Failure(format!("the table of {PAGE} has no part {part}")))
    };
    let row = |what: String, files: &BTreeSet<String>, most| {
        Row::new(what, files.iter().map(String::as_str), weights, most)
    };
    let first = row(
        "the first view".to_owned(),
        files(budgets::FIRST_PART)?,
        budgets::FIRST_VIEW,
    )?;
    let mut all = files(budgets::FIRST_PART)?.clone();
    let mut rows = Vec::new();
    for (part, over) in budgets::VIEWS {
        all.extend(files(part)?.iter().cloned());
        rows.push(row(
            format!("the view {part}"),
            files(part)?,
            first.brotli + over,
        )?);
    }
    rows.push(row("all views".to_owned(), &all, budgets::ALL_VIEWS)?);
    let mut embed = files("pulls")?.clone();
    embed.remove(PAGE);
    embed.extend(budgets::EMBED.map(str::to_owned));
    rows.push(row(
        "an embed of pulls".to_owned(),
        &embed,
        budgets::EMBED_OF_PULLS,
    )?);
    rows.insert(0, first);
    Ok(rows)
}

fn artefacts(weights: &Weights, budgets: &[Budget]) -> Outcome<Vec<Row>> {
    let row = |budget: &Budget| {
        Row::new(
            budget.artefact,
            budget.files.iter().copied(),
            weights,
            budget.most,
        )
    };
    budgets.iter().map(row).collect()
}

fn table(rows: &[Row]) -> String {
    let head = format!("{:<40} {:>10} {:>10}\n", "after brotli", "bytes", "budget");
    let lines = rows.iter().map(|row| {
        let files = row
            .files
            .iter()
            .map(|(name, brotli)| format!("{name} {brotli}"));
        let files = files.collect::<Vec<_>>().join(", ");
        format!(
            "{:<40} {:>10} {:>10}  {files}\n",
            row.what, row.brotli, row.most
        )
    });
    head + &lines.collect::<String>()
}

fn weigh(environment: &Environment, folder: &Path) -> Outcome<Weights> {
    let names = list(folder).map_err(|error| not_read(folder, &error))?;
    let answer = run::answer(
        environment
            .command("node")
            .current_dir(folder)
            .args(["--eval", WEIGH])
            .args(&names),
    )?;
    let weights = names.iter().zip(answer.lines());
    let weights = weights.filter_map(|(name, line)| Some((without_hash(name), line.parse().ok()?)));
    Ok(weights.collect())
}

/// The files of a folder that are weighed.
fn list(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    Ok(names.filter(|name| is_weighed(name)).collect())
}

fn is_weighed(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|its| EXTENSIONS.iter().any(|known| its == *known))
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| not_read(path, &error))
}

fn not_read(path: &Path, error: &io::Error) -> Failure {
    Failure(format!("{} could not be read: {error}", path.display()))
}

/// `pulls.wasm` of `pulls-e8dd511132c7256c.wasm`, with or without `./` before it.
fn without_hash(name: &str) -> String {
    let name = name.trim_start_matches("./");
    let apart = name
        .rsplit_once('.')
        .and_then(|(stem, extension)| Some((stem.rsplit_once('-')?, extension)));
    match apart {
        Some(((stem, hash), extension))
            if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            format!("{stem}.{extension}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE_OF_TEST: &str = concat!(
        "<link rel=\"stylesheet\" href=\"./page-0123456789abcdef.css\"><link rel=\"icon\" href=\"./icon.svg\">",
        "<script id=\"parts\" type=\"application/json\">",
        "{\"name\": [\"./base-0123456789abcdef.wasm\"], \"pulls\": [\"./base-0123456789abcdef.wasm\", \"./pulls.wasm\"]}",
        "</script><script src=\"./loader.js\"></script>"
    );

    #[test]
    fn a_view_is_the_page_and_its_parts() {
        let openings = openings(PAGE_OF_TEST).unwrap();
        let files = |part: &str| {
            openings[part]
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            files("name"),
            ["base.wasm", "index.html", "loader.js", "page.css"]
        );
        assert_eq!(
            files("pulls"),
            [
                "base.wasm",
                "index.html",
                "loader.js",
                "page.css",
                "pulls.wasm"
            ]
        );
    }

    #[test]
    fn the_budget_is_the_most_that_is_allowed() {
        let weights = Weights::from([("a.wasm".to_owned(), 60), ("b.css".to_owned(), 41)]);
        let excess = |most| {
            let row = Row::new("the view", ["b.css", "a.wasm"], &weights, most);
            row.unwrap().excess()
        };
        assert_eq!(excess(101), None);
        assert_eq!(
            excess(100).unwrap_or_default(),
            "the view: 101 bytes after brotli, 1 more than the budget of 100 (a.wasm 60, b.css 41)"
        );
        let missing = Row::new("the view", ["c.js"], &weights, 1).unwrap_err();
        assert_eq!(missing.0, "the view: there is no file c.js");
    }
}
