//! When the kubelet syncs a pod again after a sync that failed.
//!
//! Sources: kubernetes/kubernetes pkg/kubelet/pod_workers.go (`backOffPeriod` of 10 s,
//! `workerBackOffPeriodJitterFactor` of 0.5) and pkg/kubelet/util/queue/work_queue.go (due is
//! what lies strictly before now; the sync loop asks once a second). The draws stand for its
//! random numbers: SplitMix64, seeded for each pod.

use super::EPSILON_MS;

/// A failed sync is repeated after this time, in ms, and up to [`MAX_JITTER_MS`] more.
pub const PERIOD_MS: f64 = 10_000.0;
/// The most that jitter adds, in ms; never all of it.
pub const MAX_JITTER_MS: f64 = 5_000.0;
/// The kubelet looks so often, in ms, for syncs that are due.
pub const POLL_MS: f64 = 1_000.0;

/// When the next sync begins after one that failed and ended at `ended_ms`. `draw` is the
/// jitter, from 0 to 1.
pub fn next_sync_ms(ended_ms: f64, draw: f64) -> f64 {
    let due_ms = ended_ms + PERIOD_MS + MAX_JITTER_MS * draw;
    (((due_ms + EPSILON_MS) / POLL_MS).floor() + 1.0) * POLL_MS
}

/// The last moment at which that sync can begin, over all jitters.
pub fn latest_next_sync_ms(ended_ms: f64) -> f64 {
    let due_before_ms = ended_ms + PERIOD_MS + MAX_JITTER_MS;
    ((due_before_ms - EPSILON_MS) / POLL_MS).ceil() * POLL_MS
}

/// About how often a pod is synced in some time while its syncs fail.
pub fn syncs_within(ms: f64) -> f64 {
    ms / (PERIOD_MS + f64::midpoint(MAX_JITTER_MS, POLL_MS))
}

const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01B3;
const GOLDEN_GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// The random numbers of one pod.
#[derive(Clone, Debug)]
pub struct Jitter {
    state: u64,
}

impl Jitter {
    /// The state is the FNV-1a 64 of the seed, least byte first, the node, a byte 0 and the pod.
    pub fn new(seed: u64, node: &str, pod: &str) -> Self {
        let bytes = seed
            .to_le_bytes()
            .into_iter()
            .chain(node.bytes())
            .chain([0])
            .chain(pod.bytes());
        let state = bytes.fold(FNV_OFFSET, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
        });
        Self { state }
    }

    /// The next draw, from 0 to below 1.
    pub fn draw(&mut self) -> f64 {
        self.state = self.state.wrapping_add(GOLDEN_GAMMA);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 * 2f64.powi(-53)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sync_comes_at_the_first_whole_second_after_its_time() {
        for (ended_ms, draw, next_ms) in [
            (0.0, 0.0, 11_000.0),
            (50.0, 0.0, 11_000.0),
            (50.0, 0.5, 13_000.0),
            (999.999_999_9, 0.0, 12_000.0),
            (1000.0, 0.999, 16_000.0),
        ] {
            assert_eq!(next_sync_ms(ended_ms, draw), next_ms, "{ended_ms} {draw}");
        }
    }

    #[test]
    fn the_latest_sync_is_that_of_a_draw_next_to_one() {
        for ended_ms in [0.0, 50.0, 999.5, 1000.0] {
            let latest_ms = next_sync_ms(ended_ms, 1.0 - 1e-8);
            assert_eq!(latest_next_sync_ms(ended_ms), latest_ms, "{ended_ms}");
        }
    }

    #[test]
    fn the_draws_are_those_of_the_model() {
        let mut jitter = Jitter::new(0, "node-a", "web-0");
        let draws: Vec<f64> = (0..3).map(|_| jitter.draw()).collect();
        assert_eq!(
            draws,
            [
                0.848_041_747_996_224_3,
                0.677_963_975_855_896_5,
                0.547_648_790_902_45
            ]
        );
    }

    #[test]
    fn seed_node_and_pod_each_make_other_draws() {
        let first = |seed, node, pod| Jitter::new(seed, node, pod).draw();
        let base = first(0, "a", "b");
        for other in [first(1, "a", "b"), first(0, "b", "a"), first(0, "ab", "")] {
            assert!((base - other).abs() > 1e-9);
        }
    }
}
