//! The customers that matter: by sales alone, and by the files by which customers are judged.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::text::assert_says;
use super::{Folder, assert_refused, review, said};

#[track_caller]
fn matter(folder: &Folder, more: &[&str]) -> Value {
    let output = folder.review(more);
    assert_eq!(said(&output), "");
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["matter"].clone()
}

#[track_caller]
fn of<'a>(list: &'a Value, name: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|it| it["customer"] == name).unwrap()
}

#[track_caller]
fn text(folder: &Path, more: &[&str]) -> String {
    let output = review(folder, &[&["--format", "text"], more].concat());
    assert_eq!(said(&output), "");
    String::from_utf8(output.stdout).unwrap()
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/review/sample")
}

/// Anna buys 900.00 on the first of each month, Bo once in a while and less; Cai is disloyal.
fn shop(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write(
        "customers.csv",
        "customer,since,credit_limit,attitude\n\
         Anna,2024-01-01,,loyal\nBo,2024-01-01,,\nCai,2024-01-01,,disloyal\n",
    );
    let mut sales = "customer,date,document,amount\n".to_owned();
    let months = (2024..2027).flat_map(|year| (1..=12).map(move |month| (year, month)));
    for (year, month) in months.take(26) {
        writeln!(sales, "Anna,{year}-{month:02}-01,A{year}{month},900.00").unwrap();
    }
    sales += "Anna,2026-03-01,A,900.00\nBo,2025-05-10,B1,600.00\nBo,2026-02-10,B2,900.00\n\
              Cai,2025-08-01,C1,150.00\n";
    folder.write("sales.csv", sales);
    folder
}

#[test]
fn sales_alone_tell_evenness_segments_orders_and_dependence() {
    let found = matter(&shop("matter-sales"), &[]);
    let anna = of(&found["customers"], "Anna");
    assert_eq!(anna["evenness"], json!({ "letter": "X", "cv_squared": "0", "why": null }));
    assert_eq!(anna["rfm"]["order_days"], 12);
    assert_eq!(anna["rfm"]["segments"], json!(["champions", "loyal"]));
    assert_eq!(
        anna["usual"],
        json!({
            "order_days": 12, "gap_days": 31, "size": "900.00", "weekday": null,
            "next": "2026-04-01", "days_overdue": 0,
        })
    );
    let by = |name: &str| anna["orders"][name].as_str().unwrap().to_owned();
    assert!(by("by_half") < by("by_most"));
    assert_eq!(anna["class"]["reason"], "first");
    assert_eq!(anna["phase_out"], Value::Null);
    let cai = of(&found["customers"], "Cai");
    assert_eq!(cai["usual"], json!({ "why": "too few order days for a usual order" }));
    let nothing = json!({ "open_orders": "0.00", "debt": "0.00", "credit": "0.00" });
    assert_eq!(cai["phase_out"], nothing);
    assert_eq!(found["series"]["customers"], 3);
    assert_eq!(found["series"]["unknown"], 1);
    let dangerous = &found["quadrants"][2];
    assert_eq!(
        (&dangerous["quadrant"], &dangerous["of_debt"]),
        (&"Dangerous".into(), &Value::Null)
    );
    for part in ["meeting", "key_accounts", "dealers", "satisfaction"] {
        assert_eq!(found.get(part), None, "{part} has no file");
    }
}

