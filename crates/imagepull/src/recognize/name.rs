//! Image names: alone, in a list, in a line with something around them.

use imageref::{Normalized, digest::Digest};

use crate::{request::problems::MAX_NAME, shareable::token_prefix};

use super::{
    Confidence::{Certain, Guess, Likely},
    Kind, Verdict,
    outline::Outline,
};

/// What is around a name in prose, in code and in lists.
const AROUND: [char; 28] = [
    '"', '\'', '`', '“', '”', '„', '‘', '’', '‚', '«', '»', '‹', '›', '「', '」', '『', '』', '<',
    '>', '(', ')', '[', ']', '{', '}', ',', ';', '|',
];

/// What quotes a name.
const QUOTES: [char; 8] = ['"', '\'', '`', '“', '”', '‘', '’', ','];

/// Words in front of the names of a list.
const BULLETS: [&str; 4] = ["-", "*", "•", "+"];

/// Names of a list that are looked at.
const MAX_NAMES: usize = 5_000;
/// Words of prose that are looked at.
const MAX_WORDS: usize = 10_000;

/// Prefixes of tools that name a transport.
const TRANSPORTS: [&str; 3] = ["docker://", "docker-pullable://", "containers-storage:"];

fn parse(word: &str) -> Option<Normalized<'_>> {
    // No name is as long, and a text can be one word.
    let is_short = word.len() <= MAX_NAME;
    is_short.then(|| Normalized::parse(word).ok()).flatten()
}

/// Whether a text is a valid image name.
pub(super) fn is_name(text: &str) -> bool {
    parse(text).is_some()
}

/// A word without what is around it.
fn bare(word: &str) -> &str {
    if word.len() > 2 * MAX_NAME {
        return word;
    }
    let word = word.trim_matches(|sign: char| AROUND.contains(&sign) || sign.is_whitespace());
    without_transport(word)
}

/// A name without the transport that a tool writes in front of it.
pub(super) fn without_transport(word: &str) -> &str {
    let mut transports = TRANSPORTS.into_iter();
    transports
        .find_map(|it| word.strip_prefix(it))
        .unwrap_or(word)
}

/// How sure it is that a word is an image name; `None` for one that is none.
fn sureness(word: &str) -> Option<super::Confidence> {
    let name = parse(word).filter(|_| !is_no_name(word))?;
    let span = name.path_span();
    let path = &word[span.start..span.end];
    let has_letter = path.bytes().any(|byte| byte.is_ascii_alphabetic());
    Some(match () {
        () if name.digest().is_some() => Certain,
        () if !has_letter => Guess,
        () if name.tag().is_some() || !name.implies_domain() => Certain,
        () => Likely,
    })
}

/// Whether a word in prose is an image name and hardly anything else.
fn stands_out(word: &str) -> bool {
    sureness(word) == Some(Certain)
}

/// A text that is one word.
pub(super) fn single(text: &str) -> Option<Verdict<'_>> {
    if text.len() > MAX_NAME {
        return None;
    }
    let word = bare(text);
    if Digest::parse(word).is_ok() {
        return Some(Verdict::new(Kind::Digest, Certain, "sha256:").with(word));
    }
    if let Some(confidence) = sureness(word) {
        return Some(Verdict::said(Kind::ImageName, confidence).with(word));
    }
    if word.contains(char::is_whitespace) {
        return slip(text);
    }
    assigned(word).or_else(|| slip(text))
}

/// Whether a word is surely something else, though letters and signs are those of a name: a token, a mail address,
/// a line of /etc/passwd, the type of a Secret.
fn is_no_name(word: &str) -> bool {
    let is_mail = word.split_once('@').is_some_and(|(user, host)| {
        !user.contains(['/', ':']) && host.contains('.') && !host.contains([':', '/', '@'])
    });
    let is_of_passwd = word.matches(':').count() > 2 && !word.contains('@');
    let is_type_of_secret = word.starts_with("kubernetes.io/");
    token_prefix(word).is_some() || is_type_of_secret || is_mail || is_of_passwd
}

