//! The Platforms view as a module of its own.

playground::view_module!(views::platforms::PlatformsView);
