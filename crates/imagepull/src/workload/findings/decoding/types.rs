//! The fields of the types on the way to an image, as the API server decodes them.
//!
//! Source: kubernetes/api core/v1, apps/v1 and batch/v1 types.go (v0.37). A field that an older release
//! does not have is known all the same; image volumes say so themselves.

use crate::config_file::{FieldType, Struct};

const STRING: FieldType = FieldType::Text("string");
const ANY: FieldType = FieldType::Any;

/// A group and version with the kinds in it that have or make Pods, or name Secrets for pulls.
pub(super) struct Kind {
    pub api_version: &'static str,
    pub name: &'static str,
    pub fields: &'static Struct,
}

pub(super) const KINDS: &[Kind] = &[
    kind("v1", "Pod", &POD),
    kind("v1", "PodTemplate", &POD_TEMPLATE),
    kind("v1", "ReplicationController", &REPLICATION_CONTROLLER),
    kind("v1", "ServiceAccount", &SERVICE_ACCOUNT),
    kind("apps/v1", "DaemonSet", &DAEMON_SET),
    kind("apps/v1", "Deployment", &DEPLOYMENT),
    kind("apps/v1", "ReplicaSet", &REPLICA_SET),
    kind("apps/v1", "StatefulSet", &STATEFUL_SET),
    kind("batch/v1", "CronJob", &CRON_JOB),
    kind("batch/v1", "Job", &JOB),
];

const fn kind(api_version: &'static str, name: &'static str, fields: &'static Struct) -> Kind {
    Kind {
        api_version,
        name,
        fields,
    }
}

