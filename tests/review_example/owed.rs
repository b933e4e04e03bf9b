//! Minimum purchases, rights granted against each other, limits that nobody approved, customers
//! without a plan.

use serde_json::{Value, json};

use super::agreed::{agreed, text};
use super::text::assert_says;
use super::{Folder, assert_refused};

/// Some fields of each element of a list.
#[track_caller]
fn fields<const N: usize>(list: &Value, names: [&str; N]) -> Vec<[Value; N]> {
    let of = |it: &Value| names.map(|name| it[name].clone());
    list.as_array().unwrap().iter().map(of).collect()
}

const CONTRACTS: &str = "contract,customer,signed,from,to,minimum,minimum_months\n";

#[test]
fn a_minimum_purchase_is_told_while_it_is_behind_and_once_it_is_missed() {
    let folder = Folder::new("owed-minimum");
    // Anna bought 900 on 1 March; 181 days, 45 of which are a quarter less a fraction.
    let row = "K1,Anna,2025-12-20,2026-01-01,2026-12-31,2000.00,6";
    folder.write("contracts.csv", format!("{CONTRACTS}{row}\n"));
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["minimums"].clone();
        fields(&found, ["finding", "to", "missing", "per_day", "days_left"])
    };
    let behind = |missing: &str, per_day: &str, days: u32| {
        vec![[json!("behind"), json!("2026-06-30"), json!(missing), json!(per_day), json!(days)]]
    };
    assert!(of("2026-02-14").is_empty(), "45 of 181 days are less than a quarter");
    assert_eq!(of("2026-02-15"), behind("2000.00", "14.82", 135));
    assert!(of("2026-03-22").is_empty(), "81 of 181 days: 895.03 are due, 900 are bought");
    assert_eq!(of("2026-03-23"), behind("1100.00", "11.12", 99));
    assert_eq!(of("2026-06-30")[0][3], Value::Null, "no day is left");
    let missed = [json!("missed"), json!("2026-06-30"), json!("1100.00"), Value::Null, Value::Null];
    assert_eq!(of("2026-07-01"), std::slice::from_ref(&missed));
    assert!(of("2026-09-28").contains(&missed));
    assert!(!of("2026-09-29").contains(&missed), "91 days later");
    assert_says(
        &text(&folder, &[]),
        "Minimum purchases that are behind or were missed: Anna, K1: sell 1,100 more by 2026-06-30 \
         (12 on each of 91 worked days left); 900 of the minimum of 2,000 are bought, 994 were due \
         by now",
    );
    assert_says(
        &text(&folder, &["--as-of", "2026-07-01"]),
        "Anna, K1: 1,100 of the minimum of 2,000 were missing on 2026-06-30, agree on what follows",
    );
    assert_says(
        &text(&folder, &["--explain", "Anna"]),
        "Contract K1: sell 1,100 more by 2026-06-30",
    );
}

#[test]
fn a_minimum_purchase_ends_with_its_contract() {
    let folder = Folder::new("owed-ended");
    let row = "K1,Anna,2025-12-20,2026-01-01,2026-03-30,2000.00,";
    folder.write("contracts.csv", format!("{CONTRACTS}{row}\n"));
    let number = |t: &str| agreed(&folder, &["--as-of", t])["minimums"].as_array().unwrap().len();
    assert_eq!(["2026-03-30", "2026-03-31"].map(number), [0, 0], "89 of 365 days are too few");
    folder.write("contracts.csv", format!("{CONTRACTS}{row}3\n"));
    assert_eq!(["2026-03-30", "2026-03-31"].map(number), [1, 0], "behind, then over");
}

const RIGHTS: &str = "contract,customer,level,exclusivity,territories,brands,from,to,carved_out\n";

