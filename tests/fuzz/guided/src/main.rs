//! The target that `FUZZ_TARGET` names, tried by libFuzzer: `cargo xtask fuzz` builds and starts it.
#![no_main]

use std::env;
use std::sync::LazyLock;

use fuzz::Target;

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
    Target::named(&name).expect("FUZZ_TARGET names a target of the crate fuzz")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (TARGET.check)(bytes));
