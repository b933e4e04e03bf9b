use std::fmt;

use super::policy::{Action, Comparison};
use crate::credit::{LimitInForce, Reason};
use crate::evidence::{NotJudged, Value};
use crate::measure::proven;
use crate::money::{Currency, Total};

/// A value and its bound; the numbers printed are the numbers compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The name of the value.
    pub label: &'static str,
    /// The value.
    pub value: Value,
    /// The name of the bound, such as `limit` or `at most`.
    pub bound_label: &'static str,
    /// The bound.
    pub bound: Value,
    /// The distance to the bound; negative beyond it.
    pub margin: Value,
}

/// The basis of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// A fact that is true or false.
    Stated(&'static str),
    /// A value and its bound.
    Measured(Measured),
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stated(text) => f.write_str(text),
            Self::Measured(it) => {
                write!(f, "{} {}, {} {}", it.label, it.value, it.bound_label, it.bound)
            }
        }
    }
}

/// The two ways to say a fact that is so or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct StatedTexts {
    pub(super) passed: &'static str,
    pub(super) failed: &'static str,
}

/// A count and the largest that is allowed.
#[derive(Debug, Clone, Copy)]
pub(super) struct CountBound {
    pub(super) reason: Reason,
    pub(super) action: Action,
    pub(super) label: &'static str,
    /// The count; `None` when it is not known.
    pub(super) found: Option<i32>,
    pub(super) at_most: u16,
    pub(super) as_value: fn(i32) -> Value,
}

impl CountBound {
    pub(super) fn finding(self) -> CheckFinding {
        let Self { reason, action, label, found, as_value, .. } = self;
        let Some(found) = found else {
            return CheckFinding::not_judged(reason, NotJudged::NotKnown);
        };
        if action == Action::Off {
            return CheckFinding::off(reason);
        }
        let at_most = i32::from(self.at_most);
        let margin = at_most.checked_sub(found);
        let margin = proven!(margin, else 0, "neither counts nor days are negative");
        let measured = Measured {
            label,
            value: as_value(found),
            bound_label: "at most",
            bound: as_value(at_most),
            margin: as_value(margin),
        };
        let failed = (found > at_most).then_some(action);
        CheckFinding::judged(reason, failed, Basis::Measured(measured))
    }
}

/// A sum of money and the limit that it has to keep.
#[derive(Debug, Clone, Copy)]
pub(super) struct MoneyBound {
    pub(super) reason: Reason,
    pub(super) action: Action,
    pub(super) label: &'static str,
    pub(super) used: Total,
    pub(super) limit: LimitInForce,
    pub(super) comparison: Comparison,
    pub(super) currency: Currency,
}

impl MoneyBound {
    pub(super) fn finding(self) -> CheckFinding {
        let Self { reason, action, used, .. } = self;
        let limit = match self.limit {
            _ if action == Action::Off => return CheckFinding::off(reason),
            LimitInForce::NotSet => {
                return CheckFinding::not_judged(reason, NotJudged::NoLimitToUse);
            }
            LimitInForce::Unlimited => {
                return CheckFinding::not_judged(reason, NotJudged::NoLimitToExceed);
            }
            LimitInForce::Amount(limit) => limit,
        };
        let money = |total| Value::Money(total, self.currency);
        let measured = Measured {
            label: self.label,
            value: money(used),
            bound_label: "limit",
            bound: money(limit),
            margin: money(limit.minus(used)),
        };
        // Nothing owed keeps any limit.
        let exceeds = used.is_positive()
            && match self.comparison {
                Comparison::Above => used > limit,
                Comparison::AtOrAbove => used >= limit,
            };
        CheckFinding::judged(reason, exceeds.then_some(action), Basis::Measured(measured))
    }
}

/// The outcome of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckOutcome {
    /// The order meets the rule.
    Passed(Basis),
    /// The order breaks the rule, with the action of the policy.
    Failed(Action, Basis),
    /// The rule is not judged, with the reason.
    NotJudged(NotJudged),
}

/// The finding of one rule of the order check.
///
/// Prints without its rule, since a list of findings has it beside: print
/// [`reason`](Self::reason) first, or the [evidence](super::OrderCheck::evidence), which has both.
///
/// Written with `reason`, `pool` where there is one, `outcome` (`passed`, `failed` with an
/// `action`, `not_judged` with the reason `why`), the finding in words as `text`, and what was
/// `measured`: `value` and `bound` as figures, and the `margin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckFinding {
    /// The rule, named by the reason that it gives.
    pub reason: Reason,
    /// The pool, for the rule of a pool.
    pub pool: Option<String>,
    /// The outcome.
    pub outcome: CheckOutcome,
}

impl CheckFinding {
    /// The finding of a rule that was asked: failed with an action, or passed.
    pub(super) const fn judged(reason: Reason, failed: Option<Action>, basis: Basis) -> Self {
        let outcome = match failed {
            Some(action) => CheckOutcome::Failed(action, basis),
            None => CheckOutcome::Passed(basis),
        };
        Self { reason, pool: None, outcome }
    }

    /// The finding of a rule that was not judged.
    pub(super) const fn not_judged(reason: Reason, why: NotJudged) -> Self {
        Self { reason, pool: None, outcome: CheckOutcome::NotJudged(why) }
    }

    /// The finding of a rule that the policy leaves out.
    pub(super) const fn off(reason: Reason) -> Self {
        Self::not_judged(reason, NotJudged::Off)
    }

    /// The finding of a rule about a fact that is so or not; `None` when that is not known.
    pub(super) fn stated(
        reason: Reason,
        action: Action,
        fails: Option<bool>,
        texts: StatedTexts,
    ) -> Self {
        match fails {
            _ if action == Action::Off => Self::off(reason),
            None => Self::not_judged(reason, NotJudged::NotKnown),
            Some(true) => Self::judged(reason, Some(action), Basis::Stated(texts.failed)),
            Some(false) => Self::judged(reason, None, Basis::Stated(texts.passed)),
        }
    }

    /// The finding, under the name of the pool that it is about.
    pub(super) fn of_pool(self, name: &str) -> Self {
        Self { pool: Some(name.to_owned()), ..self }
    }

    /// The action of a rule that failed.
    pub const fn action(&self) -> Option<Action> {
        match self.outcome {
            CheckOutcome::Failed(action, _) => Some(action),
            CheckOutcome::Passed(_) | CheckOutcome::NotJudged(_) => None,
        }
    }
}

impl fmt::Display for CheckFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(pool) = &self.pool {
            write!(f, "{pool}: ")?;
        }
        match &self.outcome {
            CheckOutcome::Passed(basis) | CheckOutcome::Failed(_, basis) => basis.fmt(f),
            CheckOutcome::NotJudged(why) => why.fmt(f),
        }
    }
}
