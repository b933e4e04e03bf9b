use super::{LossMethod, LossPolicy};
use crate::calendar::{AsOf, Day};
use crate::lapse::{Cadence, Gap, LapseSignal, OrderDays, PurchaseStatus, Rhythm};
use crate::measure::Probability;
use crate::warning::{Arm, Finding, JudgedFigures, Outcome};

/// The figures by which a silence is judged.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LossFigures {
    /// Probability of no order within the days for which one is awaited.
    pub(crate) no_order: Option<Probability>,
    pub(crate) alive: Option<Probability>,
    /// A day more than the usual gap where it is left out.
    pub(crate) silent_days: Option<u16>,
    /// No gap at all where it is left out.
    pub(crate) usual_gap: Option<u16>,
    /// Two where they are left out.
    pub(crate) order_days: Option<u16>,
}

impl LossFigures {
    /// The findings of a policy.
    pub(crate) fn judged(self, policy: &LossPolicy) -> JudgedFigures {
        let Some(signal) = self.signal() else { return JudgedFigures::default() };
        let Some(days) = self.silent() else { return JudgedFigures::default() };
        let given = [
            (Arm::Silence, self.are_read_by(policy.silence)),
            (Arm::HardCap, self.silent_days.is_some()),
        ];
        let arms = given.into_iter().filter(|it| it.1).map(|it| it.0);
        let t = AsOf::new(signal.rhythm.last().offset(days));
        let arms = match policy.not_lost(signal, t) {
            Err(reason) => arms.map(|arm| arm.with(Finding::NotJudged(reason))).collect(),
            Ok(signal) => {
                let [silence, hard_cap] = self.silence_arms(policy, &signal, days);
                let found = |arm| if arm == Arm::HardCap { hard_cap } else { silence };
                arms.map(|arm| arm.with(found(arm))).collect()
            }
        };
        JudgedFigures::of(arms).without(&policy.off)
    }

    /// Tells whether a customer of such a silence is lost.
    pub(crate) fn is_lost(self, policy: &LossPolicy) -> bool {
        self.signal().zip(self.silent()).is_some_and(|(signal, days)| {
            let t = AsOf::new(signal.rhythm.last().offset(days));
            policy.not_lost(signal, t).is_err()
        })
    }

    /// The outcome of the method by silence alone, of a customer that is not lost.
    pub(crate) fn by_method(self, policy: &LossPolicy) -> Outcome {
        let figures = self.signal().zip(self.silent());
        let silence = figures.map(|(signal, days)| self.silence_arms(policy, &signal, days));
        let arms = silence.map(|[silence, _]| Arm::Silence.with(silence)).into_iter().collect();
        JudgedFigures::of(arms).without(&policy.off).outcome()
    }

    /// The outcome as a register takes it.
    pub(crate) fn outcome_for_cases(&self, policy: &LossPolicy, outcome: Outcome) -> Outcome {
        let rhythm = self.signal().map(|it| it.rhythm);
        policy.outcome_for_cases(PurchaseStatus::unless_lost(rhythm), outcome)
    }

    /// Tells whether the figures by which a method goes are given.
    const fn are_read_by(&self, method: LossMethod) -> bool {
        match method {
            LossMethod::Probability { .. } => self.no_order.is_some(),
            LossMethod::Alive { .. } => self.alive.is_some(),
            LossMethod::Cadence { .. } => self.silent_days.is_some() && self.usual_gap.is_some(),
            LossMethod::FixedDays { .. } => self.silent_days.is_some(),
        }
    }

    /// The days of silence: one more than the usual gap where they are left out.
    fn silent(&self) -> Option<i32> {
        let one_more = i32::from(self.usual_gap()).checked_add(1);
        self.silent_days.map(i32::from).or(one_more)
    }

    fn silence_arms(&self, policy: &LossPolicy, signal: &LapseSignal, days: i32) -> [Finding; 2] {
        let gap = u32::from(self.usual_gap()).max(Cadence::LEAST_DAYS);
        policy.silence_arms(signal, days, Some(Cadence { days: gap, gaps: 3 }))
    }

    fn usual_gap(&self) -> u16 {
        self.usual_gap.unwrap_or_default()
    }

    fn signal(&self) -> Option<LapseSignal> {
        let (count, last) = (self.order_days.map_or(2, u32::from), Day::default());
        let back = i32::try_from(count).ok()?.checked_neg()?.checked_add(1)?;
        let rhythm = Rhythm::try_new(OrderDays { count, first: last.offset(back), last })?;
        let stays_away = self.no_order.unwrap_or(Probability::ZERO);
        Some(LapseSignal {
            rhythm,
            alive: self.alive.unwrap_or(Probability::ONE),
            no_order: stays_away,
            stays_away,
            usual_gap: Gap::from_days(self.usual_gap()),
            own_share: Probability::ONE,
        })
    }
}
