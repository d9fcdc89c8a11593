//! The sentences of all diagnostics in each language, as one text that a person reads from top to bottom:
//! `UPDATE_WORDS=1 cargo test -p tests --test diagnostics` writes it.

use std::{env, fs};

use imagepull::words::Language;

use crate::example::{Example, examples};

#[test]
fn the_sentences_are_those_that_were_read() {
    let examples = examples();
    for (name, language) in [("en", Language::English), ("ko", Language::Korean)] {
        let sentences = examples
            .iter()
            .map(|it| sentences(it, language))
            .collect::<Vec<_>>();
        let sentences = sentences.join("\n");
        let file = format!(
            "{}/words/diagnostics.{name}.txt",
            env!("CARGO_MANIFEST_DIR")
        );
        if env::var_os("UPDATE_WORDS").is_some() {
            fs::write(&file, &sentences).expect("the sentences can be written");
        }
        let read = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(read, sentences, "{file}: read what changed, then update it");
    }
}

/// The code of an example, its sentence, what to do, and the fixes.
fn sentences(example: &Example, language: Language) -> String {
    let said = example.said_under_its_code();
    let message = said.message.in_language(language);
    let help = said.help.as_ref().map(|help| help.in_language(language));
    let fixes = said
        .fixes
        .iter()
        .map(|(title, _)| format!("- {}", title.in_language(language)));
    let lines = [message]
        .into_iter()
        .chain(help)
        .chain(fixes)
        .collect::<Vec<_>>();
    format!("{}\n    {}\n", example.code, lines.join("\n    "))
}
