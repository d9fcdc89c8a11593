//! Every error: its code, its place, its sentence and the text of the Go library.

use imageref::{Digest, Error, ErrorCode, Named, Normalized, Reference};

const FORMAT: &str = "invalid reference format";
const HEX: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#[track_caller]
fn check_error<T: std::fmt::Debug>(
    result: Result<T, Error>,
    (code, place): (ErrorCode, std::ops::Range<usize>),
    sentence: &str,
    upstream: &str,
) {
    let error = result.expect_err("the text is to be rejected");
    assert_eq!(error.to_string(), sentence);
    assert_eq!(error.code(), code);
    assert_eq!(error.span().range(), place);
    assert_eq!(error.upstream(), upstream);
}

/// A text that Kubernetes would be given, and is no reference by its format.
#[track_caller]
fn check(text: &str, place: (ErrorCode, std::ops::Range<usize>), sentence: &str) {
    check_error(Normalized::parse(text), place, sentence, FORMAT);
}

#[test]
fn texts_that_are_something_else() {
    check(
        "",
        (ErrorCode::Empty, 0..0),
        "There is no image name: the text is empty.",
    );
    check(
        "https://ghcr.io/a",
        (ErrorCode::UrlScheme, 0..8),
        "`https://` at position 1 is the start of a URL; an image name begins with the registry's host or the path.",
    );
    check(
        "${REG}/app",
        (ErrorCode::UnresolvedVariable, 0..6),
        "`${REG}` at position 1 is a variable that was never substituted.",
    );
    check(
        "app:${{ x }}",
        (ErrorCode::UnresolvedVariable, 4..12),
        "`${{ x }}` at position 5 is a variable that was never substituted.",
    );
    check(
        "app:$TAG-x",
        (ErrorCode::UnresolvedVariable, 4..8),
        "`$TAG` at position 5 is a variable that was never substituted.",
    );
    check(
        "app:$(TAG)",
        (ErrorCode::UnresolvedVariable, 4..10),
        "`$(TAG)` at position 5 is a variable that was never substituted.",
    );
    check(
        "app:<TAG>",
        (ErrorCode::UnresolvedVariable, 4..9),
        "`<TAG>` at position 5 is a variable that was never substituted.",
    );
    check(
        "a:{{ tag",
        (ErrorCode::UnresolvedVariable, 2..8),
        "`{{ tag` at position 3 is a variable that was never substituted.",
    );
    check(
        " app",
        (ErrorCode::Whitespace, 0..1),
        "Whitespace (` `) at position 1: image names can't contain whitespace.",
    );
    check(
        "app \n",
        (ErrorCode::Whitespace, 3..5),
        "Whitespace (` \\n`) at position 4: image names can't contain whitespace.",
    );
    check_error(
        Normalized::parse(HEX),
        (ErrorCode::Identifier, 0..64),
        "64 hexadecimal characters alone are an ID, not a name; to pull by digest, write `name@sha256:digest` with the manifest's digest.",
        &format!("invalid repository name ({HEX}), cannot specify 64-byte hexadecimal strings"),
    );
}

