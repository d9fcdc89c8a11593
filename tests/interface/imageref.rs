pub mod digest {
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Algorithm {
        Sha256,
        Sha384,
        Sha512,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UnsupportedAlgorithm;
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Digest<'a> {}
    pub fn is_algorithm_name(name: &str) -> bool {}
}
pub mod grammar {
    pub fn is_domain(text: &str) -> bool {}
    pub fn is_tag(text: &str) -> bool {}
    pub fn is_digest(text: &str) -> bool {}
    pub fn is_identifier(text: &str) -> bool {}
    pub fn split_name(text: &str) -> Option<(&str, &str)> {}
    pub fn split_reference(text: &str) -> Option<(&str, Option<&str>, Option<&str>)> {}
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnyReference<'a> {
    Digest(Digest<'a>),
    Named(Normalized<'a>),
}
pub use digest::{Algorithm, Digest};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error<'a> {}
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    Empty,
    Identifier,
    UrlScheme,
    UnresolvedVariable,
    Whitespace,
    Uppercase,
    BadCharacter,
    BadSeparator,
    EmptyComponent,
    MissingName,
    MissingPath,
    NameTooLong,
    EmptyPort,
    PortNotANumber,
    UnderscoreInDomain,
    UnclosedBracket,
    BadAddress,
    EmptyTag,
    BadTagStart,
    BadTagCharacter,
    TagTooLong,
    SecondTag,
    TagInsidePath,
    EmptyDigest,
    MissingDigestAlgorithm,
    BadDigestAlgorithm,
    UppercaseDigestAlgorithm,
    UnknownDigestAlgorithm,
    DigestTooShort,
    DigestWrongLength,
    UppercaseDigest,
    BadDigestCharacter,
    SecondDigest,
    TagAfterDigest,
    NotCanonical,
}
pub const SENTENCES: &[Sentence] = _;
#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    pub text: &'static str,
}
pub fn filled_in(text: &str, values: &[(&'static str, String)]) -> String {}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Library {
    Distribution2,
    Reference05,
    Reference06,
}
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {}
pub const DEFAULT_DOMAIN: &str = "docker.io";
pub const DEFAULT_TAG: &str = "latest";
pub const LEGACY_DEFAULT_DOMAIN: &str = "index.docker.io";
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Normalized<'a> {}
pub const OFFICIAL_REPOSITORY_PREFIX: &str = "library/";
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPattern;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {}
pub const MAX_PATH_LENGTH: usize = 255;
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference<'a> {}
pub fn sorted<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    pub kind: PartKind,
    pub span: Span,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    Domain,
    Port,
    Path,
    Tag,
    DigestAlgorithm,
    DigestEncoded,
    Separator,
}
#[derive(Clone, Debug)]
pub struct Parts {}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifierPanic {
    NoSeparator(String),
    EmptyAlgorithm,
    NotAvailable(String),
}
pub fn verifier_algorithm(digest: &str) -> Result<Algorithm, VerifierPanic> {}
impl Algorithm {
    pub const ALL: [Self; 3] = _;
    pub fn from_name(name: &str) -> Result<Self, UnsupportedAlgorithm> {}
    pub const fn name(self) -> &'static str {}
    pub const fn hex_length(self) -> usize {}
}
impl Eq for Named<'_> {}
impl Iterator for Parts {}
impl Library {
    pub const NEWEST: Self = _;
}
impl PartialEq for Named<'_> {}
impl Pattern {
    pub fn parse(pattern: &str) -> Result<Self, BadPattern> {}
    pub fn matches(&self, reference: &AnyReference<'_>) -> bool {}
    pub fn matches_text(&self, text: &str) -> bool {}
}
impl Span {
    pub const fn new(start: usize, end: usize) -> Self {}
    pub const fn len(self) -> usize {}
    pub const fn is_empty(self) -> bool {}
    pub const fn range(self) -> Range<usize> {}
}
impl core::error::Error for BadPattern {}
impl core::error::Error for Error<'_> {}
impl core::error::Error for UnsupportedAlgorithm {}
impl core::error::Error for VerifierPanic {}
impl fmt::Display for Algorithm {}
impl fmt::Display for AnyReference<'_> {}
impl fmt::Display for BadPattern {}
impl fmt::Display for Digest<'_> {}
impl fmt::Display for Error<'_> {}
impl fmt::Display for Named<'_> {}
impl fmt::Display for Normalized<'_> {}
impl fmt::Display for Reference<'_> {}
impl fmt::Display for UnsupportedAlgorithm {}
impl fmt::Display for VerifierPanic {}
impl<'a> AnyReference<'a> {
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {}
}
impl<'a> Digest<'a> {
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {}
    pub const fn algorithm(self) -> Algorithm {}
    pub const fn encoded(self) -> &'a str {}
}
impl<'a> Error<'a> {
    pub const fn code(&self) -> ErrorCode {}
    pub const fn span(&self) -> Span {}
    pub fn sentence(&self) -> &'static Sentence {}
    pub fn values(&self) -> [(&'static str, String); 3] {}
    pub fn upstream(&self) -> Cow<'static, str> {}
}
impl<'a> Named<'a> {
    pub fn with_name(name: &'a str) -> Result<Self, Error<'a>> {}
    pub fn with_tag(self, tag: &'a str) -> Result<Self, Error<'a>> {}
    pub fn with_digest(self, digest: &'a str) -> Result<Self, Error<'a>> {}
    #[must_use]
    pub const fn trimmed(self) -> Self {}
    #[must_use]
    pub const fn without_tag(self) -> Self {}
    #[must_use]
    pub const fn with_default_tag(self) -> Self {}
    #[must_use]
    pub fn familiar(self) -> Self {}
    pub const fn domain(&self) -> &'a str {}
    pub fn path(&self) -> Cow<'a, str> {}
    pub const fn tag(&self) -> Option<&'a str> {}
    pub const fn digest(&self) -> Option<&'a str> {}
    pub const fn is_name_only(&self) -> bool {}
}
impl<'a> Normalized<'a> {
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {}
    pub fn parse_as(text: &'a str, library: Library) -> Result<Self, Error<'a>> {}
    pub fn parse_canonical(text: &'a str) -> Result<Self, Error<'a>> {}
    pub const fn text(&self) -> &'a str {}
    pub const fn domain(&self) -> &'a str {}
    pub fn path(&self) -> Cow<'a, str> {}
    pub fn tag(&self) -> Option<&'a str> {}
    pub const fn digest(&self) -> Option<Digest<'a>> {}
    pub const fn implies_domain(&self) -> bool {}
    pub const fn implies_library(&self) -> bool {}
    pub fn name(&self) -> Named<'a> {}
    pub fn canonical(&self) -> Named<'a> {}
    pub fn familiar_name(&self) -> Named<'a> {}
    pub fn familiar(&self) -> Named<'a> {}
    pub fn with_default_tag(&self) -> Named<'a> {}
    pub fn docker_reference(&self) -> Named<'a> {}
    pub fn domain_span(&self) -> Option<Span> {}
    pub fn host_span(&self) -> Option<Span> {}
    pub fn port_span(&self) -> Option<Span> {}
    pub fn path_span(&self) -> Span {}
    pub fn tag_span(&self) -> Option<Span> {}
    pub fn digest_span(&self) -> Option<Span> {}
    pub fn parts(&self) -> Parts {}
}
impl<'a> Reference<'a> {
    pub fn parse(text: &'a str) -> Result<Self, Error<'a>> {}
    pub const fn text(&self) -> &'a str {}
    pub fn domain(&self) -> &'a str {}
    pub fn host(&self) -> &'a str {}
    pub fn port(&self) -> Option<&'a str> {}
    pub fn path(&self) -> &'a str {}
    pub fn name(&self) -> &'a str {}
    pub fn tag(&self) -> Option<&'a str> {}
    pub const fn digest(&self) -> Option<Digest<'a>> {}
    pub fn named(&self) -> Named<'a> {}
    pub fn domain_span(&self) -> Option<Span> {}
    pub fn host_span(&self) -> Option<Span> {}
    pub fn port_span(&self) -> Option<Span> {}
    pub fn path_span(&self) -> Span {}
    pub fn tag_span(&self) -> Option<Span> {}
    pub fn digest_span(&self) -> Option<Span> {}
    pub fn parts(&self) -> Parts {}
}
