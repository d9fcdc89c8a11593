//! Workflows, rollouts, functions and jobs.

use super::{
    super::{
        Kind,
        Place::{Objects, Pods, PullSecrets},
    },
    TEMPLATE, container, image, init, kind, with_policy_of,
};
use crate::workload::report::DefaultBy::{ApiServerLater, Digest, Nobody};

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
        &["EventListener"],
        ApiServerLater,
        &[Pods("spec.resources.kubernetesResource.spec.template.spec")],
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
