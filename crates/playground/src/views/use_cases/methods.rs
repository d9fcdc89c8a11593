//! The ways to give credentials, as the Kubernetes documentation lists them, and what each leaves
//! open to a Pod that brings nothing.

use imagepull::{
    kubelet::second_pod::{Arrival, Brings},
    releases::Release,
};

use super::{
    guide::Table,
    second_pod::{PRIVATE, by_default, cell},
};
use crate::text;

/// The table for a release with nothing set.
pub fn table(release: Release) -> Table {
    let second = |arrival| cell(&by_default(PRIVATE, release, arrival, Brings::Nothing));
    let rows = [
        (
            text::use_cases_ways_secret_way(),
            text::use_cases_ways_secret_who(),
            text::use_cases_ways_secret_needs(),
            second(Arrival::WithSecretOfAnotherPod),
        ),
        (
            text::use_cases_ways_node_way().into(),
            text::use_cases_ways_node_who(),
            text::use_cases_ways_node_needs().into(),
            second(Arrival::ForEveryPod),
        ),
        (
            text::use_cases_ways_provider_way().into(),
            text::use_cases_ways_provider_who(),
            text::use_cases_ways_provider_needs().into(),
            second(Arrival::ForEveryPod),
        ),
        (
            text::use_cases_ways_preloaded_way().into(),
            text::use_cases_ways_preloaded_who(),
            text::use_cases_ways_preloaded_needs().into(),
            second(Arrival::Preloaded),
        ),
        (
            text::use_cases_ways_vendor_way().into(),
            text::use_cases_ways_vendor_who(),
            text::use_cases_ways_vendor_needs().into(),
            text::use_cases_ways_vendor_second().into(),
        ),
    ];
    Table {
        caption: text::use_cases_caption(text::use_cases_ways_title(), release),
        head: vec![
            text::use_cases_ways_way().into(),
            text::use_cases_ways_who().into(),
            text::use_cases_ways_needs().into(),
            text::use_cases_ways_second().into(),
        ],
        rows: rows
            .into_iter()
            .map(|(way, who, needs, second)| vec![way.into(), who.into(), needs.into(), second])
            .collect(),
    }
}
