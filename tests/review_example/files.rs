//! The files and columns beside the first ones: lines, kinds of settlement, allocations, dated
//! terms, ended customers.

use serde_json::{Value, json};

use super::{Folder, SALES, assert_refused, said};

#[track_caller]
pub(crate) fn judged(folder: &Folder, more: &[&str]) -> Value {
    let output = folder.review(more);
    assert_eq!(said(&output), "");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What is said of a customer.
#[track_caller]
pub(crate) fn customer<'a>(review: &'a Value, name: &str) -> &'a Value {
    let customers = review["customers"].as_array().unwrap();
    customers.iter().find(|it| it["customer"] == name).unwrap()
}

/// A folder with invoices of Anna: 100.00 due in March and 50.00 due in April.
pub(crate) fn billed(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\n\
         I1,Anna,2026-03-01,2026-03-26,100.00\n\
         I2,Anna,2026-03-05,2026-04-10,50.00\n",
    );
    folder
}

#[test]
fn lines_of_one_document_add_up_and_each_is_taken_once() {
    let folder = Folder::new("lines");
    folder.write(
        "sales.csv",
        "customer,date,document,line,amount\n\
         Anna,2026-03-01,S1,1,5.00\nAnna,2026-03-01,S1,2,7.00\nBo,2026-03-01,S2,,1.00\n",
    );
    assert_eq!(customer(&judged(&folder, &[]), "Anna")["purchases"], "12.00");
    folder.add("sales.csv", "Anna,2026-03-01,S1,2,7.00\nAnna,2026-03-01,S1,0,7.00\n");
    assert_refused(
        &folder.review(&[]),
        "sales.csv:5: customer Anna: sale S1 line 2 is recorded already, with the same content\n\
         sales.csv:6: line: the lines of a document are numbered from 1, was \"0\"",
    );
}

