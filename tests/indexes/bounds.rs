//! Texts that are long, deep or hostile are answered, and within bounds.

use imagepull::{
    digest::digest_of,
    index::{Beside, kind::Kind, layers_as_image, read_index, read_index_beside, report::Entry},
};
use imageref::Algorithm;

const MIB: usize = 1 << 20;

#[test]
fn a_megabyte_of_anything_is_answered() {
    let fill = |part: &str| part.repeat(MIB / part.len());
    for text in [
        fill("{"),
        fill("["),
        fill("\""),
        fill("{}"),
        fill("é"),
        format!("[{}]", fill("[],").trim_end_matches(',')),
        format!("{}{}", "[".repeat(MIB / 2), "]".repeat(MIB / 2)),
        format!(
            "{}1{}",
            "{\"manifests\":[".repeat(MIB / 16),
            "]}".repeat(MIB / 16)
        ),
        format!("{{\"manifests\":[{}{{}}]}}", fill("{},")),
        format!("{{\"layers\":[{}1],\"config\":{{}}}}", fill("1,")),
        format!(
            "{{\"manifests\":[{{\"annotations\":{{{}\"a\":1}}}}]}}",
            fill("\"a\":1,")
        ),
        format!(
            "{{\"manifests\":[{{\"digest\":\"sha256:{}\"}}]}}",
            fill("a")
        ),
        format!(
            "{{\"manifests\":[{{\"platform\":{{\"os\":\"{}\",\"architecture\":\"a\"}}}}]}}",
            fill("a")
        ),
        format!(
            "{{\"layers\":[{{\"size\":{}}}],\"config\":{{}}}}",
            fill("9")
        ),
    ] {
        let report = read_index(&text, "linux/arm64");
        let words: usize = report
            .diagnostics
            .iter()
            .map(|it| it.message.to_string().len())
            .sum();
        assert!(
            !report.valid,
            "{}",
            &text[..40.min(text.len())].escape_debug()
        );
        assert!(!report.diagnostics.is_empty() && report.diagnostics.len() <= 101);
        assert!(words < MIB, "{words} bytes are said");
        assert!(report.entries.len() <= 1000 && report.layers.len() <= 1000);
    }
}

#[test]
fn sizes_that_do_not_fit_a_number_do_not_wrap() {
    let layer = |digest: char, size: &str| {
        let digest = digest.to_string().repeat(64);
        format!(
            r#"{{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:{digest}","size":{size}}}"#
        )
    };
    let manifest = |layers: &[String]| {
        let config = layer('0', "1");
        format!(
            r#"{{"schemaVersion":2,"config":{config},"layers":[{}]}}"#,
            layers.join(",")
        )
    };
    let most = i64::MAX.to_string();
    let full = manifest(&[layer('a', &most), layer('b', &most), layer('c', &most)]);
    let report = read_index(&full, "linux/amd64");
    assert!(report.valid);
    assert_eq!(report.total_bytes, Some(u64::MAX));
    for size in ["9223372036854775808", "1e3", "1.5", "-1", "\"1\"", "null"] {
        let report = read_index(&manifest(&[layer('a', size)]), "linux/amd64");
        assert!(!report.valid, "{size}");
        assert_eq!(report.total_bytes, None, "{size}");
        assert_eq!(layers_as_image(&report), None, "{size}");
    }
}

#[test]
fn indexes_in_indexes_are_followed_so_far_and_no_further() {
    // Each index lists the one below a hundred times: all ways would be 100^20.
    let mut below = r#"{"schemaVersion":2,"manifests":[]}"#.to_owned();
    let mut documents = vec![below.clone()];
    for _ in 0..20 {
        let digest = digest_of(below.as_bytes(), Algorithm::Sha256);
        let entry = format!(
            r#"{{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{digest}","size":{},"platform":{{"os":"linux","architecture":"arm64"}}}}"#,
            below.len()
        );
        below = format!(
            r#"{{"schemaVersion":2,"manifests":[{}]}}"#,
            vec![entry; 100].join(",")
        );
        documents.push(below.clone());
    }
    let beside = Beside {
        documents,
        ..Beside::default()
    };
    let report = read_index_beside(&below, "linux/arm64", &beside);
    assert_eq!(report.kind, Kind::Index);
    assert!(count(&report.entries) < 5000);
}

fn count(entries: &[Entry]) -> usize {
    entries.iter().map(|it| 1 + count(&it.entries)).sum()
}

#[test]
fn places_are_those_of_the_text() {
    let text = "{\"é\": 1, \"schemaVersion\": 2, \"manifests\": [ {\"size\": \"한\"} ]}";
    let report = read_index(text, "linux/arm64");
    let span = report.entries[0].span.expect("it stands in the text");
    assert_eq!(&text[span.start..span.end], "{\"size\": \"한\"}");
    let of_size = report.diagnostics.iter().filter_map(|it| it.span);
    assert!(
        of_size
            .into_iter()
            .any(|span| &text[span.start..span.end] == "\"한\"")
    );
}

#[test]
fn what_the_environment_of_an_image_says_is_not_repeated() {
    let secret = ["hunter", "2"].concat();
    for environment in [
        format!("PASSWORD={secret}"),
        format!("={secret}"),
        secret.clone(),
    ] {
        let config = serde_json::json!({
            "architecture": "amd64",
            "os": "linux",
            "config": {"Env": [environment, 7], "Entrypoint": [format!("--password={secret}")]},
            "rootfs": {"type": "layers", "diff_ids": []},
        });
        for text in [
            config.to_string(),
            format!("{config},"),
            config.to_string().replace("}}", "}"),
        ] {
            let beside = Beside {
                documents: vec![text.clone()],
                ..Beside::default()
            };
            let reports = [
                read_index(&text, "linux/arm64"),
                read_index_beside(
                    "{\"schemaVersion\": 2, \"manifests\": []}",
                    "linux/arm64",
                    &beside,
                ),
            ];
            let said = serde_json::to_string(&reports).expect("a report can be written");
            assert!(!said.contains(&secret), "{said}");
        }
    }
}
