//! The clock of the view: one time for all lanes, played, stepped and scrubbed.
//!
//! While it plays, one animation frame loop moves the playhead, the text of the
//! clock and the scrubber directly. Components draw again only when another
//! event has been reached. Out of sight nothing moves: the clock stands until
//! the drawing is on the screen again.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::{
    events::EventListener,
    render::{AnimationFrame, request_animation_frame},
    timers::callback::{Interval, Timeout},
    utils::{document, window},
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::figures::clock;
use crate::hooks::{use_on_screen, use_seen};

/// How long a run takes to play at the speed that is chosen for it at most, in ms.
const PLAYING_MS: f64 = 10_000.0;

/// The clock stands for so long before it is said where, in ms: who steps passes many times.
const REST_MS: u32 = 400;

/// The longest that the clock moves on for one frame, in ms: what was hidden does not jump.
const MAX_FRAME_MS: f64 = 100.0;

/// How long each event is shown where motion is reduced, in ms.
const STEP_MS: u32 = 1200;

/// How fast a run can be played.
pub const SPEEDS: [f64; 14] = [
    0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 1024.0, 4096.0, 16384.0,
];

/// The speed at which a run of this length plays in about 8 s.
pub fn fitting_speed(end_ms: f64) -> f64 {
    let fits = |speed: &&f64| end_ms / **speed <= PLAYING_MS;
    *SPEEDS
        .iter()
        .find(fits)
        .unwrap_or(&SPEEDS[SPEEDS.len() - 1])
}

/// What a player plays; equal only to itself.
#[derive(Clone, Debug)]
pub struct Timeline(Rc<(f64, Vec<f64>, Vec<f64>)>);

impl Timeline {
    /// The time from 0 to `end_ms`, which is above 0, with the stops of a person who steps through
    /// it, in order.
    pub fn new(end_ms: f64, stops: Vec<f64>) -> Self {
        Self(Rc::new((end_ms, stops, Vec::new())))
    }

    /// The same with the moments, in order, from which on something else is said of what happens.
    #[must_use]
    pub fn with_changes(self, changes: Vec<f64>) -> Self {
        Self(Rc::new((self.0.0, self.0.1.clone(), changes)))
    }

    fn changes(&self) -> &[f64] {
        &self.0.2
    }

    fn end_ms(&self) -> f64 {
        self.0.0
    }

    /// The stops, in ms.
    pub fn stops(&self) -> &[f64] {
        &self.0.1
    }
}

