//! Marked secrets, written into every field that an address has: none of them is in what the URL says.
//!
//! The table is the one of `tests/secrets` and of `tests/e2e/secrets.spec.js`. A failure names a secret by
//! its id alone.

use std::rc::Rc;

use base64::{Engine, prelude::BASE64_STANDARD};
use imagepull::simulate::scenario::{Container, Node, Pod, Scenario};
use serde_json::Value;
use yew::Reducible;

use super::{Address, View, packed};
use crate::state::{Action, State};

struct Marked {
    id: String,
    text: String,
    mark: String,
}

fn all() -> Vec<Marked> {
    let table = include_str!("../../../../tests/marked-secrets.json");
    let rows: Vec<Value> = serde_json::from_str(table).expect("JSON");
    rows.iter().flat_map(marked).collect()
}

/// A secret as it is and in base64.
fn marked(row: &Value) -> [Marked; 2] {
    let parts = row["text"].as_array().expect("parts");
    let part = |at: usize| parts[at].as_str().expect("a text");
    let id = row["id"].as_str().expect("an id");
    let mark = usize::try_from(row["mark"].as_u64().expect("a place")).expect("a place");
    let text: String = (0..parts.len()).map(part).collect();
    let encoded = BASE64_STANDARD.encode(&text);
    [
        Marked {
            id: format!("{id}/base64"),
            mark: encoded[4..encoded.len().min(28)]
                .trim_end_matches('=')
                .to_owned(),
            text: encoded,
        },
        Marked {
            id: id.to_owned(),
            mark: part(mark).to_owned(),
            text,
        },
    ]
}

