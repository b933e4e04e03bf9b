//! Questions of the loss rule.

use std::collections::BTreeSet;

use super::{levels, part, probability};
use crate::lapse::Cadence;
use crate::policy::Policy;
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::policy::meaning::unit::Unit;
use crate::warning::{Arm, Level, LossFigures, LossMethod, Outcome};

pub(super) const NO_ORDER: Question = Question {
    name: "loss",
    covers: &["loss.silence.no_order_from", "loss.bought_once.at_most"],
    axes: |policy| {
        let LossMethod::Probability { no_order_from } = policy.loss.silence else { return None };
        Some(vec![part("probability of no order", levels(&no_order_from)), order_days()])
    },
    answer: |policy, figures| {
        let [chance, order_days] = *figures else { return None };
        let no_order = Some(probability(chance)?);
        Some(said(policy, LossFigures { no_order, ..ordered(order_days)? }))
    },
};

pub(super) const ALIVE: Question = Question {
    name: "loss",
    covers: &["loss.silence.alive_below", "loss.bought_once.at_most"],
    axes: |policy| {
        let LossMethod::Alive { alive_below } = policy.loss.silence else { return None };
        Some(vec![part("probability of being alive", levels(&alive_below)), order_days()])
    },
    answer: |policy, figures| {
        let [chance, order_days] = *figures else { return None };
        let alive = Some(probability(chance)?);
        Some(said(policy, LossFigures { alive, ..ordered(order_days)? }))
    },
};

pub(super) const USUAL_GAPS: Question = Question {
    name: "loss",
    covers: &["loss.silence.gaps_above", "loss.bought_once.at_most"],
    axes: |policy| {
        let LossMethod::Cadence { gaps_above, .. } = policy.loss.silence else { return None };
        Some(vec![Axis::share("silence by the usual gap", levels(&gaps_above)), order_days()])
    },
    answer: |policy, figures| {
        let [share, order_days] = *figures else { return None };
        let (silent_days, usual_gap) = in_days(share)?;
        let (silent_days, usual_gap) = (Some(silent_days), Some(usual_gap));
        let figures = LossFigures { silent_days, usual_gap, ..ordered(order_days)? };
        // A silence as long may reach the hard cap, or be a loss; shorter gaps do not.
        Some(figures.by_method(&policy.loss).to_string())
    },
};

pub(super) const DAYS: Question = Question {
    name: "loss by days of silence alone",
    covers: DAYS_COVER,
    axes: |policy| {
        let is_fixed = matches!(policy.loss.silence, LossMethod::FixedDays { .. });
        (!is_fixed).then(|| days_axes(policy, &[]))
    },
    // The method may go by a gap of its own, so the silence of a customer says less than its days.
    answer: |policy, figures| by_days(policy, figures, &BTreeSet::from([Arm::Silence])),
};

pub(super) const FIXED_DAYS: Question = Question {
    name: "loss",
    covers: &[
        "loss.silence.days_above",
        "loss.bought_once.at_most",
        "loss.hard_cap_days",
        "loss.hard_cap_usual_gaps",
        "loss.hard_cap_level",
        "loss.lost",
    ],
    axes: |policy| {
        let LossMethod::FixedDays { days_above } = policy.loss.silence else { return None };
        Some(days_axes(policy, &levels(&days_above)))
    },
    answer: |policy, figures| by_days(policy, figures, &BTreeSet::new()),
};

pub(super) const LOST: Question = Question {
    name: "customer, by its silence",
    covers: &["loss.lost"],
    axes: |policy| Some(days_axes(policy, &[])),
    answer: |policy, figures| {
        let said = if silent(figures)?.is_lost(&policy.loss) { "lost" } else { "not lost" };
        Some(said.to_owned())
    },
};

