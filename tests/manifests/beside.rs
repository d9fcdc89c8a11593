//! Texts that lie beside each other: the values of a chart, the images of a kustomization.

use imagepull::workload::{
    ManifestOptions,
    beside::{ManifestFile, apply_files, inspect_files, lies_beside},
    inspect_manifest,
};

/// What the images of the last file become, with the policy of the Pods.
fn rendered(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<ManifestFile> = files
        .iter()
        .map(|(path, text)| ManifestFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        })
        .collect();
    let reports = inspect_files(&files, &ManifestOptions::default());
    let last = reports.last().expect("there are files");
    let images = last.images.iter().map(|image| {
        let policy = image.pod_policy.map_or("none", |policy| policy.as_str());
        format!("{} {policy}", image.rendered.as_deref().unwrap_or("-"))
    });
    images.collect()
}

fn pod(image: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: {{{{ .Release.Name }}}}}}\nspec:\n  containers:\n  - name: a\n    image: {image}\n"
    )
}

#[test]
fn values_of_a_chart_fill_in_its_templates() {
    const VALUES: &str = "\
registry: ghcr.io
image: {repository: acme/web, tag: '', digest: null, pullPolicy: Always}
number: 2024010112
version: 1.10
nested: '{{ .Values.registry }}/acme/nested:1'
";
    const CHART: &str = "apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: 1.2.3\n";
    for (image, expected) in [
        (
            r#""{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}""#,
            "acme/web:1.2.3 IfNotPresent",
        ),
        (
            "{{ .Values.registry }}/{{ .Values.image.repository }}",
            "ghcr.io/acme/web Always",
        ),
        (
            r#"{{ printf "%s/%s:%s" .Values.registry .Values.image.repository (default "2" .Values.image.tag) | quote }}"#,
            "ghcr.io/acme/web:2 IfNotPresent",
        ),
        (
            "a:{{ coalesce .Values.image.digest .Values.image.tag `3` }}",
            "a:3 IfNotPresent",
        ),
        (
            "{{ tpl .Values.nested . }}",
            "ghcr.io/acme/nested:1 IfNotPresent",
        ),
        // As Go prints numbers.
        ("a:{{ .Values.number }}", "a:2.024010112e+09 Always"),
        ("a:{{ .Values.version }}", "a:1.1 IfNotPresent"),
        // What is not simple, or has no value, stays open.
        ("{{ include \"web.image\" . }}", "- none"),
        ("{{ .Values.absent }}:1", "- none"),
        ("a:{{ if .Values.x }}1{{ end }}", "- none"),
    ] {
        let text = pod(image);
        let files = [
            ("charts/web/values.yaml", VALUES),
            ("charts/web/Chart.yaml", CHART),
            ("values.yaml", "registry: other\n"),
            ("charts/web/templates/pod.yaml", text.as_str()),
        ];
        let expected = expected.replace("+09 Always", "+09 IfNotPresent");
        assert_eq!(rendered(&files), [expected], "{image}");
    }
}

#[test]
fn a_policy_that_is_a_value_is_filled_in() {
    let text = pod("{{ .Values.image }}\n    imagePullPolicy: {{ .Values.policy }}");
    let values = "image: redis:7\npolicy: Never\n";
    let files = [
        ("values.yaml", values),
        ("templates/pod.yaml", text.as_str()),
    ];
    assert_eq!(rendered(&files), ["redis:7 Never"]);
}

#[test]
fn images_of_a_kustomization_change_its_resources() {
    const PODS: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
      - {name: a, image: 'nginx:1.27'}
      containers:
      - {name: b, image: nginx}
      - {name: c, image: 'docker.io/library/nginx:1'}
      - {name: d, image: 'nginx-extra:1'}
      - {name: e, image: 'redis@sha256:0000000000000000000000000000000000000000000000000000000000000000'}
";
    for (images, resources, expected) in [
        (
            "[{name: nginx, newTag: '2'}]",
            "[web.yaml]",
            [
                "nginx:2 IfNotPresent",
                "nginx:2 IfNotPresent",
                "- IfNotPresent",
                "- IfNotPresent",
                "- IfNotPresent",
            ],
        ),
        (
            "[{name: 'nginx:1.27', newTag: '2'}]",
            "[web.yaml]",
            [
                "nginx:2 IfNotPresent",
                "- Always",
                "- IfNotPresent",
                "- IfNotPresent",
                "- IfNotPresent",
            ],
        ),
        (
            "[{name: nginx, newName: ghcr.io/acme/nginx}, {name: redis, newTag: '7'}]",
            "[./web.yaml]",
            [
                "ghcr.io/acme/nginx:1.27 IfNotPresent",
                "ghcr.io/acme/nginx Always",
                "- IfNotPresent",
                "- IfNotPresent",
                "redis:7 IfNotPresent",
            ],
        ),
        (
            "[{name: nginx, newTag: '2'}]",
            "[other.yaml]",
            [
                "- IfNotPresent",
                "- Always",
                "- IfNotPresent",
                "- IfNotPresent",
                "- IfNotPresent",
            ],
        ),
    ] {
        let kustomization = format!("resources: {resources}\nimages: {images}\n");
        let files = [
            ("base/kustomization.yaml", kustomization.as_str()),
            ("base/web.yaml", PODS),
        ];
        assert_eq!(rendered(&files), expected, "{images} {resources}");
    }
    let overlay = "resources: [../../base]\nimages: [{name: nginx, newTag: '3'}]\n";
    let base = "resources: [web.yaml]\nimages: [{name: nginx, newName: ghcr.io/nginx}, {name: redis, digest: ''}]\n";
    let files = [
        ("overlays/prod/kustomization.yaml", overlay),
        ("base/kustomization.yaml", base),
        ("base/web.yaml", PODS),
    ];
    // The base is first, and makes another name of it, which the overlay does not name.
    assert_eq!(rendered(&files)[0], "ghcr.io/nginx:1.27 IfNotPresent");
}

#[test]
fn files_beside_a_text_are_for_all_of_it() {
    let file = |path: &str, text: &str| ManifestFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let rendered = |text: &str, files: &[ManifestFile]| {
        let mut report = inspect_manifest(text, &ManifestOptions::default());
        apply_files(files, &mut report);
        let images = report.images.into_iter();
        images.map(|image| image.rendered).collect::<Vec<_>>()
    };
    let values = file("values.yaml", "tag: 1.27");
    let kustomization = file(
        "kustomization.yaml",
        "resources: [../base]\nimages: [{name: nginx, newTag: '2'}]",
    );
    let templates = pod("nginx:{{ .Values.tag }}");
    assert_eq!(
        rendered(&templates, std::slice::from_ref(&values)),
        [Some("nginx:1.27".to_owned())]
    );
    assert_eq!(
        rendered(&templates, &[values, kustomization.clone()]),
        [Some("nginx:2".to_owned())]
    );
    let manifest = "apiVersion: v1\nkind: Pod\nspec:\n  containers: [{name: a, image: nginx}, {name: b, image: redis}]\n";
    assert_eq!(
        rendered(manifest, &[kustomization]),
        [Some("nginx:2".to_owned()), None]
    );
    assert_eq!(rendered(manifest, &[]), [None, None]);
    for (name, expected) in [
        ("chart/values.yaml", true),
        ("Chart.yaml", true),
        ("Kustomization", true),
        ("templates/_helpers.tpl", true),
        ("values-production.yaml", false),
        ("pod.yaml", false),
    ] {
        assert_eq!(lies_beside(name), expected, "{name}");
    }
}
