//! What a node takes of an index, as containerd chooses (core/images/image.go, `Manifest`): of the
//! entries that say no platform or one that the node wants the best, the first in the text of
//! several, those without a platform behind all others; that one and no other, also where it leads
//! nowhere. From 2.1 on that is looked for among what the transfer service fetched before, which is
//! less: where the best was not fetched, the pull fails.

use std::cmp::Ordering;

use super::{
    document::{Conflict, Descriptor, Document, Expected},
    document_store::DocumentStore,
    kind,
    report::{Entry, Match, OtherRelease, Role},
    roles,
};
use crate::{
    containerd::ContainerdRelease,
    platform::{NodeMatcher, Platform},
    sources::{CONTAINERD_IMAGE_GO, CONTAINERD_IMAGESTORE_GO, OCI_INDEX},
    why::Reason,
    words::message,
};

/// Indexes in indexes are followed so far.
const MAX_LEVELS: usize = 8;

/// Entries of nested indexes that are reported.
const MAX_NESTED: usize = 2000;

/// What a node takes, and what its choice can be followed through.
pub(super) struct Chooser<'a, 't> {
    pub matcher: &'a NodeMatcher,
    pub given: &'a DocumentStore<'t>,
    /// The digest of the document at the top, which errors name.
    pub digest: &'a str,
    nested: usize,
    /// Where the choice has led so far.
    pub outcome: Outcome<'a, 't>,
}

/// Where a choice leads.
#[derive(Debug, Default)]
pub(super) struct Outcome<'a, 't> {
    /// The digest of the image manifest at its end.
    pub resolved: Option<String>,
    /// That manifest, where it was given.
    pub manifest: Option<&'a Document<'t>>,
    /// What its entry in the last index says.
    pub entry_platform: Option<Platform>,
    /// The error of containerd.
    pub error: Option<String>,
    pub turns: Vec<ChoiceOutcome>,
}

/// What is to be said about the way of a choice.
#[derive(Debug)]
pub(super) enum ChoiceOutcome {
    /// Nothing fits, at a level from 0.
    NoMatch { level: usize },
    /// The best of what the client wants, for this platform, was not fetched.
    NotFetched(Platform),
    /// The entry that is taken says no platform, and its configuration is not known.
    NoPlatform,
    /// Its configuration says another one.
    OtherConfig(Platform),
    /// It says no platform, and is no image, so its configuration says none either.
    OnlyArtifact(String),
    /// It is an index whose document was not given.
    NestedUnknown,
    /// It is no manifest and no index.
    UnknownType(String),
    /// What it points to is something else than its media type says.
    Conflict(Expected),
    /// Indexes are nested too deep.
    TooDeep,
}

impl<'a, 't> Chooser<'a, 't> {
    pub fn new(matcher: &'a NodeMatcher, given: &'a DocumentStore<'t>, digest: &'a str) -> Self {
        Self {
            matcher,
            given,
            digest,
            nested: 0,
            outcome: Outcome::default(),
        }
    }

