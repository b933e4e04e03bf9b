//! Rows that say from which day they are known, or that a document never was.

use serde_json::Value;

use super::files::{billed, customer, judged};
use super::{Folder, assert_refused};

#[track_caller]
fn on(folder: &Folder, t: &str, name: &str, key: &str) -> Value {
    let review = judged(folder, &["--as-of", t]);
    customer(&review, name).pointer(key).unwrap().clone()
}

#[test]
fn a_sale_is_what_was_known_of_it_on_the_day() {
    let folder = Folder::new("sale-versions");
    // The rows of a document may stand in any order.
    folder.write(
        "sales.csv",
        "customer,date,document,amount,known_from,void\n\
         Anna,,S1,,2026-03-20,yes\n\
         Anna,2026-03-01,S1,900.00,,\n\
         Anna,2026-03-01,S1,700.00,2026-03-10,\n\
         Anna,2026-01-01,S0,1.00,,\n\
         Bo,2026-02-01,S2,100.00,2026-03-05,no\n",
    );
    let bought = |t: &str| on(&folder, t, "Anna", "/purchases");
    assert_eq!(bought("2026-02-28"), "1.00");
    assert_eq!(bought("2026-03-09"), "901.00");
    assert_eq!(bought("2026-03-10"), "701.00");
    assert_eq!(bought("2026-03-20"), "1.00");
    assert_eq!(on(&folder, "2026-03-04", "Bo", "/purchases"), "0.00");
    assert_eq!(on(&folder, "2026-03-05", "Bo", "/purchases"), "100.00");
}

#[test]
fn a_void_row_without_a_line_voids_all_lines() {
    let folder = Folder::new("void-lines");
    folder.write(
        "sales.csv",
        "customer,date,document,line,amount,known_from,void\n\
         Anna,2026-03-01,S1,1,5.00,,\nAnna,2026-03-01,S1,2,7.00,,\nAnna,2026-03-01,S3,,1.00,,\n\
         Anna,,S1,1,,2026-03-10,yes\nAnna,,S1,,,2026-03-20,yes\n",
    );
    let bought = |t: &str| on(&folder, t, "Anna", "/purchases");
    assert_eq!(bought("2026-03-09"), "13.00");
    assert_eq!(bought("2026-03-10"), "8.00");
    assert_eq!(bought("2026-03-20"), "1.00");
}

#[test]
fn a_cheque_that_bounces_and_a_due_date_that_moves() {
    let folder = billed("bounced");
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount,known_from\n\
         I1,Anna,2026-03-01,2026-03-10,100.00,\nI1,Anna,2026-03-01,2026-04-10,100.00,2026-03-15\n",
    );
    folder.write(
        "payments.csv",
        "customer,date,document,amount,invoice,known_from,void\n\
         Anna,2026-03-12,C1,60.00,I1,,\nAnna,,C1,,,2026-03-18,yes\n",
    );
    let overdue = |t: &str| on(&folder, t, "Anna", "/debt/overdue");
    let balance = |t: &str| on(&folder, t, "Anna", "/debt/balance");
    assert_eq!((overdue("2026-03-11"), balance("2026-03-11")), ("100.00".into(), "100.00".into()));
    assert_eq!((overdue("2026-03-14"), balance("2026-03-14")), ("40.00".into(), "40.00".into()));
    assert_eq!((overdue("2026-03-15"), balance("2026-03-15")), ("0.00".into(), "40.00".into()));
    assert_eq!(balance("2026-03-18"), "100.00");
    assert_eq!(overdue("2026-04-11"), "100.00");
}

#[test]
fn allocations_of_one_day_are_one_version_of_their_payment() {
    let folder = billed("allocation-versions");
    folder.write("payments.csv", "customer,date,document,amount\nAnna,2026-03-20,P1,80.00\n");
    folder.write(
        "allocations.csv",
        "customer,payment,invoice,amount,known_from,void\n\
         Anna,P1,I2,50.00,,\nAnna,P1,I1,30.00,,\n\
         Anna,P1,I1,75.00,2026-03-28,\nAnna,P1,I2,5.00,2026-03-28,\n\
         Anna,P1,,,2026-03-30,yes\n",
    );
    let overdue = |t: &str| on(&folder, t, "Anna", "/debt/overdue");
    assert_eq!(overdue("2026-03-27"), "70.00");
    assert_eq!(overdue("2026-03-28"), "25.00");
    assert_eq!(overdue("2026-03-30"), "20.00", "money without a name settles what is due first");
    folder.add("allocations.csv", "Anna,P1,I1,1.00,2026-03-19,\nAnna,P1,,,,yes\n");
    assert_refused(
        &folder.review(&[]),
        "allocations.csv:7: known_from: payment P1 does not stand on 2026-03-19\n\
         allocations.csv:8: known_from: a void version needs its day",
    );
}

