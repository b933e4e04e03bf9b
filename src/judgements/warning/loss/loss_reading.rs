use super::narrowing::NarrowingReading;
use super::year_purchases::YearPurchases;
use crate::evidence::{Figure, Value};
use crate::lapse::{Cadence, LapseSignal, OneOff, PurchaseStatus};
use crate::measure::{plural, proven};
use crate::money::{Currency, Total};
use crate::warning::{Arm, ArmFinding, Arms, Reading, Rule};

/// The figures of the loss rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LossReading<'a> {
    /// The meaning of the silence; `None` for a customer that never bought.
    pub signal: Option<LapseSignal>,
    /// `D`: days since the last order day, 0 for a customer that never bought. Days on which we
    /// were closed and those of a gap in sales are left out.
    pub days_silent: i32,
    /// Net purchases of the last 365 days.
    pub bought_in_year: Total,
    /// The status of its purchases; [`PurchaseStatus::Lost`] where it is not judged for that.
    pub status: PurchaseStatus,
    /// The one-off among them, which the value at risk leaves out.
    pub one_off: Option<OneOff>,
    /// The usual gap, when the policy goes by cadence.
    pub cadence: Option<Cadence>,
    /// The silence of its product groups; `None` when no sale to it names any.
    pub narrowing: Option<NarrowingReading<'a>>,
    /// `H'` in days, when the policy goes by the probability of no order.
    pub(super) levels_horizon: Option<i32>,
    pub(super) currency: Currency,
    pub(super) hard_cap_days: Option<u16>,
    pub(super) hard_cap_usual_gaps: u8,
    pub(super) feed: bool,
    pub(super) arms: Arms<2, 3>,
}

impl LossReading<'_> {
    /// Loss if the customer stayed away, see [`LapseSignal::value_at_risk`]; zero for a customer
    /// that never bought or is lost already.
    pub fn value_at_risk(&self) -> Total {
        let bought = YearPurchases { in_year: self.bought_in_year, one_off: self.one_off };
        value_at_risk(self.signal, self.status, bought.at_risk())
    }

    /// Tells whether a register is told that the customer is lost: not where the policy leaves out
    /// both arms that go by silence.
    pub(crate) fn is_told_as_lost(&self) -> bool {
        self.status == PurchaseStatus::Lost && self.goes_by_silence()
    }

    /// Tells whether an arm that goes by silence is on.
    pub(crate) fn goes_by_silence(&self) -> bool {
        let of_silence = |it: &&ArmFinding| matches!(it.arm, Arm::Silence | Arm::HardCap);
        self.arms().iter().filter(of_silence).any(|it| !it.is_off())
    }

    fn silence_clause(&self, signal: LapseSignal) -> String {
        let silent = Value::Days(self.days_silent);
        let usual = Value::Days(signal.usual_gap.days());
        if let Some(cadence) = self.cadence {
            let days = i32::try_from(cadence.days).ok();
            let usual = Value::Days(proven!(days, else i32::MAX, "a gap of two years at most"));
            return format!("silent for {silent} with a usual gap of {usual}");
        }
        match self.levels_horizon {
            None => format!(
                "alive with probability {}, silent for {silent} with a usual gap of {usual}",
                signal.alive.spoken(),
            ),
            Some(_) if signal.is_within_usual_gap(self.days_silent) => {
                format!("silent for {silent}, within its usual gap of {usual}")
            }
            Some(days) => format!(
                "no order within {} with probability {}, silent for {silent} with a usual gap of \
                 {usual}",
                Value::Days(days),
                signal.stays_away.spoken(),
            ),
        }
    }

    fn hard_cap_clause(&self, days: u16) -> String {
        let (silent, gaps) = (Value::Days(self.days_silent), self.hard_cap_usual_gaps);
        let gaps =
            (gaps > 0).then(|| format!("{gaps} usual {}", plural(u32::from(gaps), "gap", "gaps")));
        let is_raised = self.finding(Arm::HardCap).is_some_and(|it| it.level().is_some());
        match gaps {
            _ if self.days_silent <= i32::from(days) => {
                format!("not more than {days} {} without an order", plural(days, "day", "days"))
            }
            Some(gaps) if is_raised => {
                format!("{silent} without an order, more than {days} and more than {gaps}")
            }
            Some(gaps) => format!("{silent} without an order, not more than {gaps}"),
            None => format!("{silent} without an order, more than {days}: no longer buying"),
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
            return self.hard_cap_days.map_or_else(String::new, |days| self.hard_cap_clause(days));
        }
        let Some(signal) = self.signal else {
            return String::new();
        };
        let silence = self.silence_clause(signal);
        match self.status {
            PurchaseStatus::BoughtOnce => format!("bought once, {silence}"),
            PurchaseStatus::NeverBought | PurchaseStatus::Lost | PurchaseStatus::Active => silence,
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
        if let Some(days) = self.levels_horizon {
            let label = "days within which an order is awaited";
            figures.push(Figure { label, value: Value::Days(days) });
            let label = "probability of no order in them";
            figures.push(Figure { label, value: probability(signal.stays_away) });
        }
        figures.extend(self.narrowing.iter().flat_map(NarrowingReading::figures));
        if let Some(OneOff { day, amount }) = self.one_off {
            let amount = Value::Money(amount, self.currency);
            figures.push(Figure { label: "one-off", value: amount });
            figures.push(Figure { label: "day of the one-off", value: Value::Day(day) });
        }
        figures
    }
}

/// The value at risk: nothing of a customer that is lost already.
pub(super) fn value_at_risk(
    signal: Option<LapseSignal>,
    status: PurchaseStatus,
    bought_in_year: Total,
) -> Total {
    let signal = signal.filter(|_| status != PurchaseStatus::Lost);
    signal.map_or(Total::ZERO, |it| it.value_at_risk(bought_in_year))
}