    /// The entries of an index at the top, and in [`Self::outcome`] where the choice leads.
    pub fn choose(&mut self, entries: &[Descriptor<'_>]) -> Vec<Entry> {
        self.level(entries, 0, true)
    }

    fn level(&mut self, entries: &[Descriptor<'_>], level: usize, is_on_way: bool) -> Vec<Entry> {
        let Order {
            fitting: order,
            missing,
        } = order(self.matcher, entries);
        let mut told: Vec<Entry> = entries
            .iter()
            .map(|entry| self.entry(entry, entries, level))
            .collect();
        if missing.is_some() {
            let without = entries.iter().zip(&mut told);
            without
                .filter(|(entry, _)| entry.platform.is_none())
                .for_each(|(_, told)| told.why.push(why_no_platform()));
        }
        for (rank, place) in order.iter().enumerate() {
            let best = &entries[order[0]];
            let entry = &mut told[*place];
            entry.rank = Some(rank);
            entry.fit = match rank {
                0 if is_on_way => Match::Chosen,
                _ => Match::Matches,
            };
            let why = self.why_fits(&entries[*place], best, rank);
            entry.why.extend(why);
        }
        for (place, entry) in entries.iter().enumerate() {
            let is_next = is_on_way && order.first() == Some(&place);
            let told = &mut told[place];
            self.follow(entry, told, level, is_next);
            if told.fit == Match::Chosen {
                told.why.push(why_first());
            }
        }
        match missing {
            _ if !is_on_way || !order.is_empty() => {}
            Some(place) => self.not_fetched(&entries[place]),
            None => {
                self.outcome.turns.push(ChoiceOutcome::NoMatch { level });
                self.no_match();
            }
        }
        told
    }

    /// An entry that is not chosen yet.
    fn entry(&self, entry: &Descriptor<'_>, all: &[Descriptor<'_>], level: usize) -> Entry {
        let mut told = unchosen(entry, all, self.given);
        match &entry.platform {
            Some(platform) if !self.matcher.matches(platform) && told.role != Role::Attestation => {
                told.why.push(self.matcher.why(platform));
            }
            _ => {}
        }
        // A nested index is another text.
        told.span = told.span.filter(|_| level == 0);
        told
    }

    /// Why an entry fits, and why it is not the one that is taken.
    fn why_fits(&self, entry: &Descriptor<'_>, best: &Descriptor<'_>, rank: usize) -> Vec<Reason> {
        let mut why = Vec::new();
        match &entry.platform {
            None => why.push(why_no_platform()),
            Some(platform) => why.push(self.matcher.why(platform)),
        }
        if rank == 0 {
            return why;
        }
        let is_as_good = match (&entry.platform, &best.platform) {
            (Some(own), Some(better)) => self.matcher.cmp(own, better) == Ordering::Equal,
            (own, better) => own.is_none() == better.is_none(),
        };
        why.push(if is_as_good && self.matcher.transfers() {
            Reason::new(
                "entry-later",
                message!(
                    "An equally good one comes earlier: both are downloaded, and the first is used."
                ),
                CONTAINERD_IMAGESTORE_GO,
            )
        } else if is_as_good {
            Reason::new(
                "entry-later",
                message!("An equally good one comes earlier, and only the first is used."),
                OCI_INDEX,
            )
        } else {
            let better = best.platform.as_ref().map(Platform::format_all);
            Reason::new(
                "entry-worse",
                message!(
                    "The entry for {platform} is a better match.",
                    platform = better.unwrap_or_default()
                ),
                CONTAINERD_IMAGE_GO,
            )
        });
        why
    }

    /// Goes on behind an entry: into a nested index, or to the manifest that is taken.
    fn follow(&mut self, entry: &Descriptor<'_>, told: &mut Entry, level: usize, is_next: bool) {
        let document = self.given.document(entry);
        let media_type = entry.media_type.as_deref().unwrap_or_default();
        // A document is read again for that, so only that of the one entry.
        if is_next
            && let Some(conflict) = document.and_then(|it| it.conflict(entry.media_type.as_deref()))
        {
            return self.refuse(entry, &conflict);
        }
        if kind::is_index_type(media_type) {
            self.follow_index(document, told, level, is_next);
        } else if is_next && kind::is_manifest_type(media_type) {
            self.take(entry, document, told);
        } else if is_next {
            let digest = entry.digest.as_deref().unwrap_or_default();
            self.outcome.error = Some(format!(
                "unexpected media type {media_type} for {digest}: not found"
            ));
            let turn = ChoiceOutcome::UnknownType(media_type.to_owned());
            self.outcome.turns.push(turn);
        }
    }

    fn follow_index(
        &mut self,
        document: Option<&'a Document<'t>>,
        told: &mut Entry,
        level: usize,
        is_next: bool,
    ) {
        let Some(document) = document else {
            if is_next {
                self.outcome.turns.push(ChoiceOutcome::NestedUnknown);
            }
            return;
        };
        let is_within = level + 1 < MAX_LEVELS && self.nested < MAX_NESTED;
        if is_within {
            self.nested += document.entries.len();
            told.entries = self.level(&document.entries, level + 1, is_next);
        } else if is_next {
            self.outcome.turns.push(ChoiceOutcome::TooDeep);
        }
    }

    fn take(
        &mut self,
        entry: &Descriptor<'_>,
        document: Option<&'a Document<'t>>,
        told: &mut Entry,
    ) {
        if entry.platform.is_none() {
            let config = document.and_then(|it| it.config.as_ref());
            let config = config.and_then(|it| self.given.document(it));
            match config.and_then(|it| it.platform.as_ref()) {
                None if told.role == Role::Artifact => {
                    let own = document.and_then(Document::artifact);
                    let what = entry.artifact_type.as_deref().or(own).unwrap_or_default();
                    told.fit = Match::No;
                    let turn = ChoiceOutcome::OnlyArtifact(what.to_owned());
                    self.outcome.turns.push(turn);
                    return self.no_match_among_fetched();
                }
                None => self.outcome.turns.push(ChoiceOutcome::NoPlatform),
                Some(platform) if !self.matcher.matches(platform) => {
                    told.fit = Match::No;
                    told.why.push(self.matcher.why(platform));
                    self.outcome
                        .turns
                        .push(ChoiceOutcome::OtherConfig(platform.clone()));
                    return self.no_match_among_fetched();
                }
                Some(_) => {}
            }
        }
        self.outcome.resolved.clone_from(&entry.digest);
        self.outcome.entry_platform.clone_from(&entry.platform);
        self.outcome.manifest = document;
    }

    fn refuse(&mut self, entry: &Descriptor<'_>, conflict: &Conflict) {
        let digest = entry.digest.as_deref().unwrap_or_default();
        let media_type = entry.media_type.as_deref().unwrap_or_default();
        self.outcome.error = Some(format!(
            "manifest: invalid desc {digest}: {}",
            conflict.upstream(media_type)
        ));
        self.outcome
            .turns
            .push(ChoiceOutcome::Conflict(conflict.expected));
    }

    /// No entry fits: the client notices it while it fetches (core/images/handlers.go,
    /// `LimitManifests`), the transfer service does not.
    fn no_match(&mut self) {
        if self.matcher.transfers() {
            return self.no_match_among_fetched();
        }
        self.outcome.error = Some("no match for platform in manifest: not found".to_owned());
    }

    fn no_match_among_fetched(&mut self) {
        self.outcome.error = Some(format!(
            "get image config descriptor: no match for platform in manifest {}: not found",
            self.digest
        ));
    }

    /// The client looks for a manifest that the transfer service left out (core/metadata/content.go,
    /// `checkAccess`).
    fn not_fetched(&mut self, entry: &Descriptor<'_>) {
        let digest = entry.digest.as_deref().unwrap_or_default();
        self.outcome.error = Some(format!(
            "get image config descriptor: content digest {digest}: not found"
        ));
        let platform = entry.platform.clone().unwrap_or_default();
        self.outcome.turns.push(ChoiceOutcome::NotFetched(platform));
    }
}

/// The entries of an index in the order in which containerd tries them, by their places.
struct Order {
    fitting: Vec<usize>,
    /// The best for the client, where the transfer service did not fetch it: nothing fits then.
    missing: Option<usize>,
}

fn order(matcher: &NodeMatcher, entries: &[Descriptor<'_>]) -> Order {
    let has = |place: usize, what: fn(&NodeMatcher, &Platform) -> bool| {
        let platform = entries[place].platform.as_ref();
        platform.is_none_or(|it| what(matcher, it))
    };
    let is_fetched = |it: &usize| has(*it, NodeMatcher::is_fetched);
    let places = 0..entries.len();
    let wanted = places.filter(|it| has(*it, NodeMatcher::is_wanted));
    let mut fitting: Vec<usize> = wanted.collect();
    fitting.sort_by(
        |one, other| match (&entries[*one].platform, &entries[*other].platform) {
            (Some(one), Some(other)) => matcher.cmp(one, other),
            (one, other) => match (one.is_none(), other.is_none()) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Greater,
                _ => Ordering::Less,
            },
        },
    );
    let missing = fitting.first().copied().filter(|it| !is_fetched(it));
    fitting.retain(|it| missing.is_none() && is_fetched(it));
    Order { fitting, missing }
}

/// What the other releases of containerd take of an index, where that is another entry.
pub(super) fn other_releases(
    node: &Platform,
    release: ContainerdRelease,
    entries: &[Descriptor<'_>],
) -> Vec<OtherRelease> {
    let taken = |containerd| {
        let order = order(&NodeMatcher::new(node, containerd), entries);
        order.fitting.first().copied()
    };
    let own = taken(release);
    let others = ContainerdRelease::ALL.into_iter();
    let others = others.map(|containerd| OtherRelease {
        containerd,
        entry: taken(containerd),
    });
    others.filter(|other| other.entry != own).collect()
}

fn why_no_platform() -> Reason {
    Reason::new(
        "entry-no-platform",
        message!(
            "It gives no platform: containerd uses it only if no entry with a platform matches, and then checks its config."
        ),
        CONTAINERD_IMAGE_GO,
    )
}

fn why_first() -> Reason {
    Reason::new(
        "entry-first",
        message!("It is the best match; containerd uses this one and no other."),
        CONTAINERD_IMAGE_GO,
    )
}

/// An entry by itself, for no node.
pub(super) fn unchosen(
    entry: &Descriptor<'_>,
    all: &[Descriptor<'_>],
    given: &DocumentStore<'_>,
) -> Entry {
    let document = given.document(entry);
    let (role, why) = roles::classify(entry, document, all);
    Entry {
        digest: entry.digest.clone(),
        size: entry.size,
        media_type: entry.media_type.clone(),
        platform: entry.platform.clone(),
        artifact_type: entry.artifact_type.clone(),
        role,
        fit: Match::No,
        rank: None,
        about: roles::about(entry).map(str::to_owned),
        annotations: entry.annotations.clone(),
        entries: Vec::new(),
        is_given: document.is_some(),
        span: Some(entry.json.span()),
        why,
    }
}
