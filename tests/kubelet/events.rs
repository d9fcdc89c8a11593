//! Texts that people paste, and the causes that they name.

use std::collections::BTreeSet;

use imagepull::events::{Action, EventsReport, FoundCause, explain_events};
use proptest::prelude::*;
use serde::Deserialize;

/// A text and what it names.
#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    causes: BTreeSet<String>,
    subject: Option<String>,
    container: Option<String>,
}

#[derive(Deserialize)]
struct Rows {
    cases: Vec<Row>,
}

/// Public reports, and texts of our own of more layouts, registries and runtimes.
fn rows() -> Vec<Row> {
    let files = [
        include_str!("../vectors/pasted_events.json"),
        include_str!("pasted_texts.json"),
    ];
    let read = files.map(|file| serde_json::from_str::<Rows>(file).expect("rows"));
    read.into_iter().flat_map(|rows| rows.cases).collect()
}

fn codes(text: &str) -> BTreeSet<String> {
    let causes = explain_events(text).causes;
    causes.iter().map(|cause| cause.code.to_owned()).collect()
}

/// What a row says of a text that was changed; one line for each that names something else.
fn differing(change: impl Fn(&str) -> String) -> Vec<String> {
    let rows = rows();
    let changed = rows.iter().map(|row| (row, codes(&change(&row.text))));
    let differing = changed.filter(|(row, found)| *found != row.causes);
    differing
        .map(|(row, found)| format!("{}: {found:?}, not {:?}", row.id, row.causes))
        .collect()
}

#[test]
fn texts_of_all_layouts_name_their_causes() {
    assert_eq!(differing(str::to_owned), [""; 0]);
    for row in rows() {
        for cause in explain_events(&row.text).causes {
            let subject = serde_json::to_value(cause.subject).expect("a subject is JSON");
            if let Some(expected) = &row.subject {
                assert_eq!(subject.as_str(), Some(expected.as_str()), "{}", row.id);
            }
            if let Some(expected) = row.container {
                assert_eq!(cause.container, Some(expected), "{}", row.id);
                break;
            }
        }
    }
}

