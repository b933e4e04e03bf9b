use crate::calendar::{AsOf, Day};
use crate::measure::Ratio;
use crate::money::{Amount, Total};
use crate::policy::Policy;
use crate::warning::{Level, Rule};

/// The calls that a team can make, and the worth of one.
///
/// A [`Calibration`](crate::backtest::Calibration) finds thresholds for it, an
/// [`AlertBudget`](crate::backtest::AlertBudget::from_capacity) the customers to call in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// The most calls of a week, on average over the days. By none of them a calibration seeks the
    /// thresholds at which nobody is called.
    pub calls_per_week: u32,
    /// The cost of a call, not negative.
    pub cost_per_call: Amount,
    /// The share of the money at stake that a call saves when the outcome would have come true:
    /// at most 100 %, where a call is worth all of it.
    pub saved: Ratio,
}

impl Capacity {
    /// Tests whether the saved share of money exceeds the cost of a call, to the last digit.
    pub(in super::super) fn is_worth_a_call(self, money: Total) -> bool {
        let saved = money.minor().checked_mul(self.saved.parts_per_million().into());
        let cost = i128::from(self.cost_per_call.minor()).checked_mul(1_000_000);
        saved.zip(cost).is_some_and(|(saved, cost)| saved > cost)
    }

    /// The saved share of the money that calls catch, less the cost of all calls; `None` where it
    /// does not fit.
    pub(in super::super) fn gain(self, caught: Total, calls: u64) -> Option<Total> {
        let saved = caught.minor().checked_mul(self.saved.parts_per_million().into())?;
        let cost = i128::from(calls).checked_mul(self.cost_per_call.minor().into())?;
        Some(Total::from_minor(saved.checked_div(1_000_000)?.checked_sub(cost)?))
    }
}

/// A policy whose thresholds are sought on past days.
#[derive(Debug, Clone, Copy)]
pub struct CalibrationRequest<'a> {
    /// The policy to begin with. All but the thresholds of the rule stays as it is.
    pub policy: &'a Policy,
    /// The rule: loss, debt or sales progress.
    pub rule: Rule,
    /// The level from which a customer is called. Its threshold is sought; those of other levels
    /// stay, or move along as far as their order needs.
    pub level: Level,
    /// The past days, in any order.
    pub days: &'a [AsOf],
    /// The first day on which the thresholds are tried. They are learnt from the days before it
    /// whose outcomes were known by then.
    pub tried_from: Day,
    /// The days after a day at which the outcome looks.
    pub horizon_days: u16,
    /// The calls that can be made.
    pub capacity: Capacity,
}
