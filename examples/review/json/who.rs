//! The part of the object about customers themselves: it has only what the files tell.

use guanxi::card_audit::SupervisionFinding;
use guanxi::contact::Threads;
use guanxi::customer_stage::CustomerStage;
use guanxi::duplicate::DuplicatePair;
use guanxi::review::Review;
use serde_json::{Map, Value, json};

use super::Choice::{self, All, Each, Fields};
use crate::who::{KnownCustomer, Met, Who};

/// The keys, in their order.
pub(super) const WHO: Choice = Fields(&[
    ("stages", STAGES),
    (
        "cards",
        Fields(&[
            ("customers", All),
            ("with_card", All),
            ("complete", All),
            ("current", All),
            ("trusted", All),
            ("of", All),
            ("placeholders", All),
            ("least_complete", All),
        ]),
    ),
    ("duplicates", Each(&Fields(&[("customers", All), ("verdict", All), ("sentence", All)]))),
    ("crowds", Each(&Fields(&[("customers", All), ("sentence", All)]))),
    ("ruled_apart", Each(&Fields(&[("customers", All), ("sentence", All)]))),
    ("contradictions", Each(&Fields(&[("customer", All), ("numbers", All)]))),
    (
        "contacts",
        Fields(&[
            ("none", All),
            ("unnamed", All),
            ("single", All),
            ("several", All),
            ("no_data", All),
        ]),
    ),
    (
        "permits",
        Each(&Fields(&[("customer", All), ("finding", All), ("kind", All), ("last_day", All)])),
    ),
    ("staff", Each(&Fields(&[("staff", All), ("customers", All)]))),
    ("nobody", All),
    ("supervision", Each(&Fields(&[("salesperson", All), ("sentence", All)]))),
    ("customers", Each(&CUSTOMER)),
]);

const STAGES: Choice = Fields(&[
    ("future", All),
    ("prospect", All),
    ("first", All),
    ("active", All),
    ("dormant", All),
    ("lost", All),
    ("won_back_provisional", All),
    ("dropped", All),
    ("ended", All),
]);

const CUSTOMER: Choice = Fields(&[
    ("customer", All),
    ("stage", All),
    ("ordered_after_drop", All),
    ("last_order", All),
    ("released_from", All),
    ("importance", All),
    (
        "card",
        Fields(&[
            ("complete", All),
            ("current", All),
            ("trusted", All),
            ("of", All),
            ("missing", All),
            ("conflicts", Each(&Fields(&[("field", All), ("values", Each(&SIDE))]))),
            ("placeholders", Each(&Fields(&[("field", All), ("value", All)]))),
        ]),
    ),
    ("staff", Each(&Fields(&[("role", All), ("staff", All)]))),
    (
        "contacts",
        Fields(&[
            ("threads", All),
            ("last_contact", All),
            ("rank", All),
            ("roles", Each(&ROLE)),
            ("people", Each(&Fields(&[("person", All), ("cover", All), ("last_met", All)]))),
            ("enemies", All),
        ]),
    ),
]);

const SIDE: Choice = Fields(&[("value", All), ("source", All), ("by", All), ("day", All)]);

const ROLE: Choice =
    Fields(&[("one_of", All), ("holders", All), ("state", All), ("last_met", All)]);

pub(super) fn who(review: &Review<'_>, who: &Who<'_>) -> serde_json::Result<Value> {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    let stages = CustomerStage::ALL.map(|it| (it.code().to_owned(), who.in_stage(it).into()));
    put("stages", Value::Object(stages.into_iter().collect()));
    if who.has("cards.csv") {
        put("cards", cards(who));
    }
    if who.has_identity() {
        let book = review.book();
        let told = |DuplicatePair { pair, verdict }: &DuplicatePair| {
            let customers = [book.name(pair.first()), book.name(pair.second())];
            let sentence = verdict.to_string();
            json!({ "customers": customers, "verdict": verdict.code(), "sentence": sentence })
        };
        put("duplicates", who.duplicates.pairs.iter().map(told).collect());
        let crowds = who.duplicates.crowds.iter().map(|it| {
            let customers: Vec<&str> = it.customers.iter().map(|key| book.name(*key)).collect();
            json!({ "customers": customers, "sentence": it.to_string() })
        });
        put("crowds", crowds.collect());
        let apart = who.apart.iter().map(|it| {
            let pair = it.ruling.pair;
            let customers = [book.name(pair.first()), book.name(pair.second())];
            json!({ "customers": customers, "sentence": it.to_string() })
        });
        put("ruled_apart", apart.collect());
        let contradictions = who.duplicates.contradictions.iter().map(|it| {
            let numbers = [&it.numbers.lower, &it.numbers.higher].map(ToString::to_string);
            json!({ "customer": book.name(it.customer), "numbers": numbers })
        });
        put("contradictions", contradictions.collect());
    }
    if who.has("interactions.csv") {
        put("contacts", contacts(who));
    }
    if who.has("permits.csv") {
        put("permits", permits(who)?);
    }
    if who.has("assignments.csv") {
        let staff = who.by_staff().into_iter().map(|(staff, list)| {
            let customers: Vec<&str> = list.iter().map(|it| it.name).collect();
            json!({ "staff": staff, "customers": customers })
        });
        put("staff", staff.collect());
        let nobody = who.kept().filter(|it| it.assignments.is_empty());
        put("nobody", nobody.map(|it| it.name).collect());
    }
    if who.has_supervision() {
        let told = |it: &SupervisionFinding| {
            let (SupervisionFinding::NotChecked { salesperson, .. }
            | SupervisionFinding::NotDebriefed { salesperson, .. }) = it
            else {
                return json!({ "salesperson": null, "sentence": it.to_string() });
            };
            json!({ "salesperson": salesperson.as_str(), "sentence": it.to_string() })
        };
        put("supervision", who.supervision.iter().map(told).collect());
    }
    let customers: Result<Vec<Value>, _> =
        who.customers.iter().map(|it| customer(who, it)).collect();
    put("customers", customers?.into());
    Ok(Value::Object(object))
}