#[test]
fn rights_conflict_where_an_exclusive_one_meets_another() {
    let folder = Folder::new("owed-rights");
    folder.write(
        "territories.csv",
        "territory,within\nFoshan,Guangdong\nShenzhen,Guangdong\nGuangdong,China\n",
    );
    let anna = "K1,Anna,first_tier,exclusive,Guangdong,Crane,2026-01-01,2026-12-31,Shenzhen\n";
    let write = |bo: &str| folder.write("rights.csv", format!("{RIGHTS}{anna}{bo}"));
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["rights"].clone();
        fields(&found, ["finding", "territory", "from", "to"])
    };
    write("K2,Bo,first_tier,non_exclusive,Foshan,Crane,2026-04-15,,\n");
    let conflict = ["conflict", "Foshan", "2026-04-15", "2026-12-31"].map(Value::from);
    assert_eq!(of("2026-03-31"), std::slice::from_ref(&conflict));
    assert_eq!(of("2026-12-31"), [conflict]);
    assert!(of("2027-01-01").is_empty(), "it is over");
    let said = text(&folder, &[]);
    assert_says(
        &said,
        "Anna (K1) and Bo (K2): change one of them before 2026-04-15; each has Crane in Foshan as \
         first tier, exclusive against non-exclusive, 2026-04-15 to 2026-12-31",
    );
    assert_says(&text(&folder, &["--as-of", "2026-04-15"]), "change one of them now;");
    assert_says(&text(&folder, &["--explain", "Bo"]), "Anna (K1) and Bo (K2): change one of them");
    // A signed contract that ended takes its rights along.
    folder.write(
        "contracts.csv",
        "contract,customer,signed,from,to\nK1,Anna,2025-12-20,2026-01-01,2026-04-14\n",
    );
    assert!(of("2026-03-31").is_empty());
    folder.write("contracts.csv", "contract,customer,signed,from,to\n");
    for other in [
        "K2,Bo,first_tier,non_exclusive,Shenzhen,Crane,2026-04-15,,\n",
        "K2,Bo,second_tier,non_exclusive,Foshan,Crane,2026-04-15,,\n",
        "K2,Bo,first_tier,non_exclusive,Foshan,Heron,2026-04-15,,\n",
        "K2,Bo,first_tier,exclusive,Hubei,Crane,2027-01-01,,\n",
    ] {
        write(other);
        assert!(!of("2026-03-31").iter().any(|it| it[0] == "conflict"), "{other}");
    }
    assert_eq!(of("2026-03-31")[0][0], "unknown_territory", "Hubei is in no row of the tree");
    write("");
    assert_says(&text(&folder, &[]), "No right is granted against another.");
}

#[test]
fn rights_that_we_do_not_hold_are_told() {
    let folder = Folder::new("owed-licences");
    folder.write(
        "rights.csv",
        format!(
            "{RIGHTS}K1,Anna,first_tier,exclusive,Hubei,Crane,2026-01-01,2026-12-31,\n\
             K2,Bo,first_tier,sole,Hubei,Heron,2026-01-01,2026-12-31,Hunan\n\
             K3,Bo,first_tier,sole,Hubei,Heron,2026-06-01,2026-12-31,\n"
        ),
    );
    folder.write(
        "licences.csv",
        "brand,territories,exclusivity,from,to\nCrane,Hubei,exclusive,2025-01-01,2026-04-30\n\
         Heron,Hubei,non_exclusive,2025-01-01,\n",
    );
    let found = agreed(&folder, &[])["rights"].clone();
    assert_eq!(
        fields(&found, ["finding", "brand", "from"]),
        [
            [json!("carve_out_outside"), Value::Null, Value::Null],
            [json!("not_held_exclusively"), json!("Heron"), json!("2026-01-01")],
            [json!("not_held"), json!("Crane"), json!("2026-05-01")],
            [json!("own_overlap"), json!("Heron"), json!("2026-06-01")],
            [json!("not_held_exclusively"), json!("Heron"), json!("2026-06-01")],
        ]
    );
    let said = text(&folder, &[]);
    assert_says(
        &said,
        "Anna (K1): obtain the right or take it back before 2026-05-01; we grant Crane in Hubei and \
         do not hold it, 2026-05-01 to 2026-12-31",
    );
    assert_says(
        &said,
        "Bo (K2): grant it without exclusivity now; we do not hold Heron in Hubei exclusively, \
         2026-01-01 to 2026-12-31",
    );
    assert_says(&said, "Bo (K2): Hunan is carved out and was not granted, correct the row");
    assert_says(
        &said,
        "Bo (K2) and Bo (K3): end one of them before 2026-06-01; both grant Heron in Hubei",
    );
}

