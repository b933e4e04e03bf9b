//! Who the customers are: the files about customers themselves.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::files::customer;
use super::text::assert_says;
use super::{Folder, assert_refused, review, said};

/// The sample of the example: a handful of customers, one in each stage.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/review/sample")
}

#[track_caller]
fn judged(folder: &Path, more: &[&str]) -> Value {
    let output = review(folder, more);
    assert_eq!(said(&output), "");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
fn who(folder: &Folder, more: &[&str]) -> Value {
    judged(&folder.0, more)["who"].clone()
}

#[track_caller]
fn of<'a>(who: &'a Value, name: &str) -> &'a Value {
    let customers = who["customers"].as_array().unwrap();
    customers.iter().find(|it| it["customer"] == name).unwrap()
}

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_sample_has_a_customer_in_every_stage() {
    let who = &judged(&sample(), &[])["who"];
    let expected = json!({
        "future": 2, "prospect": 1, "first": 1, "active": 2, "dormant": 1, "lost": 1,
        "won_back_provisional": 1, "dropped": 1, "ended": 1,
    });
    assert_eq!(who["stages"], expected);
    for (customer, stage) in [
        ("Delta Coop", "future"),
        ("Sun Agri", "prospect"),
        ("Chen Feed", "first"),
        ("Green Field", "active"),
        ("Old Town Seeds", "dormant"),
        ("Huang Trading", "lost"),
        ("Bright Farm", "won_back_provisional"),
        ("Red River", "dropped"),
        ("West Gate", "ended"),
    ] {
        assert_eq!(of(who, customer)["stage"], stage, "{customer}");
    }
    let cards = json!({
        "customers": 9, "with_card": 6, "complete": 17, "current": 16, "trusted": 12, "of": 270, "placeholders": 0,
        "least_complete": ["Green Field", "Li & Sons"],
    });
    assert_eq!(who["cards"], cards);
    assert_eq!(
        who["contacts"],
        json!({ "none": 2, "unnamed": 0, "single": 3, "several": 1, "no_data": 0 })
    );
    assert_eq!(
        who["permits"],
        json!([
            { "customer": "Green Field", "finding": "ended", "kind": "seed_trade", "last_day": "2026-02-28" },
            { "customer": "Li & Sons", "finding": "ends_soon", "kind": "pesticide_trade", "last_day": "2026-05-15" },
        ])
    );
    let nobody = ["Bright Farm", "Delta Coop", "Huang Trading", "Li and Sons Feed"];
    assert_eq!(who["nobody"], json!(nobody));
}

#[test]
fn the_text_of_the_sample_answers_who_the_customers_are() {
    let output = review(&sample(), &["--format", "text"]);
    assert_eq!(said(&output), "");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_says(&text, "future 2 known by name, no contact on record prospect 1 a contact");
    assert_says(&text, "won back, provisionally 1 was lost and ordered");
    assert_says(&text, "dropped 1 given up by us ended 1 out of business");
    assert_says(
        &text,
        "Cards: 6 of 9 customers have one. By the weight of their fields all cards are 6.2% (17 of \
         270) complete, 5.9% (16 of 270) current and 4.4% (12 of 270) trusted",
    );
    assert_says(
        &text,
        "The least complete of customers of importance A: Green Field: the card is 13.3% complete",
    );
    assert_says(&text, "Li & Sons and Li and Sons Feed: likely the same, from 55: 55 points");
    assert_says(
        &text,
        "Hangs on a single thread: Li & Sons: only Wang of ours, only Li senior of theirs",
    );
    assert_says(&text, "Met by nobody in the last 180 days: Old Town Seeds: no contact");
    assert_says(&text, "Green Field: no buyer, no coach or champion known");
    assert_says(&text, "Permits: Green Field: permit seed trade ended on 2026-02-28");
    assert_says(&text, "Wang 3 1 2 0 Li & Sons, Old Town Seeds, Sun Agri");
    assert_says(&text, "Looked after by nobody: Delta Coop, future");
}

