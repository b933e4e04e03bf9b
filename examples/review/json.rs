//! The review as one JSON object: fields chosen from the form in which the library writes it.
//!
//! The status of a customer is the first that fits: `ended`, `lost`, `once` with one order day
//! ever, `active`; `never` without an order day.

#[path = "json/agreed.rs"]
mod agreed;
#[path = "json/change.rs"]
mod change;
#[path = "json/groups.rs"]
mod groups;
#[path = "json/judged.rs"]
mod judged;
#[path = "json/matter.rs"]
mod matter;
#[path = "json/served.rs"]
mod served;
#[path = "json/who.rs"]
mod who;
#[path = "json/wishes.rs"]
mod wishes;

use std::collections::BTreeMap;
use std::io::{self, Write};

use guanxi::calendar::Day;
use guanxi::contract::{Coverage, coverage};
use guanxi::id::CustomerKey;
use guanxi::lapse::PurchaseStatus;
use guanxi::review::Review;
use guanxi::warning::{Level, Outcome, Reading, Rule, Verdict};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::Change;
use crate::matter::Matter;
use crate::who::Who;
use change::{BRIDGE, MOVEMENT};
use groups::GROUPS;
use matter::MATTER;
use who::WHO;

/// What is chosen of a value.
enum Choice {
    /// All of it.
    All,
    /// These fields of an object, in this order; one that is absent is left out.
    Fields(&'static [(&'static str, Self)]),
    /// The same of every element of a list.
    Each(&'static Self),
}

use Choice::{All, Each, Fields};

const CLASS: Choice = Fields(&[("customers", All), ("amount", All)]);

const PARETO: Choice = Fields(&[
    ("top_20_percent_share", All),
    ("largest_share", All),
    ("customers_for_80_percent", All),
    ("gini", All),
    ("hhi", All),
]);

const DOCUMENT: Choice = Fields(&[
    ("as_of", All),
    ("currency", All),
    ("refused", All),
    ("abc", Fields(&[("cut_a", All), ("cut_b", All), ("a", CLASS), ("b", CLASS), ("c", CLASS)])),
    ("pareto", PARETO),
    (
        "summary",
        Fields(&[
            (
                "customers",
                Fields(&[
                    ("active", All),
                    ("once", All),
                    ("lost", All),
                    ("never", All),
                    ("ended", All),
                ]),
            ),
            ("warnings", RULES),
            ("ended_debt", LEVELS),
        ]),
    ),
    ("feeds", FEEDS),
    ("early_facts", Each(&Fields(&[("customer", All), ("since", All), ("first", All)]))),
    ("who", WHO),
    ("movement", MOVEMENT),
    ("bridge", BRIDGE),
    ("customers", Each(&CUSTOMER)),
    ("matter", MATTER),
    ("groups", GROUPS),
]);

const FEEDS: Choice = Fields(&[
    ("sales_from", All),
    ("receivables_from", All),
    ("expenses_from", All),
    ("contracts_from", All),
    ("assignments_from", All),
    ("interactions_from", All),
]);

const LEVELS: Choice = Fields(&[("watch", All), ("warning", All), ("critical", All)]);

const RULES: Choice = Fields(&[
    ("debt", LEVELS),
    ("progress", LEVELS),
    ("expense", LEVELS),
    ("loss", LEVELS),
    ("incident", LEVELS),
]);

const CUSTOMER: Choice = Fields(&[
    ("customer", All),
    ("status", All),
    ("purchases", All),
    ("class", All),
    ("loyalty", Fields(&[("score", All), ("coverage", All), ("loyal", All)])),
    ("quadrant", All),
    ("contract", All),
    (
        "debt",
        Fields(&[
            ("balance", All),
            ("exposure", All),
            ("limit", All),
            ("overdue", All),
            ("oldest_dpd", All),
            ("ageing", All),
            ("unapplied", All),
            ("earmarked", All),
        ]),
    ),
    (
        "lapse",
        Fields(&[
            ("p_alive", All),
            ("p_no_order", All),
            ("p_level", All),
            ("usual_gap_days", All),
            ("value_at_risk", All),
            ("one_off", All),
        ]),
    ),
    ("lost", Fields(&[("last_order", All), ("since", All), ("bought_before", All)])),
    ("warnings", Each(&Fields(&[("rule", All), ("level", All), ("arms", All), ("sentence", All)]))),
    ("silent_rules", Each(&Fields(&[("rule", All), ("why", All)]))),
]);