const APPROVALS: &str =
    "customer,applied,by,limit,days,until,decision,decided,granted,from,review_by,ended\n";

#[test]
fn a_limit_that_nobody_approved_is_told() {
    let folder = Folder::new("owed-approvals");
    // Anna has a limit of 1,000, Bo none.
    folder.write("approvals.csv", APPROVALS);
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["approvals"].clone();
        fields(&found, ["customer", "finding", "limit", "approved", "due"])
    };
    let none = [json!("Anna"), json!("limit_not_approved"), json!("1000.00"), Value::Null];
    let [customer, finding, limit, approved] = none.clone();
    assert_eq!(of("2026-03-31"), [[customer, finding, limit, approved, Value::Null]]);
    assert_says(
        &text(&folder, &[]),
        "Limits to approve, to decide on and to review: Anna: have its limit of 1,000 approved or \
         take it back; nobody approved it",
    );
    folder.write(
        "approvals.csv",
        format!("{APPROVALS}Anna,2026-01-02,Wang,1000,30,,granted,2026-01-05,999.99,,,\n"),
    );
    assert_eq!(of("2026-01-04")[0][3], Value::Null, "not granted yet");
    assert_eq!(of("2026-03-31")[0][3], "999.99");
    assert_says(&text(&folder, &[]), "Anna: have its limit of 1,000 approved or cut it to 999,");
    folder.write(
        "approvals.csv",
        format!("{APPROVALS}Anna,2025-01-02,Wang,1000,30,,granted,2025-01-05,,2025-01-10,,\n"),
    );
    assert!(of("2026-01-10").is_empty(), "365 days after the first day");
    let overdue = ["Anna", "review_overdue", "1000.00"].map(Value::from);
    let [customer, finding, limit] = overdue;
    let due = json!("2026-01-10");
    assert_eq!(of("2026-01-11"), [[customer, finding, limit, Value::Null, due]]);
    assert_says(&text(&folder, &[]), "Anna: review its limit of 1,000, as was due by 2026-01-10");
    assert_says(
        &text(&folder, &["--as-of", "2026-01-10"]),
        "Every limit is approved, and every application decided in time.",
    );
}

#[test]
fn temporary_terms_and_terms_that_were_ended_approve_no_longer() {
    let folder = Folder::new("owed-temporary");
    let granted = "Anna,2026-01-02,Wang,1000,30,2026-02-28,granted,2026-01-05,,,,\n";
    folder.write("approvals.csv", format!("{APPROVALS}{granted}"));
    let number = |t: &str| agreed(&folder, &["--as-of", t])["approvals"].as_array().unwrap().len();
    assert_eq!(["2026-02-28", "2026-03-01"].map(number), [0, 1]);
    let ended = "Anna,2026-01-02,Wang,1000,30,,granted,2026-01-05,,,,2026-03-10\n";
    folder.write("approvals.csv", format!("{APPROVALS}{ended}"));
    assert_eq!(["2026-03-09", "2026-03-10"].map(number), [0, 1]);
}

#[test]
fn an_application_that_nobody_decides_is_told() {
    let folder = Folder::new("owed-undecided");
    let open = "Bo,2026-03-02,Wang,5000,30,,,,,,,\n";
    folder.write("approvals.csv", format!("{APPROVALS}{open}"));
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["approvals"].clone();
        let found = fields(&found, ["customer", "finding", "limit", "due"]);
        found.into_iter().filter(|it| it[0] == "Bo").collect::<Vec<_>>()
    };
    assert!(of("2026-03-07").is_empty(), "five days, all of them worked");
    let late = [json!("Bo"), json!("not_decided"), json!("5000.00"), json!("2026-03-07")];
    assert_eq!(of("2026-03-08"), [late]);
    assert_says(
        &text(&folder, &[]),
        "Bo: decide on a limit of 5,000, asked for on 2026-03-02 and due by 2026-03-07",
    );
    let policy = folder.0.join("p.toml");
    folder.write("p.toml", "[credit_approvals]\ndecide_within_days = 30\n");
    let options = ["--policy", policy.to_str().unwrap()];
    assert!(!text(&folder, &options).contains("Bo: decide"), "by the policy there is time");
    for decision in ["refused,2026-03-05", "withdrawn,2026-03-05"] {
        let row = format!("Bo,2026-03-02,Wang,5000,30,,{decision},,,,\n");
        folder.write("approvals.csv", format!("{APPROVALS}{row}"));
        assert!(of("2026-03-31").is_empty(), "{decision}");
    }
}

