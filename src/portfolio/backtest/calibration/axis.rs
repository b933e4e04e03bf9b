use super::CalibrationError;
use crate::measure::{Probability, Quotient, Ratio, proven};
use crate::policy::PolicyDraft;
use crate::warning::{Level, Levels, LossMethod, Rule};

/// Parts per million in a step of one percentage point.
const POINT: i64 = 10_000;

/// A threshold that is sought in steps: of one percentage point, or of one day.
///
/// Steps are counted from the threshold that raises most to the one that raises least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    NoOrder,
    Utilisation,
    PastDue,
    Plan,
    LastYear,
}

impl Axis {
    /// The thresholds of a rule.
    pub(super) fn of_rule(
        rule: Rule,
        draft: &PolicyDraft,
    ) -> Result<&'static [Self], CalibrationError> {
        match (rule, &draft.loss.silence) {
            (Rule::Loss, LossMethod::Probability { .. }) => Ok(&[Self::NoOrder]),
            (
                Rule::Loss,
                LossMethod::Alive { .. }
                | LossMethod::Cadence { .. }
                | LossMethod::FixedDays { .. },
            ) => Err(CalibrationError::Method),
            (Rule::Debt, _) => Ok(&[Self::Utilisation, Self::PastDue]),
            (Rule::Progress, _) => Ok(&[Self::Plan, Self::LastYear]),
            (Rule::Expense | Rule::Incident, _) => Err(CalibrationError::Rule { rule }),
        }
    }

    /// The path of the threshold in a policy.
    pub(super) fn path(self, level: Level) -> String {
        let levels = match self {
            Self::NoOrder => "loss.silence.no_order_from",
            Self::Utilisation => "debt.utilisation.raise",
            Self::PastDue => "debt.ageing",
            Self::Plan => "progress.plan",
            Self::LastYear => "progress.last_year",
        };
        format!("{levels}.{level}")
    }

    /// The number of steps: within the bounds of the policy, with room for the other levels.
    pub(super) const fn steps(self) -> usize {
        match self {
            // 1 % to 98 % for watch, 3 % to 100 % for critical.
            Self::NoOrder | Self::Plan | Self::LastYear => 98,
            // 1 % to 200 % and 1 to 120 days for watch.
            Self::Utilisation => 200,
            Self::PastDue => 120,
        }
    }

    /// Sets the threshold of a level to a step, and moves those of other levels along as far as
    /// their order needs.
    pub(super) fn set(self, draft: &mut PolicyDraft, level: Level, step: usize) {
        let threshold = self.threshold(level, step);
        match self {
            Self::NoOrder => {
                if let LossMethod::Probability { no_order_from } = &mut draft.loss.silence {
                    set_shares(no_order_from, level, threshold, Direction::Rising);
                }
            }
            Self::Utilisation => {
                let utilisation = &mut draft.debt.utilisation;
                set_shares(&mut utilisation.raise, level, threshold, Direction::Rising);
                let (raise, clear) = (utilisation.raise, &mut utilisation.clear);
                clear.watch = clear.watch.min(raise.watch);
                clear.warning = clear.warning.min(raise.warning);
                clear.critical = clear.critical.min(raise.critical);
            }
            Self::PastDue => {
                let Levels { watch, warning, critical } = draft.debt.ageing;
                let days = [watch, warning, critical].map(i64::from);
                let days = spread(days, level, threshold, 1).map(|it| u16::try_from(it).ok());
                if let [Some(watch), Some(warning), Some(critical)] = days {
                    draft.debt.ageing = Levels { watch, warning, critical };
                }
            }
            Self::Plan => {
                set_shares(&mut draft.progress.plan, level, threshold, Direction::Falling);
            }
            Self::LastYear => {
                set_shares(&mut draft.progress.last_year, level, threshold, Direction::Falling);
            }
        }
    }

    /// The threshold of a policy in words.
    pub(super) fn spoken(self, draft: &PolicyDraft, level: Level) -> String {
        match self {
            Self::NoOrder => match &draft.loss.silence {
                LossMethod::Probability { no_order_from } => no_order_from.get(level).to_string(),
                LossMethod::Alive { .. }
                | LossMethod::Cadence { .. }
                | LossMethod::FixedDays { .. } => String::new(),
            },
            Self::Utilisation => draft.debt.utilisation.raise.get(level).to_string(),
            Self::PastDue => draft.debt.ageing.get(level).to_string(),
            Self::Plan => draft.progress.plan.get(level).to_string(),
            Self::LastYear => draft.progress.last_year.get(level).to_string(),
        }
    }

    /// The step of the threshold of a policy; `None` where it lies between steps or beyond them.
    pub(super) fn step_of(self, draft: &PolicyDraft, level: Level) -> Option<usize> {
        let step = self.nearest_step(draft, level);
        (self.threshold(level, step) == self.stated(draft, level)).then_some(step)
    }

    /// The step whose threshold is nearest to that of a policy.
    pub(super) fn nearest_step(self, draft: &PolicyDraft, level: Level) -> usize {
        let stated = self.stated(draft, level);
        let apart = |step: &usize| self.threshold(level, *step).abs_diff(stated);
        (0..self.steps()).min_by_key(apart).unwrap_or_default()
    }

    /// The threshold of a policy: in parts per million, or in days.
    fn stated(self, draft: &PolicyDraft, level: Level) -> i64 {
        let share = |levels: &Levels<Ratio>| i64::from(levels.get(level).parts_per_million());
        match self {
            Self::NoOrder => match &draft.loss.silence {
                LossMethod::Probability { no_order_from } => share(no_order_from),
                LossMethod::Alive { .. }
                | LossMethod::Cadence { .. }
                | LossMethod::FixedDays { .. } => 0,
            },
            Self::Utilisation => share(&draft.debt.utilisation.raise),
            Self::PastDue => i64::from(*draft.debt.ageing.get(level)),
            Self::Plan => share(&draft.progress.plan),
            Self::LastYear => share(&draft.progress.last_year),
        }
    }

    /// The threshold at a step: in parts per million, or in days.
    fn threshold(self, level: Level, step: usize) -> i64 {
        let below = i64::from(place(level));
        let step = proven!(i64::try_from(step).ok(), else 0, "at most 200");
        let of = |unit: i64, number: Option<i64>| proven!(number.and_then(|it| it.checked_mul(unit)), else unit, "at most 202 steps");
        let rising = 1_i64.checked_add(below).and_then(|it| it.checked_add(step));
        let falling = 100_i64.checked_sub(below).and_then(|it| it.checked_sub(step));
        match self {
            Self::NoOrder | Self::Utilisation => of(POINT, rising),
            Self::PastDue => of(1, rising),
            Self::Plan | Self::LastYear => of(POINT, falling),
        }
    }

    /// The number of steps that raise a level at a number of whole units, of percent or days.
    fn reached(self, level: Level, units: Option<i128>) -> usize {
        let steps = units.and_then(|it| it.checked_sub(place(level).into()));
        steps.map_or(0, |it| {
            usize::try_from(it.max(0)).map_or(self.steps(), |it| it.min(self.steps()))
        })
    }

    /// The steps at which a probability raises a level: those not above it.
    pub(super) fn reached_by_probability(self, level: Level, it: Probability) -> usize {
        let percent = i128::from(it.parts_per_trillion()) / 10_000_000_000;
        self.reached(level, Some(percent))
    }

    /// The steps at which a share raises a level: those strictly below it.
    pub(super) fn reached_by_use(self, level: Level, it: Quotient) -> usize {
        let (part, whole) = it.terms();
        let percent =
            part.checked_mul(100).and_then(|it| it.checked_sub(1)?.checked_div_euclid(whole));
        self.reached(level, percent)
    }

    /// The steps at which days past due raise a level: those not above them.
    pub(super) fn reached_by_days(self, level: Level, it: i32) -> usize {
        self.reached(level, Some(it.into()))
    }

    /// The steps at which a share raises a level: those strictly above it.
    pub(super) fn reached_by_shortfall(self, level: Level, it: Quotient) -> usize {
        let (part, whole) = it.terms();
        let percent = part.checked_mul(100).and_then(|it| it.checked_div_euclid(whole));
        self.reached(level, percent.and_then(|it| 100_i128.checked_sub(it)))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Rising,
    Falling,
}

