//! Sentences that misled a person who met the review for the first time.

use std::path::Path;

use serde_json::{Value, json};

use super::files::judged;
use super::text::assert_says;
use super::{Folder, review, said};

#[track_caller]
fn text(folder: &Folder, more: &[&str]) -> String {
    let output = folder.review(&[&["--format", "text"], more].concat());
    assert_eq!(said(&output), "");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn of<'a>(review: &'a Value, name: &str) -> &'a Value {
    let customers = review["who"]["customers"].as_array().unwrap();
    customers.iter().find(|it| it["customer"] == name).unwrap()
}

const VISITS: &str = "customer,date,kind,staff,persons\n";

#[test]
fn met_by_nobody_says_in_which_days_and_when_the_last_contact_was() {
    let folder = Folder::new("first-met");
    // 180 days up to 31 March 2026 begin on 3 October 2025.
    folder.write(
        "interactions.csv",
        format!("{VISITS}Anna,2025-10-02,visit,Wang,Li\nBo,2024-05-01,letter,Wang,Li\n"),
    );
    let told = text(&folder, &[]);
    assert_says(
        &told,
        "Met by nobody in the last 180 days: Anna: last on 2025-10-02 Bo: no contact is on record",
    );
    let contacts = |folder: &Folder| judged(folder, &[])["who"]["contacts"].clone();
    let none = json!({ "none": 2, "unnamed": 0, "single": 0, "several": 0, "no_data": 0 });
    assert_eq!(contacts(&folder), none);
    assert_says(
        &text(&folder, &["--explain", "Anna"]),
        "Met by nobody in the last 180 days; the last contact was on 2025-10-02.",
    );
    assert_says(&text(&folder, &["--explain", "Bo"]), "No contact is on record.");
    folder.write("interactions.csv", format!("{VISITS}Anna,2025-10-03,visit,Wang,Li\n"));
    assert_says(&text(&folder, &[]), "Hangs on a single thread: Anna: only Wang of ours");
}

#[test]
fn a_visit_without_names_is_no_absence_of_visits() {
    let folder = Folder::new("first-unnamed");
    folder.write("interactions.csv", format!("{VISITS}Anna,2026-03-05,visit,Wang,\n"));
    let told = text(&folder, &[]);
    assert_says(
        &told,
        "Met in the last 180 days, without the name of a person of theirs: Anna: last on 2026-03-05",
    );
    let review = judged(&folder, &[]);
    assert_eq!(review["who"]["contacts"]["unnamed"], 1);
    assert_eq!(review["who"]["contacts"]["none"], 1, "Bo");
    let anna = &of(&review, "Anna")["contacts"];
    assert_eq!(anna["threads"], "unnamed");
    assert_eq!(anna["last_contact"], "2026-03-05");
    assert_says(
        &text(&folder, &["--explain", "Anna"]),
        "Met in the last 180 days, last on 2026-03-05, without the name of a person of theirs.",
    );
}

#[test]
fn a_customer_given_up_and_one_out_of_business_are_told_apart_in_one_sentence() {
    let folder = Folder::new("first-ended");
    folder.write(
        "decisions.csv",
        "customer,on,decision,by,reason\nAnna,2026-03-15,drop,Sun,sells below the list price\n",
    );
    folder.write("ended.csv", "customer,on,why\nBo,2026-03-20,closed the shop\n");
    let anna = text(&folder, &["--explain", "Anna"]);
    assert_says(&anna, "given up on 2026-03-15: sells below the list price judged for debt only");
    assert!(!anna.to_lowercase().contains("ended"), "{anna}");
    assert!(!anna.to_lowercase().contains("dropped"), "{anna}");
    let bo = text(&folder, &["--explain", "Bo"]);
    assert_says(&bo, "ended on 2026-03-20: closed the shop judged for debt only");
    // Given up after its end: the reason of the end is not on record any more.
    folder.add("decisions.csv", "Bo,2026-03-25,drop,Sun,nobody answers\n");
    let bo = text(&folder, &["--explain", "Bo"]);
    assert_says(&bo, "ended on 2026-03-20 judged for debt only");
}

#[test]
fn a_merged_customer_is_told_with_the_day_of_its_merge() {
    let folder = Folder::new("first-merged");
    folder.write("merges.csv", "customer,into,on\nAnna,Bo,2026-03-10\nBo,Chen,2026-03-20\n");
    folder
        .write("customers.csv", "customer,since,credit_limit,attitude\nAnna,,,\nBo,,,\nChen,,,\n");
    let told = |t: &str, name: &str| said(&folder.review(&["--as-of", t, "--explain", name]));
    assert_eq!(
        told("2026-03-15", "Anna").trim(),
        "customer Anna is merged into Bo from 2026-03-10 on"
    );
    assert_eq!(
        told("2026-03-31", "Anna").trim(),
        "customer Anna is merged into Bo from 2026-03-10 on, and that merged into Chen from \
         2026-03-20 on"
    );
}

