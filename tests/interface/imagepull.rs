pub mod codes {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Meaning {
        pub code: &'static str,
        pub severity: Option<Severity>,
        pub text: &'static str,
    }
}
pub mod containerd {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum ContainerdRelease {
        V1_7,
        V2_0,
        V2_1,
        V2_2,
        V2_3,
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnknownContainerd {
        pub text: String,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum ContainerdChange {
        Arm64VariantsAreOrdered,
        Schema1IsRefused,
        PullsByTransferService,
        ServerErrorsAreAskedAgain,
        Schema1IsGone,
        WindowsTakesTheNewest,
        OsFeaturesAreCompared,
    }
}
pub mod credentials {
    pub mod built_in {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Cloud {
            Ecr,
            Acr,
            Gcr,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum BuiltIn {
            On,
            OffByDefault,
            Gone,
        }
    }
    pub mod comparison {
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Part {
            pub kind: PartKind,
            pub image: String,
            pub key: String,
            pub agreement: Agreement,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum PartKind {
            HostLabel,
            Port,
            Path,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Agreement {
            Same,
            Pattern,
            Any,
            Beginning,
            Differs,
            OnlyImage,
            OnlyKey,
        }
        pub fn compare_key(key: &str, repository: &str) -> Option<Vec<Part>> {}
    }
    pub mod docker_config {
        pub fn read_config_json(text: &str) -> Result<DockerConfig, Malformed> {}
        pub fn read_docker_config(text: &str) -> Result<DockerConfig, Malformed> {}
        pub fn read_dockercfg(text: &str) -> Result<DockerConfig, Malformed> {}
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct DockerConfig {
            pub entries: Vec<Entry>,
            pub ignored: Vec<Ignored>,
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Ignored {
            CredsStore,
            CredHelpers,
            IdentityToken(String),
            RegistryToken(String),
            LineBreak(String),
            LineBreakInField(String),
            ConfigJsonAsDockercfg,
            NoAuths,
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Malformed {
            pub key: Option<String>,
            pub entry: Option<usize>,
            pub problem: Problem,
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Problem {
            NotJson { line: usize, column: usize },
            NotAnObject,
            FieldNotAnObject(&'static str),
            EntryNotAnObject,
            FieldNotText(&'static str),
            HeaderNotText,
            DataNotBase64,
            EncodedTwice,
            ConfigJsonAsDockercfg,
            AuthNotBase64,
            AuthEncodedTwice,
            AuthWithoutColon,
        }
    }
    pub mod pasted {
        pub fn masked(text: &str) -> String {}
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Pasted {
            pub parts: Vec<Part>,
            pub diagnostics: Vec<Diagnostic>,
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Part {
            DockerConfig(Result<DockerConfig, Malformed>),
            PullSecret(PullSecret),
            ServiceAccount(ServiceAccount),
            Pod(PastedPod),
            Providers(Vec<Provider>),
        }
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct PastedPod {
            pub kind: String,
            pub name: Option<String>,
            pub namespace: Option<String>,
            pub image_pull_secrets: Vec<String>,
            pub service_account: Option<String>,
            pub images: Vec<String>,
        }
        pub fn read_pasted(text: &str) -> Pasted {}
    }
    pub mod provider_config {
        pub const SERVICE_ACCOUNT_TOKENS: &str = "KubeletServiceAccountTokenForCredentialProviders";
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct ProviderConfigReport {
            pub valid: bool,
            pub errors: Vec<String>,
            pub diagnostics: Vec<Diagnostic>,
        }
        pub fn check_credential_provider_config(
            text: &str,
            release: Release,
            feature_gates: &BTreeMap<String, bool>,
        ) -> ProviderConfigReport {}
    }
    pub mod secret {
        pub const DOCKER_CONFIG_JSON: (&str, &str) = _;
        pub const DOCKERCFG: (&str, &str) = _;
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct PullSecret {
            pub name: Option<String>,
            pub namespace: Option<String>,
            pub r#type: String,
            pub config: Result<DockerConfig, Unusable>,
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Unusable {
            Type,
            NoKey(Vec<String>),
            Empty,
            Malformed(Malformed),
        }
    }
    #[derive(Clone, PartialEq, Eq)]
    pub struct Entry {}
    pub fn is_docker_hub(image: &str) -> bool {}
    pub fn cache_key<'a>(kind: &str, repository: &'a str) -> Option<&'a str> {}
    pub fn example_image(key: &str) -> Option<String> {}
    pub fn key_fits(key: &str, repository: &str) -> bool {}
    pub fn match_credentials(request: &CredentialsRequest) -> CredentialsReport {}
    pub fn match_url(pattern: &str, target: &str) -> UrlMatch {}
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct Candidate {
        pub source: Source,
        pub name: Option<String>,
        pub key: String,
        pub username: Option<String>,
        pub order: usize,
        pub why: Vec<Reason>,
    }
    #[derive(Clone, Debug, Default, PartialEq, Serialize)]
    pub struct CredentialsReport {
        pub repository: Option<String>,
        pub candidates: Vec<Candidate>,
        pub rejected: Vec<Rejected>,
        pub missing_secrets: Vec<String>,
        pub anonymous: bool,
        pub why: Vec<Reason>,
        pub diagnostics: Vec<Diagnostic>,
    }
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct Rejected {
        pub source: Source,
        pub name: Option<String>,
        pub key: Option<String>,
        pub why: Vec<Reason>,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    pub enum Source {
        PullSecret,
        Node,
        Provider,
    }
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct UrlMatch {
        pub matches: bool,
        pub why: Vec<Reason>,
    }
    #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
    pub struct CredentialsRequest {
        pub image: String,
        pub lookup: Option<String>,
        pub kubernetes: Option<String>,
        pub namespace: Option<String>,
        pub image_pull_secrets: Option<Vec<String>>,
        pub service_account: Option<ServiceAccount>,
        pub pull_secrets: Option<Vec<PullSecret>>,
        pub node_config: Option<Result<DockerConfig, Malformed>>,
        pub providers: Option<Vec<Provider>>,
    }
    #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
    pub struct Provider {
        pub name: String,
        pub match_images: Vec<String>,
        pub auth: Vec<Entry>,
        pub cache_key_type: Option<String>,
    }
    #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
    pub struct ServiceAccount {
        pub name: Option<String>,
        pub namespace: Option<String>,
        pub image_pull_secrets: Option<Vec<String>>,
    }
    pub use secret::{PullSecret, Unusable};
    pub const MASK: &str = "••••••";
    pub fn without_user_info(key: &str) -> Cow<'_, str> {}
}
pub mod diagnostic {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Severity {
        Info,
        Warning,
        Error,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Span {
        pub start: usize,
        pub end: usize,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct Fix {
        pub title: Message,
        pub replacement: String,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct Diagnostic<F = Fix> {
        pub code: &'static str,
        pub severity: Severity,
        pub message: Message,
        pub span: Option<Span>,
        pub help: Option<Message>,
        pub fixes: Vec<F>,
        pub docs: Option<&'static str>,
    }
}
pub mod digest {
    pub use imageref::digest::Algorithm;
    pub fn digest_of(bytes: &[u8], algorithm: Algorithm) -> String {}
    #[derive(Clone, Debug)]
    pub struct Hashing {}
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct DigestCheck {
        pub matches: bool,
        pub actual: Option<String>,
        pub diagnostics: Vec<Diagnostic>,
    }
    pub fn verify_digest(bytes: &[u8], expected: &str) -> DigestCheck {}
}
pub mod events {
    #[derive(Clone, Copy, Debug, PartialEq, Serialize)]
    pub struct PastAttempt {
        pub number: u32,
        pub earliest_seconds: f64,
        pub latest_seconds: f64,
        pub back_off_seconds: f64,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Serialize)]
    pub struct NextAttempt {
        pub earliest_seconds: Option<f64>,
        pub latest_seconds: Option<f64>,
        pub running: bool,
    }
    #[derive(Clone, Debug, PartialEq)]
    pub struct FailingPull<'r> {
        pub namespace: Option<&'r str>,
        pub pod: Option<&'r str>,
        pub container: Option<&'r str>,
        pub image: Option<&'r str>,
        pub causes: Vec<&'r FoundCause>,
    }
    pub fn failing_pulls(report: &EventsReport) -> Vec<FailingPull<'_>> {}
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Related {
        Name,
        Policy,
        Pulls,
        Platforms,
        Credentials,
    }
    pub fn manifest_in(text: &str) -> Option<&str> {}
    pub fn related(code: &str) -> &'static [Related] {}
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    pub enum StatementKind {
        Event,
        Status,
        Log,
        Text,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    pub enum Subject {
        Container,
        InitContainer,
        ImageVolume,
        Sandbox,
        Admission,
    }
    pub fn markdown(report: &EventsReport, translations: Translations) -> String {}
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    pub enum Action {
        Wait,
        DeletePod,
        CorrectImage,
        RestartKubelet,
    }
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct WayOut {
        pub action: Action,
        pub title: MessageId,
        pub effect: MessageId,
        pub earliest_seconds: f64,
        pub latest_seconds: f64,
    }
    #[derive(Clone, Debug, Default, PartialEq, Serialize)]
    pub struct EventsReport {
        pub causes: Vec<FoundCause>,
        pub statements: Vec<ReadStatement>,
        pub diagnostics: Vec<Diagnostic>,
    }
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct FoundCause {
        pub code: &'static str,
        pub title: MessageId,
        pub headline: Message,
        pub text: MessageId,
        pub image: Option<String>,
        pub container: Option<String>,
        pub pod: Option<String>,
        pub namespace: Option<String>,
        pub subject: Option<Subject>,
        pub reason: Option<String>,
        pub evidence: Vec<Span>,
        pub next_attempt: Option<Message>,
        pub next: Option<NextAttempt>,
        pub attempts: Vec<PastAttempt>,
        pub ways_out: Vec<WayOut>,
        pub fixes: Vec<Remedy>,
        pub source: &'static str,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct Remedy {
        pub title: MessageId,
        pub command: Option<String>,
    }
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct ReadStatement {
        pub kind: StatementKind,
        pub reason: Option<String>,
        pub image: Option<String>,
        pub age_seconds: Option<f64>,
        pub count: Option<u32>,
        pub span: Span,
    }
    pub fn explain_events(text: &str) -> EventsReport {}
}
pub mod image {
    pub mod gates {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Gate {
            ApiServer,
            Kubelet,
            Runtime,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Verdict {
            Passes,
            RefusedEmpty,
            RefusedWhitespace,
            RefusedInvalid,
            NotReached,
        }
        pub fn verdicts(image: &str) -> [(Gate, Verdict); 3] {}
    }
    pub fn without_user_info(names: &str) -> String {}
    #[derive(Clone, Debug, Default, PartialEq, Serialize)]
    pub struct ImageReport {
        pub input: String,
        pub valid: bool,
        pub upstream_error: Option<String>,
        pub domain: Option<String>,
        pub path: Option<String>,
        pub tag: Option<String>,
        pub digest: Option<String>,
        pub canonical: Option<String>,
        pub familiar: Option<String>,
        pub with_default_tag: Option<String>,
        pub pulled: Option<String>,
        pub kubelet: Option<KubeletName>,
        pub cri_image: Option<String>,
        pub parts: Vec<Part>,
        pub implied: Implied,
        pub spellings: Vec<String>,
        pub diagnostics: Vec<Diagnostic>,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct KubeletName {
        pub repository: String,
        pub tag: Option<String>,
        pub digest: Option<String>,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct Part {
        pub kind: &'static str,
        pub text: String,
        pub span: Span,
    }
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
    pub struct Implied {
        pub domain: bool,
        pub library: bool,
        pub tag: bool,
    }
    pub fn parse_image(input: &str) -> ImageReport {}
    pub fn parse_image_in(input: &str, release: Release) -> ImageReport {}
    pub fn normalize_images<S: AsRef<str>>(inputs: &[S]) -> Vec<Option<String>> {}
    pub fn normalize_images_in<S: AsRef<str>>(
        inputs: &[S],
        release: Release,
    ) -> Vec<Option<String>> {}
}
pub mod image_name {
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ImageName {
        pub repository: String,
        pub tag: Option<String>,
        pub digest: Option<String>,
    }
    pub fn cri_image(image: &str) -> Result<String, Error<'_>> {}
    pub fn cri_image_in(image: &str, release: Release) -> Result<String, Error<'_>> {}
    pub fn cri_image_of(image: &str, reference: &Normalized<'_>) -> String {}
}
pub mod index {
    pub mod kind {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum Kind {
            Index,
            ManifestList,
            Manifest,
            DockerManifest,
            Schema1,
            Config,
            Descriptor,
            Unknown,
        }
        pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
        pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
        pub const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
        pub const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
        pub const OCI_CONFIG: &str = "application/vnd.oci.image.config.v1+json";
        pub const DOCKER_CONFIG: &str = "application/vnd.docker.container.image.v1+json";
        pub const OCI_EMPTY: &str = "application/vnd.oci.empty.v1+json";
        pub fn is_index_type(media_type: &str) -> bool {}
        pub fn is_manifest_type(media_type: &str) -> bool {}
        pub fn is_config_type(media_type: &str) -> bool {}
        pub fn is_layer_type(media_type: &str) -> bool {}
        pub fn is_image_config(media_type: &str) -> bool {}
        pub fn is_encrypted_layer(media_type: &str) -> bool {}
        pub fn is_foreign_layer(media_type: &str) -> bool {}
    }
    pub mod report {
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct IndexReport {
            pub valid: bool,
            pub kind: Kind,
            pub media_type: Option<String>,
            pub artifact_type: Option<String>,
            pub digest: String,
            pub size: usize,
            pub form: Option<Form>,
            pub registry_digest: RegistryDigest,
            pub containerd: ContainerdRelease,
            pub platform: Option<Platform>,
            pub own_platform: Option<Platform>,
            pub entries: Vec<Entry>,
            pub chosen: Option<String>,
            pub resolved: Option<String>,
            pub other_releases: Vec<OtherRelease>,
            pub error: Option<String>,
            pub config: Option<Blob>,
            pub layers: Vec<Layer>,
            pub total_bytes: Option<u64>,
            pub annotations: BTreeMap<String, String>,
            pub subject: Option<String>,
            pub pins: Vec<Pin>,
            pub pinned: Option<PinnedDigest>,
            pub why: Vec<Reason>,
            pub diagnostics: Vec<Diagnostic>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Entry {
            pub digest: Option<String>,
            pub size: Option<u64>,
            pub media_type: Option<String>,
            pub platform: Option<Platform>,
            pub artifact_type: Option<String>,
            pub role: Role,
            pub fit: Match,
            pub rank: Option<usize>,
            pub about: Option<String>,
            pub annotations: BTreeMap<String, String>,
            pub entries: Vec<Entry>,
            pub is_given: bool,
            pub span: Option<Span>,
            pub why: Vec<Reason>,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub struct OtherRelease {
            pub containerd: ContainerdRelease,
            pub entry: Option<usize>,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum Role {
            Image,
            Attestation,
            Index,
            Artifact,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum Match {
            Chosen,
            Matches,
            No,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Blob {
            pub digest: Option<String>,
            pub size: Option<u64>,
            pub media_type: Option<String>,
            pub span: Option<Span>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Layer {
            pub blob: Blob,
            pub is_repeated: bool,
            pub annotations: BTreeMap<String, String>,
        }
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct RegistryDigest {
            pub digest: Option<String>,
            pub basis: DigestBasis,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum DigestBasis {
            Computed,
            Compared,
            Stated,
            Unknown,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Pin {
            pub digest: String,
            pub target: PinTarget,
            pub is_advised: bool,
            pub why: Reason,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum PinTarget {
            Index,
            Platform,
            Unknown,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct PinnedDigest {
            pub digest: String,
            pub matches: bool,
            pub is_document: bool,
            pub entry: Option<usize>,
            pub runs: Option<bool>,
        }
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    pub enum Form {
        DockerManifestInspectVerbose,
        DockerImageInspect,
        PodmanImageInspect,
        CrictlInspecti,
        CrictlImages,
        SkopeoInspect,
        ImagetoolsInspect,
        ImagetoolsImage,
        BuildMetadata,
        ContainerInspect,
        RegctlManifestGet,
        OrasManifestFetch,
        CtrImages,
        DockerImages,
        DockerPull,
        ImageTable,
        ImageId,
        NodeImages,
        OrasDiscover,
        CosignTree,
        EcrDescribeImages,
        EcrBatchGetImage,
        AcrListMetadata,
        HarborApi,
        QuayApi,
        DockerHubApi,
        DockerSave,
        OciLayout,
        RegistryError,
        Digest,
        HttpHeaders,
        Html,
        Yaml,
    }
    pub fn layers_as_image(report: &IndexReport) -> Option<scenario::Image> {}
    pub use report::IndexReport;
    #[derive(Clone, Debug, Default)]
    pub struct Beside {
        pub documents: Vec<String>,
        pub image: Option<String>,
        pub containerd: ContainerdRelease,
    }
    pub fn read_index(document: &str, platform: &str) -> IndexReport {}
    pub fn read_index_beside(
        document: &str,
        platform: &str,
        beside: &Beside,
    ) -> IndexReport {}
}
pub mod kubelet {
    pub mod backoff {
        #[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
        pub struct BackOffLimits {
            pub initial_ms: f64,
            pub max_ms: f64,
        }
        pub const IMAGE_BACK_OFF: BackOffLimits = _;
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct BackOff {
            pub failed_ms: f64,
            pub duration_ms: f64,
        }
    }
    pub mod config {
        pub mod allowlist {
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub enum Pattern {
                Name(String),
                Beginning(String),
            }
            pub fn without_tag_and_digest(image: &str) -> &str {}
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct KubeletConfigReport {
            pub serialize_image_pulls: Option<bool>,
            pub max_parallel_image_pulls: Option<f64>,
            pub registry_pull_qps: Option<f64>,
            pub registry_burst: Option<f64>,
            pub image_pull_credentials_verification_policy: Option<String>,
            pub starts: bool,
            pub errors: Vec<String>,
            pub diagnostics: Vec<Diagnostic>,
            pub why: Vec<Reason>,
            pub written: Option<PullSettings>,
        }
        pub fn check_kubelet_config(
            text: &str,
            release: Release,
        ) -> KubeletConfigReport {}
        pub const ENSURE_SECRET_PULLED_IMAGES: &str = "KubeletEnsureSecretPulledImages";
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum VerificationPolicy {
            NeverVerify,
            NeverVerifyPreloadedImages,
            NeverVerifyAllowlistedImages,
            AlwaysVerify,
        }
        #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct PullSettings {
            pub serialize_image_pulls: Option<bool>,
            pub max_parallel_image_pulls: Option<f64>,
            pub registry_pull_qps: Option<f64>,
            pub registry_burst: Option<f64>,
        }
        pub const DEFAULT_REGISTRY_PULL_QPS: f64 = 5.0;
        pub const DEFAULT_REGISTRY_BURST: f64 = 10.0;
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct DefaultedPullSettings {
            pub serialize_image_pulls: bool,
            pub max_parallel_image_pulls: Option<f64>,
            pub registry_pull_qps: f64,
            pub registry_burst: f64,
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Refusal {
            pub message: String,
        }
    }
    pub mod ensure_image {
        pub use request::*;
        pub const RUNTIME_CLASS_IN_IMAGE_CRI_API: &str = "RuntimeClassInImageCriApi";
        pub fn ensure_image(request: &EnsureRequest) -> EnsureReport {}
    }
    pub mod events {
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct ImageEvent {
            pub r#type: &'static str,
            pub reason: &'static str,
            pub message: String,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum WaitingReason {
            ErrImagePull,
            ImagePullBackOff,
            ErrImageNeverPull,
            InvalidImageName,
            ImageInspectError,
            RegistryUnavailable,
            SignatureValidationFailed,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Access {
            NotAsked,
            Allowed,
        }
        pub fn pulling(image: &str) -> ImageEvent {}
        pub fn pulled(
            release: Release,
            image: &str,
            pull_ms: f64,
            total_ms: f64,
            image_bytes: f64,
        ) -> ImageEvent {}
        pub fn already_present(image: &str, access: Access) -> ImageEvent {}
        pub fn failed_to_pull(image: &str, error: &str) -> ImageEvent {}
        pub fn back_off(image: &str) -> ImageEvent {}
        pub fn never_pull(image: &str) -> ImageEvent {}
        pub fn invalid_image_name(
            release: Release,
            image: &str,
            error: &str,
        ) -> ImageEvent {}
        pub fn inspect_failed(release: Release, image: &str, error: &str) -> ImageEvent {}
        pub fn container_error(reason: WaitingReason) -> ImageEvent {}
    }
    pub mod go {
        pub fn duration(ms: f64) -> String {}
        pub fn whole_duration(ms: f64) -> String {}
        pub fn quote(text: &str) -> String {}
        pub fn json_quote(text: &str) -> String {}
    }
    pub mod limiter {
        pub const QPS_EXCEEDED: &str = "pull QPS exceeded";
        #[derive(Clone, Debug)]
        pub struct TokenBucket {}
    }
    pub mod outcomes {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum Situation {
            Absent,
            Present,
            TagMoved,
            RegistryDown,
            NoCredentials,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum Moved {
            Nothing,
            NoLayer,
            NewLayers,
            AllLayers,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum Runs {
            Nothing,
            TheImage,
            TheOldImage,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Outcome {
            pub situation: Situation,
            pub policy: PullPolicy,
            pub attempt: Attempt,
            pub moved: Moved,
            pub runs: Runs,
        }
        pub fn outcomes(image: &str, release: Release) -> Vec<Outcome> {}
    }
    pub mod pull_error {
        pub fn waiting_for(
            release: Release,
            image: &str,
            error: &str,
        ) -> (WaitingReason, String) {}
        #[derive(Clone, Copy, Debug)]
        pub struct Wording {
            pub release: Release,
            pub has_transfer_service: bool,
        }
        pub fn manifest_url(name: &Normalized<'_>) -> String {}
        pub fn manifest_url_by_digest(name: &Normalized<'_>) -> String {}
    }
    pub mod resync {
        pub const PERIOD_MS: f64 = 10_000.0;
        pub const MAX_JITTER_MS: f64 = 5_000.0;
        pub const POLL_MS: f64 = 1_000.0;
        pub fn next_sync_ms(ended_ms: f64, draw: f64) -> f64 {}
        pub fn latest_next_sync_ms(ended_ms: f64) -> f64 {}
        pub fn syncs_within(ms: f64) -> f64 {}
        #[derive(Clone, Debug)]
        pub struct Jitter {}
    }
    pub mod second_pod {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Arrival {
            WithSecretOfAnotherPod,
            ForEveryPod,
            Preloaded,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Brings {
            Nothing,
            TheSameSecret,
            AcceptedSecret,
            RefusedSecret,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Guard {
            Nothing,
            VerifyPulled,
            VerifyAll,
            AlwaysPullImages,
        }
        pub fn second_pod(
            image: &str,
            release: Release,
            arrival: Arrival,
            brings: Brings,
            guard: Guard,
        ) -> Attempt {}
    }
    pub mod timeline {
        pub use report::*;
        #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
        pub struct BackOffRequest {
            pub image: Option<String>,
            pub pod_uid: Option<String>,
            pub seed: Option<f64>,
            pub until_ms: f64,
            pub pull_ms: Option<f64>,
            pub fixed_at_ms: Option<f64>,
            pub shared_by: Option<f64>,
            pub kubernetes: Option<String>,
        }
        pub fn back_off_timeline(request: &BackOffRequest) -> BackOffReport {}
    }
}
pub mod platform {
    pub fn variant_of_machine(machine: &str) -> Option<&'static str> {}
    #[derive(Clone, Debug)]
    pub struct Matcher {}
    #[derive(Clone, Debug)]
    pub struct NodeMatcher {}
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct MatchReport {
        pub vector: Vec<String>,
        pub order: Vec<String>,
        pub matches: Vec<String>,
        pub strict_matches: Vec<String>,
        pub why: Vec<Reason>,
        pub diagnostics: Vec<Diagnostic>,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct PlatformReport {
        pub valid: bool,
        pub parsed: Option<Platform>,
        pub normalized: Option<Platform>,
        pub format: Option<String>,
        pub format_all: Option<String>,
        pub normalized_format_all: Option<String>,
        pub diagnostics: Vec<Diagnostic>,
    }
    pub fn match_platforms(host: &str, candidates: &[String]) -> MatchReport {}
    pub fn parse_platform(input: &str, host: &str) -> PlatformReport {}
    pub fn runs_build(node: u16, entry: u16) -> bool {}
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
    pub struct Platform {
        pub os: String,
        pub architecture: String,
        pub variant: String,
        pub os_version: String,
        pub os_features: Vec<String>,
    }
}
pub mod policy {
    pub mod admission {
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        pub struct AdmissionRequest {
            pub operation: Operation,
            pub always_pull_images: bool,
            pub pod: PodImages,
            pub old_pod: Option<PodImages>,
            pub resource: Option<String>,
            pub subresource: Option<String>,
            pub kind: Option<String>,
            pub kubernetes: Option<String>,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        pub enum Operation {
            Create,
            Update,
        }
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct PodImages {
            pub init_containers: Vec<ContainerImage>,
            pub containers: Vec<ContainerImage>,
            pub ephemeral_containers: Vec<ContainerImage>,
            pub volumes: Vec<ImageVolume>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct ContainerImage {
            pub name: String,
            pub image: String,
            pub image_pull_policy: Option<String>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct ImageVolume {
            pub name: String,
            pub reference: String,
            pub pull_policy: Option<String>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct AdmissionReport {
            pub pod: PodImages,
            pub changes: Vec<PolicyChange>,
            pub allowed: bool,
            pub diagnostics: Vec<Diagnostic>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct PolicyChange {
            pub path: String,
            pub from: Option<String>,
            pub to: String,
            pub why: Vec<Reason>,
        }
        pub fn admit_pod(request: &AdmissionRequest) -> AdmissionReport {}
    }
    pub mod life {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Step {
            Created,
            Edited,
            CreatedAgain,
        }
        #[derive(Clone, Debug, PartialEq)]
        pub struct Stage {
            pub step: Step,
            pub image: String,
            pub policy: String,
            pub why: Vec<Reason>,
            pub diagnostics: Vec<Diagnostic>,
        }
        pub fn life_of_policy(
            created: &str,
            edited: &str,
            always_pull_images: bool,
        ) -> [Stage; 3] {}
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum PullPolicy {
        Always,
        IfNotPresent,
        Never,
    }
    pub fn default_pull_policy(image: &str) -> PullPolicy {}
    pub fn default_pull_policy_in(image: &str, release: Release) -> PullPolicy {}
    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub struct PolicyReport {
        pub policy: PullPolicy,
        pub effective_tag: Option<String>,
        pub why: Vec<Reason>,
        pub diagnostics: Vec<Diagnostic>,
    }
    pub fn explain_default_pull_policy(image: &str) -> PolicyReport {}
    pub fn explain_default_pull_policy_in(
        image: &str,
        release: Release,
    ) -> PolicyReport {}
}
pub mod recognize {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    pub enum Kind {
        ImageName,
        ImageNames,
        Command,
        LoginCommand,
        Dockerfile,
        Compose,
        Describe,
        Events,
        PodStatus,
        Log,
        PullError,
        RegistryError,
        Manifest,
        HelmTemplate,
        HelmValues,
        Kustomization,
        KubeletConfig,
        CredentialProviderConfig,
        DockerConfig,
        Secret,
        ImageIndex,
        ImageManifest,
        ImageConfig,
        ImageInspection,
        ImageList,
        PullOutput,
        Digest,
        HostsToml,
        RegistriesConf,
        RegistriesYaml,
        Scenario,
        Unknown,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    pub enum View {
        Name,
        Pulls,
        BackOff,
        Manifest,
        Platforms,
        Credentials,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
    pub enum Confidence {
        Guess,
        Likely,
        Certain,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct Recognition {
        pub kind: Kind,
        pub view: Option<View>,
        pub confidence: Confidence,
        pub found: Option<Found>,
        pub images: Vec<String>,
        pub why: Vec<Reason>,
        pub diagnostics: Vec<Diagnostic>,
    }
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct Found {
        pub text: String,
        pub span: Span,
    }
    pub fn recognize(text: &str) -> Recognition {}
}
pub mod registry {
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Challenge {
        Basic,
        Bearer { realm: String, service: Option<String> },
    }
    pub fn host_of(address: &str) -> Option<&str> {}
    pub fn token_of(answer: &[u8]) -> Result<String, Failure> {}
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Failure {
        Forbidden,
        Offline,
        Idle(u32),
        Slow(u32),
        Large(u32),
        Unauthorized,
        Denied,
        Realm(Option<String>),
        NoToken,
        Missing,
        NoRepository,
        NoReference,
        TooOften(Option<u32>),
        Status(u16),
        MediaType(String),
        NoText,
        Corrupted { expected: String, actual: String },
    }
    pub fn seconds_to_wait<'h>(
        header: impl Fn(&str) -> Option<&'h str>,
        now: u64,
    ) -> Option<u32> {}
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnError {
        pub code: String,
        pub message: String,
    }
    pub fn own_errors(body: &[u8], secrets: &[&str]) -> Vec<OwnError> {}
    pub const ACCEPTED: &str = "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Target {
        pub scheme: &'static str,
        pub host: String,
        pub repository: String,
        pub reference: String,
    }
    pub fn is_document(content_type: &str) -> bool {}
    pub fn media_type(content_type: &str) -> &str {}
}
pub mod releases {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub struct Release {}
    pub const FEATURE_GATES: [&str; 5] = _;
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UnknownRelease {
        pub text: String,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Change {
        PullErrorsHaveReasons,
        NamesAreReadByReference05,
        NamesAreReadByReference06,
        UnknownCodeIsDropped,
        InvalidNamesAreNames,
        DurationsAreCut,
        ImageSizeInPulledEvent,
        RuntimeClassInImageCriApiExists,
        ImageVolumesExist,
        AlwaysPullsWithoutInspecting,
        BackOffStatusNamesLastError,
        ImageAccessCanBeVerified,
        ServiceAccountsAreRemembered,
        PresentImageAccessIsVerified,
        ImageVolumesAreBeta,
        ImageVolumesAreOn,
        ImageVolumesAreStable,
        AllowlistIsComparedAsWritten,
        CrioShortNamesAreEnforced,
        EcrIsNotBuiltIn,
        CloudCredentialProvidersAreOff,
        AcrIsNotBuiltIn,
        GcrIsNotBuiltIn,
        CloudCredentialProvidersGateIsGone,
        ImageMaximumGcAgeExists,
        ImageMaximumGcAgeIsOn,
        ImageMaximumGcAgeIsStable,
        CrashLoopBackOffMaxExists,
        CrashLoopBackOffMaxIsOn,
        GatesAreSetWhileDefaulting,
        MissingPullSecretsAreReported,
        MissingPullSecretsAreReportedAfterFailure,
        CredentialProviderConfigIsStrict,
        MalformedSecretsStopEveryStart,
        MalformedSecretsSparePresentImages,
        MalformedSecretsCountWhereNeeded,
        ProvidersHaveTheirOwnKeyring,
        BracesMayBeYaml,
        NamedTextsAreShownAsJson,
        EmbeddedStructsAreNamed,
        ProviderNamesAreValidated,
        ProviderNamesAreUniqueAcrossFiles,
        ProviderWordsAreShort,
        ProviderConfigPathsAreQuoted,
        ServiceAccountTokensForProvidersExist,
        ServiceAccountTokensForProvidersAreOn,
        ProviderCacheTypeIsRequired,
        ManyParallelPullsAreLocked,
        EmptyImageVolumesAreRefusedInTemplates,
        ImageVolumesAwaitAContainer,
    }
}
pub mod request {
    pub mod work {
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Work {
            pub steps: f64,
            pub memory_bytes: f64,
            pub answer_bytes: f64,
        }
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Bounds();
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WrongShape();
    #[derive(Clone, Debug, PartialEq)]
    pub struct ParsedRequest<T> {
        pub request: T,
        pub unknown: Vec<Diagnostic>,
        pub language: Option<Language>,
    }
    pub trait Refused {
        /// The empty answer.
        fn refused(diagnostics: Vec<Diagnostic>) -> Self;
    }
    pub fn release(name: Option<&str>) -> Result<Release, Vec<Diagnostic>> {}
    pub fn containerd(name: Option<&str>) -> Result<ContainerdRelease, Vec<Diagnostic>> {}
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Keys {
        Shown,
        Hidden,
    }
    pub fn read<T: DeserializeOwned>(
        argument: &str,
        json: &str,
        keys: Keys,
    ) -> Result<ParsedRequest<T>, WrongShape> {}
}
pub mod shareable {
    pub fn may_share_document(text: &str) -> bool {}
    pub fn may_share_scenario(scenario: &Scenario) -> bool {}
    pub fn may_share_images(names: &str) -> bool {}
    pub fn may_share_image(name: &str) -> bool {}
    pub fn may_share_name(name: &str) -> bool {}
    pub fn may_share_registry(key: &str) -> bool {}
}
pub mod simulate {
    pub mod analysis {
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Bottleneck {
            pub kind: BottleneckKind,
            pub node: String,
            pub part: f64,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum BottleneckKind {
            Network,
            Registry,
            Connections,
            Downloads,
            Unpacking,
            RoundTrips,
            NoPull,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Serialize)]
        pub struct Change {
            pub serial_ms: f64,
            pub parallel_ms: f64,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub enum Comparison {
            NothingPulled,
            NothingWaits { one_pod_at_a_time: bool },
            Changes {
                start: Option<Start>,
                end: Change,
                bottleneck: Option<Bottleneck>,
                failures: Option<Failures>,
                slot_wait: Option<SlotWait>,
            },
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum Direction {
            Same,
            Sooner,
            Later,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Failures {
            pub serial: u32,
            pub parallel: u32,
            pub error: String,
            pub is_only_error: bool,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Serialize)]
        pub enum Start {
            Both(Change),
            OnlySerial(f64),
            OnlyParallel(f64),
        }
        pub fn compare(serial: &Facts, parallel: &Facts) -> Comparison {}
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Doing<'a> {
            pub pull: &'a Pull,
            pub span: &'a PhaseSpan,
            pub layer: Option<usize>,
        }
        pub fn changes(trace: &Trace) -> Vec<f64> {}
        pub fn doing_at(trace: &Trace, at_ms: f64) -> Vec<Doing<'_>> {}
        pub fn doing_of<'a>(
            trace: &'a Trace,
            [node,
            pod,
            container,
            ]: [&str; 3],
            at_ms: f64,
        ) -> Option<Doing<'a>> {}
        pub fn containers(scenario: &Scenario) -> f64 {}
        pub fn first_places(scenario: &Scenario) -> Vec<usize> {}
        pub fn node_of<'a>(scenario: &'a Scenario, name: &str) -> Option<&'a Node> {}
        pub fn nodes(scenario: &Scenario) -> f64 {}
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Facts {
            pub refusals: Vec<String>,
            pub end_ms: f64,
            pub makespan_ms: f64,
            pub pulls_started: u32,
            pub pulls_failed: u32,
            pub peak_pulls: u32,
            pub longest_queue_ms: Option<f64>,
            pub bytes_downloaded: f64,
            pub bytes_saved: f64,
            pub pods: usize,
            pub never_ready: usize,
            pub half_ready_ms: Option<f64>,
            pub all_ready_ms: Option<f64>,
            pub waiting: Option<Waiting>,
            pub pods_pull_repeatedly: bool,
            pub longest_slot_ms: f64,
            pub registry_peak: f64,
            pub bottleneck: Option<Bottleneck>,
            pub first_failure: Option<FirstFailure>,
            pub slot_wait: Option<SlotWait>,
            pub limiter: Option<Limiter>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct FirstFailure {
            pub error: String,
            pub is_only_error: bool,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Limiter {
            pub qps: f64,
            pub burst: f64,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct SlotWait {
            pub pod: String,
            pub wait_ms: f64,
            pub slots: Option<f64>,
            pub is_per_node: bool,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Waiting {
            pub pod: String,
            pub reason: String,
        }
        pub fn end_ms(trace: &Trace) -> f64 {}
        pub const DEFAULT_PARALLEL_PULLS: f64 = 2.0;
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Lane {
            Serial,
            Parallel,
            Unlimited,
        }
        pub fn parallel_pulls(scenario: &Scenario) -> f64 {}
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Moment {
            pub events: usize,
            pub queued: usize,
            pub active: usize,
            pub failed: usize,
            pub started: usize,
        }
        pub fn state_at(trace: &Trace, at_ms: f64) -> Moment {}
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Longest {
            pub phase: Phase,
            pub time_ms: f64,
            pub waits_for: Option<String>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Prediction {
            pub pod: String,
            pub ready_ms: f64,
            pub longest: Option<Longest>,
        }
        pub fn prediction(trace: &Trace) -> Option<Prediction> {}
        pub fn has_many_nodes(scenario: &Scenario) -> bool {}
        pub fn lacks_registry_limit(scenario: &Scenario) -> bool {}
        #[derive(Debug, Deserialize)]
        pub struct RunInput {}
        pub fn sum(lists: &[Vec<(f64, f64)>]) -> Vec<(f64, f64)> {}
        pub fn refusing_kubelet<'a>(
            scenario: &Scenario,
            trace: &'a Trace,
        ) -> Option<(&'a str, DefaultedPullSettings)> {}
        pub fn tokens(
            scenario: &Scenario,
            trace: &Trace,
            end_ms: f64,
        ) -> Option<Vec<(f64, f64)>> {}
        #[derive(Debug)]
        pub struct Run<'a> {}
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Analysis {
            pub bottleneck: Option<Bottleneck>,
            pub comparison: Option<Comparison>,
            pub facts: Facts,
        }
        pub fn analyze(runs: &[Run<'_>], scenario: Option<&Scenario>) -> Vec<Analysis> {}
    }
    pub mod scenario {
        pub use crate::kubelet::config::PullSettings as Kubelet;
        pub mod defaults {
            pub const LATENCY_MS: f64 = 50.0;
            pub const UNPACKED_RATIO: f64 = 2.5;
            pub const BANDWIDTH: f64 = 125e6;
            pub const UNPACK_RATE: f64 = 200e6;
            pub const CORES: f64 = 4.0;
            pub const MAX_CONCURRENT_DOWNLOADS: f64 = 3.0;
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Scenario {
            pub kubernetes: Option<String>,
            pub seed: Option<f64>,
            pub until_ms: Option<f64>,
            pub registry: Option<Registry>,
            pub images: BTreeMap<String, Image>,
            pub nodes: Vec<Node>,
            pub pods: Vec<Pod>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Registry {
            pub latency_ms: Option<f64>,
            pub bandwidth: Option<f64>,
            pub per_connection: Option<f64>,
            pub auth: Option<String>,
            pub redirects: Option<bool>,
            pub faults: Option<Vec<Fault>>,
            pub rate_limit: Option<RateLimit>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Fault {
            pub image: Option<String>,
            pub node: Option<String>,
            pub from_ms: Option<f64>,
            pub until_ms: Option<f64>,
            pub error: String,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct RateLimit {
            pub pulls: f64,
            pub per_ms: f64,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Image {
            pub index: Option<bool>,
            pub layers: Vec<Layer>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Layer {
            pub digest: Option<String>,
            pub bytes: f64,
            pub unpacked_bytes: Option<f64>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Node {
            pub name: String,
            pub count: Option<f64>,
            pub kubelet: Option<Kubelet>,
            pub runtime: Option<Runtime>,
            pub bandwidth: Option<f64>,
            pub unpack_rate: Option<f64>,
            pub cores: Option<f64>,
            pub present: Option<Vec<String>>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Runtime {
            pub containerd: Option<String>,
            pub max_concurrent_downloads: Option<f64>,
            pub download_limit: Option<String>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Pod {
            pub name: String,
            pub node: Option<String>,
            pub replicas: Option<f64>,
            pub created_at_ms: Option<f64>,
            pub every_node: Option<bool>,
            pub image_volumes: Option<Vec<Container>>,
            pub init_containers: Option<Vec<Container>>,
            pub containers: Vec<Container>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Container {
            pub name: String,
            pub image: String,
            pub image_pull_policy: Option<String>,
            pub run_ms: Option<f64>,
            pub mounts: Option<Vec<String>>,
        }
    }
    pub mod sweep {
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Over {
            MaxParallelImagePulls,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct SweepOptions {
            pub over: Over,
            pub values: Option<Vec<f64>>,
            pub containerd: Option<Vec<String>>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct SweepPoint {
            pub value: f64,
            pub containerd: String,
            pub median_ready_ms: Option<f64>,
            pub p95_ready_ms: Option<f64>,
            pub last_ready_ms: Option<f64>,
            pub pods_ready: usize,
            pub bytes_downloaded: f64,
            pub peak_pulls: u32,
            pub pulls_failed: u32,
            pub knee: Option<Reason>,
            pub errors: Vec<TraceError>,
        }
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct Sweep {
            pub points: Vec<SweepPoint>,
        }
        pub fn scenario_at(
            scenario: &Scenario,
            value: f64,
            containerd: &str,
        ) -> Option<Scenario> {}
        pub fn is_at(scenario: &Scenario, value: f64, containerd: &str) -> bool {}
        pub fn sweep(
            scenario: &Scenario,
            options: &SweepOptions,
            bounds: &Bounds,
            mut watch: impl FnMut(Progress),
        ) -> Sweep {}
    }
    pub mod trace {
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct Trace {
            pub errors: Vec<TraceError>,
            pub pulls: Vec<Pull>,
            pub events: Vec<Event>,
            pub containers: Vec<ContainerStates>,
            pub pods: Vec<PodTimes>,
            pub nodes: Vec<NodeSteps>,
            pub summary: Summary,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct TraceError {
            pub diagnostic: Diagnostic,
            pub node: Option<Arc<str>>,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Outcome {
            Pulled,
            UpToDate,
            Failed,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Pull {
            pub node: Arc<str>,
            pub pod: Arc<str>,
            pub container: Arc<str>,
            pub image: Arc<str>,
            pub attempt: u32,
            pub requested_ms: f64,
            pub started_ms: Option<f64>,
            pub finished_ms: Option<f64>,
            pub outcome: Option<Outcome>,
            pub error: Option<String>,
            pub refused_requests: u32,
            pub bytes_downloaded: f64,
            pub phases: Vec<PhaseSpan>,
            pub layers: Vec<LayerRow>,
        }
        #[derive(
            Clone,
            Copy,
            Debug,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            Serialize,
            Deserialize
        )]
        pub enum Phase {
            Queued,
            TimingOut,
            Token,
            Resolving,
            WaitingForSlot,
            ReadingDocuments,
            WaitingForDocument,
            DownloadingAndUnpacking,
            Downloading,
            Unpacking,
            WaitingForLayer,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct PhaseSpan {
            pub phase: Phase,
            pub start_ms: f64,
            pub end_ms: f64,
            pub waits_for: Option<Box<WaitsFor>>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct WaitsFor {
            pub node: Arc<str>,
            pub pod: Arc<str>,
            pub container: Arc<str>,
            pub image: Arc<str>,
            pub layer: Option<Arc<str>>,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Source {
            Registry,
            Node,
            Shared,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct LayerRow {
            pub digest: Option<Arc<str>>,
            pub bytes: f64,
            pub source: Option<Source>,
            pub download_start_ms: Option<f64>,
            pub download_end_ms: Option<f64>,
            pub unpack_start_ms: Option<f64>,
            pub unpack_end_ms: Option<f64>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct Event {
            pub at_ms: f64,
            pub node: Arc<str>,
            pub pod: Arc<str>,
            pub container: Arc<str>,
            pub r#type: &'static str,
            pub reason: &'static str,
            pub message: String,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum State {
            Waiting,
            Running,
            Terminated,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct StateSpan {
            pub from_ms: f64,
            pub to_ms: Option<f64>,
            pub state: State,
            pub reason: Option<&'static str>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct ContainerStates {
            pub node: Arc<str>,
            pub pod: Arc<str>,
            pub container: Arc<str>,
            pub states: Vec<StateSpan>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct PodTimes {
            pub node: Arc<str>,
            pub pod: Arc<str>,
            pub created_ms: Option<f64>,
            pub initialized_ms: Option<f64>,
            pub started_ms: Option<f64>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct NodeSteps {
            pub node: Arc<str>,
            pub active_pulls: Vec<(f64, u32)>,
            pub queued_pulls: Vec<(f64, u32)>,
            pub throughput: Vec<(f64, f64)>,
        }
        #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Percentiles {
            pub p50: Option<f64>,
            pub p95: Option<f64>,
            pub max: Option<f64>,
        }
        #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct Summary {
            pub makespan_ms: f64,
            pub pod_start_ms: Percentiles,
            pub pull_queue_ms: Percentiles,
            pub bytes_downloaded: f64,
            pub bytes_saved_by_sharing: f64,
            pub peak_pulls: u32,
            pub pulls_started: u32,
            pub pulls_failed: u32,
        }
    }
    pub use crate::request::work::Bounds;
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Detail {
        Full,
        Pulls,
        Summary,
    }
    pub fn simulate_pulls(scenario: &Scenario, detail: Detail) -> Trace {}
    pub fn simulate_pulls_within(
        scenario: &Scenario,
        detail: Detail,
        most_steps: usize,
    ) -> Trace {}
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Progress {
        pub started: usize,
        pub pods: usize,
        pub at_ms: f64,
    }
    pub fn simulate_pulls_watched(
        scenario: &Scenario,
        detail: Detail,
        most_steps: usize,
        watch: impl FnMut(Progress),
    ) -> Trace {}
    pub fn simulate_pulls_bounded(
        scenario: &Scenario,
        detail: Detail,
        bounds: &Bounds,
        watch: impl FnMut(Progress),
    ) -> Trace {}
}
pub mod utf16 {
    #[must_use]
    pub fn image_report(mut report: ImageReport) -> ImageReport {}
    #[must_use]
    pub fn policy_report(image: &str, mut report: PolicyReport) -> PolicyReport {}
    #[must_use]
    pub fn manifest_report(text: &str, mut report: ManifestReport) -> ManifestReport {}
    #[must_use]
    pub fn pin_report(text: &str, mut report: PinReport) -> PinReport {}
    #[must_use]
    pub fn index_report(document: &str, mut report: IndexReport) -> IndexReport {}
    #[must_use]
    pub fn events_report(text: &str, mut report: EventsReport) -> EventsReport {}
    pub fn span(text: &str, span: Span) -> Span {}
    pub fn diagnostics(text: &str, diagnostics: &mut [Diagnostic]) {}
    pub struct Units<'a> {}
}
pub mod why {
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    pub struct Reason {
        pub rule: &'static str,
        pub text: Message,
        pub source: &'static str,
    }
}
pub mod words {
    pub use imageref::filled_in;
    pub trait IntoParts {
        /// It as parts.
        fn into_parts(self) -> Parts;
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Part {
        Text(String),
        Code(String),
        Strong(Parts),
        Verbatim(String),
    }
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Parts();
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum Language {
        English,
        Korean,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Translations();
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct MessageId {}
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Message();
    pub fn serialized_in<T>(
        translations: Translations,
        serialize: impl FnOnce() -> T,
    ) -> T {}
    pub fn serialized_whole<T>(serialize: impl FnOnce() -> T) -> T {}
}
pub mod workload {
    pub mod beside {
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct ManifestFile {
            pub path: String,
            pub text: String,
        }
        pub fn inspect_files(
            files: &[ManifestFile],
            options: &ManifestOptions,
        ) -> Vec<ManifestReport> {}
        pub fn lies_beside(path: &str) -> bool {}
        pub fn apply_files(files: &[ManifestFile], report: &mut ManifestReport) {}
    }
    pub mod edits {
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Edit {
            pub span: Span,
            pub text: String,
        }
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct EditFix {
            pub title: Message,
            pub edits: Vec<Edit>,
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum EditError {
            Overlap { first: Span, second: Span },
            Outside { span: Span },
        }
        pub fn in_order<'e>(
            text: &str,
            edits: impl IntoIterator<Item = &'e Edit>,
        ) -> Result<Vec<&'e Edit>, EditError> {}
        pub fn apply<'e>(
            text: &str,
            edits: impl IntoIterator<Item = &'e Edit>,
        ) -> Result<String, EditError> {}
    }
    pub mod hunks {
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct Hunk {
            pub old_line: usize,
            pub new_line: usize,
            pub lines: Vec<HunkLine>,
        }
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct HunkLine {
            pub kind: LineKind,
            pub text: String,
            pub is_unended: bool,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum LineKind {
            Kept,
            Removed,
            Added,
        }
        pub fn hunks(text: &str, edits: &[Edit]) -> Result<Vec<Hunk>, EditError> {}
        pub fn unified_diff(
            text: &str,
            edits: &[Edit],
            name: &str,
        ) -> Result<String, EditError> {}
    }
    pub mod pins {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Digests();
        pub fn read_digests(text: &str) -> Digests {}
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct PinReport {
            pub fix: Option<EditFix>,
            pub images: Vec<PinnedImage>,
            pub commands: Vec<String>,
            pub diagnostics: Vec<Diagnostic>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct PinnedImage {
            pub path: String,
            pub image: String,
            pub outcome: PinOutcome,
            pub pinned: Option<String>,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum PinOutcome {
            Pinned,
            HasDigest,
            HasOtherDigest,
            Unknown,
            NoName,
            NoRoom,
        }
        pub fn pin_images(report: &ManifestReport, digests: &Digests) -> PinReport {}
    }
    pub mod report {
        pub use super::template::TemplateLanguage;
        pub type Finding = Diagnostic<EditFix>;
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct ManifestReport {
            pub images: Vec<ImageUse>,
            pub documents: Vec<ManifestDocument>,
            pub workloads: Vec<Workload>,
            pub service_accounts: Vec<ServiceAccount>,
            pub secrets: Vec<Secret>,
            pub template: Option<TemplateLanguage>,
            pub diagnostics: Vec<Finding>,
            pub completions: Vec<Completion>,
            pub defaulted_yaml: String,
            pub pods: Scenario,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct ManifestDocument {
            pub api_version: Option<String>,
            pub kind: Option<String>,
            pub name: Option<String>,
            pub namespace: Option<String>,
            pub span: Span,
            pub images: usize,
            pub read: DocumentRead,
        }
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum DocumentRead {
            Images,
            NoImages,
            NotLookedAt,
        }
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Placed {
            pub text: String,
            pub span: Span,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Workload {
            pub document: usize,
            pub api_version: Option<String>,
            pub kind: Option<String>,
            pub name: Option<String>,
            pub namespace: Option<String>,
            pub path: String,
            pub span: Span,
            pub is_pod: bool,
            pub pods: PodCount,
            pub image_pull_secrets: Vec<Placed>,
            pub service_account_name: Option<Placed>,
            pub runtime_class_name: Option<Placed>,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        pub enum PodCount {
            Replicas(u32),
            EveryNode,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Role {
            Init,
            Sidecar,
            Container,
            Ephemeral,
            Volume,
            Reference,
        }
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum DefaultBy {
            ApiServer,
            ApiServerLater,
            Digest,
            Operator,
            Nobody,
            Unknown,
        }
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum FoundBy {
            Kind,
            Shape,
        }
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum ValueType {
            Missing,
            Null,
            Bool,
            Number,
            Text,
            Nested,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct ImageUse {
            pub workload: usize,
            pub path: String,
            pub kind: Option<String>,
            pub name: Option<String>,
            pub namespace: Option<String>,
            pub container: Option<String>,
            pub role: Role,
            pub image: Arc<ImageReport>,
            pub image_type: ValueType,
            pub image_span: Option<Span>,
            pub found_by: FoundBy,
            pub is_template: bool,
            pub rendered: Option<String>,
            pub policy: Option<PullPolicy>,
            pub pod_policy: Option<PullPolicy>,
            pub default_by: DefaultBy,
            pub policy_written: Option<String>,
            pub policy_span: Option<Span>,
            pub why: Arc<[Reason]>,
            pub findings: Vec<Finding>,
        }
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct ServiceAccount {
            pub name: Placed,
            pub namespace: Option<String>,
            pub image_pull_secrets: Vec<Placed>,
        }
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Secret {
            pub name: Placed,
            pub namespace: Option<String>,
            pub secret_type: Option<Placed>,
            pub registries: Option<Vec<String>>,
        }
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct Completion {
            pub path: String,
            pub document: usize,
            pub edit: Edit,
            pub why: Arc<[Reason]>,
        }
    }
    pub mod safe_fixes {
        #[derive(Clone, Debug)]
        pub struct Repairs<'a> {
            pub code: &'a str,
            pub fixes: Vec<&'a [Edit]>,
        }
        pub fn safe_fixes(said: &[Repairs<'_>]) -> Vec<usize> {}
    }
    pub mod sarif {
        #[derive(Clone, Debug, Serialize)]
        pub struct Log {}
        pub fn log(
            text: &str,
            report: &ManifestReport,
            path: &str,
            translations: Translations,
        ) -> Log {}
        pub fn refused(
            diagnostics: &[Diagnostic],
            path: &str,
            translations: Translations,
        ) -> Log {}
    }
    pub mod scenario {
        pub const ASSUMED_BYTES: f64 = 100e6;
    }
    pub const MASK: &str = "***";
    pub fn without_secrets(text: &str) -> String {}
    pub use report::ManifestReport;
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ManifestOptions {
        pub release: Release,
        pub always_pull_images: bool,
        pub runtime: ContainerRuntime,
    }
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum ContainerRuntime {
        Containerd,
        CriO,
    }
    pub fn inspect_manifest(text: &str, options: &ManifestOptions) -> ManifestReport {}
    #[derive(Debug, Default)]
    pub struct Inspector {}
}
impl Access {
    pub fn by_default(release: Release) -> Self {}
}
impl Action {
    pub const ALL: [Self; 4] = _;
    pub const fn title(self) -> MessageId {}
    pub const fn effect(self) -> MessageId {}
}
impl AdmissionRequest {
    pub fn to_create(pod: PodImages, always_pull_images: bool) -> Self {}
}
impl Agreement {
    pub const fn fits(self) -> bool {}
}
impl BackOff {
    pub fn until_ms(&self) -> f64 {}
}
impl BackOffLimits {
    pub fn after_failure(&self, previous: Option<BackOff>, now_ms: f64) -> BackOff {}
    pub fn doubled_ms(&self, duration_ms: f64) -> f64 {}
    pub fn is_in_back_off(&self, entry: Option<BackOff>, now_ms: f64) -> bool {}
    pub fn until_ms(&self, entry: BackOff) -> f64 {}
    pub fn forgotten_after_ms(&self) -> f64 {}
}
impl Bounds {
    pub const CALL: Self = _;
    pub const WORKER: Self = _;
}
impl Bounds {
    pub fn new(plan: &Plan, limits: BackOffLimits) -> Self {}
    pub fn after_fix(&self, attempts: &[PullAttempt], plan: &Plan) -> Option<AfterFix> {}
}
impl Challenge {
    pub fn read(header: &str) -> Option<Self> {}
    pub fn token_url(&self, repository: &str) -> Result<Option<String>, Failure> {}
}
impl Change {
    pub fn direction(self) -> Direction {}
}
impl Cloud {
    pub fn from_host(host: &str) -> Option<Self> {}
    pub const fn name(self) -> &'static str {}
    pub fn built_in(self, release: Release) -> BuiltIn {}
    pub const fn gone_since(self) -> &'static str {}
    pub fn words(self, release: Release) -> Message {}
}
impl ContainerdRelease {
    pub const ALL: [Self; 5] = _;
    pub const NEWEST: Self = _;
    pub const fn as_str(self) -> &'static str {}
    pub fn has(self, change: ContainerdChange) -> bool {}
    pub fn requests_of_attempt(self, status: u16) -> u32 {}
}
impl CredentialsReport {
    pub fn beside_candidates(&self) -> impl Iterator<Item = &Diagnostic> {}
}
impl Default for ContainerdRelease {}
impl Default for ManifestOptions {}
impl Default for Moment {}
impl DefaultedPullSettings {
    pub fn contradiction(&self) -> Option<Refusal> {}
    pub fn refusals(&self) -> Vec<Refusal> {}
    pub fn pulls_at_once(&self) -> Option<f64> {}
}
impl Diagnostic {
    #[must_use]
    pub fn fix(self, title: impl Into<Message>, replacement: impl Into<String>) -> Self {}
}
impl Digests {
    pub fn digest_of(&self, image: &str) -> Option<&str> {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
    pub fn add(&mut self, image: &str, digest: &str) {}
}
impl Display for Message {}
impl Edit {
    pub fn insertion(at: usize, text: impl Into<String>) -> Self {}
    pub fn replacement(span: Span, text: impl Into<String>) -> Self {}
}
impl EditError {
    pub fn words(&self) -> Message {}
}
impl EditFix {
    pub fn new(title: impl Into<Message>, edit: Edit) -> Self {}
}
impl Entry {
    pub fn new(key: &str, username: Option<&str>) -> Self {}
    pub fn key(&self) -> &str {}
    pub fn username(&self) -> Option<&str> {}
}
impl Facts {
    pub fn new(run: &Run<'_>, scenario: Option<&Scenario>) -> Self {}
}
impl Failure {
    pub fn from_status(
        status: u16,
        is_known: bool,
        wait: Option<u32>,
        said: &[OwnError],
    ) -> Option<Self> {}
    pub fn words(&self, host: &str) -> Message {}
    pub fn requests_of_node(&self, containerd: ContainerdRelease) -> Option<Message> {}
    pub fn help(&self, host: &str) -> Message {}
}
impl FoundCause {
    pub fn platform(&self) -> Option<&str> {}
}
impl From<&Parts> for Parts {}
impl From<&String> for Parts {}
impl From<&Summary> for SweepPoint {}
impl From<&str> for Parts {}
impl From<Diagnostic> for TraceError {}
impl From<MessageId> for Message {}
impl From<PullSecretFields> for PullSecret {}
impl From<String> for Parts {}
impl From<imageref::Span> for Span {}
impl FromStr for ContainerdRelease {}
impl FromStr for Release {}
impl Guard {
    pub const ALL: [Self; 4] = _;
    pub fn default_of(release: Release) -> Self {}
    pub fn is_in(self, release: Release) -> bool {}
}
impl Hashing {
    pub fn new(algorithm: Algorithm) -> Self {}
    pub fn update(&mut self, bytes: &[u8]) {}
    pub fn digest(self) -> String {}
}
impl ImageName {
    pub fn parse(image: &str) -> Result<Self, Error<'_>> {}
    pub fn parse_in(image: &str, release: Release) -> Result<Self, Error<'_>> {}
    pub fn new(reference: &Normalized<'_>) -> Self {}
}
impl ImageUse {
    pub fn has_image(&self) -> bool {}
    pub fn is_filled_in(&self) -> bool {}
    pub fn with_image(&self, image: &str) -> Option<Edit> {}
    pub fn with_policy(&self, policy: PullPolicy) -> Option<Edit> {}
    pub fn place(&self, in_image: Span) -> Option<Span> {}
}
impl Inspector {
    pub fn inspect(&mut self, text: &str, options: &ManifestOptions) -> ManifestReport {}
    pub fn inspect_watched(
        &mut self,
        text: &str,
        options: &ManifestOptions,
        watch: &mut dyn FnMut(usize),
    ) -> ManifestReport {}
}
impl IntoIterator for Parts {}
impl IntoParts for Parts {}
impl Jitter {
    pub fn new(seed: u64, node: &str, pod: &str) -> Self {}
    pub fn draw(&mut self) -> f64 {}
}
impl Kind {
    pub fn all() -> impl Iterator<Item = Self> {}
    pub fn view(self) -> Option<View> {}
    pub fn title(self) -> MessageId {}
}
impl Lane {
    pub const ALL: [Self; 3] = _;
    pub fn applied_to(self, scenario: &Scenario) -> Scenario {}
    pub fn from_kubelet(kubelet: Kubelet) -> Self {}
    pub fn configured(scenario: &Scenario) -> Self {}
    pub fn compared(scenario: &Scenario) -> Self {}
}
impl Language {
    pub const ALL: [Self; 2] = _;
    pub const fn code(self) -> &'static str {}
    pub const fn name(self) -> &'static str {}
    pub fn from_code(code: &str) -> Option<Self> {}
}
impl Malformed {
    pub fn words(&self) -> Message {}
}
impl Matcher {
    pub fn only(node: &Platform) -> Self {}
    pub fn only_strict(node: &Platform) -> Self {}
    pub fn only_os(node: &Platform) -> Self {}
    pub fn on_node(node: &Platform) -> Self {}
    pub fn for_client(node: &Platform, release: ContainerdRelease) -> Self {}
    pub fn list(&self) -> &[Platform] {}
    pub fn node(&self) -> &Platform {}
    pub fn matches(&self, platform: &Platform) -> bool {}
    pub fn cmp(&self, one: &Platform, other: &Platform) -> Ordering {}
    pub fn why(&self, platform: &Platform) -> Reason {}
    pub fn why_not(&self, platform: &Platform) -> Reason {}
}
impl Message {
    pub fn verbatim(words: impl Into<String>) -> Self {}
    pub fn is_untranslated(&self) -> bool {}
    pub fn parts(&self, translations: Translations) -> Parts {}
    pub fn without_values(&self, translations: Translations) -> String {}
    pub fn in_language(&self, language: Language) -> String {}
    pub fn translated(&self, translations: Translations) -> String {}
}
impl MessageId {
    pub const fn in_language(self, language: Language) -> &'static str {}
    pub const fn translated(self, translations: Translations) -> &'static str {}
}
impl Moment {
    pub fn at(ms: f64) -> Self {}
    pub fn ms(self) -> Option<f64> {}
    pub fn has_come(self) -> bool {}
}
impl NodeMatcher {
    pub fn new(node: &Platform, release: ContainerdRelease) -> Self {}
    pub fn release(&self) -> ContainerdRelease {}
    pub fn transfers(&self) -> bool {}
    pub fn is_wanted(&self, platform: &Platform) -> bool {}
    pub fn is_fetched(&self, platform: &Platform) -> bool {}
    pub fn matches(&self, platform: &Platform) -> bool {}
    pub fn cmp(&self, one: &Platform, other: &Platform) -> Ordering {}
    pub fn why(&self, platform: &Platform) -> Reason {}
}
impl OwnError {
    pub fn words(&self) -> String {}
}
impl PartKind {
    pub fn words(self) -> Message {}
}
impl Parts {
    pub fn new(tree: &Tree<'_>, mapping: NodeId, repository: &[&str]) -> Option<Self> {}
    pub fn image(&self, text: impl Fn(NodeId) -> Option<String>) -> String {}
}
impl Parts {
    pub fn text(text: impl Into<String>) -> Self {}
    pub fn code(code: impl Into<String>) -> Self {}
    pub fn verbatim(words: impl Into<String>) -> Self {}
    pub fn from_template(template: &str, values: &[(&str, Parts)]) -> Self {}
    pub fn push_text(&mut self, text: &str) {}
    pub fn push(&mut self, part: Part) {}
    pub fn push_sentence(&mut self, sentence: Self) {}
    pub fn split_sentence(self) -> (Self, Self) {}
    pub fn is_empty(&self) -> bool {}
    pub fn iter(&self) -> std::slice::Iter<'_, Part> {}
    pub fn without_marks(&self) -> String {}
    pub fn to_plain(&self) -> String {}
}
impl Pasted {
    pub fn remarks(&self, text: &str, release: Release) -> Vec<Diagnostic> {}
}
impl Pasted {
    pub fn said(&self) -> Vec<Diagnostic> {}
}
impl Pattern {
    pub fn new(entry: &str, release: Release) -> Result<Self, String> {}
    pub fn fits(&self, image: &str, release: Release) -> bool {}
}
impl Placed {
    pub fn node_named(&self, name: &str) -> Option<usize> {}
}
impl Platform {
    #[must_use]
    pub fn normalized(&self) -> Self {}
}
impl Platform {
    pub fn format(&self) -> String {}
    pub fn format_all(&self) -> String {}
}
impl Platform {
    pub fn new(os: &str, architecture: &str) -> Self {}
    pub fn parse(text: &str) -> Option<Self> {}
}
impl Pod {
    pub fn all_with_images(&self) -> impl Iterator<Item = &Container> {}
    pub fn all_with_images_mut(&mut self) -> impl Iterator<Item = &mut Container> {}
}
impl PodImages {
    pub fn from_image(image: &str, image_pull_policy: Option<&str>) -> Self {}
}
impl Pull {
    pub fn time_in(&self, phase: Phase) -> f64 {}
}
impl PullPolicy {
    pub const ALL: [Self; 3] = _;
    pub fn as_str(self) -> &'static str {}
    pub fn named(text: &str) -> Option<Self> {}
}
impl PullSecret {
    pub fn from_data<'a>(
        name: Option<String>,
        namespace: Option<String>,
        r#type: String,
        data: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {}
}
impl PullSettings {
    pub fn to_yaml(&self) -> String {}
    pub fn defaulted(&self) -> DefaultedPullSettings {}
}
impl Refused for AdmissionReport {}
impl Refused for CredentialsReport {}
impl Refused for EventsReport {}
impl Refused for ImageReport {}
impl Refused for IndexReport {}
impl Refused for KubeletConfigReport {}
impl Refused for ManifestReport {}
impl Refused for PinReport {}
impl Refused for ProviderConfigReport {}
impl Refused for Sweep {}
impl Refused for Trace {}
impl Release {
    pub const NEWEST: Self = _;
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {}
    pub fn library(self) -> Library {}
    pub fn has(self, change: Change) -> bool {}
}
impl Run<'_> {
    pub fn end_ms(&self) -> f64 {}
}
impl Scenario {
    pub fn key_of(&self, image: &str) -> Option<&str> {}
}
impl Serialize for ContainerdRelease {}
impl Serialize for Message {}
impl Serialize for MessageId {}
impl Situation {
    pub const ALL: [Self; 5] = _;
}
impl Target {
    pub fn new(image: &str) -> Option<Self> {}
    pub fn ping_url(&self) -> String {}
    pub fn manifest_url(&self, reference: &str) -> String {}
    pub fn blob_url(&self, digest: &str) -> String {}
}
impl TokenBucket {
    pub fn new(registry_pull_qps: f64, registry_burst: f64) -> Option<Self> {}
    pub fn tokens(&mut self, now_ms: f64) -> f64 {}
    pub fn take(&mut self, now_ms: f64) -> bool {}
}
impl Trace {
    pub fn is_given_up(&self) -> bool {}
}
impl Translations {
    pub const ENGLISH: Self = _;
    pub const KOREAN: Self = _;
    pub const fn new(language: Language) -> Self {}
}
impl UnknownContainerd {
    pub fn words(&self) -> Message {}
}
impl UnknownRelease {
    pub fn words(&self) -> Message {}
}
impl Verdict {
    pub fn leads_to_cause(&self) -> bool {}
}
impl VerificationPolicy {
    pub const ALL: [Self; 4] = _;
    pub const fn as_str(self) -> &'static str {}
    pub fn named(text: &str) -> Option<Self> {}
}
impl WaitingReason {
    pub const fn as_str(self) -> &'static str {}
}
impl Wording {
    pub fn newest(release: Release) -> Self {}
    pub fn not_found(self, reference: &str) -> String {}
    pub fn unauthorized(self, reference: &str) -> String {}
    pub fn timed_out(self, reference: &str, url: &str) -> String {}
    pub fn unexpected_status(self, reference: &str, url: &str, status: &str) -> String {}
    pub fn rate_limited(self, reference: &str, url: &str) -> String {}
}
impl Work {
    pub fn seconds(&self) -> f64 {}
}
impl de::Error for Problem {}
impl fmt::Debug for Entry {}
impl fmt::Display for ContainerdRelease {}
impl fmt::Display for EditError {}
impl fmt::Display for Problem {}
impl fmt::Display for PullPolicy {}
impl fmt::Display for Release {}
impl fmt::Display for UnknownContainerd {}
impl fmt::Display for UnknownRelease {}
impl fmt::Display for WrongShape {}
impl std::error::Error for EditError {}
impl std::error::Error for Problem {}
impl std::error::Error for WrongShape {}
impl<'a> From<&'a RunInput> for Run<'a> {}
impl<'a> From<&'a Trace> for Run<'a> {}
impl<'a> Image<'a> {
    pub fn new(site: &'a ImageUse) -> Option<Self> {}
    pub fn moves(&self) -> bool {}
    pub fn written_policy(&self) -> Option<PullPolicy> {}
    pub fn finding(&self, code: Code, message: Message) -> Finding {}
    pub fn finding_at_policy(&self, code: Code, message: Message) -> Finding {}
}
impl<'a> Target<'a> {
    pub fn new(text: &'a str) -> Self {}
    pub fn host(&self) -> &str {}
    pub fn fits(&self, pattern: &str) -> Result<Fit, Vec<Mismatch>> {}
}
impl<'a> Units<'a> {
    pub fn new(text: &'a str) -> Self {}
    pub fn before(&self, byte: usize) -> usize {}
    pub fn span(&self, span: Span) -> Span {}
}
impl<'de, F: Deserialize<'de>> Deserialize<'de> for Diagnostic<F> {}
impl<'de> Deserialize<'de> for Message {}
impl<'de> Deserialize<'de> for PullSecret {}
impl<'de> Deserialize<'de> for Reason {}
impl<F> Diagnostic<F> {
    #[must_use]
    pub fn at(mut self, span: impl Into<Span>) -> Self {}
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {}
    #[must_use]
    pub fn docs(mut self, link: &'static str) -> Self {}
    #[must_use]
    pub fn fixed_by(mut self, fix: F) -> Self {}
    pub fn without_fixes<G>(&self) -> Diagnostic<G> {}
}
impl<T: IntoParts> Extend<T> for Parts {}
impl<T: IntoParts> FromIterator<T> for Parts {}
impl<T> ParsedRequest<T> {
    pub fn answer<A: Refused>(&self, answer: impl FnOnce(&T) -> A) -> A {}
}
