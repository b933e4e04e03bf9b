//! The rules about how the customer pays, and about contract, incidents and terms.

use crate::credit::order_check::check_finding::{
    Basis, CheckFinding, CountBound, Measured, StatedTexts,
};
use crate::credit::order_check::policy::Action;
use crate::credit::order_check::situation::Situation;
use crate::credit::{LimitInForce, Reason};
use crate::evidence::{NotJudged, Value};
use crate::measure::{Quotient, Ratio};
use crate::money::Total;
use crate::receivable::Inclusion;

pub(super) fn contract(order: &Situation<'_>) -> CheckFinding {
    let fails = order.facts.contract.map(|in_force| !in_force);
    let texts = StatedTexts { passed: "a contract is in force", failed: "no contract is in force" };
    CheckFinding::stated(Reason::ContractMissing, order.policy.contract_missing, fails, texts)
}

pub(super) fn incident(order: &Situation<'_>) -> CheckFinding {
    let texts = StatedTexts {
        passed: "no verified incident is open",
        failed: "a verified incident is open",
    };
    let fails = Some(order.facts.incident);
    CheckFinding::stated(Reason::IncidentOpen, order.policy.incident_open, fails, texts)
}

pub(super) fn review(order: &Situation<'_>) -> CheckFinding {
    let fails = Some(order.facts.terms.is_review_overdue(order.facts.t.day()));
    let texts = StatedTexts {
        passed: "the terms are not overdue for review",
        failed: "the terms are overdue for review",
    };
    CheckFinding::stated(Reason::ReviewOverdue, order.policy.review_overdue, fails, texts)
}

/// Told only where something is written off: it is no exposure, and still a loss.
pub(super) fn written_off(order: &Situation<'_>) -> Option<CheckFinding> {
    let (reason, action) = (Reason::WrittenOff, order.policy.written_off);
    let (written_off, currency) = (order.facts.standing().written_off, order.facts.currency);
    if written_off == Total::ZERO {
        return None;
    }
    if action == Action::Off {
        return Some(CheckFinding::off(reason));
    }
    let money = |total| Value::Money(total, currency);
    let measured = Measured {
        label: "written off",
        value: money(written_off),
        bound_label: "at most",
        bound: money(Total::ZERO),
        margin: money(Total::ZERO.minus(written_off)),
    };
    Some(CheckFinding::judged(reason, Some(action), Basis::Measured(measured)))
}

pub(super) fn oldest_item(order: &Situation<'_>) -> CheckFinding {
    let (rule, standing) = (order.policy.oldest_item, order.facts.standing());
    let oldest = match order.policy.included.disputed {
        Inclusion::Counted => standing.oldest_days_past_due,
        Inclusion::LeftOut => standing.oldest_undisputed_days_past_due,
    };
    let oldest = if order.is_small_change() { 0 } else { oldest };
    let bound = CountBound {
        reason: Reason::OldestItemTooOld,
        action: rule.action,
        label: "oldest item past due by",
        found: Some(oldest),
        at_most: rule.at_most,
        as_value: Value::Days,
    };
    bound.finding()
}

pub(super) fn overdue_share(order: &Situation<'_>) -> CheckFinding {
    let (reason, rule) = (Reason::OverdueShare, order.policy.overdue_share);
    if rule.action == Action::Off {
        return CheckFinding::off(reason);
    }
    let (old, open) = (order.facts.old, order.open_items());
    let Some(share) = Quotient::try_new(old.minor(), open.minor()) else {
        return CheckFinding::not_judged(reason, NotJudged::NothingOpen);
    };
    let fails = share > rule.at_most && !order.is_small_change();
    let measured = Measured {
        label: "overdue share of the open items",
        value: Value::Share(share),
        bound_label: "at most",
        bound: Value::Threshold(rule.at_most),
        margin: margin(old, open, rule.at_most),
    };
    CheckFinding::judged(reason, fails.then_some(rule.action), Basis::Measured(measured))
}

pub(super) fn overdue_amount(order: &Situation<'_>) -> CheckFinding {
    let (reason, rule) = (Reason::OverdueAmount, order.policy.overdue_amount);
    if rule.action == Action::Off {
        return CheckFinding::off(reason);
    }
    if let (Some(share), LimitInForce::Amount(limit)) = (rule.and_used_above, order.facts.limit) {
        let whole = limit.minor();
        let is_used = whole == 0 || share.is_exceeded_by(order.used().minor(), whole);
        if !is_used {
            return CheckFinding::not_judged(reason, NotJudged::LittleUsed);
        }
    }
    let currency = order.facts.currency;
    let (overdue, at_most) = (order.facts.overdue, rule.at_most.to_minor_ceil(currency).to_total());
    let money = |total| Value::Money(total, currency);
    let measured = Measured {
        label: "overdue",
        value: money(overdue),
        bound_label: "at most",
        bound: money(at_most),
        margin: money(at_most.minus(overdue)),
    };
    let fails = overdue > at_most && !order.is_small_change();
    CheckFinding::judged(reason, fails.then_some(rule.action), Basis::Measured(measured))
}

pub(super) fn dunning_level(order: &Situation<'_>) -> CheckFinding {
    let rule = order.policy.dunning_level;
    let bound = CountBound {
        reason: Reason::DunningLevel,
        action: rule.action,
        label: "level of the last reminder",
        found: order.inputs.dunning_level.map(i32::from),
        at_most: u16::from(rule.at_most),
        as_value: |level| Value::Text(level.to_string()),
    };
    bound.finding()
}

pub(super) fn broken_promises(order: &Situation<'_>) -> CheckFinding {
    let rule = order.policy.broken_promises;
    let bound = CountBound {
        reason: Reason::BrokenPromise,
        action: rule.action,
        label: "broken promises to pay",
        found: order.inputs.broken_promises.map(i32::from),
        at_most: rule.at_most,
        as_value: |count| Value::Text(count.to_string()),
    };
    bound.finding()
}

pub(super) fn payment_index(order: &Situation<'_>) -> CheckFinding {
    let (reason, rule) = (Reason::PaymentIndex, order.policy.payment_index);
    let Some(index) = order.inputs.payment_index else {
        return CheckFinding::not_judged(reason, NotJudged::NotKnown);
    };
    if rule.action == Action::Off {
        return CheckFinding::off(reason);
    }
    let at_least = u16::from(rule.at_least);
    let points = index.above(at_least).map(|points| points.to_string());
    let measured = Measured {
        label: "payment index",
        value: Value::Score(index),
        bound_label: "at least",
        bound: Value::Text(at_least.to_string()),
        margin: Value::Text(points.unwrap_or_else(|| TOO_FINE.to_owned())),
    };
    let fails = !index.reaches(at_least);
    CheckFinding::judged(reason, fails.then_some(rule.action), Basis::Measured(measured))
}

/// The margin of a rule, when its digits do not fit.
const TOO_FINE: &str = "too fine to say";

/// The distance of a share from a bound above it, as a share.
fn margin(part: Total, whole: Total, at_most: Ratio) -> Value {
    const MILLION: i128 = 1_000_000;
    let allowed = whole.minor().checked_mul(i128::from(at_most.parts_per_million()));
    let taken = part.minor().checked_mul(MILLION);
    let left = allowed.zip(taken).and_then(|(allowed, taken)| allowed.checked_sub(taken));
    let left = left.zip(whole.minor().checked_mul(MILLION));
    let share = left.and_then(|(left, whole)| Quotient::try_new(left, whole));
    share.map_or_else(|| Value::Text(TOO_FINE.to_owned()), Value::Share)
}
