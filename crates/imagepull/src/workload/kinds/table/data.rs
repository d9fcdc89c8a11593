//! Data, streams, models and what watches them.

use super::{
    super::{
        Kind,
        Place::{self, Pods, PullSecrets},
    },
    POLICY, TEMPLATE, container, image, init, kind, reference, volume,
};
use crate::workload::report::DefaultBy::{ApiServerLater, Nobody, Operator};

/// A property of Spark that names an image.
macro_rules! spark_conf {
    ($spec:literal, $key:literal) => {
        image(
            concat!($spec, ".sparkConf.`spark.kubernetes.", $key, "`"),
            concat!(
                $spec,
                ".sparkConf.`spark.kubernetes.container.image.pullPolicy`"
            ),
        )
    };
}

/// The places of a `SparkApplicationSpec` below a path.
macro_rules! spark {
    ($spec:literal) => {
        &[
            image(concat!($spec, ".image"), concat!($spec, ".imagePullPolicy")),
            spark_conf!($spec, "container.image"),
            spark_conf!($spec, "driver.container.image"),
            spark_conf!($spec, "executor.container.image"),
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
                Pods(concat!("spec.", $part, ".workerSpec")),
                container(concat!("spec.", $part, ".*")),
                reference(concat!("spec.", $part, ".*.storageUri")),
            )+
        ]
    };
}

const MONITORING: &[Place] = &[
    init("spec.initContainers[]"),
    image("spec.image", POLICY),
    image("spec.thanos.image", "spec.imagePullPolicy"),
    container("spec.containers[]"),
    PullSecrets("spec.imagePullSecrets"),
];

pub(super) const KINDS: &[Kind] = &[
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
            image("spec.jmxTrans.image", ""),
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
            volume("spec.plugins[].artifacts[].reference", "pullPolicy"),
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
        &[
            reference("spec.images[].image"),
            reference("spec.images[].extensions[].image.reference"),
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
        &[Pods("spec"), Pods("spec.workerSpec")],
    ),
    kind(
        "serving.kserve.io",
        &["LLMInferenceService", "LLMInferenceServiceConfig"],
        Operator,
        &[
            Pods("spec.template"),
            Pods("spec.worker"),
            Pods("spec.prefill.template"),
            Pods("spec.prefill.worker"),
            Pods("spec.router.scheduler.template"),
        ],
    ),
    kind(
        "serving.kserve.io",
        &["ClusterStorageContainer"],
        Operator,
        &[container("spec.container")],
    ),
];
