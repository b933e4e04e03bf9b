use super::{BookReadError, PackedFacts, PackedFactsError};
use crate::account::{CustomerFact, Fact};
use crate::book::{Book, BookError};
use crate::engine::parallel::{self, IS_PARALLEL};

/// Facts that are unpacked together: so few that they stay at hand, and on threads so many that
/// these need not wait for one another.
const FACTS: usize = if IS_PARALLEL { 1024 } else { 32 };

/// Takes packed facts. With the feature `rayon` sales on one thread and all else on another, while
/// the next facts are unpacked.
pub(super) fn take_packed(
    book: &mut Book,
    facts: &PackedFacts,
    place: usize,
) -> Result<(), BookReadError> {
    let mut rows = (0..).zip(facts.facts(book.currency()));
    let mut unpacked = unpack(&mut rows);
    while !unpacked.facts.is_empty() || unpacked.error.is_some() {
        let Unpacked { first, facts, error } = unpacked;
        let record = || record(book, &facts);
        let (recorded, next) = parallel::join(record, || unpack(&mut rows));
        if let Some((row, refusal)) = recorded {
            let row = first.saturating_add(row);
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

fn unpack(
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