/// A value, of which only the choice is written.
struct Chosen<'a>(&'a Value, &'a Choice);

impl Serialize for Chosen<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.1, self.0) {
            (Fields(fields), Value::Object(object)) => {
                let mut to = to.serialize_map(None)?;
                for (name, choice) in *fields {
                    if let Some(value) = object.get(*name) {
                        to.serialize_entry(name, &Chosen(value, choice))?;
                    }
                }
                to.end()
            }
            (Each(choice), Value::Array(list)) => {
                to.collect_seq(list.iter().map(|it| Chosen(it, choice)))
            }
            (All | Fields(_) | Each(_), value) => value.serialize(to),
        }
    }
}

/// The parts of the object that hang on the files of the folder.
#[derive(Clone, Copy)]
pub(crate) struct Files<'a> {
    /// With a file of contracts each customer says whether one is in force.
    pub(crate) has_contracts: bool,
    /// As many rows and files were refused and left out; told where there are any.
    pub(crate) refused: usize,
    /// The answer to who the customers are, where files tell it.
    pub(crate) known: Option<&'a Who<'a>>,
    /// The answer which customers matter.
    pub(crate) matter: &'a Matter<'a>,
    /// The change since an earlier day, where one is asked for.
    pub(crate) change: Option<&'a Change>,
}

/// Prints the review as one JSON object.
pub(crate) fn print(
    review: &Review<'_>,
    files: &Files<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut document = serde_json::to_value(review)?;
    if let Some(customers) = document.get_mut("customers").and_then(Value::as_array_mut) {
        for customer in customers.iter_mut() {
            let status = customer.pointer("/lapse/status").and_then(Value::as_str);
            let status = status.and_then(|it| it.parse().ok());
            customer["status"] = word(status.unwrap_or(PurchaseStatus::NeverBought)).into();
            let one_off = customer.pointer_mut("/one_off/amount").map(Value::take);
            if let Some(lapse) = customer["lapse"].as_object_mut() {
                lapse.insert("one_off".to_owned(), one_off.unwrap_or_default());
            }
        }
        let ended = review.ended().iter();
        customers.extend(ended.filter_map(|it| ended_customer(review, it.customer)));
        customers.sort_by(|one, other| one["customer"].as_str().cmp(&other["customer"].as_str()));
        for customer in customers.iter_mut().filter_map(Value::as_object_mut) {
            if !files.has_contracts {
                customer.remove("contract");
            } else if let Some(contract @ Value::Null) = customer.get_mut("contract") {
                *contract = Coverage::None.code().into();
            }
        }
    }
    let summary = review.summary();
    let levels = |count: &dyn Fn(Outcome) -> u32| {
        let levels = Level::ALL.map(|level| (level.code(), count(Outcome::Breach(level))));
        json!(BTreeMap::from(levels))
    };
    let by_rule = Rule::ALL.map(|rule| (rule.code(), levels(&|it| summary.count(rule, it))));
    let summary = json!({
        "customers": {
            "active": summary.status(PurchaseStatus::Active).customers,
            "once": summary.status(PurchaseStatus::BoughtOnce).customers,
            "lost": summary.status(PurchaseStatus::Lost).customers,
            "never": summary.status(PurchaseStatus::NeverBought).customers,
            "ended": summary.ended,
        },
        "warnings": BTreeMap::from(by_rule),
        "ended_debt": levels(&|it| summary.count_ended(it)),
    });
    if let Some(fields) = document.as_object_mut() {
        fields.insert("summary".to_owned(), summary);
        if files.refused > 0 {
            fields.insert("refused".to_owned(), files.refused.into());
        }
        fields.insert("feeds".to_owned(), feeds(review));
        let early = early_facts(review);
        if !early.is_empty() {
            fields.insert("early_facts".to_owned(), early.into());
        }
        if let Some(groups) = groups::groups(review)? {
            fields.insert("groups".to_owned(), groups);
        }
        if let Some(known) = files.known {
            fields.insert("who".to_owned(), who::who(review, known)?);
        }
        fields.insert("matter".to_owned(), matter::matter(review, files.matter));
        if let Some(change) = files.change {
            fields.insert("movement".to_owned(), serde_json::to_value(&change.movement)?);
            fields.insert("bridge".to_owned(), serde_json::to_value(&change.bridge)?);
        }
    }
    serde_json::to_writer(&mut *out, &Chosen(&document, &DOCUMENT))?;
    writeln!(out)
}

