//! Questions of the debt rule.

use super::{kept, levels};
use crate::credit::LimitInForce;
use crate::money::Amount;
use crate::policy::Policy;
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::policy::meaning::unit::{FINEST, Unit, ratio};
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
        Some(vec![
            Axis::from(1, "days past due", Unit::Days).cut_at(levels(&policy.debt.ageing)),
            Axis::amount("overdue sum", [policy.debt.overdue_tolerance]),
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

pub(super) const SMALL_CHANGE: Question = Question {
    name: "small change of debt",
    // A tolerance of zero makes every item count.
    covers: &["debt.small_change", "debt.overdue_tolerance"],
    axes: |policy| {
        let cut = policy.debt.small_change().minor();
        let open = Axis::from(1, "minor units of an open item", Unit::Count);
        Some(vec![open.up_to(u32::MAX.into()).cut_at([cut])])
    },
    answer: |policy, figures| {
        // Not only ageing asks: loyalty counts what is overdue, too.
        let open = Amount::from_minor(*figures.first()?);
        let said = if policy.debt.small_change().has(open) { "no say" } else { "counts" };
        Some(said.to_owned())
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
    figures.judged(&policy.debt, FINEST)
}
