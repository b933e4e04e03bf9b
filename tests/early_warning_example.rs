//! The example `early_warning` as a user meets it.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// The program, which `cargo test` builds beside the tests.
fn early_warning(arguments: &[&str]) -> Output {
    let tests = std::env::current_exe().unwrap();
    let folder = tests.parent().unwrap().parent().unwrap();
    let name = format!("early_warning{}", std::env::consts::EXE_SUFFIX);
    Command::new(folder.join("examples").join(name)).args(arguments).output().unwrap()
}

#[track_caller]
fn told(output: Output) -> String {
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn half_a_year_is_told_without_repeating_a_warning_and_always_alike() {
    let arguments = ["--to", "2024-06-28", "--every", "7", "--customer", "Anqing Bath"];
    let text = told(early_warning(&arguments));
    assert!(
        text.starts_with("EARLY WARNINGS from 2024-01-01 to 2024-06-28: 300 customers, 26 reviews")
    );
    assert!(text.contains("THE STORY OF ANQING BATH"), "{text}");
    assert!(text.contains("none was raised while its case was open, nothing was told twice"));
    assert_eq!(told(early_warning(&arguments)), text);
}

#[test]
fn a_folder_is_told_too() {
    let folder: PathBuf = std::env::temp_dir().join(format!("guanxi-early-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let write = |file: &str, rows: &str| fs::write(folder.join(file), rows).unwrap();
    write("customers.csv", "customer,since,credit_limit,attitude\nAnna,2024-01-01,1000.00,\n");
    write("sales.csv", "customer,date,document,amount\nAnna,2026-03-02,S1,900.00\n");
    write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\nI1,Anna,2026-03-02,2026-03-05,900.00\n",
    );
    let data = folder.to_str().unwrap();
    let text = told(early_warning(&["--data", data, "--to", "2026-03-31"]));
    let early = early_warning(&["--data", data, "--from", "2026-04-01", "--to", "2026-03-31"]);
    fs::remove_dir_all(&folder).unwrap();
    assert!(text.contains("2026-03-20  debt      "), "{text}");
    assert!(
        text.contains("came back at warning: exposure CNY 900.00 is 90% of the limit"),
        "{text}"
    );
    let refused = "the first day 2026-04-01 lies after the last day 2026-03-31\n";
    assert_eq!(String::from_utf8(early.stderr).unwrap(), refused);
    assert_eq!(early.status.code(), Some(2));
}
