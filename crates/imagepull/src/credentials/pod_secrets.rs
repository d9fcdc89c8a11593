//! Which Secrets a Pod brings to a pull: those that it lists, else those of its ServiceAccount, and
//! only from its own namespace.
//!
//! Sources: kubernetes/kubernetes plugin/pkg/admission/serviceaccount/admission.go;
//! pkg/kubelet/kubelet_pods.go `getPullSecretsForPod`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    report::{Rejected, Source},
    request::CredentialsRequest,
    secret::PullSecret,
};
use crate::{
    codes,
    diagnostic::Diagnostic,
    releases::{Change, Release},
    sources::{IMAGES_PAGE, KUBELET_PODS_GO, SERVICE_ACCOUNT_ADMISSION_GO},
    why::Reason,
    words::{Message, message},
};

/// The Secrets of a Pod.
#[derive(Default)]
pub(super) struct PodSecrets<'a> {
    /// Those that the kubelet finds, in the order of the Pod.
    pub found: Vec<&'a PullSecret>,
    /// Those that do not count for this Pod.
    pub rejected: Vec<Rejected>,
    /// The names that the Pod lists and no given Secret has.
    pub missing: Vec<String>,
    /// Where the list comes from.
    pub why: Vec<Reason>,
    /// What is said of those that are missing.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> PodSecrets<'a> {
    pub fn new(request: &'a CredentialsRequest, release: Release) -> Self {
        let mut secrets = Self::default();
        let given = request.pull_secrets.as_deref().unwrap_or_default();
        let Some(listed) = secrets.listed(request) else {
            let (here, elsewhere): (Vec<_>, Vec<_>) =
                given.iter().partition(|secret| is_here(secret, request));
            secrets.found = here;
            for secret in elsewhere {
                secrets.reject(secret, other_namespace(secret, request));
            }
            return secrets;
        };
        secrets.find(request, given, &listed, release);
        secrets
    }

    /// The names that the Pod has in the end; `None` where nothing says so and all Secrets count.
    fn listed(&mut self, request: &'a CredentialsRequest) -> Option<Vec<&'a str>> {
        let own = request.image_pull_secrets.as_ref();
        let account = request.service_account.as_ref();
        let of_account = account.and_then(|account| account.image_pull_secrets.as_deref());
        let of_account = of_account.unwrap_or_default();
        let mut say = |rule, text| {
            self.why
                .push(Reason::new(rule, text, SERVICE_ACCOUNT_ADMISSION_GO));
        };
        if let Some(own) = own.filter(|own| !own.is_empty()) {
            if !of_account.is_empty() {
                say(
                    "service-account-not-merged",
                    message!(
                        "The Pod lists `imagePullSecrets` itself, so its ServiceAccount's are not added."
                    ),
                );
            }
            return Some(own.iter().map(String::as_str).collect());
        }
        let Some(account) = account else {
            return own.map(|_| Vec::new());
        };
        let is_of_pod = match (&account.namespace, &request.namespace) {
            (Some(account), Some(pod)) => account == pod,
            _ => true,
        };
        if !is_of_pod {
            say(
                "service-account-other-namespace",
                message!(
                    "The ServiceAccount is in another namespace than the Pod, so the Pod can't use it."
                ),
            );
            return Some(Vec::new());
        }
        if !of_account.is_empty() {
            say(
                "service-account-copied",
                message!(
                    "The Pod lists no `imagePullSecrets`, so its ServiceAccount's were copied when it was created."
                ),
            );
        }
        Some(of_account.iter().map(String::as_str).collect())
    }

    fn find(
        &mut self,
        request: &CredentialsRequest,
        given: &'a [PullSecret],
        listed: &[&str],
        release: Release,
    ) {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, secret) in given.iter().enumerate() {
            if let Some(name) = secret.name.as_deref().filter(|_| is_here(secret, request)) {
                places.entry(name).or_insert(place);
            }
        }
        let mut missing = Vec::new();
        let mut used = BTreeSet::new();
        // The kubelet passes over empty names without a word.
        for name in listed.iter().filter(|name| !name.is_empty()) {
            if let Some(&place) = places.get(name) {
                used.insert(place);
                self.found.push(&given[place]);
            } else {
                missing.push(*name);
            }
        }
        let unused = given.iter().enumerate();
        for (_, secret) in unused.filter(|(place, _)| !used.contains(place)) {
            let why = if is_here(secret, request) {
                not_listed(secret)
            } else {
                other_namespace(secret, request)
            };
            self.reject(secret, why);
        }
        if !missing.is_empty() {
            self.diagnostics.push(not_found(&missing, release));
            self.missing = missing.into_iter().map(str::to_owned).collect();
        }
    }

    fn reject(&mut self, secret: &PullSecret, why: Reason) {
        self.rejected.push(Rejected {
            source: Source::PullSecret,
            name: secret.name.clone(),
            key: None,
            why: vec![why],
        });
    }
}

fn is_here(secret: &PullSecret, request: &CredentialsRequest) -> bool {
    match (&secret.namespace, &request.namespace) {
        (Some(secret), Some(pod)) => secret == pod,
        _ => true,
    }
}

fn other_namespace(secret: &PullSecret, request: &CredentialsRequest) -> Reason {
    let quoted =
        |namespace: &Option<String>| format!("{:?}", namespace.as_deref().unwrap_or_default());
    Reason::new(
        "secret-other-namespace",
        message!(
            "The Secret is in the namespace {other}, the Pod in {own}: a Pod can only use Secrets in its own namespace.",
            other = quoted(&secret.namespace),
            own = quoted(&request.namespace),
        ),
        IMAGES_PAGE,
    )
}

fn not_listed(secret: &PullSecret) -> Reason {
    let text = if secret.name.is_some() {
        message!(
            "Neither the Pod nor its ServiceAccount lists this Secret in `imagePullSecrets`; being in the namespace is not enough."
        )
    } else {
        message!("The Secret has no name, so no Pod can list it.")
    };
    Reason::new("secret-not-listed", text, IMAGES_PAGE)
}

/// What the kubelet says of the Secrets that it does not find.
pub(crate) fn missing_secrets_event(names: &[&str]) -> String {
    format!(
        "Unable to retrieve some image pull secrets ({}); attempting to pull the image may not succeed.",
        names.join(", ")
    )
}

fn not_found(names: &[&str], release: Release) -> Diagnostic {
    let event = missing_secrets_event(names);
    let help: Message = if release.has(Change::MissingPullSecretsAreReportedAfterFailure) {
        message!(
            "If the pull fails, the kubelet of {release} emits the event FailedToRetrieveImagePullSecret, {event}",
            release,
            event
        )
    } else if release.has(Change::MissingPullSecretsAreReported) {
        message!(
            "The kubelet of {release} emits an event at every sync of the Pod: FailedToRetrieveImagePullSecret, {event}",
            release,
            event
        )
    } else {
        message!(
            "The kubelet of {release} only logs it; from 1.28 on there is an event.",
            release
        )
    };
    Diagnostic::new(
        codes::CRD001,
        message!(
            "Listed in the Pod's `imagePullSecrets`, but missing in its namespace: {names}. The kubelet pulls anyway.",
            names = names.join(", ")
        ),
    )
    .help(help)
    .docs(KUBELET_PODS_GO)
}
