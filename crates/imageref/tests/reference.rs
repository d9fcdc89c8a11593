//! The grammar alone, and what is built from parts.

use imageref::digest::is_algorithm_name;
use imageref::{Algorithm, Digest, Named, Reference, grammar};

const DIGEST: &str = "sha256:86e0e091d0da6bde2456dbb48306f3956bbeb2eae1b5b9a43045843f69fe4aaa";

/// The text, then its domain, host, port, path and tag.
#[track_caller]
fn check(text: &str, domain: &str, host: &str, port: Option<&str>, path: &str, tag: Option<&str>) {
    let read = Reference::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(
        (read.domain(), read.host(), read.port()),
        (domain, host, port)
    );
    assert_eq!((read.path(), read.tag()), (path, tag));
    assert_eq!(read.to_string(), text);
}

#[test]
fn the_first_of_several_components_is_the_domain_where_it_can_be() {
    check("foo", "", "", None, "foo", None);
    check("foo/bar", "foo", "foo", None, "bar", None);
    check("foo_a/bar", "", "", None, "foo_a/bar", None);
    check("foo--a.b/bar", "foo--a.b", "foo--a.b", None, "bar", None);
    check("FOO/bar", "FOO", "FOO", None, "bar", None);
}

#[test]
fn a_colon_begins_a_port_only_before_a_slash() {
    check("host:5000", "", "", None, "host", Some("5000"));
    check("host:5000/a", "host:5000", "host", Some("5000"), "a", None);
    check(
        "host:99999/a:0",
        "host:99999",
        "host",
        Some("99999"),
        "a",
        Some("0"),
    );
    check("[:::]:0/a", "[:::]:0", "[:::]", Some("0"), "a", None);
    check("a:_.-", "", "", None, "a", Some("_.-"));
}

#[test]
fn limits() {
    let path = "a".repeat(255);
    assert!(Reference::parse(&path).is_ok());
    assert!(Reference::parse(&format!("{}/{path}", "h".repeat(300))).is_ok());
    assert!(Reference::parse(&format!("{path}a")).is_err());
    assert!(Reference::parse(&format!("a:{}", "t".repeat(128))).is_ok());
}

/// A name that is too long is said to be that, whatever its digest.
#[test]
fn the_length_is_checked_before_the_digest() {
    let text = format!("{}@md5:{}", "a".repeat(256), "0".repeat(32));
    let error = Reference::parse(&text).unwrap_err();
    assert_eq!(
        error.upstream(),
        "repository name must not be more than 255 characters"
    );
}

#[test]
fn digests() {
    for (name, length) in [("sha256", 64), ("sha384", 96), ("sha512", 128)] {
        let text = format!("{name}:{}", "0".repeat(length));
        let digest = Digest::parse(&text).unwrap();
        assert_eq!(digest.algorithm().name(), name);
        assert_eq!(digest.algorithm().hex_length(), length);
        assert_eq!(digest.encoded().len(), length);
        assert_eq!(digest.to_string(), text);
        assert!(Reference::parse(&format!("a@{text}")).is_ok());
    }
    for algorithm in Algorithm::ALL {
        assert_eq!(Algorithm::from_name(algorithm.name()), Ok(algorithm));
    }
}

#[test]
fn algorithm_names() {
    for name in ["sha256", "sha256+b64", "a.b_c-d", "0"] {
        assert!(is_algorithm_name(name), "{name}");
    }
    for name in ["", "SHA256", "a--b", "a-", "+a", "ä"] {
        assert!(!is_algorithm_name(name), "{name}");
    }
}

#[test]
fn building() {
    let name = Named::with_name("example.com/app").unwrap();
    assert_eq!((name.domain(), &*name.path()), ("example.com", "app"));
    assert!(name.is_name_only());
    let tagged = name.with_tag("1").unwrap();
    let both = tagged.with_digest(DIGEST).unwrap();
    assert_eq!(both.to_string(), format!("example.com/app:1@{DIGEST}"));
    assert_eq!(
        name.with_digest(DIGEST).unwrap().with_tag("1").unwrap(),
        both
    );
    assert_eq!(both.trimmed(), name);
    assert_eq!(
        both.without_tag().to_string(),
        format!("example.com/app@{DIGEST}")
    );
    assert_eq!(
        name.with_default_tag().to_string(),
        "example.com/app:latest"
    );
    assert_eq!(both.with_default_tag(), both);
    // The algorithm is not looked at here.
    assert!(
        name.with_digest("MD5:0123456789abcdef0123456789ABCDEF")
            .is_ok()
    );
}

#[test]
fn the_grammar_by_itself() {
    assert!(grammar::is_domain("[::1]:80") && !grammar::is_domain("host:"));
    assert!(!grammar::is_domain("a_b") && !grammar::is_domain("a/b"));
    assert!(grammar::is_tag("v1") && !grammar::is_tag("v1/2") && !grammar::is_tag(""));
    assert!(grammar::is_digest(&DIGEST[..39]) && !grammar::is_digest(&DIGEST[..38]));
    assert!(grammar::is_identifier(&DIGEST[7..]) && !grammar::is_identifier(DIGEST));
    assert_eq!(grammar::split_name("a/b/c"), Some(("a", "b/c")));
    assert_eq!(grammar::split_name("a:1"), None);
    assert_eq!(
        grammar::split_reference("a/b:1"),
        Some(("a/b", Some("1"), None))
    );
}
