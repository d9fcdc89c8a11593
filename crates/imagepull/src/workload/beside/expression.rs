//! Simple expressions of Go templates: fields, texts, and the functions that charts use for the name
//! of an image.

use super::values::Chart;

/// What an expression stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nobody gives it a value.
    Missing,
    Text(String),
}

impl Value {
    /// The text that is printed; `None` where there is none.
    pub fn printed(self) -> Option<String> {
        match self {
            Self::Missing => None,
            Self::Text(text) => Some(text),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Missing => true,
            // The zero values of what is read from YAML.
            Self::Text(text) => matches!(text.as_str(), "" | "0" | "false"),
        }
    }
}

/// Where the expression that a text begins with ends: its closing braces outside of strings.
pub(super) fn end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, char) in text.char_indices() {
        match quote {
            None if text[at..].starts_with("}}") => return Some(at),
            None if matches!(char, '"' | '`') => quote = Some(char),
            Some(open) if char == open && !text[..at].ends_with('\\') => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an expression; `None` where it is not simple.
pub(super) fn value(expression: &str, chart: &Chart<'_>, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    let mut piped = None;
    for stage in split(expression, '|')? {
        let words = split(stage.trim(), ' ')?;
        let words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
        piped = Some(call(&words, piped, chart, depth)?);
    }
    piped
}

fn call(words: &[&str], piped: Option<Value>, chart: &Chart<'_>, depth: usize) -> Option<Value> {
    let (first, rest) = words.split_first()?;
    let is_function = first.starts_with(|char: char| char.is_ascii_alphabetic());
    if !is_function {
        let is_alone = rest.is_empty() && piped.is_none();
        return operand(first, chart, depth).filter(|_| is_alone);
    }
    let context = ["tpl"].contains(first).then(|| rest.len().min(1));
    let operands = &rest[..context.unwrap_or(rest.len())];
    let mut values = Vec::new();
    for word in operands {
        values.push(operand(word, chart, depth)?);
    }
    values.extend(piped);
    let last = values.last().cloned()?;
    match *first {
        "quote" | "squote" | "toString" | "print" if values.len() == 1 => Some(last),
        "trim" if values.len() == 1 => Some(Value::Text(last.printed()?.trim().to_owned())),
        "lower" if values.len() == 1 => Some(Value::Text(last.printed()?.to_lowercase())),
        "default" if values.len() == 2 => Some(if last.is_empty() {
            values.swap_remove(0)
        } else {
            last
        }),
        "coalesce" => values.into_iter().find(|it| !it.is_empty()),
        "required" if values.len() == 2 => Some(last),
        "tpl" if values.len() == 1 => chart.rendered(&last.printed()?, depth).map(Value::Text),
        "printf" => printf(values),
        _ => None,
    }
}

/// The format of Go with texts alone.
fn printf(values: Vec<Value>) -> Option<Value> {
    let mut values = values.into_iter();
    let format = values.next()?.printed()?;
    let mut printed = String::new();
    let mut rest = format.as_str();
    while let Some((before, behind)) = rest.split_once('%') {
        printed.push_str(before);
        rest = behind.strip_prefix(['s', 'v'])?;
        printed.push_str(&values.next()?.printed()?);
    }
    printed.push_str(rest);
    values.next().is_none().then_some(Value::Text(printed))
}

fn operand(word: &str, chart: &Chart<'_>, depth: usize) -> Option<Value> {
    if let Some(inner) = word.strip_prefix('(') {
        return value(inner.strip_suffix(')')?, chart, depth);
    }
    for quote in ['"', '`'] {
        if let Some(text) = word.strip_prefix(quote) {
            let text = text.strip_suffix(quote)?;
            return (!text.contains('\\')).then(|| Value::Text(text.to_owned()));
        }
    }
    chart.field(word)
}

/// The parts between separators outside of strings and brackets; `None` where one of them is not
/// closed.
fn split(text: &str, separator: char) -> Option<Vec<&str>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let (mut depth, mut quote) = (0usize, None);
    for (at, char) in text.char_indices() {
        match quote {
            Some(open) if char == open && !text[..at].ends_with('\\') => quote = None,
            Some(_) => {}
            None => match char {
                '"' | '`' => quote = Some(char),
                '(' => depth += 1,
                ')' => depth = depth.checked_sub(1)?,
                _ if char == separator && depth == 0 => {
                    parts.push(&text[start..at]);
                    start = at + char.len_utf8();
                }
                _ => {}
            },
        }
    }
    parts.push(&text[start..]);
    (depth == 0 && quote.is_none()).then_some(parts)
}
