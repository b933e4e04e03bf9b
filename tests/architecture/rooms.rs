//! Folders that can be overlooked: few files, short files, no circle of imports, types in one
//! place.

use std::collections::{BTreeMap, BTreeSet};

use crate::offences::{Offence, at_most};
use crate::paths::Tree;
use crate::{ENGINE, FLOORS, Source, sources};

/// Files in a folder, its page included.
const MOST_FILES: usize = 12;

/// Files that may hold an inherent impl of one type.
const MOST_IMPLS: usize = 2;

/// The module of a path below `src`.
fn module_of(path: &str) -> String {
    let mut parts = path.split('/');
    match (parts.next(), parts.next()) {
        (Some(ENGINE), _) => ENGINE.to_owned(),
        (_, Some(module)) => module.to_owned(),
        (_, None) => String::new(),
    }
}

fn full_folders<'a>(files: impl Iterator<Item = &'a str>) -> Vec<Offence> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files {
        if let Some((folder, _)) = file.rsplit_once('/') {
            *counts.entry(folder).or_default() += 1;
        }
    }
    let full = counts.into_iter().filter(|(_, count)| *count > MOST_FILES);
    full.map(|(folder, count)| Offence {
        module: module_of(folder),
        what: format!("{folder}: {count} files"),
    })
    .collect()
}

/// The entries of each folder with the entries of that folder which they use. A folder in a folder
/// is one entry; pages are none.
type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn uses_by_folder(tree: &Tree) -> Uses {
    let mut uses = Uses::new();
    for (file, code) in tree.files() {
        for used in tree.used_by(file, code) {
            let one: Vec<&str> = file.split('/').collect();
            let other: Vec<&str> = used.split('/').collect();
            let common = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
            let is_within_module = common >= if one[0] == ENGINE { 1 } else { 2 };
            let (Some(from), Some(to)) = (one.get(common), other.get(common)) else { continue };
            if is_within_module && *from != "mod" && *to != "mod" {
                let folder = uses.entry(one[..common].join("/")).or_default();
                folder.entry((*from).to_owned()).or_default().insert((*to).to_owned());
                folder.entry((*to).to_owned()).or_default();
            }
        }
    }
    uses
}

/// Entries that use each other, straight or around: each such group once.
fn circles(uses: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached = |from: &str| -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(next) = open.pop() {
            for used in uses.get(&next).into_iter().flatten() {
                if seen.insert(used.clone()) {
                    open.push(used.clone());
                }
            }
        }
        seen
    };
    let all: BTreeMap<&String, BTreeSet<String>> =
        uses.keys().map(|entry| (entry, reached(entry))).collect();
    let mut groups = BTreeSet::new();
    for (entry, reached) in &all {
        let group: Vec<String> =
            reached.iter().filter(|other| all[other].contains(*entry)).cloned().collect();
        if group.len() > 1 {
            groups.insert(group);
        }
    }
    groups.into_iter().collect()
}

fn circles_of(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for (folder, uses) in uses_by_folder(tree) {
        for group in circles(&uses) {
            let within = |entry: &String| {
                let others = uses[entry].iter().filter(|used| group.contains(used));
                format!("{entry} → {}", others.cloned().collect::<Vec<_>>().join(" "))
            };
            let edges: Vec<String> = group.iter().map(within).collect();
            let what = format!("{folder}: {}", edges.join(", "));
            found.push(Offence { module: module_of(&format!("{folder}/")), what });
        }
    }
    found
}

/// The types of which code holds inherent impls.
fn inherent_impls(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (place, _) in code.match_indices("impl") {
        let starts_line = code[..place].trim_end_matches([' ', '\t']).ends_with('\n') || place == 0;
        let after = &code[place + 4..];
        if !starts_line || !after.starts_with([' ', '<']) {
            continue;
        }
        let Some(end) = after.find('{') else { continue };
        let mut head = after[..end].trim();
        if head.starts_with('<') {
            let mut depth = 0_i32;
            let close = head.char_indices().find(|(at, c)| {
                let is_arrow = head[..*at].ends_with('-');
                depth += i32::from(*c == '<') - i32::from(*c == '>' && !is_arrow);
                depth == 0
            });
            head = close.map_or("", |(at, _)| head[at + 1..].trim());
        }
        if head.contains(" for ") {
            continue;
        }
        let path = head.split(['<', ' ', '\n']).next().unwrap_or_default();
        let name = path.rsplit("::").next().unwrap_or_default();
        if !name.is_empty() {
            found.push(name.to_owned());
        }
    }
    found
}

