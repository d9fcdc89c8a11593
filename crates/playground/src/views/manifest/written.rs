//! The text of the editor, and what of it is in the address.
//!
//! The address says less than what is written: it is told after a rest, and without secrets. So the
//! text follows the address only where that says something else than it was told.

use std::cell::RefCell;

use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
    utils::window,
};
use imagepull::workload::without_secrets;
use yew::prelude::*;

use super::{Props, presets::PRESETS};
use crate::{
    address::{
        Address,
        manifest::ManifestChoice,
        packed::{self, Unreadable},
    },
    components::example::TextExample,
};

/// So long after the last key the address follows, in ms.
const REST_MS: u32 = 600;

thread_local! {
    /// What is written, as long as the page is open: it must not be lost when another view is opened
    /// meanwhile, and the address has not all of it.
    static WRITTEN: RefCell<Option<Written>> = const { RefCell::new(None) };

    /// The last text that was none of the examples, while one is shown in its place.
    static OWN: RefCell<Option<Written>> = const { RefCell::new(None) };
}

/// What is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The text.
    pub text: AttrValue,
    /// Why the text of the link is not the one that is shown.
    pub problem: Option<Unreadable>,
    /// Whether a link carries nothing of the text.
    pub is_left_out: bool,
    /// What the address says of the text.
    known: Known,
    /// Whether that is up to date.
    is_told: bool,
    /// The cluster that the text was last shown for.
    choice: ManifestChoice,
}

/// What an address says of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Known {
    preset: String,
    packed: String,
}

impl Known {
    fn of(choice: &ManifestChoice) -> Self {
        Self {
            preset: choice.preset.clone(),
            packed: choice.text.clone(),
        }
    }
}

impl Written {
    /// The text that an address leads to.
    pub fn of(choice: &ManifestChoice) -> Self {
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
            problem,
            is_left_out: false,
            known: Known::of(choice),
            is_told: true,
            choice: choice.clone(),
        }
    }

    /// What is written now. An address that says something new of it is followed; a text of one's own
    /// that goes with it can be brought back.
    fn following(choice: &ManifestChoice) -> Self {
        WRITTEN.with_borrow_mut(|written| {
            let known = Known::of(choice);
            match written {
                Some(written) if written.known == known => {
                    written.choice.clone_from(choice);
                    written.clone()
                }
                _ => {
                    if let Some(own) = written.take().filter(Self::is_own) {
                        OWN.set(Some(own));
                    }
                    written.insert(Self::of(choice)).clone()
                }
            }
        })
    }

    /// Whether it is a text that no example gives back.
    fn is_own(&self) -> bool {
        self.preset().is_none() && !self.text.trim().is_empty()
    }

    /// Writes the last text of one's own again. Answers what of it the page is told, with the
    /// cluster that it was shown for; `None` where there is no such text.
    fn bring_back() -> Option<ManifestChoice> {
        let mut own = OWN.take()?;
        let choice = own.choice.clone();
        let told = own.told(&choice);
        WRITTEN.set(Some(own));
        Some(told)
    }

    /// The example whose manifest is shown as it is.
    pub fn preset(&self) -> Option<&'static TextExample> {
        PRESETS.with_text(&self.text)
    }

    /// The choice with what a link carries of the text.
    fn told(&mut self, choice: &ManifestChoice) -> ManifestChoice {
        let packed = |text: &str| match without_secrets(text) {
            masked if masked.is_empty() => String::new(),
            masked => packed::pack_text(&masked),
        };
        let mut choice = choice.clone();
        (choice.preset, choice.text) = match self.preset() {
            Some(preset) => (preset.offer.slug.to_owned(), String::new()),
            None => (String::new(), packed(&self.text)),
        };
        self.known = Known::of(&choice);
        self.is_told = true;
        self.is_left_out = !self.text.is_empty() && self.known == Known::default();
        choice
    }
}

/// What is made of a text that was written.
pub struct Repair {
    /// The text.
    pub of: AttrValue,
    /// What becomes of it.
    pub text: String,
}

/// What changes the text; both stay the same as long as the view is open.
#[derive(Clone, PartialEq)]
pub struct Writing {
    /// Writes another text.
    pub write: Callback<String>,
    /// Takes a repair for the text, unless that is another one by now.
    pub repair: Callback<Repair>,
}

impl Writing {
    /// `written` is called after each change.
    fn new(written: impl Fn() + 'static) -> Self {
        let write = Callback::from(move |text: String| {
            WRITTEN.with_borrow_mut(|written| {
                if let Some(written) = written {
                    written.text = text.into();
                    written.problem = None;
                    written.is_told = false;
                }
            });
            written();
        });
        let repaired = write.clone();
        let repair = Callback::from(move |repair: Repair| {
            let is_current = WRITTEN.with_borrow(|written| {
                let written = written.as_ref();
                written.is_some_and(|written| written.text == repair.of)
            });
            if is_current {
                repaired.emit(repair.text);
            }
        });
        Self { write, repair }
    }
}

