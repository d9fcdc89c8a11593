//! What is wrong with the values of a request, in the same words for all functions.

use std::collections::BTreeMap;
use std::fmt;

use crate::{
    codes::{self, Code},
    containerd::{ContainerdRelease, UnknownContainerd},
    diagnostic::Diagnostic,
    kubelet::config::{VerificationPolicy, allowlist::Pattern},
    policy::PullPolicy,
    releases::{FEATURE_GATES, Release, UnknownRelease},
    words::{Message, message},
};

/// The longest name, in bytes. No image name that can be pulled and no name of a pod or node is
/// as long.
pub(crate) const MAX_NAME: usize = 1024;

/// The most problems of one request that are named. Nobody reads as many, and a request may have millions.
pub(crate) const MAX_PROBLEMS: usize = 1000;

/// The codes under which something is said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codes {
    pub release: Code,
    pub policy: Code,
    pub amount: Code,
    pub whole: Code,
    pub long_name: Code,
}

/// Those of functions that have none of their own.
pub(crate) const REQUEST: Codes = Codes {
    release: codes::REQ001,
    policy: codes::REQ003,
    amount: codes::REQ004,
    whole: codes::REQ005,
    long_name: codes::REQ008,
};

/// What is wrong with a request so far.
#[derive(Debug)]
pub(crate) struct Problems {
    codes: Codes,
    pub list: Vec<Diagnostic>,
}

impl Problems {
    pub fn new(codes: Codes) -> Self {
        Self {
            codes,
            list: Vec::new(),
        }
    }

    /// One more error, while there are not too many. The message begins with the path of the place.
    pub fn add(&mut self, code: Code, message: Message, help: Message) {
        if self.list.len() < MAX_PROBLEMS {
            self.list.push(Diagnostic::new(code, message).help(help));
        }
    }

    /// The release of a name; the newest where it is left out.
    pub fn release(&mut self, name: Option<&str>) -> Release {
        let Some(name) = name else {
            return Release::NEWEST;
        };
        name.parse().unwrap_or_else(|error: UnknownRelease| {
            self.add(
                self.codes.release,
                Message::verbatim("kubernetes:").and(error.words()),
                message!("Use one of these releases, or leave it unset for the newest."),
            );
            Release::NEWEST
        })
    }

    /// The release of containerd of a name; the newest where it is left out.
    pub fn containerd(&mut self, name: Option<&str>) -> ContainerdRelease {
        let Some(name) = name else {
            return ContainerdRelease::NEWEST;
        };
        name.parse().unwrap_or_else(|error: UnknownContainerd| {
            self.add(
                self.codes.release,
                Message::verbatim("containerd:").and(error.words()),
                message!("Use one of these releases, or leave it unset for the newest."),
            );
            ContainerdRelease::NEWEST
        })
    }

    /// The policy that is written; `None` where it is left out.
    pub fn pull_policy(
        &mut self,
        path: fmt::Arguments<'_>,
        written: Option<&str>,
    ) -> Option<PullPolicy> {
        let written = written.filter(|it| !it.is_empty())?;
        let policy = PullPolicy::named(written);
        if policy.is_none() {
            self.add(
                self.codes.policy,
                does_not_exist(path, written),
                message!("Use Always, IfNotPresent or Never, or leave it unset for the default."),
            );
        }
        policy
    }

    /// The verification policy that is written; `None` where it is left out.
    pub fn verification_policy(
        &mut self,
        path: fmt::Arguments<'_>,
        written: Option<&str>,
    ) -> Option<VerificationPolicy> {
        let written = written?;
        let policy = VerificationPolicy::named(written);
        if policy.is_none() {
            let policies = VerificationPolicy::ALL.map(VerificationPolicy::as_str);
            self.add(
                self.codes.policy,
                does_not_exist(path, written),
                message!(
                    "Use one of {policies}, or leave it unset for the release's default.",
                    policies = policies.join(", ")
                ),
            );
        }
        policy
    }

