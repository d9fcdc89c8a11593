//! Image names: what the runtime resolves.

use imageref::Normalized;

pub struct Resolved {
    /// For example `docker.io/library/busybox:latest`.
    pub reference: String,
    pub manifest_url: String,
    /// With the manifest's digest, or words for it where the name has none.
    pub digest_url: String,
}

/// Or what distribution/reference says of a name that does not parse.
pub fn resolve(name: &str) -> Result<Resolved, String> {
    let parsed = Normalized::parse(name).map_err(|error| error.upstream().into_owned())?;
    let reference = parsed.docker_reference();
    let host = match parsed.domain() {
        "docker.io" => "registry-1.docker.io",
        domain => domain,
    };
    let path = parsed.path();
    let digest = reference.digest().map(ToString::to_string);
    let by_digest = digest.clone().unwrap_or("sha256:<digest>".to_owned());
    let manifest = digest
        .or(reference.tag().map(str::to_owned))
        .unwrap_or_default();
    Ok(Resolved {
        manifest_url: format!("https://{host}/v2/{path}/manifests/{manifest}"),
        digest_url: format!("https://{host}/v2/{path}/manifests/{by_digest}"),
        reference: reference.to_string(),
    })
}
