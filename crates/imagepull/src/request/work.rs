//! How much work a request is, so that too much is refused before it begins.

use crate::{
    codes,
    diagnostic::Diagnostic,
    words::{Message, message},
};

/// How much work something is, about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    /// Things that happen; [`Work::seconds`] says how long that takes.
    pub steps: f64,
    /// Memory that it needs while it is done.
    pub memory_bytes: f64,
    /// The length of the answer as JSON.
    pub answer_bytes: f64,
}

/// A step of a simulation, in WebAssembly on a laptop.
const SECONDS_PER_STEP: f64 = 2e-6;

const MEGABYTE: f64 = 1e6;

/// Memory for each byte of an answer: it is written as JSON, which grows by doubling, from objects.
const MEMORY_OF_ANSWER: f64 = 4.0;

impl Work {
    /// Work that needs memory for little but its answer.
    pub(crate) fn from_answer(steps: f64, answer_bytes: f64) -> Self {
        Self {
            steps,
            memory_bytes: MEMORY_OF_ANSWER * answer_bytes,
            answer_bytes,
        }
    }

    /// How long it takes, in seconds.
    pub fn seconds(&self) -> f64 {
        self.steps * SECONDS_PER_STEP
    }
}

/// How much work one call may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds(Work);

impl Bounds {
    /// A call that whoever makes it waits for: 10 s. A browser has a gigabyte and a half for it, and
    /// the objects of an answer take some five times the JSON.
    pub const CALL: Self = Self(Work {
        steps: 5e6,
        memory_bytes: 1.5e9,
        answer_bytes: 128e6,
    });

    /// A call in a worker, which can be ended.
    pub const WORKER: Self = Self(Work {
        steps: f64::INFINITY,
        ..Self::CALL.0
    });

    /// The most steps, for work of which it was not known how much it would be.
    pub(crate) fn most_steps(&self) -> f64 {
        self.0.steps
    }

    /// The most items of an answer, by the bytes of each.
    pub(crate) fn most_items(&self, answer_bytes: f64) -> f64 {
        self.0.answer_bytes / answer_bytes
    }

    /// What is too much of some work.
    pub(crate) fn refusals(&self, work: &Work) -> Vec<Diagnostic> {
        let Self(most) = self;
        let mut refusals = Vec::new();
        let mut refuse = |is_too_much, message, help| {
            if is_too_much {
                refusals.push(Diagnostic::new(codes::REQ009, message).help(help));
            }
        };
        let help = || -> Message {
            message!(
                "Nothing was run. Use fewer pods, nodes, layers or attempts, or a shorter time."
            )
        };
        refuse(
            work.steps > most.steps,
            message!(
                "This takes about {seconds} s; the limit for a call is {most} s",
                seconds = rounded(work.seconds()),
                most = rounded(most.seconds())
            ),
            help().and(message!(
                "The asynchronous functions of the package don't have this limit."
            )),
        );
        refuse(
            work.memory_bytes > most.memory_bytes,
            message!(
                "This needs about {megabytes} MB of memory; the limit for a call is {most} MB",
                megabytes = rounded(work.memory_bytes / MEGABYTE),
                most = rounded(most.memory_bytes / MEGABYTE)
            ),
            help(),
        );
        refuse(
            work.answer_bytes > most.answer_bytes,
            message!(
                "The answer would be about {megabytes} MB; the limit is {most} MB",
                megabytes = rounded(work.answer_bytes / MEGABYTE),
                most = rounded(most.answer_bytes / MEGABYTE)
            ),
            help().and(message!(
                "A simulation with less detail has a shorter answer."
            )),
        );
        refusals
    }
}

/// An estimate with two digits, so that it claims no more.
fn rounded(value: f64) -> String {
    let digits = 10_f64.powf(value.max(1.0).log10().floor() - 1.0).max(1.0);
    ((value / digits).round() * digits).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_has_two_digits() {
        for (value, text) in [
            (0.4, "0"),
            (7.6, "8"),
            (44.4, "44"),
            (1234.0, "1200"),
            (98_765.0, "99000"),
        ] {
            assert_eq!(rounded(value), text);
        }
    }

    #[test]
    fn each_kind_of_work_has_its_own_limit() {
        let work = Work {
            steps: 1e9,
            memory_bytes: 9e9,
            answer_bytes: 1e6,
        };
        let said = |bounds: Bounds| -> Vec<String> {
            let refusals = bounds.refusals(&work);
            refusals.iter().map(|it| it.message.to_string()).collect()
        };
        let memory = "This needs about 9000 MB of memory; the limit for a call is 1500 MB";
        let time = "This takes about 2000 s; the limit for a call is 10 s";
        assert_eq!(said(Bounds::CALL), [time, memory]);
        assert_eq!(said(Bounds::WORKER), [memory]);
        assert_eq!(Bounds::CALL.refusals(&Work::default()), []);
    }
}
