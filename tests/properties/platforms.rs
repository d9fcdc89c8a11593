//! Platforms: reading, printing and matching any text.

use std::cmp::Ordering;

use imagepull::platform::{Matcher, Platform, match_platforms, parse_platform};
use proptest::{prelude::*, sample::select, string::string_regex};

const HOST: &str = "linux/amd64";

/// Texts that are platforms, with names that mean something and others.
fn valid() -> impl Strategy<Value = String> {
    let name = |known: &'static [&'static str], pattern| {
        let any = string_regex(pattern).expect("it is a pattern");
        prop_oneof![3 => select(known).prop_map(str::to_owned), 1 => any]
    };
    let os = name(
        &["linux", "windows", "darwin", "macos", "Linux", "freebsd"],
        "[A-Za-z0-9_-]{1,6}",
    );
    let options = r"(\((10\.0\.[0-9]{4,5})?([a-z0-9.]|%25|%2B|%28|%29|%2f){0,5}(\+([a-z0-9.]|%2F){1,4}){0,3}\))?";
    let options = string_regex(options).expect("it is a pattern");
    let architecture = name(
        &[
            "amd64", "x86_64", "i386", "386", "arm", "armhf", "armel", "arm64", "aarch64", "s390x",
        ],
        "[A-Za-z0-9_-]{1,6}",
    );
    let variant = name(
        &[
            "v1", "v2", "v3", "5", "v6", "7", "v7", "8", "v8", "v8.0", "v8.3", "v9", "v9.2", "v10",
        ],
        "v?[0-9]{1,2}(\\.[0-9])?",
    );
    (os, options, architecture, prop::option::of(variant)).prop_map(
        |(os, options, architecture, variant)| {
            let variant = variant.map(|it| format!("/{it}")).unwrap_or_default();
            format!("{os}{options}/{architecture}{variant}")
        },
    )
}

fn any_text() -> impl Strategy<Value = String> {
    let nearly = select(&[
        "linux", "arm64", "v8", "/", "(", ")", "+", "%", "%2F", "%FF", "*", ".", "..", "é", " ",
        "\0",
    ]);
    prop_oneof![
        valid(),
        any::<String>(),
        prop::collection::vec(nearly, 0..8).prop_map(|parts| parts.concat()),
    ]
}

fn read(text: &str) -> Platform {
    parse_platform(text, HOST)
        .parsed
        .unwrap_or_else(|| panic!("{text} is a platform"))
}

/// containerd takes nothing for a variant of arm64 that it does not know.
fn takes_something(platform: &Platform) -> bool {
    !Matcher::only(platform).list().is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_platform_is_printed_as_it_is_read(text in valid()) {
        let once = read(&text).format_all();
        prop_assert_eq!(read(&once).format_all(), once);
    }

    #[test]
    fn normalising_twice_changes_nothing(text in valid()) {
        let once = read(&text).normalized();
        prop_assert_eq!(&once.normalized(), &once);
        // What is printed of it means the same.
        prop_assert_eq!(read(&once.format_all()).normalized(), once);
    }

    #[test]
    fn a_node_takes_its_own_platform_first(text in valid(), other in valid()) {
        let (node, other) = (read(&text), read(&other));
        prop_assert!(Matcher::only_strict(&node).matches(&node));
        prop_assert!(Matcher::only_os(&node).matches(&node));
        if takes_something(&node) {
            let only = Matcher::only(&node);
            prop_assert!(only.matches(&node));
            prop_assert!(only.matches(&node.normalized()));
            prop_assert_ne!(only.cmp(&node, &other), Ordering::Greater);
        }
    }

    #[test]
    fn the_strict_take_no_more_than_the_others(text in valid(), other in valid()) {
        let (node, other) = (read(&text), read(&other));
        if takes_something(&node) && Matcher::only_strict(&node).matches(&other) {
            prop_assert!(Matcher::only(&node).matches(&other));
        }
        if Matcher::only(&node).matches(&other) {
            prop_assert!(Matcher::only_os(&node).matches(&other));
        }
    }

    #[test]
    fn what_is_not_taken_comes_behind(text in valid(), one in valid(), other in valid()) {
        let (only, one, other) = (Matcher::only(&read(&text)), read(&one), read(&other));
        prop_assert_eq!(only.cmp(&one, &other), only.cmp(&other, &one).reverse());
        if only.matches(&one) && !only.matches(&other) {
            prop_assert_eq!(only.cmp(&one, &other), Ordering::Less);
        }
    }

    #[test]
    fn every_text_has_an_answer(host in any_text(), texts in prop::collection::vec(any_text(), 0..4)) {
        for text in &texts {
            let report = parse_platform(text, &host);
            prop_assert_eq!(report.valid, report.parsed.is_some());
            prop_assert!(report.valid || !report.diagnostics.is_empty());
            for span in report.diagnostics.iter().filter_map(|it| it.span) {
                prop_assert!(text.get(span.start..span.end).is_some(), "{:?} of {:?}", span, text);
            }
        }
        let report = match_platforms(&host, &texts);
        prop_assert_eq!(report.order.len(), report.matches.len());
        prop_assert!(report.matches.iter().all(|it| texts.contains(it)));
    }
}

/// A mebibyte of features on both sides, and a level that nobody has.
#[test]
fn a_long_list_of_features_has_an_answer() {
    use std::fmt::Write;

    let mut features = String::new();
    for number in 0.. {
        write!(features, "+f{number}").expect("a text takes it");
        if features.len() > 1 << 20 {
            break;
        }
    }
    let platform = format!("linux({features})/amd64/v4000000000");
    let report = match_platforms(&platform, std::slice::from_ref(&platform));
    assert_eq!(report.matches, [platform]);
}

/// Of the table `arm64variantToVersion` of compare.go of github.com/containerd/platforms; its tests
/// do not try what is beyond it.
#[test]
fn a_node_takes_the_variants_of_arm64_that_exist() {
    for variant in ["v8", "v8.9", "v9", "v9.7"] {
        assert!(
            takes_something(&read(&format!("linux/arm64/{variant}"))),
            "{variant}"
        );
    }
    for variant in ["v7", "v9.8", "v10", "v8.10", "v08.1", "8.1", "v8."] {
        assert!(
            !takes_something(&read(&format!("linux/arm64/{variant}"))),
            "{variant}"
        );
    }
}

/// What is offered is a platform of which nothing is said.
#[test]
fn what_was_meant_by_a_platform_is_offered() {
    let rows = [
        ("arm/v7", Some("linux/arm/v7")),
        ("arm64/8", Some("linux/arm64/8")),
        ("arm64/linux", Some("linux/arm64")),
        ("amd64/windows", Some("windows/amd64")),
        ("arm64/alpine", None),
        ("linux/armv7l", Some("linux/arm/v7")),
        ("linux/x86", Some("linux/386")),
        ("alpine/arm64", None),
    ];
    for (written, meant) in rows {
        let report = parse_platform(written, HOST);
        let fixes = report.diagnostics.iter().flat_map(|it| &it.fixes);
        let offered: Vec<&str> = fixes.map(|it| it.replacement.as_str()).collect();
        assert_eq!(offered, Vec::from_iter(meant), "{written}");
        assert!(!report.diagnostics.is_empty(), "{written}");
        let said = meant.map(|it| parse_platform(it, HOST).diagnostics);
        assert_eq!(said.unwrap_or_default(), [], "{written}");
    }
}
