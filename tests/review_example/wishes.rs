//! Products of sales, enquiries and surveys.

use std::fmt::Write;

use serde_json::{Value, json};

use super::text::assert_says;
use super::{Folder, assert_refused, said};

#[track_caller]
fn matter(folder: &Folder, more: &[&str]) -> Value {
    let output = folder.review(more);
    assert_eq!(said(&output), "");
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["matter"].clone()
}

#[track_caller]
fn of<'a>(found: &'a Value, name: &str) -> &'a Value {
    let customers = found["customers"].as_array().unwrap();
    customers.iter().find(|it| it["customer"] == name).unwrap()
}

#[track_caller]
fn text(folder: &Folder, more: &[&str]) -> String {
    let output = folder.review(&[&["--format", "text"], more].concat());
    assert_eq!(said(&output), "");
    String::from_utf8(output.stdout).unwrap()
}

/// Seven customers of one size, and so of one class: all buy feed, and all but Anna salt for a
/// quarter of it.
fn shops(name: &str) -> Folder {
    let folder = Folder::new(name);
    let mut customers = "customer,since,credit_limit,attitude\n".to_owned();
    let mut sales = "customer,date,document,product,amount,known_from\n".to_owned();
    for shop in ["Anna", "Bo", "Cai", "Dora", "Eva", "Fred", "Gus"] {
        writeln!(customers, "{shop},2024-01-01,,").unwrap();
        for month in 1..=3 {
            writeln!(sales, "{shop},2026-{month:02}-02,{shop}{month},feed,300.00,").unwrap();
        }
        let other = if shop == "Anna" { "" } else { "salt" };
        writeln!(sales, "{shop},2026-03-02,{shop}4,{other},300.00,").unwrap();
    }
    folder.write("customers.csv", customers);
    folder.write("sales.csv", sales);
    folder
}

#[test]
fn products_tell_the_usual_order_and_what_only_peers_buy() {
    let folder = shops("wishes-products");
    let found = matter(&folder, &[]);
    let anna = of(&found, "Anna");
    assert_eq!(
        anna["white_space"],
        json!({ "products": [{
            "product": "salt", "buyers": 6, "peers": 6, "usual_share": "0.25", "worth": "225.00",
        }], "why": null })
    );
    assert_eq!(
        anna["usual"]["products"][0],
        json!({ "product": "feed", "order_days": 3, "gap_days": 28 })
    );
    assert_eq!(anna["usual"]["due"], json!(["feed"]));
    assert_eq!(of(&found, "Bo")["white_space"]["products"], json!([]));
    let said = text(&folder, &[]);
    assert_says(
        &said,
        "Products that peers of one class buy, and these do not: Anna: salt: bought by 6 of 6 peers, \
         25% of their purchases, worth about 225 a year",
    );
    // A version that is known later is not seen before, and is seen from its day on.
    folder.add("sales.csv", "Anna,2026-03-02,Anna4,salt,300.00,2026-03-20\n");
    let salt = |t: &str| {
        let found = matter(&folder, &["--as-of", t]);
        of(&found, "Anna")["white_space"]["products"].as_array().unwrap().len()
    };
    assert_eq!([salt("2026-03-19"), salt("2026-03-20")], [1, 0]);
}

/// Two customers with lines, one of which is corrected, one cancelled with its sale.
fn lines(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("customers.csv", "customer,since,credit_limit,attitude\nAnna,,,\nBo,,,\n");
    folder.write(
        "sales.csv",
        "customer,date,document,line,product,amount,quantity,unit,batch,invoice,known_from,void\n\
         Anna,2025-02-03,S0,,feed,500.00,5,bag,,,,\n\
         Anna,2026-01-05,S1,1,feed,300.00,3,bag,B-7,I1,,\n\
         Anna,2026-01-05,S1,2,salt,40.00,20,kg,,I1,,\n\
         Anna,2026-02-05,S2,,feed,200.00,2,bag,,,,\n\
         Anna,2026-02-05,S2,,feed,100.00,1,bag,,,2026-02-20,\n\
         Anna,2026-02-09,R1,,feed,-100.00,-1,bag,,,,\n\
         Anna,2026-02-10,S3,,oil,70.00,,,,,,\n\
         Anna,2026-02-10,S3,,,,,,,,2026-02-25,yes\n\
         Bo,2026-02-10,S4,,,70.00,,,,,,\n",
    );
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount\nI1,Anna,2026-01-05,2026-02-05,340.00\n",
    );
    folder.write(
        "payments.csv",
        "customer,date,document,amount,invoice\nAnna,2026-02-01,P1,240.00,I1\n",
    );
    folder
}