/// What is written, and what changes it.
#[hook]
pub fn use_written(props: &Props) -> (Written, Writing) {
    let written = Written::following(&props.address.manifest);
    let update = use_force_update();
    let writing = use_memo((), move |()| Writing::new(move || update.force_update()));
    use_effect_with((written.clone(), props.clone()), |(written, props)| {
        let pending = (!written.is_told).then(|| telling(props));
        move || drop(pending)
    });
    (written, (*writing).clone())
}

/// Brings back the text that was written before an example was opened, where there is one.
pub fn back_to_own(props: &Props) -> Option<Callback<()>> {
    let is_kept = OWN.with_borrow(Option::is_some);
    let (address, change) = (props.address.clone(), props.change.clone());
    is_kept.then(|| {
        Callback::from(move |()| {
            if let Some(manifest) = Written::bring_back() {
                change.emit(Address {
                    manifest,
                    ..address.clone()
                });
            }
        })
    })
}

/// Tells the page after a rest what of the text a link carries, or at once when a person may be
/// about to take the address along: with a click on anything, “Share” and links among it, before
/// that does its work; with the keyboard in another window, as the field of the address is one; and
/// when the page goes.
fn telling(props: &Props) -> (Timeout, [EventListener; 3]) {
    let tell = {
        let props = props.clone();
        move || tell(&props)
    };
    let at_once = ["click", "blur", "pagehide"].map(|event| {
        let tell = tell.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window(), event, options, move |event| {
            // Of the window alone: the focus goes from field to field as well.
            if event.type_() != "blur" || event.target() == event.current_target() {
                tell();
            }
        })
    });
    (Timeout::new(REST_MS, tell), at_once)
}

/// Tells the page what of the text a link carries.
fn tell(props: &Props) {
    let choice = WRITTEN.with_borrow_mut(|written| {
        let written = written.as_mut().filter(|written| !written.is_told)?;
        Some(written.told(&props.address.manifest))
    });
    if let Some(manifest) = choice {
        let mut address = props.address.clone();
        address.manifest = manifest;
        props.change.emit(address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(fragment: &str) -> ManifestChoice {
        Address::default().read(fragment).0.manifest
    }

    #[test]
    fn an_address_leads_to_its_text() {
        let first = Written::of(&ManifestChoice::default());
        assert_eq!(
            first.preset().map(|it| it.offer.slug),
            Some("no-tag-anywhere")
        );
        let named = Written::of(&choice("#/manifest?preset=arch-suffix"));
        assert_eq!(named.preset().map(|it| it.offer.slug), Some("arch-suffix"));
        let own = format!("#/manifest?manifest={}", packed::pack_text("a: b\n"));
        assert_eq!(&*Written::of(&choice(&own)).text, "a: b\n");
        let newer = Written::of(&choice("#/manifest?manifest=2.x"));
        assert_eq!(newer.problem, Some(Unreadable::Newer("2".to_owned())));
        assert_eq!(newer.text, first.text);
    }

    #[test]
    fn what_the_page_was_told_changes_no_text() {
        const SECRET: &str =
            "apiVersion: v1\nkind: Secret\nstringData: { password: s3cr3t-value }\n";
        let mut written = Written::following(&ManifestChoice::default());
        written.text = SECRET.into();
        let told = written.told(&ManifestChoice::default());
        assert_eq!(told.preset, "");
        let carried = packed::unpack_text(&told.text).expect("a text");
        assert!(!carried.contains("s3cr3t-value"), "{carried}");
        WRITTEN.set(Some(written));
        assert_eq!(&*Written::following(&told).text, SECRET);
        assert_ne!(
            &*Written::following(&choice("#/manifest?preset=arch-suffix")).text,
            SECRET
        );
        WRITTEN.set(None);
    }

    #[test]
    fn a_text_of_ones_own_comes_back_with_its_cluster() {
        let mut written = Written::following(&choice("#/manifest?runtime=cri-o"));
        written.text = "kind: Pod".into();
        let own = written.told(&choice("#/manifest?runtime=cri-o"));
        WRITTEN.set(Some(written));
        for fragment in [
            "#/manifest?preset=arch-suffix",
            "#/manifest?preset=tag-and-digest",
        ] {
            assert_ne!(&*Written::following(&choice(fragment)).text, "kind: Pod");
        }
        assert_eq!(Written::bring_back(), Some(own.clone()));
        assert_eq!(own.runtime, choice("#/manifest?runtime=cri-o").runtime);
        assert_eq!(&*Written::following(&own).text, "kind: Pod");
        assert_eq!(Written::bring_back(), None);
        WRITTEN.set(None);
    }

    #[test]
    fn the_text_of_an_example_is_told_by_its_slug() {
        let mut written = Written::of(&ManifestChoice::default());
        written.text = PRESETS.0[3].text.into();
        let told = written.told(&ManifestChoice::default());
        assert_eq!((&*told.preset, &*told.text), (PRESETS.0[3].offer.slug, ""));
    }

    #[test]
    fn a_text_that_cannot_be_read_is_left_out() {
        let mut written = Written::of(&ManifestChoice::default());
        written.text = "kind: Secret\ndata: { password: s3cr3t-value".into();
        let told = written.told(&ManifestChoice::default());
        assert_eq!(told, ManifestChoice::default());
        assert!(written.is_left_out);
    }
}
