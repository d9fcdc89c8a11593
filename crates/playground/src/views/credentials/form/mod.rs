//! The form with all inputs. There is no field for a password: none is needed here.

use yew::prelude::*;

use super::input::{Entry, Input, Provider, Secret};
use crate::{components::fields::add, hooks::use_language, text};

mod entries;
mod pod;
mod providers;
mod secrets;

/// Secrets, providers and keys of each that have fields.
const MAX_SHOWN: usize = 40;

/// Properties of [`Form`].
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    pub given: Input,
    /// What shall be given.
    pub change: Callback<Input>,
}

impl Props {
    /// A callback that changes what is given by a value.
    fn edit<V: 'static>(&self, change: impl Fn(&mut Input, V) + 'static) -> Callback<V> {
        let (given, changed) = (self.given.clone(), self.change.clone());
        Callback::from(move |value| {
            let mut given = given.clone();
            change(&mut given, value);
            changed.emit(given);
        })
    }

    /// The same for a field that takes every name.
    fn edit_name(&self, change: impl Fn(&mut Input, String) + 'static) -> Callback<String, bool> {
        let edit = self.edit(change);
        Callback::from(move |name| {
            edit.emit(name);
            true
        })
    }
}

/// All fields.
#[component]
pub fn Form(props: &Props) -> Html {
    use_language();
    let given = &props.given;
    let add_secret = props.edit(|given: &mut Input, ()| {
        given.secrets.push(Secret {
            name: free_name("secret", |name| {
                given.secrets.iter().any(|it| it.name == name)
            }),
            entries: vec![Entry::default()],
            ..Secret::default()
        });
    });
    let add_provider = props.edit(|given: &mut Input, ()| {
        given.providers.push(Provider {
            name: free_name("provider", |name| {
                given.providers.iter().any(|it| it.name == name)
            }),
            entries: vec![Entry::default()],
            ..Provider::default()
        });
    });
    html! {
        <div class="form">
            <fieldset>
                <legend>{ text::credentials_form_secrets() }</legend>
                { for (0..given.secrets.len().min(MAX_SHOWN)).map(|index| secrets::secret(props, index)) }
                { hidden(given.secrets.len()) }
                { add(text::credentials_form_add_secret(), &add_secret) }
            </fieldset>
            <fieldset>
                <legend>{ text::credentials_form_pod() }</legend>
                { pod::pod(props) }
            </fieldset>
            <fieldset>
                <legend>{ text::credentials_form_node() }</legend>
                <p class="soft">{ text::credentials_form_node_note() }</p>
                { entries::entries(props, text::credentials_form_node(), &given.node, |given| &mut given.node) }
            </fieldset>
            <fieldset>
                <legend>{ text::credentials_form_providers() }</legend>
                { for (0..given.providers.len().min(MAX_SHOWN)).map(|index| providers::provider(props, index)) }
                { hidden(given.providers.len()) }
                { add(text::credentials_form_add_provider(), &add_provider) }
            </fieldset>
        </div>
    }
}

/// Says that there are more than have fields.
fn hidden(count: usize) -> Html {
    if count <= MAX_SHOWN {
        return Html::default();
    }
    html! { <p class="soft">{ text::credentials_form_hidden(count - MAX_SHOWN) }</p> }
}

/// A name with a number that is not taken.
fn free_name(stem: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut number = 1;
    loop {
        let name = format!("{stem}-{number}");
        if !is_taken(&name) {
            return name;
        }
        number += 1;
    }
}

/// Names in one field, with commas or spaces between them.
fn read_names(text: &str) -> Vec<String> {
    let names = text.split(|it: char| it == ',' || it.is_whitespace());
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The same as they are in the field.
fn write_names(names: &[String]) -> String {
    names.join(", ")
}
