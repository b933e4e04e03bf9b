use super::axis::Axis;
use crate::account::AccountView;
use crate::policy::Policy;
use crate::review::Assessor;
use crate::warning::{Arm, Finding, Level, Outcome, Reading, Rule};

/// The steps of the thresholds of a rule at which a customer is raised on a day: all those below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reach {
    pub(super) first: usize,
    pub(super) second: usize,
}

impl Reach {
    /// Raised at no step.
    pub(super) const NONE: Self = Self { first: 0, second: 0 };
    /// Raised at every step, by something else.
    const ALWAYS: Self = Self { first: usize::MAX, second: usize::MAX };

    const fn first(first: usize) -> Self {
        Self { first, second: 0 }
    }

    const fn second(second: usize) -> Self {
        Self { first: 0, second }
    }

    /// The reach of both: raised where either is.
    pub(super) fn or(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), second: self.second.max(other.second) }
    }

    /// The reach of a customer, by an assessor whose policy raises at the first step of each
    /// threshold, and a policy that raises at the last; `None` without data.
    pub(super) fn of(
        assessor: &Assessor<'_>,
        narrowest: &Policy,
        (rule, level): (Rule, Level),
        account: AccountView<'_>,
    ) -> Option<Self> {
        let (policy, context) = (assessor.policy(), assessor.context());
        match rule {
            Rule::Loss => {
                let reading = policy.loss.read(account, context);
                let reach = reached(&reading, level, |arm| {
                    let signal = reading.signal.filter(|_| arm == Arm::Silence)?;
                    let steps = Axis::NoOrder.reached_by_probability(level, signal.stays_away);
                    Some(Self::first(steps))
                })?;
                // The product groups of a silent customer are not judged, and nearly everybody is
                // silent at the first step.
                let found = reading.finding(Arm::Narrowing);
                if !matches!(found, Some(Finding::NotJudged(_))) {
                    return Some(reach);
                }
                let groups = narrowest.loss.read(account, context).finding(Arm::Narrowing);
                let is_raised = groups.and_then(Finding::level) >= Some(level);
                Some(if is_raised { Self::ALWAYS } else { reach })
            }
            Rule::Debt => {
                let reading = assessor.debt(account);
                reached(&reading, level, |arm| {
                    if arm == Arm::Ageing {
                        let days = reading.oldest_days_past_due;
                        return Some(Self::second(Axis::PastDue.reached_by_days(level, days)));
                    }
                    let used = reading.utilisation().filter(|_| arm == Arm::Utilisation)?;
                    Some(Self::first(Axis::Utilisation.reached_by_use(level, used)))
                })
            }
            Rule::Progress => {
                let reading = policy.progress.read(account, context);
                let (plan, last_year) = reading.shares();
                reached(&reading, level, |arm| {
                    if arm == Arm::LastYear {
                        let steps = Axis::LastYear.reached_by_shortfall(level, last_year?);
                        return Some(Self::second(steps));
                    }
                    let plan = plan.filter(|_| arm == Arm::Plan)?;
                    Some(Self::first(Axis::Plan.reached_by_shortfall(level, plan)))
                })
            }
            Rule::Expense | Rule::Incident => Some(Self::NONE),
        }
    }
}

/// The reach of the arms that raise the level; an arm without thresholds that are sought raises it
/// at every step.
fn reached(
    reading: &impl Reading,
    level: Level,
    sought: impl Fn(Arm) -> Option<Reach>,
) -> Option<Reach> {
    if reading.outcome() < Outcome::Clear {
        return None;
    }
    let raises = |it: Finding| it.level() >= Some(level);
    let arms = reading.arms().iter().filter(|it| raises(it.finding));
    Some(arms.fold(Reach::NONE, |all, it| all.or(sought(it.arm).unwrap_or(Reach::ALWAYS))))
}
