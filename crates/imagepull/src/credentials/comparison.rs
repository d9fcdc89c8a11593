//! A key beside an image, part by part: what a person looks at to see where a near miss differs.
//! Whether a key fits is decided in `matching`; the parts here are those that it looks at.

use super::{entry::Entry, glob::label_matches, go_url::GoUrl};

/// A part of a key and the same part of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is compared.
    pub kind: PartKind,
    /// The part of the image; empty: it has none.
    pub image: String,
    /// The part of the key; empty: it has none.
    pub key: String,
    /// Whether they fit.
    pub agreement: Agreement,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// What stands between two dots of the host.
    HostLabel,
    /// The port.
    Port,
    /// The path.
    Path,
}

/// How a part of a key stands to that of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Both are the same text, or both have nothing there.
    Same,
    /// The key has a pattern that fits.
    Pattern,
    /// The key asks for nothing here.
    Any,
    /// The path of the image begins with that of the key.
    Beginning,
    /// They differ.
    Differs,
    /// Only the image has something here, and the key would need it.
    OnlyImage,
    /// Only the key has something here.
    OnlyKey,
}

impl Agreement {
    /// Whether this part lets the key fit.
    pub const fn fits(self) -> bool {
        matches!(
            self,
            Self::Same | Self::Pattern | Self::Any | Self::Beginning
        )
    }
}

/// The parts of a key beside those of an image, whose name is normalised and without tag and
/// digest; `None` where one of them cannot be read. Labels stand side by side from the end of the
/// host.
pub fn compare_key(key: &str, repository: &str) -> Option<Vec<Part>> {
    let entry = Entry::new(key, None);
    let pattern = entry.index_key.as_deref().ok()?;
    let pattern = GoUrl::schemeless(pattern).ok()?;
    let target = GoUrl::schemeless(repository).ok()?;
    let (host, port) = pattern.host_and_port();
    let (image_host, image_port) = target.host_and_port();
    let mut parts = labels(host, image_host);
    if !(port.is_empty() && image_port.is_empty()) {
        parts.push(part(PartKind::Port, image_port, port, |_, _| false));
    }
    let (path, image_path) = (&*pattern.path, &*target.path);
    parts.push(Part {
        kind: PartKind::Path,
        image: image_path.to_owned(),
        key: path.to_owned(),
        agreement: match image_path.strip_prefix(path) {
            Some(_) if path.is_empty() => Agreement::Any,
            Some("") => Agreement::Same,
            Some(_) => Agreement::Beginning,
            None => Agreement::Differs,
        },
    });
    Some(parts)
}

fn labels(host: &str, image_host: &str) -> Vec<Part> {
    let (mut own, mut of_image) = (host.rsplit('.'), image_host.rsplit('.'));
    let mut parts = Vec::new();
    loop {
        let (own, of_image) = (own.next(), of_image.next());
        if own.is_none() && of_image.is_none() {
            parts.reverse();
            return parts;
        }
        let (own, of_image) = (own.unwrap_or_default(), of_image.unwrap_or_default());
        parts.push(part(PartKind::HostLabel, of_image, own, label_matches));
    }
}

fn part(kind: PartKind, image: &str, key: &str, is_pattern: fn(&str, &str) -> bool) -> Part {
    Part {
        kind,
        image: image.to_owned(),
        key: key.to_owned(),
        agreement: match (image, key) {
            (image, key) if image == key => Agreement::Same,
            ("", _) => Agreement::OnlyKey,
            (_, "") => Agreement::OnlyImage,
            (image, key) if is_pattern(key, image) => Agreement::Pattern,
            _ => Agreement::Differs,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::match_url;

    fn said(key: &str, repository: &str) -> String {
        let parts = compare_key(key, repository).expect("both can be read");
        let said = parts
            .iter()
            .map(|part| format!("{:?} {}|{}", part.agreement, part.image, part.key));
        said.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn each_part_stands_beside_its_own() {
        for (key, repository, expected) in [
            (
                "registry.example.com",
                "registry.example.com:5000/group/app",
                "Same registry|registry, Same example|example, Same com|com, OnlyImage 5000|, Any /group/app|",
            ),
            (
                "https://*.k8s.io/v1/a",
                "k8s.io/ab",
                "OnlyKey |*, Same k8s|k8s, Same io|io, Beginning /ab|/a",
            ),
            (
                "*.b:1/x",
                "a.b:2/y",
                "Pattern a|*, Same b|b, Differs 2|1, Differs /y|/x",
            ),
        ] {
            assert_eq!(said(key, repository), expected, "{key}");
        }
        assert_eq!(compare_key("%zz", "ghcr.io/a"), None);
    }

    #[test]
    fn a_key_fits_exactly_where_all_its_parts_do() {
        let image = "sub.ghcr.io:5000/acme/app";
        for key in [
            "sub.ghcr.io:5000",
            "*.ghcr.io:5000/ac",
            "*.ghcr.io",
            "ghcr.io:5000",
            "*.*.ghcr.io:5000",
            "sub.ghcr.io:5000/*",
            "s?b.ghcr.io:5000/acme/app",
            "SUB.ghcr.io:5000",
            "sub.ghcr.io:5000/acme/app/more",
            "sub.ghcr.io:",
        ] {
            let parts = compare_key(key, image).expect("both can be read");
            let fits = parts.iter().all(|part| part.agreement.fits());
            assert_eq!(fits, match_url(key, image).matches, "{key}");
        }
    }
}