#[test]
fn classes_hold_still_within_the_band_with_an_earlier_day() {
    let folder = Folder::new("matter-band");
    folder.write(
        "customers.csv",
        "customer,since,credit_limit,attitude\nAnna,2020-01-01,,\nBo,2020-01-01,,\nCai,2020-01-01,,\n",
    );
    folder.write(
        "sales.csv",
        "customer,date,document,amount\n\
         Anna,2024-06-01,S1,7900.00\nBo,2024-06-01,S2,1600.00\nCai,2024-06-01,S3,500.00\n\
         Anna,2026-01-01,S4,8100.00\nBo,2026-01-01,S5,1400.00\nCai,2026-01-01,S6,500.00\n",
    );
    let class = |more: &[&str]| of(&matter(&folder, more)["customers"], "Bo")["class"].clone();
    assert_eq!(class(&[])["class"], "B");
    let since = ["--compare-with", "2024-12-31"];
    let expected = json!({ "before": "A", "computed": "B", "class": "A", "reason": "within_band" });
    assert_eq!(class(&since), expected);
    assert_says(
        &text(&folder.0, &since),
        "The table of classes goes by purchases alone; from here on a class holds still within the \
         band of the policy. Since 2024-12-31: 0 came into a higher class; 0 into a lower one; \
         1 held theirs within the band: Bo A, by its purchases B.",
    );
    assert_says(
        &text(&folder.0, &[&since[..], &["--explain", "Bo"]].concat()),
        "Class since 2024-12-31: A -> A (within the band)",
    );
}

/// Five people who rated the service twice, and once below a competitor.
fn rated(name: &str) -> Folder {
    let folder = shop(name);
    let mut ratings = "customer,date,question,person,reply,rivals,scale\n".to_owned();
    for person in 1..=6 {
        let customer = if person < 4 { "Anna" } else { "Bo" };
        writeln!(
            ratings,
            "{customer},2025-09-01,service,P{person},5,,\n\
             {customer},2026-03-01,service,P{person},3,Mill 4,"
        )
        .unwrap();
    }
    folder.write("ratings.csv", ratings);
    folder
}

#[test]
fn ratings_tell_satisfaction_falls_and_competitors_above_us() {
    let folder = rated("matter-ratings");
    let found = matter(&folder, &[])["satisfaction"].clone();
    let scale = json!({ "lowest": 1, "highest": 5, "good": "highest" });
    assert_eq!(
        found["figures"],
        json!([{
            "question": "service", "scale": scale, "asked": 6, "answers": 6, "refused": 0,
            "unanswered": 0, "mean": "3", "net_promoters": null,
            "pleased": { "answers": 0, "low": "0", "high": "0.390344" },
        }])
    );
    assert_eq!(found["falls"][0]["level"], "warning");
    assert_eq!(
        found["comparisons"][0]["rivals"],
        json!([{
            "question": "service", "rival": "Mill", "people": 6, "ours": "3", "theirs": "4",
            "lead": "-1",
        }])
    );
    let below = found["below"].as_array().unwrap();
    let customers: Vec<&Value> = below.iter().map(|it| &it["customer"]).collect();
    assert_eq!(customers, ["Anna", "Bo"], "each competitor once a customer and question");
    let said = text(&folder.0, &[]);
    assert_says(&said, "Competitors rated above us: service: Mill 4, we 3, by 6 people");
    assert_says(
        &said,
        "Fell by more than chance: service: warning among 6 asked twice, 6 of 6 fell",
    );
    // Since the first of March nobody was asked twice.
    let since = matter(&folder, &["--compare-with", "2026-03-01"]);
    assert_eq!(since["satisfaction"]["falls"], json!([]));
}

/// Found: a product of a later sale opened the comparison with peers.
#[test]
fn a_product_of_a_later_sale_says_nothing_yet() {
    let folder = shop("matter-later-product");
    folder.write(
        "sales.csv",
        "customer,date,document,amount,product\nAnna,2026-03-01,S1,9.00,\nAnna,2026-03-20,S2,9.00,feed\n",
    );
    let space = |t| {
        let found = matter(&folder, &["--as-of", t]);
        of(&found["customers"], "Anna").get("white_space").is_some()
    };
    assert_eq!(["2026-03-19", "2026-03-20"].map(space), [false, true]);
}

/// Found: order days of half a year were told as those of a year, and one as many.
#[test]
fn recency_and_frequency_are_told_with_the_days_of_the_policy() {
    let folder = shop("matter-rfm");
    let explained = |more: &[&str]| text(&folder.0, &[&["--explain", "Cai"], more].concat());
    let said = "1 order day in the last 365 days, the last 1 day ago";
    assert_says(&explained(&["--as-of", "2025-08-02"]), said);
    let policy = folder.0.join("half.toml");
    folder.write("half.toml", "[rfm]\nwindow_days = 182\n");
    let half = explained(&["--policy", policy.to_str().unwrap()]);
    assert_says(&half, "0 order days in the last 182 days, the last 242 days ago");
}

