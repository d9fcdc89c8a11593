//! What else a person asks: who may use an image that is on the node, what the events say, tokens
//! that end.

use imagepull::{
    credentials::built_in::Cloud,
    diagnostic::Diagnostic,
    kubelet::{
        config::{VerificationPolicy, check_kubelet_config},
        ensure_image::{
            AttemptRequest, Coordinates, CriCall, EnsureRequest, PullRecords, ensure_image,
        },
    },
    releases::{Change, Release},
    words::{IntoParts, Parts},
};
use yew::prelude::*;

use super::docker_hub::Hub;
use crate::{
    components::{remarks::remarks, rich::rich, why::why},
    text,
};

const IMAGES_PAGE: &str = "https://kubernetes.io/docs/concepts/containers/images/";
const GATE: &str = "KubeletEnsureSecretPulledImages";

/// The value as the documentation of Kubernetes spells it.
const MISSPELT: &str = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nimagePullCredentialsVerificationPolicy: NeverVerifyAllowListedImages\n";

/// The cards of an image. `repository` is its normalised name; `None` where it has none.
pub fn cards(image: &str, repository: Option<&str>, release: Release) -> Html {
    let host = repository.and_then(|it| it.split('/').next());
    let is_ecr = host.and_then(Cloud::from_host) == Some(Cloud::Ecr);
    html! {
        <div class="cards">
            if is_ecr { { token() } }
            <Hub repository={repository.map(str::to_owned)} />
            { events(release) }
            { on_node(image, repository, release) }
        </div>
    }
}

fn paragraph(said: impl Into<Parts>) -> Html {
    html! { <p>{ rich(said) }</p> }
}

/// Who may use an image that is on the node already, by policy.
fn on_node(image: &str, repository: Option<&str>, release: Release) -> Html {
    let exists = release.has(Change::ImageAccessCanBeVerified);
    let intro = if release.has(Change::PresentImageAccessIsVerified) {
        text::credentials_on_node_on(release).into_parts()
    } else if exists {
        text::credentials_on_node_off(release).into_parts()
    } else {
        text::credentials_on_node_everyone(release).into_parts()
    };
    html! {
        <section class="card">
            <h2>{ text::credentials_on_node_title() }</h2>
            { paragraph(intro) }
            if exists {
                { policies(image, release) }
                { why(text::credentials_on_node_title(), html! {
                    <>
                        { for repository.map(|repository| allowlist(image, repository, release)) }
                        { misspelt(release) }
                    </>
                }) }
            }
            <p class="soft">
                <a href="#/policy?preset=another-pods-secret">{ text::credentials_on_node_links() }</a>{ " · " }
                <a href={format!("{IMAGES_PAGE}#ensureimagepullcredentialverification")}>{ text::credentials_on_node_documentation() }</a>
            </p>
        </section>
    }
}

