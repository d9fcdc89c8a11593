//! The state of the page and everything that changes it.

use std::rc::Rc;

use imagepull::{containerd::ContainerdRelease, releases::Release, words::Language};
use yew::{Callback, Properties, Reducible, UseReducerHandle};

use crate::{
    address::{Address, Problem, View},
    drafts::Drafts,
    hooks::{brought::Brought, fragment::follow},
};

/// Everything the page shows, besides what the position of a player or a focus is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What a link to this page carries.
    pub address: Address,
    /// What a person typed, pasted or filled in that no link carries.
    pub drafts: Drafts,
    /// What the URL says of the address: less while a text is typed.
    pub written: Address,
    /// Whether the URL does not say yet what it is to say.
    pub is_pending: bool,
    /// Counts what was typed while the URL waits.
    pub keys: u32,
    /// What the link that was opened holds and could not be used.
    pub problems: Vec<Problem>,
    /// The language of the reader, which counts where the link names none.
    pub own_language: Language,
    /// The language of the link that the reader turned down: older entries of the history ask for
    /// it still.
    pub declined_language: Option<Language>,
}

/// A change of the state as it is when the change comes to it, which may be later than the state that
/// the person saw.
pub type Change = Box<dyn FnOnce(&mut State)>;

/// A longer list of images, in bytes, is judged when typing rests: a browser that pastes for a person tells of
/// every line, and each would be judged with all lines before it.
const JUDGED_AT_ONCE: usize = 64 * 1024;

/// Something that a person did.
pub enum Action {
    /// A link was opened, or a button of the browser used: the fragment.
    Open(String),
    /// The page around an embedded one wants this to be shown, whatever is shown now: a fragment.
    Show(String),
    /// A view was opened with all that the page shows, which is more than a link carries.
    OpenView(View),
    /// Something was edited or chosen in a view.
    Change(Change),
    /// What was typed is complete: the URL may say it.
    Publish,
    /// The notice about a link was read.
    DismissProblems,
    /// A Kubernetes release was chosen.
    ChooseRelease(Release),
    /// A release of containerd was chosen.
    ChooseContainerd(ContainerdRelease),
    /// A language was chosen: it counts more than the one of the link.
    ChooseLanguage(Language),
}

impl State {
    /// The state that a fragment leads to on a page just opened.
    pub fn opened(fragment: &str, own_language: Language) -> Self {
        let (address, problems) = Address::default().open(fragment);
        Self {
            written: address.public(),
            address,
            problems,
            own_language,
            ..Self::default()
        }
    }

    /// Takes over into what the URL says what a link carries of the address. A text that is typed waits,
    /// for its next letter may say that it is a secret; one of which that is said already is taken back at
    /// once, with all else that is chosen rather than typed.
    fn write(&mut self, may_wait: bool) {
        if may_wait && self.address.image.len() > JUDGED_AT_ONCE {
            self.is_pending = true;
            self.keys = self.keys.wrapping_add(1);
            return;
        }
        let public = self.address.public();
        let waits = may_wait
            && public.differs_in_texts_alone(&self.written)
            && !self.address.takes_back(&self.written);
        if waits {
            self.is_pending = public != self.written;
            self.keys = self.keys.wrapping_add(1);
        } else {
            self.is_pending = false;
            self.written = public;
        }
    }

    /// Whether a text that the open view shows is not part of a link.
    pub fn has_left_out(&self) -> bool {
        let is_manifest = self.address.view == View::Manifest;
        self.address.has_left_out() || (is_manifest && self.drafts.manifest.is_left_out())
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.address.language.unwrap_or(self.own_language)
    }
}

/// What a fragment leads to. One that names nothing leads to the start page: the image that was there goes.
fn open(address: &Address, fragment: &str) -> (Address, Vec<Problem>) {
    let (mut opened, problems) = address.open(fragment);
    if matches!(fragment.trim_matches(['#', '/']), "" | "name") {
        opened.set_image(String::new());
    }
    (opened, problems)
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        let is_typed = matches!(action, Action::Change(_));
        match action {
            Action::Open(fragment) => {
                (state.address, state.problems) = match state.address.view_of_link(&fragment) {
                    Some(view) => (state.address.with_view(view), Vec::new()),
                    None => open(&state.address, &fragment),
                };
                if state.address.language == state.declined_language {
                    state.address.language = None;
                }
            }
            Action::Show(fragment) => {
                state = Self {
                    drafts: state.drafts,
                    ..Self::opened(&fragment, state.own_language)
                };
            }
            Action::OpenView(view) => state.address.view = view,
            Action::Change(change) => change(&mut state),
            Action::Publish => {}
            Action::DismissProblems => state.problems.clear(),
            Action::ChooseRelease(release) => state.address.kubernetes = release,
            Action::ChooseContainerd(release) => state.address.containerd = release,
            Action::ChooseLanguage(language) => {
                state.own_language = language;
                state.declined_language = state.address.language.take().or(state.declined_language);
            }
        }
        let view = state.address.view;
        let was_taken = |it: &mut Brought| it.text.is_none() && it.view != view;
        state.drafts.brought.take_if(was_taken);
        state.write(is_typed);
        Rc::new(state)
    }
}

/// Properties of everything that reads and changes the state of the page.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// The state of the page.
    pub state: UseReducerHandle<State>,
}

impl Props {
    /// What the page shows.
    pub fn address(&self) -> &Address {
        &self.state.address
    }

    /// A callback that changes the state by a value.
    pub fn change<V: 'static>(&self, change: impl Fn(&mut State, V) + 'static) -> Callback<V> {
        let dispatcher = self.state.dispatcher();
        let change = Rc::new(change);
        Callback::from(move |value| {
            let change = change.clone();
            dispatcher.dispatch(Action::Change(Box::new(move |state| change(state, value))));
        })
    }

    /// A callback that changes what the page shows by a value.
    pub fn edit<V: 'static>(&self, edit: impl Fn(&Address, V) -> Address + 'static) -> Callback<V> {
        self.change(move |state, value| state.address = edit(&state.address, value))
    }

    /// A callback that opens an example of the view by its slug. “Back” leads to what was there before.
    pub fn open_example(&self) -> Callback<String> {
        let state = self.state.clone();
        Callback::from(move |slug: String| {
            let view = state.address.view.fragment();
            follow(&state, format!("{view}?preset={slug}"));
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_link_carries_stays_whatever_another_page_shows() {
        let mut state = Rc::new(State::opened("#/policy?image=a", Language::English));
        let paste = |state: &mut State| state.drafts.events = "Failed".into();
        for action in [
            Action::Change(Box::new(paste)),
            Action::Show("#/policy?image=x".to_owned()),
            Action::Open("#/back-off?image=z".to_owned()),
            Action::OpenView(View::Name),
        ] {
            state = state.reduce(action);
            assert_eq!(state.drafts.events, "Failed");
        }
        assert_eq!(state.address.image, "z");
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
