//! Who gets what: visits of the coming days, and what customers are owed by us.

use std::path::Path;

use serde_json::{Value, json};

use super::agreed::text;
use super::text::assert_says;
use super::{Folder, assert_refused, review, said};

#[track_caller]
fn served(folder: &Folder, more: &[&str]) -> Value {
    let output = folder.review(more);
    assert_eq!(said(&output), "");
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["matter"]["served"].clone()
}

/// Of each thing that is owed as of a day: the customer with its number, the day, the days late.
#[track_caller]
fn owed(folder: &Folder, t: &str) -> Vec<(String, String, u64)> {
    let found = served(folder, &["--as-of", t]);
    let of = |it: &Value| {
        let word = |field: &str| it[field].as_str().unwrap_or_default().to_owned();
        let name = format!("{} {}", word("customer"), word("number"));
        (name.trim().to_owned(), word("due"), it["days_late"].as_u64().unwrap())
    };
    found["owed"].as_array().unwrap().iter().map(of).collect()
}

fn it(name: &str, due: &str, late: u64) -> (String, String, u64) {
    (name.to_owned(), due.to_owned(), late)
}

const PROMISES: &str = "promise,customer,kind,what,made,due,by,item,amount,handed,holder,kept,\
                        broken,released,person\n";
const COMPLAINTS: &str = "complaint,customer,received,by,topic,words,owner,acknowledged,severity,\
                          assessed,held,until,told,decision,remedy,remedy_by,done,closed\n";
const LETTERS: &str = "letter,customer,received,by,words,acknowledged,held,until,answered,answer\n";
const SERVICES: &str = "customer,service,date\n";
const ASSIGNMENTS: &str = "customer,staff,role,from,to\n";
const INTERACTIONS: &str = "customer,date,kind,staff,persons\n";

#[test]
fn a_promise_is_owed_until_it_is_kept_or_withdrawn() {
    let folder = Folder::new("served-promises");
    folder.write(
        "promises.csv",
        format!(
            "{PROMISES}V1,Anna,delivery,samples,2026-03-12,2026-03-20,Wang,,,,,2026-03-25,,,\n\
             V2,Bo,support,a stand,2026-03-13,2026-03-20,Zhao,stands,300.00,2026-03-21,Sun,,\
             2026-03-26,,\n\
             V3,Bo,payment,a refund,2026-03-13,2026-03-20,Zhao,,,,,,,2026-03-14,Bo senior\n"
        ),
    );
    assert_eq!(owed(&folder, "2026-03-11"), [], "nothing is promised yet");
    assert_eq!(owed(&folder, "2026-03-12"), [], "due in eight days");
    assert_eq!(
        owed(&folder, "2026-03-13"),
        [
            it("Anna V1", "2026-03-20", 0),
            it("Bo V3", "2026-03-20", 0),
            it("Bo V2", "2026-03-20", 0)
        ],
        "in the order of their classes"
    );
    assert_eq!(owed(&folder, "2026-03-20")[0].2, 0);
    assert_eq!(owed(&folder, "2026-03-21")[0].2, 1);
    assert_eq!(owed(&folder, "2026-03-25"), [it("Bo V2", "2026-03-20", 5)]);
    assert_eq!(owed(&folder, "2026-03-26"), []);
    let found = served(&folder, &["--as-of", "2026-03-21"]);
    assert_eq!(
        found["owed"][0],
        json!({
            "customer": "Anna", "importance": "A", "kind": "promise", "number": "V1",
            "who": "Wang", "what": "samples", "due": "2026-03-20", "days_late": 1, "urgent": false,
        })
    );
    assert_eq!([&found["from"], &found["to"]], ["2026-03-22", "2026-03-28"]);
    assert_eq!(found["kinds"], json!(["promise", "support"]));
    assert_eq!(found["visits"], Value::Null, "nobody is known to visit anybody");
    assert_says(
        &text(&folder, &["--as-of", "2026-03-21"]),
        "Promises to keep: Anna (A), V1: Wang, was due by 2026-03-20, 1 day late: samples Support \
         that was promised: Bo (B), V2: Sun, was due by 2026-03-20, 1 day late: a stand (stands, \
         CNY 300.00)",
    );
    assert_says(
        &text(&folder, &["--as-of", "2026-03-26"]),
        "7 SO WHO GETS WHAT? Nothing is owed to a customer by 2026-04-02.",
    );
    assert_says(
        &text(&folder, &["--as-of", "2026-03-19", "--explain", "Bo"]),
        "WHO GETS WHAT Support V2: Zhao, by 2026-03-20: a stand (stands, CNY 300.00).",
    );
}

