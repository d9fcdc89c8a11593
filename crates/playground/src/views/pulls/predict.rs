//! Predict first: a run is shown only after a guess when one of its pods is ready.

use imagepull::words::{IntoParts, Parts};
use web_sys::{HtmlInputElement, SubmitEvent};
use yew::prelude::*;

use super::{
    figures::{duration, tick},
    lane::{phase_name, setting},
    runs::Results,
    scale::{percent, ticks},
};
use crate::{components::rich::rich, hooks::use_language, text};

/// Steps of a guess along the axis.
const STEPS: f64 = 200.0;

/// Properties of [`Ask`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the three runs come to, none of which is shown.
    pub results: Results,
    /// Is called with the guess, in ms.
    pub guessed: Callback<f64>,
}

/// The question, and an axis with a mark to set.
#[component]
pub fn Ask(props: &Props) -> Html {
    use_language();
    let results = &props.results;
    let end_ms = results.end_ms();
    let step_ms = end_ms / STEPS;
    let guess_ms = use_state_eq(|| end_ms / 2.0);
    let oninput = {
        let guess_ms = guess_ms.clone();
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            guess_ms.set(field.value_as_number() * step_ms);
        })
    };
    let onsubmit = {
        let (guess_ms, guessed) = (guess_ms.clone(), props.guessed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            guessed.emit(*guess_ms);
        })
    };
    let Some(asked) = &results.prediction else {
        return Html::default();
    };
    let setting = setting(results.compared(), &results.scenario);
    let said = duration(*guess_ms);
    html! {
        <form class="predict" {onsubmit}>
            <p class="answer"><label for="guess">{ rich(text::pulls_predict_question(&asked.pod, setting)) }</label></p>
            <input id="guess" type="range" min="0" max={STEPS.to_string()} step="1" value={(*guess_ms / step_ms).to_string()}
                aria-valuetext={said.clone()} {oninput} />
            <div class="axis" aria-hidden="true">
                { for ticks(end_ms).into_iter().map(|ms| html! {
                    <span ~style={format!("left:{}%", percent(ms, end_ms))}>{ tick(ms) }</span>
                }) }
            </div>
            <button>{ text::pulls_predict_set(said) }</button>
        </form>
    }
}

/// How near a guess was, and what takes most of the time.
pub fn gap(results: &Results, guess_ms: f64) -> Option<(Parts, Option<Parts>)> {
    let asked = results.prediction.as_ref()?;
    let gap_ms = asked.ready_ms - guess_ms;
    let (pod, guess, ready) = (&*asked.pod, duration(guess_ms), duration(asked.ready_ms));
    let gap = duration(gap_ms.abs());
    let said = if gap_ms.abs() < results.end_ms() / STEPS {
        text::pulls_predict_right(pod, ready)
    } else if gap_ms > 0.0 {
        text::pulls_predict_later(guess, pod, ready, gap)
    } else {
        text::pulls_predict_sooner(guess, pod, ready, gap)
    };
    let reason = asked.longest.as_ref().map(|longest| {
        let (phase, time) = (phase_name(longest.phase), duration(longest.time_ms));
        match longest.waits_for.as_deref().filter(|holder| *holder != pod) {
            Some(holder) => text::pulls_predict_why_behind(pod, phase, time, holder),
            None => text::pulls_predict_why(pod, phase, time).into_parts(),
        }
    });
    Some((said, reason))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{presets::Preset, runs::Runs},
        *,
    };

    #[test]
    fn a_guess_is_told_how_far_it_is_off_and_why() {
        let runs = Runs::new(&Preset::named_or_first("small-behind-huge").scenario());
        let said = [0.0, 78_000.0, 60_000.0].map(|guess_ms| {
            let (gap, reason) = gap(&runs.results, guess_ms).expect("its pods get ready");
            let said: Parts = [gap].into_iter().chain(reason).collect();
            format!("{}\n", text::marked(&said))
        });
        insta::assert_snapshot!(said.concat());
    }
}
