//! When the next pull comes, in words.

use imagepull::{
    kubelet::timeline::{AfterFix, BackOffReport},
    words::{IntoParts, Parts},
};

use crate::{drawing::figures::duration, text};

/// The answer in one sentence, and what it leaves out.
pub struct Sentence {
    /// The answer.
    pub answer: Parts,
    /// The rest; may be empty.
    pub details: Parts,
}

/// The answer. `fixed_ms` is when the cause is gone.
pub fn sentence(report: &BackOffReport, fixed_ms: Option<f64>) -> Sentence {
    if report.attempts.is_empty() {
        return Sentence {
            answer: text::back_off_says_invalid().into_parts(),
            details: text::back_off_says_invalid_details().into_parts(),
        };
    }
    match (fixed_ms, report.after_fix) {
        (Some(fixed_ms), Some(after)) => fix_sentence(fixed_ms, after),
        _ => Sentence {
            answer: text::back_off_says_never().into_parts(),
            details: text::back_off_says_never_details().into_parts(),
        },
    }
}

fn fix_sentence(fixed_ms: f64, after: AfterFix) -> Sentence {
    let later = |at_ms: f64| duration((at_ms - fixed_ms).max(0.0));
    let fixed = duration(fixed_ms);
    let attempt_ms = after.attempt_ms.unwrap_or(after.latest_ms);
    if attempt_ms <= fixed_ms {
        return Sentence {
            answer: text::back_off_says_under_way(fixed),
            details: Parts::default(),
        };
    }
    Sentence {
        answer: text::back_off_says_fixed(later(attempt_ms)),
        details: text::back_off_says_fixed_details(
            fixed,
            duration(attempt_ms),
            later(after.earliest_ms),
            later(after.latest_ms),
        )
        .into_parts(),
    }
}

#[cfg(test)]
mod tests {
    use imagepull::kubelet::timeline::{BackOffRequest, back_off_timeline};

    use super::*;

    fn said(image: &str, fixed_ms: Option<f64>, pull_ms: f64) -> String {
        let report = back_off_timeline(&BackOffRequest {
            image: Some(image.to_owned()),
            until_ms: 2_000_000.0,
            pull_ms: Some(pull_ms),
            fixed_at_ms: fixed_ms,
            ..BackOffRequest::default()
        });
        let Sentence { answer, details } = sentence(&report, fixed_ms);
        let words = text::marked(&answer);
        assert!(words.split_whitespace().count() <= 20, "{words}");
        format!("{words}\n    {}", text::marked(&details))
    }

    #[test]
    fn what_is_said() {
        insta::assert_snapshot!(
            [
                said("nginx", Some(400_000.0), 2000.0),
                said("nginx", Some(1000.0), 2000.0),
                said("nginx", None, 2000.0),
                said("Nginx", Some(400_000.0), 2000.0),
            ]
            .join("\n")
        );
    }
}
