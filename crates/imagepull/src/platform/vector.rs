//! Which platforms a node takes, in which order.
//!
//! Source: `platformVector` of compare.go of github.com/containerd/platforms.

use super::Platform;

/// Levels of a processor that are counted down. There are four of amd64; a number that somebody
/// made up must not fill the memory, as it would that of containerd.
const MAX_LEVELS: u32 = 16;

/// Arm v9.0 went its own way from v8.5, so v9.x runs what is for v8.(x+5), as far as there is one.
const V9_IS_V8: u32 = 5;
const LAST_V8: u32 = 9;
const LAST_V9: u32 = 7;

/// The platforms that a node takes, best first: itself, then older ones of its processor.
pub(super) fn vector(node: &Platform) -> Vec<Platform> {
    let with_variant = |variant: String| node.with_variant(&variant);
    match node.architecture.as_str() {
        "amd64" => {
            let older = levels(&node.variant, 1).map(|level| with_variant(format!("v{level}")));
            let mut vector = vec![node.clone()];
            vector.extend(older);
            vector.push(Platform {
                architecture: "386".to_owned(),
                variant: String::new(),
                ..node.clone()
            });
            vector
        }
        "arm" => {
            let older = levels(&node.variant, 5).map(|level| with_variant(format!("v{level}")));
            [node.clone()].into_iter().chain(older).collect()
        }
        "arm64" => {
            let Some(variants) = arm64_vector(&node.variant) else {
                return Vec::new();
            };
            let mut vector: Vec<Platform> = variants.into_iter().map(with_variant).collect();
            let arm = Platform {
                architecture: "arm".to_owned(),
                variant: "v8".to_owned(),
                ..node.clone()
            };
            vector.extend(self::vector(&arm));
            vector
        }
        _ => vec![node.clone()],
    }
}

/// The same as containerd 1.7 has it, which knows no earlier variants of arm64.
pub(super) fn without_arm64_variants(node: &Platform) -> Vec<Platform> {
    if node.architecture != "arm64" {
        return vector(node);
    }
    let variant = match node.variant.as_str() {
        "" => "v8",
        variant => variant,
    };
    let arm = Platform {
        architecture: "arm".to_owned(),
        ..node.with_variant(variant)
    };
    [node.clone()].into_iter().chain(vector(&arm)).collect()
}

/// The levels below that of a variant such as `v3`, down to the lowest.
fn levels(variant: &str, lowest: u32) -> impl Iterator<Item = u32> {
    let level = variant.strip_prefix('v').unwrap_or(variant).parse::<u32>();
    let level = level.unwrap_or(lowest).min(MAX_LEVELS);
    (lowest..level).rev()
}

/// The variants of arm64 that one of them runs, by the table `arm64variantToVersion`; `None` where
/// it is none of those that exist.
fn arm64_vector(variant: &str) -> Option<Vec<String>> {
    let (major, minor) = match variant {
        "" | "v8" => (8, 0),
        "v9" => (9, 0),
        _ => {
            let (major, minor) = variant.strip_prefix('v')?.split_once('.')?;
            let digit = |text: &str| match text.as_bytes() {
                [digit @ b'0'..=b'9'] => Some(u32::from(digit - b'0')),
                _ => None,
            };
            (digit(major)?, digit(minor)?)
        }
    };
    let down = |major: u32, minor: u32| {
        (0..=minor).rev().map(move |minor| match minor {
            0 => format!("v{major}"),
            minor => format!("v{major}.{minor}"),
        })
    };
    match (major, minor) {
        (8, 0..=LAST_V8) => Some(down(8, minor).collect()),
        (9, 0..=LAST_V9) => {
            let v8 = (minor + V9_IS_V8).min(LAST_V8);
            Some(down(9, minor).chain(down(8, v8)).collect())
        }
        _ => None,
    }
}
