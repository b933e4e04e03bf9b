//! Contracts to act on, and rebates.

use std::path::Path;

use serde_json::{Value, json};

use super::text::assert_says;
use super::{Folder, assert_refused, review, said};

#[track_caller]
pub(super) fn agreed(folder: &Folder, more: &[&str]) -> Value {
    let output = folder.review(more);
    assert_eq!(said(&output), "");
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["matter"]["agreed"].clone()
}

#[track_caller]
pub(super) fn text(folder: &Folder, more: &[&str]) -> String {
    let output = folder.review(&[&["--format", "text"], more].concat());
    assert_eq!(said(&output), "");
    String::from_utf8(output.stdout).unwrap()
}

/// The finding, the day and the last day of the first contract.
#[track_caller]
fn first(folder: &Folder, t: &str) -> [Value; 3] {
    let found = agreed(folder, &["--as-of", t]);
    ["finding", "day", "until"].map(|it| found["contracts"][0][it].clone())
}

const CONTRACTS: &str = "contract,customer,signed,from,to,renewal,notice,declined\n";
const NOTHING: [Value; 3] = [Value::Null, Value::Null, Value::Null];

#[test]
fn a_tacit_renewal_is_told_before_it_binds_and_after() {
    let folder = Folder::new("agreed-tacit");
    let row = "K1,Anna,2025-12-20,2026-01-01,2026-12-31,tacit 12 months,3 months,";
    folder.write("contracts.csv", format!("{CONTRACTS}{row}\n"));
    // Notice by 30 September, a Wednesday: 90 days before it is 2 July.
    assert_eq!(first(&folder, "2026-07-01"), NOTHING);
    let renews = [json!("renews"), json!("2026-09-30"), json!("2027-12-31")];
    assert_eq!(first(&folder, "2026-07-02"), renews);
    assert_eq!(first(&folder, "2026-09-30"), renews);
    let renewed = [json!("renewed"), json!("2026-12-31"), json!("2027-12-31")];
    assert_eq!(first(&folder, "2026-10-01"), renewed);
    assert_eq!(first(&folder, "2027-01-01"), NOTHING);
    assert_says(
        &text(&folder, &["--as-of", "2026-07-02"]),
        "6 WHAT IS AGREED? Contracts that ended or call for you in the next 90 days, by day: Anna, \
         K1: decline by 2026-09-30, or it is renewed by silence until 2027-12-31",
    );
    assert_says(
        &text(&folder, &["--as-of", "2026-10-01", "--explain", "Anna"]),
        "WHAT IS AGREED Contract K1: its term ends on 2026-12-31, nobody declined in time, so it \
         binds until 2027-12-31.",
    );
    folder.write("contracts.csv", format!("{CONTRACTS}{row}2026-09-30\n"));
    assert_eq!(first(&folder, "2026-09-29"), renews, "the notice is not known yet");
    assert_eq!(first(&folder, "2026-10-01"), NOTHING, "91 days before the end");
    let ending = [json!("ending"), json!("2026-12-31"), json!("2026-12-31")];
    assert_eq!(first(&folder, "2026-10-02"), ending);
}

#[test]
fn an_end_is_told_unless_another_contract_follows() {
    let folder = Folder::new("agreed-end");
    folder.write(
        "contracts.csv",
        "contract,customer,signed,from,to\nK1,Anna,2025-06-20,2025-07-01,2026-06-30\n",
    );
    // 90 days before the end it is 1 April.
    assert_eq!(first(&folder, "2026-03-31"), NOTHING);
    let ends = [json!("ends"), json!("2026-06-30"), json!("2026-06-30")];
    assert_eq!(first(&folder, "2026-04-01"), ends);
    folder.add("contracts.csv", "K2,Anna,2026-05-20,2026-07-01,2027-06-30\n");
    assert_eq!(first(&folder, "2026-05-19"), ends, "K2 is not signed yet");
    assert_eq!(first(&folder, "2026-05-20"), NOTHING);
    assert_eq!(first(&folder, "2026-07-01"), NOTHING, "K1 ended, K2 is in force");
}