#[test]
fn a_fence_an_indent_a_quotation_and_a_command_change_nothing() {
    let each_line = |text: &str, before: &str| {
        let lines = text.lines().map(|line| format!("{before}{line}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(differing(|text| format!("```\n{text}\n```")), [""; 0]);
    assert_eq!(
        differing(|text| format!("It says:\n\n```text\n{text}\n```\n")),
        [""; 0]
    );
    assert_eq!(differing(|text| each_line(text, "    ")), [""; 0]);
    assert_eq!(differing(|text| each_line(text, "> ")), [""; 0]);
    assert_eq!(
        differing(|text| format!("$ kubectl describe pod web\n{text}")),
        [""; 0]
    );
    assert_eq!(differing(|text| format!("root@node:~# {text}")), [""; 0]);
}

/// The text as a terminal with this number of columns breaks it.
fn wrapped(text: &str, columns: usize) -> String {
    let broken = text.lines().flat_map(|line| {
        let characters: Vec<char> = line.chars().collect();
        let rows = characters.chunks(columns).map(|row| row.iter().collect());
        let rows: Vec<String> = rows.collect();
        if rows.is_empty() {
            vec![String::new()]
        } else {
            rows
        }
    });
    broken.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_terminal_of_any_width_changes_nothing() {
    let (least, most) = (60, 160);
    let widths =
        |index: usize| (0..4).map(move |step| least + (index * 7 + step * 26) % (most + 1 - least));
    let differing = rows().into_iter().enumerate().flat_map(|(index, row)| {
        widths(index).filter_map(move |columns| {
            let found = codes(&wrapped(&row.text, columns));
            (found != row.causes)
                .then(|| format!("{} at {columns}: {found:?}, not {:?}", row.id, row.causes))
        })
    });
    assert_eq!(differing.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_line_that_is_missing_adds_no_cause() {
    for row in rows() {
        let lines: Vec<&str> = row.text.lines().collect();
        for missing in 0..lines.len() {
            let kept = lines
                .iter()
                .enumerate()
                .filter(|(line, _)| *line != missing);
            let kept: Vec<&str> = kept.map(|(_, line)| *line).collect();
            let found = codes(&kept.join("\n"));
            let added = found
                .difference(&row.causes)
                .filter(|it| !["EVT017", "EVT040"].contains(&it.as_str()));
            assert_eq!(
                added.collect::<Vec<_>>(),
                [""; 0],
                "{} without line {missing}",
                row.id
            );
        }
    }
}

#[test]
fn a_row_says_the_same_among_the_events_of_another_pod() {
    let rows = rows();
    let others = rows
        .iter()
        .filter(|row| row.causes.is_empty() && row.text.contains("Events:"));
    let others: Vec<&Row> = others.collect();
    let is_event =
        |line: &&str| line.trim_start().starts_with("Warning") && line.contains("kubelet");
    for event in rows
        .iter()
        .flat_map(|row| row.text.lines().filter(is_event))
    {
        let alone = codes(event);
        for other in &others {
            assert_eq!(
                codes(&format!("{}\n{event}", other.text)),
                alone,
                "{event} in {}",
                other.id
            );
        }
    }
}

const DESCRIBED: &str = "\
Name:             web-7d4b9c8f6d-x7k2p
Namespace:        shop
Containers:
  app:
    Image:          nginx:1.99
Events:
  Type     Reason   Age                  From     Message
  ----     ------   ----                 ----     -------
  Normal   Pulling  25s (x3 over 75s)    kubelet  Pulling image \"nginx:1.99\"
  Warning  Failed   24s (x3 over 74s)    kubelet  Failed to pull image \"nginx:1.99\": rpc error: code = NotFound desc = docker.io/library/nginx:1.99: not found
  Warning  Failed   24s (x3 over 74s)    kubelet  Error: ErrImagePull
  Normal   BackOff  10s (x4 over 73s)    kubelet  Back-off pulling image \"nginx:1.99\"
  Warning  Failed   10s (x4 over 73s)    kubelet  Error: ImagePullBackOff
";

fn only_cause(text: &str) -> FoundCause {
    let report = explain_events(text);
    let [cause] = &report.causes[..] else {
        panic!("{report:?}");
    };
    cause.clone()
}

#[test]
fn a_described_pod_gives_cause_evidence_commands_and_the_next_attempt() {
    let cause = only_cause(DESCRIBED);
    assert_eq!(cause.code, "EVT001");
    let evidence: Vec<&str> = cause
        .evidence
        .iter()
        .map(|span| &DESCRIBED[span.start..span.end])
        .collect();
    assert_eq!(evidence, ["docker.io/library/nginx:1.99: not found"]);
    let names = [cause.image, cause.container, cause.pod, cause.namespace];
    let expected = ["nginx:1.99", "app", "web-7d4b9c8f6d-x7k2p", "shop"];
    assert_eq!(names.map(Option::unwrap_or_default), expected);
    let next = cause.next.expect("a window");
    assert_eq!(
        (next.earliest_seconds, next.latest_seconds),
        (Some(16.0), Some(32.0))
    );
    let commands: Vec<String> = cause
        .fixes
        .into_iter()
        .filter_map(|it| it.command)
        .collect();
    assert_eq!(
        commands,
        [
            "crane ls nginx",
            "kubectl set image deployment/web app=<new image> -n shop",
            "kubectl delete pod web-7d4b9c8f6d-x7k2p -n shop",
        ]
    );
}

const SECRET: &str = "\
apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: default}
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJZVHBpIn19fQ==
";

#[test]
fn a_secret_behind_the_events_is_compared_and_changes_nothing_else() {
    let alone = DESCRIBED.replace("nginx:1.99: not found", "nginx:1.99: 401 Unauthorized");
    let next = only_cause(&alone).next;
    for divider in ["", "---\n", "\n"] {
        let report = explain_events(&format!("{alone}{divider}{SECRET}"));
        let codes: Vec<&str> = report.diagnostics.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["EVT903", "EVT905"], "{divider:?}");
        assert_eq!(report.causes.len(), 1, "{divider:?}");
        assert_eq!(report.causes[0].next, next, "{divider:?}");
    }
}

#[test]
fn a_described_pod_gives_the_pulls_so_far_and_what_else_can_be_done() {
    let cause = only_cause(DESCRIBED);
    let pulls = cause.attempts.iter();
    let pulls: Vec<_> = pulls
        .map(|it| (it.earliest_seconds, it.latest_seconds, it.back_off_seconds))
        .collect();
    // Between the first and the last pull there is one, after 10 s and before 20 s of back-off.
    assert_eq!(
        pulls,
        [
            (-74.0, -74.0, 10.0),
            (-64.0, -44.0, 20.0),
            (-24.0, -24.0, 40.0)
        ]
    );
    let windows = cause.ways_out.iter();
    let windows: Vec<_> = windows
        .map(|it| (it.action, it.earliest_seconds, it.latest_seconds))
        .collect();
    assert_eq!(
        windows,
        [
            (Action::Wait, 16.0, 32.0),
            (Action::DeletePod, 0.0, 0.0),
            (Action::CorrectImage, 0.0, 0.0),
            (Action::RestartKubelet, 0.0, 0.0),
        ]
    );
}

#[test]
fn what_fails_before_the_pull_has_no_back_off() {
    let text = "Failed to inspect image \"\": rpc error: code = Unknown desc = short name mode is enforcing, \
                but image name redis:7 returns ambiguous list";
    let cause = only_cause(text);
    assert_eq!((cause.attempts, cause.ways_out), (vec![], vec![]));
    let next = cause.next_attempt.unwrap().to_string();
    assert!(next.contains("there is no back-off"), "{next}");
}

#[test]
fn a_text_without_a_known_cause_is_remarked() {
    let said = |text| explain_events(text).diagnostics.first().map(|it| it.code);
    let scheduled = "Normal Scheduled 3s default-scheduler Successfully assigned";
    assert_eq!(said(scheduled), Some("EVT900"));
    assert_eq!(
        said("web-1   0/1   CrashLoopBackOff   7 (2m ago)   15m"),
        Some("EVT901")
    );
    assert_eq!(explain_events(" \n"), EventsReport::default());
}

proptest! {
    #[test]
    fn evidence_lies_in_the_text(text in "(x509:|429 Too Many Requests|İ|한|: not found|Failed to pull image \"|Warning  Failed  9s \\(x|\\\\u003c|\"|[a-z0-9 \n]){0,40}") {
        let report = explain_events(&text);
        let of_causes = report.causes.iter().flat_map(|it| &it.evidence);
        for span in of_causes.chain(report.statements.iter().map(|it| &it.span)) {
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}
