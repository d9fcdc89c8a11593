//! The Policy, the Back-off, the Credentials and the Use cases view, in the whole page.

use crate::mounted::Mounted;
use playground::app::App;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

const ANSWER: &str = ".answer[role=status]";

#[wasm_bindgen_test]
async fn the_policy_of_an_image_is_said_with_its_reason() {
    let view = Mounted::<App>::new("#/policy?image=api:v1", ());
    view.expect_text(
        ANSWER,
        "api:v1 gets IfNotPresent: the kubelet pulls it only if the node doesn’t have it.",
    )
    .await;
}

#[wasm_bindgen_test]
async fn the_next_attempt_after_a_fix_is_said() {
    let view = Mounted::<App>::new("#/back-off?preset=next-attempt", ());
    view.expect_text(
        ANSWER,
        "The kubelet retries 4 m 18 s after your fix; a new pod would pull at once.",
    )
    .await;
    view.type_into("textarea#events-text", "x509: certificate has expired")
        .await;
    view.expect_text(
        ".cause h3",
        "The registry's certificate has expired, or is not valid yet",
    )
    .await;
}

#[wasm_bindgen_test]
async fn what_a_case_comes_to_is_said_for_the_release() {
    let fragment = "#/use-cases?case=tighter-control&kubernetes=1.34";
    let view = Mounted::<App>::new(fragment, ());
    view.expect_text(
        ANSWER,
        "A Pod without the Secret, by default in Kubernetes 1.34: starts. With AlwaysPullImages: \
         ErrImagePull.",
    )
    .await;
    view.expect_text(".steps h3", "See what is at stake").await;
}

#[wasm_bindgen_test]
async fn the_order_of_credentials_is_said_and_a_pasted_text_is_not_kept() {
    let fragment = "#/credentials?preset=gitlab-group-three-secrets";
    let view = Mounted::<App>::new(fragment, ());
    view.expect_text(
        ANSWER,
        "The kubelet tries 2 credentials: first registry.gitlab.example.com/group/project from Secret \
         gitlab-project.",
    )
    .await;
    view.expect_text(".never .key", "registry.gitlab.example.com/other-group")
        .await;
    let field = "textarea#pasted-credentials";
    let config = r#"{ "auths": { "ghcr.io": { "username": "joe", "password": "s3cret" } } }"#;
    view.type_into(field, config).await;
    view.expect_text(
        ".paste [role=status]",
        "Imported: the node’s config.json (keys: 1). Passwords and tokens were dropped.",
    )
    .await;
    let left: HtmlTextAreaElement = view.find(field).await;
    assert_eq!(left.value(), "");
}