#[test]
fn key_accounts_of_a_book_without_purchases_bring_no_share_of_sales() {
    let folder = shop("matter-no-sales");
    folder.write(
        "sales.csv",
        "customer,date,document,amount\nAnna,2024-03-01,S1,9.00\nBo,2026-03-01,S2,-9.00\n",
    );
    folder.write(
        "strategic.csv",
        "customer,date,by,reason,until\nAnna,2026-03-02,Sun,builds a mill,2026-12-31\n",
    );
    assert_says(
        &text(&folder.0, &[]),
        "Key accounts: 1 of 3 customers, and nobody bought more than was sent back; these are too \
         many customers.",
    );
}

/// Found: of answers without a name the last hid a competitor that an earlier one rated above us.
#[test]
fn each_answer_without_a_name_tells_the_competitors_above_us() {
    let folder = shop("matter-unnamed");
    folder.write(
        "ratings.csv",
        "customer,date,question,person,reply,rivals\nAnna,2026-03-02,service,,2,Mill 4\n\
         Anna,2026-03-09,service,,5,Mill 3\nBo,2026-03-02,service,Bo,2,Mill 4\n\
         Bo,2026-03-09,service,Bo,5,Mill 3\n",
    );
    let found = matter(&folder, &[])["satisfaction"].clone();
    let below = found["below"].as_array().unwrap();
    assert_eq!(below.len(), 1, "{below:?}");
    assert_eq!((&below[0]["customer"], &below[0]["date"]), (&"Anna".into(), &"2026-03-02".into()));
}

#[test]
fn low_marks_are_good_on_a_scale_that_falls() {
    let folder = shop("matter-scale");
    folder.write(
        "ratings.csv",
        "customer,date,question,reply,scale,rivals\nAnna,2026-03-01,price,2,6 to 1,Mill 1; Ox 3\n\
         Bo,2026-03-01,recommendation,,,\n",
    );
    let found = matter(&folder, &[])["satisfaction"].clone();
    let below = found["below"].as_array().unwrap();
    assert_eq!((below.len(), &below[0]["rival"]), (1, &"Mill".into()));
    assert_says(
        &text(&folder.0, &[]),
        "Customers that rate a competitor above us: Anna: price Mill 1, we 2 (1 is best), on 2026-03-01",
    );
    let recommendation = &found["figures"][1];
    assert_eq!(recommendation["scale"]["highest"], 10);
    assert_eq!((&recommendation["unanswered"], &recommendation["mean"]), (&1.into(), &Value::Null));
}

#[test]
fn a_scale_that_falls_says_which_end_is_the_best() {
    let folder = shop("matter-school");
    let mut ratings = "customer,date,question,person,reply,rivals,scale\n".to_owned();
    for person in 1..=5 {
        writeln!(ratings, "Anna,2026-03-01,price,P{person},5,Mill 2,6 to 1").unwrap();
    }
    folder.write("ratings.csv", ratings);
    let said = text(&folder.0, &[]);
    assert_says(&said, "price: 5 of 6 (worst) to 1 (best) by 5 people; pleased 0 of 5");
    assert_says(&said, "price: Mill 2, we 5 (1 is best), by 5 people");
    assert_says(&said, "Anna: price by P1: 5 of 6 (worst) to 1 (best) on 2026-03-01");
}

