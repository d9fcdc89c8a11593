//! Rule 11: the draws of a pod for its re-syncs.

/// SplitMix64, seeded by seed, node and pod.
#[derive(Clone)]
pub struct Jitter {
    state: u64,
}

impl Jitter {
    pub fn new(seed: u64, node: &str, pod: &str) -> Self {
        let bytes = seed.to_le_bytes().into_iter();
        let bytes = bytes.chain(node.bytes()).chain([0]).chain(pod.bytes());
        Self {
            state: bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
            }),
        }
    }

    /// From 0 to 1, without 1.
    pub fn draw(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[test]
fn draws_are_those_of_the_model() {
    let mut jitter = Jitter::new(0, "node-a", "web-0");
    let draws = [jitter.draw(), jitter.draw(), jitter.draw()];
    let expected = [
        0.848_041_747_996_224_3,
        0.677_963_975_855_896_5,
        0.547_648_790_902_45,
    ];
    for (draw, expected) in draws.iter().zip(expected) {
        assert!((draw - expected).abs() < 1e-15, "{draws:?}");
    }
}
