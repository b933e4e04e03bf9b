//! The page `docs/files.md` against the example: its rows are loaded, its columns are those that
//! are known.

use std::collections::BTreeMap;

use serde_json::Value;

use super::files::customer;
use super::{Folder, said};

const PAGE: &str = include_str!("../../docs/files.md");

/// The columns of the page that every file marked with V has.
const OF_VERSIONS: [&str; 2] = ["known_from", "void"];

/// A file on the page: its columns with the word under *needed*, and its rows.
#[derive(Default)]
struct Described {
    columns: Vec<(String, String)>,
    has_versions: bool,
    rows: String,
}

fn described() -> BTreeMap<String, Described> {
    let mut files = BTreeMap::new();
    for section in PAGE.split("\n## ").skip(1) {
        let (name, text) = section.split_once('\n').unwrap();
        if !is_file_name(name) {
            continue;
        }
        let mut file = Described { has_versions: text.contains("**V** "), ..Described::default() };
        for line in text.lines().filter(|line| line.starts_with("| `")) {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let column = cells.next().unwrap().trim_matches('`').to_owned();
            file.columns.push((column, cells.next().unwrap().to_owned()));
        }
        let (_, rows) = text.split_once("```text\n").unwrap();
        rows.split_once("```").unwrap().0.clone_into(&mut file.rows);
        files.insert(name.to_owned(), file);
    }
    files
}

fn is_file_name(word: &str) -> bool {
    std::path::Path::new(word).extension().is_some_and(|it| it == "csv")
}

#[test]
fn the_rows_of_the_page_are_a_folder() {
    let folder = Folder::new("page");
    for (name, file) in described() {
        folder.write(&name, &file.rows);
    }
    let output = folder.review(&[]);
    assert_eq!(said(&output), "");
    let review: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: Vec<_> = review["customers"].as_array().unwrap().iter().collect();
    assert_eq!(names.len(), 3, "Anna, Bo with what he is merged with, and Chen who has ended");
    assert_eq!(customer(&review, "Anna")["debt"]["balance"], "772.00", "1,300 less 528");
    assert_eq!(customer(&review, "Bo")["purchases"], "129.50", "90 - 20.50, and 60");
    assert_eq!(customer(&review, "Chen")["status"], "ended");
}

#[test]
fn the_page_names_every_column_of_every_file_and_tells_which_may_be_absent() {
    let files = described();
    for (name, file) in &files {
        let folder = Folder::new(&format!("page-{name}"));
        // Everything that other files refer to is there.
        for (other, file) in &files {
            folder.write(other, &file.rows);
        }
        folder.write(name, "nothing\n");
        let told = said(&folder.review(&[]));
        let (_, known) = told.trim_end().split_once("known are ").unwrap();
        let mut on_page: Vec<_> = file.columns.iter().map(|(column, _)| column.as_str()).collect();
        if file.has_versions {
            on_page.extend(OF_VERSIONS);
        }
        on_page.sort_unstable();
        let mut known: Vec<_> = known.split(", ").collect();
        known.sort_unstable();
        assert_eq!(on_page, known, "{name}");
        let needed: Vec<_> = file.columns.iter().filter(|it| it.1 != "no").collect();
        for (column, _) in &needed {
            let rest = needed.iter().map(|it| it.0.as_str()).filter(|it| it != column);
            let rest: Vec<_> = rest.collect();
            folder.write(name, rest.join(",") + "\n");
            let told = said(&folder.review(&[]));
            let problem = if rest.is_empty() {
                format!("the file is empty, a header is needed: {column}")
            } else {
                format!("no column {column}")
            };
            assert_eq!(told.trim_end(), format!("{name}:1: {problem}"));
        }
    }
}

#[test]
fn the_page_has_every_file_that_the_example_reads() {
    let table = include_str!("../../examples/review/load.rs").lines();
    let rows = table.filter_map(|line| line.strip_prefix("//! | `"));
    let named = rows.flat_map(|row| row.split('`')).filter(|word| is_file_name(word));
    let mut named: Vec<_> = named.collect();
    named.sort_unstable();
    assert_eq!(described().keys().collect::<Vec<_>>(), named);
}

#[test]
fn the_help_leads_to_the_page() {
    let output = super::command(&super::program(), &["--help"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("docs/files.md"));
}
