//! The part of the object about groups of companies, each as one customer; absent where no customer
//! belongs to a group.

use std::io;

use guanxi::lapse::OneOff;
use guanxi::money::Total;
use guanxi::review::{Review, ReviewedGroup};
use serde_json::{Value, json};

use super::Choice::{self, All, Each, Fields};
use super::{PARETO, word};

/// The concentration is that of groups and customers that stand alone; groups stand by name.
pub(super) const GROUPS: Choice = Fields(&[
    ("refused", All),
    ("pareto", PARETO),
    (
        "list",
        Each(&Fields(&[
            ("group", All),
            ("members", All),
            ("status", All),
            ("purchases", All),
            ("class", All),
            ("value_at_risk", All),
            ("one_off", All),
        ])),
    ),
]);

pub(super) fn groups(review: &Review<'_>) -> io::Result<Option<Value>> {
    let groups = match review.by_group() {
        Ok(groups) => groups,
        Err(refused) => return Ok(Some(json!({ "refused": refused.to_string() }))),
    };
    if groups.groups().is_empty() {
        return Ok(None);
    }
    let list: Vec<Value> = groups.groups().iter().map(|it| group(review, it)).collect();
    let pareto = serde_json::to_value(groups.pareto())?;
    Ok(Some(json!({ "pareto": pareto, "list": list })))
}

fn group(review: &Review<'_>, it: &ReviewedGroup) -> Value {
    let book = review.book();
    let plain = |amount: Total| amount.plain(book.currency()).to_string();
    let mut members: Vec<&str> = it.members.iter().map(|key| book.name(*key)).collect();
    members.sort_unstable();
    json!({
        "group": it.group.as_str(),
        "members": members,
        "status": word(it.status),
        "purchases": plain(it.purchases.to_total()),
        "class": it.class,
        "value_at_risk": plain(it.value_at_risk),
        "one_off": it.one_off.map(|OneOff { amount, .. }| plain(amount)),
    })
}