#[test]
fn a_settlement_has_a_kind() {
    let folder = billed("kinds");
    folder.write(
        "payments.csv",
        "customer,date,document,kind,invoice,amount\n\
         Anna,2026-03-20,P1,,I1,60.00\n\
         Anna,2026-03-20,D1,cash_discount,I1,10.00\n\
         Anna,2026-03-21,W1,write_off,I1,30.00\n",
    );
    let review = judged(&folder, &[]);
    let debt = &customer(&review, "Anna")["debt"];
    assert_eq!((&debt["balance"], &debt["overdue"]), (&"50.00".into(), &"0.00".into()));
    folder.add("payments.csv", "Anna,2026-03-22,R1,refunded,I2,1.00\nAnna,2026-03-22,X1,gift,,1.00\nAnna,2026-03-22,X2,factored,,1.00\n");
    let output = folder.review(&[]);
    let lines: Vec<_> = said(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(
        lines[0]
            .starts_with("payments.csv:5: customer Anna: invoice of payment R1 must not be named")
    );
    assert!(lines[1].starts_with("payments.csv:6: kind: "));
    assert!(
        lines[2].starts_with("payments.csv:7: customer Anna: invoice of payment X2 must be named")
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn money_for_an_invoice_still_to_come_is_earmarked() {
    let folder = billed("earmarked");
    folder.add("invoices.csv", "I3,Anna,2026-04-05,2026-04-26,30.00\n");
    folder.write(
        "payments.csv",
        "customer,date,document,amount,invoice\nAnna,2026-03-20,P1,30.00,I3\n",
    );
    let review = judged(&folder, &[]);
    let debt = &customer(&review, "Anna")["debt"];
    assert_eq!(debt["earmarked"], "30.00");
    assert_eq!((&debt["balance"], &debt["overdue"]), (&"120.00".into(), &"100.00".into()));
}

#[test]
fn a_payment_is_allocated_to_several_invoices() {
    let folder = billed("allocations");
    folder.write("payments.csv", "customer,date,document,amount\nAnna,2026-03-20,P1,80.00\n");
    folder.write(
        "allocations.csv",
        "customer,payment,invoice,amount\nAnna,P1,I1,40.00\nAnna,P1,I2,40.00\n",
    );
    let review = judged(&folder, &[]);
    assert_eq!(customer(&review, "Anna")["debt"]["overdue"], "60.00");
    folder.add("allocations.csv", "Anna,P2,I1,1.00\nZoe,P1,I1,1.00\nAnna,P1,I1\n");
    assert_refused(
        &folder.review(&[]),
        "allocations.csv:5: there is no customer Zoe\n\
         allocations.csv:6: 3 fields where the header has 4\n\
         allocations.csv:4: customer Anna: there is no payment P2",
    );
}

#[test]
fn allocations_beyond_the_payment_or_beside_its_invoice_are_refused() {
    let folder = billed("beyond");
    folder.write("payments.csv", "customer,date,document,amount\nAnna,2026-03-20,P1,80.00\n");
    folder.write(
        "allocations.csv",
        "customer,payment,invoice,amount\nAnna,P1,I1,40.00\nAnna,P1,I2,40.01\n",
    );
    assert_refused(
        &folder.review(&[]),
        "payments.csv:2: customer Anna: allocations of payment P1 must add up to at most CNY 80.00, \
         was CNY 80.01 (its allocations: allocations.csv:2, allocations.csv:3)",
    );
    folder.write(
        "payments.csv",
        "customer,date,document,amount,invoice\nAnna,2026-03-20,P1,80.01,I1\n",
    );
    assert_refused(
        &folder.review(&[]),
        "payments.csv:2: customer Anna: allocations of payment P1 must be left out beside invoice I1, \
         was 2 (its allocations: allocations.csv:2, allocations.csv:3)",
    );
}

#[test]
fn terms_hold_from_their_day_and_the_card_before() {
    let folder = billed("terms");
    folder.write(
        "terms.csv",
        "customer,from,credit_limit,attitude,group\n\
         Anna,2026-03-10,500.00,,North\nAnna,2026-03-20,none,none,none\nBo,2026-03-10,unlimited,,\n",
    );
    let limit = |t: &str, name: &str| {
        let review = judged(&folder, &["--as-of", t]);
        customer(&review, name)["debt"]["limit"].clone()
    };
    assert_eq!(limit("2026-03-09", "Anna"), "1000.00");
    assert_eq!(limit("2026-03-10", "Anna"), "500.00");
    assert_eq!(limit("2026-03-20", "Anna"), "not_set");
    assert_eq!(limit("2026-03-09", "Bo"), "not_set");
    assert_eq!(limit("2026-03-20", "Bo"), "unlimited");
    folder.add("terms.csv", "Bo,2026-03-11,-1,,\nBo,,1,,\nBo,2026-03-11,,fickle,\n");
    let output = folder.review(&[]);
    let lines: Vec<_> = said(&output).lines().map(str::to_owned).collect();
    assert_eq!(
        lines[0],
        "terms.csv:5: credit_limit: a credit limit is not negative, was CNY -1.00"
    );
    assert!(lines[1].starts_with("terms.csv:6: from: a day is written as"), "{lines:?}");
    assert!(lines[2].starts_with("terms.csv:7: attitude: "), "{lines:?}");
    assert_eq!((lines.len(), output.status.code()), (3, Some(2)));
}

#[test]
fn an_ended_customer_is_judged_for_its_debt_and_counted_apart() {
    let folder = billed("ended");
    let before = judged(&folder, &[]);
    assert_eq!(before["summary"]["customers"]["once"], 2);
    folder.write(
        "ended.csv",
        "customer,on,why,until\nAnna,2026-03-15,bankrupt,\nBo,2026-01-01,moved,2026-02-01\n",
    );
    let review = judged(&folder, &[]);
    let anna = customer(&review, "Anna");
    assert_eq!(anna["status"], "ended");
    for key in ["class", "loyalty", "quadrant", "lapse"] {
        assert!(anna[key].is_null(), "{key}");
    }
    assert_eq!(
        (&anna["debt"]["balance"], &anna["purchases"]),
        (&"150.00".into(), &"900.00".into())
    );
    assert_eq!(anna["warnings"][0]["rule"], "debt");
    assert_eq!(anna["warnings"][0]["arms"][0], "ageing");
    assert_eq!(customer(&review, "Bo")["status"], "once", "taken up again");
    let summary = &review["summary"];
    assert_eq!(summary["customers"]["ended"], 1);
    assert_eq!(summary["customers"]["once"], 1);
    assert_eq!(summary["ended_debt"]["watch"], 1);
    assert_eq!(summary["warnings"]["debt"]["watch"], 0);
    assert_eq!(review["abc"]["a"]["amount"], "79.50", "it stands in no class");
    let earlier = judged(&folder, &["--as-of", "2026-03-14"]);
    assert_eq!(customer(&earlier, "Anna")["status"], "once");
    folder.add("ended.csv", "Bo,2026-03-01,,\nBo,2026-03-01,gone,2026-03-01\n");
    assert_refused(
        &folder.review(&[]),
        "ended.csv:4: why: a reason must not be blank, was \"\"\n\
         ended.csv:5: until: 2026-03-01 must lie after the end on 2026-03-01",
    );
}

#[test]
fn an_ended_customer_is_explained_by_its_debt() {
    let folder = billed("explain-ended");
    folder.write("ended.csv", "customer,on,why\nAnna,2026-03-15,bankrupt\n");
    let output = folder.review(&["--explain", "Anna"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let head = "Anna\n   as of             2026-03-31\n   ended             on 2026-03-15: bankrupt\n   \
                judged            for debt only\n\nDEBT: watch\n";
    assert!(text.starts_with(head), "{text}");
    assert!(!text.contains("CUSTOMER LOSS"));
}

#[test]
fn a_customer_that_never_bought_has_the_status_never() {
    let folder = Folder::new("never");
    folder.add("customers.csv", "Dora,2025-01-01,,,\n");
    let review = judged(&folder, &[]);
    assert_eq!(customer(&review, "Dora")["status"], "never");
    assert_eq!(review["summary"]["customers"]["never"], 1);
}

#[test]
fn a_single_day_far_beyond_the_others_is_no_day_of_the_review() {
    let folder = Folder::new("far");
    folder.add("sales.csv", "Bo,2062-03-01,S9,1.00\n");
    let run = |more: &[&str]| super::review_of(&folder, more);
    assert_refused(
        &run(&[]),
        "sales.csv:5: 2062-03-01 lies more than 366 days after the next day, 2026-03-01: state a day with --as-of",
    );
    let skipping = run(&["--skip-bad"]);
    assert!(said(&skipping).starts_with("sales.csv:5: "));
    let review: Value = serde_json::from_slice(&skipping.stdout).unwrap();
    assert_eq!((&review["as_of"], &review["refused"]), (&"2026-03-01".into(), &1.into()));
    let text = String::from_utf8(run(&["--skip-bad", "--format", "text"]).stdout).unwrap();
    let told = "1 line was refused and is left out of this review, see standard error.";
    assert!(text.contains(told), "{text}");
    let stated = run(&["--as-of", "2026-03-31"]);
    assert_eq!(said(&stated), "", "a stated day is followed");
    let review: Value = serde_json::from_slice(&stated.stdout).unwrap();
    assert!(review.get("refused").is_none(), "nothing was");
    folder.write(
        "sales.csv",
        "customer,date,document,amount\nBo,2025-03-01,S1,1.00\nBo,2026-03-02,S9,1.00\n",
    );
    let review: Value = serde_json::from_slice(&run(&[]).stdout).unwrap();
    assert_eq!(review["as_of"], "2026-03-02", "366 days are not more than 366");
    folder.add("sales.csv", "Bo,2027-03-04,S10,1.00\n");
    assert!(said(&run(&[])).starts_with("sales.csv:4: 2027-03-04"));
}

#[test]
fn ids_that_look_alike_are_told_in_the_text() {
    let folder = Folder::new("alike");
    folder.add("customers.csv", "ＢＯ,2025-01-01,,,\nanna,2025-01-01,,,north\n");
    let output = super::review_of(&folder, &["--format", "text"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains(
            "   Customers that may be one:\n     \"Anna\" and \"anna\" differ only by letter case\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("     \"Bo\" and \"ＢＯ\" differ only by letter case and full-width forms\n")
    );
    assert!(text.contains(
        "   Groups that may be one:\n     \"North\" and \"north\" differ only by letter case\n"
    ));
}

#[test]
fn a_file_of_another_name_is_not_passed_over() {
    let folder = Folder::new("names");
    folder.write("Invoices.csv", "invoice,customer,issued,due,amount\n");
    folder.write("notes.txt", "not a table");
    let output = folder.review(&[]);
    let told = said(&output);
    assert!(told.starts_with("Invoices.csv: unknown file, known are customers.csv, terms.csv, "));
    assert_eq!((told.lines().count(), output.status.code()), (1, Some(2)));
    let skipping = folder.review(&["--skip-bad"]);
    assert_eq!((said(&skipping), skipping.status.code()), (told, Some(0)));
}

#[test]
fn a_degree_and_a_line_are_digits_with_bounds() {
    let folder = Folder::new("digits");
    let header = "customer,occurred,reported,kind,credibility,impact,resolved\n";
    for impact in ["", "x", "+1", "-1", "4", "256", "1.0"] {
        let row = format!("{header}Bo,2026-03-12,2026-03-15,fire,verified,{impact},\n");
        folder.write("incidents.csv", row);
        assert_refused(
            &folder.review(&[]),
            &format!("incidents.csv:2: impact: an impact lies in 0 to 3, was {impact:?}"),
        );
    }
    folder.write("incidents.csv", header);
    folder.write("sales.csv", "customer,date,document,line,amount\nAnna,2026-03-01,S1,+1,5.00\n");
    assert_refused(
        &folder.review(&[]),
        "sales.csv:2: line: the lines of a document are numbered from 1, was \"+1\"",
    );
}

#[test]
fn a_refused_payment_tells_the_rows_of_its_allocations() {
    let folder = billed("allocated");
    let payment = "Anna,2026-03-20,P1,100.00\n";
    folder.write("payments.csv", format!("customer,date,document,amount\n{payment}"));
    let header = "customer,payment,invoice,amount\n";
    folder.write("allocations.csv", format!("{header}Anna,P1,I1,60.00\nAnna,P1,I9,40.00\n"));
    assert_refused(
        &folder.review(&[]),
        "payments.csv:2: customer Anna: payment P1 names invoice I9, which is not an invoice of \
         the customer (its allocations: allocations.csv:2, allocations.csv:3)",
    );
    folder.write("allocations.csv", format!("{header}Anna,P1,I1,60.00\n"));
    folder.add("payments.csv", payment);
    assert_refused(
        &folder.review(&[]),
        "payments.csv:3: customer Anna: payment P1 is recorded already, with the same content \
         (its allocations: allocations.csv:2)",
    );
}

#[test]
fn a_term_is_stated_once_for_a_day_and_no_group_is_called_none() {
    let folder = Folder::new("stated");
    folder.write(
        "terms.csv",
        "customer,from,credit_limit,attitude\nAnna,2026-02-01,1500.00,\n\
         Anna,2026-02-01,,switcher\nAnna,2026-02-01,2000.00,\n",
    );
    folder.write("ended.csv", "customer,on,why\nBo,2026-03-20,closed\nBo,2026-03-20,moved\n");
    folder.add("customers.csv", "Dora,2024-01-01,,,none\n");
    assert_refused(
        &folder.review(&[]),
        "customers.csv:5: group: \"none\" is no name of a group, leave it empty\n\
         terms.csv:4: from: credit limit of Anna is stated already from 2026-02-01 on\n\
         ended.csv:3: on: the end of Bo on 2026-03-20 is stated already",
    );
}

#[test]
fn a_fact_before_the_stated_first_day_counts_and_is_named() {
    let folder = Folder::new("early");
    assert!(judged(&folder, &[]).get("early_facts").is_none());
    folder.add("sales.csv", "Anna,2006-03-01,S0,900.00\n");
    let review = judged(&folder, &[]);
    let early = json!([{ "customer": "Anna", "since": "2024-01-01", "first": "2006-03-01" }]);
    assert_eq!(review["early_facts"], early);
    let text = String::from_utf8(folder.review(&["--format", "text"]).stdout).unwrap();
    assert!(
        text.contains("     Anna: a fact of 2006-03-01, 6515 days before 2024-01-01\n"),
        "{text}"
    );
}

#[test]
fn feeds_without_a_fact_are_null() {
    let folder = Folder::new("feeds-null");
    let feeds = judged(&folder, &[])["feeds"].clone();
    assert_eq!(feeds["sales_from"], "2026-02-01");
    assert_eq!(feeds["receivables_from"], Value::Null, "so that no figure of debt says anything");
}

#[test]
fn another_separator_is_told() {
    let folder = Folder::new("separator");
    let signs = [
        (";", "a semicolon \";\""),
        ("\t", "a tab"),
        ("|", "a bar \"|\""),
        ("，", "a full-width comma \"，\""),
        ("；", "a full-width semicolon \"；\""),
        ("、", "the sign \"、\""),
    ];
    for (sign, found) in signs {
        folder.write("sales.csv", SALES.replace(',', sign));
        let told =
            format!("sales.csv:1: between the columns stands {found}, a comma \",\" is expected");
        assert_refused(&folder.review(&[]), &told);
        // One among commas is told, too.
        folder.write("sales.csv", SALES.replacen("date,", &format!("date{sign}"), 1));
        assert_refused(&folder.review(&[]), &told);
    }
    folder.write("sales.csv", format!("{SALES}Anna，2026-03-02，S9，1.00\n"));
    assert_refused(
        &folder.review(&[]),
        "sales.csv:5: 1 field where the header has 4; it has a full-width comma \"，\", and fields \
         stand between commas \",\"",
    );
}

#[test]
fn customers_that_are_not_in_the_review_are_counted_by_reason() {
    let folder = Folder::new("absent");
    folder.write("merges.csv", "customer,into,on\nBo,Anna,2026-03-10\n");
    let text = String::from_utf8(folder.review(&["--format", "text"]).stdout).unwrap();
    assert!(text.contains(
        "   Not in the review: 1 customer merged into another and 1 customer with a start later \
         than that day.\n"
    ), "{text}");
}
