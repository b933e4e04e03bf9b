use std::fmt;

use crate::calendar::Day;
use crate::measure::{Probability, Quotient, Ratio, Score};
use crate::money::{Currency, Total};
use crate::valid::words;

words! {
    /// The unit of a figure.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Unit as "a unit" {
        /// Money of a currency.
        Money = "money",
        /// A measured fraction; 1 is the whole.
        Share = "share",
        /// A threshold of the policy; 1 is the whole.
        Threshold = "threshold",
        /// A probability from 0 to 1.
        Probability = "probability",
        /// A score of 100.
        Score = "score",
        /// Days.
        Days = "days",
        /// Things that are counted.
        Count = "count",
        /// A day of the calendar.
        Day = "day",
        /// Words.
        Text = "text",
    }
}

/// A value with its unit.
///
/// Written as `{"unit": "money", "value": "12.50", "currency": "CNY"}`: amounts in major units,
/// fractions rounded half up to six digits, days and counts as numbers, all else as text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Money.
    Money(Total, Currency),
    /// A measured fraction, printed as percent.
    Share(Quotient),
    /// A threshold of the policy.
    Threshold(Ratio),
    /// A probability, printed as percent.
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

impl Value {
    /// The unit.
    pub const fn unit(&self) -> Unit {
        match self {
            Self::Money(..) => Unit::Money,
            Self::Share(_) => Unit::Share,
            Self::Threshold(_) => Unit::Threshold,
            Self::Probability(_) => Unit::Probability,
            Self::Score(_) => Unit::Score,
            Self::Days(_) => Unit::Days,
            Self::Count(_) => Unit::Count,
            Self::Day(_) => Unit::Day,
            Self::Text(_) => Unit::Text,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(total, currency) => total.with_currency(*currency).fmt(f),
            Self::Share(quotient) => quotient.percent().fmt(f),
            Self::Threshold(ratio) => ratio.fmt(f),
            Self::Probability(probability) => probability.spoken().fmt(f),
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
///
/// Written as its value with its [code](Self::code) before it:
/// `{"figure": "plan_to_date", "unit": "money", "value": "12.50", "currency": "CNY"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The name of the figure, such as `exposure`.
    pub label: &'static str,
    /// The value with its unit.
    pub value: Value,
}

impl Figure {
    /// The word in files: the name in lower case, with `_` between its words. It stays the same
    /// from one version to the next.
    ///
    /// ```
    /// use guanxi::evidence::{Figure, Value};
    /// let gap = Figure { label: "usual gap, days", value: Value::Days(21) };
    /// assert_eq!(gap.code(), "usual_gap_days");
    /// ```
    pub fn code(&self) -> String {
        let words = self.label.split(|letter: char| !letter.is_ascii_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        words.join("_").to_ascii_lowercase()
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.value)
    }
}
