//! A second Pod on a node that has the image: what comes of it, as cells and tables.

use imagepull::{
    kubelet::{
        ensure_image::{Attempt, CriCall},
        second_pod::{Arrival, Brings, Guard, second_pod},
    },
    releases::Release,
    words::{IntoParts, Parts},
};

use super::guide::{Cell, Step, Table, each_once};
use crate::text;

/// A private image, as all guides name it.
pub const PRIVATE: &str = "registry.example.com/acme/api:v1";

/// A column: what it is about, how the image came to the node and what the Pod brings.
pub type Column = (&'static str, Arrival, Brings);

/// What comes of a start, in two parts: what runs, and what is asked of the registry.
pub fn outcome(attempt: &Attempt) -> (Parts, &'static str) {
    let is_asked = attempt.cri_calls.contains(&CriCall::PullImage);
    match attempt.reason {
        Some(reason) => (Parts::code(reason.to_string()), {
            if is_asked {
                text::policy_outcomes_moved_refused()
            } else {
                text::policy_outcomes_moved_nothing()
            }
        }),
        None if is_asked => (
            text::policy_outcomes_starts().into_parts(),
            text::policy_outcomes_moved_no_layer(),
        ),
        None => (
            text::policy_outcomes_starts().into_parts(),
            text::policy_outcomes_moved_nothing(),
        ),
    }
}

/// What comes of a start, as a cell.
pub fn cell(attempt: &Attempt) -> Cell {
    let (runs, moved) = outcome(attempt);
    Cell::Outcome {
        starts: attempt.reason.is_none(),
        runs,
        moved: moved.into_parts(),
    }
}

/// The start of a second Pod in a release with nothing set.
pub fn by_default(image: &str, release: Release, arrival: Arrival, brings: Brings) -> Attempt {
    let guard = Guard::default_of(release);
    second_pod(image, release, arrival, brings, guard)
}

/// A step with a table of all that can be set against the columns.
pub fn guards(step: Step, release: Release, columns: &[Column]) -> Step {
    let mut why = Vec::new();
    let set = text::use_cases_guard_set().into_parts();
    let heads = columns.iter().map(|(head, ..)| head.into_parts());
    let guards = Guard::ALL.into_iter().filter(|guard| guard.is_in(release));
    let rows = guards.map(|guard| {
        let starts = columns.iter().map(|(_, arrival, brings)| {
            let attempt = second_pod(PRIVATE, release, *arrival, *brings, guard);
            let cell = cell(&attempt);
            why.extend(attempt.why);
            cell
        });
        [Cell::from(name(guard, release))]
            .into_iter()
            .chain(starts)
            .collect()
    });
    let table = Table {
        caption: text::use_cases_guard_caption(release),
        head: [set].into_iter().chain(heads).collect(),
        rows: rows.collect(),
    };
    step.table(table, each_once(why))
}

fn name(guard: Guard, release: Release) -> Parts {
    let name = match guard {
        Guard::Nothing if !Guard::VerifyPulled.is_in(release) => {
            text::use_cases_guard_unknown().into_parts()
        }
        Guard::Nothing => text::use_cases_guard_nothing().into_parts(),
        Guard::VerifyPulled => text::use_cases_guard_pulled().into_parts(),
        Guard::VerifyAll => text::use_cases_guard_all().into_parts(),
        Guard::AlwaysPullImages => text::use_cases_guard_plugin().into_parts(),
    };
    if guard == Guard::default_of(release) {
        text::use_cases_guard_default(name)
    } else {
        name
    }
}