#[test]
fn bad_ratings_are_refused_with_their_places() {
    let folder = shop("matter-bad-ratings");
    folder.write(
        "ratings.csv",
        "customer,date,question,reply,scale,rivals,importance\n\
         Anna,2026-03-01,taste,3,,,\n\
         Anna,2026-03-01,price,6,,,\n\
         Anna,2026-03-01,price,3,1-5,,\n\
         Anna,2026-03-01,price,3,,Mill,\n\
         Anna,2026-03-01,price,good,,,\n\
         Anna,2026-03-01,price,,,Mill 3,\n\
         Anna,2026-03-01,price,3,,,9\n\
         Anna,2026-03-01,recommendation,3,1 to 5,,\n",
    );
    assert_refused(
        &folder.review(&[]),
        "ratings.csv:2: question: a question of a rating is one of price, quality, service, \
         satisfaction, recommendation, effort, was \"taste\"\n\
         ratings.csv:3: reply must lie in 1 to 5, was 6\n\
         ratings.csv:4: scale: a scale is written as \"1 to 5\", was \"1-5\"\n\
         ratings.csv:5: rivals: a competitor stands before its mark, was \"Mill\"\n\
         ratings.csv:6: reply: a reply is a mark, refused or empty, was \"good\"\n\
         ratings.csv:7: reply must be a mark where others are given, was unanswered\n\
         ratings.csv:8: importance: must lie in 1 to 5, was 9\n\
         ratings.csv:9: scale must be 0 to 10, highest is good, for a recommendation, was 1 to 5, highest is good",
    );
}

const DEALER: [&str; 12] = [
    "initiative",
    "flexibility",
    "distribution",
    "capital",
    "brands",
    "means",
    "standing",
    "management",
    "network",
    "promotion",
    "after_sales",
    "relation",
];

/// Scores of Anna on the card of dealers but for some, with invoices that were paid in time.
fn dealer(name: &str, without: &[&str]) -> Folder {
    let folder = shop(name);
    let mut scores = "customer,card,criterion,level,by,date\n".to_owned();
    for criterion in DEALER.into_iter().filter(|it| !without.contains(it)) {
        writeln!(scores, "Anna,dealer,{criterion},2,Wang,2026-03-02").unwrap();
    }
    folder.write("scores.csv", scores);
    let mut invoices = "invoice,customer,issued,due,amount\n".to_owned();
    let mut payments = "customer,date,document,amount,invoice\n".to_owned();
    for month in 1..=12 {
        writeln!(invoices, "I{month},Anna,2025-{month:02}-01,2025-{month:02}-25,900.00").unwrap();
        writeln!(payments, "Anna,2025-{month:02}-20,P{month},900.00,I{month}").unwrap();
    }
    folder.write("invoices.csv", invoices);
    folder.write("payments.csv", payments);
    folder
}

#[test]
fn scores_make_the_evaluation_of_a_dealer() {
    let folder = dealer("matter-dealer", &[]);
    let found = matter(&folder, &[]);
    let anna = of(&found["dealers"], "Anna");
    assert_eq!(anna["score"], json!({ "low": "60", "high": "60" }), "2 of 4, and all promises");
    assert_eq!((&anna["verdict"], &anna["grades"]), (&"grade".into(), &json!(["C"])));
    assert_eq!(anna["action"], "watch");
    assert_eq!(anna["integrity"]["kept"], 12);
    assert_eq!((&anna["last_score"], &anna["overdue"]), (&"2026-03-02".into(), &false.into()));
    let way = anna["way_up"].as_str().unwrap();
    assert!(way.contains(" from 2 to "), "{way}");
    let later = matter(&folder, &["--as-of", "2026-06-30"]);
    assert_eq!(of(&later["dealers"], "Anna")["overdue"], true);
    // What Wang said first does not count any more; of two raters the lower median does.
    folder.add(
        "scores.csv",
        "Anna,dealer,relation,1,Wang,2026-03-20\nAnna,dealer,network,0,Sun,2026-03-20\n",
    );
    let anna = of(&matter(&folder, &[])["dealers"], "Anna").clone();
    assert_eq!(anna["score"], json!({ "low": "52.5", "high": "52.5" }));
    assert_eq!(anna["findings"], json!(["the raters of network are two levels or more apart"]));
}