#[test]
fn the_day_of_release_is_told_beforehand() {
    let folder = Folder::new("first-release");
    folder
        .write("customers.csv", "customer,since,credit_limit,attitude\nAnna,,,\nBo,,,\nDora,,,\n");
    folder.write("interactions.csv", format!("{VISITS}Dora,2026-01-10,call,Wang,Li\n"));
    folder.write(
        "contracts.csv",
        "contract,customer,signed,from,to\nK1,Anna,2025-01-01,2025-01-01,2025-12-31\n",
    );
    // 180 days after 10 January, 90 after 31 December.
    let day = |name: &str| of(&judged(&folder, &[]), name)["released_from"].clone();
    assert_eq!(
        (day("Dora"), day("Anna"), day("Bo")),
        (json!("2026-07-09"), json!("2026-03-31"), Value::Null)
    );
    assert_says(&text(&folder, &[]), "May be released to others: Anna, first, since 2026-03-31");
    let earlier = text(&folder, &["--as-of", "2026-03-30"]);
    assert!(!earlier.contains("May be released"), "{earlier}");
    assert_says(
        &text(&folder, &["--explain", "Dora"]),
        "As things stand, may be released to others from 2026-07-09 on.",
    );
    assert!(!text(&folder, &["--as-of", "2026-07-08"]).contains("Dora, prospect, since"));
    assert_says(&text(&folder, &["--as-of", "2026-07-09"]), "Dora, prospect, since 2026-07-09");
}

#[test]
fn stages_need_no_more_than_sales() {
    let folder = Folder::new("first-stages");
    let told = text(&folder, &[]);
    assert_says(&told, "first 2 one order day, at most 90 days ago");
    assert_says(&told, "lost · silent for more than 365 days and 2 of its usual gaps");
    assert_says(&text(&folder, &["--explain", "Anna"]), "First, importance A.");
    let program = super::program();
    let output = std::process::Command::new(program).output().unwrap();
    assert_says(&String::from_utf8(output.stdout).unwrap(), "active");
}

#[test]
fn only_buyers_are_said_to_have_bought() {
    let folder = Folder::new("first-buyers");
    folder.add("customers.csv", "Dora,2026-01-01,,,\n");
    let told = text(&folder, &[]);
    assert_says(&told, "3 customers, 2 of whom have ever bought.");
    assert_says(
        &told,
        "In the last 365 days, from 2025-04-01 on, 2 bought more than was sent back: 979 net of \
         returns.",
    );
    assert_says(&told, "Class C counts 1 that bought nothing, or no more than was sent back.");
    folder.add("sales.csv", "Dora,2026-03-02,S9,-30.00\n");
    assert_says(&text(&folder, &[]), "others sent back 30 more than they bought.");
}

#[test]
fn nobody_is_phased_out_before_it_could_be_faithful() {
    let folder = Folder::new("first-phase-out");
    folder.write(
        "customers.csv",
        "customer,since,credit_limit,attitude\nAnna,2020-01-01,,\nBo,2020-01-01,,\nDora,2020-01-01,,\n",
    );
    // Bo's first order lies 90 days back, and 91 days on the next day.
    folder.write(
        "sales.csv",
        "customer,date,document,amount\nAnna,2025-04-10,S1,900.00\nBo,2025-12-31,S2,5.00\n",
    );
    folder.write("breaches.csv", "customer,date,kind,upheld\nDora,2026-03-01,diversion,yes\n");
    let told = text(&folder, &[]);
    assert_says(&told, "Of Marginal, 2 have not bought yet or have just begun: it is too early");
    let strategy = |name: &str, t: &str| {
        let told = text(&folder, &["--as-of", t, "--explain", name]);
        told.lines().find(|it| it.contains("strategy")).unwrap().to_owned()
    };
    let early = "strategy          none yet: it is too early to phase it out";
    assert!(strategy("Dora", "2026-03-31").contains(early));
    assert!(strategy("Bo", "2026-03-31").contains(early));
    assert!(strategy("Bo", "2026-04-01").contains("phase out, minimum service"));
    assert_says(&text(&folder, &["--as-of", "2026-04-01"]), "Of Marginal, 1 has not bought yet");
}