const STATEMENTS: &str = "customer,day,balance,sent,answered,their_balance\n";

#[test]
fn a_balance_is_told_that_was_not_confirmed_for_three_months() {
    let folder = Folder::new("owed-statements");
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\nI1,Anna,2025-12-10,2026-01-10,500.00\n",
    );
    folder.write("statements.csv", STATEMENTS);
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["balances"].clone();
        fields(&found, ["customer", "finding", "balance", "due", "day"])
    };
    let [anna, unconfirmed, balance] = ["Anna", "unconfirmed", "500.00"].map(Value::from);
    assert!(of("2026-03-10").is_empty(), "three months");
    let never = [anna, unconfirmed, balance, json!("2026-03-10"), Value::Null];
    assert_eq!(of("2026-03-11"), [never]);
    assert_says(
        &text(&folder, &[]),
        "Balances to confirm and to settle: Anna: have its balance of 500 confirmed, as was due by \
         2026-03-10; none ever was",
    );
    folder.write("statements.csv", format!("{STATEMENTS}Anna,2025-12-31,500,,2026-01-05,\n"));
    assert!(of("2026-03-31").is_empty(), "confirmed, three months ago");
    assert_says(&text(&folder, &[]), "Every balance that is owed was confirmed in time.");
    let later = of("2026-04-01");
    assert_eq!((&later[0][3], &later[0][4]), (&json!("2026-03-31"), &json!("2025-12-31")));
    let answer = "Anna,2026-01-31,500,2026-02-02,2026-02-05,450\n";
    folder.write("statements.csv", format!("{STATEMENTS}{answer}"));
    assert_eq!(of("2026-02-04").len(), 0, "no answer yet");
    assert_eq!(of("2026-02-05")[0][1], "difference");
    assert_says(
        &text(&folder, &[]),
        "Anna: settle the balance of 2026-01-31; by its books it owes 50 less than by ours Anna: \
         have its balance of 500 confirmed, as was due by 2026-03-10; none ever was",
    );
}

#[test]
fn a_claim_is_told_before_it_is_barred() {
    let folder = Folder::new("owed-limitation");
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\nI1,Anna,2023-05-01,2023-06-30,500.00\n\
         I2,Anna,2023-06-01,2023-07-31,20.00\n",
    );
    folder.write("statements.csv", STATEMENTS);
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["claims"].clone();
        fields(&found, ["customer", "amount", "invoices", "by"])
    };
    let told = |amount: &str, invoices: u32, by: &str| {
        vec![[json!("Anna"), json!(amount), json!(invoices), json!(by)]]
    };
    assert!(of("2025-12-31").is_empty());
    assert_eq!(of("2026-01-01"), told("500.00", 1, "2026-06-30"), "180 days before");
    assert_eq!(of("2026-06-30"), told("520.00", 2, "2026-06-30"));
    assert_eq!(of("2026-07-01"), told("20.00", 1, "2026-07-31"), "the first is barred");
    assert_says(
        &text(&folder, &[]),
        "Claims that can soon be enforced no longer, by day: Anna: demand 520 of 2 invoices or have \
         the debt confirmed by 2026-06-30, after which the first is barred",
    );
    folder.write("demands.csv", "customer,received\nAnna,2026-03-31\n");
    assert_eq!(of("2026-03-30").len(), 1, "not received yet");
    assert!(of("2026-03-31").is_empty(), "a demand begins it anew");
}

