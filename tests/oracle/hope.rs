//! "The end": whether anything but the same failures can still happen.

use imagepull::policy::PullPolicy;

use super::before;
use super::clock::Due;
use super::plan::Container;
use super::state::{PodStage, Run};

impl Run<'_> {
    /// Nothing but syncs of failed pods is due, and each could only fail again.
    pub fn nothing_can_change(&self, due: &[Due]) -> bool {
        due.iter().all(|due| self.is_hopeless_sync(due.what.pod))
    }

    fn is_hopeless_sync(&self, pod: usize) -> bool {
        let PodStage::GoesOn { resync: true, .. } = self.pods[pod].stage else {
            return false;
        };
        let planned = &self.plan.pods[pod];
        let (volumes, containers) = planned.containers.split_at(planned.image_volumes);
        let done = &self.pods[pod].done[volumes.len()..];
        let first = done.iter().position(|done| !done).unwrap_or(done.len());
        let asked = if planned.is_init(volumes.len() + first) {
            first..first + 1
        } else {
            first..containers.len()
        };
        let mut not_started = asked.filter(|&container| !done[container]);
        let cannot_start = not_started.all(|container| {
            let container = &containers[container];
            let mut mounted = container.mounts.iter().map(|&volume| &volumes[volume]);
            mounted.any(|volume| self.can_only_fail(pod, volume))
                || self.can_only_fail(pod, container)
        });
        let is_there_or_fails = |volume: &Container| {
            let there = volume.image.as_ref();
            there.is_ok_and(|&image| self.is_present(pod, image)) || self.can_only_fail(pod, volume)
        };
        cannot_start && volumes.iter().all(is_there_or_fails)
    }

    fn can_only_fail(&self, pod: usize, container: &Container) -> bool {
        let Ok(image) = container.image else {
            return true;
        };
        let absent = !self.is_present(pod, image);
        match container.policy {
            PullPolicy::Never => absent,
            PullPolicy::Always => self.every_pull_fails(pod, image, absent),
            PullPolicy::IfNotPresent => absent && self.every_pull_fails(pod, image, absent),
        }
    }

    fn every_pull_fails(&self, pod: usize, image: usize, absent: bool) -> bool {
        let node = self.plan.pods[pod].node;
        let mut faults = self.plan.registry.faults.iter();
        let fault = faults.any(|fault| {
            let fits = fault.image.is_none_or(|written| written == image)
                && fault.node.is_none_or(|written| written == node);
            fits && !before(self.now, fault.from_ms) && fault.until_ms.is_none()
        });
        let kubelet = &self.plan.nodes[node];
        let limiter = kubelet.registry_burst == 0.0 && kubelet.registry_pull_qps > 0.0;
        let limit = self.plan.registry.rate_limit.as_ref();
        let rate_limit = absent && limit.is_some_and(|limit| limit.pulls == 0.0);
        fault || limiter || rate_limit
    }
}
