//! What people paste: told apart by content, in its order, without what is secret.

use imagepull::credentials::pasted::{Part, read_pasted};

const CONFIG: &str = r#"{"auths":{"ghcr.io":{"auth":"am9lOnMzY3JldA=="}}}"#;
const CONFIG_BASE64: &str = "eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJhbTlsT25NelkzSmxkQT09In19fQ==";

/// One line for each part and remark.
fn told(text: &str) -> Vec<String> {
    let pasted = read_pasted(text);
    let config = |config: &imagepull::credentials::docker_config::DockerConfig| {
        let entries = config.entries.iter();
        let entries = entries.map(|it| format!("{}={}", it.key(), it.username().unwrap_or("-")));
        entries.collect::<Vec<_>>().join(" ")
    };
    let parts = pasted.parts.iter().map(|part| match part {
        Part::DockerConfig(Ok(found)) => format!("config {}", config(found)),
        Part::DockerConfig(Err(malformed)) => format!("config {:?}", malformed.problem),
        Part::PullSecret(secret) => format!(
            "secret {}/{} {}",
            secret.namespace.as_deref().unwrap_or("-"),
            secret.name.as_deref().unwrap_or("-"),
            match &secret.config {
                Ok(found) => config(found),
                Err(unusable) => format!("{unusable:?}"),
            }
        ),
        Part::ServiceAccount(account) => format!(
            "account {} {:?}",
            account.name.as_deref().unwrap_or("-"),
            account.image_pull_secrets.clone().unwrap_or_default()
        ),
        Part::Pod(pod) => format!(
            "{} {} {:?} {} {:?}",
            pod.kind,
            pod.name.as_deref().unwrap_or("-"),
            pod.image_pull_secrets,
            pod.service_account.as_deref().unwrap_or("-"),
            pod.images
        ),
        Part::Providers(providers) => {
            let providers = providers.iter();
            let providers = providers.map(|it| format!("{} {:?}", it.name, it.match_images));
            format!("providers {}", providers.collect::<Vec<_>>().join(", "))
        }
    });
    let remarks = pasted.diagnostics.iter().map(|it| {
        let place = it.span.map_or("-", |span| &text[span.start..span.end]);
        format!(
            "{} {:?}",
            it.code,
            place.chars().take(12).collect::<String>()
        )
    });
    parts.chain(remarks).collect()
}

#[test]
fn docker_configurations_are_known_in_every_dress() {
    assert_eq!(told(CONFIG), ["config ghcr.io=joe"]);
    assert_eq!(
        told(r#"{"ghcr.io":{"username":"joe","password":"x"}}"#),
        ["config ghcr.io=joe"]
    );
    assert_eq!(told(CONFIG_BASE64), ["config ghcr.io=joe"]);
    assert_eq!(
        told("{\"auths\": {\n"),
        ["config NotJson { line: 2, column: 0 }"]
    );
    // A docker configuration has to be JSON.
    assert_eq!(
        told("auths:\n  ghcr.io:\n    auth: am9lOnMzY3JldA==\n"),
        ["config NotJson { line: 1, column: 1 }"]
    );
}

#[test]
fn secrets_are_read_from_data_and_string_data() {
    let yaml = format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: regcred\n  namespace: web\ntype: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: {CONFIG_BASE64}\n"
    );
    assert_eq!(told(&yaml), ["secret web/regcred ghcr.io=joe"]);
    let twice = format!("{yaml}  .dockerconfigjson: !!str\n");
    assert_eq!(told(&twice), ["secret web/regcred Empty"]);
    let both = format!(
        "{yaml}stringData:\n  .dockerconfigjson: |\n    {{\"auths\":{{\"quay.io\":{{}}}}}}\n"
    );
    assert_eq!(told(&both), ["secret web/regcred quay.io=-"]);
    let json = r#"{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s"},"type":"kubernetes.io/dockercfg","data":{".dockercfg":"eyJnaGNyLmlvIjp7InVzZXJuYW1lIjoiam9lIn19"}}"#;
    assert_eq!(told(json), ["secret -/s ghcr.io=joe"]);
    let broken = yaml.replace(CONFIG_BASE64, "not+base64!");
    assert!(told(&broken)[0].contains("DataNotBase64"));
    assert_eq!(
        told("kind: Secret\nmetadata: {name: s}\nstringData: {password: s3cret}\n"),
        ["secret -/s Type"]
    );
}