#[test]
fn bad_statements_are_refused_with_their_places() {
    let folder = Folder::new("owed-bad-statements");
    folder.write(
        "statements.csv",
        format!(
            "{STATEMENTS}Zoe,2026-01-31,1,,,\nAnna,2026-01-31,one,,,\n\
             Anna,2026-01-31,1,2026-01-30,,\nAnna,2026-01-31,1,,2026-01-30,\n\
             Anna,2026-01-31,1,,,1\nAnna,2026-01-31,1,,2026-02-01,x\n\
             Anna,2026-01-31,1,,,\nAnna,2026-01-31,1,,,\n"
        ),
    );
    folder.write("demands.csv", "customer,received\nZoe,2026-01-31\nAnna,soon\n");
    assert_refused(
        &folder.review(&[]),
        "statements.csv:2: there is no customer Zoe\n\
         statements.csv:3: balance: amount \"one\" is not a plain decimal number of at most 28 digits\n\
         statements.csv:4: sent: 2026-01-30 must not lie before 2026-01-31\n\
         statements.csv:5: answered: 2026-01-30 must not lie before 2026-01-31\n\
         statements.csv:6: answered: the day is missing, which their_balance needs\n\
         statements.csv:7: their_balance: amount \"x\" is not a plain decimal number of at most 28 digits\n\
         statements.csv:9: customer Anna: statement of 2026-01-31 is recorded already, with the same content\n\
         demands.csv:2: there is no customer Zoe\n\
         demands.csv:3: received: a day is written as 2026-01-31 and lies in the calendar, was \"soon\"",
    );
}

#[test]
fn a_payment_plan_is_told_once_a_part_did_not_come() {
    let folder = Folder::new("owed-payment-plan");
    let header = "customer,agreed,due,amount,ended\n";
    let rows = "Anna,2026-03-01,2026-04-20,200,\nAnna,2026-03-01,2026-03-20,100,\n";
    folder.write("payment_plans.csv", format!("{header}{rows}"));
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["broken_plans"].clone();
        fields(&found, ["customer", "agreed", "due", "amount"])
    };
    let broken = ["Anna", "2026-03-01", "2026-03-20", "100.00"].map(Value::from);
    assert!(of("2026-03-20").is_empty());
    assert_eq!(of("2026-03-21"), std::slice::from_ref(&broken));
    assert_says(
        &text(&folder, &[]),
        "Payment plans that are broken: Anna: ask for the 100 that were due on 2026-03-20, or \
         revise the payment plan of 2026-03-01 or give it up",
    );
    assert_says(
        &text(&folder, &["--explain", "Anna"]),
        "Ask for the 100 that were due on 2026-03-20",
    );
    folder.write("payments.csv", "customer,date,document,amount\nAnna,2026-03-20,P1,100\n");
    assert!(of("2026-03-21").is_empty(), "it came in time");
    assert_says(&text(&folder, &[]), "Every payment plan is kept.");
    folder.write("payments.csv", "customer,date,document,amount\nAnna,2026-03-21,P1,100\n");
    assert_eq!(of("2026-03-31"), [broken], "it came a day late");
    let ended = rows.replace(",\n", ",2026-03-25\n");
    folder.write("payment_plans.csv", format!("{header}{ended}"));
    assert_eq!([of("2026-03-24").len(), of("2026-03-25").len()], [1, 0]);
}

#[test]
fn bad_payment_plans_are_refused_with_their_places() {
    let folder = Folder::new("owed-bad-plans");
    folder.write(
        "payment_plans.csv",
        "customer,agreed,due,amount,ended\n\
         Zoe,2026-03-01,2026-04-20,200,\n\
         Anna,2026-03-01,2026-03-01,200,\n\
         Anna,2026-03-01,2026-03-02,0,\n\
         Anna,2026-03-01,2026-03-02,1,2026-02-28\n\
         Anna,2026-03-01,2026-03-02,1,\n\
         Anna,2026-03-01,2026-03-02,1,\n\
         Anna,2026-03-01,2026-03-03,1,2026-03-10\n",
    );
    assert_refused(
        &folder.review(&[]),
        "payment_plans.csv:2: there is no customer Zoe\n\
         payment_plans.csv:3: due: 2026-03-01 must lie after 2026-03-01\n\
         payment_plans.csv:4: amount: a part is above 0\n\
         payment_plans.csv:5: ended: 2026-02-28 must not lie before 2026-03-01\n\
         payment_plans.csv:7: customer Anna: due: a part of 2026-03-02 is stated already\n\
         payment_plans.csv:8: ended: all parts of a plan state the same, see payment_plans.csv:6",
    );
}

