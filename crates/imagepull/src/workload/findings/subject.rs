//! What the rules look at: an image where it is used, and the settings of the cluster.

use imageref::{DEFAULT_TAG, Normalized};

use crate::{
    codes::Code,
    diagnostic::Diagnostic,
    lines::Lines,
    policy::PullPolicy,
    releases::Release,
    words::{Message, message},
    workload::{
        ManifestOptions,
        edits::EditFix,
        pods::kinds_with_pods,
        report::{Finding, ImageUse, Workload},
    },
};

/// What all rules may know besides the image.
pub(super) struct Context<'a> {
    /// The manifest.
    pub text: &'a str,
    pub lines: Lines<'a>,
    pub options: ManifestOptions,
    /// Whether a tool has to fill in the text before it can be read.
    pub is_masked: bool,
}

impl Context<'_> {
    /// The release of the cluster.
    pub fn release(&self) -> Release {
        self.options.release
    }
}

/// An image whose name is valid, where it is used.
pub(super) struct Image<'a> {
    pub site: &'a ImageUse,
    pub name: Normalized<'a>,
}

impl<'a> Image<'a> {
    /// `None` where the name is not valid.
    pub fn new(site: &'a ImageUse) -> Option<Self> {
        let name = Normalized::parse(&site.image.input).ok()?;
        Some(Self { site, name })
    }

    /// Whether the name means another image tomorrow: its tag is latest, and no digest holds it.
    pub fn moves(&self) -> bool {
        let is_latest = self.name.tag().is_none_or(|tag| tag == DEFAULT_TAG);
        self.name.digest().is_none() && is_latest
    }

    /// The policy that the manifest writes; `None` where it leaves the field to the API server.
    pub fn written_policy(&self) -> Option<PullPolicy> {
        PullPolicy::named(self.site.policy_written.as_deref()?)
    }

    /// A finding at the image.
    pub fn finding(&self, code: Code, message: Message) -> Finding {
        Diagnostic::new(code, message).at_known(self.site.image_span)
    }

    /// A finding at the policy.
    pub fn finding_at_policy(&self, code: Code, message: Message) -> Finding {
        Diagnostic::new(code, message).at_known(self.site.policy_span.or(self.site.image_span))
    }
}

/// A repair that gives the image another name; `None` where its place leaves no room for that.
pub(super) fn renamed(site: &ImageUse, title: Message, name: &str) -> Option<EditFix> {
    let edit = site.with_image(name)?;
    Some(EditFix::new(title, edit))
}

/// A repair that writes a policy.
pub(super) fn with_policy(site: &ImageUse, policy: PullPolicy) -> Option<EditFix> {
    let edit = site.with_policy(policy)?;
    Some(EditFix::new(message!("Write {policy}", policy), edit))
}

/// A finding with a repair, where there is one.
pub(super) fn repaired(finding: Finding, fix: Option<EditFix>) -> Finding {
    match fix {
        Some(fix) => finding.fixed_by(fix),
        None => finding,
    }
}

/// Whether the API server itself knows the fields of a workload. What a custom resource may hold, its own
/// definition says.
pub(super) fn is_built_in(workload: &Workload) -> bool {
    let group = workload.api_version.as_deref();
    let kind = workload.kind.as_deref().unwrap_or_default();
    // Without an apiVersion the object is not sent at all; the kind says what was meant.
    let is_of_kubernetes = group.is_none_or(|it| ["v1", "apps/v1", "batch/v1"].contains(&it));
    is_of_kubernetes && kinds_with_pods().any(|known| known == kind)
}

/// The path of the image as the API server names it: from the object on for an item of a List, and
/// from the pod on for a custom resource, whose own fields it does not check.
pub(super) fn path_of(site: &ImageUse, workload: &Workload) -> String {
    let path = site.path.as_str();
    if is_built_in(workload) {
        let item = path
            .strip_prefix("items[")
            .and_then(|rest| rest.split_once("]."));
        return item.map_or(path, |(_, path)| path).to_owned();
    }
    let own = path.strip_prefix(&*workload.path).unwrap_or(path);
    format!("spec.{}", own.trim_start_matches('.'))
}
