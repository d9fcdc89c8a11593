//! Names of images: reading and normalising them, with spans and reasons, beside what others do.
//!
//! | peer | what it does |
//! | --- | --- |
//! | `container_image_dist_ref` | the grammar alone, places of the parts; no defaults, no known algorithms of digests |
//! | `docker-image` | one regular expression, parts as texts of their own; no defaults, no reason for what it refuses |
//! | `oci-spec` | one regular expression, parts as texts of their own, an older rule for the defaults; no places |
//!
//! Ours follows the grammar, fills in the defaults, checks digests, keeps the places, and says why and
//! where a name is refused.

use std::hint::black_box;

use container_image_dist_ref::ImgRef;
use docker_image::DockerImage;
use imageref::{ErrorCode, Normalized, Span};
use oci_spec::distribution::Reference;
use serde_json::Value;

use crate::measure::side_by_side;
use crate::row;

/// What the Go libraries were asked for, tables of their own tests included.
const CORPUS: &str = include_str!("../../vectors/reference_observed.json");

/// Prints the rows about references.
pub fn rows() {
    let corpus: Value = serde_json::from_str(CORPUS).expect("the vectors are JSON");
    let observed = corpus["tables"]["observed"].as_array();
    let all: Vec<&str> = observed
        .expect("a table of the vectors")
        .iter()
        .filter_map(|row| row["input"].as_str())
        .collect();
    let (valid, invalid): (Vec<_>, Vec<_>) =
        all.iter().partition(|text| Normalized::parse(text).is_ok());
    for (which, texts) in [
        (" that are valid", valid),
        (" that are refused", invalid),
        ("", all),
    ] {
        beside(which, &texts, "container_image_dist_ref", |text| {
            ImgRef::new(text)
        });
        beside(which, &texts, "docker-image", DockerImage::parse);
        beside(which, &texts, "oci-spec", str::parse::<Reference>);
    }
}

/// One pass over all texts is a run.
fn beside<'a, T>(which: &str, texts: &[&'a str], peer: &str, parse: impl Fn(&'a str) -> T) {
    let seconds = side_by_side(|| for_each(texts, read), || for_each(texts, &parse));
    let nanoseconds = |seconds: f64| seconds * 1e9 / texts.len() as f64;
    row(
        &format!(
            "Normalized::parse, {count} references{which}, beside {peer}",
            count = texts.len()
        ),
        nanoseconds(seconds.ours),
        nanoseconds(seconds.peer),
        "ns",
    );
}

/// The parts with their places, or why and where the text is refused.
fn read(text: &str) -> Result<Normalized<'_>, (ErrorCode, Span)> {
    Normalized::parse(text).map_err(|error| (error.code(), error.span()))
}

fn for_each<'a, T>(texts: &[&'a str], parse: impl Fn(&'a str) -> T) {
    for text in texts {
        black_box(parse(black_box(text)));
    }
}
