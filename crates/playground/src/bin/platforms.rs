//! The Platforms view as a module of its own, which a worker loads as well: web/digest_worker.js.

use imagepull::digest::{self, Algorithm};

playground::view_module!(views::platforms::PlatformsView);

/// The digest of bytes that come piece by piece.
#[wasm_bindgen]
pub struct Hashing(digest::Hashing);

#[wasm_bindgen]
impl Hashing {
    /// Begins, by the algorithm of a name, or sha256.
    #[wasm_bindgen(constructor)]
    pub fn new(algorithm: &str) -> Self {
        Self(digest::Hashing::new(
            Algorithm::from_name(algorithm).unwrap_or_default(),
        ))
    }

    /// Goes on with more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all of them.
    pub fn digest(self) -> String {
        self.0.digest()
    }
}
