//! Measuring two things in turn, so that whatever else the machine does hits both.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// So many samples of each; their median counts.
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

fn repetitions<T>(run: &mut impl FnMut() -> T) -> u32 {
    let mut repeated = 1;
    while sample(run, repeated) * f64::from(repeated) < SAMPLE.as_secs_f64() {
        repeated *= 2;
    }
    repeated
}

/// Seconds for one run.
fn sample<T>(run: &mut impl FnMut() -> T, repeated: u32) -> f64 {
    let started = Instant::now();
    for _ in 0..repeated {
        black_box(run());
    }
    started.elapsed().as_secs_f64() / f64::from(repeated)
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}
