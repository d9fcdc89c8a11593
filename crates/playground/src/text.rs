//! The texts of the page, one function each, made from web/locales by the build.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
