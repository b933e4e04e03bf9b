//! The text of a review, as a person reads it.

use super::{Folder, assert_refused, said};

#[track_caller]
fn text(folder: &Folder, more: &[&str]) -> String {
    let more = [&["--format", "text"], more].concat();
    let output = folder.review(&more);
    assert_eq!(said(&output), "");
    String::from_utf8(output.stdout).unwrap()
}

/// A text in one line, so that it does not matter where lines are broken.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub(crate) fn assert_says(text: &str, expected: &str) {
    assert!(flat(text).contains(expected), "{expected:?} is not in\n{text}");
}

/// Anna buys much, in one month of three; Bo little; Dora nothing, and has just begun.
fn shop(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write(
        "customers.csv",
        "customer,since,credit_limit,attitude\n\
         Anna,2026-01-01,,switcher\nBo,2024-01-01,,loyal\nDora,2026-03-20,,\n",
    );
    folder.write(
        "sales.csv",
        "customer,date,document,amount\n\
         Anna,2026-03-01,S1,900.00\nBo,2026-02-01,S2,200.00\n",
    );
    folder
}

/// The same, each of the two with one order day ever, known for 90 days and more.
fn shop_of_single_orders(name: &str) -> Folder {
    let folder = shop(name);
    folder.write(
        "sales.csv",
        "customer,date,document,amount\n\
         Anna,2025-12-15,S1,900.00\nBo,2025-12-01,S2,200.00\n",
    );
    folder
}

#[test]
fn a_dangerous_customer_comes_with_its_score_and_what_of_it_is_known() {
    let text = text(&shop_of_single_orders("dangerous"), &[]);
    assert_says(&text, "1 Anna class A Dangerous");
    assert_says(
        &text,
        "Dangerous disloyal: 16.666667 of 100 points, 60 needed; 75% of the weight is known",
    );
}

#[test]
fn a_customer_without_a_warning_comes_with_its_chance() {
    let text = text(&shop("chance"), &[]);
    assert_says(&text, "no warning no order in the next 90 days with probability ");
    assert_says(&text, "the last was on 2026-03-01");
}

#[test]
fn customers_in_no_quadrant_are_counted_with_the_reason() {
    let text = text(&shop_of_single_orders("quadrants"), &[]);
    assert_says(
        &text,
        "1 customer (33.3%, with 0% of what was bought) is in no quadrant: less than 50% of the \
         weight of the score is known",
    );
    let folder = Folder::new("no-rest");
    folder.write(
        "sales.csv",
        "customer,date,document,amount\nAnna,2025-12-15,S1,900.00\nBo,2025-12-01,S2,100.00\n",
    );
    assert!(!self::text(&folder, &[]).contains("in no quadrant"));
}

#[test]
fn each_line_of_a_call_names_its_rule_and_level() {
    let folder = shop("rules");
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\nI1,Anna,2026-03-01,2026-03-10,900.00\n",
    );
    folder.write("plans.csv", "customer,month,amount\nAnna,2026-03,1000.00\n");
    let text = text(&folder, &[]);
    assert_says(&text, "warning debt CNY 900.00 overdue, the oldest by 21 days");
    assert_says(&text, "watch sales progress bought CNY 900.00, 90% of the CNY 1,000.00 planned");
    assert_says(&text, "Plan, budget and last year are compared from 2026-01-01 to 2026-03-31.");
    let early = self::text(&folder, &["--as-of", "2026-04-10"]);
    assert_says(
        &early,
        "Plan, budget and last year are compared from 2026-01-01 to 2026-03-31, the last complete \
         period.",
    );
}

#[test]
fn what_is_not_judged_says_why() {
    let text = text(&shop("reasons"), &[]);
    assert_says(&text, "debt, no data: the book has no invoice, payment or open order (3 of 3)");
    assert_says(&text, "customer loss, not applicable: never bought (1 of 1)");
}

#[test]
fn a_day_after_all_data_says_that_nobody_bought() {
    let text = text(&shop("after"), &["--as-of", "2029-01-01"]);
    assert_says(&text, "0 bought more than was sent back: 0 net of returns.");
    assert_says(&text, "The last order on record is of 2026-03-01.");
    assert_says(&text, "Nobody bought more than was sent back");
    assert_says(&text, "Nobody: nothing that was bought in a year is at risk.");
    assert!(!text.contains("largest fifth"), "{text}");
}

#[test]
fn a_day_before_all_data_says_that_nobody_has_started() {
    let text = text(&shop("before"), &["--as-of", "2020-01-01"]);
    assert_says(&text, "No customer has started by 2020-01-01");
    assert!(!text.contains("SO WHOM DO I CALL"), "{text}");
}

#[test]
fn a_currency_that_nobody_states_is_said() {
    let folder = shop("currency");
    let output =
        std::process::Command::new(super::program()).arg("--data").arg(&folder.0).output().unwrap();
    let without = String::from_utf8(output.stdout).unwrap();
    let said = "No currency is stated, so amounts are taken as CNY; state it with --currency.";
    assert!(without.starts_with(said), "{without}");
    assert!(!text(&folder, &[]).contains("is stated"));
}

#[test]
fn the_explanation_of_a_customer_has_day_quadrant_and_coverage() {
    let text = text(&shop_of_single_orders("explain"), &["--explain", "Anna"]);
    assert_says(&text, "as of 2026-03-31");
    assert_says(&text, "quadrant Dangerous, large and disloyal strategy guard");
    assert_says(&text, "75% of the weight is known");
    assert_says(&text, "IF NO ORDER COMES, CUSTOMER LOSS IS RAISED AT");
}

#[test]
fn customers_that_start_later_or_are_merged_are_counted() {
    let folder = Folder::new("others");
    let text = text(&folder, &["--as-of", "2026-03-31"]);
    let line = "   Not in the review: 1 customer with a start later than that day.\n";
    assert!(text.contains(line), "{text}");
    for (customer, told) in [
        ("Chen", "customer Chen starts after 2026-03-31"),
        ("Nobody", "there is no customer Nobody"),
    ] {
        let t = ["--as-of", "2026-03-31", "--explain", customer];
        assert_refused(&folder.review(&t), told);
    }
}