#[test]
fn customers_without_a_plan_are_told_for_the_month_that_begins() {
    let folder = Folder::new("owed-plans");
    folder.write("plans.csv", "customer,month,amount\nAnna,2026-03,0\nBo,2026-04,100\n");
    let of = |t: &str| {
        let found = agreed(&folder, &["--as-of", t])["unplanned"].clone();
        let names = fields(&found["customers"], ["customer"]);
        (found["month"].clone(), names.into_iter().flatten().collect::<Vec<_>>())
    };
    assert_eq!(of("2026-03-24"), (json!("2026-03"), vec![json!("Bo")]), "a plan of 0 is a plan");
    assert_eq!(of("2026-03-25"), (json!("2026-04"), vec![json!("Anna")]));
    assert_eq!(of("2026-04-23"), (json!("2026-04"), vec![json!("Anna")]));
    // Bo bought last on 1 February 2026, Anna on 1 March.
    assert_eq!(of("2027-01-31").1, [json!("Anna"), json!("Bo")]);
    assert_eq!(of("2027-02-01").1, [json!("Anna")], "Bo no longer trades");
    assert_says(
        &text(&folder, &[]),
        "1 customer trades and has no plan for 2026-04, write it by 2026-03-31: Anna (900).",
    );
    assert_says(&text(&folder, &["--as-of", "2026-04-02"]), "no plan for 2026-04, write it now:");
}

#[test]
fn bad_minimums_and_approvals_are_refused_with_their_places() {
    let folder = Folder::new("owed-bad");
    let contract = "Anna,2025-12-20,2026-01-01,2026-12-31";
    folder.write(
        "contracts.csv",
        format!(
            "{CONTRACTS}K1,{contract},0,\nK2,{contract},,6\nK3,{contract},1,0\nK4,{contract},1,121\n\
             K5,{contract},much,\n"
        ),
    );
    folder.write(
        "approvals.csv",
        format!(
            "{APPROVALS}Zoe,2026-01-02,Wang,1,30,,,,,,,\n\
             Anna,2026-01-02,Wang,-1,30,,,,,,,\n\
             Anna,2026-01-02,Wang,1,soon,,,,,,,\n\
             Anna,2026-01-02,Wang,1,30,,yes,2026-01-05,,,,\n\
             Anna,2026-01-02,Wang,1,30,,granted,,,,,\n\
             Anna,2026-01-02,Wang,1,30,,,2026-01-05,,,,\n\
             Anna,2026-01-02,Wang,1,30,,granted,2026-01-01,,,,\n\
             Anna,2026-01-02,Wang,1,30,,refused,2026-01-05,1,,,\n\
             Anna,2026-01-02,Wang,1,30,,granted,2026-01-05,-1,,,\n\
             Anna,2026-01-02,Wang,1,30,,granted,2026-01-05,,2026-01-04,,\n\
             Anna,2026-01-02,Wang,1,30,2026-01-04,granted,2026-01-05,,,,\n\
             Anna,2026-01-02,Wang,1,30,,granted,2026-01-05,,,2026-01-05,\n\
             Anna,2026-01-02,Wang,1,30,,granted,2026-01-05,,,,2026-01-04\n\
             Anna,2026-01-03,Wang,1,30,,,,,,,\n\
             Anna,2026-01-03,Wang,1,30,,,,,,,\n"
        ),
    );
    assert_refused(
        &folder.review(&[]),
        "contracts.csv:2: minimum: a minimum purchase is above 0\n\
         contracts.csv:3: minimum: the amount is missing, and its months are stated\n\
         contracts.csv:4: minimum_months: months are a whole number from 1 to 120, was \"0\"\n\
         contracts.csv:5: minimum_months: months are a whole number from 1 to 120, was \"121\"\n\
         contracts.csv:6: minimum: amount \"much\" is not a plain decimal number of at most 28 digits\n\
         approvals.csv:2: there is no customer Zoe\n\
         approvals.csv:3: limit: a limit is not below 0\n\
         approvals.csv:4: days: days for payment are a whole number from 0 on, was \"soon\"\n\
         approvals.csv:5: decision: granted, refused, withdrawn or empty, was \"yes\"\n\
         approvals.csv:6: decided: the day of the decision is missing\n\
         approvals.csv:7: decision: the decision is missing, and its day is stated\n\
         approvals.csv:8: decided: 2026-01-01 must not lie before 2026-01-02\n\
         approvals.csv:9: granted: only a granted application has one\n\
         approvals.csv:10: granted: a limit is not below 0\n\
         approvals.csv:11: from: 2026-01-04 must not lie before 2026-01-05\n\
         approvals.csv:12: until: 2026-01-04 must not lie before 2026-01-05\n\
         approvals.csv:13: review_by: 2026-01-05 must not lie before 2026-01-06\n\
         approvals.csv:14: ended: 2026-01-04 must not lie before 2026-01-05\n\
         approvals.csv:16: customer Anna: applied: an application of 2026-01-03 is stated already",
    );
}

