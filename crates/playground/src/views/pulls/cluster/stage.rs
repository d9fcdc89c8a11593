//! The lanes of a large scenario below the player, and the events beside them.

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    super::{
        controls::{controls, use_keys},
        figure::phases,
        player::{Clock, Player, use_player},
        stage::{lane_now, lanes_now, legend},
    },
    bucketed_series::STRETCHES,
    feed::Feed,
    lane::LaneView,
    query::{Answer, Question},
    session::Cluster,
};
use crate::{hooks::use_language, text};

/// Properties of everything that only draws the runs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub cluster: Cluster,
}

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
    let compared = cluster.results.compared();
    let lanes = Lane::ALL.map(|lane| {
        let guess_ms = props.guess_ms.filter(|_| lane == compared);
        html! { <LaneView cluster={cluster.clone()} {lane} {guess_ms} /> }
    });
    html! {
        <div class="stage cluster-stage" ref={player.places.stage.clone()}>
            { controls(&player) }
            <Now cluster={cluster.clone()} at_ms={at_rest_ms(&player)} />
            <p class="soft">{ text::pulls_large_means(STRETCHES) }</p>
            <div class="lanes">
                <div>{ for lanes }</div>
                <Feed cluster={cluster.clone()} at_ms={player.drawn_ms()} {seek} />
            </div>
            <div class="legend-row">{ legend(&phases()) }</div>
        </div>
    }
}

/// The time at which the clock stands, in ms; `None` while it plays and at the beginning.
fn at_rest_ms(player: &Player) -> Option<f64> {
    (!*player.playing && player.at_ms() > 0.0).then(|| player.at_ms())
}

#[derive(Properties, PartialEq)]
struct NowProps {
    cluster: Cluster,
    at_ms: Option<f64>,
}

/// What the drawing shows at this moment, in words.
#[component]
fn Now(props: &NowProps) -> Html {
    use_language();
    let said = use_state_eq(|| [None, None, None]);
    {
        let said = said.clone();
        use_effect_with(
            (props.cluster.clone(), props.at_ms),
            move |(cluster, at_ms)| {
                said.set([None, None, None]);
                let Some(at_ms) = *at_ms else { return };
                let answers = std::rc::Rc::new(std::cell::RefCell::new([None, None, None]));
                for lane in Lane::ALL {
                    let (said, answers) = (said.clone(), answers.clone());
                    let answered = Callback::from(move |answer| {
                        if let Answer::Moment(moment, pods) = answer {
                            answers.borrow_mut()[lane as usize] = Some((moment, pods));
                            said.set(*answers.borrow());
                        }
                    });
                    cluster.ask(lane, &Question::Moment(at_ms), answered);
                }
            },
        );
    }
    let scenario = &props.cluster.results.scenario;
    let lanes = Lane::ALL.map(|lane| {
        let (moment, pods) = said[lane as usize]?;
        Some(lane_now(lane, scenario, moment, pods))
    });
    let words = match (props.at_ms, lanes) {
        (Some(at_ms), [Some(serial), Some(parallel), Some(unlimited)]) => {
            lanes_now(at_ms, &[serial, parallel, unlimited])
        }
        _ => String::new(),
    };
    html! { <p class="now soft" role="status">{ words }</p> }
}
