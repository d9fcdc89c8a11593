//! How heavy the site and the package are, against their [`budgets`](super::budgets).

use super::budgets::{self, Budget};
use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// The kinds of files that a view is made of.
const EXTENSIONS: [&str; 4] = ["html", "css", "js", "wasm"];

/// Prints raw and brotli bytes of every file given, one line each.
const WEIGH: &str = r#"
const { readFileSync } = require("node:fs");
const { brotliCompressSync } = require("node:zlib");
for (const path of process.argv.slice(1)) {
  const bytes = readFileSync(path);
  console.log(`${bytes.length} ${brotliCompressSync(bytes).length}`);
}
"#;

/// A file; sizes in bytes.
#[derive(Debug, PartialEq, Eq)]
struct Weight {
    name: String,
    raw: u64,
    brotli: u64,
}

/// Prints what the first view of the site weighs, what loads later, and the package.
///
/// # Errors
/// When an artefact weighs more than its budget, or a file belongs to none: all of them, with what
/// they weigh.
pub fn report(environment: &Environment) -> Outcome {
    let (first, later) = first_and_later(&project::site())?;
    let mut package = Vec::new();
    list(&project::package(), "", &mut package)
        .map_err(|error| not_read(&project::package(), &error))?;
    package.sort();

    let first = weigh(environment, &project::site(), &first)?;
    let later = weigh(environment, &project::site(), &later)?;
    let package = weigh(environment, &project::package(), &package)?;
    let mut exceeded = Vec::new();
    for (title, weights, budgets) in [
        ("First view", &first, budgets::FIRST_VIEW),
        ("Later, when it is opened", &later, budgets::LATER),
        ("Package", &package, budgets::PACKAGE),
    ] {
        let artefacts = artefacts(weights, budgets)?;
        println!("{}", table(title, weights, &artefacts));
        exceeded.extend(artefacts.iter().filter_map(Artefact::excess));
    }
    exceeded.extend(excess(
        "the first view",
        total(&first),
        budgets::FIRST_VIEW_MOST,
    ));
    if exceeded.is_empty() {
        return Ok(());
    }
    Err(Failure(format!(
        "{}\nThe budgets are in crates/xtask/src/build/budgets.rs.",
        exceeded.join("\n")
    )))
}

/// The files of the site in two parts: `index.html` with the files that it links
/// and those that their scripts name, and what loads later, such as views of their own.
fn first_and_later(site: &Path) -> Outcome<(Vec<String>, Vec<String>)> {
    let failure = |error| not_read(site, &error);
    let mut names = Vec::new();
    list(site, "", &mut names).map_err(failure)?;
    names.sort();
    let page = fs::read_to_string(site.join("index.html")).map_err(failure)?;
    let is_linked = |name: &String| {
        name == "index.html"
            || ["href", "src"]
                .iter()
                .any(|attribute| page.contains(&format!("{attribute}=\"./{name}\"")))
    };
    let (mut first, mut later): (Vec<_>, Vec<_>) = names.into_iter().partition(is_linked);
    let mut index = 0;
    while let Some(name) = first.get(index) {
        if has_extension(name, "js") {
            let script = fs::read_to_string(site.join(name)).map_err(failure)?;
            // In quotes: a comment may name a file as well.
            let is_named = |name: &mut String| {
                ['"', '\'']
                    .iter()
                    .any(|quote| script.contains(&format!("{name}{quote}")))
            };
            first.extend(later.extract_if(.., is_named));
        }
        index += 1;
    }
    first.sort();
    Ok((first, later))
}

/// Adds the files below a folder that a view is made of, by their path in the site.
fn list(site: &Path, folder: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(site.join(folder))?.flatten() {
        let name = format!("{folder}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(site, &format!("{name}/"), names)?;
        } else if EXTENSIONS
            .into_iter()
            .any(|known| has_extension(&name, known))
        {
            names.push(name);
        }
    }
    Ok(())
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|its| its == extension)
}

fn not_read(folder: &Path, error: &io::Error) -> Failure {
    Failure(format!("{} could not be read: {error}", folder.display()))
}

