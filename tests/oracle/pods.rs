//! Rules 1, 2 and 11: pods, their containers, back-off and re-sync.

use imagepull::policy::PullPolicy;
use imagepull::simulate::trace::State;

use super::state::{PodStage, Run};
use super::{EQUAL_MS, before};

const FIRST_BACK_OFF_MS: f64 = 10_000.0;
const MAX_BACK_OFF_MS: f64 = 300_000.0;
const BACK_OFF_FORGOTTEN_MS: f64 = 600_000.0;

impl Run<'_> {
    /// It is created, synced again, or comes to its next container.
    pub fn pod_goes_on(&mut self, pod: usize) {
        if !self.pods[pod].created {
            self.pod_is_created(pod);
        }
        if self.plan.nodes[self.plan.pods[pod].node].refused {
            self.pods[pod].stage = PodStage::Rests;
        } else {
            self.ask_for_image(pod);
        }
    }

    fn pod_is_created(&mut self, pod: usize) {
        let planned = &self.plan.pods[pod];
        let reason = if self.plan.nodes[planned.node].refused {
            None
        } else if planned.init_containers > 0 {
            Some("PodInitializing")
        } else {
            Some("ContainerCreating")
        };
        for container in 0..planned.containers.len() {
            self.set_state(pod, container, State::Waiting, reason);
        }
        self.pods[pod].created = true;
        if planned.init_containers == 0 {
            self.pods[pod].initialized_ms = Some(self.now);
        }
    }

    /// Rule 2, in the order of facts of the kubelet's `EnsureImageExists`.
    fn ask_for_image(&mut self, pod: usize) {
        let container = self.container(pod, self.pods[pod].container);
        let mut mounts = container.mounts.iter();
        let broken = mounts.find_map(|volume| self.pods[pod].broken.get(volume));
        if let Some(&reason) = broken {
            return self.container_fails(pod, reason);
        }
        let image = match &container.image {
            Ok(image) => *image,
            Err(error) => {
                self.event_invalid_name(pod, error);
                return self.container_fails(pod, "InvalidImageName");
            }
        };
        if container.policy != PullPolicy::Always {
            let present = self.is_present(pod, image);
            if present {
                self.event_already_present(pod);
                return self.container_starts(pod);
            }
            if container.policy == PullPolicy::Never {
                self.event_never_pull(pod);
                return self.container_fails(pod, "ErrImageNeverPull");
            }
        }
        if self.in_back_off(pod, &container.written) {
            self.event_back_off(pod);
            return self.container_fails(pod, "ImagePullBackOff");
        }
        self.event_pulling(pod);
        self.pods[pod].stage = PodStage::Pulling;
        self.request_pull(pod, image);
    }

    pub fn is_present(&self, pod: usize, image: usize) -> bool {
        self.nodes[self.plan.pods[pod].node]
            .present
            .contains(&image)
    }

    fn in_back_off(&self, pod: usize, image: &str) -> bool {
        let failed = self.pods[pod].back_off.get(image);
        failed.is_some_and(|(last, duration)| before(self.now, last + duration))
    }

    pub fn pull_of_pod_succeeds(&mut self, pull: usize) {
        self.event_pulled(pull);
        self.container_starts(self.pulls[pull].pod);
    }

    pub fn pull_of_pod_fails(&mut self, pull: usize) {
        let pod = self.pulls[pull].pod;
        self.event_pull_failed(pull);
        self.lengthen_back_off(pod);
        self.container_fails(pod, "ErrImagePull");
    }

    fn lengthen_back_off(&mut self, pod: usize) {
        let image = &self.container(pod, self.pods[pod].container).written;
        let now = self.now;
        let remembered = self.pods[pod].back_off.get(image);
        let duration = match remembered {
            Some((last, _)) if before(last + BACK_OFF_FORGOTTEN_MS, now) => FIRST_BACK_OFF_MS,
            Some((_, duration)) => (2.0 * duration).min(MAX_BACK_OFF_MS),
            None => FIRST_BACK_OFF_MS,
        };
        self.pods[pod]
            .back_off
            .insert(image.clone(), (now, duration));
    }

    fn container_starts(&mut self, pod: usize) {
        let container = self.pods[pod].container;
        self.set_state(pod, container, State::Running, None);
        if self.plan.pods[pod].is_volume(container) {
            self.pods[pod].broken.remove(&container);
            self.come_to_next_container(pod);
        } else if self.plan.pods[pod].is_init(container) {
            let until = self.now + self.container(pod, container).run_ms;
            self.pods[pod].stage = PodStage::RunsInit { until };
        } else {
            self.pods[pod].done[container] = true;
            self.come_to_next_container(pod);
        }
    }

    pub fn init_container_ends(&mut self, pod: usize) {
        let container = self.pods[pod].container;
        self.set_state(pod, container, State::Terminated, Some("Completed"));
        self.pods[pod].done[container] = true;
        if !self.plan.pods[pod].is_init(container + 1) {
            self.pods[pod].initialized_ms = Some(self.now);
        }
        // The end of an init container begins a new sync: all image volumes are ensured again.
        self.come_to(pod, 0);
    }

    fn container_fails(&mut self, pod: usize, reason: &'static str) {
        let container = self.pods[pod].container;
        self.set_state(pod, container, State::Waiting, Some(reason));
        if self.plan.pods[pod].is_volume(container) {
            self.pods[pod].broken.insert(container, reason);
            return self.come_to_next_container(pod);
        }
        self.event_error(pod, reason);
        self.pods[pod].failed = true;
        if self.plan.pods[pod].is_init(container) {
            self.sync_ends(pod);
        } else {
            self.come_to_next_container(pod);
        }
    }

    fn come_to_next_container(&mut self, pod: usize) {
        self.come_to(pod, self.pods[pod].container + 1);
    }

    fn come_to(&mut self, pod: usize, from: usize) {
        let next = (from..self.pods[pod].done.len()).find(|&c| !self.pods[pod].done[c]);
        let Some(next) = next else {
            return self.sync_ends(pod);
        };
        self.pods[pod].container = next;
        self.pods[pod].stage = PodStage::GoesOn {
            at: self.now,
            resync: false,
        };
    }

    fn sync_ends(&mut self, pod: usize) {
        let now = self.now;
        let pod = &mut self.pods[pod];
        if !pod.failed {
            pod.started_ms = Some(now);
            pod.stage = PodStage::Rests;
            return;
        }
        pod.failed = false;
        let earliest = now + 10_000.0 + 5_000.0 * pod.jitter.draw();
        let at = first_whole_second_after(earliest);
        pod.stage = PodStage::GoesOn { at, resync: true };
        let first = pod.done.iter().position(|done| !done);
        pod.container = first.expect("a failed container is not done");
    }

    fn set_state(
        &mut self,
        pod: usize,
        container: usize,
        state: State,
        reason: Option<&'static str>,
    ) {
        self.pods[pod].states[container].push((self.now, state, reason));
    }
}

fn first_whole_second_after(ms: f64) -> f64 {
    (((ms + EQUAL_MS) / 1000.0).floor() + 1.0) * 1000.0
}

#[test]
fn the_whole_second_comes_strictly_after() {
    for (after, second) in [
        (0.0, 1000.0),
        (999.5, 1000.0),
        (999.999_999_9, 2000.0),
        (1000.0, 2000.0),
    ] {
        assert!(
            (first_whole_second_after(after) - second).abs() < 1e-9,
            "{after}"
        );
    }
}