impl PartialEq for Timeline {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Where the time is shown.
#[derive(Clone, Default, PartialEq)]
pub struct Places {
    /// The element with all playheads and veils, which their custom property `--at` (0 to 1)
    /// places.
    pub stage: NodeRef,
    /// The text of the clock.
    pub clock: NodeRef,
    /// The scrubber, a range from 0 to 1.
    pub scrubber: NodeRef,
}

/// Where a player begins, and who hears where a person leaves it.
#[derive(Clone, Default, PartialEq)]
pub struct Clock {
    /// Where a link has it, in ms.
    pub at_ms: Option<f64>,
    /// Hears where it was left, in ms.
    pub on_rest: Callback<f64>,
    /// Whether it plays by itself when it is seen for the first time.
    pub plays_itself: bool,
}

thread_local! {
    /// Whether a player has begun by itself: no other one does.
    static HAS_PLAYED: Cell<bool> = const { Cell::new(false) };
}

/// The player, a handle that is cheap to clone.
#[derive(Clone)]
pub struct Player {
    /// Where the time is shown.
    pub places: Places,
    /// Whether it plays.
    pub playing: UseStateHandle<bool>,
    /// Simulated time over real time.
    pub speed: UseStateHandle<f64>,
    /// How many stops have been reached.
    passed: UseStateHandle<usize>,
    /// How many changes have been reached: whoever says what happens draws again for it.
    changed: UseStateHandle<usize>,
    at_ms: Rc<Cell<f64>>,
    timeline: Timeline,
    on_rest: Callback<f64>,
    resting: Rc<RefCell<Option<Timeout>>>,
}

/// A player. With another timeline it stands still where it stood.
#[hook]
pub fn use_player(timeline: &Timeline, clock: &Clock) -> Player {
    let player = Player {
        places: use_memo((), |()| Places::default()).as_ref().clone(),
        playing: use_state_eq(|| false),
        speed: use_state_eq(|| fitting_speed(timeline.end_ms())),
        passed: use_state_eq(|| stops_passed(timeline.stops(), 0.0)),
        changed: use_state_eq(|| 0),
        at_ms: use_memo((), |()| Rc::new(Cell::new(0.0))).as_ref().clone(),
        timeline: timeline.clone(),
        on_rest: clock.on_rest.clone(),
        resting: use_mut_ref(|| None),
    };
    {
        let player = player.clone();
        use_effect_with(timeline.clone(), move |_| {
            player.playing.set(false);
            player.speed.set(fitting_speed(player.timeline.end_ms()));
            player.go_to(player.at_ms.get());
        });
    }
    {
        // A link that is opened, or “Back”; what the player itself has told is where it stands.
        let player = player.clone();
        use_effect_with((clock.at_ms, timeline.clone()), move |(at_ms, _)| {
            let is_elsewhere = |at_ms: &f64| (at_ms - player.at_ms.get()).abs() > 100.0;
            if let Some(at_ms) = at_ms.filter(is_elsewhere) {
                player.go_to(at_ms);
            }
        });
    }
    use_play_by_itself(&player, clock);
    let is_on_screen = use_on_screen(&player.places.stage);
    {
        let player = player.clone();
        let causes = (
            *player.playing && is_on_screen,
            *player.speed,
            timeline.clone(),
        );
        use_effect_with(causes, move |(moves, ..)| {
            let ticking = moves.then(|| Ticking::start(&player));
            player.say_time();
            move || drop(ticking)
        });
    }
    player
}

/// Plays once when the drawing is first seen: not where motion is reduced, not after a person has done anything
/// since it is there, not from where a link has the clock.
#[hook]
fn use_play_by_itself(player: &Player, clock: &Clock) {
    let has_acted = use_memo((), |()| Rc::new(Cell::new(false)));
    use_effect_with((), {
        let has_acted = has_acted.clone();
        move |()| {
            let listeners = ["pointerdown", "keydown"].map(|kind| {
                let has_acted = has_acted.clone();
                EventListener::new(&document(), kind, move |_| has_acted.set(true))
            });
            move || drop(listeners)
        }
    });
    let is_seen = use_seen(&player.places.stage);
    let plays = is_seen && clock.plays_itself && clock.at_ms.is_none();
    let player = player.clone();
    use_effect_with(plays, move |plays| {
        let may = *plays && !has_acted.get() && !prefers_reduced_motion();
        if may && !HAS_PLAYED.replace(true) {
            player.playing.set(true);
        }
    });
}

impl Player {
    /// The time of the last event reached, or the beginning, in ms: what components draw for.
    pub fn drawn_ms(&self) -> f64 {
        let stop = self.passed.checked_sub(1);
        stop.and_then(|stop| self.timeline.stops().get(stop).copied())
            .unwrap_or(0.0)
            .min(self.timeline.end_ms())
    }

    /// The time on the clock, in ms.
    pub fn at_ms(&self) -> f64 {
        self.at_ms.get()
    }

    /// Plays on, from the beginning where it is at the end, or stops.
    pub fn toggle(&self) {
        if !*self.playing && self.at_ms.get() >= self.timeline.end_ms() {
            self.go_to(0.0);
        }
        self.playing.set(!*self.playing);
        if *self.playing {
            self.rest();
        } else {
            self.resting.take();
        }
    }

    /// A person has left the clock where it is.
    fn rest(&self) {
        let (at_ms, on_rest) = (self.at_ms.clone(), self.on_rest.clone());
        let told = Timeout::new(REST_MS, move || on_rest.emit(at_ms.get()));
        self.resting.replace(Some(told));
    }

    /// Stops at the next event of any lane.
    pub fn step(&self) {
        self.playing.set(false);
        self.step_on();
        self.rest();
    }

    /// Stops at the event before this time.
    pub fn step_back(&self) {
        self.playing.set(false);
        let at_ms = self.at_ms.get();
        let before = self
            .timeline
            .stops()
            .iter()
            .rev()
            .find(|stop| **stop < at_ms - 1e-3);
        self.go_to(before.copied().unwrap_or(0.0));
        self.rest();
    }

    /// Stops at a time.
    pub fn seek(&self, at_ms: f64) {
        self.playing.set(false);
        self.go_to(at_ms);
        self.rest();
    }

    /// [`seek`](Self::seek) as a callback.
    pub fn seek_callback(&self) -> Callback<f64> {
        let player = self.clone();
        Callback::from(move |at_ms| player.seek(at_ms))
    }

    /// Stops at the end.
    pub fn seek_end(&self) {
        self.seek(self.timeline.end_ms());
    }

    /// Stops at a part of the whole run, 0 to 1.
    pub fn seek_part(&self, part: f64) {
        self.seek(part * self.timeline.end_ms());
    }

    /// Plays at the next faster speed.
    pub fn faster(&self) {
        let faster = SPEEDS.iter().find(|speed| **speed > *self.speed);
        self.speed.set(*faster.unwrap_or(&self.speed));
    }

