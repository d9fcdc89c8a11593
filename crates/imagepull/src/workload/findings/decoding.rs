//! What the API server's decoder says of the objects that have or make Pods: fields that it does not
//! know, and values of a type that a field on the way to an image does not take.

mod types;

use std::collections::{BTreeMap, HashSet};

use super::subject::repaired;
use crate::{
    codes,
    config_file::{FieldType, Struct, kind_of, wrong_type},
    diagnostic::Diagnostic,
    releases::Change,
    sources::{FIELD_VALIDATION, POD_TYPES_GO},
    typo::meant,
    words::{Message, message},
    workload::{
        edits::EditFix,
        inventory::Inventory,
        objects::{self, Object},
        report::Finding,
    },
    yaml::{Field, Meaning, NodeId, Tree},
};
use types::{KINDS, LOCAL_OBJECT_REFERENCE, VOLUME};

/// So much is said of a text.
const MAX_FINDINGS: usize = 1000;

/// Where a field belongs that is known, but not everywhere.
const PLACES: &[(&str, &str)] = &[
    ("containers", "PodSpec"),
    ("ephemeralContainers", "PodSpec"),
    ("image", "Container"),
    ("imagePullPolicy", "Container"),
    ("imagePullSecrets", "PodSpec"),
    ("initContainers", "PodSpec"),
    ("pullPolicy", "ImageVolumeSource"),
    ("reference", "ImageVolumeSource"),
    ("runtimeClassName", "PodSpec"),
    ("serviceAccountName", "PodSpec"),
    ("spec", "Object"),
    ("volumes", "PodSpec"),
];

/// The findings on all objects of a text that are of a kind with Pods.
pub(super) fn find(inventory: &Inventory<'_, '_>) -> Vec<Finding> {
    let mut decoder = Decoder {
        inventory,
        seen: HashSet::new(),
        found: Vec::new(),
    };
    objects::for_each(inventory.tree, |object| {
        decoder.object(&object);
        decoder.found.len() < MAX_FINDINGS
    });
    decoder.found
}

struct Decoder<'a, 't> {
    inventory: &'a Inventory<'a, 't>,
    /// Mappings that were looked at: an alias makes one appear in many places.
    seen: HashSet<NodeId>,
    found: Vec<Finding>,
}

/// Where the decoder is.
struct Place<'a> {
    /// In the object, with indexes: `spec.containers[0]`.
    path: &'a str,
    /// As Go names it: `spec.containers`.
    fields: &'a str,
}

fn below(path: &str, field: &str) -> String {
    match path {
        "" => field.to_owned(),
        path => format!("{path}.{field}"),
    }
}

