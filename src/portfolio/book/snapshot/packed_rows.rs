use super::packed_kind::PackedKind;
use super::{PackedFacts, PackedFactsError};
use crate::calendar::{Day, Month};
use crate::id::{CustomerKey, DocumentId, LineNumber, ProductGroupId};
use crate::money::{Amount, Currency, Money};

/// The rows of packed facts: the rest of each column.
#[derive(Debug)]
pub(super) struct PackedRows<'a> {
    currency: Currency,
    customers: Column<'a, u32>,
    kinds: Column<'a, PackedKind>,
    counts: Column<'a, u32>,
    run: Run,
    days: Column<'a, i32>,
    amounts: Column<'a, i64>,
    numbers: Lines<'a>,
    due: Column<'a, i32>,
    invoices: Lines<'a>,
    lines: Option<Column<'a, u32>>,
    groups: Option<Lines<'a>>,
}

/// The rest of a run.
#[derive(Debug, Clone, Copy)]
struct Run {
    customer: CustomerKey,
    kind: PackedKind,
    left: u32,
}

impl<'a> PackedRows<'a> {
    pub(super) fn new(facts: &'a PackedFacts, currency: Currency) -> Self {
        let PackedFacts { customers, kinds, counts, days, amounts, numbers, due, invoices, .. } =
            facts;
        let lines = Some(&facts.lines).filter(|lines| !lines.is_empty());
        let groups = Some(&facts.groups).filter(|groups| !groups.is_empty());
        Self {
            currency,
            customers: Column::new("customers", customers),
            kinds: Column::new("kinds", kinds),
            counts: Column::new("counts", counts),
            run: Run { customer: CustomerKey::from_position(0), kind: PackedKind::Sale, left: 0 },
            days: Column::new("days", days),
            amounts: Column::new("amounts", amounts),
            numbers: Lines::new("numbers", numbers),
            due: Column::new("due", due),
            invoices: Lines::new("invoices", invoices),
            lines: lines.map(|lines| Column::new("lines", lines)),
            groups: groups.map(|groups| Lines::new("groups", groups)),
        }
    }

    /// The customer and kind of the next fact; `None` at the end.
    pub(super) fn next_of_run(
        &mut self,
    ) -> Option<Result<(CustomerKey, PackedKind), PackedFactsError>> {
        loop {
            if let Some(left) = self.run.left.checked_sub(1) {
                self.run.left = left;
                return Some(Ok((self.run.customer, self.run.kind)));
            }
            if self.counts.rest.is_empty() {
                return self.end().err().map(Err);
            }
            match self.next_run() {
                Ok(run) => self.run = run,
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn next_run(&mut self) -> Result<Run, PackedFactsError> {
        let customer = CustomerKey::from_position(self.customers.next()?);
        Ok(Run { customer, kind: self.kinds.next()?, left: self.counts.next()? })
    }

    /// Demands that no column goes on.
    fn end(&self) -> Result<(), PackedFactsError> {
        self.customers.end()?;
        self.kinds.end()?;
        self.days.end()?;
        self.amounts.end()?;
        self.numbers.end()?;
        self.due.end()?;
        self.invoices.end()?;
        self.lines.as_ref().map_or(Ok(()), Column::end)?;
        self.groups.as_ref().map_or(Ok(()), Lines::end)
    }

    pub(super) fn number(&mut self) -> Result<DocumentId, PackedFactsError> {
        Ok(DocumentId::try_new(self.numbers.next()?)?)
    }

    pub(super) fn day(&mut self) -> Result<Day, PackedFactsError> {
        day(self.days.next()?)
    }

    pub(super) fn month(&mut self) -> Result<Month, PackedFactsError> {
        let day = self.day()?;
        let month = day.month();
        if month.first_day() == day { Ok(month) } else { Err(PackedFactsError::Month { day }) }
    }

    pub(super) fn amount(&mut self) -> Result<Money, PackedFactsError> {
        Ok(Money::new(Amount::from_minor(self.amounts.next()?), self.currency))
    }

    pub(super) fn due(&mut self) -> Result<Day, PackedFactsError> {
        day(self.due.next()?)
    }

    pub(super) fn invoice(&mut self) -> Result<Option<DocumentId>, PackedFactsError> {
        let number = self.invoices.next()?;
        Ok(if number.is_empty() { None } else { Some(DocumentId::try_new(number)?) })
    }

    pub(super) fn line(&mut self) -> Result<Option<LineNumber>, PackedFactsError> {
        let Some(lines) = &mut self.lines else { return Ok(None) };
        let line = lines.next()?;
        Ok(if line == 0 { None } else { Some(LineNumber::try_new(line)?) })
    }

    pub(super) fn groups(&mut self) -> Result<Vec<ProductGroupId>, PackedFactsError> {
        let Some(groups) = &mut self.groups else { return Ok(Vec::new()) };
        let names = groups.next()?.split_terminator('\t');
        Ok(names.map(ProductGroupId::try_new).collect::<Result<_, _>>()?)
    }
}

fn day(days: i32) -> Result<Day, PackedFactsError> {
    Day::try_from_epoch_days(days).ok_or(PackedFactsError::Day { days })
}

/// The rest of a column.
#[derive(Debug)]
struct Column<'a, T> {
    name: &'static str,
    rest: &'a [T],
}

impl<'a, T: Copy> Column<'a, T> {
    const fn new(name: &'static str, rest: &'a [T]) -> Self {
        Self { name, rest }
    }

    fn next(&mut self) -> Result<T, PackedFactsError> {
        let Some((first, rest)) = self.rest.split_first() else {
            return Err(PackedFactsError::TooFew { column: self.name });
        };
        self.rest = rest;
        Ok(*first)
    }

    fn end(&self) -> Result<(), PackedFactsError> {
        end(self.name, self.rest.is_empty())
    }
}

/// The rest of a column of texts, each with a line feed behind it.
#[derive(Debug)]
struct Lines<'a> {
    name: &'static str,
    rest: &'a str,
}

impl<'a> Lines<'a> {
    const fn new(name: &'static str, rest: &'a str) -> Self {
        Self { name, rest }
    }

    fn next(&mut self) -> Result<&'a str, PackedFactsError> {
        // Most are shorter than what a search for a character makes ready for.
        let end = self.rest.bytes().position(|byte| byte == b'\n');
        let parts = end.and_then(|end| self.rest.split_at_checked(end));
        let (first, rest) = parts.ok_or(PackedFactsError::TooFew { column: self.name })?;
        self.rest = rest.get(1..).unwrap_or_default();
        Ok(first)
    }

    fn end(&self) -> Result<(), PackedFactsError> {
        end(self.name, self.rest.is_empty())
    }
}

fn end(column: &'static str, is_empty: bool) -> Result<(), PackedFactsError> {
    if is_empty { Ok(()) } else { Err(PackedFactsError::TooMany { column }) }
}