#[test]
fn a_missing_score_makes_an_interval_and_is_to_be_found_out() {
    let folder = dealer("matter-interval", &["network"]);
    folder.add("scores.csv", "Anna,dealer,network,refused,Wang,2026-03-02\n");
    let anna = of(&matter(&folder, &[])["dealers"], "Anna").clone();
    assert_eq!(anna["score"], json!({ "low": "55", "high": "65" }));
    let folder = dealer("matter-open", &["network", "relation"]);
    let anna = of(&matter(&folder, &[])["dealers"], "Anna").clone();
    assert_eq!((&anna["verdict"], &anna["grades"]), (&"between".into(), &json!(["C", "B"])));
    assert_eq!((&anna["action"], &anna["find_out_first"]), (&Value::Null, &"network".into()));
    assert_says(&text(&folder.0, &[]), "find out first find out network");
}

#[test]
fn claims_without_orders_are_told_and_knock_outs_keep_key_accounts_out() {
    let folder = dealer("matter-claims", &[]);
    folder.write(
        "claims.csv",
        "customer,date,kind,amount,due,heard_by\n\
         Bo,2025-09-01,order,9000.00,2025-10-31,Wang\n\
         Bo,2025-10-01,forecast,9000.00,2025-11-30,Wang\n\
         Bo,2025-11-01,rights,9000.00,2025-12-31,Wang\n",
    );
    let bo = of(&matter(&folder, &[])["dealers"], "Bo").clone();
    assert_eq!(bo["claims"], json!({ "mature": 3, "ordered_share": "0", "level": "warning" }));
    assert_eq!((&bo["verdict"], &bo["overdue"]), (&"not_assessable".into(), &true.into()));
    assert_says(&text(&folder.0, &[]), "Bo: never evaluated");
    let bars = |folder: &Folder| {
        let found = matter(folder, &[]);
        of(&found["key_accounts"]["accounts"], "Anna")["bars"].clone()
    };
    assert_eq!(bars(&folder), json!([]));
    folder.write(
        "breaches.csv",
        "customer,date,kind,upheld\nAnna,2025-08-10,diversion,yes\nAnna,2026-01-10,extortion,yes\n",
    );
    assert_eq!(bars(&folder), json!(["knock_out", "dangerous"]));
    let anna = of(&matter(&folder, &[])["dealers"], "Anna").clone();
    assert_eq!((&anna["verdict"], &anna["action"]), (&"knocked_out".into(), &"no_new_deal".into()));
}

#[test]
fn wallets_and_growth_stand_with_the_key_accounts() {
    let folder = shop("matter-wallet");
    folder.write(
        "wallet.csv",
        "customer,date,ours,total\nAnna,2026-01-10,9000.00,90000.00\nAnna,2026-03-10,10800.00,43200.00\n",
    );
    let found = matter(&folder, &[])["key_accounts"].clone();
    assert_eq!((&found["selected"], &found["customers"]), (&1.into(), &3.into()));
    assert_eq!((&found["brings_enough"], &found["has_contracts"]), (&true.into(), &false.into()));
    let anna = of(&found["accounts"], "Anna");
    assert_eq!(anna["reasons"], json!(["class_a"]));
    assert_eq!(anna["wallet"], json!({ "low": "0.25", "high": "0.25" }), "the latest");
    assert_eq!((&anna["growth"], &anna["potential"]), (&"0".into(), &"low".into()));
    assert_eq!((&anna["sales"], &anna["order_days"]), (&"10800.00".into(), &12.into()));
    assert_eq!(anna["margin"], Value::Null, "no file tells costs");
    // With contracts the want of one keeps it out.
    folder
        .write("contracts.csv", "contract,customer,signed,from,to\nK,Bo,2026-01-01,2026-01-01,\n");
    let found = matter(&folder, &[])["key_accounts"].clone();
    assert_eq!(of(&found["accounts"], "Anna")["bars"], json!(["no_contract"]));
    assert_eq!(found["selected"], 0);
    assert_says(
        &text(&folder.0, &[]),
        "Chosen by a rule, and no key account: Anna: no key account (class A; out: no contract in force)",
    );
}

