//! The rules that look at how the customer pays and how things stand with it.

use super::Reason;
use super::check::Check;
use super::finding::{Basis, CheckFinding, Measured, NotAsked};
use super::policy::{Action, Inclusion};
use crate::evidence::Value;
use crate::measure::{Quotient, Ratio};
use crate::money::Total;
use crate::receivable::CreditLimit;

impl Check<'_> {
    pub(super) fn contract(&self) -> CheckFinding {
        let fails = self.facts.contract.map(|in_force| !in_force);
        let what = ["a contract is in force", "no contract is in force"];
        Self::stated(Reason::ContractMissing, self.policy.contract_missing, fails, what)
    }

    pub(super) fn incident(&self) -> CheckFinding {
        let what = ["no verified incident is open", "a verified incident is open"];
        let fails = Some(self.facts.incident);
        Self::stated(Reason::IncidentOpen, self.policy.incident_open, fails, what)
    }

    pub(super) fn review(&self) -> CheckFinding {
        let fails = Some(self.facts.terms.is_review_overdue(self.facts.t.day()));
        let what = ["the terms are not overdue for review", "the terms are overdue for review"];
        Self::stated(Reason::ReviewOverdue, self.policy.review_overdue, fails, what)
    }

    fn overdue(&self) -> Total {
        let standing = self.facts.standing();
        match self.policy.included.disputed {
            Inclusion::Counted => standing.ageing.overdue(),
            Inclusion::LeftOut => standing.ageing.overdue().minus(standing.disputed_overdue),
        }
    }

    fn is_small_change(&self) -> bool {
        let tolerance = self.policy.overdue_tolerance.to_minor_ceil(self.facts.currency);
        self.overdue() < tolerance.to_total()
    }

    pub(super) fn oldest_item(&self) -> CheckFinding {
        let (rule, standing) = (self.policy.oldest_item, self.facts.standing());
        let oldest = match self.policy.included.disputed {
            Inclusion::Counted => standing.oldest_days_past_due,
            Inclusion::LeftOut => standing.oldest_undisputed_days_past_due,
        };
        let oldest = if self.is_small_change() { 0 } else { oldest };
        let (reason, label) = (Reason::OldestItemTooOld, "oldest item past due by");
        let at_most = i32::from(rule.at_most);
        Self::count(reason, rule.action, label, Some(oldest), at_most, Value::Days)
    }

    pub(super) fn overdue_share(&self) -> CheckFinding {
        let (reason, rule) = (Reason::OverdueShare, self.policy.overdue_share);
        if rule.action == Action::Off {
            return CheckFinding::off(reason);
        }
        let open = self.open_items();
        let Some(share) = Quotient::try_new(self.facts.old.minor(), open.minor()) else {
            return CheckFinding::not_asked(reason, NotAsked::NothingOpen);
        };
        let fails = share > rule.at_most && !self.is_small_change();
        let measured = Measured {
            label: "overdue share of the open items",
            value: Value::Share(share),
            bound_label: "at most",
            bound: Value::Threshold(rule.at_most),
            margin: Value::Share(margin(self.facts.old, open, rule.at_most)),
        };
        CheckFinding::of(reason, fails.then_some(rule.action), Basis::Measured(measured))
    }

    pub(super) fn overdue_amount(&self) -> CheckFinding {
        let (reason, rule) = (Reason::OverdueAmount, self.policy.overdue_amount);
        if rule.action == Action::Off {
            return CheckFinding::off(reason);
        }
        if let (Some(share), CreditLimit::Amount(limit)) = (rule.and_used_above, self.facts.limit) {
            let whole = i128::from(limit.minor());
            let is_used = whole == 0 || share.is_exceeded_by(self.used().minor(), whole);
            if !is_used {
                return CheckFinding::not_asked(reason, NotAsked::LittleUsed);
            }
        }
        let (overdue, at_most) = (self.overdue(), rule.at_most.to_minor_ceil(self.facts.currency));
        let money = |total| Value::Money(total, self.facts.currency);
        let measured = Measured {
            label: "overdue",
            value: money(overdue),
            bound_label: "at most",
            bound: money(at_most.to_total()),
            margin: money(at_most.to_total().minus(overdue)),
        };
        let fails = overdue > at_most.to_total() && !self.is_small_change();
        CheckFinding::of(reason, fails.then_some(rule.action), Basis::Measured(measured))
    }

    pub(super) fn dunning_level(&self) -> CheckFinding {
        let rule = self.policy.dunning_level;
        let (reason, label) = (Reason::DunningLevel, "level of the last reminder");
        let level = self.inputs.dunning_level.map(i32::from);
        Self::count(reason, rule.action, label, level, i32::from(rule.at_most), |level| {
            Value::Text(level.to_string())
        })
    }

    pub(super) fn broken_promises(&self) -> CheckFinding {
        let rule = self.policy.broken_promises;
        let (reason, label) = (Reason::BrokenPromise, "broken promises to pay");
        let broken = self.inputs.broken_promises.map(i32::from);
        Self::count(reason, rule.action, label, broken, i32::from(rule.at_most), |count| {
            Value::Text(count.to_string())
        })
    }

    pub(super) fn payment_index(&self) -> CheckFinding {
        let (reason, rule) = (Reason::PaymentIndex, self.policy.payment_index);
        let Some(index) = self.inputs.payment_index else {
            return CheckFinding::not_asked(reason, NotAsked::NotKnown);
        };
        if rule.action == Action::Off {
            return CheckFinding::off(reason);
        }
        let at_least = u16::from(rule.at_least);
        let measured = Measured {
            label: "payment index",
            value: Value::Score(index),
            bound_label: "at least",
            bound: Value::Text(at_least.to_string()),
            margin: index.above(at_least).map_or_else(
                || Value::Text("too fine to say".to_owned()),
                |points| Value::Text(points.to_string()),
            ),
        };
        CheckFinding::of(
            reason,
            (!index.reaches(at_least)).then_some(rule.action),
            Basis::Measured(measured),
        )
    }
}

/// How far a share stays below a bound, as a share.
fn margin(part: Total, whole: Total, at_most: Ratio) -> Quotient {
    const MILLION: i128 = 1_000_000;
    let allowed = whole.minor().checked_mul(i128::from(at_most.parts_per_million()));
    let taken = part.minor().checked_mul(MILLION);
    let left = allowed.zip(taken).and_then(|(allowed, taken)| allowed.checked_sub(taken));
    let left = left.zip(whole.minor().checked_mul(MILLION));
    left.and_then(|(left, whole)| Quotient::try_new(left, whole)).unwrap_or(Quotient::ZERO)
}