#[test]
fn commands_are_read_without_their_passwords() {
    for (command, expected) in [
        (
            "docker login -u joe -p s3cret registry.example.com",
            "config registry.example.com=joe",
        ),
        (
            "$ docker login -ujoe -ps3cret https://ghcr.io/",
            "config ghcr.io=joe",
        ),
        ("docker login", "config https://index.docker.io/v1/=-"),
        ("podman login", "CRD019 \"podman login\""),
        (
            "crane auth login ghcr.io -u joe -p s3cret",
            "config ghcr.io=joe",
        ),
        (
            "az acr login --name acme",
            "config acme.azurecr.io=00000000-0000-0000-0000-000000000000",
        ),
        (
            "aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com",
            "config 123456789012.dkr.ecr.eu-west-1.amazonaws.com=AWS",
        ),
        (
            "kubectl create secret docker-registry regcred -n shop \\\n  --docker-server=\"ghcr.io\" --docker-username \"$USER\" --docker-password=s3cret",
            "secret shop/regcred ghcr.io=-",
        ),
        (
            "kubectl create secret docker-registry hub --docker-username=joe --docker-password='s3 cret'",
            "secret -/hub https://index.docker.io/v1/=joe",
        ),
        (
            "kubectl create secret generic regcred --from-file=.dockerconfigjson=config.json --type=kubernetes.io/dockerconfigjson",
            "CRD019 \"kubectl crea\"",
        ),
        (
            "```sh\ndocker login -u joe -p s3cret ghcr.io\ndocker login -u jim -p s3cret quay.io\n```\n",
            "config ghcr.io=joe quay.io=jim",
        ),
    ] {
        assert_eq!(told(command), [expected], "{command}");
        assert!(
            !format!("{:?}", read_pasted(command)).contains("s3"),
            "{command}"
        );
    }
}

#[test]
fn several_documents_and_lists_are_read_in_order() {
    let text = format!(
        "# a Pod and what it needs\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  serviceAccountName: builder\n  imagePullSecrets:\n  - name: regcred\n  initContainers:\n  - image: busybox\n  containers:\n  - name: app\n    image: https://joe:s3cret@ghcr.io/acme/app\n    env:\n    - name: PASSWORD\n      value: s3cret\n  - name: side\n    image: busybox\n  volumes:\n  - name: model\n    image:\n      reference: ghcr.io/acme/model\n---\nkind: List\napiVersion: v1\nitems:\n- kind: ServiceAccount\n  metadata: {{name: builder}}\n  imagePullSecrets: [{{name: a}}, {{name: b}}]\n- kind: ConfigMap\n  data: {{a: b}}\n- kind: CronJob\n  metadata: {{name: nightly}}\n  spec: {{jobTemplate: {{spec: {{template: {{spec: {{containers: [{{image: nginx}}]}}}}}}}}}}\n---\n{CONFIG}\n---\nkind: CredentialProviderConfig\nproviders:\n- name: ecr\n  matchImages: ['*.dkr.ecr.*.amazonaws.com']\n"
    );
    assert_eq!(
        told(&text),
        [
            "Pod app [\"regcred\"] builder [\"busybox\", \"https://ghcr.io/acme/app\", \"ghcr.io/acme/model\"]",
            "account builder [\"a\", \"b\"]",
            "CronJob nightly [] - [\"nginx\"]",
            "config ghcr.io=joe",
            "providers ecr [\"*.dkr.ecr.*.amazonaws.com\"]",
            "CRD019 \"kind: List\\na\"",
        ]
    );
}

/// The reader of manifests says where an object has images: the paste box knows the same kinds.
#[test]
fn custom_resources_are_read_as_in_a_manifest() {
    for (text, expected) in [
        (
            "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec:\n  serviceAccountName: runner\n  imagePullSecrets: [{name: regcred}]\n  templates:\n  - container: {image: ghcr.io/acme/a}\n  - script: {image: ghcr.io/acme/b}\n",
            "Workflow w [\"regcred\"] runner [\"ghcr.io/acme/a\", \"ghcr.io/acme/b\"]",
        ),
        (
            "apiVersion: batch.example.com/v1\nkind: Batch\nmetadata: {name: b}\nspec:\n  worker:\n    imagePullSecrets: [{name: k}]\n    containers: [{name: a, image: quay.io/acme/a}]\n",
            "Batch b [\"k\"] - [\"quay.io/acme/a\"]",
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn json_documents_may_follow_each_other() {
    let account = r#"{"kind":"ServiceAccount","metadata":{"name":"a"}}"#;
    assert_eq!(
        told(&format!("{account}\n{CONFIG}{account}\n--- {CONFIG}")),
        [
            "account a []",
            "config ghcr.io=joe",
            "account a []",
            "config ghcr.io=joe",
        ]
    );
}

#[test]
fn a_mistake_in_one_document_hides_no_other() {
    let text = format!("kind: Secret\nmetadata: [\n---\n{CONFIG}\n");
    let told = told(&text);
    assert_eq!(told[0], "config ghcr.io=joe");
    assert!(told[1].starts_with("CRD017"));
}

#[test]
fn what_stands_before_a_mistake_is_read() {
    let account = r#"{"kind":"ServiceAccount","metadata":{"name":"a"}}"#;
    assert_eq!(
        told(&format!("{account}\n~/work $\n")),
        ["account a []", "CRD019 \"~/work $\""]
    );
    // Nothing has filled in this template.
    assert_eq!(
        told("kind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n"),
        ["CRD017 \"{\""]
    );
}

#[test]
fn what_is_nothing_known_is_said() {
    for text in ["", "hello", "- a\n- b\n", "42", "# nothing\n", "a: b\n"] {
        let pasted = read_pasted(text);
        assert!(pasted.parts.is_empty(), "{text:?}");
        assert_eq!(pasted.diagnostics.len(), 1, "{text:?}");
    }
    let long = " ".repeat((1 << 20) + 1);
    assert_eq!(told(&long), ["CRD017 \"-\""]);
}
