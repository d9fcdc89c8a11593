//! The examples of the Back-off view.

use crate::{
    address::{Address, back_off::BackOffChoice},
    components::example::Offer,
    text,
};

/// An example of the view.
pub struct Preset {
    pub offer: Offer,
    image: &'static str,
    fixed_s: Option<u32>,
    containers: u32,
    /// The text with events that it brings; empty: none.
    events: &'static str,
}

macro_rules! preset {
    ($slug:literal, $title:ident, $look:ident $(, $field:ident: $value:expr)*) => {
        Preset {
            $($field: $value,)*
            ..Preset {
                offer: Offer {
                    slug: $slug,
                    title: text::$title,
                    look: text::$look,
                },
                image: "ghcr.io/acme/api:v2",
                fixed_s: None,
                containers: 1,
                events: "",
            }
        }
    };
}

macro_rules! events {
    ($name:literal) => {
        include_str!(concat!("../../../../web/events/", $name, ".txt"))
    };
}

/// All examples in the order in which they are offered.
#[rustfmt::skip]
pub static PRESETS: [Preset; 12] = [
    preset!("next-attempt", back_off_presets_next_attempt_title, back_off_presets_next_attempt_look, fixed_s: Some(400)),
    preset!("how-often", back_off_presets_how_often_title, back_off_presets_how_often_look),
    preset!("pending-or-back-off", back_off_presets_pending_or_back_off_title, back_off_presets_pending_or_back_off_look, fixed_s: Some(120)),
    preset!("shared-back-off", back_off_presets_shared_back_off_title, back_off_presets_shared_back_off_look, fixed_s: Some(120), containers: 2),
    preset!("events-not-found", back_off_presets_events_not_found_title, back_off_presets_events_not_found_look, events: events!("not-found")),
    preset!("events-unauthorized", back_off_presets_events_unauthorized_title, back_off_presets_events_unauthorized_look, image: "registry.example.com/acme/api:v1", events: events!("unauthorized")),
    preset!("events-rate-limit", back_off_presets_events_rate_limit_title, back_off_presets_events_rate_limit_look, image: "nginx:1.27", events: events!("rate-limit")),
    preset!("events-pull-qps", back_off_presets_events_pull_qps_title, back_off_presets_events_pull_qps_look, image: "ghcr.io/acme/worker:v1", events: events!("pull-qps")),
    preset!("events-short-name", back_off_presets_events_short_name_title, back_off_presets_events_short_name_look, image: "redis:7", events: events!("short-name")),
    preset!("events-platform", back_off_presets_events_platform_title, back_off_presets_events_platform_look, image: "ghcr.io/acme/arm-only:v1", events: events!("platform")),
    preset!("events-invalid-name", back_off_presets_events_invalid_name_title, back_off_presets_events_invalid_name_look, image: "ghcr.io/acme/API:v1", events: events!("invalid-name")),
    preset!("events-probe", back_off_presets_events_probe_title, back_off_presets_events_probe_look, events: events!("probe")),
];

/// The example of a slug.
pub fn named(slug: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.offer.slug == slug)
}

/// The examples that bring a text with events.
pub fn with_events() -> impl Iterator<Item = Offer> {
    let with_events = PRESETS.iter().filter(|preset| !preset.events.is_empty());
    with_events.map(|preset| preset.offer)
}

/// The text with events that an example brings; empty: none.
pub fn events_of(slug: &str) -> &'static str {
    named(slug).map_or("", |preset| preset.events)
}

/// Whether a text is that of an example.
pub fn is_example(text: &str) -> bool {
    PRESETS
        .iter()
        .any(|preset| !text.is_empty() && preset.events == text)
}

/// Shows an example in an address; false where there is none of this name.
pub fn open(slug: &str, address: &mut Address) -> bool {
    let Some(preset) = named(slug) else {
        return false;
    };
    address.set_image(preset.image.to_owned());
    address.back_off = BackOffChoice {
        preset: preset.offer.slug.to_owned(),
        fixed_s: preset.fixed_s,
        containers: preset.containers,
        ..BackOffChoice::default()
    };
    true
}

#[cfg(test)]
mod tests {
    use imagepull::events::explain_events;

    use super::*;

    #[test]
    fn the_events_of_each_example_have_one_cause_or_are_about_something_else() {
        let causes: Vec<(&str, Vec<&str>)> = PRESETS
            .iter()
            .filter(|preset| !preset.events.is_empty())
            .map(|preset| {
                let found = explain_events(preset.events).causes;
                (
                    preset.offer.slug,
                    found.iter().map(|cause| cause.code).collect(),
                )
            })
            .collect();
        assert_eq!(
            causes,
            [
                ("events-not-found", vec!["EVT001"]),
                ("events-unauthorized", vec!["EVT002"]),
                ("events-rate-limit", vec!["EVT003"]),
                ("events-pull-qps", vec!["EVT010"]),
                ("events-short-name", vec!["EVT014"]),
                ("events-platform", vec!["EVT008"]),
                ("events-invalid-name", vec!["EVT011"]),
                ("events-probe", vec![]),
            ]
        );
    }
}
