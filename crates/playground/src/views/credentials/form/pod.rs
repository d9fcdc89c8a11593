//! The Pod and its ServiceAccount.

use yew::prelude::*;

use super::{Props, read_names, write_names};
use crate::{
    components::fields::{TextField, choice, switch},
    text,
    views::credentials::input::{DEFAULT_NAMESPACE, Input, ServiceAccount},
};

/// The ServiceAccount of a Pod that names none.
const DEFAULT_ACCOUNT: &str = "default";

/// The Pod lists the Secrets that are given.
const ALL: &str = "all";
/// The Pod lists those that a field names.
const NAMED: &str = "named";

/// The fields of the Pod.
pub fn pod(props: &Props) -> Html {
    let pod = &props.given.pod;
    let lists = if pod.image_pull_secrets.is_some() {
        NAMED
    } else {
        ALL
    };
    let choose = props.edit(|given, chosen: String| {
        let names = given.secrets.iter().map(|secret| secret.name.clone());
        given.pod.image_pull_secrets = (chosen == NAMED).then(|| names.collect());
    });
    let set_listed = props.edit_name(|given, names| {
        given.pod.image_pull_secrets = Some(read_names(&names));
    });
    let account = props.edit(|given, is_given: bool| {
        given.pod.service_account = is_given.then(|| ServiceAccount {
            name: DEFAULT_ACCOUNT.to_owned(),
            ..ServiceAccount::default()
        });
    });
    let options = [
        // With a ServiceAccount a Pod that lists nothing has its Secrets.
        (
            ALL,
            if pod.service_account.is_some() {
                text::credentials_form_lists_of_account()
            } else {
                text::credentials_form_lists_all()
            },
        ),
        (NAMED, text::credentials_form_lists_named()),
    ];
    html! {
        <div class="item">
            <div class="row">
                <TextField
                    label={text::credentials_form_namespace()} value={pod.namespace.clone()} default={DEFAULT_NAMESPACE}
                    onchange={props.edit_name(|given, name| given.pod.namespace = name)}
                />
                { choice("imagePullSecrets", lists, &options, &choose) }
            </div>
            if let Some(names) = &pod.image_pull_secrets {
                <div class="row">
                    <TextField label={text::credentials_form_listed()} value={write_names(names)} onchange={set_listed} />
                </div>
            }
            { switch(text::credentials_form_account(), pod.service_account.is_some(), &account) }
            { for pod.service_account.iter().map(|it| service_account(props, it)) }
        </div>
    }
}

fn service_account(props: &Props, account: &ServiceAccount) -> Html {
    let edit = |change: fn(&mut ServiceAccount, String)| {
        props.edit_name(move |given: &mut Input, value| {
            change(given.pod.service_account.get_or_insert_default(), value);
        })
    };
    html! {
        <div class="row part">
            <TextField
                label={text::credentials_form_account_name()} value={account.name.clone()}
                onchange={edit(|account, name| account.name = name)}
            />
            <TextField
                label={text::credentials_form_namespace()} value={account.namespace.clone()} default={props.given.pod.namespace().to_owned()}
                onchange={edit(|account, name| account.namespace = name)}
            />
            <TextField
                label={text::credentials_form_account_listed()} value={write_names(&account.image_pull_secrets)}
                onchange={edit(|account, names| account.image_pull_secrets = read_names(&names))}
            />
        </div>
    }
}
