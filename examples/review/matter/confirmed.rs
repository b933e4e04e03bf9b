//! Balances that nobody confirmed, answers that differ, and claims that can soon be enforced no
//! longer.

use std::cmp::Reverse;

use guanxi::calendar::{AsOf, Day};
use guanxi::credit::StatementFinding;
use guanxi::id::CustomerKey;
use guanxi::money::Total;
use guanxi::receivable::OpenBalance;
use guanxi::review::Review;

use crate::load::judged::Judged;

/// A balance that calls for somebody.
pub(crate) struct BalanceDue<'a> {
    pub(crate) customer: &'a str,
    /// The balance of the day of the review.
    pub(crate) balance: Total,
    pub(crate) finding: BalanceFinding,
}

/// The reason for which a balance calls for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BalanceFinding {
    /// No balance was confirmed in time.
    Unconfirmed { due: Day, last: Option<Day> },
    /// The customer states another balance; ours less its.
    Difference { day: Day, difference: Total },
}

/// Claims of a customer that can soon be enforced no longer.
pub(crate) struct ClaimsDue<'a> {
    pub(crate) customer: &'a str,
    pub(crate) amount: Total,
    pub(crate) invoices: usize,
    /// The last day on which the first of them is not barred.
    pub(crate) by: Day,
}

/// The balances: answers that differ first, then those unconfirmed, the largest first.
pub(super) fn balances<'a>(
    review: &Review<'a>,
    keys: &[CustomerKey],
) -> Result<Vec<BalanceDue<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut found = Vec::new();
    for key in keys {
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let view = account.view();
        let balance = OpenBalance::as_of(view.receivables(), t).balance();
        let findings = review.policy().statements.judge(view, t);
        found.extend(findings.iter().filter_map(|it| {
            Some(BalanceDue { customer: book.name(*key), balance, finding: finding(it)? })
        }));
    }
    found.sort_by_key(|it: &BalanceDue<'a>| {
        let is_unconfirmed = match it.finding {
            BalanceFinding::Unconfirmed { .. } => true,
            BalanceFinding::Difference { .. } => false,
        };
        (is_unconfirmed, Reverse(it.balance), it.customer)
    });
    Ok(found)
}

fn finding(finding: &StatementFinding) -> Option<BalanceFinding> {
    match *finding {
        StatementFinding::Unconfirmed { due, last } => {
            Some(BalanceFinding::Unconfirmed { due, last })
        }
        StatementFinding::Difference { day, difference, .. } => {
            Some(BalanceFinding::Difference { day, difference })
        }
        _ => None,
    }
}

/// The claims in the days of notice before they are barred, by that day.
pub(super) fn claims<'a>(
    review: &Review<'a>,
    judged: &Judged,
    keys: &[CustomerKey],
) -> Result<Vec<ClaimsDue<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut found: Vec<ClaimsDue<'a>> = Vec::new();
    for key in keys {
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let demands = demands(judged, |it| book.survivor_at(it, t) == *key, t);
        let claims = review.policy().limitation.claims(account.view(), &demands, t);
        let told = claims.iter().filter(|it| it.period.is_told(t));
        let Some(by) = told.clone().map(|it| it.period.ends).min() else { continue };
        let amount = told.clone().map(|it| it.item.open).collect();
        found.push(ClaimsDue { customer: book.name(*key), amount, invoices: told.count(), by });
    }
    found.sort_by_key(|it| (it.by, it.customer));
    Ok(found)
}

fn demands(judged: &Judged, is_of: impl Fn(CustomerKey) -> bool, t: AsOf) -> Vec<Day> {
    let own = judged.demands.iter().filter(|(key, _)| is_of(**key));
    own.flat_map(|(_, days)| days).copied().filter(|day| t.sees(*day)).collect()
}