#[test]
fn a_complaint_is_owed_by_its_severity_and_a_critical_one_comes_first() {
    let folder = Folder::new("served-complaints");
    // All days are worked.
    folder.write(
        "complaints.csv",
        format!(
            "{COMPLAINTS}C1,Anna,2026-03-02,Wang,quality,wet bags,,2026-03-03,serious,,,,,,,,,\n\
             C2,Bo,2026-03-10,Zhao,service,nobody came,Sun,2026-03-10,critical,,,,,,,,,\n\
             C3,Bo,2026-03-14,Zhao,price,the old price,,,,,,,,,,,,\n"
        ),
    );
    assert_eq!(
        owed(&folder, "2026-03-15"),
        [
            it("Bo C2", "2026-03-13", 2),
            it("Anna C1", "2026-03-12", 3),
            it("Bo C3", "2026-03-15", 0)
        ]
    );
    let said = text(&folder, &["--as-of", "2026-03-15"]);
    assert_says(
        &said,
        "Bo (B), C2: urgent, Sun, was due by 2026-03-13, 2 days late: tell the decision, say how \
         it stands (critical, service: nobody came)",
    );
    assert_says(
        &said,
        "Bo (B), C3: Zhao, by 2026-03-15: say that we have it (price: the old price)",
    );
    // A holding answer in time moves the day of a serious one.
    folder.write(
        "complaints.csv",
        format!(
            "{COMPLAINTS}C1,Anna,2026-03-02,Wang,quality,wet bags,,2026-03-03,serious,,\
             2026-03-12,2026-03-18,,,,,,\n"
        ),
    );
    assert_eq!(owed(&folder, "2026-03-15"), [it("Anna C1", "2026-03-18", 0)]);
    assert_eq!(owed(&folder, "2026-03-11")[0].1, "2026-03-12", "not held off yet");
}

#[test]
fn a_complaint_that_is_told_owes_its_remedy_alone() {
    let folder = Folder::new("served-told");
    let row = "C1,Anna,2026-03-02,Wang,quality,wet bags,,2026-03-03,minor,,,,2026-03-09";
    folder.write(
        "complaints.csv",
        format!(
            "{COMPLAINTS}{row},upheld,new bags,2026-03-20,2026-03-24,2026-03-30\n\
             C2,Bo,2026-03-02,Wang,quality,torn bags,,,,,,,2026-03-03,not_upheld,,,,\n\
             C3,Bo,2026-03-02,Wang,quality,old bags,,,,,,,2026-03-03,withdrawn,,,,\n"
        ),
    );
    assert_eq!(owed(&folder, "2026-03-09"), [], "in eleven days");
    assert_eq!(owed(&folder, "2026-03-23"), [it("Anna C1", "2026-03-20", 3)]);
    let found = served(&folder, &["--as-of", "2026-03-23"]);
    assert_eq!(found["owed"][0]["what"], "do as promised: new bags (minor, quality: wet bags)");
    assert_eq!(owed(&folder, "2026-03-24"), []);
}

#[test]
fn a_letter_is_owed_five_worked_days_after_its_receipt() {
    let folder = Folder::new("served-letters");
    folder.write(
        "letters.csv",
        format!(
            "{LETTERS}L1,Anna,2026-03-10,Wang,asks for outlets,2026-03-11,2026-03-14,2026-03-20,\
             2026-03-19,yes\n\
             L2,Bo,2026-03-10,Zhao,asks for terms,,,,2026-03-12,withdrawn\n"
        ),
    );
    assert_eq!(owed(&folder, "2026-03-11").len(), 2);
    assert_eq!(owed(&folder, "2026-03-16"), [it("Anna L1", "2026-03-15", 1)]);
    assert_says(
        &text(&folder, &["--as-of", "2026-03-16"]),
        "Letters to answer: Anna (A), L1: Wang, was due by 2026-03-15, 1 day late: answer it, \
         promised by 2026-03-20 (asks for outlets)",
    );
    assert_eq!(owed(&folder, "2026-03-19"), []);
}

