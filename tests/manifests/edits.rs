//! Edits: what they change, what they leave alone, and which do not go together.

use imagepull::{
    diagnostic::Span,
    policy::PullPolicy,
    workload::{
        ManifestOptions,
        edits::{Edit, EditError, apply},
        hunks::{hunks, unified_diff},
        inspect_manifest,
    },
};

fn span(start: usize, end: usize) -> Span {
    Span { start, end }
}

fn edit(start: usize, end: usize, text: &str) -> Edit {
    Edit::replacement(span(start, end), text)
}

#[test]
fn edits_are_applied_in_the_order_of_the_text() {
    let edits = [
        edit(6, 9, "two"),
        Edit::insertion(0, "<"),
        edit(4, 5, ""),
        Edit::insertion(9, ">"),
    ];
    assert_eq!(apply("one, 한", &[]), Ok("one, 한".to_owned()));
    assert_eq!(apply("one, x한 ", &edits).as_deref(), Ok("<one,xtwo> "));
}

#[test]
fn the_same_edit_of_two_repairs_is_made_once() {
    let edits = [
        edit(0, 1, "b"),
        edit(0, 1, "b"),
        Edit::insertion(1, "c"),
        Edit::insertion(1, "c"),
        Edit::insertion(1, "d"),
    ];
    assert_eq!(apply("a", &edits).as_deref(), Ok("bcd"));
}

#[test]
fn edits_of_one_place_that_differ_are_refused() {
    for (first, second) in [
        (edit(0, 2, "x"), edit(1, 3, "y")),
        (edit(0, 2, "x"), edit(0, 2, "y")),
        (edit(0, 3, "x"), edit(1, 1, "y")),
    ] {
        let error = apply("abc", [&second, &first]).unwrap_err();
        let overlap = EditError::Overlap {
            first: first.span,
            second: second.span,
        };
        assert_eq!(error, overlap);
        assert!(error.to_string().contains("overlap"), "{error}");
    }
}

#[test]
fn edits_of_another_text_are_refused() {
    for place in [span(0, 9), span(1, 2), span(2, 1)] {
        let error = apply("한", &[Edit::replacement(place, "")]).unwrap_err();
        assert_eq!(error, EditError::Outside { span: place });
    }
}

#[test]
fn lines_that_stay_are_shown_around_those_that_change() {
    let text: String = (1..=20).map(|line| line.to_string() + "\n").collect();
    let at = |line: &str| text.find(line).unwrap();
    let edits = [
        Edit::insertion(at("5\n"), "4.5\n"),
        edit(at("9\n"), at("10\n"), ""),
        edit(at("19"), at("20"), "nineteen\n"),
    ];
    let shown = hunks(&text, &edits).unwrap();
    let lines: Vec<(usize, usize, usize)> = shown
        .iter()
        .map(|it| (it.old_line, it.new_line, it.lines.len()))
        .collect();
    assert_eq!(lines, [(2, 2, 12), (16, 16, 6)]);
    insta::assert_snapshot!("patch", unified_diff(&text, &edits, "numbers").unwrap());
    assert_eq!(unified_diff(&text, &[], "numbers").as_deref(), Ok(""));
}

/// The image and policy of the only container of a manifest, written anew.
#[track_caller]
fn rewritten(text: &str, image: &str, expected: &str) {
    let report = inspect_manifest(text, &ManifestOptions::default());
    let found = &report.images[0];
    let edits = [
        found.with_image(image).expect("room for an image"),
        found
            .with_policy(PullPolicy::Never)
            .expect("room for a policy"),
    ];
    assert_eq!(apply(text, &edits).as_deref(), Ok(expected));
    let after = inspect_manifest(expected, &ManifestOptions::default());
    assert_eq!(after.images[0].image.input, image);
    assert_eq!(after.images[0].policy, Some(PullPolicy::Never));
}

#[test]
fn another_image_keeps_the_quotes_that_serve() {
    let pod = |container: &str| format!("kind: Pod\nspec: {{containers: [{{{container}}}]}}\n");
    for (before, image, after) in [
        (
            "image: a",
            "nginx:1.27",
            "image: nginx:1.27, imagePullPolicy: Never",
        ),
        (
            "image: 'a'",
            "it's",
            "image: 'it''s', imagePullPolicy: Never",
        ),
        (
            "image: \"a\"",
            "a\"\\b",
            "image: \"a\\\"\\\\b\", imagePullPolicy: Never",
        ),
        (
            "image: a",
            "${IMAGE}",
            "image: \"${IMAGE}\", imagePullPolicy: Never",
        ),
        (
            "image: a",
            "1.25",
            "image: \"1.25\", imagePullPolicy: Never",
        ),
        ("image: a", "*x", "image: \"*x\", imagePullPolicy: Never"),
        (
            "image: 'a'",
            "a\nb",
            "image: \"a\\nb\", imagePullPolicy: Never",
        ),
        (
            "\"image\":\"a\"",
            "b",
            "\"image\":\"b\",\"imagePullPolicy\":\"Never\"",
        ),
        (
            "image: a, imagePullPolicy: 'Always'",
            "b",
            "image: b, imagePullPolicy: 'Never'",
        ),
        (
            "imagePullPolicy: , image: a",
            "b",
            "imagePullPolicy: Never , image: b",
        ),
        (
            "\"imagePullPolicy\": null, \"image\": \"a\"",
            "b",
            "\"imagePullPolicy\": \"Never\", \"image\": \"b\"",
        ),
    ] {
        rewritten(&pod(before), image, &pod(after));
    }
    rewritten(
        "kind: Pod\nspec:\n  containers:\n  - image: >-\n      a:1\n    name: b\n",
        "b:1",
        "kind: Pod\nspec:\n  containers:\n  - image: >-\n      b:1\n    imagePullPolicy: Never\n    name: b\n",
    );
}

