use crate::calendar::Day;
use crate::money::{Currency, Money};

/// A field of a fact that breaks its bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An amount is in another currency than the book.
    Currency { expected: Currency, found: Currency },
    /// A field breaks a bound, such as `be positive`.
    OutOfBounds { field: &'static str, bound: String, found: String },
}

impl Fault {
    /// The fault of a field, told apart from the code that every fact goes through.
    #[cold]
    #[inline(never)]
    fn out_of_bounds(
        field: &'static str,
        bound: impl FnOnce() -> String,
        found: impl FnOnce() -> String,
    ) -> Self {
        Self::OutOfBounds { field, bound: bound(), found: found() }
    }
}

/// The checks that facts pass on their way into a book.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Intake {
    /// The currency of the book.
    currency: Currency,
}

impl Intake {
    /// The intake of a book.
    pub(crate) const fn new(currency: Currency) -> Self {
        Self { currency }
    }

    /// The currency of the book.
    pub(crate) const fn currency(self) -> Currency {
        self.currency
    }

    /// Demands the currency of the book.
    pub(crate) fn amount(self, money: Money) -> Result<(), Fault> {
        let (expected, found) = (self.currency, money.currency());
        if found == expected { Ok(()) } else { Err(Fault::Currency { expected, found }) }
    }

    /// Demands an amount above zero, in the currency of the book.
    pub(crate) fn positive(self, money: Money) -> Result<(), Fault> {
        self.amount(money)?;
        let bound = || "be positive".to_owned();
        Self::demand(money.amount().is_positive(), "amount", bound, || money.to_string())
    }

    /// Demands an amount of zero or more, in the currency of the book.
    pub(crate) fn not_negative(self, money: Money) -> Result<(), Fault> {
        self.amount(money)?;
        let bound = || "not be negative".to_owned();
        Self::demand(!money.amount().is_negative(), "amount", bound, || money.to_string())
    }

    /// Demands a day that is not before another.
    pub(crate) fn not_before(field: &'static str, day: Day, floor: Day) -> Result<(), Fault> {
        let bound = || format!("not be before {floor}");
        Self::demand(day >= floor, field, bound, || day.to_string())
    }

    /// Demands that a bound holds; otherwise the fault says the bound and what was found.
    pub(crate) fn demand(
        holds: bool,
        field: &'static str,
        bound: impl FnOnce() -> String,
        found: impl FnOnce() -> String,
    ) -> Result<(), Fault> {
        if holds { Ok(()) } else { Err(Fault::out_of_bounds(field, bound, found)) }
    }
}
