//! The kinds as data, by project. Each follows the CustomResourceDefinition and the controller of
//! its project.

use super::{
    Kind,
    Place::{self, DockerImage, Objects, Pods, PullSecrets},
};
use crate::workload::report::{
    DefaultBy::{self, ApiServer, ApiServerLater, Digest, Nobody, Operator},
    Role,
};

const fn kind(
    group: &'static str,
    names: &'static [&'static str],
    default_by: DefaultBy,
    places: &'static [Place],
) -> Kind {
    Kind {
        group,
        names,
        default_by,
        places,
    }
}

const fn container(path: &'static str) -> Place {
    with_policy_of(path, "")
}

const fn init(path: &'static str) -> Place {
    Place::Container {
        path,
        role: Role::Init,
        shared_policy: "",
    }
}

const fn with_policy_of(path: &'static str, shared_policy: &'static str) -> Place {
    Place::Container {
        path,
        role: Role::Container,
        shared_policy,
    }
}

const fn image(path: &'static str, policy: &'static str) -> Place {
    Place::Image {
        path,
        role: Role::Container,
        policy,
    }
}

const fn volume(path: &'static str, policy: &'static str) -> Place {
    Place::Image {
        path,
        role: Role::Volume,
        policy,
    }
}

/// An image that the object names and that no container of its own runs.
const fn reference(path: &'static str) -> Place {
    pulled_reference(path, "")
}

const fn pulled_reference(path: &'static str, policy: &'static str) -> Place {
    Place::Image {
        path,
        role: Role::Reference,
        policy,
    }
}

const POLICY: &str = "imagePullPolicy";

/// The places of a `WorkflowSpec` of Argo below a path.
macro_rules! workflow {
    ($spec:literal) => {
        &[
            container(concat!($spec, ".templateDefaults.container")),
            container(concat!($spec, ".templateDefaults.script")),
            init(concat!($spec, ".templates[].initContainers[]")),
            with_policy_of(
                concat!($spec, ".templates[].container"),
                concat!($spec, ".templateDefaults.container.imagePullPolicy"),
            ),
            with_policy_of(
                concat!($spec, ".templates[].script"),
                concat!($spec, ".templateDefaults.script.imagePullPolicy"),
            ),
            container(concat!($spec, ".templates[].containerSet.containers[]")),
            container(concat!($spec, ".templates[].data.source")),
            container(concat!($spec, ".templates[].sidecars[]")),
            container(concat!($spec, ".templates[].steps[][].inline.container")),
            container(concat!($spec, ".templates[].steps[][].inline.script")),
            container(concat!($spec, ".templates[].dag.tasks[].inline.container")),
            container(concat!($spec, ".templates[].dag.tasks[].inline.script")),
            PullSecrets(concat!($spec, ".imagePullSecrets")),
        ]
    };
}

/// The places of a `TaskSpec` of Tekton below each of some paths; what is not below one follows.
macro_rules! task {
    ($($spec:literal),+; $($place:expr),*) => {
        &[
            $(
                container(concat!($spec, ".stepTemplate")),
                with_policy_of(
                    concat!($spec, ".steps[]"),
                    concat!($spec, ".stepTemplate.imagePullPolicy"),
                ),
                container(concat!($spec, ".sidecars[]")),
            )+
            $($place),*
        ]
    };
}

/// The places of a `VirtualMachineInstanceSpec` of `KubeVirt` below a path.
macro_rules! virtual_machine {
    ($spec:literal) => {
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
        ]
    };
}

/// The places of a `SparkApplicationSpec` below a path.
macro_rules! spark {
    ($spec:literal) => {
        &[
            image(concat!($spec, ".image"), concat!($spec, ".imagePullPolicy")),
            init(concat!($spec, ".driver.initContainers[]")),
            image(
                concat!($spec, ".driver.image"),
                concat!($spec, ".imagePullPolicy"),
            ),
            container(concat!($spec, ".driver.sidecars[]")),
            Pods(concat!($spec, ".driver.template.spec")),
            init(concat!($spec, ".executor.initContainers[]")),
            image(
                concat!($spec, ".executor.image"),
                concat!($spec, ".imagePullPolicy"),
            ),
            container(concat!($spec, ".executor.sidecars[]")),
            Pods(concat!($spec, ".executor.template.spec")),
            PullSecrets(concat!($spec, ".imagePullSecrets")),
        ]
    };
}

