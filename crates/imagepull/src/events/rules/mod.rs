//! The words by which the cause of a failed pull is known.
//!
//! The words are those of the kubelet, containerd, CRI-O, docker, containers/image, the registries and
//! Go's net and crypto packages. They are compared without case and blanks.
//!
//! | file | what it is |
//! | --- | --- |
//! | `table` | the causes by their words, most specific first |
//! | `about` | the words of a text about a pull, and of one about something else |

mod about;
mod table;

use std::{ops::Range, sync::LazyLock};

use super::phrases::{Compact, CutPhrases, Hits, MASK, Phrases, compacted};
use about::{
    ABOUT_A_PULL, ABOUT_SOMETHING_ELSE, ADMISSION, ADMISSION_OF_IMAGES, BEFORE_CAUSES, NO_REGISTRY,
    OF_CONTAINERS, PUBLIC, STORES, SURELY_A_PULL,
};
use table::{RULES, Rule, When};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let of_rules = RULES
        .iter()
        .flat_map(|rule| [rule.any, rule.with, rule.without]);
    let lists = [
        ABOUT_A_PULL,
        ABOUT_SOMETHING_ELSE,
        SURELY_A_PULL,
        OF_CONTAINERS,
        ADMISSION,
        ADMISSION_OF_IMAGES,
    ];
    Phrases::new(of_rules.chain(lists).flatten().copied())
});

/// The words that a text can be cut off in, with the cause that they mean, if it is one.
static CUT_PHRASES: LazyLock<CutPhrases<&str>> = LazyLock::new(|| {
    let rules = RULES
        .iter()
        .filter(|rule| rule.when == When::Always && rule.with.is_empty());
    let of_rules = rules.flat_map(|rule| rule.any.iter().map(|phrase| (Some(rule.code), *phrase)));
    // What has a dot is a part of a path or of a name.
    let of_rules = of_rules.filter(|(_, phrase)| !phrase.contains('.'));
    let of_none = BEFORE_CAUSES.iter().map(|phrase| (None, *phrase));
    CutPhrases::new(of_rules.chain(of_none))
});

/// What is known of a statement by its words.
pub(super) struct Reading<'c> {
    compact: &'c Compact,
    hits: Hits,
}

/// A cause that was found, and its place in the compact text.
pub(super) struct FoundWords {
    pub code: &'static str,
    pub place: Range<usize>,
}

impl<'c> Reading<'c> {
    pub fn new(compact: &'c Compact) -> Self {
        let hits = PHRASES.find(compact);
        Self { compact, hits }
    }

    /// Whether the text speaks of a pull, or of an image that is not there.
    pub fn is_about_a_pull(&self) -> bool {
        self.hits.has_any(ABOUT_A_PULL) || self.addresses().any(is_of_registry)
    }

    pub fn is_surely_a_pull(&self) -> bool {
        self.hits.has_any(SURELY_A_PULL)
    }

    pub fn is_of_container(&self) -> bool {
        self.hits.has_any(OF_CONTAINERS)
    }

    pub fn is_about_something_else(&self) -> bool {
        self.hits.has_any(ABOUT_SOMETHING_ELSE)
            || self
                .compact
                .urls
                .iter()
                .any(|url| NO_REGISTRY.iter().any(|part| url.contains(part)))
    }

    /// Whether the text says that an admission refused an image.
    pub fn is_admission(&self) -> Option<Range<usize>> {
        let place = ADMISSION.iter().find_map(|phrase| self.hits.find(phrase))?;
        let is_of_image = self.hits.has_any(ADMISSION_OF_IMAGES)
            || self.compact.urls.iter().any(|url| is_of_registry(url));
        is_of_image.then_some(place)
    }

    pub fn has_exec_format_error(&self) -> Option<Range<usize>> {
        self.hits.find("exec format error")
    }