/// A name with a slip or with a variable in it: it is answered where names are.
fn slip(text: &str) -> Option<Verdict<'_>> {
    let word = text.trim_matches(|sign: char| QUOTES.contains(&sign));
    // A template has blanks inside its braces.
    let mut outside = word
        .split("{{")
        .map(|it| it.rsplit("}}").next().unwrap_or_default());
    let is_word = outside.all(|it| !it.contains(char::is_whitespace));
    let is_code = word.contains(['"', '\'', '[', ';', '\\', '`']);
    let is_text = word.contains(char::is_alphabetic) && word.starts_with(char::is_alphanumeric);
    if !is_word || is_code || !is_text || is_no_name(word) {
        return None;
    }
    let has_structure = word.contains([':', '/', '@']) && !word.contains("://");
    let is_filled_in = ["$", "{{", "%!", "+"].iter().any(|it| word.contains(it));
    let is_whole = is_filled_in || is_name_like(word);
    let confidence = if has_structure && is_whole {
        Likely
    } else {
        Guess
    };
    (is_whole || has_structure || word.contains("://"))
        .then(|| Verdict::said(Kind::ImageName, confidence).with(word))
}

/// Whether a word could be a name but for letters that only look like those of a name.
fn is_name_like(word: &str) -> bool {
    word.chars()
        .all(|sign| sign.is_alphanumeric() || "._-/:@".contains(sign))
}

/// `IMAGE=nginx:1.27`, `web=nginx:1.27`, `image = "nginx:1.27"`.
fn assigned(line: &str) -> Option<Verdict<'_>> {
    let (name, value) = line.split_once('=')?;
    let name = name
        .trim()
        .trim_start_matches("export ")
        .trim_start_matches('-')
        .trim();
    let value = bare(value);
    let is_about_images = name.to_ascii_lowercase().ends_with("image");
    let is_word = !name.is_empty() && !name.contains(char::is_whitespace);
    let holds = is_word && (stands_out(value) || is_about_images && is_name(value));
    holds.then(|| Verdict::said(Kind::ImageName, Likely).with(value))
}

/// A list: nothing but names, in lines or with blanks or commas between them.
pub(super) fn list(text: &str) -> Option<Verdict<'_>> {
    let (mut count, mut sure, mut pieces) = (0_usize, 0_usize, 0_usize);
    let mut first = None;
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    let lines = lines.map(|line| line.split(" #").next().unwrap_or_default());
    'text: for piece in lines.flat_map(|line| line.split(',')) {
        let before = count;
        for word in piece.split_whitespace() {
            let name = bare(word);
            if name.is_empty() || BULLETS.contains(&name) {
                continue;
            }
            let confidence = sureness(name)?;
            first.get_or_insert(name);
            count += 1;
            sure += usize::from(confidence == Certain);
            if count > MAX_NAMES {
                break 'text;
            }
        }
        pieces += usize::from(count > before);
    }
    if count < 2 {
        return first.map(|name| {
            let confidence = if sure > 0 { Certain } else { Likely };
            Verdict::said(Kind::ImageName, confidence).with(name)
        });
    }
    // Words of prose are names, too.
    if sure < count && count > pieces {
        return None;
    }
    let confidence = match (sure == count, 2 * sure >= count) {
        (true, _) => Certain,
        (_, true) => Likely,
        _ => Guess,
    };
    Some(Verdict::said(Kind::ImageNames, confidence))
}

/// The names in fields of a document that is none of the known ones, for example a part of a manifest.
pub(super) fn in_fields<'t>(outline: &Outline<'t>) -> Option<Verdict<'t>> {
    let is_image = |key: &str| {
        matches!(key, "image" | "Image" | "Repository" | "newName")
            || key.ends_with("Image")
            || key.ends_with("_IMAGE")
    };
    let values = outline.entries.iter().filter(|it| is_image(it.key));
    let values: Vec<&str> = values.map(|it| it.value).collect();
    let names = values.iter().map(|it| bare(it)).filter(|it| is_name(it));
    let names: Vec<&str> = names.collect();
    let (kind, names) = match (&names[..], &values[..]) {
        ([_, _, ..], _) => (Kind::ImageNames, names),
        ([_], _) => (Kind::ImageName, names),
        // A name with a slip, or with a variable.
        ([], [value]) if !value.is_empty() && !value.contains(' ') => {
            (Kind::ImageName, vec![*value])
        }
        _ => return None,
    };
    Some(Verdict::new(kind, Likely, "image").naming(names))
}

/// The value of a single line such as `image = "nginx:1.27"`.
pub(super) fn in_assignment(text: &str) -> Option<Verdict<'_>> {
    if text.contains('\n') {
        return None;
    }
    assigned(text)
}

/// The first name in a text that is otherwise prose.
pub(super) fn in_prose(text: &str) -> Option<Verdict<'_>> {
    let mut words = text.split_whitespace().take(MAX_WORDS).map(bare);
    let name = words.find(|word| stands_out(word.trim_end_matches(['.', ':', '!', '?'])))?;
    let name = name.trim_end_matches(['.', ':', '!', '?']);
    Some(Verdict::said(Kind::ImageName, Guess).with(name))
}
