//! Chromium and its driver, and Firefox: those in PATH, or Debian's.

use super::debian;
use crate::environment::Environment;
use crate::run::{self, Failure, Outcome};

/// The names under which Chromium and Chrome are installed.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The name under which the driver of Firefox looks for it.
const FIREFOX: &str = "firefox";

/// The variable that tells the end-to-end tests which browser to start.
const BROWSER_VARIABLE: &str = "CHROMIUM";

/// Makes sure of a browser and tells the tests where it is.
pub fn find_chromium(environment: &mut Environment) -> Outcome {
    let browser =
        |environment: &Environment| BROWSERS.iter().find_map(|name| environment.find(name));
    if browser(environment).is_none() {
        let purpose = "Chromium is missing: install it from https://www.chromium.org/getting-involved/download-chromium/";
        debian::install(environment, &["chromium"], purpose)?;
    }
    let Some(program) = browser(environment) else {
        return Err(Failure(
            "Chromium is installed but not in PATH: add its directory".to_owned(),
        ));
    };
    let program = program.to_string_lossy().into_owned();
    print_version(environment, &program)?;
    environment.set(BROWSER_VARIABLE, program);
    Ok(())
}

/// Makes sure of a driver in PATH, where wasm-pack looks for it.
pub fn find_chromedriver(environment: &Environment) -> Outcome {
    if environment.find("chromedriver").is_none() {
        let purpose = "ChromeDriver is missing: install the version of your browser from https://googlechromelabs.github.io/chrome-for-testing/";
        debian::install(environment, &["chromium-driver"], purpose)?;
    }
    print_version(environment, "chromedriver")
}

/// Makes sure of Firefox in PATH, where its driver looks for it.
pub fn find_firefox(environment: &Environment) -> Outcome {
    if environment.find(FIREFOX).is_none() {
        let purpose = "Firefox is missing: install it from https://www.mozilla.org/firefox/";
        debian::install(environment, &["firefox-esr"], purpose)?;
    }
    print_version(environment, FIREFOX)
}

fn print_version(environment: &Environment, program: &str) -> Outcome {
    let version = run::answer(environment.command(program).arg("--version"))?;
    eprintln!("      {version}");
    Ok(())
}