#[test]
fn services_are_owed_by_the_class_that_holds() {
    let folder = Folder::new("served-services");
    let what = |t: &str| {
        let found = served(&folder, &["--as-of", t]);
        let owed = found["owed"].as_array().unwrap().iter();
        let said = owed.map(|it| format!("{}: {}", it["customer"], it["what"]).replace('"', ""));
        said.collect::<Vec<_>>()
    };
    folder.write(
        "services.csv",
        format!(
            "{SERVICES}Anna,card,2024-01-20\nAnna,membership,2024-01-20\n\
             Anna,representative,2024-01-20\nAnna,news,2026-01-05\n\
             Anna,business analysis,2025-10-01\nBo,card,2024-01-20\nBo,news,2026-01-10\n"
        ),
    );
    // Analyses come every 180 days, news every 90.
    assert_eq!(what("2026-03-29"), ["Bo: membership, never had"]);
    assert_eq!(
        what("2026-03-30"),
        ["Anna: business analysis, last on 2025-10-01", "Bo: membership, never had"]
    );
    let all = what("2026-04-10");
    assert_eq!(all.len(), 4, "{all:?}");
    let found = served(&folder, &[]);
    assert_eq!(found["owed"][0]["who"], "key account manager");
    assert_eq!(found["owed"][0]["days_late"], 1);
    // A meeting made Bo one of class C, which has no membership.
    folder.write(
        "class_decisions.csv",
        "customer,date,computed,decided,reason,until,present\n\
         Bo,2026-03-01,B,C,a fluke,2026-12-31,Wang\n",
    );
    assert_eq!(what("2026-03-29"), [""; 0]);
}

