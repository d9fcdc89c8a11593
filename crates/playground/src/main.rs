//! The playground: a page that answers what Kubernetes makes of an image name.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <main><h1>{ "Imagepull" }</h1></main> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
