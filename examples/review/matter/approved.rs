//! Limits that nobody approved, applications that nobody decided, terms that nobody reviewed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{Day, WorkCalendar};
use guanxi::credit_approval::{CreditApproval, CreditApprovalFinding};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Money};
use guanxi::review::Review;

use crate::load::judged::Judged;

/// A limit that calls for somebody.
pub(crate) struct ApprovalDue<'a> {
    pub(crate) customer: &'a str,
    pub(crate) finding: ApprovalFinding,
    /// The limit that holds, or is applied for; `None` for an unlimited one.
    pub(crate) limit: Option<Money>,
}

/// The reason for which a limit calls for somebody, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ApprovalFinding {
    /// It holds, and no more than a smaller one was approved.
    NotApproved { approved: Option<Money> },
    /// It was applied for and not decided in time.
    NotDecided { applied: Day, due: Day },
    /// It was not reviewed in time.
    ReviewOverdue { due: Day },
}

impl ApprovalFinding {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NotApproved { .. } => "limit_not_approved",
            Self::NotDecided { .. } => "not_decided",
            Self::ReviewOverdue { .. } => "review_overdue",
        }
    }

    /// The day by which somebody was to act; `None` for a limit that nobody approved.
    pub(crate) const fn due(self) -> Option<Day> {
        match self {
            Self::NotApproved { .. } => None,
            Self::NotDecided { due, .. } | Self::ReviewOverdue { due } => Some(due),
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::NotApproved { .. } => 0,
            Self::NotDecided { .. } => 1,
            Self::ReviewOverdue { .. } => 2,
        }
    }
}

/// The findings about limits and terms: those without an approval first, the largest of these
/// first, then by the day that was missed.
pub(super) fn approvals<'a>(
    review: &Review<'a>,
    judged: &Judged,
    keys: &[CustomerKey],
) -> Result<Vec<ApprovalDue<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let policy = &review.policy().credit_approvals;
    let calendar = WorkCalendar::try_new(review.policy().progress.calendar.clone());
    let calendar = calendar.map_err(|error| error.to_string())?;
    let ended: BTreeSet<CustomerKey> = review.ended().iter().map(|it| it.customer).collect();
    let mut of_customers: BTreeMap<CustomerKey, Vec<CreditApproval>> = BTreeMap::new();
    for (key, approvals) in &judged.approvals {
        let all = of_customers.entry(book.survivor_at(*key, t)).or_default();
        all.extend(approvals.iter().cloned());
    }
    let mut found = Vec::new();
    // A customer that was given up has no use for its limit.
    for key in keys.iter().filter(|key| !ended.contains(key)) {
        let approvals = of_customers.get(key).map_or(&[][..], Vec::as_slice);
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let customer = book.name(*key);
        let of_limit = policy.limit_not_approved(account.view(), approvals, t).map(|it| (it, None));
        let of_steps = approvals.iter().filter_map(|it| {
            Some((it.finding(t, policy, &calendar)?, it.terms(t).map(|terms| terms.limit)))
        });
        let due = |(finding, limit)| due(customer, &finding, limit);
        found.extend(of_limit.into_iter().chain(of_steps).filter_map(due));
    }
    found.sort_by_key(|it| {
        let amount = it.limit.map_or(Amount::MAX, Money::amount);
        (it.finding.rank(), it.finding.due(), Reverse(amount), it.customer)
    });
    Ok(found)
}

fn due<'a>(
    customer: &'a str,
    finding: &CreditApprovalFinding,
    asked: Option<Money>,
) -> Option<ApprovalDue<'a>> {
    let (finding, limit) = match *finding {
        CreditApprovalFinding::LimitNotApproved { limit, approved } => {
            (ApprovalFinding::NotApproved { approved }, limit)
        }
        CreditApprovalFinding::NotDecided { proposed, due } => {
            (ApprovalFinding::NotDecided { applied: proposed, due }, asked)
        }
        CreditApprovalFinding::ReviewOverdue { review_by } => {
            (ApprovalFinding::ReviewOverdue { due: review_by }, asked)
        }
        _ => return None,
    };
    Some(ApprovalDue { customer, finding, limit })
}
