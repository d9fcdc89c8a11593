//! The findings of a manifest as SARIF 2.1.0, the format in which code scanning takes results.
//!
//! Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 plus Errata 01,
//! and GitHub, "SARIF support for code scanning", for what must not be missing: names and texts of
//! the rules, and a place of each result.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

use super::{
    edits::EditFix,
    report::{Finding, ManifestReport},
};
use crate::{
    codes,
    diagnostic::{Diagnostic, Severity, Span},
    lines::Lines,
    words::{Message, Translations},
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Code scanning takes no more results of one run than this.
const MAX_RESULTS: usize = 25_000;

/// What a path does not hold as it is (RFC 3986, 3.3); a `%` that is written is one of the path.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A SARIF log with one run.
#[derive(Clone, Debug, Serialize)]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    artifacts: [Artifact; 1],
    column_kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    invocations: Option<[Invocation; 1]>,
    results: Vec<Outcome>,
}

/// A run that did not come about.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_configuration_notifications: Vec<Notification>,
}

#[derive(Clone, Debug, Serialize)]
struct Notification {
    descriptor: Descriptor,
    level: &'static str,
    message: SarifMessage,
}

#[derive(Clone, Debug, Serialize)]
struct Descriptor {
    id: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: SarifMessage,
    full_description: SarifMessage,
    help: SarifMessage,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'static str>,
    default_configuration: Configuration,
}

#[derive(Clone, Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct SarifMessage {
    text: String,
}

#[derive(Clone, Debug, Serialize)]
struct Artifact {
    location: ArtifactLocation,
}

#[derive(Clone, Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
    index: usize,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: SarifMessage,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Repair>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Repair {
    description: SarifMessage,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: SarifMessage,
}

/// That an image has no digest is nothing to act upon: a scanner would show it at every file.
const NO_DIGEST: &str = codes::MAN017.id;

/// All findings of a report on a text as a log, but that an image has no digest: those on images first,
/// each list in the order of the report. `path` is that of the text in its repository, for example `deploy/web.yaml`. Beyond 25 000 findings the least severe are left out.
pub fn log(text: &str, report: &ManifestReport, path: &str, translations: Translations) -> Log {
    let of_images = report.images.iter().flat_map(|image| &image.findings);
    let all = of_images.chain(&report.diagnostics);
    let mut findings: Vec<&Finding> = all.filter(|it| it.code != NO_DIGEST).collect();
    if findings.len() > MAX_RESULTS {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings.truncate(MAX_RESULTS);
    }
    let writer = Writer::new(text, path, translations);
    let mut rules = Vec::new();
    let mut places = HashMap::new();
    let mut results = Vec::with_capacity(findings.len());
    for finding in findings {
        let index = *places.entry(finding.code).or_insert_with(|| {
            rules.push(writer.rule(finding));
            rules.len() - 1
        });
        results.push(writer.result(finding, index));
    }
    writer.log(rules, results, None)
}

/// The log of a text that was not looked at, because of what is wrong with the request for it.
pub fn refused(diagnostics: &[Diagnostic], path: &str, translations: Translations) -> Log {
    let writer = Writer::new("", path, translations);
    let notifications = diagnostics.iter().map(|diagnostic| Notification {
        descriptor: Descriptor {
            id: diagnostic.code,
        },
        level: level(diagnostic.severity),
        message: writer.message(&diagnostic.message),
    });
    let invocation = Invocation {
        execution_successful: false,
        tool_configuration_notifications: notifications.collect(),
    };
    writer.log(Vec::new(), Vec::new(), Some(invocation))
}

struct Writer<'a> {
    lines: Lines<'a>,
    uri: String,
    translations: Translations,
}

impl<'a> Writer<'a> {
    fn new(text: &'a str, path: &str, translations: Translations) -> Self {
        Self {
            lines: Lines::new(text),
            uri: utf8_percent_encode(path, NOT_IN_PATHS).to_string(),
            translations,
        }
    }

    fn log(&self, rules: Vec<Rule>, results: Vec<Outcome>, refused: Option<Invocation>) -> Log {
        Log {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "imagepull",
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        rules,
                    },
                },
                artifacts: [Artifact {
                    location: self.artifact(),
                }],
                column_kind: "utf16CodeUnits",
                invocations: refused.map(|it| [it]),
                results,
            }],
        }
    }

    /// What is said under a code, without what is true of one place alone.
    fn rule(&self, finding: &Finding) -> Rule {
        let short = SarifMessage {
            text: literal(&finding.message.without_values(self.translations)),
        };
        let full = match &finding.help {
            Some(help) => self.message(help),
            None => short.clone(),
        };
        Rule {
            id: finding.code,
            short_description: short,
            full_description: full.clone(),
            help: full,
            help_uri: finding.docs,
            default_configuration: Configuration {
                level: level(finding.severity),
            },
        }
    }

    fn result(&self, finding: &Finding, rule_index: usize) -> Outcome {
        Outcome {
            rule_id: finding.code,
            rule_index,
            level: level(finding.severity),
            message: self.message(&finding.message),
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: self.artifact(),
                    region: self.region(finding.span.unwrap_or(Span { start: 0, end: 0 })),
                },
            }],
            fixes: finding.fixes.iter().map(|fix| self.repair(fix)).collect(),
        }
    }

    fn repair(&self, fix: &EditFix) -> Repair {
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: self.region(edit.span),
            inserted_content: SarifMessage {
                text: edit.text.clone(),
            },
        });
        Repair {
            description: self.message(&fix.title),
            artifact_changes: [ArtifactChange {
                artifact_location: self.artifact(),
                replacements: replacements.collect(),
            }],
        }
    }

    fn message(&self, words: &Message) -> SarifMessage {
        SarifMessage {
            text: literal(&words.translated(self.translations)),
        }
    }

    fn artifact(&self) -> ArtifactLocation {
        ArtifactLocation {
            uri: self.uri.clone(),
            index: 0,
        }
    }

    fn region(&self, span: Span) -> Region {
        let (start, end) = (self.lines.place(span.start), self.lines.place(span.end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// A message in which nothing is a placeholder (3.11.5) or a link (3.11.6), whatever a manifest names.
fn literal(text: &str) -> String {
    text.replace('{', "{{")
        .replace('}', "}}")
        .replace("](", "\\](")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_name_is_no_placeholder_and_no_link() {
        for (text, expected) in [
            ("containers[0].image: `a:1`", "containers[0].image: `a:1`"),
            ("the tag ${TAG} {0}", "the tag ${{TAG}} {{0}}"),
            ("a [name](1)", "a [name\\](1)"),
        ] {
            assert_eq!(literal(text), expected);
        }
    }
}