#[test]
fn it_takes_two_reviews_to_become_a_key_account_and_a_decision_none() {
    let folder = shop("matter-two");
    folder.write("wallet.csv", "customer,date,ours,total\n");
    // Anna was small beside that until a year ago.
    folder.add("sales.csv", "Bo,2024-12-01,B3,200000.00\n");
    let anna = |folder: &Folder, more: &[&str]| {
        let found = matter(folder, more)["key_accounts"]["accounts"].clone();
        of(&found, "Anna").clone()
    };
    assert_eq!(
        anna(&folder, &[])["is_key"],
        true,
        "at the first review there is nothing to wait for"
    );
    let since = ["--compare-with", "2025-06-30"];
    let once = anna(&folder, &since);
    assert_eq!(once["sentence"], "no key account, reviews with a reason: 1");
    folder.write(
        "strategic.csv",
        "customer,date,by,reason,until\nAnna,2026-03-21,Sun,a mill,2026-04-30\n",
    );
    let flagged = anna(&folder, &since);
    assert_eq!(
        (&flagged["is_key"], &flagged["reasons"]),
        (&true.into(), &json!(["class_a", "flag"]))
    );
    assert_eq!(flagged["strategic_until"], "2026-04-30");
    assert_eq!(anna(&folder, &["--as-of", "2026-05-01"])["reasons"], json!(["class_a"]));
    assert_eq!(anna(&folder, &["--as-of", "2026-03-20"])["strategic_until"], Value::Null);
}

#[test]
fn a_candidate_for_phasing_out_that_is_a_key_account_is_told() {
    let folder = shop("matter-both");
    folder.write(
        "strategic.csv",
        "customer,date,by,reason,until\nCai,2026-03-21,Sun,a mill,2026-04-30\n",
    );
    assert_says(
        &text(&folder.0, &[]),
        "nothing is open with them; 1 of them is a key account, so decide on that first.",
    );
}

#[test]
fn scores_of_key_accounts_give_the_cell_or_the_question() {
    let folder = shop("matter-cell");
    let scored = |folder: &Folder, card: &str, criteria: &[&str], level: u8| {
        for criterion in criteria {
            folder.add("scores.csv", &format!("Anna,{card},{criterion},{level},Wang,2026-03-02\n"));
        }
    };
    folder.write("scores.csv", "customer,card,criterion,level,by,date\n");
    let seven = ["difference", "value", "preference", "access", "buying_rules", "sales_potential"];
    scored(&folder, "attractiveness", &seven, 4);
    let six = ["contact", "trust", "cooperation", "share", "willingness", "room"];
    scored(&folder, "relationship", &six, 2);
    let place = |folder: &Folder| {
        let found = matter(folder, &[])["key_accounts"]["accounts"].clone();
        of(&found, "Anna")["place"].clone()
    };
    let certain = place(&folder);
    assert_eq!(certain["attractiveness"], json!({ "low": "77", "high": "100" }));
    assert_eq!(certain["cells"], json!([{ "attractiveness": "high", "relationship": "fair" }]));
    assert_eq!(certain["strategy"], Value::Null);
    assert_eq!(certain["find_out_first"], "mutual_gain (a criterion of fit)");
    assert_says(
        &text(&folder.0, &[]),
        "No strategy before more is known: Anna: high attractiveness, fair relationship; find out \
         first: mutual gain",
    );
    scored(&folder, "fit", &["mutual_gain"], 1);
    let met = place(&folder);
    assert_eq!((&met["strategy"], &met["find_out_first"]), (&"develop".into(), &Value::Null));
    folder.write("scores.csv", "customer,card,criterion,level,by,date\n");
    scored(&folder, "attractiveness", &seven, 4);
    scored(&folder, "relationship", &six, 2);
    scored(&folder, "fit", &["mutual_gain"], 0);
    assert_eq!(place(&folder)["strategy"], "selective_upkeep", "it gains nothing by the trade");
    folder.write("scores.csv", "customer,card,criterion,level,by,date\n");
    scored(&folder, "attractiveness", &["value"], 4);
    scored(&folder, "relationship", &six, 2);
    let open = place(&folder);
    assert_eq!(open["strategy"], Value::Null);
    assert_eq!(open["find_out_first"], "sales_potential (23 points of attractiveness)");
    assert_says(
        &text(&folder.0, &[]),
        "No strategy before more is known: Anna: one of 3 cells; find out first: sales potential",
    );
}