#[test]
fn paths() {
    check(
        "foo!",
        (ErrorCode::BadCharacter, 3..4),
        "`!` at position 4 isn't allowed in an image name: the path has `a-z` and `0-9`, separated by one `.`, one `_`, `__`, or dashes.",
    );
    check(
        "foo/bär",
        (ErrorCode::BadCharacter, 5..7),
        "`ä` at position 6 isn't allowed in an image name: the path has `a-z` and `0-9`, separated by one `.`, one `_`, `__`, or dashes.",
    );
    check(
        "a..b",
        (ErrorCode::BadSeparator, 1..3),
        "`..` at position 2 isn't allowed here: letters or digits are separated by one `.`, one `_`, `__`, or dashes, and no component begins or ends with one.",
    );
    check(
        "a___b/c",
        (ErrorCode::BadSeparator, 1..4),
        "`___` at position 2 isn't allowed here: letters or digits are separated by one `.`, one `_`, `__`, or dashes, and no component begins or ends with one.",
    );
    check(
        "-a",
        (ErrorCode::BadSeparator, 0..1),
        "`-` at position 1 isn't allowed here: letters or digits are separated by one `.`, one `_`, `__`, or dashes, and no component begins or ends with one.",
    );
    check(
        "a._:1",
        (ErrorCode::BadSeparator, 1..3),
        "`._` at position 2 isn't allowed here: letters or digits are separated by one `.`, one `_`, `__`, or dashes, and no component begins or ends with one.",
    );
    check(
        "a//b",
        (ErrorCode::EmptyComponent, 2..3),
        "`/` at position 3 has no name on one side: between slashes there must be at least one letter or digit.",
    );
    check(
        "/a",
        (ErrorCode::EmptyComponent, 0..1),
        "`/` at position 1 has no name on one side: between slashes there must be at least one letter or digit.",
    );
    check(
        "a/",
        (ErrorCode::EmptyComponent, 1..2),
        "`/` at position 2 has no name on one side: between slashes there must be at least one letter or digit.",
    );
    check(
        "a/:1",
        (ErrorCode::EmptyComponent, 1..2),
        "`/` at position 2 has no name on one side: between slashes there must be at least one letter or digit.",
    );
    check(
        ":1",
        (ErrorCode::MissingName, 0..1),
        "`:` at position 1 has no image name before it.",
    );
    check_error(
        Normalized::parse(&"a".repeat(248)),
        (ErrorCode::NameTooLong, 247..248),
        "The path of the image name is too long from position 248 on: the limit is 255 characters, including an implied `library/`.",
        "repository name must not be more than 255 characters",
    );
}

/// The Go functions have three texts for one mistake.
#[test]
fn uppercase() {
    let rejects = |text: &str, place: usize, letter: char, upstream: &str| {
        let position = place + 1;
        let sentence = format!(
            "`{letter}` at position {position} is an uppercase letter: the path of an image name is lowercase."
        );
        check_error(
            Normalized::parse(text),
            (ErrorCode::Uppercase, place..place + 1),
            &sentence,
            upstream,
        );
    };
    rejects(
        "Foo",
        0,
        'F',
        "invalid reference format: repository name (library/Foo) must be lowercase",
    );
    rejects(
        "Foo..bar",
        0,
        'F',
        "invalid reference format: repository name (library/Foo..bar) must be lowercase",
    );
    rejects(
        "ghcr.io/team/aPP:1",
        14,
        'P',
        "invalid reference format: repository name (team/aPP) must be lowercase",
    );
    rejects("a_B/c", 2, 'B', "repository name must be lowercase");
    check_error(
        Reference::parse("Foo"),
        (ErrorCode::Uppercase, 0..1),
        "`F` at position 1 is an uppercase letter: the path of an image name is lowercase.",
        "repository name must be lowercase",
    );
    // In lowercase the Kelvin sign is an ordinary k.
    let kelvin = Reference::parse("\u{212A}ube").unwrap_err();
    assert_eq!(kelvin.upstream(), "repository name must be lowercase");
    assert_eq!(kelvin.code(), ErrorCode::BadCharacter);
}

