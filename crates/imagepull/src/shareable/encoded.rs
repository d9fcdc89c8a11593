//! Texts in base64: a name or a version is none by chance, a password behind one would go unseen.

use base64::{
    Engine,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const ENGINES: [GeneralPurpose; 2] = {
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    [
        GeneralPurpose::new(&STANDARD, config),
        GeneralPurpose::new(&URL_SAFE, config),
    ]
};

/// The shortest base64 that is looked at, in characters: twelve bytes are text by chance in one of
/// a hundred thousand words.
const MIN_CHARS: usize = 16;

/// The same of the base64 of a user and a password: the colon makes chance rarer.
const MIN_CHARS_OF_LOGIN: usize = 8;

/// Whether a word of a text is the base64 of another text.
pub fn has_encoded_text(text: &str) -> bool {
    let is_inside = |char: char| char.is_ascii_alphanumeric() || "+/_-".contains(char);
    text.split(|char: char| !is_inside(char)).any(|run| {
        // A slash is part of base64 and separates the parts of a path.
        is_text(run) || (run.contains('/') && run.split('/').any(is_text))
    })
}

fn is_text(word: &str) -> bool {
    if word.len() < MIN_CHARS_OF_LOGIN {
        return false;
    }
    let decode = |engine: &GeneralPurpose| engine.decode(word).ok();
    ENGINES.iter().filter_map(decode).any(|bytes| {
        let is_printable = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n');
        bytes.iter().all(is_printable) && (word.len() >= MIN_CHARS || is_login(&bytes))
    })
}

/// Whether bytes are a user, a colon and a password.
fn is_login(bytes: &[u8]) -> bool {
    let colon = bytes.iter().position(|byte| *byte == b':');
    let is_user = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    colon.is_some_and(|at| at > 0 && at + 1 < bytes.len() && bytes[..at].iter().all(is_user))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base64_of_a_text_is_told_from_a_name() {
        for text in [
            "am9lOnMzY3JldA==",
            "auth am9lOnMzY3JldA",
            "repo/am9lOnMzY3JldC1zM2NyZXQ:1",
            "aHVudGVyMi1odW50ZXIyLWh1bnRlcjI=",
        ] {
            assert!(has_encoded_text(text), "{text}");
        }
        for text in [
            "registry",
            "docker.io/library/nginx",
            "kubernetes-dashboard",
            "imagePullSecrets",
            "3f2b1c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b",
            "application/vnd.docker.distribution.manifest.list.v2",
        ] {
            assert!(!has_encoded_text(text), "{text}");
        }
    }
}
