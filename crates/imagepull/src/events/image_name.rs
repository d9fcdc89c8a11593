//! The image that a message names.

use imageref::Normalized;

/// What is before the name of an image, surest first.
const MARKERS: [&str; 23] = [
    "failed to pull image \"",
    "pulling image \"",
    "successfully pulled image \"",
    "sandbox image \"",
    "inspect image \"",
    "default image tag \"",
    "container image \"",
    "pull image \"",
    "id or size of image \"",
    "pull and unpack image \"",
    "pullimage \"",
    "resolve reference \"",
    "image=\"",
    "image name \"",
    "image reference \"",
    "image \"",
    "failed to pull image ",
    "image pull failed for ",
    "pull access denied for ",
    "manifest for ",
    "docker://",
    "image name ",
    "failed to verify image ",
];

/// Each of the markers has one of these words.
const WORDS: [&str; 5] = [
    "image",
    "reference \"",
    "access denied for ",
    "manifest for ",
    "docker://",
];

/// A name is within so many bytes.
const MAX_SEARCHED: usize = 8192;

/// Whether a word without quotes is a name: not that of a platform, nor a word of the sentence.
fn is_image(word: &str) -> bool {
    let is_platform = word.starts_with("linux/") || word.starts_with("windows/");
    !is_platform
        && !matches!(word, "or" | "from" | "on" | "is" | "the")
        && Normalized::parse(word).is_ok()
}

/// The name of the image in a message, as written.
pub(super) fn image_in(message: &str) -> Option<String> {
    let end = message.floor_char_boundary(MAX_SEARCHED.min(message.len()));
    let message = message[..end].replace('\\', "");
    let lower = message.to_ascii_lowercase();
    if !WORDS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    MARKERS.iter().find_map(|marker| {
        let start = lower.find(marker)? + marker.len();
        let rest = &message[start..];
        let name = if marker.ends_with('"') {
            &rest[..rest.find('"')?]
        } else {
            let end = rest.find(|it: char| it.is_whitespace() || "\"',;".contains(it));
            let name = rest[..end.unwrap_or(rest.len())].trim_end_matches(':');
            Some(name).filter(|name| is_image(name))?
        };
        Some(name.to_owned()).filter(|name| !name.is_empty())
    })
}

/// A name as a runtime understands it.
pub(super) fn key(image: &str) -> String {
    match Normalized::parse(image) {
        Ok(name) => name.with_default_tag().to_string(),
        Err(_) => image.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_marker_has_one_of_the_words() {
        for marker in MARKERS {
            assert!(WORDS.iter().any(|word| marker.contains(word)), "{marker}");
        }
    }
}
