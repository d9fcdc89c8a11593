//! What else decides about a pull: the ways to force one, Never with the image at hand,
//! AlwaysPullImages, runtime classes and image volumes.

use std::collections::BTreeMap;

use imagepull::{
    kubelet::ensure_image::{AttemptRequest, EnsureRequest, ensure_image},
    policy::{PullPolicy, default_pull_policy},
    releases::{Change, Release},
    words::{IntoParts, Parts},
};
use yew::prelude::*;

use crate::{
    components::{
        breakable::breakable, copy_button::CopyButton, rich::rich, verbatim::verbatim, why::why,
    },
    text,
};

const IMAGES_PAGE: &str = "https://kubernetes.io/docs/concepts/containers/images/";
const KEP_RUNTIME_CLASS: &str = "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4216-image-pull-per-runtime-class";
const KEP_IMAGE_VOLUME: &str =
    "https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4639-oci-volume-source";
const PLUGIN: &str = "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages";

/// The cards of one image. That on Never is further up where it is the policy.
pub fn cards(image: &str, release: Release, policy: PullPolicy) -> Html {
    html! {
        <div class="cards">
            { forcing(image) }
            if policy != PullPolicy::Never { { never(image) } }
            { plugin() }
            { runtime_classes(image, release) }
            { image_volumes(image, release) }
        </div>
    }
}

fn card(title: &'static str, content: Html, link: &'static str) -> Html {
    html! {
        <section class="card">
            <h2>{ title }</h2>
            { content }
            <p class="soft"><a href={link}>{ text::source() }</a></p>
        </section>
    }
}

fn paragraph(said: impl Into<Parts>) -> Html {
    html! { <p>{ rich(said) }</p> }
}

/// The four ways to have a pull at every start.
fn forcing(image: &str) -> Html {
    let name = image.split('@').next().unwrap_or(image);
    let written = format!("image: {image}\nimagePullPolicy: Always");
    let ways = [
        (text::policy_force_written().into_parts(), Some(written)),
        (
            text::policy_force_latest().into_parts(),
            Some("image: <name>:latest".to_owned()),
        ),
        (
            text::policy_force_no_tag().into_parts(),
            Some("image: <name>".to_owned()),
        ),
        (text::policy_force_plugin().into_parts(), None),
    ];
    let content = html! {
        <>
            { paragraph(text::policy_force_intro()) }
            <ol class="ways">
                { for ways.into_iter().map(|(way, yaml)| html! {
                    <li>
                        { rich(way) }
                        if let Some(yaml) = yaml { <pre class="code">{ yaml }</pre> }
                    </li>
                }) }
            </ol>
            { why(text::policy_force_title(), paragraph(text::policy_force_restart(name))) }
        </>
    };
    card(text::policy_force_title(), content, IMAGES_PAGE)
}

/// Why Never fails although the image seems to be there.
pub fn never(image: &str) -> Html {
    let commands = [
        text::policy_never_crictl().to_owned(),
        format!("kind load docker-image {image}"),
        format!("minikube image load {image}"),
    ];
    let causes = html! {
        <ul class="plain">
            <li>{ rich(text::policy_never_store()) }</li>
            <li>{ rich(text::policy_never_name()) }</li>
            <li>{ rich(text::policy_never_node()) }</li>
            <li>{ rich(text::policy_never_access()) }</li>
        </ul>
    };
    let content = html! {
        <>
            { paragraph(text::policy_never_intro()) }
            <dl>
                <div>
                    <dt>{ text::policy_never_commands() }</dt>
                    { for commands.into_iter().map(|command| html! {
                        <dd>
                            <code>{ breakable(&command) }</code>
                            <CopyButton what={command.clone()} copied={command} />
                        </dd>
                    }) }
                </div>
            </dl>
            { why(text::policy_never_title(), causes) }
        </>
    };
    card(
        text::policy_never_title(),
        content,
        "https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/images/image_manager.go",
    )
}

fn plugin() -> Html {
    let rest = html! { <>{ paragraph(text::policy_plugin_update()) }{ paragraph(text::policy_plugin_price()) }</> };
    let content = html! {
        <>
            { paragraph(text::policy_plugin_create()) }
            { why(text::policy_plugin_title(), rest) }
        </>
    };
    card(text::policy_plugin_title(), content, PLUGIN)
}

/// The image is on the node for one runtime handler; the pod asks for another.
fn runtime_classes(image: &str, release: Release) -> Html {
    let content = if release.has(Change::RuntimeClassInImageCriApiExists) {
        html! {
            <>
                { paragraph(text::policy_runtime_class_intro()) }
                <dl>
                    <div><dt>{ text::policy_runtime_class_off() }</dt><dd>{ started(image, release, false) }</dd></div>
                    <div><dt>{ text::policy_runtime_class_on() }</dt><dd>{ started(image, release, true) }</dd></div>
                </dl>
                { why(text::policy_runtime_class_title(), paragraph(text::policy_runtime_class_gate())) }
            </>
        }
    } else {
        paragraph(text::policy_runtime_class_unknown(release))
    };
    card(
        text::policy_runtime_class_title(),
        content,
        KEP_RUNTIME_CLASS,
    )
}

/// The first event of a start with the policy IfNotPresent.
fn started(image: &str, release: Release, is_gate_on: bool) -> Html {
    let report = ensure_image(&EnsureRequest {
        image: image.to_owned(),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        kubernetes: Some(release.to_string()),
        feature_gates: Some(BTreeMap::from([(
            "RuntimeClassInImageCriApi".to_owned(),
            is_gate_on,
        )])),
        runtime_handler: Some("kata".to_owned()),
        attempts: vec![AttemptRequest {
            present: Some(true),
            present_for: Some(vec!["runc".to_owned()]),
            ..AttemptRequest::default()
        }],
        ..EnsureRequest::default()
    });
    let event = report.attempts.into_iter().flat_map(|it| it.events).next();
    event.map_or_else(Html::default, |event| {
        html! { <span class="code"><strong>{ event.reason }</strong>{ " " }{ verbatim(&event.message) }</span> }
    })
}

fn image_volumes(image: &str, release: Release) -> Html {
    let stage = if release.has(Change::ImageVolumesAreStable) {
        text::policy_volumes_stable().into_parts()
    } else if release.has(Change::ImageVolumesAreOn) {
        text::policy_volumes_on().into_parts()
    } else if release.has(Change::ImageVolumesExist) {
        text::policy_volumes_off().into_parts()
    } else {
        text::policy_volumes_unknown().into_parts()
    };
    let when = if release.has(Change::ImageVolumesAwaitAContainer) {
        text::policy_volumes_at_start().into_parts()
    } else {
        text::policy_volumes_every_sync().into_parts()
    };
    let content = html! {
        <>
            { paragraph(stage) }
            if release.has(Change::ImageVolumesExist) {
                { paragraph(text::policy_volumes_default(image, default_pull_policy(image))) }
                { paragraph(when) }
                { paragraph(text::policy_volumes_plugin()) }
            }
        </>
    };
    card(text::policy_volumes_title(), content, KEP_IMAGE_VOLUME)
}
