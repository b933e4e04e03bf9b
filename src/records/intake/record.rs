use std::borrow::Cow;

use super::{Fault, Field, Intake};
use crate::calendar::Day;

/// A source of facts. Without any fact of it in the book, the rules that read it cannot judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Feed {
    /// Sales and returns.
    Sales,
    /// Invoices, payments, open orders and the flow of documents.
    Receivables,
    /// Selling expenses.
    Expenses,
    /// Contracts.
    Contracts,
    /// Assignments of our people.
    Assignments,
    /// Interactions.
    Interactions,
    /// Consultations of cards.
    Consultations,
    /// Custody and loans of cards.
    Custody,
    /// Answers to surveys.
    Answers,
}

impl Feed {
    /// All feeds.
    pub(crate) const ALL: [Self; 9] = [
        Self::Sales,
        Self::Receivables,
        Self::Expenses,
        Self::Contracts,
        Self::Assignments,
        Self::Interactions,
        Self::Consultations,
        Self::Custody,
        Self::Answers,
    ];
}

/// A fact that an account can record.
pub(crate) trait Record {
    /// The name of the fact in messages: its document number, or what else tells it apart.
    fn name(&self) -> Cow<'_, str>;

    /// The number by which the fact is revised; a line of a document stands apart.
    fn number(&self) -> Cow<'_, str> {
        self.name()
    }

    /// The fields in the order of the written form, by which a conflict tells what differs. Two
    /// facts of a kind have the same fields.
    fn fields(&self) -> Vec<Field>;

    /// Checks the fields, each against its bound.
    fn check(&self, intake: Intake) -> Result<(), Fault>;

    /// The feed that the fact belongs to, and the day from which it counts there. A document has
    /// [`Documented::FEED`](super::Documented::FEED) instead.
    fn feed(&self) -> Option<(Feed, Day)> {
        None
    }
}

impl<F: Record> Record for Box<F> {
    fn name(&self) -> Cow<'_, str> {
        F::name(self)
    }

    fn number(&self) -> Cow<'_, str> {
        F::number(self)
    }

    fn fields(&self) -> Vec<Field> {
        F::fields(self)
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        F::check(self, intake)
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        F::feed(self)
    }
}