#[test]
fn a_conflict_of_the_card_shows_both_values_with_their_records() {
    let folder = Folder::new("first-conflict");
    folder.write(
        "cards.csv",
        "customer,field,value,recorded,author,source\n\
         Anna,phone,020 1,2026-03-06,Wang,register\nAnna,phone,020 2,2026-03-06,Zhao,register\n\
         Bo,bank,ICBC 1,2026-03-06,Wang,third_party\nBo,bank,ICBC 2,2026-03-06,Zhao,third_party\n",
    );
    let told = text(&folder, &[]);
    assert_says(
        &told,
        "In conflict, until a person rules: \
         Anna: phone is 020 1 (register, Wang, 2026-03-06), or 020 2 (register, Zhao, 2026-03-06) \
         Bo: bank is (confidential) (third party, Wang, 2026-03-06), or (confidential) (third \
         party, Zhao, 2026-03-06)",
    );
    assert!(!told.contains("ICBC"), "money is for those with a need to know");
    assert_says(&text(&folder, &["--explain", "Anna"]), "In conflict: phone is 020 1 (register");
    let review = judged(&folder, &[]);
    let side = |value, source: &str, by: &str| json!({ "value": value, "source": source, "by": by, "day": "2026-03-06" });
    assert_eq!(
        of(&review, "Anna")["card"]["conflicts"],
        json!([{
            "field": "phone",
            "values": [side(Some("020 1"), "register", "Wang"), side(Some("020 2"), "register", "Zhao")],
        }])
    );
    assert_eq!(
        of(&review, "Bo")["card"]["conflicts"][0]["values"],
        json!([side(None, "third_party", "Wang"), side(None, "third_party", "Zhao")])
    );
}

#[test]
fn percentages_are_rounded_down_and_numbers_have_separators() {
    let folder = Folder::new("first-percent");
    // 1,200 customers with 30 fields each, of which one is filled.
    for number in 0..1_200 {
        folder.add("customers.csv", &format!("C{number},2026-03-01,,,\n"));
    }
    folder.write(
        "cards.csv",
        "customer,field,value,recorded,author,source\nAnna,name,Anna,2026-03-06,Wang,register\n",
    );
    let told = text(&folder, &[]);
    assert_says(&told, "percentages rounded down");
    assert_says(&told, "Cards: 1 of 1,202 customers has one.");
    assert_says(&told, "0% (1 of 36,060) complete");
    // 899.99 of 900.00 is no whole.
    let folder = Folder::new("first-whole");
    folder.write(
        "sales.csv",
        "customer,date,document,amount\nAnna,2026-03-01,S1,99999.99\nBo,2026-03-01,S2,0.01\n",
    );
    assert_says(&text(&folder, &[]), "the largest one 99.9%; 1 brings 80%.");
}

#[test]
fn verbs_go_by_the_number() {
    let folder = Folder::new("first-grammar");
    folder.write("ended.csv", "customer,on,why\nBo,2026-03-20,closed\n");
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\nI1,Anna,2025-03-01,2025-03-10,2000.00\n\
         I2,Bo,2025-03-01,2025-03-10,2000.00\n",
    );
    let told = text(&folder, &[]);
    assert_says(&told, "1 customer, 1 of whom has ever bought.");
    assert_says(&told, "1 more has ended or was given up, and is judged for debt only.");
    assert_says(&told, "1 brings 80%.");
    assert_says(&told, "1 customer is over the limit, by 1,000.");
    assert_says(&told, "1 customer has a critical warning; 0 have no warning at all.");
    assert_says(&told, "Of the 1 that has ended or was given up, 1 has a warning of debt.");
}

#[test]
fn a_sign_is_kept_below_one_percent() {
    let folder = Folder::new("first-sign");
    // Net churn of 0.4% below nothing.
    folder.write(
        "sales.csv",
        "customer,date,document,amount\nAnna,2025-01-10,S1,1000.00\nAnna,2026-01-10,S2,1004.00\n",
    );
    let told = text(&folder, &["--compare-with", "2025-03-31"]);
    assert_says(&told, "net churn of Chargebee -0.4%");
    assert_says(&told, "net revenue retention (NRR)".trim_start_matches("net "));
}

#[test]
fn a_range_of_a_movement_reads_as_one() {
    let folder = Folder::new("first-range");
    let output =
        review(Path::new(&folder.0), &["--format", "text", "--compare-with", "2026-02-15"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(!told.contains(".."), "{told}");
}
