//! The kubelet configurations that a scenario is compared under.

use crate::simulate::scenario::{Kubelet, Scenario};

/// Pulls at once in the middle lane where the scenario names no number.
pub const DEFAULT_PARALLEL_PULLS: f64 = 2.0;

/// A kubelet configuration that a scenario is run with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// `serializeImagePulls: true`.
    Serial,
    /// `serializeImagePulls: false` with the `maxParallelImagePulls` of each node.
    Parallel,
    /// `serializeImagePulls: false` alone.
    Unlimited,
}

impl Lane {
    /// All lanes in the order in which they are drawn.
    pub const ALL: [Self; 3] = [Self::Serial, Self::Parallel, Self::Unlimited];

    /// The scenario as this lane runs it.
    pub fn applied_to(self, scenario: &Scenario) -> Scenario {
        let mut scenario = scenario.clone();
        for node in &mut scenario.nodes {
            self.configure(node.kubelet.get_or_insert_default());
        }
        scenario
    }

    /// The lane that runs what a KubeletConfiguration says.
    pub fn from_kubelet(kubelet: Kubelet) -> Self {
        let settings = kubelet.defaulted();
        // Where the two settings contradict each other the kubelet refuses them; the number says what was meant.
        let is_serial = settings.serialize_image_pulls && settings.contradiction().is_none();
        match settings.max_parallel_image_pulls {
            _ if is_serial => Self::Serial,
            Some(_) => Self::Parallel,
            None => Self::Unlimited,
        }
    }

    /// The lane that runs what the KubeletConfiguration of the first node says.
    pub fn configured(scenario: &Scenario) -> Self {
        let kubelet = scenario.nodes.first().and_then(|node| node.kubelet);
        Self::from_kubelet(kubelet.unwrap_or_default())
    }

    /// The lane that Serial is compared with: the configured one. Where that is serial, as by default,
    /// it is the one with `maxParallelImagePulls`: what a cluster would change to.
    pub fn compared(scenario: &Scenario) -> Self {
        match Self::configured(scenario) {
            Self::Serial => Self::Parallel,
            configured => configured,
        }
    }

    fn configure(self, kubelet: &mut Kubelet) {
        kubelet.serialize_image_pulls = Some(self == Self::Serial);
        kubelet.max_parallel_image_pulls = match self {
            Self::Parallel => kubelet
                .max_parallel_image_pulls
                .or(Some(DEFAULT_PARALLEL_PULLS)),
            Self::Serial | Self::Unlimited => None,
        };
    }
}

/// Pulls at once in the middle lane: as the first node has it.
pub fn parallel_pulls(scenario: &Scenario) -> f64 {
    let kubelet = scenario.nodes.first().and_then(|node| node.kubelet);
    kubelet
        .and_then(|kubelet| kubelet.max_parallel_image_pulls)
        .unwrap_or(DEFAULT_PARALLEL_PULLS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_is_compared_with_what_is_configured() {
        use Lane::{Parallel, Serial, Unlimited};
        for (kubelet, configured, compared) in [
            ("{}", Serial, Parallel),
            (r#"{"serializeImagePulls": true}"#, Serial, Parallel),
            (r#"{"maxParallelImagePulls": 1}"#, Serial, Parallel),
            (r#"{"serializeImagePulls": false}"#, Unlimited, Unlimited),
            (
                r#"{"serializeImagePulls": false, "maxParallelImagePulls": 4}"#,
                Parallel,
                Parallel,
            ),
            (r#"{"maxParallelImagePulls": 4}"#, Parallel, Parallel),
            // The kubelet refuses it; what was meant is clear.
            (
                r#"{"serializeImagePulls": true, "maxParallelImagePulls": 4}"#,
                Parallel,
                Parallel,
            ),
        ] {
            let scenario = format!(
                r#"{{"images": {{}}, "nodes": [{{"name": "n", "kubelet": {kubelet}}}], "pods": []}}"#
            );
            let scenario = serde_json::from_str(&scenario).expect("a scenario");
            assert_eq!(Lane::configured(&scenario), configured, "{kubelet}");
            assert_eq!(Lane::compared(&scenario), compared, "{kubelet}");
        }
    }
}
