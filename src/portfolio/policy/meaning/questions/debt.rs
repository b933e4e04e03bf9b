//! Questions of the debt rule.

use super::{HUNDREDTHS, kept, levels};
use crate::credit::LimitInForce;
use crate::money::Amount;
use crate::policy::Policy;
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::policy::meaning::unit::{Unit, ratio};
use crate::warning::{DebtFigures, JudgedFigures};

pub(super) const UTILISATION: Question = Question {
    name: "debt",
    covers: &["debt.utilisation.raise"],
    axes: |policy| Some(vec![Axis::share("utilisation", levels(&policy.debt.utilisation.raise))]),
    answer: |policy, figures| {
        let used = ratio(*figures.first()?);
        let figures = DebtFigures { utilisation: Some(used), ..DebtFigures::default() };
        Some(judged(policy, figures).outcome().to_string())
    },
};

pub(super) const PAST_DUE: Question = Question {
    name: "debt",
    covers: &["debt.ageing", "debt.overdue_tolerance"],
    axes: |policy| {
        let tolerance = policy.debt.overdue_tolerance.to_minor_ceil(HUNDREDTHS);
        Some(vec![
            Axis::from(1, "days past due", Unit::Days).cut_at(levels(&policy.debt.ageing)),
            Axis::from(1, "overdue sum", Unit::Amount).cut_at([tolerance.minor()]),
        ])
    },
    answer: |policy, figures| {
        let [days, overdue] = *figures else { return None };
        let figures = DebtFigures {
            oldest_past_due: Some(u16::try_from(days).ok()?),
            overdue: Some(Amount::from_minor(overdue)),
            ..DebtFigures::default()
        };
        Some(judged(policy, figures).outcome().to_string())
    },
};

pub(super) const NO_LIMIT: Question = Question {
    name: "debt without a limit, or beyond one of zero",
    covers: &["debt.without_limit"],
    // Two arms: one of them may be off.
    axes: |_| Some(vec![Axis::words("limit", &["not set", "zero"])]),
    answer: |policy, figures| {
        let zero = LimitInForce::Amount(Amount::ZERO.into());
        let limit = Some(if *figures.first()? == 0 { LimitInForce::NotSet } else { zero });
        let exposure = Some(Amount::from_minor(1));
        let figures = DebtFigures { exposure, limit, ..DebtFigures::default() };
        Some(judged(policy, figures).outcome().to_string())
    },
};

pub(super) const LEVEL_KEPT: Question = Question {
    name: "level of debt that stays once it is raised",
    covers: &["debt.utilisation.clear"],
    axes: |policy| Some(vec![Axis::share("utilisation", levels(&policy.debt.utilisation.clear))]),
    answer: |policy, figures| {
        let used = ratio(*figures.first()?);
        let figures = DebtFigures { utilisation: Some(used), ..DebtFigures::default() };
        Some(kept(judged(policy, figures).retained))
    },
};

fn judged(policy: &Policy, figures: DebtFigures) -> JudgedFigures {
    figures.judged(&policy.debt, HUNDREDTHS)
}
