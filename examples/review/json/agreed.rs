//! The part of the object about what is agreed.

use guanxi::calendar::Day;
use guanxi::money::Total;
use guanxi::review::Review;
use serde_json::{Map, Value, json};

use super::Choice::{self, All, Each, Fields};
use crate::matter::{Agreed, BillDue, ContractDue, ContractFinding, Rebate};

pub(super) const AGREED: Choice = Fields(&[
    (
        "contracts",
        Each(&Fields(&[
            ("customer", All),
            ("contract", All),
            ("finding", All),
            ("day", All),
            ("until", All),
            ("bought", All),
        ])),
    ),
    ("without_contract", Each(&Fields(&[("customer", All), ("bought", All)]))),
    (
        "rebates",
        Each(&Fields(&[
            ("customer", All),
            ("agreement", All),
            ("to", All),
            ("volume", All),
            ("earned", All),
            ("forecast", All),
            ("next", Fields(&[("rate", All), ("missing", All), ("brings", All)])),
            ("pull", All),
            ("settle_by", All),
        ])),
    ),
    (
        "bills",
        Each(&Fields(&[
            ("customer", All),
            ("bill", All),
            ("amount", All),
            ("finding", All),
            ("day", All),
        ])),
    ),
]);

pub(super) fn agreed(review: &Review<'_>, it: &Agreed<'_>) -> Value {
    let mut object = Map::new();
    if let Some(contracts) = &it.contracts {
        let due = contracts.due.iter().map(|it| contract(review, it));
        let never = contracts.never.iter();
        let never = never.map(
            |(customer, bought)| json!({ "customer": customer, "bought": plain(review, *bought) }),
        );
        object.insert("contracts".to_owned(), due.collect());
        object.insert("without_contract".to_owned(), never.collect());
    }
    if let Some(rebates) = &it.rebates {
        let rebates = rebates.iter().map(|it| rebate(review, it));
        object.insert("rebates".to_owned(), rebates.collect());
    }
    if let Some(bills) = &it.bills {
        let bill = |it: &BillDue<'_>| {
            json!({
                "customer": it.customer,
                "bill": it.bill,
                "amount": plain(review, it.amount.amount().to_total()),
                "finding": it.finding.code(),
                "day": it.day,
            })
        };
        object.insert("bills".to_owned(), bills.iter().map(bill).collect());
    }
    Value::Object(object)
}

fn plain(review: &Review<'_>, total: Total) -> String {
    total.plain(review.book().currency()).to_string()
}

fn contract(review: &Review<'_>, it: &ContractDue<'_>) -> Value {
    let (until, bought): (Option<Day>, Option<Total>) = match it.finding {
        ContractFinding::Ended { renewable_until, bought, .. } => (renewable_until, Some(bought)),
        ContractFinding::Ends { on, .. } | ContractFinding::Ending { on } => (Some(on), None),
        ContractFinding::Renews { until, .. } => (Some(until), None),
        ContractFinding::Renewed { until, .. } => (until, None),
    };
    json!({
        "customer": it.customer,
        "contract": it.contract,
        "finding": it.finding.code(),
        "day": it.finding.day(),
        "until": until,
        "bought": bought.map(|it| plain(review, it)),
    })
}

fn rebate(review: &Review<'_>, it: &Rebate<'_>) -> Value {
    let amount = |it: guanxi::money::Amount| plain(review, it.to_total());
    let next = it.next.map(|(next, rate)| {
        let missing = amount(next.gap.to_amount());
        json!({ "rate": rate.to_string(), "missing": missing, "brings": amount(next.gain) })
    });
    json!({
        "customer": it.customer,
        "agreement": it.agreement,
        "to": it.to,
        "volume": amount(it.volume.to_amount()),
        "earned": amount(it.earned),
        "forecast": it.forecast.map(amount),
        "next": next,
        "pull": it.pull.map(|it| it.to_string()),
        "settle_by": it.settle_by,
    })
}
