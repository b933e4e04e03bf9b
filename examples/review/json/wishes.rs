//! The part of the object about products, enquiries and needs.

use guanxi::enquiry::{EnquiryFinding, EnquiryOpening};
use guanxi::evidence::NotJudged;
use guanxi::id::UnitId;
use guanxi::money::Total;
use guanxi::order_profile::WhiteSpace;
use guanxi::review::Review;
use guanxi::survey::{NeedFigures, Scale};
use serde_json::{Map, Value, json};

use super::Choice::{self, All, Each, Fields};
use crate::matter::{Bought, BoughtProduct, Enquiries, Needs, UsualOrder, due};

pub(super) const ENQUIRIES: Choice = Fields(&[
    ("open", All),
    ("ordered", All),
    ("lost", All),
    ("lapsed", All),
    (
        "late",
        Each(&Fields(&[
            ("customer", All),
            ("product", All),
            ("date", All),
            ("finding", All),
            ("due", All),
        ])),
    ),
    (
        "signals",
        Each(&Fields(&[
            ("customer", All),
            ("product", All),
            ("date", All),
            ("about", All),
            ("asked", All),
            ("quote_until", All),
        ])),
    ),
    (
        "reasons",
        Each(&Fields(&[
            ("customer", All),
            ("product", All),
            ("date", All),
            ("closed", All),
            ("reason", All),
        ])),
    ),
]);

const SCALE: Choice = Fields(&[("lowest", All), ("highest", All), ("good", All)]);

pub(super) const NEEDS: Choice = Fields(&[
    ("importance_scale", SCALE),
    ("scale", SCALE),
    (
        "figures",
        Each(&Fields(&[
            ("need", All),
            ("answers", All),
            ("half", All),
            ("rank", All),
            ("priority", All),
            ("importance", All),
            ("performance", All),
            ("cell", All),
            ("rival", All),
            ("lead", All),
        ])),
    ),
]);

/// The products of a usual order, and those that are due.
pub(super) fn usual_products(usual: &UsualOrder) -> Map<String, Value> {
    let products = usual.profile.products.iter().map(|it| {
        json!({ "product": it.product, "order_days": it.share.part(), "gap_days": it.gap_days })
    });
    let due = usual.next.lines.iter().map(|it| json!(it.product));
    let fields = [("products", products.collect::<Value>()), ("due", due.collect())];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

pub(super) fn white_space(
    review: &Review<'_>,
    found: &Result<Vec<WhiteSpace>, NotJudged>,
) -> Value {
    let product = |it: &WhiteSpace| {
        json!({
            "product": it.product,
            "buyers": it.buyers.part(),
            "peers": it.buyers.whole(),
            "usual_share": it.usual_share.to_string(),
            "worth": it.worth.to_total().plain(review.book().currency()).to_string(),
        })
    };
    let products = found.as_ref().ok().map(|it| it.iter().map(product).collect::<Value>());
    json!({ "products": products, "why": found.as_ref().err().map(ToString::to_string) })
}

pub(super) fn enquiries(it: &Enquiries<'_>) -> Value {
    let with = |customer: &str, of: &EnquiryOpening, more: Value| {
        let mut row = json!({ "customer": customer, "product": of.product, "date": of.on });
        if let (Some(row), Value::Object(more)) = (row.as_object_mut(), more) {
            row.extend(more);
        }
        row
    };
    let late = it.late.iter().map(|it| {
        let finding = if let EnquiryFinding::NotQuoted { .. } = it.finding {
            "not_quoted"
        } else {
            "no_outcome"
        };
        let more = json!({ "finding": finding, "due": due(&it.finding) });
        with(it.customer, &it.opening, more)
    });
    let signals = it.signals.iter().map(|(customer, opening, it)| {
        let more = json!({ "about": it.about, "asked": it.on, "quote_until": it.quote_until });
        with(customer, opening, more)
    });
    let reasons = it
        .lost
        .iter()
        .map(|it| with(it.customer, &it.opening, json!({ "closed": it.on, "reason": it.reason })));
    let mut object = json!({
        "open": it.open,
        "late": late.collect::<Value>(),
        "signals": signals.collect::<Value>(),
        "reasons": reasons.collect::<Value>(),
    });
    if let Some(fields) = object.as_object_mut() {
        fields.extend(it.ended.map(|(stage, count)| (stage.code().to_owned(), count.into())));
    }
    object
}

fn scale(it: Scale) -> Value {
    json!({ "lowest": it.lowest(), "highest": it.highest(), "good": it.good().code() })
}

pub(super) fn needs(it: &Needs) -> Value {
    let figures = it.report.needs().iter().map(figures);
    json!({
        "importance_scale": scale(it.importance),
        "scale": scale(it.performance),
        "figures": figures.collect::<Value>(),
    })
}

fn figures(it: &NeedFigures) -> Value {
    let of = it.measures.as_ref();
    let lead = of.and_then(|it| it.lead.as_ref());
    json!({
        "need": it.need,
        "answers": it.complete,
        "half": it.half,
        "rank": of.map(|it| it.rank),
        "priority": of.map(|it| it.priority.to_string()),
        "importance": of.map(|it| it.importance.to_string()),
        "performance": of.map(|it| it.performance.to_string()),
        "cell": of.map(|it| it.cell.code()),
        "rival": lead.map(|it| &it.rival),
        "lead": lead.map(|it| it.lead.to_string()),
    })
}

/// The purchases of a product.
pub(super) fn bought(review: &Review<'_>, it: &BoughtProduct) -> Value {
    let amount = |total: Total| total.plain(review.book().currency()).to_string();
    let quantity =
        |(unit, number): (&UnitId, &i128)| json!({ "unit": unit, "number": number.to_string() });
    json!({
        "product": it.product,
        "month": amount(it.month),
        "year": amount(it.year),
        "year_before": amount(it.year_before),
        "growth": it.growth.map(|it| it.to_string()),
        "quantities": it.quantities.iter().map(quantity).collect::<Value>(),
        "last": it.last,
    })
}

/// The settled and the owed part of the purchases with a product.
pub(super) fn paid(review: &Review<'_>, it: &Bought) -> Value {
    let amount = |total: Total| total.plain(review.book().currency()).to_string();
    json!({
        "settled": amount(it.paid.settled),
        "owed": amount(it.paid.owed),
        "not_billed": amount(it.paid.not_billed),
    })
}
