//! The values of a chart, for the expressions of its templates.

use super::{
    ManifestFile,
    expression::{self, Value},
};
use crate::yaml::{Limits, NodeId, ScalarType, Tree, read as read_yaml};

/// So deep a value is rendered that is a template itself.
const MAX_DEPTH: usize = 3;

/// What the templates of a chart are filled in with.
pub(super) struct Chart<'f> {
    /// Its folder, with a slash behind it; empty for the first one.
    folder: String,
    values: Option<Tree<'f>>,
    about: Option<Tree<'f>>,
}

/// The charts among some files.
pub(super) fn charts(files: &[ManifestFile]) -> Vec<Chart<'_>> {
    let mut charts: Vec<Chart<'_>> = Vec::new();
    for file in files {
        let cut = file.path.rfind('/').map_or(0, |at| at + 1);
        let (folder, name) = file.path.split_at(cut);
        if !is_of_chart(name) {
            continue;
        }
        let Ok(tree) = read_yaml(&file.text, Limits::MANIFESTS) else {
            continue;
        };
        let at = charts.iter().position(|it| it.folder == folder);
        let at = at.unwrap_or_else(|| {
            charts.push(Chart {
                folder: folder.to_owned(),
                values: None,
                about: None,
            });
            charts.len() - 1
        });
        if is_values(name) {
            charts[at].values = Some(tree);
        } else {
            charts[at].about = Some(tree);
        }
    }
    charts
}

/// Whether a file is the values of a chart, or says what chart it is.
pub(super) fn is_of_chart(name: &str) -> bool {
    is_values(name) || name == "Chart.yaml"
}

fn is_values(name: &str) -> bool {
    matches!(name, "values.yaml" | "values.yml")
}

/// The chart of a template: the one of the deepest folder around it.
pub(super) fn chart_of<'c, 'f>(charts: &'c [Chart<'f>], path: &str) -> Option<&'c Chart<'f>> {
    let around = charts.iter().filter(|it| path.starts_with(&it.folder));
    around.max_by_key(|it| it.folder.len())
}

impl Chart<'_> {
    /// A text with its expressions filled in; `None` where one of them is not simple, or its value
    /// is not there.
    pub fn render(&self, text: &str) -> Option<String> {
        self.rendered(text, MAX_DEPTH)
    }

    pub(super) fn rendered(&self, text: &str, depth: usize) -> Option<String> {
        let mut rendered = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("{{") {
            let end = expression::end(behind)?;
            rendered.push_str(before);
            let inner = behind[..end].trim_matches(['-', ' ', '\t']);
            rendered.push_str(&expression::value(inner, self, depth)?.printed()?);
            rest = &behind[end + 2..];
        }
        rendered.push_str(rest);
        let rendered = rendered.trim().trim_matches('"').trim_matches('\'');
        (!rendered.is_empty()).then(|| rendered.to_owned())
    }

    /// The value of a field: `.Values.image.tag`, `.Chart.AppVersion`.
    pub(super) fn field(&self, path: &str) -> Option<Value> {
        let path = path.strip_prefix('$').unwrap_or(path).strip_prefix('.')?;
        let (of, path) = path.split_once('.')?;
        let (tree, path) = match of {
            "Values" => (self.values.as_ref(), path.to_owned()),
            // AppVersion is the field appVersion.
            "Chart" => (
                self.about.as_ref(),
                path[..1].to_ascii_lowercase() + &path[1..],
            ),
            _ => return None,
        };
        let Some(tree) = tree else {
            return Some(Value::Missing);
        };
        let keys: Vec<&str> = path.split('.').collect();
        let root = tree.documents.first();
        let Some(node) = root.and_then(|root| tree.value_at(*root, &keys)) else {
            return Some(Value::Missing);
        };
        scalar(tree, node)
    }
}

fn scalar(tree: &Tree<'_>, node: NodeId) -> Option<Value> {
    let text = tree.scalar(node)?;
    Some(match tree.scalar_type(node) {
        ScalarType::Null => Value::Missing,
        ScalarType::Number => Value::Text(as_go_prints(text.parse().ok()?)),
        _ => Value::Text(text.to_owned()),
    })
}

/// A number as Go prints it: values are read as `float64`, which has an exponent from 1e+06 on where
/// it has seven digits or more (`strconv`, format `g`).
fn as_go_prints(number: f64) -> String {
    if number == 0.0 || (1e-4..1e21).contains(&number.abs()) && number.abs() < 1e6 {
        return number.to_string();
    }
    let written = format!("{number:e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (sign, digits) = match exponent.strip_prefix('-') {
        Some(digits) => ('-', digits),
        None => ('+', exponent),
    };
    format!("{mantissa}e{sign}{digits:0>2}")
}
