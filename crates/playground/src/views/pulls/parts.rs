//! The bars of a lane as something to point at: each row is a button over its bars.

use imagepull::simulate::analysis::Lane;
use web_sys::{Element, MouseEvent, PointerEvent};
use yew::prelude::*;

use super::{caption::Part, rows::label, runs::SharedRuns, scale::percent};
use crate::hooks::use_language;

/// A part of a row that a person points at.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointed {
    /// The lane.
    pub lane: Lane,
    /// The place of the row.
    pub row: usize,
    /// What is pointed at.
    pub part: Part,
}

/// Properties of [`PartButtons`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub runs: SharedRuns,
    /// The one below the buttons.
    pub lane: Lane,
    /// From one row to the next, in px.
    pub pitch: usize,
    /// How many rows are drawn.
    pub rows: usize,
    /// Where the clock stands when a row gets the focus, in ms: its part there is looked at first.
    pub point: Callback<Option<Pointed>>,
    /// Takes the clock to a time in ms.
    pub seek: Callback<f64>,
}

/// A button for each row. A pointer looks at the part below it, and takes the clock to its begin; the keyboard goes
/// from part to part.
#[component]
pub fn PartButtons(props: &Props) -> Html {
    use_language();
    let pointed = use_state_eq(|| None::<Pointed>);
    let show = {
        let (pointed, point) = (pointed.clone(), props.point.clone());
        Callback::from(move |now: Option<Pointed>| {
            if *pointed != now {
                pointed.set(now.clone());
                point.emit(now);
            }
        })
    };
    let trace = props.runs.trace(props.lane);
    let names = props.runs.rows();
    let rows = names.iter().take(props.rows).enumerate();
    // Without keys the mark behind them would make a button anew, below the pointer.
    let buttons = rows.map(|(row, names)| {
        let style = format!("top:{}px;height:{}px", row * props.pitch, props.pitch);
        let look = look(props, row);
        let hide = show.reform(|()| None);
        let onpointermove = {
            let (show, look) = (show.clone(), look.clone());
            Callback::from(move |event: PointerEvent| show.emit(look(Look::At(part_of(&event)))))
        };
        let onfocus = {
            let (show, look) = (show.clone(), look.clone());
            Callback::from(move |_: FocusEvent| show.emit(look(Look::After(f64::NEG_INFINITY))))
        };
        let onclick = {
            let (show, seek, pointed) = (show.clone(), props.seek.clone(), pointed.clone());
            Callback::from(move |event: MouseEvent| {
                let is_key = event.detail() == 0;
                let shown = pointed.as_ref().filter(|it| it.row == row);
                let next = match shown {
                    Some(shown) if is_key => look(Look::After(shown.part.times[0])),
                    _ if is_key => look(Look::After(f64::NEG_INFINITY)),
                    _ => look(Look::At(part_of(&event))),
                };
                if let Some(next) = &next {
                    seek.emit(next.part.times[0]);
                }
                show.emit(next);
            })
        };
        html! {
            <button key={row} type="button" ~style={style} aria-label={label(trace, *names, false)} aria-describedby="caption"
                {onpointermove} onpointerleave={hide.reform(|_: PointerEvent| ())}
                {onfocus} onblur={hide.reform(|_: FocusEvent| ())} {onclick}></button>
        }
    });
    html! {
        <div class="part-buttons">
            { for buttons }
            { for pointed.as_ref().map(|pointed| mark(props, pointed)) }
        </div>
    }
}

/// Where a person looks in a row.
enum Look {
    /// At a part of the whole time, 0 to 1.
    At(f64),
    /// At what begins next after a time in ms.
    After(f64),
}

/// What is in a row where a person looks.
fn look(props: &Props, row: usize) -> impl Fn(Look) -> Option<Pointed> + Clone + 'static {
    let (runs, lane) = (props.runs.clone(), props.lane);
    move |at| {
        let names = *runs.rows().get(row)?;
        let part = match at {
            Look::At(part) => Part::at(&runs, lane, names, part * runs.end_ms),
            Look::After(at_ms) => Part::after(&runs, lane, names, at_ms),
        };
        Some(Pointed {
            lane,
            row,
            part: part?,
        })
    }
}

/// How far along the row the pointer is, 0 to 1.
fn part_of(event: &MouseEvent) -> f64 {
    let Some(row) = event
        .current_target()
        .map(wasm_bindgen::JsCast::unchecked_into::<Element>)
    else {
        return 0.0;
    };
    let place = row.get_bounding_client_rect();
    (f64::from(event.client_x()) - place.left()) / place.width().max(1.0)
}

fn mark(props: &Props, pointed: &Pointed) -> Html {
    let [left, right] = pointed.part.times.map(|ms| percent(ms, props.runs.end_ms));
    let style = format!(
        "left:{left}%;width:{:.3}%;top:{}px;height:{}px",
        right - left,
        pointed.row * props.pitch,
        props.pitch
    );
    html! { <i key="mark" class="part-mark" ~style={style}></i> }
}
