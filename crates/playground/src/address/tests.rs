//! Links as they are read and written.

use super::*;

/// The address of a link that is all known.
pub(super) fn opened(fragment: &str) -> Address {
    let (address, problems) = Address::default().open(fragment);
    assert_eq!(problems, [], "{fragment}");
    address
}

#[test]
fn a_link_prints_as_it_was_read() {
    for fragment in [
        "#/name",
        "#/name?image=busybox",
        "#/name?preset=tag-and-digest",
        "#/name?image=registry.k8s.io/pause:3.5@sha256:1ff6",
        "#/name?image=busybox%0Anginx%20&kubernetes=1.31",
        "#/name?image=100%25%20%26%20%3F%23%2B",
        "#/pulls",
        "#/pulls?preset=small-behind-huge",
        "#/credentials?preset=hub-key&image=",
        "#/pulls?preset=two-pods&kubernetes=1.34",
        "#/policy",
        "#/policy?preset=latest-then-v1",
        "#/policy?image=nginx&policy=Never&edited=nginx:1&alwaysPullImages=on",
        "#/use-cases",
        "#/use-cases?case=many-tenants&kubernetes=1.34",
        "#/back-off",
        "#/back-off?preset=next-attempt&kubernetes=1.31",
        "#/back-off?image=nginx:1.99&fixed=never&pullMs=500&containers=2&seed=7",
        "#/back-off?fixed=61",
        "#/name?image=busybox&lang=ko",
        "#/pulls?preset=two-pods&kubernetes=1.34&lang=en",
    ] {
        assert_eq!(opened(fragment).to_string(), fragment);
    }
}

#[test]
fn a_scenario_of_ones_own_stands_in_the_link_until_a_preset_is_chosen() {
    let address = Address {
        view: View::Pulls,
        preset: "two-pods".to_owned(),
        scenario: "1.q1YqSExPVbJSqsosSi0pVbLKK83J0VFKzs8tKErNTQWKAQA"
            .to_owned()
            .into(),
        ..Address::default()
    };
    let fragment = address.to_string();
    assert!(fragment.starts_with("#/pulls?preset=two-pods&scenario=1."));
    assert_eq!(opened(&fragment), address);

    let (address, _) = address.open("#/pulls?preset=shared-base");
    assert_eq!(address.preset, "shared-base");
    assert_eq!(&*address.scenario, "");

    let (address, _) = address.open("#/pulls?scenario=1.x");
    assert_eq!(address.preset, "");
    assert_eq!(&*address.scenario, "1.x");
}

#[test]
fn user_and_password_are_in_no_link() {
    let (mut address, _) = Address::default().open("#/policy?edited=a:b@ghcr.io/x&policy=Never");
    address.set_image("https://user:token@ghcr.io/app".to_owned());
    assert_eq!(address.linked(), "#/policy?policy=Never");
    assert!(address.has_left_out());
    assert_eq!(address.image, "https://user:token@ghcr.io/app");
}

#[test]
fn an_empty_fragment_is_the_name_view() {
    for fragment in ["", "#", "#/"] {
        assert_eq!(opened(fragment), Address::default(), "{fragment:?}");
    }
}

#[test]
fn what_a_link_does_not_say_stays() {
    let address = opened("#/name?image=busybox&kubernetes=1.30");
    let (address, _) = address.open("#/name");
    assert_eq!(address.image, "busybox");
    assert_eq!(address.kubernetes.to_string(), "1.30");
}

#[test]
fn what_is_unknown_becomes_a_problem_and_the_rest_is_used() {
    let (address, problems) = Address::default().open("#/moon?image=busybox&kubernetes=9.9");
    assert_eq!(address.image, "busybox");
    assert_eq!(
        problems,
        [
            Problem::UnknownView("moon".to_owned()),
            Problem::UnknownRelease("9.9".to_owned()),
        ]
    );
}

#[test]
fn a_preset_is_what_it_sets_until_something_is_changed() {
    let preset = opened("#/policy?preset=latest-then-v1");
    assert_eq!(preset.policy.edited, "ghcr.io/acme/api:v1");
    let mut changed = preset.clone();
    changed.set_image("nginx".to_owned());
    let expected = "#/policy?image=nginx&edited=ghcr.io/acme/api:v1";
    assert_eq!(changed.to_string(), expected);
    let (overridden, _) = Address::default().open("#/policy?preset=latest-then-v1&image=nginx");
    assert_eq!(overridden.to_string(), expected);
}

#[test]
fn a_value_that_cannot_be_is_named_and_the_default_stays() {
    for (fragment, key, value) in [
        ("#/policy?policy=always", "policy", "always"),
        ("#/policy?alwaysPullImages=yes", "alwaysPullImages", "yes"),
        ("#/back-off?fixed=-1", "fixed", "-1"),
        ("#/back-off?fixed=NaN", "fixed", "NaN"),
        ("#/back-off?pullMs=1e9", "pullMs", "1e9"),
        ("#/back-off?containers=1.5", "containers", "1.5"),
        ("#/back-off?seed=", "seed", ""),
        ("#/policy?lang=xx", "lang", "xx"),
        ("#/use-cases?case=moon", "case", "moon"),
    ] {
        let (address, problems) = Address::default().open(fragment);
        assert_eq!(problems, [Problem::unusable(key, value)], "{fragment}");
        let path = fragment.split('?').next().unwrap_or_default();
        assert_eq!(address.to_string(), path, "{fragment}");
    }
}

#[test]
fn a_preset_that_is_not_known_is_named() {
    for view in ["name", "policy", "back-off"] {
        let (_, problems) = Address::default().open(&format!("#/{view}?preset=moon"));
        assert_eq!(problems, [Problem::UnknownPreset("moon".to_owned())]);
    }
}

#[test]
fn a_fragment_that_is_too_long_is_not_read() {
    let fragment = format!("#/name?image={}", "a".repeat(length::MAX_LENGTH));
    let (address, problems) = Address::default().open(&fragment);
    assert_eq!(address, Address::default());
    assert_eq!(problems, [Problem::TooLong]);
}

#[test]
fn a_link_that_would_be_too_long_is_not_made() {
    let mut address = opened("#/name?image=busybox&kubernetes=1.31");
    assert_eq!(address.linked(), "#/name?image=busybox&kubernetes=1.31");
    address.set_image("busybox\n".repeat(length::MAX_LENGTH / 8));
    assert_eq!(address.linked(), "#/name");
}