#[test]
fn domains() {
    check(
        "[::1]:5000",
        (ErrorCode::MissingPath, 0..10),
        "`[::1]:5000` at position 1 is a registry's address; the image name after it is missing.",
    );
    check(
        "host:/app",
        (ErrorCode::EmptyPort, 4..5),
        "The port is missing after `:` at position 5.",
    );
    check(
        "host:http/app",
        (ErrorCode::PortNotANumber, 5..9),
        "`http` at position 6 is in the place of a port, and a port is a number.",
    );
    check(
        "a_b.com:80/c",
        (ErrorCode::UnderscoreInDomain, 1..2),
        "`_` at position 2 isn't allowed in a registry's host: hosts have letters, digits, dots and dashes.",
    );
    check(
        "[::1/a",
        (ErrorCode::UnclosedBracket, 0..1),
        "`[` at position 1 opens an IPv6 address that is never closed with `]`.",
    );
    check(
        "[fe80::1%eth0]/a",
        (ErrorCode::BadAddress, 8..9),
        "`%` at position 9 isn't allowed in an IPv6 address, which has hexadecimal digits and colons in brackets.",
    );
    check(
        "[]/a",
        (ErrorCode::BadAddress, 0..2),
        "`[]` at position 1 isn't allowed in an IPv6 address, which has hexadecimal digits and colons in brackets.",
    );
    check(
        "[abc]/a",
        (ErrorCode::BadAddress, 0..5),
        "`[abc]` at position 1 isn't allowed in an IPv6 address, which has hexadecimal digits and colons in brackets.",
    );
}

#[test]
fn tags() {
    check(
        "a:",
        (ErrorCode::EmptyTag, 1..2),
        "The tag is missing after `:` at position 2.",
    );
    check(
        "a:-x",
        (ErrorCode::BadTagStart, 2..3),
        "`-` at position 3 can't begin a tag: tags begin with a letter, a digit or `_`.",
    );
    check(
        "a:x~y",
        (ErrorCode::BadTagCharacter, 3..4),
        "`~` at position 4 isn't allowed in a tag: tags have letters, digits, `_`, `.` and `-`.",
    );
    check(
        "a:é",
        (ErrorCode::BadTagCharacter, 2..4),
        "`é` at position 3 isn't allowed in a tag: tags have letters, digits, `_`, `.` and `-`.",
    );
    check(
        "a:\u{7}",
        (ErrorCode::BadTagCharacter, 2..3),
        "`\\u{7}` at position 3 isn't allowed in a tag: tags have letters, digits, `_`, `.` and `-`.",
    );
    check(
        &format!("a:{}", "t".repeat(129)),
        (ErrorCode::TagTooLong, 130..131),
        "The tag is too long from position 131 on: the limit is 128 characters.",
    );
    check(
        "a:b:c",
        (ErrorCode::SecondTag, 3..4),
        "`:` at position 4 begins a second tag; an image name has one, and a port is only possible before a slash.",
    );
    check(
        "a/b:c/d",
        (ErrorCode::TagInsidePath, 3..4),
        "`:` at position 4 begins a tag before the path has ended; the tag goes after the last component.",
    );
}

#[test]
fn digests_of_references() {
    check(
        "a@",
        (ErrorCode::EmptyDigest, 1..2),
        "The digest is missing after `@` at position 2.",
    );
    check(
        "a@sha256:",
        (ErrorCode::EmptyDigest, 8..9),
        "The digest is missing after `:` at position 9.",
    );
    check(
        "a@latest",
        (ErrorCode::MissingDigestAlgorithm, 2..8),
        "`latest` at position 3 is not a digest: a digest is an algorithm, a colon and hexadecimal characters, as in `sha256:...`.",
    );
    check(
        "a@2x:0",
        (ErrorCode::BadDigestAlgorithm, 2..3),
        "`2` at position 3 isn't allowed in the name of a digest algorithm, such as `sha256`.",
    );
    check(
        "a@sha256:abc",
        (ErrorCode::DigestTooShort, 9..12),
        "`abc` at position 10 is too short for a digest: sha256 has 64 hexadecimal characters.",
    );
    check(
        "a@sha256:xyz",
        (ErrorCode::BadDigestCharacter, 9..10),
        "`x` at position 10 isn't allowed in a digest, which is hexadecimal: `0-9` and `a-f`.",
    );
    check(
        &format!("a@sha256:{HEX}@sha256:{HEX}"),
        (ErrorCode::SecondDigest, 73..74),
        "`@` at position 74 begins a second digest; an image name has one.",
    );
    check(
        &format!("a@sha256:{HEX}:1"),
        (ErrorCode::TagAfterDigest, 73..74),
        "`:` at position 74 follows the digest; the tag goes before it, as in `name:tag@sha256:...`.",
    );
    check_error(
        Normalized::parse(&format!("a@md5:{HEX}")),
        (ErrorCode::UnknownDigestAlgorithm, 2..5),
        "`md5` at position 3 is not a supported digest algorithm: use sha256, sha384 or sha512.",
        "unsupported digest algorithm",
    );
    check_error(
        Normalized::parse(&format!("a@SHA256:{HEX}")),
        (ErrorCode::UppercaseDigestAlgorithm, 2..8),
        "`SHA256` at position 3 has an uppercase letter: names of digest algorithms are lowercase.",
        "invalid reference format: repository name (library/a@SHA256) must be lowercase",
    );
    check_error(
        Reference::parse(&format!("a@sha256:{}A", &HEX[1..])),
        (ErrorCode::UppercaseDigest, 72..73),
        "`A` at position 73 is an uppercase letter: a digest is lowercase.",
        "invalid checksum digest format",
    );
    check_error(
        Reference::parse(&format!("a@sha256:{}", &HEX[1..])),
        (ErrorCode::DigestWrongLength, 9..72),
        &format!(
            "`{}` at position 10 has the wrong length: sha256 has 64 hexadecimal characters, sha384 96 and sha512 128; this one has 63.",
            &HEX[1..]
        ),
        "invalid checksum digest length",
    );
}

