//! What people paste instead of a document as a registry has it: outputs of other commands, and
//! documents that were printed again.

use imagepull::{
    digest::digest_of,
    index::{
        Beside, Form, IndexReport,
        kind::Kind,
        read_index, read_index_beside,
        report::{DigestBasis, PinTarget},
    },
};
use imageref::Algorithm;
use serde_json::{Value, json};

const INDEX: &str = include_str!("stories/buildkit.json");
const MANIFEST: &str = include_str!("stories/manifest.json");

fn digest(sign: char) -> String {
    format!("sha256:{}", sign.to_string().repeat(64))
}

fn sha256(text: &str) -> String {
    digest_of(text.as_bytes(), Algorithm::Sha256)
}

fn compared(text: &str, image: &str) -> IndexReport {
    let beside = Beside {
        image: Some(image.to_owned()),
        ..Beside::default()
    };
    read_index_beside(text, "linux/arm64", &beside)
}

/// The same JSON as other commands print it.
fn printed_again(text: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(text).expect("it is JSON");
    let indented = |indent: &[u8]| {
        let mut bytes = Vec::new();
        let formatter = serde_json::ser::PrettyFormatter::with_indent(indent);
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
        serde::Serialize::serialize(&document, &mut serializer).expect("it can be written");
        String::from_utf8(bytes).expect("it is text")
    };
    vec![
        format!("{text}\n"),
        text.replace('\n', "\r\n"),
        indented(b"\t"),
        indented(b"    "),
        format!("{}\n", indented(b"  ")),
        format!("$ crane manifest a | jq .\n{}", indented(b"  ")),
    ]
}

#[test]
fn what_was_printed_again_is_not_pinned_by_its_own_digest() {
    for text in [INDEX, MANIFEST] {
        let exact = read_index(text, "linux/arm64");
        assert_eq!(exact.registry_digest.basis, DigestBasis::Computed);
        assert_eq!(exact.pins[0].digest, sha256(text));
        for printed in printed_again(text) {
            let report = read_index(&printed, "linux/arm64");
            assert_eq!(report.registry_digest.digest, None, "{printed}");
            assert!(report.diagnostics.iter().any(|it| it.code == "IDX028"));
            let own = sha256(&printed);
            assert!(
                report
                    .pins
                    .iter()
                    .all(|it| it.digest != own && !it.is_advised)
            );
        }
    }
}

#[test]
fn a_printed_document_is_known_by_the_digest_that_is_compared() {
    // The names are in order, as the printer here puts them.
    let document =
        json!({"annotations": {"a": "{ \"b\" : 1 }"}, "manifests": [], "schemaVersion": 2});
    let written = format!("{document:#}");
    // Behind a command the document itself has every byte.
    let printed = printed_again(&written).into_iter();
    for printed in printed.filter(|it| !it.starts_with('$')) {
        let report = compared(&printed, &format!("a@{}", sha256(&written)));
        assert_eq!(
            report.registry_digest.basis,
            DigestBasis::Compared,
            "{printed}"
        );
        assert_eq!(report.pins[0].digest, sha256(&written));
        let pinned = report.pinned.expect("it was compared");
        assert!(pinned.is_document && !pinned.matches);
    }
    let other = compared(&format!("{written}\n"), &digest('a'));
    assert_eq!(other.registry_digest.digest, None);
    assert!(!other.pinned.expect("it was compared").is_document);
}

#[test]
fn a_digest_that_the_text_states_is_that_of_the_registry() {
    let document = json!({"schemaVersion": 2, "digest": digest('a'), "size": 2, "manifests": []});
    let headers = format!(
        "HTTP/2 200\r\nDocker-Content-Digest: {}\r\n\r\n{INDEX}",
        digest('a')
    );
    for text in [document.to_string(), format!("{document:#}\n"), headers] {
        let report = read_index(&text, "linux/arm64");
        assert_eq!(report.registry_digest.basis, DigestBasis::Stated, "{text}");
        assert_eq!(report.pins[0].digest, digest('a'));
        let other = compared(&text, &digest('b'));
        assert!(other.diagnostics.iter().any(|it| it.code == "IDX033"));
    }
    let right = format!(
        "HTTP/2 200\ndocker-content-digest: {}\n\n{INDEX}",
        sha256(INDEX)
    );
    let report = read_index(&right, "linux/arm64");
    assert_eq!(report.registry_digest.basis, DigestBasis::Computed);
}

