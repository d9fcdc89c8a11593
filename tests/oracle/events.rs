//! Rule 12: the events, in the kubelet's words.

use imagepull::releases::Change;
use imagepull::simulate::trace::Event;

use super::plan::{DownloadLimit, FaultError};
use super::state::Run;

impl Run<'_> {
    pub fn event_invalid_name(&mut self, pod: usize, error: &str) {
        let image = self.written(pod);
        let what = if self.plan.release.has(Change::InvalidNamesAreNames) {
            "name"
        } else {
            "reference"
        };
        let message = format!(
            "Failed to apply default image tag \"{image}\": couldn't parse image {what} \"{image}\": {error}"
        );
        self.event(pod, "Warning", "InspectFailed", message);
    }

    pub fn event_already_present(&mut self, pod: usize) {
        let access = if self.plan.release.has(Change::PresentImageAccessIsVerified) {
            " and can be accessed by the pod"
        } else {
            ""
        };
        let image = self.written(pod);
        let message = format!("Container image \"{image}\" already present on machine{access}");
        self.event(pod, "Normal", "Pulled", message);
    }

    pub fn event_never_pull(&mut self, pod: usize) {
        let image = self.written(pod);
        let message =
            format!("Container image \"{image}\" is not present with pull policy of Never");
        self.event(pod, "Warning", "ErrImageNeverPull", message);
    }

    pub fn event_back_off(&mut self, pod: usize) {
        let message = format!("Back-off pulling image \"{}\"", self.written(pod));
        self.event(pod, "Normal", "BackOff", message);
    }

    pub fn event_pulling(&mut self, pod: usize) {
        let message = format!("Pulling image \"{}\"", self.written(pod));
        self.event(pod, "Normal", "Pulling", message);
    }

    pub fn event_pulled(&mut self, id: usize) {
        let pull = &self.pulls[id];
        let started = pull.started_ms.expect("a pull that succeeds was taken up");
        let size = if self.plan.release.has(Change::ImageSizeInPulledEvent) {
            let layers = self.image_of(id).layers.iter();
            let bytes = layers.fold(0.0, |sum, layer| sum + layer.bytes);
            format!(". Image size: {bytes} bytes.")
        } else {
            String::new()
        };
        let print = if self.plan.release.has(Change::DurationsAreCut) {
            go_duration
        } else {
            whole_go_duration
        };
        let message = format!(
            "Successfully pulled image \"{}\" in {} ({} including waiting){size}",
            self.written(pull.pod),
            print(self.now - started),
            print(self.now - pull.requested_ms),
        );
        self.event(pull.pod, "Normal", "Pulled", message);
    }

    pub fn event_pull_failed(&mut self, pull: usize) {
        let pull = &self.pulls[pull];
        let error = pull.error.as_deref().expect("a pull that failed says why");
        let message = format!(
            "Failed to pull image \"{}\": {error}",
            self.written(pull.pod)
        );
        self.event(pull.pod, "Warning", "Failed", message);
    }

    /// What starting a container adds after any failure.
    pub fn event_error(&mut self, pod: usize, reason: &str) {
        self.event(pod, "Warning", "Failed", format!("Error: {reason}"));
    }

    fn written(&self, pod: usize) -> &str {
        &self.container(pod, self.pods[pod].container).written
    }

    fn event(&mut self, pod: usize, r#type: &'static str, reason: &'static str, message: String) {
        let planned = &self.plan.pods[pod];
        let container = self.container(pod, self.pods[pod].container);
        self.events.push(Event {
            at_ms: self.now,
            node: self.plan.nodes[planned.node].name.as_str().into(),
            pod: planned.name.as_str().into(),
            container: container.name.as_str().into(),
            r#type,
            reason,
            message,
        });
    }

    /// "Texts of faults".
    pub fn fault_text(&self, error: FaultError, pull: usize) -> String {
        let image = self.image_of(pull);
        let (r, u) = (&image.reference, &image.manifest_url);
        let (code, cause) = match error {
            FaultError::NotFound => ("NotFound", format!("{r}: not found")),
            FaultError::Unauthorized => (
                "Unknown",
                "pull access denied, repository does not exist or may require authorization: \
                 server message: insufficient_scope: authorization failed"
                    .to_owned(),
            ),
            FaultError::RateLimited => (
                "Unknown",
                format!("unexpected status from HEAD request to {u}: 429 Too Many Requests"),
            ),
            FaultError::Unavailable => (
                "Unknown",
                format!("unexpected status from HEAD request to {u}: 503 Service Unavailable"),
            ),
            FaultError::Timeout => (
                "DeadlineExceeded",
                format!("failed to do request: Head \"{u}\": dial tcp: i/o timeout"),
            ),
        };
        let resolve = if self.is_per_node(pull) {
            "failed to resolve image: ".to_owned()
        } else {
            format!("failed to resolve reference \"{r}\": ")
        };
        let front = self.in_front(code);
        format!("{front}failed to pull and unpack image \"{r}\": {resolve}{cause}")
    }

    /// The text of the rate limit of rule 6.
    pub fn rate_limit_text(&self, pull: usize) -> String {
        let image = self.image_of(pull);
        let (r, v) = (&image.reference, &image.digest_url);
        let limit = "toomanyrequests: You have reached your pull rate limit";
        let cause = if self.is_per_node(pull) {
            format!("unexpected status from GET request to {v}: 429 Too Many Requests\n{limit}")
        } else {
            format!("unexpected status code {v}: 429 Too Many Requests - Server message: {limit}")
        };
        format!(
            "{}failed to pull and unpack image \"{r}\": failed to copy: httpReadSeeker: failed open: {cause}",
            self.in_front("Unknown")
        )
    }

    fn in_front(&self, code: &str) -> String {
        if code == "Unknown" && self.plan.release.has(Change::UnknownCodeIsDropped) {
            String::new()
        } else {
            format!("rpc error: code = {code} desc = ")
        }
    }

    pub fn is_per_node(&self, pull: usize) -> bool {
        let node = &self.plan.nodes[self.pulls[pull].node];
        node.download_limit == DownloadLimit::PerNode
    }
}