    /// The most specific cause. `is_pull`: the text is known to be about a pull.
    pub fn cause(&self, is_pull: bool) -> Option<FoundWords> {
        let found = RULES.iter().filter(|rule| is_pull || !rule.is_general);
        found.into_iter().find_map(|rule| {
            let place = self.place(rule)?;
            Some(FoundWords {
                code: rule.code,
                place,
            })
        })
    }

    /// The cause of a text that is cut off in the middle of the words of one.
    pub fn cut_cause(&self) -> Option<FoundWords> {
        let (place, code) = CUT_PHRASES.find(self.compact)?;
        Some(FoundWords { code: code?, place })
    }

    /// Whether the text is cut off behind these words, as far as that shows.
    fn is_cut(&self, words: &Range<usize>) -> bool {
        let text = self.compact.text().trim_end_matches(['"', '\'']);
        text.ends_with("...")
            || text.ends_with('…')
            || CUT_PHRASES.has_beginning(&text[words.start..])
    }

    fn place(&self, rule: &Rule) -> Option<Range<usize>> {
        let has = |phrase: &&str| self.hits.find(phrase).is_some();
        if !rule.with.iter().all(&has) || rule.without.iter().any(has) {
            return None;
        }
        match rule.when {
            When::Always => self.words(rule),
            When::Whole => self.words(rule).filter(|place| !self.is_cut(place)),
            When::StatusAlone => rule.any.iter().find_map(|words| self.status_alone(words)),
            When::Status(from, to) => self.hits.status(&(from..=to)),
            When::StoreStatus(from, to) => {
                let place = self.hits.status(&(from..=to))?;
                let mut urls = self.compact.urls.iter();
                urls.any(|url| is_of_store(url)).then_some(place)
            }
            When::PublicStatus(from, to) => {
                let place = self.hits.status(&(from..=to))?;
                self.addresses().any(is_public).then_some(place)
            }
            When::BlobStatus(from, to) => {
                let place = self.hits.status(&(from..=to))?;
                let mut urls = self.compact.urls.iter();
                let is_there = urls.any(|url| url.contains("/blobs/"));
                (is_there || self.compact.text().contains("[blobs")).then_some(place)
            }
        }
    }

    /// The place of these words where they are all that a request got: `Head "https://ghcr.io/v2/": Forbidden`.
    fn status_alone(&self, words: &str) -> Option<Range<usize>> {
        let text = self
            .compact
            .text()
            .trim_end_matches(['"', '\'', ']', ')', ',', '.']);
        let before = text.strip_suffix(&compacted(words))?;
        let request = before.strip_suffix(':')?.trim_end_matches('"');
        let method = request.strip_suffix(MASK)?.trim_end_matches('"');
        let is_request = ["head", "get", "post"]
            .iter()
            .any(|it| method.ends_with(it));
        is_request.then_some(before.len()..text.len())
    }

    /// The place of the first words of a rule that the text has.
    fn words(&self, rule: &Rule) -> Option<Range<usize>> {
        rule.any.iter().find_map(|phrase| self.hits.find(phrase))
    }

    /// The addresses and image names of the text.
    fn addresses(&self) -> impl Iterator<Item = &str> {
        let urls = self.compact.urls.iter().map(String::as_str);
        let urls = urls.chain(self.compact.names.iter().map(String::as_str));
        urls.chain(
            self.compact
                .text()
                .contains("fromhostregistry.k8s.io")
                .then_some("registry.k8s.io"),
        )
    }
}

fn is_of_store(url: &str) -> bool {
    STORES.iter().any(|host| url.contains(host))
}

fn is_public(address: &str) -> bool {
    PUBLIC.iter().any(|host| address.contains(host))
}

/// Whether an address is that of the API of a registry.
fn is_of_registry(address: &str) -> bool {
    address.starts_with("docker://")
        || address.contains("/v2/")
        || address.ends_with("/v2")
        || address.contains("/oauth2/token")
        || (address.contains("/token?") && address.contains("service="))
        || is_of_store(address)
}
