//! What a person gave of their own, kept while an example is shown in its place.

use std::cell::RefCell;

use yew::Callback;

use super::{KEPT, Props, given::Given};
use crate::address::{Address, credentials::CredentialsChoice};

thread_local! {
    /// What was shown last that was no example, as long as the page is open.
    static OWN: RefCell<Option<Own>> = const { RefCell::new(None) };
}

#[derive(Clone)]
struct Own {
    /// As the address says it.
    choice: CredentialsChoice,
    /// All images that the address has.
    image: String,
    /// With the names of users, which no address has.
    given: Given,
}

/// Keeps what is shown where it is no example. The credentials of an example with another image do
/// not take the place of credentials of one's own.
pub fn keep(address: &Address, given: &Given) {
    let has_own_credentials =
        OWN.with_borrow(|own| own.as_ref().is_some_and(|own| own.choice.preset.is_empty()));
    let is_own = super::chosen(address).is_empty()
        && (address.credentials.preset.is_empty() || !has_own_credentials);
    let is_empty = address.image.is_empty() && given == &Given::default();
    if is_own && !is_empty {
        OWN.set(Some(Own {
            choice: address.credentials.clone(),
            image: address.image.clone(),
            given: given.clone(),
        }));
    }
}

/// Shows again what was kept, where there is something.
pub fn back(props: &Props) -> Option<Callback<()>> {
    let is_kept = OWN.with_borrow(Option::is_some);
    is_kept.then(|| props.edit(|address, ()| restored(address)))
}

fn restored(address: &Address) -> Address {
    let Some(own) = OWN.with_borrow(Option::clone) else {
        return address.clone();
    };
    KEPT.set(own.given);
    let mut address = Address {
        credentials: own.choice,
        ..address.clone()
    };
    address.set_image(own.image);
    address
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
        keep(&own, &given);
        let mut other_image = example.clone();
        other_image.set_image("nginx".to_owned());
        for shown in [&example, &other_image] {
            keep(shown, &Given::default());
        }
        let restored = restored(&example);
        assert_eq!(restored.credentials, own.credentials);
        assert_eq!(restored.image, own.image);
        assert_eq!(super::super::shown(&restored).0, given);
    }
}
