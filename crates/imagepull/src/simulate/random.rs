//! The jitter of re-syncs: SplitMix64, seeded for each pod (rule 11).

const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01B3;
const GOLDEN_GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// The random numbers of one pod.
#[derive(Clone, Debug)]
pub(super) struct Jitter {
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
