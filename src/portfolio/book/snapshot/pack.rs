use std::ops::Range;

use super::{BookEntry, FactEntry, PackedFacts};
use crate::account::FactReader;
use crate::book::Book;
use crate::engine::parallel::{self, IS_PARALLEL};
use crate::id::CustomerKey;

/// Customers whose facts are packed together: few enough to keep little in memory.
const CUSTOMERS: u32 = 256;

/// The parts that are packed side by side.
const PARTS: u32 = if IS_PARALLEL { 16 } else { 1 };

/// The facts of a book in their order, packed where they can be.
pub(super) fn packed_facts_of(book: &Book) -> impl Iterator<Item = BookEntry> {
    let reader = FactReader::new(book.ledger());
    let customers = u32::try_from(book.len()).unwrap_or(u32::MAX);
    let mut begun = 0..customers;
    let parts = std::iter::from_fn(move || {
        let parts: Vec<Range<u32>> = (0..PARTS).filter_map(|_| next_part(&mut begun)).collect();
        (!parts.is_empty()).then(|| parallel::map(parts, |part| packed_facts_in(&reader, part)))
    });
    parts.flatten().flatten()
}

/// The next customers that are packed together.
fn next_part(left: &mut Range<u32>) -> Option<Range<u32>> {
    let part = left.start..left.start.saturating_add(CUSTOMERS).min(left.end);
    left.start = part.end;
    (!part.is_empty()).then_some(part)
}

/// The facts of some customers.
fn packed_facts_in(reader: &FactReader<'_>, customers: Range<u32>) -> Vec<BookEntry> {
    let (mut entries, mut packed) = (Vec::new(), PackedFacts::default());
    let facts = customers.flat_map(|it| reader.of_customer(CustomerKey::from_position(it)));
    for fact in facts {
        let single = packed.push(FactEntry::from(fact)).err();
        if single.is_some() || packed.len() >= PackedFacts::MOST {
            let full = std::mem::take(&mut packed);
            entries.extend((!full.is_empty()).then_some(BookEntry::Facts(full)));
        }
        entries.extend(single.map(BookEntry::Fact));
    }
    entries.extend((!packed.is_empty()).then_some(BookEntry::Facts(packed)));
    entries
}