#[test]
fn trade_without_a_contract_is_told_with_its_amount() {
    let folder = Folder::new("agreed-without");
    folder.write(
        "contracts.csv",
        format!("{CONTRACTS}K1,Anna,2025-02-20,2025-03-01,2026-02-28,express 12 months,,\n"),
    );
    assert_eq!(
        agreed(&folder, &["--as-of", "2026-03-30"]),
        json!({
            "contracts": [{
                "customer": "Anna", "contract": "K1", "finding": "ended", "day": "2026-02-28",
                "until": "2026-03-30", "bought": "900.00",
            }],
            "without_contract": [{ "customer": "Bo", "bought": "79.50" }],
            "minimums": [],
        })
    );
    assert_eq!(agreed(&folder, &[])["contracts"][0]["until"], Value::Null, "30 days are over");
    let said = text(&folder, &[]);
    assert_says(&said, "Anna, K1: ended on 2026-02-28; bought 900 since");
    assert_says(
        &said,
        "1 customer bought in the last 365 days and never had a contract in force: Bo (79).",
    );
    let none = text(&Folder::new("agreed-none"), &[]);
    assert!(!none.contains("AGREED"), "{none}");
}

const REBATES: &str = "agreement,customer,from,to,bound,rate,mode,forecast\n";

#[test]
fn a_rebate_tells_what_is_earned_and_what_the_next_tier_brings() {
    let folder = Folder::new("agreed-rebate");
    folder.write(
        "rebates.csv",
        format!(
            "{REBATES}R1,Anna,2026-01-01,2026-04-10,1000,10%,whole,1500\n\
             R1,Anna,2026-01-01,2026-04-10,0,1%,whole,1500\n\
             R2,Bo,2026-01-01,2026-03-30,50,2%,marginal,\n\
             R3,Bo,2026-04-01,2026-12-31,50,2%,marginal,\n"
        ),
    );
    let found = agreed(&folder, &[]);
    assert_eq!(
        found,
        json!({ "rebates": [
            {
                "customer": "Anna", "agreement": "R1", "to": "2026-04-10", "volume": "900.00",
                "earned": "9.00", "forecast": "150.00",
                "next": { "rate": "10%", "missing": "100.00", "brings": "91.00" },
                "pull": null, "settle_by": null,
            },
            {
                "customer": "Bo", "agreement": "R2", "to": "2026-03-30", "volume": "79.50",
                "earned": "0.59", "forecast": null, "next": null, "pull": null,
                "settle_by": "2026-04-29",
            },
        ]})
    );
    let said = text(&folder, &[]);
    assert_says(
        &said,
        "Anna, R1: 9 earned on 900; 100 more by 2026-04-10 reach 10% and bring 91; 150 in the end \
         by the forecast",
    );
    assert_says(&said, "over since 2026-03-30, to be settled by 2026-04-29");
    let places = |t: &str| agreed(&folder, &["--as-of", t])["rebates"].as_array().unwrap().len();
    assert_eq!(["2026-04-29", "2026-04-30"].map(places), [3, 2], "R2 is settled");
}

#[test]
fn a_tier_that_pulls_near_the_end_comes_first() {
    let folder = Folder::new("agreed-pull");
    // 100 days, of which 85 are over on 26 March.
    folder.write(
        "rebates.csv",
        format!(
            "{REBATES}R1,Anna,2026-01-01,2026-04-10,0,1%,whole,\n\
             R1,Anna,2026-01-01,2026-04-10,910,10%,whole,\n"
        ),
    );
    let pull = |t: &str| agreed(&folder, &["--as-of", t])["rebates"][0]["pull"].clone();
    assert_eq!(pull("2026-03-25"), Value::Null);
    let sentence = "CNY 10.00 more bring CNY 82.00 of rebate (820%) with 85% of the period over";
    assert_eq!(pull("2026-03-26"), sentence);
    assert_says(&text(&folder, &[]), "bring 82; mind goods bought for the tier alone");
}

#[test]
fn a_tier_on_its_own_part_brings_nothing_at_its_bound() {
    let folder = Folder::new("agreed-marginal");
    folder.write(
        "rebates.csv",
        format!("{REBATES}R1,Anna,2026-01-01,2026-12-31,1000,2%,marginal,\n"),
    );
    assert_says(
        &text(&folder, &[]),
        "R1: 0 earned on 900; 100 more by 2026-12-31 reach 2% on all beyond",
    );
}

