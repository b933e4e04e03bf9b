//! Questions of the sales progress rule.

use super::{elapsed, levels, part, probability};
use crate::lapse::Sigmas;
use crate::measure::Ratio;
use crate::policy::Policy;
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::policy::meaning::unit::{Unit, ratio};
use crate::warning::{Arm, Outcome, ProgressFigures};

pub(super) const PLAN: Question = Question {
    name: "progress",
    covers: &["progress.plan"],
    axes: |policy| Some(vec![Axis::share("share of the plan", levels(&policy.progress.plan))]),
    answer: |policy, figures| {
        let share_of_plan = Some(ratio(*figures.first()?));
        Some(said(policy, &ProgressFigures { share_of_plan, ..ProgressFigures::default() }))
    },
};

pub(super) const LAST_YEAR: Question = Question {
    name: "progress",
    covers: &["progress.last_year", "progress.fewest_base_days"],
    axes: |policy| {
        let progress = &policy.progress;
        Some(vec![
            Axis::share("share of last year", levels(&progress.last_year)),
            Axis::from(1, "order days last year", Unit::Count).cut_at([progress.fewest_base_days]),
        ])
    },
    answer: |policy, figures| {
        let [share, order_days] = *figures else { return None };
        let figures = ProgressFigures {
            share_of_last_year: Some(ratio(share)),
            order_days_last_year: Some(u16::try_from(order_days).ok()?),
            ..ProgressFigures::default()
        };
        Some(said(policy, &figures))
    },
};

pub(super) const FREQUENCY: Question = Question {
    name: "progress",
    covers: &["progress.frequency.chance", "progress.frequency.rate_below"],
    axes: |policy| {
        let rules = &policy.progress.frequency;
        Some(vec![
            Axis::share("order rate by that of the baseline", [rules.rate_below]),
            part("chance of as few order days", levels(&rules.chance)),
        ])
    },
    answer: |policy, figures| {
        let [rate, chance] = *figures else { return None };
        let found = policy.progress.frequency.by_rate(ratio(rate), probability(chance)?);
        let is_off = policy.progress.off.contains(&Arm::Frequency);
        let outcome = if is_off { Outcome::NotApplicable } else { found.outcome() };
        Some(outcome.to_string())
    },
};

pub(super) const DECLINE: Question = Question {
    name: "progress beside the market",
    covers: &["progress.decline.latest", "progress.decline.average"],
    axes: |policy| {
        let axis = |figure, of: Option<[Sigmas; 3]>| {
            let cuts = of.into_iter().flatten().map(Sigmas::hundredths);
            Axis::from(0, figure, Unit::Sigmas).up_to(u16::MAX.into()).cut_at(cuts)
        };
        let decline = policy.progress.decline.as_ref();
        Some(vec![
            axis("latest month below by", decline.map(|it| levels(&it.latest))),
            axis("average below by", decline.map(|it| levels(&it.average))),
        ])
    },
    answer: |policy, figures| {
        let [latest, average] = *figures else { return None };
        let sigmas = |number| u16::try_from(number).ok().map(Sigmas::from_hundredths);
        let figures = ProgressFigures {
            sigmas_below: sigmas(latest),
            sigmas_below_on_average: sigmas(average),
            ..ProgressFigures::default()
        };
        Some(said(policy, &figures))
    },
};

pub(super) const ELAPSED: Question = Question {
    name: "period by which progress is judged",
    covers: &["progress.least_elapsed"],
    axes: |policy| Some(vec![part("elapsed share", [policy.progress.least_elapsed])]),
    answer: |policy, figures| {
        let figures = ProgressFigures {
            elapsed: Some(ratio(*figures.first()?)),
            // Whichever of the two arms is on.
            share_of_plan: Some(Ratio::ONE),
            share_of_last_year: Some(Ratio::ONE),
            ..ProgressFigures::default()
        };
        Some(elapsed(figures.judged(&policy.progress).outcome()))
    },
};

fn said(policy: &Policy, figures: &ProgressFigures) -> String {
    let outcome = figures.judged(&policy.progress).outcome();
    outcome.to_string()
}