#[test]
fn lines_tell_the_purchases_of_a_customer_by_product_and_what_of_them_is_paid() {
    let folder = lines("wishes-lines");
    let found = matter(&folder, &["--as-of", "2026-02-28"]);
    let anna = of(&found, "Anna");
    let bought = json!([
        {
            "product": "feed", "month": "0.00", "year": "300.00", "year_before": "500.00",
            "growth": "-0.4", "quantities": [{ "unit": "bag", "number": "3" }],
            "last": "2026-02-09",
        },
        {
            "product": "salt", "month": "0.00", "year": "40.00", "year_before": "0.00",
            "growth": null, "quantities": [{ "unit": "kg", "number": "20" }],
            "last": "2026-01-05",
        },
    ]);
    assert_eq!(anna["bought"], bought);
    // Of the 500 of the year before and 0 of this February nothing is billed; 100 of I1 are open.
    let paid = json!({ "settled": "240.00", "owed": "100.00", "not_billed": "500.00" });
    assert_eq!(anna["paid"], paid);
    let bo = of(&found, "Bo");
    assert_eq!((bo.get("bought"), bo.get("paid")), (None, None), "no product is known");
    // Before the correction and the cancellation the lines are the old ones.
    let before = matter(&folder, &["--as-of", "2026-02-19"]);
    let year = |found: &Value| {
        let products = of(found, "Anna")["bought"].as_array().unwrap().clone();
        products.iter().map(|it| it["year"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(year(&before), ["400.00", "70.00", "40.00"]);
    let output = folder.review(&["--explain", "Anna", "--as-of", "2026-02-28"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_says(
        &said,
        "Bought by product since 2026-01-01, and in the same days a year before: \
         feed: CNY 300.00 (3 bag), before CNY 500.00 salt: CNY 40.00 (20 kg), before CNY 0.00 \
         Of all purchases with a product: settled CNY 240.00, owed CNY 100.00, not billed CNY 500.00.",
    );
}

#[test]
fn a_line_without_its_product_or_unit_is_refused_and_records_no_sale() {
    let folder = Folder::new("wishes-refused");
    let header = "customer,date,document,amount,product,quantity,unit,batch,invoice\n";
    let rows = [
        (
            "Anna,2026-03-01,S1,5.00,,1,bag,,",
            "quantity: a row without a product has none, was \"1\"",
        ),
        ("Anna,2026-03-01,S1,5.00,,,,,I1", "invoice: a row without a product has none, was \"I1\""),
        ("Anna,2026-03-01,S1,5.00,feed,1,,,", "quantity: \"1\" without a unit"),
        ("Anna,2026-03-01,S1,5.00,feed,,bag,,", "unit: bag without a quantity"),
        (
            "Anna,2026-03-01,S1,5.00,feed,+1,bag,,",
            "quantity: a whole number, negative for a return, was \"+1\"",
        ),
        (
            "Anna,2026-03-01,S1,5.00,feed,1.5,bag,,",
            "quantity: a whole number, negative for a return, was \"1.5\"",
        ),
        (
            "Anna,2026-03-01,S1,-5.00,feed,1,bag,,",
            "customer Anna: quantity of sale line S1 must have the sign of the amount (CNY -5.00), \
             was 1 bag",
        ),
    ];
    for (row, reason) in rows {
        folder.write("sales.csv", format!("{header}{row}\nAnna,2026-03-01,S1,7.00,feed,1,bag,,\n"));
        assert_refused(&folder.review(&[]), &format!("sales.csv:2: {reason}"));
        let skipping = folder.review(&["--skip-bad"]);
        assert_eq!(said(&skipping).trim_end(), format!("sales.csv:2: {reason}"));
    }
}

#[test]
fn peers_have_one_place_where_places_are_stated() {
    let folder = shops("wishes-places");
    folder.write(
        "placements.csv",
        "customer,from,territory,level,business\nAnna,2024-01-01,North,retail,shop\n",
    );
    let found = matter(&folder, &[]);
    let anna = &of(&found, "Anna")["white_space"];
    assert_eq!(*anna, json!({ "products": null, "why": "too few peers to compare with" }));
}

#[test]
fn without_products_nothing_is_said_of_them() {
    let found = matter(&Folder::new("wishes-none"), &[]);
    let anna = of(&found, "Anna");
    assert_eq!((anna.get("white_space"), anna["usual"].get("products")), (None, None));
    assert_eq!((found.get("enquiries"), found.get("needs")), (None, None));
}

const ENQUIRIES: &str =
    "customer,date,product,quantity,by,quoted,amount,until,asked,about,closed,order,reason\n";

#[test]
fn enquiries_tell_who_waits_who_is_about_to_buy_and_why_others_did_not() {
    let folder = Folder::new("wishes-enquiries");
    folder.write(
        "enquiries.csv",
        format!(
            "{ENQUIRIES}\
             Anna,2026-03-26,salt,2 t,Wang,2026-03-27,800.00,2026-04-15,2026-03-30,delivery,,,\n\
             Anna,2026-03-02,feed,10 t,Wang,,,,,,,,\n\
             Bo,2026-03-02,feed,1 t,Wang,2026-03-03,90.00,2026-03-30,,,,,\n\
             Bo,2025-11-03,feed,3 t,Zhao,2025-11-04,900.00,2025-11-30,,,2025-11-20,,Mill delivers free\n\
             Bo,2025-12-03,feed,3 t,Zhao,2025-12-04,900.00,2025-12-30,,,2025-12-20,S2,\n\
             Bo,2026-01-03,feed,3 t,Zhao,2026-01-04,900.00,2026-01-30,,,2026-01-31,,\n"
        ),
    );
    let found = matter(&folder, &[])["enquiries"].clone();
    assert_eq!(
        found,
        json!({
            "open": 3, "ordered": 1, "lost": 1, "lapsed": 1,
            "late": [
                { "customer": "Anna", "product": "feed", "date": "2026-03-02",
                  "finding": "not_quoted", "due": "2026-03-04" },
                { "customer": "Bo", "product": "feed", "date": "2026-03-02",
                  "finding": "no_outcome", "due": "2026-03-30" },
            ],
            "signals": [{ "customer": "Anna", "product": "salt", "date": "2026-03-26",
                "about": "delivery", "asked": "2026-03-30", "quote_until": "2026-04-15" }],
            "reasons": [{ "customer": "Bo", "product": "feed", "date": "2025-11-03",
                "closed": "2025-11-20", "reason": "Mill delivers free" }],
        })
    );
    let said = text(&folder, &[]);
    for line in [
        "Enquiries: 3 open; in the last 365 days 1 ordered, 1 lost, 1 lapsed.",
        "Not handled in time: Anna: 10 t of feed: the enquiry of 2026-03-02 was to be quoted by 2026-03-04",
        "Bo: 3 t of feed, asked on 2025-11-03, lost on 2025-11-20: Mill delivers free",
        "5 SO WHOM DO I CALL? About to buy, by a question after a quote; call these at once: Anna: 2 t of \
         salt: asked about delivery on 2026-03-30; the quote holds until 2026-04-15",
    ] {
        assert_says(&said, line);
    }
    // What comes later is not seen.
    let earlier = matter(&folder, &["--as-of", "2026-03-29"])["enquiries"].clone();
    assert_eq!((&earlier["signals"], &earlier["open"]), (&json!([]), &3.into()));
    let explained = text(&folder, &["--explain", "Anna"]);
    assert_says(&explained, "Enquiry, 10 t of feed: the enquiry of 2026-03-02 was to be quoted by");
}

#[test]
fn bad_enquiries_and_answers_are_refused_with_their_places() {
    let folder = Folder::new("wishes-bad");
    folder.write(
        "enquiries.csv",
        format!(
            "{ENQUIRIES}\
             Anna,2026-03-20,salt,,Wang,,,,,,,,\n\
             Anna,2026-03-20,salt,2 t,Wang,,800.00,,,,,,\n\
             Anna,2026-03-20,salt,2 t,Wang,2026-03-19,800.00,2026-04-15,,,,,\n\
             Anna,2026-03-20,salt,2 t,Wang,2026-03-21,800.00,2026-04-15,,,2026-03-25,O1,dear\n\
             Anna,2026-03-20,salt,2 t,Wang,2026-03-21,800.00,2026-04-15,,,2026-03-25,,\n"
        ),
    );
    folder.write(
        "surveys.csv",
        "customer,date,need,importance,ours,scale\n\
         Anna,2026-03-02,price,6,2,\nAnna,2026-03-02,price,five,2,\nAnna,2026-03-02,price,5,2,1-5\n\
         Anna,2026-03-02,price,,,\n",
    );
    assert_refused(
        &folder.review(&[]),
        "enquiries.csv:2: quantity: must not be empty\n\
         enquiries.csv:3: quoted: the day is missing, which amount needs\n\
         enquiries.csv:4: a step of 2026-03-19 cannot come before the enquiry of 2026-03-20\n\
         enquiries.csv:5: reason: an enquiry that was ordered has no reason of a loss\n\
         enquiries.csv:6: the quote holds until 2026-04-15, so it has not lapsed on 2026-03-25\n\
         surveys.csv:2: customer Anna: importance of answer to price on 2026-03-02 must lie in 1 to 5, was 6\n\
         surveys.csv:3: importance: a mark is a whole number, was \"five\"\n\
         surveys.csv:4: scale: a scale is written as \"1 to 5\", was \"1-5\"\n\
         surveys.csv:5: customer Anna: marks of answer to price on 2026-03-02 must have one mark or more, was none",
    );
}

#[test]
fn surveys_rank_the_needs_by_what_is_missing_most() {
    let folder = Folder::new("wishes-surveys");
    let mut rows = "customer,date,need,person,importance,ours,rivals\n".to_owned();
    for person in 1..=5 {
        writeln!(
            rows,
            "Anna,2026-03-02,on_time,P{person},5,2,Mill 4\nBo,2026-03-02,price,P{person},3,5,Mill 5"
        )
        .unwrap();
    }
    rows += "Anna,2026-03-02,advice,P1,3,3,\nAnna,2026-03-02,advice,P2,3,,\n";
    folder.write("surveys.csv", rows);
    let found = matter(&folder, &[])["needs"].clone();
    let stars = json!({ "lowest": 1, "highest": 5, "good": "highest" });
    assert_eq!((&found[0]["scale"], found.as_array().unwrap().len()), (&stars, 1));
    let figures = found[0]["figures"].as_array().unwrap();
    let names: Vec<&Value> = figures.iter().map(|it| &it["need"]).collect();
    assert_eq!(names, ["on_time", "price", "advice"]);
    assert_eq!(
        figures[0],
        json!({
            "need": "on_time", "answers": 5, "half": 0, "rank": 1, "priority": figures[0]["priority"],
            "importance": "1", "performance": "0.25", "cell": "concentrate_here", "rival": "Mill",
            "lead": "-0.5",
        })
    );
    assert_eq!(
        (&figures[2]["answers"], &figures[2]["half"], &figures[2]["rank"]),
        (&1.into(), &1.into(), &Value::Null)
    );
    let said = text(&folder, &[]);
    assert_says(
        &said,
        "Needs by what is missing most, as shares of the scale: on time: importance 100%, met to 25%, \
         by 5 people: concentrate here; Mill is ahead of us",
    );
    assert_says(&said, "Too few complete answers to judge: advice (1).");
    let old = matter(&folder, &["--as-of", "2027-03-31"])["needs"].clone();
    assert_eq!(old[0]["figures"][0]["rank"], Value::Null, "older than a year");
}
