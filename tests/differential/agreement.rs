//! Both implementations must agree on every scenario.

use std::env;
use std::str::FromStr;

use imagepull::simulate::scenario::Scenario;
use imagepull::simulate::trace::Trace;
use imagepull::simulate::{Detail, simulate_pulls};
use proptest::test_runner::{
    Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner, contextualize_config,
};

use crate::compare::first_difference;
use crate::oracle;
use crate::scenarios::scenarios;

/// Random scenarios: `DIFFERENTIAL_CASES` and `DIFFERENTIAL_SEED` ask for more and for others.
#[test]
fn on_random_scenarios() {
    let cases = from_environment("DIFFERENTIAL_CASES", 1000);
    let seed: u64 = from_environment("DIFFERENTIAL_SEED", 0);
    let mut seed_bytes = [0; 32];
    seed_bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed_bytes);
    let mut runner = TestRunner::new_with_rng(contextualize_config(config), random);
    let outcome = runner.run(&scenarios(), |scenario| {
        disagreement(&scenario).map_or(Ok(()), |difference| Err(TestCaseError::fail(difference)))
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(difference, scenario)) => {
            panic!("{}", described(&scenario, difference.message()))
        }
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

fn from_environment<T: FromStr>(name: &str, otherwise: T) -> T {
    let written = env::var(name).ok().and_then(|text| text.parse().ok());
    written.unwrap_or(otherwise)
}

/// The first difference in any detail.
fn disagreement(scenario: &Scenario) -> Option<String> {
    let whole = oracle::simulate(scenario);
    [Detail::Full, Detail::Pulls, Detail::Summary]
        .into_iter()
        .find_map(|detail| {
            let expected = reduced(&whole, detail);
            let difference = first_difference(&simulate_pulls(scenario, detail), &expected);
            difference.map(|difference| format!("{detail:?}: {difference}"))
        })
}

/// With `pulls` all `layers` and steps are empty; with `summary` every list but `errors` is.
fn reduced(trace: &Trace, detail: Detail) -> Trace {
    let mut trace = trace.clone();
    match detail {
        Detail::Full => {}
        Detail::Pulls => {
            for pull in &mut trace.pulls {
                pull.layers.clear();
            }
            for node in &mut trace.nodes {
                node.active_pulls.clear();
                node.queued_pulls.clear();
                node.throughput.clear();
            }
        }
        Detail::Summary => {
            let Trace {
                errors, summary, ..
            } = trace;
            trace = Trace {
                errors,
                summary,
                ..Trace::default()
            };
        }
    }
    trace
}

/// What a person needs to see the difference: the scenario as it is given to `simulatePulls`.
fn described(scenario: &Scenario, difference: &str) -> String {
    let scenario = serde_json::to_string_pretty(scenario).expect("a scenario is data");
    format!("{difference}\nof\n{scenario}")
}