    /// Plays at the next slower speed.
    pub fn slower(&self) {
        let slower = SPEEDS.iter().rev().find(|speed| **speed < *self.speed);
        self.speed.set(*slower.unwrap_or(&self.speed));
    }

    /// Moves to the next event or the end; whether there is more to come.
    fn step_on(&self) -> bool {
        let at_ms = self.at_ms.get();
        let next = self
            .timeline
            .stops()
            .iter()
            .find(|stop| **stop > at_ms + 1e-3);
        self.go_to(next.copied().unwrap_or(self.timeline.end_ms()));
        self.at_ms.get() < self.timeline.end_ms()
    }

    /// Shows a time everywhere.
    fn go_to(&self, at_ms: f64) {
        let at_ms = at_ms.clamp(0.0, self.timeline.end_ms());
        self.at_ms.set(at_ms);
        let part = at_ms / self.timeline.end_ms();
        let text = clock(at_ms);
        if let Some(stage) = self.places.stage.cast::<HtmlElement>() {
            // On each, not on the stage: all that is drawn in it would inherit another value at every
            // frame.
            let moving = stage.get_elements_by_class_name("moving");
            for place in 0..moving.length() {
                let moving = moving.item(place).map(JsCast::dyn_into::<HtmlElement>);
                if let Some(Ok(moving)) = moving {
                    let _ = moving.style().set_property("--at", &part.to_string());
                }
            }
            let _ = stage
                .class_list()
                .toggle_with_force("under-way", at_ms > 0.0);
        }
        if let Some(place) = self.places.clock.get() {
            place.set_text_content(Some(&text));
        }
        if let Some(scrubber) = self.places.scrubber.cast::<HtmlInputElement>() {
            scrubber.set_value(&part.to_string());
        }
        if !*self.playing {
            self.say_time();
        }
        self.passed.set(stops_passed(self.timeline.stops(), at_ms));
        self.changed
            .set(stops_passed(self.timeline.changes(), at_ms));
    }

    /// Gives the scrubber its time in words, for a screen reader; not at every frame.
    fn say_time(&self) {
        if let Some(scrubber) = self.places.scrubber.cast::<HtmlInputElement>() {
            let _ = scrubber.set_attribute("aria-valuetext", &clock(self.at_ms.get()));
        }
    }
}

fn stops_passed(stops: &[f64], at_ms: f64) -> usize {
    stops.partition_point(|stop| *stop <= at_ms + 1e-3)
}

/// What moves the clock; it stops when this is dropped.
struct Ticking {
    frame: Rc<Cell<Option<AnimationFrame>>>,
    _steps: Option<Interval>,
}

impl Ticking {
    fn start(player: &Player) -> Self {
        let frame = Rc::new(Cell::new(None));
        let steps = prefers_reduced_motion().then(|| {
            let player = player.clone();
            Interval::new(STEP_MS, move || {
                if !player.step_on() {
                    player.playing.set(false);
                }
            })
        });
        if steps.is_none() {
            request_frame(player.clone(), &frame, None);
        }
        Self {
            frame,
            _steps: steps,
        }
    }
}

impl Drop for Ticking {
    fn drop(&mut self) {
        self.frame.take();
    }
}

/// Asks for the next frame.
fn request_frame(player: Player, place: &Rc<Cell<Option<AnimationFrame>>>, before_ms: Option<f64>) {
    let next = place.clone();
    let frame = request_animation_frame(move |now_ms| {
        let passed_ms = (now_ms - before_ms.unwrap_or(now_ms)).clamp(0.0, MAX_FRAME_MS);
        player.go_to(player.at_ms.get() + passed_ms * *player.speed);
        if player.at_ms.get() < player.timeline.end_ms() {
            request_frame(player, &next, Some(now_ms));
        } else {
            player.playing.set(false);
        }
    });
    place.set(Some(frame));
}

fn prefers_reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_plays_in_five_to_ten_seconds() {
        let rows = [
            (1000.0, 0.25),
            (15_000.0, 2.0),
            (76_000.0, 8.0),
            (24.0 * 3_600_000.0, 16384.0),
            (1e12, 16384.0),
        ];
        for (end_ms, speed) in rows {
            assert_eq!(fitting_speed(end_ms), speed, "{end_ms} ms");
        }
    }

    #[test]
    fn a_stop_is_passed_when_it_is_reached() {
        let stops = [0.0, 100.0, 200.0];
        let rows = [(0.0, 1), (99.0, 1), (100.0, 2), (1e9, 3)];
        for (at_ms, passed) in rows {
            assert_eq!(stops_passed(&stops, at_ms), passed, "{at_ms} ms");
        }
    }
}
