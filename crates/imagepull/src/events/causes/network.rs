//! Causes between the node and the registry.

use super::{Cause, Retry, advice, command};
use crate::{codes, sources::CONTAINERD_HOSTS, words::MessageId};

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: codes::EVT004,
        title: MessageId::new("The registry's name doesn't resolve"),
        named: &[MessageId::new("The node can't resolve **{host}**.")],
        text: MessageId::new(
            "The node's DNS doesn't resolve the host, or doesn't answer. The host is the part before the image's first slash.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Check the host for typos, and the node's DNS (not the cluster's).",
            "nslookup <host>",
        )],
        source: "https://pkg.go.dev/net#DNSError",
    },
    Cause {
        code: codes::EVT005,
        title: MessageId::new("Nothing listens at the registry's address"),
        named: &[MessageId::new("Nothing listens at **{host}**.")],
        text: MessageId::new("The connection was refused: nothing is listening on this port."),
        retry: Retry::BackOff,
        fixes: &[command(
            "Check host and port, and that the registry is running. localhost is the node, not the pod.",
            "curl -v https://<registry>/v2/",
        )],
        source: "https://pkg.go.dev/net#OpError",
    },
    Cause {
        code: codes::EVT006,
        title: MessageId::new("The registry's certificate is not trusted"),
        named: &[MessageId::new(
            "The node doesn't trust the certificate of **{host}**.",
        )],
        text: MessageId::new(
            "The node doesn't trust the CA that signed the certificate of the registry, or of a proxy that inspects the traffic.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check who signed it.",
                "openssl s_client -connect <host:port> -showcerts </dev/null",
            ),
            advice(
                "Install the CA certificate on the node (containerd: /etc/containerd/certs.d/<registry>/).",
            ),
        ],
        source: CONTAINERD_HOSTS,
    },
    Cause {
        code: codes::EVT007,
        title: MessageId::new("The registry speaks HTTP, but HTTPS was expected"),
        named: &[MessageId::new(
            "**{host}** speaks HTTP, but HTTPS was expected.",
        )],
        text: MessageId::new("The runtime connected with TLS, but the answer was plain HTTP."),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Give the registry a certificate, or allow HTTP for this host in the runtime's hosts.toml or registries.conf.",
        )],
        source: CONTAINERD_HOSTS,
    },
    Cause {
        code: codes::EVT015,
        title: MessageId::new("The registry did not answer in time"),
        named: &[MessageId::new("**{host}** did not answer in time.")],
        text: MessageId::new(
            "A connection or an answer took too long: a firewall, a proxy, no route out of the network, a slow registry.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Try the registry from the node.",
            "curl -v https://<registry>/v2/",
        )],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/cri/config.md",
    },
    Cause {
        code: codes::EVT020,
        title: MessageId::new("The connection was interrupted"),
        named: &[MessageId::new(
            "The connection to **{host}** was interrupted.",
        )],
        text: MessageId::new(
            "The connection was closed midway: by a firewall, a proxy, a load balancer or the registry.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice(
                "If it happens again: check the timeouts of the firewall and the proxy for long downloads.",
            ),
            command(
                "Try the registry from the node.",
                "curl -v https://<registry>/v2/",
            ),
        ],
        source: "https://pkg.go.dev/net#OpError",
    },
    Cause {
        code: codes::EVT021,
        title: MessageId::new("The node has no route to the registry's address"),
        named: &[MessageId::new("The node has no route to **{host}**.")],
        text: MessageId::new(
            "The node's network has no route to this address: no default route, no IPv6 although the name resolves to an IPv6 address, or a router that rejects it.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Check the node's routes, IPv6 included.",
            "ip route; ip -6 route; getent ahosts <host>",
        )],
        source: "https://man7.org/linux/man-pages/man2/connect.2.html",
    },
    Cause {
        code: codes::EVT022,
        title: MessageId::new("The TLS handshake fails"),
        named: &[MessageId::new("The TLS handshake with **{host}** fails.")],
        text: MessageId::new(
            "Node and registry share no TLS version or cipher, a client certificate is missing, or something in between answers without TLS.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Check the handshake.",
            "openssl s_client -connect <host:port> </dev/null",
        )],
        source: "https://pkg.go.dev/crypto/tls#AlertError",
    },
    Cause {
        code: codes::EVT023,
        title: MessageId::new("The registry speaks HTTPS, but HTTP was expected"),
        named: &[MessageId::new(
            "**{host}** speaks HTTPS, but HTTP was expected.",
        )],
        text: MessageId::new(
            "The runtime connected without TLS, but the answer was TLS: a mirror or an insecure registry is configured with http://.",
        ),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Use https:// for this host in the runtime's hosts.toml or registries.conf.",
        )],
        source: CONTAINERD_HOSTS,
    },
    Cause {
        code: codes::EVT024,
        title: MessageId::new("The registry's certificate is for another name"),
        named: &[MessageId::new(
            "The certificate of **{host}** is for another name.",
        )],
        text: MessageId::new(
            "The certificate doesn't cover the host that was contacted. It doesn't help that the node trusts its CA.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "List the names it covers.",
                "openssl s_client -connect <host:port> </dev/null | openssl x509 -noout -ext subjectAltName",
            ),
            advice(
                "Use a name that the certificate covers, or issue one with this name as subject alternative name.",
            ),
        ],
        source: "https://pkg.go.dev/crypto/x509#HostnameError",
    },
    Cause {
        code: codes::EVT025,
        title: MessageId::new("The registry's certificate has expired, or is not valid yet"),
        named: &[MessageId::new(
            "The certificate of **{host}** has expired, or is not valid yet.",
        )],
        text: MessageId::new(
            "Either the certificate was not renewed, or the node's clock is wrong.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Compare its dates with the node's clock.",
            "date; openssl s_client -connect <host:port> </dev/null | openssl x509 -noout -dates",
        )],
        source: "https://pkg.go.dev/crypto/x509#CertificateInvalidError",
    },
    Cause {
        code: codes::EVT026,
        title: MessageId::new("The node's proxy doesn't work"),
        named: &[MessageId::new(
            "The node's proxy doesn't work: nothing reaches **{registry}**.",
        )],
        text: MessageId::new(
            "The runtime uses the proxy from its environment, which doesn't answer or requires a password. The registry was never contacted.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check the proxy in the runtime's environment.",
                "systemctl show containerd crio docker --property=Environment",
            ),
            advice("Fix HTTPS_PROXY, or add the registry to NO_PROXY, and restart the runtime."),
        ],
        source: "https://pkg.go.dev/net/http#ProxyFromEnvironment",
    },
    Cause {
        code: codes::EVT027,
        title: MessageId::new("The runtime aborted the pull"),
        named: &[MessageId::new(
            "The runtime aborted the pull of **{image}**.",
        )],
        text: MessageId::new(
            "No bytes arrived within the runtime's progress timeout, or the pull was stopped: the runtime restarted, or the pod was deleted.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice(
                "Check the connection to the registry: containerd aborts a pull after 5 minutes without a byte.",
            ),
            advice(
                "Raise `image_pull_progress_timeout` (containerd) or `pull_progress_timeout` (CRI-O).",
            ),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/cri/config.md",
    },
];
