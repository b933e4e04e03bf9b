//! The order of rows: whichever comes first in its file, the review is the same.

use std::fs;
use std::path::Path;

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::Value;

use super::files::{customer, judged};
use super::page::described;
use super::{Folder, assert_refused, said};

/// The rows of a text in another order, the header first. A row may have several lines.
fn shuffled(text: &str, seed: u64) -> Vec<u8> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut written = csv::Writer::from_writer(Vec::new());
    written.write_record(rows.headers().unwrap()).unwrap();
    let mut rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    rows.shuffle(&mut StdRng::seed_from_u64(seed));
    for row in &rows {
        written.write_record(row).unwrap();
    }
    written.into_inner().unwrap()
}

/// Shuffles the rows of every file of a folder, and of all together.
fn assert_order_is_nothing(files: &[(String, String)], name: &str) {
    let folder = Folder::new(name);
    let write = |seed: u64, only: Option<&str>| {
        for (file, text) in files {
            let is_asked = only.is_none_or(|only| only == file);
            folder.write(file, if is_asked { shuffled(text, seed) } else { text.clone().into() });
        }
    };
    let outputs = || {
        ["json", "text"].map(|format| {
            let output = folder.review(&["--format", format]);
            assert_eq!(said(&output), "");
            String::from_utf8(output.stdout).unwrap()
        })
    };
    for (file, text) in files {
        folder.write(file, text);
    }
    let plain = outputs();
    let same = |what: &str| {
        for (plain, other) in plain.iter().zip(outputs()) {
            let at = plain.bytes().zip(other.bytes()).take_while(|(one, other)| one == other);
            let near = at.count().saturating_sub(100);
            let shown = |text: &str| text.chars().skip(near).take(300).collect::<String>();
            assert!(*plain == other, "{what}: {}\nnot {}", shown(&other), shown(plain));
        }
    };
    for seed in 1..=3 {
        write(seed, None);
        same(&format!("all files, seed {seed}"));
    }
    for (file, text) in files {
        if text.lines().count() > 2 {
            write(7, Some(file));
            same(file);
        }
    }
}

#[test]
fn the_order_of_rows_of_the_sample_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/review/sample");
    let paths = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    let files: Vec<_> = files.collect();
    assert!(files.len() >= 10);
    assert_order_is_nothing(&files, "order-sample");
}

/// Rows beside those of the page: what begins, ends and begins again.
const MORE: [(&str, &str); 12] = [
    ("customers.csv", "Dora,2024-01-01,,,\nEmil,2024-01-01,,,\nFay,2024-01-01,,,\n"),
    (
        "sales.csv",
        "Dora,2026-01-05,S20,,,30.00,,,,,\nEmil,2026-01-06,S21,,,30.00,,,,,\nFay,2026-01-06,S22,,,5.00,,,,,\n",
    ),
    (
        "merges.csv",
        "Dora,Emil,2026-03-10,\nDora,Fay,2026-01-10,2026-02-10\nFay,Dora,2026-02-10,2026-02-20\n",
    ),
    ("ended.csv", "Fay,2025-02-01,moved,2025-05-01\nFay,2025-05-01,moved again,2025-07-01\n"),
    ("ended.csv", "Emil,2025-02-01,ill,2025-05-01\nEmil,2025-03-01,very ill,2025-07-01\n"),
    ("decisions.csv", "Fay,2025-03-01,drop,Sun,rude\nFay,2025-08-01,take_up,Sun,polite\n"),
    (
        "cards.csv",
        "Fay,phone,020 5550 1,,,2026-01-02,Wang,stated\nFay,phone,020 5550 2,,,2026-01-03,Zhao,stated\n",
    ),
    (
        "cards.csv",
        "Fay,phone,020 5550 1,,,2026-01-05,Zhao,stated\nFay,size,12,,,2026-01-05,Zhao,\nFay,size,14,,,2026-01-05,Wang,\n",
    ),
    (
        "rulings.csv",
        "Fay,phone,020 5550 2,,2026-01-10,Sun,called\nFay,phone,020 5550 1,,2026-01-12,Sun,called again\n",
    ),
    (
        "terms.csv",
        "Fay,2026-02-01,10.00,loyal,\nFay,2026-01-01,20.00,switcher,North\nFay,2026-03-01,,none,none\n",
    ),
    (
        "posts.csv",
        "Fay,Fay senior,buyer,,2024-01-01,2024-12-31\nFay,Fay senior,decider,,2024-01-01,\n",
    ),
    (
        "numbers.csv",
        "Fay,uscc,91350100M000100Y43,\nFay,siret FR,73282932000074,\nEmil,siret FR,73282932000074,\n",
    ),
];

