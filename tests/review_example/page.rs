//! The page `docs/files.md` against the example: its rows are loaded, its columns are those that
//! are known.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::bridge::{BridgeRow, RetentionFormula};
use guanxi::contact::{Cover, MapRank, RoleState};
use guanxi::customer::Field;
use guanxi::segment::{Direction, MovementMeasure};
use serde_json::Value;

use super::files::customer;
use super::{Folder, said};

const PAGE: &str = include_str!("../../docs/files.md");

/// The columns of the page that every file marked with V has.
const OF_VERSIONS: [&str; 2] = ["known_from", "void"];

/// A file on the page: its columns with the word under *needed*, and its rows.
#[derive(Default)]
pub(crate) struct Described {
    pub(crate) columns: Vec<(String, String)>,
    has_versions: bool,
    pub(crate) rows: String,
}

pub(crate) fn described() -> BTreeMap<String, Described> {
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
    assert_eq!(customer(&review, "Anna")["debt"]["balance"], "472.00", "1,300 less 828");
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

/// The fields of an object by their paths; those under `threads` are values of one field.
fn paths(value: &Value, path: &str, found: &mut BTreeMap<String, bool>) {
    let is_whole = path.ends_with(".threads");
    match value {
        Value::Object(fields) if !is_whole => {
            for (name, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                paths(field, &format!("{path}{dot}{name}"), found);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for it in list {
                paths(it, &format!("{path}[]"), found);
            }
        }
        Value::Object(_)
        | Value::Array(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_) => {
            let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            *found.entry(path.to_owned()).or_insert(true) &= is_empty;
        }
    }
}

/// The fields of several outputs. A path that was always null or empty, and is the beginning of
/// another, is that of an object or a list.
fn fields(outputs: &[Value]) -> BTreeSet<String> {
    let mut found = BTreeMap::new();
    for it in outputs {
        paths(it, "", &mut found);
    }
    let all: Vec<String> = found.keys().cloned().collect();
    let begins = |path: &str, other: &str| {
        other.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']))
    };
    let is_field = |(path, is_empty): &(String, bool)| {
        !is_empty || !all.iter().any(|other| begins(path, other))
    };
    found.into_iter().filter(is_field).map(|(path, _)| path).collect()
}

/// A review with an earlier day since when a large and loyal customer has ended.
fn with_a_loss() -> Value {
    let folder = Folder::new("page-loss");
    for month in 1..=12 {
        folder.add("sales.csv", &format!("Anna,2025-{month:02}-10,L{month},500.00\n"));
    }
    folder.write("ended.csv", "customer,on,why\nAnna,2026-03-01,sold to a rival\n");
    let output = folder.review(&["--compare-with", "2026-02-15"]);
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_page_names_every_field_of_the_json_and_no_other() {
    let folder = Folder::new("page-json");
    for (name, file) in described() {
        folder.write(&name, &file.rows);
    }
    folder.add("customers.csv", "Dora,2026-01-01,,,\n");
    folder.add("sales.csv", "Dora,2025-12-01,S9,,feed,5.00,,,,,\n");
    folder.add("sales.csv", "Dora,2025-12-01,S9,,feed,5.00,,,,,\n");
    folder.add("numbers.csv", "Bo,uscc,91350100M000100Y43,\nBo,uscc,91110000600037341L,\n");
    folder.add("cards.csv", "Dora,phone,n/a,,,2026-03-01,Wang,\n");
    for twin in 0..110 {
        folder.add("customers.csv", &format!("Twin {twin},2026-01-01,,,\n"));
        folder.add("cards.csv", &format!("Twin {twin},name,Twin,,,2026-03-01,Wang,\n"));
        folder.add("assignments.csv", &format!("Twin {twin},Wang,salesperson,2026-01-01,\n"));
    }
    folder.add("numbers.csv", "Bo,siret FR,732829320,\nDora,siret FR,732829320,\n");
    // Enough answers for shares, a fall and a comparison.
    for person in 1..=6 {
        folder.add(
            "ratings.csv",
            &format!(
                "Anna,2025-09-03,service,P{person},5,,\n\
                 Anna,2026-03-02,service,P{person},3,Northern Feed 4,\n\
                 Anna,2026-03-02,recommendation,P{person},9,,\n"
            ),
        );
    }
    folder.add(
        "sales.csv",
        "Dora,2025-12-02,S10,,feed,5.00,,,,,\nDora,2025-12-08,S11,,feed,5.00,,,,,\n",
    );
    // Enough customers of a class that buy what others do not.
    for twin in 0..6 {
        folder.add("sales.csv", &format!("Twin {twin},2026-03-08,T{twin},,rope,1.00,,,,,\n"));
    }
    // A one-off.
    let one_off =
        "Twin 50,2026-03-08,T98,,rope,0.10,,,,,\nTwin 50,2026-03-09,T99,,rope,0.50,,,,,\n";
    folder.add("sales.csv", one_off);
    folder.add("invoices.csv", "I9,Dora,2023-06-01,2023-07-01,10.00,\n");
    for person in 1..=5 {
        folder.add(
            "surveys.csv",
            &format!("Anna,2026-03-02,delivery,P{person},5,2,Northern Feed 4\n"),
        );
    }
    folder.add(
        "cards.csv",
        "Dora,bank,1,,,2026-03-01,Wang,register\nDora,bank,2,,,2026-03-01,Zhao,register\n",
    );
    folder.write("gaps.csv", "feed,from,to\nsales,2025-08-04,2025-08-06\n");
    let compared = ["--skip-bad", "--compare-with", "2026-02-15"];
    let reviews = [&["--skip-bad"][..], &["--skip-bad", "--as-of", "2026-09-30"], &compared];
    let reviews = reviews.map(|options| {
        let output = folder.review(options);
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    });
    let (_, section) = PAGE.split_once("\n## The review as JSON\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.flat_map(|row| row.split('|').next().unwrap().split(", "));
    let on_page = cells.map(|it| it.trim().trim_matches('`').to_owned());
    let on_page: BTreeSet<String> = on_page
        .filter(|it| !["who", "matter", "movement", "bridge"].contains(&it.as_str()))
        .collect();
    let [one, later, compared] = reviews;
    let written = fields(&[one, later, compared, with_a_loss()]);
    let more: Vec<_> = written.difference(&on_page).collect();
    let fewer: Vec<_> = on_page.difference(&written).collect();
    assert!(
        more.is_empty() && fewer.is_empty(),
        "not on the page: {more:?}; only there: {fewer:?}"
    );
}

/// The words in backticks of the row of the page that begins with a field.
fn words_of(field: &str) -> Vec<&'static str> {
    let row =
        PAGE.lines().find(|line| line.starts_with("| ") && line.contains(&format!("`{field}`")));
    let (_, meaning) = row.unwrap().trim_end_matches(" |").rsplit_once(" | ").unwrap();
    meaning.split('`').skip(1).step_by(2).collect()
}

#[track_caller]
fn assert_words<const N: usize>(field: &str, expected: [&str; N]) {
    let on_page = words_of(field);
    let missing: Vec<_> = expected.iter().filter(|it| !on_page.contains(it)).collect();
    assert!(missing.is_empty(), "not on the page, {field}: {missing:?}");
}

#[test]
fn the_page_names_every_value_of_a_word() {
    assert_words("who.customers[].contacts.rank", MapRank::ALL.map(MapRank::code));
    assert_words("who.customers[].contacts.roles[].state", RoleState::ALL.map(RoleState::code));
    assert_words("who.customers[].contacts.people[].cover", Cover::ALL.map(Cover::code));
    assert_words("who.duplicates[].verdict", ["same", "likely", "possible", "same_group"]);
    assert_words("movement.directions[].loyalty", Direction::ALL.map(Direction::code));
    assert_words("bridge.rows[].row", BridgeRow::ALL.map(BridgeRow::code));
    assert_words("bridge.retention[].formula", RetentionFormula::ALL.map(RetentionFormula::code));
    let measures = MovementMeasure::ALL.into_iter().filter(|it| *it != MovementMeasure::Returned);
    for measure in measures.map(MovementMeasure::code) {
        assert_words("movement.figures[].measure", [measure]);
    }
    let (_, fields) = PAGE.split_once("\nThe fields: ").unwrap();
    let (fields, _) = fields.split_once('.').unwrap();
    let fields: Vec<&str> = fields.split('`').skip(1).step_by(2).collect();
    assert_eq!(fields, Field::ALL.map(Field::code));
}

#[test]
fn the_help_leads_to_the_page() {
    let output = super::command(&super::program(), &["--help"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("docs/files.md"));
}
