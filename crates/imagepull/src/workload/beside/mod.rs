//! Texts that lie beside each other: the templates of a chart with its values, the manifests of a
//! kustomization with its `images`.

mod expression;
mod kustomize;
mod values;

use std::sync::Arc;

use super::{
    ManifestOptions, inspect_manifest,
    report::{DefaultBy, ImageUse, ManifestReport},
    template::TemplateLanguage,
};
use crate::{
    codes,
    image::without_user_info,
    policy::{PullPolicy, default_pull_policy},
    sources::{HELM_TEMPLATE, KUSTOMIZE_IMAGES},
    why::Reason,
    words::message,
};

/// What is said of a variable in a name.
const UNREPLACED: &str = codes::IMG004.id;

/// A text and its path, with `/` between folders; the paths of all begin at the same folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestFile {
    /// For example `chart/templates/deployment.yaml`.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Every text as [`inspect_manifest`] sees it, in the same order, and in
/// [`ImageUse::rendered`] what its images become:
///
/// - in a template of Helm by `values.yaml` and `Chart.yaml` of its chart, as far as the expressions
///   are simple: values, `default`, `printf`, `quote` and the like;
/// - in a manifest that the `resources` of a `kustomization.yaml` name by the `images` there
///   (kubernetes-sigs/kustomize api/filters/imagetag).
///
/// ```
/// use imagepull::workload::{ManifestOptions, beside::{ManifestFile, inspect_files}};
///
/// let file = |path: &str, text: &str| ManifestFile { path: path.into(), text: text.into() };
/// let files = [
///     file("values.yaml", "image: {repository: nginx, tag: 1.27}"),
///     file("templates/pod.yaml", "\
/// apiVersion: v1
/// kind: Pod
/// metadata: {name: web}
/// spec:
///   containers:
///   - name: web
///     image: {{ .Values.image.repository }}:{{ .Values.image.tag }}
/// "),
/// ];
/// let reports = inspect_files(&files, &ManifestOptions::default());
/// assert_eq!(reports[1].images[0].rendered.as_deref(), Some("nginx:1.27"));
/// ```
pub fn inspect_files(files: &[ManifestFile], options: &ManifestOptions) -> Vec<ManifestReport> {
    let mut reports: Vec<ManifestReport> = files
        .iter()
        .map(|file| inspect_manifest(&file.text, options))
        .collect();
    let charts = values::charts(files);
    for (file, report) in files.iter().zip(&mut reports) {
        if report.template != Some(TemplateLanguage::Helm) {
            continue;
        }
        if let Some(chart) = values::chart_of(&charts, &file.path) {
            for image in report.images.iter_mut().filter(|it| it.is_template) {
                render(image, chart);
            }
        }
    }
    let kustomizations = kustomize::all(files);
    for kustomization in &kustomizations {
        for (file, report) in files.iter().zip(&mut reports) {
            if kustomization.takes(&file.path, &kustomizations) {
                for image in &mut report.images {
                    transform(image, kustomization);
                }
            }
        }
    }
    reports
}

/// Whether a file says what becomes of the manifests beside it and is none itself: the values of a chart, a
/// kustomization, what templates share.
pub fn lies_beside(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    values::is_of_chart(name) || kustomize::NAMES.contains(&name) || ending == Some("tpl")
}

/// What the images of a text become by files that lie beside all of it: [`inspect_files`] where it is not known
/// which manifest each of them is for.
pub fn apply_files(files: &[ManifestFile], report: &mut ManifestReport) {
    let charts = values::charts(files);
    if report.template == Some(TemplateLanguage::Helm)
        && let Some(chart) = charts.first()
    {
        for image in report.images.iter_mut().filter(|it| it.is_template) {
            render(image, chart);
        }
    }
    for kustomization in &kustomize::all(files) {
        for image in &mut report.images {
            transform(image, kustomization);
        }
    }
}

fn render(image: &mut ImageUse, chart: &values::Chart<'_>) {
    let Some(name) = chart.render(&image.image.input) else {
        return;
    };
    let written = image.policy_written.as_deref();
    let policy = match written {
        Some(written) => chart.render(written),
        None => None,
    };
    image.pod_policy = match (written, policy) {
        (_, Some(policy)) => PullPolicy::named(&policy),
        (None, _) if is_filled_in(image.default_by) => Some(default_pull_policy(&name)),
        _ => None,
    };
    let why = Reason::new(
        "values-of-chart",
        message!(
            "With the chart's values the image is {name}.",
            name = without_user_info(&name)
        ),
        HELM_TEMPLATE,
    );
    add_reason(image, why);
    // The chart fills in what looked like a variable that nobody replaced.
    image.findings.retain(|it| it.code != UNREPLACED);
    image.rendered = Some(name);
}

fn transform(image: &mut ImageUse, kustomization: &kustomize::Kustomization) {
    let name = image.rendered.as_deref().unwrap_or(&image.image.input);
    if !kustomize::is_transformed(&image.path) {
        return;
    }
    let Some(name) = kustomization.image(name) else {
        return;
    };
    if image.policy_written.is_none() && is_filled_in(image.default_by) {
        image.pod_policy = Some(default_pull_policy(&name));
        image.policy = image.policy.and(image.pod_policy);
    }
    let why = Reason::new(
        "images-of-kustomization",
        message!(
            "The kustomization turns the image into {name}.",
            name = without_user_info(&name)
        ),
        KUSTOMIZE_IMAGES,
    );
    add_reason(image, why);
    image.rendered = Some(name);
}

/// Whether the API server fills in a policy, at once or later.
fn is_filled_in(default_by: DefaultBy) -> bool {
    matches!(default_by, DefaultBy::ApiServer | DefaultBy::ApiServerLater)
}

fn add_reason(image: &mut ImageUse, why: Reason) {
    let mut reasons = image.why.to_vec();
    reasons.push(why);
    image.why = Arc::from(reasons);
}
