//! Case 2: private images that every user of the cluster may run.

use imagepull::{
    kubelet::second_pod::{Arrival, Brings},
    releases::Release,
};

use super::{
    check::Check,
    guide::{Guide, Step, Table, each_once},
    outcomes::Try,
    second_pod::{PRIVATE, by_default, cell, outcome},
};
use crate::{
    address::View::{BackOff, Credentials, Name},
    text,
    views::credentials::paste::paste_outcome::ConfigJson,
};

const CONFIG_JSON: &str = r#"{
  "auths": {
    "registry.example.com/acme": { "username": "…", "password": "…" }
  }
}"#;

const PROVIDER: &str = r#"apiVersion: kubelet.config.k8s.io/v1
kind: CredentialProviderConfig
providers:
  - name: registry-credential-provider
    matchImages: ["registry.example.com"]
    defaultCacheDuration: 12h
    apiVersion: credentialprovider.kubelet.k8s.io/v1"#;

const SECRET: &str = "\
kubectl create secret docker-registry registry --docker-server=registry.example.com --docker-username=… --docker-password=…
kubectl patch serviceaccount default -p '{\"imagePullSecrets\": [{\"name\": \"registry\"}]}'";

pub fn guide(release: Release) -> Guide {
    let other = by_default(PRIVATE, release, Arrival::ForEveryPod, Brings::Nothing);
    Guide {
        sentence: text::use_cases_case_private_says(PRIVATE, outcome(&other).0),
        steps: vec![
            choose(release),
            Step::new(
                text::use_cases_private_firewall_title(),
                text::use_cases_private_firewall_says(),
            )
            .tries([
                Try::image(Name, "registry.internal:5000/acme/api:v1"),
                Try::preset(
                    Name,
                    "localhost-5000",
                    text::name_presets_localhost_5000_title(),
                ),
            ]),
            Step::new(
                text::use_cases_private_node_title(),
                text::use_cases_private_node_says(),
            )
            .code(CONFIG_JSON)
            .check(Check {
                image: PRIVATE,
                config: ConfigJson::OfNode,
                is_private: true,
            })
            .tries([
                Try::preset(
                    Credentials,
                    "config-json-two-keys",
                    text::use_cases_tries_two_keys(),
                ),
                Try::preset(
                    Credentials,
                    "provider-and-node-order",
                    text::use_cases_tries_provider_and_node(),
                ),
            ]),
            Step::new(
                text::use_cases_private_provider_title(),
                text::use_cases_private_provider_says(),
            )
            .code(PROVIDER)
            .tries([Try::preset(
                Credentials,
                "ecr-token-12h",
                text::use_cases_tries_token(),
            )]),
            Step::new(
                text::use_cases_private_secret_title(),
                text::use_cases_private_secret_says(),
            )
            .code(SECRET)
            .check(Check {
                image: PRIVATE,
                config: ConfigJson::InSecret,
                is_private: true,
            })
            .tries([
                Try::preset(
                    Credentials,
                    "service-account-secrets",
                    text::use_cases_tries_service_account(),
                ),
                Try::preset(
                    Credentials,
                    "missing-secret",
                    text::use_cases_tries_missing_secret(),
                ),
                Try::preset(
                    Credentials,
                    "wrong-secret-type",
                    text::use_cases_tries_wrong_type(),
                ),
                Try::preset(
                    BackOff,
                    "events-unauthorized",
                    text::use_cases_tries_unauthorized(),
                ),
            ]),
        ],
    }
}

/// Where the first Pod's credentials stood decides who may use the image after it.
fn choose(release: Release) -> Step {
    let mut why = Vec::new();
    let rows = [
        (
            text::use_cases_private_choose_nothing(),
            Arrival::ForEveryPod,
        ),
        (text::use_cases_private_choose_node(), Arrival::ForEveryPod),
        (
            text::use_cases_private_choose_secret(),
            Arrival::WithSecretOfAnotherPod,
        ),
    ]
    .map(|(way, arrival)| {
        let second = by_default(PRIVATE, release, arrival, Brings::Nothing);
        let row = vec![way.into(), cell(&second)];
        why.extend(second.why);
        row
    });
    let table = Table {
        caption: text::use_cases_private_choose_caption(release),
        head: vec![
            text::use_cases_private_choose_way().into(),
            text::use_cases_private_choose_second().into(),
        ],
        rows: rows.into(),
    };
    Step::new(
        text::use_cases_private_choose_title(),
        text::use_cases_private_choose_says(PRIVATE),
    )
    .table(table, each_once(why))
    .tries([Try::another_pods_secret(), Try::on_the_node()])
}
