//! Where in a request something is.

/// A place in a request, from the outside in.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// The request itself.
    Request,
    /// A field that its type names.
    Field(&'a Self, &'static str),
    /// A key that the caller chose.
    Key(&'a Self, &'a str),
    Item(&'a Self, usize),
}

/// The longest key that is shown whole, in characters.
const MAX_KEY: usize = 64;

impl Place<'_> {
    /// The path of the place, for example `nodes[0].kubelet`; empty for the request itself. Keys
    /// that the caller chose can be parts of a secret.
    pub fn path(&self, hides_keys: bool) -> String {
        let joined = |parent: &Self, name: &str| match parent.path(hides_keys) {
            path if path.is_empty() => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        match self {
            Self::Request => String::new(),
            Self::Field(parent, name) => joined(parent, name),
            Self::Key(parent, _) if hides_keys => joined(parent, "…"),
            Self::Key(parent, key) if is_plain(key) => joined(parent, key),
            Self::Key(parent, key) => {
                let shown: String = key.chars().take(MAX_KEY).collect();
                let end = if shown.len() < key.len() { "…" } else { "" };
                format!("{}[{:?}{end}]", parent.path(hides_keys), shown)
            }
            Self::Item(parent, index) => format!("{}[{index}]", parent.path(hides_keys)),
        }
    }
}

/// Whether a key is written after a dot in JavaScript.
fn is_plain(key: &str) -> bool {
    let is_letter = |it: char| it.is_ascii_alphabetic() || it == '_' || it == '$';
    key.len() <= MAX_KEY
        && key.starts_with(is_letter)
        && key.chars().all(|it| is_letter(it) || it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_in_javascript() {
        let pods = Place::Field(&Place::Request, "pods");
        let pod = Place::Item(&pods, 3);
        let labels = Place::Field(&pod, "labels");
        for (key, path) in [
            ("app", "pods[3].labels.app"),
            ("a b", "pods[3].labels[\"a b\"]"),
            ("", "pods[3].labels[\"\"]"),
        ] {
            assert_eq!(Place::Key(&labels, key).path(false), path);
            assert_eq!(Place::Key(&labels, key).path(true), "pods[3].labels.…");
        }
        let long = "é".repeat(100);
        let shown = format!("[\"{}\"…]", "é".repeat(64));
        assert_eq!(Place::Key(&Place::Request, &long).path(false), shown);
    }
}
