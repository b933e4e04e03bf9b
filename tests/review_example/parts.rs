//! Instalments, disputes and merges.

use serde_json::Value;

use super::files::{billed, customer, judged};
use super::{Folder, assert_refused};

#[track_caller]
fn overdue(folder: &Folder, t: &str) -> Value {
    customer(&judged(folder, &["--as-of", t]), "Anna")["debt"]["overdue"].clone()
}

#[test]
fn an_invoice_is_due_by_its_instalments() {
    let folder = billed("instalments");
    folder.write(
        "instalments.csv",
        "invoice,due,amount,retention,known_from,void\n\
         I1,2026-04-20,10.00,yes,,\nI1,2026-03-10,40.00,,,\nI1,2026-03-20,50.00,no,,\n\
         I1,2026-03-30,100.00,,2026-03-22,\nI1,,,,2026-03-24,yes\n",
    );
    assert_eq!(overdue(&folder, "2026-03-10"), "0.00");
    assert_eq!(overdue(&folder, "2026-03-11"), "40.00");
    assert_eq!(overdue(&folder, "2026-03-21"), "90.00");
    assert_eq!(overdue(&folder, "2026-03-22"), "0.00");
    assert_eq!(overdue(&folder, "2026-03-26"), "0.00", "the invoice is due on its own day again");
    assert_eq!(overdue(&folder, "2026-03-27"), "100.00");
    folder.add(
        "instalments.csv",
        "I9,2026-03-10,40.00,,,\nI2,2026-03-10,49.99,,,\nI2,2026-03-40,0.01,,,\n",
    );
    assert_refused(
        &folder.review(&[]),
        "instalments.csv:7: there is no invoice I9\n\
         instalments.csv:8: customer Anna: parts of instalments I2 must add up to CNY 50.00, was CNY 49.99\n\
         instalments.csv:9: due: a day is written as 2026-01-31 and lies in the calendar, was \"2026-03-40\"",
    );
}

#[test]
fn an_invoice_is_disputed_from_a_day_until_it_is_settled() {
    let folder = billed("disputes");
    folder.write(
        "disputes.csv",
        "invoice,from,to,amount\nI1,2026-03-10,2026-03-20,30.00\nI2,2026-03-10,,\n",
    );
    judged(&folder, &[]);
    folder.add(
        "disputes.csv",
        "I1,2026-03-19,,\nI1,2026-04-01,,100.01\nI9,2026-03-10,,\nI1,2026-04-01,2026-04-01,\n",
    );
    let output = folder.review(&[]);
    let told = super::said(&output);
    let lines: Vec<_> = told.lines().collect();
    assert_eq!((lines.len(), output.status.code()), (4, Some(2)), "{told}");
    assert!(lines[0].starts_with(
        "disputes.csv:4: customer Anna: dispute I1 from 2026-03-19 overlaps one that is recorded"
    ));
    assert!(lines[1].starts_with("disputes.csv:5: customer Anna: amount of dispute I1 from 2026-04-01 must be at most CNY 100.00"));
    assert_eq!(lines[2], "disputes.csv:6: there is no invoice I9");
    assert!(lines[3].starts_with(
        "disputes.csv:7: customer Anna: to of dispute I1 from 2026-04-01 must be after"
    ));
}

#[test]
fn a_merged_customer_is_the_survivor_from_its_day() {
    let folder = billed("merges");
    folder.write("merges.csv", "customer,into,on,until\nAnna,Bo,2026-03-20,2026-04-10\n");
    let names = |t: &str| {
        let review = judged(&folder, &["--as-of", t]);
        let customers = review["customers"].as_array().unwrap();
        customers.iter().map(|it| it["customer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("2026-03-19"), ["Anna", "Bo"]);
    assert_eq!(names("2026-03-20"), ["Bo"]);
    assert_eq!(names("2026-04-10"), ["Anna", "Bo", "Chen"]);
    let review = judged(&folder, &[]);
    assert_eq!(customer(&review, "Bo")["debt"]["balance"], "150.00");
    assert_eq!(customer(&review, "Bo")["purchases"], "979.50");
    folder.add(
        "merges.csv",
        "Bo,Bo,2026-05-01,\nBo,Zoe,2026-05-01,\nBo,Chen,2026-05-01,2026-05-01\n",
    );
    let told = super::said(&folder.review(&[]));
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(lines[0].starts_with("merges.csv:3: "), "{told}");
    assert_eq!(lines[1], "merges.csv:4: into: there is no customer Zoe");
    assert_eq!(lines[2], "merges.csv:5: until: 2026-05-01 must lie after the merge on 2026-05-01");
}
