//! The example `early_warning` as a user meets it.
#![cfg(feature = "serde")]
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A program, which `cargo test` builds beside the tests.
fn example(name: &str, arguments: &[&str]) -> Output {
    let tests = std::env::current_exe().unwrap();
    let folder = tests.parent().unwrap().parent().unwrap();
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Command::new(folder.join("examples").join(name)).args(arguments).output().unwrap()
}

fn early_warning(arguments: &[&str]) -> Output {
    example("early_warning", arguments)
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
    assert!(text.starts_with(
        "EARLY WARNINGS from 2024-01-01 to 2024-06-28   (customers: 300, reviews: 26)"
    ));
    assert!(text.contains("THE STORY OF ANQING BATH"), "{text}");
    let counted = text.split_once("Troubles begun: ").unwrap().1.split_once(", half").unwrap().0;
    let (begun, seen) = counted.split_once("; seen by a warning: ").unwrap();
    let (begun, seen): (u32, u32) = (begun.parse().unwrap(), seen.parse().unwrap());
    assert!(begun == 34 && seen * 10 >= begun * 8, "all but the latest: {text}");
    assert!(text.contains("none was raised while its case was open, nothing was told twice"));
    // Both counts of false alarms, side by side; those of before are of the whole two years.
    let share = text.split_once("; false alarms: ").unwrap().1.split_once(", ").unwrap().0;
    let row = text.lines().find(|line| line.trim_start().starts_with("these rules")).unwrap();
    let counts: Vec<&str> = row.split_whitespace().skip(2).collect();
    let [old, new]: [&str; 2] = counts.try_into().unwrap();
    assert_eq!(new, share);
    let (old, new): (u32, u32) = (old.parse().unwrap(), new.parse().unwrap());
    assert!(old >= new && !text.contains("the rules of before"), "{row}");
    assert!(text.contains("A false alarm is a warning behind which whoever asks finds no trouble"));
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
    let raised = "2026-03-02  debt      raised at watch: exposure CNY 900.00 is 90% of the limit";
    assert!(text.contains(raised), "{text}");
    assert!(!text.contains("the old count"), "nobody knows the truth of a folder: {text}");
    assert!(text.contains("Checked: 1 raised, 0 closed, 1 open"), "{text}");
    let refused = "the first day 2026-04-01 lies after the last day 2026-03-31\n";
    assert_eq!(String::from_utf8(early.stderr).unwrap(), refused);
    assert_eq!(early.status.code(), Some(2));
}

#[test]
fn examples_that_read_a_folder_refuse_bad_rows_with_their_place_and_their_own_options() {
    let folder: PathBuf = std::env::temp_dir().join(format!("guanxi-bad-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let write = |file: &str, rows: &str| fs::write(folder.join(file), rows).unwrap();
    write("customers.csv", "customer,since,credit_limit,attitude\nAnna,2024-01-01,1000.00,\n");
    let data = ["--data", folder.to_str().unwrap()];
    let sale = "customer,date,document,amount\nAnna,2026-03-02,S1,900.00\n";
    write("sales.csv", &format!("{sale}Anna,2026-03-02,S2,\"x\"\n"));
    let names = ["early_warning", "alarms", "decline", "lapse_rank"];
    let outputs = names.map(|name| example(name, &data));
    write("sales.csv", &format!("{sale}Anna,9999-12-31,S2,1.00\n"));
    let far = early_warning(&data);
    fs::remove_dir_all(&folder).unwrap();
    let refused = "sales.csv:3: amount \"x\" is not a plain decimal number of at most 28 digits\n";
    for output in outputs {
        assert_eq!(String::from_utf8(output.stderr).unwrap(), refused);
        assert_eq!(output.status.code(), Some(2));
    }
    let refused = "sales.csv:3: 9999-12-31 lies more than 366 days after the next day, 2026-03-02: \
                   state a day with --to\n";
    assert_eq!(String::from_utf8(far.stderr).unwrap(), refused);
    assert_eq!(far.status.code(), Some(2));
}

#[test]
fn alarms_are_counted_with_those_that_came_true() {
    let folder: PathBuf =
        std::env::temp_dir().join(format!("guanxi-alarms-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let write = |file: &str, rows: &str| fs::write(folder.join(file), rows).unwrap();
    write("customers.csv", "customer,since,credit_limit,attitude\nAnna,,,\nBert,,,\n");
    // Anna stops in April and Bert goes on.
    let mut sales = "customer,date,document,amount\n".to_owned();
    for month in 1..=12 {
        writeln!(sales, "Bert,2025-{month:02}-10,B{month},10.00").unwrap();
        if month < 5 {
            let days = [5, 12, 19, 26]
                .map(|day| format!("Anna,2025-{month:02}-{day:02},A{month}{day},10.00\n"));
            sales += &days.concat();
        }
    }
    write("sales.csv", &sales);
    let data = folder.to_str().unwrap();
    let text = told(example("alarms", &["--data", data]));
    let late = example("alarms", &["--data", data, "--from", "2025-10-01", "--to", "2025-06-30"]);
    fs::remove_dir_all(&folder).unwrap();
    assert!(
        text.starts_with(
            "ALARMS from 2025-03-13 to 2025-09-11   (customers: 2, weekly reviews: 27)"
        ),
        "{text}"
    );
    assert!(text.contains("THE RULES TODAY, warnings a week"), "{text}");
    assert!(text.contains("THE RULES BEFORE, warnings a week"), "{text}");
    assert!(text.contains("New in all: 3, of which 0 did not come true."), "{text}");
    let refused = "the first day 2025-10-01 lies after the last day 2025-06-30\n";
    assert_eq!(String::from_utf8(late.stderr).unwrap(), refused);
}