/// No registry has the digest of a descriptor's own text.
#[test]
fn a_descriptor_states_the_digest_of_what_it_points_to() {
    let one = digest('1');
    for (media_type, target) in [
        (
            "application/vnd.oci.image.index.v1+json",
            Some(PinTarget::Index),
        ),
        (
            "application/vnd.docker.distribution.manifest.v2+json",
            Some(PinTarget::Platform),
        ),
        ("application/vnd.oci.image.layer.v1.tar+gzip", None),
    ] {
        let descriptor = json!({"mediaType": media_type, "digest": one, "size": 7});
        let report = read_index(&descriptor.to_string(), "linux/arm64");
        assert_eq!(report.kind, Kind::Descriptor, "{media_type}");
        assert_eq!(
            report.registry_digest.basis,
            DigestBasis::Stated,
            "{media_type}"
        );
        assert_eq!(
            report.registry_digest.digest.as_ref(),
            Some(&one),
            "{media_type}"
        );
        let pins = report.pins.iter().map(|it| (it.target, &it.digest));
        let expected = target.map(|target| (target, &one));
        assert_eq!(
            pins.collect::<Vec<_>>(),
            Vec::from_iter(expected),
            "{media_type}"
        );
    }
}

/// Outputs that hold no document: what they are and the digests that they state.
#[test]
fn outputs_of_other_commands_are_named() {
    let (one, two) = (digest('1'), digest('2'));
    let inspected = json!([{"Id": two, "RepoDigests": [format!("a@{one}")], "Os": "linux", "Architecture": "arm64"}]);
    let podman = json!([{"Id": "2", "Digest": one, "RepoDigests": [format!("a@{one}")]}]);
    let crictl = json!({"status": {"id": two, "repoDigests": [format!("a@{one}")]}, "info": {}});
    let crictl_images =
        json!({"images": [{"id": two, "repoTags": [], "repoDigests": [format!("a@{one}")]}]});
    let skopeo =
        json!({"Name": "a", "Digest": one, "RepoTags": [], "Os": "linux", "Architecture": "arm64"});
    let saved = json!([{"Config": "c.json", "RepoTags": ["a:1"], "Layers": []}]);
    let tags = json!({"count": 1, "results": [{"name": "1"}]});
    let error = json!({"errors": [{"code": "UNAUTHORIZED", "message": "m"}]});
    let rows = [
        (inspected.to_string(), Form::DockerImageInspect, Some(&one)),
        (podman.to_string(), Form::PodmanImageInspect, Some(&one)),
        (crictl.to_string(), Form::CrictlInspecti, Some(&one)),
        (crictl_images.to_string(), Form::CrictlImages, Some(&one)),
        (skopeo.to_string(), Form::SkopeoInspect, Some(&one)),
        (saved.to_string(), Form::DockerSave, None),
        (tags.to_string(), Form::DockerHubApi, None),
        (error.to_string(), Form::RegistryError, None),
        (
            r#"{"imageLayoutVersion": "1.0.0"}"#.to_owned(),
            Form::OciLayout,
            None,
        ),
        (format!("{one}\n"), Form::Digest, None),
        (format!("ghcr.io/a/b:1@{one}"), Form::Digest, None),
        (
            "  <!DOCTYPE html>\n<title>a</title>".to_owned(),
            Form::Html,
            None,
        ),
        (
            "schemaVersion: 2\nmanifests:\n- digest: a\n".to_owned(),
            Form::Yaml,
            None,
        ),
        (
            format!("HTTP/1.1 200 OK\nDocker-Content-Digest: {one}\n"),
            Form::HttpHeaders,
            Some(&one),
        ),
        (
            format!("1: Pulling from a\nDigest: {one}\nStatus: Image is up to date"),
            Form::DockerPull,
            Some(&one),
        ),
        (
            format!("REF TYPE DIGEST SIZE\na:1 {} {one} 1 MiB", "t"),
            Form::CtrImages,
            Some(&one),
        ),
        (
            format!("REPOSITORY TAG DIGEST\na 1 {one}\nb 1 {two}"),
            Form::DockerImages,
            None,
        ),
        (
            format!("Name: a\nMediaType: {}\nDigest: {one}\n", "t"),
            Form::ImagetoolsInspect,
            Some(&one),
        ),
    ];
    assert_named(&rows);
}

