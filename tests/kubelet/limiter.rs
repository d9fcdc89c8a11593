//! The token bucket, as a property: it never lets more through than its rate.

use imagepull::kubelet::limiter::TokenBucket;
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_stretch_of_time_has_more_pulls_than_burst_and_rate_allow(
        qps in 1_u32..50,
        burst in 0_u32..20,
        pauses_ms in prop::collection::vec(0_u32..2000, 1..60),
    ) {
        let mut bucket = TokenBucket::new(qps.into(), burst.into()).expect("a rate above 0");
        let mut now_ms = 0.0;
        let mut granted = Vec::new();
        for pause_ms in pauses_ms {
            now_ms += f64::from(pause_ms);
            if bucket.take(now_ms) {
                granted.push(now_ms);
            }
        }
        for (first, from_ms) in granted.iter().enumerate() {
            for (last, to_ms) in granted.iter().enumerate().skip(first) {
                let pulls = (last - first + 1) as f64;
                let allowed = f64::from(burst) + f64::from(qps) * (to_ms - from_ms) / 1000.0;
                prop_assert!(pulls <= allowed + 1e-6, "{pulls} pulls from {from_ms} to {to_ms} ms");
            }
        }
    }
}
