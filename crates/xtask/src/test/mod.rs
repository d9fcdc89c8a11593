//! Running the tests, layer by layer, and summing up.

mod counts;
mod slowest;
mod spent;
mod summary;

use crate::build;
use crate::environment::Environment;
use crate::progress::Progress;
use crate::project;
use crate::run::{self, Background, Failure, Outcome};
use crate::setup::{self, Requirement};
use counts::Counts;
use slowest::Timed;
use spent::Stopwatch;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};
use summary::Check;

/// A kind of tests with its own needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Format, lints and the tests that run on this machine itself.
    Native,
    /// The tests in `tests/headless_core/` and `tests/headless/`, compiled to WebAssembly, in Chromium and in Firefox.
    Headless,
    /// The tests of the built site and package: `tests/e2e/` and `tests/package/`.
    EndToEnd,
}

impl Layer {
    /// All layers, quickest first.
    pub const ALL: [Self; 3] = [Self::Native, Self::Headless, Self::EndToEnd];

    /// The layer that a person names on the command line.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "native" => Some(Self::Native),
            "headless" => Some(Self::Headless),
            "e2e" => Some(Self::EndToEnd),
            _ => None,
        }
    }

    fn requirements(self) -> &'static [Requirement] {
        match self {
            Self::Native => setup::NATIVE,
            Self::Headless => setup::HEADLESS,
            Self::EndToEnd => setup::END_TO_END,
        }
    }

    /// How many steps [`Layer::run`] takes.
    fn steps(self) -> usize {
        match self {
            Self::Native => 5,
            Self::Headless => HEADLESS_BROWSERS.len(),
            Self::EndToEnd => 7,
        }
    }

    fn run(self, run: &mut TestRun) -> Outcome {
        match self {
            Self::Native => native(run),
            Self::Headless => headless(run),
            Self::EndToEnd => end_to_end(run),
        }
    }
}

/// Runs these layers and prints the counts of every runner at the end, the slowest tests and what it took.
///
/// A failed check does not stop the ones after it.
///
/// # Errors
/// When set-up, a build or any check failed.
pub fn test(layers: &[Layer]) -> Outcome {
    let stopwatch = Stopwatch::start();
    let requirements = setup::EVERYTHING
        .iter()
        .copied()
        .chain([Requirement::BuildPackages])
        .filter(|requirement| {
            layers
                .iter()
                .any(|layer| layer.requirements().contains(requirement))
        })
        .collect::<Vec<_>>();
    let steps: usize = layers.iter().map(|layer| layer.steps()).sum();
    let mut progress = Progress::new(requirements.len() + steps);
    let environment = setup::meet(&requirements, &mut progress)?;
    let needs_builds = layers.contains(&Layer::EndToEnd);
    let builds = needs_builds
        .then(|| begin_builds(&environment))
        .transpose()?;
    let mut run = TestRun {
        environment,
        builds,
        progress,
        checks: Vec::new(),
        times: Vec::new(),
    };
    let mut outcome = Ok(());
    for layer in layers {
        outcome = outcome.and(layer.run(&mut run));
    }
    let TestRun { checks, times, .. } = run;
    if !times.is_empty() {
        println!("\nThe slowest, in seconds:\n{}", slowest::list(times));
    }
    println!("\n{}", summary::table(&checks));
    println!("All in {}.", stopwatch.spent());
    outcome.and(summary::verdict(&checks))
}

/// What the layers of one run share.
struct TestRun {
    environment: Environment,
    /// The site and the package, while they are built.
    builds: Option<Background>,
    progress: Progress,
    checks: Vec<Check>,
    times: Vec<Timed>,
}

impl TestRun {
    /// Runs a program that says only whether all is well.
    fn check(&mut self, name: &'static str, command: &mut Command) -> Outcome {
        self.add(name, command, None)
    }

    /// Runs a program that runs tests. One that ran none has failed.
    fn count(
        &mut self,
        name: &'static str,
        command: &mut Command,
        count: fn(&[String]) -> Counts,
    ) -> Outcome {
        self.add(name, command, Some(count))
    }

    fn add(
        &mut self,
        name: &'static str,
        command: &mut Command,
        count: Option<fn(&[String]) -> Counts>,
    ) -> Outcome {
        self.progress.begin(name);
        let stopwatch = Stopwatch::start();
        let transcript = run::with_transcript(command)?;
        self.times.extend(slowest::times(&transcript.lines));
        let counts = count.map(|count| count(&transcript.lines));
        let ran_something = counts.is_none_or(|counts| counts.passed > 0 && counts.failed == 0);
        self.checks.push(Check {
            name,
            succeeded: transcript.succeeded && ran_something,
            counts,
            spent: stopwatch.spent(),
        });
        Ok(())
    }
}

/// Builds the site and the package beside the checks that need neither: most of the time goes into linking,
/// which keeps one processor busy.
fn begin_builds(environment: &Environment) -> Outcome<Background> {
    let this = env::current_exe()
        .map_err(|error| Failure(format!("this program's path is unknown: {error}")))?;
    let mut builds = environment.command(&this.to_string_lossy());
    let log = project::root().join("target/builds.log");
    eprintln!(
        "      the site and the package are built meanwhile: {}",
        log.display()
    );
    run::in_background(builds.arg("build"), log)
}