/// The number of levels below one.
const fn place(level: Level) -> u8 {
    match level {
        Level::Watch => 0,
        Level::Warning => 1,
        Level::Critical => 2,
    }
}

fn set_shares(levels: &mut Levels<Ratio>, level: Level, threshold: i64, direction: Direction) {
    let Levels { watch, warning, critical } = *levels;
    let step = match direction {
        Direction::Rising => POINT,
        Direction::Falling => -POINT,
    };
    let parts = [watch, warning, critical].map(|it| i64::from(it.parts_per_million()));
    let ratio = |it: i64| u32::try_from(it).ok().map(Ratio::from_parts_per_million);
    if let [Some(watch), Some(warning), Some(critical)] =
        spread(parts, level, threshold, step).map(ratio)
    {
        *levels = Levels { watch, warning, critical };
    }
}

/// Thresholds with one of them set, and the others at least a step away from their neighbour.
fn spread(thresholds: [i64; 3], level: Level, threshold: i64, step: i64) -> [i64; 3] {
    let [watch, warning, critical] = thresholds;
    let further = |from: i64, steps: i64| {
        let to = steps.checked_mul(step).and_then(|it| from.checked_add(it));
        proven!(to, else from, "thresholds have 32 bits")
    };
    let at_least = |it: i64, least: i64| if step > 0 { it.max(least) } else { it.min(least) };
    let at_most = |it: i64, most: i64| if step > 0 { it.min(most) } else { it.max(most) };
    match level {
        Level::Watch => {
            let warning = at_least(warning, further(threshold, 1));
            [threshold, warning, at_least(critical, further(warning, 1))]
        }
        Level::Warning => {
            let watch = at_most(watch, further(threshold, -1));
            [watch, threshold, at_least(critical, further(threshold, 1))]
        }
        Level::Critical => {
            let warning = at_most(warning, further(threshold, -1));
            [at_most(watch, further(warning, -1)), warning, threshold]
        }
    }
}