/// The word for a status of purchases.
const fn word(status: PurchaseStatus) -> &'static str {
    match status {
        PurchaseStatus::NeverBought => "never",
        PurchaseStatus::Lost => "lost",
        PurchaseStatus::BoughtOnce => "once",
        PurchaseStatus::Active => "active",
    }
}

/// The first day of each kind of facts; `null` where none is there by the day, so that its figures
/// are 0 for want of data.
fn feeds(review: &Review<'_>) -> Value {
    let feeds = review.book().feeds();
    let seen = |first: Option<Day>| first.filter(|day| review.as_of().sees(*day));
    json!({
        "sales_from": seen(feeds.sales_from),
        "receivables_from": seen(feeds.receivables_from),
        "expenses_from": seen(feeds.expenses_from),
        "contracts_from": seen(feeds.contracts_from),
        "assignments_from": seen(feeds.assignments_from),
        "interactions_from": seen(feeds.interactions_from),
    })
}

/// Facts before the stated first day of their customers, by name.
fn early_facts(review: &Review<'_>) -> Vec<Value> {
    let name = |key| review.book().name(key);
    let mut found = crate::text::early_facts(review);
    found.sort_by_key(|(_, key)| name(*key));
    let written = found.iter().map(|(early, key)| {
        json!({ "customer": name(*key), "since": early.since, "first": early.first })
    });
    written.collect()
}

/// A customer with which the relationship has ended: its debt alone is judged.
fn ended_customer(review: &Review<'_>, key: CustomerKey) -> Option<Value> {
    let (book, t) = (review.book(), review.as_of());
    let debt = review.ended_debt(key)?;
    let account = book.account_at(key, t).ok()?;
    let bought = account.view().sales().net(t.last_days(365));
    let rule = Rule::Debt.code();
    let (mut warnings, mut silent_rules) = (Vec::new(), Vec::new());
    match debt.verdict() {
        Verdict::Breach(level, evidence) => {
            let raised = debt.arms().iter().filter(|it| it.finding.level().is_some());
            let arms: Vec<_> = raised.map(|it| it.arm.code()).collect();
            let (level, sentence) = (level.code(), evidence.sentence());
            warnings
                .push(json!({ "rule": rule, "level": level, "arms": arms, "sentence": sentence }));
        }
        Verdict::Clear(_) => {}
        Verdict::NotApplicable(why) | Verdict::NoData(why) => {
            let why = format!("{}: {why}", debt.outcome());
            silent_rules.push(json!({ "rule": rule, "why": why }));
        }
    }
    Some(json!({
        "customer": book.name(key),
        "status": "ended",
        "purchases": bought.plain(book.currency()).to_string(),
        "class": null,
        "loyalty": null,
        "quadrant": null,
        "contract": coverage(account.view().contracts(), t).code(),
        "debt": debt,
        "lapse": null,
        "warnings": warnings,
        "silent_rules": silent_rules,
    }))
}
