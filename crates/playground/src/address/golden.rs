//! Links that were given out: each has to open what it always opened. Rows are added, never changed.

use serde_json::Value;

use super::{Address, View, packed, use_cases::Case};
use crate::{presets, views::pulls::preset_slugs};

fn rows() -> Vec<Value> {
    serde_json::from_str(include_str!("golden.json")).expect("the golden links are JSON")
}

#[test]
fn every_golden_link_opens() {
    for row in rows() {
        let link = row["link"].as_str().expect("a link");
        let (address, problems) = Address::default().open(link);
        assert_eq!(problems, [], "{link}");
        assert_eq!(address.to_string(), row["is"], "{link}");
        if let Some(manifest) = row["manifest"].as_str() {
            let text = packed::unpack_text(&address.manifest.text);
            assert_eq!(text.as_deref(), Ok(manifest), "{link}");
        }
        if !row["scenario"].is_null() {
            let scenario = packed::unpack(&address.scenario).expect("a scenario");
            let scenario = serde_json::to_value(scenario).expect("a scenario is data");
            // Compared as numbers: whether 3 or 3.0 is written is all the same.
            let expected = serde_json::from_value::<imagepull::simulate::scenario::Scenario>(
                row["scenario"].clone(),
            );
            let expected = serde_json::to_value(expected.expect("a scenario")).expect("data");
            assert_eq!(scenario, expected, "{link}");
        }
    }
}

/// The examples of all views, as links.
pub fn examples() -> Vec<String> {
    let name = presets::name::PRESETS
        .iter()
        .map(|preset| preset.offer.slug);
    let policy = presets::policy::PRESETS
        .iter()
        .map(|preset| preset.offer.slug);
    let back_off = presets::back_off::PRESETS
        .iter()
        .map(|preset| preset.offer.slug);
    let credentials = presets::credentials::IMAGES.iter().map(|(slug, _)| *slug);
    let platforms = presets::platforms::PRESETS.map(|preset| preset.slug);
    let manifest = presets::manifest::PRESETS.map(|(slug, _)| slug);
    let presets = name
        .map(|slug| (View::Name, slug))
        .chain(policy.map(|slug| (View::Policy, slug)))
        .chain(preset_slugs().map(|slug| (View::Pulls, slug)))
        .chain(back_off.map(|slug| (View::BackOff, slug)))
        .chain(manifest.map(|slug| (View::Manifest, slug)))
        .chain(platforms.map(|slug| (View::Platforms, slug)))
        .chain(credentials.map(|slug| (View::Credentials, slug)));
    let presets = presets.map(|(view, slug)| format!("#/{}?preset={slug}", view.slug()));
    let cases = Case::ALL.map(|case| format!("#/use-cases?case={}", case.slug()));
    presets.chain(cases).collect()
}

#[test]
fn every_example_is_a_golden_link() {
    let rows = rows();
    for link in examples() {
        let is_there = rows.iter().any(|row| row["link"] == *link);
        assert!(is_there, "{link} is missing in golden.json");
    }
}