#[test]
fn decisions_of_meetings_stand_beside_the_class_and_end() {
    let folder = shop("matter-meeting");
    folder.write("wallet.csv", "customer,date,ours,total\n");
    folder.write(
        "class_decisions.csv",
        "customer,date,computed,decided,reason,until,present\n\
         Bo,2026-01-14,B,A,opens two shops,2026-05-31,Wang; Sun\n",
    );
    let found = matter(&folder, &[]);
    assert_eq!(found["meeting"]["overdue"], Value::Null);
    let bo = of(&found["meeting"]["agenda"], "Bo");
    assert_eq!((&bo["class"], &bo["decided"]), (&"B".into(), &"A".into()));
    assert_eq!(bo["until"], "2026-05-31");
    assert_eq!(bo["reasons"][0], "decision_ends");
    let key = |more: &[&str]| {
        let found = matter(&folder, more)["key_accounts"]["accounts"].clone();
        of(&found, "Bo")["reasons"].as_array().unwrap().contains(&"class_a".into())
    };
    assert!(key(&["--as-of", "2026-05-31"]) && !key(&["--as-of", "2026-06-01"]));
    let later = matter(&folder, &["--as-of", "2026-04-17"])["meeting"]["overdue"].clone();
    assert_eq!(later, json!({ "last": "2026-01-14", "due": "2026-04-16" }));
    let end = |more: &[&str], said: &str| assert_says(&text(&folder.0, more), said);
    end(&[], "Bo: B, decided: A until 2026-05-31 (decision ends)");
    end(&["--as-of", "2026-05-31"], "Bo: B, decided: A until 2026-05-31 (decision ends)");
    end(&["--as-of", "2026-06-01"], "Bo: B (decision ended on 2026-05-31)");
    let ended = matter(&folder, &["--as-of", "2026-06-01"])["meeting"]["agenda"].clone();
    let bo = of(&ended, "Bo");
    assert_eq!((&bo["decided"], &bo["until"]), (&Value::Null, &"2026-05-31".into()));
    end(&[], "Bo 1,500 class A, as decided");
    end(&["--explain", "Bo"], "Key accounts: key account (class A, as decided).");
}

