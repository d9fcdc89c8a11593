//! The Manifest view as a module of its own.

playground::view_module!(views::manifest::ManifestView);
