//! The table of causes by their words, most specific first.

use crate::codes;

/// What a rule asks for besides its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Always,
    /// Only where the end of the text is not missing: more specific words may be there.
    Whole,
    /// Only where a request to an address has nothing but the words behind it.
    StatusAlone,
    /// An answer with a status in this range.
    Status(u16, u16),
    /// The same from an address of a store behind a registry.
    StoreStatus(u16, u16),
    /// The same from a public registry that takes no credentials.
    PublicStatus(u16, u16),
    /// The same to a request for a blob.
    BlobStatus(u16, u16),
}

pub(super) struct Rule {
    pub code: &'static str,
    /// Any of these; with a status to ask for, none is needed.
    pub any: &'static [&'static str],
    /// All of these.
    pub with: &'static [&'static str],
    /// None of these.
    pub without: &'static [&'static str],
    pub when: When,
    /// Whether the words are said of other things as well, so that the text has to be about a pull.
    pub is_general: bool,
}

const fn words(code: &'static str, any: &'static [&'static str]) -> Rule {
    Rule {
        code,
        any,
        with: &[],
        without: &[],
        when: When::Always,
        is_general: false,
    }
}

const fn general(code: &'static str, any: &'static [&'static str]) -> Rule {
    Rule {
        is_general: true,
        ..words(code, any)
    }
}

const fn status(code: &'static str, when: When) -> Rule {
    Rule {
        when,
        ..general(code, &[])
    }
}

impl Rule {
    const fn with(mut self, with: &'static [&'static str]) -> Self {
        self.with = with;
        self
    }

    const fn without(mut self, without: &'static [&'static str]) -> Self {
        self.without = without;
        self
    }
}

