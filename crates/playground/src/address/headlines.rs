//! The headline of every example in each language, as one text that a person reads from top to bottom:
//! `UPDATE_WORDS=1 cargo test -p playground` writes it.

use std::{env, fs};

use super::{Address, View, golden::examples};
use crate::{
    parts::{self, ViewPart},
    text,
};

#[test]
fn the_headlines_are_those_that_were_read() {
    for (language, translations) in [("en", None), ("ko", Some(&text::KOREAN))] {
        text::speak(translations);
        let headlines: Vec<String> = examples().iter().map(|link| headline(link)).collect();
        let file = format!(
            "{}/../../tests/words/headlines.{language}.txt",
            env!("CARGO_MANIFEST_DIR")
        );
        let headlines = headlines.join("\n");
        if env::var_os("UPDATE_WORDS").is_some() {
            fs::write(&file, &headlines).expect("the headlines can be written");
        }
        let read = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(read, headlines, "{file}: read what changed, then update it");
    }
}

/// The title of an example and what is above its table.
fn headline(link: &str) -> String {
    let (address, problems) = Address::default().open(link);
    assert_eq!(problems, [], "{link}");
    let part = part(address.view);
    let markdown = (part.markdown)(&address).unwrap_or_else(|reason| reason);
    let lines = markdown
        .lines()
        .take_while(|line| !line.starts_with(['|', '#']));
    let headline: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    if address.view == View::BackOff {
        let words = headline[0].split_whitespace().count();
        assert!(words <= 20, "{words} words: {}", headline[0]);
    }
    format!(
        "{}\n    {}\n",
        (part.title)(&address),
        headline.join("\n    ")
    )
}

/// Nothing is fetched here, so it is there at once.
fn part(view: View) -> &'static ViewPart {
    match parts::now(parts::view(view)) {
        Some(Ok(part)) => part,
        _ => panic!("{view:?} is not there"),
    }
}
