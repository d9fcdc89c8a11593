//! User and password before the host, as in `https://user:token@registry.example.com/app`. No image
//! name has them; people paste them all the same, and they must not get into a link.

/// The names, one a line, without user and password.
pub fn without_user_info(names: &str) -> String {
    let lines = names.split('\n').map(without_user_info_of_one);
    lines.collect::<Vec<_>>().join("\n")
}

fn without_user_info_of_one(name: &str) -> String {
    let authority = name.find("://").map_or(0, |scheme| scheme + "://".len());
    let (scheme, rest) = name.split_at(authority);
    // Behind the `@` of a digest is no slash.
    let Some((host, path)) = rest.split_once('/') else {
        return name.to_owned();
    };
    match host.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}{host}/{path}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_are_left_out_and_nothing_else() {
        let digest = format!("ghcr.io/acme/api:v1@sha256:{}", "a".repeat(64));
        let short = format!("busybox@sha256:{}", "a".repeat(64));
        for (name, expected) in [
            ("https://user:token@ghcr.io/app:1", "https://ghcr.io/app:1"),
            ("user:to@ken@ghcr.io/app", "ghcr.io/app"),
            ("token@ghcr.io:5000/app", "ghcr.io:5000/app"),
            ("nginx\nuser:token@ghcr.io/app\n", "nginx\nghcr.io/app\n"),
            ("ghcr.io/acme/api:v1", "ghcr.io/acme/api:v1"),
            (&digest, &digest),
            (&short, &short),
            ("", ""),
        ] {
            assert_eq!(without_user_info(name), expected);
        }
    }
}