impl<'a> Decoder<'a, '_> {
    fn object(&mut self, object: &Object<'a>) {
        let kind = KINDS.iter().find(|kind| {
            let group = kind.api_version.split('/').next().unwrap_or_default();
            object.is(&[group], kind.name)
        });
        if let Some(kind) = kind {
            let place = Place {
                path: "",
                fields: "",
            };
            self.mapping(object.node, kind.fields, &place);
        }
    }

    fn mapping(&mut self, mapping: NodeId, of: &'static Struct, place: &Place<'_>) {
        let tree = self.inventory.tree;
        if !self.seen.insert(tree.resolved(mapping)) {
            return;
        }
        // Of equal fields the last is decoded.
        let mut fields: BTreeMap<&str, Field> = BTreeMap::new();
        for field in tree.fields(mapping) {
            fields.insert(tree.scalar(field.key).unwrap_or_default(), field);
        }
        // That an entry names no Secret is reported for the whole entry.
        let is_told = of.name == LOCAL_OBJECT_REFERENCE.name && !fields.contains_key("name");
        for (name, field) in fields {
            let path = below(place.path, name);
            match of.fields.iter().find(|(known, _)| *known == name) {
                None if is_told => {}
                None => {
                    let finding = self.unknown(mapping, field.key, name, of, &path);
                    self.found.push(finding);
                }
                Some((_, takes)) => {
                    let names_source = of.name == VOLUME.name
                        && name != "name"
                        && self
                            .inventory
                            .options
                            .release
                            .has(Change::EmbeddedStructsAreNamed);
                    let fields = if names_source {
                        below(&below(place.fields, "VolumeSource"), name)
                    } else {
                        below(place.fields, name)
                    };
                    let place = Place {
                        path: &path,
                        fields: &fields,
                    };
                    self.value(field.value, takes, of.name, &place);
                }
            }
        }
    }

    fn value(&mut self, value: NodeId, takes: &FieldType, owner: &str, place: &Place<'_>) {
        let tree = self.inventory.tree;
        let meaning = tree.meaning(value);
        match (takes, meaning) {
            (FieldType::Any, _) | (_, Meaning::Null) | (FieldType::Text(_), Meaning::Text(_)) => {}
            (FieldType::Struct(of), Meaning::Mapping) => self.mapping(value, of, place),
            (FieldType::List(of), Meaning::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{}[{index}]", place.path);
                    let place = Place {
                        path: &path,
                        fields: place.fields,
                    };
                    self.value(*item, of, owner, &place);
                }
            }
            // The image and the Secrets have findings of their own, with repairs.
            (FieldType::Text(_), _)
                if ["image", "reference"]
                    .iter()
                    .any(|it| place.path.ends_with(it)) => {}
            (FieldType::Struct(it), _) if it.name == LOCAL_OBJECT_REFERENCE.name => {}
            (FieldType::List(FieldType::Struct(it)), _)
                if it.name == LOCAL_OBJECT_REFERENCE.name => {}
            (_, meaning) => {
                let words = wrong_type(kind_of(&meaning), owner, place.fields, &takes.name());
                let finding = misfit(tree, value, &words);
                self.found.push(finding);
            }
        }
    }

    fn unknown(
        &self,
        mapping: NodeId,
        key: NodeId,
        name: &str,
        of: &'static Struct,
        path: &str,
    ) -> Finding {
        let tree = self.inventory.tree;
        let known: Vec<&'static str> = of.fields.iter().map(|(known, _)| *known).collect();
        let belongs = PLACES
            .iter()
            .find(|(known, _)| *known == name && path != *known);
        let meant = match (of.name, name) {
            ("ImageVolumeSource", "imagePullPolicy") => Some("pullPolicy"),
            _ => meant(name, &near_images(&known)),
        };
        let words = format!("unknown field \"{path}\"");
        let finding = match (belongs, meant) {
            (_, Some(meant)) => Diagnostic::new(
                codes::MAN029,
                message!(
                    "`{key}` is not a field here; did you mean `{meant}`?",
                    key = name,
                    meant
                ),
            ),
            (Some((_, owner)), None) => Diagnostic::new(
                codes::MAN033,
                message!(
                    "The key `{key}` has no effect here: it belongs in {owner}.",
                    key = name,
                    owner = owner_in_words(owner)
                ),
            ),
            (None, None) => Diagnostic::new(
                codes::MAN029,
                message!("`{key}` is not a field here.", key = name),
            ),
        };
        let finding = finding
            .at(tree.span(key))
            .help(dropped(&words))
            .docs(FIELD_VALIDATION);
        // A second key of the same name would not help, and an alias stands for what is elsewhere.
        let fix = meant.and_then(|meant| {
            let has_room = tree.field(mapping, meant).is_none() && tree.resolved(key) == key;
            let site = self.inventory.layout.scalar(key).filter(|_| has_room)?;
            let title = message!("Write {name}", name = meant);
            Some(EditFix::new(title, site.written(meant)))
        });
        repaired(finding, fix)
    }
}

/// The keys of which a slip is repaired: those that matter for pulls.
fn near_images(known: &[&'static str]) -> Vec<&'static str> {
    const NEAR: [&str; 14] = [
        "apiVersion",
        "containers",
        "ephemeralContainers",
        "image",
        "imagePullPolicy",
        "imagePullSecrets",
        "initContainers",
        "kind",
        "metadata",
        "name",
        "pullPolicy",
        "reference",
        "serviceAccountName",
        "volumes",
    ];
    let mut near = known.to_vec();
    near.retain(|it| NEAR.contains(it) || ["spec", "template"].contains(it));
    near
}

fn owner_in_words(owner: &str) -> Message {
    match owner {
        "PodSpec" => message!("the Pod spec, next to `containers`"),
        "ImageVolumeSource" => message!("the `image` of a volume"),
        "Object" => message!("the object itself, beside `metadata`"),
        _ => message!("a container"),
    }
}

fn dropped(words: &str) -> Message {
    message!(
        "kubectl rejects the object unless its validation is off: strict decoding error: {words}. For other clients the API server drops the key with everything below it, since 1.25 with a warning.",
        words
    )
}

fn misfit(tree: &Tree<'_>, value: NodeId, words: &str) -> Finding {
    Diagnostic::new(
        codes::MAN034,
        message!("The API server can't decode the object: {words}.", words),
    )
    .at(tree.place(value))
    .help(message!(
        "A list needs a dash before each entry; a string that looks like a number or boolean needs quotes."
    ))
    .docs(POD_TYPES_GO)
}