#[test]
fn without_the_files_only_stages_are_told_and_each_file_brings_its_own_part() {
    let folder = Folder::new("who-none");
    assert_eq!(who(&folder, &[]), Value::Null, "the text has the stages");
    let text = folder.review(&["--format", "text"]).stdout;
    assert!(!String::from_utf8(text).unwrap().contains("Cards:"));
    folder.write("permits.csv", "customer,kind,number,from,to\nAnna,seed,1,2025-01-01,\n");
    let found = who(&folder, &[]);
    assert_eq!(keys(&found), ["customers", "permits", "stages"]);
    let customer =
        ["customer", "importance", "last_order", "ordered_after_drop", "released_from", "stage"];
    assert_eq!(keys(of(&found, "Anna")), customer);
    folder.write("posts.csv", "customer,person,roles,from\nAnna,Li,decider,2025-01-01\n");
    assert_eq!(
        keys(&of(&who(&folder, &[]), "Anna")["contacts"]),
        ["enemies", "people", "rank", "roles"]
    );
}

#[test]
fn nothing_later_than_the_day_is_seen() {
    let folder = Folder::new("who-later");
    folder.write(
        "cards.csv",
        "customer,field,value,absent,observed,recorded,author,source\n\
         Anna,name,Anna Co,,2026-03-01,2026-03-10,Wang,visit\nAnna,bank,,yes,,2026-03-12,Wang,\n",
    );
    folder.write(
        "interactions.csv",
        "customer,date,kind,staff,persons\nBo,2026-03-11,visit,Wang,Bo senior\n\
         Chen,2026-03-20,letter,Wang,\nChen,2026-03-25,call,Wang,\n",
    );
    let on = |t: &str| who(&folder, &["--as-of", t]);
    assert_eq!(on("2026-03-09")["cards"]["complete"], 0, "observed, and not written down yet");
    assert_eq!(on("2026-03-10")["cards"]["complete"], 1);
    assert_eq!(on("2026-03-12")["cards"]["complete"], 2, "that there is none is an answer");
    assert_eq!(of(&on("2026-03-10"), "Bo")["contacts"]["threads"], "no_data");
    let single = json!({ "single": { "ours": "Wang", "theirs": "Bo senior" } });
    assert_eq!(of(&on("2026-03-11"), "Bo")["contacts"]["threads"], single);
    let is_known = |t: &str| on(t).to_string().contains("Chen");
    assert!(!is_known("2026-03-19"), "it starts on 1 April");
    assert_eq!(of(&on("2026-03-20"), "Chen")["stage"], "future", "a letter is no contact");
    assert_eq!(of(&on("2026-03-25"), "Chen")["stage"], "prospect");
}

#[test]
fn a_telephone_in_two_spellings_is_no_conflict() {
    let folder = Folder::new("who-phones");
    folder.write(
        "cards.csv",
        "customer,field,value,recorded,author\n\
         Anna,phone,020 5550 1234,2026-03-02,Wang\n\
         Anna,phone,+86 20 5550 1234,2026-03-02,Zhao\n\
         Bo,phone,020 5550 1234,2026-03-02,Wang\n\
         Bo,phone,020 5550 1235,2026-03-02,Zhao\n",
    );
    let found = who(&folder, &[]);
    assert_eq!(of(&found, "Anna")["card"]["conflicts"], json!([]));
    assert_eq!(of(&found, "Bo")["card"]["conflicts"][0]["field"], "phone");
}

#[test]
fn an_account_in_another_field_is_not_shown_in_a_conflict() {
    let folder = Folder::new("who-account");
    folder.write(
        "cards.csv",
        "customer,field,value,recorded,author\n\
         Anna,owner,6222 0212 3456 7890,2026-03-02,Wang\nAnna,owner,Li,2026-03-02,Zhao\n",
    );
    let found = who(&folder, &[]);
    let values = &of(&found, "Anna")["card"]["conflicts"][0]["values"];
    assert_eq!((&values[0]["value"], &values[1]["value"]), (&Value::Null, &"Li".into()));
}

#[test]
fn fields_in_conflict_wait_for_a_person_and_are_named() {
    let folder = Folder::new("who-conflict");
    folder.write(
        "cards.csv",
        "customer,field,value,recorded,author,source\n\
         Anna,phone,1,2026-03-06,Wang,register\nAnna,phone,2,2026-03-06,Zhao,register\n\
         Bo,phone,1,2026-03-06,Wang,register\nBo,phone,1,2026-03-07,Zhao,register\n",
    );
    let found = who(&folder, &[]);
    assert_eq!(of(&found, "Anna")["card"]["conflicts"][0]["field"], "phone");
    assert_eq!(of(&found, "Bo")["card"]["conflicts"], json!([]), "confirmed");
    let text = String::from_utf8(folder.review(&["--format", "text"]).stdout).unwrap();
    assert!(
        text.contains("In conflict, until a person rules:\n     Anna: phone is 1 (re"),
        "{text}"
    );
}

