//! What a text says about a platform, and which of several a node takes.

use serde::Serialize;

use super::{
    Matcher, PLATFORMS_GO, Platform,
    known::{is_no_architecture, is_no_operating_system, meant},
    parse::{Cause, ParseError, parse},
};
use crate::{
    codes,
    diagnostic::{Diagnostic, Fix, Span},
    why::Reason,
    words::{Message, message},
};

/// What a text says about a platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlatformReport {
    /// Whether it is a platform.
    pub valid: bool,
    /// What is written, with what the host fills in; `None` where it is no platform.
    pub parsed: Option<Platform>,
    /// The one spelling of that.
    pub normalized: Option<Platform>,
    /// What is written: operating system, architecture, variant.
    pub format: Option<String>,
    /// The same with version and features.
    pub format_all: Option<String>,
    /// The one spelling, with version and features.
    pub normalized_format_all: Option<String>,
    /// What is wrong with it, in the words of containerd, and names that no image has.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a platform such as `linux/arm64` as containerd does. `host` is the platform that fills in
/// what a text of one word leaves out.
pub fn parse_platform(input: &str, host: &str) -> PlatformReport {
    let host = match host_platform(host) {
        Ok(host) => host,
        Err(error) => return PlatformReport::refused(said(&error)),
    };
    match parse(input, &host) {
        Ok(parsed) => {
            let normalized = parsed.normalized_on(&host.os);
            PlatformReport {
                valid: true,
                format: Some(parsed.format()),
                format_all: Some(parsed.format_all()),
                normalized_format_all: Some(normalized.format_all()),
                diagnostics: unknown_names(input, &normalized).into_iter().collect(),
                parsed: Some(parsed),
                normalized: Some(normalized),
            }
        }
        Err(error) => PlatformReport::refused(said(&error).at(error.span)),
    }
}

impl PlatformReport {
    fn refused(diagnostic: Diagnostic) -> Self {
        Self {
            valid: false,
            parsed: None,
            normalized: None,
            format: None,
            format_all: None,
            normalized_format_all: None,
            diagnostics: vec![diagnostic],
        }
    }
}

fn host_platform(host: &str) -> Result<Platform, ParseError> {
    parse(host, &Platform::new("linux", "amd64"))
}

/// Which of several platforms a node takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchReport {
    /// The platforms that the node takes, best first.
    pub vector: Vec<String>,
    /// The candidates that it takes, best first, each as containerd writes it.
    pub order: Vec<String>,
    /// The candidates that it takes, as they are written.
    pub matches: Vec<String>,
    /// Those that are its very platform.
    pub strict_matches: Vec<String>,
    /// For each candidate that can be read why it is taken, or why not.
    pub why: Vec<Reason>,
    /// What is wrong with the platform of the node or a candidate; it is taken then by none.
    pub diagnostics: Vec<Diagnostic>,
}

/// Says which of several platforms a node takes, as containerd does.
pub fn match_platforms(host: &str, candidates: &[String]) -> MatchReport {
    let mut diagnostics = Vec::new();
    let host = host_platform(host);
    let host = host.map_err(|error| diagnostics.push(said(&error))).ok();
    let default = Platform::new("linux", "amd64");
    let mut read: Vec<(&String, Platform)> = Vec::new();
    for candidate in candidates {
        match parse(candidate, host.as_ref().unwrap_or(&default)) {
            Ok(platform) => read.push((candidate, platform)),
            Err(error) => diagnostics.push(said(&error)),
        }
    }
    let Some(host) = host else {
        read.clear();
        return MatchReport {
            vector: Vec::new(),
            order: Vec::new(),
            matches: Vec::new(),
            strict_matches: Vec::new(),
            why: Vec::new(),
            diagnostics,
        };
    };
    let (only, strict) = (Matcher::only(&host), Matcher::only_strict(&host));
    let written = |matcher: &Matcher| {
        let taken = read
            .iter()
            .filter(|(_, platform)| matcher.matches(platform));
        taken.map(|(written, _)| (*written).clone()).collect()
    };
    let mut order: Vec<&Platform> = read.iter().map(|(_, platform)| platform).collect();
    order.retain(|platform| only.matches(platform));
    order.sort_by(|one, other| only.cmp(one, other));
    MatchReport {
        vector: only.list().iter().map(Platform::format_all).collect(),
        order: order.into_iter().map(Platform::format_all).collect(),
        matches: written(&only),
        strict_matches: written(&strict),
        why: read
            .iter()
            .map(|(_, platform)| only.why(platform))
            .collect(),
        diagnostics,
    }
}

/// An error in the words of containerd.
fn said(error: &ParseError) -> Diagnostic {
    let (code, help) = match error.cause {
        Cause::Wildcard => (
            codes::PLT001,
            message!("Give one platform; containerd doesn't support wildcards."),
        ),
        Cause::TooManyParts => (
            codes::PLT002,
            message!(
                "A platform is an operating system, an architecture and a variant: `linux/arm/v7`."
            ),
        ),
        Cause::UnknownWord => (
            codes::PLT003,
            message!(
                "A single word is an operating system such as `linux` or an architecture such as `arm64`."
            ),
        ),
        Cause::Component => (
            codes::PLT004,
            message!(
                "Each part has letters, digits, `_`, `-` and `.`; the operating system has no dot, and may have a version and features in brackets: `windows(10.0.20348)/amd64`."
            ),
        ),
        Cause::Escape => (
            codes::PLT005,
            message!("Write a percent sign in a version or feature as `%25`."),
        ),
    };
    let error = Diagnostic::new(code, Message::verbatim(error.words.clone()));
    error.help(help).docs(PLATFORMS_GO)
}

/// containerd takes names that no image has as they are, and then nothing fits.
fn unknown_names(input: &str, platform: &Platform) -> Option<Diagnostic> {
    let os = is_no_operating_system(&platform.os);
    if !os && !is_no_architecture(&platform.architecture) {
        return None;
    }
    let text = if os {
        message!(
            "`{os}` is not a known operating system: containerd accepts the name as is, and nothing matches.",
            os = platform.os
        )
    } else {
        message!(
            "`{architecture}` is not a known architecture: containerd accepts the name as is, and nothing matches.",
            architecture = platform.architecture
        )
    };
    let diagnostic = Diagnostic::new(if os { codes::PLT006 } else { codes::PLT007 }, text)
        .at(Span {
            start: 0,
            end: input.len(),
        })
        .docs(PLATFORMS_GO);
    Some(match meant(platform) {
        Some(meant) => {
            let meant = meant.format_all();
            diagnostic.fixed_by(Fix {
                title: message!("Write {name}", name = meant),
                replacement: meant,
            })
        }
        None => diagnostic,
    })
}
