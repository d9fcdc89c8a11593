//! Who asks a registry: nobody known, somebody with user and password, or whoever has a token.

use base64::{Engine, engine::general_purpose::STANDARD};
use imagepull::registry::{
    ACCEPTED, Challenge, Failure, OwnError, Target, host_of, is_document, media_type, own_errors,
    seconds_to_wait, token_of,
};
use web_sys::js_sys::Date;

use super::{
    FailureAt, Unanswered,
    ask::{Answer, Asking, ask},
    verified,
};

/// User and password that are typed for one question. They are printed nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub user: String,
    /// The password or token.
    pub password: String,
    /// A server of tokens that they may go to beside the registry: a person has read its name.
    pub server: Option<String>,
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
    credentials: Option<Credentials>,
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
            credentials,
            authorization: None,
        };
        let url = target.ping_url();
        let answer = session.get(&url, &[]).await?;
        // One that wants to know nobody gets no password either.
        if answer.status != 401 {
            return Ok(session);
        }
        let challenge = answer.header("www-authenticate").and_then(Challenge::read);
        let token_url = challenge.map(|it| it.token_url(&target.repository));
        let token_url = token_url.transpose().map_err(|it| failed_at(&url, it))?;
        let basic = session.credentials.as_ref().map(Credentials::basic);
        session.authorization = match token_url.flatten() {
            Some(url) if session.is_elsewhere(&url) => {
                let server = host_of(&url).unwrap_or(&url).to_owned();
                return Err(Unanswered::Elsewhere(server));
            }
            Some(url) => Some(session.token(&url, basic.as_deref()).await?),
            // It wants user and password, or does not let this page read what it wants.
            None if basic.is_none() => {
                let said = session.own_errors(&answer);
                return Err(refused(&url, Failure::Unauthorized, said));
            }
            None => basic,
        };
        Ok(session)
    }

    /// Whether user and password would go to a host that nobody has read the name of.
    fn is_elsewhere(&self, url: &str) -> bool {
        let host = host_of(url);
        self.credentials.as_ref().is_some_and(|credentials| {
            host != Some(&*self.target.host) && host != credentials.server.as_deref()
        })
    }

    async fn token(&self, url: &str, basic: Option<&str>) -> Result<String, Unanswered> {
        let headers: Vec<(&str, &str)> =
            basic.map(|it| ("Authorization", it)).into_iter().collect();
        let answer = self.get(url, &headers).await?;
        // What is missing there is no image.
        if answer.status == 404 {
            let said = self.own_errors(&answer);
            return Err(refused(url, Failure::Status(404), said));
        }
        let answer = self.granted(url, answer)?;
        let token = token_of(&answer.bytes).map_err(|failure| failed_at(url, failure))?;
        Ok(format!("Bearer {token}"))
    }

    /// An index or manifest by tag or digest.
    pub async fn manifest(&self, reference: &str) -> Result<String, Unanswered> {
        let url = self.target.manifest_url(reference);
        let answer = self.granted(&url, self.get(&url, &[("Accept", ACCEPTED)]).await?)?;
        let content_type = answer.header("content-type").unwrap_or_default();
        // The page of a proxy is reported as such, not as a digest mismatch.
        if !is_document(content_type) {
            let media_type = media_type(content_type).to_owned();
            return Err(failed_at(&url, Failure::MediaType(media_type)));
        }
        let digest = reference.contains(':').then_some(reference);
        verified(answer, digest).map_err(|failure| failed_at(&url, failure))
    }

    pub async fn blob(&self, digest: &str) -> Result<String, Unanswered> {
        let url = self.target.blob_url(digest);
        let answer = self.granted(&url, self.get(&url, &[]).await?)?;
        verified(answer, Some(digest)).map_err(|failure| failed_at(&url, failure))
    }

    /// An answer, where its status is one of success.
    fn granted(&self, url: &str, answer: Answer) -> Result<Answer, Unanswered> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // The ms since 1970.
        let now = Date::now() as u64;
        let wait = seconds_to_wait(|name| answer.header(name), now);
        let said = self.own_errors(&answer);
        match Failure::from_status(answer.status, answer.is_known, wait, &said) {
            Some(failure) => Err(refused(url, failure, said)),
            None => Ok(answer),
        }
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

    /// What an answer says itself. Nothing keeps a server from telling a password that it got.
    fn own_errors(&self, answer: &Answer) -> Vec<OwnError> {
        let basic = self.credentials.as_ref().map(Credentials::basic);
        let headers = [&basic, &self.authorization].into_iter().flatten();
        let sent = headers.filter_map(|it| it.split_once(' ')).map(|it| it.1);
        let typed = self.credentials.as_ref().map(|it| &*it.password);
        let secrets: Vec<&str> = sent.chain(typed).collect();
        own_errors(&answer.bytes, &secrets)
    }
}

/// A failure at the host of an address, which may be a server of tokens, with what that says of it.
fn refused(url: &str, failure: Failure, said: Vec<OwnError>) -> Unanswered {
    Unanswered::Failed(FailureAt {
        host: host_of(url).unwrap_or(url).to_owned(),
        failure,
        said,
    })
}

fn failed_at(url: &str, failure: Failure) -> Unanswered {
    refused(url, failure, Vec::new())
}
