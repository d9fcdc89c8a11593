//! The tables of the Kubernetes documentation on the keys of a config.json; the core answers each
//! row.

use imagepull::{
    credentials::{
        CredentialsReport, CredentialsRequest, Entry, docker_config::DockerConfig,
        match_credentials,
    },
    releases::Release,
    words::{IntoParts, Part, Parts},
};

use super::{
    guide::{Cell, Step, Table},
    outcomes::Try,
};
use crate::{address::View::Credentials, text};

/// Keys of one config.json, and an image.
type Question = (&'static [&'static str], &'static str);

/// `*` in a key: one key each.
const GLOBS: [Question; 6] = [
    (&["*.kubernetes.io"], "kubernetes.io/app"),
    (&["*.kubernetes.io"], "abc.kubernetes.io/app"),
    (&["*.*.kubernetes.io"], "abc.kubernetes.io/app"),
    (&["*.*.kubernetes.io"], "abc.def.kubernetes.io/app"),
    (&["prefix.*.io"], "prefix.kubernetes.io/app"),
    (&["*-good.kubernetes.io"], "prefix-good.kubernetes.io/app"),
];

const WITH_SUBDOMAIN: &[&str] = &["my-registry.example/images", "*.my-registry.example/images"];

/// A path, and the same below another host.
const PATHS: [Question; 6] = [
    (WITH_SUBDOMAIN, "my-registry.example/images"),
    (WITH_SUBDOMAIN, "my-registry.example/images/my-image"),
    (WITH_SUBDOMAIN, "my-registry.example/images/another-image"),
    (WITH_SUBDOMAIN, "sub.my-registry.example/images/my-image"),
    (WITH_SUBDOMAIN, "a.sub.my-registry.example/images/my-image"),
    (
        WITH_SUBDOMAIN,
        "a.b.sub.my-registry.example/images/my-image",
    ),
];

/// Two keys that both fit.
const SEVERAL: [Question; 1] = [(
    &[
        "my-registry.example/images",
        "my-registry.example/images/subpath",
    ],
    "my-registry.example/images/subpath/my-image",
)];

/// The tables, each with what it shows.
pub fn tables(release: Release) -> Vec<Step> {
    vec![
        Step::new(
            text::use_cases_keys_globs_title(),
            text::use_cases_keys_globs_says(),
        )
        .table(
            table(text::use_cases_keys_globs_title(), &GLOBS, release),
            Vec::new(),
        ),
        Step::new(
            text::use_cases_keys_paths_title(),
            text::use_cases_keys_paths_says(),
        )
        .table(
            table(text::use_cases_keys_paths_title(), &PATHS, release),
            Vec::new(),
        ),
        Step::new(
            text::use_cases_keys_several_title(),
            text::use_cases_keys_several_says(),
        )
        .table(
            table(text::use_cases_keys_several_title(), &SEVERAL, release),
            Vec::new(),
        ),
        Step::new(
            text::use_cases_keys_beyond_title(),
            text::use_cases_keys_beyond_says(),
        )
        .tries(
            [
                ("hub-key", text::use_cases_tries_hub_key()),
                ("near-miss-port", text::use_cases_tries_port()),
                ("near-miss-scheme", text::use_cases_tries_scheme()),
                ("near-miss-path", text::use_cases_tries_path()),
            ]
            .map(|(slug, title)| Try::preset(Credentials, slug, title)),
        ),
    ]
}

fn ask((keys, image): Question, release: Release) -> CredentialsReport {
    let entries = keys.iter().map(|key| Entry::new(key, None));
    match_credentials(&CredentialsRequest {
        image: image.to_owned(),
        kubernetes: Some(release.to_string()),
        node_config: Some(Ok(DockerConfig {
            entries: entries.collect(),
            ..DockerConfig::default()
        })),
        ..CredentialsRequest::default()
    })
}

fn table(title: &str, questions: &[Question], release: Release) -> Table {
    Table {
        caption: text::use_cases_caption(title, release),
        head: vec![
            text::use_cases_keys_image().into_parts(),
            text::use_cases_keys_keys().into_parts(),
            text::use_cases_keys_tried().into_parts(),
            text::use_cases_keys_open().into_parts(),
        ],
        rows: questions.iter().map(|asked| row(*asked, release)).collect(),
    }
}

fn row(asked: Question, release: Release) -> Vec<Cell> {
    let (keys, image) = asked;
    let report = ask(asked, release);
    let mut tried = Parts::default();
    for candidate in &report.candidates {
        if !tried.is_empty() {
            tried.push_text(", ");
        }
        tried.push(Part::Code(candidate.key.clone()));
    }
    let outcome = if tried.is_empty() {
        let why = report.rejected.iter().flat_map(|it| &it.why).next();
        Cell::Outcome {
            starts: false,
            runs: text::use_cases_keys_none().into_parts(),
            moved: why
                .map(|why| text::localized(&why.text))
                .unwrap_or_default(),
        }
    } else {
        Cell::Outcome {
            starts: true,
            runs: tried,
            moved: Parts::default(),
        }
    };
    vec![
        Cell::Codes(vec![image.to_owned()]),
        Cell::Codes(keys.iter().map(|key| (*key).to_owned()).collect()),
        outcome,
        Cell::Try(Try::keys(image, keys)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many keys are tried, row by row.
    fn tried(questions: &[Question]) -> Vec<usize> {
        let counts = questions.iter().map(|asked| {
            let report = ask(*asked, Release::NEWEST);
            assert_eq!(report.anonymous, report.candidates.is_empty(), "{asked:?}");
            report.candidates.len()
        });
        counts.collect()
    }

    /// The rows of the section "Interpretation of config.json" of the documentation.
    #[test]
    fn the_core_answers_as_the_documentation_says() {
        assert_eq!(tried(&GLOBS), [0, 1, 0, 1, 1, 1]);
        assert_eq!(tried(&PATHS), [1, 1, 1, 1, 0, 0]);
        assert_eq!(tried(&SEVERAL), [2]);
    }

    #[test]
    fn the_longer_of_two_keys_is_tried_first() {
        let report = ask(SEVERAL[0], Release::NEWEST);
        let keys: Vec<&str> = report.candidates.iter().map(|it| &*it.key).collect();
        assert_eq!(
            keys,
            [
                "my-registry.example/images/subpath",
                "my-registry.example/images"
            ]
        );
    }

    #[test]
    fn a_key_below_a_subdomain_is_the_second_one() {
        let report = ask(PATHS[3], Release::NEWEST);
        assert_eq!(report.candidates[0].key, "*.my-registry.example/images");
    }
}
