//! The life of the field: create, edit the image, create again.

use imagepull::{
    image::parse_image,
    policy::{
        PullPolicy, default_pull_policy,
        life::{Stage, Step, life_of_policy},
    },
    words::Parts,
};
use yew::prelude::*;

use super::{Props, change};
use crate::{
    components::{
        breakable::breakable, fields::written, image_field::too_long, reasons::reasons, rich::rich,
        verbatim::marked,
    },
    text,
};

/// The three stages, with the image after the edit to be written.
pub fn life(image: &str, props: &Props) -> Html {
    let choice = &props.address().policy;
    let proposed = proposed(image);
    let edited = if choice.edited.is_empty() {
        &proposed
    } else {
        &choice.edited
    };
    let too_long = too_long(edited);
    let stages = life_of_policy(image, edited, choice.always_pull_images);
    let oninput = change(props, |choice, event: InputEvent| {
        choice.edited = written(&event);
    });
    html! {
        <section class="life" aria-labelledby="life">
            <h2 id="life">{ text::policy_life_title() }</h2>
            if too_long.is_none() { <p role="status">{ rich(said(&stages)) }</p> }
            <label class="edited">
                { text::policy_life_edit_to() }
                <input
                    type="text" class="code" {oninput} value={choice.edited.clone()} placeholder={proposed.clone()}
                    spellcheck="false" autocomplete="off" autocapitalize="off"
                />
            </label>
            if let Some(said) = too_long {
                { said }
            } else {
                <ol class="stages">{ for stages.iter().map(stage) }</ol>
            }
            <p class="soft">{ rich(text::policy_life_note()) }</p>
        </section>
    }
}

fn stage(stage: &Stage) -> Html {
    let title = match stage.step {
        Step::Created => text::policy_life_created(),
        Step::Edited => text::policy_life_edited(),
        Step::CreatedAgain => text::policy_life_created_again(),
    };
    html! {
        <li class="card">
            <h3>{ title }</h3>
            <p class="code">{ "image: " }{ breakable(&stage.image) }</p>
            <p class="code">{ "imagePullPolicy: " }<span class="chip">{ &stage.policy }</span></p>
            { reasons(&stage.why) }
            { for stage.diagnostics.iter().map(|problem| html! { <p class="bad">{ marked(&problem.message) }</p> }) }
        </li>
    }
}

fn said(stages: &[Stage; 3]) -> Parts {
    let [created, edited, again] = stages;
    if edited.policy == again.policy {
        text::policy_life_same(&edited.image, &edited.policy)
    } else {
        text::policy_life_stays(&created.policy, &edited.image, &again.policy)
    }
}

/// An edit by which the default would be another one.
fn proposed(image: &str) -> String {
    let report = parse_image(image);
    let name = image.split('@').next().unwrap_or(image);
    let tag = report.tag.map(|tag| format!(":{tag}"));
    let repository = tag.and_then(|tag| name.strip_suffix(&tag)).unwrap_or(name);
    let tag = match default_pull_policy(image) {
        PullPolicy::Always => "v1",
        _ => "latest",
    };
    format!("{repository}:{tag}")
}

#[cfg(test)]
mod tests {
    use super::proposed;

    #[test]
    fn the_proposed_edit_has_another_default() {
        for (image, edit) in [
            ("nginx", "nginx:v1"),
            ("nginx:latest", "nginx:v1"),
            ("localhost:5000/api:v1", "localhost:5000/api:latest"),
            (
                "api@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "api:latest",
            ),
        ] {
            assert_eq!(proposed(image), edit);
        }
    }
}
