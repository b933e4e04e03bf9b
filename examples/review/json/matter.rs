//! The part of the object about the customers that matter.

use guanxi::calendar::AsOf;
use guanxi::measure::Quotient;
use guanxi::phase_out::{BalanceKind, BalanceLeft, KnownBalances};
use guanxi::review::Review;
use guanxi::segment::{Quadrant, SeriesShare, ShareInterval};
use serde_json::{Value, json};

use super::Choice::{self, All, Each, Fields};
use super::agreed::{self, AGREED};
use super::judged;
use super::judged::{DEALER, KEY_ACCOUNTS, MEETING, SATISFACTION};
use super::served::{self, SERVED};
use super::wishes::{self, ENQUIRIES, NEEDS};
use crate::matter::{Matter, OrdersToCome, TradedCustomer};

pub(super) const SHARE: Choice = Fields(&[("low", All), ("high", All)]);

/// The keys, in their order.
pub(super) const MATTER: Choice = Fields(&[
    ("since", All),
    ("horizon_days", All),
    (
        "quadrants",
        Each(&Fields(&[
            ("quadrant", All),
            ("customers", All),
            ("of_sales", SHARE),
            ("of_debt", SHARE),
        ])),
    ),
    (
        "series",
        Fields(&[
            ("customers", All),
            ("in_series", All),
            ("unknown", All),
            ("by_count", SHARE),
            ("by_sales", SHARE),
        ]),
    ),
    ("meeting", MEETING),
    ("key_accounts", KEY_ACCOUNTS),
    ("dealers", Each(&DEALER)),
    ("satisfaction", SATISFACTION),
    ("enquiries", ENQUIRIES),
    ("needs", Each(&NEEDS)),
    ("agreed", AGREED),
    ("served", SERVED),
    ("customers", Each(&CUSTOMER)),
]);

const CUSTOMER: Choice = Fields(&[
    ("customer", All),
    ("class", Fields(&[("before", All), ("computed", All), ("class", All), ("reason", All)])),
    ("evenness", Fields(&[("letter", All), ("cv_squared", All), ("why", All)])),
    (
        "rfm",
        Fields(&[
            ("days_since", All),
            ("order_days", All),
            ("recency", All),
            ("frequency", All),
            ("monetary", All),
            ("segments", All),
        ]),
    ),
    (
        "orders",
        Fields(&[
            ("expected", All),
            ("low", All),
            ("high", All),
            ("rank_only", All),
            ("by_half", All),
            ("by_most", All),
        ]),
    ),
    (
        "usual",
        Fields(&[
            ("order_days", All),
            ("gap_days", All),
            ("size", All),
            ("weekday", All),
            ("next", All),
            ("days_overdue", All),
            (
                "products",
                Each(&Fields(&[("product", All), ("order_days", All), ("gap_days", All)])),
            ),
            ("due", All),
            ("why", All),
        ]),
    ),
    (
        "white_space",
        Fields(&[
            (
                "products",
                Each(&Fields(&[
                    ("product", All),
                    ("buyers", All),
                    ("peers", All),
                    ("usual_share", All),
                    ("worth", All),
                ])),
            ),
            ("why", All),
        ]),
    ),
    (
        "bought",
        Each(&Fields(&[
            ("product", All),
            ("month", All),
            ("year", All),
            ("year_before", All),
            ("growth", All),
            ("quantities", Each(&Fields(&[("unit", All), ("number", All)]))),
            ("last", All),
        ])),
    ),
    ("paid", Fields(&[("settled", All), ("owed", All), ("not_billed", All)])),
    ("phase_out", Fields(&[("open_orders", All), ("debt", All), ("credit", All)])),
]);

