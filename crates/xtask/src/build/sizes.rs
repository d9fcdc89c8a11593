//! How heavy the first view is, against its budget.

use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The most that the first view may weigh over the wire, in bytes after brotli.
const BUDGET: u64 = 200_000;

/// The kinds of files that a browser needs before it can show the first view.
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

/// A file of the first view; sizes in bytes.
#[derive(Debug, PartialEq, Eq)]
struct Weight {
    name: String,
    raw: u64,
    brotli: u64,
}

/// Prints what the first view of the site weighs, file by file.
///
/// # Errors
/// When all files together weigh more than the budget.
pub fn report(environment: &Environment) -> Outcome {
    let weights = weigh(environment, &first_view(&project::site())?)?;
    println!("{}", table(&weights));
    check(&weights)
}

/// `index.html` and the files that it names.
fn first_view(site: &Path) -> Outcome<Vec<String>> {
    let failure = |error| Failure(format!("{} could not be read: {error}", site.display()));
    let page = fs::read_to_string(site.join("index.html")).map_err(failure)?;
    let mut names: Vec<String> = fs::read_dir(site)
        .map_err(failure)?
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| belongs_to_first_view(name, &page))
        .collect();
    names.sort();
    Ok(names)
}

fn belongs_to_first_view(name: &str, page: &str) -> bool {
    let has_extension = |extension| {
        Path::new(name)
            .extension()
            .is_some_and(|it| it == extension)
    };
    EXTENSIONS.into_iter().any(has_extension) && (name == "index.html" || page.contains(name))
}

fn weigh(environment: &Environment, names: &[String]) -> Outcome<Vec<Weight>> {
    let answer = run::answer(
        environment
            .command("node")
            .current_dir(project::site())
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

fn table(weights: &[Weight]) -> String {
    let mut text = format!("{:<44} {:>10} {:>10}\n", "First view", "raw", "brotli");
    for weight in weights {
        let _ = writeln!(
            text,
            "{:<44} {:>10} {:>10}",
            weight.name, weight.raw, weight.brotli
        );
    }
    let _ = write!(
        text,
        "{:<44} {:>10} {:>10} of {BUDGET} bytes",
        "Total",
        weights.iter().map(|weight| weight.raw).sum::<u64>(),
        total(weights)
    );
    text
}

fn check(weights: &[Weight]) -> Outcome {
    let total = total(weights);
    if total > BUDGET {
        return Err(Failure(format!(
            "the first view weighs {total} bytes after brotli, {} more than its budget of {BUDGET}",
            total - BUDGET
        )));
    }
    Ok(())
}

fn total(weights: &[Weight]) -> u64 {
    weights.iter().map(|weight| weight.brotli).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(name: &str, raw: u64, brotli: u64) -> Weight {
        Weight {
            name: name.to_owned(),
            raw,
            brotli,
        }
    }

    #[test]
    fn the_first_view_is_the_page_and_what_it_names() {
        let page = "<link href=\"./style-1f.css\"><script>import './app-2e.js'</script>";
        let rows = [
            ("index.html", true),
            ("style-1f.css", true),
            ("app-2e.js", true),
            ("embed.html", false),
            ("element.js", false),
            ("icon.svg", false),
        ];
        for (name, expected) in rows {
            assert_eq!(belongs_to_first_view(name, page), expected, "{name}");
        }
    }

    #[test]
    fn the_budget_is_the_most_that_is_allowed() {
        assert_eq!(
            check(&[weight("a", 900_000, 150_000), weight("b", 1, 50_000)]),
            Ok(())
        );
        assert_eq!(
            check(&[weight("a", 900_000, 200_001)])
                .unwrap_err()
                .to_string(),
            "the first view weighs 200001 bytes after brotli, 1 more than its budget of 200000"
        );
    }

    #[test]
    fn the_table_ends_with_the_totals() {
        let text = table(&[
            weight("index.html", 700, 300),
            weight("app.js", 20_000, 4_000),
        ]);
        let last = text.lines().last().unwrap_or_default();
        let words: Vec<&str> = last.split_whitespace().collect();
        assert_eq!(words, ["Total", "20700", "4300", "of", "200000", "bytes"]);
    }
}
