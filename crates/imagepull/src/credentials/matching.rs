//! Whether a key or an entry of `matchImages` fits an image.
//!
//! Source: kubernetes/kubernetes pkg/credentialprovider/keyring.go `URLsMatchStr`, `URLsMatch`.

use super::{
    glob::{is_pattern, label_matches},
    go_url::{GoUrl, UrlError},
};

/// What of a pattern does not fit a target. Several may be wrong at once; any one is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// Go does not read the pattern as a URL.
    PatternUnreadable(UrlError),
    /// Go does not read the target as a URL.
    TargetUnreadable,
    /// The ports are not the same text; `""` is no port.
    Port { pattern: String, target: String },
    /// The hosts have another number of labels.
    Labels { pattern: usize, target: usize },
    /// The hosts have as many labels, and this is the first that does not fit.
    Label { pattern: String, target: String },
    /// The path of the pattern is no beginning of that of the target.
    Path { pattern: String, target: String },
}

/// What is worth knowing of a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// A label of the host is a pattern.
    pub has_glob: bool,
    /// The pattern has a path.
    pub has_path: bool,
    /// The path of the pattern ends in the middle of a component of the target's path, or could do so
    /// in that of another target.
    pub ends_inside_component: bool,
}

/// A target, read once for many patterns.
pub(super) struct Target<'a> {
    url: Option<GoUrl<'a>>,
}

impl<'a> Target<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            url: GoUrl::schemeless(text).ok(),
        }
    }

    /// Its host, without port.
    pub fn host(&self) -> &str {
        self.url.as_ref().map_or("", |url| url.host_and_port().0)
    }

    /// Whether it fits a pattern without scheme, and if not, all that keeps it from doing so.
    pub fn fits(&self, pattern: &str) -> Result<Fit, Vec<Mismatch>> {
        let pattern = match GoUrl::schemeless(pattern) {
            Ok(url) => url,
            Err(error) => return Err(vec![Mismatch::PatternUnreadable(error)]),
        };
        let Some(target) = &self.url else {
            return Err(vec![Mismatch::TargetUnreadable]);
        };
        compare(&pattern, target)
    }
}

fn compare(pattern: &GoUrl, target: &GoUrl) -> Result<Fit, Vec<Mismatch>> {
    let mut wrong = Vec::new();
    let (host, port) = pattern.host_and_port();
    let (target_host, target_port) = target.host_and_port();
    if port != target_port {
        wrong.push(Mismatch::Port {
            pattern: port.to_owned(),
            target: target_port.to_owned(),
        });
    }
    wrong.extend(host_mismatch(host, target_host));
    let rest = target.path.strip_prefix(&*pattern.path);
    if rest.is_none() {
        wrong.push(Mismatch::Path {
            pattern: pattern.path.clone().into_owned(),
            target: target.path.clone().into_owned(),
        });
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Fit {
        has_glob: host.split('.').any(is_pattern),
        has_path: !matches!(&*pattern.path, "" | "/"),
        ends_inside_component: !pattern.path.ends_with('/')
            && rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')),
    })
}

fn host_mismatch(pattern: &str, target: &str) -> Option<Mismatch> {
    let labels = (pattern.split('.').count(), target.split('.').count());
    if labels.0 != labels.1 {
        return Some(Mismatch::Labels {
            pattern: labels.0,
            target: labels.1,
        });
    }
    let mut pairs = pattern.split('.').zip(target.split('.'));
    let (pattern, target) = pairs.find(|(pattern, label)| !label_matches(pattern, label))?;
    Some(Mismatch::Label {
        pattern: pattern.to_owned(),
        target: target.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_port_host_and_path_keeps_a_pattern_from_fitting() {
        for (pattern, target, expected) in [
            ("ghcr.io", "ghcr.io/acme/app", Ok(())),
            ("*.ghcr.io", "a.ghcr.io/acme/app", Ok(())),
            ("ghcr.io/acme", "ghcr.io/acmexyz/app", Ok(())),
            ("ghcr.io", "ghcr.io:443/acme", Err(1)),
            ("ghcr.io:443", "ghcr.io/acme", Err(1)),
            ("*.ghcr.io", "ghcr.io/acme", Err(1)),
            ("*.ghcr.io", "a.b.ghcr.io/acme", Err(1)),
            ("ghcr.io/*", "ghcr.io/acme", Err(1)),
            ("ghcr.io/acme/", "ghcr.io/acme", Err(1)),
            ("GHCR.io", "ghcr.io/acme", Err(1)),
            ("quay.io:1/x", "ghcr.io/acme", Err(3)),
            ("%zz", "ghcr.io/acme", Err(1)),
        ] {
            let found = Target::new(target).fits(pattern);
            let found = found.map(|_| ()).map_err(|wrong| wrong.len());
            assert_eq!(found, expected, "{pattern} {target}");
        }
    }

    #[test]
    fn a_path_that_ends_inside_a_component_is_told_apart() {
        let ends_inside = |pattern| {
            let fit = Target::new("ghcr.io/acmexyz/app").fits(pattern);
            fit.expect("a match").ends_inside_component
        };
        assert!(ends_inside("ghcr.io/acme"));
        assert!(!ends_inside("ghcr.io/acmexyz"));
        assert!(!ends_inside("ghcr.io/acmexyz/"));
        assert!(!ends_inside("ghcr.io"));
    }
}
