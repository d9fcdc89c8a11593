//! The size budgets: the most that each artefact may weigh over the wire, in bytes after brotli.
//!
//! A few percent above what it weighs. Who raises one says in the commit what came in for it.

/// An artefact and the most that it may weigh.
#[derive(Debug)]
pub struct Budget {
    /// What people call it.
    pub artefact: &'static str,
    /// Its files, without the hashes of their contents; `*` stands for any characters.
    pub files: &'static [&'static str],
    /// Bytes after brotli, all files together.
    pub most: u64,
}

/// The most that the first view may weigh: the artefacts of [`FIRST_VIEW`] together.
pub const FIRST_VIEW_MOST: u64 = 200_000;

/// What everybody loads who opens the page.
pub const FIRST_VIEW: &[Budget] = &[
    budget(
        "the page",
        &["index.html", "loader.js", "initializer.js", "ahead.js"],
        4_300,
    ),
    budget("the styles", &["*.css"], 11_800),
    budget("the scripts of the first view", &["snippets/*.js"], 3_100),
    budget(
        "the program of the first view",
        &["playground.js", "playground_bg.wasm"],
        163_000,
    ),
];

/// What loads when it is opened.
pub const LATER: &[Budget] = &[
    budget("the view Policy", &["policy.js", "policy_bg.wasm"], 169_000),
    budget("the view Pulls", &["pulls.js", "pulls_bg.wasm"], 486_000),
    budget(
        "the workers of large scenarios",
        &["pull_runs.js", "pull_runs_bg.wasm", "pull_runs_worker.js"],
        167_000,
    ),
    budget(
        "the view Back-off",
        &["back_off.js", "back_off_bg.wasm"],
        191_000,
    ),
    budget(
        "the view Manifest",
        &["manifest.js", "manifest_bg.wasm"],
        357_000,
    ),
    budget(
        "the view Platforms",
        &["platforms.js", "platforms_bg.wasm", "digest_worker.js"],
        283_000,
    ),
    budget(
        "the view Credentials",
        &["credentials.js", "credentials_bg.wasm"],
        429_000,
    ),
    budget(
        "the view Use cases",
        &["use_cases.js", "use_cases_bg.wasm"],
        206_000,
    ),
    budget("the text editor", &["editor.js"], 104_000),
    budget("element.js", &["element.js"], 2_000),
    budget(
        "the page that is embedded",
        &["embed.html", "embed.js"],
        2_450,
    ),
    budget("the service worker", &["service-worker.js"], 3_950),
    budget(
        "the documents",
        &["diagnostics.html", "model.html", "document.css"],
        37_000,
    ),
];

/// The JavaScript package.
pub const PACKAGE: &[Budget] = &[budget(
    "the package",
    &["imagepull.js", "imagepull_js.js", "imagepull_js_bg.wasm"],
    670_000,
)];

const fn budget(artefact: &'static str, files: &'static [&'static str], most: u64) -> Budget {
    Budget {
        artefact,
        files,
        most,
    }
}