#[test]
fn an_entry_without_a_source_is_an_import_and_earns_no_trust() {
    let folder = Folder::new("who-import");
    let header = "customer,field,value,recorded,author,source\n";
    let trusted = |source: &str| {
        folder.write("cards.csv", format!("{header}Anna,name,Anna Co,2026-03-10,Wang,{source}\n"));
        who(&folder, &[])["cards"]["trusted"].clone()
    };
    assert_eq!(trusted(""), 0);
    assert_eq!(trusted("import"), 0);
    assert_eq!(trusted("register"), 1);
}

#[test]
fn numbers_of_registers_and_decisions_of_people_tell_customers_apart() {
    let folder = Folder::new("who-identity");
    let twins = "customer,field,value,recorded,author\n\
                 Anna,phone,020 5550 1234,2026-03-01,Wang\nBo,phone,+86 20 5550 1234,2026-03-01,Wang\n\
                 Anna,name,Anna Ltd.,2026-03-01,Wang\nBo,name,ANNA,2026-03-01,Wang\n";
    folder.write("cards.csv", twins);
    let verdicts = |folder: &Folder| {
        let who = who(folder, &[]);
        let pairs = who["duplicates"].as_array().unwrap().iter();
        pairs.map(|it| it["verdict"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(verdicts(&folder), ["likely"]);
    let header = "customer,other,on,by,reason\n";
    folder.write("distinct.csv", format!("{header}Bo,Anna,2026-04-01,Sun,brothers\n"));
    assert_eq!(verdicts(&folder), ["likely"], "it is not decided yet");
    folder.write("distinct.csv", format!("{header}Bo,Anna,2026-03-31,Sun,brothers\n"));
    assert!(verdicts(&folder).is_empty());
    folder.write("distinct.csv", header);
    folder
        .write("numbers.csv", "customer,register,number\nAnna,duns,150483782\nBo,duns,150483783\n");
    assert!(verdicts(&folder).is_empty(), "two numbers of one register are of two customers");
    folder.write(
        "numbers.csv",
        "customer,register,number\nAnna,duns,150483782\nBo,duns,15-048-3782\n",
    );
    assert_eq!(verdicts(&folder), ["same"]);
}

#[test]
fn a_customer_given_up_is_dropped_until_it_is_taken_up_and_its_orders_are_told() {
    let folder = Folder::new("who-dropped");
    folder.write(
        "decisions.csv",
        "customer,on,decision,by,reason\nAnna,2026-02-15,drop,Sun,too dear\n\
         Anna,2026-03-20,take_up,Sun,a new owner\n",
    );
    let anna = |t: &str| of(&who(&folder, &["--as-of", t]), "Anna").clone();
    assert_eq!(anna("2026-02-14")["stage"], "future");
    assert_eq!(anna("2026-02-15")["stage"], "dropped");
    assert_eq!(anna("2026-03-01")["ordered_after_drop"], "2026-03-01");
    assert_eq!(anna("2026-03-20")["stage"], "first");
    let text = folder.review(&["--format", "text", "--as-of", "2026-03-19"]).stdout;
    let text = String::from_utf8(text).unwrap();
    assert_says(
        &text,
        "Ordered after they were given up or had ended: Anna, dropped: ordered again, first on 2026-03-01",
    );
}

#[test]
fn a_customer_given_up_is_judged_for_debt_only_until_it_is_taken_up() {
    let folder = Folder::new("who-given-up");
    let decisions = "customer,on,decision,by,reason\nAnna,2026-02-15,drop,Sun,too dear\n";
    folder.write("decisions.csv", decisions);
    let anna = |t: &str| customer(&judged(&folder.0, &["--as-of", t]), "Anna").clone();
    assert_eq!(anna("2026-02-14")["status"], "never");
    let dropped = anna("2026-03-10");
    assert_eq!((&dropped["status"], &dropped["class"]), (&json!("ended"), &Value::Null));
    folder.add("decisions.csv", "Anna,2026-03-20,take_up,Sun,a new owner\n");
    assert_eq!(anna("2026-03-19")["status"], "ended");
    assert_eq!(anna("2026-03-20")["status"], "once");
    // Out of business in between: it stays given up when it begins again, and ended while it lasts.
    folder.write("decisions.csv", decisions);
    let ended = "customer,on,why,until\nAnna,2026-02-20,closed,2026-03-05\n";
    folder.write("ended.csv", ended);
    let stage = |t: &str| of(&who(&folder, &["--as-of", t]), "Anna")["stage"].clone();
    assert_eq!((stage("2026-03-04"), stage("2026-03-05")), ("ended".into(), "dropped".into()));
    assert_eq!(anna("2026-03-05")["status"], "ended");
    folder.add("decisions.csv", "Anna,2026-03-01,take_up,Sun,a new owner\n");
    assert_eq!(anna("2026-03-04")["status"], "ended", "out of business all the same");
    assert_eq!(anna("2026-03-05")["status"], "once");
}

#[test]
fn two_numbers_of_which_a_company_has_one_are_named() {
    let folder = Folder::new("who-contradiction");
    folder.write(
        "numbers.csv",
        "customer,register,number\nAnna,uscc,91350100M000100Y43\nAnna,uscc,91110000600037341L\n\
         Bo,vat DE,DE123456789\nBo,vat DE,DE987654321\n",
    );
    let found = who(&folder, &[])["contradictions"].clone();
    let numbers = ["uscc 91110000600037341L", "uscc 91350100M000100Y43"];
    assert_eq!(found, json!([{ "customer": "Anna", "numbers": numbers }]), "VAT may be several");
    let text = String::from_utf8(folder.review(&["--format", "text"]).stdout).unwrap();
    assert_says(
        &text,
        "Two numbers where a company has one, so that one is another's: \
         Anna: uscc 91110000600037341L and uscc 91350100M000100Y43",
    );
}

#[test]
fn a_decision_that_two_are_two_holds_of_the_survivor_of_one_of_them() {
    let folder = Folder::new("who-carried");
    folder.write(
        "numbers.csv",
        "customer,register,number\nAnna,duns,150483782\nBo,duns,150483782\nChen,duns,150483782\n",
    );
    folder
        .write("customers.csv", "customer,since,credit_limit,attitude\nAnna,,,\nBo,,,\nChen,,,\n");
    let pairs = |folder: &Folder| {
        let who = who(folder, &[]);
        let pairs = who["duplicates"].as_array().unwrap().iter();
        pairs.map(|it| it["customers"].clone()).collect::<Vec<_>>()
    };
    folder.write("merges.csv", "customer,into,on\nAnna,Chen,2026-03-10\n");
    assert_eq!(pairs(&folder), [json!(["Bo", "Chen"])]);
    folder.write("distinct.csv", "customer,other,on,by,reason\nAnna,Bo,2026-03-01,Sun,brothers\n");
    assert_eq!(pairs(&folder), Vec::<Value>::new());
    folder.write("merges.csv", "customer,into,on,until\nAnna,Chen,2026-03-10,2026-03-20\n");
    assert_eq!(pairs(&folder), [json!(["Anna", "Chen"]), json!(["Bo", "Chen"])]);
}

#[test]
fn a_decision_that_two_are_two_is_named_where_a_number_of_both_is_equal() {
    let folder = Folder::new("who-apart");
    folder.add("customers.csv", "Dora,2024-01-01,,,\n");
    folder.write(
        "numbers.csv",
        "customer,register,number\nAnna,uscc,91350100M000100Y43\n\
         Bo,uscc,91350100M000100Y43\n",
    );
    let apart = |t: &str| who(&folder, &["--as-of", t])["ruled_apart"].clone();
    assert_eq!(apart("2026-03-31"), json!([]));
    folder.write(
        "distinct.csv",
        "customer,other,on,by,reason\nAnna,Bo,2026-03-10,Sun,two brothers\n",
    );
    assert_eq!(apart("2026-03-09"), json!([]));
    let sentence = "distinct by a ruling of Sun on 2026-03-10: two brothers; yet same: \
                    uscc 91350100M000100Y43 is equal";
    let told = json!([{ "customers": ["Anna", "Bo"], "sentence": sentence }]);
    assert_eq!(apart("2026-03-10"), told);
    assert_eq!(who(&folder, &[])["duplicates"], json!([]), "the ruling stands");
    let text = folder.review(&["--format", "text"]).stdout;
    let text = String::from_utf8(text).unwrap();
    assert_says(
        &text,
        &format!("Ruled to be two, with a number in common: Anna and Bo: {sentence}"),
    );
    // The decision and the number of a merged customer are those of its survivor.
    folder.write("merges.csv", "customer,into,on,until\nBo,Dora,2026-03-20,\n");
    let told = json!([{ "customers": ["Anna", "Dora"], "sentence": sentence }]);
    assert_eq!(apart("2026-03-20"), told);
}

#[test]
fn a_person_rules_which_value_of_a_card_stands() {
    let folder = Folder::new("who-ruled");
    let header = "customer,field,value,observed,recorded,author,source\n";
    let rows = "Anna,size,12 people,2026-03-01,2026-03-02,Wang,stated\n\
                Anna,size,40 people,2026-03-01,2026-03-03,Sun,stated\n";
    folder.write("cards.csv", format!("{header}{rows}"));
    let conflicts = |t: &str| {
        let who = who(&folder, &["--as-of", t]);
        of(&who, "Anna")["card"]["conflicts"].as_array().unwrap().len()
    };
    assert_eq!(conflicts("2026-03-31"), 1);
    folder.write(
        "rulings.csv",
        "customer,field,value,on,by,reason\nAnna,size,40 people,2026-03-10,Zhao,counted them\n",
    );
    assert_eq!([conflicts("2026-03-09"), conflicts("2026-03-10")], [1, 0]);
    folder.write(
        "rulings.csv",
        "customer,field,value,absent,on,by,reason\n\
         Anna,size,,,2026-03-10,Zhao,counted them\n\
         Anna,size,40 people,,2026-03-10,Zhao,\n\
         Anna,weight,40 people,,2026-03-10,Zhao,counted them\n\
         Anna,size,,yes,2026-03-10,Zhao,nobody works there\n\
         Anna,size,12 people,,2026-03-10,Sun,counted them\n",
    );
    let told = said(&folder.review(&[]));
    let lines: Vec<&str> = told.lines().collect();
    let begins = [
        "rulings.csv:2: value: an entry of the card says something, was \"\"",
        "rulings.csv:3: reason: a reason must not be blank, was \"\"",
        "rulings.csv:4: field: ",
        "rulings.csv:6: customer Anna: size was ruled to be \"(none)\" on 2026-03-10",
    ];
    assert_eq!(lines.len(), begins.len(), "{told}");
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{begin:?} does not begin {line:?}");
    }
}

#[test]
fn checks_and_talks_that_managers_owe_are_named() {
    let folder = Folder::new("who-managers");
    folder.write(
        "assignments.csv",
        "customer,staff,role,from\nAnna,Wang,salesperson,2024-01-01\n\
         Bo,Zhao,salesperson,2024-01-01\nBo,Sun,key_account_manager,2024-01-01\n",
    );
    folder.write(
        "interactions.csv",
        "customer,date,kind,staff\nAnna,2026-03-26,visit,Wang\nAnna,2026-03-27,call,Wang\n\
         Bo,2026-03-27,visit,Wang; Sun\nBo,2026-03-02,visit,Zhao\n",
    );
    let owed = |t: &str| {
        let who = who(&folder, &["--as-of", t]);
        let found = who["supervision"].as_array().unwrap().clone();
        found.into_iter().map(|it| it["sentence"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    folder.write(
        "checks.csv",
        "customer,salesperson,date,manager\nAnna,Wang,2026-03-24,Sun\n\
         Bo,Wang,2026-03-24,Sun\n",
    );
    let never = "the cards of Zhao were never checked".to_owned();
    assert_eq!(owed("2026-03-31").as_slice(), std::slice::from_ref(&never));
    let late = "the cards of Wang were checked on 2026-03-24, and not by 2026-03-31".to_owned();
    assert_eq!(owed("2026-04-01"), [late, never.clone()]);
    folder.write(
        "debriefs.csv",
        "customer,salesperson,about,date,manager\nAnna,Wang,2026-03-26,2026-03-27,Sun\n",
    );
    let untold = "the visits of Wang on 2026-03-27 were not talked over by 2026-03-28".to_owned();
    assert_eq!(owed("2026-03-31"), [untold.clone(), never]);
    let text = folder.review(&["--format", "text"]).stdout;
    let text = String::from_utf8(text).unwrap();
    assert_says(
        &text,
        &format!("Checks of cards and talks about visits that managers owe: {untold}"),
    );
    folder.add("checks.csv", "Anna,Sun,2026-03-24,Sun\nAnna,Wang,2026-03-24,Sun\n");
    folder.add("debriefs.csv", "Anna,Wang,2026-03-28,2026-03-27,Sun\n");
    let told = said(&folder.review(&[]));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(lines[0].starts_with("checks.csv:4: customer Anna: manager of card check"), "{told}");
    assert!(lines[1].starts_with("checks.csv:5: customer Anna: card check"), "{told}");
    assert!(lines[2].starts_with("debriefs.csv:3: customer Anna: day of debrief"), "{told}");
}

#[test]
fn placeholders_are_counted_and_named() {
    let folder = Folder::new("who-placeholders");
    folder.write(
        "cards.csv",
        "customer,field,value,recorded,author\nAnna,phone,n/a,2026-03-01,Wang\n\
         Anna,bank,ICBC,2026-03-01,Wang\nAnna,address,N/A,2026-04-01,Wang\n",
    );
    let found = who(&folder, &[]);
    assert_eq!(found["cards"]["placeholders"], 1, "that of April is not there yet");
    let card = &of(&found, "Anna")["card"];
    assert_eq!(card["placeholders"], json!([{ "field": "phone", "value": "n/a" }]));
    let text = String::from_utf8(folder.review(&["--format", "text"]).stdout).unwrap();
    assert_says(&text, "1 entry of a placeholder is not counted as a value: Anna: phone \"n/a\"");
}

#[test]
fn the_explanation_of_a_customer_says_who_it_is() {
    let explained = |customer: &str| {
        let output = review(&sample(), &["--explain", customer]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert_says(
        &explained("Li & Sons"),
        "WHO IT IS Active, importance A. As things stand, may be released to others from 2026-09-28 \
         on. The card is 23.3% complete, 20% current and 20% trusted; it lacks credit standing, terms of trade. Hangs on a single thread: only Wang of ours, \
         only Li senior of theirs. Li senior, last met on 2026-03-05. No user, no coach or champion \
         known. Permit pesticide trade ends on 2026-05-15. Looked after by Wang as salesperson",
    );
    assert_says(&explained("Red River"), "WHO IT IS Importance B. There is no card.");
}

#[test]
fn a_permit_is_told_from_sixty_days_before_its_end() {
    let folder = Folder::new("who-permits");
    folder.write(
        "permits.csv",
        "customer,kind,number,from,to\nAnna,seed,1,2025-01-01,2026-05-30\n\
         Bo,seed,2,2025-01-01,2026-05-31\n",
    );
    let told = |t: &str| who(&folder, &["--as-of", t])["permits"].clone();
    let of = |customer: &str, finding: &str, to: &str| json!({ "customer": customer, "finding": finding, "kind": "seed", "last_day": to });
    assert_eq!(told("2026-03-30"), json!([]), "61 and 62 days ahead");
    assert_eq!(told("2026-03-31"), json!([of("Anna", "ends_soon", "2026-05-30")]));
    assert_eq!(told("2026-05-30")[0], of("Anna", "ends_soon", "2026-05-30"), "the last day");
    assert_eq!(told("2026-05-31")[0], of("Anna", "ended", "2026-05-30"));
}

#[test]
fn a_customer_is_looked_after_on_the_days_of_its_assignments() {
    let folder = Folder::new("who-staff");
    folder.write(
        "assignments.csv",
        "customer,staff,role,from,to\nAnna,Wang,salesperson,2026-01-01,2026-03-15\n\
         Anna,Sun,collector,2026-03-15,\n",
    );
    let staff = |t: &str| who(&folder, &["--as-of", t])["staff"].clone();
    let has = |name: &str| json!({ "staff": name, "customers": ["Anna"] });
    assert_eq!(staff("2026-03-14"), json!([has("Wang")]));
    assert_eq!(staff("2026-03-15"), json!([has("Sun"), has("Wang")]));
    assert_eq!(staff("2026-03-16"), json!([has("Sun")]));
    assert_eq!(who(&folder, &[])["nobody"], json!(["Bo"]));
}

#[test]
fn all_bad_rows_of_these_files_are_told_at_once() {
    let folder = Folder::new("who-bad");
    folder.write(
        "cards.csv",
        "customer,field,value,absent,observed,recorded,author,source\n\
         Zoe,name,Zoe,,,2026-03-01,Wang,\n\
         Anna,colour,red,,,2026-03-01,Wang,\n\
         Anna,name,,,,2026-03-01,Wang,\n\
         Anna,name,Anna,yes,,2026-03-01,Wang,\n\
         Anna,name,Anna,,2026-03-02,2026-03-01,Wang,\n\
         Anna,name,Anna,,,2026-03-01,Wang,\n\
         Anna,name,Anna,,,2026-03-01,Wang,\n\
         Anna,name,Ann,,,2026-03-01,Wang,\n",
    );
    folder.write(
        "numbers.csv",
        "customer,register,number\nAnna,uscc,91350100M000100Y44\nAnna,duns,150483782\n\
         Anna,duns,15-048-3782\n",
    );
    folder.write(
        "distinct.csv",
        "customer,other,on,by,reason\nAnna,Anna,2026-03-01,Sun,one\nAnna,Bo,2026-03-01,Sun,two\n\
         Bo,Anna,2026-03-01,Sun,two\n",
    );
    folder.write(
        "decisions.csv",
        "customer,on,decision,by,reason\nAnna,2026-03-01,sell,Sun,dear\nBo,2026-03-01,drop,Sun,dear\n\
         Bo,2026-03-01,take_up,Sun,dear\n",
    );
    folder.write(
        "assignments.csv",
        "customer,staff,role,from,to\nAnna,Wang,salesperson,2026-03-01,2026-02-28\n\
         Anna,Wang,salesperson,2026-01-01,\nAnna,Sun,salesperson,2026-02-01,\n",
    );
    folder.write("interactions.csv", "customer,date,kind,staff\nAnna,2026-03-01,visit,;\n");
    folder.write("posts.csv", "customer,person,roles,from\nAnna,Li,boss; buyer,2026-01-01\n");
    folder.write(
        "permits.csv",
        "customer,kind,number,from\nAnna,seed,1,2026-01-01\nAnna,seed,1,2026-01-01\n",
    );
    let output = folder.review(&[]);
    let told = said(&output);
    let lines: Vec<&str> = told.lines().collect();
    let begins = [
        "assignments.csv:2: to: a term from 2026-03-01 ends on that day or later, was 2026-02-28",
        "assignments.csv:4: customer Anna: assignment salesperson from 2026-02-01 overlaps one that is recorded: ",
        "interactions.csv:2: staff: visit of 2026-03-01 names nobody of ours",
        "posts.csv:2: roles: ",
        "permits.csv:3: customer Anna: permit seed 1 is recorded already, with the same content",
        "cards.csv:2: there is no customer Zoe",
        "cards.csv:3: field: ",
        "cards.csv:4: value: an entry of the card says something, was \"\"",
        "cards.csv:5: value: must be empty where it is absent, was \"Anna\"",
        "cards.csv:6: observed: an entry recorded on 2026-03-01 was observed by then, was 2026-03-02",
        "cards.csv:8: customer Anna: name was recorded on 2026-03-01 already",
        "cards.csv:9: customer Anna: name was recorded on 2026-03-01 as \"Anna\", cannot also be \"Ann\"",
        "numbers.csv:2: number: ",
        "numbers.csv:4: customer Anna: the number is stated already",
        "distinct.csv:2: other: a customer is not another than itself",
        "distinct.csv:4: customer Bo: on: a ruling of 2026-03-01 is stated already",
        "decisions.csv:2: decision: ",
        "decisions.csv:4: customer Bo: on: a decision of 2026-03-01 is stated already",
    ];
    assert_eq!(lines.len(), begins.len(), "{told}");
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{begin:?} does not begin {line:?}");
    }
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "no partial output");
}

#[test]
fn a_misspelt_column_of_a_card_is_told() {
    let folder = Folder::new("who-header");
    folder.write("cards.csv", "customer,field,value,recorded,auther\n");
    assert_refused(
        &folder.review(&[]),
        "cards.csv:1: unknown column \"auther\", known are customer, field, value, recorded, \
         author, observed, source, absent",
    );
}
