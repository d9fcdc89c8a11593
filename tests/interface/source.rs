//! Source as it is written: the modules of a crate with their files, and TypeScript without comments.

use std::fs;
use std::path::Path;

use syn::{Attribute, File, Item, ItemMod};

/// The items of a crate or module, all its modules within them.
pub fn items(file: &Path) -> Vec<Item> {
    let text =
        fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let File { items, .. } = syn::parse_file(&text)
        .unwrap_or_else(|error| panic!("{} is no Rust: {error}", file.display()));
    let folder = file.parent().expect("a file is in a folder");
    let is_root = file.ends_with("lib.rs") || file.ends_with("mod.rs");
    let below = match file.file_stem() {
        Some(name) if !is_root => folder.join(name),
        _ => folder.to_owned(),
    };
    let filled = items.into_iter().filter(|item| !is_for_tests(item));
    filled.map(|item| filled_in(item, &below)).collect()
}

fn filled_in(item: Item, folder: &Path) -> Item {
    let Item::Mod(module) = item else { return item };
    if module.content.is_some() {
        return Item::Mod(module);
    }
    let name = module.ident.to_string();
    let own = folder.join(format!("{name}.rs"));
    let file = if own.exists() {
        own
    } else {
        folder.join(name).join("mod.rs")
    };
    let content = Some((syn::token::Brace::default(), items(&file)));
    Item::Mod(ItemMod {
        content,
        semi: None,
        ..module
    })
}

fn is_for_tests(item: &Item) -> bool {
    let is_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    };
    matches!(item, Item::Mod(module) if module.attrs.iter().any(is_test))
}

/// TypeScript without its comments and the lines that they leave empty.
pub fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        kept.push_str(&rest[..start]);
        let behind = &rest[start + 2..];
        rest = behind.find("*/").map_or("", |end| &behind[end + 2..]);
    }
    kept.push_str(rest);
    let code = kept.lines().filter_map(|line| line.split("//").next());
    let mut lines: Vec<&str> = code.map(str::trim_end).collect();
    lines.retain(|line| !line.is_empty());
    lines.join("\n") + "\n"
}
