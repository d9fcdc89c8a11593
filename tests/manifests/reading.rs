//! What holds for every text by a second reading: repairs change one field each, and how a text is laid out
//! changes nothing of what is read.

use std::collections::{BTreeMap, BTreeSet};

use imagepull::workload::{
    ManifestOptions,
    edits::{EditFix, apply},
    inspect_manifest,
    report::{Finding, ManifestReport, Placed},
};
use proptest::prelude::*;
use proptest::sample::select;

use super::{
    printed::{Value, documents, print},
    properties::{options, text},
};

/// What is wrong or easily misread, to be put among the rest.
const SLIPS: &[&str] = &[
    "image: nginx:latest",
    "image: ' nginx:1.27'",
    "image: https://ghcr.io/acme/api:v1",
    "image: redis: 7",
    "image: 'nginx:1.27'\n    imagePullPolicy: always",
    "image: nginx:1.27\n    imagePullPolcy: Never",
    "image: Nginx:1.27",
    "image: 1.27",
    "image: \"nginx:1.27\"\n    imagePullSecrets: [{name: a}]",
    "image: &image nginx:latest\n  - name: again\n    image: *image",
    "<<: &base {image: ' a:1', imagePullPolicy: never}\n  - <<: *base\n    name: again",
    "image: app:sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "image: nginx:1.27\n  - {name: b, image: nginx:1.26}\n  imagePullSecrets: [registry]",
    "image: nginx:1.27\n  imagePullPolicy: Always",
    "\"image\": \"busybox:\",\n    \"imagePullPolicy\": \"ALWAYS\"",
];

fn slip() -> impl Strategy<Value = String> {
    let kinds = select(vec![
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n",
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\napiVersion: v1\nkind: Pod\nspec:\n",
    ]);
    let line_ends = select(vec!["\n", "\r\n"]);
    (kinds, select(SLIPS), select(SLIPS), line_ends).prop_map(|(kind, one, other, line_end)| {
        let text = format!("{kind}  containers:\n  - name: web\n    {one}\n---\n{kind}  containers:\n  - name: web\n    {other}\n");
        text.replace('\n', line_end)
    })
}

fn findings(report: &ManifestReport) -> impl Iterator<Item = &Finding> {
    let of_images = report.images.iter().flat_map(|image| &image.findings);
    of_images.chain(&report.diagnostics)
}

/// How often the same is said: a repair may show what else is wrong of the same kind.
fn count(report: &ManifestReport, finding: &Finding) -> usize {
    let is_same = |it: &&Finding| it.code == finding.code && it.message == finding.message;
    findings(report).filter(is_same).count()
}

fn values(text: &str) -> Option<BTreeMap<String, Value>> {
    let mut found = BTreeMap::new();
    Value::List(documents(text)?).scalars("", &mut found);
    Some(found)
}

/// The fields of one mapping, or the items of one list, in which two readings differ.
fn changed(before: &BTreeMap<String, Value>, after: &BTreeMap<String, Value>) -> usize {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path));
    let differing: Vec<Vec<&str>> = differing.map(|path| path.split('/').collect()).collect();
    let Some(first) = differing.first() else {
        return 0;
    };
    let is_common = |length: &usize| {
        differing
            .iter()
            .all(|it| it.get(..*length) == first.get(..*length))
    };
    let common = (0..first.len()).take_while(|it| is_common(it)).last();
    let common = common.unwrap_or_default();
    let fields: BTreeSet<&[&str]> = differing
        .iter()
        .map(|it| &it[..it.len().min(common + 1)])
        .collect();
    fields.len()
}

fn check_repair(
    text: &str,
    options: ManifestOptions,
    finding: &Finding,
    fix: &EditFix,
    report: &ManifestReport,
) -> Result<(), TestCaseError> {
    let repaired = apply(text, &fix.edits).expect("the edits fit");
    let after = inspect_manifest(&repaired, &options);
    let story = format!(
        "{} by {} of\n{text}\nbecomes\n{repaired}",
        finding.code, fix.title
    );
    prop_assert!(count(&after, finding) < count(report, finding), "{story}");
    if let (Some(before), Some(after)) = (values(text), values(&repaired)) {
        // A key that is spelt in another way is one that goes and one that comes.
        prop_assert!((1..=2).contains(&changed(&before, &after)), "{story}");
    }
    Ok(())
}

fn texts(places: &[Placed]) -> Vec<&str> {
    places.iter().map(|it| it.text.as_str()).collect()
}

/// What is read of a text, without its places.
fn read(report: &ManifestReport) -> impl PartialEq + std::fmt::Debug {
    let images = report.images.iter().map(|it| {
        let names = (it.kind.clone(), it.name.clone(), it.container.clone());
        let image = (
            it.image.input.clone(),
            it.image_type,
            it.policy,
            it.policy_written.clone(),
        );
        format!(
            "{} {names:?} {image:?} {:?} {:?}",
            it.path, it.role, it.found_by
        )
    });
    let workloads = report.workloads.iter().map(|it| {
        let account = it.service_account_name.as_ref().map(|it| &it.text);
        format!(
            "{} {:?} {account:?} {:?}",
            it.path,
            texts(&it.image_pull_secrets),
            it.pods
        )
    });
    let accounts = report.service_accounts.iter();
    let accounts =
        accounts.map(|it| format!("{} {:?}", it.name.text, texts(&it.image_pull_secrets)));
    let secrets = report.secrets.iter();
    let secrets = secrets.map(|it| format!("{} {:?}", it.name.text, it.registries));
    let documents = report.documents.iter();
    let documents = documents.map(|it| format!("{:?} {:?} {:?}", it.kind, it.name, it.read));
    let all = images
        .chain(workloads)
        .chain(accounts)
        .chain(secrets)
        .chain(documents);
    all.collect::<Vec<String>>()
}

fn check_printed(text: &str, options: ManifestOptions) -> Result<(), TestCaseError> {
    let report = inspect_manifest(text, &options);
    let is_cut = report
        .diagnostics
        .iter()
        .any(|it| it.code.starts_with("YML"));
    if is_cut || report.template.is_some() {
        return Ok(());
    }
    if let Some(documents) = documents(text) {
        let printed = print(&documents);
        let again = inspect_manifest(&printed, &options);
        prop_assert_eq!(
            read(&report),
            read(&again),
            "{}\nprinted as\n{}",
            text,
            printed
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_repair_removes_its_finding_and_changes_one_field(text in prop_oneof![slip(), text()], options in options()) {
        let report = inspect_manifest(&text, &options);
        for finding in findings(&report) {
            for fix in &finding.fixes {
                check_repair(&text, options, finding, fix, &report)?;
            }
        }
    }

    #[test]
    fn what_is_read_does_not_depend_on_the_layout(text in prop_oneof![slip(), text()], options in options()) {
        check_printed(&text, options)?;
    }
}
