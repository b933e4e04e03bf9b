use std::collections::BTreeSet;

use crate::account::AccountView;
use crate::lapse::{Cadence, LapseSignal};
use crate::measure::{Probability, Quotient, Ratio, proven};
use crate::review::Assessor;
use crate::warning::{Arm, Level, LossMethod, Rule};

/// The rank of a customer by a rule: its level, then the figure of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Score {
    level: Option<Level>,
    figure: i64,
}

impl Score {
    pub(in super::super) const fn new(level: Option<Level>, figure: i64) -> Self {
        Self { level, figure }
    }

    #[cfg(test)]
    pub(super) const fn of_figure(figure: i64) -> Self {
        Self { level: None, figure }
    }
}

/// The figure by which a rule ranks customers of the same level: the higher, the worse.
///
/// Debt goes by utilisation and ageing, sales progress by plan and last year, whose figures are
/// compared as multiples of their watch thresholds; loss goes by silence. All other arms, and so
/// expense and incidents, rank by level alone, and an arm that the policy leaves out not at all.
pub(in super::super) fn figure(
    assessor: &Assessor<'_>,
    rule: Rule,
    account: AccountView<'_>,
    signal: Option<LapseSignal>,
) -> i64 {
    match rule {
        Rule::Debt => debt(assessor, account),
        Rule::Progress => progress(assessor, account),
        Rule::Loss => signal.map_or(0, |signal| loss(assessor, account, signal)),
        Rule::Expense | Rule::Incident => 0,
    }
}

/// The silence by the method of the policy: a probability, usual gaps, or days.
fn loss(assessor: &Assessor<'_>, account: AccountView<'_>, signal: LapseSignal) -> i64 {
    let t = assessor.as_of();
    let days_silent = signal.rhythm.days_silent(t);
    if assessor.policy().loss.off.contains(&Arm::Silence) {
        return 0;
    }
    match assessor.policy().loss.silence {
        LossMethod::Probability { .. } => parts(signal.stays_away),
        LossMethod::Alive { .. } => parts(signal.alive.complement()),
        LossMethod::Cadence { otherwise_days, .. } => {
            let own_days = assessor.own_days(account);
            let cadence = Cadence::from_sales(account.sales(), &own_days, t, otherwise_days);
            micros(Quotient::try_new(days_silent.into(), cadence.days.into()))
        }
        LossMethod::FixedDays { .. } => days_silent.into(),
    }
}

/// The higher of utilisation and days past due, each by its watch threshold.
fn debt(assessor: &Assessor<'_>, account: AccountView<'_>) -> i64 {
    let (reading, policy) = (assessor.debt(account), &assessor.policy().debt);
    let used = reading.utilisation().map(|it| by(it, policy.utilisation.raise.watch));
    let days =
        Quotient::try_new(reading.oldest_days_past_due.into(), policy.ageing.watch.max(1).into());
    highest(&policy.off, [(Arm::Utilisation, used), (Arm::Ageing, Some(micros(days)))])
}

/// The larger shortfall of plan and last year, each by that of its watch threshold.
fn progress(assessor: &Assessor<'_>, account: AccountView<'_>) -> i64 {
    let policy = &assessor.policy().progress;
    let (plan, last_year) = policy.read(account, assessor.context()).shares();
    let shortfall = |share: Option<Quotient>, watch: Ratio| {
        let missing = Quotient::from(Ratio::ONE).minus(share?)?;
        let at_watch = Ratio::ONE.parts_per_million().checked_sub(watch.parts_per_million());
        Some(by(missing, Ratio::from_parts_per_million(at_watch.unwrap_or(1))))
    };
    let plan = shortfall(plan, policy.plan.watch);
    let last_year = shortfall(last_year, policy.last_year.watch);
    highest(&policy.off, [(Arm::Plan, plan), (Arm::LastYear, last_year)])
}

/// The highest figure of the arms that are on; 0 without any.
fn highest(off: &BTreeSet<Arm>, figures: [(Arm, Option<i64>); 2]) -> i64 {
    let on = figures.into_iter().filter(|(arm, _)| !off.contains(arm));
    on.filter_map(|(_, figure)| figure).max().unwrap_or_default()
}

/// A probability in parts per trillion.
fn parts(probability: Probability) -> i64 {
    let parts = i64::try_from(probability.parts_per_trillion());
    proven!(parts.ok(), else i64::MAX, "at most 2^40")
}

/// A figure in millionths of a threshold.
fn by(figure: Quotient, threshold: Ratio) -> i64 {
    let (part, whole) = figure.terms();
    let (part, whole) = (
        part.checked_mul(Ratio::ONE.parts_per_million().into()),
        whole.checked_mul(threshold.parts_per_million().max(1).into()),
    );
    micros(part.zip(whole).and_then(|(part, whole)| Quotient::try_new(part, whole)))
}

/// A fraction in millionths; those beyond 2^63 rank alike.
fn micros(fraction: Option<Quotient>) -> i64 {
    let micros = fraction.and_then(Quotient::to_micros).unwrap_or_default();
    i64::try_from(micros).unwrap_or(if micros < 0 { i64::MIN } else { i64::MAX })
}
