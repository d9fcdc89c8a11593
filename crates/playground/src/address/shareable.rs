//! What of an address is in a link: one rule for each field that a person writes a text into.
//!
//! [`imagepull::shareable`] decides; here is which of its rules a field has. What a choice among few
//! or a number is cannot be a secret and has no rule. The text of a manifest is masked before it comes
//! into an address, by its view: only there is a reader of YAML.

use std::{
    cell::Cell,
    hash::{DefaultHasher, Hash, Hasher},
};

use imagepull::shareable::{may_share_image, may_share_images, may_share_name};

use super::{Address, View, packed::Packed, platforms::PlatformsChoice};

/// A field with a text of one's own.
struct Rule {
    /// The views whose links have it.
    views: &'static [View],
    /// Whether a link may have it.
    may_share: fn(&Address) -> bool,
    /// Makes it what a link says that leaves it out.
    leave_out: fn(&mut Address),
}

/// A field that is not here is in no link, or is no text.
const RULES: [Rule; 8] = [
    Rule {
        views: &[
            View::Name,
            View::Policy,
            View::BackOff,
            View::Platforms,
            View::Credentials,
        ],
        may_share: |address| may_share_list(&address.image),
        leave_out: |address| address.image.clear(),
    },
    Rule {
        views: &[View::Policy],
        may_share: |address| may_share_image(&address.policy.edited),
        leave_out: |address| address.policy.edited.clear(),
    },
    Rule {
        views: &[View::Platforms],
        may_share: |address| may_share_name(&address.platforms.platform),
        leave_out: |address| address.platforms.platform = usual(address).platform,
    },
    Rule {
        views: &[View::Platforms],
        may_share: |address| may_share_image(&address.platforms.digest),
        leave_out: |address| address.platforms.digest = usual(address).digest,
    },
    Rule {
        views: &[View::Platforms],
        may_share: |address| address.platforms.document.may_be_shared(),
        leave_out: |address| address.platforms.document = Packed::default(),
    },
    Rule {
        views: &[View::Credentials],
        may_share: |address| address.credentials.given.may_be_shared(),
        leave_out: |address| address.credentials.given = Packed::default(),
    },
    Rule {
        views: &[View::Pulls],
        may_share: |address| address.scenario.may_be_shared(),
        leave_out: |address| address.scenario = Packed::default(),
    },
    Rule {
        // The slug of an example of another version stays as a link has it.
        views: &[View::Pulls],
        may_share: |address| may_share_name(&address.preset),
        leave_out: |address| address.preset.clear(),
    },
];

/// Whether a link may have a list of image names. Every link of the page asks, and thousands of names take a
/// second: the answer to the last list is kept, by what cannot be read back.
fn may_share_list(images: &str) -> bool {
    thread_local!(static LAST: Cell<Option<(u64, bool)>> = const { Cell::new(None) });
    let mut hasher = DefaultHasher::new();
    images.hash(&mut hasher);
    let list = hasher.finish();
    let known = LAST.get().filter(|(last, _)| *last == list);
    let (_, may) = known.unwrap_or_else(|| (list, may_share_images(images)));
    LAST.set(Some((list, may)));
    may
}

fn usual(address: &Address) -> PlatformsChoice {
    PlatformsChoice::from_preset(&address.platforms.preset).unwrap_or_default()
}

impl Address {
    /// The same without what no link may carry.
    #[must_use]
    pub fn public(&self) -> Self {
        let mut address = self.clone();
        for rule in RULES.iter().filter(|rule| !(rule.may_share)(self)) {
            (rule.leave_out)(&mut address);
        }
        address
    }

    /// Whether the open view shows a text that no link carries.
    pub fn has_left_out(&self) -> bool {
        let mut rules = RULES.iter().filter(|rule| rule.views.contains(&self.view));
        rules.any(|rule| !(rule.may_share)(self))
    }

    /// Whether a text that is written in a link turned out to be one that no link may carry.
    pub fn takes_back(&self, written: &Self) -> bool {
        let mut rules = RULES.iter().filter(|rule| !(rule.may_share)(self));
        rules.any(|rule| {
            let mut without = written.clone();
            (rule.leave_out)(&mut without);
            without != *written
        })
    }

    /// Whether two addresses say the same but for the texts in them.
    pub fn differs_in_texts_alone(&self, other: &Self) -> bool {
        let [mut one, mut other] = [self, other].map(Self::clone);
        for rule in &RULES {
            (rule.leave_out)(&mut one);
            (rule.leave_out)(&mut other);
        }
        one == other
    }
}
