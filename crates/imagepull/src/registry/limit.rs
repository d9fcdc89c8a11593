//! When a registry that was asked too often (429) answers again.
//!
//! Sources: RFC 9110, section 10.2.3, for `Retry-After`; for the others the drafts of
//! draft-ietf-httpapi-ratelimit-headers: `RateLimit-Reset` up to 06, `RateLimit` with `reset` in 07
//! and with `t` from 08 on.

use std::time::{Duration, SystemTime};

/// The headers that say when, in the order in which they are believed. A page can read them where
/// the registry exposes them (CORS).
const RETRY_AFTER: &str = "retry-after";
const RESET: &str = "ratelimit-reset";
const LIMIT: &str = "ratelimit";

/// A number of seconds that is as large as this is a time: since 1970, not from now on.
const TIMES_BEGIN: u64 = 1_000_000_000;

/// In how many seconds there is an answer again, by the headers of an answer; `now` is in ms since
/// 1970. `None` where no header says it.
pub fn seconds_to_wait<'h>(header: impl Fn(&str) -> Option<&'h str>, now: u64) -> Option<u32> {
    let now = now / 1000;
    let retry_after = || {
        let value = header(RETRY_AFTER)?.trim();
        number(value, now).or_else(|| date(value, now))
    };
    // A number may have its window behind it, `42;w=60`.
    let reset = || number(header(RESET)?.split([';', ',']).next()?, now);
    retry_after()
        .or_else(reset)
        .or_else(|| limit_in_policies(header(LIMIT)?, now))
}

/// The longest of the windows that a header `RateLimit` tells of: after it none is used up.
fn limit_in_policies(header: &str, now: u64) -> Option<u32> {
    let parameters = header.split([';', ',']).filter_map(|it| it.split_once('='));
    let resets = parameters.filter(|(key, _)| matches!(key.trim(), "reset" | "t"));
    resets.filter_map(|(_, value)| number(value, now)).max()
}

fn number(written: &str, now: u64) -> Option<u32> {
    let written = written.trim();
    let seconds: u64 = written.parse().ok()?;
    let seconds = if seconds < TIMES_BEGIN {
        seconds
    } else {
        seconds.saturating_sub(now)
    };
    seconds.try_into().ok()
}

/// A date of HTTP; one that is past is now.
fn date(written: &str, now: u64) -> Option<u32> {
    let then = httpdate::parse_http_date(written).ok()?;
    let now = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(now))?;
    let wait = then.duration_since(now).unwrap_or_default();
    wait.as_secs().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-25 08:58:00 UTC.
    const NOW: u64 = 1_795_597_080_000;

    #[test]
    fn the_headers_of_registries_say_when() {
        type Headers = &'static [(&'static str, &'static str)];
        let rows: [(Headers, Option<u32>); 18] = [
            (&[], None),
            (&[(RETRY_AFTER, "30")], Some(30)),
            (&[(RETRY_AFTER, " 0 ")], Some(0)),
            (&[(RETRY_AFTER, "Wed, 25 Nov 2026 09:00:00 GMT")], Some(120)),
            (
                &[(RETRY_AFTER, "Wednesday, 25-Nov-26 08:58:05 GMT")],
                Some(5),
            ),
            (&[(RETRY_AFTER, "Wed, 25 Nov 2026 08:00:00 GMT")], Some(0)),
            (&[(RETRY_AFTER, "1795597090")], Some(10)),
            (&[(RETRY_AFTER, "Wed")], None),
            (&[(RETRY_AFTER, "-1")], None),
            (&[(RETRY_AFTER, "1.5")], None),
            (&[(RESET, "42")], Some(42)),
            (&[(RESET, "42;w=21600")], Some(42)),
            (&[(LIMIT, "limit=100, remaining=0, reset=42")], Some(42)),
            (
                &[(LIMIT, r#""burst";r=0;t=4, "daily";r=3;t=3600"#)],
                Some(3600),
            ),
            (&[(LIMIT, r#""default";r=0"#)], None),
            // Docker Hub: how much in which window, not when.
            (
                &[
                    ("ratelimit-limit", "100;w=21600"),
                    ("ratelimit-remaining", "0;w=21600"),
                ],
                None,
            ),
            (
                &[(RESET, "42"), (RETRY_AFTER, "7"), (LIMIT, "reset=9")],
                Some(7),
            ),
            (
                &[(RESET, "soon"), (RETRY_AFTER, "later"), (LIMIT, "t=9")],
                Some(9),
            ),
        ];
        for (headers, expected) in rows {
            let header = |name: &str| headers.iter().find(|it| it.0 == name).map(|it| it.1);
            assert_eq!(seconds_to_wait(header, NOW), expected, "{headers:?}");
        }
    }
}
