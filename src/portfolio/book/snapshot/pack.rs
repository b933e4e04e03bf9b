use std::ops::Range;

use super::packed_form::pack;
use super::{BookEntry, BookHead, FactEntry, PackedFacts};
use crate::account::{FactContent, FactReader};
use crate::book::Book;
use crate::engine::parallel::{self, IS_PARALLEL};
use crate::id::CustomerKey;
use crate::measure::proven;

/// Customers whose facts are packed together: few enough to keep little in memory.
const CUSTOMERS: u32 = 256;

/// The parts that are packed side by side.
const PARTS: u32 = if IS_PARALLEL { 16 } else { 1 };

impl BookEntry {
    /// The entries of a book with [packed facts](PackedFacts): the form for large books, of which
    /// it takes a part of the time and room. With the feature `rayon` the facts are packed on all
    /// threads.
    ///
    /// The book that a [`BookReader`](crate::book::BookReader) makes of them is that of
    /// [`entries_of`](Self::entries_of).
    pub fn packed_entries_of(book: &Book) -> impl Iterator<Item = Self> {
        let first = Self::first_of(book, BookHead::PACKED);
        first.chain(packed_facts_of(book)).chain(Self::last_of(book))
    }
}

/// Adds a fact to others; gives back one that says more than the columns hold.
fn push(packed: &mut PackedFacts, entry: FactEntry) -> Result<(), FactEntry> {
    let FactEntry { customer, known_from: None, content: FactContent::First(fact) } = &entry else {
        return Err(entry);
    };
    let Some(kind) = pack(fact, packed) else { return Err(entry) };
    let last = packed.customers.last().zip(packed.kinds.last());
    let is_same = last == Some((customer, &kind));
    if let Some(count) = packed.counts.last_mut().filter(|_| is_same) {
        *count = proven!(count.checked_add(1), else *count, "a few thousand facts at most");
    } else {
        packed.customers.push(*customer);
        packed.kinds.push(kind);
        packed.counts.push(1);
    }
    Ok(())
}

/// The facts of a book in their order, packed where they can be.
fn packed_facts_of(book: &Book) -> impl Iterator<Item = BookEntry> {
    let reader = FactReader::new(book.ledger());
    let mut left = 0..book.len();
    let parts = std::iter::from_fn(move || {
        let parts: Vec<Range<u32>> = (0..PARTS).filter_map(|_| next_part(&mut left)).collect();
        (!parts.is_empty()).then(|| parallel::map(parts, |part| packed_facts_in(&reader, part)))
    });
    parts.flatten().flatten()
}

/// The next customers that are packed together.
fn next_part(left: &mut Range<u32>) -> Option<Range<u32>> {
    let end = left.start.checked_add(CUSTOMERS).filter(|end| *end < left.end);
    let part = left.start..end.unwrap_or(left.end);
    left.start = part.end;
    (!part.is_empty()).then_some(part)
}

/// The facts of some customers.
fn packed_facts_in(reader: &FactReader<'_>, customers: Range<u32>) -> Vec<BookEntry> {
    let (mut entries, mut packed) = (Vec::new(), PackedFacts::default());
    let facts = customers.flat_map(|it| reader.of_customer(CustomerKey::from_position(it)));
    for fact in facts {
        let single = push(&mut packed, FactEntry::from(fact)).err();
        if single.is_some() || packed.len() >= PackedFacts::MOST {
            let full = std::mem::take(&mut packed);
            entries.extend((!full.is_empty()).then_some(BookEntry::Facts(full)));
        }
        entries.extend(single.map(BookEntry::Fact));
    }
    entries.extend((!packed.is_empty()).then_some(BookEntry::Facts(packed)));
    entries
}
