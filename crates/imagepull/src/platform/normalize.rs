//! Which spellings are the same platform.
//!
//! Source: database.go and `Normalize` of github.com/containerd/platforms.

use super::Platform;

impl Platform {
    /// The one spelling of a platform: names in lower case, aliases replaced, a variant left out
    /// that says no more than the architecture, features sorted and each once. Where no operating
    /// system is named it is Linux.
    #[must_use]
    pub fn normalized(&self) -> Self {
        self.normalized_on("linux")
    }

    /// The same where a platform without an operating system is one of `os`, that of the host.
    #[must_use]
    pub(super) fn normalized_on(&self, os: &str) -> Self {
        let (architecture, variant) = architecture(&self.architecture, &self.variant);
        let mut os_features = self.os_features.clone();
        os_features.sort();
        os_features.dedup();
        Self {
            os: operating_system(&self.os, os),
            architecture,
            variant,
            os_version: self.os_version.clone(),
            os_features,
        }
    }
}

/// The name of an operating system; that of the host where there is none.
pub(super) fn operating_system(name: &str, host: &str) -> String {
    match name.to_lowercase().as_str() {
        "" => host.to_owned(),
        "macos" => "darwin".to_owned(),
        name => name.to_owned(),
    }
}

/// Architecture and variant by their names in Go.
pub(super) fn architecture(name: &str, variant: &str) -> (String, String) {
    let (name, variant) = (name.to_lowercase(), variant.to_lowercase());
    let (name, variant) = match (name.as_str(), variant.as_str()) {
        ("i386", _) => ("386", ""),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64", ""),
        ("x86_64" | "x86-64", variant) => ("amd64", variant),
        ("aarch64" | "arm64", "8" | "v8" | "v8.0") => ("arm64", ""),
        ("aarch64" | "arm64", "9" | "9.0" | "v9.0") => ("arm64", "v9"),
        ("aarch64", variant) => ("arm64", variant),
        ("armhf", _) | ("arm", "" | "7") => ("arm", "v7"),
        ("armel", _) | ("arm", "6") => ("arm", "v6"),
        ("arm", "5") => ("arm", "v5"),
        ("arm", "8") => ("arm", "v8"),
        same => same,
    };
    (name.to_owned(), variant.to_owned())
}