#[test]
fn bad_rights_are_refused_with_their_places() {
    let folder = Folder::new("owed-bad-rights");
    folder.write(
        "contracts.csv",
        "contract,customer,signed,from,to\nK1,Anna,2026-01-01,2026-01-01,\n",
    );
    folder.write(
        "rights.csv",
        format!(
            "{RIGHTS}K1,Bo,first_tier,exclusive,Hubei,Crane,2026-01-01,,\n\
             K2,Bo,agent,exclusive,Hubei,Crane,2026-01-01,,\n\
             K2,Bo,first_tier,only,Hubei,Crane,2026-01-01,,\n\
             K2,Bo,first_tier,exclusive,,Crane,2026-01-01,,\n\
             K2,Bo,first_tier,exclusive,Hubei,;,2026-01-01,,\n\
             K2,Bo,first_tier,exclusive,Hubei,Crane,2026-01-01,2025-12-31,\n\
             K3,Zoe,first_tier,exclusive,Hubei,Crane,2026-01-01,,\n\
             K4,Bo,first_tier,exclusive,Hubei,Crane,2026-01-01,2026-06-30,\n\
             K4,Anna,first_tier,exclusive,Hubei,Crane,2026-07-01,,\n"
        ),
    );
    folder.write(
        "territories.csv",
        "territory,within\nHubei,China\nHubei,Asia\nChina,Hubei\nAsia,Asia\n",
    );
    folder.write(
        "licences.csv",
        "brand,territories,exclusivity,from,to\nCrane,,exclusive,2026-01-01,\n\
         Crane,Hubei,exclusive,2026-01-02,2026-01-01\n",
    );
    assert_refused(
        &folder.review(&[]),
        "rights.csv:2: contract: K1 is a contract with Anna\n\
         rights.csv:3: level: a channel level is one of general_agent, first_tier, second_tier, retail, was \"agent\"\n\
         rights.csv:4: exclusivity: an exclusivity is one of exclusive, sole, non_exclusive, was \"only\"\n\
         rights.csv:5: territories: at least one is needed\n\
         rights.csv:6: brands: at least one is needed\n\
         rights.csv:7: to: a term from 2026-01-01 ends on that day or later, was 2025-12-31\n\
         rights.csv:8: there is no customer Zoe\n\
         rights.csv:10: contract: K4 is a contract with Bo\n\
         territories.csv:3: territory: Hubei stands twice\n\
         territories.csv:4: within: China would stand in itself\n\
         territories.csv:5: within: Asia would stand in itself\n\
         licences.csv:2: territories: at least one is needed\n\
         licences.csv:3: to: a term from 2026-01-02 ends on that day or later, was 2026-01-01",
    );
}
