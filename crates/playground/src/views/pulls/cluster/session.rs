//! The three workers of a scenario: one for each lane, which holds its run.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use imagepull::simulate::{analysis::Lane, scenario::Scenario};
use yew::Callback;

use super::{
    super::{
        player::Timeline,
        query::{Answer, Outcome, Overview, Question},
        runs::Results,
    },
    bucketed_series::STRETCHES,
    worker::{Heard, Worker},
};

/// What becomes of a scenario.
pub enum WorkerEvent {
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
    on_event: Option<Callback<WorkerEvent>>,
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
    pub fn run(&self, scenario: Rc<Scenario>, on_event: Callback<WorkerEvent>) {
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
        workers.on_event = Some(on_event);
        for lane in Lane::ALL {
            let worker = workers.of_lanes[lane as usize].get_or_insert_with(|| self.worker(lane));
            worker.run(number, &text, lane as usize);
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
            worker.ask(number, &question);
        }
    }

    fn worker(&self, lane: Lane) -> Worker {
        let workers = Rc::downgrade(&self.0);
        Worker::new(move |number, heard| {
            let Some(session) = workers.upgrade().map(Session) else {
                return;
            };
            match heard {
                Heard::Failed(error) => session.failed(error),
                Heard::Answer(answer) => session.answered(number, &answer),
                Heard::Outcome(outcome) => session.has_run(number, lane, &outcome),
                Heard::Progress(progress) => session.goes_on(number, lane, progress),
            }
        })
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
        let news = WorkerEvent::Progress(sum(0), pods);
        drop(workers);
        self.send(news);
    }

    /// Tells what has become of the scenario.
    fn send(&self, event: WorkerEvent) {
        let on_event = self.0.borrow().on_event.clone();
        if let Some(on_event) = on_event {
            on_event.emit(event);
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
                        self.send(WorkerEvent::Done(self.cluster(overviews, &running)));
                    }
                }
            }
            Ok(Outcome::Refused(problems)) => {
                drop(workers);
                self.stop();
                self.send(WorkerEvent::Refused(problems));
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
        self.send(WorkerEvent::Failed(error));
    }

    fn cluster(&self, overviews: [Overview; 3], running: &Running) -> Cluster {
        let facts = overviews.each_ref().map(|overview| overview.facts.clone());
        let results = Results::new(running.scenario.clone(), facts, |lane| {
            overviews[lane as usize].prediction.clone()
        });
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
