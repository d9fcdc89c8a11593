//! The table of docs/releases.md, made from the changes of `crates/imagepull/src/releases.rs`: what each
//! says of itself, and from which release on it holds.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::PathBuf};

use syn::{Arm, Attribute, Expr, ExprLit, ImplItem, Item, Lit, Meta, Pat, Stmt};

const SOURCE: &str = "crates/imagepull/src/releases.rs";
const PAGE: &str = "docs/releases.md";

/// What is before and behind the table.
const BEGIN: &str = "<!-- made from crates/imagepull/src/releases.rs -->\n\n";
const END: &str = "\n<!-- until here -->\n";

fn from_root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}

/// A change as its comment has it: what changed, and in brackets at the end where that was read.
struct Change {
    what: String,
    read_in: String,
}

impl Change {
    fn new(name: &str, attributes: &[Attribute]) -> Self {
        let lines = attributes.iter().filter_map(|attribute| {
            let Meta::NameValue(doc) = &attribute.meta else {
                return None;
            };
            text(&doc.value).map(|line| line.trim().to_owned())
        });
        let comment = lines.collect::<Vec<_>>().join(" ");
        let found = comment
            .strip_suffix(").")
            .and_then(|it| it.rsplit_once(" ("));
        let (what, read_in) = found.unwrap_or_else(|| {
            panic!("the comment of {name} ends in where that was read, in brackets: {comment}")
        });
        Self {
            what: format!("{what}."),
            read_in: read_in.to_owned(),
        }
    }
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

/// The changes by the minor release that brought them, each release in the order of the source.
fn changes() -> BTreeMap<u8, Vec<Change>> {
    let source = fs::read_to_string(from_root(SOURCE)).expect("the source can be read");
    let source = syn::parse_file(&source).expect("the source is Rust");
    let releases = source.items.iter().find_map(since).expect("since_minor");
    let mut changes: BTreeMap<u8, Vec<Change>> = BTreeMap::new();
    for item in &source.items {
        let Item::Enum(item) = item else { continue };
        if item.ident != "Change" {
            continue;
        }
        for variant in &item.variants {
            let name = variant.ident.to_string();
            let change = Change::new(&name, &variant.attrs);
            changes.entry(releases[&name]).or_default().push(change);
        }
    }
    changes
}

/// The minor release of each change: the arms of `Change::since_minor`.
fn since(item: &Item) -> Option<BTreeMap<String, u8>> {
    let Item::Impl(item) = item else { return None };
    let body = item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "since_minor" => Some(&function.block),
        _ => None,
    })?;
    let Some(Stmt::Expr(Expr::Match(decision), _)) = body.stmts.first() else {
        panic!("since_minor is one match");
    };
    Some(decision.arms.iter().flat_map(releases_of).collect())
}

fn releases_of(arm: &Arm) -> Vec<(String, u8)> {
    let number = match &*arm.body {
        Expr::Block(block) => match block.block.stmts.first() {
            Some(Stmt::Expr(number, _)) => number,
            _ => panic!("an arm of since_minor is a number"),
        },
        number => number,
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Int(minor),
        ..
    }) = number
    else {
        panic!("an arm of since_minor is a number");
    };
    let minor = minor.base10_parse().expect("a minor release");
    let patterns = match &arm.pat {
        Pat::Or(or) => or.cases.iter().collect(),
        pattern => vec![pattern],
    };
    let name = |pattern: &&Pat| match pattern {
        Pat::Path(path) => path.path.segments.last().map(|it| it.ident.to_string()),
        _ => None,
    };
    let names = patterns.iter().filter_map(name);
    names.map(|name| (name, minor)).collect()
}

/// The table, newest release first.
fn table() -> String {
    let mut table = "| since | what changed | source |\n| --- | --- | --- |\n".to_owned();
    for (minor, changes) in changes().into_iter().rev() {
        for Change { what, read_in } in changes {
            let read_in = linked(&read_in);
            let _ = writeln!(table, "| 1.{minor} | {what} | {read_in} |");
        }
    }
    table
}

/// With links to the pull requests: `kubernetes/kubernetes#128152`.
fn linked(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let name = word.trim_end_matches(',');
        match name.split_once('#') {
            Some((repository, number)) if repository.contains('/') => format!(
                "[{name}](https://github.com/{repository}/pull/{number}){}",
                &word[name.len()..]
            ),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_of_the_releases_has_every_change() {
    let page = fs::read_to_string(from_root(PAGE)).expect("docs/releases.md is there");
    let (before, rest) = page.split_once(BEGIN).expect("the table begins somewhere");
    let (written, behind) = rest.split_once(END).expect("the table ends somewhere");
    let table = table();
    if env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{before}{BEGIN}{table}{END}{behind}");
        fs::write(from_root(PAGE), page).expect("docs/releases.md can be written");
    } else {
        let remedy = "UPDATE_DOCS=1 cargo test -p tests --test diagnostics";
        assert_eq!(written, table, "{PAGE} is made by {remedy}");
    }
}
