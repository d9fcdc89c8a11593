//! The answer in one sentence.

use imagepull::words::{IntoParts, Parts};

use super::answer::Answer;
use crate::text;

/// How many images there are, how many cannot be pulled, and how much is remarked.
pub fn sentence(answer: &Answer) -> Parts {
    if answer.text.trim().is_empty() {
        return text::manifest_sentence_empty().into_parts();
    }
    let findings = findings(answer.remarks.len());
    let report = &answer.report;
    if report.images.is_empty() {
        return if answer.is_cut && report.documents.is_empty() {
            text::manifest_sentence_unreadable(findings).into_parts()
        } else {
            text::manifest_sentence_no_images(findings).into_parts()
        };
    }
    let images = images(report.images.len());
    let workloads = workloads(report.workloads.len());
    match answer.stopped {
        0 if answer.is_cut => text::manifest_sentence_cut(images, workloads, findings),
        0 if answer.remarks.is_empty() => text::manifest_sentence_clean(images, workloads),
        0 => text::manifest_sentence_passed(images, workloads, findings),
        1 => text::manifest_sentence_one_stopped(images, workloads, findings),
        count => text::manifest_sentence_stopped(images, workloads, count, findings),
    }
}

fn images(count: usize) -> String {
    match count {
        1 => text::manifest_count_image().to_owned(),
        count => text::manifest_count_images(count),
    }
}

fn workloads(count: usize) -> String {
    match count {
        1 => text::manifest_count_workload().to_owned(),
        count => text::manifest_count_workloads(count),
    }
}

fn findings(count: usize) -> String {
    match count {
        0 => text::manifest_count_no_findings().to_owned(),
        1 => text::manifest_count_finding().to_owned(),
        count => text::manifest_count_findings(count),
    }
}
