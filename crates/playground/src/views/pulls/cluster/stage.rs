//! The lanes of a large scenario below the player, and the events beside them.

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    super::{
        controls::{controls, use_keys},
        feed::Feed,
        figure::phases,
        player::{Clock, use_player},
        shown::Shown,
        stage::{legend, now},
    },
    bucketed_series::STRETCHES,
    lane::LaneView,
    session::Cluster,
};
use crate::{hooks::use_language, text};

/// Properties of [`Stage`].
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// The three runs.
    pub cluster: Cluster,
    /// Where the clock begins, and who hears where it is left.
    pub clock: Clock,
    /// Where a person has guessed that a pod is ready, in ms.
    pub guess_ms: Option<f64>,
}

/// Everything that moves with the clock.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    use_language();
    let cluster = &props.cluster;
    let player = use_player(&cluster.timeline, &props.clock);
    use_keys(&player);
    let seek = player.seek_callback();
    let shown = Shown::Cluster(cluster.clone());
    let compared = cluster.results.compared();
    let lanes = Lane::ALL.map(|lane| {
        let guess_ms = props.guess_ms.filter(|_| lane == compared);
        html! { <LaneView cluster={cluster.clone()} {lane} {guess_ms} /> }
    });
    html! {
        <div class="stage cluster-stage" ref={player.places.stage.clone()}>
            { controls(&player) }
            <p class="now soft" role="status">{ now(&player, &shown) }</p>
            <p class="soft">{ text::pulls_large_means(STRETCHES) }</p>
            <div class="lanes">
                <div>{ for lanes }</div>
                <Feed {shown} at_ms={player.drawn_ms()} {seek} />
            </div>
            <div class="legend-row">{ legend(&phases()) }</div>
        </div>
    }
}
