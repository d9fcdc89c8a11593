//! What of a crate others can use: public items, without their bodies and with what is re-exported in
//! its place.

use std::collections::BTreeSet;
use std::path::PathBuf;

use syn::{
    Attribute, Block, Expr, Field, Fields, ImplItem, Item, ItemImpl, ItemMod, ItemUse, Token, Type,
    UseTree, Visibility, parse_quote, punctuated::Punctuated,
};

use crate::{from_root, source};

/// The public interface of a crate as Rust that has no bodies.
pub fn interface(root: &str) -> String {
    let path: PathBuf = from_root(root);
    let items = source::items(&path);
    let mut impls = Vec::new();
    gather_impls(&items, &mut impls);
    let mut shown = public_items(&items, &items);
    let mut names = BTreeSet::new();
    gather_types(&shown, &mut names);
    let mut impls: Vec<Item> = impls
        .into_iter()
        .filter(|it| self_name(it).is_some_and(|name| names.contains(&name)))
        .filter_map(shown_impl)
        .collect();
    impls.sort_by_cached_key(printed);
    shown.extend(impls);
    prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: shown,
    })
}

fn printed(item: &Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item.clone()],
    })
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The public ones of these items; `root` are those of the crate.
fn public_items(items: &[Item], root: &[Item]) -> Vec<Item> {
    items
        .iter()
        .flat_map(|item| shown(item, items, root))
        .collect()
}

fn shown(item: &Item, beside: &[Item], root: &[Item]) -> Vec<Item> {
    match item.clone() {
        Item::Use(used) if is_public(&used.vis) => re_exported(&used, beside, root),
        Item::Mod(module) if is_public(&module.vis) => {
            let (brace, items) = module.content.unwrap_or_default();
            let content = Some((brace, public_items(&items, root)));
            vec![Item::Mod(ItemMod {
                attrs: Vec::new(),
                content,
                ..module
            })]
        }
        other => definition(other).into_iter().collect(),
    }
}

/// A public item without its documentation and its body.
fn definition(item: Item) -> Option<Item> {
    match item {
        Item::Fn(mut it) if is_public(&it.vis) => {
            it.attrs.retain(is_shown);
            *it.block = nothing();
            Some(Item::Fn(it))
        }
        Item::Struct(mut it) if is_public(&it.vis) => {
            it.attrs.retain(is_shown);
            it.fields = public_fields(it.fields);
            Some(Item::Struct(it))
        }
        Item::Enum(mut it) if is_public(&it.vis) => {
            it.attrs.retain(is_shown);
            for variant in &mut it.variants {
                variant.attrs.retain(is_shown);
                variant
                    .fields
                    .iter_mut()
                    .for_each(|field| field.attrs.clear());
            }
            Some(Item::Enum(it))
        }
        Item::Const(mut it) if is_public(&it.vis) => {
            it.attrs.clear();
            // A value that is one literal is part of the interface; a table is not.
            if !matches!(*it.expr, Expr::Lit(_)) {
                *it.expr = parse_quote!(_);
            }
            Some(Item::Const(it))
        }
        Item::Type(mut it) if is_public(&it.vis) => {
            it.attrs.clear();
            Some(Item::Type(it))
        }
        Item::Trait(mut it) if is_public(&it.vis) => {
            it.attrs.clear();
            Some(Item::Trait(it))
        }
        _ => None,
    }
}

/// Attributes that others notice; documentation is none of them.
fn is_shown(attribute: &Attribute) -> bool {
    ["derive", "non_exhaustive", "must_use"]
        .iter()
        .any(|name| attribute.path().is_ident(name))
}

fn nothing() -> Block {
    parse_quote!({})
}

fn public_fields(mut fields: Fields) -> Fields {
    match &mut fields {
        Fields::Named(named) => named.named = public_of(&named.named),
        Fields::Unnamed(unnamed) => unnamed.unnamed = public_of(&unnamed.unnamed),
        Fields::Unit => {}
    }
    fields
}

fn public_of(fields: &Punctuated<Field, Token![,]>) -> Punctuated<Field, Token![,]> {
    let public = fields.iter().filter(|field| is_public(&field.vis));
    let bare = public.map(|field| Field {
        attrs: Vec::new(),
        ..field.clone()
    });
    bare.collect()
}

/// What a `pub use` names: definitions where they are in a module that is not public itself,
/// else the `use` as it is.
fn re_exported(used: &ItemUse, beside: &[Item], root: &[Item]) -> Vec<Item> {
    let mut paths = Vec::new();
    flatten(&used.tree, &mut Vec::new(), &mut paths);
    let found: Option<Vec<Item>> = paths
        .iter()
        .map(|path| private(path, beside, root))
        .collect();
    found.unwrap_or_else(|| {
        let attrs = Vec::new();
        vec![Item::Use(ItemUse {
            attrs,
            ..used.clone()
        })]
    })
}

fn flatten(tree: &UseTree, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(it) => {
            path.push(it.ident.to_string());
            flatten(&it.tree, path, paths);
            path.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, path, paths);
            }
        }
        UseTree::Name(it) => {
            path.push(it.ident.to_string());
            paths.push(path.clone());
            path.pop();
        }
        // Under another name or all of them: shown as it is written.
        UseTree::Rename(_) | UseTree::Glob(_) => paths.push(Vec::new()),
    }
}

/// The definition at a path that leads through a private module.
fn private(path: &[String], beside: &[Item], root: &[Item]) -> Option<Item> {
    let (name, modules) = path.split_last()?;
    let (mut items, mut is_private) = (beside, false);
    for module in modules {
        if module == "crate" {
            items = root;
            continue;
        }
        let module = items.iter().find_map(|item| match item {
            Item::Mod(it) if it.ident == module.as_str() => Some(it),
            _ => None,
        })?;
        is_private |= !is_public(&module.vis);
        items = &module.content.as_ref()?.1;
    }
    let here = items.iter().cloned().filter_map(definition);
    is_private.then(|| {
        here.into_iter()
            .find(|item| name_of(item).as_ref() == Some(name))
    })?
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Fn(it) => &it.sig.ident,
        Item::Struct(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Const(it) => &it.ident,
        Item::Type(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn gather_types(items: &[Item], names: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Mod(ItemMod {
                content: Some((_, items)),
                ..
            }) => gather_types(items, names),
            Item::Struct(_) | Item::Enum(_) => names.extend(name_of(item)),
            _ => {}
        }
    }
}

fn gather_impls(items: &[Item], impls: &mut Vec<ItemImpl>) {
    for item in items {
        match item {
            Item::Mod(ItemMod {
                content: Some((_, items)),
                ..
            }) => gather_impls(items, impls),
            Item::Impl(it) => impls.push(it.clone()),
            _ => {}
        }
    }
}

fn self_name(it: &ItemImpl) -> Option<String> {
    match &*it.self_ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// An implementation with what of it is public: of a trait, that it is there.
fn shown_impl(mut it: ItemImpl) -> Option<Item> {
    it.attrs.clear();
    if it.trait_.is_some() {
        it.items.clear();
        return Some(Item::Impl(it));
    }
    it.items.retain_mut(|item| match item {
        ImplItem::Fn(function) => {
            function.attrs.retain(is_shown);
            function.block = nothing();
            is_public(&function.vis)
        }
        ImplItem::Const(constant) => {
            constant.attrs.clear();
            constant.expr = parse_quote!(_);
            is_public(&constant.vis)
        }
        _ => false,
    });
    (!it.items.is_empty()).then_some(Item::Impl(it))
}
