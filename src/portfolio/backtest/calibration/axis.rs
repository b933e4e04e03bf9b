use super::CalibrationError;
use crate::measure::{Probability, Quotient, Ratio, proven};
use crate::policy::PolicyDraft;
use crate::valid::Order;
use crate::warning::{Arm, Level, Levels, LossMethod, Rule, Utilisation};

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

    pub(super) fn last_step(self) -> usize {
        proven!(self.steps().checked_sub(1), else 0, "at least 98 steps")
    }

    /// Tells whether the policy leaves out the arm of the threshold.
    pub(super) fn is_off(self, draft: &PolicyDraft) -> bool {
        let (off, arm) = match self {
            Self::NoOrder => (&draft.loss.off, Arm::Silence),
            Self::Utilisation => (&draft.debt.off, Arm::Utilisation),
            Self::PastDue => (&draft.debt.off, Arm::Ageing),
            Self::Plan => (&draft.progress.off, Arm::Plan),
            Self::LastYear => (&draft.progress.off, Arm::LastYear),
        };
        off.contains(&arm)
    }

    /// Sets the threshold of a level to a step, and moves those of other levels along as far as
    /// their order needs. That of an arm that is off stays.
    pub(super) fn set(self, draft: &mut PolicyDraft, level: Level, step: usize) {
        if self.is_off(draft) {
            return;
        }
        let threshold = self.threshold(level, step);
        match self {
            Self::NoOrder => {
                if let LossMethod::Probability { no_order_from } = &mut draft.loss.silence {
                    set_shares(no_order_from, level, threshold, Direction::Rising);
                }
            }
            Self::Utilisation => {
                let Utilisation { raise, clear } = &mut draft.debt.utilisation;
                let before = *raise;
                set_shares(raise, level, threshold, Direction::Rising);
                if *raise != before {
                    *clear = clear_along(*clear, before, *raise);
                }
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

    /// The thresholds of a policy that move along with that of a level, each with its path: those
    /// of other levels, and those that clear.
    pub(super) fn beside(self, draft: &PolicyDraft, level: Level) -> Vec<(String, String)> {
        let others = Level::ALL.into_iter().filter(|it| *it != level);
        let mut beside: Vec<_> = others.map(|it| (self.path(it), self.spoken(draft, it))).collect();
        if self == Self::Utilisation {
            let clear = &draft.debt.utilisation.clear;
            let path = |it| format!("debt.utilisation.clear.{it}");
            beside.extend(Level::ALL.map(|it| (path(it), clear.get(it).to_string())));
        }
        beside
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
    if let Some(moved) = ratios(spread(parts, level, threshold, step)) {
        *levels = moved;
    }
}

/// The thresholds that clear, as far below those that raise as they were: lower where the order of
/// the levels needs it, and a percentage point or more.
fn clear_along(clear: Levels<Ratio>, before: Levels<Ratio>, raise: Levels<Ratio>) -> Levels<Ratio> {
    let parts = |level| {
        let of = |levels: &Levels<Ratio>| i64::from(levels.get(level).parts_per_million());
        let along = of(&raise).checked_sub(of(&before)).and_then(|it| it.checked_add(of(&clear)));
        proven!(along, else 0, "thresholds have 32 bits")
    };
    let under = |it: i64, next: i64| if it < next { it } else { further(next, -POINT) };
    let above = |it: i64, last: i64| if it > last { it } else { further(last, POINT) };
    let critical = parts(Level::Critical);
    let warning = under(parts(Level::Warning), critical);
    let watch = under(parts(Level::Watch), warning).max(POINT);
    let warning = above(warning, watch);
    let along = [watch, warning, above(critical, warning)];
    let raised = Level::ALL.map(|it| i64::from(raise.get(it).parts_per_million()));
    if Order::Rising.holds_in(&along) && along.iter().zip(&raised).all(|(it, raise)| it <= raise) {
        return ratios(along).unwrap_or(clear);
    }
    // Thresholds of less than a percentage point.
    let least = |level| *clear.get(level).min(raise.get(level));
    Levels {
        watch: least(Level::Watch),
        warning: least(Level::Warning),
        critical: least(Level::Critical),
    }
}

/// A threshold moved by parts per million, or by days.
fn further(from: i64, by: i64) -> i64 {
    proven!(from.checked_add(by), else from, "thresholds have 32 bits")
}

fn ratios(parts: [i64; 3]) -> Option<Levels<Ratio>> {
    let ratio = |it: i64| u32::try_from(it).ok().map(Ratio::from_parts_per_million);
    let [watch, warning, critical] = parts.map(ratio);
    Some(Levels { watch: watch?, warning: warning?, critical: critical? })
}

/// Thresholds with one of them set. Another one moves where the order needs it: a step away from
/// its neighbour.
fn spread(thresholds: [i64; 3], level: Level, threshold: i64, step: i64) -> [i64; 3] {
    let [watch, warning, critical] = thresholds;
    let back = proven!(step.checked_neg(), else 0, "a point or a day");
    let is_rising = step > 0;
    let after = |it: i64, least: i64| {
        if it != least && (it > least) == is_rising { it } else { further(least, step) }
    };
    let before = |it: i64, most: i64| {
        if it != most && (it < most) == is_rising { it } else { further(most, back) }
    };
    match level {
        Level::Watch => {
            let warning = after(warning, threshold);
            [threshold, warning, after(critical, warning)]
        }
        Level::Warning => [before(watch, threshold), threshold, after(critical, threshold)],
        Level::Critical => {
            let warning = before(warning, threshold);
            [before(watch, warning), warning, threshold]
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::arithmetic_side_effects,
        clippy::panic,
        clippy::unwrap_used,
        reason = "a test may panic"
    )]

    use super::*;
    use crate::policy::Policy;

    const ALL: [Axis; 5] =
        [Axis::NoOrder, Axis::Utilisation, Axis::PastDue, Axis::Plan, Axis::LastYear];

    fn levels(parts: [u32; 3]) -> Levels<Ratio> {
        let [watch, warning, critical] = parts.map(Ratio::from_parts_per_million);
        Levels { watch, warning, critical }
    }

    /// Policies whose thresholds lie close together, or at their bounds.
    fn drafts() -> Vec<PolicyDraft> {
        let draft = |rising: [u32; 3], clear: [u32; 3], days: [u16; 3]| {
            let [watch, warning, critical] = days;
            let falling = levels([rising[2], rising[1], rising[0]]);
            let mut draft = PolicyDraft::default();
            draft.debt.utilisation = Utilisation { raise: levels(rising), clear: levels(clear) };
            draft.debt.ageing = Levels { watch, warning, critical };
            (draft.progress.plan, draft.progress.last_year) = (falling, falling);
            let no_order_from =
                levels(rising.map(|it| it.min(999_999 + u32::from(it > 2_000_000))));
            draft.loss.silence = if rising[2] > 1_000_000 {
                LossMethod::default()
            } else {
                LossMethod::Probability { no_order_from }
            };
            draft
        };
        vec![
            PolicyDraft::default(),
            draft([1, 2, 3], [1, 2, 3], [1, 2, 3]),
            draft([900_000, 905_000, 910_000], [1_000, 2_000, 3_000], [65_533, 65_534, 65_535]),
            draft([4_000_000_000, 4_100_000_000, 4_294_967_295], [5, 6, 4_294_967_295], [1, 2, 9]),
        ]
    }

    #[test]
    fn every_step_is_a_policy() {
        for draft in drafts() {
            Policy::try_from(draft.clone()).unwrap();
            for axis in ALL {
                for (level, step) in Level::ALL
                    .into_iter()
                    .flat_map(|level| (0..axis.steps()).map(move |step| (level, step)))
                {
                    let mut moved = draft.clone();
                    axis.set(&mut moved, level, step);
                    assert_eq!(axis.step_of(&moved, level), Some(step), "{axis:?} {level}");
                    if let Err(problem) = Policy::try_from(moved) {
                        panic!("{axis:?} {level} {step}: {problem}");
                    }
                }
            }
        }
    }
}
