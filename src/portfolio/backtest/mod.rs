//! Past days of a book judged again, and held against what came after them.
//!
//! | type | what it is |
//! |---|---|
//! | [`BacktestRequest`] | policies and past days that are held against what came true |
//! | [`Backtest`] | the counts of all policies and days |
//! | [`BacktestDay`] | the counts of one policy on one day |
//! | [`RuleTally`] | the verdicts of a rule, each with what came of it |
//! | [`Sightings`] | customers by what came of them |
//! | [`Hindsight`] | knowledge of today about the days after a past day |
//! | [`NoOrderWithin`] | the outcome of the loss rule: no order in the days after |
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
mod hindsight;
mod orders_after;
mod rule_tally;
mod sightings;
mod silences;
mod stated_precision;

pub use alert_budget::{AlertBudget, BudgetCall};
pub use backtest::{Backtest, BacktestDay, BacktestRequest};
pub use hindsight::{Hindsight, NoOrderWithin};
pub use rule_tally::RuleTally;
pub use sightings::Sightings;
pub use stated_precision::{PastLists, StatedPrecision};
