//! The key of Docker Hub: which spellings the kubelet takes, and one to try.

use imagepull::{
    credentials::{
        CredentialsReport, CredentialsRequest, Entry, docker_config::DockerConfig, is_docker_hub,
        match_credentials,
    },
    why::Reason,
};
use yew::prelude::*;

use crate::{
    components::{breakable::breakable, fields::TextField, reasons::reasons, rich::rich, why::why},
    hooks::use_language,
    text,
};

/// What people write for Docker Hub.
const SPELLINGS: [&str; 4] = [
    "https://index.docker.io/v1/",
    "docker.io",
    "https://index.docker.io/v1",
    "registry-1.docker.io",
];

/// An image of Docker Hub, for a page about another one.
const HUB_IMAGE: &str = "docker.io/library/nginx";

/// Properties of [`Hub`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The normalised name of the image that the page is about.
    pub repository: Option<String>,
}

/// The table, with a row for a key of one's own.
#[component]
pub fn Hub(props: &Props) -> Html {
    use_language();
    let tested = use_state_eq(String::new);
    let repository = props.repository.as_deref();
    let repository = repository
        .filter(|it| is_docker_hub(it))
        .unwrap_or(HUB_IMAGE);
    let write = {
        let tested = tested.clone();
        Callback::from(move |key| {
            tested.set(key);
            true
        })
    };
    html! {
        <section class="card hub">
            <h2>{ text::credentials_hub_title() }</h2>
            <p>{ rich(text::credentials_hub_intro(repository)) }</p>
            <dl>
                { for SPELLINGS.map(|key| row(key, &alone(key, repository), Html::default())) }
            </dl>
            <TextField
                label={text::credentials_hub_try()} value={(*tested).clone()} default="https://index.docker.io/v2/"
                at_once=true onchange={write}
            />
            <div role="status">
                if !tested.trim().is_empty() {
                    <dl>{ explained(&tested, repository) }</dl>
                }
            </div>
            { why(text::credentials_hub_title(), html! {
                <>
                    <dl>{ for SPELLINGS.map(|key| explained(key, repository)) }</dl>
                    <p>{ rich(text::credentials_hub_both()) }</p>
                    <p class="soft">{ rich(text::credentials_hub_others()) }</p>
                </>
            }) }
        </section>
    }
}

/// A row with the rules that decide.
fn explained(key: &str, repository: &str) -> Html {
    let report = alone(key, repository);
    row(key, &report, reasons(&rules(&report)))
}

fn row(key: &str, report: &CredentialsReport, reasons: Html) -> Html {
    let is_tried = !report.candidates.is_empty();
    html! {
        <div>
            <dt><code>{ breakable(key) }</code></dt>
            <dd>
                <strong class={if is_tried { "fits" } else { "differs" }}>
                    { if is_tried { text::credentials_hub_yes() } else { text::credentials_hub_no() } }
                </strong>
                { reasons }
            </dd>
        </div>
    }
}

/// A docker configuration with nothing but this key.
fn alone(key: &str, repository: &str) -> CredentialsReport {
    match_credentials(&CredentialsRequest {
        lookup: Some(repository.to_owned()),
        node_config: Some(Ok(DockerConfig {
            entries: vec![Entry::new(key, None)],
            ignored: Vec::new(),
        })),
        ..CredentialsRequest::default()
    })
}

fn rules(report: &CredentialsReport) -> Vec<Reason> {
    let tried = report.candidates.iter().flat_map(|it| &it.why);
    let never = report.rejected.iter().flat_map(|it| &it.why);
    tried.chain(never).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kubelet_takes_two_of_the_spellings() {
        let tried = SPELLINGS.map(|key| !alone(key, HUB_IMAGE).candidates.is_empty());
        assert_eq!(tried, [true, true, false, false]);
    }
}