/// A field, the view that has it, and what writes a text into it.
type Field = (&'static str, View, fn(&mut Address, &str));

const FIELDS: [Field; 15] = [
    ("the image in Name", View::Name, set_image),
    ("the image in Policy", View::Policy, set_image),
    ("the image in Back-off", View::BackOff, set_image),
    ("the image in Platforms", View::Platforms, set_image),
    ("the image in Credentials", View::Credentials, set_image),
    ("a list in Name", View::Name, |address, text| {
        address.set_image(format!("nginx\n{text}"));
    }),
    ("the edited image", View::Policy, |address, text| {
        text.clone_into(&mut address.policy.edited);
    }),
    ("the platform", View::Platforms, |address, text| {
        text.clone_into(&mut address.platforms.platform);
    }),
    ("the digest", View::Platforms, |address, text| {
        text.clone_into(&mut address.platforms.digest);
    }),
    ("the document", View::Platforms, |address, text| {
        address.platforms.document = packed::pack_document(text);
    }),
    ("an image of a scenario", View::Pulls, |address, text| {
        set_scenario(address, text, "pod", "node");
    }),
    ("a pod of a scenario", View::Pulls, |address, text| {
        set_scenario(address, "nginx", text, "node");
    }),
    ("a node of a scenario", View::Pulls, |address, text| {
        set_scenario(address, "nginx", "pod", text);
    }),
    ("the example of Pulls", View::Pulls, |address, text| {
        text.clone_into(&mut address.preset);
    }),
    (
        "the key of a credential",
        View::Credentials,
        |address, text| {
            address.credentials.given = crate::views::credentials::packed_with_key(text);
        },
    ),
];

fn set_image(address: &mut Address, text: &str) {
    address.set_image(text.to_owned());
}

fn set_scenario(address: &mut Address, image: &str, pod: &str, node: &str) {
    let container = Container {
        name: "app".to_owned(),
        image: image.to_owned(),
        ..Container::default()
    };
    address.scenario = packed::pack(&Scenario {
        nodes: vec![Node {
            name: node.to_owned(),
            ..Node::default()
        }],
        pods: vec![Pod {
            name: pod.to_owned(),
            containers: vec![container],
            ..Pod::default()
        }],
        ..Scenario::default()
    });
}

fn write(state: &Rc<State>, field: &Field, text: &str) -> Rc<State> {
    let (set, text) = (field.2, text.to_owned());
    let change = move |state: &mut State| set(&mut state.address, &text);
    state.clone().reduce(Action::Change(Box::new(change)))
}

fn opened(field: &Field) -> Rc<State> {
    let mut state = State::default();
    state.address.view = field.1;
    state.written = state.address.public();
    Rc::new(state)
}

/// What the URL says, with all that is packed in it.
fn said(state: &State) -> String {
    let address = &state.written;
    let packed = [
        &*address.scenario,
        &*address.platforms.document,
        &*address.credentials.given,
    ];
    let unpacked = packed.map(|field| packed::unpack_text(field).unwrap_or_default());
    let fragment = address.to_string();
    let decoded = percent_encoding::percent_decode_str(&fragment)
        .decode_utf8_lossy()
        .into_owned();
    [fragment, decoded].into_iter().chain(unpacked).collect()
}

#[test]
fn a_secret_that_is_pasted_is_in_no_field() {
    let mut leaked = Vec::new();
    for field in &FIELDS {
        for secret in all() {
            let state = write(&opened(field), field, &secret.text);
            for state in [&state, &state.clone().reduce(Action::Publish)] {
                if said(state).contains(&secret.mark) {
                    leaked.push(format!("{} in {}", secret.id, field.0));
                }
            }
        }
    }
    assert!(
        leaked.is_empty(),
        "{} leaks: {}",
        leaked.len(),
        leaked.join(", ")
    );
}

#[test]
fn a_secret_that_is_typed_is_in_no_state_of_the_url() {
    let mut leaked = Vec::new();
    let secrets = all();
    for (index, field) in FIELDS.iter().enumerate() {
        // The image is the same in all views, and packing at every key takes its time.
        let step = if index == 0 { 1 } else { 16 };
        for secret in secrets
            .iter()
            .filter(|it| it.text.len() <= 200)
            .step_by(step)
        {
            let mut state = opened(field);
            let ends = secret
                .text
                .char_indices()
                .map(|(at, char)| at + char.len_utf8());
            for end in ends {
                state = write(&state, field, &secret.text[..end]);
                if said(&state).contains(&secret.mark) {
                    leaked.push(format!("{} in {}", secret.id, field.0));
                }
            }
        }
    }
    leaked.dedup();
    assert!(
        leaked.is_empty(),
        "{} leaks: {}",
        leaked.len(),
        leaked.join(", ")
    );
}

/// Somebody who rests behind every letter: what was written is taken back by the `@`, at once.
#[test]
fn an_at_sign_takes_back_what_the_url_says() {
    for field in FIELDS.iter().filter(|field| field.0 != "the document") {
        let (before, behind) = ("user:hunter2", "@registry.example.com/app:1");
        let mut state = opened(field);
        for end in 1..=before.len() {
            state = write(&state, field, &before[..end]).reduce(Action::Publish);
        }
        for end in 1..=behind.len() {
            let text = format!("{before}{}", &behind[..end]);
            state = write(&state, field, &text);
            assert!(
                !said(&state).contains("hunter2"),
                "{} behind {end} letters",
                field.0
            );
            state = state.reduce(Action::Publish);
            assert!(
                !said(&state).contains("hunter2"),
                "{} behind {end} letters",
                field.0
            );
        }
    }
}

#[test]
fn what_is_typed_is_written_when_it_rests_and_what_is_chosen_at_once() {
    let field = &FIELDS[0];
    let mut state = write(&opened(field), field, "nginx:1.27");
    assert!(state.is_pending);
    assert_eq!(state.written.to_string(), "#/name");
    state = state.reduce(Action::Publish);
    assert!(!state.is_pending);
    assert_eq!(state.written.to_string(), "#/name?image=nginx:1.27");
    state = write(&state, field, "nginx:1.2");
    let newest = imagepull::releases::Release::all()
        .next()
        .expect("a release");
    state = state.reduce(Action::ChooseRelease(newest));
    assert!(!state.is_pending);
    assert_eq!(
        state.written.to_string(),
        format!("#/name?image=nginx:1.2&kubernetes={newest}")
    );
}

#[test]
fn what_is_not_in_the_link_stays_in_the_page() {
    let field = &FIELDS[0];
    let secret = "user:hunter2@registry.example.com/app:1";
    let mut state = write(&opened(field), field, secret);
    assert!(state.has_left_out());
    for fragment in ["#/policy", "#/name"] {
        state = state.reduce(Action::Open(fragment.to_owned()));
        assert_eq!(state.address.image, secret);
        assert_eq!(state.written.to_string(), fragment);
    }
}
