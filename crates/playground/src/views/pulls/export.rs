//! What the Pulls view gives to other pages and programs.

use imagepull::simulate::{Detail, scenario::Scenario, simulate_pulls_within, trace::TraceError};

use super::{
    PullsView,
    cluster::running::results_of,
    figure, of_release, own_scenario, own_title,
    presets::Preset,
    run,
    runs::{MOST_CONTAINERS, MOST_STEPS, containers},
    sentence::sentences,
    tables,
};
use crate::{
    address::Address,
    export::{
        Colours, Export,
        markdown::{Place, rich},
    },
    text,
};

impl Export for PullsView {
    fn title(address: &Address) -> String {
        let preset = Preset::named_or_first(&address.preset);
        if address.scenario.is_empty() {
            (preset.offer.title)().to_owned()
        } else if address.preset.is_empty() {
            text::share_title_pulls().to_owned()
        } else {
            own_title(address, preset)
        }
    }

    fn markdown(address: &Address) -> Option<String> {
        let scenario = of_release(&scenario(address)?, address.kubernetes);
        let results = match results_of(&scenario) {
            Some(results) => results,
            None => run(&scenario, address.kubernetes).ok()?.results.clone(),
        };
        let sentences = rich(&sentences(&results).join(" "), Place::Paragraph);
        Some(format!("{sentences}\n\n{}", tables::markdown(&results)))
    }

    /// The trace of the scenario as it is written, which need be none of the three runs that are
    /// drawn. A run that the page gives up is none that the package gives.
    fn result(address: &Address) -> Option<String> {
        let scenario = of_release(&scenario(address)?, address.kubernetes);
        if containers(&scenario) > MOST_CONTAINERS {
            return None;
        }
        let trace = simulate_pulls_within(&scenario, Detail::Full, MOST_STEPS);
        if trace.errors.iter().any(is_given_up) {
            return None;
        }
        serde_json::to_string(&trace).ok()
    }

    fn figure(address: &Address, colours: Colours) -> Option<String> {
        let runs = run(&scenario(address)?, address.kubernetes).ok()?;
        Some(figure::figure(&runs, &Self::title(address), colours))
    }

    fn input(address: &Address) -> Option<String> {
        let scenario = of_release(&scenario(address)?, address.kubernetes);
        serde_json::to_string(&scenario).ok()
    }
}

fn is_given_up(error: &TraceError) -> bool {
    error.diagnostic.code == "SIM024"
}

/// The scenario that the view shows; `None` where that of the link cannot be read.
fn scenario(address: &Address) -> Option<Scenario> {
    let own = own_scenario(&address.scenario).ok()?;
    Some(own.unwrap_or_else(|| Preset::named_or_first(&address.preset).scenario()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::packed;

    fn showing(fragment: &str) -> Address {
        Address::default().read(fragment).0
    }

    #[test]
    fn a_comparison_as_markdown() {
        let address = showing("#/pulls?preset=small-behind-huge");
        insta::assert_snapshot!(PullsView::markdown(&address).unwrap_or_default());
    }

    #[test]
    fn names_in_a_scenario_end_no_cell_and_no_mark() {
        let mut scenario = Preset::named_or_first("small-behind-huge").scenario();
        for pod in &mut scenario.pods {
            pod.name = format!("{}|[x](y)<b>", pod.name);
        }
        let address = Address {
            scenario: packed::pack(&scenario),
            ..showing("#/pulls?preset=small-behind-huge")
        };
        let markdown = PullsView::markdown(&address).unwrap_or_default();
        assert!(markdown.contains(r"\|\[x\](y)\<b\>"), "{markdown}");
    }

    #[test]
    fn what_is_saved_is_what_the_answer_is_about() {
        let address = showing("#/pulls?preset=two-pods&kubernetes=1.31");
        let input = PullsView::input(&address).unwrap_or_default();
        let scenario: Scenario = serde_json::from_str(&input).expect("a scenario");
        assert_eq!(scenario.kubernetes.as_deref(), Some("1.31"));
        let trace = imagepull::simulate::simulate_pulls(&scenario, Detail::Full);
        let trace = serde_json::to_string(&trace).expect("a trace");
        assert_eq!(PullsView::result(&address), Some(trace));
    }

    #[test]
    fn a_link_that_cannot_be_read_gives_nothing() {
        let address = showing("#/pulls?preset=two-pods&scenario=2.x");
        assert_eq!(PullsView::markdown(&address), None);
        assert_eq!(PullsView::result(&address), None);
        assert_eq!(PullsView::input(&address), None);
    }
}
