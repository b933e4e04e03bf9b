//! Past days of a book judged again, and held against what came after them.
//!
//! | type | what it is |
//! |---|---|
//! | [`BacktestRequest`] | policies and past days that are held against what came true |
//! | [`Backtest`] | the counts of all policies and days |
//! | [`BacktestDay`] | the counts of one policy on one day |
//! | [`BacktestProgress`] | the progress of a backtest |
//! | [`RuleFigures`] | the worth of a rule over all days |
//! | [`LevelFigures`] | the figures of one of its levels and all above it |
//! | [`AreaUnderCurve`] | the chance that a true one ranks above one that is not |
//! | [`Stability`] | the move of levels and scores since the first day |
//! | [`RuleTally`] | the verdicts of a rule, each with what came of it |
//! | [`Sightings`] | customers by what came of them |
//! | [`Aftermath`] | what came of a past day, and the day on which it came |
//! | [`Hindsight`] | knowledge of today about the days after a past day |
//! | [`NoOrderWithin`] | the outcome of the loss rule: no order in the days after |
//! | [`FellBelow`] | the outcome of sales progress: net purchases fell |
//! | [`EarlierDays`] | the earlier days with which it compares purchases |
//! | [`PaidLaterThan`] | the outcome of debt: an item became overdue by a number of days |
//! | [`WroteOff`] | the outcome of debt: money was written off |
//! | [`CalibrationRequest`] | a policy whose thresholds are sought, and the days to learn from |
//! | [`Capacity`] | the calls that a team can make, and the worth of one |
//! | [`Calibration`] | the thresholds that catch most money after the cost of calls |
//! | [`CalibratedThreshold`] | a threshold before and after |
//! | [`CalibratedPart`] | the worth of thresholds on a part of the days |
//! | [`CapacityPoint`] | the best thresholds of another capacity |
//! | [`CalibrationError`] | the reason why no thresholds can be found |
//! | [`AlertBudget`] | the active customers to call when few can be called |
//! | [`BudgetCall`] | one of them |
//! | [`StatedPrecision`] | the share of the called that will order nothing, as past days bear out |
//! | [`PastLists`] | the lists of past days by which it is stated |
//!
//! Every past day is judged by the functions of a [review](crate::review) of that day, from what
//! was known then. What came after it is asked of the book as it is known now, and never goes into
//! a judgement.
//!
//! Systems of the domain: [S21].
//!
//! [S21]: crate::docs::domain#s21

mod alert_budget;
mod backtest;
mod backtest_day;
mod calibration;
mod figures;
mod judged_rows;
mod outcome;
mod policy_course;
mod report;
mod request;
mod silences;
mod stated_precision;
#[cfg(feature = "serde")]
mod written;

pub use alert_budget::{AlertBudget, BudgetCall};
pub use backtest::Backtest;
pub use backtest_day::BacktestDay;
pub use calibration::{
    CalibratedPart, CalibratedThreshold, Calibration, CalibrationError, CalibrationRequest,
    Capacity, CapacityPoint,
};
pub use figures::{AreaUnderCurve, LevelFigures, RuleFigures, RuleTally, Sightings, Stability};
pub use outcome::{
    Aftermath, EarlierDays, FellBelow, Hindsight, NoOrderWithin, PaidLaterThan, WroteOff,
};
pub use request::{BacktestProgress, BacktestRequest};
pub use stated_precision::{PastLists, StatedPrecision};
