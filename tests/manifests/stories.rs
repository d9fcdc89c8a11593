//! Manifests in every form, told so that a person can follow what is found in them.

use std::fmt::Write as _;

use imagepull::workload::{
    ManifestOptions,
    hunks::unified_diff,
    inspect_manifest,
    report::{ImageUse, ManifestReport, PodCount, Workload},
};

macro_rules! stories {
    ($($test:ident: $file:literal $($options:expr)?,)*) => {
        $(
            #[test]
            fn $test() {
                let text = include_str!(concat!("stories/", $file));
                #[allow(unused_mut, unused_assignments)]
                let mut options = ManifestOptions::default();
                $(options = $options;)?
                insta::assert_snapshot!(stringify!($test), told(text, options));
            }
        )*
    };
}

stories! {
    every_kind_of_container_of_a_pod: "pod.yaml",
    always_pull_images_reaches_a_pod_and_no_template: "pod-and-deployment.yaml" always_pull_images(),
    an_image_volume_before_there_were_any: "pod.yaml" release("1.30"),
    an_image_volume_behind_its_gate: "pod.yaml" release("1.34"),
    every_kind_that_comes_with_kubernetes: "workloads.yaml",
    what_kubectl_create_prints: "kubectl-create.yaml",
    what_kubectl_get_prints: "list.json",
    json_on_one_line: "one-line.json",
    several_json_documents: "stream.json",
    anchors_aliases_and_merge_keys: "anchors.yaml",
    flow_style_and_quotes: "flow.yaml",
    block_scalars_and_comments: "blocks.yaml",
    windows_line_ends_and_a_byte_order_mark: "windows.yaml",
    custom_resources: "custom.yaml",
    pull_secrets_of_service_accounts: "service-accounts.yaml",
    a_broken_document_between_others: "broken.yaml",
    fields_that_are_no_text: "no-text.yaml",
}

fn always_pull_images() -> ManifestOptions {
    ManifestOptions {
        always_pull_images: true,
        ..ManifestOptions::default()
    }
}

fn release(release: &str) -> ManifestOptions {
    ManifestOptions {
        release: release.parse().expect("a release"),
        ..ManifestOptions::default()
    }
}

/// The images, what the API server fills in as a patch, the pods and what is wrong.
fn told(text: &str, options: ManifestOptions) -> String {
    let mut report = inspect_manifest(text, &options);
    // What is said about images has its own stories.
    report.diagnostics.retain(|it| it.code.starts_with("YML"));
    let mut told = String::new();
    for document in &report.documents {
        let names = [
            &document.api_version,
            &document.kind,
            &document.namespace,
            &document.name,
        ];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        let _ = writeln!(
            told,
            "document at {}: {}",
            line(text, document.span.start),
            names.join(" ")
        );
    }
    for (index, workload) in report.workloads.iter().enumerate() {
        let _ = writeln!(told, "\n{}", headline(workload));
        let images = report.images.iter().filter(|image| image.workload == index);
        for image in images {
            let _ = writeln!(told, "  {}", image_line(text, image));
        }
    }
    told += &beside(&report);
    let edits: Vec<_> = report
        .completions
        .iter()
        .map(|it| it.edit.clone())
        .collect();
    let diff =
        unified_diff(text, &edits, "manifest").expect("completions have places of their own");
    let _ = write!(told, "\n{diff}");
    for completion in &report.completions {
        let rules: Vec<&str> = completion.why.iter().map(|why| why.rule).collect();
        let _ = writeln!(told, "{}: {}", completion.path, rules.join(", "));
    }
    for diagnostic in &report.diagnostics {
        let place = diagnostic.span.map_or(0, |span| line(text, span.start));
        let _ = writeln!(
            told,
            "line {place}: {} {}",
            diagnostic.code, diagnostic.message
        );
    }
    told += &pods(&report);
    told
}

fn headline(workload: &Workload) -> String {
    let names = [&workload.kind, &workload.namespace, &workload.name];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    let pods = match workload.pods {
        PodCount::Replicas(count) => format!("{count} pods"),
        PodCount::EveryNode => "one pod on each node".to_owned(),
    };
    let mut line = format!("{} at {}: {pods}", names.join(" "), workload.path);
    let secrets: Vec<&str> = workload
        .image_pull_secrets
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    if !secrets.is_empty() {
        let _ = write!(line, ", pull secrets {}", secrets.join(", "));
    }
    for (what, named) in [
        ("service account", &workload.service_account_name),
        ("runtime class", &workload.runtime_class_name),
    ] {
        if let Some(named) = named {
            let _ = write!(line, ", {what} {}", named.text);
        }
    }
    line
}

fn image_line(text: &str, image: &ImageUse) -> String {
    let written = image
        .image_span
        .map_or("nothing", |span| &text[span.start..span.end]);
    let policy = image.policy.map_or("no policy", |policy| policy.as_str());
    let policy = match &image.policy_written {
        Some(written) => format!("{policy}, written {written}"),
        None => policy.to_owned(),
    };
    let place = image.image_span.map_or(0, |span| line(text, span.start));
    format!(
        "{:?} {}: {} in line {place} ({:?}): {policy}\n    {}",
        image.role,
        image.container.as_deref().unwrap_or("unnamed"),
        written.replace('\n', "⏎"),
        image.image_type,
        image.path
    )
}

fn beside(report: &ManifestReport) -> String {
    let mut told = String::new();
    for account in &report.service_accounts {
        let secrets: Vec<&str> = account
            .image_pull_secrets
            .iter()
            .map(|it| it.text.as_str())
            .collect();
        let _ = writeln!(
            told,
            "ServiceAccount {:?} {}: {}",
            account.namespace,
            account.name.text,
            secrets.join(", ")
        );
    }
    for secret in &report.secrets {
        let kind = secret.secret_type.as_ref().map(|it| it.text.as_str());
        let _ = writeln!(
            told,
            "Secret {:?} {} {kind:?}: {:?}",
            secret.namespace, secret.name.text, secret.registries
        );
    }
    told
}

fn pods(report: &ManifestReport) -> String {
    let mut told = String::new();
    for pod in &report.pods.pods {
        let _ = write!(told, "simulated: {}", pod.name);
        if let Some(replicas) = pod.replicas {
            let _ = write!(told, " x{replicas}");
        }
        let volumes = pod.image_volumes.iter().flatten().map(|it| ("+", it));
        let inits = pod.init_containers.iter().flatten().map(|it| ("<", it));
        let containers = pod.containers.iter().map(|it| (" ", it));
        for (sign, container) in volumes.chain(inits).chain(containers) {
            let _ = write!(
                told,
                "\n {sign}{}: {} {}",
                container.name,
                container.image,
                container.image_pull_policy.as_deref().unwrap_or_default()
            );
            for mount in container.mounts.iter().flatten() {
                let _ = write!(told, ", mounts {mount}");
            }
        }
        told.push('\n');
    }
    let images: Vec<&str> = report.pods.images.keys().map(String::as_str).collect();
    let _ = writeln!(told, "catalogue: {}", images.join(", "));
    told
}

fn line(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}