#[test]
fn orders_expenses_plans_budgets_limits_and_contracts_have_versions() {
    let folder = billed("other-versions");
    folder.write(
        "orders.csv",
        "customer,ordered,deliver,document,amount,void,known_from\n\
         Anna,2026-03-01,2026-04-01,O1,10.00,,\nAnna,,,O1,,yes,2026-03-10\n",
    );
    assert_eq!(on(&folder, "2026-03-09", "Anna", "/debt/exposure"), "160.00");
    assert_eq!(on(&folder, "2026-03-10", "Anna", "/debt/exposure"), "150.00");
    folder.write(
        "limits.csv",
        "customer,from,to,amount,known_from\n\
         Anna,2026-03-01,2026-12-31,5.00,\nAnna,2026-03-01,2026-12-31,6.00,2026-03-10\n",
    );
    assert_eq!(on(&folder, "2026-03-09", "Anna", "/debt/limit"), "5.00");
    assert_eq!(on(&folder, "2026-03-10", "Anna", "/debt/limit"), "6.00");
    folder.write(
        "contracts.csv",
        "contract,customer,signed,from,to,void,known_from\n\
         K1,Anna,2026-01-01,2026-01-01,,,\nK1,Anna,,,,yes,2026-03-10\n",
    );
    assert_eq!(on(&folder, "2026-03-09", "Anna", "/contract"), "in_force");
    assert_eq!(on(&folder, "2026-03-10", "Anna", "/contract"), "none");
    for (file, header, row) in [
        ("expenses.csv", "customer,date,document,amount,known_from", "Anna,2026-03-01,E1,{},"),
        ("plans.csv", "customer,month,amount,known_from", "Anna,2026-03,{},"),
        ("budgets.csv", "customer,month,amount,known_from", "Anna,2026-03,{},"),
    ] {
        let row = |amount: &str, known: &str| row.replace("{}", amount) + known;
        let (first, next) = (row("10.00", ""), row("20.00", "2026-03-10"));
        folder.write(file, format!("{header}\n{first}\n{next}\n"));
        judged(&folder, &[]);
        folder.add(file, &format!("{}\n", row("20.00", "2026-03-11")));
        let told = super::said(&folder.review(&[]));
        assert!(told.starts_with(&format!("{file}:4: customer Anna: ")), "{told}");
        assert!(told.trim_end().ends_with("has this content already"), "{told}");
        folder.write(file, format!("{header}\n"));
    }
}

#[test]
fn versions_that_cannot_be_are_told_by_file_and_line() {
    let header = "customer,date,document,amount,known_from,void\nAnna,2026-03-01,S1,900.00,,\n";
    for (row, reason) in [
        ("Anna,,S9,,2026-03-20,yes", "customer Anna: there is no sale S9 to revise"),
        (
            "Anna,2026-03-01,S2,1.00,2026-02-28,",
            "customer Anna: a version of sale S2 must be known on 2026-03-01 or later, was 2026-02-28",
        ),
        ("Anna,,S1,,,yes", "known_from: a void version needs its day"),
        ("Anna,,S1,,2026-03-20,maybe", "void: \"maybe\" is neither yes nor no"),
        (
            "Anna,2026-03-01,S1,900.00,2026-03-20,",
            "customer Anna: sale S1 has this content already",
        ),
        (
            "Anna,2026-03-01,S1,900.00,,",
            "customer Anna: sale S1 is recorded already, with the same content",
        ),
        (
            "Anna,2026-02-01,S1,900.00,,",
            "customer Anna: sale S1 is recorded already with other content: date 2026-03-01, not 2026-02-01",
        ),
        ("Bo,,S1,,2026-03-20,yes", "customer Bo: sale S1 is a document of another customer"),
    ] {
        let folder = Folder::new("bad-version");
        folder.write("sales.csv", format!("{header}{row}\n"));
        assert_refused(&folder.review(&[]), &format!("sales.csv:3: {reason}"));
        let kept = folder.review(&["--skip-bad"]);
        let review: Value = serde_json::from_slice(&kept.stdout).unwrap();
        assert_eq!(customer(&review, "Anna")["purchases"], "900.00", "{row}");
    }
}
