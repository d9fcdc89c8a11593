//! Names of operating systems and architectures: those of Go, and what was meant by others.
//!
//! Source: the lists of Go 1.24 in database.go of github.com/containerd/platforms. containerd
//! looks into them where a platform is one word; a pair it takes as it is.

use super::Platform;

const OPERATING_SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
];

const ARCHITECTURES: &[&str] = &[
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "arm64",
    "arm64be",
    "armbe",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "mipsle",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// What other tools call an architecture, and its name and variant in an image.
const MEANT: &[(&str, &str, &str)] = &[
    ("arm32v5", "arm", "v5"),
    ("arm32v6", "arm", "v6"),
    ("arm32v7", "arm", "v7"),
    ("arm64v8", "arm64", ""),
    ("i586", "386", ""),
    ("i686", "386", ""),
    ("loongarch64", "loong64", ""),
    ("mips64el", "mips64le", ""),
    ("mipsel", "mipsle", ""),
    ("ppc64el", "ppc64le", ""),
    ("x64", "amd64", ""),
    ("x86", "386", ""),
];

/// Operating systems of WebAssembly that images name and Go calls `wasip1`.
const OTHERS: &[&str] = &["unknown", "wasi", "wasip1", "wasip2"];

pub(super) fn is_operating_system(name: &str) -> bool {
    OPERATING_SYSTEMS.contains(&name)
}

pub(super) fn is_architecture(name: &str) -> bool {
    ARCHITECTURES.contains(&name)
}

/// Whether nothing runs on an operating system of this name, as far as known.
pub(super) fn is_no_operating_system(name: &str) -> bool {
    !is_operating_system(name) && !OTHERS.contains(&name)
}

/// Whether no processor has this name, as far as known.
pub(super) fn is_no_architecture(name: &str) -> bool {
    !is_architecture(name) && name != "unknown"
}

/// What was meant by a platform whose names no image has.
pub(crate) fn meant(platform: &Platform) -> Option<Platform> {
    let named = MEANT.iter().find(|it| it.0 == platform.architecture);
    if let Some((_, architecture, variant)) = named {
        return Some(Platform {
            architecture: (*architecture).to_owned(),
            variant: (*variant).to_owned(),
            ..platform.clone()
        });
    }
    // `linux/armv7l`, as `uname -m` says it.
    if let Some(variant @ ("5" | "6" | "7")) = variant_of_machine(&platform.architecture) {
        return Some(Platform {
            architecture: "arm".to_owned(),
            variant: format!("v{variant}"),
            ..platform.clone()
        });
    }
    if !is_architecture(&platform.os) {
        return None;
    }
    // `arm64/linux`: the two the wrong way round.
    if is_operating_system(&platform.architecture) {
        return Some(Platform::new(&platform.architecture, &platform.os));
    }
    // `arm/v7`: a processor where the operating system belongs.
    is_like_variant(&platform.architecture).then(|| Platform {
        variant: platform.architecture.clone(),
        ..Platform::new("linux", &platform.os)
    })
}

/// Such as `v7` or `8`.
fn is_like_variant(text: &str) -> bool {
    let number = text.strip_prefix('v').unwrap_or(text);
    number.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The variant of Arm that a kernel names, such as `7` of `armv7l`; `unknown` where the number is
/// none, `None` where it is not Arm.
///
/// Source: `getCPUVariantFromArch` of cpuinfo_linux.go of github.com/containerd/platforms.
pub fn variant_of_machine(machine: &str) -> Option<&'static str> {
    let machine = machine.to_lowercase();
    if machine == "aarch64" {
        return Some("8");
    }
    let version = machine.strip_prefix("armv")?.chars().next()?;
    Some(match version {
        '3' => "3",
        '4' => "4",
        '5' => "5",
        '6' => "6",
        '7' => "7",
        '8' => "8",
        _ => "unknown",
    })
}
