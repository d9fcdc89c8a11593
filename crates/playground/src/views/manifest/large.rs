//! Large texts: inspected in a worker, so that the page goes on meanwhile.

use std::{cell::RefCell, rc::Rc};

use imagepull::workload::{ManifestOptions, report::ManifestReport};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::{address::manifest::runtime_slug, hooks::use_language, text};

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    type InspectInWorker;
    #[wasm_bindgen(constructor)]
    fn new(on_message: &JsValue) -> InspectInWorker;
    #[wasm_bindgen(method)]
    fn inspect(
        this: &InspectInWorker,
        number: f64,
        text: &str,
        kubernetes: &str,
        always_pull_images: bool,
        runtime: &str,
    );
    #[wasm_bindgen(method)]
    fn stop(this: &InspectInWorker);
}

/// Receives a message of the worker: the number of the text, then the share that is read, the report, what went wrong.
type OnMessage = Closure<dyn Fn(f64, Option<f64>, Option<String>, Option<String>)>;

/// A worker that ends when this is dropped.
struct Worker {
    handle: InspectInWorker,
    // The worker calls it as long as it runs.
    _on_message: OnMessage,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.handle.stop();
    }
}

/// What becomes of a text.
pub enum WorkerEvent {
    /// So much of it is read, of 1.
    Progress(f64),
    /// What is in it.
    Done(Box<ManifestReport>),
    /// The worker went wrong.
    Failed(String),
}

/// A worker and what it was asked last. A handle that is cheap to clone.
#[derive(Clone, Default)]
pub struct Session(Rc<RefCell<Asked>>);

#[derive(Default)]
struct Asked {
    worker: Option<Worker>,
    number: f64,
    /// Who hears of the last text, until there is its report.
    on_event: Option<Callback<WorkerEvent>>,
}

impl Session {
    /// Inspects a text. What was asked before is answered for nobody.
    pub fn inspect(&self, text: &str, options: ManifestOptions, on_event: Callback<WorkerEvent>) {
        let mut asked = self.0.borrow_mut();
        asked.number += 1.0;
        asked.on_event = Some(on_event);
        let number = asked.number;
        let worker = asked.worker.get_or_insert_with(|| self.worker());
        worker.handle.inspect(
            number,
            text,
            &options.release.to_string(),
            options.always_pull_images,
            runtime_slug(options.runtime),
        );
    }

    /// Ends the worker: at work it hears nothing.
    pub fn stop(&self) {
        let mut asked = self.0.borrow_mut();
        asked.on_event = None;
        asked.worker = None;
    }

    fn worker(&self) -> Worker {
        let asked = Rc::downgrade(&self.0);
        let on_message: OnMessage = Closure::new(
            move |number, share: Option<f64>, report: Option<String>, error: Option<String>| {
                let Some(session) = asked.upgrade().map(Session) else {
                    return;
                };
                if let Some(error) = error {
                    session.fail(error);
                } else if let Some(report) = report {
                    session.take(number, &report);
                } else if let Some(share) = share {
                    session.send(number, WorkerEvent::Progress(share));
                }
            },
        );
        Worker {
            handle: InspectInWorker::new(on_message.as_ref()),
            _on_message: on_message,
        }
    }

    fn take(&self, number: f64, report: &str) {
        if self.0.borrow().number != number {
            return;
        }
        match serde_json::from_str(report) {
            Ok(report) => self.send(number, WorkerEvent::Done(report)),
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn send(&self, number: f64, event: WorkerEvent) {
        let asked = self.0.borrow();
        let on_event = asked.on_event.clone().filter(|_| asked.number == number);
        drop(asked);
        if let Some(on_event) = on_event {
            on_event.emit(event);
        }
    }

    fn fail(&self, error: String) {
        let on_event = self.0.borrow().on_event.clone();
        self.stop();
        if let Some(on_event) = on_event {
            on_event.emit(WorkerEvent::Failed(error));
        }
    }
}

/// How far the inspection of a large text is.
#[derive(Clone, PartialEq)]
pub enum Progress {
    /// None is under way.
    Idle,
    /// So much of it is read, of 1.
    Running(f64),
    /// A person has stopped it.
    Stopped,
    /// The worker went wrong.
    Failed(String),
}

/// Properties of [`Inspection`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How far it is.
    pub progress: Progress,
    pub stop: Callback<()>,
    /// Begins anew.
    pub again: Callback<()>,
}

/// How far the inspection is, and the button that stops it or begins it anew.
#[component]
pub fn Inspection(props: &Props) -> Html {
    use_language();
    let press = |act: &Callback<()>| act.reform(|_: MouseEvent| ());
    let again = || html! { <button type="button" class="small" onclick={press(&props.again)}>{ text::manifest_large_again() }</button> };
    match &props.progress {
        Progress::Idle => Html::default(),
        Progress::Running(share) => html! {
            <div class="large-run">
                // What changes ten times a second is not read out each time.
                <p class="visually-hidden" role="status">{ text::manifest_large_runs() }</p>
                <p>
                    <progress max="1" value={share.to_string()} aria-label={text::manifest_large_share()} />
                    <span>{ text::manifest_large_runs() }</span>
                    <button type="button" class="small" onclick={press(&props.stop)}>{ text::manifest_large_stop() }</button>
                </p>
            </div>
        },
        Progress::Stopped => html! {
            <div class="large-run" role="status"><p>{ text::manifest_large_stopped() }{ " " }{ again() }</p></div>
        },
        Progress::Failed(error) => html! {
            <div class="large-run" role="alert"><p>{ text::manifest_large_failed(error) }{ " " }{ again() }</p></div>
        },
    }
}
