//! What the Pulls view gives to other pages and programs.

use imagepull::{
    releases::Release,
    simulate::{Detail, analysis::containers, scenario::Scenario, simulate_pulls_within},
    words::Parts,
};

use super::{
    PullsView, Wrong,
    cluster::{self, running::results_of},
    figure, in_release, link_problem, own_scenario, own_title,
    presets::Preset,
    run,
    runs::{MAX_CONTAINERS, MAX_STEPS, Results},
    sentence::answer,
    tables,
};
use crate::{
    address::Address,
    export::{
        Colours, Export, Exported, Motion,
        json::export_answer,
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

    fn markdown(address: &Address) -> Exported {
        let scenario = in_release(&scenario(address)?, address.kubernetes);
        let results = results(&scenario, address.kubernetes)?;
        let sentences: Parts = answer(&results).sentences().collect();
        let sentences = rich(sentences, Place::Paragraph);
        Ok(format!("{sentences}\n\n{}", tables::markdown(&results)))
    }

    /// The trace of the scenario as it is written, which need be none of the three runs that are
    /// drawn. A run that the page gives up is none that the package gives.
    fn result(address: &Address) -> Exported {
        let scenario = in_release(&scenario(address)?, address.kubernetes);
        expect_writable(&scenario)?;
        written_down(&scenario, MAX_STEPS)
    }

    fn figure(address: &Address, colours: Colours) -> Exported {
        drawn(address, colours, Motion::Still)
    }

    fn animation(address: &Address, colours: Colours) -> Exported {
        drawn(address, colours, Motion::Moving)
    }

    fn input(address: &Address) -> Exported {
        let scenario = in_release(&scenario(address)?, address.kubernetes);
        export_answer(&scenario)
    }
}

fn drawn(address: &Address, colours: Colours, motion: Motion) -> Exported {
    let scenario = scenario(address)?;
    expect_writable(&scenario)?;
    let runs = run(&scenario, address.kubernetes).map_err(first)?;
    let title = PullsView::title(address);
    Ok(figure::figure(&runs, &title, colours, motion))
}

/// The trace of a run that takes no more steps than this.
fn written_down(scenario: &Scenario, most_steps: usize) -> Exported {
    let trace = simulate_pulls_within(scenario, Detail::Full, most_steps);
    if trace.is_given_up() {
        return Err(text::pulls_export_given_up(text::grouped(most_steps)));
    }
    export_answer(&trace)
}

/// The scenario that the view shows, or why that of the link cannot be read.
fn scenario(address: &Address) -> Result<Scenario, String> {
    let own = own_scenario(&address.scenario).map_err(|unreadable| link_problem(&unreadable))?;
    Ok(own.unwrap_or_else(|| Preset::named_or_first(&address.preset).scenario()))
}

/// Gives the reason where a scenario has more containers than are drawn or written down at once.
fn expect_writable(scenario: &Scenario) -> Result<(), String> {
    let count = containers(scenario);
    if count > MAX_CONTAINERS {
        return Err(text::pulls_export_large(
            text::grouped(count),
            text::grouped(MAX_CONTAINERS),
        ));
    }
    Ok(())
}

/// What a scenario comes to. One that is too large to be run here and now has been run by workers,
/// or has not come to its end.
fn results(scenario: &Scenario, release: Release) -> Result<Results, String> {
    if let Some(results) = results_of(scenario) {
        return Ok(results);
    }
    let count = containers(scenario);
    if count > cluster::MAX_CONTAINERS {
        Err(Wrong::Large(count, cluster::MAX_CONTAINERS)
            .said()
            .to_plain())
    } else if count > MAX_CONTAINERS {
        Err(text::pulls_export_not_run().to_owned())
    } else {
        let runs = run(scenario, release).map_err(first)?;
        Ok(runs.results.clone())
    }
}

/// What is said of a scenario with which much may be wrong.
fn first(problems: Vec<Wrong>) -> String {
    let first = problems.into_iter().next();
    first.map_or_else(String::new, |problem| problem.said().to_plain())
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
        assert_eq!(PullsView::result(&address), Ok(trace));
    }

    #[test]
    fn what_is_not_given_has_a_reason() {
        let link = |change: fn(&mut Scenario)| {
            let mut scenario = Preset::named_or_first("registry-down").scenario();
            change(&mut scenario);
            format!("#/pulls?scenario={}", &*packed::pack(&scenario))
        };
        let rows = [
            ("newer", "#/pulls?scenario=2.x".to_owned()),
            ("broken", "#/pulls?scenario=1.x".to_owned()),
            ("refused", link(|it| it.images.clear())),
            ("large", link(|it| it.pods[0].replicas = Some(6000.0))),
            ("largest", link(|it| it.pods[0].replicas = Some(3e5))),
        ];
        let said = rows.map(|(about, fragment)| {
            let address = showing(&fragment);
            let given = [
                ("markdown", PullsView::markdown(&address)),
                ("result", PullsView::result(&address)),
                ("figure", PullsView::figure(&address, Colours::Light)),
                ("input", PullsView::input(&address)),
            ];
            let given = given.map(|(what, given)| match given {
                Ok(_) => format!("{what}: given"),
                Err(reason) => format!("{what}: {reason}"),
            });
            format!("{about}\n{}", given.join("\n"))
        });
        insta::assert_snapshot!(said.join("\n\n"));
    }

    #[test]
    fn a_run_that_is_given_up_gives_the_reason() {
        let scenario = Preset::named_or_first("two-pods").scenario();
        let reason = written_down(&scenario, 3).unwrap_err();
        assert_eq!(
            reason,
            "This run needs more than 3 steps, the most that this page records. Save the scenario \
             and run it with simulatePulls of the JavaScript package."
        );
        assert!(written_down(&scenario, MAX_STEPS).is_ok());
    }
}
