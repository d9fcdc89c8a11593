//! Causes on the node: its runtime, its store, its disk.

use super::{Cause, Retry, advice, command, only};
use crate::{
    codes,
    events::place::Place,
    sources::{CRIO_CONF, IMAGE_MANAGER_GO},
    words::MessageId,
};

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        code: codes::EVT013,
        title: MessageId::new("A policy on the node rejects the image"),
        named: &[MessageId::new("A policy on the node rejects **{image}**.")],
        text: MessageId::new(
            "The runtime's policy requires a signature or blocks this source, and rejected the image.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            advice("Sign the image, or fix the node's signature policy."),
            command(
                "Check the node's policy.",
                "cat /etc/containers/policy.json",
            ),
        ],
        source: IMAGE_MANAGER_GO,
    },
    Cause {
        code: codes::EVT014,
        title: MessageId::new("CRI-O doesn't guess the registry of a short name"),
        named: &[MessageId::new(
            "CRI-O doesn't guess the registry of **{image}**.",
        )],
        text: MessageId::new(
            "The name has no registry, CRI-O's `short_name_mode` is enforcing (the default since 1.34), and either several search registries are configured or none.",
        ),
        retry: Retry::BackOff,
        fixes: &[command(
            "Write the full name, such as docker.io/library/redis:7.",
            "kubectl set image <workload> <container>=<full image> -n <namespace>",
        )],
        source: CRIO_CONF,
    },
    Cause {
        code: codes::EVT018,
        title: MessageId::new("The node has no space left"),
        named: &[
            MessageId::new("**{node}** has no space left."),
            MessageId::new("The node has no space left for **{image}**."),
        ],
        text: MessageId::new(
            "The layers couldn't be written, or no image could be removed to free space.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Free up space on the node, or give it a larger disk.",
                "kubectl describe node <node>",
            ),
            command("Remove unused images on the node.", "crictl rmi --prune"),
        ],
        source: "https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images",
    },
    Cause {
        code: codes::EVT030,
        title: MessageId::new("The node's store has lost part of the image"),
        named: &[MessageId::new(
            "The node's store has lost part of **{image}**.",
        )],
        text: MessageId::new(
            "The registry has the image. The runtime's database lists content that its store no longer has, often after files were deleted or the disk was full.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Remove the image on the node and pull it again.",
                "crictl rmi <image>; crictl pull <image>",
            ),
            advice("If that doesn't help: drain the node and empty its runtime's store."),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/content-flow.md",
    },
    Cause {
        code: codes::EVT031,
        title: MessageId::new("The node's snapshotter doesn't work"),
        named: &[MessageId::new(
            "The node's snapshotter doesn't work, so **{image}** can't be unpacked.",
        )],
        text: MessageId::new(
            "The runtime's snapshotter is not running, not configured, or has lost a snapshot. The registry is not the cause.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check whether its plugin is loaded.",
                "ctr plugins ls | grep snapshotter",
            ),
            advice(
                "Start its daemon (nydus, stargz, soci) and restart containerd; after a lost snapshot remove the image on the node.",
            ),
        ],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/snapshotters/README.md",
    },
    Cause {
        code: codes::EVT034,
        title: MessageId::new("A layer can't be unpacked on this node"),
        named: &[MessageId::new(
            "A layer of **{image}** can't be unpacked on this node.",
        )],
        text: MessageId::new(
            "The image was downloaded, but a layer can't be written: the node's file system doesn't support it, the archive is corrupt, or on Windows the layer is for another build.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            only(
                Place::Windows,
                advice(
                    "Use the tag for the node's Windows build: the image needs the host's build or an older one that the host can run.",
                ),
            ),
            command(
                "Check the file system under the store: NFS and some others don't support overlay layers.",
                "findmnt -T /var/lib/containerd",
            ),
            advice("Rootless: the user ID range (subuid) must cover the image's IDs."),
        ],
        source: "https://docs.kernel.org/filesystems/overlayfs.html",
    },
    Cause {
        code: codes::EVT035,
        title: MessageId::new("Another pull locks the layer"),
        named: &[MessageId::new("Another pull locks a layer of **{image}**.")],
        text: MessageId::new(
            "Two pulls are writing the same layer. It resolves when the other one is done.",
        ),
        retry: Retry::BackOff,
        fixes: &[advice(
            "Wait. If it persists, an earlier pull hangs: restart the runtime on the node.",
        )],
        source: "https://github.com/containerd/containerd/blob/v2.1.0/docs/content-flow.md",
    },
    Cause {
        code: codes::EVT036,
        title: MessageId::new("The container runtime doesn't answer"),
        named: &[MessageId::new(
            "The container runtime on **{node}** doesn't answer.",
        )],
        text: MessageId::new(
            "The kubelet asked the runtime for the image and got no usable answer: the runtime is not running, has another version, or is out of file handles.",
        ),
        retry: Retry::BackOff,
        fixes: &[
            command(
                "Check the runtime on the node.",
                "systemctl status containerd crio docker cri-docker",
            ),
            command("Query it as the kubelet does.", "crictl info"),
        ],
        source: IMAGE_MANAGER_GO,
    },
];
