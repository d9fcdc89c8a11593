//! Asks a registry for the documents of an image: only what a person asked for by a press, and
//! nothing is kept.
//!
//! | file | what it does |
//! | --- | --- |
//! | `ask` | one request, within bounds |
//! | `session` | who asks: without a name, with user and password, with a token |

mod ask;
mod session;

use imagepull::{
    digest::{Algorithm, digest_of, verify_digest},
    index::{IndexReport, kind::Kind, read_index},
    registry::{Failure, OwnError, Target},
};

use ask::Answer;
pub use ask::Asking;
pub use session::Credentials;
use session::Session;

/// Depth of indexes in indexes.
const MAX_NESTED: usize = 4;

/// A question; it ends with this.
pub struct Question(pub Asking);

impl Drop for Question {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// The documents of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// What the name leads to: an index, or a manifest.
    pub document: String,
    /// What that leads to for the platform: nested indexes, the manifest, its configuration.
    pub beside: Vec<String>,
    /// Why the manifest that the platform takes is not there.
    pub lacking: Option<FailureAt>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// A person stopped it.
    Stopped,
    /// The registry wants user and password to go to this host.
    Elsewhere(String),
    /// What went wrong.
    Failed(FailureAt),
}

/// What went wrong at a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureAt {
    /// The host that was asked: the registry, or its server of tokens.
    pub host: String,
    /// What went wrong there.
    pub failure: Failure,
    /// What the host says of it itself.
    pub said: Vec<OwnError>,
}

/// Asks for the index or manifest of an image, and for what a platform takes of it.
///
/// # Errors
/// Where the registry, or the server of its tokens, gives no index or manifest, or a person stops it.
pub async fn fetch_image(
    asking: &Asking,
    target: &Target,
    platform: &str,
    credentials: Option<Credentials>,
) -> Result<Fetched, Unanswered> {
    let session = Session::open(asking, target, credentials).await?;
    let mut fetched = Fetched {
        document: session.manifest(&target.reference).await?,
        beside: Vec::new(),
        lacking: None,
    };
    let mut report = read_index(&fetched.document, platform);
    for _ in 0..MAX_NESTED {
        let Some(next) = next_manifest(&report) else {
            break;
        };
        let manifest = match session.manifest(&next).await {
            Ok(manifest) => manifest,
            Err(Unanswered::Failed(failed)) => {
                fetched.lacking = Some(failed);
                return Ok(fetched);
            }
            Err(other) => return Err(other),
        };
        report = read_index(&manifest, platform);
        fetched.beside.push(manifest);
    }
    // What is in the configuration is good to know, and its registry may send it from elsewhere.
    if let Some(config) = report.config.and_then(|it| it.digest) {
        match session.blob(&config).await {
            Ok(config) => fetched.beside.push(config),
            Err(Unanswered::Failed(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(fetched)
}

/// Asks for the digest of an image, of whoever answers without a password.
///
/// # Errors
/// As [`fetch_image`].
pub async fn fetch_digest(asking: &Asking, target: &Target) -> Result<String, Unanswered> {
    let session = Session::open(asking, target, None).await?;
    let document = session.manifest(&target.reference).await?;
    Ok(digest_of(document.as_bytes(), Algorithm::Sha256))
}

/// The entry that is taken of an index.
fn next_manifest(report: &IndexReport) -> Option<String> {
    let is_index = matches!(report.kind, Kind::Index | Kind::ManifestList);
    report.chosen.clone().filter(|_| is_index)
}

/// The text of an answer, where its bytes are those of a digest.
fn verified(answer: Answer, expected: Option<&str>) -> Result<String, Failure> {
    let said = answer.header("docker-content-digest").map(str::to_owned);
    for expected in expected.map(str::to_owned).into_iter().chain(said) {
        let check = verify_digest(&answer.bytes, &expected);
        if !check.matches {
            let actual = check.actual;
            let actual = actual.unwrap_or_else(|| digest_of(&answer.bytes, Algorithm::Sha256));
            return Err(Failure::Corrupted { expected, actual });
        }
    }
    String::from_utf8(answer.bytes).map_err(|_| Failure::NoText)
}
