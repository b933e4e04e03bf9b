use std::fmt;

use super::{CreditApproval, CreditApprovalAct, CreditApprovalPolicyDraft, CreditApprovalStage};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::lifecycle::Clock;
use crate::money::{Amount, Money};
use crate::receivable::CreditLimit;

/// A finding about the approval of limits and terms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum CreditApprovalFinding {
    /// A proposal was not decided in time.
    NotDecided {
        /// The day of the proposal.
        proposed: Day,
        /// The last day for the decision.
        due: Day,
    },
    /// The terms in force were not reviewed in time.
    ReviewOverdue {
        /// The last day for the review.
        review_by: Day,
    },
    /// A limit holds that nobody approved, or a larger one than was approved.
    LimitNotApproved {
        /// The limit; `None` for an unlimited one.
        limit: Option<Money>,
        /// The largest limit that was approved and holds; `None` where there is none.
        approved: Option<Money>,
    },
}

impl CreditApproval {
    /// The finding about the handling as of a date.
    ///
    /// # Rule
    ///
    /// > S20: a proposal is decided within 5 working days; limits and terms are reviewed by their
    /// > day.
    pub fn finding(
        &self,
        t: AsOf,
        policy: &CreditApprovalPolicyDraft,
        calendar: &WorkCalendar,
    ) -> Option<CreditApprovalFinding> {
        match self.stage(t)? {
            CreditApprovalStage::Proposed => {
                let proposed = self.trail().last_of(CreditApprovalAct::Propose, t)?.on;
                let due = Clock::missed(policy.decide_within_days, proposed, t, calendar)?;
                Some(CreditApprovalFinding::NotDecided { proposed, due })
            }
            CreditApprovalStage::ReviewDue => {
                let review_by = self.review_by(t)?;
                Some(CreditApprovalFinding::ReviewOverdue { review_by })
            }
            CreditApprovalStage::Applied
            | CreditApprovalStage::InForce
            | CreditApprovalStage::Ended
            | CreditApprovalStage::Refused
            | CreditApprovalStage::Withdrawn => None,
        }
    }
}

impl CreditApprovalPolicyDraft {
    /// The finding that a customer has a limit without an approval as of a date. All its approvals
    /// are given; one is enough.
    ///
    /// # Rule
    ///
    /// > S20: a limit without an approval is a finding; so is one above the largest that was
    /// > approved and holds. Cash only needs none, and neither does a customer without a limit.
    ///
    /// An unlimited one is always a finding: an approval states an amount. An overdue review is a
    /// finding of its own, and the terms hold.
    pub fn limit_not_approved(
        &self,
        account: AccountView<'_>,
        approvals: &[CreditApproval],
        t: AsOf,
    ) -> Option<CreditApprovalFinding> {
        if self.required_from.is_some_and(|from| t.day() < from) {
            return None;
        }
        let currency = account.currency();
        let granted = approvals.iter().filter_map(|it| it.terms_in_force(t));
        let granted = granted.map(|terms| terms.limit).filter(|it| it.currency() == currency);
        let approved = granted.max_by_key(|limit| limit.amount());
        let finding = |limit| Some(CreditApprovalFinding::LimitNotApproved { limit, approved });
        match account.limit(t) {
            CreditLimit::NotSet => None,
            CreditLimit::Unlimited => finding(None),
            CreditLimit::Amount(limit) => {
                let is_covered = limit <= approved.map_or(Amount::ZERO, Money::amount);
                if is_covered { None } else { finding(Some(Money::new(limit, currency))) }
            }
        }
    }
}

impl fmt::Display for CreditApprovalFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDecided { proposed, due } => {
                write!(f, "the proposal of {proposed} was to be decided by {due}")
            }
            Self::ReviewOverdue { review_by } => {
                write!(f, "limit and terms were to be reviewed by {review_by}")
            }
            Self::LimitNotApproved { limit, approved } => {
                match limit {
                    Some(limit) => write!(f, "limit {limit} was not approved")?,
                    None => f.write_str("unlimited credit was not approved")?,
                }
                match approved {
                    Some(approved) => write!(f, ", {approved} was"),
                    None => Ok(()),
                }
            }
        }
    }
}
