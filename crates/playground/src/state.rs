//! The state of the page and everything that changes it.

use std::rc::Rc;

use imagepull::{releases::Release, words::Language};
use yew::Reducible;

use crate::address::{Address, Problem, View};

/// Everything the page shows, besides what the position of a player or a focus is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What a link to this page carries.
    pub address: Address,
    /// What the link that was opened holds and could not be used.
    pub problems: Vec<Problem>,
    /// The language of the reader, which counts where the link names none.
    pub own_language: Language,
    /// The language of the link that the reader turned down: older entries of the history ask for
    /// it still.
    pub declined_language: Option<Language>,
    /// How many changes of views of their own are in this.
    pub changes: u32,
}

/// Something that a person did.
pub enum Action {
    /// A link was opened, or a button of the browser used: the fragment.
    Open(String),
    /// The page around an embedded one wants this to be shown, whatever is shown now: a fragment.
    Show(String),
    /// Something was changed in a view of its own, which says so as a fragment of any length.
    Change(String),
    /// A view was opened with all that the page shows, which is more than a link carries.
    OpenView(View),
    /// The notice about a link was read.
    DismissProblems,
    /// The image names were edited.
    EditImage(String),
    /// A Kubernetes release was chosen.
    ChooseRelease(Release),
    /// A language was chosen: it counts more than the one of the link.
    ChooseLanguage(Language),
}

impl State {
    /// The state that a fragment leads to on a page just opened.
    pub fn opened(fragment: &str, own_language: Language) -> Self {
        let (address, problems) = Address::default().open(fragment);
        Self {
            address,
            problems,
            own_language,
            declined_language: None,
            changes: 0,
        }
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.address.language.unwrap_or(self.own_language)
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Open(fragment) => {
                (state.address, state.problems) = state.address.open(&fragment);
                if state.address.language == state.declined_language {
                    state.address.language = None;
                }
            }
            Action::Show(fragment) => {
                state = Self {
                    changes: state.changes,
                    ..Self::opened(&fragment, state.own_language)
                };
            }
            Action::OpenView(view) => state.address.view = view,
            Action::Change(fragment) => {
                // The view says the release, too, but for the newest.
                state.address.kubernetes = Release::NEWEST;
                state.address = state.address.read(&fragment).0;
                state.changes += 1;
            }
            Action::DismissProblems => state.problems.clear(),
            Action::EditImage(image) => state.address.set_image(image),
            Action::ChooseRelease(release) => state.address.kubernetes = release,
            Action::ChooseLanguage(language) => {
                state.own_language = language;
                state.declined_language = state.address.language.take().or(state.declined_language);
            }
        }
        Rc::new(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_told_that_its_changes_are_in_what_another_page_shows_then() {
        let opened = State::opened("#/policy?image=a", Language::English);
        let steps = [
            (Action::Change("#/policy?image=ab".to_owned()), "ab", 1),
            (Action::Show("#/policy?image=x".to_owned()), "x", 1),
            (Action::Change("#/policy?image=xy".to_owned()), "xy", 2),
            (Action::Open("#/policy?image=z".to_owned()), "z", 2),
        ];
        let mut state = Rc::new(opened);
        for (action, image, changes) in steps {
            state = state.reduce(action);
            assert_eq!(
                (state.address.image.as_str(), state.changes),
                (image, changes)
            );
        }
    }

    #[test]
    fn a_view_opens_with_what_no_link_carries() {
        let image = "registry.example/app:v1\n".repeat(50_000);
        let mut state = State::default();
        state.address.set_image(image.clone());
        assert_eq!(state.address.with_view(View::Policy).link(), None);
        let state = Rc::new(state).reduce(Action::OpenView(View::Policy));
        assert_eq!(state.address.view, View::Policy);
        assert!(state.address.image == image);
    }
}
