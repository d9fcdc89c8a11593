//! Addresses of the web pages on which registries show their images: what people copy from the browser.

/// The image that a page is about; `None` for what is no such address.
///
/// | page | image |
/// | --- | --- |
/// | `https://hub.docker.com/_/nginx` | `nginx` |
/// | `hub.docker.com/r/acme/app/tags` | `acme/app` |
/// | `quay.io/repository/acme/app?tab=tags` | `quay.io/acme/app` |
/// | `github.com/Acme/repo/pkgs/container/app` | `ghcr.io/acme/app` |
/// | `gallery.ecr.aws/nginx/nginx` | `public.ecr.aws/nginx/nginx` |
pub(super) fn image_of(address: &str) -> Option<String> {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = address.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    match (host, &parts[..]) {
        ("hub.docker.com", ["_", name, ..]) => Some((*name).to_owned()),
        ("hub.docker.com", ["r" | "u", owner, name, ..]) => Some(format!("{owner}/{name}")),
        ("quay.io", ["repository", owner, name, ..]) => Some(format!("quay.io/{owner}/{name}")),
        // The page of a package names its owner once or, below a repository, twice.
        (
            "github.com",
            [owner, _, "pkgs", "container", name, ..]
            | [
                "orgs" | "users",
                owner,
                "packages",
                "container",
                "package",
                name,
                ..,
            ],
        ) => Some(format!(
            "ghcr.io/{}/{}",
            owner.to_ascii_lowercase(),
            name.replace("%2F", "/")
        )),
        ("gallery.ecr.aws", [owner, name, ..]) => Some(format!("public.ecr.aws/{owner}/{name}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::image_of;

    #[test]
    fn a_page_leads_to_its_image() {
        for (address, image) in [
            ("https://hub.docker.com/_/nginx", Some("nginx")),
            ("hub.docker.com/r/acme/app/tags", Some("acme/app")),
            (
                "https://quay.io/repository/acme/app?tab=tags",
                Some("quay.io/acme/app"),
            ),
            ("quay.io/repository/acme/app:1", Some("quay.io/acme/app:1")),
            (
                "https://github.com/Acme/shop/pkgs/container/app",
                Some("ghcr.io/acme/app"),
            ),
            (
                "github.com/orgs/acme/packages/container/package/app",
                Some("ghcr.io/acme/app"),
            ),
            (
                "https://gallery.ecr.aws/nginx/nginx",
                Some("public.ecr.aws/nginx/nginx"),
            ),
            ("https://quay.io/acme/app", None),
            ("github.com/acme/app", None),
            ("hub.docker.com", None),
        ] {
            assert_eq!(image_of(address).as_deref(), image, "{address}");
        }
    }
}
