//! Watermarks, gaps and closed days.

use guanxi::calendar::Day;
use serde_json::Value;

use super::files::{customer, judged};
use super::{Folder, assert_refused, said};

const DAILY_ENDS: &str = "2026-01-30";

/// A folder whose customer Anna bought on 214 days, one after the other.
fn daily(name: &str) -> Folder {
    let folder = Folder::new(name);
    let last: Day = DAILY_ENDS.parse().unwrap();
    let sale = |later: i32| format!("Anna,{},D{later},10.00\n", last.offset(later));
    let sales: String = (-213..=0).map(sale).collect();
    folder.write("sales.csv", format!("customer,date,document,amount\n{sales}"));
    folder
}

/// The days from 31 January, one row each.
fn days(count: i32) -> String {
    let first: Day = "2026-01-31".parse().unwrap();
    let row = |later| format!("{}\n", first.offset(later));
    (0..count).map(row).collect()
}

fn warns_of_loss(review: &Value) -> bool {
    let warnings = customer(review, "Anna")["warnings"].as_array().unwrap();
    warnings.iter().any(|it| it["rule"] == "loss")
}

/// What is said of a rule that is silent.
fn silent(review: &Value, rule: &str) -> Option<String> {
    let silent = customer(review, "Anna")["silent_rules"].as_array().unwrap();
    let of_rule = silent.iter().find(|it| it["rule"] == rule)?;
    of_rule["why"].as_str().map(str::to_owned)
}

#[test]
fn closed_days_are_no_silence() {
    let folder = daily("closed-days");
    let t = ["--as-of", "2026-02-10"];
    assert!(warns_of_loss(&judged(&folder, &t)), "eleven days of silence");
    folder.write("closed_days.csv", format!("day\n{}", days(10)));
    assert!(!warns_of_loss(&judged(&folder, &t)), "one day of silence");
    folder.write("closed_days.csv", format!("day\n{}", days(0)));
    assert!(warns_of_loss(&judged(&folder, &t)), "never closed");
    folder.write("closed_days.csv", "day\n2026-01-31\n2026-01-31\n31.1.2026\n");
    assert_refused(
        &folder.review(&[]),
        "closed_days.csv:3: day: 2026-01-31 is stated already\n\
         closed_days.csv:4: day: a day is written as 2026-01-31 and lies in the calendar, was \"31.1.2026\"",
    );
}

#[test]
fn closed_days_come_beside_those_of_the_policy_and_all_years_are_known() {
    let folder = daily("closed-policy");
    let calendar = "[progress.calendar]\nholidays = [\"2026-01-31\"]\nlast_year = 2025\nrest_days = [\"Sun\"]\n";
    let contradicting =
        "[progress.calendar]\nrest_days = [\"Sat\"]\nworked_rest_days = [\"2026-01-31\"]\n";
    folder.write("policy.toml", calendar.replace("last_year = 2025", "last_year = 2026"));
    let policy = folder.0.join("policy.toml");
    let more = ["--as-of", "2026-02-10", "--policy", policy.to_str().unwrap()];
    assert!(warns_of_loss(&judged(&folder, &more)), "closed on one day");
    folder.write("closed_days.csv", format!("day\n{}2027-01-01\n", &days(10)[11..]));
    assert!(!warns_of_loss(&judged(&folder, &more)), "closed on that day and nine more");
    folder.write("policy.toml", contradicting);
    folder.write("closed_days.csv", "day\n2026-01-31\n");
    let output = folder.review(&more);
    assert!(said(&output).contains("worked_rest_days must not name a holiday, names 2026-01-31"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_feed_that_is_not_complete_is_no_data() {
    let folder = daily("watermarks");
    folder.write("watermarks.csv", "feed,complete_to\nsales,2026-01-30\nexpenses,2026-01-31\n");
    let at = |t| judged(&folder, &["--as-of", t]);
    assert_eq!(silent(&at("2026-02-02"), "loss"), None, "three days beyond");
    let why = "no data: sales are complete up to 2026-01-30 only";
    assert_eq!(silent(&at("2026-02-03"), "loss").as_deref(), Some(why), "four days beyond");
    folder.add("watermarks.csv", "sales,2026-01-31\nstock,2026-01-31\nreceivables,\n");
    assert_refused(
        &folder.review(&[]),
        "watermarks.csv:4: feed: the watermark of sales is stated already\n\
         watermarks.csv:5: feed: a feed is one of sales, receivables, expenses, incidents, was \"stock\"\n\
         watermarks.csv:6: complete_to: a day is written as 2026-01-31 and lies in the calendar, was \"\"",
    );
}

#[test]
fn days_of_a_gap_are_no_silence() {
    let folder = daily("gaps");
    let t = ["--as-of", "2026-02-10"];
    folder.write("gaps.csv", "feed,from,to\nreceivables,2026-01-31,2026-02-09\n");
    assert!(warns_of_loss(&judged(&folder, &t)), "a gap of another feed");
    folder.add("gaps.csv", "sales,2026-01-31,2026-02-09\n");
    assert!(!warns_of_loss(&judged(&folder, &t)));
    folder.add(
        "gaps.csv",
        "sales,2026-01-31,2026-02-09\nsales,2026-02-09,2026-02-08\nsales,2026-02-30,\n",
    );
    assert_refused(
        &folder.review(&[]),
        "gaps.csv:4: the gap is stated already\n\
         gaps.csv:5: to: a gap of sales from 2026-02-09 ends on that day or later, was 2026-02-08\n\
         gaps.csv:6: from: a day is written as 2026-01-31 and lies in the calendar, was \"2026-02-30\"",
    );
}
