//! What is said beside the order of the credentials: what does not count and why, what follows.

use super::{
    built_in::Cloud,
    docker_config::{DockerConfig, Ignored, Malformed},
    entry::Login,
    report::{CredentialsReport, Source},
    secret::{DOCKER_CONFIG_JSON, DOCKERCFG, PullSecret, Unusable},
    shown::without_user_info,
};
use crate::{
    codes,
    diagnostic::Diagnostic,
    image::parse_image_in,
    releases::{Change, Release},
    sources::{
        DOCKER_CONFIG_GO, IMAGES_PAGE, KEYRING_GO, KUBERUNTIME_IMAGE_GO, PLUGIN_GO, PULL_SECRETS_GO,
    },
    why::Reason,
    words::{Message, message},
};

/// What is wrong with an image that is no name: nothing is pulled then.
pub(super) fn check_image(image: &str, release: Release) -> Vec<Diagnostic> {
    if without_user_info(image) == image {
        return parse_image_in(image, release).diagnostics;
    }
    // The repairs of a name quote all of it.
    vec![
        Diagnostic::new(
            codes::CRD020,
            message!("The image has a user or password before its host, which is not allowed in an image name."),
        )
        .help(message!("Remove it, and put the password in a Secret.")),
    ]
}

/// Why a Secret gives nothing.
pub(super) fn unusable(secret: &PullSecret, unusable: &Unusable) -> Reason {
    let expected = if secret.r#type == DOCKERCFG.0 {
        DOCKERCFG
    } else {
        DOCKER_CONFIG_JSON
    };
    let (rule, text) = match unusable {
        Unusable::Type => ("secret-type", wrong_type(&secret.r#type)),
        Unusable::NoKey(_) | Unusable::Empty => {
            let text = message!(
                "The type {kind} needs a non-empty value under `{key}` in `data`.",
                kind = expected.0,
                key = expected.1
            );
            ("secret-data-key", with_key_of_other_type(text, unusable))
        }
        Unusable::Malformed(malformed) => ("secret-malformed", malformed.words()),
    };
    Reason::new(rule, text, PULL_SECRETS_GO)
}

/// With the type to which a key of the data belongs.
fn with_key_of_other_type(text: Message, unusable: &Unusable) -> Message {
    let Unusable::NoKey(keys) = unusable else {
        return text;
    };
    let known = [DOCKER_CONFIG_JSON, DOCKERCFG];
    let other = known
        .into_iter()
        .find(|(_, key)| keys.iter().any(|it| it == key));
    match other {
        Some((kind, key)) => text.and(message!(
            "Its `data` has `{key}`, which belongs to the type {kind}.",
            key,
            kind
        )),
        None => text,
    }
}

fn wrong_type(r#type: &str) -> Message {
    message!(
        "Its type is {kind}, and the kubelet only uses {json} and {cfg}.",
        kind = format!("{:?}", r#type),
        json = DOCKER_CONFIG_JSON.0,
        cfg = DOCKERCFG.0,
    )
}

/// The same as a diagnostic, with what to do.
pub(super) fn explain_unusable_secret(
    secret: &PullSecret,
    unusable: &Unusable,
    release: Release,
) -> Diagnostic {
    let name = format!("{:?}", secret.name.as_deref().unwrap_or_default());
    let diagnostic = match unusable {
        Unusable::Type => Diagnostic::new(
            codes::CRD002,
            message!("The Secret {name} is ignored.", name).and(wrong_type(&secret.r#type)),
        )
        .help(message!("A Secret's type can't be changed: delete it and recreate it with kubectl create secret docker-registry.")),
        Unusable::NoKey(_) | Unusable::Empty => Diagnostic::new(
            codes::CRD003,
            message!("The Secret {name} is ignored.", name).and(self::unusable(secret, unusable).text),
        )
        .help(message!("The kubelet doesn't report it. The API server rejects such a Secret at creation.")),
        Unusable::Malformed(malformed) => Diagnostic::new(
            codes::CRD004,
            message!("The Secret {name} can't be read.", name).and(malformed.words()),
        )
        .help(
            message!("One malformed entry invalidates the whole Secret, and the kubelet builds no keyring at all: the pull fails before the registry is contacted.")
                .and(when_malformed(release)),
        ),
    };
    diagnostic.docs(PULL_SECRETS_GO)
}

/// Which starts of a container a malformed Secret stops, and what is seen of it.
fn when_malformed(release: Release) -> Message {
    if release.has(Change::MalformedSecretsCountWhereNeeded) {
        message!(
            "In Kubernetes {release} the container still starts if its image is on the node and needs no credential verification.",
            release
        )
    } else if release.has(Change::MalformedSecretsSparePresentImages) {
        message!(
            "In Kubernetes {release} the container waits with this error as its reason, without an event or back-off; a present image is used while the gate KubeletEnsureSecretPulledImages is off.",
            release
        )
    } else if release.has(Change::MalformedSecretsStopEveryStart) {
        message!(
            "In Kubernetes {release} the container waits with this error as its reason, even if the image is present, without an event or back-off.",
            release
        )
    } else {
        message!(
            "In Kubernetes {release} that is ErrImagePull with back-off; a present image that isn't pulled is still used.",
            release
        )
    }
}

/// What is wrong with the configuration of the node.
pub(super) fn explain_unreadable_node(malformed: &Malformed) -> Diagnostic {
    Diagnostic::new(
        codes::CRD005,
        message!("The node's config can't be read.").and(malformed.words()),
    )
    .help(message!(
        "One malformed entry invalidates the whole file, and the kubelet tries the next one."
    ))
    .docs(DOCKER_CONFIG_GO)
}

/// What of a docker configuration is for others, and what will not help.
pub(super) fn check_config(
    source: Source,
    name: Option<&str>,
    config: &DockerConfig,
) -> Vec<Diagnostic> {
    let place = || place(source, name);
    let mut said = Vec::new();
    for ignored in &config.ignored {
        said.push(match ignored {
            Ignored::CredsStore => helper(place(), "credsStore"),
            Ignored::CredHelpers => helper(place(), "credHelpers"),
            Ignored::IdentityToken(key) => token(place(), "identitytoken", key),
            Ignored::RegistryToken(key) => token(place(), "registrytoken", key),
            Ignored::LineBreak(key) => Diagnostic::new(
                codes::CRD021,
                place().and(message!("`auth` of the entry {key} decodes to text with a line break, which becomes part of the user or password.", key = format!("{key:?}"))),
            )
            .help(message!("Encode it without one: use printf or echo -n, not echo.")),
            Ignored::LineBreakInField(key) => Diagnostic::new(
                codes::CRD021,
                place().and(message!("username or password of the entry {key} has a line break, which is sent as part of it.", key = format!("{key:?}"))),
            )
            .help(message!("Remove it: command output and files often end in a line break.")),
            Ignored::ConfigJsonAsDockercfg => Diagnostic::new(
                codes::CRD008,
                place().and(message!("`auths` is read as a registry name, because this is parsed as a `.dockercfg`.")),
            )
            .help(message!("In a .dockercfg the registries are at the top level. A config.json belongs in a Secret of type kubernetes.io/dockerconfigjson, under `.dockerconfigjson`.")),
            Ignored::NoAuths => Diagnostic::new(
                codes::CRD009,
                place().and(message!("the key `auths` is missing, so there are no credentials.")),
            )
            .help(message!("In a config.json the registries are under `auths`.")),
        });
    }
    let empty = config
        .entries
        .iter()
        .filter(|entry| entry.login == Login::Nothing);
    for entry in empty {
        said.push(
            Diagnostic::new(
                codes::CRD010,
                place().and(message!("the entry {key} has neither `auth` nor `username` and `password`.", key = format!("{:?}", entry.key()))),
            )
            .help(message!("Docker writes such entries when a credential store keeps the passwords. The kubelet still uses them, with an empty user and password.")),
        );
    }
    let users = config
        .entries
        .iter()
        .filter(|entry| entry.login == Login::OnlyUser);
    for entry in users {
        said.push(
            Diagnostic::new(
                codes::CRD022,
                place().and(message!(
                    "the entry {key} has a user without a password.",
                    key = format!("{:?}", entry.key())
                )),
            )
            .help(message!(
                "The kubelet sends an empty password, which most registries reject."
            )),
        );
    }
    said.extend(same_key(place(), config));
    said.into_iter()
        .map(|it| it.docs(DOCKER_CONFIG_GO))
        .collect()
}

/// A provider by the name of one of Docker's credential helpers.
pub(super) fn check_provider(name: &str) -> Option<Diagnostic> {
    name.starts_with("docker-credential-").then(|| {
        Diagnostic::new(
            codes::CRD023,
            place(Source::Provider, Some(name)).and(message!(
                "this is a Docker credential helper, which doesn't speak the kubelet's protocol."
            )),
        )
        .help(message!(
            "Use your cloud's kubelet credential provider, such as ecr-credential-provider."
        ))
        .docs(PLUGIN_GO)
    })
}

fn place(source: Source, name: Option<&str>) -> Message {
    let name = format!("{:?}", name.unwrap_or_default());
    match source {
        Source::PullSecret => message!("Secret {name}:", name),
        Source::Node => message!("Node config:"),
        Source::Provider => message!("Credential provider {name}:", name),
    }
}

fn helper(place: Message, field: &str) -> Diagnostic {
    Diagnostic::new(
        codes::CRD006,
        place.and(message!("`{field}` is ignored, because the kubelet doesn't run Docker credential helpers.", field)),
    )
    .help(message!("The passwords are not in this text. Create the Secret with kubectl create secret docker-registry, or log in on a machine without a credential store."))
}

fn token(place: Message, field: &str, key: &str) -> Diagnostic {
    Diagnostic::new(
        codes::CRD007,
        place.and(message!("`{field}` of the entry {key} is ignored.", field, key = format!("{key:?}"))),
    )
    .help(message!("The kubelet only reads `auth`, `username` and `password`. Use an access token as the password."))
}

/// Keys of one document that are one key for the kubelet.
fn same_key(place: Message, config: &DockerConfig) -> Option<Diagnostic> {
    let mut keys: Vec<(&str, &str)> = config
        .entries
        .iter()
        .filter_map(|entry| Some((entry.index_key.as_deref().ok()?, entry.key())))
        .collect();
    keys.sort_unstable();
    let pair = keys.windows(2).find(|pair| pair[0].0 == pair[1].0)?;
    Some(
        Diagnostic::new(
            codes::CRD011,
            place.and(message!(
                "{one} and {other} are the same key for the kubelet.",
                one = format!("{:?}", pair[0].1),
                other = format!("{:?}", pair[1].1),
            )),
        )
        .help(message!(
            "Within one document their order is random. Keep one of them."
        )),
    )
}

/// What follows from the number of candidates.
pub(super) fn explain_order(report: &CredentialsReport) -> Option<Diagnostic> {
    let image = format!("{:?}", report.repository.as_deref().unwrap_or_default());
    let count = report.candidates.len();
    if report.anonymous {
        return Some(
            Diagnostic::new(codes::CRD012, message!("No credentials match {image}: it is pulled anonymously.", image))
                .help(message!("That is fine for a public image. For a private one, most registries answer not found or unauthorized."))
                .docs(KUBERUNTIME_IMAGE_GO),
        );
    }
    if count > 1 {
        return Some(
            Diagnostic::new(codes::CRD013, message!("{count} credentials match {image}; they are tried in order.", count, image))
                .help(message!("The first success ends it. If all fail, there is no anonymous attempt, even for a public image; the message joins all failures."))
                .docs(KUBERUNTIME_IMAGE_GO),
        );
    }
    None
}

/// The rules by which a key fits no image at all.
const NEVER: [&str; 10] = [
    "docker-hub-path",
    "docker-hub-slash",
    "key-other-scheme",
    "key-question-mark",
    "key-unreadable",
    "key-with-at",
    "path-case",
    "path-pattern",
    "path-tag",
    "port-pattern",
];

/// What is said of a key that was most likely meant to fit and does not.
pub(super) fn check_key(key: &str, why: &Reason) -> Option<Diagnostic> {
    let key = format!("{key:?}");
    let said = if NEVER.contains(&why.rule) {
        message!("The key {key} never matches.", key)
    } else if why.rule == "docker-hub-other-name" {
        message!(
            "The key {key} only matches images written with this host.",
            key
        )
    } else {
        return None;
    };
    let diagnostic = Diagnostic::new(codes::CRD014, said).help(why.text.clone());
    Some(diagnostic.docs(KEYRING_GO))
}

/// Remarks per request.
const MAX_REMARKS: usize = 100;

/// Leaves out what is more than a person reads.
pub(super) fn shorten(said: &mut Vec<Diagnostic>) {
    let count = said.len().saturating_sub(MAX_REMARKS);
    if count > 0 {
        // What is worst is kept, in its order.
        said.sort_by_key(|it| std::cmp::Reverse(it.severity));
        said.truncate(MAX_REMARKS);
        said.push(Diagnostic::new(
            codes::CRD016,
            message!("Findings not shown: {count}.", count),
        ));
    }
}

/// What the kubelet itself knows of a cloud's registry.
pub(super) fn explain_built_in(host: &str, release: Release) -> Option<Diagnostic> {
    let cloud = Cloud::from_host(host)?;
    Some(
        Diagnostic::new(codes::CRD015, cloud.words(release))
            .help(message!(
                "This follows the release notes; the documentation gives 1.26 for all three clouds (AWS, Azure, Google)."
            ))
            .docs(IMAGES_PAGE),
    )
}
