//! How wide a text is, about: a document that is self-contained cannot ask the browser. The widths
//! are those of DejaVu Sans, the widest typeface that it may be shown in.

use imagepull::words::{Part, Parts};

/// A line in runs, each with whether it stands out.
pub type Runs = Vec<(String, bool)>;

/// The width of a character as a part of the size of its typeface.
fn part(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '’' => 0.32,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' => 0.41,
        's' | 'c' | 'k' | 'v' | 'x' | 'y' | 'z' => 0.58,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.98,
        'A'..='Z' => 0.72,
        '\0'..='\u{7f}' => 0.64,
        // Hangul, Han, kana and full-width forms fill a square, and so do most pictures.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'.. => 1.0,
        _ => 0.72,
    }
}

/// The width of a text in px.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(part).sum::<f64>() * size
}

/// A text that is no wider than `most` px: where it is, its end is left out.
pub fn shortened(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut shortened = String::new();
    let mut left = most - width("…", size);
    for character in text.chars() {
        left -= part(character) * size;
        if left < 0.0 {
            break;
        }
        shortened.push(character);
    }
    shortened.trim_end().to_owned() + "…"
}

/// So much wider is a text that stands out.
pub const STRONG: f64 = 1.1;

/// What is said, in lines that are no wider than `most` px.
pub fn lines(said: &Parts, size: f64, most: f64) -> Vec<Runs> {
    let mut lines = vec![Runs::new()];
    let mut used = 0.0;
    let mut words = Runs::new();
    push_words(&mut words, said, false);
    for (word, is_strong) in words {
        let size = if is_strong { size * STRONG } else { size };
        let word = shortened(&word, size, most);
        let wide = width(&word, size);
        if used > 0.0 && used + width(word.trim_end(), size) > most {
            lines.push(Runs::new());
            used = 0.0;
        }
        used += wide;
        let line = lines.last_mut().expect("there is a line from the start on");
        match line.last_mut() {
            Some((part, strong)) if *strong == is_strong => *part += &word,
            _ => line.push((word, is_strong)),
        }
    }
    lines
}

/// Adds the words with the space behind them, each with whether it stands out, as code does.
fn push_words(words: &mut Runs, said: &Parts, is_strong: bool) {
    for part in said {
        match part {
            Part::Text(text) | Part::Verbatim(text) => push(words, text, is_strong),
            Part::Code(code) => push(words, code, true),
            Part::Strong(parts) => push_words(words, parts, true),
        }
    }
}

fn push(words: &mut Runs, text: &str, is_strong: bool) {
    let mut after_number = false;
    for piece in text.split_inclusive(' ') {
        // A number stays with its unit.
        match words.last_mut() {
            Some((word, _)) if after_number => *word += piece,
            _ => words.push((piece.to_owned(), is_strong)),
        }
        let mut digits = piece.trim_end().bytes();
        after_number = digits.all(|byte| byte.is_ascii_digit() || byte == b'.');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(template: &str) -> Parts {
        Parts::from_template(template, &[])
    }

    #[test]
    fn a_text_that_is_too_wide_loses_its_end() {
        assert_eq!(shortened("api", 12.0, 100.0), "api");
        assert_eq!(shortened("a-very-long-name", 10.0, 50.0), "a-very-l…");
        assert_eq!(shortened("이미지가 많은 파드", 10.0, 50.0), "이미지가…");
    }

    #[test]
    fn a_sentence_is_broken_between_words_and_keeps_its_marks() {
        let part = |text: &str, is_strong: bool| (text.to_owned(), is_strong);
        assert_eq!(
            lines(&parse("It takes **10.5 s instead** of `x`."), 10.0, 90.0),
            [
                vec![part("It takes ", false), part("10.5 s ", true)],
                vec![
                    part("instead", true),
                    part(" of ", false),
                    part("x", true),
                    part(".", false)
                ],
            ]
        );
    }

    #[test]
    fn nothing_that_is_quoted_is_a_mark() {
        for quoted in ["a`b", "**a**", "<b>&", "a|b", "\u{202e}a"] {
            let said = Parts::from_template("`{it}` **{it}**", &[("it", Parts::text(quoted))]);
            let line = lines(&said, 10.0, 900.0).remove(0);
            let part = |text: &str, is_strong: bool| (text.to_owned(), is_strong);
            let expected = [part(quoted, true), part(" ", false), part(quoted, true)];
            assert_eq!(line, expected);
        }
    }
}
