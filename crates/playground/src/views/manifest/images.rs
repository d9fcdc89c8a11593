//! Every image with the container that uses it, its policy and what it means, and the documents
//! without any.

use imagepull::{
    image::without_user_info,
    policy::PullPolicy,
    workload::report::{ImageUse, ManifestDocument, Role},
};
use yew::prelude::*;

use super::answer::{Answer, SharedAnswer};
use crate::{
    address::{Address, View, policy::PolicyChoice},
    components::{address_link::AddressLink, breakable::breakable, reasons::reasons, rich::rich},
    hooks::use_language,
    text,
};

/// Images per press of “more”.
const MAX_SHOWN: usize = 50;

/// Documents without images that are named; of the others only the number.
const NAMED: usize = 12;

/// Properties of [`Images`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is in the text.
    pub answer: SharedAnswer,
    /// What the page shows, for the links to other views.
    pub address: Address,
}

/// The table.
#[component]
pub fn Images(props: &Props) -> Html {
    use_language();
    let report = &props.answer.report;
    let shown = use_state_eq(|| MAX_SHOWN);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(*shown + MAX_SHOWN))
    };
    let hidden = report.images.len().saturating_sub(*shown);
    let titles = [
        text::manifest_images_workload(),
        text::manifest_images_container(),
        text::manifest_images_means(),
        text::manifest_images_policy(),
    ];
    html! {
        <section class="images">
            <h2 id="images">{ text::manifest_images_title() }</h2>
            if !report.images.is_empty() {
                <div class="scrolls" tabindex="0" role="region" aria-labelledby="images">
                    <table>
                        <thead><tr>{ for titles.into_iter().map(|title| html! { <th scope="col">{ title }</th> }) }</tr></thead>
                        <tbody>{ for report.images.iter().take(*shown).map(|image| row(image, props)) }</tbody>
                    </table>
                </div>
            }
            if hidden > 0 {
                <button type="button" class="small" onclick={more}>{ text::manifest_findings_more(hidden.min(MAX_SHOWN)) }</button>
            }
            { others(&props.answer) }
        </section>
    }
}

fn row(image: &ImageUse, props: &Props) -> Html {
    let (namespace, name) = (image.namespace.as_deref(), image.name.as_deref());
    let workload = title(image.kind.as_deref(), namespace, name);
    let container = image
        .container
        .as_deref()
        .unwrap_or_else(|| text::manifest_images_unnamed());
    let written = &without_user_info(&image.image.input);
    html! {
        <tr>
            <td class="code">{ workload }</td>
            <td><span class="code">{ container.to_owned() }</span><br /><span class="soft">{ role(image.role) }</span></td>
            <td>
                { means(image) }
                <br />
                { link(&name_view(written, &props.address), text::manifest_images_name_link(), text::manifest_images_name_of(written)) }
                { " · " }
                { link(&policy_view(image, &props.address), text::manifest_images_policy_link(), text::manifest_images_policy_of(written)) }
            </td>
            <td>{ policy(image) }</td>
        </tr>
    }
}

/// The image in full, and what files beside the text make of it.
fn means(image: &ImageUse) -> Html {
    let written = image.image.pulled.as_ref();
    let written = written.map(|pulled| html! { <code>{ breakable(pulled) }</code> });
    let rendered = image.rendered.as_deref().map(without_user_info);
    match (written, rendered) {
        (None, None) if image.is_filled_in() => html! {
            <><code>{ breakable(&without_user_info(&image.image.input)) }</code><br /><span class="soft">{ text::manifest_images_not_rendered() }</span></>
        },
        (None, None) => html! { <span class="bad">{ text::manifest_images_no_name() }</span> },
        (written, None) => html! { <>{ written }</> },
        (None, Some(rendered)) => rich(text::manifest_images_rendered(rendered)),
        (written, Some(rendered)) => {
            html! { <>{ written }<br />{ rich(text::manifest_images_rendered(rendered)) }</> }
        }
    }
}

fn link(address: &Address, label: &'static str, says: String) -> Html {
    html! { <AddressLink class="soft" address={address.clone()} label={says}>{ label }</AddressLink> }
}

fn name_view(image: &str, address: &Address) -> Address {
    let mut address = address.with_view(View::Name);
    image.clone_into(&mut address.image);
    address
}

fn policy_view(image: &ImageUse, address: &Address) -> Address {
    let mut address = address.with_view(View::Policy);
    image.image.input.clone_into(&mut address.image);
    address.policy = PolicyChoice {
        written: image.policy_written.as_deref().and_then(PullPolicy::named),
        always_pull_images: address.manifest.always_pull_images,
        ..PolicyChoice::default()
    };
    address
}

fn policy(image: &ImageUse) -> Html {
    let Some(policy) = image.policy else {
        let said = if image.is_filled_in() {
            text::manifest_images_policy_not_rendered()
        } else {
            text::manifest_images_no_policy()
        };
        return html! { <span class="soft">{ said }</span> };
    };
    let how = match image.policy_written.as_deref() {
        Some(written) if written == policy.as_str() => text::manifest_images_written(),
        _ if !image.has_image() => {
            return html! { <span class="soft">{ text::manifest_images_not_filled() }</span> };
        }
        Some(_) => text::manifest_images_replaced(),
        None => text::manifest_images_filled(),
    };
    html! {
        <details>
            <summary>
                <code>{ policy.as_str() }</code>{ " " }<span class="soft">{ how }</span>
            </summary>
            { reasons(&image.why) }
        </details>
    }
}

/// What a container is.
fn role(role: Role) -> &'static str {
    match role {
        Role::Init => text::manifest_images_role_init(),
        Role::Sidecar => text::manifest_images_role_sidecar(),
        Role::Container => text::manifest_images_role_container(),
        Role::Ephemeral => text::manifest_images_role_ephemeral(),
        Role::Volume => text::manifest_images_role_volume(),
        Role::Reference => text::manifest_images_role_reference(),
    }
}

/// Kind, namespace and name, as far as they are written.
fn title(kind: Option<&str>, namespace: Option<&str>, name: Option<&str>) -> String {
    let kind = kind.unwrap_or_else(|| text::manifest_images_document());
    match (namespace, name) {
        (Some(namespace), Some(name)) => format!("{kind} {namespace}/{name}"),
        (None, Some(name)) => format!("{kind} {name}"),
        _ => kind.to_owned(),
    }
}

/// The documents without images, named shortly.
fn others(answer: &Answer) -> Html {
    let documents = answer.report.documents.iter();
    let others: Vec<&ManifestDocument> = documents.filter(|it| it.images == 0).collect();
    if others.is_empty() {
        return Html::default();
    }
    let names = others.iter().take(NAMED).map(|it| {
        title(
            it.kind.as_deref(),
            it.namespace.as_deref(),
            it.name.as_deref(),
        )
    });
    let names = names.collect::<Vec<String>>().join(", ");
    let listed = match others.len().saturating_sub(NAMED) {
        0 => names,
        more => text::manifest_images_others_more(names, more),
    };
    html! { <p class="soft">{ text::manifest_images_others(listed) }</p> }
}