fn policies(image: &str, release: Release) -> Html {
    html! {
        <div class="scrolls" tabindex="0" role="region" aria-label={text::credentials_on_node_title()}>
            <table class="policies">
                <thead>
                    <tr>
                        <th scope="col">{ text::credentials_on_node_policy() }</th>
                        <th scope="col">{ text::credentials_on_node_preloaded() }</th>
                        <th scope="col">{ text::credentials_on_node_pulled() }</th>
                    </tr>
                </thead>
                <tbody>
                    { for VerificationPolicy::ALL.map(|policy| html! {
                        <tr>
                            <th scope="row">
                                <code>{ policy.as_str() }</code>
                                if policy == VerificationPolicy::default() { { " " }{ text::credentials_on_node_default() } }
                            </th>
                            { outcome(has_to_pull(image, release, policy, false, None)) }
                            { outcome(has_to_pull(image, release, policy, true, None)) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn outcome(pulls: bool) -> Html {
    if pulls {
        html! { <td class="differs">{ text::credentials_on_node_pulls() }</td> }
    } else {
        html! { <td class="fits">{ text::credentials_on_node_uses() }</td> }
    }
}

/// Whether a Pod without credentials has to pull an image that is present, with the gate on.
fn has_to_pull(
    image: &str,
    release: Release,
    policy: VerificationPolicy,
    is_of_another_pod: bool,
    allowed: Option<&str>,
) -> bool {
    let another = Coordinates {
        namespace: "another".to_owned(),
        name: "another".to_owned(),
        uid: "another".to_owned(),
    };
    let report = ensure_image(&EnsureRequest {
        image: image.to_owned(),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        kubernetes: Some(release.to_string()),
        feature_gates: Some([(GATE.to_owned(), true)].into()),
        image_pull_credentials_verification_policy: Some(policy.as_str().to_owned()),
        preloaded_images_verification_allowlist: allowed.map(|entry| vec![entry.to_owned()]),
        pull_records: is_of_another_pod.then(|| PullRecords {
            allowed_secrets: Some([(image.to_owned(), vec![another])].into()),
            ..PullRecords::default()
        }),
        attempts: vec![AttemptRequest {
            present: Some(true),
            ..AttemptRequest::default()
        }],
        ..EnsureRequest::default()
    });
    let mut calls = report.attempts.iter().flat_map(|it| &it.cri_calls);
    calls.any(|call| *call == CriCall::PullImage)
}

/// How the image is on the allowlist, and whether that helps as the Pod writes it.
fn allowlist(image: &str, repository: &str, release: Release) -> Html {
    let policy = VerificationPolicy::NeverVerifyAllowlistedImages;
    let is_freed = !has_to_pull(image, release, policy, false, Some(repository));
    let why_not = if release.has(Change::AllowlistIsComparedAsWritten) {
        text::credentials_on_node_allowlist_cut(image)
    } else {
        text::credentials_on_node_allowlist_whole(image)
    };
    html! {
        <>
            { paragraph(text::credentials_on_node_allowlist(repository)) }
            if !is_freed { { paragraph(why_not) } }
        </>
    }
}

fn misspelt(release: Release) -> Html {
    let report = check_kubelet_config(MISSPELT, release);
    let refused: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    html! {
        <>
            { paragraph(text::credentials_on_node_spelling()) }
            { remarks(&refused, &Callback::noop()) }
        </>
    }
}

/// What is said of Secrets that are missing, and of several credentials that fail.
fn events(release: Release) -> Html {
    let said = if release.has(Change::MissingPullSecretsAreReportedAfterFailure) {
        text::credentials_events_missing_after_failure(release).into_parts()
    } else if release.has(Change::MissingPullSecretsAreReported) {
        text::credentials_events_missing_every_sync(release).into_parts()
    } else {
        text::credentials_events_missing_silent(release).into_parts()
    };
    html! {
        <section class="card">
            <h2>{ text::credentials_events_title() }</h2>
            { paragraph(text::credentials_events_missing()) }
            { why(text::credentials_events_title(), html! {
                <>
                    { paragraph(said) }
                    { paragraph(text::credentials_events_joined()) }
                    { paragraph(text::credentials_events_no_retry()) }
                </>
            }) }
            <p class="soft"><a href="#/back-off?preset=events-unauthorized">{ text::credentials_events_explain() }</a></p>
        </section>
    }
}

fn token() -> Html {
    html! {
        <section class="card">
            <h2>{ text::credentials_ecr_title() }</h2>
            { paragraph(text::credentials_ecr_secret()) }
            { why(text::credentials_ecr_title(), html! {
                <>
                    { paragraph(text::credentials_ecr_provider()) }
                    { paragraph(text::credentials_ecr_warm()) }
                </>
            }) }
            <p class="soft"><a href="#/back-off?preset=next-attempt">{ text::credentials_ecr_next() }</a></p>
        </section>
    }
}

/// Where to read on.
pub fn documentation() -> Html {
    let links = [
        ("using-a-private-registry", text::credentials_docs_private()),
        ("config-json", text::credentials_docs_config()),
    ];
    html! {
        <ul class="plain soft">
            { for links.map(|(anchor, title)| html! {
                <li><a href={format!("{IMAGES_PAGE}#{anchor}")}>{ title }</a></li>
            }) }
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMAGE: &str = "ghcr.io/acme/api:v1";

    #[test]
    fn each_policy_verifies_what_it_says() {
        let row = |policy| {
            [false, true]
                .map(|of_another| has_to_pull(IMAGE, Release::NEWEST, policy, of_another, None))
        };
        let rows = VerificationPolicy::ALL.map(row);
        assert_eq!(
            rows,
            [[false, false], [false, true], [true, true], [true, true]]
        );
    }

    #[test]
    fn the_allowlist_counts_by_release_and_spelling() {
        let pulls = |image, release: &str| {
            let policy = VerificationPolicy::NeverVerifyAllowlistedImages;
            let release = release.parse().expect("a release");
            has_to_pull(
                image,
                release,
                policy,
                false,
                Some("docker.io/library/nginx"),
            )
        };
        for (image, freed) in [
            ("nginx:1.27", [].as_slice()),
            ("docker.io/library/nginx", &["1.35", "1.36"]),
            ("docker.io/library/nginx:1.27", &["1.36"]),
        ] {
            for release in ["1.35", "1.36"] {
                assert_eq!(
                    !pulls(image, release),
                    freed.contains(&release),
                    "{image} {release}"
                );
            }
        }
    }

    #[test]
    fn the_spelling_of_the_documentation_is_refused() {
        let report = check_kubelet_config(MISSPELT, Release::NEWEST);
        assert!(!report.starts);
        let codes: Vec<&str> = report.diagnostics.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["KUB009"]);
    }
}
