//! Texts of KubeletConfigurations, and what a kubelet makes of them.

use imagepull::kubelet::config::{KubeletConfigReport, PullSettings, check_kubelet_config};
use imagepull::releases::Release;
use proptest::prelude::*;

const HEADER: &str = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

fn check(fields: &str) -> KubeletConfigReport {
    check_kubelet_config(&format!("{HEADER}{fields}"), Release::NEWEST)
}

/// The codes with the texts of their places.
fn marks(fields: &str) -> Vec<(&'static str, String)> {
    let text = format!("{HEADER}{fields}");
    let report = check_kubelet_config(&text, Release::NEWEST);
    let place = |span: imagepull::diagnostic::Span| text[span.start..span.end].to_owned();
    report
        .diagnostics
        .into_iter()
        .map(|it| (it.code, it.span.map(place).unwrap_or_default()))
        .collect()
}

#[test]
fn what_is_left_out_is_filled_in() {
    for (fields, serialize, max, qps, burst) in [
        ("", true, None, 5.0, 10.0),
        ("maxParallelImagePulls: 1", true, Some(1.0), 5.0, 10.0),
        ("maxParallelImagePulls: 5", false, Some(5.0), 5.0, 10.0),
        ("serializeImagePulls: false", false, None, 5.0, 10.0),
        ("serializeImagePulls: null", true, None, 5.0, 10.0),
        (
            "registryPullQPS: 0\nregistryBurst: 0",
            true,
            None,
            0.0,
            10.0,
        ),
        ("maxParallelImagePulls: 010", false, Some(8.0), 5.0, 10.0),
        ("maxParallelImagePulls: 0x1_0", false, Some(16.0), 5.0, 10.0),
        ("serializeImagePulls: off", false, None, 5.0, 10.0),
        ("registryBurst: 1e1", true, None, 5.0, 10.0),
        (
            "all: &all {serializeImagePulls: false, registryBurst: 5}\n<<: *all\nregistryBurst: 7",
            false,
            None,
            5.0,
            7.0,
        ),
        (
            "evictionHard: {memory.available: 100Mi}\nclusterDNS: [10.0.0.10]\nnew: [a, {b: c}]",
            true,
            None,
            5.0,
            10.0,
        ),
    ] {
        let report = check(fields);
        assert_eq!(report.serialize_image_pulls, Some(serialize), "{fields}");
        assert_eq!(report.max_parallel_image_pulls, max, "{fields}");
        assert_eq!(report.registry_pull_qps, Some(qps), "{fields}");
        assert_eq!(report.registry_burst, Some(burst), "{fields}");
        assert!(report.starts, "{fields} {:?}", report.diagnostics);
    }
}

#[test]
fn what_is_wrong_has_its_place() {
    for (fields, expected) in [
        ("maxParallelImagePulls: 0 # none", vec![("KUB003", "0")]),
        (
            "serializeImagePulls: true\nmaxParallelImagePulls: 3\n",
            vec![("KUB004", "3")],
        ),
        (
            "registryBurst: -1\nregistryPullQPS: -2\n",
            vec![("KUB001", "-1"), ("KUB002", "-2")],
        ),
        (
            "# 이미지\nmaxParallelImagePulls: \"3\"\n",
            vec![("KUB008", "\"3\"")],
        ),
        ("maxParallelImagePulls: 1.5\n", vec![("KUB008", "1.5")]),
        ("serializeImagePulls: 1\n", vec![("KUB008", "1")]),
        (
            "maxParallelImagePulls: 3000000000\n",
            vec![("KUB008", "3000000000")],
        ),
        (
            "imagePullCredentialsVerificationPolicy: NeverVerifyAllowListedImages\n",
            vec![("KUB009", "NeverVerifyAllowListedImages")],
        ),
    ] {
        let expected: Vec<(&str, String)> = expected
            .into_iter()
            .map(|(code, place)| (code, place.to_owned()))
            .collect();
        assert_eq!(marks(fields), expected, "{fields}");
        assert!(!check(fields).starts, "{fields}");
    }
}

#[test]
fn a_fix_is_a_configuration_with_which_the_kubelet_starts() {
    for fields in [
        "maxParallelImagePulls: 0 # none",
        "serializeImagePulls: true # as ever\nmaxParallelImagePulls: 3\n",
        "registryBurst: -1",
        "registryPullQPS: -1",
    ] {
        let fix = &check(fields).diagnostics[0].fixes[0];
        let fixed = check_kubelet_config(&fix.replacement, Release::NEWEST);
        assert!(fixed.starts, "{}", fix.replacement);
        assert_eq!(
            fix.replacement.contains('#'),
            fields.contains('#'),
            "{}",
            fix.replacement
        );
    }
}

#[test]
fn the_verification_policy_follows_release_and_gate() {
    let policy = |fields: &str, release: &str| {
        check_kubelet_config(&format!("{HEADER}{fields}"), release.parse().unwrap())
            .image_pull_credentials_verification_policy
    };
    let default = Some("NeverVerifyPreloadedImages".to_owned());
    let off = "featureGates: {KubeletEnsureSecretPulledImages: false}";
    let on = "featureGates: {KubeletEnsureSecretPulledImages: true}";
    assert_eq!(policy("", "1.35"), default);
    assert_eq!(policy("", "1.34"), None);
    assert_eq!(policy(on, "1.33"), default);
    assert_eq!(policy(on, "1.32"), None);
    assert_eq!(policy(off, "1.36"), None);
    let written = "imagePullCredentialsVerificationPolicy: AlwaysVerify";
    assert_eq!(policy(written, "1.35"), Some("AlwaysVerify".to_owned()));
}

