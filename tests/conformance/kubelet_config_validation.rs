//! The validation of a KubeletConfiguration, from the text of one.

use imagepull::kubelet::config::check_kubelet_config;
use imagepull::releases::Release;
use serde_json::{Value, json};
use tests::Conformance;

#[test]
fn kubelet_config_validation() {
    Conformance::new("kubelet_config_validation.json", &[])
        .table("/cases", 5, |row, found| {
            let report = check_kubelet_config(&text_of(row), Release::NEWEST);
            let errors: Vec<&str> = row["error"].as_str().into_iter().collect();
            found.equal("errors", json!(errors), json!(report.errors));
            found.equal("starts", errors.is_empty(), report.starts);
        })
        .finish();
}

fn text_of(row: &Value) -> String {
    let fields = row["set"].as_object().into_iter().flatten();
    let lines: Vec<String> = fields
        .map(|(field, value)| format!("{field}: {value}"))
        .collect();
    let header = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";
    format!("{header}{}", lines.join("\n"))
}
