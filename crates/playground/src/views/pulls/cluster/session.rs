//! The three workers of a scenario: one for each lane, which holds its run.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use imagepull::simulate::{analysis::Lane, scenario::Scenario};
use wasm_bindgen::prelude::*;
use yew::Callback;

use super::{
    super::{player::Timeline, runs::Results},
    asked::{Answer, Outcome, Overview, Question},
    means::STRETCHES,
};

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    type RunInWorker;
    #[wasm_bindgen(constructor)]
    fn new(told: &JsValue) -> RunInWorker;
    #[wasm_bindgen(method)]
    fn run(this: &RunInWorker, number: f64, scenario: &str, lane: usize);
    #[wasm_bindgen(method)]
    fn ask(this: &RunInWorker, number: f64, question: &str);
    #[wasm_bindgen(method)]
    fn stop(this: &RunInWorker);
}

/// What a worker tells: the number of what was asked, then pods that have started, all pods, the
/// outcome, an answer, what went wrong.
type Told =
    Closure<dyn Fn(f64, Option<f64>, Option<f64>, Option<String>, Option<String>, Option<String>)>;

/// A worker that ends when this is dropped.
struct Worker {
    handle: RunInWorker,
    // Lives as long as it is told anything.
    _told: Told,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.handle.stop();
    }
}

/// What becomes of a scenario.
pub enum News {
    /// It runs: pods that have started and all pods, in the three runs together.
    Progress(f64, f64),
    /// It is there.
    Done(Cluster),
    /// What is wrong with it, each in all languages.
    Refused(Vec<[String; 2]>),
    /// A worker went wrong.
    Failed(String),
}

/// The runs of a large scenario. A handle that is cheap to clone; equal only to itself.
#[derive(Clone)]
pub struct Cluster(Rc<Runs>);

/// What is known of the runs.
pub struct Runs {
    /// What they come to.
    pub results: Results,
    /// Their common time axis.
    pub timeline: Timeline,
    /// The end of that, in ms; above 0.
    pub end_ms: f64,
    overviews: [Overview; 3],
    session: Session,
    number: f64,
}

impl Cluster {
    /// The overview of a lane.
    pub fn overview(&self, lane: Lane) -> &Overview {
        &self.0.overviews[lane as usize]
    }

    /// Asks about the run of a lane. There is no answer when another scenario runs by now.
    pub fn ask(&self, lane: Lane, question: &Question, answered: Callback<Answer>) {
        self.0.session.ask(self.0.number, lane, question, answered);
    }
}

impl PartialEq for Cluster {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Cluster {
    type Target = Runs;

    fn deref(&self) -> &Runs {
        &self.0
    }
}

/// The workers. A handle that is cheap to clone.
#[derive(Clone, Default)]
pub struct Session(Rc<RefCell<Workers>>);

#[derive(Default)]
struct Workers {
    of_lanes: [Option<Worker>; 3],
    /// What was asked last.
    number: f64,
    running: Option<Running>,
    /// Who hears of the runs, under way or held.
    tell: Option<Callback<News>>,
    /// The number of the runs that the workers hold.
    held: Option<f64>,
    asked: HashMap<u64, Callback<Answer>>,
}

/// Runs under way.
struct Running {
    number: f64,
    scenario: Rc<Scenario>,
    progress: [[f64; 2]; 3],
    overviews: [Option<Overview>; 3],
}

impl Session {
    /// Runs a scenario in place of what the workers run or hold.
    pub fn run(&self, scenario: Rc<Scenario>, tell: Callback<News>) {
        self.stop();
        let text = serde_json::to_string(&*scenario).unwrap_or_default();
        let mut workers = self.0.borrow_mut();
        workers.number += 1.0;
        let number = workers.number;
        workers.held = None;
        workers.asked.clear();
        workers.running = Some(Running {
            number,
            scenario,
            progress: [[0.0; 2]; 3],
            overviews: [None, None, None],
        });
        workers.tell = Some(tell);
        for lane in Lane::ALL {
            let worker = workers.of_lanes[lane as usize].get_or_insert_with(|| self.worker(lane));
            worker.handle.run(number, &text, lane as usize);
        }
    }

    /// Stops what runs: a worker at work hears nothing, so it ends.
    pub fn stop(&self) {
        let mut workers = self.0.borrow_mut();
        let Some(running) = workers.running.take() else {
            return;
        };
        for (worker, overview) in workers.of_lanes.iter_mut().zip(&running.overviews) {
            if overview.is_none() {
                *worker = None;
            }
        }
    }

    /// Ends all workers.
    pub fn end(&self) {
        self.0.take();
    }