fn weigh(environment: &Environment, folder: &Path, names: &[String]) -> Outcome<Vec<Weight>> {
    let answer = run::answer(
        environment
            .command("node")
            .current_dir(folder)
            .args(["--eval", WEIGH])
            .args(names),
    )?;
    Ok(names
        .iter()
        .zip(answer.lines())
        .filter_map(|(name, line)| {
            let (raw, brotli) = line.split_once(' ')?;
            Some(Weight {
                name: name.clone(),
                raw: raw.parse().ok()?,
                brotli: brotli.parse().ok()?,
            })
        })
        .collect())
}

/// What the files of a budget weigh.
struct Artefact<'a> {
    budget: &'a Budget,
    files: Vec<&'a Weight>,
}

impl Artefact<'_> {
    fn brotli(&self) -> u64 {
        self.files.iter().map(|weight| weight.brotli).sum()
    }

    /// By how much it is too heavy, file by file.
    fn excess(&self) -> Option<String> {
        let sentence = excess(self.budget.artefact, self.brotli(), self.budget.most)?;
        let files: Vec<String> = self
            .files
            .iter()
            .map(|weight| format!("{} {}", weight.name, weight.brotli))
            .collect();
        Some(format!("{sentence} ({})", files.join(", ")))
    }
}

fn excess(artefact: &str, weight: u64, most: u64) -> Option<String> {
    let more = weight.checked_sub(most).filter(|more| *more > 0)?;
    Some(format!(
        "{artefact}: {weight} bytes after brotli, {more} more than the budget of {most}"
    ))
}

/// The files, each with the first budget that names it.
///
/// # Errors
/// When no budget names a file, or no file is named by a budget: one of both is out of date.
fn artefacts<'a>(weights: &'a [Weight], budgets: &'a [Budget]) -> Outcome<Vec<Artefact<'a>>> {
    let mut artefacts: Vec<Artefact> = budgets
        .iter()
        .map(|budget| Artefact {
            budget,
            files: Vec::new(),
        })
        .collect();
    for weight in weights {
        let name = without_hash(&weight.name);
        let named = |artefact: &&mut Artefact| {
            let mut patterns = artefact.budget.files.iter();
            patterns.any(|pattern| fits(pattern, &name))
        };
        let Some(artefact) = artefacts.iter_mut().find(named) else {
            return Err(Failure(format!(
                "{name} has no budget: add it to one in crates/xtask/src/build/budgets.rs"
            )));
        };
        artefact.files.push(weight);
    }
    match artefacts.iter().find(|artefact| artefact.files.is_empty()) {
        Some(Artefact { budget, .. }) => Err(Failure(format!(
            "there is a budget for {}, but none of its files: {}",
            budget.artefact,
            budget.files.join(", ")
        ))),
        None => Ok(artefacts),
    }
}

/// `pulls.js` of `pulls-e8dd511132c7256c.js`.
fn without_hash(name: &str) -> String {
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

/// Whether a name is that of a pattern, in which one `*` may stand for any characters.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= pattern.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    }
}

fn table(title: &str, weights: &[Weight], artefacts: &[Artefact]) -> String {
    let mut text = format!(
        "{title:<64} {:>10} {:>10} {:>10}\n",
        "raw", "brotli", "budget"
    );
    for Artefact { budget, files } in artefacts {
        for weight in files {
            let _ = writeln!(
                text,
                "  {:<62} {:>10} {:>10}",
                weight.name, weight.raw, weight.brotli
            );
        }
        let raw: u64 = files.iter().map(|weight| weight.raw).sum();
        let brotli: u64 = files.iter().map(|weight| weight.brotli).sum();
        let _ = writeln!(
            text,
            "{:<64} {raw:>10} {brotli:>10} {:>10}",
            budget.artefact, budget.most
        );
    }
    let raw: u64 = weights.iter().map(|weight| weight.raw).sum();
    let _ = writeln!(text, "{:<64} {raw:>10} {:>10}", "Total", total(weights));
    text
}