/// A duration as Go prints it, cut to milliseconds.
/// All digits of a duration, as the kubelet of 1.27 prints it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole_go_duration(ms: f64) -> String {
    let nanos = (ms * 1e6).round() as u64;
    let trimmed = |whole: u64, part: u64, digits: usize| {
        let text = format!("{whole}.{part:0digits$}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let minutes = nanos / 60_000_000_000;
    let seconds = trimmed(nanos / 1_000_000_000 % 60, nanos % 1_000_000_000, 9);
    match nanos {
        0 => "0s".to_owned(),
        1..1_000 => format!("{nanos}ns"),
        1_000..1_000_000 => trimmed(nanos / 1_000, nanos % 1_000, 3) + "µs",
        1_000_000..1_000_000_000 => trimmed(nanos / 1_000_000, nanos % 1_000_000, 6) + "ms",
        1_000_000_000..60_000_000_000 => format!("{seconds}s"),
        60_000_000_000..3_600_000_000_000 => format!("{minutes}m{seconds}s"),
        _ => format!("{}h{}m{seconds}s", minutes / 60, minutes % 60),
    }
}

fn go_duration(ms: f64) -> String {
    let ms = (ms + 1e-6).floor() as u64;
    let (hours, minutes) = (ms / 3_600_000, ms / 60_000 % 60);
    let seconds = format!("{}s", (ms % 60_000) as f64 / 1000.0);
    match ms {
        0 => "0s".to_owned(),
        1..1_000 => format!("{ms}ms"),
        1_000..60_000 => seconds,
        60_000..3_600_000 => format!("{minutes}m{seconds}"),
        _ => format!("{hours}h{minutes}m{seconds}"),
    }
}

#[test]
fn durations_are_printed_as_go_does() {
    for (ms, printed) in [
        (0.0, "0s"),
        (0.9, "0s"),
        (0.999_999_5, "1ms"),
        (999.9, "999ms"),
        (1000.0, "1s"),
        (1234.5, "1.234s"),
        (60_000.0, "1m0s"),
        (61_050.0, "1m1.05s"),
        (3_600_000.0, "1h0m0s"),
        (86_399_999.0, "23h59m59.999s"),
    ] {
        assert_eq!(go_duration(ms), printed, "{ms}");
    }
}
