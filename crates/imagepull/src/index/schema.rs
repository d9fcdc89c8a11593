//! The JSON schemas of the OCI image-spec, and the Go types that its validator reads a document
//! into first (image-spec v1.1.1, `schema/*.json`, `schema/validator.go`).

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use imageref::{Digest, ErrorCode};

use super::{
    json::{Json, JsonType},
    kind::Kind,
    text_formats::{is_absolute_uri, is_date_time, is_digest, is_environment, is_media_type},
};
use crate::diagnostic::Span;

/// What a value has to be.
enum Shape {
    Text,
    /// A text that fits a rule.
    Fitting(Rule),
    Whole {
        least: i64,
        most: i64,
    },
    Flag,
    /// A list, with its minimum length.
    List(&'static Shape, usize),
    /// An object with any names.
    Map(&'static Shape),
    /// An object of which some names are known and some required; others are left alone.
    Object {
        known: &'static [(&'static str, &'static Shape)],
        required: &'static [&'static str],
    },
    OrNull(&'static Shape),
}

/// A rule on a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    MediaType,
    Digest,
    /// A digest whose encoded part fits its algorithm, where that is known.
    CheckedDigest,
    Uri,
    DateTime,
    Base64,
    Environment,
    /// The word `layers`.
    Layers,
}

const TEXTS: Shape = Shape::List(&Shape::Text, 0);
const ANNOTATIONS: Shape = Shape::Map(&Shape::Text);
const ANY_OBJECT: Shape = Shape::Object {
    known: &[],
    required: &[],
};
const MEDIA_TYPE: Shape = Shape::Fitting(Rule::MediaType);
const DIGEST: Shape = Shape::Fitting(Rule::Digest);
const SIZE: Shape = Shape::Whole {
    least: 0,
    most: i64::MAX,
};
const ANY_SIZE: Shape = Shape::Whole {
    least: i64::MIN,
    most: i64::MAX,
};
const URLS: Shape = Shape::List(&Shape::Fitting(Rule::Uri), 0);
const VERSION: Shape = Shape::Whole { least: 2, most: 2 };

const PLATFORM_FIELDS: &[(&str, &Shape)] = &[
    ("architecture", &Shape::Text),
    ("os", &Shape::Text),
    ("os.version", &Shape::Text),
    ("os.features", &TEXTS),
    ("variant", &Shape::Text),
];

const DESCRIPTOR: Shape = Shape::Object {
    known: &[
        ("mediaType", &MEDIA_TYPE),
        ("size", &SIZE),
        ("digest", &DIGEST),
        ("urls", &URLS),
        ("data", &Shape::Fitting(Rule::Base64)),
        ("artifactType", &MEDIA_TYPE),
        ("annotations", &ANNOTATIONS),
    ],
    required: &["mediaType", "size", "digest"],
};

/// A descriptor that stands alone, whose digest the validator looks at once more.
const LONE_DESCRIPTOR: Shape = Shape::Object {
    known: &[
        ("mediaType", &MEDIA_TYPE),
        ("size", &SIZE),
        ("digest", &Shape::Fitting(Rule::CheckedDigest)),
        ("urls", &URLS),
        ("data", &Shape::Fitting(Rule::Base64)),
        ("artifactType", &MEDIA_TYPE),
        ("annotations", &ANNOTATIONS),
    ],
    required: &["mediaType", "size", "digest"],
};

/// An entry of an index, whose schema asks less than that of a descriptor: of the size only that it is
/// a whole number, of the artifact type nothing.
const ENTRY: Shape = Shape::Object {
    known: &[
        ("mediaType", &MEDIA_TYPE),
        ("size", &ANY_SIZE),
        ("digest", &DIGEST),
        ("urls", &URLS),
        ("data", &Shape::Fitting(Rule::Base64)),
        ("artifactType", &Shape::Text),
        ("annotations", &ANNOTATIONS),
        (
            "platform",
            &Shape::Object {
                known: PLATFORM_FIELDS,
                required: &["architecture", "os"],
            },
        ),
    ],
    required: &["mediaType", "size", "digest"],
};

const INDEX: Shape = Shape::Object {
    known: &[
        ("schemaVersion", &VERSION),
        ("mediaType", &MEDIA_TYPE),
        ("artifactType", &MEDIA_TYPE),
        ("subject", &DESCRIPTOR),
        ("manifests", &Shape::List(&ENTRY, 0)),
        ("annotations", &ANNOTATIONS),
    ],
    required: &["schemaVersion", "manifests"],
};

const MANIFEST: Shape = Shape::Object {
    known: &[
        ("schemaVersion", &VERSION),
        ("mediaType", &MEDIA_TYPE),
        ("artifactType", &MEDIA_TYPE),
        ("config", &DESCRIPTOR),
        ("subject", &DESCRIPTOR),
        ("layers", &Shape::List(&DESCRIPTOR, 1)),
        ("annotations", &ANNOTATIONS),
    ],
    required: &["schemaVersion", "config", "layers"],
};

const CONFIG: Shape = Shape::Object {
    known: &[
        ("created", &Shape::Fitting(Rule::DateTime)),
        ("author", &Shape::Text),
        ("architecture", &Shape::Text),
        ("variant", &Shape::Text),
        ("os", &Shape::Text),
        ("os.version", &Shape::Text),
        ("os.features", &TEXTS),
        (
            "config",
            &Shape::Object {
                known: &[
                    ("User", &Shape::Text),
                    ("ExposedPorts", &Shape::Map(&ANY_OBJECT)),
                    ("Env", &Shape::List(&Shape::Fitting(Rule::Environment), 0)),
                    ("Entrypoint", &Shape::OrNull(&TEXTS)),
                    ("Cmd", &Shape::OrNull(&TEXTS)),
                    ("Volumes", &Shape::OrNull(&Shape::Map(&ANY_OBJECT))),
                    ("WorkingDir", &Shape::Text),
                    ("Labels", &Shape::OrNull(&ANNOTATIONS)),
                    ("StopSignal", &Shape::Text),
                    ("ArgsEscaped", &Shape::Flag),
                ],
                required: &[],
            },
        ),
        (
            "rootfs",
            &Shape::Object {
                known: &[
                    ("diff_ids", &TEXTS),
                    ("type", &Shape::Fitting(Rule::Layers)),
                ],
                required: &["diff_ids", "type"],
            },
        ),
        (
            "history",
            &Shape::List(
                &Shape::Object {
                    known: &[
                        ("created", &Shape::Fitting(Rule::DateTime)),
                        ("author", &Shape::Text),
                        ("created_by", &Shape::Text),
                        ("comment", &Shape::Text),
                        ("empty_layer", &Shape::Flag),
                    ],
                    required: &[],
                },
                0,
            ),
        ),
    ],
    required: &["architecture", "os", "rootfs"],
};

/// What the schema refuses.
#[derive(Debug)]
pub(super) struct Violation {
    /// The field, such as `manifests[0].size`; empty for the whole document.
    pub path: String,
    pub span: Span,
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Debug)]
pub(super) enum Problem {
    /// A name that has to be there is not.
    Missing(&'static str),
    /// It is another type than this.
    NotA(JsonType),
    /// The number is none of these, or has a fraction.
    OutOfRange { least: i64, most: i64 },
    /// The text does not fit.
    Unfit(Rule),
    /// The list has nothing in it.
    Empty,
}

/// Violations that are reported; the rest only make the document invalid.
const MAX_TOLD: usize = 50;

/// What the schema of a kind refuses in a document, in its order. `None`: there is no schema of it.
pub(super) fn violations(kind: Kind, root: Json<'_>) -> Option<Vec<Violation>> {
    let shape = match kind {
        Kind::Index | Kind::ManifestList => &INDEX,
        Kind::Manifest | Kind::DockerManifest => &MANIFEST,
        Kind::Descriptor => &LONE_DESCRIPTOR,
        Kind::Config => &CONFIG,
        Kind::Schema1 | Kind::Unknown => return None,
    };
    let mut check = Check::default();
    check.value(shape, root);
    Some(check.found)
}

#[derive(Default)]
struct Check {
    path: Vec<Segment>,
    found: Vec<Violation>,
}

enum Segment {
    Name(String),
    Place(usize),
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // A name with a dot in it, as `os.version` or that of an annotation.
            Self::Name(name) if name.contains('.') => write!(f, "[{name:?}]"),
            Self::Name(name) => write!(f, ".{name}"),
            Self::Place(place) => write!(f, "[{place}]"),
        }
    }
}

