//! The text of the editor, and what of it is in the address.
//!
//! The address says less than the text: it is published after a rest, and without secrets. So the text
//! follows the address only where that says something else than what was published.

use std::rc::Rc;

use imagepull::workload::{MASK, beside::ManifestFile, without_secrets};
use yew::prelude::*;

use super::presets::PRESETS;
use crate::{
    address::{
        manifest::ManifestChoice,
        packed::{self, Unreadable},
    },
    components::example::TextExample,
    hooks::at_rest,
    state::{Props, State},
};

/// What is masked in a longer text is masked when typing rests, in bytes: not at every key.
const MAX_BYTES_MASKED_AT_ONCE: usize = 64 * 1024;

/// A longer text, in bytes, is in no link: browsers take no address that would be so long.
const MAX_BYTES_CARRIED: usize = 1024 * 1024;

/// What no link carries of the Manifest view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafts {
    /// The text of the editor: the address has not all of it.
    draft: Option<Draft>,
    /// The last text that was none of the examples, while one is shown in its place.
    last_custom: Option<Draft>,
    /// What is filled in for the pods on their way to the Pulls view.
    pub simulation: super::simulation::Filled,
    /// The digests of images that a person pasted or asked for.
    pub known_digests: super::pins::KnownDigests,
}

impl Drafts {
    /// The text now. An address that says something new of it is followed.
    fn following(&self, choice: &ManifestChoice) -> Draft {
        match &self.draft {
            Some(draft) if draft.published == Published::new(choice) => Draft {
                choice: choice.clone(),
                ..draft.clone()
            },
            _ => Draft::new(choice),
        }
    }

    /// Whether a link carries nothing of the text.
    pub fn is_left_out(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.is_left_out)
    }

    /// The text that an address leads to, to be changed; a text of one's own whose place it takes can be
    /// brought back.
    fn follow(&mut self, choice: &ManifestChoice) -> &mut Draft {
        let draft = self.following(choice);
        let is_replaced = |last: &Draft| last.published != draft.published;
        if let Some(custom) = self
            .draft
            .take()
            .filter(is_replaced)
            .filter(Draft::is_custom)
        {
            self.last_custom = Some(custom);
        }
        self.draft.insert(draft)
    }

    /// Writes the last text of one's own again. Answers what of it an address has, with the cluster
    /// that it was shown for; `None` where there is no such text.
    fn bring_back(&mut self) -> Option<ManifestChoice> {
        let mut custom = self.last_custom.take()?;
        let choice = custom.choice.clone();
        let published = custom.publish(&choice);
        self.draft = Some(custom);
        Some(published)
    }
}

/// A text.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The text itself.
    pub text: AttrValue,
    /// The files that were opened with it and say what becomes of its images.
    pub beside: Rc<[ManifestFile]>,
    /// Why the text of the link is not the one that is shown.
    pub problem: Option<Unreadable>,
    /// Whether a link carries nothing of the text.
    pub is_left_out: bool,
    /// What the address says of the text.
    published: Published,
    /// Whether that is up to date.
    is_published: bool,
    /// How many of its values are masked.
    masks: usize,
    /// The cluster that the text was last shown for.
    choice: ManifestChoice,
}

/// What an address says of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Published {
    preset: String,
    packed: String,
}

impl Published {
    fn new(choice: &ManifestChoice) -> Self {
        Self {
            preset: choice.preset.clone(),
            packed: choice.text.clone(),
        }
    }
}

impl Draft {
    /// The text that an address leads to.
    pub fn new(choice: &ManifestChoice) -> Self {
        let (text, problem) = match packed::unpack_text(&choice.text) {
            Ok(text) => (text.into(), None),
            Err(problem) => {
                let preset = PRESETS.named_or_first(&choice.preset);
                let problem = (!choice.text.is_empty()).then_some(problem);
                (AttrValue::Static(preset.text), problem)
            }
        };
        Self {
            text,
            beside: Rc::default(),
            problem,
            is_left_out: false,
            published: Published::new(choice),
            is_published: true,
            masks: 0,
            choice: choice.clone(),
        }
    }

    /// Whether it is a text that no example gives back.
    fn is_custom(&self) -> bool {
        self.preset().is_none() && !self.text.trim().is_empty()
    }

