//! The errors that the simulation words, in all releases of Kubernetes and containerd, read back to the cause that
//! each stands for.

use std::collections::BTreeSet;

use imagepull::{
    containerd::ContainerdRelease,
    events::explain_events,
    releases::Release,
    simulate::{Detail, scenario::Scenario, simulate_pulls, trace::Trace},
};
use serde_json::{Value, json};

/// What a registry answers, as scenarios name it, and its cause.
const FAULTS: [(&str, &str); 5] = [
    ("notFound", "EVT001"),
    ("unauthorized", "EVT002"),
    ("rateLimited", "EVT003"),
    ("timeout", "EVT015"),
    ("unavailable", "EVT016"),
];

fn codes(text: &str) -> BTreeSet<&'static str> {
    let causes = explain_events(text).causes;
    causes.iter().map(|cause| cause.code).collect()
}

/// A run with `registry` and pods of one container each.
fn run(
    kubernetes: Release,
    containerd: ContainerdRelease,
    registry: &Value,
    specs: &[Value],
) -> Trace {
    let pods = specs.iter().enumerate();
    let pods: Vec<Value> = pods
        .map(|(index, container)| json!({ "name": format!("pod-{index}"), "containers": [container] }))
        .collect();
    let layers = json!({ "layers": [{ "bytes": 1000 }] });
    let scenario: Scenario = serde_json::from_value(json!({
        "kubernetes": kubernetes.to_string(),
        "untilMs": 40_000,
        "registry": registry,
        "images": { "nginx:1.27": layers, "ghcr.io/acme/api:v2": layers, "localhost:5000/acme/api": layers },
        "nodes": [{
            "name": "node",
            "runtime": { "containerd": containerd.as_str() },
            "kubelet": { "serializeImagePulls": false, "registryPullQPS": 1, "registryBurst": 1 },
        }],
        "pods": pods,
    }))
    .expect("a scenario");
    let trace = simulate_pulls(&scenario, Detail::Full);
    assert_eq!(trace.errors, []);
    trace
}

/// The events of a pod as `kubectl describe pod` lists them.
fn described(trace: &Trace, pod: &str) -> String {
    let events = trace.events.iter().filter(|event| &*event.pod == pod);
    let rows = events.map(|event| {
        format!(
            "  {}  {}  3s  kubelet  {}\n",
            event.r#type, event.reason, event.message
        )
    });
    format!("Events:\n{}", rows.collect::<String>())
}

/// The bare errors of a pod.
fn errors(trace: &Trace) -> impl Iterator<Item = &str> {
    let events = trace.events.iter();
    events.filter_map(|event| {
        let failed = event.message.strip_prefix("Failed to pull image \"")?;
        Some(failed.split_once("\": ")?.1)
    })
}

/// All releases of Kubernetes, each with every containerd.
fn nodes() -> impl Iterator<Item = (Release, ContainerdRelease)> {
    Release::all()
        .flat_map(|kubernetes| ContainerdRelease::ALL.map(|containerd| (kubernetes, containerd)))
}

#[test]
fn what_a_registry_answers() {
    let images = [
        "nginx:1.27",
        "ghcr.io/acme/api:v2",
        "localhost:5000/acme/api",
    ];
    for (kubernetes, containerd) in nodes() {
        for (fault, code) in FAULTS {
            let registry = json!({ "faults": [{ "error": fault }] });
            for image in images {
                let trace = run(
                    kubernetes,
                    containerd,
                    &registry,
                    &[json!({ "name": "app", "image": image })],
                );
                let text = described(&trace, "pod-0");
                assert_eq!(
                    codes(&text),
                    BTreeSet::from([code]),
                    "{kubernetes}, {containerd:?}:\n{text}"
                );
                for error in errors(&trace) {
                    assert_eq!(
                        codes(error),
                        BTreeSet::from([code]),
                        "{kubernetes}, {containerd:?}:\n{error}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_the_kubelet_and_a_limit_of_the_registry_say() {
    let limited = json!({ "rateLimit": { "pulls": 1, "perMs": 3_600_000 } });
    let container = |image: &str, policy: &str| json!({ "name": "app", "image": image, "imagePullPolicy": policy });
    for (kubernetes, containerd) in nodes() {
        let causes = |registry: &Value, specs: &[Value]| -> BTreeSet<&str> {
            let trace = run(kubernetes, containerd, registry, specs);
            let pods =
                (0..specs.len()).map(|index| codes(&described(&trace, &format!("pod-{index}"))));
            pods.flatten().collect()
        };
        for (image, policy, code) in [
            ("nginx:1.27", "Never", "EVT012"),
            ("ghcr.io/acme/API:v2", "Always", "EVT011"),
        ] {
            let found = causes(&json!({}), &[container(image, policy)]);
            assert_eq!(found, BTreeSet::from([code]), "{kubernetes}: {image}");
        }
        let two = [
            container("nginx:1.27", "Always"),
            container("ghcr.io/acme/api:v2", "Always"),
        ];
        assert_eq!(
            causes(&json!({}), &two),
            BTreeSet::from(["EVT010"]),
            "{kubernetes}"
        );
        assert_eq!(
            causes(&limited, &two),
            BTreeSet::from(["EVT003", "EVT010"]),
            "{kubernetes}, {containerd:?}"
        );
    }
}
