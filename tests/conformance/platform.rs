//! The tests of github.com/containerd/platforms, and what it was seen to answer.

use imagepull::platform::{
    MatchReport, Matcher, Platform, match_platforms, parse_platform, runs_build, variant_of_machine,
};
use serde_json::Value;
use tests::{Conformance, Row, text};

/// The platform of the machine that made the tables.
const HOST: &str = "linux/amd64";

#[test]
fn parse() {
    Conformance::new("platform_parse.json", &[])
        .table("TestGetCPUVariantFromArch", 6, |row, found| {
            let variant = variant_of_machine(text(row, "input"));
            found.equal("variant", text(row, "output"), variant.unwrap_or_default());
            found.equal("fails", row["expectedErr"].is_string(), variant.is_none());
        })
        .table("TestParseSelector", 13, |row, found| {
            // Upstream leaves out the row with a wildcard.
            if row["skip"] == true {
                return;
            }
            let report = parse_platform(text(row, "input"), HOST);
            let formatted = if row["useV2Format"] == true {
                report.format_all
            } else {
                report.format
            };
            let Some(parsed) = report.parsed else {
                return found.equal("valid", true, false);
            };
            found.equal(
                "formatted",
                text(row, "formatted"),
                formatted.unwrap_or_default(),
            );
            found.equal("parsed", &platform(&row["expected"]), &parsed);
            let strict = Matcher::only_strict(&parsed);
            for other in row["matches"].as_array().into_iter().flatten() {
                let name = format!("{other} matches");
                found.equal(&name, true, strict.matches(&platform(other)));
            }
        })
        .table("TestFormatAllEncoding", 5, |row, found| {
            let platform = platform(&row["platform"]);
            found.equal("formatted", text(row, "expected"), platform.format_all());
            let again = parse_platform(&platform.format_all(), HOST).parsed;
            found.equal("read again", Some(&platform), again.as_ref());
        })
        .table("TestParseSelectorInvalid", 5, |row, found| {
            found.equal(
                "valid",
                false,
                parse_platform(text(row, "input"), HOST).valid,
            );
        })
        .table("adhoc.TestFormatAllSkipsEmptyOSFeatures", 0, |_, _| {})
        .finish();
}

#[test]
fn matching() {
    Conformance::new("platform_match.json", &[])
        .table("TestOnly", 8, |row, found| taken(row, found, Matcher::only))
        .table("TestOnlyStrict", 9, |row, found| {
            taken(row, found, Matcher::only_strict);
        })
        .table("TestOnlyOS", 2, |row, found| {
            taken(row, found, Matcher::only_os);
        })
        .table("TestOnlyOSLess", 1, |row, found| {
            sorted(row, found, Matcher::only_os);
        })
        .table("TestCompareOSFeatures", 4, |row, found| {
            sorted(row, found, Matcher::only);
            sorted(row, found, Matcher::only_strict);
        })
        .table("TestMatchComparerMatch_ABICheckWCOW", 8, |row, found| {
            let matcher = Matcher::on_node(&platform(&row["hostPlatform"]));
            let is_taken = matcher.matches(&platform(&row["testPlatform"]));
            found.equal("match", row["match"].as_bool(), Some(is_taken));
        })
        .table("Test_PlatformCompat", 10, |row, found| {
            let build = |key: &str| u16::try_from(row[key].as_u64().unwrap()).unwrap();
            let runs = runs_build(build("hostOS"), build("ctrOS"));
            found.equal("runs", row["shouldRun"].as_bool(), Some(runs));
        })
        .table("Test_PlatformOrder", 3, |row, found| {
            let matcher = Matcher::on_node(&platform(&row["hostPlatform"]));
            let mut platforms = platforms(&row["platforms"]);
            platforms.sort_by(|one, other| matcher.cmp(one, other));
            found.equal("first", &platform(&row["wantPlatform"]), &platforms[0]);
        })
        .table("adhoc.TestWindowsMatchComparerLess", 1, |row, found| {
            let matcher = Matcher::on_node(&platform(&row["host"]));
            let mut sorted = platforms(&row["platforms"]);
            sorted.sort_by(|one, other| matcher.cmp(one, other));
            found.equal("order", &platforms(&row["expected"]), &sorted);
        })
        .table(
            "adhoc.TestFallbackOnOSVersion(windows-only test)",
            0,
            |_, _| {},
        )
        .finish();
}

#[test]
fn observed() {
    Conformance::new("platform_observed.json", &[])
        .table("parse", 68, |row, found| {
            let report = parse_platform(text(row, "input"), HOST);
            if let Some(error) = row["error"].as_str() {
                let said = report.diagnostics.first().map(|it| it.message.to_string());
                return found.equal("error", error, said.unwrap_or_default());
            }
            let (Some(parsed), Some(normalized)) = (report.parsed, report.normalized) else {
                return found.equal("valid", true, false);
            };
            found.equal("parsed", &platform(&row["parsed"]), &parsed);
            found.equal("normalized", &platform(&row["normalized"]), &normalized);
            let formats = [
                ("format", report.format),
                ("format_all", report.format_all),
                ("normalized_format_all", report.normalized_format_all),
            ];
            for (key, format) in formats {
                found.equal(key, text(row, key), format.unwrap_or_default());
            }
        })
        .table("select", 16, |row, found| {
            let report = match_platforms(text(row, "host"), &strings(&row["candidates"]));
            let MatchReport {
                vector,
                order,
                matches,
                strict_matches,
                ..
            } = report;
            let lists = [
                ("vector", vector),
                ("only_order", order),
                ("only_matches", matches),
                ("only_strict_matches", strict_matches),
            ];
            for (key, list) in lists {
                found.equal(key, &strings(&row[key]), &list);
            }
        })
        .finish();
}

/// The keys of a row are those of Go or those of a document.
fn platform(value: &Value) -> Platform {
    let field = |names: [&str; 2]| {
        let found = names.iter().find_map(|name| value[*name].as_str());
        found.unwrap_or_default().to_owned()
    };
    let features = ["OSFeatures", "os.features"];
    let features = features.iter().map(|key| strings(&value[*key]));
    Platform {
        os: field(["OS", "os"]),
        architecture: field(["Architecture", "architecture"]),
        variant: field(["Variant", "variant"]),
        os_version: field(["OSVersion", "os.version"]),
        os_features: features.flatten().collect(),
    }
}

fn platforms(value: &Value) -> Vec<Platform> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(platform)
        .collect()
}

fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect()
}

fn parsed(text: &str) -> Platform {
    parse_platform(text, HOST)
        .parsed
        .expect("a row has platforms")
}

fn taken(row: &Value, found: &mut Row, matcher: fn(&Platform) -> Matcher) {
    let matcher = matcher(&parsed(text(row, "platform")));
    for (expected, key) in [(true, "true"), (false, "false")] {
        for candidate in strings(&row["matches"][key]) {
            let is_taken = matcher.matches(&parsed(&candidate));
            found.equal(&candidate, expected, is_taken);
        }
    }
}

fn sorted(row: &Value, found: &mut Row, matcher: fn(&Platform) -> Matcher) {
    let matcher = matcher(&parsed(text(row, "platform")));
    let mut platforms: Vec<Platform> = strings(&row["platforms"])
        .iter()
        .map(|it| parsed(it))
        .collect();
    platforms.sort_by(|one, other| matcher.cmp(one, other));
    let order: Vec<String> = platforms.iter().map(Platform::format_all).collect();
    found.equal("order", &strings(&row["expected"]), &order);
}
