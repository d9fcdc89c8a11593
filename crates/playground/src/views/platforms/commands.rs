//! How to get the document of an image: commands that print exactly its bytes.

use imagepull::image::parse_image;
use yew::prelude::*;

use super::Props;
use crate::{
    components::{
        copy_button::CopyButton,
        image_field::{ImageField, shown_image},
    },
    hooks::use_language,
    text,
};

/// The image, and the commands for it.
#[component]
pub fn Commands(props: &Props) -> Html {
    use_language();
    let name = parse_image(shown_image(&props.address).trim()).with_default_tag;
    let commands = name.map(|name| commands(&name));
    html! {
        <section class="commands">
            <h3>{ text::platforms_commands_title() }</h3>
            <p class="soft">{ text::platforms_commands_note() }</p>
            <ImageField ..props.clone() />
            if let Some(commands) = commands {
                <ul>{ for commands.into_iter().map(|command| html! {
                    <li><code>{ command.clone() }</code>{ " " }<CopyButton copied={command} what={text::platforms_commands_what()} /></li>
                }) }</ul>
            }
        </section>
    }
}

/// The name is one that the grammar accepts: it has no character that a shell would read.
fn commands(name: &str) -> [String; 3] {
    [
        format!("crane manifest {name}"),
        format!("skopeo inspect --raw docker://{name}"),
        format!("docker buildx imagetools inspect --raw {name}"),
    ]
}
