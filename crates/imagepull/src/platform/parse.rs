//! What a text such as `linux/arm64` stands for, and what is wrong with one.
//!
//! Source: `Parse` of github.com/containerd/platforms.

use super::{
    Platform,
    known::{is_architecture, is_operating_system},
    normalize::{architecture, operating_system},
};
use crate::{credentials::go_url::path_unescaped, diagnostic::Span, kubelet::go::quote};

const COMPONENT: &str = "^[A-Za-z0-9_.-]+$";
const OS: &str = r"^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$";

/// No more parts than this are split off; what is behind them belongs to the last one.
const MAX_PARTS: usize = 4;

/// Why a text is no platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParseError {
    pub cause: Cause,
    /// The part that it is about.
    pub span: Span,
    /// What containerd says.
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It has an asterisk.
    Wildcard,
    /// It has more than three parts.
    TooManyParts,
    /// One word that is neither an operating system nor an architecture.
    UnknownWord,
    /// A part is empty or has characters that it cannot have.
    Component,
    /// A version or feature has a percent sign without two hexadecimal digits.
    Escape,
}

/// What a text stands for on a host that fills in what it leaves out.
pub(super) fn parse(text: &str, host: &Platform) -> Result<Platform, ParseError> {
    let whole = Span {
        start: 0,
        end: text.len(),
    };
    let refused = |cause, span, words: String| ParseError { cause, span, words };
    let quoted = quote(text);
    if text.contains('*') {
        let words = format!("{quoted}: wildcards not yet supported: invalid argument");
        return Err(refused(Cause::Wildcard, whole, words));
    }
    let parts: Vec<&str> = text.splitn(MAX_PARTS, '/').collect();
    let mut platform = operating_system_part(text, parts[0])?;
    let mut start = parts[0].len() + 1;
    for part in &parts[1..] {
        if part.is_empty() || !part.bytes().all(is_component_byte) {
            let words = format!(
                "{} is an invalid component of {quoted}: platform specifier component must match \
                 {}: invalid argument",
                quote(part),
                quote(COMPONENT)
            );
            let end = start + part.len();
            return Err(refused(Cause::Component, Span { start, end }, words));
        }
        start += part.len() + 1;
    }
    match parts[..] {
        [word] => {
            if is_operating_system(&platform.os) {
                let host = host.normalized();
                platform.architecture = host.architecture;
                // containerd looks for the variant of 32-bit Arm alone.
                if platform.architecture == "arm" && host.variant != "v7" {
                    platform.variant = host.variant;
                }
                return Ok(platform);
            }
            (platform.architecture, platform.variant) = without_v7(architecture(word, ""));
            if !is_architecture(&platform.architecture) {
                let words =
                    format!("{quoted}: unknown operating system or architecture: invalid argument");
                return Err(refused(Cause::UnknownWord, whole, words));
            }
            platform.os.clone_from(&host.os);
        }
        [_, name] => (platform.architecture, platform.variant) = without_v7(architecture(name, "")),
        [_, name, variant] => {
            let (name, mut variant) = architecture(name, variant);
            if name == "arm64" && variant.is_empty() {
                "v8".clone_into(&mut variant);
            }
            (platform.architecture, platform.variant) = (name, variant);
        }
        _ => {
            let words = format!("{quoted}: cannot parse platform specifier: invalid argument");
            return Err(refused(Cause::TooManyParts, whole, words));
        }
    }
    Ok(platform)
}

/// Where nobody wrote a variant, that of Arm is not written either.
fn without_v7((name, variant): (String, String)) -> (String, String) {
    if name == "arm" && variant == "v7" {
        return (name, String::new());
    }
    (name, variant)
}

/// The first part: an operating system, perhaps with its version and features in brackets.
fn operating_system_part(text: &str, part: &str) -> Result<Platform, ParseError> {
    let span = Span {
        start: 0,
        end: part.len(),
    };
    let Some((name, version, features)) = in_brackets(part) else {
        let words = format!(
            "{} is an invalid OS component of {}: OSAndVersion specifier component must match {}: \
             invalid argument",
            quote(part),
            quote(text),
            quote(OS)
        );
        return Err(ParseError {
            cause: Cause::Component,
            span,
            words,
        });
    };
    let decoded = |what: &str, option: &str| {
        path_unescaped(option).map_err(|escape| ParseError {
            cause: Cause::Escape,
            span,
            words: format!(
                "{} has an invalid OS {what} {}: {}",
                quote(text),
                quote(option),
                escape.words()
            ),
        })
    };
    let features = features.split('+').skip(1);
    Ok(Platform {
        os: operating_system(name, ""),
        os_version: decoded("version", version)?,
        os_features: features
            .map(|feature| decoded("feature", feature))
            .collect::<Result<_, _>>()?,
        ..Platform::default()
    })
}

/// Name, version and features, these with a plus sign before each.
fn in_brackets(part: &str) -> Option<(&str, &str, &str)> {
    let (name, options) = match part.split_once('(') {
        Some((name, options)) => (name, options.strip_suffix(')')?),
        None => (part, ""),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    let is_option = |byte: u8| is_component_byte(byte) || byte == b'%';
    let (version, features) = options.split_at(options.find('+').unwrap_or(options.len()));
    let mut named = features.split('+').skip(1);
    let is_valid = !name.is_empty()
        && name.bytes().all(is_name)
        && version.bytes().all(is_option)
        && named.all(|feature| !feature.is_empty() && feature.bytes().all(is_option));
    is_valid.then_some((name, version, features))
}

fn is_component_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-".contains(&byte)
}