/// The sums of weights, so that each share is an exact fraction.
fn cards(who: &Who<'_>) -> Value {
    let sums = who.card_sums();
    let least = who.least_complete();
    let least: Vec<&str> = least.iter().map(|it| it.name).collect();
    json!({
        "customers": sums.customers,
        "with_card": sums.with_card,
        "complete": sums.complete,
        "current": sums.current,
        "trusted": sums.trusted,
        "of": sums.of,
        "placeholders": who.kept().map(|it| it.placeholders.len()).sum::<usize>(),
        "least_complete": least,
    })
}

fn contacts(who: &Who<'_>) -> Value {
    let mut counts = [0_u32; 5];
    for customer in who.kept().filter(|it| it.is_met()) {
        let [none, unnamed, single, several, no_data] = &mut counts;
        let count = match (customer.met, &customer.contacts.threads) {
            (Met::Unnamed(_), _) => unnamed,
            (Met::Never | Met::Before(_), _) | (Met::ByThreads, Threads::None) => none,
            (Met::ByThreads, Threads::Single { .. }) => single,
            (Met::ByThreads, Threads::Several { .. }) => several,
            (Met::ByThreads, Threads::NoData) => no_data,
        };
        *count = count.saturating_add(1);
    }
    let [none, unnamed, single, several, no_data] = counts;
    json!({
        "none": none, "unnamed": unnamed, "single": single, "several": several, "no_data": no_data,
    })
}

fn permits(who: &Who<'_>) -> serde_json::Result<Value> {
    let mut list = Vec::new();
    for customer in who.kept() {
        for finding in &customer.permits {
            let mut written = serde_json::to_value(finding)?;
            if let Some(fields) = written.as_object_mut() {
                fields.insert("customer".to_owned(), customer.name.into());
            }
            list.push(written);
        }
    }
    Ok(list.into())
}

fn customer(who: &Who<'_>, it: &KnownCustomer<'_>) -> serde_json::Result<Value> {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("customer", it.name.into());
    put("stage", it.stage.stage.code().into());
    put("ordered_after_drop", json!(it.stage.ordered_after_drop));
    put("last_order", json!(it.last_order));
    put("released_from", json!(it.released_from));
    put("importance", json!(it.importance));
    if who.has("cards.csv") {
        let mut card = serde_json::to_value(it.card.overall())?;
        if let Some(fields) = card.as_object_mut() {
            fields.insert("missing".to_owned(), json!(it.card.missing()));
            let conflicts = it.conflicts.iter().map(|it| {
                let values = it.sides.iter().map(|it| {
                    json!({ "value": it.value, "source": it.source, "by": it.by, "day": it.day })
                });
                json!({ "field": it.field, "values": values.collect::<Vec<_>>() })
            });
            fields.insert("conflicts".to_owned(), conflicts.collect());
            let blank = it.placeholders.iter();
            let blank = blank.map(|it| json!({ "field": it.field, "value": it.text }));
            fields.insert("placeholders".to_owned(), blank.collect());
        }
        put("card", card);
    }
    if who.has("assignments.csv") {
        let staff = it.assignments.iter();
        let staff = staff.map(|it| json!({ "role": it.role, "staff": it.staff.as_str() }));
        put("staff", staff.collect());
    }
    if who.has_contacts() {
        let mut contacts = serde_json::to_value(&it.contacts)?;
        if let Some(fields) = contacts.as_object_mut() {
            // A part of which the folder has no file is not known, and not missing.
            fields.insert("last_contact".to_owned(), json!(it.last_contact));
            if let Met::Unnamed(_) = it.met {
                fields.insert("threads".to_owned(), "unnamed".into());
            }
            let of_posts = ["rank", "roles", "people", "enemies"].map(|part| (part, "posts.csv"));
            let of_meetings = ["threads", "last_contact"].map(|part| (part, "interactions.csv"));
            let parts = of_posts.into_iter().chain(of_meetings);
            for (part, _) in parts.filter(|(_, file)| !who.has(file)) {
                fields.remove(part);
            }
        }
        put("contacts", contacts);
    }
    Ok(Value::Object(object))
}
