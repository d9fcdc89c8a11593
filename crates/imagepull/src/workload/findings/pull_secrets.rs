//! Secrets for pulls: those that a Pod lists, those of its ServiceAccount, and those that are in
//! the text beside them.

use std::collections::{HashMap, HashSet};

use super::{registries::Registries, subject::Context};
use crate::{
    codes,
    diagnostic::Diagnostic,
    releases::Change,
    sources::{IMAGES_PAGE, SERVICE_ACCOUNT_ADMISSION_GO},
    words::{Message, message},
    workload::report::{Finding, ManifestReport, Placed, Secret, ServiceAccount, Workload},
};

/// The types of a Secret with which the kubelet pulls.
const PULL_TYPES: [&str; 2] = ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"];

/// The type of a Secret that writes none.
const DEFAULT_TYPE: &str = "Opaque";

/// The ServiceAccount of a Pod that names none.
const DEFAULT_ACCOUNT: &str = "default";

/// The findings on the Secrets of all Pods.
pub(super) fn find(report: &ManifestReport, context: &Context<'_>) -> Vec<Finding> {
    let accounts = Objects::new(&report.service_accounts, |it| {
        (&it.name, it.namespace.as_deref())
    });
    let mut lists = Lists {
        secrets: Objects::new(&report.secrets, |it| (&it.name, it.namespace.as_deref())),
        used: HashSet::new(),
        absent: HashSet::new(),
    };
    let mut registries = Registries::new(report);
    let mut found = Vec::new();
    for (index, workload) in report.workloads.iter().enumerate() {
        let namespace = workload.namespace.as_deref();
        for name in &workload.image_pull_secrets {
            found.extend(lists.check(name, namespace, context));
            let secret = lists.secrets.seen_from(&name.text, namespace);
            let secret = secret.filter(|secret| is_for_pulls(secret));
            found.extend(secret.and_then(|it| registries.check(index, name, it)));
        }
        let name = workload.service_account_name.as_ref();
        let name = name.map_or(DEFAULT_ACCOUNT, |name| &name.text);
        let account = accounts.seen_from(name, namespace);
        found.extend(account.and_then(|account| account_beside(workload, account)));
    }
    for account in &report.service_accounts {
        for name in &account.image_pull_secrets {
            found.extend(lists.check(name, account.namespace.as_deref(), context));
        }
    }
    if !report.workloads.is_empty() {
        let unused = |secret: &&Secret| {
            is_for_pulls(secret) && !lists.used.contains(&secret.name.span.start)
        };
        found.extend(report.secrets.iter().filter(unused).map(nobody_lists));
    }
    found
}

/// The Secrets of the text, and what the lists of Pods and ServiceAccounts made of them so far.
struct Lists<'a> {
    secrets: Objects<'a, Secret>,
    /// Where the names of those are that are listed.
    used: HashSet<usize>,
    /// The names that are listed and are nowhere, with their namespace.
    absent: HashSet<(&'a str, Option<&'a str>)>,
}

impl<'a> Lists<'a> {
    /// What is to say of a Secret that is listed in a namespace.
    fn check(
        &mut self,
        listed: &'a Placed,
        namespace: Option<&'a str>,
        context: &Context<'_>,
    ) -> Option<Finding> {
        let name = listed.text.as_str();
        if name.is_empty() {
            return None;
        }
        if let Some(secret) = self.secrets.seen_from(name, namespace) {
            self.used.insert(secret.name.span.start);
            return (!is_for_pulls(secret)).then(|| wrong_type(listed, secret));
        }
        if let Some(other) = self.secrets.anywhere(name) {
            // That it is not used is said here already.
            self.used.insert(other.name.span.start);
            return Some(elsewhere(listed, other, namespace, context));
        }
        self.absent
            .insert((name, namespace))
            .then(|| not_in_the_text(listed, context))
    }
}

fn type_of(secret: &Secret) -> &str {
    let written = secret.secret_type.as_ref().map(|it| it.text.as_str());
    written.filter(|it| !it.is_empty()).unwrap_or(DEFAULT_TYPE)
}

fn is_for_pulls(secret: &Secret) -> bool {
    PULL_TYPES.contains(&type_of(secret))
}

fn wrong_type(listed: &Placed, secret: &Secret) -> Finding {
    Diagnostic::new(
        codes::MAN019,
        message!(
            "The Secret {name} has the type {type}: the kubelet doesn't use it for pulls.",
            name = listed.text,
            type = type_of(secret)
        ),
    )
    .at(listed.span)
    .help(message!(
        "It accepts kubernetes.io/dockerconfigjson with the key `.dockerconfigjson` and kubernetes.io/dockercfg with the key `.dockercfg`, and skips others silently."
    ))
    .docs(IMAGES_PAGE)
}

fn elsewhere(
    listed: &Placed,
    other: &Secret,
    namespace: Option<&str>,
    context: &Context<'_>,
) -> Finding {
    Diagnostic::new(
        codes::MAN020,
        message!(
            "The Secret {name} is in the namespace {other}; a Pod in {namespace} can't pull with it.",
            name = listed.text,
            other = other.namespace.as_deref().unwrap_or_default(),
            namespace = namespace.unwrap_or_default()
        ),
    )
    .at(listed.span)
    .help(message!("A Pod can only use Secrets in its own namespace.").and(absence(context)))
    .docs(IMAGES_PAGE)
}

