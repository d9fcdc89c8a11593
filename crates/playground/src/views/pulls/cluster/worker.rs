//! A thread beside the page that runs a scenario: js/browser.js.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    type RunInWorker;
    #[wasm_bindgen(constructor)]
    fn new(on_message: &JsValue) -> RunInWorker;
    #[wasm_bindgen(method)]
    fn run(this: &RunInWorker, number: f64, scenario: &str, lane: usize);
    #[wasm_bindgen(method)]
    fn sweep(this: &RunInWorker, number: f64, scenario: &str);
    #[wasm_bindgen(method)]
    fn ask(this: &RunInWorker, number: f64, question: &str);
    #[wasm_bindgen(method)]
    fn stop(this: &RunInWorker);
}

/// What a worker says of the request of a number.
pub enum Heard {
    /// Pods that have started, and all pods.
    Progress([f64; 2]),
    /// What a run or a sweep comes to, as JSON.
    Outcome(String),
    /// The answer to a question, as JSON.
    Answer(String),
    /// It went wrong: the worker is of no use any more.
    Failed(String),
}

/// The number of what was asked, then pods that have started, all pods, the outcome, an answer, what went wrong.
type OnMessage =
    Closure<dyn Fn(f64, Option<f64>, Option<f64>, Option<String>, Option<String>, Option<String>)>;

/// A worker that ends when this is dropped.
pub struct Worker {
    handle: RunInWorker,
    // The worker calls it as long as it runs.
    _on_message: OnMessage,
}

impl Worker {
    /// A worker that calls `hear` with the number of a request and what becomes of it.
    pub fn new(hear: impl Fn(f64, Heard) + 'static) -> Self {
        let on_message: OnMessage = Closure::new(
            move |number,
                  started: Option<f64>,
                  pods: Option<f64>,
                  outcome: Option<String>,
                  answer: Option<String>,
                  error: Option<String>| {
                let answered = answer.map(Heard::Answer);
                let heard = error.map(Heard::Failed).or(answered);
                let heard = heard.or(outcome.map(Heard::Outcome));
                let progress = [started, pods].map(|count| count.unwrap_or(0.0));
                hear(number, heard.unwrap_or(Heard::Progress(progress)));
            },
        );
        Self {
            handle: RunInWorker::new(on_message.as_ref()),
            _on_message: on_message,
        }
    }

    /// Runs a scenario, as JSON, in the lane of a number, in place of the run that it holds.
    pub fn run(&self, number: f64, scenario: &str, lane: usize) {
        self.handle.run(number, scenario, lane);
    }

    /// Runs a scenario, as JSON, with each number of parallel pulls.
    pub fn sweep(&self, number: f64, scenario: &str) {
        self.handle.sweep(number, scenario);
    }

    /// Asks about the run that it holds, in JSON.
    pub fn ask(&self, number: f64, question: &str) {
        self.handle.ask(number, question);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.handle.stop();
    }
}