pub(super) fn matter(review: &Review<'_>, matter: &Matter<'_>) -> Value {
    let shares = &matter.trade.shares;
    let quadrants = Quadrant::ALL.map(|it| {
        json!({
            "quadrant": it.code(),
            "customers": shares.part(it).customers,
            "of_sales": interval(shares.of_sales(it)),
            "of_debt": interval(shares.of_debt(it)),
        })
    });
    let customers = matter.trade.customers.iter().map(|it| customer(review, it));
    let mut object = json!({
        "since": matter.since().map(AsOf::day),
        "horizon_days": review.policy().loss.lapse.horizon_days,
        "quadrants": quadrants,
        "series": series(&matter.trade.serialisation),
        "customers": customers.collect::<Vec<Value>>(),
    });
    let parts = [
        ("meeting", matter.meeting.as_ref().map(judged::meeting)),
        ("key_accounts", matter.keys.as_ref().map(|it| judged::key_accounts(review, it))),
        ("dealers", matter.dealers.as_ref().map(|it| it.iter().map(judged::dealer).collect())),
        ("satisfaction", matter.voices.as_ref().map(judged::satisfaction)),
        ("enquiries", matter.enquiries.as_ref().map(wishes::enquiries)),
        ("needs", matter.needs.as_ref().map(|it| it.iter().map(wishes::needs).collect())),
        ("agreed", matter.agreed.as_ref().map(|it| agreed::agreed(review, it))),
        ("served", matter.served.as_ref().map(served::served)),
    ];
    if let Some(fields) = object.as_object_mut() {
        for (name, part) in parts {
            fields.extend(part.map(|part| (name.to_owned(), part)));
        }
    }
    object
}

/// A fraction as text with at most six digits.
fn fraction(value: Quotient) -> String {
    value.to_string()
}

fn interval(share: Option<ShareInterval>) -> Value {
    share.map_or(Value::Null, |it| json!({ "low": fraction(it.low), "high": fraction(it.high) }))
}

fn series(it: &SeriesShare) -> Value {
    json!({
        "customers": it.customers,
        "in_series": it.in_series,
        "unknown": it.unknown,
        "by_count": interval(it.by_count()),
        "by_sales": interval(it.by_sales()),
    })
}

fn customer(review: &Review<'_>, it: &TradedCustomer<'_>) -> Value {
    let scores = it.rfm.scores().ok();
    let mut usual = match &it.usual {
        Ok(usual) => json!({
            "order_days": usual.profile.order_days,
            "gap_days": usual.profile.gap_days,
            "size": usual.profile.size.plain(review.book().currency()).to_string(),
            "weekday": usual.profile.weekday.map(|it| it.weekday.to_string()),
            "next": usual.next.day,
            "days_overdue": usual.next.days_overdue,
        }),
        Err(why) => json!({ "why": why.to_string() }),
    };
    let has_products = it.white_space.is_some();
    if let (true, Ok(order), Some(fields)) = (has_products, &it.usual, usual.as_object_mut()) {
        fields.extend(wishes::usual_products(order));
    }
    let mut object = json!({
        "customer": it.name,
        "class": {
            "before": it.class.before,
            "computed": it.class.computed,
            "class": it.class(),
            "reason": it.class.reason,
        },
        "evenness": {
            "letter": it.evenness.letter().ok(),
            "cv_squared": it.evenness.cv_squared().map(fraction),
            "why": it.evenness.letter().err().map(|why| why.to_string()),
        },
        "rfm": {
            "days_since": it.rfm.days_since(),
            "order_days": it.rfm.order_days(),
            "recency": scores.map(|it| it.recency),
            "frequency": scores.map(|it| it.frequency),
            "monetary": scores.and_then(|it| it.monetary),
            "segments": it.segments,
        },
        "orders": it.orders.as_ref().map(orders),
        "usual": usual,
        "phase_out": it.phase_out.as_ref().map(|it| balances(review, it)),
    });
    if let (Some(space), Some(fields)) = (&it.white_space, object.as_object_mut()) {
        fields.insert("white_space".to_owned(), wishes::white_space(review, space));
    }
    if let (Some(bought), Some(fields)) = (&it.bought, object.as_object_mut()) {
        let products = bought.products.iter().map(|it| wishes::bought(review, it)).collect();
        fields.insert("bought".to_owned(), products);
        fields.insert("paid".to_owned(), wishes::paid(review, bought));
    }
    object
}

fn orders(it: &OrdersToCome) -> Value {
    let range = it.outlook.range();
    json!({
        "expected": it.outlook.expected().to_string(),
        "low": range.low,
        "high": range.high,
        "rank_only": it.outlook.is_rank_only(),
        "by_half": it.by_half,
        "by_most": it.by_most,
    })
}

fn balances(review: &Review<'_>, known: &KnownBalances) -> Value {
    let left = |kind| match known.left(kind)? {
        BalanceLeft::Money(money) => {
            Some(money.amount().to_total().plain(review.book().currency()).to_string())
        }
        BalanceLeft::Number(number) => Some(number.to_string()),
    };
    json!({
        "open_orders": left(BalanceKind::OpenOrders),
        "debt": left(BalanceKind::Debt),
        "credit": left(BalanceKind::Credit),
    })
}