/// The same of trees, tables with IDs, and what registries and clouds answer.
#[test]
fn answers_of_registries_are_named() {
    let (one, two) = (digest('1'), digest('2'));
    let rows = [
        (
            format!(
                "status:\n  id: {two}\n  repoDigests:\n  - docker.io/a@{one}\n  repoTags: [a:1]\n"
            ),
            Form::CrictlInspecti,
            Some(&one),
        ),
        (format!("nginx:1 {one}\n"), Form::Digest, Some(&one)),
        (
            "IMAGE  TAG  IMAGE ID  SIZE\ndocker.io/a  1  f876bfc1cc63d  68.9MB".to_owned(),
            Form::ImageTable,
            None,
        ),
        (
            format!("Image is up to date for {two}"),
            Form::ImageId,
            None,
        ),
        (
            format!(
                "Trying to pull a:1...\nWriting manifest to image destination\n{}",
                "a".repeat(64)
            ),
            Form::ImageId,
            None,
        ),
        (
            format!("a@{one}\n└── application/spdx+json\n    └── {two}"),
            Form::OrasDiscover,
            Some(&one),
        ),
        (
            format!("📦 Supply Chain Security Related artifacts for an image: a:1\n└── 🍒 {two}"),
            Form::CosignTree,
            None,
        ),
        (
            json!([{"Id": "1", "State": {}, "Image": two, "Config": {}}]).to_string(),
            Form::ContainerInspect,
            None,
        ),
        (
            json!({"linux/amd64": {"architecture": "amd64", "os": "linux", "config": {}}})
                .to_string(),
            Form::ImagetoolsImage,
            None,
        ),
        (
            json!({"containerimage.config.digest": two, "containerimage.digest": one}).to_string(),
            Form::BuildMetadata,
            Some(&one),
        ),
        (
            json!({"imageDetails": [{"imageDigest": one, "imageTags": ["1"]}]}).to_string(),
            Form::EcrDescribeImages,
            Some(&one),
        ),
        (
            json!({"imageDetails": [{"imageDigest": one}, {"imageDigest": two}]}).to_string(),
            Form::EcrDescribeImages,
            None,
        ),
        (
            json!([{"digest": one, "architecture": "amd64", "os": "linux", "tags": ["1"]}])
                .to_string(),
            Form::AcrListMetadata,
            Some(&one),
        ),
        (
            json!({"tags": [{"name": "1", "manifest_digest": one}], "page": 1}).to_string(),
            Form::QuayApi,
            Some(&one),
        ),
        (
            json!({"kind": "Node", "status": {"images": [{"names": [format!("a@{one}"), "a:1"]}]}})
                .to_string(),
            Form::NodeImages,
            Some(&one),
        ),
        // The digest of the image, not those of its configuration and layers.
        (
            format!(
                "Name: a@{one}\nMediaType: t\nDigest: {one}\n\nConfig:\n  Digest: {two}\n  MediaType: t\n\nLayers:\n\n  Digest: {two}\n"
            ),
            Form::RegctlManifestGet,
            Some(&one),
        ),
    ];
    assert_named(&rows);
}

fn assert_named(rows: &[(String, Form, Option<&String>)]) {
    for (text, form, stated) in rows {
        let report = read_index(text, "linux/arm64");
        assert_eq!(report.form, Some(*form), "{text}");
        assert!(
            report.diagnostics.iter().any(|it| it.code == "IDX027"),
            "{text}"
        );
        assert_eq!(report.registry_digest.digest.as_ref(), *stated, "{text}");
        let pins: Vec<_> = report
            .pins
            .iter()
            .map(|it| (&it.digest, it.target))
            .collect();
        let expected: Vec<_> = stated
            .map(|it| (it, PinTarget::Unknown))
            .into_iter()
            .collect();
        assert_eq!(pins, expected, "{text}");
    }
}

