//! Pinning: digests as people paste them, and the one repair that writes them.

use imagepull::workload::{
    ManifestOptions, edits, inspect_manifest,
    pins::{PinOutcome, pin_images, read_digests},
};

fn digest(char: char) -> String {
    format!("sha256:{}", String::from(char).repeat(64))
}

#[test]
fn digests_are_read_as_they_are_printed() {
    let (a, b, c) = (digest('a'), digest('b'), digest('c'));
    let nginx = |text: String| {
        read_digests(&text)
            .digest_of("nginx:1.27")
            .map(str::to_owned)
    };
    for text in [
        format!("$ crane digest nginx:1.27\n{a}\n"),
        format!("crane digest --platform linux/amd64 docker.io/library/nginx:1.27\n{a}"),
        format!("nginx:1.27 {a}\nredis:7 {b}\n"),
        format!("nginx:1.27={a}"),
        format!("nginx:1.27: {a}"),
        format!("nginx:1.27@{a}"),
        format!("nginx:1.27\n{a}\n"),
        format!("{{\"nginx:1.27\": \"{a}\", \"redis:7\": \"{b}\"}}"),
        format!("{{\"nginx:1.27\": {{\"digest\": \"{a}\"}}}}"),
        format!(
            "Name:      docker.io/library/nginx:1.27\nMediaType: application/vnd.oci.image.index.v1+json\nDigest:    {a}\n           \nManifests: \n  Name:        docker.io/library/nginx:1.27@{b}\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n  Platform:    linux/amd64\n"
        ),
        format!(
            "1.27: Pulling from library/nginx\nDigest: {a}\nStatus: Downloaded newer image for nginx:1.27\ndocker.io/library/nginx:1.27\n"
        ),
        format!(
            "REPOSITORY   TAG    DIGEST    IMAGE ID   CREATED   SIZE\nnginx        1.27   {a}   0123456789ab   2 days ago   192MB\n"
        ),
        format!("nginx:1.27,{a}\nredis:7,{b}\n"),
        format!(
            "The push refers to repository [docker.io/library/nginx]\n5f70bf18a086: Pushed\n1.27: digest: {a} size: 528\n"
        ),
        format!(
            "{{\"Name\": \"docker.io/library/nginx\", \"Digest\": \"{a}\", \"RepoTags\": [\"1.27\"]}}"
        ),
        format!(
            "$ skopeo inspect docker://nginx:1.27\n{{\n  \"Name\": \"docker.io/library/nginx\",\n  \"Digest\": \"{a}\",\n  \"RepoTags\": [\"1\", \"1.27\"]\n}}\n"
        ),
        format!(
            "[{{\"RepoTags\": [\"nginx:1.27\", \"a/nginx:1\"], \"RepoDigests\": [\"nginx@{a}\", \"a/nginx@{b}\"]}}]"
        ),
        format!(
            "{{\"images\": [{{\"repoTags\": [\"docker.io/library/nginx:1.27\"], \"repoDigests\": [\"docker.io/library/nginx@{a}\"]}}]}}"
        ),
        // The digests below it are those of its configuration and layers.
        format!(
            "Name: nginx:1.27\nMediaType: t\nDigest: {a}\n\nConfig:\n  Digest: {b}\n\nLayers:\n\n  Digest: {c}\n"
        ),
        // The last one of a name counts.
        format!("nginx:1.27 {c}\nnginx:1.27 {a}\n"),
    ] {
        assert_eq!(nginx(text.clone()), Some(a.clone()), "{text}");
    }
    for text in [
        format!("nginx:1.28 {a}"),
        a.clone(),
        "nginx:1.27 sha256:abc".to_owned(),
        "nginx:1.27".to_owned(),
        "{".to_owned(),
        String::new(),
        // A digest of one of several tags, and two digests of one repository.
        format!(
            "{{\"Name\": \"docker.io/library/nginx\", \"Digest\": \"{a}\", \"RepoTags\": [\"1\", \"1.27\"]}}"
        ),
        format!(
            "[{{\"RepoTags\": [\"nginx:1.27\"], \"RepoDigests\": [\"nginx@{a}\", \"nginx@{b}\"]}}]"
        ),
        "[\n".repeat(20),
        format!("Manifests:\n  Name: docker.io/library/nginx:1.27@{b}\n"),
    ] {
        assert_eq!(nginx(text.clone()), None, "{text}");
    }
}

#[test]
fn all_images_are_pinned_by_one_repair() {
    use PinOutcome::{HasOtherDigest, NoName, Pinned, Unknown};
    let text = format!(
        "\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{name: w}}
spec:
  templates:
  - name: a
    container: &a {{image: \"nginx:1.27\"}}  # quoted
  - name: b
    container: *a
  - name: c
    script:
      image: docker.io/library/nginx:1.27
  - name: d
    container: {{image: nginx}}
  - name: e
    container: {{image: 'redis:7'}}
  - name: f
    container: {{image: 'redis:6@{b}'}}
  - name: g
    container: {{image: '{{{{inputs.image}}}}'}}
",
        b = digest('b')
    );
    let digests = read_digests(&format!(
        "nginx:1.27 {a}\nnginx:latest {c}\nredis:6 {a}",
        a = digest('a'),
        c = digest('c')
    ));
    let report = inspect_manifest(&text, &ManifestOptions::default());
    let pins = pin_images(&report, &digests);
    let mut outcomes: Vec<_> = pins
        .images
        .iter()
        .map(|it| (it.path.as_str(), it.outcome))
        .collect();
    outcomes.sort_unstable_by_key(|it| it.0.to_owned());
    assert_eq!(
        outcomes.iter().map(|it| it.1).collect::<Vec<_>>(),
        [
            Pinned,
            Pinned,
            Pinned,
            Pinned,
            Unknown,
            HasOtherDigest,
            NoName
        ]
    );
    assert_eq!(pins.commands, ["crane digest redis:7"]);
    let fix = pins.fix.expect("digests are known");
    let pinned = edits::apply(&text, &fix.edits).expect("they do not overlap");
    let expected = text
        .replace("\"nginx:1.27\"", &format!("\"nginx:1.27@{}\"", digest('a')))
        .replace(
            "library/nginx:1.27",
            &format!("library/nginx:1.27@{}", digest('a')),
        )
        .replace(
            "{image: nginx}",
            &format!("{{image: nginx@{}}}", digest('c')),
        );
    assert_eq!(pinned, expected);
    let again = pin_images(
        &inspect_manifest(&pinned, &ManifestOptions::default()),
        &digests,
    );
    assert_eq!(again.fix, None);
}
