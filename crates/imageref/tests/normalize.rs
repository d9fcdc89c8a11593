//! What a name means to Docker and Kubernetes, in every form.

use imageref::{AnyReference, Normalized, PartKind};

const DIGEST: &str = "sha256:86e0e091d0da6bde2456dbb48306f3956bbeb2eae1b5b9a43045843f69fe4aaa";

/// The text, then its canonical and familiar forms and what a runtime resolves.
#[track_caller]
fn check_forms(text: &str, canonical: &str, familiar: &str, docker_reference: &str) {
    let named = Normalized::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(named.canonical().to_string(), canonical);
    assert_eq!(named.familiar().to_string(), familiar);
    assert_eq!(named.docker_reference().to_string(), docker_reference);
}

/// A full name of a registry of real life: nothing is implied but the tag.
#[track_caller]
fn check_registry(text: &str, domain: &str, path: &str) {
    let named = Normalized::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!((named.domain(), &*named.path()), (domain, path));
    assert!(!named.implies_domain() && !named.implies_library());
    assert_eq!(named.familiar().to_string(), text);
    assert_eq!(named.to_string(), text);
}

#[test]
fn docker_hub() {
    let latest = "docker.io/library/busybox:latest";
    check_forms("busybox", "docker.io/library/busybox", "busybox", latest);
    check_forms(
        "library/busybox",
        "docker.io/library/busybox",
        "busybox",
        latest,
    );
    check_forms(
        "docker.io/busybox",
        "docker.io/library/busybox",
        "busybox",
        latest,
    );
    check_forms(
        "index.docker.io/busybox",
        "docker.io/library/busybox",
        "busybox",
        latest,
    );
    check_forms(
        "team/app:1",
        "docker.io/team/app:1",
        "team/app:1",
        "docker.io/team/app:1",
    );
    check_forms(
        "docker.io/library/a/b",
        "docker.io/library/a/b",
        "library/a/b",
        "docker.io/library/a/b:latest",
    );
}

#[test]
fn a_digest_drops_the_tag_only_where_it_is_resolved() {
    check_forms(
        &format!("busybox:1.36@{DIGEST}"),
        &format!("docker.io/library/busybox:1.36@{DIGEST}"),
        &format!("busybox:1.36@{DIGEST}"),
        &format!("docker.io/library/busybox@{DIGEST}"),
    );
    let text = format!("busybox@{DIGEST}");
    let digested = Normalized::parse(&text).unwrap().with_default_tag();
    assert_eq!(
        digested.to_string(),
        format!("docker.io/library/busybox@{DIGEST}")
    );
    assert_eq!(digested.tag(), None);
}

#[test]
fn registries_of_real_life() {
    check_registry("registry.k8s.io/pause:3.10", "registry.k8s.io", "pause");
    check_registry(
        "gcr.io/google-containers/pause-amd64:3.2",
        "gcr.io",
        "google-containers/pause-amd64",
    );
    check_registry(
        "europe-docker.pkg.dev/my-project/repo/app:1",
        "europe-docker.pkg.dev",
        "my-project/repo/app",
    );
    check_registry(
        "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:prod",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com",
        "app",
    );
    check_registry(
        "public.ecr.aws/nginx/nginx:1.27",
        "public.ecr.aws",
        "nginx/nginx",
    );
    check_registry(
        "myregistry.azurecr.io/samples/app:v1",
        "myregistry.azurecr.io",
        "samples/app",
    );
    check_registry(
        "mcr.microsoft.com/dotnet/runtime:8.0",
        "mcr.microsoft.com",
        "dotnet/runtime",
    );
    check_registry("ghcr.io/owner/image:sha-1a2b3c", "ghcr.io", "owner/image");
    check_registry(
        "quay.io/prometheus/node-exporter:v1.8.0",
        "quay.io",
        "prometheus/node-exporter",
    );
    check_registry("localhost:5000/app:dev", "localhost:5000", "app");
    check_registry("localhost/app", "localhost", "app");
    check_registry("[2001:db8::1]:5000/app:1", "[2001:db8::1]:5000", "app");
    check_registry("10.0.0.1:5000/app", "10.0.0.1:5000", "app");
    check_registry("Registry/app", "Registry", "app");
}

#[test]
fn names_that_are_not_what_they_seem() {
    check_forms(
        "localhost:5000",
        "docker.io/library/localhost:5000",
        "localhost:5000",
        "docker.io/library/localhost:5000",
    );
    check_forms(
        "example.com",
        "docker.io/library/example.com",
        "example.com",
        "docker.io/library/example.com:latest",
    );
    check_forms(
        "docker.io:443/busybox",
        "docker.io:443/busybox",
        "docker.io:443/busybox",
        "docker.io:443/busybox:latest",
    );
    let no_domain = Normalized::parse("a_b.com/foo").unwrap();
    assert_eq!(
        (no_domain.domain(), &*no_domain.path()),
        ("", "a_b.com/foo")
    );
    assert!(!no_domain.implies_domain());
}

#[test]
fn spans_are_those_of_the_text_as_written() {
    let text = format!("localhost:5000/team/app:1.2@{DIGEST}");
    let named = Normalized::parse(&text).unwrap();
    let slice = |span: Option<imageref::Span>| span.map(|span| &text[span.range()]);
    assert_eq!(slice(named.domain_span()), Some("localhost:5000"));
    assert_eq!(slice(named.host_span()), Some("localhost"));
    assert_eq!(slice(named.port_span()), Some("5000"));
    assert_eq!(slice(Some(named.path_span())), Some("team/app"));
    assert_eq!(slice(named.tag_span()), Some("1.2"));
    assert_eq!(slice(named.digest_span()), Some(DIGEST));
    let parts: Vec<_> = named
        .parts()
        .map(|part| (part.kind, &text[part.span.range()]))
        .collect();
    let expected = [
        (PartKind::Domain, "localhost"),
        (PartKind::Separator, ":"),
        (PartKind::Port, "5000"),
        (PartKind::Separator, "/"),
        (PartKind::Path, "team/app"),
        (PartKind::Separator, ":"),
        (PartKind::Tag, "1.2"),
        (PartKind::Separator, "@"),
        (PartKind::DigestAlgorithm, "sha256"),
        (PartKind::Separator, ":"),
        (PartKind::DigestEncoded, &DIGEST["sha256:".len()..]),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn what_is_implied_has_no_span() {
    let named = Normalized::parse("team/app").unwrap();
    assert_eq!(named.domain_span(), None);
    assert_eq!(named.path_span().range(), 0..8);
    assert_eq!((named.tag_span(), named.digest_span()), (None, None));
}

#[test]
fn an_identifier_is_a_digest_where_any_reference_will_do() {
    let identifier = &DIGEST["sha256:".len()..];
    for text in [identifier, DIGEST] {
        let any = AnyReference::parse(text).unwrap();
        assert!(matches!(any, AnyReference::Digest(_)));
        assert_eq!(any.to_string(), DIGEST);
    }
    let one_short = &DIGEST[..DIGEST.len() - 1];
    let named = AnyReference::parse(one_short).unwrap();
    assert_eq!(named.to_string(), format!("docker.io/library/{one_short}"));
}
