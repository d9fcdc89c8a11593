//! Documents as registries have them, told so that a person can follow what a node takes and why.

use std::fmt::Write as _;

use imagepull::{
    index::{
        Beside, IndexReport, layers_as_image, read_index_beside,
        report::{Entry, Match},
    },
    platform::Platform,
};

macro_rules! stories {
    ($($test:ident: $file:literal on $node:literal $(by $containerd:literal)? $(with $($given:literal),+)? $(as $image:literal)?;)*) => {
        $(
            #[test]
            fn $test() {
                let text = include_str!(concat!("stories/", $file));
                #[allow(unused_mut, unused_assignments)]
                let mut beside = Beside::default();
                $(beside.documents = vec![
                    $(include_str!(concat!("stories/", $given)).to_owned()),+
                ];)?
                $(beside.image = Some($image.to_owned());)?
                $(beside.containerd = $containerd.parse().expect("a release");)?
                insta::assert_snapshot!(stringify!($test), told(text, $node, &beside));
            }
        )*
    };
}

stories! {
    an_index_of_buildkit_with_attestations: "buildkit.json" on "linux/arm64";
    an_index_of_buildkit_on_a_node_that_it_is_not_for: "buildkit.json" on "linux/s390x";
    the_digest_of_one_platform_is_pinned: "buildkit.json" on "linux/arm64"
        as "ghcr.io/acme/api-amd64:1.4@sha256:ab3902d864e33bb096197b3fce1266305cfa4fad10fd6bafda4d54ec75228648";
    every_arm_on_arm64: "arms.json" on "linux/arm64";
    every_arm_on_arm64_by_containerd_2_0: "arms.json" on "linux/arm64" by "2.0";
    older_arms_on_arm_v8: "arms.json" on "linux/arm/v8";
    older_arms_on_arm_v8_by_containerd_2_0: "arms.json" on "linux/arm/v8" by "2.0";
    nothing_for_a_node_by_containerd_2_0: "buildkit.json" on "linux/s390x" by "2.0";
    every_arm_on_arm_v6: "arms.json" on "linux/arm/v6";
    a_variant_that_nobody_knows: "arms.json" on "linux/arm64/v10";
    an_index_for_linux_on_macos: "buildkit.json" on "darwin/arm64";
    an_old_list_of_docker: "docker-list.json" on "linux/arm64/v8";
    windows_by_version: "windows.json" on "windows(10.0.20348.2700)/amd64";
    an_older_windows_that_runs: "windows.json" on "windows(10.0.26200)/amd64";
    the_newest_windows: "windows.json" on "windows(10.0.26100)/amd64";
    the_first_windows_by_containerd_2_0: "windows.json" on "windows(10.0.26100)/amd64" by "2.0";
    windows_that_is_too_old: "windows.json" on "windows(10.0.19045.1)/amd64";
    a_single_manifest: "manifest.json" on "linux/arm64";
    a_single_manifest_of_another_platform: "manifest.json" on "linux/arm64" with "manifest-config.json";
    a_single_manifest_of_this_platform: "manifest.json" on "linux/amd64" with "manifest-config.json";
    an_index_in_an_index: "nested.json" on "linux/arm64"
        with "nested-arm64.json", "nested-amd64.json", "nested-arm64-manifest.json", "nested-arm64-config.json";
    an_index_in_an_index_that_is_not_here: "nested.json" on "linux/amd64";
    a_nested_index_that_leads_nowhere: "dead-end.json" on "linux/arm64" with "dead-end-arm64.json";
    entries_without_a_platform: "no-platform.json" on "linux/amd64";
    entries_without_a_platform_and_their_configuration: "no-platform.json" on "linux/amd64"
        with "manifest.json", "manifest-config.json";
    entries_without_a_platform_and_another_configuration: "no-platform.json" on "linux/arm64"
        with "manifest.json", "manifest-config.json";
    an_entry_that_holds_another_platform: "wrong-label.json" on "linux/arm64"
        with "manifest.json", "manifest-config.json";
    an_annotation_of_another_type: "other-reference.json" on "linux/arm64";
    a_chart: "chart.json" on "linux/amd64";
    a_signature: "signature.json" on "linux/amd64";
    artifacts_beside_an_image: "artifacts.json" on "linux/arm64";
    index_and_manifest_at_once: "two-things.json" on "linux/amd64";
    an_index_full_of_slips: "slips.json" on "linux/arm64";
    a_manifest_of_schema_1: "schema1.json" on "linux/amd64";
    a_manifest_of_schema_1_by_containerd_1_7: "schema1.json" on "linux/amd64" by "1.7";
    a_configuration: "manifest-config.json" on "linux/amd64";
    one_descriptor: "descriptor.json" on "linux/arm64";
    a_node_that_is_none: "buildkit.json" on "linux/arm64/v8/x";
}

