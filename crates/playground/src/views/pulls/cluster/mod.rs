//! Scenarios of many nodes and pods: run in workers, and drawn with as many details as can be
//! looked at.
//!
//! A worker holds each run as a whole. The page has an overview of it, and asks for what a person
//! opens (`query`): the nodes of a group, the pulls of a node, a page of the table.
//!
//! | file | what it is | where |
//! | --- | --- | --- |
//! | `simulation_run` | a run, and the answers about it | worker |
//! | `groups` | which nodes stand together in a row | worker |
//! | `bucketed_series` | quantities over time as means of short stretches | worker |
//! | `worker` | a thread beside the page | page |
//! | `session` | the three workers of a scenario | page |
//! | `running` | the progress and the button that stops | page |
//! | `stage`, `lane`, `row` | the drawing, and the rows that open | page |

mod bucketed_series;
mod groups;
mod lane;
mod row;
pub mod running;
pub mod session;
pub mod simulation_run;
pub mod stage;
pub mod worker;

/// So many containers and nodes are run and drawn by the page itself, at once; of more this
/// module takes care.
pub const MAX_AT_ONCE: f64 = 200.0;

/// The most containers and nodes that are run at all: three runs of so many need about a
/// gigabyte.
pub const MAX_CONTAINERS: f64 = 200_000.0;

/// A run is given up after so many steps: about three times what [`MAX_CONTAINERS`] need where
/// nothing fails.
const MAX_STEPS: usize = 12_000_000;