    /// The example whose manifest is shown as it is.
    pub fn preset(&self) -> Option<&'static TextExample> {
        PRESETS.with_text(&self.text)
    }

    /// Whether more of the text is masked than when it was published: its last letter said that others
    /// before it are secret, as an `@` does.
    fn reveals_secret(&self) -> bool {
        let masks = || without_secrets(&self.text).matches(MASK).count();
        self.is_carried() && self.text.len() <= MAX_BYTES_MASKED_AT_ONCE && masks() > self.masks
    }

    /// Whether a link carries a text of one's own.
    fn is_carried(&self) -> bool {
        !self.published.packed.is_empty()
    }

    /// Whether the text is too long for a link.
    pub fn is_too_long(&self) -> bool {
        self.text.len() > MAX_BYTES_CARRIED
    }

    fn write(&mut self, text: String) {
        self.text = text.into();
        self.problem = None;
        self.is_published = false;
    }

    /// The choice with what a link carries of the text.
    fn publish(&mut self, choice: &ManifestChoice) -> ManifestChoice {
        let mut masks = 0;
        let mut packed = |text: &str| match without_secrets(text) {
            masked if masked.is_empty() => String::new(),
            masked => {
                masks = masked.matches(MASK).count();
                packed::pack_text(&masked)
            }
        };
        let mut choice = choice.clone();
        (choice.preset, choice.text) = match self.preset() {
            Some(preset) => (preset.offer.slug.to_owned(), String::new()),
            None if self.is_too_long() => (String::new(), String::new()),
            None => (String::new(), packed(&self.text)),
        };
        self.published = Published::new(&choice);
        self.is_published = true;
        self.masks = masks;
        self.is_left_out = !self.text.is_empty() && self.published == Published::default();
        choice
    }
}

/// What is made of a text.
pub struct Repair {
    /// The text.
    pub of: AttrValue,
    /// What becomes of it.
    pub text: String,
}

/// A text from files.
pub struct Opened {
    pub text: String,
    /// What lies beside it.
    pub beside: Rc<[ManifestFile]>,
}

/// What changes the text; all stay the same as long as the view is open.
#[derive(Clone, PartialEq)]
pub struct Writing {
    /// Writes another text.
    pub write: Callback<String>,
    /// Takes a text from files.
    pub open: Callback<Opened>,
    /// Takes a repair for the text, unless that is another one by now.
    pub repair: Callback<Repair>,
}

impl Writing {
    fn new(props: &Props) -> Self {
        let write = props.change(|state, text: String| {
            let draft = shown(state);
            draft.write(text);
            if draft.reveals_secret() {
                publish(state);
            }
        });
        let open = props.change(|state, opened: Opened| {
            let draft = shown(state);
            draft.write(opened.text);
            draft.beside = opened.beside;
        });
        let repair = props.change(|state, repair: Repair| {
            let draft = shown(state);
            if draft.text == repair.of {
                draft.write(repair.text);
            }
        });
        Self {
            write,
            open,
            repair,
        }
    }
}

/// The text that is shown. A key can come before the state has followed the address.
fn shown(state: &mut State) -> &mut Draft {
    state.drafts.manifest.follow(&state.address.manifest)
}

/// The text, and what changes it.
#[hook]
pub fn use_draft(props: &Props) -> (Draft, Writing) {
    let drafts = &props.state.drafts.manifest;
    let draft = drafts.following(&props.address().manifest);
    let is_new = drafts.draft.as_ref() != Some(&draft);
    let follow = props.change(|state, ()| {
        shown(state);
    });
    use_effect_with(
        (props.address().manifest.clone(), is_new),
        move |(_, is_new)| {
            if *is_new {
                follow.emit(());
            }
        },
    );
    let writing = use_memo((), |()| Writing::new(props));
    let publish = props.change(|state, ()| publish(state));
    use_effect_with(draft.clone(), move |draft| {
        let pending = (!draft.is_published).then(|| at_rest(&publish));
        move || drop(pending)
    });
    (draft, (*writing).clone())
}

