//! What a person gave of their own, kept while an example is shown in its place.

use yew::prelude::*;

use super::input::Input;
use crate::{
    address::{Address, credentials::CredentialsChoice},
    state::{Props, State},
};

/// What was shown that was no example.
#[derive(Clone, Debug, PartialEq)]
pub struct Custom {
    /// As the address says it.
    choice: CredentialsChoice,
    /// All images that the address has.
    image: String,
    /// With the names of users, which no address has.
    given: Input,
}

impl Custom {
    /// What is shown, where it is no example. The credentials of an example with another image do not
    /// take the place of `last` where that has credentials of one's own.
    fn new(address: &Address, given: &Input, last: Option<&Self>) -> Option<Self> {
        let has_custom_credentials = last.is_some_and(|last| last.choice.preset.is_empty());
        let is_custom = super::chosen(address).is_empty()
            && (address.credentials.preset.is_empty() || !has_custom_credentials);
        let is_empty = address.image.is_empty() && given == &Input::default();
        (is_custom && !is_empty).then(|| Self {
            choice: address.credentials.clone(),
            image: address.image.clone(),
            given: given.clone(),
        })
    }

    /// Shows it again.
    fn restore(self, state: &mut State) {
        state.address.credentials = self.choice;
        state.address.set_image(self.image);
        state.drafts.credentials.given = self.given;
    }
}

/// What is to be kept of what a state shows; `None`: nothing new.
fn news(state: &State) -> Option<Custom> {
    let drafts = &state.drafts.credentials;
    let (given, _) = super::shown(&state.address, &drafts.given);
    let custom = Custom::new(&state.address, &given, drafts.custom.as_ref());
    custom.filter(|custom| drafts.custom.as_ref() != Some(custom))
}

/// Keeps what is shown where it is no example.
#[hook]
pub fn use_keeping(props: &Props) {
    let keep = props.change(|state, ()| {
        if let Some(custom) = news(state) {
            state.drafts.credentials.custom = Some(custom);
        }
    });
    use_effect_with(news(&props.state), move |news| {
        if news.is_some() {
            keep.emit(());
        }
    });
}

/// Shows again what was kept, where there is something.
pub fn back(props: &Props) -> Option<Callback<()>> {
    let is_kept = props.state.drafts.credentials.custom.is_some();
    is_kept.then(|| {
        props.change(|state, ()| {
            if let Some(custom) = state.drafts.credentials.custom.clone() {
                custom.restore(state);
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_takes_the_place_of_nothing_that_is_ones_own() {
        let example = Address::default().read("#/credentials?preset=hub-key").0;
        let mut given = super::super::presets::given("config-json-two-keys");
        given.node[0].user = "joe-in-no-link".to_owned();
        let mut own = Address::default().with_credentials(given.packed());
        own.image = "ghcr.io/acme/api:v1".to_owned();
        let custom = Custom::new(&own, &given, None).expect("something of one's own");
        let mut other_image = example.clone();
        other_image.set_image("nginx".to_owned());
        for shown in [&example, &other_image] {
            assert_eq!(Custom::new(shown, &Input::default(), Some(&custom)), None);
        }
        let mut state = State {
            address: example,
            ..State::default()
        };
        custom.restore(&mut state);
        assert_eq!(state.address.credentials, own.credentials);
        assert_eq!(state.address.image, own.image);
        let last = &state.drafts.credentials.given;
        assert_eq!(super::super::shown(&state.address, last).0, given);
    }
}
