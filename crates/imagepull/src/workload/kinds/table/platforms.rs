//! What clusters are built and extended with.

use super::{
    super::{
        Kind,
        Place::{DockerImage, Objects, Pods, PullSecrets},
    },
    POLICY, container, image, init, kind, pulled_reference, reference,
};
use crate::workload::report::DefaultBy::{ApiServer, ApiServerLater, Nobody, Operator};

/// The places of a `VirtualMachineInstanceSpec` of `KubeVirt` below a path.
macro_rules! virtual_machine {
    ($spec:literal $(, $place:expr)*) => {
        &[
            image(concat!($spec, ".volumes[].containerDisk.image"), POLICY),
            image(
                concat!($spec, ".domain.firmware.kernelBoot.container.image"),
                POLICY,
            ),
            PullSecrets(concat!($spec, ".volumes[].containerDisk.imagePullSecret")),
            PullSecrets(concat!(
                $spec,
                ".domain.firmware.kernelBoot.container.imagePullSecret"
            )),
            $($place),*
        ]
    };
}

pub(super) const KINDS: &[Kind] = &[
    // KubeVirt: its webhook fills in the policies of container disks.
    kind(
        "kubevirt.io",
        &["VirtualMachineInstance"],
        Operator,
        virtual_machine!("spec"),
    ),
    kind(
        "kubevirt.io",
        &["VirtualMachine", "VirtualMachineInstanceReplicaSet"],
        Operator,
        virtual_machine!(
            "spec.template.spec",
            reference("spec.dataVolumeTemplates[].spec.source.registry.url")
        ),
    ),
    kind(
        "pool.kubevirt.io",
        &["VirtualMachinePool"],
        Operator,
        virtual_machine!(
            "spec.virtualMachineTemplate.spec.template.spec",
            reference(
                "spec.virtualMachineTemplate.spec.dataVolumeTemplates[].spec.source.registry.url"
            )
        ),
    ),
    kind(
        "cdi.kubevirt.io",
        &["DataVolume"],
        Nobody,
        &[reference("spec.source.registry.url")],
    ),
    kind(
        "cdi.kubevirt.io",
        &["DataImportCron"],
        Nobody,
        &[reference("spec.template.spec.source.registry.url")],
    ),
    // Istio: a proxy fetches the module, no kubelet.
    kind(
        "extensions.istio.io",
        &["WasmPlugin"],
        Operator,
        &[
            pulled_reference("spec.url", POLICY),
            PullSecrets("spec.imagePullSecret"),
        ],
    ),
    // Actions Runner Controller: the older controller has its own default.
    kind(
        "actions.summerwind.dev",
        &["Runner"],
        Operator,
        &[
            init("spec.initContainers[]"),
            image("spec.image", POLICY),
            image("spec.dockerImage", ""),
            container("spec.containers[]"),
            container("spec.sidecarContainers[]"),
            PullSecrets("spec.imagePullSecrets"),
        ],
    ),
    kind(
        "actions.summerwind.dev",
        &["RunnerDeployment", "RunnerReplicaSet"],
        Operator,
        &[
            init("spec.template.spec.initContainers[]"),
            image("spec.template.spec.image", POLICY),
            image("spec.template.spec.dockerImage", ""),
            container("spec.template.spec.containers[]"),
            container("spec.template.spec.sidecarContainers[]"),
            PullSecrets("spec.template.spec.imagePullSecrets"),
        ],
    ),
    kind(
        "actions.summerwind.dev",
        &["RunnerSet"],
        Operator,
        &[image("spec.image", POLICY), Pods("spec.template.spec")],
    ),
    kind(
        "actions.github.com",
        &["AutoscalingRunnerSet"],
        ApiServerLater,
        &[
            Pods("spec.template.spec"),
            Pods("spec.listenerTemplate.spec"),
        ],
    ),
    kind(
        "actions.github.com",
        &["EphemeralRunnerSet"],
        ApiServerLater,
        &[Pods("spec.ephemeralRunnerSpec.spec")],
    ),
    kind(
        "actions.github.com",
        &["EphemeralRunner"],
        ApiServerLater,
        &[Pods("spec.spec")],
    ),
    kind(
        "actions.github.com",
        &["AutoscalingListener"],
        Operator,
        &[
            image("spec.image", ""),
            Pods("spec.template.spec"),
            PullSecrets("spec.imagePullSecrets"),
        ],
    ),
    // OpenShift: its API server completes a DeploymentConfig as Kubernetes does a Deployment.
    kind(
        "apps.openshift.io",
        &["DeploymentConfig"],
        ApiServer,
        &[
            Pods("spec.template.spec"),
            image("spec.strategy.customParams.image", ""),
        ],
    ),
    kind(
        "build.openshift.io",
        &["BuildConfig", "Build"],
        Nobody,
        &[
            DockerImage("spec.source.images[].from"),
            DockerImage("spec.strategy.dockerStrategy.from"),
            DockerImage("spec.strategy.sourceStrategy.from"),
            DockerImage("spec.strategy.customStrategy.from"),
            PullSecrets("spec.source.images[].pullSecret"),
            PullSecrets("spec.strategy.dockerStrategy.pullSecret"),
            PullSecrets("spec.strategy.sourceStrategy.pullSecret"),
            PullSecrets("spec.strategy.customStrategy.pullSecret"),
        ],
    ),
    kind(
        "image.openshift.io",
        &["ImageStream"],
        Nobody,
        &[DockerImage("spec.tags[].from")],
    ),
    kind(
        "image.openshift.io",
        &["ImageStreamImport"],
        Nobody,
        &[DockerImage("spec.images[].from")],
    ),
    kind(
        "template.openshift.io",
        &["Template"],
        Nobody,
        &[Objects("objects[]")],
    ),
    // Crossplane pulls packages itself.
    kind(
        "pkg.crossplane.io",
        &["Provider", "Configuration", "Function"],
        Operator,
        &[
            pulled_reference("spec.package", "packagePullPolicy"),
            PullSecrets("spec.packagePullSecrets"),
        ],
    ),
    kind(
        "pkg.crossplane.io",
        &[
            "ProviderRevision",
            "ConfigurationRevision",
            "FunctionRevision",
        ],
        Operator,
        &[
            pulled_reference("spec.image", "packagePullPolicy"),
            PullSecrets("spec.packagePullSecrets"),
        ],
    ),
    kind(
        "apiextensions.crossplane.io",
        &["Composition"],
        Nobody,
        &[
            Objects("spec.resources[].base"),
            Objects("spec.pipeline[].input.resources[].base"),
        ],
    ),
    kind(
        "pkg.crossplane.io",
        &["DeploymentRuntimeConfig"],
        ApiServerLater,
        &[Pods("spec.deploymentTemplate.spec.template.spec")],
    ),
    kind(
        "pkg.crossplane.io",
        &["ControllerConfig"],
        ApiServerLater,
        &[
            image("spec.image", POLICY),
            PullSecrets("spec.imagePullSecrets"),
        ],
    ),
    kind(
        "kubernetes.crossplane.io",
        &["Object"],
        Nobody,
        &[Objects("spec.forProvider.manifest")],
    ),
    kind(
        "kubernetes.m.crossplane.io",
        &["Object"],
        Nobody,
        &[Objects("spec.forProvider.manifest")],
    ),
    // Operator Lifecycle Manager: the Deployments of a bundle get their defaults when they are
    // created; related images are listed for mirrors.
    kind(
        "operators.coreos.com",
        &["ClusterServiceVersion"],
        ApiServerLater,
        &[
            reference("metadata.annotations.containerImage"),
            Pods("spec.install.spec.deployments[].spec.template.spec"),
            reference("spec.relatedImages[].image"),
        ],
    ),
    kind(
        "operators.coreos.com",
        &["CatalogSource"],
        Operator,
        &[image("spec.image", ""), PullSecrets("spec.secrets")],
    ),
    kind(
        "olm.operatorframework.io",
        &["ClusterCatalog"],
        Nobody,
        &[reference("spec.source.image.ref")],
    ),
];
