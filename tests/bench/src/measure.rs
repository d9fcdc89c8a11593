//! Measuring two things in turn, so that whatever else the machine does hits both.
//!
//! What counts is the time of the processor, not that of the clock: what else runs meanwhile still
//! takes its part of the caches, but none of the figures.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Samples of each; their median counts.
const SAMPLES: usize = 31;

/// A sample takes at least this long, by repeating what is measured.
const SAMPLE: Duration = Duration::from_millis(20);

/// What one run takes, in s.
#[derive(Clone, Copy, Debug)]
pub struct Seconds {
    /// Of ours.
    pub ours: f64,
    /// Of the peer.
    pub peer: f64,
}

/// How long a run of each takes: the medians of samples that were taken in turn.
pub fn side_by_side<A, B>(mut ours: impl FnMut() -> A, mut peer: impl FnMut() -> B) -> Seconds {
    let (ours_repeated, peer_repeated) = (repetitions(&mut ours), repetitions(&mut peer));
    let (mut of_ours, mut of_peer) = (Vec::new(), Vec::new());
    for _ in 0..SAMPLES {
        of_ours.push(sample(&mut ours, ours_repeated));
        of_peer.push(sample(&mut peer, peer_repeated));
    }
    Seconds {
        ours: median(of_ours),
        peer: median(of_peer),
    }
}

/// Seconds for one run, with what it gives.
pub fn once<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let started = processor_time();
    let given = black_box(run());
    let worked = processor_time().saturating_sub(started);
    (worked.as_secs_f64(), given)
}

/// The middle one of some figures.
pub fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

fn repetitions<T>(run: &mut impl FnMut() -> T) -> u32 {
    let mut repeated = 1;
    while sample(run, repeated) * f64::from(repeated) < SAMPLE.as_secs_f64() {
        repeated *= 2;
    }
    repeated
}

/// Seconds for one run.
fn sample<T>(run: &mut impl FnMut() -> T, repeated: u32) -> f64 {
    let (seconds, ()) = once(|| {
        for _ in 0..repeated {
            black_box(run());
        }
    });
    seconds / f64::from(repeated)
}

/// What the processor has worked for this process.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("a process has worked for no time or more")
}