fn scattered(tree: &Tree) -> Vec<Offence> {
    let mut holders: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
    for (file, code) in tree.files() {
        for name in inherent_impls(code) {
            let home = tree.defined_in(file, code, &name).unwrap_or_else(|| file.to_owned());
            holders.entry((home, name)).or_default().insert(file);
        }
    }
    let many = holders.into_iter().filter(|(_, files)| files.len() > MOST_IMPLS);
    many.map(|((home, name), files)| {
        let files: Vec<&str> = files.into_iter().collect();
        let what = format!("{name} of {home}: {}", files.join(", "));
        Offence { module: module_of(&home), what }
    })
    .collect()
}

/// The library as a tree of paths.
fn tree() -> Tree {
    let mut tree = Tree::default();
    for (floor, rows) in FLOORS {
        for (module, _) in *rows {
            let is_engine = *floor == ENGINE;
            let folder = if is_engine { (*floor).to_owned() } else { format!("{floor}/{module}") };
            tree.name_module(module, &folder);
        }
    }
    for source in sources() {
        tree.insert(source.name().trim_end_matches(".rs"), &source.code);
    }
    tree
}

#[test]
fn a_folder_holds_at_most_twelve_files() {
    let names: Vec<String> = sources().iter().map(Source::name).collect();
    let found = full_folders(names.iter().map(String::as_str));
    at_most(0, "folders with more than twelve files", &found);
}

#[test]
fn no_file_of_a_folder_uses_one_that_uses_it() {
    at_most(0, "circles of imports within a folder", &circles_of(&tree()));
}

#[test]
fn a_type_has_its_functions_in_two_files_at_most() {
    at_most(0, "types with impls in more than two files", &scattered(&tree()));
}

#[test]
fn a_full_folder_is_found() {
    let names: Vec<String> = (0..13).map(|place| format!("ground/house/room{place}.rs")).collect();
    let full = |names: &[String]| full_folders(names.iter().map(String::as_str)).len();
    assert_eq!((full(&names), full(&names[1..])), (1, 0));
}

#[test]
fn a_circle_is_found_straight_around_and_through_a_page() {
    let page = "mod door;\nmod room;\nmod roof;\npub use room::Room;\npub use door::Door;";
    let said = |door: &str, room: &str, roof: &str| {
        let tree = crate::paths::made_up(&[
            ("ground/house/mod", page),
            ("ground/house/door", door),
            ("ground/house/room", room),
            ("ground/house/roof", roof),
        ]);
        circles_of(&tree).into_iter().map(|it| it.what).collect::<Vec<_>>().join("; ")
    };
    let straight = said("use super::room::Room;", "use super::door::Door;", "");
    assert_eq!(straight, "ground/house: door → room, room → door");
    let through_page = said("use super::Room;", "fn f(d: crate::house::Door) {}", "");
    assert_eq!(through_page, "ground/house: door → room, room → door");
    let around =
        said("use super::room::Room;", "use super::roof::{Roof, Tile};", "use super::Door;");
    assert_eq!(around, "ground/house: door → room, roof → door, room → roof");
    assert_eq!(said("use super::Room;", "use super::roof::Roof;", ""), "");
}

#[test]
fn a_circle_between_a_file_and_a_folder_is_found() {
    let tree = crate::paths::made_up(&[
        ("ground/house/mod", "mod door;\nmod room;\npub use door::Door;"),
        ("ground/house/door", "use super::room::bed::Bed;"),
        ("ground/house/room/mod", "pub mod bed;"),
        ("ground/house/room/bed", "use crate::house::Door;"),
    ]);
    let found = circles_of(&tree);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].what, "ground/house: door → room, room → door");
    assert_eq!(found[0].module, "house");
}

#[test]
fn inherent_impls_are_told_from_those_of_traits() {
    let code = "impl Door {\n}\nimpl<'a, T: Fn(u8) -> bool> Room<'a, T>\nwhere\n    T: Copy,\n{\n}\n\
                impl fmt::Display for Door {\n}\nimpl<T> From<T> for Room {\n}\n\
                mod sealed {\n    impl super::Roof {\n    }\n}\nfn f(x: impl Copy) {}\n";
    assert_eq!(inherent_impls(code), ["Door", "Room", "Roof"]);
}

#[test]
fn a_scattered_type_is_found() {
    let tree = crate::paths::made_up(&[
        ("ground/house/mod", "mod a;\nmod b;\nmod c;\nmod d;\npub use a::Door;"),
        ("ground/house/a", "impl Door {}"),
        ("ground/house/b", "use super::a::Door;\nimpl Door {}"),
        ("ground/house/c", "use super::Door;\nimpl Door {}"),
        ("ground/house/d", "struct Door;\nimpl Door {}"),
    ]);
    let found = scattered(&tree);
    assert_eq!(found.len(), 1);
    assert!(found[0].what.ends_with("house/a, ground/house/b, ground/house/c"), "{found:?}");
}