/// Brings back the text that was written before an example was opened, where there is one.
pub fn back_to_custom(props: &Props) -> Option<Callback<()>> {
    let is_kept = props.state.drafts.manifest.last_custom.is_some();
    is_kept.then(|| {
        props.change(|state, ()| {
            if let Some(choice) = state.drafts.manifest.bring_back() {
                state.address.manifest = choice;
            }
        })
    })
}

/// Writes into the address what of the text a link carries.
fn publish(state: &mut State) {
    let draft = state.drafts.manifest.draft.as_mut();
    if let Some(draft) = draft.filter(|draft| !draft.is_published) {
        state.address.manifest = draft.publish(&state.address.manifest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;

    fn choice(fragment: &str) -> ManifestChoice {
        Address::default().read(fragment).0.manifest
    }

    /// Writes a text in a view that is open at an address.
    fn written<'a>(drafts: &'a mut Drafts, choice: &ManifestChoice, text: &str) -> &'a mut Draft {
        let draft = drafts.follow(choice);
        draft.write(text.to_owned());
        draft
    }

    #[test]
    fn an_address_leads_to_its_text() {
        let first = Draft::new(&ManifestChoice::default());
        assert_eq!(
            first.preset().map(|it| it.offer.slug),
            Some("no-tag-anywhere")
        );
        let named = Draft::new(&choice("#/manifest?preset=arch-suffix"));
        assert_eq!(named.preset().map(|it| it.offer.slug), Some("arch-suffix"));
        let own = format!("#/manifest?manifest={}", packed::pack_text("a: b\n"));
        assert_eq!(&*Draft::new(&choice(&own)).text, "a: b\n");
        let newer = Draft::new(&choice("#/manifest?manifest=2.x"));
        assert_eq!(newer.problem, Some(Unreadable::Newer("2".to_owned())));
        assert_eq!(newer.text, first.text);
    }

    #[test]
    fn what_was_published_changes_no_text() {
        const SECRET: &str =
            "apiVersion: v1\nkind: Secret\nstringData: { password: s3cr3t-value }\n";
        let mut drafts = Drafts::default();
        let draft = written(&mut drafts, &ManifestChoice::default(), SECRET);
        let published = draft.publish(&ManifestChoice::default());
        assert_eq!(published.preset, "");
        let carried = packed::unpack_text(&published.text).expect("a text");
        assert!(!carried.contains("s3cr3t-value"), "{carried}");
        assert_eq!(&*drafts.following(&published).text, SECRET);
        let other = drafts.following(&choice("#/manifest?preset=arch-suffix"));
        assert_ne!(&*other.text, SECRET);
    }

    #[test]
    fn a_text_of_ones_own_comes_back_with_its_cluster() {
        let mut drafts = Drafts::default();
        let cluster = choice("#/manifest?runtime=cri-o");
        let custom = written(&mut drafts, &cluster, "kind: Pod").publish(&cluster);
        for fragment in [
            "#/manifest?preset=arch-suffix",
            "#/manifest?preset=tag-and-digest",
        ] {
            let example = choice(fragment);
            assert_ne!(&*drafts.following(&example).text, "kind: Pod");
            drafts.follow(&example);
        }
        assert_eq!(drafts.bring_back(), Some(custom.clone()));
        assert_eq!(custom.runtime, choice("#/manifest?runtime=cri-o").runtime);
        assert_eq!(&*drafts.following(&custom).text, "kind: Pod");
        assert_eq!(drafts.bring_back(), None);
    }

    #[test]
    fn the_text_of_an_example_is_published_by_its_slug() {
        let mut draft = Draft::new(&ManifestChoice::default());
        draft.write(PRESETS.0[3].text.to_owned());
        let published = draft.publish(&ManifestChoice::default());
        assert_eq!(
            (&*published.preset, &*published.text),
            (PRESETS.0[3].offer.slug, "")
        );
    }

    #[test]
    fn a_text_that_cannot_be_read_is_left_out() {
        let mut draft = Draft::new(&ManifestChoice::default());
        draft.write("kind: Secret\ndata: { password: s3cr3t-value".to_owned());
        let published = draft.publish(&ManifestChoice::default());
        assert_eq!(published, ManifestChoice::default());
        assert!(draft.is_left_out);
    }
}