fn total(weights: &[Weight]) -> u64 {
    weights.iter().map(|weight| weight.brotli).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    fn weight(name: &str, raw: u64, brotli: u64) -> Weight {
        Weight {
            name: name.to_owned(),
            raw,
            brotli,
        }
    }

    #[test]
    fn the_first_view_is_the_page_and_what_it_names() {
        let site = env::temp_dir().join(format!("imagepull-sizes-{}", process::id()));
        let files = [
            (
                "index.html",
                "<link href=\"./style-1f.css\"><script src=\"./loader-0d.js\"></script><script>{ \"pulls\": \"./pulls.js\" }</script>",
            ),
            ("style-1f.css", ""),
            ("loader-0d.js", "import './app-2e.js'"),
            ("app-2e.js", "import './snippets/a/load.js' // for pulls.js"),
            ("snippets/a/load.js", ""),
            ("icon.svg", ""),
            ("pulls.js", "import './pulls_bg.wasm'"),
            ("pulls_bg.wasm", ""),
        ];
        fs::create_dir_all(site.join("snippets/a")).unwrap();
        for (name, text) in files {
            fs::write(site.join(name), text).unwrap();
        }
        let (first, later) = first_and_later(&site).unwrap();
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(
            first,
            [
                "app-2e.js",
                "index.html",
                "loader-0d.js",
                "snippets/a/load.js",
                "style-1f.css"
            ]
        );
        assert_eq!(later, ["pulls.js", "pulls_bg.wasm"]);
    }

    fn budgets() -> [Budget; 2] {
        [
            Budget {
                artefact: "the view Pulls",
                files: &["pulls.js", "pulls_bg.wasm"],
                most: 200_000,
            },
            Budget {
                artefact: "the styles",
                files: &["*.css"],
                most: 1_000,
            },
        ]
    }

    #[test]
    fn the_budget_is_the_most_that_is_allowed() {
        let budgets = budgets();
        let pulls = |brotli: u64| {
            [
                weight("pulls-e8dd511132c7256c.js", 900_000, 10_000),
                weight("pulls_bg-0123456789abcdef.wasm", 900_000, brotli),
                weight("page-0123456789abcdef.css", 900_000, 1_000),
            ]
        };
        let exceeded = |weights: &[Weight]| -> Vec<String> {
            let artefacts = artefacts(weights, &budgets).unwrap_or_default();
            artefacts.iter().filter_map(Artefact::excess).collect()
        };
        assert_eq!(exceeded(&pulls(190_000)), [""; 0]);
        assert_eq!(
            exceeded(&pulls(190_001)),
            [
                "the view Pulls: 200001 bytes after brotli, 1 more than the budget of 200000 \
                 (pulls-e8dd511132c7256c.js 10000, pulls_bg-0123456789abcdef.wasm 190001)"
            ]
        );
    }

    #[test]
    fn a_file_without_a_budget_and_a_budget_without_a_file_are_failures() {
        let budgets = budgets();
        let failure = |weights: &[Weight]| artefacts(weights, &budgets).err().map(|it| it.0);
        let (pulls, page) = (weight("pulls.js", 1, 1), weight("page.css", 1, 1));
        let failed = failure(&[pulls, weight("new.js", 1, 1)]).unwrap_or_default();
        assert!(failed.starts_with("new.js has no budget"), "{failed}");
        let failed = failure(&[page]).unwrap_or_default();
        assert!(failed.contains("for the view Pulls, but none"), "{failed}");
    }

    #[test]
    fn the_table_ends_with_the_totals() {
        let weights = [
            weight("pulls.js", 700, 300),
            weight("page.css", 20_000, 4_000),
        ];
        let budgets = budgets();
        let text = table(
            "First view",
            &weights,
            &artefacts(&weights, &budgets).unwrap(),
        );
        let last = text.lines().last().unwrap_or_default();
        let words: Vec<&str> = last.split_whitespace().collect();
        assert_eq!(words, ["Total", "20700", "4300"]);
    }
}
