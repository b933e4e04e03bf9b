//! A fact on its way in, and the checks that many kinds share.

use super::{FactKind, RecordError};
use crate::calendar::Day;
use crate::engine::{Arena, Span};
use crate::money::{Amount, Currency, Money};

/// A fact on its way in: what messages call it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Intake<'a> {
    pub(super) kind: FactKind,
    pub(super) name: &'a str,
    pub(super) currency: Currency,
}

impl<'a> Intake<'a> {
    pub(super) const fn new(kind: FactKind, name: &'a str, currency: Currency) -> Self {
        Self { kind, name, currency }
    }

    pub(super) fn amount(self, money: Money) -> Result<Amount, RecordError> {
        let Self { kind, name, currency: expected } = self;
        let found = money.currency();
        if found == expected {
            return Ok(money.amount());
        }
        Err(RecordError::Currency { kind, name: name.to_owned(), expected, found })
    }

    pub(super) fn positive(self, money: Money) -> Result<Amount, RecordError> {
        let amount = self.amount(money)?;
        let bound = || "be positive".to_owned();
        self.demand(amount.is_positive(), "amount", bound, || money.to_string())?;
        Ok(amount)
    }

    pub(super) fn not_negative(self, money: Money) -> Result<Amount, RecordError> {
        let amount = self.amount(money)?;
        let bound = || "not be negative".to_owned();
        self.demand(!amount.is_negative(), "amount", bound, || money.to_string())?;
        Ok(amount)
    }

    pub(super) fn not_before(
        self,
        field: &'static str,
        day: Day,
        floor: Day,
    ) -> Result<(), RecordError> {
        let bound = || format!("not be before {floor}");
        self.demand(day >= floor, field, bound, || day.to_string())
    }

    pub(super) fn demand(
        self,
        holds: bool,
        field: &'static str,
        bound: impl FnOnce() -> String,
        found: impl FnOnce() -> String,
    ) -> Result<(), RecordError> {
        if holds {
            return Ok(());
        }
        let Self { kind, name, .. } = self;
        let name = name.to_owned();
        Err(RecordError::OutOfBounds { kind, name, field, bound: bound(), found: found() })
    }

    pub(super) fn full(self) -> RecordError {
        RecordError::Full { kind: self.kind, name: self.name.to_owned() }
    }

    pub(super) fn room<T: Copy + Default>(
        self,
        runs: &Arena<T>,
        span: Span,
    ) -> Result<(), RecordError> {
        if runs.has_room(span) { Ok(()) } else { Err(self.full()) }
    }

    pub(super) fn overflow(self, amount: Amount) -> RecordError {
        let amount = amount.to_total().with_currency(self.currency).to_string();
        RecordError::Overflow { kind: self.kind, name: self.name.to_owned(), amount }
    }
}