fn told(text: &str, node: &str, beside: &Beside) -> String {
    let report = read_index_beside(text, node, beside);
    let mut told = String::new();
    let valid = if report.valid { "valid" } else { "not valid" };
    let _ = writeln!(
        told,
        "{:?}, {valid}, {} bytes, {}",
        report.kind,
        report.size,
        short(&report.digest)
    );
    if let Some(form) = report.form {
        let _ = writeln!(told, "is {form:?}");
    }
    let registry = &report.registry_digest;
    let known = registry.digest.as_deref().map_or("unknown", short);
    let _ = writeln!(told, "in a registry {known}, {:?}", registry.basis);
    if let Some(platform) = &report.own_platform {
        let _ = writeln!(told, "is for {}", platform.format_all());
    }
    if let Some(subject) = &report.subject {
        let _ = writeln!(told, "is about {}", short(subject));
    }
    if !report.entries.is_empty() {
        let _ = writeln!(told, "\nfor a node of {node}:");
    }
    for entry in &report.entries {
        told += &entry_lines(entry, text, "");
    }
    told += &outcome(&report);
    for diagnostic in &report.diagnostics {
        let place = diagnostic.span.map_or(0, |span| line(text, span.start));
        let _ = writeln!(
            told,
            "\n{:?} {} in line {place}: {}",
            diagnostic.severity, diagnostic.code, diagnostic.message
        );
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(told, "  {help}");
        }
    }
    shorten(&told)
}

fn entry_lines(entry: &Entry, text: &str, indent: &str) -> String {
    let sign = match (entry.fit, entry.rank) {
        (Match::Chosen, _) => "=>".to_owned(),
        (Match::Matches, Some(rank)) => format!("{rank:2}"),
        _ => "  ".to_owned(),
    };
    let platform = entry.platform.as_ref();
    let platform = platform.map_or_else(|| "no platform".to_owned(), Platform::format_all);
    let place = entry
        .span
        .map(|span| format!(", line {}", line(text, span.start)));
    let mut lines = format!(
        "{indent}{sign} {:?} {platform} {} {:?} bytes{}\n",
        entry.role,
        entry.digest.as_deref().map_or("no digest", short),
        entry.size.unwrap_or_default(),
        place.unwrap_or_default()
    );
    for why in &entry.why {
        let _ = writeln!(lines, "{indent}     {}: {}", why.rule, why.text);
    }
    for inner in &entry.entries {
        lines += &entry_lines(inner, text, &format!("{indent}     "));
    }
    lines
}

fn outcome(report: &IndexReport) -> String {
    let mut told = "\n".to_owned();
    for (what, digest) in [("chosen", &report.chosen), ("resolved", &report.resolved)] {
        let _ = writeln!(
            told,
            "{what}: {}",
            digest.as_deref().map_or("nothing", short)
        );
    }
    for why in &report.why {
        let _ = writeln!(told, "  {}: {}", why.rule, why.text);
    }
    if let Some(error) = &report.error {
        let _ = writeln!(told, "error: {error}");
    }
    for other in &report.other_releases {
        let entry = other.entry.and_then(|place| report.entries.get(place));
        let digest = entry.and_then(|it| it.digest.as_deref());
        let _ = writeln!(
            told,
            "with containerd {}: {}",
            other.containerd,
            digest.map_or("nothing", short)
        );
    }
    for layer in &report.layers {
        let again = if layer.is_repeated { ", again" } else { "" };
        let digest = layer.blob.digest.as_deref().map_or("no digest", short);
        let _ = writeln!(
            told,
            "layer {digest} {:?} bytes{again}",
            layer.blob.size.unwrap_or_default()
        );
    }
    if let Some(total) = report.total_bytes {
        let image = layers_as_image(report).expect("its layers are known");
        let _ = writeln!(
            told,
            "downloads {total} bytes in {} layers",
            image.layers.len()
        );
    }
    for pin in &report.pins {
        let sign = if pin.is_advised { "pin" } else { "not" };
        let _ = writeln!(
            told,
            "{sign} {:?} {}: {}",
            pin.target,
            short(&pin.digest),
            pin.why.text
        );
    }
    if let Some(pinned) = &report.pinned {
        let _ = writeln!(
            told,
            "pinned {}: matches {}, entry {:?}, runs {:?}",
            short(&pinned.digest),
            pinned.matches,
            pinned.entry,
            pinned.runs
        );
    }
    told
}

/// The first characters of a digest: enough to tell them apart.
fn short(digest: &str) -> &str {
    digest.get(..15).unwrap_or(digest)
}

/// The same text with its digests shortened.
fn shorten(told: &str) -> String {
    let mut rest = told;
    let mut shortened = String::new();
    while let Some(at) = rest.find("sha256:") {
        let (before, digest) = rest.split_at(at);
        let end = digest[7..]
            .find(|it: char| !it.is_ascii_hexdigit())
            .map_or(digest.len(), |it| it + 7);
        shortened += before;
        shortened += short(&digest[..end]);
        rest = &digest[end..];
    }
    shortened + rest
}

fn line(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}
