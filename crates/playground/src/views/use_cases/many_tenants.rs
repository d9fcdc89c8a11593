//! Case 4: many tenants, each with its own registry.

use imagepull::{
    credentials::{
        CredentialsRequest, Entry, PullSecret, docker_config::DockerConfig, match_credentials,
        secret::DOCKER_CONFIG_JSON,
    },
    kubelet::second_pod::{Arrival, Brings, Guard, second_pod},
    releases::Release,
};

use super::{
    check::Check,
    guide::{Guide, Step},
    outcomes::Try,
    second_pod::{PRIVATE, by_default, guards, outcome},
    tighter_control::plugin,
};
use crate::{
    address::View::{BackOff, Credentials, Manifest},
    text,
    views::credentials::paste::paste_outcome::ConfigJson,
};

/// A tenant's Secret, its namespace and that of another tenant.
const TENANT: &str = "tenant-a";
const NAMESPACE: &str = "team-a-web";
const OTHER_NAMESPACE: &str = "team-b";

const SECRET: &str = "\
kubectl create secret docker-registry tenant-a --namespace=team-a-web --docker-server=registry.example.com --docker-username=… --docker-password=…
kubectl create secret docker-registry tenant-a --namespace=team-a-jobs --docker-server=registry.example.com --docker-username=… --docker-password=…";

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: api
  namespace: team-a-web
spec:
  imagePullSecrets:
    - name: tenant-a
  containers:
    - name: api
      image: registry.example.com/acme/api:v1";

pub fn guide(release: Release) -> Guide {
    let arrival = Arrival::WithSecretOfAnotherPod;
    let (runs, _) = outcome(&by_default(
        PRIVATE,
        release,
        arrival,
        Brings::RefusedSecret,
    ));
    let guard = Guard::AlwaysPullImages;
    let forced = second_pod(PRIVATE, release, arrival, Brings::RefusedSecret, guard);
    Guide {
        sentence: text::use_cases_case_tenants_says(release, runs, outcome(&forced).0),
        steps: vec![
            keep(release),
            plugin(),
            Step::new(
                text::use_cases_tenants_registry_title(),
                text::use_cases_tenants_registry_says(),
            )
            .tries([Try::preset(
                BackOff,
                "events-unauthorized",
                text::use_cases_tries_unauthorized(),
            )]),
            Step::new(
                text::use_cases_tenants_secret_title(),
                text::use_cases_tenants_secret_says(),
            )
            .code(SECRET)
            .check(Check {
                image: PRIVATE,
                config: ConfigJson::InSecret,
                is_private: true,
            })
            .tries([Try::preset(
                Credentials,
                "missing-secret",
                text::use_cases_tries_missing_secret(),
            )]),
            Step::new(
                text::use_cases_tenants_list_title(),
                text::use_cases_tenants_list_says(),
            )
            .code(POD)
            .tries([Try::preset(
                Credentials,
                "service-account-secrets",
                text::use_cases_tries_service_account(),
            )]),
            other_namespace(release),
            Step::new(
                text::use_cases_tenants_several_title(),
                text::use_cases_tenants_several_says(),
            )
            .tries([
                Try::preset(
                    Credentials,
                    "gitlab-group-three-secrets",
                    text::use_cases_tries_three_secrets(),
                ),
                Try::preset(
                    Credentials,
                    "several-credentials-no-anonymous-retry",
                    text::use_cases_tries_no_retry(),
                ),
                Try::preset(
                    Manifest,
                    "gitlab-three-secrets",
                    text::use_cases_tries_manifest_secrets(),
                ),
            ]),
        ],
    }
}

fn keep(release: Release) -> Step {
    let step = Step::new(
        text::use_cases_tenants_guard_title(),
        text::use_cases_tenants_guard_says(),
    );
    let arrival = Arrival::WithSecretOfAnotherPod;
    let columns = [
        (
            text::use_cases_tenants_guard_nothing(),
            arrival,
            Brings::Nothing,
        ),
        (
            text::use_cases_tenants_guard_refused(),
            arrival,
            Brings::RefusedSecret,
        ),
        (
            text::use_cases_tenants_guard_accepted(),
            arrival,
            Brings::AcceptedSecret,
        ),
    ];
    guards(step, release, &columns).tries([Try::another_pods_secret()])
}

/// A Pod that lists a Secret of another namespace.
fn other_namespace(release: Release) -> Step {
    let secret = PullSecret {
        name: Some(TENANT.to_owned()),
        namespace: Some(NAMESPACE.to_owned()),
        r#type: DOCKER_CONFIG_JSON.0.to_owned(),
        config: Ok(DockerConfig {
            entries: vec![Entry::new("registry.example.com", None)],
            ..DockerConfig::default()
        }),
    };
    let report = match_credentials(&CredentialsRequest {
        image: PRIVATE.to_owned(),
        kubernetes: Some(release.to_string()),
        namespace: Some(OTHER_NAMESPACE.to_owned()),
        image_pull_secrets: Some(vec![TENANT.to_owned()]),
        pull_secrets: Some(vec![secret]),
        ..CredentialsRequest::default()
    });
    let step = Step::new(
        text::use_cases_tenants_other_title(),
        text::use_cases_tenants_other_says(OTHER_NAMESPACE, TENANT, NAMESPACE),
    );
    let reasons = report.rejected.iter().flat_map(|it| &it.why);
    let reasons = reasons.map(|why| text::localized(&why.text));
    let said = report
        .diagnostics
        .iter()
        .map(|it| text::localized(&it.message));
    reasons.chain(said).fold(step, Step::says).tries([
        Try::preset(
            Credentials,
            "secret-in-another-namespace",
            text::use_cases_tries_other_namespace(),
        ),
        Try::preset(
            Manifest,
            "secret-in-another-namespace",
            text::use_cases_tries_other_namespace(),
        ),
    ])
}