/// Words of a store that says why it refuses a blob.
#[rustfmt::skip]
const STORE_REFUSES: &[&str] = &[
    "<Code>AccessDenied", "AccessDenied</Code>", "Code: AccessDenied", "SignatureDoesNotMatch", "InvalidAccessKeyId",
    "<Code>ExpiredToken", "Request has expired", "AuthenticationFailed", "AuthorizationFailure",
    "PublicAccessNotPermitted", "KeyBasedAuthenticationNotPermitted", "AuthorizationPermissionMismatch",
    "NoAuthenticationInformation", "does not have storage.objects.get access",
];

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    words(codes::EVT010, &["pull QPS exceeded"]),
    words(codes::EVT012, &["is not present with pull policy of Never", "ErrImageNeverPull"]),
    words(codes::EVT009, &["exec format error"]),
    general(codes::EVT018, &[
        "no space left on device", "disk quota exceeded", "not enough space on the disk", "out of disk space",
        "failed to garbage collect required amount of images", "ENOSPC",
    ]),
    words(codes::EVT018, &["failed to garbage collect required amount of images"]),
    words(codes::EVT011, &[
        "couldn't parse image", "could not parse image", "failed to parse image name",
        "invalid reference format", "invalid reference: ", "Failed to apply default image tag",
        "unable to parse image", "invalid image reference",
    ]),
    words(codes::EVT013, &[
        "the signature validation failed", "SignatureValidationFailed", "Source image rejected",
        "A signature was required, but no signature exists", "signature verification failed",
        "Invalid GPG signature", "None of the signatures were accepted", "remote trust data does not exist",
        "No valid trust data for", "is rejected by policy", "does not have trust data", "no matching signatures",
        "failed to verify signature", "signature for identity",
    ]),
    words(codes::EVT013, &["image verifier"]).with(&["blocked pull"]),
    words(codes::EVT014, &[
        "short name mode is enforcing", "returns ambiguous list", "did not resolve to an alias",
        "short-name resolution enforced", "no unqualified-search registries are defined",
    ]),
    words(codes::EVT026, &[
        "proxyconnect", "Proxy Authentication Required", "socks connect", "ProxyAuthenticationRequired",
        "proxy: unknown scheme",
    ]),
    status(codes::EVT026, When::Status(407, 407)),
    // What a proxy answers to CONNECT: net/http gives its status in words, without a number.
    Rule {
        when: When::StatusAlone,
        ..words(codes::EVT026, &[
            "Forbidden", "Service Unavailable", "Gateway Timeout", "Bad Gateway", "Method Not Allowed",
            "Bad Request", "Internal Server Error", "Not Implemented",
        ])
    },
    words(codes::EVT031, &[
        "wait until daemon is RUNNING", "snapshotter.v1.Snapshots", "services.snapshots",
        "failed to get snapshotter", "failed to stat parent", "unknown snapshotter",
        "failed to prepare extraction snapshot", "failed to create prepare snapshot",
        "does not exist in snapshotter",
    ]),
    general(codes::EVT031, &[
        "dial unix", "no such file or directory", "connection refused", "not found", "no such device",
        "is not ready", "does not exist", "permission denied", "daemon socket", "not loaded", "unavailable",
    ])
        .with(&["snapshotter"])
        .without(&["unexpected media type", "failed to unpack image on snapshotter"]),
    general(codes::EVT031, &["snapshotter"]).with(&["failed to unpack image on snapshotter", "dial unix"]),
    general(codes::EVT031, &["was not found"]).with(&["snapshotter"]),
    general(codes::EVT031, &["parent snapshot", "missing parent", "target snapshot"])
        .without(&["already exists"]),
    general(codes::EVT031, &["is not ready"]).with(&["snapshot"]),
    words(codes::EVT036, &[
        "Cannot connect to the Docker daemon", "is too old. Minimum supported API version",
        "is too new. Maximum supported API version",
    ]),
    general(codes::EVT036, &[
        "dial unix", "too many open files", "Id or size of image", "the connection is unavailable",
        "containerd.sock", "crio.sock", "docker.sock", "cri-dockerd.sock",
        "unknown service runtime.v1", "unknown service runtime.v1alpha2", "validate service connection",
        "containerd is not running", "database not open", "runtime is not ready", "transport is closing",
        "container runtime is down",
    ]),
    general(codes::EVT004, &[
        "no such host", "server misbehaving", "dial tcp: lookup", "dial tcp4: lookup", "dial tcp6: lookup",
        "Temporary failure in name resolution", "Name or service not known", "Could not resolve host",
        "no DNS servers", "nodename nor servname", "lookup failed", "cannot unmarshal DNS", "no answer from DNS",
        "Name does not resolve", "No address associated with hostname", "getaddrinfow", "No such host is known",
    ]),
    words(codes::EVT007, &["server gave HTTP response to HTTPS client"]),
    words(codes::EVT023, &[
        "Client sent an HTTP request to an HTTPS server", "plain HTTP request was sent to HTTPS port",
        "\"\\x15\\x03", "HTTP response \"\\x15", "\\x15\\x03",
    ]),
    words(codes::EVT006, &[
        "certificate signed by unknown authority", "self-signed certificate", "self signed certificate",
        "unable to get local issuer certificate", "certificate is not trusted",
        "unable to verify the first certificate",
    ]),
    words(codes::EVT025, &["has expired or is not yet valid", "certificate has expired", "certificate is not yet valid"]),
    words(codes::EVT024, &[
        "certificate is valid for", "is not valid for any names", "doesn't contain any IP SANs",
        "relies on legacy Common Name", "cannot validate certificate for", "certificate is not valid for",
        "certificate is not valid for any", "no alternative certificate subject name",
    ]),
    Rule {
        when: When::Whole,
        ..words(codes::EVT006, &["x509:"])
    },
    words(codes::EVT022, &[
        "handshake failure", "first record does not look like a TLS handshake", "protocol version not supported",
        "tls: no supported versions", "no cipher suite supported", "server selected unsupported",
        "remote error: tls:", "local error: tls:", "tls: unsupported", "oversized record received",
        "unrecognized name", "wrong version number", "tls: server", "tls: invalid", "tls: unexpected message",
        "tls: illegal parameter", "tls: bad",
    ]),
    words(codes::EVT003, &["toomanyrequests", "pull rate limit", "increase-rate-limit", "Data limit exceeded"]),
    general(codes::EVT003, &[
        "toomanyrequests", "Too Many Requests", "pull rate limit", "rate limit exceeded", "Rate exceeded",
        "exceeded the rate limit", "Quota exceeded for", "RATE_LIMIT",
        "reached your download rate limit", "reached the download rate limit", "request rate limit",
        "rate limiting", "quota 'requests per", "increase-rate-limit", "rate limit reached",
    ]),
    status(codes::EVT003, When::Status(429, 429)),
    words(codes::EVT035, &["locked for", "locked: unavailable", "layer lock"])
        .with(&["ref"]),
    words(codes::EVT032, &[
        "unexpected commit digest", "failed size validation", "digest mismatch",
        "filesystem layer verification failed", "Digest did not match",
        "does not match provided manifest digest", "unexpected commit size", "wrong diff id calculated",
        "did not match expected digest", "does not match expected digest",
        "manifest verification failed for digest", "size validation failed", "unexpected size in",
        "layer verification failed", "digest verification failed", "does not match digest",
    ]),
    words(codes::EVT008, &[
        "no match for platform", "no matching manifest for", "no image found in manifest list",
        "no image found in image index", "no child with platform", "does not match the specified platform",
        "cannot be used on this platform", "no supported platform found", "image operating system",
        "container operating system does not match", "is incompatible with a",
        "no matching entries in the manifest list", "not supported by the host", "none of the platforms",
        "no manifest matching platform", "does not provide the specified platform", "no such platform",
    ]),
    words(codes::EVT033, &[
        "schema 1 image manifests", "schema 1 support",
        "media type \"application/vnd.docker.distribution.manifest.v1",
        "is no longer supported since containerd", "unsupported manifest", "unsupported schema version",
        "unsupported MIME type", "unsupported media type", "unsupported image-specific operation",
        "invalid mixed OCI image", "unsupported docker v2s2 media type", "Docker Image Format v1",
        "unknown media type", "no processor for media-type", "mismatched image rootfs and manifest layers",
        "unsupported layer", "unsupported config", "unsupported image format",
        "manifest schema version 1", "manifest.v1+prettyjws", "image with schema 1", "schema1 ",
    ])
        .without(&["manifest.v2+json: 415"]),
    words(codes::EVT028, &[
        "unexpected media type text/", "unexpected media type application/json",
        "unexpected media type application/xml",
    ]),
    Rule {
        when: When::Whole,
        ..words(codes::EVT033, &["unexpected media type"])
    },
    Rule {
        when: When::StoreStatus(403, 403),
        ..general(codes::EVT039, &[])
    },
    general(codes::EVT039, STORE_REFUSES).without(&["no basic auth credentials"]),
    general(codes::EVT038, &[
        "does not have permission to get URL", "export control regulations", "Unavailable For Legal Reasons",
        "in compliance with US law", "service is not available in your country",
    ])
        .without(&["failed to fetch oauth token"]),
    status(codes::EVT038, When::Status(451, 451)),
    Rule {
        when: When::PublicStatus(403, 403),
        ..general(codes::EVT038, &[]).without(&["failed to fetch oauth token", "denied: "])
    },
    words(codes::EVT029, &["blob unknown", "BLOB_UNKNOWN"]),
    general(codes::EVT029, &[
        "could not fetch content descriptor", "unknown blob", "NoSuchKey",
        "The specified key does not exist", "BlobNotFound", "blob not found",
    ]),
    status(codes::EVT029, When::StoreStatus(404, 404)),
    status(codes::EVT029, When::BlobStatus(404, 404)),
    general(codes::EVT030, &[
        "failed to get reader from content store", "failed to resolve rootfs", "image not known",
        "layer not known", "unable to find blob in content store", "blob not found in content store",
        "identifier is not an image",
    ]),
    general(codes::EVT030, &["content digest"]).with(&["not found"]),
    general(codes::EVT016, &["internal server error"]).with(&["content store"]),
    // Before what an answer says in words, what it says by its number.
    status(codes::EVT016, When::Status(500, 599)),
    words(codes::EVT002, &["no credentials on this request"]),
    words(codes::EVT002, &[
        "pull access denied", "insufficient_scope",
        "no basic auth credentials", "authentication required", "requested access to the resource is denied",
        "unauthorized to access repository", "access to the requested resource is not authorized",
        "may require 'docker login'", "may require authorization", "incorrect username or password",
        "invalid username/password", "downloadArtifacts", "unable to retrieve auth token", "access forbidden",
        "access to this resource is denied", "denied on resource", "Your authorization token has expired",
        "personal access token is", "is not authorized to perform: ecr",
        "client does not have permission for manifest", "denied: denied", "denied: installation not allowed",
        "HTTP Basic: Access denied", "You don't have the needed permissions", "invalid status code from registry 403", "invalid_grant", "The user you are authenticating with",
        "you may not have access to the container image", "Anonymous users are only allowed",
    ])
        .without(&[
        "context deadline exceeded", "i/o timeout", "connection reset", "EOF", "context canceled", "Client.Timeout",
        "network is unreachable", "connection refused",
    ]),
    general(codes::EVT002, &[
        ": unauthorized", "unauthorized:", "errors: denied", ": denied", "denied: ", "unauthorized ",
        "UNAUTHORIZED\"", "code: DENIED", "forbidden:", "authorization failed", "authentication failed",
        "access denied", "invalid credentials", "bad credentials", "not authorized",
    ])
        .without(&["permission denied", "context deadline exceeded", "i/o timeout", "connection reset", "context canceled"]),
    status(codes::EVT002, When::Status(401, 401)),
    status(codes::EVT002, When::Status(403, 403)).without(&["invalid character '<'", "<html", "<!DOCTYPE"]),
    words(codes::EVT028, &[
        "invalid character '<'", "<html", "<!DOCTYPE", "404 page not found", "missing or empty Content-Type",
        "unexpected content-type", "unexpected content type", "invalid content type", "malformed HTTP response",
        "malformed HTTP status code", "malformed HTTP version", "is not a docker registry",
        "not a Docker registry", "unsupported protocol scheme", "looking for beginning of value",
        "unexpected end of JSON input", "redirect response", "stopped after 10 redirects",
        "after top-level value", "server does not speak", "no supported registry API",
    ]),
    status(codes::EVT028, When::Status(400, 400)),
    status(codes::EVT028, When::Status(405, 406)),
    words(codes::EVT001, &[
        "manifest unknown", "MANIFEST_UNKNOWN", "name unknown", "NAME_UNKNOWN",
        "repository name not known to registry", "no such manifest", "is not known to the registry",
        "was deleted or has expired", "Requested image not found", "NAME_INVALID", "invalid repository name",
        "manifest invalid: ", "does not exist in the registry with id", "RepositoryNotFoundException",
        "repository does not exist",
    ]),
    general(codes::EVT020, &["unexpected EOF"]).with(&["failed to decompress"]),
    general(codes::EVT034, &[
        "convert whiteout", "lchown", "invalid tar header", "hcsshim", "hcs::", "read-only file system",
        "failed to mount", "unpacking failed", "insufficient UIDs or GIDs", "error creating overlay mount",
        "gzip: invalid", ": zstd: ", "failed to Lchown", "mknod",
    ])
        .without(&["connection refused", "dial tcp", "context canceled"]),
    Rule {
        when: When::Whole,
        ..general(codes::EVT034, &[
            "failed to extract layer", "failed to register layer", "Error processing tar file",
            "failed to apply layer", "applying layer", "ApplyLayer", "writing blob: adding layer",
            "failed to unpack image on snapshotter",
        ])
            .without(&["connection refused", "dial tcp", "context canceled"])
    },
    general(codes::EVT001, &["manifest for"]).with(&["not found"]),
    general(codes::EVT001, &["artifact", "repository", "failed to resolve reference", "failed to resolve image", "tag"])
        .with(&["not found"])
        .without(&["could not fetch", "dial tcp"]),
    general(codes::EVT001, &[": not found", "not_found"]).without(&["dial tcp", "no running task", "container not found"]),
    Rule {
        when: When::Whole,
        ..general(codes::EVT001, &["code = NotFound"]).without(&["dial tcp", "no running task", "container not found"])
    },
    status(codes::EVT028, When::Status(404, 404)).with(&["failed to fetch anonymous token"]),
    status(codes::EVT001, When::Status(404, 404)),
    general(codes::EVT021, &[
        "network is unreachable", "no route to host", "host is down", "network is down", "host is unreachable",
        "unreachable host", "unreachable network", "cannot assign requested address",
    ]),
    general(codes::EVT005, &[
        "connection refused", "actively refused", "the registry is unavailable", "RegistryUnavailable",
        "connection was refused",
    ]),
    general(codes::EVT015, &[
        "i/o timeout", "TLS handshake timeout", "Client.Timeout", "connection timed out", "deadline exceeded",
        "DeadlineExceeded", "operation timed out", "timeout awaiting response headers",
        "request canceled while waiting for connection", "did not properly respond after a period",
        "timed out waiting", "Request Timeout", "pull timed out", "i/o timed out", "net/http: timeout",
        "timed out",
    ]),
    status(codes::EVT015, When::Status(408, 408)),
    general(codes::EVT027, &[
        "because of no progress", "context canceled", "code = Canceled", "operation was canceled",
        "context cancelled", "request canceled", "pull canceled", "pull cancelled", "no progress in",
    ]),
    general(codes::EVT020, &[
        "connection reset by peer", "unexpected EOF", ": EOF", "stream error", "broken pipe", "GOAWAY",
        "client connection lost", "forcibly closed by the remote host", "use of closed network connection",
        "connection aborted", "server closed idle connection", "connection was closed",
        "transport connection broken", "http2: server sent", "software caused connection abort",
        "connection reset", "INTERNAL_ERROR; received from peer", "short read", "premature end",
        "server closed connection", "failed to read expected number of bytes", "body closed by handler", "EOF\"",
    ]),
];
