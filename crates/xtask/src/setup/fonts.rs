//! A font with Korean: without one a browser draws boxes for it, and a picture of the page in Korean
//! shows nothing.

use super::debian;
use crate::environment::Environment;
use crate::run::{self, Outcome};

/// Makes sure of a font with Korean, where fontconfig says which fonts there are. Other systems
/// come with one.
pub fn find_korean(environment: &Environment) -> Outcome {
    if environment.find("fc-list").is_none() && environment.find("apt-get").is_none() {
        eprintln!("      skipped: fontconfig is not installed");
        return Ok(());
    }
    if first_korean(environment).is_none() {
        let purpose = "a font with Korean is missing: install one, such as Nanum or Noto Sans CJK";
        debian::install(environment, &["fontconfig", "fonts-nanum"], purpose)?;
    }
    if let Some(font) = first_korean(environment) {
        eprintln!("      {font}");
    }
    Ok(())
}

fn first_korean(environment: &Environment) -> Option<String> {
    let mut fonts = environment.command("fc-list");
    let fonts = run::answer(fonts.args([":lang=ko", "family"])).ok()?;
    fonts.lines().next().map(str::to_owned)
}
