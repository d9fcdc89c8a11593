//! Names of annotations: `IsQualifiedName` of Kubernetes, in its words.
//!
//! Source: kubernetes/apimachinery pkg/util/validation/validation.go.

const NAME: &str = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const SUBDOMAIN: &str = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
const MAX_NAME: usize = 63;
const MAX_SUBDOMAIN: usize = 253;

/// What is wrong with a name, in the words of Kubernetes; nothing where it is right.
pub(super) fn name_errors(key: &str) -> Vec<String> {
    let parts: Vec<&str> = key.split('/').collect();
    let mut errors = Vec::new();
    let name = match parts[..] {
        [name] => name,
        [prefix, name] => {
            if prefix.is_empty() {
                errors.push("prefix part must be non-empty".to_owned());
            } else {
                errors.extend(subdomain_errors(prefix));
            }
            name
        }
        _ => {
            errors.push(format!(
                "a qualified name {} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
                name_rule()
            ));
            return errors;
        }
    };
    if name.is_empty() {
        errors.push("name part must be non-empty".to_owned());
    } else if name.len() > MAX_NAME {
        errors.push(format!("name part must be no more than {MAX_NAME} bytes"));
    }
    let is_end = |byte: u8| byte.is_ascii_alphanumeric();
    if !consists_of(name, is_end, |byte| is_end(byte) || b"-_.".contains(&byte)) {
        errors.push(format!("name part {}", name_rule()));
    }
    errors
}

fn name_rule() -> String {
    format!(
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an \
         alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for \
         validation is '{NAME}')"
    )
}

fn subdomain_errors(prefix: &str) -> Vec<String> {
    let mut errors = Vec::new();
    if prefix.len() > MAX_SUBDOMAIN {
        errors.push(format!(
            "prefix part must be no more than {MAX_SUBDOMAIN} bytes"
        ));
    }
    let is_end = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_label = |label: &str| consists_of(label, is_end, |byte| is_end(byte) || byte == b'-');
    if !prefix.split('.').all(is_label) {
        errors.push(format!(
            "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric \
             characters, '-' or '.', and must start and end with an alphanumeric character \
             (e.g. 'example.com', regex used for validation is '{SUBDOMAIN}')"
        ));
    }
    errors
}

/// Whether a text is not empty, begins and ends with some bytes and has others between.
fn consists_of(text: &str, is_end: impl Fn(u8) -> bool, is_inner: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    is_end(*first) && is_end(*last) && bytes.iter().all(|byte| is_inner(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_as_kubernetes_does() {
        for (key, errors) in [
            ("simple", 0),
            ("now-with-dashes/simple", 0),
            ("a.b.c/x_y.z", 0),
            ("cantendwithadash-", 1),
            ("", 2),
            ("/simple", 1),
            ("example.com/", 2),
            ("a/b/c", 1),
            ("Upper/x", 1),
            ("a..b/x", 1),
        ] {
            assert_eq!(
                name_errors(key).len(),
                errors,
                "{key}: {:?}",
                name_errors(key)
            );
        }
        assert_eq!(
            name_errors(&"x".repeat(64)),
            ["name part must be no more than 63 bytes"]
        );
    }
}