    fn ask(&self, held: f64, lane: Lane, question: &Question, answered: Callback<Answer>) {
        let mut workers = self.0.borrow_mut();
        if workers.held != Some(held) {
            return;
        }
        workers.number += 1.0;
        let number = workers.number;
        workers.asked.insert(number.to_bits(), answered);
        if let Some(worker) = &workers.of_lanes[lane as usize] {
            let question = serde_json::to_string(question).unwrap_or_default();
            worker.handle.ask(number, &question);
        }
    }

    fn worker(&self, lane: Lane) -> Worker {
        let workers = Rc::downgrade(&self.0);
        let told: Told = Closure::new(
            move |number,
                  started: Option<f64>,
                  pods: Option<f64>,
                  outcome: Option<String>,
                  answer: Option<String>,
                  error| {
                let Some(session) = workers.upgrade().map(Session) else {
                    return;
                };
                if let Some(error) = error {
                    session.failed(error);
                } else if let Some(answer) = answer {
                    session.answered(number, &answer);
                } else if let Some(outcome) = outcome {
                    session.has_run(number, lane, &outcome);
                } else {
                    session.goes_on(number, lane, [started.unwrap_or(0.0), pods.unwrap_or(0.0)]);
                }
            },
        );
        Worker {
            handle: RunInWorker::new(told.as_ref()),
            _told: told,
        }
    }

    fn answered(&self, number: f64, answer: &str) {
        let answered = self.0.borrow_mut().asked.remove(&number.to_bits());
        if let (Some(answered), Ok(answer)) = (answered, serde_json::from_str(answer)) {
            answered.emit(answer);
        }
    }

    fn goes_on(&self, number: f64, lane: Lane, progress: [f64; 2]) {
        let mut workers = self.0.borrow_mut();
        let Some(running) = workers.running.as_mut().filter(|it| it.number == number) else {
            return;
        };
        running.progress[lane as usize] = progress;
        let sum = |part: usize| running.progress.iter().map(|progress| progress[part]).sum();
        // Every run has all pods, and each says so when it begins.
        let pods = running.progress.iter().map(|progress| progress[1]);
        let pods = pods.fold(0.0, f64::max) * 3.0;
        let news = News::Progress(sum(0), pods);
        drop(workers);
        self.tell(news);
    }

    /// Tells what has become of the scenario.
    fn tell(&self, news: News) {
        let tell = self.0.borrow().tell.clone();
        if let Some(tell) = tell {
            tell.emit(news);
        }
    }

    fn has_run(&self, number: f64, lane: Lane, outcome: &str) {
        let mut workers = self.0.borrow_mut();
        let Some(running) = workers.running.as_mut().filter(|it| it.number == number) else {
            return;
        };
        match serde_json::from_str(outcome) {
            Ok(Outcome::Run(overview)) => {
                running.overviews[lane as usize] = Some(*overview);
                if let [Some(serial), Some(parallel), Some(unlimited)] = &mut running.overviews {
                    let overviews = [serial, parallel, unlimited].map(|it| it.clone());
                    let running = workers.running.take();
                    workers.held = Some(number);
                    drop(workers);
                    if let Some(running) = running {
                        self.tell(News::Done(self.cluster(overviews, &running)));
                    }
                }
            }
            Ok(Outcome::Refused(problems)) => {
                drop(workers);
                self.stop();
                self.tell(News::Refused(problems));
            }
            Err(error) => {
                drop(workers);
                self.failed(error.to_string());
            }
        }
    }

    /// A worker went wrong, while it ran or when it was asked. None of them is used any more.
    fn failed(&self, error: String) {
        {
            let mut workers = self.0.borrow_mut();
            workers.running = None;
            workers.held = None;
            workers.asked.clear();
            workers.of_lanes = [None, None, None];
        }
        self.tell(News::Failed(error));
    }

    fn cluster(&self, overviews: [Overview; 3], running: &Running) -> Cluster {
        let results = Results {
            scenario: running.scenario.clone(),
            facts: overviews.each_ref().map(|overview| overview.facts.clone()),
        };
        let end_ms = results.end_ms();
        Cluster(Rc::new(Runs {
            timeline: Timeline::new(end_ms, stops(&overviews, end_ms)),
            end_ms,
            results,
            overviews,
            session: self.clone(),
            number: running.number,
        }))
    }
}

/// The stops of all lanes, few enough to be stepped through.
fn stops(overviews: &[Overview; 3], end_ms: f64) -> Vec<f64> {
    let stops = overviews.iter().flat_map(|overview| &overview.stops);
    let mut stops: Vec<f64> = stops.copied().collect();
    stops.sort_by(f64::total_cmp);
    let apart_ms = end_ms / STRETCHES as f64;
    // Of those close together the last stays, so that all of them have happened there.
    stops.dedup_by(|later, earlier| {
        let is_close = *later - *earlier < apart_ms / 2.0;
        if is_close {
            *earlier = *later;
        }
        is_close
    });
    stops
}