#[test]
fn a_policy_is_put_in_behind_all_lines_of_an_image() {
    for (before, after) in [
        ("a:1", "a:1\n    imagePullPolicy: IfNotPresent"),
        ("a:1 # c", "a:1 # c\n    imagePullPolicy: IfNotPresent"),
        (
            "|+\n      a:1\n\n    name: b\n",
            "|+\n      a:1\n\n    imagePullPolicy: IfNotPresent\n    name: b\n",
        ),
        (
            "|+\n      a:1\n  \n\n  - image: b:1\n    imagePullPolicy: Never\n",
            "|+\n      a:1\n  \n\n    imagePullPolicy: IfNotPresent\n  - image: b:1\n    imagePullPolicy: Never\n",
        ),
        (
            ">+\r\n      a:1\r\n\r\n    # c\r\n",
            ">+\r\n      a:1\r\n\r\n    imagePullPolicy: IfNotPresent\r\n    # c\r\n",
        ),
        (
            "|+\n      a:1\n\n",
            "|+\n      a:1\n\n    imagePullPolicy: IfNotPresent\n",
        ),
        (
            "|+\n      a:1\n",
            "|+\n      a:1\n    imagePullPolicy: IfNotPresent\n",
        ),
        (
            "|\n      a:1",
            "|\n      a:1\n    imagePullPolicy: IfNotPresent",
        ),
        (
            "|\n      a:1\n\n    name: b\n",
            "|\n      a:1\n    imagePullPolicy: IfNotPresent\n\n    name: b\n",
        ),
    ] {
        let line_end = if before.contains('\r') { "\r\n" } else { "\n" };
        let above = ["kind: Pod", "spec:", "  containers:", "  - image: "].join(line_end);
        let [text, expected] = [before, after].map(|image| format!("{above}{image}"));
        let report = inspect_manifest(&text, &ManifestOptions::default());
        assert_eq!(report.defaulted_yaml, expected);
        let completed = inspect_manifest(&expected, &ManifestOptions::default());
        let image = &completed.images[0];
        assert_eq!(image.image.input, report.images[0].image.input, "{text}");
        assert_eq!(image.policy_written.as_deref(), Some("IfNotPresent"));
    }
}

#[test]
fn a_place_in_a_name_is_found_in_the_text() {
    let text =
        "kind: Pod\nspec:\n  containers:\n  - image: 'nginx:Tag'\n  - image: \"nginx\\u003aTag\"\n";
    let report = inspect_manifest(text, &ManifestOptions::default());
    let written = |index: usize, place: Span| {
        let place = report.images[index].place(place).expect("a place");
        &text[place.start..place.end]
    };
    assert_eq!(written(0, span(6, 9)), "Tag");
    // Where a character is written in another way, the whole value is the place.
    assert_eq!(written(1, span(6, 9)), "\"nginx\\u003aTag\"");
}

#[test]
fn what_has_no_room_for_a_value_is_left_alone() {
    for policy in [
        "    imagePullPolicy: |\n    name: x\n",
        "    imagePullPolicy: >-\n    name: x\n",
        "    ? imagePullPolicy\n    name: x\n",
    ] {
        let text = format!("kind: Pod\nspec:\n  containers:\n  - image: nginx\n{policy}");
        let report = inspect_manifest(&text, &ManifestOptions::default());
        assert_eq!(report.defaulted_yaml, text);
    }
    for text in [
        "kind: Pod\nspec: {containers: [{image: nginx, imagePullPolicy}]}\n",
        "kind: Pod\nspec:\n  containers: [image: nginx]\n",
        "kind: Pod\nspec:\n  containers: [\n    image: nginx,\n  ]\n",
    ] {
        let report = inspect_manifest(text, &ManifestOptions::default());
        assert_eq!(report.images.len(), 1);
        assert_eq!(report.defaulted_yaml, text);
    }
}
