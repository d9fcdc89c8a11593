//! Texts that people paste, and the causes that they name.

use std::collections::BTreeSet;

use imagepull::events::{EventsReport, explain_events};
use imagepull::kubelet::pull_error::Wording;
use imagepull::releases::Release;
use proptest::prelude::*;

fn codes(text: &str) -> Vec<&'static str> {
    explain_events(text)
        .causes
        .iter()
        .map(|cause| cause.code)
        .collect()
}

#[test]
fn each_cause_is_known_by_the_words_of_the_real_systems() {
    let containerd = |cause: &str| {
        format!(
            "Failed to pull image \"a:1\": rpc error: code = Unknown desc = failed to pull and unpack image \
             \"docker.io/library/a:1\": failed to resolve reference \"docker.io/library/a:1\": {cause}"
        )
    };
    for (text, code) in [
        (Wording::newest(Release::NEWEST).not_found("docker.io/library/a:1"), "EVT001"),
        (containerd("pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed"), "EVT002"),
        (containerd("unexpected status from HEAD request to https://r/v2/a/manifests/1: 429 Too Many Requests"), "EVT003"),
        (containerd("failed to do request: Head \"https://r/\": dial tcp: lookup r on 10.0.0.10:53: no such host"), "EVT004"),
        (containerd("failed to do request: Head \"https://localhost:5000/\": dial tcp 127.0.0.1:5000: connect: connection refused"), "EVT005"),
        (containerd("failed to do request: Head \"https://r/\": tls: failed to verify certificate: x509: certificate signed by unknown authority"), "EVT006"),
        (containerd("failed to do request: Head \"https://r/\": http: server gave HTTP response to HTTPS client"), "EVT007"),
        ("rpc error: code = NotFound desc = failed to pull and unpack image \"a:1\": no match for platform in manifest: not found".into(), "EVT008"),
        ("exec /app: exec format error".into(), "EVT009"),
        ("Failed to pull image \"a\": pull QPS exceeded".into(), "EVT010"),
        ("Failed to apply default image tag \"A\": couldn't parse image name \"A\": invalid reference format: repository name (library/A) must be lowercase".into(), "EVT011"),
        ("Container image \"a:1\" is not present with pull policy of Never".into(), "EVT012"),
        ("image pull failed for a because the signature validation failed".into(), "EVT013"),
        ("short name mode is enforcing, but image name redis:7 returns ambiguous list".into(), "EVT014"),
        (containerd("failed to do request: Head \"https://r/\": dial tcp: i/o timeout"), "EVT015"),
        (containerd("unexpected status from HEAD request to https://r/v2/: 503 Service Unavailable"), "EVT016"),
        ("Back-off pulling image \"a:1\"".into(), "EVT017"),
        ("failed to extract layer: write /var/lib/x: no space left on device".into(), "EVT018"),
        ("Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.".into(), "EVT019"),
    ] {
        assert_eq!(codes(&text), [code], "{text}");
    }
}

const DESCRIBED: &str = "\
Events:
  Type     Reason   Age                  From     Message
  ----     ------   ----                 ----     -------
  Normal   Pulling  25s (x3 over 75s)    kubelet  Pulling image \"nginx:1.99\"
  Warning  Failed   24s (x3 over 74s)    kubelet  Failed to pull image \"nginx:1.99\": rpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found
  Warning  Failed   24s (x3 over 74s)    kubelet  Error: ErrImagePull
  Normal   BackOff  10s (x4 over 73s)    kubelet  Back-off pulling image \"nginx:1.99\"
  Warning  Failed   10s (x4 over 73s)    kubelet  Error: ImagePullBackOff
";

#[test]
fn a_described_pod_gives_cause_evidence_and_the_next_attempt() {
    let report = explain_events(DESCRIBED);
    let [cause] = &report.causes[..] else {
        panic!("{report:?}");
    };
    assert_eq!(cause.code, "EVT001");
    let evidence: Vec<&str> = cause
        .evidence
        .iter()
        .map(|span| &DESCRIBED[span.start..span.end])
        .collect();
    assert_eq!(evidence, ["code = NotFound", ": not found"]);
    let next = cause.next_attempt.as_ref().unwrap().to_string();
    assert!(
        next.starts_with("About 15 to 31 s after this text was made"),
        "{next}"
    );
}

#[test]
fn what_fails_before_the_pull_has_no_back_off() {
    let text = "Failed to inspect image \"\": rpc error: code = Unknown desc = short name mode is enforcing, \
                but image name redis:7 returns ambiguous list";
    let report = explain_events(text);
    let next = report.causes[0].next_attempt.as_ref().unwrap().to_string();
    assert!(next.contains("there is no back-off"), "{next}");
}

#[test]
fn a_text_without_a_known_cause_is_remarked() {
    let report = explain_events("Normal Scheduled 3s default-scheduler Successfully assigned");
    assert!(report.causes.is_empty());
    assert_eq!(report.diagnostics[0].code, "EVT900");
    assert_eq!(explain_events(" \n"), EventsReport::default());
}

#[test]
fn no_code_stands_twice() {
    let all =
        "invalid reference format, is not present with pull policy of Never, x509:, unauthorized";
    let found = codes(all);
    assert_eq!(found.len(), 4);
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 4);
}

proptest! {
    #[test]
    fn evidence_lies_in_the_text(text in "(x509:|429 Too Many Requests|İ|한|: not found|Pulling 9s \\(x|[a-z0-9 \n]){0,40}") {
        for cause in explain_events(&text).causes {
            for span in cause.evidence {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