const fn v1(name: &'static str, fields: &'static [(&'static str, FieldType)]) -> Struct {
    Struct {
        name,
        package: "v1",
        fields,
    }
}

/// An object with a specification.
macro_rules! object {
    ($name:literal, $spec:ident) => {
        v1(
            $name,
            &[
                ("apiVersion", STRING),
                ("kind", STRING),
                ("metadata", FieldType::Struct(&OBJECT_META)),
                ("spec", FieldType::Struct(&$spec)),
                ("status", ANY),
            ],
        )
    };
}

static POD: Struct = object!("Pod", POD_SPEC);
static REPLICATION_CONTROLLER: Struct =
    object!("ReplicationController", REPLICATION_CONTROLLER_SPEC);
static DAEMON_SET: Struct = object!("DaemonSet", DAEMON_SET_SPEC);
static DEPLOYMENT: Struct = object!("Deployment", DEPLOYMENT_SPEC);
static REPLICA_SET: Struct = object!("ReplicaSet", REPLICA_SET_SPEC);
static STATEFUL_SET: Struct = object!("StatefulSet", STATEFUL_SET_SPEC);
static CRON_JOB: Struct = object!("CronJob", CRON_JOB_SPEC);
static JOB: Struct = object!("Job", JOB_SPEC);

static POD_TEMPLATE: Struct = v1(
    "PodTemplate",
    &[
        ("apiVersion", STRING),
        ("kind", STRING),
        ("metadata", FieldType::Struct(&OBJECT_META)),
        ("template", FieldType::Struct(&POD_TEMPLATE_SPEC)),
    ],
);

static SERVICE_ACCOUNT: Struct = v1(
    "ServiceAccount",
    &[
        ("apiVersion", STRING),
        ("kind", STRING),
        ("metadata", FieldType::Struct(&OBJECT_META)),
        ("secrets", ANY),
        ("imagePullSecrets", ANY),
        ("automountServiceAccountToken", ANY),
    ],
);

static OBJECT_META: Struct = v1(
    "ObjectMeta",
    &[
        ("name", STRING),
        ("generateName", STRING),
        ("namespace", STRING),
        ("selfLink", ANY),
        ("uid", ANY),
        ("resourceVersion", ANY),
        ("generation", ANY),
        ("creationTimestamp", ANY),
        ("deletionTimestamp", ANY),
        ("deletionGracePeriodSeconds", ANY),
        ("labels", ANY),
        ("annotations", ANY),
        ("ownerReferences", ANY),
        ("finalizers", ANY),
        ("managedFields", ANY),
    ],
);

static POD_TEMPLATE_SPEC: Struct = v1(
    "PodTemplateSpec",
    &[
        ("metadata", FieldType::Struct(&OBJECT_META)),
        ("spec", FieldType::Struct(&POD_SPEC)),
    ],
);

const TEMPLATE: (&str, FieldType) = ("template", FieldType::Struct(&POD_TEMPLATE_SPEC));

static REPLICATION_CONTROLLER_SPEC: Struct = v1(
    "ReplicationControllerSpec",
    &[
        ("replicas", ANY),
        ("minReadySeconds", ANY),
        ("selector", ANY),
        TEMPLATE,
    ],
);

static REPLICA_SET_SPEC: Struct = v1(
    "ReplicaSetSpec",
    &[
        ("replicas", ANY),
        ("minReadySeconds", ANY),
        ("selector", ANY),
        TEMPLATE,
    ],
);

static DAEMON_SET_SPEC: Struct = v1(
    "DaemonSetSpec",
    &[
        ("selector", ANY),
        TEMPLATE,
        ("updateStrategy", ANY),
        ("minReadySeconds", ANY),
        ("revisionHistoryLimit", ANY),
    ],
);

static DEPLOYMENT_SPEC: Struct = v1(
    "DeploymentSpec",
    &[
        ("replicas", ANY),
        ("selector", ANY),
        TEMPLATE,
        ("strategy", ANY),
        ("minReadySeconds", ANY),
        ("revisionHistoryLimit", ANY),
        ("paused", ANY),
        ("progressDeadlineSeconds", ANY),
    ],
);

static STATEFUL_SET_SPEC: Struct = v1(
    "StatefulSetSpec",
    &[
        ("replicas", ANY),
        ("selector", ANY),
        TEMPLATE,
        ("volumeClaimTemplates", ANY),
        ("serviceName", ANY),
        ("podManagementPolicy", ANY),
        ("updateStrategy", ANY),
        ("revisionHistoryLimit", ANY),
        ("minReadySeconds", ANY),
        ("persistentVolumeClaimRetentionPolicy", ANY),
        ("ordinals", ANY),
    ],
);

static JOB_SPEC: Struct = v1(
    "JobSpec",
    &[
        ("parallelism", ANY),
        ("completions", ANY),
        ("activeDeadlineSeconds", ANY),
        ("podFailurePolicy", ANY),
        ("successPolicy", ANY),
        ("backoffLimit", ANY),
        ("backoffLimitPerIndex", ANY),
        ("maxFailedIndexes", ANY),
        ("selector", ANY),
        ("manualSelector", ANY),
        TEMPLATE,
        ("ttlSecondsAfterFinished", ANY),
        ("completionMode", ANY),
        ("suspend", ANY),
        ("podReplacementPolicy", ANY),
        ("managedBy", ANY),
        ("scheduling", ANY),
    ],
);

static JOB_TEMPLATE_SPEC: Struct = v1(
    "JobTemplateSpec",
    &[
        ("metadata", FieldType::Struct(&OBJECT_META)),
        ("spec", FieldType::Struct(&JOB_SPEC)),
    ],
);

static CRON_JOB_SPEC: Struct = v1(
    "CronJobSpec",
    &[
        ("schedule", ANY),
        ("timeZone", ANY),
        ("startingDeadlineSeconds", ANY),
        ("concurrencyPolicy", ANY),
        ("suspend", ANY),
        ("jobTemplate", FieldType::Struct(&JOB_TEMPLATE_SPEC)),
        ("successfulJobsHistoryLimit", ANY),
        ("failedJobsHistoryLimit", ANY),
    ],
);

static POD_SPEC: Struct = v1(
    "PodSpec",
    &[
        ("volumes", FieldType::List(&FieldType::Struct(&VOLUME))),
        (
            "initContainers",
            FieldType::List(&FieldType::Struct(&CONTAINER)),
        ),
        (
            "containers",
            FieldType::List(&FieldType::Struct(&CONTAINER)),
        ),
        (
            "ephemeralContainers",
            FieldType::List(&FieldType::Struct(&EPHEMERAL_CONTAINER)),
        ),
        ("restartPolicy", ANY),
        ("terminationGracePeriodSeconds", ANY),
        ("activeDeadlineSeconds", ANY),
        ("dnsPolicy", ANY),
        ("nodeSelector", ANY),
        ("serviceAccountName", STRING),
        ("serviceAccount", STRING),
        ("automountServiceAccountToken", ANY),
        ("nodeName", ANY),
        ("hostNetwork", ANY),
        ("hostPID", ANY),
        ("hostIPC", ANY),
        ("shareProcessNamespace", ANY),
        ("securityContext", ANY),
        // What is no list of references is reported with a repair.
        (
            "imagePullSecrets",
            FieldType::List(&FieldType::Struct(&LOCAL_OBJECT_REFERENCE)),
        ),
        ("hostname", ANY),
        ("subdomain", ANY),
        ("affinity", ANY),
        ("schedulerName", ANY),
        ("tolerations", ANY),
        ("hostAliases", ANY),
        ("priorityClassName", ANY),
        ("priority", ANY),
        ("dnsConfig", ANY),
        ("readinessGates", ANY),
        ("runtimeClassName", ANY),
        ("enableServiceLinks", ANY),
        ("preemptionPolicy", ANY),
        ("overhead", ANY),
        ("topologySpreadConstraints", ANY),
        ("setHostnameAsFQDN", ANY),
        ("os", ANY),
        ("hostUsers", ANY),
        ("schedulingGates", ANY),
        ("resourceClaims", ANY),
        ("resources", ANY),
        ("hostnameOverride", ANY),
        ("workloadRef", ANY),
        ("schedulingGroup", ANY),
    ],
);

/// The fields of a container of any kind.
macro_rules! container {
    ($name:literal $(, $more:expr)*) => {
        v1(
            $name,
            &[
                ("name", STRING),
                ("image", STRING),
                ("command", ANY),
                ("args", ANY),
                ("workingDir", ANY),
                ("ports", ANY),
                ("envFrom", ANY),
                ("env", ANY),
                ("resources", ANY),
                ("resizePolicy", ANY),
                ("restartPolicy", ANY),
                ("restartPolicyRules", ANY),
                ("volumeMounts", ANY),
                ("volumeDevices", ANY),
                ("livenessProbe", ANY),
                ("readinessProbe", ANY),
                ("startupProbe", ANY),
                ("lifecycle", ANY),
                ("terminationMessagePath", ANY),
                ("terminationMessagePolicy", ANY),
                ("imagePullPolicy", FieldType::Text("v1.PullPolicy")),
                ("securityContext", ANY),
                ("stdin", ANY),
                ("stdinOnce", ANY),
                ("tty", ANY),
                $($more),*
            ],
        )
    };
}

static CONTAINER: Struct = container!("Container");
static EPHEMERAL_CONTAINER: Struct = container!("EphemeralContainer", ("targetContainerName", ANY));

/// Its sources are fields of a struct within it, `VolumeSource`.
pub(super) static VOLUME: Struct = v1(
    "Volume",
    &[
        ("name", STRING),
        ("hostPath", ANY),
        ("emptyDir", ANY),
        ("gcePersistentDisk", ANY),
        ("awsElasticBlockStore", ANY),
        ("gitRepo", ANY),
        ("secret", ANY),
        ("nfs", ANY),
        ("iscsi", ANY),
        ("glusterfs", ANY),
        ("persistentVolumeClaim", ANY),
        ("rbd", ANY),
        ("flexVolume", ANY),
        ("cinder", ANY),
        ("cephfs", ANY),
        ("flocker", ANY),
        ("downwardAPI", ANY),
        ("fc", ANY),
        ("azureFile", ANY),
        ("configMap", ANY),
        ("vsphereVolume", ANY),
        ("quobyte", ANY),
        ("azureDisk", ANY),
        ("photonPersistentDisk", ANY),
        ("projected", ANY),
        ("portworxVolume", ANY),
        ("scaleIO", ANY),
        ("storageos", ANY),
        ("csi", ANY),
        ("ephemeral", ANY),
        ("image", FieldType::Struct(&IMAGE_VOLUME_SOURCE)),
    ],
);

static IMAGE_VOLUME_SOURCE: Struct = v1(
    "ImageVolumeSource",
    &[
        ("reference", STRING),
        ("pullPolicy", FieldType::Text("v1.PullPolicy")),
    ],
);

pub(super) static LOCAL_OBJECT_REFERENCE: Struct = v1("LocalObjectReference", &[("name", STRING)]);
