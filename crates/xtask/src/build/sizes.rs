//! How heavy the first view and the custom element are, against their budgets.

use crate::environment::Environment;
use crate::project;
use crate::run::{self, Failure, Outcome};
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// The most that the first view may weigh over the wire, in bytes after brotli.
const BUDGET: u64 = 200_000;

/// The script that other pages load to embed the playground, and the most that it may weigh.
const ELEMENT: (&str, u64) = ("element.js", 2_000);

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

/// A file of the first view; sizes in bytes.
#[derive(Debug, PartialEq, Eq)]
struct Weight {
    name: String,
    raw: u64,
    brotli: u64,
}

/// Prints what the first view of the site weighs, and what loads later, file by file.
///
/// # Errors
/// When the files of the first view together, or the custom element, weigh more than their budget.
pub fn report(environment: &Environment) -> Outcome {
    let (first, later) = first_and_later(&project::site())?;
    let weights = weigh(environment, &first)?;
    println!("{}", table("First view", &weights));
    let later = weigh(environment, &later)?;
    println!("{}", table("Later, when it is opened", &later));
    let (element, most) = ELEMENT;
    println!(
        "The budget of the first view is {BUDGET} bytes after brotli, that of {element} {most}."
    );
    check("the first view", &weights, BUDGET)?;
    let element: Vec<_> = later
        .into_iter()
        .filter(|weight| weight.name == element)
        .collect();
    check(ELEMENT.0, &element, most)
}

/// The files of the site in two parts: `index.html` with the files that it links
/// and those that their scripts name, and what loads later, such as views of their own.
fn first_and_later(site: &Path) -> Outcome<(Vec<String>, Vec<String>)> {
    let failure = |error| Failure(format!("{} could not be read: {error}", site.display()));
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

fn table(title: &str, weights: &[Weight]) -> String {
    let mut text = format!("{title:<44} {:>10} {:>10}\n", "raw", "brotli");
    for weight in weights {
        let _ = writeln!(
            text,
            "{:<44} {:>10} {:>10}",
            weight.name, weight.raw, weight.brotli
        );
    }
    let _ = write!(
        text,
        "{:<44} {:>10} {:>10}",
        "Total",
        weights.iter().map(|weight| weight.raw).sum::<u64>(),
        total(weights)
    );
    text
}

fn check(what: &str, weights: &[Weight], budget: u64) -> Outcome {
    let total = total(weights);
    if total > budget {
        return Err(Failure(format!(
            "{what} weighs {total} bytes after brotli, {} more than its budget of {budget}",
            total - budget
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

    #[test]
    fn the_budget_is_the_most_that_is_allowed() {
        assert_eq!(
            check(
                "the first view",
                &[weight("a", 900_000, 150_000), weight("b", 1, 50_000)],
                200_000
            ),
            Ok(())
        );
        assert_eq!(
            check("the first view", &[weight("a", 900_000, 200_001)], 200_000)
                .unwrap_err()
                .to_string(),
            "the first view weighs 200001 bytes after brotli, 1 more than its budget of 200000"
        );
    }

    #[test]
    fn the_table_ends_with_the_totals() {
        let text = table(
            "First view",
            &[
                weight("index.html", 700, 300),
                weight("app.js", 20_000, 4_000),
            ],
        );
        let last = text.lines().last().unwrap_or_default();
        let words: Vec<&str> = last.split_whitespace().collect();
        assert_eq!(words, ["Total", "20700", "4300"]);
    }
}
