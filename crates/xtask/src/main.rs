//! The tasks of the project: `cargo xtask help` lists them.
//!
//! Each task gets what it needs on a fresh machine (`setup`), says which step of
//! how many is at work (`progress`), and ends with one sentence when something is
//! missing (`run::Failure`). Versions are pinned in `versions`.

#![forbid(unsafe_code)]

mod bench;
mod build;
mod environment;
mod fuzz;
mod notices;
mod pictures;
mod progress;
mod project;
mod run;
mod serve;
mod setup;
mod test;
mod versions;

use progress::Progress;
use run::{Failure, Outcome};
use std::env;
use std::process::ExitCode;
use test::Layer;

const HELP: &str = "\
The tasks of the project. Each installs what it needs first, into the project's directory.

  cargo xtask serve           build the playground and serve it on http://127.0.0.1:8080
  cargo xtask build           build the site (dist/) and the package (target/package/imagepull/)
  cargo xtask build package   build only the package
  cargo xtask weigh           the sizes of site and package, with their budgets
  cargo xtask test            run every test
  cargo xtask test native     format, lints and the tests without a browser
  cargo xtask test headless   the unit tests in a browser (tests/headless/)
  cargo xtask test e2e        the tests of the built site and package (tests/e2e/, tests/package/)
  cargo xtask bench           measure how long answers take, compared with other libraries
  cargo xtask bench --json    the same, one JSON object per line
  cargo xtask fuzz            search for inputs that break the core, one minute per function
  cargo xtask fuzz parseImage 600
                              the same for one function and 600 seconds
  cargo xtask pictures        build the site and take the pictures of the README (docs/pictures/)
  cargo xtask notices         write the licences of the crates shipped with the programs
  cargo xtask setup           only install what the tasks need
  cargo xtask env             print the shell environment for plain `trunk` and `wasm-pack`:
                              eval \"$(cargo xtask env)\"
  cargo xtask help            this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run_task(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run_task(words: &[&str]) -> Outcome {
    match words {
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        ["serve"] => {
            let mut progress = Progress::new(setup::BUILD.len() + 1);
            let environment = setup::meet(setup::BUILD, &mut progress)?;
            progress.begin("build and serve the playground");
            serve::serve(&environment)
        }
        // Started by `serve`.
        ["announce"] => {
            serve::announce();
            Ok(())
        }
        // Started by Trunk: see Trunk.toml.
        ["program"] => build::program::build(),
        ["finish"] => build::finish::finish(),
        ["notices"] => notices::write(),
        ["pictures"] => pictures::take(),
        ["build"] => build_everything(),
        ["build", "package"] => build_package(),
        ["weigh"] => build::sizes::report(&environment::Environment::new()),
        ["test"] => test::test(&Layer::ALL),
        ["test", name] => {
            let layer = Layer::named(name).ok_or_else(|| {
                Failure(format!(
                    "unknown test layer `{name}`: the layers are native, headless and e2e"
                ))
            })?;
            test::test(&[layer])
        }
        ["bench"] => bench::bench(bench::Format::Table),
        ["bench", "--json"] => bench::bench(bench::Format::JsonLines),
        ["fuzz"] => fuzz::fuzz(None, fuzz::USUAL_SECONDS),
        ["fuzz", target] => fuzz::fuzz(Some(target), fuzz::USUAL_SECONDS),
        ["fuzz", target, seconds] => match seconds.parse() {
            Ok(seconds) => fuzz::fuzz(Some(target), seconds),
            Err(_) => Err(Failure(format!("`{seconds}` is not a number of seconds"))),
        },
        ["setup"] => set_up_everything().map(drop),
        ["env"] => {
            print!("{}", set_up_everything()?.shell_exports());
            Ok(())
        }
        _ => Err(Failure(format!(
            "unknown task `{}`: `cargo xtask help` lists the tasks",
            words.join(" ")
        ))),
    }
}

fn build_everything() -> Outcome {
    let mut progress = Progress::new(setup::BUILD.len() + 2);
    let environment = setup::meet(setup::BUILD, &mut progress)?;
    progress.step("build the site", || build::site::build(&environment))?;
    progress.step("build the package", || build::package::build(&environment))
}

fn build_package() -> Outcome {
    let mut progress = Progress::new(setup::PACKAGE.len() + 1);
    let environment = setup::meet(setup::PACKAGE, &mut progress)?;
    progress.step("build the package", || build::package::build(&environment))
}

fn set_up_everything() -> Outcome<environment::Environment> {
    let mut progress = Progress::new(setup::EVERYTHING.len());
    setup::meet(setup::EVERYTHING, &mut progress)
}
