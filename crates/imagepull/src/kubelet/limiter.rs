//! `registryPullQPS` with `registryBurst`: how many pulls the kubelet starts.
//!
//! Sources: kubernetes/kubernetes pkg/kubelet/images/helpers.go (throttledImageService);
//! client-go util/flowcontrol/throttle.go. A pull that gets no token does not wait: it fails.

/// The error of a pull that gets no token.
pub const QPS_EXCEEDED: &str = "pull QPS exceeded";

/// The kubelet's token bucket. It is full at 0 and refilled evenly.
#[derive(Clone, Debug)]
pub struct TokenBucket {
    per_ms: f64,
    burst: f64,
    tokens: f64,
    at_ms: f64,
}

/// A bucket that holds this much holds a token.
const WHOLE_TOKEN: f64 = 1.0 - 1e-9;

impl TokenBucket {
    /// `registryBurst` tokens, refilled at `registryPullQPS` a second; none where that is 0.
    pub fn new(registry_pull_qps: f64, registry_burst: f64) -> Option<Self> {
        (registry_pull_qps > 0.0).then_some(Self {
            per_ms: registry_pull_qps / 1000.0,
            burst: registry_burst,
            tokens: registry_burst,
            at_ms: 0.0,
        })
    }

    /// How many whole tokens it holds.
    pub fn tokens(&mut self, now_ms: f64) -> f64 {
        self.refill(now_ms);
        (self.tokens + 1.0 - WHOLE_TOKEN).floor()
    }

    fn refill(&mut self, now_ms: f64) {
        self.tokens = (self.tokens + self.per_ms * (now_ms - self.at_ms)).min(self.burst);
        self.at_ms = now_ms;
    }

    /// Takes a token if there is one.
    pub fn take(&mut self, now_ms: f64) -> bool {
        self.refill(now_ms);
        let is_there = self.tokens >= WHOLE_TOKEN;
        if is_there {
            self.tokens = (self.tokens - 1.0).max(0.0);
        }
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_and_then_what_flows_in() {
        let mut bucket = TokenBucket::new(5.0, 2.0).unwrap();
        assert!(bucket.take(0.0));
        assert!(bucket.take(0.0));
        assert!(!bucket.take(0.0));
        assert!(!bucket.take(199.0));
        assert!(bucket.take(200.0));
        assert!(!bucket.take(399.0));
        assert_eq!(
            [399.0, 400.0, 600.0, 900.0].map(|now_ms| bucket.tokens(now_ms)),
            [0.0, 1.0, 2.0, 2.0]
        );
        for _ in 0..2 {
            assert!(bucket.take(10_000.0));
        }
        assert!(!bucket.take(10_000.0), "the bucket never holds more than 2");
    }

    #[test]
    fn a_rate_of_0_is_no_limit_and_a_burst_of_0_lets_nothing_through() {
        assert!(TokenBucket::new(0.0, 10.0).is_none());
        let mut bucket = TokenBucket::new(2000.0, 0.0).unwrap();
        assert!(!bucket.take(0.0));
        assert!(!bucket.take(1e6));
    }
}
