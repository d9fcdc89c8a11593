//! Pasted texts: what `explain_events` takes for a mebibyte of each shape that costs much.

use std::{hint::black_box, time::Instant};

use imagepull::events::explain_events;

use crate::row_without_peer;

const MEBIBYTE: usize = 1 << 20;

/// A line with its number.
type Line = fn(usize) -> String;

/// Shapes of texts, each with what makes its lines.
const SHAPES: [(&str, Line); 9] = [
    ("event rows, each of another image", |n| {
        format!(
            "  Warning  Failed  {n}s (x4 over 9m)  kubelet  Failed to pull image \"acme/app-{n}:v1\": rpc error: code = NotFound desc = docker.io/acme/app-{n}:v1: not found\n"
        )
    }),
    ("event rows without a reason, each of another pod", |n| {
        format!(
            "shop  3s  Normal  BackOff  pod/web-{n}  Back-off pulling image \"acme/app-{n}:v1\"\n"
        )
    }),
    ("rows of kubectl get pods", |n| {
        format!("web-{n}  0/1  ImagePullBackOff  0  5m\n")
    }),
    ("short errors", |n| format!("Error: {n}\n")),
    ("one error without an end", |_| "error: ".to_owned()),
    ("many errors in one", |n| {
        if n == 0 {
            "Failed to pull image \"a\": [failed".to_owned()
        } else {
            ", failed to pull and unpack image \"a\": 404".to_owned()
        }
    }),
    ("lines that end with a comma", |n| {
        if n == 0 {
            "Failed to pull image".to_owned()
        } else {
            ",\n".to_owned()
        }
    }),
    ("a refusal and empty lines", |n| {
        if n == 0 {
            format!("Error from server: {}", "denied the request ".repeat(500))
        } else {
            "\n".to_owned()
        }
    }),
    ("events as YAML", |n| {
        let head = if n == 0 {
            "apiVersion: v1\nkind: List\nitems:\n"
        } else {
            ""
        };
        format!(
            "{head}- kind: Event\n  involvedObject: {{kind: Pod, name: web-{n}}}\n  reason: Failed\n  message: 'Failed to pull image \"acme/app-{n}:v1\": 403 Forbidden'\n"
        )
    }),
];

/// Prints the rows about pasted texts.
pub fn rows() {
    for (shape, line) in SHAPES {
        let mut text = String::with_capacity(MEBIBYTE + 256);
        let mut number = 0;
        while text.len() < MEBIBYTE {
            text.push_str(&line(number));
            number += 1;
        }
        let start = Instant::now();
        black_box(explain_events(black_box(&text)));
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        row_without_peer(&format!("explain_events, 1 MiB of {shape}"), ms, "ms");
    }
}
