//! What comes of a step: of what the guide writes, drawn as a chain, and of what the reader pastes beside it.

use imagepull::{
    credentials::{CredentialsReport, pasted::masked},
    releases::Release,
    words::{IntoParts, Parts},
};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::{
    components::{fields::typed, rich::rich},
    hooks::use_language,
    text,
    views::credentials::{
        input::Input,
        paste::paste_outcome::{ConfigJson, take},
        request::matched,
        sentence::{owner, sentence},
    },
};

/// What a step has to lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// The image that is pulled, where the text has none.
    pub image: &'static str,
    /// What a config.json is.
    pub config: ConfigJson,
    /// Whether the image is pulled with credentials.
    pub is_private: bool,
}

/// What comes of a text.
#[derive(Clone, Debug, PartialEq)]
struct Outcome {
    is_right: bool,
    says: Parts,
    /// From who has the credentials to what is pulled with them.
    chain: Vec<Parts>,
}

impl Check {
    fn outcome(self, written: &str, release: Release) -> Outcome {
        let taken = take(Input::default(), written, self.config, release);
        if taken.what.is_empty() {
            return Outcome {
                is_right: false,
                says: text::use_cases_check_nothing().into_parts(),
                chain: Vec::new(),
            };
        }
        let image = taken.images.first().map_or(self.image, |it| &it.image);
        let report = matched(image, release, &taken.given);
        Outcome {
            is_right: report.candidates.is_empty() != self.is_private
                && report.repository.is_some(),
            says: sentence(&report),
            chain: chain(&report, image),
        }
    }
}

fn chain(report: &CredentialsReport, image: &str) -> Vec<Parts> {
    let tried = report.candidates.first();
    let tried = tried.map(|it| (owner(it.source, it.name.as_deref()), it.key.clone()));
    let never = report.rejected.first();
    let never = never.map(|it| {
        let key = it.key.clone().unwrap_or_default();
        (owner(it.source, it.name.as_deref()), key)
    });
    let (owner, key) = tried.or(never).unzip();
    let key = key.filter(|it| !it.is_empty()).map(Parts::code);
    let image = Parts::code(image.to_owned());
    owner.into_iter().chain(key).chain([image]).collect()
}

/// Properties of [`Checked`].
#[derive(Properties, PartialEq)]
pub struct Props {
    pub check: Check,
    /// What the guide writes.
    pub example: &'static str,
    /// The title of the step.
    pub title: &'static str,
    /// The release whose kubelet reads it.
    pub release: Release,
}

/// The figure of a step, and the field for what the reader wrote. Its text goes nowhere, and its secrets are masked.
#[component]
pub fn Checked(props: &Props) -> Html {
    use_language();
    let own = use_state_eq(|| None::<Outcome>);
    let written = use_state_eq(String::new);
    let oninput = {
        let (own, written) = (own.clone(), written.clone());
        let (check, release) = (props.check, props.release);
        Callback::from(move |event: InputEvent| {
            let text = typed(&event);
            own.set((!text.trim().is_empty()).then(|| check.outcome(&text, release)));
            let kept = masked(&text);
            event
                .target_unchecked_into::<HtmlTextAreaElement>()
                .set_value(&kept);
            written.set(kept);
        })
    };
    html! {
        <div class="check">
            { figure(own.as_ref(), &props.check.outcome(props.example, props.release)) }
            <label class="field">
                <span>{ text::use_cases_check_label() }<span class="visually-hidden">{ ": " }{ props.title }</span></span>
                <textarea
                    class="code" rows="2" value={(*written).clone()} {oninput}
                    spellcheck="false" autocomplete="off" autocapitalize="off"
                />
            </label>
        </div>
    }
}

/// Draws what comes of the reader's text, or where there is none of that of the guide.
fn figure(own: Option<&Outcome>, example: &Outcome) -> Html {
    let (of, outcome) = match own {
        Some(own) => (text::use_cases_check_yours(), own),
        None => (text::use_cases_check_example(), example),
    };
    let (class, sign) = if outcome.is_right {
        ("starts", "✓ ")
    } else {
        ("waits", "✕ ")
    };
    html! {
        <div role="group" aria-label={of}>
            <p role="status">
                <span class="soft">{ of }</span>{ " " }<strong {class}>{ sign }</strong>{ rich(&outcome.says) }
            </p>
            if !outcome.chain.is_empty() {
                <ol class={classes!("chain", class)}>{ for outcome.chain.iter().map(|part| html! { <li><span>{ rich(part) }</span></li> }) }</ol>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_held_against_the_image_of_the_step() {
        let check = Check {
            image: "registry.example.com/acme/api:v1",
            config: ConfigJson::OfNode,
            is_private: true,
        };
        let is_right = |text| check.outcome(text, Release::NEWEST).is_right;
        assert!(is_right(
            "docker login -u joe -p s3cret registry.example.com"
        ));
        assert!(!is_right("docker login -u joe -p s3cret ghcr.io"));
        assert!(!is_right("kind: ConfigMap"));
        assert!(is_right(
            r#"{ "auths": { "registry.example.com/acme": { "username": "joe", "password": "x" } } }"#
        ));
    }
}
