//! Follows a path in code to the file that defines what it names, through re-exports.

use std::collections::BTreeMap;

/// Files by their path below `src`, without `.rs`: `ground/money/amount`, `ground/money/mod`.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
    /// The folder of each module by its name in the crate.
    modules: BTreeMap<String, String>,
}

/// The paths of a use, or of an expression, that follow a prefix: groups in braces are taken apart
/// and `as` is left out. A path ends where no `::` follows.
pub(crate) fn expand(after: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    walk(after, &[], &mut found);
    found
}

/// Reads one tree and gives back what follows it.
fn walk<'a>(text: &'a str, before: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            if let Some(after) = rest.strip_prefix(',') {
                rest = after;
                continue;
            }
            let next = walk(rest, before, found);
            if next.len() == rest.len() {
                return next;
            }
            rest = next;
        }
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return rest;
    }
    let mut path = before.to_vec();
    if name != "self" {
        path.push(name.to_owned());
    }
    if let Some(after) = rest.strip_prefix("::")
        && after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '{')
    {
        return walk(after, &path, found);
    }
    found.push(path);
    match rest.trim_start().strip_prefix("as ") {
        Some(alias) => {
            alias.trim_start().trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
        }
        None => rest,
    }
}

/// The paths of code that follow `crate::` or `super::`.
pub(crate) fn paths_after(prefix: &str, code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut places = code.match_indices(prefix).map(|(place, _)| place);
    for place in places.by_ref() {
        let before = code[..place].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        found.extend(expand(&code[place + prefix.len()..]));
    }
    found
}

impl Tree {
    pub(crate) fn insert(&mut self, path: &str, code: &str) {
        self.files.insert(path.to_owned(), code.to_owned());
    }

    pub(crate) fn name_module(&mut self, module: &str, folder: &str) {
        self.modules.insert(module.to_owned(), folder.to_owned());
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, code)| (path.as_str(), code.as_str()))
    }

    /// The folder of a page's children: `a/b` of `a/b/mod` and of `a/b`, where there is a folder.
    fn folder_of(&self, file: &str) -> Option<String> {
        if let Some(folder) = file.strip_suffix("/mod") {
            return Some(folder.to_owned());
        }
        let within = format!("{file}/");
        let has_children = self.files.keys().any(|path| path.starts_with(&within));
        has_children.then(|| file.to_owned())
    }

    /// The page of a module: `a/b/mod` or `a/b`.
    fn page(&self, module: &str) -> Option<String> {
        let folder = format!("{module}/mod");
        [folder, module.to_owned()].into_iter().find(|path| self.files.contains_key(path))
    }

    /// The module in which a file's `super` lies.
    fn parent(file: &str) -> Option<&str> {
        let module = file.strip_suffix("/mod").unwrap_or(file);
        module.rsplit_once('/').map(|(parent, _)| parent)
    }

    /// The file that defines what a path from a module names.
    fn resolve(&self, module: &str, path: &[String], depth: u8) -> Option<String> {
        let page = self.page(module)?;
        let Some((first, rest)) = path.split_first() else { return Some(page) };
        if let Some(folder) = self.folder_of(&page) {
            let child = format!("{folder}/{first}");
            if self.page(&child).is_some() {
                return self.resolve(&child, rest, depth);
            }
        }
        if depth == 0 {
            return Some(page);
        }
        // Not a module of its own: an item of the page, or one that it passes on.
        let code = self.files.get(&page)?;
        for statement in code.split(';') {
            let Some((_, tree)) = statement.split_once("use ") else { continue };
            for mut named in expand(tree) {
                if named.last() != Some(first) || named.len() < 2 {
                    continue;
                }
                if named[0] == "crate" {
                    named.remove(0);
                    return self.resolve_in_crate(&named, depth - 1);
                }
                if named[0] != "super" && named[0] != "std" {
                    return self.resolve(module, &named, depth - 1);
                }
            }
        }
        Some(page)
    }

    fn resolve_in_crate(&self, path: &[String], depth: u8) -> Option<String> {
        let (module, rest) = path.split_first()?;
        self.resolve(self.modules.get(module)?, rest, depth)
    }

    /// The files that a file uses, in its own module.
    pub(crate) fn used_by(&self, file: &str, code: &str) -> Vec<String> {
        let above = Self::parent(file);
        let near = paths_after("super::", code)
            .into_iter()
            .filter_map(|path| self.resolve(above?, &path, 4));
        let far = paths_after("crate::", code)
            .into_iter()
            .filter_map(|path| self.resolve_in_crate(&path, 4));
        near.chain(far).collect()
    }

    /// The file that defines a type of which a file holds an `impl`.
    pub(crate) fn defined_in(&self, file: &str, code: &str, name: &str) -> Option<String> {
        let above = Self::parent(file)?;
        let near = paths_after("super::", code);
        let far = paths_after("crate::", code);
        let is_it = |path: &&Vec<String>| path.last().is_some_and(|last| last == name);
        if let Some(path) = near.iter().find(is_it) {
            return self.resolve(above, path, 4);
        }
        if let Some(path) = far.iter().find(is_it) {
            return self.resolve_in_crate(path, 4);
        }
        Some(file.to_owned())
    }
}

#[test]
fn a_path_is_taken_apart() {
    let said = |text: &str| {
        let paths = expand(text).into_iter().map(|path| path.join("::"));
        paths.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("a::B;"), "a::B");
    assert_eq!(said("{a::{B, c::D}, e::F as G, self};"), "a::B a::c::D e::F ");
    assert_eq!(said("a::B::new(c)"), "a::B::new");
    assert_eq!(said("a::b::<C>()"), "a::b");
    let code = "use super::{a, b::C};\nfn f(x: super::d::E) { crate::super_::g() }";
    let found: Vec<_> = paths_after("super::", code).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["a", "b::C", "d::E"]);
}

#[cfg(test)]
pub(crate) fn made_up(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    tree.name_module("house", "ground/house");
    for (path, code) in files {
        tree.insert(path, code);
    }
    tree
}

#[test]
fn a_path_leads_to_the_file_that_defines_the_item() {
    let tree = made_up(&[
        ("ground/house/mod", "mod door;\nmod room;\npub use door::Door;\npub use room::Bed;"),
        ("ground/house/door", "pub struct Door;"),
        ("ground/house/room/mod", "mod bed;\npub use bed::{Bed, Frame as Base};"),
        ("ground/house/room/bed", "pub struct Bed;"),
    ]);
    let used = |code: &str| tree.used_by("ground/house/door", code).join(" ");
    assert_eq!(used("use super::Bed;"), "ground/house/room/bed");
    assert_eq!(used("use super::room::Bed;"), "ground/house/room/bed");
    assert_eq!(
        used("use crate::house::{Door, room::Bed};"),
        "ground/house/door ground/house/room/bed"
    );
    assert_eq!(used("use super::Unheard;"), "ground/house/mod");
}