#[test]
fn bad_contracts_and_rebates_are_refused_with_their_places() {
    let folder = Folder::new("agreed-bad");
    folder.write(
        "contracts.csv",
        format!(
            "{CONTRACTS}K1,Anna,2025-12-20,2026-01-01,2026-12-31,yearly,,\n\
             K1,Anna,2025-12-20,2026-01-01,2026-12-31,,soon,\n\
             K1,Anna,2025-12-20,2026-01-01,,tacit 12 months,,\n"
        ),
    );
    folder.write(
        "rebates.csv",
        format!(
            "{REBATES}R1,Anna,2026-01-01,2026-12-31,0,1%,total,\n\
             R2,Anna,2026-01-01,2026-12-31,0,1%,whole,\n\
             R2,Anna,2026-01-01,2026-12-31,9,2%,marginal,\n\
             R3,Zoe,2026-01-01,2026-12-31,0,1%,whole,\n\
             R4,Anna,2026-01-01,2026-12-31,0,1%,whole,-1\n\
             R5,Anna,2026-01-01,2026-12-31,0,2%,whole,\n\
             R5,Anna,2026-01-01,2026-12-31,1000,1%,whole,\n"
        ),
    );
    assert_refused(
        &folder.review(&[]),
        "contracts.csv:2: renewal: none, or as \"tacit 12 months\" or \"express 12 months\", was \"yearly\"\n\
         contracts.csv:3: notice: written as \"3 months\" or \"30 days\", was \"soon\"\n\
         contracts.csv:4: the clause about the term: renewal must be left out where the term has no end, was: renewed by silence for 12 months\n\
         rebates.csv:2: mode: whole or marginal, was \"total\"\n\
         rebates.csv:4: mode: all tiers of R2 state the same, see rebates.csv:3\n\
         rebates.csv:5: there is no customer Zoe\n\
         rebates.csv:6: forecast: must not be below 0\n\
         rebates.csv:7: agreement R5: tiers.1 pays less in total from 1000 on than just below it",
    );
}

#[test]
fn bills_tell_refusals_unknown_fates_and_those_that_mature() {
    let folder = Folder::new("agreed-bills");
    let header = "bill,customer,kind,received,matures,amount,passed_on,recourse,honoured,refused\n";
    folder.write(
        "bills.csv",
        format!(
            "{header}B1,Anna,bank,2026-01-02,2026-04-14,10.00,,,,\n\
             B2,Anna,bank,2026-01-02,2026-04-15,20.00,,,,\n\
             B3,Anna,bank,2026-01-02,2026-03-30,30.00,,,,2026-04-01\n\
             B4,Bo,commercial,2025-10-02,2026-03-20,40.00,,,,2026-03-21\n\
             B5,Bo,bank,2025-10-02,2026-03-20,50.00,,,2026-03-20,\n\
             B6,Bo,bank,2026-01-02,2026-04-10,60.00,2026-02-01,without,,\n\
             B7,Bo,bank,2026-01-02,2026-04-10,70.00,2026-02-01,with,,\n"
        ),
    );
    let bills = agreed(&folder, &[])["bills"].clone();
    let of = |it: &Value| ["bill", "finding", "day"].map(|name| it[name].clone());
    let found: Vec<[Value; 3]> = bills.as_array().unwrap().iter().map(of).collect();
    assert_eq!(
        found,
        [
            ["B4", "refused", "2026-03-21"],
            ["B3", "undecided", "2026-03-30"],
            ["B7", "matures", "2026-04-10"],
            ["B1", "matures", "2026-04-14"],
        ]
        .map(|it| it.map(Value::from)),
        "B2 matures in 15 days; the refusal of B3 is not known yet"
    );
    let said = text(&folder, &[]);
    assert_says(&said, "Bo, B4: ask for 40 again, the bill was refused on 2026-03-21");
    assert_says(&said, "Anna, B3: find out whether 30 was paid, the bill matured on 2026-03-30");
    folder.write(
        "bills.csv",
        format!(
            "{header}B1,Anna,bank,2026-01-02,2026-01-01,10.00,,,,\n\
             B2,Anna,bank,2026-01-02,2026-02-02,0,,,,\n\
             B3,Anna,bank,2026-01-02,2026-02-02,1,,with,,\n\
             B4,Anna,bank,2026-01-02,2026-02-02,1,,,2026-02-02,2026-02-02\n\
             P1,Anna,bank,2026-01-02,2026-02-02,1,,,,\n\
             B6,Anna,bank,2026-01-02,2026-02-02,1,,,,\n\
             B6,Anna,bank,2026-01-02,2026-02-02,1,,,,\n"
        ),
    );
    folder.write("payments.csv", "customer,date,document,amount\nAnna,2026-01-02,P1,1.00\n");
    assert_refused(
        &folder.review(&[]),
        "bills.csv:2: matures: 2026-01-01 must not lie before 2026-01-02\n\
         bills.csv:3: amount: a bill is above 0\n\
         bills.csv:4: passed_on: the day is missing, which recourse needs\n\
         bills.csv:5: refused: a bill that was honoured was not refused\n\
         bills.csv:6: bill: P1 stands in payments.csv, too; a bill settles by its own row\n\
         bills.csv:8: customer Anna: bill B6 is recorded already, with the same content",
    );
}

