//! Who asks a registry: nobody known, somebody with user and password, or whoever has a token.

use base64::{Engine, engine::general_purpose::STANDARD};
use imagepull::registry::{
    ACCEPTED, Challenge, Failure, Target, host_of, is_document, media_type, seconds_to_wait,
    token_of,
};
use web_sys::js_sys::Date;

use super::{
    Unanswered,
    ask::{Answer, Asking, ask},
    verified,
};

/// User and password that are typed for one question. They are printed nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user.
    pub user: String,
    /// The password or token.
    pub password: String,
}

impl Credentials {
    fn basic(&self) -> String {
        let pair = format!("{}:{}", self.user, self.password);
        format!("Basic {}", STANDARD.encode(pair))
    }
}

/// A registry that knows who asks, as far as it wants to.
pub struct Session<'a> {
    asking: &'a Asking,
    target: &'a Target,
    /// The header `Authorization`.
    authorization: Option<String>,
}

impl<'a> Session<'a> {
    /// Asks whether there is a registry, and does what it wants to know who asks.
    pub async fn open(
        asking: &'a Asking,
        target: &'a Target,
        credentials: Option<Credentials>,
    ) -> Result<Self, Unanswered> {
        let mut session = Self {
            asking,
            target,
            authorization: None,
        };
        let answer = session.get(&target.ping_url(), &[]).await?;
        let basic = credentials.as_ref().map(Credentials::basic);
        // One that wants to know nobody gets no password either.
        if answer.status != 401 {
            return Ok(session);
        }
        let challenge = answer.header("www-authenticate").and_then(Challenge::read);
        let failed = |failure| session.failed(failure);
        let url = challenge.map(|it| it.token_url(&target.repository));
        session.authorization = match url.transpose().map_err(failed)?.flatten() {
            Some(url) => Some(session.token(&url, basic.as_deref()).await?),
            // It wants user and password, or does not let this page read what it wants.
            None => Some(basic.ok_or_else(|| session.failed(Failure::Unauthorized))?),
        };
        Ok(session)
    }

    async fn token(&self, url: &str, basic: Option<&str>) -> Result<String, Unanswered> {
        let headers: Vec<(&str, &str)> =
            basic.map(|it| ("Authorization", it)).into_iter().collect();
        let answer = self.get(url, &headers).await?;
        let failed = |failure| failed_at(url, failure);
        match failure_of(&answer, basic.is_some()) {
            None => {}
            // What is missing there is no image.
            Some(Failure::Missing) => return Err(failed(Failure::Status(answer.status))),
            Some(failure) => return Err(failed(failure)),
        }
        let token = token_of(&answer.bytes).map_err(failed)?;
        Ok(format!("Bearer {token}"))
    }

    /// An index or manifest by tag or digest.
    pub async fn manifest(&self, reference: &str) -> Result<String, Unanswered> {
        let url = self.target.manifest_url(reference);
        let answer = self.granted(self.get(&url, &[("Accept", ACCEPTED)]).await?)?;
        let content_type = answer.header("content-type").unwrap_or_default();
        // The page of a proxy is told as such, not as other bytes than those of the digest.
        if !is_document(content_type) {
            let media_type = media_type(content_type).to_owned();
            return Err(self.failed(Failure::MediaType(media_type)));
        }
        self.text(answer, reference)
    }

    /// A blob by its digest.
    pub async fn blob(&self, digest: &str) -> Result<String, Unanswered> {
        let url = self.target.blob_url(digest);
        let answer = self.granted(self.get(&url, &[]).await?)?;
        self.text(answer, digest)
    }

    /// An answer, where its status is one of success.
    fn granted(&self, answer: Answer) -> Result<Answer, Unanswered> {
        match failure_of(&answer, self.authorization.is_some()) {
            Some(failure) => Err(self.failed(failure)),
            None => Ok(answer),
        }
    }

    /// The text of an answer, where its bytes are those that were asked for.
    fn text(&self, answer: Answer, reference: &str) -> Result<String, Unanswered> {
        let digest = reference.contains(':').then_some(reference);
        verified(answer, digest).map_err(|failure| self.failed(failure))
    }

    async fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<Answer, Unanswered> {
        let mut headers = headers.to_vec();
        headers.extend(
            self.authorization
                .as_deref()
                .map(|it| ("Authorization", it)),
        );
        let answer = ask(self.asking, url, &headers).await;
        answer.map_err(|failure| match failure {
            Some(failure) => failed_at(url, failure),
            None => Unanswered::Stopped,
        })
    }

    fn failed(&self, failure: Failure) -> Unanswered {
        Unanswered::Failed(self.target.host.clone(), failure)
    }
}

/// A failure at the host of an address, which may be a server of tokens.
fn failed_at(url: &str, failure: Failure) -> Unanswered {
    let host = host_of(url).unwrap_or(url);
    Unanswered::Failed(host.to_owned(), failure)
}

fn failure_of(answer: &Answer, is_known: bool) -> Option<Failure> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // The ms since 1970.
    let now = Date::now() as u64;
    let wait = seconds_to_wait(|name| answer.header(name), now);
    Failure::of_status(answer.status, is_known, wait)
}