/// Outputs that list what an index has: a node takes the same of them.
#[test]
fn what_an_output_lists_is_chosen_from() {
    let [index, amd64, arm64] = ['0', '1', '2'].map(digest);
    let manifest = "application/vnd.oci.image.manifest.v1+json";
    let verbose = [(&amd64, "amd64"), (&arm64, "arm64")].map(|(digest, architecture)| {
        json!({"Ref": format!("a@{digest}"), "Descriptor": {"mediaType": manifest, "digest": digest,
            "size": 7, "platform": {"os": "linux", "architecture": architecture}}})
    });
    let image = |digest: &String, architecture: &str| json!({"os": "linux", "architecture": architecture, "variant": null, "digest": digest, "size": 9});
    let hub = json!({"name": "1", "images": [image(&amd64, "amd64"), image(&arm64, "arm64")],
        "tag_status": "active", "repository": 3, "digest": index});
    let entry = |digest: &str, platform: &str| {
        format!(
            "  Name:      docker.io/a@{digest}\n  MediaType: {manifest}\n  Platform:  {platform}\n\n"
        )
    };
    let imagetools = format!(
        "Name:      docker.io/a\nMediaType: application/vnd.oci.image.index.v1+json\nDigest:    {index}\n\nManifests:\n{}{}",
        entry(&amd64, "linux/amd64"),
        entry(&arm64, "linux/arm64/v8")
    );
    let harbor = json!([{"digest": index, "manifest_media_type": "t", "references": [
        {"child_digest": amd64, "platform": {"os": "linux", "architecture": "amd64"}},
        {"child_digest": arm64, "platform": {"os": "linux", "architecture": "arm64"}},
    ]}]);
    let entries = [(&amd64, "amd64"), (&arm64, "arm64")].map(|(digest, architecture)| {
        json!({"mediaType": manifest, "digest": digest, "size": 7,
            "platform": {"os": "linux", "architecture": architecture}})
    });
    let ecr = json!({"images": [{"imageId": {"imageDigest": index}, "imageManifest":
        json!({"schemaVersion": 2, "manifests": entries}).to_string()}]});
    let regctl = imagetools.replace("  MediaType", &format!("  Digest: {arm64}\n  MediaType"));
    let regctl = regctl.replacen(&arm64, &amd64, 1);
    let rows = [
        (
            Value::from(verbose.to_vec()).to_string(),
            Form::DockerManifestInspectVerbose,
            None,
        ),
        (hub.to_string(), Form::DockerHubApi, Some(&index)),
        (harbor.to_string(), Form::HarborApi, Some(&index)),
        (ecr.to_string(), Form::EcrBatchGetImage, Some(&index)),
        (imagetools, Form::ImagetoolsInspect, Some(&index)),
        (regctl, Form::RegctlManifestGet, Some(&index)),
    ];
    for (text, form, stated) in rows {
        let report = read_index(&text, "linux/arm64");
        assert_eq!(
            (report.form, report.kind),
            (Some(form), Kind::Index),
            "{text}"
        );
        assert_eq!(report.resolved.as_ref(), Some(&arm64), "{text}");
        assert_eq!(report.registry_digest.digest.as_ref(), stated, "{text}");
        let advised = report.pins.iter().find(|it| it.is_advised);
        assert_eq!(advised.map(|it| &it.digest), stated, "{text}");
        let places = report.entries.iter().filter_map(|it| it.span);
        assert_eq!(places.count(), 0, "{text}");
    }
}

#[test]
fn of_several_documents_the_first_is_read_with_the_others() {
    let entry = json!({"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": MANIFEST.len(),
        "digest": sha256(MANIFEST), "platform": {"os": "linux", "architecture": "amd64"}});
    let index = json!({"schemaVersion": 2, "manifests": [entry]}).to_string();
    let report = read_index(&format!("{index}\n{MANIFEST}\n"), "linux/amd64");
    assert_eq!(report.kind, Kind::Index);
    assert_eq!(report.pins[0].digest, sha256(&index));
    assert!(!report.layers.is_empty());
    assert!(report.diagnostics.iter().any(|it| it.code == "IDX029"));
}

#[test]
fn a_document_is_found_within_other_text() {
    for (before, behind) in [
        ("$ crane manifest a\n", ""),
        (
            "user@host:~$ skopeo inspect --raw docker://a\n",
            "user@host:~$ ",
        ),
        ("```json\n", "\n```\n"),
        ("HTTP/2 200\ncontent-type: application/json\n\n", ""),
        (
            "> GET /v2/a/manifests/1\n< HTTP/2 200\n< content-length: 3\n<\n",
            "\n",
        ),
        ("", "\n$ "),
        ("$ crane manifest a\n", "user@host:~$ "),
    ] {
        let text = format!("{before}{INDEX}{behind}");
        let report = read_index(&text, "linux/arm64");
        assert_eq!(report.kind, Kind::Index, "{text}");
        assert!(
            report.diagnostics.iter().any(|it| it.code == "IDX029"),
            "{text}"
        );
        assert_eq!(report.pins[0].digest, sha256(INDEX), "{text}");
        let span = report.entries[0].span.expect("it stands in the text");
        assert!(text[span.start..span.end].starts_with('{'));
    }
}