#[test]
fn a_bill_settles_by_its_row_until_it_is_refused() {
    let folder = Folder::new("agreed-bill-settles");
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\nI1,Anna,2026-01-10,2026-02-10,100.00\n\
         I2,Anna,2026-01-11,2026-02-11,40.00\n",
    );
    folder.write(
        "bills.csv",
        "bill,customer,kind,received,matures,amount,invoice,refused\n\
         B1,Anna,bank,2026-02-01,2026-05-01,40.00,I2,\n\
         B2,Anna,bank,2026-02-05,2026-03-20,100.00,,2026-03-21\n",
    );
    let balance = |t: &str| {
        let output = folder.review(&["--as-of", t]);
        let review: Value = serde_json::from_slice(&output.stdout).unwrap();
        super::files::customer(&review, "Anna")["debt"]["balance"].clone()
    };
    let found = ["2026-01-31", "2026-02-01", "2026-02-05", "2026-03-20", "2026-03-21"].map(balance);
    assert_eq!(found, ["140.00", "100.00", "0.00", "0.00", "100.00"].map(Value::from));
}

#[test]
fn the_text_of_the_sample_tells_what_is_agreed() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/review/sample");
    let output = review(&sample, &["--format", "text"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_says(
        &said,
        "Li & Sons, K-11: decline by 2026-04-30, or it is renewed by silence until 2027-06-30",
    );
    assert_says(
        &said,
        "Huang Trading, B-502: ask for 6,000 again, the bill was refused on 2026-02-11",
    );
    assert_says(
        &said,
        "Li & Sons, K-11: sell 81,000 more by 2026-06-30 (890 on each of 91 worked days left)",
    );
    assert_says(
        &said,
        "Li & Sons (K-11) and Sun Agri (K-21): change one of them before 2026-04-15; each has Crane \
         in Foshan as first tier, exclusive against non-exclusive, 2026-04-15 to 2026-06-30",
    );
    assert_says(
        &said,
        "Green Field (K-12): obtain the right or take it back now; we grant Heron in Hunan and do \
         not hold it, 2026-01-01 to 2026-04-30",
    );
    assert_says(
        &said,
        "Sun Agri: decide on a limit of 5,000, asked for on 2026-03-12 and due by 2026-03-17 Li & \
         Sons: review its limit of 30,000, as was due by 2026-01-14",
    );
    assert_says(
        &said,
        "Old Town Seeds: settle the balance of 2025-12-31; by its books it owes 400 less than by \
         ours",
    );
    assert_says(
        &said,
        "Bright Farm: demand 2,500 of 1 invoice or have the debt confirmed by 2026-07-15, after \
         which it is barred",
    );
    assert_says(
        &said,
        "Huang Trading: ask for the 3,000 that were due on 2026-03-15, or revise the payment plan \
         of 2026-02-16 or give it up",
    );
    assert_says(
        &said,
        "3 customers trade and have no plan for 2026-04, write it by 2026-03-31: Old Town Seeds \
         (25,200), Bright Farm (1,800), Chen Feed (1,200).",
    );
}