    /// The entries of an allowlist, of which the kubelet of a release refuses the first that is wrong.
    pub fn allowlist(&mut self, path: fmt::Arguments<'_>, entries: &[String], release: Release) {
        let mut entries = entries.iter();
        if let Some(error) = entries.find_map(|entry| Pattern::new(entry, release).err()) {
            self.add(
                self.codes.policy,
                Message::verbatim(format!("{path}: {error}")),
                message!("Write names without tag and digest, or a prefix followed by /*."),
            );
        }
    }

    /// Feature gates: each is one that is known here.
    pub fn gates(&mut self, gates: &BTreeMap<String, bool>) {
        for gate in gates.keys() {
            if !FEATURE_GATES.contains(&gate.as_str()) {
                self.add(
                    codes::REQ007,
                    message!(
                        "featureGates: {gate} is not a known feature gate",
                        gate = format!("{gate:?}")
                    ),
                    message!(
                        "Only gates that change how images are pulled matter: {gates}. Remove the others.",
                        gates = FEATURE_GATES.join(", ")
                    ),
                );
            }
        }
    }

    /// A number that is finite and not negative.
    pub fn amount(&mut self, path: fmt::Arguments<'_>, value: f64) -> f64 {
        if value.is_finite() && value >= 0.0 {
            return value;
        }
        self.add(
            self.codes.amount,
            message!(
                "{path}: {value} is not a valid amount",
                path,
                value = number(value)
            ),
            message!("Use a finite number that is not negative."),
        );
        0.0
    }

    /// An amount that is whole.
    pub fn whole(&mut self, path: fmt::Arguments<'_>, value: f64) -> f64 {
        if value.is_finite() && value.fract() != 0.0 {
            self.add(
                self.codes.whole,
                message!(
                    "{path}: {value} is not an integer",
                    path,
                    value = number(value)
                ),
                message!("Use an integer."),
            );
        }
        self.amount(path, value)
    }

    /// Times that follow each other; each is an amount.
    pub fn times(&mut self, times: impl IntoIterator<Item = f64>, path: impl Fn(usize) -> String) {
        let mut latest_ms = 0.0;
        for (index, time_ms) in times.into_iter().enumerate() {
            let path = path(index);
            let time_ms = self.amount(format_args!("{path}"), time_ms);
            if time_ms < latest_ms {
                self.add(
                    codes::REQ006,
                    message!(
                        "{path}: {time} ms is before {latest} ms, the previous time in the list",
                        path,
                        time = number(time_ms),
                        latest = number(latest_ms)
                    ),
                    message!("List the times in order."),
                );
            }
            latest_ms = time_ms.max(latest_ms);
        }
    }

    /// A name that is not too long to be one.
    pub fn name(&mut self, path: fmt::Arguments<'_>, name: &str) {
        if name.len() > MAX_NAME {
            self.long_name(message!(
                "{path}: {length} bytes is too long for a name",
                path,
                length = name.len()
            ));
        }
    }

    /// A name is too long.
    pub fn long_name(&mut self, message: Message) {
        let help = message!("The maximum is {most} bytes.", most = MAX_NAME);
        self.add(self.codes.long_name, message, help);
    }
}

/// A value that is none of those there are.
pub(crate) fn does_not_exist(path: fmt::Arguments<'_>, written: &str) -> Message {
    message!(
        "{path}: {written} is not a valid value",
        path,
        written = format!("{written:?}")
    )
}

/// A number as JavaScript writes it.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    if size.is_infinite() {
        format!("{}Infinity", if value < 0.0 { "-" } else { "" })
    } else if size >= 1e21 || (size > 0.0 && size < 1e-6) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_read_as_in_javascript() {
        for (value, text) in [
            (1.5, "1.5"),
            (-0.25, "-0.25"),
            (86_400_000.0, "86400000"),
            (1e300, "1e300"),
            (-2.5e-9, "-2.5e-9"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}
