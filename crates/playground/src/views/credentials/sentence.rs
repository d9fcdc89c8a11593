//! The answer in words.

use imagepull::credentials::{CredentialsReport, Source};

use crate::text;

/// What the kubelet tries, with the marks of [`crate::components::rich`].
pub fn sentence(report: &CredentialsReport) -> String {
    let Some(repository) = &report.repository else {
        return text::credentials_says_invalid().to_owned();
    };
    let others = report.rejected.len();
    let mut candidates = report.candidates.iter().map(|candidate| {
        let owner = owner(candidate.source, candidate.name.as_deref());
        text::credentials_says_candidate(&candidate.key, owner)
    });
    match (candidates.next(), candidates.next()) {
        (None, _) if !report.anonymous => text::credentials_says_stopped(repository),
        (None, _) if others == 0 => text::credentials_says_nothing(repository),
        (None, _) => text::credentials_says_none_fits(repository),
        (Some(first), None) => text::credentials_says_one(repository, first),
        (Some(first), Some(second)) => {
            let count = report.candidates.len();
            if count == 2 {
                text::credentials_says_two(repository, first, second)
            } else {
                text::credentials_says_several(count, repository, first, second)
            }
        }
    }
}

/// Where credentials come from, in words.
pub fn owner(source: Source, name: Option<&str>) -> String {
    match (source, name.unwrap_or_default()) {
        (Source::PullSecret, "") => text::credentials_source_secret().to_owned(),
        (Source::PullSecret, name) => text::credentials_source_secret_named(name),
        (Source::Node, _) => text::credentials_source_node().to_owned(),
        (Source::Provider, "") => text::credentials_source_provider().to_owned(),
        (Source::Provider, name) => text::credentials_source_provider_named(name),
    }
}