#[test]
fn visits_of_the_week_carry_complaints_and_spare_calls() {
    let folder = Folder::new("served-visits");
    folder.write(
        "assignments.csv",
        format!(
            "{ASSIGNMENTS}Anna,Wang,salesperson,2024-01-01,\nAnna,Zhao,stand_in,2026-03-30,\n\
             Bo,Wang,salesperson,2024-01-01,\n"
        ),
    );
    assert_eq!(served(&folder, &[]), Value::Null, "nobody tells who met whom");
    folder.write(
        "interactions.csv",
        format!(
            "{INTERACTIONS}Anna,2026-03-20,visit,Wang,\nBo,2025-12-20,visit,Wang,\n\
             Bo,2026-03-29,bulletin,Sun,\n"
        ),
    );
    let found = served(&folder, &["--as-of", "2026-03-31"]);
    let visits = json!([
        {
            "staff": "Wang", "minutes": 2688, "taken": 120, "left_out": [],
            "planned": [{
                "customer": "Bo", "date": "2026-04-01", "minutes": 60, "step": "must",
                "reasons": [{ "purpose": "cadence", "by": "2026-01-26", "subject": "" }],
            }],
        },
        {
            "staff": "Zhao", "minutes": 2688, "taken": 150, "left_out": [],
            "planned": [{
                "customer": "Anna", "date": "2026-04-01", "minutes": 90, "step": "must",
                "reasons": [{ "purpose": "cadence", "by": "2026-04-06", "subject": "" }],
            }],
        },
    ]);
    assert_eq!(found["visits"], visits);
    assert_eq!(found["owed"], json!([]), "Bo was last heard on 20 December, and is visited");
    folder.write(
        "complaints.csv",
        format!(
            "{COMPLAINTS}C1,Bo,2026-03-30,Sun,quality,wet,,2026-03-30,serious,,,,,,,,,\n\
             C2,Anna,2026-03-17,Sun,price,old,,2026-03-17,minor,,,,,,,,,\n"
        ),
    );
    let found = served(&folder, &["--as-of", "2026-04-02"]);
    let reasons = |it: &Value| -> Vec<String> {
        let all = it["planned"][0]["reasons"].as_array().unwrap().iter();
        all.map(|it| it["purpose"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(reasons(&found["visits"][0]), ["complaint", "cadence"]);
    assert_eq!(reasons(&found["visits"][1]), ["cadence"], "a minor one needs no visit");
    assert_says(
        &text(&folder, &["--as-of", "2026-04-02", "--explain", "Bo"]),
        "WHO GETS WHAT Visit by Wang, 2026-04-03, Bo, 60 minutes: complaint C1 by 2026-04-09; \
         regular visit by 2026-01-26; it comes late.",
    );
}

#[test]
fn the_visits_of_five_of_our_people_are_listed_unless_all_are_asked_for() {
    let folder = Folder::new("served-people");
    folder.write("assignments.csv", ASSIGNMENTS);
    folder.write("interactions.csv", INTERACTIONS);
    for it in 1..=6 {
        folder.add("customers.csv", &format!("D{it},2024-01-01,,,\n"));
        folder.add("assignments.csv", &format!("D{it},W{it},salesperson,2024-01-01,\n"));
        folder.add("interactions.csv", &format!("D{it},2026-02-01,visit,W{it},\n"));
    }
    let first = text(&folder, &[]);
    assert_says(&first, "and the visits of 1 more of our people, see --matter");
    assert!(first.contains("W5 visits:") && !first.contains("W6 visits:"), "{first}");
    let all = text(&folder, &["--matter"]);
    assert!(all.contains("W6 visits:") && !all.contains("more of our people"), "{all}");
}

#[test]
fn a_silent_customer_that_nobody_visits_is_to_be_called() {
    let folder = Folder::new("served-calls");
    folder.write("assignments.csv", format!("{ASSIGNMENTS}Anna,Wang,salesperson,2026-06-01,\n"));
    folder.write(
        "interactions.csv",
        format!("{INTERACTIONS}Anna,2026-02-10,call,Wang,\nAnna,2026-03-20,message,Wang,\n"),
    );
    // Class A is heard within 45 days, and spoken to within 30.
    let all = |t: &str| owed(&folder, t).len();
    assert_eq!(["2026-03-04", "2026-03-05"].map(all), [0, 1], "30 days end on 12 March");
    let call = |t: &str| owed(&folder, t).into_iter().find(|it| it.0 == "Anna");
    assert_eq!(call("2026-03-20"), Some(it("Anna", "2026-03-27", 0)), "in seven days");
    assert_eq!(call("2026-03-30"), Some(it("Anna", "2026-03-27", 3)));
    assert_says(
        &text(&folder, &["--as-of", "2026-03-30"]),
        "Customers to call, since nobody will visit them: Anna (A): nobody yet, was due by \
         2026-03-27, 3 days late: listen to it, it last spoke on 2026-02-10, 48 days ago",
    );
    // One decision to wait puts off both clocks, within the longest interval of each.
    let head = "customer,date,until,by,reason,clock\n";
    folder.write("snoozes.csv", format!("{head}Anna,2026-03-21,2026-03-26,Sun,abroad,\n"));
    assert_eq!(call("2026-03-20"), Some(it("Anna", "2026-03-27", 0)), "nobody decided yet");
    assert_eq!(call("2026-03-25"), None);
    assert_eq!(call("2026-03-26"), Some(it("Anna", "2026-03-27", 0)));
    assert_says(
        &text(&folder, &["--as-of", "2026-03-26"]),
        "listen to it, it last spoke on 2026-02-10, 44 days ago, put off until 2026-03-26",
    );
    folder.write("snoozes.csv", format!("{head}Anna,2026-03-21,2026-03-26,Sun,abroad,spoken_to\n"));
    assert_eq!(call("2026-03-25"), Some(it("Anna", "2026-03-27", 0)), "heard from is not put off");
    folder.add("interactions.csv", "Anna,2026-03-28,call,Wang,\n");
    assert_eq!(call("2026-03-30"), None);
}

#[test]
fn what_one_was_promised_is_owed_to_the_one_that_it_is_merged_into() {
    let folder = Folder::new("served-merged");
    folder.write(
        "promises.csv",
        format!("{PROMISES}V1,Bo,terms,a stand,2026-03-13,2026-03-20,Zhao,,,,,,,,\n"),
    );
    folder.write("merges.csv", "customer,into,on\nBo,Anna,2026-03-15\n");
    assert_eq!(owed(&folder, "2026-03-14"), [it("Bo V1", "2026-03-20", 0)]);
    assert_eq!(owed(&folder, "2026-03-15"), [it("Anna V1", "2026-03-20", 0)]);
}

#[test]
fn a_customer_that_has_ended_is_owed_answers_and_no_services() {
    let folder = Folder::new("served-ended");
    folder.write("ended.csv", "customer,on,why\nBo,2026-03-15,closed\n");
    folder.write(
        "promises.csv",
        format!("{PROMISES}V1,Bo,payment,a refund,2026-03-13,2026-03-20,Zhao,,,,,,,,\n"),
    );
    folder.write("services.csv", SERVICES);
    let found = owed(&folder, "2026-03-16");
    assert!(found.contains(&it("Bo V1", "2026-03-20", 0)), "{found:?}");
    assert_eq!(found.iter().filter(|(name, ..)| name.starts_with("Bo")).count(), 1);
}

#[test]
fn bad_rows_of_what_customers_get_are_refused_with_their_places() {
    let folder = Folder::new("served-bad");
    folder.write(
        "promises.csv",
        format!(
            "{PROMISES}V1,Anna,terms,,2026-03-12,2026-03-20,Wang,,,,,,,,\n\
             V1,Anna,gift,samples,2026-03-12,2026-03-20,Wang,,,,,,,,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-11,Wang,,,,,,,,\n\
             V1,Anna,support,samples,2026-03-12,2026-03-20,Wang,car,,,,,,,\n\
             V1,Anna,support,samples,2026-03-12,2026-03-20,Wang,,0,,,,,,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-20,Wang,,,,Sun,,,,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-20,Wang,,,2026-03-13,Wang,,,,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-20,Wang,,,,,2026-03-11,,,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-20,Wang,,,,,2026-03-13,2026-03-14,,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-20,Wang,,,,,,,2026-03-14,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-20,Wang,,,,,,,,\n\
             V1,Anna,terms,samples,2026-03-12,2026-03-22,Wang,,,,,,,,\n\
             V2,Zoe,terms,samples,2026-03-12,2026-03-20,Wang,,,,,,,,\n"
        ),
    );
    folder.write(
        "snoozes.csv",
        "customer,date,until,by,reason,clock\n\
         Anna,2026-03-02,2026-03-02,Wang,abroad,\n\
         Anna,2026-03-02,2026-03-09,Wang,,\n\
         Anna,2026-03-02,2026-03-09,Wang,abroad,wall\n\
         Anna,2026-03-02,2026-03-09,Wang,abroad,\n\
         Anna,2026-03-02,2026-03-10,Wang,abroad,spoken_to\n",
    );
    let c = "Anna,2026-03-02,Wang,quality,wet";
    folder.write(
        "complaints.csv",
        format!(
            "{COMPLAINTS}C1,Anna,2026-03-02,Wang,taste,wet,,,,,,,,,,,,\n\
             C1,{c},,,serious,,,,,,,,,\n\
             C1,{c},,2026-03-03,,2026-03-03,,,,,,,,\n\
             C1,{c},,2026-03-01,,,,,,,,,,\n\
             C1,{c},,2026-03-03,,,2026-03-04,,,,,,,\n\
             C1,{c},,,,,2026-03-04,2026-03-09,,,,,,\n\
             C1,{c},,2026-03-03,,,2026-03-04,2026-03-04,,,,,,\n\
             C1,{c},,2026-03-03,,,,,2026-03-09,maybe,,,,\n\
             C1,{c},,2026-03-03,,,,,,upheld,,,,\n\
             C1,{c},,2026-03-03,,,,,2026-03-09,upheld,,2026-03-20,,\n\
             C1,{c},,2026-03-03,,,,,2026-03-09,upheld,bags,,,\n\
             C1,{c},,2026-03-03,,,,,2026-03-02,not_upheld,,,,\n\
             C1,{c},,2026-03-03,,,,,2026-03-09,not_upheld,bags,,,\n\
             C1,{c},,2026-03-03,,,,,2026-03-09,not_upheld,,,2026-03-10,\n\
             C1,{c},,2026-03-03,,,,,2026-03-09,withdrawn,,,,2026-03-10\n\
             C1,{c},,2026-03-03,,,,,2026-03-09,upheld,bags,2026-03-20,,2026-03-21\n\
             C1,{c},,2026-03-03,,,,,,,,,,2026-03-21\n\
             C1,{c},,,,,,,,,,,,\n\
             C1,{c},,,,,,,,,,,,\n"
        ),
    );
    folder.write(
        "letters.csv",
        format!(
            "{LETTERS}L1,Anna,2026-03-10,Wang,asks,,,,2026-03-12,\n\
             L1,Anna,2026-03-10,Wang,asks,,,,,yes\n\
             L1,Anna,2026-03-10,Wang,asks,,,,2026-03-12,perhaps\n\
             L1,Anna,2026-03-10,Wang,asks,,,,2026-03-09,yes\n\
             L1,Anna,2026-03-10,Wang,asks,,,,2026-03-12,yes\n\
             L1,Bo,2026-03-10,Wang,asks,,,,,\n"
        ),
    );
    folder.write(
        "services.csv",
        format!("{SERVICES}Anna,massage,2026-03-10\nAnna,news,2026-03-10\nAnna,news,2026-03-10\n"),
    );
    assert_refused(&folder.review(&[]), BAD);
}

const BAD: &str = "\
promises.csv:2: what: must not be empty
promises.csv:3: kind: a kind of promise is one of delivery, service, support, terms, payment, answer, was \"gift\"
promises.csv:4: a promise of 2026-03-12 must be due on that day or later, was due on 2026-03-11
promises.csv:5: item: an item of support is one of sales_targets, sales_policy, manager_training, finance_advice, organisation_advice, market_news, market_survey, seller_training, new_customers, customer_care, credit_setting, leaflets, events, mention, own_advertising, consumer_meetings, joint_advertising, staff_and_cars, signboard, shop_window, display, point_of_sale, stands, selling_tools, interior, promotion_planning, tasting, demonstration, sales_contest, bulletin, booklet, trade_news, was \"car\"
promises.csv:6: a promised amount must be above zero, was CNY 0.00
promises.csv:7: handed: the day is missing, which holder needs
promises.csv:8: Wang has the promise already and cannot take it over
promises.csv:9: a step of 2026-03-11 cannot come before the promise of 2026-03-12
promises.csv:10: cannot break a promise of ours that is kept
promises.csv:11: person: is missing, and released is stated
promises.csv:13: customer Anna: promise: V1 is stated already
promises.csv:14: there is no customer Zoe
complaints.csv:2: topic: a topic of a complaint is one of quality, delivery, price, service, agreement, other, was \"taste\"
complaints.csv:3: acknowledged: the day is missing, which severity needs
complaints.csv:4: severity: is missing, and assessed is stated
complaints.csv:5: acknowledged: 2026-03-01 must not lie before 2026-03-02
complaints.csv:6: until: is missing, and held is stated
complaints.csv:7: acknowledged: a day up to 2026-03-04 is missing, which held needs
complaints.csv:8: until: 2026-03-04 must not lie before 2026-03-05
complaints.csv:9: decision: upheld, without_admission, not_upheld or withdrawn, was \"maybe\"
complaints.csv:10: told: the day is missing, which decision needs
complaints.csv:11: remedy: must not be empty
complaints.csv:12: remedy_by: the day is missing, which a remedy needs
complaints.csv:13: told: 2026-03-02 must not lie before acknowledged, 2026-03-03
complaints.csv:14: remedy: a complaint that is not upheld has none
complaints.csv:15: done: there is no remedy to be done
complaints.csv:16: closed: a complaint that is withdrawn has none
complaints.csv:17: closed: the remedy is to be done before, state done
complaints.csv:18: told: the day is missing, which closed needs
complaints.csv:20: customer Anna: complaint: C1 is stated already
letters.csv:2: answer: is missing, and answered is stated
letters.csv:3: answered: the day is missing, which answer needs
letters.csv:4: answer: an answer is one of yes, no, offer, was \"perhaps\"
letters.csv:5: a step of 2026-03-09 cannot come before the receipt on 2026-03-10
letters.csv:7: customer Bo: letter: L1 is stated already
services.csv:2: service: the policy has no service massage, it has business analysis, card, full service, membership, news, representative, sampled call
services.csv:4: customer Anna: date: news of 2026-03-10 is stated already
snoozes.csv:2: until: 2026-03-02 must not lie before 2026-03-03
snoozes.csv:3: reason: must not be empty
snoozes.csv:4: clock: a clock of communication is one of spoken_to, heard_from, was \"wall\"
snoozes.csv:6: customer Anna: date: a snooze of 2026-03-02 is stated already";

#[test]
fn the_sample_tells_who_gets_what() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/review/sample");
    let output = review(&sample, &["--format", "text"]);
    let said = String::from_utf8(output.stdout).unwrap();
    let (_, section) = said.split_once("\n7  SO WHO GETS WHAT?\n").unwrap();
    assert_eq!(section.trim_start(), SAMPLE);
}

const SAMPLE: &str = "\
   Visits from 2026-04-01 to 2026-04-07, by who makes them:
   visits by   visits   late   left out   minutes     of
  ───────────────────────────────────────────────────────────
   Wang             3      3          0       390   2688
   Zhao             1      1          0       150   2688
   Wang visits:
     2026-04-01, Li & Sons, 90 minutes: order by 2026-04-05; regular visit by 2026-03-22; it comes
     late
     2026-04-01, Old Town Seeds, 60 minutes: collection of CNY 4,200.00 overdue; warning of debt
     (critical); warning of progress (critical); warning of loss (critical); order by 2025-10-21;
     regular visit by 2024-06-08; it comes late
     2026-04-02, Sun Agri, 60 minutes: regular visit by 2026-03-29; it comes late
   Zhao visits:
     2026-04-01, Green Field, 90 minutes: complaint C-31 by 2026-03-19; regular visit by 2026-02-01;
     it comes late

   Owed to customers by 2026-04-07: the day by which it is due, or the days by which it is late.
   Urgent matters come first, then by class and by day:
   customer         visit      call   promise   complaint   letter   support    service
  ──────────────────────────────────────────────────────────────────────────────────────
   Green Field      04-01         ·         ·     12 late        ·     04-07   357 late
   Old Town Seeds   04-01         ·         ·           ·        ·         ·   334 late
   Li & Sons        04-01         ·    5 late      3 late        ·   11 late    43 late
   Delta Coop           ·   18 late         ·           ·        ·         ·          ·
   Sun Agri         04-02         ·         ·           ·   6 late         ·          ·
     and 3 more
   Complaints to answer:
     Green Field (A), C-31: Sun, was due by 2026-03-19, 12 days late: tell the decision, say how it
     stands (serious, quality: one bag in ten is wet)
     Li & Sons (A), C-32: Wang, was due by 2026-03-28, 3 days late: say that we have it, say how it
     stands (delivery: two pallets short)
     Chen Feed (C), C-28: Zhao, was due by 2026-03-24, 7 days late: do as promised: a credit note
     for the difference (minor, price: the invoice has the old price)
   Promises to keep:
     Li & Sons (A), V-12: Wang, was due by 2026-03-26, 5 days late: the price of salt by the pallet
   Support that was promised:
     Li & Sons (A), V-11: Sun, was due by 2026-03-20, 11 days late: half of the new signboard
     (signboard, CNY 1,800.00)
     Green Field (A), V-13: Zhao, by 2026-04-07: a training for its three sellers (training of
     sellers)
   Letters to answer:
     Sun Agri (B), L-7: Wang, was due by 2026-03-25, 6 days late: answer it (asks for a list of
     outlets nearby)
   Customers to call, since nobody will visit them:
     Delta Coop (B): nobody yet, was due by 2026-03-13, 18 days late: speak to it, no contact is on
     record since 2026-01-12, put off until 2026-03-12
   Services of their class:
     Green Field (A): head of sales, was due by 2025-04-08, 357 days late: representative, never had
     Old Town Seeds (A): marketing, was due by 2025-05-01, 334 days late: membership, never had
     Green Field (A): key account manager, was due by 2025-09-28, 184 days late: business analysis,
     never had
     Old Town Seeds (A): head of sales, was due by 2025-10-21, 161 days late: representative, never
     had
     Li & Sons (A): key account manager, was due by 2026-02-16, 43 days late: business analysis,
     last on 2025-08-20
     and 5 more
";
