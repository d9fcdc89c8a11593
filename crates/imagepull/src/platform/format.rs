//! How a platform is written.
//!
//! Source: `Format`, `FormatAll` and `encodeOSOption` of github.com/containerd/platforms.

use super::Platform;

impl Platform {
    /// Operating system, architecture and variant, such as `linux/arm/v7`.
    pub fn format(&self) -> String {
        self.joined(&self.os)
    }

    /// The same with version and features of the operating system, such as
    /// `windows(10.0.20348.2402+win32k)/amd64`.
    pub fn format_all(&self) -> String {
        let mut features: Vec<&str> = self.os_features.iter().map(String::as_str).collect();
        features.sort_unstable();
        features.dedup();
        features.retain(|feature| !feature.is_empty());
        if self.os_version.is_empty() && features.is_empty() {
            return self.format();
        }
        let mut os = format!("{}({}", self.os, encoded(&self.os_version));
        for feature in features {
            os.push('+');
            os.push_str(&encoded(feature));
        }
        os.push(')');
        self.joined(&os)
    }

    fn joined(&self, os: &str) -> String {
        if self.os.is_empty() {
            return "unknown".to_owned();
        }
        joined(&[os, &self.architecture, &self.variant])
    }
}

/// Parts as a path of Go: empty ones and `.` are left out, `..` takes back the one before.
fn joined(parts: &[&str]) -> String {
    let mut path: Vec<&str> = Vec::new();
    for part in parts.iter().flat_map(|part| part.split('/')) {
        match part {
            "" | "." => {}
            ".." if path.last().is_some_and(|last| *last != "..") => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    if path.is_empty() {
        return ".".to_owned();
    }
    path.join("/")
}

/// A version or feature with what stands for something else in a platform escaped.
fn encoded(option: &str) -> String {
    let mut text = String::with_capacity(option.len());
    for character in option.chars() {
        match character {
            '%' => text.push_str("%25"),
            '+' => text.push_str("%2B"),
            '(' => text.push_str("%28"),
            ')' => text.push_str("%29"),
            '/' => text.push_str("%2F"),
            other => text.push(other),
        }
    }
    text
}