/// The places of a `RayClusterSpec` below a path, and what is not below it.
macro_rules! ray {
    ($spec:literal; $($place:expr),*) => {
        &[
            Pods(concat!($spec, ".headGroupSpec.template.spec")),
            Pods(concat!($spec, ".workerGroupSpecs[].template.spec")),
            image(concat!($spec, ".autoscalerOptions.image"), POLICY),
            $($place),*
        ]
    };
}

/// One of the parts of an `InferenceService` of `KServe`: a pod specification, with runtimes beside.
macro_rules! inference {
    ($($part:literal),+) => {
        &[
            $(
                Pods(concat!("spec.", $part)),
                container(concat!("spec.", $part, ".*")),
                reference(concat!("spec.", $part, ".*.storageUri")),
            )+
        ]
    };
}

const TEMPLATE: &[Place] = &[Pods("spec.template.spec")];

const MONITORING: &[Place] = &[
    init("spec.initContainers[]"),
    image("spec.image", POLICY),
    image("spec.baseImage", POLICY),
    image("spec.thanos.image", "spec.imagePullPolicy"),
    container("spec.containers[]"),
    PullSecrets("spec.imagePullSecrets"),
];

/// All kinds whose images are known.
pub(super) const KINDS: &[Kind] = &[
    // Argo: the controllers create Pods, whose policies the API server fills in.
    kind(
        "argoproj.io",
        &["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"],
        ApiServerLater,
        workflow!("spec"),
    ),
    kind(
        "argoproj.io",
        &["CronWorkflow"],
        ApiServerLater,
        workflow!("spec.workflowSpec"),
    ),
    kind("argoproj.io", &["Rollout"], ApiServerLater, TEMPLATE),
    kind(
        "argoproj.io",
        &["AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun"],
        ApiServerLater,
        &[Pods("spec.metrics[].provider.job.spec.template.spec")],
    ),
    kind(
        "argoproj.io",
        &["Experiment"],
        ApiServerLater,
        &[Pods("spec.templates[].template.spec")],
    ),
    kind(
        "argoproj.io",
        &["Sensor"],
        ApiServerLater,
        &[
            container("spec.template.container"),
            Objects("spec.triggers[].template.k8s.source.resource"),
            Objects("spec.triggers[].template.argoWorkflow.source.resource"),
            PullSecrets("spec.template.imagePullSecrets"),
        ],
    ),
    kind(
        "argoproj.io",
        &["EventSource"],
        ApiServerLater,
        &[
            container("spec.template.container"),
            PullSecrets("spec.template.imagePullSecrets"),
        ],
    ),
    // Tekton.
    kind(
        "tekton.dev",
        &["Task", "ClusterTask"],
        ApiServerLater,
        task!("spec";),
    ),
    kind(
        "tekton.dev",
        &["TaskRun"],
        ApiServerLater,
        task!("spec.taskSpec"; PullSecrets("spec.podTemplate.imagePullSecrets")),
    ),
    kind(
        "tekton.dev",
        &["Pipeline"],
        ApiServerLater,
        task!("spec.tasks[].taskSpec", "spec.finally[].taskSpec";),
    ),
    kind(
        "tekton.dev",
        &["PipelineRun"],
        ApiServerLater,
        task!("spec.pipelineSpec.tasks[].taskSpec", "spec.pipelineSpec.finally[].taskSpec";
            PullSecrets("spec.podTemplate.imagePullSecrets"),
            PullSecrets("spec.taskRunTemplate.podTemplate.imagePullSecrets")),
    ),
    kind(
        "tekton.dev",
        &["StepAction"],
        ApiServerLater,
        &[image("spec.image", "")],
    ),
    kind(
        "triggers.tekton.dev",
        &["TriggerTemplate"],
        Nobody,
        &[Objects("spec.resourcetemplates[]")],
    ),
    // Knative Serving writes the digest of the tag into the Deployment of a revision.
    kind(
        "serving.knative.dev",
        &["Service", "Configuration"],
        Digest,
        TEMPLATE,
    ),
    kind(
        "serving.knative.dev",
        &["Revision"],
        Digest,
        &[Pods("spec")],
    ),
    kind(
        "sources.knative.dev",
        &["ContainerSource"],
        ApiServerLater,
        TEMPLATE,
    ),
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
        virtual_machine!("spec.template.spec"),
    ),
    kind(
        "pool.kubevirt.io",
        &["VirtualMachinePool"],
        Operator,
        virtual_machine!("spec.virtualMachineTemplate.spec.template.spec"),
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
    // Spark and Flink have defaults in their own configuration.
    kind(
        "sparkoperator.k8s.io",
        &["SparkApplication"],
        Operator,
        spark!("spec"),
    ),
    kind(
        "sparkoperator.k8s.io",
        &["ScheduledSparkApplication"],
        Operator,
        spark!("spec.template"),
    ),
    kind(
        "flink.apache.org",
        &["FlinkDeployment"],
        Operator,
        &[
            image("spec.image", POLICY),
            Pods("spec.podTemplate.spec"),
            Pods("spec.jobManager.podTemplate.spec"),
            Pods("spec.taskManager.podTemplate.spec"),
        ],
    ),
    // Ray.
    kind("ray.io", &["RayCluster"], ApiServerLater, ray!("spec";)),
    kind(
        "ray.io",
        &["RayJob"],
        ApiServerLater,
        ray!("spec.rayClusterSpec"; Pods("spec.submitterPodTemplate.spec")),
    ),
    kind(
        "ray.io",
        &["RayService"],
        ApiServerLater,
        ray!("spec.rayClusterConfig";),
    ),
    // Strimzi: the operator writes the policy that its own Deployment sets.
    kind(
        "kafka.strimzi.io",
        &["Kafka"],
        Operator,
        &[
            image("spec.kafka.image", ""),
            image("spec.zookeeper.image", ""),
            image("spec.entityOperator.topicOperator.image", ""),
            image("spec.entityOperator.userOperator.image", ""),
            image("spec.entityOperator.tlsSidecar.image", ""),
            image("spec.cruiseControl.image", ""),
            image("spec.kafkaExporter.image", ""),
            PullSecrets("spec.kafka.template.pod.imagePullSecrets"),
        ],
    ),
    kind(
        "kafka.strimzi.io",
        &[
            "KafkaConnect",
            "KafkaBridge",
            "KafkaMirrorMaker",
            "KafkaMirrorMaker2",
        ],
        Operator,
        &[
            image("spec.image", ""),
            reference("spec.build.output.image"),
            reference("spec.build.plugins[].artifacts[].image"),
            PullSecrets("spec.template.pod.imagePullSecrets"),
        ],
    ),
    // The Prometheus operator hands the policy on as it is.
    kind(
        "monitoring.coreos.com",
        &[
            "Prometheus",
            "PrometheusAgent",
            "Alertmanager",
            "ThanosRuler",
        ],
        ApiServerLater,
        MONITORING,
    ),
    // CloudNativePG.
    kind(
        "postgresql.cnpg.io",
        &["Cluster"],
        ApiServerLater,
        &[
            image("spec.imageName", POLICY),
            volume("spec.postgresql.extensions[].image.reference", "pullPolicy"),
            PullSecrets("spec.imagePullSecrets"),
        ],
    ),
    kind("postgresql.cnpg.io", &["Pooler"], ApiServerLater, TEMPLATE),
    kind(
        "postgresql.cnpg.io",
        &["ImageCatalog", "ClusterImageCatalog"],
        Nobody,
        &[reference("spec.images[].image")],
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
    // KServe hands its pods to Knative or to a Deployment.
    kind(
        "serving.kserve.io",
        &["InferenceService"],
        Operator,
        inference!("predictor", "transformer", "explainer"),
    ),
    kind(
        "serving.kserve.io",
        &["ServingRuntime", "ClusterServingRuntime"],
        Operator,
        &[Pods("spec")],
    ),
    kind(
        "serving.kserve.io",
        &["ClusterStorageContainer"],
        Operator,
        &[container("spec.container")],
    ),
    // Actions Runner Controller: the older controller has a default of its own.
    kind(
        "actions.summerwind.dev",
        &["Runner"],
        Operator,
        &[
            init("spec.initContainers[]"),
            image("spec.image", POLICY),
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
        TEMPLATE,
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
    // Batch and training.
    kind(
        "batch.volcano.sh",
        &["Job"],
        ApiServerLater,
        &[Pods("spec.tasks[].template.spec")],
    ),
    kind(
        "kubeflow.org",
        &[
            "TFJob",
            "PyTorchJob",
            "MPIJob",
            "XGBoostJob",
            "PaddleJob",
            "JAXJob",
        ],
        ApiServerLater,
        &[
            Pods("spec.tfReplicaSpecs.*.template.spec"),
            Pods("spec.pytorchReplicaSpecs.*.template.spec"),
            Pods("spec.mpiReplicaSpecs.*.template.spec"),
            Pods("spec.xgbReplicaSpecs.*.template.spec"),
            Pods("spec.paddleReplicaSpecs.*.template.spec"),
            Pods("spec.jaxReplicaSpecs.*.template.spec"),
        ],
    ),
    kind("kubeflow.org", &["Notebook"], ApiServerLater, TEMPLATE),
    kind(
        "jobset.x-k8s.io",
        &["JobSet"],
        ApiServerLater,
        &[Pods("spec.replicatedJobs[].template.spec.template.spec")],
    ),
    kind(
        "leaderworkerset.x-k8s.io",
        &["LeaderWorkerSet"],
        ApiServerLater,
        &[
            Pods("spec.leaderWorkerTemplate.leaderTemplate.spec"),
            Pods("spec.leaderWorkerTemplate.workerTemplate.spec"),
        ],
    ),
    kind(
        "keda.sh",
        &["ScaledJob"],
        ApiServerLater,
        &[Pods("spec.jobTargetRef.template.spec")],
    ),
    // OpenKruise.
    kind(
        "apps.kruise.io",
        &["CloneSet", "StatefulSet", "DaemonSet"],
        ApiServerLater,
        TEMPLATE,
    ),
    kind(
        "apps.kruise.io",
        &["SidecarSet"],
        ApiServerLater,
        &[Pods("spec")],
    ),
];

/// What a document of a file-based catalogue names, whatever its schema.
pub(in crate::workload) const CATALOGUE: Kind = kind(
    "",
    &[],
    Nobody,
    &[reference("image"), reference("relatedImages[].image")],
);

/// Groups whose objects come with Kubernetes.
pub(super) const BUILT_IN_GROUPS: &[&str] = &[
    "v1",
    "admissionregistration.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "authentication.k8s.io",
    "authorization.k8s.io",
    "autoscaling",
    "batch",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "extensions",
    "flowcontrol.apiserver.k8s.io",
    "internal.apiserver.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "storage.k8s.io",
    "storagemigration.k8s.io",
];

/// Groups and kinds that name no image which a node pulls: patterns that images are compared with,
/// schemas, networks, certificates. No kinds stands for all of the group.
pub(super) const NO_IMAGES: &[(&str, &[&str])] = &[
    ("v1", &["ConfigMap", "Secret", "Node"]),
    ("apiextensions.k8s.io", &[]),
    ("kyverno.io", &[]),
    ("policies.kyverno.io", &[]),
    ("reports.kyverno.io", &[]),
    ("wgpolicyk8s.io", &[]),
    ("config.gatekeeper.sh", &[]),
    ("constraints.gatekeeper.sh", &[]),
    ("mutations.gatekeeper.sh", &[]),
    ("templates.gatekeeper.sh", &[]),
    ("policy.sigstore.dev", &[]),
    ("acme.cert-manager.io", &[]),
    ("cert-manager.io", &[]),
    ("trust.cert-manager.io", &[]),
    ("networking.istio.io", &[]),
    ("security.istio.io", &[]),
    ("telemetry.istio.io", &[]),
    ("gateway.networking.k8s.io", &[]),
    ("kustomize.config.k8s.io", &[]),
    (
        "monitoring.coreos.com",
        &[
            "AlertmanagerConfig",
            "PodMonitor",
            "Probe",
            "PrometheusRule",
            "ScrapeConfig",
            "ServiceMonitor",
        ],
    ),
    ("autoscaling.k8s.io", &[]),
    ("snapshot.storage.k8s.io", &[]),
    ("external-secrets.io", &[]),
    ("bitnami.com", &["SealedSecret"]),
    ("traefik.io", &[]),
    ("image.toolkit.fluxcd.io", &[]),
    ("notification.toolkit.fluxcd.io", &[]),
    ("source.toolkit.fluxcd.io", &[]),
    (
        "operators.coreos.com",
        &["OperatorGroup", "OperatorCondition"],
    ),
    (
        "kafka.strimzi.io",
        &[
            "KafkaTopic",
            "KafkaUser",
            "KafkaNodePool",
            "KafkaRebalance",
            "KafkaConnector",
        ],
    ),
    (
        "postgresql.cnpg.io",
        &[
            "Backup",
            "ScheduledBackup",
            "Database",
            "Publication",
            "Subscription",
        ],
    ),
    ("pkg.crossplane.io", &["ImageConfig"]),
];
