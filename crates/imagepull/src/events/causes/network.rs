//! Causes between the node and the registry.

use super::{Cause, Retry, advice, command};
use crate::words::Text;

const HOSTS: &str = "https://github.com/containerd/containerd/blob/v2.1.0/docs/hosts.md";

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: "EVT004",
        title: Text::of("The registry's name has no address"),
        text: Text::of(
            "The node's DNS gives no address for the host, or does not answer. The host is what stands before the first slash of the image.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Check the host for a typing error, and the DNS of the node (not that of the cluster).",
            "nslookup <registry>",
        )],
        source: "https://pkg.go.dev/net#DNSError",
    },
    Cause {
        code: "EVT005",
        title: Text::of("Nothing listens at the registry's address"),
        text: Text::of("The address answered that no one accepts connections at this port."),
        retry: Retry::BackOff,
        fixes: &[command(
            "Check host and port, and that the registry runs. localhost is the node, not the pod.",
            "curl -v https://<registry>/v2/",
        )],
        source: "https://pkg.go.dev/net#OpError",
    },
    Cause {
        code: "EVT006",
        title: Text::of("The registry's certificate is not trusted"),
        text: Text::of(
            "The node does not know the authority that signed the certificate of the registry, or of a proxy that reads the traffic.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "See who signed it.",
                "openssl s_client -connect <host:port> -showcerts </dev/null",
            ),
            advice(
                "Give the node the certificate of the authority, for containerd below /etc/containerd/certs.d/<registry>/.",
            ),
        ],
        source: HOSTS,
    },
    Cause {
        code: "EVT007",
        title: Text::of("The registry speaks HTTP, and HTTPS was expected"),
        text: Text::of("The runtime asked with TLS, and the answer was plain HTTP."),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Give the registry a certificate, or allow HTTP for this host in the runtime's hosts.toml or registries.conf.",
        )],
        source: HOSTS,
    },
    Cause {
        code: "EVT015",
        title: Text::of("The registry did not answer in time"),
        text: Text::of(
            "A connection or an answer took too long: a firewall, a proxy, no way out of the network, a slow registry.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Try the registry from the node.",
            "curl -v https://<registry>/v2/",
        )],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/cri/config.md",
    },
    Cause {
        code: "EVT020",
        title: Text::of("The connection broke off"),
        text: Text::of(
            "The connection was closed in the middle: by a firewall, a proxy, a load balancer or the registry.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice(
                "If it comes again: look at the firewall, the proxy and their time limits for long downloads.",
            ),
            command(
                "Try the registry from the node.",
                "curl -v https://<registry>/v2/",
            ),
        ],
        source: "https://pkg.go.dev/net#OpError",
    },
    Cause {
        code: "EVT021",
        title: Text::of("The node has no way to the registry's address"),
        text: Text::of(
            "The network of the node knows no route to this address: no default route, no IPv6 although the name has such an address, or a router that refuses.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Look at the routes of the node, of IPv6 as well.",
            "ip route; ip -6 route; getent ahosts <host>",
        )],
        source: "https://man7.org/linux/man-pages/man2/connect.2.html",
    },
    Cause {
        code: "EVT022",
        title: Text::of("TLS cannot be agreed"),
        text: Text::of(
            "Node and registry find no common version or cipher of TLS, a client certificate is missing, or something between them answers that is no TLS.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "See what is agreed.",
            "openssl s_client -connect <host:port> </dev/null",
        )],
        source: "https://pkg.go.dev/crypto/tls#AlertError",
    },
    Cause {
        code: "EVT023",
        title: Text::of("The registry speaks HTTPS, and HTTP was expected"),
        text: Text::of(
            "The runtime asked without TLS, and the answer was one of TLS: a mirror or an insecure registry is configured with http://.",
        ),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Write https:// for this host in the runtime's hosts.toml or registries.conf.",
        )],
        source: HOSTS,
    },
    Cause {
        code: "EVT024",
        title: Text::of("The registry's certificate is for another name"),
        text: Text::of(
            "The certificate does not name the host that was asked. A certificate of an authority that the node trusts does not help.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "See which names it has.",
                "openssl s_client -connect <host:port> </dev/null | openssl x509 -noout -ext subjectAltName",
            ),
            advice(
                "Use a name that the certificate has, or make one with this name as subject alternative name.",
            ),
        ],
        source: "https://pkg.go.dev/crypto/x509#HostnameError",
    },
    Cause {
        code: "EVT025",
        title: Text::of("The registry's certificate has run out, or is not valid yet"),
        text: Text::of(
            "Either the certificate was not renewed, or the clock of the node is wrong.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Compare its dates with the clock of the node.",
            "date; openssl s_client -connect <host:port> </dev/null | openssl x509 -noout -dates",
        )],
        source: "https://pkg.go.dev/crypto/x509#CertificateInvalidError",
    },
    Cause {
        code: "EVT026",
        title: Text::of("The node's proxy cannot be used"),
        text: Text::of(
            "The runtime goes through the proxy of its environment, and that does not answer or wants a password. The registry was never asked.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Look at the proxy in the environment of the runtime.",
                "systemctl show containerd crio docker --property=Environment",
            ),
            advice(
                "Correct HTTPS_PROXY, or add the registry to NO_PROXY, and restart the runtime.",
            ),
        ],
        source: "https://pkg.go.dev/net/http#ProxyFromEnvironment",
    },
    Cause {
        code: "EVT027",
        title: Text::of("The runtime gave the pull up"),
        text: Text::of(
            "No bytes came for the time that the runtime waits for progress, or the pull was stopped: by a restart of the runtime, or because the pod was deleted.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice(
                "Look at the connection to the registry: containerd gives a stalling one up after 5 minutes without a byte.",
            ),
            advice(
                "Raise image_pull_progress_timeout (containerd) or pull_progress_timeout (CRI-O).",
            ),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/cri/config.md",
    },
];