#[test]
fn bad_rows_of_all_these_files_are_told_at_once() {
    let folder = shop("matter-bad");
    folder.write(
        "claims.csv",
        "customer,date,kind,amount,due,heard_by\n\
         Zoe,2026-03-01,order,5.00,2026-04-01,Wang\n\
         Anna,2026-03-01,wish,5.00,2026-04-01,Wang\n\
         Anna,2026-03-01,order,0.00,2026-04-01,Wang\n\
         Anna,2026-03-01,order,5.00,2026-02-01,Wang\n",
    );
    folder.write(
        "wallet.csv",
        "customer,date,ours,total\nAnna,2026-03-01,9.00,8.00\nAnna,2026-03-01,9,ten\n",
    );
    folder.write(
        "class_decisions.csv",
        "customer,date,computed,decided,reason,until,present\n\
         Anna,2026-03-01,D,A,so,2026-04-01,Wang\nAnna,2026-03-01,B,A,so,2026-02-01,Wang\n\
         Anna,2026-03-01,B,A,so,2026-04-01,\n",
    );
    folder.write(
        "scores.csv",
        "customer,card,criterion,level,by,date\n\
         Anna,dealers,network,3,Wang,2026-03-01\n\
         Anna,dealer,nettwork,3,Wang,2026-03-01\n\
         Anna,dealer,network,5,Wang,2026-03-01\n\
         Anna,dealer,network,much,Wang,2026-03-01\n\
         Anna,dealer,integrity,3,Wang,2026-03-01\n\
         Anna,dealer,network,3,Wang,2026-03-01\n\
         Anna,dealer,network,2,Wang,2026-03-01\n",
    );
    folder.write(
        "strategic.csv",
        "customer,date,by,reason,until\nAnna,2026-03-01,Sun,a mill,2026-02-01\n\
         Anna,2026-03-01,Sun,a mill,2026-04-01\nAnna,2026-03-01,Sun,a shop,2026-04-01\n",
    );
    let output = folder.review(&[]);
    let told = said(&output);
    let begins = [
        "claims.csv:2: there is no customer Zoe",
        "claims.csv:3: kind: a kind of claim is one of ",
        "claims.csv:4: customer Anna: amount of claim ",
        "claims.csv:5: customer Anna: due of claim ",
        "wallet.csv:2: customer Anna: ours of share of wallet on 2026-03-01 must be at most total ",
        "wallet.csv:3: total: ",
        "class_decisions.csv:2: computed: \"D\" is not one of A, B, C",
        "class_decisions.csv:3: customer Anna: until of decision about the class of 2026-03-01 ",
        "class_decisions.csv:4: customer Anna: present of decision about the class of 2026-03-01 ",
        "scores.csv:2: card: a card is one of dealer, attractiveness, relationship, fit, was \"dealers\"",
        "scores.csv:3: card dealer: nettwork ",
        "scores.csv:4: card dealer: network: the level must be 0 to 4, was 5",
        "scores.csv:5: level: a level is a whole number from 0 on, or refused, was \"much\"",
        "scores.csv:6: card dealer: integrity ",
        "scores.csv:8: customer Anna: date: a score of 2026-03-01 is stated already",
        "strategic.csv:2: until: 2026-02-01 must not lie before 2026-03-01",
        "strategic.csv:4: customer Anna: date: a decision of 2026-03-01 is stated already",
    ];
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), begins.len(), "{told}");
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{begin:?} does not begin {line:?}");
    }
    assert!(output.stdout.is_empty(), "no partial output");
}

#[test]
fn merged_customers_are_judged_by_the_scores_of_both() {
    let folder = dealer("matter-merged", &["network"]);
    folder.add("scores.csv", "Bo,dealer,network,3,Wang,2026-03-01\n");
    folder.write("merges.csv", "customer,into,on\nBo,Anna,2026-03-15\n");
    let found = matter(&folder, &[])["dealers"].clone();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(of(&found, "Anna")["score"], json!({ "low": "62.5", "high": "62.5" }));
    let earlier = matter(&folder, &["--as-of", "2026-03-14"])["dealers"].clone();
    assert_eq!(earlier.as_array().unwrap().len(), 2);
}

#[test]
fn the_text_of_the_sample_tells_who_matters_and_all_of_it_on_request() {
    let short = text(&sample(), &[]);
    for said in [
        "Dangerous customers carry 0% to 0.3% of sales and 0% of debt.",
        "Key accounts: 2 of 9 customers bring 92.8% of sales, enough; these are too many customers.",
        "Old Town Seeds: B, decided: A until 2026-04-30 (decision ends)",
        "Green Field: the raters of management are two levels or more apart",
        "Old Town Seeds: warning: claims without orders",
        "recommendation: 7.4 of 0 to 10 by 5 people; net promoter score 20 (-38.7 to 63.7 at 95% confidence)",
    ] {
        assert_says(&short, said);
    }
    let (short, long) = (short.lines().count(), text(&sample(), &["--matter"]).lines().count());
    assert!(short <= long, "{short} lines, {long} with all");
    let explained = text(&sample(), &["--explain", "Li & Sons"]);
    for said in [
        "WHETHER IT MATTERS",
        "Evenness by month: X, so AX: fixed rhythm of delivery by contract, goods kept ready.",
        "We have 70% of its purchases: CNY 252,000.00 of CNY 360,000.00",
        "Service: rates Northern Feed 4, us 3.",
    ] {
        assert_says(&explained, said);
    }
}
