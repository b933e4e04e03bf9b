use super::packed_kind::PackedKind;
use crate::calendar::Day;
use crate::engine::index;
use crate::id::{DocumentId, IdError, LineNumber, LineNumberError, ProductGroupId};
use crate::money::Money;
use crate::valid::codes;

/// Facts of a written book in columns, so that a large book is written and read in a fraction of
/// the time and room: nothing is named for each fact.
///
/// Facts of a customer and kind that follow one another are a run. Each fact has a value in the
/// columns that its kind uses, in the order of the facts: a document its number, day and amount, an
/// order and an invoice a second day, a payment its invoice. Numbers are lines of one text, since
/// no number holds a control character.
///
/// A fact that says more stands in an entry of its own, as does one with versions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PackedFacts {
    /// The position of the customer of each run.
    pub(super) customers: Vec<u32>,
    /// The kind of each run.
    pub(super) kinds: Vec<PackedKind>,
    /// The number of facts of each run.
    pub(super) counts: Vec<u32>,
    /// The days in days since 1970; of a month its first day.
    pub(super) days: Vec<i32>,
    /// The amounts in minor units.
    pub(super) amounts: Vec<i64>,
    /// The numbers of the documents, each with a line feed behind it.
    pub(super) numbers: String,
    /// The days of delivery of orders and the due dates of invoices, in days since 1970.
    pub(super) due: Vec<i32>,
    /// The invoices that payments name, each with a line feed behind it; blank for none.
    pub(super) invoices: String,
    /// The lines of sales; 0 for none. Left out where no sale has one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub(super) lines: Vec<u32>,
    /// The product groups of sales, each with a tab behind it, those of a sale with a line feed.
    /// Left out where no sale has one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "String::is_empty"))]
    pub(super) groups: String,
}

/// The reason why the columns of [`PackedFacts`] hold no fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackedFactsError {
    /// A column ends before the facts do.
    #[error("the column {column} has too few values")]
    TooFew {
        /// The column.
        column: &'static str,
    },
    /// A column goes on after the last fact.
    #[error("the column {column} has more values than there are facts")]
    TooMany {
        /// The column.
        column: &'static str,
    },
    /// A day outside the calendar.
    #[error("{days} days since 1970 lie outside the calendar")]
    Day {
        /// The number that was read.
        days: i32,
    },
    /// A day that stands for a month and is not its first.
    #[error("a month is written as its first day, was {day}")]
    Month {
        /// The day that was read.
        day: Day,
    },
    /// A number of a document or the name of a product group that is no id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A line that has no number.
    #[error(transparent)]
    Line(#[from] LineNumberError),
}

codes! {
    PackedFactsError {
        TooFew = "column_too_short",
        TooMany = "column_too_long",
        Day = "day_outside_calendar",
        Month = "not_first_of_month",
        Id = "invalid_id",
        Line = "invalid_line",
    }
}

impl PackedFacts {
    /// The most facts together, so that a book of any size takes little memory on its way.
    pub(super) const MOST: usize = 4096;

    /// The number of facts.
    pub const fn len(&self) -> usize {
        self.days.len()
    }

    /// Returns `true` when there is no fact.
    pub const fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    pub(super) fn put(&mut self, day: Day, amount: Money) {
        self.days.push(day.to_epoch_days());
        self.amounts.push(amount.amount().minor());
    }

    pub(super) fn put_document(&mut self, number: &DocumentId, day: Day, amount: Money) {
        self.put(day, amount);
        self.numbers.push_str(number.as_str());
        self.numbers.push('\n');
    }

    pub(super) fn put_line(&mut self, line: Option<LineNumber>) {
        if self.lines.is_empty() && line.is_some() {
            self.lines.resize(self.sales(), 0);
        }
        if !self.lines.is_empty() || line.is_some() {
            self.lines.push(line.map_or(0, LineNumber::number));
        }
    }

    pub(super) fn put_groups(&mut self, groups: &[ProductGroupId]) {
        if self.groups.is_empty() && !groups.is_empty() {
            self.groups = "\n".repeat(self.sales());
        }
        if !self.groups.is_empty() || !groups.is_empty() {
            for group in groups {
                self.groups.push_str(group.as_str());
                self.groups.push('\t');
            }
            self.groups.push('\n');
        }
    }

    /// The number of sales in the columns.
    fn sales(&self) -> usize {
        let runs = self.kinds.iter().zip(&self.counts);
        runs.filter(|(kind, _)| **kind == PackedKind::Sale).map(|(_, count)| index(*count)).sum()
    }
}
