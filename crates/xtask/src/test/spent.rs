//! What a part of a run takes: seconds on the clock, and of the processors.

use std::fmt;
use std::time::{Duration, Instant};

/// What was spent between two moments. A busy machine stretches the clock, and hardly the processor time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// On the clock.
    pub wall: Duration,
    /// Of all processors, by the programs that were started here and have ended.
    pub processors: Option<Processors>,
}

/// Processor time; on a system that does not tell it there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Processors {
    /// In the programs themselves.
    pub user: Duration,
    /// In the system, for the programs.
    pub system: Duration,
}

/// Measures from the moment it is started.
pub struct Stopwatch {
    started: Instant,
    before: Option<Processors>,
}

impl Stopwatch {
    /// Measures from now on.
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
            before: ended_programs(),
        }
    }

    /// What was spent since the start.
    pub fn spent(&self) -> Spent {
        let processors = ended_programs().zip(self.before);
        Spent {
            wall: self.started.elapsed(),
            processors: processors.map(|(now, before)| Processors {
                user: now.user.saturating_sub(before.user),
                system: now.system.saturating_sub(before.system),
            }),
        }
    }
}

impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0} s", self.wall.as_secs_f64())?;
        if let Some(Processors { user, system }) = self.processors {
            let [user, system] = [user, system].map(|time| time.as_secs_f64());
            write!(f, " (user {user:.0} s, system {system:.0} s)")?;
        }
        Ok(())
    }
}

#[cfg(unix)]
fn ended_programs() -> Option<Processors> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let duration = |time: TimeVal| {
        let seconds = u64::try_from(time.tv_sec()).ok()?;
        let microseconds = u64::try_from(time.tv_usec()).ok()?;
        Some(Duration::from_secs(seconds) + Duration::from_micros(microseconds))
    };
    Some(Processors {
        user: duration(usage.user_time())?,
        system: duration(usage.system_time())?,
    })
}

#[cfg(not(unix))]
fn ended_programs() -> Option<Processors> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    #[cfg(unix)]
    fn the_processor_time_of_a_program_that_ended_is_counted() {
        let stopwatch = Stopwatch::start();
        let mut busy = Command::new("sh");
        busy.args(["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done"]);
        assert!(busy.status().is_ok_and(|status| status.success()));
        let spent = stopwatch.spent();
        assert!(!spent.wall.is_zero());
        assert!(
            spent
                .processors
                .is_some_and(|processors| !processors.user.is_zero()),
            "{spent:?}"
        );
    }

    #[test]
    fn wall_user_and_system_time_stand_side_by_side() {
        let mut spent = Spent {
            wall: Duration::from_secs(90),
            processors: Some(Processors {
                user: Duration::from_millis(120_400),
                system: Duration::from_secs(7),
            }),
        };
        assert_eq!(spent.to_string(), "90 s (user 120 s, system 7 s)");
        spent.processors = None;
        assert_eq!(spent.to_string(), "90 s");
    }
}
