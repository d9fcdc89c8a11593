//! Manifests: which workloads a text holds, which images they use, and what the API server makes
//! of it.
//!
//! | module | what it decides |
//! | --- | --- |
//! | `objects`, `pods` | the objects of a text, and where each has a pod specification |
//! | `kinds`, `shapes` | where kinds that do not come with Kubernetes name images, known and unknown ones |
//! | `image_fields`, `images` | the places of images, and the images with their policies |
//! | `secrets` | ServiceAccounts and Secrets |
//! | `template` | texts that a tool has to fill in, such as those of Helm |
//! | `inventory` | all of that as a [`report`], within bounds |
//! | [`beside`] | texts that lie beside each other: values of a chart, a kustomization |
//! | [`pins`] | the digests of images, and the repair that writes them |
//! | `defaulted` | what the API server fills in |
//! | [`scenario`] | the pods as the input of the simulation |
//! | `findings` | what is said about the images |
//! | [`safe_fixes`] | the repairs that can be applied together |
//! | [`sarif`] | the findings for code scanning |
//! | `layout`, `sites` | how and where a value is written or put in |
//! | [`edits`], [`hunks`] | changes of the text that leave every other byte alone, and what they change |
//! | `repairs` | whether a repair does what it says |
//! | `image_name` | the report on an image on its way to another thread |
//! | `masked` | the text without secrets, for links |

pub mod beside;
mod defaulted;
pub mod edits;
mod findings;
pub mod hunks;
mod image_fields;
mod image_name;
mod images;
mod inventory;
mod kinds;
mod layout;
mod masked;
pub(crate) mod objects;
pub mod pins;
pub(crate) mod pods;
mod repairs;
pub mod report;
pub mod safe_fixes;
pub mod sarif;
pub mod scenario;
mod secrets;
mod shapes;
mod sites;
mod template;

pub use masked::{MASK, without_secrets};
pub use report::ManifestReport;

use crate::{
    releases::{Change, Release},
    yaml,
};

/// What a manifest is looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestOptions {
    /// The release of the cluster.
    pub release: Release,
    /// Whether the admission plug-in AlwaysPullImages is on.
    pub always_pull_images: bool,
    /// What pulls the images.
    pub runtime: ContainerRuntime,
}

impl Default for ManifestOptions {
    fn default() -> Self {
        Self {
            release: Release::NEWEST,
            always_pull_images: false,
            runtime: ContainerRuntime::Containerd,
        }
    }
}

/// What pulls the images on a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContainerRuntime {
    /// containerd.
    #[default]
    Containerd,
    /// CRI-O, of the same release as Kubernetes.
    CriO,
}

/// Everything about the images of a manifest: a text of YAML or JSON documents.
///
/// ```
/// use imagepull::workload::{ManifestOptions, inspect_manifest};
///
/// let text = "\
/// kind: Pod
/// spec:
///   containers:
///   - name: web
///     image: nginx  # the newest
/// ";
/// let report = inspect_manifest(text, &ManifestOptions::default());
/// assert_eq!(report.images[0].path, "spec.containers[0].image");
/// assert!(report.defaulted_yaml.ends_with(
///     "    image: nginx  # the newest\n    imagePullPolicy: Always\n"
/// ));
/// ```
pub fn inspect_manifest(text: &str, options: &ManifestOptions) -> ManifestReport {
    Inspector::default().inspect(text, options)
}

/// Inspects texts that follow each other, such as those of an editor: of each text it keeps what
/// it read, and reads of the next one only the documents that differ.
///
/// ```
/// use imagepull::workload::{Inspector, ManifestOptions, inspect_manifest};
///
/// let (mut inspector, options) = (Inspector::default(), ManifestOptions::default());
/// for text in ["kind: Pod\n---\nkind: Secret\n", "kind: Pod\n---\nkind: Service\n"] {
///     assert_eq!(inspector.inspect(text, &options), inspect_manifest(text, &options));
/// }
/// ```
#[derive(Debug, Default)]
pub struct Inspector {
    /// What is kept of the last text.
    memory: Option<yaml::Snapshot>,
    known: images::ImageCache,
}

impl Inspector {
    /// The same as [`inspect_manifest`], whichever texts came before.
    pub fn inspect(&mut self, text: &str, options: &ManifestOptions) -> ManifestReport {
        self.inspect_watched(text, options, &mut |_| {})
    }

    /// The same; `watch` is called with how many bytes of the text are read, document by document.
    pub fn inspect_watched(
        &mut self,
        text: &str,
        options: &ManifestOptions,
        watch: &mut dyn FnMut(usize),
    ) -> ManifestReport {
        let braces = if options.release.has(Change::BracesMayBeYaml) {
            yaml::Braces::MayBeYaml
        } else {
            yaml::Braces::AreJson
        };
        let reading = yaml::Reading::after(self.memory.take(), text, braces, watch);
        self.known = std::mem::take(&mut self.known).next();
        let template = template::recognise(text, &reading);
        let report = match &template {
            None => report(text, &reading, None, *options, &mut self.known),
            Some(template) => {
                let mut masked = yaml::Reading::new(&template.masked, yaml::Limits::MANIFESTS);
                masked.tree.is_masked = true;
                // kubectl stops at the first place; what follows from the template is said once.
                masked.errors = reading.errors.first().cloned().into_iter().collect();
                report(text, &masked, Some(template), *options, &mut self.known)
            }
        };
        self.memory = reading.into_memory();
        report
    }
}

/// The report on a text, of which `reading` is what was read: of a template its masked form.
fn report(
    text: &str,
    reading: &yaml::Reading<'_>,
    template: Option<&template::Template>,
    options: ManifestOptions,
    known: &mut images::ImageCache,
) -> ManifestReport {
    let mut inventory = inventory::read(&reading.tree, text, template, options, known);
    defaulted::add(&mut inventory);
    scenario::add(&mut inventory);
    let of_tree = findings::find_in_tree(&inventory, &reading.errors);
    let mut report = inventory.report;
    let unreadable = reading.errors.iter();
    let unreadable = unreadable.map(findings::unreadable);
    report.diagnostics.splice(..0, unreadable);
    findings::add(text, options, of_tree, reading.tree.is_masked, &mut report);
    repairs::check(&reading.tree, &mut report);
    report
}
