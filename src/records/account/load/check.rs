use super::LoadError;
use crate::account::FactKind;
use crate::calendar::{Day, Month};

/// The checks of columns before any row is moved.
pub(super) struct Check {
    pub(super) kind: FactKind,
    pub(super) customers: u32,
}

impl Check {
    /// Demands columns of one length.
    pub(super) fn lengths(&self, customers: &[u32], others: &[usize]) -> Result<(), LoadError> {
        let (kind, expected) = (self.kind, customers.len());
        match others.iter().copied().find(|found| *found != expected) {
            None => Ok(()),
            Some(found) => Err(LoadError::Length { kind, expected, found }),
        }
    }

    /// Demands customers of the book.
    pub(super) fn known(&self, customers: &[u32]) -> Result<(), LoadError> {
        let unknown = first(&customers.iter(), |position| *position >= self.customers);
        let Some(row) = unknown else { return Ok(()) };
        let position = customers.get(row).copied().unwrap_or_default();
        Err(LoadError::UnknownCustomer { kind: self.kind, row, position })
    }

    /// Demands days of the calendar.
    pub(super) fn days(&self, field: &'static str, days: &[i32]) -> Result<(), LoadError> {
        let inside = |day: &i32| Day::try_from_epoch_days(*day).is_some();
        let bound = "lie in the calendar";
        match first(&days.iter(), |day| !inside(day)) {
            None => Ok(()),
            Some(row) => self.refuse(row, field, bound, days.get(row).map(|day| i64::from(*day))),
        }
    }

    /// Demands months of the calendar.
    pub(super) fn months(&self, months: &[i32]) -> Result<(), LoadError> {
        let outside = |month: &i32| Month::try_from_number(*month).is_none();
        let Some(row) = first(&months.iter(), outside) else { return Ok(()) };
        let found = months.get(row).map(|month| i64::from(*month));
        self.refuse(row, "month", "lie in the calendar", found)
    }

    /// Demands amounts for which a bound holds.
    pub(super) fn amounts(
        &self,
        amounts: &[i64],
        bound: &'static str,
        holds: impl Fn(i64) -> bool,
    ) -> Result<(), LoadError> {
        match first(&amounts.iter(), |amount| !holds(*amount)) {
            None => Ok(()),
            Some(row) => self.refuse(row, "amount", bound, amounts.get(row).copied()),
        }
    }

    /// Refuses a row.
    pub(super) fn refuse(
        &self,
        row: usize,
        field: &'static str,
        bound: &'static str,
        found: Option<i64>,
    ) -> Result<(), LoadError> {
        let found = found.unwrap_or_default();
        Err(LoadError::OutOfBounds { kind: self.kind, row, field, bound, found })
    }
}

/// The first row that breaks a bound. Most columns have none, which a pass without an early end
/// sees soonest.
pub(super) fn first<R>(
    rows: &(impl Iterator<Item = R> + Clone),
    breaks: impl Fn(R) -> bool,
) -> Option<usize> {
    let any = rows.clone().fold(false, |any, row| any | breaks(row));
    any.then(|| rows.clone().position(breaks)).flatten()
}