pub(super) const NARROWING: Question = Question {
    name: "loss of a product group",
    covers: &["loss.narrowing"],
    axes: |policy| {
        let rules = policy.loss.narrowing;
        let order_days = Axis::from(1, "order days", Unit::Count);
        Some(vec![
            part("probability of being alive", [rules.alive_below]),
            order_days.cut_at([rules.fewest_order_days]),
        ])
    },
    answer: |policy, figures| {
        let [alive, order_days] = *figures else { return None };
        let rules = policy.loss.narrowing;
        let has_enough = rules.has_enough(u32::try_from(order_days).ok()?);
        let is_off = policy.loss.off.contains(&Arm::Narrowing);
        let said = match (is_off, rules.is_gone(probability(alive)?), has_enough) {
            (true, _, _) => "not judged",
            (false, false, _) => "alive",
            (false, true, true) => "lost",
            (false, true, false) => "no say",
        };
        Some(said.to_owned())
    },
};

pub(super) const BOUGHT_ONCE: Question = Question {
    name: "loss of a customer with one order day, in a register",
    covers: &["loss.bought_once.opens_case"],
    axes: |_| Some(Vec::new()),
    answer: |policy, _| {
        let raised = Outcome::Breach(Level::Watch);
        Some(ordered(1)?.outcome_for_cases(&policy.loss, raised).to_string())
    },
};

const DAYS_COVER: &[&str] = &[
    "loss.hard_cap_days",
    "loss.hard_cap_usual_gaps",
    "loss.hard_cap_level",
    "loss.bought_once.at_most",
    "loss.lost",
];

/// The days of a silence, and the whole usual gaps that are shorter than it.
fn days_axes(policy: &Policy, above: &[u16]) -> Vec<Axis> {
    let (rules, lost) = (&policy.loss, policy.loss.lost);
    let days = rules.hard_cap_days.into_iter().chain(lost.map(|it| it.days));
    let gaps = [Some(rules.hard_cap_usual_gaps), lost.map(|it| it.usual_gaps)];
    vec![
        Axis::from(0, "silence", Unit::Days).cut_at(days.chain(above.iter().copied())),
        Axis::from(0, "usual gaps within the silence", Unit::Count)
            .cut_at(gaps.into_iter().flatten()),
        order_days(),
    ]
}

/// The outcome by the days of a silence, without the findings of some arms.
fn by_days(policy: &Policy, figures: &[i64], without: &BTreeSet<Arm>) -> Option<String> {
    Some(silent(figures)?.judged(&policy.loss).without(without).outcome().to_string())
}

/// The figures of a silence of some days, within which lie some usual gaps; `None` where no
/// customer can have them.
fn silent(figures: &[i64]) -> Option<LossFigures> {
    let [days, gaps, order_days] = *figures else { return None };
    // The shortest gap of which no more than these are shorter than the silence.
    let usual_gap = days.checked_add(gaps)?.checked_div(gaps.checked_add(1)?)?;
    let is_possible = usual_gap.checked_mul(gaps)? < days || gaps == 0;
    let figures = LossFigures {
        silent_days: Some(u16::try_from(days).ok()?),
        usual_gap: Some(u16::try_from(usual_gap).ok()?),
        ..ordered(order_days)?
    };
    is_possible.then_some(figures)
}

fn order_days() -> Axis {
    Axis::from(1, "order days", Unit::Count).cut_at([2])
}

fn ordered(order_days: i64) -> Option<LossFigures> {
    let order_days = Some(u16::try_from(order_days).ok()?);
    Some(LossFigures { order_days, ..LossFigures::default() })
}

/// Days of silence, and of a usual gap that a customer can have, that make a share.
fn in_days(millionths: i64) -> Option<(u16, u16)> {
    let (part, whole) = (u32::try_from(millionths).ok()?, 1_000_000_u32);
    let (mut divisor, mut rest) = (whole, part);
    while let Some(next) = divisor.checked_rem(rest) {
        (divisor, rest) = (rest, next);
    }
    let (part, whole) = (part.checked_div(divisor)?, whole.checked_div(divisor)?);
    let times = Cadence::LEAST_DAYS.div_ceil(whole);
    let days = |number: u32| u16::try_from(number.checked_mul(times)?).ok();
    Some((days(part)?, days(whole)?))
}

fn said(policy: &Policy, figures: LossFigures) -> String {
    figures.judged(&policy.loss).outcome().to_string()
}
