use std::fmt;

use crate::calendar::Day;
use crate::measure::{Probability, Quotient, Ratio, Score};
use crate::money::{Currency, Total};

/// A value with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Money.
    Money(Total, Currency),
    /// A measured fraction, printed as percent.
    Share(Quotient),
    /// A threshold of the policy.
    Threshold(Ratio),
    /// A probability.
    Probability(Probability),
    /// A score of 100.
    Score(Score),
    /// A number of days.
    Days(i32),
    /// A number of things.
    Count(u32),
    /// A day.
    Day(Day),
    /// A word or two.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(total, currency) => total.with_currency(*currency).fmt(f),
            Self::Share(quotient) => quotient.percent().fmt(f),
            Self::Threshold(ratio) => ratio.fmt(f),
            Self::Probability(probability) => probability.fmt(f),
            Self::Score(score) => score.fmt(f),
            Self::Days(1) => f.write_str("1 day"),
            Self::Days(days) => write!(f, "{days} days"),
            Self::Count(count) => count.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// One figure: its name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The name of the figure, such as `exposure`.
    pub label: &'static str,
    /// The value with its unit.
    pub value: Value,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.value)
    }
}
