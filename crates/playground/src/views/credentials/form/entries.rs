//! The entries of one docker configuration: a key and a user each.

use yew::prelude::*;

use super::{MAX_SHOWN, Props, hidden};
use crate::{
    components::fields::{TextField, add, remove},
    text,
    views::credentials::input::{Entry, Input},
};

/// A row for each entry. `list` finds them in what is given; `what` says whose they are.
pub fn entries(
    props: &Props,
    what: &str,
    entries: &[Entry],
    list: impl Fn(&mut Input) -> &mut Vec<Entry> + Copy + 'static,
) -> Html {
    let add_entry = props.edit(move |given: &mut Input, ()| list(given).push(Entry::default()));
    html! {
        <div role="group" aria-label={text::credentials_form_keys_of(what)}>
            { for entries.iter().take(MAX_SHOWN).enumerate().map(|(index, it)| entry(props, it, index, list)) }
            { hidden(entries.len()) }
            <div class="row">{ add(text::credentials_form_add_key(), &add_entry) }</div>
        </div>
    }
}

fn entry(
    props: &Props,
    entry: &Entry,
    index: usize,
    list: impl Fn(&mut Input) -> &mut Vec<Entry> + Copy + 'static,
) -> Html {
    let set_key = props.edit_name(move |given, key| list(given)[index].key = key);
    let set_user = props.edit_name(move |given, user| list(given)[index].user = user);
    let drop_entry = props.edit(move |given: &mut Input, ()| {
        list(given).remove(index);
    });
    html! {
        <div class="row part">
            <TextField
                label={text::credentials_form_key()} value={entry.key.clone()} default="registry.example.com"
                at_once=true onchange={set_key}
            />
            <div class="user">
                <TextField label={text::credentials_form_user()} value={entry.user.clone()} at_once=true onchange={set_user} />
            </div>
            { remove(&entry.key, &drop_entry) }
        </div>
    }
}