#[test]
fn the_order_of_rows_of_the_page_changes_nothing() {
    let mut files: Vec<_> = described().into_iter().map(|(name, file)| (name, file.rows)).collect();
    for (name, rows) in MORE {
        let (_, text) = files.iter_mut().find(|(file, _)| file == name).unwrap();
        text.push_str(rows);
    }
    assert_order_is_nothing(&files, "order-page");
}

#[test]
fn merges_go_by_their_days_and_not_by_their_rows() {
    // Bo was Chen for a month, and later turned out to be Anna; Anna was Bo before.
    let header = "customer,into,on,until\n";
    let rows =
        ["Bo,Anna,2026-03-01,", "Bo,Chen,2026-01-01,2026-02-01", "Anna,Bo,2026-02-01,2026-03-01"];
    let folder = Folder::new("merges-order");
    let mut found: Option<Vec<Vec<u8>>> = None;
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let text = order.map(|i| rows[i]).join("\n");
        folder.write("merges.csv", format!("{header}{text}"));
        let days = ["2026-01-15", "2026-02-15", "2026-03-15"];
        let outputs = days.map(|t| {
            let output = folder.review(&["--as-of", t]);
            assert_eq!(said(&output), "", "{text}");
            output.stdout
        });
        assert_eq!(found.get_or_insert(outputs.to_vec()), &outputs, "{text}");
    }
    let review = judged(&folder, &["--as-of", "2026-03-15"]);
    assert_eq!(customer(&review, "Anna")["purchases"], "979.50");
}

#[test]
fn merges_that_contradict_each_other_are_refused_alike_in_any_order() {
    let folder = Folder::new("merges-contradict");
    let header = "customer,into,on,until\n";
    let rows = ["Bo,Anna,2026-03-01,\n", "Bo,Chen,2026-02-01,\n"];
    for (first, second, line) in [(0, 1, 2), (1, 0, 3)] {
        folder.write("merges.csv", format!("{header}{}{}", rows[first], rows[second]));
        assert_refused(
            &folder.review(&[]),
            &format!(
                "merges.csv:{line}: customer Bo: the customer is merged into another from \
                 2026-02-01 on already, was to be from 2026-03-01"
            ),
        );
    }
    let rows = ["Bo,Anna,2026-03-01,\n", "Anna,Bo,2026-02-01,2026-03-02\n"];
    for (first, second, line) in [(0, 1, 2), (1, 0, 3)] {
        folder.write("merges.csv", format!("{header}{}{}", rows[first], rows[second]));
        assert_refused(
            &folder.review(&[]),
            &format!(
                "merges.csv:{line}: customer Bo: the customer that is to go on is merged into \
                 this one, straight or through others, by merges begun by 2026-02-01: a circle"
            ),
        );
    }
}

#[test]
fn a_relationship_that_ends_on_the_day_on_which_it_is_taken_up_has_ended() {
    let folder = Folder::new("ended-order");
    let rows = ["Bo,2025-02-01,moved,2025-05-01\n", "Bo,2025-05-01,moved again,\n"];
    for (first, second) in [(0, 1), (1, 0)] {
        folder
            .write("ended.csv", format!("customer,on,why,until\n{}{}", rows[first], rows[second]));
        let review = judged(&folder, &[]);
        assert_eq!(customer(&review, "Bo")["status"], "ended");
    }
    // One end lies within the other.
    let rows = ["Bo,2025-02-01,moved,\n", "Bo,2025-03-01,ill,2025-04-01\n"];
    for (first, second) in [(0, 1), (1, 0)] {
        folder
            .write("ended.csv", format!("customer,on,why,until\n{}{}", rows[first], rows[second]));
        let review = judged(&folder, &[]);
        assert_eq!(customer(&review, "Bo")["status"], "ended");
    }
}

#[test]
fn a_person_may_have_several_posts_at_once_and_each_role_once() {
    let folder = Folder::new("posts-twice");
    let rows = "customer,person,roles,title,from,to\n\
         Anna,Li,decider,owner,2024-01-01,\n\
         Anna,Li,buyer,head of purchase,2024-01-01,\n\
         Bo,Li,decider,owner,2024-01-01,\n";
    folder.write("posts.csv", rows);
    let review: Value = judged(&folder, &[]);
    let customers = review["who"]["customers"].as_array().unwrap();
    let anna = customers.iter().find(|it| it["customer"] == "Anna").unwrap();
    assert_eq!(anna["contacts"]["people"].as_array().unwrap().len(), 1, "one person");
    folder.add("posts.csv", "Anna,Li,user; buyer,,2025-01-01,\n");
    assert_refused(
        &folder.review(&[]),
        "posts.csv:5: customer Anna: post of Li as user, buyer from 2025-01-01 overlaps one that is \
         recorded: 2025-01-01 without end against 2024-01-01 without end",
    );
}
