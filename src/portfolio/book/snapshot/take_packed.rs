use super::packed_form::unpack;
use super::packed_rows::PackedRows;
use super::{BookReadError, PackedFacts, PackedFactsError};
use crate::account::{CustomerFact, Fact};
use crate::book::{Book, BookError};
use crate::engine::parallel::{self, IS_PARALLEL};
use crate::measure::proven;
use crate::money::Currency;

/// Facts that are unpacked together: few, which stay at hand; on threads more, so that these need
/// not wait for one another.
const FACTS: usize = if IS_PARALLEL { 1024 } else { 32 };

impl PackedFacts {
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
            let fact = next_fact(rows.as_mut()?);
            if !matches!(fact, Some(Ok(_))) {
                rows = None;
            }
            fact
        })
    }
}

/// The fact of the next row; `None` at the end.
fn next_fact(rows: &mut PackedRows<'_>) -> Option<Result<CustomerFact, PackedFactsError>> {
    let run = rows.next_of_run()?;
    Some(run.and_then(|(customer, kind)| {
        let fact = unpack(kind, rows)?;
        Ok(CustomerFact { customer, fact })
    }))
}

/// Takes packed facts. With the feature `rayon` sales on one thread and all else on another, while
/// the next facts are unpacked.
pub(super) fn take_packed(
    book: &mut Book,
    facts: &PackedFacts,
    place: usize,
) -> Result<(), BookReadError> {
    let mut rows = (0..).zip(facts.facts(book.currency()));
    let mut unpacked = unpack_few(&mut rows);
    while !unpacked.facts.is_empty() || unpacked.error.is_some() {
        let Unpacked { first, facts, error } = unpacked;
        let record = || record(book, &facts);
        let (recorded, next) = parallel::join(record, || unpack_few(&mut rows));
        if let Some((row, refusal)) = recorded {
            let row = proven!(first.checked_add(row), else row, "a place in the columns");
            return Err(BookReadError::RefusedFact { place, row, refusal });
        }
        if let Some((row, error)) = error {
            return Err(BookReadError::Packed { place, row, error });
        }
        unpacked = next;
    }
    Ok(())
}

/// Facts of neighbouring rows, up to one that the columns do not give.
#[derive(Debug, Default)]
struct Unpacked {
    /// The row of the first.
    first: usize,
    facts: Vec<CustomerFact>,
    error: Option<(usize, PackedFactsError)>,
}

fn unpack_few(
    rows: &mut impl Iterator<Item = (usize, Result<CustomerFact, PackedFactsError>)>,
) -> Unpacked {
    let mut unpacked = Unpacked { facts: Vec::with_capacity(FACTS), ..Unpacked::default() };
    for (row, fact) in rows.take(FACTS) {
        if unpacked.facts.is_empty() {
            unpacked.first = row;
        }
        match fact {
            Ok(fact) => unpacked.facts.push(fact),
            Err(error) => unpacked.error = Some((row, error)),
        }
    }
    unpacked
}

/// Records facts and gives the place and reason of the first refusal.
fn record(book: &mut Book, facts: &[CustomerFact]) -> Option<(usize, Box<BookError>)> {
    let sales = facts.iter().filter(|it| matches!(it.fact, Fact::Sale(_)));
    let follow_one_another = sales.map(|it| it.customer).is_sorted();
    if IS_PARALLEL && follow_one_another && book.ledger().is_plain() {
        let mut recorded = book.record_in_parallel(facts).into_iter().enumerate();
        return recorded.find_map(|(row, it)| Some((row, it.err()?)));
    }
    // In a large book a number is far away; those of all are asked for at once.
    for CustomerFact { customer, fact } in facts {
        book.ledger().prefetch_document(*customer, fact);
    }
    facts.iter().enumerate().find_map(|(row, it)| {
        let refusal = book.record_fact(it.customer, &it.fact).err()?;
        Some((row, refusal.into()))
    })
}