fn not_in_the_text(listed: &Placed, context: &Context<'_>) -> Finding {
    Diagnostic::new(
        codes::MAN021,
        message!("The Secret {name} is not in this text.", name = listed.text),
    )
    .at(listed.span)
    .help(
        message!("It must exist in the Pod's namespace when the image is pulled.")
            .and(absence(context)),
    )
    .docs(IMAGES_PAGE)
}

/// What the kubelet does where a Secret is missing.
fn absence(context: &Context<'_>) -> Message {
    let release = context.options.release;
    if release.has(Change::MissingPullSecretsAreReportedAfterFailure) {
        message!(
            "The kubelet pulls without a missing Secret, and emits the event FailedToRetrieveImagePullSecret only if the pull fails."
        )
    } else if release.has(Change::MissingPullSecretsAreReported) {
        message!(
            "The kubelet pulls without a missing Secret, and emits the event FailedToRetrieveImagePullSecret."
        )
    } else {
        message!("The kubelet pulls without a missing Secret, and emits no event.")
    }
}

/// Secrets per finding.
const MAX_NAMES: usize = 10;

/// The Secrets of the ServiceAccount: they are copied into a Pod that lists none, and never added
/// to others.
fn account_beside(workload: &Workload, account: &ServiceAccount) -> Option<Finding> {
    let place = |own: &Option<Placed>| own.as_ref().map_or(account.name.span, |it| it.span);
    let names = |secrets: &[&Placed]| {
        let mut names: Vec<&str> = secrets.iter().map(|it| it.text.as_str()).collect();
        if names.len() > MAX_NAMES {
            names.truncate(MAX_NAMES);
            names.push("…");
        }
        names.join(", ")
    };
    if workload.image_pull_secrets.is_empty() {
        let brought: Vec<&Placed> = account.image_pull_secrets.iter().collect();
        let finding = Diagnostic::new(
            codes::MAN022,
            message!(
                "The ServiceAccount {account} adds `imagePullSecrets` to Pods that list none: {secrets}.",
                account = account.name.text,
                secrets = names(&brought)
            ),
        );
        return (!brought.is_empty()).then(|| {
            finding
                .at(place(&workload.service_account_name))
                .help(message!("They are copied when a Pod is created; changing the ServiceAccount doesn't affect existing Pods."))
                .docs(SERVICE_ACCOUNT_ADMISSION_GO)
        });
    }
    let own: HashSet<&str> = workload
        .image_pull_secrets
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    let left_out: Vec<&Placed> = account
        .image_pull_secrets
        .iter()
        .filter(|it| !own.contains(it.text.as_str()))
        .collect();
    let first = workload.image_pull_secrets.first()?;
    (!left_out.is_empty()).then(|| {
        Diagnostic::new(
            codes::MAN023,
            message!(
                "The Pod lists its own `imagePullSecrets`, so those of the ServiceAccount {account} are not added: {secrets}.",
                account = account.name.text,
                secrets = names(&left_out)
            ),
        )
        .at(first.span)
        .help(message!("Only a Pod with an empty list gets its ServiceAccount's. List everything it needs."))
        .docs(SERVICE_ACCOUNT_ADMISSION_GO)
    })
}

fn nobody_lists(secret: &Secret) -> Finding {
    Diagnostic::new(
        codes::MAN024,
        message!("No Pod or ServiceAccount in this text lists the Secret {name}.", name = secret.name.text),
    )
    .at(secret.name.span)
    .help(message!("The kubelet only pulls with Secrets that the Pod lists in `imagePullSecrets`, not with others in the namespace."))
    .docs(IMAGES_PAGE)
}

/// Objects of one kind by their name. A namespace that is not written can be any.
struct Objects<'a, T> {
    by_name: HashMap<&'a str, Vec<&'a T>>,
    by_place: HashMap<(&'a str, Option<&'a str>), &'a T>,
}

impl<'a, T> Objects<'a, T> {
    fn new(all: &'a [T], key: impl Fn(&'a T) -> (&'a Placed, Option<&'a str>)) -> Self {
        let (mut by_name, mut by_place) = (HashMap::<_, Vec<_>>::new(), HashMap::new());
        for object in all {
            let (name, namespace) = key(object);
            by_name.entry(name.text.as_str()).or_default().push(object);
            by_place
                .entry((name.text.as_str(), namespace))
                .or_insert(object);
        }
        Self { by_name, by_place }
    }

    /// The object that a name means in a namespace, as far as the text tells.
    fn seen_from(&self, name: &str, namespace: Option<&str>) -> Option<&'a T> {
        if namespace.is_none() {
            return self.anywhere(name);
        }
        let here = self.by_place.get(&(name, namespace));
        here.or_else(|| self.by_place.get(&(name, None))).copied()
    }

    /// The first object of a name, wherever it is.
    fn anywhere(&self, name: &str) -> Option<&'a T> {
        self.by_name.get(name)?.first().copied()
    }
}