fn native(run: &mut TestRun) -> Outcome {
    // The person's own compiler: what stands in for it in web builds is of no concern here.
    let cargo = || {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(project::root());
        cargo
    };
    for (name, component, arguments) in [
        ("native: format", "fmt", &["--all", "--check"][..]),
        (
            "native: lints",
            "clippy",
            &["--workspace", "--all-targets", "--", "--deny", "warnings"][..],
        ),
    ] {
        if run::answer(cargo().args([component, "--version"])).is_ok() {
            run.check(name, cargo().arg(component).args(arguments))?;
        } else {
            run.progress.begin(&format!(
                "{name}: left out, `rustup component add {component}` gets it"
            ));
        }
    }
    dependencies(run)?;
    run.count(
        "native: cargo test",
        cargo().args(["test", "--workspace", "--no-fail-fast"]),
        counts::count_cargo,
    )
}

/// Holds what the project depends on against `deny.toml`.
fn dependencies(run: &mut TestRun) -> Outcome {
    let deny = |environment: &Environment, arguments: &[&str]| {
        let mut deny = environment.command("cargo-deny");
        deny.current_dir(project::root())
            .args(["--workspace", "--locked"])
            .args(arguments);
        deny
    };
    let mut check = deny(&run.environment, &["check", "licenses", "bans", "sources"]);
    run.check("native: licences and sources", &mut check)?;
    // The one check that needs a network, and whose answer changes without a change of ours.
    if run::attempt(&mut deny(&run.environment, &["fetch", "db"])) {
        let mut check = deny(&run.environment, &["--offline", "check", "advisories"]);
        run.check("native: advisories", &mut check)
    } else {
        run.progress.begin(
            "native: advisories: left out, the database https://github.com/RustSec/advisory-db cannot be reached",
        );
        Ok(())
    }
}

/// The browsers that the headless tests run in, by the names that wasm-pack has for them.
const HEADLESS_BROWSERS: [(&str, &str); 2] = [
    ("headless: in Chromium", "--chrome"),
    ("headless: in Firefox", "--firefox"),
];

fn headless(run: &mut TestRun) -> Outcome {
    for (name, browser) in HEADLESS_BROWSERS {
        let mut wasm_pack = run.environment.command("wasm-pack");
        // It asks the registry for its newest version, and warns where that cannot be reached.
        wasm_pack.args(["--log-level", "error"]);
        // The other files of tests have none for a browser, and take minutes to compile for one.
        wasm_pack.args(["test", "--headless", browser, "tests"]);
        wasm_pack.args(["--test", "headless_core", "--test", "headless"]);
        run.count(name, &mut wasm_pack, counts::count_cargo)?;
    }
    Ok(())
}

/// Looks at the site and the package as files, which is a check like the others: the rest goes on.
fn look(run: &mut TestRun, name: &'static str, report: impl FnOnce(&Environment) -> Outcome) {
    run.progress.begin(name);
    let stopwatch = Stopwatch::start();
    let verdict = report(&run.environment);
    if let Err(failure) = &verdict {
        eprintln!("error: {failure}");
    }
    run.checks.push(Check {
        name,
        succeeded: verdict.is_ok(),
        counts: None,
        spent: stopwatch.spent(),
    });
}

fn end_to_end(run: &mut TestRun) -> Outcome {
    let TestRun {
        builds, progress, ..
    } = run;
    progress.step("e2e: ask the core natively", write_native_answers)?;
    if let Some(builds) = builds {
        progress.step("e2e: wait for the site and the package", || builds.wait())?;
    }
    look(run, "e2e: weight of site and package", build::sizes::report);
    look(run, "e2e: paths of this machine", |_| {
        build::paths::report()
    });
    let TestRun { environment, .. } = run;
    let in_tests = |program: &str| {
        let mut command = environment.command(program);
        command.current_dir(project::tests());
        command
    };
    let mut types = in_tests("tsc");
    types.args(["--project", "package"]);
    let mut package = in_tests("node");
    package.args(["--test", "--test-reporter=spec"]);
    package.args(package_tests()?);
    let mut playwright = in_tests("playwright");
    playwright.args(["test", "--config", "e2e", "--reporter=list"]);
    run.check("e2e: types of the package", &mut types)?;
    run.count("e2e: node --test", &mut package, counts::count_node)?;
    run.count(
        "e2e: playwright test",
        &mut playwright,
        counts::count_playwright,
    )
}

/// Writes what the core answers natively, for the tests of the package to compare.
fn write_native_answers() -> Outcome {
    let path = project::root().join("target/native-answers.jsonl");
    // The person's own compiler, as for the native tests.
    let mut cargo = Command::new("cargo");
    cargo.current_dir(project::root());
    cargo.args(["run", "--quiet", "--package", "tests", "--bin", "answers"]);
    let written = |error| Failure(format!("{} could not be written: {error}", path.display()));
    fs::write(&path, run::answer(&mut cargo)?).map_err(written)
}

/// The files of tests in `tests/package/`, by name: what `node --test` makes of the name of a
/// folder or of a pattern differs between its versions.
fn package_tests() -> Outcome<Vec<PathBuf>> {
    let folder = project::tests().join("package");
    let entries = fs::read_dir(&folder)
        .map_err(|error| Failure(format!("{} could not be read: {error}", folder.display())))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.js"))
        .collect();
    files.sort();
    Ok(files)
}
