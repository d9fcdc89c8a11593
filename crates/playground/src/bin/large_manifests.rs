//! The program of the worker that inspects large manifests: web/large_manifests_worker.js. It has no interface, and
//! is compiled for speed.

use imagepull::{
    releases::Release,
    words::serialized_whole,
    workload::{Inspector, ManifestOptions},
};
use playground::address::manifest::runtime_named;
use wasm_bindgen::prelude::*;
use web_sys::js_sys::Function;

/// What is kept from text to text.
#[wasm_bindgen]
pub struct ManifestInspector(Inspector);

#[wasm_bindgen]
impl ManifestInspector {
    /// An inspector that has seen no text.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // JavaScript alone makes one.
    pub fn new() -> Self {
        // The page is sent the error, and then does without this worker.
        std::panic::set_hook(Box::new(|panic| {
            wasm_bindgen::throw_str(&panic.to_string());
        }));
        Self(Inspector::default())
    }

    /// Inspects a text and gives the report as the page reads it again. `watch` is called with how many bytes are
    /// read, and how many there are.
    ///
    /// # Errors
    /// Where the page names a release or a runtime that this program does not know.
    pub fn inspect(
        &mut self,
        text: &str,
        kubernetes: &str,
        always_pull_images: bool,
        runtime: &str,
        watch: &Function,
    ) -> Result<String, JsError> {
        let release: Result<Release, _> = kubernetes.parse();
        let unknown = || JsError::new("another version of the page");
        let options = ManifestOptions {
            release: release.map_err(|_| unknown())?,
            always_pull_images,
            runtime: runtime_named(runtime).ok_or_else(unknown)?,
        };
        let bytes = JsValue::from(text.len() as f64);
        let mut tell = |read: usize| {
            let _ = watch.call2(&JsValue::NULL, &JsValue::from(read as f64), &bytes);
        };
        let report = self.0.inspect_watched(text, &options, &mut tell);
        serialized_whole(|| serde_json::to_string(&report))
            .map_err(|error| JsError::new(&error.to_string()))
    }
}

fn main() {}