impl Check {
    fn value(&mut self, shape: &'static Shape, value: Json<'_>) {
        if self.found.len() >= MAX_TOLD {
            return;
        }
        match shape {
            Shape::Text => self.is_a(JsonType::Text, value),
            Shape::Flag => self.is_a(JsonType::Flag, value),
            Shape::OrNull(inner) => {
                if value.type_of() != JsonType::Null {
                    self.value(inner, value);
                }
            }
            Shape::Fitting(rule) => match value.text() {
                None => self.refuse(value.span(), Problem::NotA(JsonType::Text)),
                Some(text) if !fits(*rule, &text) => {
                    self.refuse(value.span(), Problem::Unfit(*rule));
                }
                Some(_) => {}
            },
            Shape::Whole { least, most } => match value.whole() {
                Some(number) if (*least..=*most).contains(&number) => {}
                _ if value.type_of() != JsonType::Number => {
                    self.refuse(value.span(), Problem::NotA(JsonType::Number));
                }
                _ => {
                    let (least, most) = (*least, *most);
                    self.refuse(value.span(), Problem::OutOfRange { least, most });
                }
            },
            Shape::List(item, least) => self.list(item, *least, value),
            Shape::Map(inner) => {
                if value.type_of() != JsonType::Object {
                    return self.refuse(value.span(), Problem::NotA(JsonType::Object));
                }
                for member in value.members() {
                    // The schema says nothing of what has an empty name, but Go reads it.
                    self.inside(Segment::Name(member.name.into_owned()), inner, member.value);
                }
            }
            Shape::Object { known, required } => self.object(known, required, value),
        }
    }

