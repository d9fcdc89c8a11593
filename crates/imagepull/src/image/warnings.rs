//! What is valid and easily misread.

use imageref::{DEFAULT_DOMAIN, Normalized, digest::Algorithm};

use super::web_page;
use crate::{codes, diagnostic::Diagnostic, sources::IMAGE_NAMES_PAGE, words::message};

const NORMALIZE_GO: &str = "https://github.com/distribution/reference/blob/v0.6.0/normalize.go";
const RESOLVER_GO: &str =
    "https://github.com/containerd/containerd/blob/v2.1.0/core/remotes/docker/registry.go";
const HIGHEST_PORT: u32 = 65_535;

/// The warnings of a valid name.
#[inline]
pub fn find(reference: &Normalized<'_>) -> Vec<Diagnostic> {
    RULES.iter().filter_map(|rule| rule(reference)).collect()
}

/// What each of them says, if anything, in the order in which it is said.
const RULES: [fn(&Normalized<'_>) -> Option<Diagnostic>; 8] = [
    registry_taken_for_a_name,
    digest_taken_for_a_tag,
    tag_is_not_checked,
    domain_with_uppercase,
    no_domain,
    hub_endpoint,
    port_out_of_range,
    web_address,
];

/// `hub.docker.com/r/acme/app`: the address of a registry's web page.
fn web_address(reference: &Normalized<'_>) -> Option<Diagnostic> {
    let name = web_page::image_of(reference.text())?;
    let diagnostic = Diagnostic::new(
        codes::IMG108,
        message!("This is the address of a web page: the image's name is part of it."),
    );
    let diagnostic = diagnostic.at(reference.domain_span()?).docs(RESOLVER_GO);
    Some(diagnostic.fix(message!("Use the image that the page shows"), name))
}

/// `localhost:5000` or `example.com` alone: a port and a host need a path behind them.
fn registry_taken_for_a_name(reference: &Normalized<'_>) -> Option<Diagnostic> {
    let written = &reference.text()[reference.path_span().range()];
    let like_a_host = written == "localhost" || written.contains('.');
    let like_a_port = reference.tag().is_some_and(is_number);
    if !reference.implies_library() || !reference.implies_domain() || !like_a_host {
        return None;
    }
    let port = reference.tag().filter(|_| like_a_port);
    let registry = match port {
        Some(port) => format!("{written}:{port}"),
        None => written.to_owned(),
    };
    let message = if let Some(port) = port {
        message!(
            "`{registry}` alone is not a registry: it is an image called {written} on Docker Hub, with the tag {port}.",
            registry,
            written,
            port
        )
    } else {
        message!(
            "`{registry}` alone is not a registry: it is an image called {written} on Docker Hub.",
            registry,
            written
        )
    };
    let diagnostic = Diagnostic::new(codes::IMG101, message)
        .at(reference.path_span())
        .help(message!(
            "Only the part before the first slash can be a registry; without a slash there is none."
        ))
        .docs(NORMALIZE_GO);
    Some(diagnostic.fix(
        message!("Treat it as a registry with an image after it"),
        format!("{registry}/image"),
    ))
}

/// `sha256:<64 hex>` is an image called sha256 with a long tag.
fn digest_taken_for_a_tag(reference: &Normalized<'_>) -> Option<Diagnostic> {
    let algorithm = &reference.text()[reference.path_span().range()];
    let tag = reference.tag()?;
    let hex = tag.bytes().all(|byte| byte.is_ascii_hexdigit());
    let known = Algorithm::from_name(algorithm).is_ok();
    (known && hex && tag.len() >= 32).then(|| {
        Diagnostic::new(
            codes::IMG102,
            message!(
                "This is not a digest: it is an image called {algorithm} on Docker Hub, with the rest as its tag.",
                algorithm
            ),
        )
        .at(reference.path_span())
        .help(message!("A digest follows a name and an @."))
        .docs(NORMALIZE_GO)
        .fix(
            message!("Put a name in front"),
            format!("image@{}", reference.text()),
        )
    })
}

fn tag_is_not_checked(reference: &Normalized<'_>) -> Option<Diagnostic> {
    let tag = reference.tag()?;
    let digest = reference.digest()?;
    Some(
        Diagnostic::new(
            codes::IMG103,
            message!(
                "The digest alone decides what is pulled; the tag {tag} is ignored.",
                tag
            ),
        )
        .at(reference.tag_span()?)
        .help(message!(
            "The tag only helps readers, and nothing notices if it is wrong."
        ))
        .docs(IMAGE_NAMES_PAGE)
        .fix(
            message!("Remove the tag"),
            format!(
                "{}@{digest}",
                &reference.text()[..reference.tag_span()?.start - 1]
            ),
        ),
    )
}

/// `Docker/app` is a registry called Docker, because a path has no uppercase letters.
fn domain_with_uppercase(reference: &Normalized<'_>) -> Option<Diagnostic> {
    let span = reference.domain_span()?;
    let domain = &reference.text()[span.range()];
    let uppercase = domain.bytes().any(|byte| byte.is_ascii_uppercase());
    uppercase.then(|| {
        Diagnostic::new(
            codes::IMG104,
            message!(
                "`{domain}` is read as a registry, because it has an uppercase letter.",
                domain
            ),
        )
        .at(span)
        .help(message!(
            "Uppercase letters are kept, so `DOCKER.IO` is a different registry from `docker.io`."
        ))
        .docs(NORMALIZE_GO)
        .fix(
            message!("Make it lowercase"),
            reference
                .text()
                .replacen(domain, &domain.to_ascii_lowercase(), 1),
        )
    })
}

/// `a_b.com/foo`: split off as a domain, then found to be none.
fn no_domain(reference: &Normalized<'_>) -> Option<Diagnostic> {
    reference.domain().is_empty().then(|| {
        let host = reference.text().split('/').next().unwrap_or_default();
        Diagnostic::new(
            codes::IMG105,
            message!(
                "`{host}` can't be a registry, because a host has no underscore.",
                host
            ),
        )
        .help(message!(
            "The name is still valid, but has no registry: its first part looks like one, so docker.io isn't added."
        ))
        .docs(NORMALIZE_GO)
        .fix(
            message!("Replace the underscore with a dash"),
            reference.text().replacen(host, &host.replace('_', "-"), 1),
        )
    })
}

/// The host that serves Docker Hub is not the name of Docker Hub.
fn hub_endpoint(reference: &Normalized<'_>) -> Option<Diagnostic> {
    let endpoint = "registry-1.docker.io";
    (reference.domain() == endpoint).then(|| {
        let rest = reference.text().strip_prefix(endpoint).unwrap_or_default();
        Diagnostic::new(
            codes::IMG106,
            message!(
                "`{endpoint}` serves the images of {hub}, but is a different name.",
                endpoint,
                hub = DEFAULT_DOMAIN
            ),
        )
        .help(message!(
            "Credentials, mirrors and cached images are looked up by the name as written: those for docker.io don't apply to this one."
        ))
        .docs(RESOLVER_GO)
        .fix(message!("Use docker.io"), format!("{DEFAULT_DOMAIN}{rest}"))
    })
}

fn port_out_of_range(reference: &Normalized<'_>) -> Option<Diagnostic> {
    let span = reference.port_span()?;
    let port = &reference.text()[span.range()];
    let usable = port
        .parse()
        .is_ok_and(|port: u32| (1..=HIGHEST_PORT).contains(&port));
    (!usable).then(|| {
        Diagnostic::new(
            codes::IMG107,
            message!("No server can have the port {port}.", port),
        )
        .at(span)
        .help(message!(
            "The grammar accepts any digits as a port; ports are 1 to 65535."
        ))
        .docs(NORMALIZE_GO)
    })
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, codes: &[&str], fix: Option<&str>) {
        let found = find(&Normalized::parse(input).unwrap());
        let found_codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(found_codes, codes, "{input}");
        let found_fix = found
            .first()
            .and_then(|diagnostic| diagnostic.fixes.first());
        assert_eq!(
            found_fix.map(|fix| fix.replacement.as_str()),
            fix,
            "{input}"
        );
        for fix in found.iter().flat_map(|diagnostic| &diagnostic.fixes) {
            assert!(
                Normalized::parse(&fix.replacement).is_ok(),
                "{}",
                fix.replacement
            );
        }
    }

    #[test]
    fn what_is_easily_misread_is_said() {
        let hex = "a".repeat(64);
        check("localhost:5000", &["IMG101"], Some("localhost:5000/image"));
        check("example.com", &["IMG101"], Some("example.com/image"));
        check("foo.bar:v1", &["IMG101"], Some("foo.bar/image"));
        check(
            &format!("sha256:{hex}"),
            &["IMG102"],
            Some(&format!("image@sha256:{hex}")),
        );
        check(
            &format!("ghcr.io/a/b:1@sha256:{hex}"),
            &["IMG103"],
            Some(&format!("ghcr.io/a/b@sha256:{hex}")),
        );
        check("Docker/docker", &["IMG104"], Some("docker/docker"));
        check("a_b.com/foo", &["IMG105"], Some("a-b.com/foo"));
        check(
            "registry-1.docker.io/library/ubuntu",
            &["IMG106"],
            Some("docker.io/library/ubuntu"),
        );
        check("10.0.0.1:99999/foo", &["IMG107"], None);
    }

    #[test]
    fn plain_names_are_left_alone() {
        for input in [
            "busybox",
            "busybox:1.32.0",
            "registry.k8s.io/pause:3.5",
            "localhost/a",
            "localhost:5000/a/b:5000",
            "sha256",
            "sha256:v1",
            "my-app:8080",
            "[::1]:5000/foo",
        ] {
            check(input, &[], None);
        }
    }
}
