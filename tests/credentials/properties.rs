//! What holds for every keyring.

use imagepull::credentials::{
    CredentialsReport, CredentialsRequest, is_docker_hub, match_credentials, match_url,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};

fn report(image: &str, keys: &[String]) -> CredentialsReport {
    let auths: Map<String, Value> = keys
        .iter()
        .map(|key| (key.clone(), json!({"username": "joe", "password": "x"})))
        .collect();
    let config = json!({"auths": auths}).to_string();
    let request = json!({"lookup": image, "nodeConfig": config});
    let request: CredentialsRequest = serde_json::from_value(request).expect("a request");
    match_credentials(&request)
}

/// Hosts and paths that often fit each other.
const KEY: &str = r"(\*|r|\*\.r|s\.r|docker)\.io(:[12])?(/[ab]{1,2}){0,2}/?";
const IMAGE: &str = r"(s\.r|r|docker)\.io(:[12])?(/[ab]{1,2}){1,3}";

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_key_is_tried_or_not_and_says_why(image in IMAGE, keys in proptest::collection::btree_set(KEY, 0..6)) {
        let keys: Vec<String> = keys.into_iter().collect();
        let found = report(&image, &keys);
        prop_assert_eq!(found.candidates.len() + found.rejected.len(), keys.len());
        prop_assert_eq!(found.anonymous, found.candidates.is_empty());
        for (place, candidate) in found.candidates.iter().enumerate() {
            prop_assert_eq!(candidate.order, place);
            prop_assert!(!candidate.why.is_empty());
        }
        prop_assert!(found.rejected.iter().all(|it| !it.why.is_empty()));
    }

    #[test]
    fn a_key_fits_by_itself_and_as_a_pattern_just_as_among_others(image in IMAGE, keys in proptest::collection::btree_set(KEY, 1..6)) {
        let keys: Vec<String> = keys.into_iter().collect();
        let found = report(&image, &keys);
        for key in &keys {
            let is_tried = found.candidates.iter().any(|it| it.key == *key);
            let alone = report(&image, std::slice::from_ref(key));
            prop_assert_eq!(is_tried, !alone.candidates.is_empty(), "{}", key);
            // A path of one slash is none for the keyring.
            let pattern = if key.matches('/').count() == 1 { key.trim_end_matches('/') } else { key };
            prop_assert_eq!(is_tried, match_url(pattern, &image).matches, "{}", key);
        }
    }

    #[test]
    fn candidates_stand_in_the_order_of_their_keys(image in IMAGE, keys in proptest::collection::btree_set(KEY, 0..8)) {
        let keys: Vec<String> = keys.into_iter().collect();
        let found = report(&image, &keys);
        let host_only = |key: &str| if key.matches('/').count() == 1 { key.trim_end_matches('/').to_owned() } else { key.to_owned() };
        let tried: Vec<String> = found.candidates.iter().map(|it| host_only(&it.key)).collect();
        prop_assert!(tried.is_sorted_by(|one, other| one >= other), "{:?}", tried);
    }

    #[test]
    fn the_key_of_docker_hub_is_used_for_its_images_where_no_other_fits(image in IMAGE, keys in proptest::collection::btree_set(KEY, 0..4)) {
        let hub = "https://index.docker.io/v1/".to_owned();
        let others: Vec<String> = keys.into_iter().collect();
        let all: Vec<String> = others.iter().cloned().chain([hub.clone()]).collect();
        let is_used = report(&image, &all).candidates.iter().any(|it| it.key == hub);
        let fits_another = !report(&image, &others).candidates.is_empty();
        prop_assert_eq!(is_used, is_docker_hub(&image) && !fits_another);
    }
}