    fn list(&mut self, item: &'static Shape, least: usize, value: Json<'_>) {
        if value.type_of() != JsonType::List {
            return self.refuse(value.span(), Problem::NotA(JsonType::List));
        }
        let items = value.items();
        if items.len() < least {
            return self.refuse(value.span(), Problem::Empty);
        }
        for (place, member) in items.into_iter().enumerate() {
            self.inside(Segment::Place(place), item, member);
        }
    }

    fn object(
        &mut self,
        known: &'static [(&'static str, &'static Shape)],
        required: &'static [&'static str],
        value: Json<'_>,
    ) {
        if value.type_of() != JsonType::Object {
            return self.refuse(value.span(), Problem::NotA(JsonType::Object));
        }
        let members = value.members();
        for name in required {
            if members.iter().all(|it| it.name != *name) {
                self.refuse(value.span(), Problem::Missing(name));
            }
        }
        for (name, shape) in known {
            // Of a name that appears twice the last is read.
            if let Some(member) = members.iter().rev().find(|it| it.name == *name) {
                self.inside(Segment::Name((*name).to_owned()), shape, member.value);
            }
        }
    }

    fn inside(&mut self, segment: Segment, shape: &'static Shape, value: Json<'_>) {
        self.path.push(segment);
        self.value(shape, value);
        self.path.pop();
    }

    fn is_a(&mut self, wanted: JsonType, value: Json<'_>) {
        if value.type_of() != wanted {
            self.refuse(value.span(), Problem::NotA(wanted));
        }
    }

    fn refuse(&mut self, span: Span, problem: Problem) {
        let path: String = self.path.iter().map(ToString::to_string).collect();
        self.found.push(Violation {
            path: path.trim_start_matches('.').to_owned(),
            span,
            problem,
        });
    }
}

fn fits(rule: Rule, text: &str) -> bool {
    match rule {
        Rule::MediaType => is_media_type(text),
        Rule::Digest => is_digest(text),
        Rule::CheckedDigest => {
            is_digest(text)
                && Digest::parse(text)
                    .err()
                    .is_none_or(|error| error.code() == ErrorCode::UnknownDigestAlgorithm)
        }
        Rule::Uri => is_absolute_uri(text),
        Rule::DateTime => is_date_time(text),
        // Go leaves out line breaks.
        Rule::Base64 => STANDARD.decode(text.replace(['\r', '\n'], "")).is_ok(),
        Rule::Environment => is_environment(text),
        Rule::Layers => text == "layers",
    }
}