#[test]
fn digests_alone() {
    let invalid = "invalid checksum digest format";
    check_error(
        Digest::parse(""),
        (ErrorCode::EmptyDigest, 0..0),
        "There is no digest: the text is empty.",
        invalid,
    );
    check_error(
        Digest::parse("sha256:"),
        (ErrorCode::EmptyDigest, 6..7),
        "The digest is missing after `:` at position 7.",
        invalid,
    );
    check_error(
        Digest::parse(":abc"),
        (ErrorCode::MissingDigestAlgorithm, 0..4),
        "`:abc` at position 1 is not a digest: a digest is an algorithm, a colon and hexadecimal characters, as in `sha256:...`.",
        invalid,
    );
    check_error(
        Digest::parse("md5:a!"),
        (ErrorCode::BadDigestCharacter, 5..6),
        "`!` at position 6 isn't allowed in a digest, which is hexadecimal: `0-9` and `a-f`.",
        invalid,
    );
    check_error(
        Digest::parse("md5--x:a"),
        (ErrorCode::BadDigestAlgorithm, 0..6),
        "`md5--x` at position 1 isn't allowed in the name of a digest algorithm, such as `sha256`.",
        invalid,
    );
}

#[test]
fn building_and_canonical_names() {
    let named = Named::with_name("app").unwrap();
    check_error(
        named.with_tag(""),
        (ErrorCode::BadTagCharacter, 0..0),
        "The tag is missing at position 1.",
        "invalid tag format",
    );
    check_error(
        named.with_digest("sha256"),
        (ErrorCode::MissingDigestAlgorithm, 0..6),
        "`sha256` at position 1 is not a digest: a digest is an algorithm, a colon and hexadecimal characters, as in `sha256:...`.",
        "invalid digest format",
    );
    check_error(
        Named::with_name("app:1"),
        (ErrorCode::BadCharacter, 3..4),
        "`:` at position 4 isn't allowed in an image name: the path has `a-z` and `0-9`, separated by one `.`, one `_`, `__`, or dashes.",
        FORMAT,
    );
    check_error(
        Normalized::parse_canonical("busybox"),
        (ErrorCode::NotCanonical, 0..7),
        "`busybox` is a valid name but not in canonical form, which spells out domain and path, as in `docker.io/library/busybox`.",
        "repository name must be canonical",
    );
}

#[test]
fn a_sentence_stays_short() {
    let text = format!("sha256:{}", "0".repeat(1000));
    let error = Digest::parse(&text).unwrap_err();
    assert!(error.to_string().len() < 250, "{error}");
}
