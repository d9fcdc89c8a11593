//! The sync loop of a pod: its image volumes and its containers one after another, back-off and
//! re-syncs (rules 1, 2 and 11).
//!
//! An image volume is ensured at every sync, before any container. One that fails does not end the sync: it fails
//! the containers that mount it, with its own reason and before their own images are looked at
//! (pkg/kubelet/kuberuntime/kuberuntime_manager.go, toKubeContainerImageVolumes).

use super::engine::Engine;
use super::instant::{Due, EPSILON_MS, Kind, Moment, narrow};
use super::plan::{ContainerPlan, Plan, PodKind};
use super::trace::State;
use crate::kubelet::backoff::{BackOff, IMAGE_BACK_OFF};
use crate::kubelet::events::{self, Access, ImageEvent, WaitingReason};
use crate::kubelet::resync::{Jitter, next_sync_ms};
use crate::policy::PullPolicy;

/// Where a pod is. It fits one line of a processor's cache, for in a large cluster that waits
/// for its back-offs most of the time goes to fetching it.
#[derive(Debug)]
pub(super) struct PodState {
    pub created: Moment,
    pub initialized: Moment,
    pub started: Moment,
    jitter: Jitter,
    node: u32,
    kind: u32,
    /// Where its containers begin in [`Engine::containers`].
    first: u32,
    inits_done: u32,
    /// How many regular containers have started.
    started_containers: u32,
    /// The container that the sync has come to; `None` between syncs.
    at: Option<u32>,
    /// Whether a container failed in this sync.
    has_failed: bool,
}

/// Where a container is.
#[derive(Clone, Debug, Default)]
pub(super) struct ContainerState {
    attempts: u32,
    is_started: bool,
    back_off: Option<BackOff>,
    /// Why an image volume is not there in this sync.
    failure: Option<WaitingReason>,
}

impl PodState {
    /// A pod before its creation, whose containers begin at `first` in [`Engine::containers`].
    pub fn new(plan: &Plan, pod: usize, first: usize) -> Self {
        let pod = &plan.pods[pod];
        Self {
            created: Moment::default(),
            initialized: Moment::default(),
            started: Moment::default(),
            jitter: Jitter::new(plan.seed, &plan.nodes[pod.node].name, &pod.name),
            node: narrow(pod.node),
            kind: narrow(pod.kind),
            first: narrow(first),
            inits_done: 0,
            started_containers: 0,
            at: None,
            has_failed: false,
        }
    }
}

impl<'a> Engine<'a> {
    /// The node that a pod is on.
    pub fn node_of_pod(&self, pod: usize) -> usize {
        self.pods[pod].node as usize
    }

    /// How many containers and image volumes a pod has.
    pub fn container_count(&self, pod: usize) -> usize {
        self.pod_kind(pod).containers.len()
    }

