//! The page of a module names every public item of the module.

use std::collections::BTreeSet;

use crate::{Source, is_of_name, rows, sources};

/// The names that `pub use` takes into a module, and those of public items in its page.
fn public_names(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for list in code.split("\npub use ").skip(1).filter_map(|after| after.split(';').next()) {
        let names = list.split(['{', ',', '}']).filter_map(|path| path.rsplit("::").next());
        found.extend(names.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
    }
    for kind in ["\npub struct ", "\npub enum ", "\npub trait ", "\npub type ", "\npub fn "] {
        let items = code.split(kind).skip(1);
        found.extend(
            items.filter_map(|after| after.split(|c| !is_of_name(c)).next()).map(str::to_owned),
        );
    }
    found
}

/// The names in the first column of the tables of a page.
fn rows_of_tables(text: &str) -> Vec<&str> {
    let cells = text.lines().filter_map(|line| line.strip_prefix("//! | ")?.split(" |").next());
    let names = cells.flat_map(|cell| cell.split("[`").skip(1));
    names.filter_map(|name| name.split('`').next()).collect()
}

fn page(source: &Source) -> String {
    let lines = source.text.lines().filter(|line| line.starts_with("//!"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_page_of_a_module_names_every_public_item_once_in_its_tables() {
    let sources = sources();
    let mut wrong = Vec::new();
    for (module, _) in rows() {
        let name = format!("{module}/mod.rs");
        let of_module = |source: &&Source| {
            source.module().as_deref() == Some(module) && source.name().split('/').count() == 3
        };
        let own = sources.iter().filter(of_module).find(|source| source.name().ends_with(&name));
        let Some(source) = own else { continue };
        let page = page(source);
        for item in public_names(&source.code) {
            if !page.contains(&format!("`{item}`")) {
                wrong.push(format!("{name} does not name {item}"));
            }
        }
        let mut listed = BTreeSet::new();
        for item in rows_of_tables(&page) {
            if !listed.insert(item) {
                wrong.push(format!("{name} lists {item} twice"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn names_are_found_in_every_form() {
    let code = "\nmod a;\npub use a::B;\npub use a::{C, d::E,\n    f};\npub(crate) use a::G;\n\
                pub struct H<T>(T);\npub type I = u8;\nuse a::J;";
    let names: Vec<_> = public_names(code).into_iter().collect();
    assert_eq!(names, ["B", "C", "E", "H", "I", "f"]);
    let text = "//! | type | use |\n//! |---|---|\n//! | [`A`], [`B`] | as [`C`] |";
    assert_eq!(rows_of_tables(text), ["A", "B"]);
}
