//! The part of the object about what is agreed.

use guanxi::calendar::{Day, Validity};
use guanxi::money::{Money, Total};
use guanxi::review::Review;
use serde_json::{Map, Value, json};

use super::Choice::{self, All, Each, Fields};
use crate::matter::{
    Agreed, ApprovalDue, ApprovalFinding, BalanceDue, BalanceFinding, BillDue, BrokenPlan,
    ClaimsDue, ContractDue, ContractFinding, MinimumDue, Rebate, RightsDue, RightsHolder,
    Unplanned,
};

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
    (
        "approvals",
        Each(&Fields(&[
            ("customer", All),
            ("finding", All),
            ("limit", All),
            ("approved", All),
            ("due", All),
        ])),
    ),
    (
        "balances",
        Each(&Fields(&[
            ("customer", All),
            ("finding", All),
            ("balance", All),
            ("due", All),
            ("day", All),
            ("difference", All),
        ])),
    ),
    (
        "claims",
        Each(&Fields(&[("customer", All), ("amount", All), ("invoices", All), ("by", All)])),
    ),
    (
        "broken_plans",
        Each(&Fields(&[("customer", All), ("agreed", All), ("due", All), ("amount", All)])),
    ),
    (
        "rights",
        Each(&Fields(&[
            ("finding", All),
            (
                "contracts",
                Each(&Fields(&[("customer", All), ("contract", All), ("exclusivity", All)])),
            ),
            ("brand", All),
            ("territory", All),
            ("from", All),
            ("to", All),
        ])),
    ),
    (
        "minimums",
        Each(&Fields(&[
            ("customer", All),
            ("contract", All),
            ("finding", All),
            ("to", All),
            ("minimum", All),
            ("bought", All),
            ("due_by_now", All),
            ("missing", All),
            ("per_day", All),
            ("days_left", All),
        ])),
    ),
    (
        "unplanned",
        Fields(&[
            ("month", All),
            ("by", All),
            ("customers", Each(&Fields(&[("customer", All), ("bought", All)]))),
        ]),
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
    if let Some(approvals) = &it.approvals {
        let approvals = approvals.iter().map(|it| approval(review, it));
        object.insert("approvals".to_owned(), approvals.collect());
    }
    if let Some(balances) = &it.balances {
        let balances = balances.iter().map(|it| balance(review, it));
        object.insert("balances".to_owned(), balances.collect());
    }
    if let Some(claims) = &it.claims {
        let claims = claims.iter().map(|it| claim(review, it));
        object.insert("claims".to_owned(), claims.collect());
    }
    if let Some(broken) = &it.broken {
        let plan = |it: &BrokenPlan<'_>| {
            json!({
                "customer": it.customer,
                "agreed": it.agreed,
                "due": it.due,
                "amount": plain(review, it.amount.amount().to_total()),
            })
        };
        object.insert("broken_plans".to_owned(), broken.iter().map(plan).collect());
    }
    if let Some(rights) = &it.rights {
        object.insert("rights".to_owned(), rights.iter().map(right).collect());
    }
    if let Some(minimums) = &it.minimums {
        let minimums = minimums.iter().map(|it| minimum(review, it));
        object.insert("minimums".to_owned(), minimums.collect());
    }
    if let Some(Unplanned { month, by, customers }) = &it.unplanned {
        let customers = customers.iter().map(
            |(customer, bought)| json!({ "customer": customer, "bought": plain(review, *bought) }),
        );
        let customers: Value = customers.collect();
        let unplanned = json!({ "month": month, "by": by, "customers": customers });
        object.insert("unplanned".to_owned(), unplanned);
    }
    Value::Object(object)
}

fn claim(review: &Review<'_>, it: &ClaimsDue<'_>) -> Value {
    json!({
        "customer": it.customer,
        "amount": plain(review, it.amount),
        "invoices": it.invoices,
        "by": it.by,
    })
}

fn balance(review: &Review<'_>, it: &BalanceDue<'_>) -> Value {
    let (finding, due, day, difference) = match it.finding {
        BalanceFinding::Unconfirmed { due, last } => ("unconfirmed", Some(due), last, None),
        BalanceFinding::Difference { day, difference } => {
            ("difference", None, Some(day), Some(plain(review, difference)))
        }
    };
    json!({
        "customer": it.customer,
        "finding": finding,
        "balance": plain(review, it.balance),
        "due": due,
        "day": day,
        "difference": difference,
    })
}

fn approval(review: &Review<'_>, it: &ApprovalDue<'_>) -> Value {
    let amount = |it: Money| plain(review, it.amount().to_total());
    let approved = match it.finding {
        ApprovalFinding::NotApproved { approved } => approved,
        ApprovalFinding::NotDecided { .. } | ApprovalFinding::ReviewOverdue { .. } => None,
    };
    json!({
        "customer": it.customer,
        "finding": it.finding.code(),
        "limit": it.limit.map(amount),
        "approved": approved.map(amount),
        "due": it.finding.due(),
    })
}

fn right(it: &RightsDue<'_>) -> Value {
    let contract = |it: &RightsHolder<'_>| {
        json!({
            "customer": it.customer,
            "contract": it.contract,
            "exclusivity": it.exclusivity.code(),
        })
    };
    json!({
        "finding": it.finding,
        "contracts": it.contracts.iter().map(contract).collect::<Value>(),
        "brand": it.brand,
        "territory": it.territory,
        "from": it.days.map(Validity::from),
        "to": it.days.and_then(Validity::to),
    })
}

fn minimum(review: &Review<'_>, it: &MinimumDue<'_>) -> Value {
    json!({
        "customer": it.customer,
        "contract": it.contract,
        "finding": if it.is_over { "missed" } else { "behind" },
        "to": it.to,
        "minimum": plain(review, it.minimum.to_total()),
        "bought": plain(review, it.bought),
        "due_by_now": it.due_by_now.map(|it| plain(review, it)),
        "missing": plain(review, it.missing),
        "per_day": it.per_day.map(|(part, _)| plain(review, part.to_total())),
        "days_left": it.per_day.map(|(_, days)| days),
    })
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
