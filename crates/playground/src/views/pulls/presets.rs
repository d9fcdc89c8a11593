//! The examples of the view, as data: a scenario each in web/examples.

use imagepull::simulate::scenario::Scenario;

use crate::{components::example::Offer, text};

/// An example with its own address: `#/pulls?preset=<slug>`.
#[derive(Debug)]
pub struct Preset {
    /// As it is offered.
    pub offer: Offer,
    json: &'static str,
    /// The pods that have not started at the end, whatever the kubelet allows.
    #[cfg(test)]
    waiting: &'static [&'static str],
}

macro_rules! preset {
    ($slug:literal, $title:ident, $look:ident) => {
        preset!($slug, $title, $look, waiting: &[])
    };
    ($slug:literal, $title:ident, $look:ident, waiting: $waiting:expr) => {
        Preset {
            offer: Offer {
                slug: $slug,
                title: text::$title,
                look: text::$look,
            },
            json: include_str!(concat!("../../../../../web/examples/", $slug, ".json")),
            #[cfg(test)]
            waiting: $waiting,
        }
    };
}

/// All examples in the order in which they are offered; the first one opens without a choice.
#[rustfmt::skip]
pub static PRESETS: [Preset; 17] = [
    preset!("four-pods", pulls_presets_four_pods_title, pulls_presets_four_pods_look),
    preset!("two-pods", pulls_presets_two_pods_title, pulls_presets_two_pods_look),
    preset!("small-behind-huge", pulls_presets_small_behind_huge_title, pulls_presets_small_behind_huge_look),
    preset!("small-behind-huge-per-image", pulls_presets_small_behind_huge_per_image_title, pulls_presets_small_behind_huge_per_image_look),
    preset!("including-waiting", pulls_presets_including_waiting_title, pulls_presets_including_waiting_look),
    preset!("how-many-at-once", pulls_presets_how_many_at_once_title, pulls_presets_how_many_at_once_look),
    preset!("no-progress", pulls_presets_no_progress_title, pulls_presets_no_progress_look),
    preset!("four-containers-one-pod", pulls_presets_four_containers_one_pod_title, pulls_presets_four_containers_one_pod_look),
    preset!("same-image-twice", pulls_presets_same_image_twice_title, pulls_presets_same_image_twice_look),
    preset!("daemonset-many-nodes", pulls_presets_daemonset_many_nodes_title, pulls_presets_daemonset_many_nodes_look),
    preset!("shared-base", pulls_presets_shared_base_title, pulls_presets_shared_base_look),
    preset!("pull-qps-exceeded", pulls_presets_pull_qps_exceeded_title, pulls_presets_pull_qps_exceeded_look),
    preset!("tag-fixed-later", pulls_presets_tag_fixed_later_title, pulls_presets_tag_fixed_later_look),
    preset!("registry-down", pulls_presets_registry_down_title, pulls_presets_registry_down_look, waiting: &["always"]),
    preset!("docker-hub-rate-limit", pulls_presets_docker_hub_rate_limit_title, pulls_presets_docker_hub_rate_limit_look),
    preset!("never-on-another-node", pulls_presets_never_on_another_node_title, pulls_presets_never_on_another_node_look, waiting: &["agent-node-b"]),
    preset!("refused-configuration", pulls_presets_refused_configuration_title, pulls_presets_refused_configuration_look),
];

impl Preset {
    /// The example of a slug.
    pub fn named(slug: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.offer.slug == slug)
    }

    /// The example of a slug, or the first one.
    pub fn named_or_first(slug: &str) -> &'static Self {
        Self::named(slug).unwrap_or(&PRESETS[0])
    }

    /// Its scenario. A test reads every example, so this never is the empty scenario.
    pub fn scenario(&self) -> Scenario {
        serde_json::from_str(self.json).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use imagepull::{simulate::analysis::Lane, words::Parts};

    use super::{super::runs::Runs, super::sentence::answer, super::tables, *};

    #[test]
    fn every_example_is_a_scenario_that_runs() {
        for preset in &PRESETS {
            let scenario: Scenario = serde_json::from_str(preset.json)
                .unwrap_or_else(|error| panic!("{}: {error}", preset.offer.slug));
            let runs = Runs::new(&scenario);
            for lane in Lane::ALL {
                let trace = runs.trace(lane);
                assert_eq!(trace.errors, [], "{} {lane:?}", preset.offer.slug);
                let waiting = trace.pods.iter().filter(|pod| pod.started_ms.is_none());
                let waiting: Vec<&str> = waiting.map(|pod| &*pod.pod).collect();
                assert_eq!(waiting, preset.waiting, "{} {lane:?}", preset.offer.slug);
            }
        }
    }

    /// The times in a text: a number and its unit.
    fn times(text: &str) -> Vec<String> {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || "*:;,()".contains(c))
            .filter(|word| !word.is_empty())
            .map(|word| word.trim_end_matches('.'))
            .collect();
        let is_number = |word: &str| word.parse::<f64>().is_ok();
        let is_time = |pair: &&[&str]| is_number(pair[0]) && ["s", "m", "h"].contains(&pair[1]);
        let pairs = words.windows(2).filter(is_time);
        pairs.map(|pair| pair.join(" ")).collect()
    }

    /// Every time that the sentence names is in the table below it, in the column of Serial or
    /// of the lane that it is compared with; and what the sentence calls the quicker one is no
    /// slower there.
    #[test]
    fn no_sentence_contradicts_its_table() {
        for preset in &PRESETS {
            let slug = preset.offer.slug;
            let results = Runs::new(&preset.scenario()).results;
            let cells: Vec<String> = [Lane::Serial, results.compared()]
                .into_iter()
                .flat_map(|lane| tables::column(&results, lane))
                .collect();
            let in_table: Vec<String> = cells.iter().flat_map(|cell| times(cell)).collect();
            let said = answer(&results).sentences();
            let said: Vec<String> = said.map(|it| text::marked(&it)).collect();
            for sentence in &said {
                for time in times(sentence) {
                    assert!(
                        in_table.contains(&time),
                        "{slug}: {time} of {sentence:?} in {cells:?}"
                    );
                }
            }
            let facts = [Lane::Serial, results.compared()].map(|lane| results.of(lane));
            let said = said.join(" ");
            let [serial_ms, compared_ms] = facts.map(|facts| facts.half_ready_ms);
            if said.contains("makes half of the pods ready in") {
                assert!(compared_ms < serial_ms, "{slug}: {said}");
            }
            if said.contains("ready later") {
                assert!(compared_ms > serial_ms, "{slug}: {said}");
            }
            let setting = super::super::lane::setting(results.compared(), &results.scenario);
            assert!(
                !said.contains("ready in") || said.contains(&setting),
                "{slug}: {said}"
            );
        }
    }

    #[test]
    fn an_answer_is_short() {
        let words = |said: &Parts| said.to_plain().split_whitespace().count();
        for preset in &PRESETS {
            let answer = answer(&Runs::new(&preset.scenario()).results);
            assert!(words(&answer.headline) <= 20, "{:?}", answer.headline);
            let reason = answer.reason.unwrap_or_default();
            assert!(words(&reason) <= 25, "{reason:?}");
        }
    }

    #[test]
    fn what_each_example_says() {
        let said: Vec<String> = PRESETS
            .iter()
            .map(|preset| {
                let said = answer(&Runs::new(&preset.scenario()).results).sentences();
                let said: Vec<String> = said.map(|it| text::marked(&it)).collect();
                let said = said.join("\n  ");
                format!("{}\n  {said}\n", preset.offer.slug)
            })
            .collect();
        insta::assert_snapshot!(said.concat());
    }
}
