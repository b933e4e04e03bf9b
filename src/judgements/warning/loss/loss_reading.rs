use super::narrowing::NarrowingReading;
use crate::evidence::{Figure, Value};
use crate::lapse::{Cadence, LapseSignal};
use crate::measure::proven;
use crate::money::Total;
use crate::warning::{Arm, ArmFinding, Arms, Reading, Rule};

/// The figures of the loss rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LossReading<'a> {
    /// The meaning of the silence; `None` for a customer that never bought.
    pub signal: Option<LapseSignal>,
    /// `D`: days since the last order day, 0 for a customer that never bought. Days on which we
    /// were closed and those of a gap in sales are left out.
    pub days_silent: i32,
    /// Net purchases of the last 365 days, which the value at risk goes by.
    pub bought_in_year: Total,
    /// The usual gap, when the policy goes by cadence.
    pub cadence: Option<Cadence>,
    /// The silence of its product groups; `None` when no sale to it names any.
    pub narrowing: Option<NarrowingReading<'a>>,
    pub(super) hard_cap_days: Option<u16>,
    pub(super) feed: bool,
    pub(super) arms: Arms<2, 3>,
}

impl LossReading<'_> {
    /// Loss if the customer stayed away, see [`LapseSignal::value_at_risk`]; zero for a customer
    /// that never bought.
    pub fn value_at_risk(&self) -> Total {
        match self.signal {
            Some(signal) => signal.value_at_risk(self.bought_in_year),
            None => Total::ZERO,
        }
    }
}

impl Reading for LossReading<'_> {
    const RULE: Rule = Rule::Loss;

    fn arms(&self) -> &[ArmFinding] {
        self.arms.as_slice()
    }

    fn has_feed(&self) -> bool {
        self.feed
    }

    fn clause(&self, arm: Arm) -> String {
        if let Some(narrowing) = self.narrowing.filter(|_| arm == Arm::Narrowing) {
            return narrowing.clause();
        }
        if arm == Arm::HardCap {
            return match self.hard_cap_days {
                Some(days) if self.days_silent > i32::from(days) => {
                    let silent = Value::Days(self.days_silent);
                    format!("{silent} without an order, more than {days}: no longer buying")
                }
                Some(days) => format!("not more than {days} days without an order"),
                None => String::new(),
            };
        }
        let Some(signal) = self.signal else {
            return String::new();
        };
        let silent = Value::Days(self.days_silent);
        match self.cadence {
            Some(cadence) => {
                let days = i32::try_from(cadence.days).ok();
                let usual = Value::Days(proven!(days, else i32::MAX, "a gap of two years at most"));
                format!("silent for {silent} with a usual gap of {usual}")
            }
            None => format!(
                "alive with probability {}, silent for {silent} with a usual gap of {}",
                signal.alive.spoken(),
                Value::Days(signal.usual_gap.days()),
            ),
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let Some(signal) = self.signal else {
            return Vec::new();
        };
        let probability = Value::Probability;
        let mut figures = vec![
            Figure { label: "days silent", value: Value::Days(self.days_silent) },
            Figure { label: "usual gap, days", value: Value::Text(signal.usual_gap.to_string()) },
            Figure { label: "order days", value: Value::Count(signal.rhythm.order_days()) },
            Figure { label: "last order day", value: Value::Day(signal.rhythm.last()) },
            Figure { label: "probability alive", value: probability(signal.alive) },
            Figure { label: "probability of no order", value: probability(signal.no_order) },
            Figure { label: "rests on own history", value: probability(signal.own_share) },
            Figure {
                label: "rests on the book",
                value: probability(signal.own_share.complement()),
            },
        ];
        figures.extend(self.narrowing.iter().flat_map(NarrowingReading::figures));
        figures
    }
}
