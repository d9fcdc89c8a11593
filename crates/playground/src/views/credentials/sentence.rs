//! The answer in words.

use imagepull::{
    credentials::{CredentialsReport, Source},
    words::{IntoParts, Parts},
};

use crate::text;

/// What the kubelet tries.
pub fn sentence(report: &CredentialsReport) -> Parts {
    let Some(repository) = &report.repository else {
        return text::credentials_says_invalid().into_parts();
    };
    let others = report.rejected.len();
    let mut candidates = report.candidates.iter().map(|candidate| {
        let owner = owner(candidate.source, candidate.name.as_deref());
        text::credentials_says_candidate(&candidate.key, owner)
    });
    match (candidates.next(), candidates.next()) {
        (None, _) if !report.anonymous => text::credentials_says_stopped(repository),
        (None, _) if others == 0 && !report.missing_secrets.is_empty() => {
            text::credentials_says_needs_secret(report.missing_secrets.join(", "), repository)
        }
        (None, _) if others == 0 => text::credentials_says_nothing(repository),
        (None, _) => text::credentials_says_none_fits(repository),
        (Some(only), None) => text::credentials_says_one(only),
        (Some(first), Some(_)) => text::credentials_says_several(report.candidates.len(), first),
    }
}

/// Where credentials come from, in words.
pub fn owner(source: Source, name: Option<&str>) -> Parts {
    match (source, name.unwrap_or_default()) {
        (Source::PullSecret, "") => text::credentials_source_secret().into_parts(),
        (Source::PullSecret, name) => text::credentials_source_secret_named(name),
        (Source::Node, _) => text::credentials_source_node().into_parts(),
        (Source::Provider, "") => text::credentials_source_provider().into_parts(),
        (Source::Provider, name) => text::credentials_source_provider_named(name),
    }
}
