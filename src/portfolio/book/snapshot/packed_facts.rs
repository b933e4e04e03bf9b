use super::FactEntry;
use super::packed_kind::{PackedKind, pack};
use super::packed_rows::PackedRows;
use crate::account::{CustomerFact, FactContent};
use crate::calendar::Day;
use crate::id::{IdError, LineNumberError};
use crate::money::Currency;
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

    /// The facts, with amounts in the currency of the book.
    ///
    /// # Errors
    ///
    /// In the place of a fact that the columns do not give, or behind the last fact when a column
    /// goes on. No other comes after an error.
    pub fn facts(
        &self,
        currency: Currency,
    ) -> impl Iterator<Item = Result<CustomerFact, PackedFactsError>> {
        let mut rows = Some(PackedRows::new(self, currency));
        std::iter::from_fn(move || {
            let fact = rows.as_mut()?.next_fact();
            if !matches!(fact, Some(Ok(_))) {
                rows = None;
            }
            fact
        })
    }

    /// Adds a fact; gives back one that says more than the columns hold.
    pub(super) fn push(&mut self, entry: FactEntry) -> Result<(), FactEntry> {
        let FactEntry { customer, known_from: None, content: FactContent::First(fact) } = &entry
        else {
            return Err(entry);
        };
        let Some(kind) = pack(fact, self) else { return Err(entry) };
        let last = self.customers.last().zip(self.kinds.last());
        let is_same = last == Some((customer, &kind));
        if let Some(count) = self.counts.last_mut().filter(|_| is_same) {
            *count = count.saturating_add(1);
        } else {
            self.customers.push(*customer);
            self.kinds.push(kind);
            self.counts.push(1);
        }
        Ok(())
    }
}