#[test]
fn a_text_that_is_no_yaml_says_where() {
    for (text, said, place) in [
        (
            "a: [1, 2\nb: }",
            "yaml: line 1: did not find expected ',' or ']'",
            ":",
        ),
        ("한: 1\n\tb: 2", "line 2: found a tab", "\t"),
        ("{\"a\": 1}\n{\"b\": 2}\n", "after top-level value", "{"),
        ("{\"a\": 1,}", "beginning of object key string", "}"),
        ("a: 1\n? [b]\n: 2\n", "invalid map key", "["),
        ("~: 1\n", "unsupported map key of type", "~"),
        ("a: &a [*a]\n", "would expand forever", "*a"),
    ] {
        let report = check_kubelet_config(text, Release::NEWEST);
        assert_eq!((report.serialize_image_pulls, report.starts), (None, false));
        let [diagnostic] = &report.diagnostics[..] else {
            panic!("{text}: {:?}", report.diagnostics);
        };
        assert_eq!(diagnostic.code, "KUB005");
        assert!(
            diagnostic.message.to_string().contains(said),
            "{}",
            diagnostic.message
        );
        let span = diagnostic.span.expect(text);
        assert_eq!(&text[span.start..span.end], place, "{text}");
    }
}

/// What is not read is said in the words of the loader; fields alone are meant as a configuration.
#[test]
fn a_text_without_header_is_refused() {
    for (text, error) in [
        ("", "kubelet config file \"FILE\" was empty"),
        (
            "# nothing\n",
            "failed to decode: Object 'Kind' is missing in '# nothing\n'",
        ),
        (
            "maxParallelImagePulls: 2",
            "failed to decode: Object 'Kind' is missing in 'maxParallelImagePulls: 2'",
        ),
        (
            "kind: KubeletConfiguration",
            "failed to decode: Object 'apiVersion' is missing in 'kind: KubeletConfiguration'",
        ),
        (
            "- a\n",
            "failed to decode: couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }",
        ),
    ] {
        let report = check_kubelet_config(text, Release::NEWEST);
        assert_eq!(report.errors, [error], "{text:?}");
        assert!(!report.starts, "{text:?}");
    }
    assert_eq!(
        written("maxParallelImagePulls: 2").and_then(|it| it.max_parallel_image_pulls),
        Some(2.0)
    );
}

#[test]
fn aliases_that_multiply_are_refused() {
    use std::fmt::Write as _;
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        writeln!(bomb, "a{level}: &a{level} [*a{below}, *a{below}]").unwrap();
    }
    let report = check(&bomb);
    assert_eq!(
        report.diagnostics[0].code, "KUB005",
        "{:?}",
        report.diagnostics
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[a-zA-Z:{}\\[\\]\\-&*!|>'\"#\n 0-9한]{0,60}") {
        let _ = check_kubelet_config(&text, Release::NEWEST);
        let _ = check(&format!("maxParallelImagePulls: {text}"));
    }
}

fn written(text: &str) -> Option<PullSettings> {
    check_kubelet_config(text, Release::NEWEST).written
}

#[test]
fn a_text_that_grows_without_end_is_given_up() {
    for text in [
        "a:\n".repeat(500_000),
        format!("a: &a [1]\nb: [{}]", "*a,".repeat(300_000)),
        "? ".repeat(70),
    ] {
        let report = check_kubelet_config(&text, Release::NEWEST);
        let said = report.diagnostics.iter().map(|it| it.message.to_string());
        let said: Vec<String> = said.collect();
        let start = &text[..12];
        assert!(
            matches!(&said[..], [words] if words.contains("too large")),
            "{start}: {said:?}"
        );
    }
}

#[test]
fn settings_are_read_as_they_were_written_down() {
    for settings in [
        PullSettings::default(),
        PullSettings {
            serialize_image_pulls: Some(true),
            max_parallel_image_pulls: Some(3.0),
            registry_pull_qps: Some(0.0),
            registry_burst: Some(25.0),
        },
    ] {
        assert_eq!(written(&settings.to_yaml()), Some(settings));
    }
    assert_eq!(written("maxParallelImagePulls: many"), None);
    assert_eq!(written("a: b: c"), None);
}

#[test]
fn the_longest_crash_loop_back_off_has_bounds() {
    const FIELD: &str = "CrashLoopBackOff.MaxContainerRestartPeriod";
    let gate = format!(
        "invalid configuration: FeatureGate KubeletCrashLoopBackOffMax not enabled, {FIELD} must not be set"
    );
    let range = |seconds: &str| {
        format!(
            "invalid configuration: {FIELD} (got: {seconds} seconds) must be set between 1s and 300s"
        )
    };
    for (release, period, expected) in [
        ("1.31", "400s", None),
        ("1.34", "400s", Some(gate)),
        ("1.35", "400s", Some(range("400"))),
        ("1.35", "999ms", Some(range("0.999"))),
        ("1.35", "-10s", Some(range("-10"))),
        ("1.35", "5m", None),
        ("1.35", "1s", None),
    ] {
        let text = format!(
            "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\ncrashLoopBackOff: {{maxContainerRestartPeriod: {period}}}\n"
        );
        let report = check_kubelet_config(&text, release.parse().expect("a release"));
        assert_eq!(
            report.errors,
            Vec::from_iter(expected),
            "{release} {period}"
        );
    }
}
