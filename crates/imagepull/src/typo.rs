//! Which name was meant by one that is misspelled: keys of manifests and fields of requests.

use strsim::osa_distance;

/// The longest key that is compared, in bytes.
const MAX_LENGTH: usize = 40;

/// The key that was meant by one that is none of those known: the same letters, the end of one
/// (`pullPolicy`), or one that a few letters make of it, the more the longer it is.
pub(crate) fn meant(key: &str, known: &[&'static str]) -> Option<&'static str> {
    if key.len() > MAX_LENGTH || known.is_empty() || known.contains(&key) {
        return None;
    }
    let letters = key.chars().filter(|it| it.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    let near = known.iter().filter_map(|known| {
        let distance = distance(&letters, known)?;
        Some((distance, *known))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// How far letters are from a key; `None` where it is not meant. The end of one is the last to be meant.
fn distance(letters: &str, known: &str) -> Option<usize> {
    let most = match known.len() {
        ..8 => 1,
        8..14 => 2,
        _ => 3,
    };
    let can_be_end = letters.len() >= 8 && letters.len() < known.len();
    let is_near = letters.len().abs_diff(known.len()) <= most;
    if !can_be_end && !is_near {
        return None;
    }
    let known = known.to_ascii_lowercase();
    let distance = osa_distance(letters, &known);
    if distance <= most {
        Some(distance)
    } else {
        (can_be_end && known.ends_with(letters)).then_some(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_known_and_other_keys_are_left_alone() {
        let containers = &["image", "imagePullPolicy", "name"];
        let pods = &[
            "ephemeralContainers",
            "imagePullSecrets",
            "initContainers",
            "containers",
            "serviceAccountName",
            "volumes",
        ];
        for (key, expected) in [
            ("iamge", Some("image")),
            ("images", Some("image")),
            ("Image", Some("image")),
            ("imagepullpolicy", Some("imagePullPolicy")),
            ("image_pull_policy", Some("imagePullPolicy")),
            ("imagePullPolicies", Some("imagePullPolicy")),
            ("pullPolicy", Some("imagePullPolicy")),
            ("nmae", Some("name")),
            ("image", None),
            ("env", None),
            ("args", None),
            ("lifecycle", None),
            ("volumeMounts", None),
        ] {
            assert_eq!(meant(key, containers), expected, "{key}");
        }
        for (key, expected) in [
            ("imagePullSecret", Some("imagePullSecrets")),
            ("imagePullSecretes", Some("imagePullSecrets")),
            ("pullSecrets", Some("imagePullSecrets")),
            ("container", Some("containers")),
            ("Containers", Some("containers")),
            ("initContainer", Some("initContainers")),
            ("serviceAccount", None),
            ("hostname", None),
            ("nodeName", None),
        ] {
            assert_eq!(meant(key, pods), expected, "{key}");
        }
    }
}
