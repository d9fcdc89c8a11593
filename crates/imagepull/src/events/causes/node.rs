//! Causes on the node: its runtime, its store, its disk.

use super::{Cause, Retry, advice, command, only};
use crate::{
    events::place::Place,
    sources::{CRIO_CONF, IMAGE_MANAGER_GO},
    words::Text,
};

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: "EVT013",
        title: Text::of("A policy of the node refuses the image"),
        text: Text::of(
            "The runtime's policy asks for a signature or refuses this source, and the image was not accepted.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice("Sign the image, or correct the signature policy of the node."),
            command(
                "Look at the policy of the node.",
                "cat /etc/containers/policy.json",
            ),
        ],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: "EVT014",
        title: Text::of("CRI-O does not guess the registry of a short name"),
        text: Text::of(
            "The name has no registry, CRI-O's short_name_mode is enforcing (the default since 1.34), and several registries are configured for such names, or none.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Write the whole name, such as docker.io/library/redis:7.",
            "kubectl set image <workload> <container>=<full image> -n <namespace>",
        )],
        source: CRIO_CONF,
    },
    Cause {
        code: "EVT018",
        title: Text::of("The node has no space left"),
        text: Text::of(
            "The layers could not be written, or no image could be removed to make room.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Make room on the node, or give it a larger disk.",
                "kubectl describe node <node>",
            ),
            command(
                "Remove images that nothing uses, on the node.",
                "crictl rmi --prune",
            ),
        ],
        source: "https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images",
    },
    Cause {
        code: "EVT030",
        title: Text::of("The node's own store has lost a part of the image"),
        text: Text::of(
            "The registry has the image. The runtime's database names content that its store no longer has, often after files were deleted or the disk was full.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Remove the image on the node and pull it again.",
                "crictl rmi <image>; crictl pull <image>",
            ),
            advice("If that does not help: drain the node and empty the store of its runtime."),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/content-flow.md",
    },
    Cause {
        code: "EVT031",
        title: Text::of("The snapshotter of the node does not work"),
        text: Text::of(
            "The runtime's snapshotter is not running, is not configured, or has lost a snapshot. The registry is not the cause.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "See whether its plugin is loaded.",
                "ctr plugins ls | grep snapshotter",
            ),
            advice(
                "Start its daemon (nydus, stargz, soci) and restart containerd; after a lost snapshot remove the image on the node.",
            ),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/snapshotters/README.md",
    },
    Cause {
        code: "EVT034",
        title: Text::of("A layer cannot be unpacked on this node"),
        text: Text::of(
            "The image came, and a layer of it cannot be written: the file system of the node does not take it, the archive is broken, or on Windows the layer is for another build.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Windows,
                advice(
                    "Take the tag for the Windows build of the node: the image needs the build of its host or an older one that the host can run.",
                ),
            ),
            command(
                "Look at the file system under the store: NFS and some others do not take overlay layers.",
                "findmnt -T /var/lib/containerd",
            ),
            advice("Without root: the range of user IDs (subuid) has to hold those of the image."),
        ],
        source: "https://docs.kernel.org/filesystems/overlayfs.html",
    },
    Cause {
        code: "EVT035",
        title: Text::of("Another pull holds the layer"),
        text: Text::of(
            "Two pulls want to write the same layer. It passes by itself when the other one is done.",
        ),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Wait. If it stays, a pull of before hangs: restart the runtime on the node.",
        )],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/content-flow.md",
    },
    Cause {
        code: "EVT036",
        title: Text::of("The container runtime cannot be asked"),
        text: Text::of(
            "The kubelet asked the runtime for the image and got no answer that it can use: the runtime does not run, is of another version, or has run out of file handles.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Look at the runtime on the node.",
                "systemctl status containerd crio docker cri-docker",
            ),
            command("Ask it as the kubelet does.", "crictl info"),
        ],
        source: IMAGE_MANAGER_GO,
    },
];