    /// A container of a pod.
    pub fn container(&self, pod: usize, container: usize) -> &'a ContainerPlan {
        &self.pod_kind(pod).containers[container]
    }

    /// Makes a pod go on at `at_ms`.
    pub fn schedule_pod(&mut self, at_ms: f64, pod: usize) {
        let due = Due::for_pod(Kind::PodGoesOn, self.node_of_pod(pod), pod);
        self.agenda.schedule(at_ms, due);
    }

    /// A pod is created, synced again or comes to its next container.
    pub fn pod_goes_on(&mut self, pod: usize) {
        if !self.pods[pod].created.has_come() {
            self.create(pod);
            if self.node_kind(self.node_of_pod(pod)).is_refused {
                return;
            }
        }
        let container = if let Some(container) = self.pods[pod].at {
            container as usize
        } else {
            self.resyncs.begin(pod);
            self.pods[pod].has_failed = false;
            self.next_in_sync(pod, 0).unwrap_or_default()
        };
        self.ask_for_image(pod, container);
    }

    /// The pull of a container's image has succeeded.
    pub fn container_has_image(&mut self, pull: usize) {
        let ended = &self.pulls[pull];
        let (pod, container) = (ended.pod, ended.container);
        let now_ms = self.now();
        let (requested_ms, started_ms) = (ended.requested_ms, ended.started.ms().unwrap_or(now_ms));
        let image_bytes = self.plan.images[ended.image].bytes;
        let image = &self.container(pod, container).image;
        self.emit(pod, container, |release| {
            let (pull_ms, total_ms) = (now_ms - started_ms, now_ms - requested_ms);
            events::pulled(release, image, pull_ms, total_ms, image_bytes)
        });
        self.start(pod, container);
    }

    /// The pull of a container's image has failed.
    pub fn container_has_failed_pull(&mut self, pull: usize) {
        let now_ms = self.now();
        let (pod, container) = (self.pulls[pull].pod, self.pulls[pull].container);
        let plan = self.container(pod, container);
        let error = self.pulls[pull].error.clone().unwrap_or_default();
        self.emit(pod, container, |_| {
            events::failed_to_pull(&plan.image, &error)
        });
        let entry = &mut self.state_mut(pod, plan.back_off_of).back_off;
        *entry = Some(IMAGE_BACK_OFF.after_failure(*entry, now_ms));
        self.fail(pod, container, WaitingReason::ErrImagePull);
    }

    /// An init container is done, and a new sync begins.
    pub fn run_ends(&mut self, pod: usize, container: usize) {
        self.set_state(pod, container, State::Terminated, Some("Completed"));
        self.pods[pod].inits_done += 1;
        if self.inits_done(pod) == self.init_count(pod) {
            self.pods[pod].initialized = Moment::at(self.now());
        }
        self.go_on(pod, 0);
    }

    fn create(&mut self, pod: usize) {
        let now_ms = self.now();
        let has_inits = self.init_count(pod) > 0;
        let reason = if self.node_kind(self.node_of_pod(pod)).is_refused {
            None
        } else if has_inits {
            Some("PodInitializing")
        } else {
            Some("ContainerCreating")
        };
        for container in 0..self.container_count(pod) {
            self.set_state(pod, container, State::Waiting, reason);
        }
        self.pods[pod].created = Moment::at(now_ms);
        if !has_inits {
            self.pods[pod].initialized = Moment::at(now_ms);
        }
    }

    /// Policy and presence, then back-off, then the pull.
    fn ask_for_image(&mut self, pod: usize, container: usize) {
        self.pods[pod].at = Some(narrow(container));
        if let Some(reason) = self.failure_of_mounts(pod, container) {
            return self.fail(pod, container, reason);
        }
        let plan = self.container(pod, container);
        let image = &plan.image;
        let resolved = match &plan.resolved {
            Ok(resolved) => *resolved,
            Err(error) => {
                self.emit(pod, container, |release| {
                    events::invalid_image_name(release, image, error)
                });
                return self.fail(pod, container, WaitingReason::InvalidImageName);
            }
        };
        let is_present = self.nodes[self.node_of_pod(pod)].images.has(resolved);
        if is_present && plan.policy != PullPolicy::Always {
            self.emit(pod, container, |release| {
                events::already_present(image, Access::by_default(release))
            });
            return self.start(pod, container);
        }
        if plan.policy == PullPolicy::Never {
            self.emit(pod, container, |_| events::never_pull(image));
            return self.fail(pod, container, WaitingReason::ErrImageNeverPull);
        }
        let back_off = self.state(pod, plan.back_off_of).back_off;
        if IMAGE_BACK_OFF.is_in_back_off(back_off, self.now()) {
            self.emit(pod, container, |_| events::back_off(image));
            return self.fail(pod, container, WaitingReason::ImagePullBackOff);
        }
        self.emit(pod, container, |_| events::pulling(image));
        let state = self.state_mut(pod, container);
        state.attempts += 1;
        let attempt = state.attempts;
        self.request_pull(pod, container, resolved, attempt);
    }

    fn start(&mut self, pod: usize, container: usize) {
        self.set_state(pod, container, State::Running, None);
        if self.is_volume(pod, container) {
            self.state_mut(pod, container).failure = None;
            return self.go_on(pod, container + 1);
        }
        if self.is_init(pod, container) {
            let at_ms = self.now() + self.container(pod, container).run_ms;
            let node = self.node_of_pod(pod);
            let due = Due::for_container(Kind::RunEnds, node, pod, container);
            return self.agenda.schedule(at_ms, due);
        }
        let now_ms = self.now();
        let regular = self.container_count(pod) - self.first_regular(pod);
        self.state_mut(pod, container).is_started = true;
        let state = &mut self.pods[pod];
        state.started_containers += 1;
        if state.started_containers as usize == regular {
            state.started = Moment::at(now_ms);
            self.record.started_pods += 1;
        }
        self.go_on(pod, container + 1);
    }

    /// A failed init container ends the sync; after another one or an image volume the next is tried.
    fn fail(&mut self, pod: usize, container: usize, reason: WaitingReason) {
        if self.is_volume(pod, container) {
            self.set_state(pod, container, State::Waiting, Some(reason.as_str()));
            self.state_mut(pod, container).failure = Some(reason);
            return self.go_on(pod, container + 1);
        }
        self.emit(pod, container, |_| events::container_error(reason));
        self.set_state(pod, container, State::Waiting, Some(reason.as_str()));
        self.pods[pod].has_failed = true;
        if self.is_init(pod, container) {
            self.end_sync(pod);
        } else {
            self.go_on(pod, container + 1);
        }
    }

    /// The reason of the first image volume that a container mounts and that is not there.
    fn failure_of_mounts(&self, pod: usize, container: usize) -> Option<WaitingReason> {
        let mounts = self.container(pod, container).mounts.iter();
        let mut failures = mounts.filter_map(|volume| self.state(pod, *volume).failure);
        failures.next()
    }

    /// Comes to the next image volume or container from `from` on, in its turn, or ends the sync.
    fn go_on(&mut self, pod: usize, from: usize) {
        let next = self.next_in_sync(pod, from);
        self.pods[pod].at = next.map(narrow);
        if next.is_some() {
            self.schedule_pod(self.now(), pod);
        } else {
            self.end_sync(pod);
        }
    }

    fn end_sync(&mut self, pod: usize) {
        let now_ms = self.now();
        let state = &mut self.pods[pod];
        state.at = None;
        if state.has_failed {
            let mut next_ms = next_sync_ms(now_ms, state.jitter.draw());
            let quiet_ms = self.quiet_until_ms(pod).unwrap_or(now_ms);
            while next_ms < quiet_ms - EPSILON_MS {
                next_ms = next_sync_ms(next_ms, self.pods[pod].jitter.draw());
            }
            self.resyncs.wait(pod);
            self.schedule_pod(next_ms, pod);
        }
    }

    /// Up to when each sync of a pod finds all its containers in back-off, whatever happens meanwhile; what
    /// it says goes into no list. Very many pods would spend most of a run with such syncs.
    fn quiet_until_ms(&self, pod: usize) -> Option<f64> {
        // The volumes of a pod may be pulled at any sync.
        if self.record.has_lists() || self.pod_kind(pod).volume_count > 0 {
            return None;
        }
        let mut until_ms = self.plan.end_ms();
        for container in self.containers_to_start(pod, 0) {
            let plan = self.container(pod, container);
            // With another policy an image that arrives on the node ends the waiting.
            if plan.policy != PullPolicy::Always || plan.resolved.is_err() {
                return None;
            }
            let back_off = self.state(pod, plan.back_off_of).back_off?;
            until_ms = until_ms.min(back_off.until_ms());
        }
        // From then on nothing may change any more, and a sync finds that out.
        let faults = self.plan.registry.faults.iter();
        let lasting = faults.filter(|fault| fault.until_ms.is_none());
        let begin_ms = lasting.map(|fault| fault.from_ms);
        let next_ms = begin_ms.filter(|from_ms| *from_ms > self.now() - EPSILON_MS);
        Some(next_ms.fold(until_ms, f64::min))
    }

    /// What the sync comes to from `from` on: an image volume, or a container that it asks for.
    fn next_in_sync(&self, pod: usize, from: usize) -> Option<usize> {
        if self.is_volume(pod, from) {
            return Some(from);
        }
        self.containers_to_start(pod, from).next()
    }

    /// What a sync asks for: the first init container that is not done, else all from `from` on
    /// that have not started.
    fn containers_to_start(&self, pod: usize, from: usize) -> impl Iterator<Item = usize> {
        let inits_done = self.inits_done(pod);
        let range = if inits_done < self.init_count(pod) {
            let init = self.pod_kind(pod).volume_count + inits_done;
            init..init + 1
        } else {
            from.max(self.first_regular(pod))..self.container_count(pod)
        };
        range.filter(move |&container| !self.state(pod, container).is_started)
    }

    /// Whether the next sync of a pod could start a container, or bring an image to the node.
    pub fn could_succeed(&self, pod: usize) -> bool {
        let node = self.node_of_pod(pod);
        let could_have = |place: usize| self.could_have_image(node, self.container(pod, place));
        let could_start = |container: usize| {
            let mut mounts = self.container(pod, container).mounts.iter();
            mounts.all(|volume| could_have(*volume)) && could_have(container)
        };
        let could_come = |volume: usize| {
            let image = self.container(pod, volume).resolved.as_ref();
            let is_absent = image.is_ok_and(|image| !self.nodes[node].images.has(*image));
            is_absent && could_have(volume)
        };
        self.containers_to_start(pod, 0).any(could_start)
            || (0..self.pod_kind(pod).volume_count).any(could_come)
    }

    /// Whether a container could get its image at the next sync.
    fn could_have_image(&self, node: usize, container: &ContainerPlan) -> bool {
        let Ok(image) = container.resolved else {
            return false;
        };
        let is_present = self.nodes[node].images.has(image);
        match container.policy {
            PullPolicy::Never => is_present,
            PullPolicy::IfNotPresent if is_present => true,
            _ => !self.every_pull_fails(node, image, is_present),
        }
    }

    fn every_pull_fails(&self, node: usize, image: usize, is_present: bool) -> bool {
        let registry = &self.plan.registry;
        let kubelet = &self.node_kind(node).kubelet;
        let has_lasting_fault = registry
            .faults
            .iter()
            .any(|fault| fault.until_ms.is_none() && fault.fits(node, image, self.now()));
        let has_no_token = kubelet.registry_burst == 0.0 && kubelet.registry_pull_qps > 0.0;
        let is_limited_to_0 = registry.rate_limit.is_some_and(|limit| limit.pulls == 0);
        has_lasting_fault || has_no_token || (!is_present && is_limited_to_0)
    }

    fn init_count(&self, pod: usize) -> usize {
        self.pod_kind(pod).init_count
    }

    /// The place of the first container that is none of the init containers.
    fn first_regular(&self, pod: usize) -> usize {
        self.pod_kind(pod).volume_count + self.init_count(pod)
    }

    fn is_volume(&self, pod: usize, place: usize) -> bool {
        place < self.pod_kind(pod).volume_count
    }

    fn is_init(&self, pod: usize, place: usize) -> bool {
        !self.is_volume(pod, place) && place < self.first_regular(pod)
    }

    fn inits_done(&self, pod: usize) -> usize {
        self.pods[pod].inits_done as usize
    }

    fn pod_kind(&self, pod: usize) -> &'a PodKind {
        &self.plan.pod_kinds[self.pods[pod].kind as usize]
    }

    fn place_of(&self, pod: usize, container: usize) -> usize {
        self.pods[pod].first as usize + container
    }

    fn state(&self, pod: usize, container: usize) -> &ContainerState {
        &self.containers[self.place_of(pod, container)]
    }

    fn state_mut(&mut self, pod: usize, container: usize) -> &mut ContainerState {
        let place = self.place_of(pod, container);
        &mut self.containers[place]
    }

    fn set_state(
        &mut self,
        pod: usize,
        container: usize,
        state: State,
        reason: Option<&'static str>,
    ) {
        if self.record.has_lists() {
            let now_ms = self.now();
            let place = self.place_of(pod, container);
            self.record.states[place].set(now_ms, state, reason);
        }
    }

    fn emit(
        &mut self,
        pod: usize,
        container: usize,
        event: impl FnOnce(crate::releases::Release) -> ImageEvent,
    ) {
        if self.record.has_lists() {
            let event = event(self.plan.release);
            self.record
                .event(self.agenda.now_ms(), pod, container, event);
        }
    }
}
